import { posix } from 'node:path';
import { alert } from './word-body.ts';
import { addPart } from './word-parts.ts';
import {
  attribute,
  elements,
  escaped,
  fragment,
  isWord,
  parseXml,
  spaces,
  within,
  wordAttribute,
  writeXml,
  type XmlElement,
} from './xml.ts';

const own = { part: 'word/headerMention.xml', relation: 'rIdMention' } as const;
const headerType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
const headerRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/header';

/**
 * What is said of the whole file, above each of its pages: in every header of the base, and in one of ours for the pages
 * that have none.
 */
export function mentionEverywhere(
  parts: Map<string, Buffer>,
  body: XmlElement,
  mention: string,
  style: string,
): void {
  const line =
    `<w:p><w:pPr><w:pStyle w:val="${escaped(style)}"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/><w:color w:val="${alert}"/></w:rPr>` +
    `<w:t xml:space="preserve">${escaped(mention)}</w:t></w:r></w:p>`;
  for (const name of headersOf(parts)) {
    const root = parseXml(parts.get(name)!);
    root.children = [...fragment(line), ...root.children];
    parts.set(name, writeXml(root));
  }
  // A section without a header of a kind shows that of the section before: the first has them all
  const first = [...within(body)].find((one) => isWord(one, 'sectPr')) ?? added(body);
  const has = new Set(
    elements(first)
      .filter((one) => isWord(one, 'headerReference'))
      .map((one) => wordAttribute(one, 'type') ?? 'default'),
  );
  const lacking = ['default', 'first', 'even'].filter((kind) => !has.has(kind));
  if (lacking.length === 0) return;
  first.children = [
    ...lacking.flatMap((kind) =>
      fragment(`<w:headerReference w:type="${kind}" r:id="${own.relation}"/>`).map((one) => ({
        ...one,
        attributes: [...one.attributes, { name: 'xmlns:r', space: '', local: 'r', value: spaces.r }],
      })),
    ),
    ...first.children,
  ];
  addPart(parts, {
    name: own.part,
    content: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="${spaces.w}">${line}</w:hdr>`,
    ),
    relation: own.relation,
    relationType: headerRelation,
    type: headerType,
  });
}

function added(body: XmlElement): XmlElement {
  const [section] = fragment('<w:sectPr/>');
  body.children.push(section!);
  return section!;
}

/** Parts that are headers of the document, by the relations that lead to them. */
function headersOf(parts: ReadonlyMap<string, Buffer>): string[] {
  const relations = elements(parseXml(parts.get('word/_rels/document.xml.rels')!));
  const names = relations
    .filter((one) => attribute(one, 'Type') === headerRelation)
    .map((one) => attribute(one, 'Target') ?? '')
    .map((target) => (target.startsWith('/') ? target.slice(1) : posix.join('word', target)));
  return [...new Set(names)].filter((name) => parts.has(name));
}
