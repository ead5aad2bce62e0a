import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  SequentialIdentifier,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type FileChild,
  type ParagraphChild,
} from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { timeless } from './archive.ts';
import { chartOf } from './chart.ts';
import { figureText, gridOf, legible, scopeText, unitsText, words, type GridCell } from './grid.ts';
import { masked, type Chapter, type ReportSet, type ReportTable } from './shape.ts';
import { settled } from './settle.ts';

const ink = '1F3A5F';
const pale = '6B7280';
const alert = '8C2D19';
/** A4 less its margins, in twentieths of a point. */
const page = { width: 11_906, height: 16_838, margin: 1134 } as const;
const textWidth = page.width - 2 * page.margin;

/**
 * The reports as a document that people go on writing: styles, contents, captions and tables are those of Word, charts
 * are drawn by Word from the figures of their table.
 */
export async function documentOf(set: ReportSet): Promise<Buffer> {
  const word = new Document({
    title: legible(set.title),
    creator: legible(set.client),
    styles: styles(),
    // The numbers of the contents are worked out here: Word shows them without asking to update anything
    pageNumbers: estimatePageNumbers,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        headers: { default: header(set), first: new Header({ children: mentioned(set) }) },
        footers: { default: footer(), first: new Footer({ children: [new Paragraph('')] }) },
        children: [...cover(set), ...contents(), ...set.chapters.flatMap((each) => chapter(each, set))],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: properties(set) };
  return timeless(await Packer.toBuffer(word, undefined, [core]), settled);
}

function cover(set: ReportSet): FileChild[] {
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
    new Paragraph({ style: 'Title', children: [run(set.title)] }),
    new Paragraph({ style: 'Subtitle', children: [run(set.client)] }),
    new Paragraph({ style: 'Scope', children: [run(scopeText(set))] }),
    ...(units === undefined ? [] : [new Paragraph({ style: 'Scope', children: [run(units)] })]),
  ];
}

function contents(): FileChild[] {
  return [
    new Paragraph({ style: 'ContentsHeading', pageBreakBefore: true, children: [run(words.contents)] }),
    new TableOfContents(words.contents, {
      hyperlink: true,
      headingStyleRange: '1-1',
    }),
  ];
}

function chapter({ table, comment, chart, hidesTable }: Chapter, set: ReportSet): FileChild[] {
  const drawn = chart === undefined ? undefined : chartOf(table, chart);
  const paragraphs = (comment ?? '').split('\n').filter((text) => text.trim() !== '');
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [run(table.title)],
    }),
    new Paragraph({ children: [run(table.sentence)] }),
    new Paragraph({ style: 'Scope', children: [run(scopeText(set))] }),
    ...paragraphs.map((text) => new Paragraph({ children: [run(text)] })),
    ...(drawn === undefined
      ? []
      : [new Paragraph({ keepNext: true, children: [drawn] }), caption('Graphique', table.title, false)]),
    ...(table.rows.length === 0 || hidesTable ? [] : [caption('Tableau', table.title, true), tableOf(table)]),
    ...table.notes.map((text) => new Paragraph({ style: 'Note', children: [run(text)] })),
  ];
}

function caption(of: 'Tableau' | 'Graphique', title: string, keepNext: boolean): Paragraph {
  return new Paragraph({
    style: 'Caption',
    keepNext,
    children: [run(`${of} `), new SequentialIdentifier(of), run(` – ${title}`)],
  });
}

function tableOf(table: ReportTable): Table {
  const { headings, lines } = gridOf(table);
  const first = table.dimensions.length;
  const widths = columnWidths(first, headings.length);
  const cellOf = (children: ParagraphChild[], column: number, shade: boolean) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      ...(shade ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E8EEF5' } } : {}),
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: column < first ? AlignmentType.LEFT : AlignmentType.RIGHT,
          children,
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: rules,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: headings.map((text, column) =>
          cellOf([run(text, { bold: true, color: ink })], column, true),
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
function columnWidths(labels: number, columns: number): number[] {
  const figures = columns - labels;
  const narrow = Math.floor(Math.min(1700, textWidth / columns));
  const wide = labels === 0 ? 0 : Math.floor((textWidth - narrow * figures) / labels);
  return Array.from({ length: columns }, (_, column) => (column < labels ? wide : narrow));
}

function header(set: ReportSet): Header {
  return new Header({
    children: [
      new Paragraph({ style: 'Header', children: [run(`${set.client} – ${set.title}`)] }),
      ...(set.mention === undefined ? [] : mentioned(set)),
    ],
  });
}
/** Above each page: what is said of the whole file. */
function mentioned({ mention }: ReportSet): Paragraph[] {
  if (mention === undefined) return [new Paragraph('')];
  return [new Paragraph({ style: 'Header', children: [run(mention, { bold: true, color: alert })] })];
}
function footer(): Footer {
  const children = ['Page ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children })],
      }),
    ],
  });
}

function run(text: string, look: { bold?: boolean; italics?: boolean; color?: string } = {}): TextRun {
  return new TextRun({ text: legible(text).replace(/\s*[\t\r\n]+\s*/g, ' '), ...look });
}

function styles() {
  const sized = (size: number, look = {}) => ({ size: size * 2, ...look });
  const based = (id: string, name: string, look: object, spacing: object) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: look,
    paragraph: { spacing },
  });
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 20, language: { value: 'fr-FR' } },
        paragraph: { spacing: { after: 120 } },
      },
      title: {
        run: sized(28, { bold: true, color: ink }),
        paragraph: { spacing: { before: 3600, after: 240 } },
      },
      heading1: {
        run: sized(16, { bold: true, color: ink }),
        paragraph: { keepNext: true, spacing: { after: 160 } },
      },
      caption: {
        run: sized(9, { bold: true, color: ink }),
        paragraph: { spacing: { before: 160, after: 80 } },
      },
    },
    paragraphStyles: [
      based('Subtitle', 'Subtitle', sized(16, { color: pale }), { after: 240 }),
      based('ContentsHeading', 'TOC Heading', sized(16, { bold: true, color: ink }), { after: 200 }),
      based('TOC1', 'toc 1', sized(10), { after: 80 }),
      based('Header', 'header', sized(8, { color: pale }), { after: 0 }),
      based('Footer', 'footer', sized(8, { color: pale }), { after: 0 }),
      based('Scope', 'Portée', sized(9, { color: pale }), { after: 160 }),
      based('Note', 'Note de tableau', sized(8.5, { italics: true, color: pale }), { before: 60, after: 0 }),
      based('Cell', 'Cellule', sized(9), { before: 30, after: 30 }),
    ],
  };
}

/** Dated by its data: the library would write the hour of the machine. */
function properties({ title, client, dataOn }: ReportSet): string {
  const text = (value: string) => legible(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const day = `<dcterms:created xsi:type="dcterms:W3CDTF">${dataOn}T00:00:00Z</dcterms:created>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${text(title)}</dc:title><dc:creator>${text(client)}</dc:creator>` +
    `<cp:lastModifiedBy>${text(client)}</cp:lastModifiedBy>${day}` +
    `${day.replaceAll('created', 'modified')}<dc:language>fr-FR</dc:language></cp:coreProperties>`
  );
}
