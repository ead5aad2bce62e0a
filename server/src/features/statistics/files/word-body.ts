import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  ImageRun,
  Paragraph,
  SequentialIdentifier,
  ShadingType,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import { chartOf } from './chart.ts';
import { showsTable } from './drawn.ts';
import { figureText, gridOf, legible, scopeText, unitsText, type GridCell } from './grid.ts';
import { masked, type Chapter, type ReportSet, type ReportTable } from './shape.ts';
import type { Look } from './word-look.ts';

export const ink = '1F3A5F';
export const pale = '6B7280';
export const alert = '8C2D19';

/** What the report is, of whom and of when. */
export function cover(set: ReportSet, { styles }: Look): FileChild[] {
  const { logo } = set;
  const units = unitsText(set);
  const picture =
    logo === undefined
      ? []
      : [
          new Paragraph({
            children: [
              new ImageRun({
                type: logo.type,
                data: logo.bytes,
                transformation: { width: logo.width, height: logo.height },
                altText: { name: 'Logo', title: 'Logo', description: legible(logo.alternative) },
              }),
            ],
          }),
        ];
  return [
    ...picture,
    new Paragraph({ style: styles.title, children: [run(set.title)] }),
    new Paragraph({ style: styles.subtitle, children: [run(set.client)] }),
    new Paragraph({ style: styles.scope, children: [run(scopeText(set))] }),
    ...(units === undefined ? [] : [new Paragraph({ style: styles.scope, children: [run(units)] })]),
  ];
}

/** A title on a page of its own, and under it the comment, the chart and the table. */
export function chapter(one: Chapter, index: number, set: ReportSet, look: Look): FileChild[] {
  const { table, comment, chart } = one;
  const { styles, anchors } = look;
  const drawn = chart === undefined ? undefined : chartOf(one, chart, look);
  const title = run(table.title);
  const paragraphs = (comment ?? '').split('\n').filter((text) => text.trim() !== '');
  return [
    new Paragraph({
      style: styles.heading,
      pageBreakBefore: true,
      children: [
        anchors === undefined ? title : new Bookmark({ id: `${anchors}${index + 1}`, children: [title] }),
      ],
    }),
    new Paragraph({ children: [run(table.sentence)] }),
    new Paragraph({ style: styles.scope, children: [run(scopeText(set))] }),
    ...paragraphs.map((text) => new Paragraph({ children: [run(text)] })),
    ...(drawn === undefined
      ? []
      : [
          new Paragraph({ keepNext: true, children: [drawn] }),
          caption('Graphique', table.title, false, look),
        ]),
    ...(showsTable(one) ? [caption('Tableau', table.title, true, look), tableOf(table, look)] : []),
    ...table.notes.map((text) => new Paragraph({ style: styles.note, children: [run(text)] })),
  ];
}

function caption(
  of: 'Tableau' | 'Graphique',
  title: string,
  keepNext: boolean,
  { styles, count }: Look,
): Paragraph {
  const number = count ? new SimpleField(`SEQ ${of}`, String(count(of))) : new SequentialIdentifier(of);
  return new Paragraph({
    style: styles.caption,
    keepNext,
    children: [run(`${of} `), number, run(` – ${title}`)],
  });
}

function tableOf(table: ReportTable, { styles, textWidth, tableStyle }: Look): Table {
  const { headings, lines } = gridOf(table);
  const first = table.dimensions.length;
  const widths = columnWidths(first, headings.length, textWidth);
  const cellOf = (children: ParagraphChild[], column: number, shade: boolean) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      ...(shade && tableStyle === undefined
        ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E8EEF5' } }
        : {}),
      children: [
        new Paragraph({
          style: styles.cell,
          alignment: column < first ? AlignmentType.LEFT : AlignmentType.RIGHT,
          children,
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    ...(tableStyle === undefined
      ? { borders: rules }
      : { style: tableStyle, tableLook: { firstRow: true, noHBand: false, noVBand: true } }),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headings.map((text, column) =>
          cellOf(
            [run(text, tableStyle === undefined ? { bold: true, color: ink } : { bold: true })],
            column,
            true,
          ),
        ),
      }),
      ...lines.map(
        ({ cells, isTotal }) =>
          new TableRow({
            cantSplit: true,
            children: cells.map((cell, column) => cellOf([cellRun(cell, isTotal)], column, false)),
          }),
      ),
    ],
  });
}
const thin = { style: BorderStyle.SINGLE, size: 4, color: 'C5CEDA' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const rules = {
  top: thin,
  bottom: thin,
  left: none,
  right: none,
  insideHorizontal: thin,
  insideVertical: none,
};

function cellRun(cell: GridCell, bold: boolean): TextRun {
  if ('text' in cell) return run(cell.text, { bold });
  const look = cell.figure === masked ? { italics: true, color: pale } : { bold };
  return run(figureText(cell.figure, cell.format), look);
}

/** Labels take what figures leave, and never less than a figure does. */
function columnWidths(labels: number, columns: number, textWidth: number): number[] {
  const figures = columns - labels;
  const narrow = Math.floor(Math.min(1700, textWidth / columns));
  const wide = labels === 0 ? 0 : Math.floor((textWidth - narrow * figures) / labels);
  return Array.from({ length: columns }, (_, column) => (column < labels ? wide : narrow));
}

export function run(text: string, look: { bold?: boolean; italics?: boolean; color?: string } = {}): TextRun {
  return new TextRun({ text: legible(text).replace(/\s*[\t\r\n]+\s*/g, ' '), ...look });
}
