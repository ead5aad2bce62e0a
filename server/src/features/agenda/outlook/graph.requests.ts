import { z } from 'zod';
import type { Fetch } from '../../access/provider.service.ts';
import { Away, ToReconnect, type Access } from './calendar-link.ts';

export interface GraphOptions {
  /** In production https://graph.microsoft.com/v1.0 */
  readonly graphUrl: string;
  readonly fetch: Fetch;
  readonly access: Access;
}

/** Milliseconds an answer may take. */
const patience = 15_000;
/** Graph's own bound for one application and mailbox. */
const atOnce = 4;
/** Ids that stay when an event moves to another calendar; the header holds for one request only. */
const immutable = 'IdType="ImmutableId"';
const pageSize = 'odata.maxpagesize=200';

/** Graph refused; `code` is what to branch on, the message is for nobody. */
export class GraphRefused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** What is asked for is not allowed, though the token is good. */
export class Forbidden extends ToReconnect {}

/** Requests about one mailbox: as few at once as Graph allows, with a token that is renewed when it is refused. */
export class GraphRequests {
  readonly #options: GraphOptions;
  #flying = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.graphUrl;
  }

  /**
   * One request, with a token and at its turn.
   * @param target a path, or a whole link as Graph gave it
   * @throws GraphRefused when it will not do better later
   */
  async ask(
    method: string,
    target: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    await this.#enter();
    try {
      const token = await this.#options.access();
      const answer = await this.#send(token, method, target, body, headers);
      if (answer.status !== 401) return await readAnswer(answer);
      const renewed = await this.#options.access(token);
      const again = await this.#send(renewed, method, target, body, headers);
      if (again.status === 401) throw new ToReconnect('tokenRefused');
      return await readAnswer(again);
    } finally {
      this.#flying--;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    while (this.#flying >= atOnce) await new Promise<void>((go) => this.#waiting.push(go));
    this.#flying++;
  }

  async #send(
    token: string,
    method: string,
    target: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Response> {
    const { graphUrl, fetch } = this.#options;
    const url = target.startsWith('/') ? `${graphUrl}${target}` : target;
    // The token goes to Graph alone, wherever a link would lead
    if (!url.startsWith(`${graphUrl}/`)) throw new Away('a link that leads elsewhere');
    try {
      return await fetch(url, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          prefer: url.includes('/delta?') ? `${immutable}, ${pageSize}` : immutable,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Away('no answer');
    }
  }
}

async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text().catch(() => {
    throw new Away('no answer');
  });
  if (answer.ok) return text === '' ? undefined : parsed(text);
  const code = codeOf(text);
  const { status } = answer;
  if (status === 429 || status >= 500) throw new Away(code, retryAfter(answer));
  // Conditional access, a mailbox that left the cloud, a right taken back
  if (status === 403 || code === 'MailboxNotEnabledForRESTAPI' || code === 'extensionError')
    throw new Forbidden(code);
  throw new GraphRefused(status, code);
}

/** Not Graph's: the page of a proxy, an answer that was cut. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Away('unreadable');
  }
}

/** What Graph said, where it has the shape it should have. */
export function understood<T extends z.ZodType>(shape: T, said: unknown): z.output<T> {
  const read = shape.safeParse(said);
  if (!read.success) throw new Away('unexpected');
  return read.data;
}

const errorShape = z.object({ error: z.object({ code: z.string() }) });
function codeOf(text: string): string {
  try {
    return errorShape.parse(JSON.parse(text)).error.code;
  } catch {
    return 'unreadable';
  }
}

/** Milliseconds to wait: told in seconds, or as a date, by the clock of whoever tells it. */
export function retryAfter({ headers }: Response): number | undefined {
  const told = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(told)) return Number(told) * 1000;
  const wait = Date.parse(told) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

export const isRefused = (error: unknown, ...statuses: number[]): error is GraphRefused =>
  error instanceof GraphRefused && statuses.includes(error.status);

/** Graph no longer knows where we were. */
export const isLost = (error: unknown): boolean =>
  isRefused(error, 410) ||
  (error instanceof GraphRefused && /^(syncState(NotFound|Invalid)|resyncRequired)$/i.test(error.code));
