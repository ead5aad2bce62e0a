import type { Answer, Exchange, Recording } from './recording.ts';

/** What goes wrong: an answer that never comes, a failure inside (once one knows who is there, or at once), a session that ended, a network that is cut, nothing yet, somebody who changed the same thing. */
export type Fault =
  'slow' | 'error' | 'all-slow' | 'all-error' | 'expired' | 'offline' | 'empty' | 'not-found' | 'conflict';
export type Transport = (request: Request) => Promise<Response>;

/** A `fetch` for the SDK's `connect()` that answers what the real application answered, and fails as asked. */
export function replay(recording: Recording, fault?: Fault): Transport {
  let writes = 0;
  return async (request) => {
    const about = /^\/v1\/(me|configuration)$/.test(new URL(request.url).pathname);
    if (fault === 'offline') throw new TypeError('Failed to fetch');
    if (fault === 'expired') return response(recording.refusals['unauthenticated']!);
    // Nobody else is at work in a recording
    if (new URL(request.url).pathname === '/v1/live') return silent(request.signal);
    if (fault === 'all-slow' || (fault === 'slow' && !about)) return never(request.signal);
    if (fault === 'all-error' || (fault === 'error' && !about))
      return response(recording.refusals['internal']!);
    if (fault === 'not-found' && !about) return response(recording.refusals['notFound']!);
    if (fault === 'conflict' && writes === 0 && request.headers.has('if-match')) {
      // What somebody else wrote meanwhile is read from now on
      writes = 1;
      return response(recording.refusals['staleVersion']!);
    }
    const found = await match(recording, request, writes);
    if (!found) {
      console.warn(`Lastria: no answer was recorded for ${request.method} ${new URL(request.url).pathname}.`);
      return response(recording.refusals['notFound']!);
    }
    writes = Math.max(writes, found.writes);
    return response(fault === 'empty' ? { ...found, reply: emptied(found.reply) } : found);
  };
}

/** The time of the recording, running: its tokens and its « Annuler » are not over. */
export function recordedClock(recording: Recording) {
  const late = Date.now() - Date.parse(recording.at);
  return {
    now: () => Date.now() - late,
    setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
    clearTimeout: (handle: unknown): void => clearTimeout(handle as number),
  };
}

/**
 * The recorded call that resembles most: the same address, then the same query and body, then what was said after as
 * many writes. A write to a thing that was drawn since is any write of the same kind.
 */
async function match(recording: Recording, request: Request, writes: number): Promise<Exchange | undefined> {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.sort();
  const query = searchParams.toString();
  const body = await request.clone().text();
  const sameMethod = recording.exchanges.filter(({ method }) => method === request.method);
  const samePath = sameMethod.filter(({ path }) => path === pathname);
  const candidates =
    samePath.length > 0 || request.method === 'GET'
      ? samePath
      : sameMethod.filter(({ path }) => kindOf(path) === kindOf(pathname));
  const score = (one: Exchange): number[] => [
    Number((one.query ?? '') === query),
    common(one.body === undefined ? '' : JSON.stringify(one.body), body),
    one.writes <= writes || request.method !== 'GET' ? one.writes : -one.writes,
  ];
  return candidates.toSorted((a, b) => compare(score(a), score(b))).at(-1);
}

const kindOf = (path: string): string => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}');

function common(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return Infinity;
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
}

function emptied(reply: unknown): unknown {
  if (typeof reply !== 'object' || reply === null) return reply;
  // The page says who is there, and no more
  if ('nominative' in reply) return { ...reply, nominative: false, provedAt: null };
  if ('items' in reply)
    return { ...reply, items: [], ...('nextCursor' in reply ? { nextCursor: null } : {}) };
  if ('staff' in reply && 'grants' in reply) return { ...reply, staff: [], grants: [] };
  return 'fields' in reply && 'groups' in reply ? { ...reply, fields: [], groups: [] } : reply;
}

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

/** A stream on which nothing happens: what was recorded has all happened. */
function silent(signal: AbortSignal): Response {
  const body = new ReadableStream({
    start: (controller) => signal.addEventListener('abort', () => controller.close(), { once: true }),
  });
  return new Response(body, { status: 200, headers: { 'content-type': 'text/event-stream' } });
}

function response({ status, type, etag, reply }: Answer): Response {
  const headers = { ...(type ? { 'content-type': type } : {}), ...(etag ? { etag } : {}) };
  return new Response(reply === null ? null : JSON.stringify(reply), { status, headers });
}
