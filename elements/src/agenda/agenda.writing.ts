import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { Toast } from '../ui/toast.ts';
import type {
  AgendaCalls,
  AnswerInput,
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  CancelInput,
  Entry,
  Presence,
  Scope,
  Versioned,
  WorkInput,
} from './agenda.data.ts';
import type { AgendaMessages } from './agenda.messages.ts';
import { whenText } from './calendar.ts';

/** What writing needs of the agenda around it. */
export interface WritingAround {
  readonly calls: () => AgendaCalls | undefined;
  readonly texts: () => AgendaMessages;
  readonly toast: (toast: Toast) => void;
  readonly say: (words: string, politeness?: 'polite' | 'assertive') => void;
  readonly failed: (problem: ProblemText) => void;
  readonly tell: (what: 'booked' | 'changed' | 'trashed', appointmentId: string) => void;
  /** Reads the agenda again, what is on screen meanwhile kept. */
  readonly again: () => Promise<void>;
}

/** Who takes part, and how he came until now. */
export interface Present {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

/** What is written from the agenda; what was refused is said in the server's words, and nothing else changes. */
export class Writing {
  readonly #around: WritingAround;

  constructor(around: WritingAround) {
    this.#around = around;
  }

  /** Books, or throws what the server answered: the form keeps what was typed. */
  async book(input: AppointmentInput): Promise<Appointment> {
    const booked = await this.#calls.book(input);
    await this.#done(
      'booked',
      booked.id,
      this.#texts.said.booked(whenText({ from: booked.startsAt, to: booked.endsAt, allDay: booked.allDay })),
    );
    return booked;
  }

  /** Changes, or throws what the server answered. */
  async change(of: Versioned, patch: AppointmentPatch): Promise<Appointment> {
    const changed = await this.#calls.change(of, patch);
    await this.#done('changed', changed.id, this.#texts.said.changed);
    return changed;
  }

  /** Moves; a refusal is said, and undefined answered. */
  move(entry: Entry, patch: AppointmentPatch): Promise<Appointment | undefined> {
    return this.#attempt(this.#texts.move.failed, async () => {
      const changed = await this.#calls.change(entry.appointment!, patch);
      await this.#done('changed', changed.id);
      return changed;
    });
  }

  async trash(of: Versioned, name: string, scope: Scope): Promise<boolean> {
    const { said } = this.#texts;
    const done = await this.#attempt(said.trashFailed, async () => {
      await this.#calls.trash(of, scope);
      await this.#done('trashed', of.id);
      return true;
    });
    if (done) this.#around.toast({ text: said.trashed(name), undo: () => void this.#restore(of.id) });
    return done === true;
  }

  /** Says what became of it; undefined: it was refused, and that was said. */
  settle(of: Versioned, outcome: 'honoured' | 'noShow'): Promise<Appointment | undefined> {
    const { said } = this.#texts;
    return this.#attempt(said.settleFailed, async () => {
      const settled = await this.#calls.settle(of, outcome);
      await this.#done('changed', of.id, said.settled);
      return settled;
    });
  }

  /** Cancels, or throws what the server answered; one alone can be put back. */
  async cancel(of: Versioned, name: string, cancel: CancelInput): Promise<void> {
    const { said } = this.#texts;
    const cancelled = await this.#calls.cancel(of, cancel);
    await this.#done('changed', of.id, said.cancelled(name));
    if ((cancel.scope ?? 'one') === 'one')
      this.#offer(said.cancelled(name), said.uncancelFailed, cancelled, async (now) => {
        await this.#calls.change(now, { status: 'confirmed', reason: null });
        return said.uncancelled;
      });
  }

  /** Says how somebody comes, or came; it can be taken back. */
  async markPresence(of: Versioned, participant: Present, status: Presence): Promise<void> {
    const { said, panel } = this.#texts;
    const { id, name, status: before } = participant;
    const words = (state: string): string => said.presence(name, panel.presences[state] ?? state);
    const marked = await this.#attempt(said.presenceFailed, () => this.#calls.markPresence(of, id, status));
    if (!marked) return;
    await this.#done('changed', of.id, words(status));
    this.#offer(words(status), said.presenceFailed, marked, async (now) => {
      await this.#calls.markPresence(now, id, before as Presence);
      return words(before);
    });
  }

  /** Takes one out of the trash, or throws what the server answered. */
  async restore(id: string): Promise<void> {
    await this.#calls.restore(id);
    await this.#done('changed', id, this.#texts.said.restored);
  }

  /** Signs the travail of an appointment, or throws what the server answered. */
  async writeWork(id: string, work: WorkInput): Promise<void> {
    const { said } = this.#texts;
    await this.#calls.writeWork(id, work);
    await this.#done('changed', id, said.written);
    this.#around.toast({ text: said.written });
  }

  /** Answers a request, or throws what the server said. */
  async answer(of: Versioned, answer: AnswerInput): Promise<void> {
    const { requests } = this.#texts;
    await this.#calls.answer(of, answer);
    const said = { accept: requests.accepted, decline: requests.declined, propose: requests.proposed };
    await this.#done('changed', of.id, said[answer.answer]);
  }

  async #restore(id: string): Promise<void> {
    const { said } = this.#texts;
    await this.#attempt(said.restoreFailed, () => this.restore(id));
  }

  /** Offers to take back what was done to one, whatever changed of it meanwhile. */
  #offer(text: string, failed: string, { id }: Versioned, undo: (now: Versioned) => Promise<string>): void {
    const act = (): Promise<void | undefined> =>
      this.#attempt(failed, async () => {
        const words = await undo(await this.#calls.whole(id));
        await this.#done('changed', id, words);
      });
    this.#around.toast({ text, undo: () => void act() });
  }

  get #calls(): AgendaCalls {
    const calls = this.#around.calls();
    if (!calls) throw new Error('Nobody is signed in.');
    return calls;
  }
  get #texts(): AgendaMessages {
    return this.#around.texts();
  }

  async #done(what: 'booked' | 'changed' | 'trashed', id: string, words?: string): Promise<void> {
    this.#around.tell(what, id);
    if (words) this.#around.say(words);
    await this.#around.again();
  }

  async #attempt<T>(title: string, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      const problem = problemText(error, title);
      this.#around.failed(problem);
      this.#around.say([problem.title, problem.detail ?? ''].join('. '), 'assertive');
      return undefined;
    }
  }
}
