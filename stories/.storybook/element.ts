import type { Clock, Session } from '@lastria/sdk';
import { storySession, type Person } from './session.ts';
import type { Fault } from './replay.ts';

export interface Scene {
  /** Who is on the page; nobody: signed out. */
  readonly person?: Person;
  readonly fault?: Fault;
  /** Shows a refusal, or what the demonstration server does not hold when it starts: always what was recorded. */
  readonly recorded?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  /** What one does once the element is there. */
  readonly then?: (element: HTMLElement) => Promise<void> | void;
}

type Connected = HTMLElement & { session?: Session; clock?: Clock; updateComplete: Promise<boolean> };

/** An element as a host writes it, in the state of a scene. */
export function scene(
  tag: string,
  { person, fault, recorded = false, attributes = {}, then }: Scene,
): HTMLElement {
  const element = document.createElement(tag) as Connected;
  element.dataset['lastria'] = '';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (person === undefined) return element;
  void storySession(person, fault, recorded).then(async ({ session, clock }) => {
    if (clock && 'clock' in element) element.clock = clock;
    element.session = session;
    if (!then) return;
    await appeared(element);
    await then(element);
  });
  return element;
}

/** The element shows what it was asked for: no grey lines any more. */
async function appeared(element: Connected): Promise<void> {
  const loading = (): boolean =>
    element.shadowRoot?.querySelector('.skeleton') != null ||
    !element.shadowRoot?.querySelector('button, [role], section');
  do {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await element.updateComplete;
  } while (element.isConnected && loading());
}
