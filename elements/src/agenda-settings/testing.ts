import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { focusOf, read } from '../testing/perceived.ts';
import { play, tabTo } from '../testing/hands.ts';
import { until } from '../testing/until.ts';
import type { LastriaAgendaSettings } from './agenda-settings.pure.ts';
import { Scene } from './agenda-settings.scene.ts';
import './agenda-settings.ts';

/** What the tests of the settings share: a page of its own for each, and what a person does on it. */
let stage: HTMLElement;

export function staged(suite: Mocha.Suite): void {
  suite.timeout(60_000);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export async function open(
  tab: LastriaAgendaSettings['tab'],
  { scene = new Scene(), width = 1100, until: shown = 'Agendas externes' } = {},
) {
  stage.style.width = `${width}px`;
  const changes: unknown[] = [];
  render(
    html`<lastria-agenda-settings
      tab=${tab}
      .session=${scene.open() as unknown as ElementSession}
      @lastria-agenda-settings-changed=${({ detail }: CustomEvent) => void changes.push(detail)}
    ></lastria-agenda-settings>`,
    stage,
  );
  const element = stage.querySelector('lastria-agenda-settings')!;
  const text = (): string => read(element);
  const reads = (words: string): Promise<unknown> => until(() => text().includes(words), words);
  await reads(shown);
  return { element, scene, changes, text, reads };
}

/** Chooses in the list of the tab shown, once what it begins with has focus. */
export async function pick(first: string, name: string): Promise<void> {
  await tabTo(first);
  for (let count = 0; count < 12 && !focusOf().startsWith(name); count++) await play('ArrowDown');
  await play('Enter');
}
