import { readCsv } from './csv.ts';
import { decodeText } from './decode.ts';
import { ReadError } from './errors.ts';
import { layOut } from './layout.ts';
import { defaultLimits, type ReadLimits } from './limits.ts';
import type { RawSheet, Table } from './table.ts';
import { readWorkbook } from './xlsx.ts';
import { protectedSpreadsheet } from './zip.ts';

export interface ReadTableOptions {
  readonly limits?: Partial<ReadLimits>;
  /** Line of the header by sheet (`''`: every other sheet, or the text file), when the one found is not the right one. */
  readonly headerRows?: Readonly<Record<string, number>>;
}

/**
 * Reads a .csv or .xlsx file into rows that know where they come from. The content decides of the format,
 * not the name. Throws a `ReadError`, nothing else.
 */
export async function readTable(
  bytes: Uint8Array,
  filename: string,
  options: ReadTableOptions = {},
): Promise<Table> {
  const limits = { ...defaultLimits, ...options.limits };
  if (bytes.length === 0) throw new ReadError('emptyFile', 'Le fichier est vide.');
  if (bytes.length > limits.bytes) {
    const megabytes = Math.floor(limits.bytes / 1_000_000);
    throw new ReadError(
      'fileTooLarge',
      `Le fichier dépasse ${megabytes} Mo. Partagez-le en plusieurs fichiers.`,
    );
  }
  refuseOtherFormats(bytes);
  const layOutSheet = (sheet: RawSheet) =>
    layOut(sheet, options.headerRows?.[sheet.name ?? ''] ?? options.headerRows?.['']);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const sheets = await readWorkbook(bytes, limits);
    return checked({
      filename,
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      sheets: sheets.map(layOutSheet),
    });
  }
  const { text, encoding } = decodeText(bytes);
  const { delimiter, records } = readCsv(text, limits);
  const rows = records.map(({ cells, line }, index) => ({ line, record: index + 1, cells }));
  const sheet = layOutSheet({ name: null, hidden: false, hiddenColumns: new Set(), rows });
  return checked({ filename, format: 'csv', encoding, delimiter, sheets: [sheet] });
}

function checked(table: Table): Table {
  if (table.sheets.some((sheet) => sheet.rows.some((row) => row.kind !== 'blank'))) return table;
  throw new ReadError('noTable', 'Le fichier ne contient aucune donnée.');
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Formats a person may choose by mistake, each with what to do instead. */
function refuseOtherFormats(bytes: Uint8Array): void {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    if (
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
        Buffer.from('EncryptedPackage', 'utf16le'),
      )
    ) {
      throw protectedSpreadsheet();
    }
    throw new ReadError(
      'oldSpreadsheet',
      'Ce classeur est à l’ancien format .xls. Ouvrez-le dans le tableur, enregistrez-le au format .xlsx et recommencez.',
    );
  }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 120)).toString(
    'latin1',
  );
  if (head.startsWith('%PDF') || head.includes('mimetypeapplication/vnd.oasis')) {
    throw new ReadError(
      'unsupportedFormat',
      'Ce format n’est pas lu. Enregistrez le tableau au format .xlsx ou .csv et recommencez.',
    );
  }
}
