import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { frame, play, tabTo } from '../testing/hands.ts';
import { focusOf, inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { LastriaConfiguration } from './configuration.pure.ts';
import './configuration.ts';
import { Scene } from './configuration.scene.ts';

/** What the tests of the configuration share: a page, and what a person does on it. */
export { focusOf, inside, play, tabTo, until };

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
  await frame();
  return { element, scene, changes, text: () => read(element) };
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
