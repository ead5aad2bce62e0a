import { setupIgnoreWindowResizeObserverLoopErrors } from '@lit-labs/virtualizer/support/resize-observer-errors.js';
import { html, render } from 'lit';
import type { ElementSession } from '../core/session-context.ts';
import { play, tabTo } from '../testing/hands.ts';
import { focusOf, inside, read } from '../testing/perceived.ts';
import { until } from '../testing/until.ts';
import type { LastriaImport } from './imports.pure.ts';
import { Scene, several } from './imports.scene.ts';
import './imports.ts';

/** What the tests of the imports share: a page, and what a person does on it. */
export { focusOf, play, tabTo };

export let stage: HTMLElement;

/** A page of its own for each test. */
export function staged(suite: Mocha.Suite): void {
  suite.timeout(60_000);
  setupIgnoreWindowResizeObserverLoopErrors(beforeEach, afterEach);
  beforeEach(() => {
    stage = document.createElement('main');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());
}

export interface Opened {
  readonly element: LastriaImport;
  readonly scene: Scene;
  readonly events: { readonly type: string; readonly detail: unknown }[];
  readonly text: () => string;
  readonly reads: (words: string) => Promise<void>;
}

export async function open({
  scene = withSeveral(),
  importId = '',
  width = 1000,
  waits = true,
} = {}): Promise<Opened> {
  stage.style.width = `${width}px`;
  const session = scene.open();
  render(
    html`<lastria-import
      import-id=${importId}
      .session=${session as unknown as ElementSession}
    ></lastria-import>`,
    stage,
  );
  const element = stage.querySelector('lastria-import')!;
  const events: Opened['events'] = [];
  for (const type of ['lastria-import-open', 'lastria-import-changed'])
    element.addEventListener(type, (event) =>
      events.push({ type: type.replace('lastria-import-', ''), detail: (event as CustomEvent).detail }),
    );
  const text = (): string => read(element);
  const reads = async (words: string): Promise<void> => {
    await until(() => text().includes(words), words);
  };
  await element.updateComplete;
  if (waits) await until(() => !inside(stage).some((node) => node.matches('.skeleton')), 'loaded');
  return { element, scene, events, text, reads };
}

export function withSeveral(): Scene {
  const scene = new Scene();
  scene.imports = several();
  return scene;
}

/** As a person who chose a file in the window of the system. */
export function give(
  name: string,
  content: string | Uint8Array<ArrayBuffer> = 'Nom;Prénom\nPOLLET;Fabrice',
): void {
  const input = inside(stage).find((node) => node.matches('input[type="file"]')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([content], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

/** What screen readers were told politely inside, in order. */
export function heard(): { readonly said: string[]; readonly stop: () => void } {
  const said: string[] = [];
  const observers = new Map<Node, MutationObserver>();
  const look = (): void => {
    for (const node of inside(stage).filter((one) => one.matches('lastria-ui-progress'))) {
      const region = node.shadowRoot?.querySelector('[role="status"]');
      if (!region || observers.has(region)) continue;
      const note = (): void => {
        const text = region.textContent.trim();
        if (text && said.at(-1) !== text) said.push(text);
      };
      note();
      const observer = new MutationObserver(note);
      observer.observe(region, { childList: true, characterData: true, subtree: true });
      observers.set(region, observer);
    }
  };
  const timer = setInterval(look, 1);
  return {
    said,
    stop: () => {
      clearInterval(timer);
      for (const observer of observers.values()) observer.disconnect();
    },
  };
}
