import { SaxesParser } from 'saxes';

/** Namespaces of a Word file. */
export const spaces = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  relations: 'http://schemas.openxmlformats.org/package/2006/relationships',
  types: 'http://schemas.openxmlformats.org/package/2006/content-types',
} as const;

export interface XmlElement {
  /** With its prefix, as it was written. */
  readonly name: string;
  readonly space: string;
  readonly local: string;
  readonly attributes: readonly XmlAttribute[];
  children: XmlNode[];
}
export interface XmlAttribute {
  readonly name: string;
  readonly space: string;
  readonly local: string;
  readonly value: string;
}
export type XmlNode = XmlElement | string;

/** What is not XML as an office suite writes it. */
export class XmlFault extends Error {}
/** It declares a type of document, or entities of its own. */
export class DeclaredType extends XmlFault {}

/** Deeper than any document people write; recursion stops there. */
const deepest = 250;

/** A part of a Word file, read strictly: no type of document, no entity but those of XML itself. */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decoded(bytes);
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (error) => {
    throw new XmlFault(error.message);
  });
  parser.on('doctype', () => {
    throw new DeclaredType('a document type');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw new XmlFault(encoding);
  });
  const add = (node: XmlNode) => {
    const above = open.at(-1);
    if (above) above.children.push(node);
  };
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    if (open.length >= deepest) throw new XmlFault('too deep');
    const element: XmlElement = {
      name,
      space: uri,
      local,
      attributes: Object.values(attributes).map((one) => ({
        name: one.name,
        space: one.uri,
        local: one.local,
        value: one.value,
      })),
      children: [],
    };
    add(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(text).close();
  if (!root) throw new XmlFault('empty');
  return root;
}

/** Anything else than UTF-8 could hide what is looked for. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new XmlFault('not UTF-8', { cause: error });
  }
}

export function writeXml(root: XmlElement): Buffer {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'];
  const write = (node: XmlNode): void => {
    if (typeof node === 'string') {
      parts.push(escaped(node));
      return;
    }
    parts.push(`<${node.name}`);
    for (const { name, value } of node.attributes) parts.push(` ${name}="${escaped(value)}"`);
    if (node.children.length === 0) {
      parts.push('/>');
      return;
    }
    parts.push('>');
    node.children.forEach(write);
    parts.push(`</${node.name}>`);
  };
  write(root);
  return Buffer.from(parts.join(''));
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
export const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (sign) => signs[sign]!);

/** Elements written here, to be put in a part. */
export function fragment(xml: string): XmlElement[] {
  const names = Object.entries(spaces)
    .map(([prefix, space]) => ` xmlns:${prefix}="${space}"`)
    .join('');
  return elements(parseXml(Buffer.from(`<all${names}>${xml}</all>`)));
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';
export const elements = ({ children }: XmlElement): XmlElement[] => children.filter(isElement);
/** Whether it is this element of WordprocessingML. */
export const isWord = ({ space, local }: XmlElement, name: string): boolean =>
  local === name && space === spaces.w;
export const wordChild = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element && elements(element).find((child) => isWord(child, name));
export const attribute = (element: XmlElement, local: string, space = ''): string | undefined =>
  element.attributes.find((one) => one.local === local && one.space === space)?.value;
export const wordAttribute = (element: XmlElement | undefined, local: string): string | undefined =>
  element && attribute(element, local, spaces.w);
/** The `w:val` of a child. */
export const wordValue = (element: XmlElement | undefined, name: string): string | undefined =>
  wordAttribute(wordChild(element, name), 'val');

/** An element and all those within it, in the order of the text. */
export function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (isElement(child)) yield* within(child);
}

/** The text people read in a paragraph, that of a box beside it left out. */
export function wordText(element: XmlElement): string {
  if (isWord(element, 't')) return element.children.filter((child) => !isElement(child)).join('');
  if (isWord(element, 'txbxContent')) return '';
  return elements(element).map(wordText).join('');
}
