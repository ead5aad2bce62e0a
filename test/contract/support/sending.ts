import { randomUUID } from 'node:crypto';
import { testOrigin } from '../../../server/src/testing/tenant.ts';
import type { ContractOperation } from './contract.ts';
import type { Drive } from './drivers/driver.ts';
import type { Scene } from './scene.ts';

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  /** The body, when there is one. */
  readonly json: Record<string, unknown>;
}

export interface SendOptions {
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Sent as it is. */
  readonly raw?: string;
}

export const addressOf = (one: ContractOperation, { params, query }: Drive): string => {
  const path = one.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!));
  return query && Object.keys(query).length > 0 ? `${path}?${new URLSearchParams(query)}` : path;
};

/** The request of a driven call, with what a test changes in it; a header set to null is left out. */
export function requestOf(
  scene: Scene,
  one: ContractOperation,
  drive: Drive,
  options: SendOptions = {},
): RequestInit & { headers: Record<string, string> } {
  const raw = options.raw ?? drive.raw ?? (drive.body === undefined ? undefined : JSON.stringify(drive.body));
  const headers: Record<string, string | null> = {
    authorization: options.authorization === undefined ? scene.credentials(one) : options.authorization,
    ...(one.byClient ? {} : { origin: testOrigin }),
    ...(one.body ? { 'content-type': 'application/json' } : {}),
    ...(one.binary ? { 'content-type': 'application/octet-stream' } : {}),
    ...(one.idempotent ? { 'idempotency-key': randomUUID() } : {}),
    ...(one.versioned ? { 'if-match': drive.version ?? '"1"' } : {}),
    ...options.headers,
  };
  return {
    method: one.method,
    headers: Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    ...(raw === undefined ? {} : { body: raw as BodyInit }),
  };
}

export async function send(
  scene: Scene,
  one: ContractOperation,
  drive: Drive,
  options: SendOptions = {},
): Promise<Answer> {
  const response = await scene.running.app.request(
    addressOf(one, drive),
    requestOf(scene, one, drive, options),
  );
  // A stream has no end: what it says is for its own test
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (streams) await response.body?.cancel();
  const text = streams ? '' : await response.text();
  const isFile = response.headers.get('content-type') === 'application/octet-stream';
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text,
    json: text === '' || isFile ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** An answer without what differs from one call to the next. */
export const comparable = ({ status, json }: Answer, ...ids: string[]): string =>
  ids.reduce(
    (text, id) => text.replaceAll(id, 'ID'),
    JSON.stringify({ status, ...json, instance: undefined, savedAt: undefined }),
  );
