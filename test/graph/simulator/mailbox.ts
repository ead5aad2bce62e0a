import { Temporal } from 'temporal-polyfill';
import type { Clock } from './clock.ts';
import { blank, readTimes, saidContent } from './content.ts';
import { badRequest, GraphError, invalidProperty, itemNotFound } from './errors.ts';
import type { ChangedEvent, NewEvent } from './event-body.ts';
import { letters, lettersOfChange, type Cause, type Letter, type Mail } from './mail.ts';
import { acceptRecurrence } from './recurrence.ts';
import { derived, type Seed } from './seed.ts';
import {
  instanceOn,
  instances,
  itself,
  keepBetweenNeighbours,
  overlaps,
  timesOn,
  type Content,
  type Entry,
  type Exception,
  type Instance,
  type Times,
  type Window,
} from './series.ts';
import type { Switches } from './switches.ts';

export interface Calendar {
  readonly id: string;
  readonly name: string;
}

/** An event that left a calendar: deleted, or moved elsewhere. */
export interface Tombstone {
  readonly calendarId: string;
  readonly restId: string;
  readonly immutableId: string;
  readonly generation: number;
}

/** What the subscriptions hear of a write. */
export interface Change {
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly restId: string;
  readonly immutableId: string;
  readonly etag: string;
}

export interface Person {
  readonly id: string;
  readonly upn: string;
  readonly name: string;
  /** IANA. */
  readonly timeZone: string;
}

interface Surroundings {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly switches: Switches;
  onChange(change: Change): void;
  onMail(mail: Mail): void;
}

/** The calendars of one person, and the log of what happened to them. */
export class Mailbox {
  readonly person: Person;
  readonly calendars: Calendar[] = [];
  readonly entries = new Set<Entry>();
  readonly tombstones: Tombstone[] = [];
  /** Place of the last change in the log. */
  generation = 0;
  /** Instant of each generation, for the lag of delta. */
  readonly writtenAt: number[] = [0];
  readonly #world: Surroundings;
  readonly #days = new Map<string, { readonly entry: Entry; readonly day: string }>();

  constructor(person: Person, world: Surroundings) {
    this.person = person;
    this.#world = world;
    this.addCalendar('Calendrier');
  }

  get #follows(): boolean {
    return this.#world.switches.exceptionOriginalStart === 'followsMaster';
  }

  get primary(): Calendar {
    return this.calendars[0]!;
  }

  addCalendar(name: string): Calendar {
    const calendar = { id: this.#world.seed.exchangeId(), name };
    this.calendars.push(calendar);
    return calendar;
  }

  /** Ids of an instance, in both forms; those of a day derive from its master's. */
  idsOf({ entry, day }: Pick<Instance, 'entry' | 'day'>): {
    readonly rest: string;
    readonly immutable: string;
  } {
    if (day === undefined) return { rest: entry.restId, immutable: entry.immutableId };
    const ids = {
      rest: `AAMkAGOcc${derived(42, entry.restId, day)}=`,
      immutable: `AAkALgOcc${derived(30, entry.immutableId, day)}`,
    };
    for (const id of [ids.rest, ids.immutable]) this.#days.set(id, { entry, day });
    return ids;
  }

  etagOf({ changeKey, entry, day, type }: Instance): string {
    return `W/"${type === 'occurrence' ? derived(22, changeKey, entry.restId, day!) : changeKey}"`;
  }

  /**
   * Finds what an id stands for, its case told apart.
   * @param immutable whether the call asked for immutable ids
   * @throws GraphError 404
   */
  find(id: string, immutable: boolean): Instance {
    const accepted = immutable || this.#world.switches.immutableIdWithoutHeader === 'accepted';
    const form = (rest: string, lasting: string) => id === rest || (id === lasting && accepted);
    for (const entry of this.entries) if (form(entry.restId, entry.immutableId)) return itself(entry);
    const known = this.#days.get(id);
    if (known && this.entries.has(known.entry)) {
      const ids = this.idsOf(known);
      const found = form(ids.rest, ids.immutable) && instanceOn(known.entry, known.day, this.#follows);
      if (found) return found;
    }
    throw itemNotFound();
  }

  /** Occurrences, exceptions and singles that overlap a window. */
  within(calendarId: string, window: Window): Instance[] {
    return [...this.entries]
      .filter((entry) => entry.calendarId === calendarId)
      .flatMap((entry) => this.instancesWithin(entry, window));
  }

  instancesWithin(entry: Entry, window: Window): Instance[] {
    return instances(entry, window, this.#follows).filter((one) => overlaps(one, window));
  }

  /** Places of a series that were changed alone. */
  exceptionsOf(entry: Entry): Instance[] {
    return [...entry.exceptions.keys()].flatMap((day) => instanceOn(entry, day, this.#follows) ?? []);
  }

  create(
    body: NewEvent,
    calendarId: string,
    cause: Cause,
    invited?: Partial<Pick<Entry, 'organizer' | 'iCalUId' | 'originalZones'>>,
  ): Entry {
    const { clock, seed } = this.#world;
    const times = readTimes(body);
    const recurrence = body.recurrence
      ? acceptRecurrence(body.recurrence, times.start, times.isAllDay)
      : null;
    const organizer = { name: this.person.name, address: this.person.upn };
    const isOrganizer = invited?.organizer === undefined;
    const entry: Entry = {
      restId: seed.exchangeId(),
      immutableId: seed.exchangeId('immutable'),
      iCalUId: invited?.iCalUId ?? `040000008200E00074C5B7101A82E008${seed.text(32).toUpperCase()}`,
      transactionId: body.transactionId ?? undefined,
      calendarId,
      changeKey: seed.text(22),
      content: {
        ...blank,
        ...saidContent(body),
        ...(isOrganizer ? {} : { response: 'notResponded', showAs: body.showAs ?? 'tentative' }),
      },
      times,
      originalZones: invited?.originalZones ?? { start: body.start.timeZone, end: body.end.timeZone },
      recurrence,
      exceptions: new Map(),
      cancelled: new Map(),
      properties: new Map(body.singleValueExtendedProperties?.map(({ id, value }) => [id, value])),
      organizer: invited?.organizer ?? organizer,
      isOrganizer,
      created: clock.now,
      modified: clock.now,
      generation: 0,
    };
    // The master stands where its first occurrence does, even if the start asked fits no day of the rule
    if (recurrence) entry.times = timesOn(entry, Temporal.PlainDate.from(recurrence.range.startDate));
    this.entries.add(entry);
    this.#log(itself(entry), 'created');
    if (isOrganizer) this.#send(entry, letters('invitation', entry.content.attendees), cause);
    return entry;
  }

  /** Changes a single event, a master, or one day of a series, which becomes an exception. */
  change(target: Instance, body: ChangedEvent, cause: Cause, more: Partial<Content> = {}): void {
    const { entry, day } = target;
    const said = { ...saidContent(body), ...more };
    const times = body.start || body.end || body.isAllDay !== undefined ? readTimes(body, target) : undefined;
    if (day === undefined) return this.#changeWhole(entry, body, said, times, cause);
    if (body.recurrence) throw invalidProperty('An occurrence has no recurrence.');
    if (times) keepBetweenNeighbours(entry, day, times);
    const known = entry.exceptions.get(day);
    const exception: Exception = {
      content: { ...known?.content, ...said },
      times: times ?? known?.times,
      originalStart: target.originalStart!,
      changeKey: this.#world.seed.text(22),
      modified: this.#world.clock.now,
      generation: this.generation + 1,
    };
    entry.exceptions.set(day, exception);
    this.#renew(entry);
    const after = instanceOn(entry, day, this.#follows)!;
    this.#log(after, 'updated');
    const moved = times !== undefined;
    if (entry.isOrganizer) this.#send(entry, lettersOfChange(target.content, after.content, moved), cause);
  }

  #changeWhole(
    entry: Entry,
    body: ChangedEvent,
    said: Partial<Content>,
    times: Times | undefined,
    cause: Cause,
  ): void {
    const { switches } = this.#world;
    const before = entry.content;
    const at = times ?? entry.times;
    let { recurrence } = entry;
    if (body.recurrence !== undefined)
      recurrence = body.recurrence && acceptRecurrence(body.recurrence, at.start, at.isAllDay);
    else if (recurrence && times) recurrence = acceptRecurrence(recurrence, at.start, at.isAllDay);
    const drops =
      (body.recurrence !== undefined && switches.recurrencePatchDropsExceptions) ||
      (times !== undefined && switches.timePatchDropsExceptions);
    if (drops) {
      entry.exceptions.clear();
      entry.cancelled.clear();
    }
    entry.content = { ...before, ...said };
    entry.times = at;
    entry.recurrence = recurrence;
    if (body.start) entry.originalZones = { ...entry.originalZones, start: body.start.timeZone };
    if (body.end) entry.originalZones = { ...entry.originalZones, end: body.end.timeZone };
    for (const { id, value } of body.singleValueExtendedProperties ?? []) entry.properties.set(id, value);
    this.#renew(entry);
    this.#log(itself(entry), 'updated');
    if (!entry.isOrganizer) return;
    const sent = lettersOfChange(before, entry.content, times !== undefined || body.recurrence !== undefined);
    // Each instance changed alone writes to the attendees for itself
    for (let copy = 0; copy <= entry.exceptions.size; copy++) this.#send(entry, sent, cause);
  }

  /** Deletes an event, a whole series, or cancels one day of it. As its organizer, who was invited is written to. */
  remove(target: Instance, cause: Cause): void {
    const { entry, day } = target;
    if (day === undefined) {
      this.entries.delete(entry);
      this.#bury(entry);
      this.#log(target, 'deleted');
    } else {
      entry.exceptions.delete(day);
      entry.cancelled.set(day, this.generation + 1);
      this.#renew(entry);
      this.#log(itself(entry), 'updated');
    }
    if (entry.isOrganizer && !target.content.isCancelled)
      this.#send(entry, letters('cancellation', target.content.attendees), cause);
  }

  /** @throws GraphError 400 for a meeting of somebody else */
  cancel(target: Instance, cause: Cause): void {
    if (!target.entry.isOrganizer)
      throw badRequest('Only the organizer of a meeting may cancel it.', 'ErrorAccessDenied');
    this.remove(target, cause);
  }

  /** Moves an event to another calendar: its regular id changes, its immutable id does not. */
  move(entry: Entry, calendarId: string): void {
    if (!this.calendars.some(({ id }) => id === calendarId))
      throw new GraphError(404, 'ErrorItemNotFound', 'No calendar.');
    this.#bury(entry);
    entry.restId = this.#world.seed.exchangeId();
    entry.calendarId = calendarId;
    this.#renew(entry);
    this.#log(itself(entry), 'updated');
  }

  /** A series is one item: what is done to one of its days gives all of it another version. */
  #renew(entry: Entry): void {
    entry.changeKey = this.#world.seed.text(22);
    entry.modified = this.#world.clock.now;
  }

  #bury({ calendarId, restId, immutableId }: Entry): void {
    this.tombstones.push({ calendarId, restId, immutableId, generation: this.generation + 1 });
  }

  #log(what: Instance, kind: Change['kind']): void {
    this.generation += 1;
    this.writtenAt[this.generation] = this.#world.clock.now;
    what.entry.generation = this.generation;
    const { rest, immutable } = this.idsOf(what);
    this.#world.onChange({ kind, restId: rest, immutableId: immutable, etag: this.etagOf(what) });
  }

  #send(entry: Entry, sent: readonly Letter[], cause: Cause): void {
    for (const { kind, to } of sent)
      this.#world.onMail({
        kind,
        to,
        from: this.person.upn,
        subject: entry.content.subject,
        eventId: entry.restId,
        cause,
        at: this.#world.clock.iso(),
      });
  }
}
