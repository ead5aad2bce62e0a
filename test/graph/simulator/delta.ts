import type { Clock } from './clock.ts';
import { badRequest, GraphError } from './errors.ts';
import type { Mailbox } from './mailbox.ts';
import type { Seed } from './seed.ts';
import { itself, overlaps, type Instance, type Window } from './series.ts';
import type { Limits, Switches } from './switches.ts';
import { show, stub, type Preferences, type Shown } from './wire.ts';

/** An item of a round, written as the page that carries it asks: preferences hold for one request. */
type Item = (preferences: Preferences) => Shown;

/** What a link stands for; the link itself says nothing. */
interface State {
  readonly link: string;
  readonly mailbox: Mailbox;
  readonly window: Window;
  /** Bounds as they were asked, for a link that starts again. */
  readonly bounds: string;
  /** Items still to give in this round; none for a deltaLink. */
  readonly rest: readonly Item[] | undefined;
  /** Up to where the log was told by the round before, and by this one. */
  readonly since: number;
  readonly told: number;
  readonly emptyPages: number;
  readonly pageSize: number;
}

export interface DeltaPage {
  readonly value: readonly Shown[];
  readonly next?: string;
  readonly delta?: string;
}

interface Surroundings {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly switches: Switches;
  readonly limits: Limits;
}

interface Ids {
  readonly rest: string;
  readonly immutable: string;
}

const formOf = (ids: Ids, { immutable }: Preferences) => (immutable ? ids.immutable : ids.rest);
const removed =
  (ids: Ids): Item =>
  (preferences) => ({ id: formOf(ids, preferences), '@removed': { reason: 'deleted' } });

/** Rounds of the primary calendar of each mailbox, and the states their links stand for. */
export class Delta {
  readonly #world: Surroundings;
  readonly #states = new Map<string, State>();
  readonly #emptyPages = new Map<Mailbox, number>();
  /** Bounds of every link ever given: one that was given and is lost is not one that was never given. */
  readonly #given = new Map<string, string>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** The next round of a mailbox begins with so many pages of nothing. */
  emptyPages(mailbox: Mailbox, pages: number): void {
    this.#emptyPages.set(mailbox, pages);
  }

  /** Every link given for a mailbox is lost, those of a round that is not finished too. */
  forget(mailbox: Mailbox): void {
    for (const [token, state] of this.#states) if (state.mailbox === mailbox) this.#states.delete(token);
  }

  /** A first call, with its window. */
  begin(mailbox: Mailbox, window: Window, bounds: string, base: string, preferences: Preferences): DeltaPage {
    const items = this.#items(mailbox, window, undefined, preferences);
    return this.#page({ mailbox, window, bounds, base, preferences, since: 0, ...items });
  }

  /**
   * A call with a link, which must be one that was given, letter for letter.
   * @throws GraphError 400 for a link that was rebuilt or belongs to another mailbox, 410 when its state is lost
   */
  follow(mailbox: Mailbox, link: string, base: string, preferences: Preferences): DeltaPage {
    const url = new URL(link);
    const parameters = [...url.searchParams.keys()];
    const token = url.searchParams.get('$skiptoken') ?? url.searchParams.get('$deltatoken') ?? '';
    if (parameters.length !== 1)
      throw badRequest('A delta link is used as it was given.', 'ErrorInvalidUrlQuery');
    const state = this.#states.get(token);
    if (!state) throw this.#lost(token, base, mailbox);
    if (state.link !== link || state.mailbox !== mailbox)
      throw new GraphError(400, 'syncStateInvalid', 'The sync state is not that of this request.');
    const { window, bounds, pageSize } = state;
    const asked = { ...preferences, pageSize: preferences.pageSize ?? pageSize };
    const common = { mailbox, window, bounds, base, preferences: asked };
    if (state.rest)
      return this.#page({
        ...common,
        since: state.since,
        told: state.told,
        items: state.rest,
        empty: state.emptyPages,
      });
    // Replayed: what the round before told is told again
    const since = this.#world.switches.deltaReplays ? state.since : state.told;
    return this.#page({ ...common, since: state.told, ...this.#items(mailbox, window, since, preferences) });
  }

  #lost(token: string, base: string, mailbox: Mailbox): GraphError {
    const { lostSyncState, lostSyncStateCode } = this.#world.switches;
    const bounds = this.#given.get(`${mailbox.person.id} ${token}`);
    if (bounds === undefined) return new GraphError(400, 'syncStateInvalid', 'The sync state is invalid.');
    const location = { location: `${base}?${bounds}&$deltatoken=` };
    return new GraphError(
      lostSyncState === '400' ? 400 : 410,
      lostSyncStateCode,
      'The sync state generation is not found.',
      lostSyncState === '410WithLocation' ? location : {},
    );
  }

  /** Up to where the log can be seen: delta lags behind the writes. */
  #visible(mailbox: Mailbox): number {
    const { clock, switches } = this.#world;
    let { generation } = mailbox;
    while (generation > 0 && mailbox.writtenAt[generation]! > clock.now - switches.deltaLagMs) {
      if (switches.deltaLagMs === 0) break;
      generation -= 1;
    }
    return generation;
  }

  /** What changed after a place of the log, or all there is without one. */
  #items(mailbox: Mailbox, window: Window, since: number | undefined, preferences: Preferences) {
    const { switches, seed } = this.#world;
    const told = this.#visible(mailbox);
    const full =
      (one: Instance): Item =>
      (asked) =>
        show(one, { mailbox, preferences: asked, switches });
    const brief =
      (one: Instance): Item =>
      (asked) =>
        stub(one, { mailbox, preferences: asked, switches });
    const fresh = (generation: number) => since !== undefined && generation > since && generation <= told;
    const items: Item[] = [];
    const alive = new Set<string>();
    for (const entry of mailbox.entries) {
      if (entry.calendarId !== mailbox.primary.id) continue;
      alive.add(formOf(mailbox.idsOf({ entry }), preferences));
      if (since === undefined ? entry.generation > told : !fresh(entry.generation)) continue;
      const inside = mailbox.instancesWithin(entry, window);
      if (inside.length === 0) {
        // What changed outside the window is told as removed, though it was never told as there
        if (since !== undefined) items.push(removed(mailbox.idsOf({ entry })));
      } else if (!entry.recurrence) items.push(full(itself(entry)));
      else {
        if (switches.deltaMaster === 'included') items.push(full(itself(entry)));
        for (const one of inside) items.push(one.type === 'exception' ? full(one) : brief(one));
      }
      if (since === undefined) continue;
      for (const one of mailbox.exceptionsOf(entry))
        if (fresh(entry.exceptions.get(one.day!)!.generation) && !overlaps(one, window))
          items.push(removed(mailbox.idsOf(one)));
      for (const [day, generation] of entry.cancelled)
        if (switches.removedForDeletedOccurrence && fresh(generation))
          items.push(removed(mailbox.idsOf({ entry, day })));
    }
    for (const { calendarId, restId, immutableId, generation } of mailbox.tombstones) {
      const ids = { rest: restId, immutable: immutableId };
      // Moved away and back: it is there
      const back = alive.has(formOf(ids, preferences));
      if (calendarId === mailbox.primary.id && fresh(generation) && !back) items.push(removed(ids));
    }
    const ordered = switches.deltaOrder === 'shuffled' ? seed.shuffled(items) : items;
    const empty = this.#emptyPages.get(mailbox) ?? 0;
    this.#emptyPages.delete(mailbox);
    return { told, empty, items: switches.deltaRepeats ? [...ordered, ...ordered.slice(0, 1)] : ordered };
  }

  #page(round: {
    readonly mailbox: Mailbox;
    readonly window: Window;
    readonly bounds: string;
    readonly base: string;
    readonly preferences: Preferences;
    readonly items: readonly Item[];
    readonly empty: number;
    readonly since: number;
    readonly told: number;
  }): DeltaPage {
    const { items, empty, preferences, base, ...kept } = round;
    const pageSize = preferences.pageSize ?? 10;
    const shown = empty > 0 ? [] : items.slice(0, pageSize);
    const rest = items.slice(shown.length);
    const more = empty > 0 || rest.length > 0;
    const token = this.#world.seed.text(48);
    const link = `${base}?${more ? '$skiptoken' : '$deltatoken'}=${token}`;
    const { mailbox, window, bounds, since, told } = kept;
    this.#states.set(token, {
      ...{ link, mailbox, window, bounds, since, told, pageSize },
      rest: more ? rest : undefined,
      emptyPages: Math.max(0, empty - 1),
    });
    this.#given.set(`${mailbox.person.id} ${token}`, bounds);
    const own = [...this.#states].filter(([, state]) => state.mailbox === mailbox);
    const [oldest] = own;
    if (own.length > this.#world.limits.deltaStates && oldest) this.#states.delete(oldest[0]);
    const value = shown.map((item) => item(preferences));
    return { value, ...(more ? { next: link } : { delta: link }) };
  }
}
