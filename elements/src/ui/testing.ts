/** What the tests of blocks share: one on the page, what it fired, and keys for it. */
import { fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LitElement, TemplateResult } from 'lit';

/** The element and what it fired, in order. */
export async function mount<E extends LitElement>(
  markup: TemplateResult,
  ...events: string[]
): Promise<{ element: E; fired: unknown[]; $: (selector: string) => HTMLElement }> {
  const element = await fixture<E>(markup);
  const fired: unknown[] = [];
  for (const name of events)
    element.addEventListener(name, (event) => fired.push((event as CustomEvent).detail));
  return { element, fired, $: (selector) => element.renderRoot.querySelector<HTMLElement>(selector)! };
}

export const press = async (element: LitElement, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    const [held, main] = key.includes('+') ? key.split('+') : [undefined, key];
    if (held) await sendKeys({ down: held as 'Alt' });
    await sendKeys({ press: main as 'Enter' });
    if (held) await sendKeys({ up: held as 'Alt' });
    await element.updateComplete;
  }
};
export const type = async (element: LitElement, text: string): Promise<void> => {
  await sendKeys({ type: text });
  await element.updateComplete;
};
export const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await new Promise(requestAnimationFrame);
};
export const focused = (element: LitElement): Element | null =>
  (element.renderRoot as ShadowRoot).activeElement;
