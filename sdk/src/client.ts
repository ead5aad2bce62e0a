import createClient, { type Client as FetchClient } from 'openapi-fetch';
import type { operations, paths } from './generated/schema.d.ts';
import { randomKey } from './ids.ts';
import type { CallSettings } from './transport.ts';

/** The raw client: every operation of the contract by its path, typed; retries and session as everywhere. */
export type Client = FetchClient<paths>;

export const clientOf = (baseUrl: string, fetch: (request: Request) => Promise<Response>): Client =>
  createClient<paths>({ baseUrl, fetch });

/** The query of an operation. */
export type Query<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>;

/** What every verb accepts beside its own arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest the call may last, its retries included. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Tries after the first. Default 2. */
  readonly retries?: number | undefined;
  /** Lets the call finish when the page goes away (at most 64 KiB). */
  readonly keepalive?: boolean | undefined;
}

export interface CreateOptions extends CallOptions {
  /** Give the same one to repeat a create by hand: it takes effect once. Default: a new one for each call. */
  readonly idempotencyKey?: string | undefined;
}

export interface ChangeOptions extends CallOptions {
  /** The ETag received with the record, or `etagOf(record)`. */
  readonly etag: string;
}

/** The ETag of a group that tells its version, such as `file.identity` or a demande. */
export const etagOf = ({ version }: { readonly version: number }): string => `"${version}"`;

/** The options of a call as the raw client takes them. */
export const init = (
  { signal, timeoutMs, retries, keepalive }: CallOptions,
  settings: CallSettings = {},
) => ({
  signal: signal ?? null,
  keepalive: keepalive ?? false,
  call: { timeoutMs, retries, ...settings },
});

/** Header of a create. */
export const keyed = ({ idempotencyKey }: CreateOptions) => ({
  'Idempotency-Key': idempotencyKey ?? randomKey(),
});

/** Header of a change. */
export const matching = ({ etag }: ChangeOptions) => ({ 'If-Match': etag });

/** The query of a page. */
export const at = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
