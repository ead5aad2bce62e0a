/**
 * The library draws its identifiers at random, or counts them since the process began: they are numbered again in the
 * order they are met, so that the same reports are the same bytes. Only where markup writes them: in what people wrote,
 * quotes and brackets are escaped, and nothing of it can be taken for an identifier.
 */
export function settled(parts: Map<string, Buffer>): Map<string, Buffer> {
  for (const [name, rels] of [...parts]) {
    const owner = /^(.*\/)_rels\/([^/]+)\.rels$/.exec(name);
    const source = owner === null ? undefined : `${owner[1]}${owner[2]}`;
    const part = source === undefined ? undefined : parts.get(source);
    if (source === undefined || part === undefined) continue;
    const relations = numbering((count) => `rIdn${count}`);
    const told = rels
      .toString()
      .replace(/ Id="([^"]+)"/g, (whole, id: string) =>
        isSettled(id) ? whole : ` Id="${relations.of(id)}"`,
      );
    const text = part
      .toString()
      .replace(/ r:(id|embed|link)="([^"]+)"/g, (whole, kind: string, id: string) =>
        relations.known(id) ? ` r:${kind}="${relations.of(id)}"` : whole,
      );
    parts.set(name, Buffer.from(told));
    parts.set(source, Buffer.from(text));
  }
  const document = parts.get('word/document.xml');
  if (document !== undefined) parts.set('word/document.xml', Buffer.from(renumbered(document.toString())));
  return parts;
}

const isSettled = (id: string) => /^rId\d+$/.test(id);

function renumbered(document: string): string {
  const drawings = numbering(String);
  const marks = numbering(String);
  const titles = numbering((count) => `_Toc${count}`);
  return document
    .replace(/<wp:docPr id="(\d+)"/g, (_, id: string) => `<wp:docPr id="${drawings.of(id)}"`)
    .replace(/<w:bookmark(?:Start|End)\b[^>]*>/g, (tag) =>
      tag.replace(/ w:id="(\d+)"/, (_, id: string) => ` w:id="${marks.of(id)}"`),
    )
    .replace(
      /( w:anchor="| w:name="|<w:instrText xml:space="preserve">PAGEREF )(_Toc\d+)(?=[" ])/g,
      (_, before: string, title: string) => `${before}${titles.of(title)}`,
    );
}

function numbering(name: (count: number) => string) {
  const names = new Map<string, string>();
  return {
    known: (id: string) => names.has(id),
    of: (id: string) => {
      const known = names.get(id) ?? name(names.size + 1);
      names.set(id, known);
      return known;
    },
  };
}
