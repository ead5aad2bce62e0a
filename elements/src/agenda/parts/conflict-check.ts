import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AgendaCalls, AgendaConflict, ConflictInput } from '../agenda.data.ts';

/** What is chosen within this time is asked once, in milliseconds. */
const QUIET = 250;

export type Checked = readonly AgendaConflict[] | 'reading' | 'failed';

/** Asks what stands in the way as one chooses; only the last question is answered. */
export class ConflictCheck implements ReactiveController {
  readonly #told: (found: Checked) => void;
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  constructor(host: ReactiveControllerHost, told: (found: Checked) => void) {
    this.#told = told;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#asked = '';
  }

  ask(calls: AgendaCalls, input: ConflictInput | undefined): void {
    const asked = JSON.stringify(input);
    if (asked === this.#asked) return;
    this.stop();
    this.#asked = asked;
    if (!input) {
      this.#told([]);
      return;
    }
    this.#told('reading');
    this.#timer = setTimeout(() => void this.#read(calls, input), QUIET);
  }

  async #read(calls: AgendaCalls, input: ConflictInput): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    try {
      const found = await calls.conflicts(input, signal);
      if (!signal.aborted) this.#told(found);
    } catch {
      // The server checks again at saving: not knowing beforehand refuses nothing
      if (!signal.aborted) this.#told('failed');
    }
  }
}
