import { hash, randomBytes } from 'node:crypto';

/**
 * The chain of traces: pure, no database, no clock. A trace stays where it is; a link holds a salted digest of it (its
 * commitment) and the hash that ties it to the link before. Without its salt a commitment says nothing of its trace:
 * at term trace and salt are erased, and the chain still verifies.
 *
 *     commitment = SHA-256("lastria audit event 1\n" ‖ salt (32 bytes) ‖ canonical trace)
 *     hash       = SHA-256("lastria audit link 1\n" ‖ hash before (32 bytes) ‖ seq ‖ "\n" ‖ id of the trace ‖ "\n"
 *                          ‖ instant of the trace ‖ "\n" ‖ instant of sealing ‖ "\n" ‖ commitment (32 bytes))
 *
 * Before the first link stands SHA-256("lastria audit chain 1\n" ‖ tenant). Texts are UTF-8, numbers decimal, instants
 * ISO 8601 in UTC to the microsecond, ids in lower case.
 */
export interface TraceEvent {
  readonly tenantId: string;
  readonly id: string;
  /** ISO 8601, UTC, six decimals. */
  readonly at: string;
  readonly type: string;
  readonly staffId: string | null;
  readonly sessionId: string | null;
  readonly clientId: string | null;
  readonly fileId: string | null;
  readonly unitId: string | null;
  readonly recordId: string | null;
  readonly requestId: string;
  readonly facts: unknown;
}

export interface Link {
  readonly seq: number;
  readonly eventId: string;
  readonly eventAt: string;
  readonly commitment: Buffer;
  readonly hash: Buffer;
  readonly sealedAt: string;
}

/** The state of a chain: how many links, and the hash of the last. */
export interface Head {
  readonly seq: number;
  readonly hash: Buffer;
}

const sha256 = (data: Buffer | string): Buffer => hash('sha256', data, 'buffer');

/**
 * A trace as it is digested: a JSON array of its columns in a fixed order, without a blank. An object of its facts is
 * `{"pairs":[[key,value],…]}`, by key.
 */
export const canonical = (event: TraceEvent): string =>
  JSON.stringify([
    event.tenantId,
    event.id,
    event.at,
    event.type,
    event.staffId,
    event.sessionId,
    event.clientId,
    event.fileId,
    event.unitId,
    event.recordId,
    event.requestId,
    sorted(event.facts),
  ]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, sorted(one)]);
  // By code unit, as every language sorts plain text. Pairs: an object would put keys that look like numbers first
  return { pairs: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

const eventPrefix = Buffer.from('lastria audit event 1\n');
const linkPrefix = Buffer.from('lastria audit link 1\n');

export const newSalt = (): Buffer => randomBytes(32);

/** Where what is digested is put together: hundreds of thousands of times a second in a verification. */
let scratch = Buffer.alloc(16_384);

/** The digest of bytes and texts, one after the other. */
function digest(...parts: readonly (Buffer | string)[]): Buffer {
  // A character of UTF-16 takes three bytes of UTF-8 at most
  const most = parts.reduce((sum, part) => sum + 3 * part.length, 0);
  if (most > scratch.length) scratch = Buffer.alloc(2 * most);
  let end = 0;
  for (const part of parts)
    end += typeof part === 'string' ? scratch.write(part, end) : part.copy(scratch, end);
  return sha256(scratch.subarray(0, end));
}

export const commitmentOf = (salt: Buffer, event: TraceEvent): Buffer =>
  digest(eventPrefix, salt, canonical(event));

/** What stands before the first link. */
export const genesis = (tenantId: string): Head => ({
  seq: 0,
  hash: sha256(`lastria audit chain 1\n${tenantId}`),
});

export const linkHash = (before: Buffer, link: Omit<Link, 'hash'>): Buffer =>
  digest(
    linkPrefix,
    before,
    `${link.seq}\n${link.eventId}\n${link.eventAt}\n${link.sealedAt}\n`,
    link.commitment,
  );

/** A trace chained, with the salt of its commitment. */
export interface Sealed {
  readonly link: Link;
  readonly salt: Buffer;
}

/** Chains traces after a state, in the order given. */
export function chain(
  head: Head,
  events: readonly TraceEvent[],
  sealedAt: string,
  salt: () => Buffer = newSalt,
): Sealed[] {
  let { seq, hash: before } = head;
  return events.map((event) => {
    const own = salt();
    const link = {
      seq: (seq += 1),
      eventId: event.id,
      eventAt: event.at,
      commitment: commitmentOf(own, event),
      sealedAt,
    };
    before = linkHash(before, link);
    return { link: { ...link, hash: before }, salt: own };
  });
}
