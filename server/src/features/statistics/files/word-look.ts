import { isMark, marks } from './word-place.ts';
import {
  attribute,
  elements,
  fragment,
  isWord,
  spaces,
  within,
  wordAttribute,
  wordChild,
  wordText,
  wordValue,
  type XmlElement,
} from './xml.ts';

/** What a style of a document is used for here. */
export type StyleUse =
  | 'title'
  | 'subtitle'
  | 'heading'
  | 'contentsHeading'
  | 'entry'
  | 'caption'
  | 'scope'
  | 'note'
  | 'cell'
  | 'header';

/** How a report is written in a document: the styles it names, and the room there is. */
export interface Look {
  readonly styles: Readonly<Record<StyleUse, string>>;
  /** In twentieths of a point. */
  readonly textWidth: number;
  readonly textHeight: number;
  /** Tables look as the base says, and not as we would. */
  readonly tableStyle?: string | undefined;
  /** What leads to each title, where the contents are written with them. */
  readonly anchors?: string;
  /** The number of a caption, where none but us writes it. */
  readonly count?: (of: string) => number;
}

interface Wanted {
  /** As every office suite names it within the file, whatever the language it shows. */
  readonly name: string;
  readonly id: string;
  readonly isOurs?: true;
  readonly paragraph: string;
  readonly text: string;
}

const grey = '<w:color w:val="6B7280"/>';
const sized = (size: number) => `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`;
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const strong = '<w:b/><w:bCs/>';

/** What is added where a base has no style of that name: in its font, without a colour of ours. */
const wanted: Readonly<Record<StyleUse, Wanted>> = {
  title: { name: 'Title', id: 'Title', paragraph: spacing(0, 240), text: strong + sized(26) },
  subtitle: { name: 'Subtitle', id: 'Subtitle', paragraph: spacing(0, 240), text: sized(15) },
  heading: {
    name: 'heading 1',
    id: 'Heading1',
    paragraph: `<w:keepNext/>${spacing(0, 160)}<w:outlineLvl w:val="0"/>`,
    text: strong + sized(16),
  },
  contentsHeading: {
    name: 'TOC Heading',
    id: 'TOCHeading',
    paragraph: `<w:keepNext/>${spacing(0, 200)}`,
    text: strong + sized(16),
  },
  entry: { name: 'toc 1', id: 'TOC1', paragraph: spacing(0, 80), text: '' },
  caption: { name: 'caption', id: 'Caption', paragraph: spacing(160, 80), text: strong + sized(9) },
  scope: {
    name: 'Portée',
    id: 'LastriaScope',
    isOurs: true,
    paragraph: spacing(0, 160),
    text: grey + sized(9),
  },
  note: {
    name: 'Note de tableau',
    id: 'LastriaNote',
    isOurs: true,
    paragraph: spacing(60, 0),
    text: `<w:i/><w:iCs/>${grey}${sized(8.5)}`,
  },
  cell: { name: 'Cellule', id: 'LastriaCell', isOurs: true, paragraph: spacing(30, 30), text: sized(9) },
  header: { name: 'header', id: 'Header', paragraph: spacing(0, 0), text: '' },
};
/** Looks as the titles do, and is not one: no number, no entry. */
const unlisted = '<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>';
const uses = Object.keys(wanted) as StyleUse[];

interface NamedStyles {
  readonly paragraphs: ReadonlyMap<string, string>;
  readonly normal: string | undefined;
  /** Of what reports use, what is there. */
  readonly known: readonly string[];
}

/** Paragraph styles by the name all office suites give them: their ids are in the language of who made the file. */
export function namedStyles(styles: XmlElement): NamedStyles {
  const paragraphs = new Map<string, string>();
  let normal: string | undefined;
  for (const one of elements(styles)) {
    if (!isWord(one, 'style') || wordAttribute(one, 'type') !== 'paragraph') continue;
    const id = wordAttribute(one, 'styleId');
    const name = wordValue(one, 'name')?.toLowerCase();
    if (id === undefined || name === undefined) continue;
    if (!paragraphs.has(name)) paragraphs.set(name, id);
    if (name === 'normal' || /^(1|true|on)$/.test(wordAttribute(one, 'default') ?? '')) normal ??= id;
  }
  const known = uses.filter((use) => !wanted[use].isOurs && paragraphs.has(wanted[use].name.toLowerCase()));
  return { paragraphs, normal, known: known.map((use) => wanted[use].name) };
}

/** The styles of a base as reports use them; those it lacks are added to it. */
export function lookOf(styles: XmlElement, body: XmlElement): Look {
  const { paragraphs, normal } = namedStyles(styles);
  const ids = new Set(elements(styles).map((one) => wordAttribute(one, 'styleId')));
  const { textWidth, textHeight } = sectionAt(body);
  const named = uses.map((use) => {
    const { name, id, isOurs, paragraph, text } = wanted[use];
    const known = paragraphs.get(name.toLowerCase());
    if (known !== undefined) return [use, known];
    let own = id;
    while (ids.has(own)) own = `Lastria${own}`;
    ids.add(own);
    const heading = use === 'contentsHeading' ? paragraphs.get(wanted.heading.name) : undefined;
    const above = heading ?? normal;
    const based = above === undefined ? '' : `<w:basedOn w:val="${escapedId(above)}"/>`;
    styles.children.push(
      ...fragment(
        `<w:style w:type="paragraph"${isOurs ? ' w:customStyle="1"' : ''} w:styleId="${own}"><w:name w:val="${name}"/>` +
          `${based}<w:qFormat/><w:pPr>${heading === undefined ? paragraph : unlisted}</w:pPr><w:rPr>${heading === undefined ? text : ''}</w:rPr></w:style>`,
      ),
    );
    return [use, own];
  });
  return {
    styles: Object.fromEntries(named) as Record<StyleUse, string>,
    textWidth,
    textHeight,
    tableStyle: tableStyleOf(styles, body),
  };
}

const escapedId = (id: string) => id.replace(/[&<>"]/g, '');

/** The table style meant for reports: of that name, that of the first table there is, or the only one made for this file. */
export function tableStyleOf(styles: XmlElement, body: XmlElement): string | undefined {
  const ofTables = elements(styles).filter(
    (one) => isWord(one, 'style') && wordAttribute(one, 'type') === 'table',
  );
  const meant = ofTables.find((one) =>
    /^(tableau (du |de )?rapport|lastria)$/i.test(wordValue(one, 'name')?.trim() ?? ''),
  );
  const ids = new Set(ofTables.map((one) => wordAttribute(one, 'styleId')));
  const first = [...within(body)]
    .filter((one) => isWord(one, 'tbl'))
    .map((one) => wordValue(wordChild(one, 'tblPr'), 'tblStyle'))
    .find((id) => id !== undefined && ids.has(id));
  const made = ofTables.filter((one) => wordAttribute(one, 'customStyle') === '1');
  return (
    wordAttribute(meant, 'styleId') ??
    first ??
    (made.length === 1 ? wordAttribute(made[0], 'styleId') : undefined)
  );
}

export interface Section {
  readonly landscape: boolean;
  readonly firstPageDiffers: boolean;
  readonly textWidth: number;
  readonly textHeight: number;
}

/** A4 less usual margins: what office suites take when a file says nothing. */
const usual = { width: 11_906, height: 16_838, margin: 1440, narrowest: 3000 } as const;

/** The section a report is written in: the first that ends after its mark. */
export function sectionAt(body: XmlElement): Section {
  let isPast = false;
  let section: XmlElement | undefined;
  for (const one of elements(body)) {
    isPast ||= [...within(one)].some((each) => isWord(each, 'p') && isMark(wordText(each), marks.report));
    if (!isPast) continue;
    section = isWord(one, 'sectPr') ? one : wordChild(wordChild(one, 'pPr'), 'sectPr');
    if (section) break;
  }
  const size = wordChild(section, 'pgSz');
  const width = lengthOf(wordAttribute(size, 'w')) ?? usual.width;
  const height = lengthOf(wordAttribute(size, 'h')) ?? usual.height;
  const margins = wordChild(section, 'pgMar');
  const margin = (side: string) => Math.max(0, lengthOf(wordAttribute(margins, side)) ?? usual.margin);
  const gutter = lengthOf(wordAttribute(margins, 'gutter')) ?? 0;
  const columns = wordChild(section, 'cols');
  const count = Math.min(12, Math.max(1, Number(wordAttribute(columns, 'num') ?? 1) || 1));
  const between = lengthOf(wordAttribute(columns, 'space')) ?? 720;
  const across = (width - margin('left') - margin('right') - gutter - between * (count - 1)) / count;
  return {
    landscape: width > height,
    firstPageDiffers: isOn(wordChild(section, 'titlePg')),
    textWidth: Math.max(usual.narrowest, Math.floor(across)),
    textHeight: Math.max(usual.narrowest, height - margin('top') - margin('bottom')),
  };
}

export const isOn = (one: XmlElement | undefined): boolean =>
  one !== undefined && !/^(0|false|off)$/.test(attribute(one, 'val', spaces.w) ?? '');

function lengthOf(text: string | undefined): number | undefined {
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
