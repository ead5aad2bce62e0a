import { beforeAll, describe, expect, test } from 'vitest';
import {
  frenchBase,
  landscapeBase,
  paragraph,
  wordFile,
  type WordFile,
} from '../letterhead/bases.testkit.ts';
import { inspectBase } from '../letterhead/read/inspect.ts';
import { partsOf } from './archive.ts';
import { figureText, gridOf } from './grid.ts';
import { byAgeAndSex, byMonth, sampleSet } from './sample-reports.ts';
import type { ReportSet } from './shape.ts';
import { documentOf } from './word.ts';
import {
  elements,
  isWord,
  parseXml,
  within,
  wordChild,
  wordText,
  wordValue,
  type XmlElement,
} from './xml.ts';

const on = (file: WordFile, set: ReportSet = sampleSet) =>
  documentOf({ ...set, base: inspectBase(wordFile(file)).content });
const small: ReportSet = {
  ...sampleSet,
  chapters: [{ table: byMonth, chart: 'line' }, { table: byAgeAndSex }],
};
const bodyOf = (docx: Buffer): XmlElement =>
  wordChild(parseXml(partsOf(docx).get('word/document.xml')!), 'body')!;
const paragraphs = (body: XmlElement) => [...within(body)].filter((one) => isWord(one, 'p'));
const styleOf = (one: XmlElement) => wordValue(wordChild(one, 'pPr'), 'pStyle');
const styled = (body: XmlElement, style: string) =>
  paragraphs(body)
    .filter((one) => styleOf(one) === style)
    .map(wordText);
const headers = (docx: Buffer) =>
  [...partsOf(docx)]
    .filter(([name]) => name.startsWith('word/header'))
    .map(([name, xml]) => [name, wordText(parseXml(xml))]);

describe('a report written in the base of a French Word', () => {
  let bytes: Buffer;
  let body: XmlElement;
  beforeAll(async () => {
    bytes = await on(frenchBase);
    body = bodyOf(bytes);
  });

  test('stands in the place of its mark, between what the base says', () => {
    const texts = paragraphs(body).map(wordText);
    expect(texts.slice(0, 3)).toEqual([
      sampleSet.title,
      'Exercice du 01/01/2026 au 31/12/2026',
      'Le mot de la direction : une année de travail.',
    ]);
    expect(texts.at(-1)).toBe('Document imprimé par le service social.');
    expect(texts.join()).not.toContain('{{');
    expect(headers(bytes)).toEqual([
      ['word/header1.xml', `Centre hospitalier de Val-Doré – ${sampleSet.title}`],
    ]);
  });

  test('is in its styles, by their names', () => {
    const titles = sampleSet.chapters.map(({ table }) => table.title);
    expect(styled(body, 'Titre1')).toEqual(titles);
    expect(styled(body, 'Lgende')).toHaveLength(titles.length + 4);
    expect(styled(body, 'Titre')).toEqual([sampleSet.title]);
    const tables = elements(body).filter((one) => isWord(one, 'tbl'));
    expect(tables.map((one) => wordValue(wordChild(one, 'tblPr'), 'tblStyle'))).toEqual(
      titles.map(() => 'TableauRapport'),
    );
    // No paragraph names a style the base has not
    const known = new Set(
      elements(parseXml(partsOf(bytes).get('word/styles.xml')!)).map(
        (one) => one.attributes.find(({ local }) => local === 'styleId')?.value,
      ),
    );
    for (const one of paragraphs(body)) expect([undefined, ...known]).toContain(styleOf(one));
  });

  test('holds every table cell by cell, in tables people go on writing', () => {
    const tables = elements(body).filter((one) => isWord(one, 'tbl'));
    const read = tables.map((table) =>
      elements(table)
        .filter((one) => isWord(one, 'tr'))
        .map((row) =>
          elements(row)
            .filter((one) => isWord(one, 'tc'))
            .map(wordText),
        ),
    );
    const expected = sampleSet.chapters.map(({ table }) => {
      const { headings, lines } = gridOf(table);
      return [
        headings,
        ...lines.map(({ cells }) =>
          cells.map((cell) =>
            'text' in cell
              ? cell.text.replace(/\s*[\t\r\n]+\s*/g, ' ')
              : figureText(cell.figure, cell.format),
          ),
        ),
      ];
    });
    expect(read).toEqual(expected);
  });

  test('has contents written with their pages, and captions with their numbers', () => {
    const entries = styled(body, 'TM1');
    expect(entries.map((text) => Number(/\d+$/.exec(text)?.[0]))).toEqual([3, 4, 7, 8, 9]);
    const anchors = [...within(body)]
      .filter((one) => isWord(one, 'hyperlink'))
      .map((one) => one.attributes.find(({ local }) => local === 'anchor')?.value);
    const marks = [...within(body)]
      .filter((one) => isWord(one, 'bookmarkStart'))
      .map((one) => one.attributes.find(({ local }) => local === 'name')?.value);
    expect(anchors).toEqual(marks);
    expect(new Set(marks).size).toBe(5);
    expect(styled(body, 'Lgende').map((text) => text.slice(0, 12))).toEqual(
      [
        'Graphique 1 ',
        'Tableau 1 – ',
        'Tableau 2 – ',
        'Graphique 2 ',
        'Tableau 3 – ',
        'Graphique 3 ',
        'Tableau 4 – ',
        'Graphique 4 ',
        'Tableau 5 – ',
      ].map((text) => expect.stringMatching(new RegExp(`^${text.trim()}`)) as string),
    );
  });

  test('is dated by its data, said to be of its client, and the same bytes again', async () => {
    const core = partsOf(bytes).get('docProps/core.xml')!.toString();
    expect(core).toContain('2027-01-15T00:00:00Z');
    expect(core).toContain('Clinique des Tilleuls');
    expect(core).not.toContain('Communication');
    expect((await on(frenchBase)).equals(bytes)).toBe(true);
  });
});

describe('a report written in a base', () => {
  test('has a theme to draw its charts with, as wide as the page lets them', async () => {
    const bytes = await on(landscapeBase, small);
    const parts = partsOf(bytes);
    expect([...parts.keys()].some((name) => name.startsWith('word/theme/'))).toBe(true);
    const extents = [...within(bodyOf(bytes))].filter(({ local }) => local === 'extent');
    const [width, height] = ['cx', 'cy'].map(
      (side) => Number(extents[0]!.attributes.find(({ local }) => local === side)!.value) / 9525,
    );
    expect([width, height! < 0.4 * ((11_906 - 2 * 1134) / 15)]).toEqual([600, true]);
    const sides = await on(
      {
        ...landscapeBase,
        body: landscapeBase.body.replace('<w:titlePg/>', '<w:cols w:num="2" w:space="700"/>'),
      },
      small,
    );
    const narrow = [...within(bodyOf(sides))].find(({ local }) => local === 'extent')!;
    expect(Number(narrow.attributes.find(({ local }) => local === 'cx')!.value) / 9525).toBeLessThan(470);
  });

  test('says on each page what is said of the whole file, also where the base has no header', async () => {
    const mention = 'Usage interne';
    for (const [file, parts] of [
      [frenchBase, 2],
      [landscapeBase, 3],
      [{ ...frenchBase, headers: {}, body: frenchBase.body.replace(/<w:headerReference[^>]*>/, '') }, 1],
    ] as const) {
      const bytes = await on(file, { ...small, mention });
      expect(headers(bytes)).toHaveLength(parts);
      for (const [, text] of headers(bytes)) expect(text).toContain(mention);
      const [section] = [...within(bodyOf(bytes))].filter((one) => isWord(one, 'sectPr'));
      const kinds = elements(section!).filter((one) => isWord(one, 'headerReference'));
      expect(kinds.map((one) => one.attributes.find(({ local }) => local === 'type')?.value).sort()).toEqual([
        'default',
        'even',
        'first',
      ]);
      // Control: without it, nothing is added
      expect(headers(await on(file, small)).join()).not.toContain(mention);
    }
  });

  test('keeps the section its mark ended, puts its contents where they are asked, and its title once', async () => {
    const section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>';
    const bytes = await on(
      {
        ...frenchBase,
        body:
          paragraph('Couverture') +
          paragraph('{{ Sommaire }}') +
          `<w:p><w:pPr>${section}</w:pPr><w:r><w:t>{{rapport}}</w:t></w:r></w:p>` +
          paragraph('Annexes') +
          section,
      },
      small,
    );
    const body = bodyOf(bytes);
    expect([...within(body)].filter((one) => isWord(one, 'sectPr'))).toHaveLength(2);
    const texts = elements(body).map(wordText);
    expect(texts[0]).toBe('Couverture');
    expect(texts[1]).toContain(byMonth.title);
    expect(texts[2]).toBe(small.title);
    expect(texts.at(-2)).toBe('Annexes');
  });

  test('is written in the place of a content control, and of the contents the base has', async () => {
    const control = (name: string, inside: string) =>
      `<w:sdt><w:sdtPr><w:alias w:val="${name}"/></w:sdtPr><w:sdtContent>${paragraph(inside)}</w:sdtContent></w:sdt>`;
    const own =
      '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>' +
      `${paragraph('Aucune entrée trouvée')}</w:sdtContent></w:sdt>`;
    const body = bodyOf(
      await on({ ...frenchBase, body: own + control('Rapport', 'Cliquez ici') + paragraph('Fin') }, small),
    );
    const all = paragraphs(body).map(wordText).join('\n');
    expect(all).not.toContain('Cliquez ici');
    expect(all).not.toContain('Aucune entrée');
    expect(all.match(/Sommaire/g)).toHaveLength(1);
    expect(all.indexOf('Sommaire')).toBeLessThan(all.indexOf(byMonth.sentence));
    expect(all.endsWith('Fin')).toBe(true);
  });

  test('takes what people wrote for words, were it a mark', async () => {
    const title = 'Voici {{rapport}} et {{ titre }} et {{autre}}';
    const texts = paragraphs(bodyOf(await on(frenchBase, { ...small, title }))).map(wordText);
    expect(texts[0]!.replaceAll('\u2060', '')).toBe(title);
    expect(texts.filter((text) => text === byMonth.sentence)).toHaveLength(1);
  });
});
