import { deepActiveElement } from '../core/a11y.ts';

/** A text as one types it: spaces are plain, whatever keeps a sign with its word. For what `read` does not give. */
export const plain = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');

/** What a person reads, through shadow roots and slots; what is hidden is not read. */
export function read(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof Element && ['STYLE', 'OPTION'].includes(node.tagName)) return '';
  if (node instanceof Element && !node.checkVisibility() && getComputedStyle(node).display !== 'contents')
    return '';
  const children = node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
  return plain([...children, ...node.childNodes].map(read).join(' '));
}

/** Every element drawn, through shadow roots. */
export const inside = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((node) => [
    node,
    ...(node.shadowRoot ? inside(node.shadowRoot) : []),
  ]);
export const within = (element: Element): Element[] => inside(element.shadowRoot!);

export const focused = (): Element => deepActiveElement() ?? document.body;

/** What has the focus, as it is named: its labels, then what it says. */
export function focusOf(): string {
  const focus = focused();
  if (focus === document.body) return 'nothing';
  const root = focus.getRootNode() as Document | ShadowRoot;
  const label = focus.id ? root.querySelector(`label[for="${focus.id}"]`) : null;
  const labels = [label, focus.closest('label')].map((one) => (one ? read(one) : ''));
  const said = [focus.getAttribute('aria-label'), ...labels, read(focus)];
  return plain(said.filter(Boolean).join(' ')).trim();
}
