import type { components } from './generated/schema.d.ts';

/** The types of problem the contract lists; a newer server may know others, which come through as they are. */
export type ProblemType =
  | 'malformed-body'
  | 'unauthenticated'
  | 'forbidden'
  | 'origin-refused'
  | 'isolated-only'
  | 'sign-in-refused'
  | 'proof-required'
  | 'proof-too-old'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'disclosure'
  | 'search-first'
  | 'call-in-flight'
  | 'stale-version'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'invalid-request'
  | 'key-reused'
  | 'version-required'
  | 'too-many-requests'
  | 'internal'
  | 'unavailable';

/** One field to correct: a JSON pointer into what was sent, or `#name` of a parameter, and a French sentence. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Base of every error this package throws, but for the caller's own abort. */
export class LastriaError extends Error {
  override readonly name: string = 'LastriaError';
  /** What happened, in one French sentence for the person. */
  readonly title: string;
  /** What is safe and what to do, in French. */
  readonly detail: string;
  /** Identifier of the call, to give to support. */
  readonly requestId: string;

  constructor(title: string, detail: string, requestId = '', cause?: unknown) {
    super(`${title}. ${detail}`, cause === undefined ? undefined : { cause });
    this.title = title;
    this.detail = detail;
    this.requestId = requestId;
  }
}

/** What a ProblemError says; the body of a problem, with its type shortened to its last part. */
export interface ProblemDetails {
  readonly type: ProblemType | (string & {});
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly fieldErrors?: readonly FieldError[];
  readonly currentVersion?: string | undefined;
  readonly recorded?: boolean;
  readonly reason?: string | undefined;
  readonly publicationIds?: readonly string[] | undefined;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter?: number | undefined;
}

/** The server answered, and refused. `title` and `detail` are French sentences for the person; branch on `type`. */
export class ProblemError extends LastriaError {
  override readonly name: string = 'ProblemError';
  declare readonly type: ProblemType | (string & {});
  declare readonly status: number;
  declare readonly fieldErrors: readonly FieldError[];
  declare readonly currentVersion: string | undefined;
  /** The act was done by an earlier try with the same key; what it gave back is beyond this person's reach now. */
  declare readonly recorded: boolean;
  /** With `disclosure`: in which way somebody would be revealed, and beside what was diffused before. */
  declare readonly reason: string | undefined;
  declare readonly publicationIds: readonly string[] | undefined;
  declare readonly retryAfter: number | undefined;

  constructor({ title, detail, requestId, ...said }: ProblemDetails, cause?: unknown) {
    super(title, detail, requestId, cause);
    Object.assign(this, { fieldErrors: [], recorded: false, ...said });
  }
}

/** Somebody changed the same group in between; `currentVersion` is the ETag to build on. */
export class StaleVersionError extends ProblemError {
  override readonly name: string = 'StaleVersionError';
}
/** Fields to correct: see `fieldErrors`. */
export class InvalidRequestError extends ProblemError {
  override readonly name: string = 'InvalidRequestError';
}
/** It does not exist, or may not be seen: the same answer. */
export class NotFoundError extends ProblemError {
  override readonly name: string = 'NotFoundError';
}
/** Too many calls: wait `retryAfter` seconds. */
export class RateLimitedError extends ProblemError {
  override readonly name: string = 'RateLimitedError';
}
/** The session has ended; the person signs in again and `session.renew()` goes on. */
export class SessionEndedError extends ProblemError {
  override readonly name: string = 'SessionEndedError';
}

/** No reply. A call that writes may have had its effect: repeat it with the same idempotency key. */
export class ConnectionError extends LastriaError {
  override readonly name: string = 'ConnectionError';
}
/** No reply within the time allowed. */
export class TimeoutError extends ConnectionError {
  override readonly name: string = 'TimeoutError';
}

const classes: Record<string, typeof ProblemError> = {
  'stale-version': StaleVersionError,
  'invalid-request': InvalidRequestError,
  'not-found': NotFoundError,
  'too-many-requests': RateLimitedError,
  unauthenticated: SessionEndedError,
};

/** The end of the session as seen from here, without asking the server. */
export const sessionEnded = (cause?: unknown): SessionEndedError =>
  new SessionEndedError(
    {
      type: 'unauthenticated',
      status: 401,
      title: 'Votre session a pris fin',
      detail: 'Ouvrez de nouveau votre session. Ce que vous avez saisi est conservé.',
    },
    cause,
  );

export const connectionLost = (requestId?: string, cause?: unknown): ConnectionError =>
  new ConnectionError(
    'Lastria est injoignable',
    'Vérifiez la connexion, puis réessayez. Ce que vous avez saisi est conservé.',
    requestId,
    cause,
  );

/** The last part of a problem's address: what code branches on. */
export const typeOfProblem = (problem: unknown): string | undefined => {
  const type = (problem as Partial<components['schemas']['Problem']> | undefined)?.type;
  return typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : undefined;
};

/** Seconds of Retry-After, given as seconds or as a date. */
export function retryAfterOf(response: Response, now: number): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** The error of a reply that is not ok, whatever its body: a proxy's page and an empty 500 are errors too. */
export function errorOf(response: Response, body: unknown): ProblemError {
  const { status } = response;
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    components['schemas']['Problem']
  >;
  const type =
    typeOfProblem(problem) ??
    (status === 502 || status === 504 ? 'unavailable' : (byStatus[status] ?? 'internal'));
  return new (classes[type] ?? ProblemError)({
    type,
    status,
    title: problem.title ?? 'Lastria n’a pas répondu comme attendu',
    detail: problem.detail ?? 'Réessayez dans quelques instants ; ce que vous avez saisi est conservé.',
    requestId: problem.instance ?? response.headers.get('x-request-id') ?? '',
    fieldErrors: problem.errors ?? [],
    currentVersion: problem.currentVersion,
    recorded: problem.recorded ?? false,
    reason: problem.reason,
    publicationIds: problem.publicationIds,
    retryAfter: retryAfterOf(response, Date.now()),
  });
}

const byStatus: Record<number, ProblemType> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'body-too-large',
  429: 'too-many-requests',
  503: 'unavailable',
};
