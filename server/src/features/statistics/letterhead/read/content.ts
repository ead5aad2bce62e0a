import { attribute, isWord, spaces, within, wordAttribute, type XmlElement } from '../../files/xml.ts';
import { PieceRefused } from './refused.ts';

/** Fields that say something of the document itself, or of the day; the others fetch, link or run. */
const harmless = new Set([
  ...['PAGE', 'NUMPAGES', 'SECTION', 'SECTIONPAGES', 'DATE', 'TIME', 'CREATEDATE', 'SAVEDATE', 'PRINTDATE'],
  ...['TITLE', 'SUBJECT', 'AUTHOR', 'KEYWORDS', 'COMMENTS', 'COMPANY', 'LASTSAVEDBY', 'REVNUM', 'EDITTIME'],
  ...['DOCPROPERTY', 'FILENAME', 'FILESIZE', 'NUMWORDS', 'NUMCHARS', 'TEMPLATE', 'INFO', 'USERNAME'],
  ...[
    'STYLEREF',
    'REF',
    'PAGEREF',
    'NOTEREF',
    'SEQ',
    'TOC',
    'TC',
    'TOA',
    'TA',
    'INDEX',
    'XE',
    'RD',
    'HYPERLINK',
  ],
  ...[
    'IF',
    'COMPARE',
    '=',
    'SYMBOL',
    'EQ',
    'ADVANCE',
    'LISTNUM',
    'AUTONUM',
    'AUTONUMLGL',
    'AUTONUMOUT',
    'BIDIOUTLINE',
  ],
  ...['FORMTEXT', 'FORMCHECKBOX', 'FORMDROPDOWN', 'BIBLIOGRAPHY', 'CITATION', 'SET', 'ASK', 'FILLIN'],
]);
/** Of these, RD reads another file, and these two ask whoever opens: not of a report. */
for (const code of ['RD', 'ASK', 'FILLIN']) harmless.delete(code);

/** Nothing in the words of a part may fetch, run or embed. */
export function requireQuiet(root: XmlElement): void {
  const fields: { instruction: string; isOver: boolean }[] = [];
  for (const one of within(root)) {
    if (isWord(one, 'fldSimple')) requireHarmless(wordAttribute(one, 'instr') ?? '');
    else if (isWord(one, 'fldChar')) {
      const kind = wordAttribute(one, 'fldCharType');
      if (kind === 'begin') fields.push({ instruction: '', isOver: false });
      const current = fields.at(-1);
      if (kind === 'separate' && current) close(current);
      if (kind === 'end' && current) close(fields.pop()!);
    } else if (isWord(one, 'instrText') || isWord(one, 'delInstrText')) {
      const current = fields.at(-1);
      const text = one.children.filter((child) => typeof child === 'string').join('');
      if (current && !current.isOver) current.instruction += text;
      else requireHarmless(text);
    } else if (
      isWord(one, 'altChunk') ||
      isWord(one, 'object') ||
      isWord(one, 'control') ||
      isWord(one, 'subDoc')
    )
      throw new PieceRefused('embedded');
    else if (one.local === 'OLEObject') throw new PieceRefused('embedded');
    else requireLocal(one);
  }
  fields.forEach(close);
}

function close(field: { instruction: string; isOver: boolean }): void {
  if (!field.isOver) requireHarmless(field.instruction);
  field.isOver = true;
}

/** The code of a field is its first word; one made by another field cannot be known. */
function requireHarmless(instruction: string): void {
  const code = /^\s*(=|[A-Za-z]+)/.exec(instruction)?.[1]?.toUpperCase();
  if (code === undefined || !harmless.has(code))
    throw new PieceRefused('field', {
      detail: code === undefined ? undefined : `(Champ : ${code.slice(0, 30)}.)`,
    });
}

/** Old drawings may name a file or an address beside their relations. */
function requireLocal(one: XmlElement): void {
  for (const { name, local, space, value } of one.attributes) {
    const fetches =
      (one.space.includes('vml') && (local === 'src' || local === 'althref')) ||
      (space === 'urn:schemas-microsoft-com:office:office' && local === 'href');
    if (fetches && value !== '')
      throw new PieceRefused('outside', { detail: `(Élément : ${name.slice(0, 40)}.)` });
  }
}

/** Types of content a document may hold; what is not of these is refused whatever its name. */
export function requireKnownTypes(types: XmlElement): void {
  const main = new Map<string, string>();
  for (const one of within(types)) {
    const type = attribute(one, 'ContentType');
    if (type === undefined) continue;
    if (/macroEnabled|vbaProject|vbaData/i.test(type)) throw new PieceRefused('macros');
    if (/activeX|oleObject|vmlDrawing\+bin/i.test(type)) throw new PieceRefused('embedded');
    const part = attribute(one, 'PartName');
    if (part !== undefined) main.set(part, type);
  }
  if (types.space !== spaces.types) throw new PieceRefused('damaged');
  const type = main.get('/word/document.xml');
  if (type?.endsWith('wordprocessingml.template.main+xml')) throw new PieceRefused('template');
  if (!type?.endsWith('wordprocessingml.document.main+xml')) throw new PieceRefused('notWord');
}

const pictures: Readonly<Record<string, RegExp>> = {
  png: /^89504e470d0a1a0a/,
  jpg: /^ffd8ff/,
  jpeg: /^ffd8ff/,
  gif: /^47494638/,
  bmp: /^424d/,
  emf: /^01000000.{72}20454d46/,
  wmf: /^(d7cdc69a|0100090000|0200090000)/,
};

/** A picture is of the kind its name says. */
export function requirePicture(name: string, bytes: Buffer): void {
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!pictures[extension]?.test(bytes.subarray(0, 44).toString('hex')))
    throw new PieceRefused('picture', { detail: `(${name.slice(-60)})` });
}
