import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReadError } from './errors.ts';
import { readTableApart } from './read-apart.ts';
import { readTable } from './read-table.ts';

const rows = 12_000;
let heavy: Uint8Array;
beforeAll(async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Suivi');
  sheet.addRow(['NOM', 'Prénom', 'Ville', 'Observations']);
  for (let at = 0; at < rows; at++) sheet.addRow([`Nom ${at}`, `Prénom ${at}`, `Ville ${at}`, at]);
  heavy = new Uint8Array(await workbook.xlsx.writeBuffer());
});

const small = () => Buffer.from('NOM;Prénom\nLefèvre;Zoé\n');

/** Turns of the event loop while something is done, and the share of it that the longest turn took. */
async function turnsDuring(act: () => Promise<unknown>): Promise<{ turns: number; longest: number }> {
  let turns = 0;
  let longest = 0;
  let over = false;
  const begun = performance.now();
  let last = begun;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    turns += 1;
    if (!over) setTimeout(turn, 1);
  };
  setTimeout(turn, 1);
  await act();
  over = true;
  longest = Math.max(longest, performance.now() - last);
  return { turns, longest: longest / (performance.now() - begun) };
}

describe('a file read apart', () => {
  it('reads the same as here, and takes the bytes without copying them', async () => {
    const bytes = heavy.slice();
    const apart = await readTableApart(bytes, 'suivi.xlsx');
    expect(bytes.byteLength).toBe(0);
    expect(apart).toEqual(await readTable(heavy, 'suivi.xlsx'));
    expect(apart.sheets[0]!.rows).toHaveLength(rows + 1);
  });

  it('leaves alone what shares its memory with other bytes', async () => {
    const [whole, one] = [Buffer.concat([small(), Buffer.from('tail')]), small()];
    const part = whole.subarray(0, one.length);
    await readTableApart(part, 'x.csv');
    expect(part.toString()).toBe(one.toString());
  });

  it('lets everything else go on while a heavy workbook is read', async () => {
    const here = await turnsDuring(() => readTable(heavy, 'suivi.xlsx'));
    const apart = await turnsDuring(() => readTableApart(heavy.slice(), 'suivi.xlsx'));
    expect(apart.turns).toBeGreaterThan(4 * here.turns);
    expect(apart.longest).toBeLessThan(here.longest);
  });

  it.each([
    ['needs too much memory', { milliseconds: 60_000, heapMb: 24 }],
    ['takes too long', { milliseconds: 1, heapMb: 512 }],
  ])('is refused when it %s, and the next one is read', async (_, bounds) => {
    const refused = readTableApart(heavy.slice(), 'suivi.xlsx', {}, bounds);
    const next = readTableApart(small(), 'x.csv');
    const error: unknown = await refused.then(
      () => 'read',
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ReadError);
    expect(error).toMatchObject({ code: 'tooHeavy', message: expect.stringMatching(/trop lourd à lire/) });
    expect((await next).sheets[0]!.rows[1]!.cells).toEqual(['Lefèvre', 'Zoé']);
  });

  it('keeps the refusal of what cannot be read, and the header it is told', async () => {
    const thrown = async (read: typeof readTable) =>
      read(Buffer.from('%PDF-1.7'), 'x.csv').then(
        () => undefined,
        (error: unknown) => error as ReadError,
      );
    const [apart, here] = [await thrown(readTableApart), await thrown(readTable)];
    expect(apart).toBeInstanceOf(ReadError);
    expect([apart!.code, apart!.message]).toEqual([here!.code, here!.message]);
    const table = await readTableApart(Buffer.from('a;b\nc;d\ne;f\n'), 'x.csv', { headerRows: { '': 2 } });
    expect(table.sheets[0]!.headerRow).toBe(2);
  });
});
