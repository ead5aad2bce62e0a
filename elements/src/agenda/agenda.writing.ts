import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { Toast } from '../ui/toast.ts';
import type {
  AgendaCalls,
  AnswerInput,
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  Entry,
  Scope,
  Versioned,
} from './agenda.data.ts';
import type { AgendaMessages } from './agenda.messages.ts';
import { spanText } from './calendar.ts';

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

/** What is written from the agenda; what was refused is said in the server's words, and nothing else changes. */
export class Writing {
  readonly #around: WritingAround;

  constructor(around: WritingAround) {
    this.#around = around;
  }

  /** Books, or throws what the server answered: the form keeps what was typed. */
  async book(input: AppointmentInput): Promise<Appointment> {
    const booked = await this.#calls.book(input);
    await this.#done('booked', booked.id, this.#texts.said.booked(spanText(booked.startsAt, booked.endsAt)));
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

  async settle(of: Versioned, outcome: 'honoured' | 'noShow'): Promise<void> {
    const { said } = this.#texts;
    await this.#attempt(said.settleFailed, async () => {
      await this.#calls.settle(of, outcome);
      await this.#done('changed', of.id, said.settled);
    });
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
    await this.#attempt(said.restoreFailed, async () => {
      await this.#calls.restore(id);
      await this.#done('changed', id, said.restored);
    });
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
