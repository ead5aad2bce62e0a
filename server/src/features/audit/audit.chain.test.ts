import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chain, genesis, linkHash, type TraceEvent } from './audit.chain.ts';
import { ChainCheck, type Checkpoint, type Entry, type Fault } from './audit.check.ts';

const tenantId = randomUUID();
const at = (n: number) => `2026-11-0${1 + (n % 9)}T08:00:00.${String(n).padStart(6, '0')}Z`;
const anEvent = (n: number): TraceEvent => ({
  tenantId,
  id: randomUUID(),
  at: at(n),
  type: 'file.opened',
  staffId: randomUUID(),
  sessionId: randomUUID(),
  clientId: n % 3 === 0 ? randomUUID() : null,
  fileId: randomUUID(),
  unitId: randomUUID(),
  recordId: null,
  requestId: randomUUID(),
  facts: { fields: ['city', 'phones'], count: n, undo: false },
});

/** A chain whose state was given away each fifty links, and at its end. */
function aChain(length: number): { entries: Entry[]; checkpoints: Checkpoint[] } {
  const events = Array.from({ length }, (_, n) => anEvent(n));
  const entries = chain(genesis(tenantId), events, at(7)).map(({ link, salt }, n) => ({
    link,
    salt,
    event: events[n]!,
  }));
  const checkpoints = entries
    .filter((_, n) => (n + 1) % 50 === 0 || n === length - 1)
    .map(({ link }) => ({ size: link.seq, root: link.hash }));
  return { entries, checkpoints };
}

function check(entries: readonly Entry[], checkpoints: readonly Checkpoint[] = [], expiredBefore = '') {
  const checking = new ChainCheck({ tenantId, checkpoints, expiredBefore });
  for (const entry of entries) checking.add(entry);
  return checking.end();
}

const pick = (below: number) => Math.floor(Math.random() * below);
const flipped = (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  copy[pick(copy.length)]! ^= 1 + pick(255);
  return copy;
};
const flippedText = (text: string) => {
  const place = pick(text.length);
  return text.slice(0, place) + (text[place] === '5' ? '6' : '5') + text.slice(place + 1);
};
const renumbered = (entries: readonly Entry[]) =>
  entries.map((entry, n): Entry => ({ ...entry, link: { ...entry.link, seq: n + 1 } }));
const rehashed = (entries: readonly Entry[]): Entry[] => {
  let before = genesis(tenantId).hash;
  return renumbered(entries).map((entry): Entry => {
    before = linkHash(before, entry.link);
    return { ...entry, link: { ...entry.link, hash: before } };
  });
};

interface Tampered {
  readonly entries: readonly Entry[];
  /** Where it was done: 1 is the first. */
  readonly place: number;
  readonly kinds: readonly Fault['kind'][];
}
type Tamper = (entries: readonly Entry[], n: number) => Tampered;
const withAt = (entries: readonly Entry[], n: number, entry: Entry) => entries.with(n, entry);

/** What whoever may write in the tables can do, one way for each. */
const tamperings: Readonly<Record<string, Tamper>> = {
  'a trace': (entries, n) => {
    const { event, ...rest } = entries[n]!;
    const field = (['at', 'type', 'staffId', 'sessionId', 'fileId', 'unitId', 'requestId'] as const)[
      pick(7)
    ]!;
    const changed = { ...event!, [field]: flippedText(event![field]!) };
    return { entries: withAt(entries, n, { ...rest, event: changed }), place: n + 1, kinds: ['changed'] };
  },
  'a fact': (entries, n) => {
    const { event, ...rest } = entries[n]!;
    const changed = { ...event!, facts: { ...(event!.facts as object), count: -1 } };
    return { entries: withAt(entries, n, { ...rest, event: changed }), place: n + 1, kinds: ['changed'] };
  },
  'a salt': (entries, n) => ({
    entries: withAt(entries, n, { ...entries[n]!, salt: flipped(entries[n]!.salt!) }),
    place: n + 1,
    kinds: ['changed'],
  }),
  'a byte of a link': (entries, n) => {
    const { link, ...rest } = entries[n]!;
    const field = (['hash', 'commitment'] as const)[pick(2)]!;
    const changed = { ...link, [field]: flipped(link[field]) };
    return { entries: withAt(entries, n, { ...rest, link: changed }), place: n + 1, kinds: ['changed'] };
  },
  'a date of a link': (entries, n) => {
    const { link, ...rest } = entries[n]!;
    const changed = { ...link, eventAt: flippedText(link.eventAt) };
    return { entries: withAt(entries, n, { ...rest, link: changed }), place: n + 1, kinds: ['changed'] };
  },
  'a trace gone': (entries, n) => ({
    entries: withAt(entries, n, { ...entries[n]!, event: null, salt: pick(2) ? null : entries[n]!.salt }),
    place: n + 1,
    kinds: ['deleted'],
  }),
  'a link gone': (entries, n) => ({
    entries: entries.toSpliced(n, 1 + pick(3)),
    place: n + 1,
    kinds: n >= entries.length - 3 ? ['deleted', 'truncated'] : ['deleted'],
  }),
  'a link gone, the others numbered again': (entries, n) => ({
    entries: renumbered(entries.toSpliced(n, 1 + pick(3))),
    place: n + 1,
    // Of the last but one nothing follows that tells
    kinds: n >= entries.length - 4 ? ['deleted', 'changed', 'truncated'] : ['deleted'],
  }),
  'two traces swapped': (entries, n) => {
    const m = n === 0 ? entries.length - 1 : pick(n);
    const own = (from: number, to: number): Entry => ({
      ...entries[to]!,
      event: { ...entries[from]!.event!, id: entries[to]!.event!.id },
    });
    return {
      entries: entries.with(n, own(m, n)).with(m, own(n, m)),
      place: Math.min(n, m) + 1,
      kinds: ['swapped'],
    };
  },
  'two links swapped': (entries, n) => {
    const m = n === 0 ? entries.length - 1 : pick(n);
    const swapped = renumbered(entries.with(n, entries[m]!).with(m, entries[n]!));
    return { entries: swapped, place: Math.min(n, m) + 1, kinds: ['swapped'] };
  },
  'the end cut': (entries, n) => ({ entries: entries.slice(0, n), place: n + 1, kinds: ['truncated'] }),
  'a link put in': (entries, n) => {
    const event = anEvent(5);
    const head = n === 0 ? genesis(tenantId) : { seq: n, hash: entries[n - 1]!.link.hash };
    const [made] = chain(head, [event], at(7));
    const link = pick(2) ? made!.link : { ...made!.link, hash: randomBytes(32) };
    return {
      entries: renumbered(entries.toSpliced(n, 0, { link, salt: made!.salt, event })),
      place: n + 1,
      kinds: [49, 99].includes(n) ? ['inserted', 'rechained'] : ['inserted'],
    };
  },
  'all chained again after a change': (entries, n) => {
    const { event, salt } = entries[n]!;
    const changed = { ...event!, staffId: randomUUID() };
    const head = n === 0 ? genesis(tenantId) : { seq: n, hash: entries[n - 1]!.link.hash };
    const [made] = chain(head, [changed], at(7), () => salt!);
    return {
      entries: rehashed(entries.with(n, { link: made!.link, salt, event: changed })),
      place: n + 1,
      kinds: ['rechained'],
    };
  },
  'all chained again after a removal': (entries, n) => ({
    entries: rehashed(entries.toSpliced(n, 1)),
    place: n + 1,
    kinds: ['rechained', 'truncated'],
  }),
};

describe('T-AUD-2 ten thousand tamperings of the chain', () => {
  const { entries, checkpoints } = aChain(100);
  const kinds = Object.entries(tamperings);
  const each = Math.ceil(10_000 / kinds.length);

  test.each(kinds)('%s: found, in its place, and named', (_name, tamper) => {
    const missed: unknown[] = [];
    for (let turn = 0; turn < each; turn += 1) {
      const tampered = tamper(entries, pick(entries.length));
      const fault = check(tampered.entries, checkpoints);
      const isLocated = fault && fault.from <= tampered.place && tampered.place <= fault.seq;
      const isExact =
        fault?.kind === 'rechained' || fault?.kind === 'truncated' || fault?.seq === tampered.place;
      if (!isLocated || !isExact || !tampered.kinds.includes(fault.kind))
        missed.push({ fault, place: tampered.place, kinds: tampered.kinds });
    }
    expect(missed.slice(0, 3)).toEqual([]);
  });

  test('with one of the two places of checkpoints lost, the end cut and the chain made again are still seen', () => {
    const [one, other] = [
      checkpoints.filter((_, n) => n % 2 === 0),
      checkpoints.filter((_, n) => n % 2 === 1),
    ];
    for (const kept of [one, other, checkpoints]) {
      const last = kept.at(-1)!.size;
      for (const name of ['the end cut', 'all chained again after a change']) {
        const { entries: tampered, place } = tamperings[name]!(entries, pick(last));
        const fault = check(tampered, kept);
        expect(fault?.from).toBeLessThanOrEqual(place);
        expect(fault?.seq).toBeGreaterThanOrEqual(place);
        expect(fault?.kind).toMatch(/truncated|rechained/);
      }
    }
  });

  test('control: an untouched chain verifies, with its checkpoints and without', () => {
    expect(check(entries, checkpoints)).toBeUndefined();
    expect(check(entries)).toBeUndefined();
    expect(check([])).toBeUndefined();
  });

  test('control: without a checkpoint a cut end and a chain made again are not seen', () => {
    expect(check(entries.slice(0, 40))).toBeUndefined();
    expect(check(tamperings['all chained again after a change']!(entries, 40).entries)).toBeUndefined();
  });
});

describe('a trace at its term', () => {
  const { entries, checkpoints } = aChain(20);
  const erased = entries.map((entry): Entry => ({ ...entry, event: null, salt: null }));

  test('goes with its salt, and the chain still verifies', () => {
    expect(check(erased, checkpoints, '2026-11-10T00:00:00.000000Z')).toBeUndefined();
  });

  test('goes no sooner: one missing before its term is a fault', () => {
    const kept = erased.map((entry, n) => (entry.link.eventAt < '2026-11-05' ? entry : entries[n]!));
    expect(check(kept, checkpoints, '2026-11-05T00:00:00.000000Z')).toBeUndefined();
    const early = kept.findIndex(({ event }) => event !== null);
    const fault = check(kept.with(early, erased[early]!), checkpoints, '2026-11-05T00:00:00.000000Z');
    expect(fault).toMatchObject({ kind: 'deleted', seq: early + 1, eventId: entries[early]!.link.eventId });
  });

  test('leaves nothing that says what it was: equal traces have unequal commitments', () => {
    const event = anEvent(1);
    const [one, other] = chain(genesis(tenantId), [event, event], at(7));
    expect(one!.link.commitment.equals(other!.link.commitment)).toBe(false);
  });
});

test('facts are digested the same whatever the order of their keys', () => {
  const event = anEvent(1);
  const salt = randomBytes(32);
  const made = (facts: unknown) =>
    chain(genesis(tenantId), [{ ...event, facts }], at(7), () => salt)[0]!.link.commitment.toString('hex');
  expect(made({ b: [1, { d: 1, c: 2 }], a: 2 })).toBe(made({ a: 2, b: [1, { c: 2, d: 1 }] }));
  expect(made({ a: 2, b: 1 })).not.toBe(made({ a: 1, b: 2 }));
});
