import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Chance that can be played again: the same seed gives the same ids, orders and repeats. */
export class Seed {
  #state: string;
  #drawn = 0;
  readonly #previous = new Map<string, string>();

  constructor(seed: number | string) {
    this.#state = String(seed);
  }

  #bytes(): Buffer {
    return createHash('sha256').update(`${this.#state}:${this.#drawn++}`).digest();
  }

  /** From 0 to `bound`, `bound` excluded. */
  below(bound: number): number {
    return this.#bytes().readUInt32BE(0) % bound;
  }

  /** Text of letters, figures, - and _. */
  text(length: number): string {
    let text = '';
    while (text.length < length) text += [...this.#bytes()].map((byte) => alphabet[byte % 64]).join('');
    return text.slice(0, length);
  }

  uuid(): string {
    const hex = this.#bytes().toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /**
   * An id of Exchange, as long as theirs. Every second one differs from the one before by the case of a single letter:
   * who compares ids without their case, or keeps them in a column that does, mixes two appointments.
   */
  exchangeId(form: 'regular' | 'immutable' = 'regular'): string {
    const twin = this.#previous.get(form);
    if (twin !== undefined) {
      this.#previous.delete(form);
      return twin.replace(/q(?=AAA=$)/, 'Q');
    }
    const id = form === 'regular' ? `AAMkAG${this.text(141)}qAAA=` : `AAkALg${this.text(83)}qAAA=`;
    this.#previous.set(form, id);
    return id;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const drawn: T[] = [];
    while (rest.length > 0) drawn.push(...rest.splice(this.below(rest.length), 1));
    return drawn;
  }
}

/** A value that always comes out of the same parts; nothing can be read back from it. */
export const derived = (length: number, ...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, length);
