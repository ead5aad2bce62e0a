import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';
import { figureText } from './grid.ts';
import { byMonth, everyFormat, hostile } from './sample-reports.ts';
import { masked } from './shape.ts';

const read = (bytes: Buffer) => parse(bytes, { bom: true, delimiter: ';' });

describe('a table as CSV', () => {
  it('is what a French spreadsheet opens: its mark, semicolons, decimal commas, ends of lines', () => {
    const bytes = csvOf(byMonth);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString().slice(1).split('\r\n')).toEqual([
      'Mois;Dossiers;Part des dossiers (%)',
      'janvier 2026;1234;49,97975',
      'février 2026;0;0',
      'mars 2026;masqué;masqué',
      'Non renseigné;1235;50,02025',
      'Ensemble;2480;100',
      '',
    ]);
  });

  it('holds every figure, in the unit its heading says', () => {
    const [headings, ...rows] = read(csvOf(everyFormat));
    expect(headings).toEqual(['Type de travail', 'Temps (minutes)', 'Moyenne', 'Montant (€)', 'Solde']);
    expect(rows).toHaveLength(everyFormat.rows.length);
    expect(rows.map((row) => row.slice(1)).at(1)).toEqual(['45', '0,333333', '1,05', '-1']);
    expect(rows.at(-2)).toEqual(['Rien', '', '', '', '']);
    expect(rows.at(-1)).toEqual(['Ensemble', '60125', '0,3', '1234567,89', '-1500']);
  });

  it('has no text that a spreadsheet would run, and loses none of it', () => {
    const labels = read(csvOf(everyFormat))
      .slice(1, 1 + hostile.length)
      .map(([label]) => label ?? '');
    expect(labels.slice(0, 7)).toEqual(hostile.slice(0, 7).map((text) => `'${text}`));
    expect(labels.slice(7, 9)).toEqual(hostile.slice(7, 9));
    expect(labels[9]).toBe('Perdu   \ufffd en route');
  });

  it('a heading is a text too', () => {
    const table = { ...byMonth, dimensions: [{ label: '=1+1' }] };
    expect(read(csvOf(table))[0]?.[0]).toBe("'=1+1");
  });

  it('is the same bytes for the same table', () => {
    expect(csvOf(everyFormat).equals(csvOf(everyFormat))).toBe(true);
  });

  it('refuses a row that does not fit its headings, and a figure that is none', () => {
    expect(() => csvOf({ ...byMonth, rows: [{ keys: ['a'], figures: [1] }] })).toThrow('A01');
    expect(() => csvOf({ ...byMonth, rows: [{ keys: ['a'], figures: [Number.NaN, 1] }] })).toThrow('number');
  });
});

it.each([
  [1234567, 'count', '1\u202f234\u202f567'],
  [-1500, 'count', '-1\u202f500'],
  [2.25, 'decimal', '2,3'],
  [-0.01, 'decimal', '0,0'],
  [33.3333, 'percent', '33,3\u202f%'],
  [60_125, 'duration', '1\u202f002\u202fh\u202f05'],
  [-90, 'duration', '-1\u202fh\u202f30'],
  [123_456_789, 'money', '1\u202f234\u202f567,89\u202f€'],
  [masked, 'percent', 'masqué'],
  [null, 'count', '–'],
] as const)('%s as %s is read « %s »', (figure, format, text) => {
  expect(figureText(figure, format)).toBe(text);
});
