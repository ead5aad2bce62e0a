import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  AgendaCalls,
  AgendaConflict,
  Appointment,
  AppointmentPatch,
  Entry,
  Scope,
} from './agenda.data.ts';
import { DAY, lengthOf, shift, STEP, whenText, type Local } from './calendar.ts';
import { ConflictCheck, type Checked } from './parts/conflict-check.ts';
import { isBlocked } from './parts/hindrance.view.ts';

/** What moving needs of the agenda around it. */
interface MovingAround {
  readonly calls: () => AgendaCalls | undefined;
  /** Which of the series; undefined: given up. */
  readonly scope: (entry: Entry) => Promise<Scope | undefined>;
  readonly change: (entry: Entry, patch: AppointmentPatch) => Promise<Appointment | undefined>;
  readonly say: (words: string) => void;
  /** The day of what is moved is on screen. */
  readonly show: (local: Local) => void;
  readonly over: (key: string, from: Local) => void;
  readonly words: () => { moved: (place: string) => string; unmoved: string };
  /** Who stand one beside the other, or one above the other (`rows`); nobody: there are days alone. */
  readonly team: () => { readonly staff: readonly string[]; readonly rows: boolean };
  readonly nameOf: (staffId: string) => string;
}

export interface Motion {
  readonly entry: Entry;
  readonly from: Local;
  readonly to: Local;
  readonly workerIds: readonly string[];
  /** From whose column it was taken. */
  readonly giver: string | undefined;
  /** A mouse holds it: the bar of the keyboard and of the finger is not needed. */
  readonly held: boolean;
}

/** An appointment on its way to another time: by the arrows, the buttons of the bar or the mouse, the same. */
export class Moving implements ReactiveController {
  now: Motion | undefined;
  hindrance: Checked = [];
  busy = false;
  readonly #host: ReactiveControllerHost;
  readonly #around: MovingAround;
  readonly #check: ConflictCheck;

  constructor(host: ReactiveControllerHost, around: MovingAround) {
    this.#host = host;
    this.#around = around;
    this.#check = new ConflictCheck(host, (found) => this.#hear(found));
    host.addController(this);
  }

  hostDisconnected(): void {
    this.now = undefined;
  }

  get blocked(): boolean {
    return isBlocked(this.hindrance);
  }

  begin(entry: Entry, { held = false, column }: { held?: boolean; column?: string | undefined } = {}): void {
    this.hindrance = [];
    const workerIds = entry.appointment?.workerIds ?? [];
    const giver = [column, ...this.#around.team().staff].find((id) => id && workerIds.includes(id));
    this.now = { entry, from: entry.from, to: entry.to, workerIds, giver, held };
    this.#host.requestUpdate();
  }

  /** Puts it there, and says where « there » is. */
  to(from: Local, to: Local, workerIds = this.now?.workerIds ?? []): void {
    const { now } = this;
    const same = workerIds.every((id) => now?.workerIds.includes(id));
    if (!now || (from === now.from && to === now.to && same)) return;
    this.now = { ...now, from, to, workerIds };
    if (!now.held) {
      this.#around.show(from);
      this.#around.say(this.place);
    }
    const { appointment } = this.now.entry;
    const calls = this.#around.calls();
    if (appointment && calls)
      this.#check.ask(calls, {
        appointmentId: appointment.id,
        startsAt: from,
        endsAt: to,
        workerIds: [...workerIds],
        roomId: appointment.roomId,
      });
    this.#host.requestUpdate();
  }

  nudge(minutes: number): void {
    if (this.now) this.to(shift(this.now.from, minutes), shift(this.now.to, minutes));
  }

  /** Longer or shorter, a quarter of an hour at least; of whole days, a day. */
  stretch(minutes: number): void {
    const { now } = this;
    if (now && lengthOf(now.from, now.to) + minutes >= this.step) this.to(now.from, shift(now.to, minutes));
  }

  /** What its length goes by, in minutes. */
  get step(): number {
    return this.now?.entry.allDay ? DAY : STEP;
  }

  /** Where it would go: its time, and whose it becomes when that changes. */
  get place(): string {
    const { now } = this;
    if (!now) return '';
    const when = whenText({ ...now, allDay: now.entry.allDay });
    const names = this.#given ? now.workerIds.map((id) => this.#around.nameOf(id)) : [];
    return [...names, when].join(', ');
  }

  /** Hands it to whose column this is, when he is not in it already. */
  workersWith(staffId: string | undefined): readonly string[] {
    const { now } = this;
    const before = now?.entry.appointment?.workerIds ?? [];
    if (!now?.giver || !staffId || (staffId !== now.giver && before.includes(staffId)))
      return now?.workerIds ?? [];
    return before.map((id) => (id === now.giver ? staffId : id));
  }

  /** To the worker beside, over those who are in it already. */
  hand(by: -1 | 1): void {
    const { now } = this;
    const { staff } = this.#around.team();
    const before = now?.entry.appointment?.workerIds ?? [];
    if (!now?.giver) return;
    let at = staff.indexOf(now.workerIds[before.indexOf(now.giver)]!);
    do at += by;
    while (staff[at] !== now.giver && before.includes(staff[at] ?? ''));
    if (staff[at]) this.to(now.from, now.to, this.workersWith(staff[at]));
  }

  get #given(): boolean {
    const { now } = this;
    return now !== undefined && !now.workerIds.every((id) => now.entry.appointment?.workerIds.includes(id));
  }

  /** Whether the key was one of those of move mode. */
  press({ key, shiftKey }: KeyboardEvent): boolean {
    const vertical = ({ ArrowUp: -1, ArrowDown: 1 } as const)[key];
    const across = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[key];
    const page = ({ PageUp: -1, PageDown: 1 } as const)[key];
    const { staff, rows } = this.#around.team();
    // As they stand on screen: workers side by side, or above each other with the days across
    const handed = staff.length > 0 ? (rows ? page : across) : undefined;
    const stretched = shiftKey ? (vertical ?? across) : undefined;
    if (stretched) this.stretch(stretched * this.step);
    else if (vertical) this.nudge(this.now?.entry.allDay ? 0 : vertical * STEP);
    else if (handed) this.hand(handed);
    else if (across ?? page) this.nudge((across ?? page)! * DAY);
    else if (key === 'Enter') void this.confirm();
    else if (key === 'Escape') this.giveUp();
    else return false;
    return true;
  }

  giveUp(): void {
    const { now } = this;
    if (!now || this.busy) return;
    this.#end(now.entry.from);
    this.#around.say(this.#around.words().unmoved);
  }

  /** Writes it; a refusal is said, and one may go on from there. */
  async confirm(): Promise<void> {
    const { now } = this;
    if (!now || this.busy) return;
    const { entry, from, to } = now;
    const given = this.#given;
    const still = from === entry.from && to === entry.to;
    if (still && !given) return this.giveUp();
    this.busy = true;
    const around = this.#around;
    try {
      const scope = await around.scope(entry);
      if (!scope) {
        this.busy = false;
        this.giveUp();
        return;
      }
      const length = lengthOf(from, to) === lengthOf(entry.from, entry.to);
      const patch = {
        ...(still ? {} : { startsAt: from }),
        ...(length ? {} : { endsAt: to }),
        ...(given ? { workerIds: [...now.workerIds] } : {}),
        ...(scope === 'one' ? {} : { scope }),
      };
      const changed = await around.change(entry, patch);
      if (!changed) {
        if (now.held) this.#end(entry.from);
        return;
      }
      const { place } = this;
      this.#end(changed.startsAt);
      around.say(around.words().moved(place));
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** What it was is gone: its session is over, or another is shown. */
  forget(): void {
    this.now = undefined;
    this.#check.stop();
  }

  #end(from: Local): void {
    const key = this.now?.entry.key ?? '';
    this.now = undefined;
    this.hindrance = [];
    this.#check.stop();
    this.#host.requestUpdate();
    this.#around.over(key, from);
  }

  #hear(found: Checked): void {
    this.hindrance = found;
    if (Array.isArray(found) && found.length > 0 && !this.now?.held)
      this.#around.say((found as AgendaConflict[]).map(({ sentence }) => sentence).join(' '));
    this.#host.requestUpdate();
  }
}
