import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { frame, play, tabTo } from '../testing/hands.ts';
import { inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { Scene } from './team.scene.ts';
import type { LastriaTeam } from './team.pure.ts';
import './team.ts';

/** What the tests of the team share: a page, and what a person does on it. */
export { play, tabTo, until };

interface Opened {
  readonly element: LastriaTeam;
  readonly scene: Scene;
  readonly session: ReturnType<Scene['open']>;
  readonly changes: unknown[];
  readonly text: () => string;
}
let stage: HTMLElement;

export async function open(
  tab: LastriaTeam['tab'] = 'people',
  { scene = new Scene(), width = 1200 } = {},
): Promise<Opened> {
  stage.style.width = `${width}px`;
  const session = scene.open();
  render(
    html`<lastria-team tab=${tab} .session=${session as unknown as ElementSession}></lastria-team>`,
    stage,
  );
  const element = stage.querySelector('lastria-team')!;
  const changes: unknown[] = [];
  element.addEventListener('lastria-team-changed', (event) => changes.push((event as CustomEvent).detail));
  await until(() => element.shadowRoot?.querySelector('lastria-ui-tabs, .state'));
  await frame();
  return { element, scene, session, changes, text: () => read(element) };
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
