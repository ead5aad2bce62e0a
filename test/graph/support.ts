import { onTestFinished } from 'vitest';
import type { WorldOptions } from './simulator/world.ts';
import { startGraph, type Graph } from './start-graph.ts';

export interface ShownTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

/** What the answers of Graph may hold, as far as the tests read it. */
export interface Body {
  readonly '@odata.etag'?: string;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
  readonly '@odata.type'?: string;
  readonly '@removed'?: { readonly reason: string };
  readonly id: string;
  readonly type?: string;
  readonly subject?: string;
  readonly start: ShownTime;
  readonly end: ShownTime;
  readonly originalStart?: string | null;
  readonly seriesMasterId?: string | null;
  readonly iCalUId?: string;
  readonly changeKey?: string;
  readonly value: readonly Body[];
  readonly responses: readonly { readonly id: string; readonly status: number; readonly body?: Body }[];
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly innerError: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

export const paris = 'Europe/Paris';

/** Hours of a day, on the walls of a zone. */
export const between = (day: string, start: string, end: string, timeZone = paris) => ({
  start: { dateTime: `${day}T${start}:00`, timeZone },
  end: { dateTime: `${day}T${end}:00`, timeZone },
});

/** An hour of work, as the product would push it. */
export const busy = (day = '2026-11-24', extra: object = {}) => ({
  subject: 'Occupé',
  ...between(day, '09:00', '10:00'),
  ...extra,
});

/** Somebody, or an application, speaking to Graph. */
export class Caller {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  /** @param target path under the base, or a whole link as Graph gave it */
  async call(
    method: string,
    target: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const url = target.startsWith('http') ? target : `${this.#base}${target}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const shown = (text.startsWith('{') ? JSON.parse(text) : {}) as Body;
    return { status: response.status, headers: response.headers, body: shown, text };
  }

  get = (target: string, prefer?: string) =>
    this.call('GET', target, undefined, prefer === undefined ? {} : { prefer });

  post = (target: string, body: unknown, prefer?: string) =>
    this.call('POST', target, body, prefer === undefined ? {} : { prefer });

  patch = (target: string, body: unknown, headers?: Record<string, string>) =>
    this.call('PATCH', target, body, headers);

  delete = (target: string, headers?: Record<string, string>) =>
    this.call('DELETE', target, undefined, headers);

  /** Makes an event that must be accepted. */
  async event(body: object): Promise<Body> {
    const made = await this.post('/me/events', body);
    if (made.status !== 201) throw new Error(`${made.status}: ${made.text}`);
    return made.body;
  }

  /** What is seen between two days of Paris in winter, in order. */
  async seen(from: string, until: string): Promise<readonly Body[]> {
    const { body, text } = await this.get(
      `/me/calendarView?startDateTime=${from}T00:00:00&endDateTime=${until}T00:00:00&$top=1000`,
      `outlook.timezone="${paris}"`,
    );
    if (!body.value) throw new Error(text);
    return body.value;
  }

  /** A whole round of delta, page after page, to its last link. */
  async round(link: string, prefer?: string): Promise<{ items: Body[]; link: string; pages: number }> {
    const items: Body[] = [];
    for (let pages = 1; ; pages++) {
      const { status, body, text } = await this.get(link, prefer);
      if (status !== 200) throw new Error(`${status}: ${text}`);
      items.push(...body.value);
      const next = body['@odata.nextLink'];
      if (next === undefined) return { items, link: body['@odata.deltaLink']!, pages };
      link = next;
    }
  }
}

export const window = (from: string, until: string) =>
  `/me/calendarView/delta?startDateTime=${from}T00:00:00Z&endDateTime=${until}T00:00:00Z`;

export interface Scene {
  readonly graph: Graph;
  /** Camille, who speaks to Graph by an application. */
  readonly camille: Caller;
  readonly upn: string;
}

/** A simulator of one test's own, and Camille's token. */
export async function scene(options: WorldOptions = {}): Promise<Scene> {
  const graph = await startGraph(options);
  onTestFinished(() => graph.close());
  const upn = 'camille.martin@valmont.example';
  return { graph, upn, camille: new Caller(graph.url, graph.grant(upn).accessToken) };
}

/** Monday to Friday or any days, each week. */
export const weekly = (
  startDate: string,
  days: readonly string[],
  more: object = {},
  range: object = {},
) => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: days, firstDayOfWeek: 'monday', ...more },
  range: { type: 'noEnd', startDate, recurrenceTimeZone: paris, ...range },
});

/** Every day, so many times. */
export const daily = (startDate: string, times: number, more: object = {}) => ({
  pattern: { type: 'daily', interval: 1, ...more },
  range: { type: 'numbered', startDate, numberOfOccurrences: times, recurrenceTimeZone: paris },
});

/** The day and hour of a list, as they are read. */
export const hoursOf = (events: readonly Body[]): string[] =>
  events.map(({ start }) => start.dateTime.slice(0, 16));

/** The days of a list. */
export const datesOf = (events: readonly Body[]): string[] =>
  events.map(({ start }) => start.dateTime.slice(0, 10));
