import { pause, unlessAborted, type Clock } from './clock.ts';
import { connectionLost, retryAfterOf, TimeoutError, typeOfProblem } from './errors.ts';
import { randomKey } from './ids.ts';

/** How one call is made; on the raw client: `client.GET(path, { call: { retries: 0 } })`. */
export interface CallSettings {
  /** Tries after the first, for calls that are safe to repeat. Default 2. */
  readonly retries?: number | undefined;
  /** Longest the call may last, its retries included. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** A POST that only reads, such as a search: safe to repeat. */
  readonly readOnly?: boolean | undefined;
}

/** Who vouches for the calls. */
export interface Credentials {
  /** Header that says so: a token, or which of our own pages calls, whose cookie the browser sends. */
  readonly header: 'authorization' | 'x-lastria-page';
  /** Its value. */
  get(): Promise<string>;
  /** Another one than that just refused; nothing: there is none. */
  replace(refused: string): Promise<string | undefined>;
  /** The other one was refused too, where there can be another. */
  dead?(refused: string): void;
}

export interface TransportDeps {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly credentials: Credentials;
  /** Aborted with the error that every call then gets. */
  readonly closed: AbortSignal;
  /** A reply came: the connection works. */
  readonly onReply?: (request: Request, response: Response) => void;
  /** The call is given up: no reply came. */
  readonly onNoReply?: () => void;
}

const defaultRetries = 2;
const defaultTimeout = 30_000;
const firstPause = 500;
const longestPause = 8_000;

/** The fetch handed to openapi-fetch: credentials, identifiers, retries and time limits, once for every call. */
export function transport(deps: TransportDeps): (request: Request) => Promise<Response> {
  return async (given) => {
    deps.closed.throwIfAborted();
    const settings = (given as Request & { call?: CallSettings }).call ?? {};
    const headers = identified(given, settings);
    const requestId = headers.get('x-request-id')!;
    const retries = isRepeatable(given, headers, settings) ? (settings.retries ?? defaultRetries) : 0;

    const late = new AbortController();
    const signal = AbortSignal.any([given.signal, deps.closed, late.signal]);
    let authorization = await unlessAborted(deps.credentials.get(), signal);
    const timeoutMs = settings.timeoutMs ?? defaultTimeout;
    const deadline = deps.clock.now() + timeoutMs;
    const timer = deps.clock.setTimeout(
      () =>
        late.abort(
          new TimeoutError(
            'Lastria met trop de temps à répondre',
            'Réessayez dans quelques instants ; ce que vous avez saisi est conservé.',
            requestId,
          ),
        ),
      timeoutMs,
    );
    let renewed = false;
    try {
      for (let tries = 0; ;) {
        headers.set(deps.credentials.header, authorization);
        const outcome = await attempt(deps, given, headers, signal);
        // Not `instanceof`: some servers put a Response of their own in place of the global one
        if (!('failure' in outcome)) {
          deps.onReply?.(given, outcome);
          if (outcome.status === 401) {
            if (renewed) {
              deps.credentials.dead?.(authorization);
              return outcome;
            }
            const other = await unlessAborted(deps.credentials.replace(authorization), signal);
            if (other === undefined) return outcome;
            renewed = true;
            authorization = other;
            await outcome.body?.cancel();
            continue;
          }
          const wait = pauseBefore(deps.clock, tries, outcome);
          if (tries >= retries || deps.clock.now() + wait >= deadline || !(await isPassing(outcome))) {
            return outcome;
          }
          await outcome.body?.cancel();
          await pause(deps.clock, wait, signal);
        } else {
          const wait = pauseBefore(deps.clock, tries);
          if (tries >= retries || deps.clock.now() + wait >= deadline) {
            deps.onNoReply?.();
            throw connectionLost(requestId, outcome.failure);
          }
          await pause(deps.clock, wait, signal);
        }
        tries += 1;
      }
    } catch (error) {
      if (error === late.signal.reason) deps.onNoReply?.();
      throw error;
    } finally {
      deps.clock.clearTimeout(timer);
    }
  };
}

/** One try. The body of a JSON reply is read here: a reply cut half-way is a failure like any other. */
async function attempt(
  deps: TransportDeps,
  given: Request,
  headers: Headers,
  signal: AbortSignal,
): Promise<Response | { failure: unknown }> {
  try {
    const request = new Request(given.clone(), {
      headers,
      signal,
      // A cookie goes to our own origin alone, and never beside a token
      credentials: deps.credentials.header === 'authorization' ? 'omit' : 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    });
    const response = await unlessAborted(deps.fetch(request), signal);
    if (!response.body || !/\bjson\b/.test(response.headers.get('content-type') ?? '')) return response;
    return new Response(await unlessAborted(response.arrayBuffer(), signal), response);
  } catch (failure) {
    signal.throwIfAborted();
    return { failure };
  }
}

/** Headers that stay the same for every try: one identifier and one idempotency key for each logical call. */
function identified(given: Request, settings: CallSettings): Headers {
  const headers = new Headers(given.headers);
  if (!headers.has('x-request-id')) headers.set('x-request-id', randomKey());
  // With a key, a try whose reply was lost is answered as it was; a PUT says all again
  const acts = /^(POST|PATCH|DELETE)$/.test(given.method) && !settings.readOnly;
  if (acts && !headers.get('idempotency-key')) headers.set('idempotency-key', randomKey());
  return headers;
}

/** Whether a second try can do no harm. */
const isRepeatable = ({ method }: Request, headers: Headers, { readOnly }: CallSettings): boolean =>
  /^(GET|HEAD|PUT)$/.test(method) || headers.has('idempotency-key') || readOnly === true;

/** Whether the refusal may be over soon. */
async function isPassing(response: Response): Promise<boolean> {
  if (response.status !== 409) return [408, 429, 502, 503, 504].includes(response.status);
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeOfProblem(problem) === 'call-in-flight';
}

/** What the server asks for, or half a second, doubling, a quarter of it left to chance. */
function pauseBefore(clock: Clock, tries: number, response?: Response): number {
  const asked = response && retryAfterOf(response, clock.now());
  if (asked !== undefined) return asked * 1000;
  return Math.min(firstPause * 2 ** tries, longestPause) * (1 - Math.random() / 4);
}

/** Credentials that never change. */
export const fixedCredentials = (
  value: string,
  header: Credentials['header'] = 'authorization',
): Credentials => ({
  header,
  get: async () => value,
  replace: async () => undefined,
});
