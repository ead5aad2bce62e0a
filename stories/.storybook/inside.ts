/** The first one inside, through the parts of an element. */
export function find<T extends Element>(root: Element, selector: string): T | undefined {
  const inside = root.shadowRoot ?? root;
  const found = inside.querySelector<T>(selector);
  if (found) return found;
  for (const child of inside.querySelectorAll('*')) {
    const deeper: T | undefined = child.shadowRoot ? find<T>(child, selector) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}

/** The same, once it has come. */
export async function come<T extends Element>(root: Element, selector: string): Promise<T> {
  for (;;) {
    const found = find<T>(root, selector);
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
