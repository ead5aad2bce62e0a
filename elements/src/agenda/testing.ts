import { sendMouse } from '@web/test-runner-commands';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { LastriaAgenda } from './agenda.pure.ts';
import { now } from './agenda.sample.ts';
import { Scene } from './agenda.scene.ts';
import type { ViewName } from './calendar.ts';
import './agenda.ts';

/** What the tests of the agenda share: a page, and what a person does on it. */
export { focusOf, inside, play, tabTo, until };

export let stage: HTMLElement;

/** A page of its own for each test. */
export function staged(suite: Mocha.Suite): void {
  suite.timeout(30_000);
  beforeEach(() => {
    scrollTo(0, 0);
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export interface Opened {
  readonly element: LastriaAgenda;
  readonly scene: Scene;
  readonly text: () => string;
  readonly reads: (words: string) => Promise<void>;
  /** Waits until a sentence was said to screen readers. */
  readonly says: (words: string) => Promise<void>;
}

export async function open({
  scene = new Scene(),
  width = 1200,
  view = '' as ViewName | '',
  waits = 'novembre',
} = {}): Promise<Opened> {
  stage.style.width = `${width}px`;
  const page = stage.appendChild(document.createElement('div'));
  render(
    html`<lastria-agenda
      .clock=${{ now: () => now }}
      .view=${view}
      .session=${scene.open() as unknown as ElementSession}
    ></lastria-agenda>`,
    page,
  );
  const element = page.querySelector('lastria-agenda')!;
  const text = (): string => read(element);
  const reads = async (words: string): Promise<void> => {
    await until(() => text().includes(words), words);
  };
  const said: string[] = [];
  await until(() => element.shadowRoot, 'drawn');
  for (const region of element.shadowRoot!.querySelectorAll('[aria-live]'))
    new MutationObserver(() => said.push(region.textContent.replaceAll(/[\s\u00a0]+/g, ' '))).observe(
      region,
      {
        childList: true,
        characterData: true,
        subtree: true,
      },
    );
  const says = async (words: string): Promise<void> => {
    await until(
      () => said.some((one) => one.includes(words)),
      `said: ${words}; it said: ${said.join(' | ')}`,
    );
  };
  await reads(waits);
  return { element, scene, text, reads, says };
}

/** Tab into the grid. */
export async function intoGrid(): Promise<void> {
  for (let count = 0; count < 60; count++) {
    await play('Tab');
    if (inGrid()) return;
  }
  throw new Error(`Tab never came into the grid; it is on « ${focusOf()} »`);
}
const inGrid = (): boolean =>
  inside(stage).some((node) => node.matches('[role="gridcell"]:focus, [role="grid"] .entry:focus'));

/** Arrows until what has focus says it. */
export async function goTo(key: string, words: string): Promise<void> {
  for (let count = 0; count < 60; count++) {
    if (focusOf().includes(words)) return;
    await play(key);
  }
  throw new Error(`${key} never came to « ${words} »; it is on « ${focusOf()} »`);
}

/** What is on the page, whatever root it stands in. */
export const node = (selector: string, words = ''): HTMLElement | undefined =>
  inside(stage).find(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.matches(selector) &&
      one.textContent.replaceAll(/[\s\u00a0]+/g, ' ').includes(words),
  );
export const press = async (label: string): Promise<void> => {
  const button = await until(() => node('button', label) ?? node(`button[aria-label*="${label}"]`), label);
  button.click();
};
export const centre = (one: Element, y = 0.5): [number, number] => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height * y)];
};
/** On the edge by which an appointment is lengthened. */
export const lower = (one: Element): [number, number] => {
  const { left, width, bottom } = one.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(bottom - 3)];
};
/** What is heard of an appointment. */
export const heard = (one: Element | undefined): string =>
  one!.getAttribute('aria-label')!.replaceAll('\u00a0', ' ');
/** Presses, goes there in steps, lets go: with a real mouse. */
export async function drag(from: [number, number], to: [number, number]): Promise<void> {
  await sendMouse({ type: 'move', position: from });
  await sendMouse({ type: 'down' });
  for (const step of [0.3, 0.7, 1])
    await sendMouse({
      type: 'move',
      position: [
        Math.round(from[0] + (to[0] - from[0]) * step),
        Math.round(from[1] + (to[1] - from[1]) * step),
      ],
    });
  await sendMouse({ type: 'up' });
}
export const slot = (column: number, minute: number): HTMLElement =>
  node(`[data-column="${column}"][data-minute="${minute}"]`)!;
