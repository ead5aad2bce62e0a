import { CsvError, parse } from 'csv-parse/sync';
import { ReadError } from './errors.ts';
import type { ReadLimits } from './limits.ts';

export interface CsvRecord {
  readonly cells: string[];
  /** Line on which the record begins; the first line is 1. A quoted cell may hold several lines. */
  readonly line: number;
}

export interface CsvContent {
  readonly delimiter: string;
  readonly records: CsvRecord[];
}

const delimiters = [';', ',', '\t', '|'] as const;

/** Records of a text file, the delimiter found by itself unless the file says it (`sep=;`). Blank lines are records. */
export function readCsv(text: string, limits: ReadLimits): CsvContent {
  const declared = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text);
  const delimiter = declared?.[1] ?? detectDelimiter(text);
  const records: CsvRecord[] = [];
  let lastLine = 0;
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: limits.recordChars,
      on_record: (cells: string[]) => {
        if (records.length >= limits.rows) throw tooManyRows(limits);
        if (cells.length > limits.columns) throw tooManyColumns(limits);
        const line = lastLine + 1;
        lastLine = line + lineBreaks(cells);
        records.push({ cells, line });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw malformed(error);
  }
  return { delimiter, records };
}

function lineBreaks(cells: string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    count += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return count;
}

/** The delimiter that cuts most records of the beginning into the same number of cells. */
function detectDelimiter(text: string): string {
  const sample = text.slice(0, 100_000);
  let best: string = ';';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = delimitersByRecord(sample, delimiter);
    const frequency = new Map<number, number>();
    for (const count of counts) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
    for (const [count, times] of frequency) {
      const score = (times / counts.length) * (1 + Math.log2(count));
      if (score > bestScore) [best, bestScore] = [delimiter, score];
    }
  }
  return best;
}

function delimitersByRecord(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let filled = false;
  for (const char of sample) {
    if (char === '"') quoted = !quoted;
    if (char === delimiter && !quoted) count++;
    if (char === '\n' && !quoted) {
      if (filled) counts.push(count);
      [count, filled] = [0, false];
    } else if (char !== '\r') filled = true;
    if (counts.length >= 200) return counts;
  }
  if (filled) counts.push(count);
  return counts;
}

function malformed(error: unknown): ReadError {
  const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : undefined;
  const where = line === undefined ? '' : ` vers la ligne ${line}`;
  return new ReadError(
    'malformedCsv',
    `Le fichier ne peut pas être lu${where} : un guillemet ouvert n’est pas refermé, ou une cellule est démesurée. Corrigez-la, ou enregistrez le fichier au format .xlsx.`,
    { cause: error },
  );
}

export function tooManyRows(limits: ReadLimits): ReadError {
  return new ReadError(
    'tooManyRows',
    `Le tableau dépasse ${limits.rows} lignes. Partagez-le en plusieurs fichiers.`,
  );
}

export function tooManyColumns(limits: ReadLimits): ReadError {
  return new ReadError(
    'tooManyColumns',
    `Le tableau dépasse ${limits.columns} colonnes. Supprimez les colonnes inutiles et recommencez.`,
  );
}
