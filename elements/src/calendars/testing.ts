import { html, nothing, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import { Scene } from './calendars.scene.ts';
import './calendars.ts';

/** What the tests of « Mes calendriers » share: a page of its own for each, and what a person reads of it. */
export let stage: HTMLElement;

export function staged(suite: Mocha.Suite): void {
  suite.timeout(30_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export async function open(scene = new Scene(), { width = 900, until: shown = 'Reprendre un fichier' } = {}) {
  stage.style.width = `${width}px`;
  const changes: unknown[] = [];
  const clock = new HandClock();
  // Another session is another page
  render(nothing, stage);
  render(
    html`<lastria-calendars
      .clock=${clock}
      .session=${scene.open() as unknown as ElementSession}
      @lastria-calendars-changed=${({ detail }: CustomEvent) => void changes.push(detail)}
    ></lastria-calendars>`,
    stage,
  );
  const element = stage.querySelector('lastria-calendars')!;
  const text = (): string => read(element);
  const reads = (words: string): Promise<unknown> => until(() => text().includes(words), words);
  await reads(shown);
  return { element, scene, changes, clock, text, reads };
}

/** Has the page take a file, as one chooses it in the window of the system. */
export function choose(element: Element, name: string, content: string): void {
  const input = inside(element.shadowRoot!).find(
    (node): node is HTMLInputElement => node instanceof HTMLInputElement && node.type === 'file',
  )!;
  const files = new DataTransfer();
  files.items.add(new File([content], name, { type: 'text/calendar' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}
