import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { LastriaAccessLog } from './audit.pure.ts';
import { Scene } from './audit.scene.ts';
import './audit.ts';

/** What the tests of the log share: a page, and what a person does on it. */
export { focusOf, inside, play, tabTo, until };

export let stage: HTMLElement;

/** A page of its own for each test. */
export function staged(suite: Mocha.Suite): void {
  suite.timeout(30_000);
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export interface Opened {
  readonly element: LastriaAccessLog;
  readonly scene: Scene;
  readonly text: () => string;
  readonly reads: (words: string) => Promise<void>;
}

export async function open({ scene = new Scene(), fileId = '', width = 1200 } = {}): Promise<Opened> {
  stage.style.width = `${width}px`;
  render(
    html`<lastria-access-log
      file-id=${fileId}
      .session=${scene.open() as unknown as ElementSession}
    ></lastria-access-log>`,
    stage,
  );
  const element = stage.querySelector('lastria-access-log')!;
  const text = (): string => read(element);
  const reads = async (words: string): Promise<void> => {
    await until(() => text().includes(words), words);
  };
  await until(
    () => /trace|répond|n’existe pas|est lu par|vide/.test(text()) && !text().includes('Lecture du journal'),
    'loaded',
  );
  return { element, scene, text, reads };
}
