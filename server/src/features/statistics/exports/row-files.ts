import { numberField, textField } from '../files/csv.ts';
import { dayText, legible } from '../files/grid.ts';
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
