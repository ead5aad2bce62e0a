import type { Hono } from 'hono';
import type { Database } from '../../../db/database.ts';
import { isId } from '../../../db/ids.ts';
import { parseJson, readBody } from '../../../http/body.ts';
import type { Log } from '../../../http/log.ts';
import { notFound, Problem } from '../../../http/problem.ts';
import { sessionRateLimit } from '../../../http/rate-limit.ts';
import type { RequestVariables } from '../../../http/request.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { notificationPath, notificationsShape, notified } from './subscription.service.ts';

export interface NotificationDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly log: Log;
  readonly rate: { readonly perSecond: number; readonly burst: number };
}

/** Messages of all calendars: Microsoft sends again what was refused, for four hours. */
export const notificationRate = { perSecond: 100, burst: 1000 };

/** Bytes of a message: a thousand notifications without contents. */
const mostBytes = 1_000_000;

/**
 * The address where Microsoft tells that a calendar changed. Anybody may write to it: it is believed for nothing but
 * « look again », and answers the same whether it was believed or not.
 */
export function mountCalendarNotifications(
  app: Hono<{ Variables: RequestVariables }>,
  { database, keyring, clock, log, rate }: NotificationDeps,
): void {
  const rateLimit = sessionRateLimit(rate.perSecond, rate.burst);
  app.post(notificationPath.replace('{tenantId}', ':tenantId'), async (c) => {
    const tenantId = c.req.param('tenantId') ?? '';
    if (!isId(tenantId)) throw notFound();
    // The handshake: its token is given back as text, whatever it holds; nosniff keeps it from being a page
    const token = c.req.query('validationToken');
    if (token !== undefined)
      return c.body(token, 200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    // Whoever writes without end keeps nobody else waiting: calendars are read every quarter of an hour all the same
    rateLimit.take('notifications');
    const parsed = notificationsShape.safeParse(parseJson(await readBody(c, mostBytes)));
    if (!parsed.success) throw new Problem('invalid-request', 'Ce message n’est pas une notification.');
    const { value } = parsed.data;
    const taken = await notified({ database, keyring }, tenantId, value, clock());
    if (taken < value.length)
      log('warn', 'notification refused', { requestId: c.get('requestId'), count: value.length - taken });
    return c.body(null, 202);
  });
}
