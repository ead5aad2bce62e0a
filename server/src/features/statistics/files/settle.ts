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

/**
 * The same in a base, whose own identifiers stay: what a program has drawn at random is what the base does not know. Drawings
 * are numbered anew, each its own, and marks of places as they are met.
 */
export function settledOn(
  parts: Map<string, Buffer>,
  base: ReadonlyMap<string, Buffer>,
): Map<string, Buffer> {
  for (const [name, rels] of [...parts]) {
    const owner = /^(.*\/)_rels\/([^/]+)\.rels$/.exec(name);
    const source = owner === null ? undefined : `${owner[1]}${owner[2]}`;
    const part = source === undefined ? undefined : parts.get(source);
    if (source === undefined || part === undefined) continue;
    const known = new Set(
      [...(base.get(name)?.toString() ?? '').matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id),
    );
    const drawn = [...rels.toString().matchAll(/ Id="([^"]+)"/g)]
      .map(([, id]) => id!)
      .filter((id) => !known.has(id));
    let prefix = 'rIdReport';
    while ([...known].some((id) => id?.startsWith(prefix))) prefix += '_';
    const relations = numbering((count) => `${prefix}${count}`);
    drawn.forEach((id) => relations.of(id));
    const renamed = (whole: string, before: string, id: string) =>
      relations.known(id) ? `${before}${relations.of(id)}"` : whole;
    parts.set(name, Buffer.from(rels.toString().replace(/( Id=")([^"]+)"/g, renamed)));
    parts.set(source, Buffer.from(part.toString().replace(/( r:(?:id|embed|link)=")([^"]+)"/g, renamed)));
  }
  const document = parts.get('word/document.xml');
  if (document !== undefined) {
    const marks = numbering(String);
    let drawings = 0;
    const text = document
      .toString()
      .replace(/<w:bookmark(?:Start|End)\b[^>]*>/g, (tag) =>
        tag.replace(/ w:id="(\d+)"/, (_, id: string) => ` w:id="${marks.of(id)}"`),
      )
      .replace(/<wp:docPr\b[^>]*>/g, (tag) => tag.replace(/ id="\d+"/, () => ` id="${(drawings += 1)}"`));
    parts.set('word/document.xml', Buffer.from(text));
  }
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
