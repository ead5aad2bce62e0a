import { posix } from 'node:path';
import { Document, Packer } from 'docx';
import { partsOf } from './archive.ts';
import { attribute, elements, parseXml, writeXml } from './xml.ts';

interface Added {
  readonly name: string;
  readonly content: Buffer;
  readonly relation: string;
  readonly relationType: string;
  readonly type: string;
}

const relations = 'word/_rels/document.xml.rels';
const themeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme';

/** A part the document did not have, and what leads to it. */
export function addPart(parts: Map<string, Buffer>, added: Added): void {
  parts.set(added.name, added.content);
  addTo(parts, '[Content_Types].xml', 'Override', { PartName: `/${added.name}`, ContentType: added.type });
  addTo(parts, relations, 'Relationship', {
    Id: added.relation,
    Type: added.relationType,
    Target: posix.relative('word', added.name),
  });
}

function addTo(
  parts: Map<string, Buffer>,
  name: string,
  element: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const root = parseXml(parts.get(name)!);
  const prefix = root.name.includes(':') ? `${root.name.split(':')[0]}:` : '';
  root.children.push({
    name: `${prefix}${element}`,
    space: root.space,
    local: element,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      name: key,
      space: '',
      local: key,
      value,
    })),
    children: [],
  });
  parts.set(name, writeXml(root));
}

/** Charts are drawn in the colours of a theme: LibreOffice writes none, and black would be all they have. */
export async function requireTheme(parts: Map<string, Buffer>): Promise<void> {
  const known = elements(parseXml(parts.get(relations)!));
  if (known.some((one) => attribute(one, 'Type') === themeRelation)) return;
  const plain = partsOf(await Packer.toBuffer(new Document({ sections: [] })));
  addPart(parts, {
    name: 'word/theme/themeReport.xml',
    content: plain.get('word/theme/theme1.xml')!,
    relation: 'rIdTheme',
    relationType: themeRelation,
    type: 'application/vnd.openxmlformats-officedocument.theme+xml',
  });
}
