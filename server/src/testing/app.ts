import { inject } from 'vitest';
import { createApp, type App } from '../app.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { rights } from '../features/access/rights.ts';
import type { CalendarKind } from '../features/agenda/outlook/calendar-link.ts';
import type { Log } from '../http/log.ts';
import type { Mail } from '../mail/mail.ts';
import type { Assets } from '../pages/assets.ts';
import type { Services } from '../services.ts';
import { createTestDatabase, testKeyring } from './cluster.ts';
import { openTestServices, testOutlook } from './services.ts';
import { testOrigin } from './tenant.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

export interface TestApp {
  readonly app: App;
  readonly database: Database;
  /** Jobs are queued; they run once a test calls `services.jobs.start()`. */
  readonly services: Services;
  /** Folder of the sealed files. */
  readonly blobDir: string;
  /** Administrator's address of this test's database, to look behind the policies. */
  readonly adminUrl: string;
  /** Log lines written so far. */
  readonly logs: string[];
  /** What failed inside, with its cause: a test that meets a 5xx shows it. */
  readonly failures: Error[];
  close(): Promise<void>;
}

export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The real application on a database of its own, copied from the migrated template. */
export async function startTestApp(
  options: {
    clock?: () => Date;
    poolSize?: number;
    rate?: { perSecond: number; burst: number };
    /** The relay by which codes are sent. */
    mail?: Mail;
    /** What our own pages load; none when not given. */
    pages?: Assets;
    /** Calendars in Outlook. */
    outlook?: CalendarKind;
  } = {},
): Promise<TestApp> {
  const created = await createTestDatabase(inject('clusterUrl'));
  const database = openDatabase({
    url: created.url,
    keyring: testKeyring,
    poolSize: options.poolSize ?? 4,
    rights,
  });
  const logs: string[] = [];
  const failures: Error[] = [];
  const log: Log = (level, event, fields) => logs.push(JSON.stringify({ level, event, ...fields }));
  const opened = openTestServices(database, created.url, {
    log,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const app = createApp({
    database,
    services: opened.services,
    keyring: testKeyring,
    contract: '{}',
    pages: options.pages,
    mail: options.mail,
    outlook: options.outlook ?? testOutlook,
    log,
    validateReplies: true,
    onFailure: (error) => failures.push(error),
    rate: options.rate ?? { perSecond: 1e6, burst: 1e6 },
    ...(options.clock ? { clock: options.clock } : {}),
  });
  return {
    app,
    database,
    services: opened.services,
    blobDir: opened.blobDir,
    adminUrl: created.url,
    logs,
    failures,
    async close() {
      await opened.close();
      await database.close();
      await created.drop();
    },
  };
}

/** One call, as the SDK would make it. */
export async function call(
  app: App,
  token: string,
  path: string,
  { method = 'GET', body, headers = {} }: CallOptions = {},
): Promise<Response> {
  return app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      origin: testOrigin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The body of an answer that must have the status expected; what it says otherwise is shown. */
export async function expectJson<T>(response: Response, status: number): Promise<T> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`expected ${status}, got ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
