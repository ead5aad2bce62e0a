import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { deepActiveElement } from '../core/a11y.ts';
import type { ElementSession } from '../core/session-context.ts';
import type { LastriaConfiguration } from './configuration.pure.ts';
import './configuration.ts';
import { Scene } from './configuration.scene.ts';

/** What the tests of the configuration share: a page, the keys of a person, and what that person perceives. */
const FRAME = (): Promise<number> => new Promise(requestAnimationFrame);
/** Ten times what a slow machine takes; then what was on screen says what is wrong. */
const DEADLINE = 8000;
export const until = async (condition: () => unknown): Promise<void> => {
  const end = performance.now() + DEADLINE;
  while (!condition()) {
    if (performance.now() > end)
      expect.fail(`never came: ${String(condition)} ; focus on « ${focusOf()} » ; read: ${read(stage)}`);
    await FRAME();
  }
};
/** What a person reads, through shadow roots and slots; what is hidden is not read. */
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

interface Opened {
  readonly element: LastriaConfiguration;
  readonly scene: Scene;
  readonly changes: unknown[];
  readonly text: () => string;
}
export let stage: HTMLElement;

export async function open(
  tab: LastriaConfiguration['tab'] = 'lists',
  { scene = new Scene(), width = 1200, waits = true } = {},
): Promise<Opened> {
  stage.style.width = `${width}px`;
  render(
    html`<lastria-configuration
      tab=${tab}
      .session=${scene.open() as unknown as ElementSession}
    ></lastria-configuration>`,
    stage,
  );
  const element = stage.querySelector('lastria-configuration')!;
  const changes: unknown[] = [];
  element.addEventListener('lastria-configuration-changed', (event) =>
    changes.push((event as CustomEvent).detail),
  );
  if (waits) await until(() => element.shadowRoot?.querySelector('lastria-ui-tabs, .state'));
  await FRAME();
  return { element, scene, changes, text: () => read(element) };
}

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
export const focusOf = (): string => {
  const focus = deepActiveElement() ?? document.body;
  if (focus === document.body) return 'nothing';
  const label = focus.id
    ? (focus.getRootNode() as ShadowRoot).querySelector(`label[for="${focus.id}"]`)
    : null;
  const around = focus.closest('label');
  return [
    focus.getAttribute('aria-label') ?? '',
    label?.textContent ?? '',
    around?.textContent ?? '',
    read(focus),
  ]
    .join(' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
};
/** Tab until what has focus says it, as one does. */
export async function tabTo(words: string): Promise<void> {
  await play('Tab');
  for (let count = 0; count < 60 && !focusOf().includes(words); count++) await play('Tab');
  expect(focusOf()).to.contain(words);
}
/** Chooses in the tree of the tab shown, by the letters of its name. */
export async function pick(name: string): Promise<void> {
  await play('Home');
  for (let count = 0; count < 30 && !focusOf().startsWith(name); count++) await play('ArrowDown');
  expect(focusOf()).to.contain(name);
  await play('Enter');
}
export const axe = async (element: Element): Promise<void> => {
  await expect(element).to.be.accessible();
};
export const effect = (element: Element): string =>
  inside(element.shadowRoot!)
    .filter((node) => node.matches('[data-effect]') && node.checkVisibility())
    .map(read)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A page of its own for each test; each key crosses the wire of the browser, so a journey may take long. */
export function staged(suite: Mocha.Suite): void {
  suite.timeout(60_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}
