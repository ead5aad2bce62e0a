import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { deepActiveElement } from '../../core/a11y.ts';
import type { ElementSession } from '../../core/session-context.ts';
import { ids } from '../../testing/sample.ts';
import type { LastriaSocialFile } from '../social-file.pure.ts';
import '../social-file.ts';
import { scene, type Scene } from '../social-file.scene.ts';

export const FRAME = (): Promise<number> => new Promise(requestAnimationFrame);
export const until = async (condition: () => unknown): Promise<void> => {
  while (!condition()) await FRAME();
};
/** What a person reads, through shadow roots; what is hidden is not read. */
export function read(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof Element && ['STYLE', 'OPTION'].includes(node.tagName)) return '';
  if (node instanceof Element && !node.checkVisibility() && getComputedStyle(node).display !== 'contents')
    return '';
  const children = node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
  return [...children, ...node.childNodes]
    .map(read)
    .join(' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
}
export const inside = (root: ParentNode): Element[] =>
  [...root.querySelectorAll('*')].flatMap((node) => [
    node,
    ...(node.shadowRoot ? inside(node.shadowRoot) : []),
  ]);
export const within = (element: Element): Element[] => inside(element.shadowRoot!);

/** The file on a stage of its own; focus stands before it. */
export async function open(
  server: Scene = scene(),
  width = 1366,
): Promise<{ element: LastriaSocialFile; server: Scene; fired: string[]; text: () => string }> {
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.style.width = `${width}px`;
  document.body.append(stage);
  render(
    html`<button class="before">Avant</button
      ><lastria-social-file
        .session=${server.open() as unknown as ElementSession}
        file-id=${ids.file}
      ></lastria-social-file>`,
    stage,
  );
  const element = stage.lastElementChild as LastriaSocialFile;
  const fired: string[] = [];
  for (const name of ['opened', 'changed', 'not-found'])
    element.addEventListener(`lastria-file-${name}`, (event) =>
      fired.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
    );
  const text = (): string => read(element);
  await until(() => within(element).some((node) => node.matches('article, .card, .state')));
  stage.querySelector<HTMLElement>('.before')!.focus();
  return { element, server, fired, text };
}

/** A journey as a list of keys: words are typed, the rest is pressed. */
export async function play(...keys: string[]): Promise<void> {
  for (const key of keys) {
    if (/^(Tab|Enter|Escape|Space|Arrow\w+|Home|End|Backspace)$/.test(key)) await sendKeys({ press: key });
    else if (key.includes('+')) {
      const [held = '', main = ''] = key.split('+');
      await sendKeys({ down: held });
      await sendKeys({ press: main });
      await sendKeys({ up: held });
    } else await sendKeys({ type: key });
    await FRAME();
  }
}
export const focused = (): Element => deepActiveElement()!;
export const focusOf = (): string =>
  `${focused().getAttribute('aria-label') ?? ''} ${read(focused())}`.trim();
/** Tab until what has focus says it, as one does. */
export async function tabTo(words: string): Promise<void> {
  let count = 0;
  do await play('Tab');
  while (++count < 80 && (focused() === document.body || !focusOf().includes(words)));
  expect(focusOf()).to.contain(words);
}

/** Opens « Autres actions » and runs the command that begins with these letters. */
export async function command(letters: string, label: string): Promise<void> {
  await tabTo('Autres actions');
  await play('Enter');
  await until(() => focusOf().includes('Modifier l’identité'));
  await play(...letters);
  await until(() => focusOf().includes(label));
  await play('Enter');
}

/** Before and after the tests of a file: one size, no motion, an empty page. */
export const wide = { width: 1366, height: 768 };
export const clear = (): void => document.querySelectorAll('.stage').forEach((node) => node.remove());
