import { ImportedXmlComponent, Paragraph, patchDocument, PatchType, TextRun, type FileChild } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { archiveOf, partsOf, timeless } from './archive.ts';
import { dayText, legible, words } from './grid.ts';
import { settledOn } from './settle.ts';
import type { ReportSet } from './shape.ts';
import { chapter, cover, run } from './word-body.ts';
import { mentionEverywhere } from './word-mention.ts';
import { lookOf, type Look } from './word-look.ts';
import { requireTheme } from './word-parts.ts';
import { marks, placeContents, placeReport } from './word-place.ts';
import { escaped, parseXml, wordChild, wordText, writeXml } from './xml.ts';
import { properties } from './word-properties.ts';

const parts = { document: 'word/document.xml', styles: 'word/styles.xml', properties: 'docProps/core.xml' };

/** What a base may say in its own pages, covers and headers, as its authors write it. */
const said = (set: ReportSet): Readonly<Record<string, string>> => {
  const period = `du ${dayText(set.period.from)} au ${dayText(set.period.to)}`;
  const units = set.units.join(', ');
  return {
    titre: set.title,
    client: set.client,
    ...both('période', period),
    ...both('entités', units),
    ...both('données', dayText(set.dataOn)),
  };
};
/** With its accents and without. */
const both = (name: string, text: string) => ({ [name]: text, [bare(name)]: text });
const bare = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '');

/**
 * The reports written in the Word file of whoever publishes them: its pages, headers and styles, our titles, captions,
 * tables and charts, and contents whose pages are worked out over the whole.
 */
export async function documentOn(base: Uint8Array, given: ReportSet): Promise<Buffer> {
  const set = unmarked(given);
  const { bytes, look, contents, isTitled } = await prepared(base, set);
  const count = counter();
  const chapters = set.chapters.flatMap((one, index) => chapter(one, index, set, { ...look, count }));
  const opening = isTitled ? [] : cover({ ...set, logo: undefined }, look);
  const heading = new Paragraph({
    style: look.styles.contentsHeading,
    pageBreakBefore: contents === undefined,
    children: [run(words.contents)],
  });
  const listed = contentsOf(set, look);
  const placed = contents === 'mark' ? [listed] : [heading, listed];
  const patched = await patchDocument({
    outputType: 'nodebuffer',
    data: bytes,
    trimPlaceholders: true,
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    // Searched in this order: the report last, or the others would be looked for in all its tables
    patches: {
      ...Object.fromEntries(
        Object.entries(said(set)).map(([name, text]) => [
          name,
          { type: PatchType.PARAGRAPH, children: [new TextRun(legible(text))] },
        ]),
      ),
      ...(contents === undefined ? {} : { [marks.contents]: { type: PatchType.DOCUMENT, children: placed } }),
      [marks.report]: {
        type: PatchType.DOCUMENT,
        children: [...opening, ...(contents === undefined ? placed : []), ...chapters],
      },
    },
  });
  return timeless(patched, (written) => {
    if (written.has(parts.properties)) written.set(parts.properties, Buffer.from(properties(given)));
    return settledOn(written, partsOf(Buffer.from(bytes)));
  });
}

interface Prepared {
  readonly bytes: Buffer;
  readonly look: Look;
  readonly contents: 'mark' | 'own' | undefined;
  /** The base says the title of the report itself. */
  readonly isTitled: boolean;
}

async function prepared(base: Uint8Array, { mention }: ReportSet): Promise<Prepared> {
  const all = partsOf(Buffer.from(base.buffer, base.byteOffset, base.byteLength));
  const document = parseXml(all.get(parts.document)!);
  const styles = parseXml(all.get(parts.styles)!);
  const body = wordChild(document, 'body')!;
  const isTitled = /\{\{\s*titre\s*\}\}/.test(wordText(body));
  placeReport(body);
  const contents = placeContents(body);
  const look = { ...lookOf(styles, body), anchors: anchorsBeside(all.get(parts.document)!.toString()) };
  if (mention !== undefined) mentionEverywhere(all, body, legible(mention), look.styles.header);
  await requireTheme(all);
  all.set(parts.document, writeXml(document));
  all.set(parts.styles, writeXml(styles));
  return { bytes: archiveOf(all), look, contents, isTitled };
}

/** Names of bookmarks the base has not: a report of ours may have become one. */
function anchorsBeside(document: string): string {
  let anchors = '_TocRapport';
  while (document.includes(anchors)) anchors += '_';
  return anchors;
}

/** Captions are numbered as they come: a field whose number is written, and that goes on counting. */
function counter(): NonNullable<Look['count']> {
  const counts = new Map<string, number>();
  return (of) => {
    const next = (counts.get(of) ?? 0) + 1;
    counts.set(of, next);
    return next;
  };
}

/** As Word writes contents: each title leads to its place, and says its page. */
function contentsOf({ chapters }: ReportSet, { styles, textWidth, anchors }: Look): FileChild {
  const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const code = (text: string) =>
    `${field('begin')}<w:r><w:instrText xml:space="preserve"> ${text} </w:instrText></w:r>${field('separate')}`;
  const entries = chapters.map(({ table }, index) => {
    const anchor = `${anchors}${index + 1}`;
    const title = escaped(legible(table.title).replace(/\s*[\t\r\n]+\s*/g, ' '));
    return (
      `<w:p><w:pPr><w:pStyle w:val="${escaped(styles.entry)}"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${textWidth}"/></w:tabs></w:pPr>` +
      `${index === 0 ? code('TOC \\h \\o &quot;1-1&quot;') : ''}<w:hyperlink w:anchor="${anchor}" w:history="1">` +
      `<w:r><w:t xml:space="preserve">${title}</w:t></w:r><w:r><w:tab/></w:r>` +
      `${code(`PAGEREF ${anchor} \\h`)}<w:r><w:t></w:t></w:r>${field('end')}</w:hyperlink></w:p>`
    );
  });
  return ImportedXmlComponent.fromXmlString(
    '<w:sdt><w:sdtPr><w:alias w:val="Sommaire"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>' +
      `<w:sdtContent>${entries.join('')}<w:p>${field('end')}</w:p></w:sdtContent></w:sdt>`,
  ) as unknown as FileChild;
}

/** What people wrote is no mark, were it written as one. */
function unmarked(set: ReportSet): ReportSet {
  const names = new Set([...Object.values(marks), ...Object.keys(said(set))]);
  const unlike = (text: string) =>
    text.replace(/\{\{\s*(\p{L}+)\s*\}\}/gu, (whole, name: string) =>
      names.has(name.toLowerCase()) ? whole.replace('{{', '{\u2060{') : whole,
    );
  const quiet = <T>(value: T): T => {
    if (typeof value === 'string') return unlike(value) as T;
    if (Array.isArray(value)) return value.map(quiet) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, quiet(one as unknown)])) as T;
  };
  return quiet({ ...set, logo: undefined, base: undefined });
}
