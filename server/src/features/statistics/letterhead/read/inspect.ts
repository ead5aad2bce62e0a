import { archiveOf } from '../../files/archive.ts';
import { Misplaced, placeReport } from '../../files/word-place.ts';
import { namedStyles, sectionAt, tableStyleOf } from '../../files/word-look.ts';
import {
  attribute,
  DeclaredType,
  elements,
  isWord,
  parseXml,
  spaces,
  wordChild,
  writeXml,
  XmlFault,
  type XmlElement,
} from '../../files/xml.ts';
import type { BaseFacts } from '../letterhead.schema.ts';
import { requireKnownTypes, requirePicture, requireQuiet } from './content.ts';
import { PieceRefused } from './refused.ts';
import { reached } from './relations.ts';
import { unpack } from './unpack.ts';

const types = '[Content_Types].xml';
const document = 'word/document.xml';
const settings = 'word/settings.xml';
/** What would keep people from writing on, or fetch something. */
const unset = ['documentProtection', 'writeProtection', 'attachedTemplate', 'mailMerge', 'attachedSchema'];

/**
 * Reads a Word file from anybody, and gives it written anew: what was looked at, and nothing else. Throws `PieceRefused`
 * for all that could run, fetch, hide or weigh more than it says.
 */
export function inspectBase(bytes: Uint8Array): { content: Buffer; facts: BaseFacts } {
  const all = unpack(bytes);
  try {
    return inspected(all);
  } catch (error) {
    if (error instanceof DeclaredType) throw new PieceRefused('declaration', { cause: error });
    if (error instanceof XmlFault) throw new PieceRefused('damaged', { cause: error });
    if (error instanceof Misplaced)
      throw new PieceRefused(error.isTwice ? 'placeTwice' : 'placeElsewhere', { cause: error });
    throw error;
  }
}

function inspected(all: ReadonlyMap<string, Buffer>): { content: Buffer; facts: BaseFacts } {
  const listed = all.get(types);
  if (!listed || !all.has('_rels/.rels')) throw new PieceRefused('notWord');
  const ofTypes = parseXml(listed);
  if ([...all.keys()].some((name) => /vba(Project|Data)[^/]*$/i.test(name))) throw new PieceRefused('macros');
  if ([...all.keys()].some((name) => /(^|\/)(embeddings|activeX|afchunk)[^/]*\//i.test(name)))
    throw new PieceRefused('embedded');
  requireKnownTypes(ofTypes);
  // A declaration hidden in a part nothing leads to is one too
  for (const [name, content] of all) if (isXml(name)) parseXml(content);
  const parts = reached(all);
  const roots = new Map<string, XmlElement>();
  let pictures = 0;
  for (const [name, content] of parts) {
    if (isXml(name)) {
      const root = parseXml(content);
      requireQuiet(root);
      if (!name.endsWith('.rels')) roots.set(name, root);
    } else if (!/\.(odttf|ttf)$/i.test(name)) {
      requirePicture(name, content);
      pictures += 1;
    }
  }
  const root = roots.get(document);
  if (!root || !parts.has('word/styles.xml')) throw new PieceRefused('notWord');
  if (root.space.startsWith('http://purl.oclc.org/')) throw new PieceRefused('strict');
  // What is added is written with the prefix all office suites use
  for (const one of roots.values())
    if (one.space === spaces.w && !one.name.startsWith('w:')) throw new PieceRefused('damaged');
  const body = wordChild(root, 'body');
  if (!isWord(root, 'document') || !body) throw new PieceRefused('notWord');
  const facts = factsOf(body, roots, pictures);
  const ofSettings = roots.get(settings);
  if (ofSettings) {
    ofSettings.children = elements(ofSettings).filter((one) => !unset.some((name) => isWord(one, name)));
    parts.set(settings, writeXml(ofSettings));
  }
  ofTypes.children = elements(ofTypes).filter((one) => {
    const part = attribute(one, 'PartName');
    return part === undefined || parts.has(part.replace(/^\//, ''));
  });
  return { content: archiveOf(new Map([[types, writeXml(ofTypes)], ...parts])), facts };
}

function factsOf(body: XmlElement, roots: ReadonlyMap<string, XmlElement>, pictures: number): BaseFacts {
  const outside = [...roots].filter(([name]) =>
    /^word\/(header|footer|footnotes|endnotes|comments)/.test(name),
  );
  for (const [, root] of outside)
    if (placeReport({ ...root, children: [...root.children] }) !== 'end') throw new Misplaced(false);
  const place = placeReport(body);
  const { landscape, firstPageDiffers } = sectionAt(body);
  const styles = roots.get('word/styles.xml')!;
  const tableStyle = tableStyleOf(styles, body) !== undefined;
  return { place, landscape, firstPageDiffers, styles: [...namedStyles(styles).known], tableStyle, pictures };
}

/** Whatever its case: what one program takes for XML, another must not take for something else. */
const isXml = (name: string) => /\.(xml|rels)$/i.test(name);
