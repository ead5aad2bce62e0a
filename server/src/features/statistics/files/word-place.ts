import {
  elements,
  fragment,
  isElement,
  isWord,
  wordAttribute,
  wordChild,
  wordText,
  wordValue,
  within,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

/** Where a report is written in a document: where its authors put a mark, or after all they wrote. */
export type Place = 'mark' | 'control' | 'end';
/** What stands for each thing in a base. */
export const marks = { report: 'rapport', contents: 'sommaire' } as const;
/** Whether a text is a mark, alone. */
export const isMark = (text: string, name: string): boolean =>
  /^\s*\{\{\s*(\p{L}+)\s*\}\}\s*$/u.exec(text)?.[1]?.toLowerCase() === name;
const anyMark = /\{\{\s*rapport\s*\}\}/i;

/** More than one mark, or one where a report cannot stand. */
export class Misplaced extends Error {
  readonly isTwice: boolean;
  constructor(isTwice: boolean) {
    super('the mark of the report is misplaced');
    this.isTwice = isTwice;
  }
}

/** Writes the mark as this program reads it, alone in a paragraph of the body; gives where it was. */
export function placeReport(body: XmlElement): Place {
  const spots = spotsOf(body, marks.report);
  const written = [...within(body)].filter((one) => isWord(one, 'p') && anyMark.test(wordText(one))).length;
  const ofMarks = spots.filter(({ control }) => !control).length;
  if (spots.length > 1) throw new Misplaced(true);
  if (written > ofMarks + spots.filter(({ control, one }) => control && anyMark.test(wordText(one))).length)
    throw new Misplaced(ofMarks > 0);
  const [spot] = spots;
  if (!spot) {
    const last = body.children.findLastIndex((node) => isElement(node) && isWord(node, 'sectPr'));
    const at = last < 0 ? body.children.length : last;
    body.children.splice(at, 0, ...paragraph(marks.report, startsPage(body.children.slice(0, at))));
    return 'end';
  }
  replace(spot, marks.report);
  return spot.control ? 'control' : 'mark';
}

/** Where the contents go: at their mark, or in the place of those the base has. */
export function placeContents(body: XmlElement): 'mark' | 'own' | undefined {
  const [spot] = spotsOf(body, marks.contents);
  if (spot) {
    replace(spot, marks.contents);
    return 'mark';
  }
  const own = elements(body).find(
    (one) =>
      isWord(one, 'sdt') &&
      [...within(one)].some(
        (each) => isWord(each, 'docPartGallery') && wordAttribute(each, 'val') === 'Table of Contents',
      ),
  );
  if (!own) return undefined;
  replace({ above: body, one: own, control: true }, marks.contents);
  return 'own';
}

interface Spot {
  readonly above: XmlElement;
  readonly one: XmlElement;
  readonly control: boolean;
}

function spotsOf(body: XmlElement, name: string): Spot[] {
  const spots: Spot[] = [];
  const look = (above: XmlElement) => {
    for (const one of elements(above)) {
      const content = wordChild(one, 'sdtContent');
      if (isControl(one, name)) spots.push({ above, one, control: true });
      else if (isWord(one, 'p') && elements(one).some((child) => isControl(child, name)))
        spots.push({ above, one, control: true });
      else if (isWord(one, 'p') && isMark(wordText(one), name)) spots.push({ above, one, control: false });
      else if (isWord(one, 'sdt') && content) look(content);
    }
  };
  look(body);
  return spots;
}

/** A content control whose name, or tag, is that of the mark. */
function isControl(one: XmlElement, name: string): boolean {
  const about = isWord(one, 'sdt') ? wordChild(one, 'sdtPr') : undefined;
  return [wordValue(about, 'tag'), wordValue(about, 'alias')].some(
    (value) => value?.trim().toLowerCase() === name,
  );
}

/** The mark alone; a page or a section that ends with it still does. */
function replace({ above, one }: Spot, name: string): void {
  const about = wordChild(one, 'pPr');
  const section = wordChild(about, 'sectPr');
  const breaks = [...within(one)].some(
    (each) => isWord(each, 'br') && wordAttribute(each, 'type') === 'page',
  );
  const before = wordChild(about, 'pageBreakBefore');
  const opens =
    breaks || (before !== undefined && !/^(0|false|off)$/.test(wordAttribute(before, 'val') ?? ''));
  const nodes: XmlNode[] = paragraph(name, opens);
  if (section) {
    const end = fragment('<w:p><w:pPr/></w:p>')[0]!;
    wordChild(end, 'pPr')!.children.push(section);
    nodes.push(end);
  }
  above.children.splice(above.children.indexOf(one), 1, ...nodes);
}

const paragraph = (name: string, opensPage: boolean) =>
  fragment(
    `${opensPage ? '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' : ''}<w:p><w:r><w:t>{{${name}}}</w:t></w:r></w:p>`,
  );

/** Whether something is written since the last page began. */
function startsPage(before: readonly XmlNode[]): boolean {
  let isWritten = false;
  for (const node of before) {
    if (!isElement(node)) continue;
    for (const one of within(node)) {
      if (isWord(one, 'br') && wordAttribute(one, 'type') === 'page') isWritten = false;
      else if (isWord(one, 'sectPr')) isWritten = false;
      else if (isWord(one, 't') || isWord(one, 'tbl') || isWord(one, 'drawing') || isWord(one, 'pict'))
        isWritten ||= !isWord(one, 't') || one.children.join('').trim() !== '';
    }
  }
  return isWritten;
}
