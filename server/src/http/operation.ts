import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Context, Database } from '../db/database.ts';
import type { Proof } from './proof.ts';
import type { Services, Surroundings } from '../services.ts';
import { problemSchema, problemTypes, type ProblemType } from './problem.ts';

type Shape = z.ZodObject | undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler receives: checked, typed. */
export interface Input<P extends Shape, Q extends Shape, B extends z.ZodType | undefined> {
  readonly params: Out<P>;
  readonly query: Out<Q>;
  readonly body: Out<B>;
  /** The version of If-Match, for operations that ask for it. */
  readonly version: number;
}

/** What a handler gives back. */
export interface Reply<R> {
  readonly body: R;
  /** Version of the group read or written: becomes the ETag. */
  readonly version?: number;
  readonly location?: string;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter?: number;
}

/** A file to give: read while it is sent, once the transaction has ended. */
export interface Download {
  readonly content: AsyncIterable<Uint8Array>;
  /** Absent: it is made while it is sent. */
  readonly size?: number;
  /** What it is saved as. */
  readonly filename: string;
}

/**
 * A body of bytes, which may be large and slow: it is received outside any transaction. First `allow`, in a
 * transaction that ends before a byte is read; then `take`, which streams it to a sealed file and looks at it; the
 * handler then gets what `take` gave, and `undo` runs when it fails.
 */
export interface Receive<A, T> {
  readonly maxBytes: number;
  readonly allow: (ctx: Context, params: Record<string, string>) => Promise<A>;
  readonly take: (source: AsyncIterable<Uint8Array>, allowed: A, services: Services) => Promise<T>;
  readonly undo: (taken: T, services: Services) => Promise<void>;
}

/**
 * Work of the system that an answer waits for. Whether there is some is asked in the transaction of the call, which
 * then ends, so that no lock and no connection is held meanwhile; the answer comes in another.
 */
export interface First {
  readonly needed: (ctx: Context) => Promise<boolean>;
  readonly work: (database: Database, tenantId: string, now: Date) => Promise<unknown>;
}

/** One operation of the contract: what it is called, what it takes and gives, and the verb behind it. */
export interface Operation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** feature.verb */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Shape of the reply; absent: 204. */
  readonly reply?: R;
  readonly status?: 200 | 201 | 204;
  /** The reply or the act concerns a person: without an audit row it does not commit. */
  readonly personal: boolean;
  /** How sure it must be of who is there. Default: a factor was proven on our origin. */
  readonly proof?: Proof;
  /** Reads under the role that can write nothing but audit rows. Default: only GET. */
  readonly readOnly?: boolean;
  /** Of one that reads: what it gives may be kept, the same once; it runs under the role that writes. */
  readonly mayKeep?: boolean;
  /** A create: Idempotency-Key is required. Other acts may give one. */
  readonly idempotent?: boolean;
  /** An edit: If-Match is required. */
  readonly versioned?: boolean;
  /** What it gives may be under way: Retry-After says when to ask again. */
  readonly awaited?: boolean;
  /** Problems of its own, beside those every operation of its kind may give. */
  readonly problems?: readonly ProblemType[];
  /** Greatest body in bytes (default 256 KiB). */
  readonly maxBody?: number;
  /** In place of a body of JSON: bytes. The handler finds what was made of them in `input.body`. */
  readonly receive?: Receive<unknown, unknown>;
  readonly first?: First;
  /** In place of a reply of JSON: a file, which the handler gives as a `Download`. */
  readonly sends?: true;
  readonly handle: (
    ctx: Context,
    input: Input<P, Q, B>,
    services: Surroundings,
  ) => Promise<Reply<R extends z.ZodType ? z.input<R> : Download | undefined>>;
}

/** Types what receives bytes; it does nothing else. */
export const receive = <A, T>(definition: Receive<A, T>): Receive<unknown, unknown> =>
  definition as unknown as Receive<unknown, unknown>;

/** Types an operation; it does nothing else. */
export const operation = <
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(
  definition: Operation<P, Q, B, R>,
): Operation => definition as unknown as Operation;

export const readsOnly = (one: Operation) => one.readOnly ?? one.method === 'get';
/** Whether a key given with the call makes its repeats answer as the first did. A PUT needs none: it says all again. */
export const keepsReplies = (one: Operation) => !readsOnly(one) && one.method !== 'put';
export const proofOf = (one: Operation): Proof => one.proof ?? 'factor';
export const statusOf = (one: Operation) => one.status ?? (one.reply || one.sends ? 200 : 204);

/** Every problem an operation may answer with. */
export function problemsOf(one: Operation): ProblemType[] {
  const all: ProblemType[] = [
    'unauthenticated',
    'origin-refused',
    'isolated-only',
    'forbidden',
    'too-many-requests',
    'internal',
    'unavailable',
  ];
  if (proofOf(one) !== 'none') all.push('proof-required');
  if (proofOf(one) === 'recent') all.push('proof-too-old');
  // An act about a person that is repeated with its key, once it is out of reach
  if (one.params || (one.personal && keepsReplies(one))) all.push('not-found');
  if (one.body) all.push('malformed-body');
  if (one.body || one.receive) all.push('body-too-large', 'unsupported-media-type');
  all.push('invalid-request');
  if (keepsReplies(one)) all.push('call-in-flight', 'key-reused');
  if (one.versioned) all.push('stale-version', 'version-required');
  return [...new Set([...all, ...(one.problems ?? [])])];
}

const bytes = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
const json = (schema: z.ZodType) => ({ 'application/json': { schema } });

/** The operation as the contract states it. */
export function describeOperation(one: Operation): RouteConfig {
  const byStatus = Map.groupBy(problemsOf(one), (type) => problemTypes[type].status);
  const problems = Object.fromEntries(
    [...byStatus].map(([status, types]) => [
      status,
      { description: types.join(', '), content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  );
  const headers: Record<string, z.ZodType> = {};
  if (keepsReplies(one)) {
    const key = z
      .string()
      .min(8)
      .max(255)
      .describe(
        'Any string that is new for each act; the same string gives the same reply for 24 hours, as long as what it says is in sight (else a problem with `recorded`).',
      );
    headers['Idempotency-Key'] = one.idempotent ? key : key.optional();
  }
  if (one.versioned)
    headers['If-Match'] = z.string().max(40).describe('The ETag of the group being changed.');
  const status = statusOf(one);
  const replyHeaders = {
    'X-Request-Id': { schema: { type: 'string' as const }, description: 'Identifier of the call.' },
    ...(one.versioned || one.method === 'get'
      ? {
          ETag: {
            schema: { type: 'string' as const },
            description: 'Version of the group, where it has one.',
          },
        }
      : {}),
    ...(one.awaited
      ? {
          'Retry-After': {
            schema: { type: 'integer' as const },
            description: 'Seconds after which to ask again, while it has not ended.',
          },
        }
      : {}),
  };
  return {
    operationId: one.id,
    method: one.method,
    path: one.path,
    tags: [one.id.split('.')[0]!],
    summary: one.summary,
    description: one.description ?? one.summary,
    security: [{ session: [] }, { page: [] }, { frame: [] }],
    'x-lastria': {
      personal: one.personal,
      readOnly: readsOnly(one),
      idempotent: one.idempotent ?? false,
      versioned: one.versioned ?? false,
      proof: proofOf(one),
    },
    request: {
      ...(one.params ? { params: one.params } : {}),
      ...(one.query ? { query: one.query } : {}),
      ...(Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}),
      ...(one.body ? { body: { required: true, content: json(one.body) } } : {}),
      ...(one.receive ? { body: { required: true, content: bytes } } : {}),
    },
    responses: {
      [status]: {
        description: 'Done.',
        headers: replyHeaders,
        ...(one.reply ? { content: json(one.reply) } : {}),
        ...(one.sends ? { content: bytes } : {}),
      },
      ...problems,
    },
  } as RouteConfig;
}
