/** Two live regions in an element's shadow root. */
export class Announcer {
  readonly #regions = { polite: region('polite'), assertive: region('assertive') };

  /** Puts the regions at the end of the root; returns the node before which the element renders. */
  attach(root: HTMLElement | DocumentFragment): ChildNode {
    root.append(this.#regions.polite, this.#regions.assertive);
    return this.#regions.polite;
  }

  say(text: string, politeness: 'polite' | 'assertive' = 'polite'): void {
    const node = this.#regions[politeness];
    // The same sentence twice must change the text, or it is not read again.
    node.textContent = node.textContent === text ? `${text}\u00a0` : text;
  }
}

function region(politeness: 'polite' | 'assertive'): HTMLElement {
  const node = document.createElement('div');
  node.className = 'visually-hidden';
  node.setAttribute('aria-live', politeness);
  node.setAttribute('aria-atomic', 'true');
  return node;
}

/** The element that really has focus, through open shadow roots. */
export function deepActiveElement(root: Document | ShadowRoot = document): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot?.activeElement ? deepActiveElement(active.shadowRoot) : active;
}

/** Whether a key pressed there would write text. */
export function isEditable(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'reset', 'range'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** Next index for the keys that move inside a composite; undefined for any other key. */
export function move(
  key: string,
  index: number,
  length: number,
  keys: { previous: string; next: string; wrap?: boolean },
): number | undefined {
  const clamp = (to: number) => (keys.wrap ? (to + length) % length : Math.max(0, Math.min(length - 1, to)));
  if (length === 0) return undefined;
  if (key === keys.next) return clamp(index + 1);
  if (key === keys.previous) return clamp(index < 0 ? length - 1 : index - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return undefined;
}

/** Jump by letters: typing quickly looks for the whole string, the same letter again goes to the next match. */
export class TypeAhead {
  #typed = '';
  #last = 0;

  find(key: string, labels: readonly string[], from: number, now = performance.now()): number | undefined {
    if (key.length !== 1 || key === ' ') return undefined;
    this.#typed = now - this.#last < 700 ? this.#typed + plain(key) : plain(key);
    this.#last = now;
    const same = [...this.#typed].every((letter) => letter === this.#typed[0]);
    const wanted = same ? (this.#typed[0] ?? '') : this.#typed;
    const start = same ? from + 1 : Math.max(from, 0);
    for (let step = 0; step < labels.length; step++) {
      const index = (start + step) % labels.length;
      if (plain(labels[index] ?? '').startsWith(wanted)) return index;
    }
    return undefined;
  }
}

/** Lower case, without accents: « Éléonore » → « eleonore ». */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/[’‘]/g, "'")
    .toLowerCase();
