import { beforeAll, describe, expect, it, vi } from 'vitest';
import { partsOf } from './archive.ts';
import { csvOf } from './csv.ts';
import { figureText, gridOf, words } from './grid.ts';
import { byMonth, hostile, long, sampleSet } from './sample-reports.ts';
import type { ReportSet } from './shape.ts';
import { documentOf } from './word.ts';
import { workbookOf } from './workbook.ts';

let bytes: Buffer;
let parts: Map<string, Buffer>;
let xml: string;
beforeAll(async () => {
  bytes = await documentOf(sampleSet);
  parts = partsOf(bytes);
  xml = String(parts.get('word/document.xml'));
});

const unescaped = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => {
    const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    return signs[name] ?? '';
  });
const textOf = (fragment: string) =>
  unescaped([...fragment.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));
const all = (fragment: string, element: string) =>
  fragment.match(new RegExp(`<w:${element}(?: [^>]*)?>.*?</w:${element}>`, 'gs')) ?? [];
const oneLine = (text: string) => text.replace(/\s*[\t\r\n]+\s*/g, ' ');

describe('reports as a Word document', () => {
  it('holds the tables as they are read on the screen, cell by cell', () => {
    const tables = all(xml, 'tbl');
    expect(tables).toHaveLength(sampleSet.chapters.length);
    let compared = 0;
    sampleSet.chapters.forEach(({ table }, index) => {
      const { headings, lines } = gridOf(table);
      const rows = all(tables[index] ?? '', 'tr').map((row) => all(row, 'tc').map(textOf));
      expect(rows[0]).toEqual(headings);
      const expected = lines.map(({ cells }) =>
        cells.map((cell) => ('text' in cell ? oneLine(cell.text) : figureText(cell.figure, cell.format))),
      );
      expect(rows.slice(1)).toEqual(expected);
      compared += expected.flat().length;
    });
    expect(compared).toBeGreaterThan(400);
  });

  it('repeats the headings of a table on each page, and cuts no row', () => {
    for (const table of all(xml, 'tbl')) {
      const [first, ...rest] = all(table, 'tr');
      expect(first).toContain('<w:tblHeader/>');
      for (const row of rest) expect(row).not.toContain('<w:tblHeader/>');
      for (const row of all(table, 'tr')) expect(row).toContain('<w:cantSplit/>');
    }
  });

  it('has contents written with their pages, which lead to real titles', () => {
    const entries = all(xml, 'hyperlink').map((link) => ({
      anchor: /w:anchor="([^"]+)"/.exec(link)?.[1] ?? '',
      text: textOf(link),
    }));
    const titles = sampleSet.chapters.map(({ table }) => table.title);
    expect(entries.map(({ text }) => text.replace(/\d+$/, ''))).toEqual(titles);
    const pages = entries.map(({ text }) => Number(/\d+$/.exec(text)?.[0]));
    // The second table is of 120 lines: three pages; the others are of one
    expect(pages).toEqual([3, 4, 7, 8, 9]);
    for (const { anchor } of entries) expect(xml).toContain(`<w:bookmarkStart w:name="${anchor}"`);
    const headings = all(xml, 'p').filter((each) => each.includes('<w:pStyle w:val="Heading1"/>'));
    expect(headings.map(textOf)).toEqual(titles);
  });

  it('numbers its captions, says what its pictures and charts show, and is in French', () => {
    const captions = all(xml, 'p').filter((each) => each.includes('<w:pStyle w:val="Caption"/>'));
    expect(captions).toHaveLength(sampleSet.chapters.length + 4);
    for (const each of captions) expect(each).toMatch(/SEQ (?:Tableau|Graphique)/);
    const described = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, text]) => text);
    expect(described).toHaveLength(5);
    expect(described[0]).toBe('Logo de la Clinique des Tilleuls');
    expect(String(parts.get('word/styles.xml'))).toContain('<w:lang w:val="fr-FR"/>');
  });

  it('says every value of a chart whose table is left out, and leaves no chapter without its figures', async () => {
    const told = async (chapters: ReportSet['chapters']) => {
      const document = String(partsOf(await documentOf({ ...sampleSet, chapters })).get('word/document.xml'));
      const [, descr = ''] = /<wp:docPr id="2"[^>]* descr="([^"]+)"/.exec(document) ?? [];
      return { descr: unescaped(descr), tables: all(document, 'tbl').length };
    };
    const hidden = await told([{ table: byMonth, chart: 'bar', hidesTable: true }]);
    expect(hidden).toEqual({
      tables: 0,
      descr:
        'Nombre de dossiers ouverts par mois. Dossiers : janvier 2026, 1\u202f234 ; février 2026, 0 ; mars 2026, masqué ; Non renseigné, 1\u202f235.',
    });
    expect(await told([{ table: byMonth, chart: 'bar' }])).toEqual({
      tables: 1,
      descr: expect.stringContaining('Toutes les valeurs sont dans le tableau.') as string,
    });
    // Too long to be drawn: its table stands, whatever was asked
    expect((await told([{ table: long, chart: 'bar', hidesTable: true }])).tables).toBe(1);
  });

  it('names the client above each page and numbers it below', () => {
    const bands = (name: string) =>
      [...parts].filter(([part]) => part.startsWith(`word/${name}`)).map(([, data]) => String(data));
    expect(bands('header').map(textOf).join('')).toBe(
      "Clinique des Tilleuls & Cie – Rapport d'activité 2026",
    );
    expect(bands('footer').join('')).toMatch(/PAGE.*NUMPAGES/s);
  });

  it('takes for markup nothing that people wrote', () => {
    const table = all(xml, 'tbl')[3] ?? '';
    for (const text of hostile.slice(0, 9)) expect(textOf(table)).toContain(oneLine(text));
    for (const field of xml.match(/<w:instrText[^>]*>[^<]*/g) ?? [])
      expect(field).toMatch(/>(?:TOC|PAGEREF _Toc\d+|SEQ) /);
    expect([...parts.keys()].filter((name) => /vba|macro|comments\d/i.test(name))).toEqual([]);
    for (const [name, data] of parts)
      if (name.endsWith('.rels')) expect(String(data)).not.toContain('External');
  });

  it('is the same bytes whenever and however often it is written', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
    try {
      const again = await Promise.all([documentOf(sampleSet), documentOf(sampleSet)]);
      expect(again.map((each) => each.equals(bytes))).toEqual([true, true]);
    } finally {
      vi.useRealTimers();
    }
    const other = await documentOf({ ...sampleSet, dataOn: '2027-01-16' });
    expect(other.equals(bytes)).toBe(false);
  });

  it('draws a chart without the cells that are masked, nor the total', () => {
    const chart = String(parts.get('word/charts/chart1.xml'));
    const points = [...chart.matchAll(/<c:numCache>.*?<\/c:numCache>/gs)].flatMap(([cache]) => [
      ...cache.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)/g),
    ]);
    expect(points.map(([, at, value]) => [at, value])).toEqual([
      ['0', '1234'],
      ['1', '0'],
      ['3', '1235'],
    ]);
  });
});

describe('a masked cell', () => {
  const set: ReportSet = { ...sampleSet, chapters: [{ table: byMonth, chart: 'bar' }] };
  const everyText = (zip: Buffer): string =>
    [...partsOf(zip)]
      .map(([name, data]) => (name.endsWith('.xlsx') ? everyText(data) : String(data)))
      .join('\n');

  it('is said to be so in every file', async () => {
    const count = (text: string) => text.split(words.masked).length - 1;
    expect(count(String(csvOf(byMonth)))).toBe(2);
    expect(count(textOf(String(partsOf(await documentOf(set)).get('word/document.xml'))))).toBe(3);
    expect(everyText(await workbookOf(set))).toContain(`>${words.masked}<`);
  });
});
