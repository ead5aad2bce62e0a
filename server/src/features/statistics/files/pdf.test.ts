import { beforeAll, describe, expect, it, vi } from 'vitest';
import { getDocumentProxy } from 'unpdf';
import { figureText, gridOf } from './grid.ts';
import { pdfOf } from './pdf.ts';
import { rowsOfPdf, type ReadTable } from './read-back.testkit.ts';
import { byMonth, sampleSet } from './sample-reports.ts';
import type { ReportSet } from './shape.ts';

const set: ReportSet = { ...sampleSet, mention: 'Ne pas diffuser' };
let bytes: Buffer;
let rows: ReadTable;
let pages: string[];
beforeAll(async () => {
  bytes = await pdfOf(set);
  ({ rows, pages } = await rowsOfPdf(bytes));
});

/** Lines are cut where they fit: a space is where one was, or nowhere. The font has no sign of full width. */
const bare = (text: string) => text.replace(/[\s\ufffd\u0000＝]+/g, '');

/** What is read in the place of each picture and chart. */
async function alternativesOf(pdf: Buffer): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const alternatives: string[] = [];
  const visit = (node: { role?: string; alt?: string; children?: object[] }): void => {
    if (node.role === 'Figure') alternatives.push(node.alt ?? '');
    node.children?.forEach((child) => visit(child));
  };
  for (let number = 1; number <= document.numPages; number += 1)
    visit((await (await document.getPage(number)).getStructTree()) as object);
  return alternatives;
}

describe('reports as a PDF document', () => {
  it('holds the tables as they are read on the screen, cell by cell, by its tags', () => {
    const expected = set.chapters.flatMap(({ table }) => {
      const { headings, lines } = gridOf(table);
      const texts = lines.map(({ cells }) =>
        cells.map((cell) => ('text' in cell ? cell.text : figureText(cell.figure, cell.format))),
      );
      return [headings, ...texts];
    });
    expect(rows.map((row) => row.map(bare))).toEqual(expected.map((row) => row.map(bare)));
    expect(rows.flat().length).toBeGreaterThan(400);
  });

  it('repeats the headings of a table on each page, once read aloud', () => {
    const long = pages.filter((page) => page.includes('Entité '));
    expect(long.length).toBeGreaterThan(2);
    for (const page of long) expect(page).toContain('Part des dossiers');
    expect(rows.filter(([first]) => first === 'Mois')).toHaveLength(2);
  });

  it('has contents and bookmarks that lead to its titles, with their pages', async () => {
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const titles = set.chapters.map(({ table }) => table.title);
    const outline = await document.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(titles);
    const contents = await document.getPage(2);
    const links = (await contents.getAnnotations()) as { dest: string; subtype: string }[];
    expect(links).toHaveLength(titles.length);
    const told = pages[1]!;
    for (const [index, { dest }] of links.entries()) {
      const [target] = (await document.getDestination(dest)) as [never];
      const number = (await document.getPageIndex(target)) + 1;
      expect(pages[number - 1]).toContain(titles[index]!.slice(0, 30));
      expect(bare(told)).toContain(bare(`${titles[index]!}${number}`));
    }
  });

  it('says on each page what it is not for, that it is confidential, and which page it is', () => {
    pages.forEach((page, index) => {
      expect(page).toContain('Ne pas diffuser');
      expect(page).toContain('Confidentiel');
      expect(page).toContain(`Page ${index + 1} / ${pages.length}`);
    });
  });

  it('is in French, has a title and says what its pictures and charts show', async () => {
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: set.title, Author: set.client, Language: 'fr-FR' });
    // What the library writes as XML without escaping it
    expect(metadata?.get('dc:title')).toBe(set.title);
    expect(metadata?.get('dc:creator')).toEqual([set.client]);
    expect(metadata?.get('pdfuaid:part')).toBe('1');
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const alternatives = await alternativesOf(bytes);
    expect(alternatives).toHaveLength(5);
    expect(alternatives[0]).toBe(set.logo!.alternative);
    expect(bare(alternatives[1]!)).toContain(bare('le plus, 1 235, pour Non renseigné'));
  });

  it('says every value of a chart whose table is left out', async () => {
    const hidden = {
      ...set,
      logo: undefined,
      chapters: [{ table: byMonth, chart: 'bar', hidesTable: true }],
    } as const;
    const [said] = await alternativesOf(await pdfOf(hidden));
    expect(bare(said!)).toContain(bare('janvier 2026, 1 234 ; février 2026, 0 ; mars 2026, masqué'));
    expect(said).not.toContain('dans le tableau');
  });

  it('lacks no French sign', async () => {
    const text = 'Œuvre, çà et là : 1 234,50 €, 12 %, « été » – naïf…';
    const one = { ...set, chapters: [{ table: { ...byMonth, title: text } }] };
    const read = await rowsOfPdf(await pdfOf(one));
    expect(read.pages.at(-1)).toContain(text);
  });

  it('is the same bytes whenever and however often it is written', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
    try {
      expect((await pdfOf(set)).equals(bytes)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
    expect((await pdfOf({ ...set, dataOn: '2027-01-16' })).equals(bytes)).toBe(false);
  });

  it('draws and writes nothing of what is masked', async () => {
    const hidden = await rowsOfPdf(await pdfOf({ ...set, chapters: [{ table: byMonth, chart: 'bar' }] }));
    expect(hidden.rows[3]).toEqual(['mars 2026', 'masqué', 'masqué']);
  });
});
