import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  AgendaCalls,
  AgendaConflict,
  Appointment,
  AppointmentPatch,
  Entry,
  Scope,
} from './agenda.data.ts';
import { DAY, lengthOf, shift, spanText, STEP, type Local } from './calendar.ts';
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
  readonly words: () => { moved: (span: string) => string; unmoved: string };
}

export interface Motion {
  readonly entry: Entry;
  readonly from: Local;
  readonly to: Local;
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

  begin(entry: Entry, held = false): void {
    this.hindrance = [];
    this.now = { entry, from: entry.from, to: entry.to, held };
    this.#host.requestUpdate();
  }

  /** Puts it there, and says where « there » is. */
  to(from: Local, to: Local): void {
    if (!this.now || (from === this.now.from && to === this.now.to)) return;
    this.now = { ...this.now, from, to };
    if (!this.now.held) {
      this.#around.show(from);
      this.#around.say(spanText(from, to));
    }
    const { appointment } = this.now.entry;
    const calls = this.#around.calls();
    if (appointment && calls)
      this.#check.ask(calls, {
        appointmentId: appointment.id,
        startsAt: from,
        endsAt: to,
        workerIds: [...appointment.workerIds],
        roomId: appointment.roomId,
      });
    this.#host.requestUpdate();
  }

  nudge(minutes: number): void {
    if (this.now) this.to(shift(this.now.from, minutes), shift(this.now.to, minutes));
  }

  /** Longer or shorter, a quarter of an hour at least. */
  stretch(minutes: number): void {
    const { now } = this;
    if (now && lengthOf(now.from, now.to) + minutes >= STEP) this.to(now.from, shift(now.to, minutes));
  }

  /** Whether the key was one of those of move mode. */
  press({ key, shiftKey }: KeyboardEvent): boolean {
    const vertical = { ArrowUp: -STEP, ArrowDown: STEP }[key];
    const across = { ArrowLeft: -DAY, ArrowRight: DAY }[key];
    if (vertical !== undefined) (shiftKey ? this.stretch : this.nudge).call(this, vertical);
    else if (across !== undefined && shiftKey) this.stretch(Math.sign(across) * STEP);
    else if (across !== undefined) this.nudge(across);
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
    if (from === entry.from && to === entry.to) return this.giveUp();
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
        startsAt: from,
        ...(length ? {} : { endsAt: to }),
        ...(scope === 'one' ? {} : { scope }),
      };
      const changed = await around.change(entry, patch);
      if (!changed) {
        if (now.held) this.#end(entry.from);
        return;
      }
      this.#end(changed.startsAt);
      around.say(around.words().moved(spanText(changed.startsAt, changed.endsAt)));
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
