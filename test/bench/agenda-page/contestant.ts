import type { Event } from './events.ts';

/** `team`: the week of a team; `teamDay`: a day of it, a column for each. */
export type View = 'month' | 'week' | 'team' | 'teamDay';

/** A calendar that stands in the page, whoever wrote it. */
export interface Contestant {
  /** Where it stands. */
  readonly root: HTMLElement;
  /** How many events are drawn. */
  drawn(): number;
  show(view: View): void;
  add(event: Event): void;
  /** Whether nothing it asked for is on its way. */
  isStill(): boolean;
  /** When an event that stands in it begins now, local time; undefined: it is not there. */
  startOf(id: string): string | undefined;
  close(): void;
}

/** Everything below an element, what its shadow roots hold included. */
export function* below(root: ParentNode): Generator<Element> {
  for (const one of root.querySelectorAll('*')) {
    yield one;
    if (one.shadowRoot) yield* below(one.shadowRoot);
  }
}

export const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Until something holds, looked at once a frame; then until what was to be painted has been. */
export async function painted(holds: () => boolean): Promise<void> {
  const until = performance.now() + 60_000;
  do {
    if (performance.now() > until) throw new Error('not drawn within a minute');
    await frame();
  } while (!holds());
  await frame();
  await frame();
}
