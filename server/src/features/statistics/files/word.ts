import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TextRun,
  type FileChild,
} from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { timeless } from './archive.ts';
import { legible, words } from './grid.ts';
import { settled } from './settle.ts';
import type { ReportSet } from './shape.ts';
import { alert, chapter, cover, ink, pale, run } from './word-body.ts';
import type { Look } from './word-look.ts';
import { properties } from './word-properties.ts';

/** A4 less its margins, in twentieths of a point. */
const page = { width: 11_906, height: 16_838, margin: 1134 } as const;

const ours: Look = {
  textWidth: page.width - 2 * page.margin,
  textHeight: page.height - 2 * page.margin,
  styles: {
    title: 'Title',
    subtitle: 'Subtitle',
    heading: 'Heading1',
    contentsHeading: 'ContentsHeading',
    entry: 'TOC1',
    caption: 'Caption',
    scope: 'Scope',
    note: 'Note',
    cell: 'Cell',
    header: 'Header',
  },
};

/**
 * The reports as a document that people go on writing: styles, contents, captions and tables are those of Word, charts
 * are drawn by Word from the figures of their table.
 */
export async function documentOf(set: ReportSet): Promise<Buffer> {
  if (set.base) return (await import('./word-base.ts')).documentOn(set.base, set);
  const word = new Document({
    title: legible(set.title),
    creator: legible(set.client),
    styles: styles(),
    // The numbers of the contents are worked out here: Word shows them without asking to update anything
    pageNumbers: estimatePageNumbers,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        headers: { default: header(set), first: new Header({ children: mentioned(set) }) },
        footers: { default: footer(), first: new Footer({ children: [new Paragraph('')] }) },
        children: [
          ...cover(set, ours),
          ...contents(),
          ...set.chapters.flatMap((each, index) => chapter(each, index, set, ours)),
        ],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: properties(set) };
  return timeless(await Packer.toBuffer(word, undefined, [core]), settled);
}

function contents(): FileChild[] {
  return [
    new Paragraph({ style: 'ContentsHeading', pageBreakBefore: true, children: [run(words.contents)] }),
    new TableOfContents(words.contents, {
      hyperlink: true,
      headingStyleRange: '1-1',
    }),
  ];
}

function header(set: ReportSet): Header {
  return new Header({
    children: [
      new Paragraph({ style: 'Header', children: [run(`${set.client} – ${set.title}`)] }),
      ...(set.mention === undefined ? [] : mentioned(set)),
    ],
  });
}
/** Above each page: what is said of the whole file. */
function mentioned({ mention }: ReportSet): Paragraph[] {
  if (mention === undefined) return [new Paragraph('')];
  return [new Paragraph({ style: 'Header', children: [run(mention, { bold: true, color: alert })] })];
}
function footer(): Footer {
  const children = ['Page ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ children })],
      }),
    ],
  });
}

function styles() {
  const sized = (size: number, look = {}) => ({ size: size * 2, ...look });
  const based = (id: string, name: string, look: object, spacing: object) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: look,
    paragraph: { spacing },
  });
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 20, language: { value: 'fr-FR' } },
        paragraph: { spacing: { after: 120 } },
      },
      title: {
        run: sized(28, { bold: true, color: ink }),
        paragraph: { spacing: { before: 3600, after: 240 } },
      },
      heading1: {
        run: sized(16, { bold: true, color: ink }),
        paragraph: { keepNext: true, spacing: { after: 160 } },
      },
      caption: {
        run: sized(9, { bold: true, color: ink }),
        paragraph: { spacing: { before: 160, after: 80 } },
      },
    },
    paragraphStyles: [
      based('Subtitle', 'Subtitle', sized(16, { color: pale }), { after: 240 }),
      based('ContentsHeading', 'TOC Heading', sized(16, { bold: true, color: ink }), { after: 200 }),
      based('TOC1', 'toc 1', sized(10), { after: 80 }),
      based('Header', 'header', sized(8, { color: pale }), { after: 0 }),
      based('Footer', 'footer', sized(8, { color: pale }), { after: 0 }),
      based('Scope', 'Portée', sized(9, { color: pale }), { after: 160 }),
      based('Note', 'Note de tableau', sized(8.5, { italics: true, color: pale }), { before: 60, after: 0 }),
      based('Cell', 'Cellule', sized(9), { before: 30, after: 30 }),
    ],
  };
}
