import { openedByFrame, type Detail, type FromFrame, type ToFrame } from '../core/isolated-contract.ts';

/** What the page around says once it is known; its answers go to what was asked. */
export type FromPage = Exclude<ToFrame, { readonly kind: 'answer' }>;

/** Milliseconds the page around may think before what it does not refuse goes on. */
const patience = 3000;

/** The conversation of a frame with the page that holds it: checked messages alone, with the page that said hello. */
export class PageAround {
  /** Where that page comes from; '' until it said hello. */
  origin = '';
  /** Messages that were none of ours. */
  ignored = 0;
  #nonce = '';
  readonly #hear: (message: FromPage) => void;
  #asked = 0;
  readonly #answers = new Map<number, (goesOn: boolean) => void>();

  constructor(hear: (message: FromPage) => void) {
    this.#hear = hear;
  }

  listen(): void {
    addEventListener('message', this.#receive);
  }

  leave(): void {
    removeEventListener('message', this.#receive);
  }

  tell(message: FromFrame): void {
    if (this.origin === '') return;
    parent.postMessage({ ...message, lastria: 1, nonce: this.#nonce }, this.origin);
  }

  /** Asks whether something may go on: it does, unless a listener of the page refuses it in time. */
  ask(type: string, detail: Detail, answered: (goesOn: boolean) => void): void {
    const id = (this.#asked += 1);
    const settle = (goesOn: boolean): void => {
      clearTimeout(timer);
      this.#answers.delete(id);
      answered(goesOn);
    };
    const timer = setTimeout(() => settle(true), patience);
    this.#answers.set(id, settle);
    this.tell({ kind: 'ask', id, type, detail });
  }

  readonly #receive = ({ source, origin, data }: MessageEvent): void => {
    if (source !== parent || parent === window) return;
    const message = openedByFrame(data);
    const isFirst = message?.kind === 'hello' && this.origin === '' && origin !== 'null';
    if (!message || (!isFirst && (origin !== this.origin || message.nonce !== this.#nonce))) {
      this.ignored += 1;
      return;
    }
    if (isFirst) {
      // Only a page the tenant allows may hold this document: the browser saw to it
      this.origin = origin;
      this.#nonce = message.nonce;
      this.tell({ kind: 'ready' });
    }
    if (message.kind === 'answer') this.#answers.get(message.id)?.(message.goesOn);
    else this.#hear(message);
  };
}
