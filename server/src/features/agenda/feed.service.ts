import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Call, Context, Database } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { SealError, type Keyring } from '../../vault/keyring.ts';
import { whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { requireAllowed } from './calendar-policy.service.ts';
import { allowedLevels, levelInForce, policyOf, type Policy } from './calendar-policy.store.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';
import { titleOf, writeCalendar } from './calendar-files/write.ts';
import { eventsOf } from './feed-content.ts';
import type { FeedPreview } from './feed.schema.ts';
import * as store from './feed.store.ts';

const msOfDay = 86_400_000;
/** Days a feed shows, before today and after. */
const shownDays = { before: 30, after: 366 };
const previewDays = 7;
const calendarName = 'Agenda Lastria';

/**
 * The key of a link: sealed like a session token, so that one that is not ours is known without asking the database,
 * and that it names nobody. What it holds beside whose it is are 256 random bits.
 */
function makeKey({ actor, keyring }: Context): string {
  const said = [actor.tenantId, actor.staffId, randomBytes(32).toString('base64url')].join('/');
  return keyring.seal('calendar link', '', Buffer.from(said)).toString('base64url');
}

/** Whose link a key is; undefined for anything that was not made here. */
function ownerOf(keyring: Keyring, key: string): { tenantId: string; staffId: string } | undefined {
  if (!/^[\w-]{60,400}$/.test(key)) return undefined;
  try {
    const [tenantId = '', staffId = ''] = keyring
      .open('calendar link', '', Buffer.from(key, 'base64url'))
      .toString()
      .split('/');
    return isId(tenantId) && isId(staffId) ? { tenantId, staffId } : undefined;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

const digestOf = (keyring: Keyring, key: string): string =>
  keyring.digest('calendar feed', key).toString('base64url');

const shown = ({ createdAt, lastReadDay, version, ...chosen }: store.FeedRow, policy: Policy) => ({
  level: levelInForce(chosen, policy),
  createdAt: createdAt.toISOString(),
  lastReadDay,
  version,
});

function requireAgenda(ctx: Context): void {
  if (whereMay(ctx, 'readAgenda').length === 0)
    throw new Problem('forbidden', 'Votre rôle ne donne pas d’agenda à montrer.');
}

/** The link of who acts: never its key, which is kept nowhere. */
export async function readFeed(ctx: Context) {
  const [row, policy] = [await store.feedOf(ctx), await policyOf(ctx.tx, ctx.actor.tenantId)];
  return {
    feed: row ? shown(row, policy) : null,
    allowedLevels: allowedLevels(policy),
    version: row?.version,
  };
}

/** Makes the link, or puts a new one in its place: the former ends with this transaction. */
export async function makeFeed(ctx: Context, level: CalendarLevel = 'busy', origin: string) {
  requireAgenda(ctx);
  const policy = await requireAllowed(ctx, level);
  const key = makeKey(ctx);
  const row = await store.putFeed(ctx, digestOf(ctx.keyring, key), level);
  await audit(ctx, 'agenda.feedMade', { facts: { level } });
  return { feed: shown(row, policy), address: `${origin}/v1/agenda/feeds/${key}.ics`, version: row.version };
}

/** Changes how much the link tells, from the next reading on. */
export async function changeFeed(ctx: Context, version: number, level: CalendarLevel) {
  requireAgenda(ctx);
  const row = await store.feedOf(ctx);
  if (!row) throw notFound();
  requireVersion(row.version, version);
  const policy = await requireAllowed(ctx, level);
  const rows = await store.setLevel(ctx, version, level);
  requireUpdated(rows);
  await audit(ctx, 'agenda.feedChanged', { facts: { level } });
  return shown(rows[0]!, policy);
}

/** Ends the link: the next reading finds nothing. */
export async function revokeFeed(ctx: Context): Promise<void> {
  if (!(await store.endFeed(ctx))) throw notFound();
  await audit(ctx, 'agenda.feedRevoked', {});
}

/** What whoever holds the link would read of the week to come, at a level. */
export async function previewFeed(ctx: Context, level: CalendarLevel): Promise<FeedPreview> {
  requireAgenda(ctx);
  const events = await eventsOf(ctx, level, ctx.now, new Date(+ctx.now + previewDays * msOfDay));
  await audit(ctx, 'agenda.feedPreviewed', { facts: { level, shown: events.length } });
  return {
    level,
    zone: ctx.actor.timeZone,
    items: events.map((event) => ({
      startsAt: event.start,
      minutes: event.minutes,
      title: titleOf(event.detail),
      place: event.detail.level === 'full' ? event.detail.place : null,
      url: event.detail.level === 'full' ? event.detail.url : null,
      tentative: event.tentative,
      blocks: event.blocks,
    })),
  };
}

/** A link as a program reads it: its text and its mark. */
export interface ReadFeed {
  readonly text: string;
  readonly etag: string;
}

/** What rate is counted by, and whose it is; the key itself goes no further. Undefined: not made here. */
export function openKey(keyring: Keyring, key: string) {
  const owner = ownerOf(keyring, key);
  return owner && { ...owner, digest: digestOf(keyring, key) };
}

/**
 * The calendar behind a link, read under what its worker may read at this moment. Undefined, always alike: he has left
 * or keeps no agenda any more, the link was ended or replaced. Traced with the first reading of each local day, in the
 * transaction that moves the day kept beside the link: programs read it every few minutes, and of several at once one
 * moves it.
 */
export async function readCalendarOf(
  database: Database,
  link: NonNullable<ReturnType<typeof openKey>>,
  call: Call,
): Promise<ReadFeed | undefined> {
  return database.withStaff({ ...link, sessionId: null }, call, async (ctx) => {
    const row = await store.feedOf(ctx);
    if (!row || !alike(row.digest, link.digest) || whereMay(ctx, 'readAgenda').length === 0) return undefined;
    const level = levelInForce(row, await policyOf(ctx.tx, ctx.actor.tenantId));
    const events = await eventsOf(
      ctx,
      level,
      new Date(+ctx.now - shownDays.before * msOfDay),
      new Date(+ctx.now + shownDays.after * msOfDay),
    );
    if (await store.readOn(ctx, dayIn(ctx.actor.timeZone, ctx.now)))
      await audit(ctx, 'agenda.feedRead', { facts: { level, shown: events.length } });
    const text = writeCalendar(calendarName, events);
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  });
}

const alike = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
