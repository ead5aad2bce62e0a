import { setImmediate as breath } from 'node:timers/promises';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { numberField, textField } from '../files/csv.ts';
import { dayText, legible } from '../files/grid.ts';
import { insideOnly } from '../files/named.ts';
import type { RowColumn, RowValue } from './row-columns.ts';

/** What is said of the lines, beside them. */
export interface RowsAbout {
  readonly title: string;
  readonly client: string;
  /** Sentences: the period, the units, what a pseudonym is. */
  readonly said: readonly string[];
}

export type Lines = AsyncIterable<readonly (readonly RowValue[])[]>;

/** Lines as a text of columns, as they come. */
export async function* csvLines(
  columns: readonly Pick<RowColumn, 'label'>[],
  lines: Lines,
): AsyncGenerator<Buffer> {
  const line = (fields: readonly string[]) => `${fields.join(';')}\r\n`;
  yield Buffer.from(`\ufeff${line(columns.map(({ label }) => textField(legible(label))))}`);
  for await (const batch of lines)
    yield Buffer.from(batch.map((values) => line(values.map(csvField))).join(''), 'utf8');
}

function csvField(value: RowValue): string {
  if (value === null) return '';
  if ('number' in value) return numberField(value.number);
  return 'day' in value ? dayText(value.day) : textField(legible(value.text));
}

/** A sheet holds 1,048,576 rows, its headings included. */
const mostLines = 1_000_000;
const formats = { text: '@', number: 'General', day: 'dd/mm/yyyy' } as const;
const first = 'À lire';
const sheetName = (rank: number) => `Lignes${rank === 1 ? '' : ` ${rank}`} - usage interne`;

/**
 * Lines as a workbook, written as they come and held nowhere: a text is a cell of text, and no formula. Each sheet says
 * that it stays in the service, in its name and on each page that is printed of it.
 */
export async function* workbookLines(
  columns: readonly Pick<RowColumn, 'label' | 'kind'>[],
  lines: Lines,
  about: RowsAbout,
): AsyncGenerator<Buffer> {
  // Loaded only here: it takes longer to load than most files take to write
  const { default: Excel } = await import('exceljs');
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  const book = new Excel.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  const closed = once(out, 'close').catch(() => undefined);
  const headerFooter = { oddHeader: `&C${insideOnly}`, oddFooter: '&RPage &P / &N' };
  const write = async () => {
    const read = book.addWorksheet(first, { headerFooter });
    read.getColumn(1).width = 100;
    for (const text of [about.title, about.client, insideOnly, ...about.said]) {
      const row = read.addRow([legible(text)]);
      row.getCell(1).numFmt = formats.text;
      row.commit();
    }
    read.commit();
    let sheet: ReturnType<typeof book.addWorksheet> | undefined;
    let [sheets, written] = [0, mostLines];
    const next = () => {
      sheet?.commit();
      sheets += 1;
      written = 0;
      sheet = book.addWorksheet(sheetName(sheets), {
        headerFooter,
        views: [{ state: 'frozen', ySplit: 1 }],
      });
      sheet.columns = columns.map(({ kind }) => ({ width: 18, style: { numFmt: formats[kind] } }));
      const head = sheet.addRow(columns.map(({ label }) => legible(label)));
      head.font = { bold: true };
      head.commit();
    };
    next();
    for await (const batch of lines) {
      for (const values of batch) {
        if (written === mostLines) next();
        sheet!.addRow(values.map(cellOf)).commit();
        written += 1;
      }
      // What is written goes out before more is read
      while (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, 'drain'), closed]);
      if (out.destroyed) return;
      await breath();
    }
    sheet!.commit();
    await book.commit();
  };
  const done = write().catch((error: unknown) => void out.destroy(error as Error));
  try {
    yield* out as AsyncIterable<Buffer>;
    await done;
  } finally {
    out.destroy();
  }
}

function cellOf(value: RowValue): string | number | Date | null {
  if (value === null) return null;
  if ('number' in value) return value.number;
  // Excel refuses a file with a longer text
  return 'day' in value ? new Date(`${value.day}T00:00:00Z`) : legible(value.text).slice(0, 32_767);
}
