import { posix } from 'node:path';
import { attribute, elements, parseXml, spaces, writeXml, type XmlElement } from '../../files/xml.ts';
import { PieceRefused } from './refused.ts';

export interface Relation {
  readonly kind: string;
  /** The part it leads to, within the file; undefined: somewhere else. */
  readonly part: string | undefined;
  readonly target: string;
}

const ofOffice = /^http:\/\/schemas\.(openxmlformats\.org|microsoft\.com)\/.*\/([A-Za-z0-9-]+)$/;

/** What a document may be made of: its words, their look, their pictures. Anything else may run, fetch or hide something. */
const kept = new Set([
  ...[
    'officeDocument',
    'core-properties',
    'extended-properties',
    'custom-properties',
    'classificationlabels',
  ],
  ...['styles', 'stylesWithEffects', 'settings', 'webSettings', 'fontTable', 'font', 'numbering', 'theme'],
  ...['header', 'footer', 'footnotes', 'endnotes', 'image', 'hyperlink', 'customXml', 'customXmlProps'],
  ...['comments', 'commentsExtended', 'commentsIds', 'commentsExtensible', 'people', 'glossaryDocument'],
  ...['diagramData', 'diagramLayout', 'diagramQuickStyle', 'diagramColors', 'diagramDrawing'],
]);
/** Left out: a picture of its first page, which would be another's. */
const dropped = new Set(['thumbnail']);
const macros = /^(vbaProject|wordVbaData|keyMapCustomizations|attachedToolbars)$/i;
const embedded = /^(oleObject|package|control|activeXControlBinary|aFChunk|subDocument|chart|chartEx|chartUserShapes|slide|video|audio|media|ink|xmlMaps|digital-signature|origin|signature)$/i; // prettier-ignore
const elsewhere = /^(attachedTemplate|externalLink|externalLinkPath|frame|mailMergeSource|mailMergeHeaderSource|recipientData|transform|attachedSchema)$/i; // prettier-ignore

const relationsOf = (part: string) =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
/** Of the file itself. */
const packageRelations = '_rels/.rels';

/**
 * Every part reached from the file itself, by relations that are all of a kind that belongs in a letter; what nothing
 * leads to is left out.
 */
export function reached(parts: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const waiting = [{ owner: '', rels: packageRelations }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const bytes = parts.get(next.rels);
    if (!bytes || found.has(next.rels)) continue;
    const root = parseXml(bytes);
    root.children = elements(root).filter((one) => !dropped.has(kindOf(one)));
    found.set(next.rels, writeXml(root));
    for (const one of elements(root)) {
      const { part } = checked(one, next.owner);
      if (part === undefined) continue;
      const content = parts.get(part);
      // Word itself leaves relations to nothing behind
      if (!content || found.has(part)) continue;
      found.set(part, content);
      waiting.push({ owner: part, rels: relationsOf(part) });
    }
  }
  return found;
}

const kindOf = (one: XmlElement): string => ofOffice.exec(attribute(one, 'Type') ?? '')?.[2] ?? '';

function checked(one: XmlElement, owner: string): Relation {
  const kind = kindOf(one);
  const target = attribute(one, 'Target') ?? '';
  if (one.local !== 'Relationship' || one.space !== spaces.relations) throw new PieceRefused('damaged');
  if (macros.test(kind)) throw new PieceRefused('macros');
  if (kind === 'attachedTemplate') throw new PieceRefused('outside', { detail: detach });
  if (elsewhere.test(kind)) throw new PieceRefused('outside', { detail: named(kind) });
  if (embedded.test(kind)) throw new PieceRefused('embedded');
  if (!kept.has(kind)) throw new PieceRefused('unknownPart', { detail: named(kind) });
  const mode = attribute(one, 'TargetMode') ?? 'Internal';
  if (mode !== 'Internal') {
    // A link that is followed when it is clicked, and not before
    if (kind !== 'hyperlink' || !/^(https?|mailto|tel):/i.test(target))
      throw new PieceRefused('outside', { detail: named(kind) });
    return { kind, target, part: undefined };
  }
  if (target.startsWith('#')) return { kind, target, part: undefined };
  if (/^[a-z][a-z0-9+.-]*:|\\|^\/\//i.test(target))
    throw new PieceRefused('outside', { detail: named(kind) });
  const part = posix.normalize(
    target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(owner), target),
  );
  if (part.startsWith('..')) throw new PieceRefused('damaged');
  return { kind, target, part };
}

/** What most documents made from the model of a house have. */
const detach =
  'Ici, un modèle attaché : dans Word, onglet Développeur, « Modèle de document », remettez « Normal », puis enregistrez.';

const named = (kind: string) => (kind === '' ? undefined : `(Élément : ${kind.slice(0, 40)}.)`);
