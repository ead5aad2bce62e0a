import type { Hono } from 'hono';
import type { Database } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { sessionRateLimit } from '../../http/rate-limit.ts';
import type { RequestVariables } from '../../http/request.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { openKey, readCalendarOf } from './feed.service.ts';

export interface FeedDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
}

/** Of one link: a reading every five seconds in the long run, ten at once. Programs read every few minutes. */
const rate = { perSecond: 0.2, burst: 10 };

/**
 * The calendar that other programs read. They can show nothing but an address: its key is the whole of the right to
 * read, and what is no key of a link that serves gives one and the same 404. The key is in no log: of an address, logs
 * have the route.
 */
export function mountFeeds(app: Hono<{ Variables: RequestVariables }>, deps: FeedDeps): void {
  const { database, keyring, clock } = deps;
  const rateLimit = sessionRateLimit(rate.perSecond, rate.burst);
  app.get('/v1/agenda/feeds/:key', async (c) => {
    const link = openKey(keyring, c.req.param('key').replace(/\.ics$/, ''));
    if (!link) throw notFound();
    rateLimit.take(link.digest);
    const read = await readCalendarOf(database, link, { requestId: c.get('requestId'), now: clock() });
    if (!read) throw notFound();
    const headers = { 'cache-control': 'private, no-store', etag: read.etag };
    const known = (c.req.header('if-none-match') ?? '')
      .split(',')
      .map((one) => one.trim().replace(/^W\//, ''));
    if (known.includes(read.etag)) return new Response(null, { status: 304, headers });
    return new Response(read.text, {
      status: 200,
      headers: {
        ...headers,
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="agenda.ics"',
      },
    });
  });
}
