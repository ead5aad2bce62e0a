import { figureText, gridOf, type GridCell, type GridLine } from './grid.ts';
import { ink, oneLine, pale, paper, rule, type Look, type Part, type Sheet } from './pdf-sheet.ts';
import { masked, type ReportTable } from './shape.ts';

const padding = { x: 4, y: 3 };
/** More columns than fit are written smaller, on a page laid on its side. */
const sizes = { usual: 8.5, small: 6.5 } as const;
const least = { label: 70, figure: 46 } as const;
/** A longer heading of figures goes to the line. */
const widestHeading = 80;
/** Columns that fit a page upright. */
const mostUpright = 7;

export const layoutOf = ({ dimensions, measures }: ReportTable): 'portrait' | 'landscape' =>
  dimensions.length + measures.length > mostUpright ? 'landscape' : 'portrait';

interface Laid {
  readonly texts: readonly string[];
  readonly looks: readonly Look[];
  readonly height: number;
  readonly isTotal: boolean;
}

/** A table whose headings stand again on each page, and whose rows are never cut. */
export function drawTable(sheet: Sheet, parent: Part, table: ReportTable): void {
  const { headings, lines } = gridOf(table);
  const first = table.dimensions.length;
  const size = headings.length > 12 ? sizes.small : sizes.usual;
  const widths = columnWidths(sheet, first, figureWidths(sheet, first, size, headings, lines));
  const laid = (texts: readonly string[], looks: readonly Look[], isTotal: boolean): Laid => {
    const heights = texts.map((text, column) =>
      sheet.heightOf(text, widths[column]! - 2 * padding.x, looks[column]),
    );
    return { texts, looks, isTotal, height: Math.max(...heights) + 2 * padding.y };
  };
  const align = (column: number) => ({ align: column < first ? ('left' as const) : ('right' as const) });
  const head = laid(
    headings,
    headings.map((_, column) => ({ font: 'bold', size, colour: ink, ...align(column) })),
    false,
  );
  const drawn = sheet.pdf.struct('Table');
  parent.add(drawn);
  const draw = (row: Laid, isHead: boolean, isRead: boolean) => {
    const top = sheet.pdf.y;
    sheet.decoration(() => ground(sheet, top, row, isHead));
    const part = isRead ? sheet.pdf.struct('TR') : undefined;
    if (part) drawn.add(part);
    let left = sheet.left;
    row.texts.forEach((text, column) => {
      const width = widths[column]! - 2 * padding.x;
      const look = row.looks[column]!;
      const x = left + padding.x;
      const write = () =>
        void sheet
          .look(look)
          .text(oneLine(text), x, top + padding.y, { width, align: look.align ?? 'left', lineGap: 1 });
      if (!part) sheet.decoration(write);
      else if (isHead) part.add(sheet.pdf.struct('TH', { scope: 'Column' } as object, [write]));
      else if (column < first) part.add(sheet.pdf.struct('TH', { scope: 'Row' } as object, [write]));
      else part.add(sheet.pdf.struct('TD', {}, [write]));
      left += widths[column]!;
    });
    part?.end();
    sheet.pdf.x = sheet.left;
    sheet.pdf.y = top + row.height;
  };
  const rows = lines.map(({ cells, isTotal }) =>
    laid(
      cells.map(textOf),
      cells.map((cell, column) => ({ size, ...lookOf(cell, isTotal), ...align(column) })),
      isTotal,
    ),
  );
  sheet.room(head.height + (rows[0]?.height ?? 0));
  draw(head, true, true);
  for (const row of rows) {
    if (sheet.pdf.y + row.height > sheet.bottom) {
      sheet.room(Infinity);
      draw(head, true, false);
    }
    draw(row, false, true);
  }
  drawn.end();
}

function ground({ pdf, left, width }: Sheet, top: number, { height, isTotal }: Laid, isHead: boolean): void {
  if (isHead || isTotal) pdf.rect(left, top, width, height).fill(isHead ? paper : '#F4F6F9');
  pdf
    .moveTo(left, top + height)
    .lineTo(left + width, top + height)
    .lineWidth(0.5)
    .stroke(rule);
}

const textOf = (cell: GridCell): string =>
  'text' in cell ? cell.text : figureText(cell.figure, cell.format);

function lookOf(cell: GridCell, isTotal: boolean): Look {
  if ('figure' in cell && cell.figure === masked) return { font: 'slanted', colour: pale };
  return { font: isTotal ? 'bold' : 'plain' };
}

/** What each column of figures needs so that no figure and no word of its heading is cut. */
function figureWidths(
  sheet: Sheet,
  first: number,
  size: number,
  headings: readonly string[],
  lines: readonly GridLine[],
): number[] {
  const pdf = sheet.look({ font: 'bold', size });
  return headings.slice(first).map((heading, at) => {
    const figures = lines.map(({ cells }) => textOf(cells[first + at]!));
    const longest = [...heading.split(' '), ...figures].map((text) => pdf.widthOfString(text));
    const whole = Math.min(widestHeading, pdf.widthOfString(heading));
    return Math.max(least.figure, Math.max(whole, ...longest) + 2 * padding.x + 1);
  });
}

/** Labels take what figures leave; figures share what there is, when it is not enough. */
function columnWidths({ width }: Sheet, labels: number, figures: readonly number[]): number[] {
  const wanted = figures.reduce((sum, one) => sum + one, 0);
  const most = labels === 0 ? width : width - labels * least.label;
  const scale = labels === 0 || wanted > most ? most / wanted : 1;
  const label = labels === 0 ? 0 : (width - wanted * scale) / labels;
  return [...Array.from({ length: labels }, () => label), ...figures.map((one) => one * scale)];
}
