import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadError } from './errors.ts';
import { parseMapping, peopleMapping } from './mapping.ts';
import { readPeople } from './people.ts';
import { proposeMapping } from './propose.ts';
import { readTable } from './read-table.ts';
import { cellText } from './table.ts';
import { unzip, zipStored } from './zip.ts';

const csv =
  'NOM;Prénom;Né(e) le;Observations\r\nLefèvre;Zoé;01/02/1980;"deux\nlignes"\r\n;;;\r\nMartin;Léo;03/04/1990;\r\n';
const cp1252 = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('text files', () => {
  it.each([
    ['utf-8', Buffer.from(csv)],
    ['utf-8-bom', Buffer.from(`\ufeff${csv}`)],
    ['windows-1252', cp1252(csv)],
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, 'utf16le')])],
    ['utf-16le', Buffer.from(csv, 'utf16le')],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(csv)])],
    ['utf-16be', utf16be(csv)],
  ])('%s', async (encoding, bytes) => {
    const table = await readTable(bytes, 'x.csv');
    expect(table.encoding).toBe(encoding);
    const rows = table.sheets[0]?.rows ?? [];
    expect(rows.map(({ line, record, kind }) => [line, record, kind])).toEqual([
      [1, 1, 'header'],
      [2, 2, 'data'],
      [4, 3, 'blank'],
      [5, 4, 'data'],
    ]);
    expect(rows[1]?.cells.map(cellText)).toEqual(['Lefèvre', 'Zoé', '01/02/1980', 'deux\nlignes']);
  });
  it.each([';', ',', '\t', '|'])('delimiter %j', async (delimiter) => {
    const text =
      ['NOM', 'Prénom', 'Ville'].join(delimiter) +
      '\n' +
      ['D, E; F', 'Zoé', 'Lens'].map((cell) => `"${cell}"`).join(delimiter);
    const table = await readTable(Buffer.from(text), 'x.csv');
    expect(table.delimiter).toBe(delimiter);
    expect(table.sheets[0]?.rows[1]?.cells).toEqual(['D, E; F', 'Zoé', 'Lens']);
  });
  it('obeys sep= and keeps the numbers of the lines', async () => {
    const table = await readTable(Buffer.from('sep=|\nNOM|Prénom\nA;B|C\n'), 'x.csv');
    expect(table.sheets[0]).toMatchObject({
      headerRow: 2,
      rows: [{ kind: 'title' }, { kind: 'header' }, { line: 3, cells: ['A;B', 'C'] }],
    });
  });
  it.each([
    ['emptyFile', Buffer.alloc(0)],
    ['noTable', Buffer.from('\n;;\n')],
    ['binaryContent', Buffer.from('a;b\0\0\0c;d')],
    ['malformedCsv', Buffer.from('a;b\n"c;d\ne;f')],
    ['oldSpreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['unsupportedFormat', Buffer.from('%PDF-1.7')],
    ['malformedSpreadsheet', Buffer.from('504b0304000000', 'hex')],
  ])('refuses with %s', async (code, bytes) => {
    await expect(readTable(bytes, 'x')).rejects.toMatchObject({ name: 'ReadError', code });
  });
  it('bounds bytes, rows and columns', async () => {
    const refused = (limits: object) => expect(readTable(Buffer.from(csv), 'x.csv', { limits })).rejects;
    await refused({ bytes: 10 }).toMatchObject({ code: 'fileTooLarge' });
    await refused({ rows: 2 }).toMatchObject({ code: 'tooManyRows' });
    await refused({ columns: 2 }).toMatchObject({ code: 'tooManyColumns' });
  });
});

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Liste « A & B »'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const small = () =>
  workbook((sheet) => {
    sheet.addRow(['NOM', 'Prénom', 'Né(e) le', 'N° SS', 'Adresse', 'Durée']);
    sheet.addRow([
      'Lefèvre',
      'Zoé',
      new Date(Date.UTC(1980, 1, 1)),
      '280',
      '1 rue A',
      { formula: 'A2&B2', result: 'calculé' },
    ]);
    sheet.addRow(['Martin', 'Léo', 29221, '190', null, { formula: '1/0', result: { error: '#DIV/0!' } }]);
    sheet.addRow([]);
    sheet.addRow(['ATELIERS']);
    sheet.mergeCells('E2:E3');
    sheet.mergeCells('A5:F5');
    sheet.getColumn(4).hidden = true;
    sheet.getRow(3).hidden = true;
    sheet.getCell('A2').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF9999' } };
    sheet.getCell('A3').font = { strike: true };
  });

describe('workbooks', () => {
  it('reads stored values, merged cells, colours, hidden columns and rows', async () => {
    const { sheets } = await readTable(await small(), 'x.xlsx');
    expect(sheets[0]?.name).toBe('Liste « A & B »');
    expect(sheets[0]?.columns.map(({ hidden }) => hidden)).toEqual([false, false, false, true, false, false]);
    const rows = sheets[0]?.rows ?? [];
    expect(rows.map(({ kind }) => kind)).toEqual(['header', 'data', 'data', 'blank', 'sectionTitle']);
    expect(rows[1]?.cells).toEqual([
      { text: 'Lefèvre', fill: 'FFFF9999' },
      'Zoé',
      { text: '01/02/1980', date: '1980-02-01' },
      '',
      '1 rue A',
      'calculé',
    ]);
    expect(rows[2]?.cells.slice(0, 5)).toEqual([
      { text: 'Martin', strike: true },
      'Léo',
      { text: '29221', number: 29221 },
      '',
      '1 rue A',
    ]);
    expect(rows[2]?.hidden).toBe(true);
  });
  it('refuses a bomb before it swells', async () => {
    const bomb = deflated(new Map([['xl/workbook.xml', Buffer.alloc(60_000_000, 0x20)]]));
    await expect(readTable(bomb, 'x.xlsx', { limits: { inflatedBytes: 5_000_000 } })).rejects.toMatchObject({
      code: 'tooMuchContent',
    });
    await expect(
      readTable(await small(), 'x.xlsx', { limits: { inflatedBytes: 2000 } }),
    ).rejects.toMatchObject({ code: 'tooMuchContent' });
  });
  it.each([
    ['</sheetData>', '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'],
    ['<sheetData>', "<cols><col min='1' max='999999999' hidden='1'/></cols><sheetData>"],
    ['</sheetData>', '<row r="999999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row></sheetData>'],
    [
      '</sheetData>',
      '</sheetData><dataValidations><dataValidation sqref="A1:XFD1048576" type="list"><formula1>A1</formula1></dataValidation></dataValidations>',
    ],
    ['<sheetData>', '<!DOCTYPE a [<!ENTITY b "bb">]><sheetData>'],
    ['<sheetData>', '<sheetData><sheetData>'],
    [
      '</sheetData>',
      '<row r="9"><c r="A9" t="s"><v>99999</v></c><c r="B9" s="9999"><v>1</v></c><c t="s"/></row></sheetData>',
    ],
  ])('never hangs on a hostile sheet: %s → %s', async (from, to) => {
    const parts = unzip(await small(), () => true, 10_000_000);
    const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(sheet.replace(from, to)));
    await settles(() => readTable(zipStored(parts), 'x.xlsx'));
  });
  it('refuses a part that declares entities, wherever they would come from', async () => {
    for (const entity of ['<!ENTITY b "bb">', '<!ENTITY b SYSTEM "file:///etc/passwd">']) {
      const parts = unzip(await small(), () => true, 10_000_000);
      const sheet = parts.get('xl/worksheets/sheet1.xml')!.toString('utf8');
      const declared = sheet.replace('<worksheet', `<!DOCTYPE a [${entity}]><worksheet`);
      parts.set('xl/worksheets/sheet1.xml', Buffer.from(declared));
      await expect(readTable(zipStored(parts), 'x.xlsx')).rejects.toMatchObject({
        code: 'malformedSpreadsheet',
      });
    }
  });
  it('never enumerates the names of ranges', async () => {
    const parts = unzip(await small(), () => true, 10_000_000);
    const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? '';
    parts.set(
      'xl/workbook.xml',
      Buffer.from(
        book.replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="a">\'Liste « A &amp; B »\'!$A$1:$XFD$1048576</definedName></definedNames>',
        ),
      ),
    );
    expect((await readTable(zipStored(parts), 'x.xlsx')).sheets).toHaveLength(1);
  });
});

/** Deflated, unlike `zipStored`, with a directory that lies about the size. */
function deflated(parts: Map<string, Buffer>): Buffer {
  const stored = new Map([...parts].map(([name, part]) => [name, deflateRawSync(part)] as const));
  const file = zipStored(stored);
  for (let at = 0; at < file.length - 4; at++) {
    if (file.readUInt32LE(at) === 0x04034b50) file.writeUInt16LE(8, at + 8);
    if (file.readUInt32LE(at) === 0x02014b50) file.writeUInt16LE(8, at + 10);
  }
  return file;
}

/** Whatever the bytes: a table all the way to the persons, or the typed error. */
async function settles(read: () => ReturnType<typeof readTable>): Promise<void> {
  try {
    const table = await read();
    const proposal = proposeMapping(table);
    if (proposal?.mapping.kind === 'people')
      readPeople(table, peopleMapping.parse(parseMapping(proposal.mapping)), { asOf: '2026-10-02' });
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
  }
}

describe('any bytes', () => {
  it('random', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), (bytes) => settles(() => readTable(bytes, 'x'))),
      { numRuns: 500 },
    );
  });
  it('random cells in a list of persons', { timeout: 60_000 }, async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'Dupont née',
        '(',
        'ép.',
        '"',
        '31/02/1980',
        '/ @',
        '+33',
        '99999999',
        '-0',
        '1e99',
        '00/00/0000',
        ' / ',
      ),
      fc.date({ noInvalidDate: false }).map(String),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(';', ',', '\t'), (list, delimiter) => {
        const text = [
          'Civ.',
          'NOM',
          'Nom de naissance',
          'Prénom',
          'DDN',
          'Tél / Mail',
          'CP Ville',
          'Dernier contact',
          'Obs.',
        ].join(delimiter);
        return settles(() =>
          readTable(Buffer.from([text, ...list.map((row) => row.join(delimiter))].join('\n')), 'x.csv'),
        );
      }),
      { numRuns: 500 },
    );
  });
  it('a workbook with bytes changed', { timeout: 120_000 }, async () => {
    const stored = zipStored(unzip(await small(), () => true, 10_000_000));
    const whole = await small();
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), fc.nat(), (list, deflate, cut) => {
        const bytes = Buffer.from(deflate ? whole : stored);
        for (const [at, byte] of list) bytes[at % bytes.length] = byte;
        return settles(() =>
          readTable(cut % 5 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes, 'x.xlsx'),
        );
      }),
      { numRuns: 400 },
    );
  });
});

it('reads one workbook at a time, whatever becomes of the one before', async () => {
  const workbook = async (rows: number) => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Liste');
    sheet.addRow(['Nom', 'Prénom']);
    for (let row = 0; row < rows; row += 1) sheet.addRow(['Martin', 'Léo']);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  const [large, small] = [await workbook(5000), await workbook(1)];
  const read: string[] = [];
  const reads = [
    ['large', large],
    ['broken', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0])],
    ['small', small],
  ] as const;
  await Promise.all(
    reads.map(([name, bytes]) =>
      readTable(bytes, 'x.xlsx').then(
        () => read.push(name),
        () => read.push(name),
      ),
    ),
  );
  expect(read).toEqual(['large', 'broken', 'small']);
});
