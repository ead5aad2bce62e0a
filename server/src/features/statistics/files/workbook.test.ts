import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { partsOf } from './archive.ts';
import { gridOf } from './grid.ts';
import { hostile, sampleSet } from './sample-reports.ts';
import { masked, type FigureFormat } from './shape.ts';
import { workbookOf } from './workbook.ts';

/** Back to what the table says, from what Excel keeps. */
const back: Record<FigureFormat, (value: number) => number> = {
  count: (value) => value,
  decimal: (value) => value,
  percent: (value) => value * 100,
  duration: (value) => value * 1440,
  money: (value) => value * 100,
};

/** The library reads a length of time as the instant so long after the beginning of 1900. */
const numberOf = (value: unknown) =>
  value instanceof Date ? (value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000 : Number(value);

let bytes: Buffer;
let book: ExcelJS.Workbook;
beforeAll(async () => {
  bytes = await workbookOf(sampleSet);
  book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
});

describe('reports as a workbook', () => {
  it('holds the figures of the tables, cell by cell, as numbers', () => {
    let compared = 0;
    sampleSet.chapters.forEach(({ table }, index) => {
      const sheet = book.worksheets[index + 1];
      const { headings, lines } = gridOf(table);
      headings.forEach((text, at) => expect(sheet?.getCell(5, at + 1).value).toBe(text));
      lines.forEach(({ cells }, line) => {
        cells.forEach((cell, at) => {
          const value = sheet?.getCell(6 + line, at + 1).value;
          if ('text' in cell) expect(value).toBe(cell.text.replaceAll('\r\n', '\n'));
          else if (cell.figure === masked) expect(value).toBe('masqué');
          else if (cell.figure === null) expect(value).toBeNull();
          else expect(back[cell.format](numberOf(value))).toBeCloseTo(cell.figure, 6);
          compared++;
        });
      });
    });
    expect(compared).toBeGreaterThan(400);
  });

  it('has contents whose links go to the sheets', () => {
    const names = book.worksheets.map(({ name }) => name);
    expect(names[0]).toBe('Sommaire');
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(sampleSet.chapters.length + 1);
    const sheet = String(partsOf(bytes).get('xl/worksheets/sheet1.xml'));
    const targets = [...sheet.matchAll(/<hyperlink ref="B(\d+)"[^>]* location="([^"]+)"/g)];
    expect(targets.map(([, row, target]) => [Number(row), target?.replaceAll('&apos;', "'")])).toEqual(
      names.slice(1).map((name, at) => [6 + at, `'${name}'!A1`]),
    );
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  it('freezes the headings, and gives each figure its native format', () => {
    const sheet = book.worksheets[4];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 5, xSplit: 1 });
    const formats = [2, 3, 4, 5].map((column) => sheet?.getCell(7, column).numFmt);
    expect(formats).toEqual(['[h]" h "mm', '#,##0.0', '#,##0.00 "€"', '#,##0']);
    expect(book.worksheets[1]?.getCell(6, 3).numFmt).toBe('0.0 %');
    expect(sheet?.getColumn(1).width).toBeGreaterThan(20);
  });

  it('keeps as text what a spreadsheet would run, letter by letter', () => {
    const sheet = book.worksheets[4];
    hostile.slice(0, 7).forEach((text, at) => {
      const cell = sheet?.getCell(6 + at, 1);
      expect([cell?.type, cell?.value, cell?.numFmt]).toEqual([ExcelJS.ValueType.String, text, '@']);
    });
    book.eachSheet((each) =>
      each.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula))),
    );
  });

  it('hides nothing: no name, no formula, no hidden sheet, row or column', () => {
    const parts = partsOf(bytes);
    const all = [...parts.values()].map(String).join('\n');
    expect(parts.size).toBeGreaterThan(8);
    expect(all).not.toMatch(
      /definedName|<f>|<f |autoFilter|externalLink|state="(?:very)?hidden"|hidden="1"/i,
    );
    expect(all).not.toContain('External');
    expect([...parts.keys()].filter((name) => /comment|vml|pivot|custom/i.test(name))).toEqual([]);
  });

  it('is the same bytes whenever it is written', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
    try {
      expect((await workbookOf(sampleSet)).equals(bytes)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
