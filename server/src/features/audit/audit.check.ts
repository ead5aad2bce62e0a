import { commitmentOf, genesis, linkHash, type Head, type Link, type TraceEvent } from './audit.chain.ts';

/** A link, with its trace and its salt unless they were erased. */
export interface Entry {
  readonly link: Link;
  readonly event: TraceEvent | null;
  readonly salt: Buffer | null;
}

/** A state that was signed and given away: what the chain was then. */
export interface Checkpoint {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * `changed`: a trace or a link is not what was chained. `deleted`: one is missing. `inserted`: one stands that was never
 * chained there. `swapped`: one stands in the place of another. `truncated`: the chain ends before a checkpoint.
 * `rechained`: it holds together, and is not what a checkpoint says.
 */
export type FaultKind = 'changed' | 'deleted' | 'inserted' | 'swapped' | 'truncated' | 'rechained';

export interface Fault {
  readonly kind: FaultKind;
  /** The first place known to be wrong. */
  readonly seq: number;
  /** The first place that may be: sooner, where only checkpoints tell. */
  readonly from: number;
  readonly eventId: string | null;
}

/** How far beyond a fault one looks to name it. */
const reach = 256;

export interface CheckOptions {
  readonly tenantId: string;
  readonly checkpoints?: readonly Checkpoint[];
  /** Traces before this instant were erased at their term. */
  readonly expiredBefore?: string | null;
}

/** Recomputes a chain, link after link, and names the first fault. */
export class ChainCheck {
  readonly #checkpoints: readonly Checkpoint[];
  readonly #expiredBefore: string;
  #head: Head;
  #before: Head;
  #next = 0;
  #wrong: Entry[] = [];
  #fault: Fault | undefined;

  constructor({ tenantId, checkpoints = [], expiredBefore }: CheckOptions) {
    this.#checkpoints = checkpoints.toSorted((a, b) => a.size - b.size);
    this.#expiredBefore = expiredBefore ?? '';
    this.#head = genesis(tenantId);
    this.#before = this.#head;
    this.#atCheckpoints();
  }

  /** Whether enough is known: the rest of the chain says nothing more of the first fault. */
  get done(): boolean {
    return this.#fault !== undefined || this.#wrong.length > reach;
  }

  /** Links that hold so far. */
  get size(): number {
    return this.#head.seq;
  }

  add(entry: Entry): void {
    if (this.done) return;
    if (this.#wrong.length > 0 || !this.#holds(entry)) {
      this.#wrong.push(entry);
      return;
    }
    this.#before = this.#head;
    this.#head = { seq: entry.link.seq, hash: entry.link.hash };
    this.#atCheckpoints();
  }

  /** The first fault of the chain given, if any. */
  end(): Fault | undefined {
    if (this.#fault) return this.#fault;
    if (this.#wrong.length > 0) return this.#named();
    const beyond = this.#checkpoints.find(({ size }) => size > this.#head.seq);
    const seq = this.#head.seq + 1;
    return beyond && { kind: 'truncated', seq, from: this.#good + 1, eventId: null };
  }

  #holds({ link, event, salt }: Entry): boolean {
    return (
      link.seq === this.#head.seq + 1 &&
      linkHash(this.#head.hash, link).equals(link.hash) &&
      this.#committed(link, event, salt)
    );
  }

  #committed(link: Link, event: TraceEvent | null, salt: Buffer | null): boolean {
    if (event === null && salt === null) return link.eventAt < this.#expiredBefore;
    return event !== null && salt !== null && commitmentOf(salt, event).equals(link.commitment);
  }

  #atCheckpoints(): void {
    for (; ; this.#next += 1) {
      const next = this.#checkpoints[this.#next];
      if (next?.size !== this.#head.seq) return;
      if (next.root.equals(this.#head.hash)) continue;
      const from = Math.min(this.#good + 1, next.size);
      this.#fault = { kind: 'rechained', seq: next.size, from, eventId: null };
      return;
    }
  }

  /** The size of the last checkpoint that agrees. */
  get #good(): number {
    return this.#checkpoints[this.#next - 1]?.size ?? 0;
  }

  /** What happened where the chain stops holding, as far as what follows tells. */
  #named(): Fault {
    const [{ link, event, salt }, ...after] = this.#wrong as [Entry, ...Entry[]];
    const { seq: last, hash } = this.#head;
    const place = last + 1;
    const fault = (kind: FaultKind, seq = place, eventId: string | null = link.eventId): Fault => ({
      kind,
      seq,
      from: seq,
      eventId,
    });
    const fits = (before: Buffer, one: Link, seq: number, as: Buffer = one.hash) =>
      linkHash(before, { ...one, seq }).equals(as);

    if (fits(hash, link, place) && link.seq === place) {
      if (event === null || salt === null) return fault('deleted');
      const own = (other: TraceEvent) => commitmentOf(salt, { ...other, id: link.eventId });
      const another = after.some(({ event: other }) => other && own(other).equals(link.commitment));
      return fault(another ? 'swapped' : 'changed');
    }
    if (after.some(({ link: other }) => fits(hash, other, place) || fits(hash, other, place, link.hash))) {
      // The right one stands further on: next to it one was put in, elsewhere the two changed places
      const [next] = after;
      const pushed = next && fits(hash, next.link, place) && !fits(next.link.hash, link, place + 1);
      return fault(pushed ? 'inserted' : 'swapped');
    }
    if (this.#before.seq < last && fits(this.#before.hash, link, last)) return fault('inserted', last, null);
    if (link.seq > place) return fault('deleted', place, null);
    const [next] = after;
    for (let gone = 1; next && gone <= reach; gone += 1)
      if (fits(link.hash, next.link, place + 1 + gone)) return fault('deleted', place, null);
    return fault('changed');
  }
}
