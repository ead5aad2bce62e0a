import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { Asked } from './parts/question.ts';
import type { BuilderCalls, Chart, Over, StatisticsTable } from './statistics-builder.data.ts';
import { definitionOf, type Draft } from './statistics-builder.draft.ts';

/** The answer to the question, as far as it is there. */
export interface Answer {
  readonly table?: StatisticsTable;
  /** What the table answers: the question may have changed since. */
  readonly draft?: Draft;
  readonly over?: Over;
  readonly problem?: ProblemText;
  readonly asking: boolean;
}

/** What the question asks of the element around it. */
interface Around {
  /** The calls, once all that must be known is. */
  readonly calls: () => BuilderCalls | undefined;
  /** What to say of figures that could not be read. */
  readonly failed: () => string;
  /** A question for diffusion became another: it is asked inside. */
  readonly backInside: () => void;
  /** The figures of another question are there. */
  readonly answered: () => void;
}

/** Choices that follow each other are one question. */
const QUIET = 120;

/** The question under the hand, and its answer: a change asks again; a question that is out of date is called off. */
export class Asking implements ReactiveController {
  draft: Draft | undefined;
  over: Over | undefined;
  answer: Answer = { asking: false };
  /** What values are called, by `dimension/code`. */
  names: ReadonlyMap<string, string> = new Map();
  readonly #host: ReactiveControllerHost;
  readonly #around: Around;
  #asking = new AbortController();
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, around: Around) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  stop(): void {
    this.#asking.abort();
    clearTimeout(this.#soon);
  }

  /** Nothing of it stays: the next may be somebody else. */
  forget(): void {
    this.stop();
    this.draft = this.over = undefined;
    this.names = new Map();
    this.#put({ asking: false });
  }

  /** Another question from its start. */
  begin(draft: Draft): void {
    this.draft = draft;
    this.#put({ asking: true });
    this.#nameValues(draft);
    void this.run();
  }

  /** The question becomes another: its answer follows, once no other choice comes. */
  change({ draft, over }: Asked): void {
    const leaves = over.mode === 'diffusion' && this.over?.mode === 'diffusion';
    this.draft = draft;
    // What is diffused is kept for good: nobody does it by trying
    this.over = leaves ? { ...over, mode: 'internal' } : over;
    if (leaves) this.#around.backInside();
    this.#nameValues(draft);
    this.stop();
    this.#put({ ...this.answer, asking: true });
    this.#soon = setTimeout(() => void this.run(), QUIET);
  }

  /** The same figures drawn otherwise: nothing is asked. */
  draw(chart: Chart): void {
    const { draft } = this.answer;
    if (!draft || !this.draft) return;
    this.draft = { ...this.draft, chart };
    this.#put({ ...this.answer, draft: { ...draft, chart } });
  }

  async run(): Promise<void> {
    const { draft, over } = this;
    const calls = this.#around.calls();
    if (!calls || !draft || !over) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#put({ ...this.answer, asking: true });
    try {
      const table = await calls.run(definitionOf(draft), over, signal);
      if (signal.aborted) return;
      this.#put({ table, draft, over, asking: false });
      this.#around.answered();
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemText(error, this.#around.failed());
      this.#put({ ...this.answer, problem, asking: false });
    }
  }

  #put(answer: Answer): void {
    this.answer = answer;
    this.#host.requestUpdate();
  }

  /** The sentence calls the values kept by their names. */
  #nameValues({ only }: Draft): void {
    const calls = this.#around.calls();
    for (const { dimension, codes } of only) {
      if (codes.every((code) => code === null || this.names.has(`${dimension}/${code}`))) continue;
      void calls?.values(dimension).then(
        ({ items }) => {
          const named = items.map(({ code, label }) => [`${dimension}/${code}`, label] as const);
          this.names = new Map([...this.names, ...named]);
          this.#host.requestUpdate();
        },
        // The sentence then says their codes
        () => undefined,
      );
    }
  }
}
