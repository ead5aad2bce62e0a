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

/** All that is inside, through the parts of an element. */
function* within(root: Element | ShadowRoot): Generator<Element> {
  for (const child of root.querySelectorAll('*')) {
    yield child;
    if (child.shadowRoot) yield* within(child.shadowRoot);
  }
}

/** Presses, one after the other, what says these words, once each has come. */
export async function press(root: HTMLElement, ...all: readonly string[]): Promise<void> {
  for (const words of all)
    for (;;) {
      const found = [...within(root.shadowRoot ?? root)].find(
        (one): one is HTMLElement =>
          one.matches('button, summary') &&
          one.checkVisibility() &&
          `${one.ariaLabel ?? ''} ${one.textContent}`.includes(words),
      );
      if (found) {
        found.click();
        break;
      }
      if (!root.isConnected) return;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
}
