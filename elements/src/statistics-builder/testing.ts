import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, inside, plain, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { LastriaStatisticsBuilder } from './statistics-builder.pure.ts';
import { Scene } from './statistics-builder.scene.ts';
import './statistics-builder.ts';

/** What the tests of the builder share: a page, and what a person does on it. */
export { focusOf, inside, play, tabTo, until };

export let stage: HTMLElement;

/** A page of its own for each test. */
export function staged(suite: Mocha.Suite): void {
  suite.timeout(60_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export interface Opened {
  readonly element: LastriaStatisticsBuilder;
  readonly scene: Scene;
  readonly text: () => string;
  readonly reads: (words: string) => Promise<void>;
  /** What was asked last. */
  readonly asked: () => Readonly<Record<string, unknown>>;
}

export async function open({ scene = new Scene(), report = '', width = 1280 } = {}): Promise<Opened> {
  stage.style.width = `${width}px`;
  render(
    html`<lastria-statistics-builder
      report-code=${report}
      .session=${scene.open() as unknown as ElementSession}
    ></lastria-statistics-builder>`,
    stage,
  );
  const element = stage.querySelector('lastria-statistics-builder')!;
  const text = (): string => read(element);
  const reads = async (words: string): Promise<void> => {
    await until(() => text().includes(words), words);
  };
  await until(() => element.shadowRoot?.querySelector('.page, .state'), 'loaded');
  return { element, scene, text, reads, asked: () => scene.sent.at(-1)!.body };
}

/** The table as a person reads it, a line for each row. */
export const lines = (): string[] =>
  inside(stage)
    .filter((node) => node.matches('tr'))
    .map((row) => [...row.children].map((cell) => read(cell).trim()).join(' | '));

/** The sheet that is about to be printed; nothing goes to a printer. */
export async function printed(act: () => Promise<void>): Promise<string> {
  const sheets: string[] = [];
  const append = ShadowRoot.prototype.append;
  ShadowRoot.prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]): void {
    append.apply(this, nodes);
    const [frame] = nodes;
    if (frame instanceof HTMLIFrameElement)
      frame.contentWindow!.print = () => sheets.push(frame.contentDocument!.body.textContent);
  };
  await act();
  await until(() => sheets.length > 0, 'printed').finally(() => (ShadowRoot.prototype.append = append));
  return sheets[0]!.replaceAll(/\s+/g, ' ');
}

/** What one presses, by its words. */
export const button = (words: string): HTMLElement =>
  inside(stage).find(
    (node) =>
      node.matches('button, summary') &&
      node.checkVisibility() &&
      plain(`${node.ariaLabel ?? ''} ${node.textContent}`).includes(words),
  ) as HTMLElement;
export const press = async (words: string): Promise<void> =>
  (await until(() => button(words), words)).click();
/** Puts a text in a field, as one who types does. */
export async function write(node: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  node.focus();
  node.value = text;
  node.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await Promise.resolve();
}
/** A report with its figures, and what stands beside them. */
export const shown = async (scene = new Scene()): Promise<Opened> => {
  const opened = await open({ scene, report: 'D06' });
  await opened.reads('Budget et surendettement');
  return opened;
};
