import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { notFound } from '../../http/problem.ts';
import { staffNames } from './access.store.ts';
import { accessGrant } from './access.table.ts';
import { notice } from './session.table.ts';

/** Everything a notice may tell: the elements have a sentence for each. */
export const noticeKinds = [
  'massReading',
  'emergencyAccess',
  'rightGiven',
  'substitution',
  'supportAsked',
  'supportApproved',
  'administratorAdded',
  'logTampered',
  'serviceFilesAsked',
  'serviceFilesGranted',
  'embeddingChanged',
  'exportReady',
  'reportMade',
  'reportPaused',
  'appointmentAsked',
  'appointmentAnswered',
  'reminderReturned',
  'leaveAsked',
  'leaveDecided',
  'leaveCancelled',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a person is told inside Lastria: codes and ids, never a word of a file. */
export interface Notice {
  readonly tenantId: string;
  readonly kind: NoticeKind;
  /** The person whose act it tells of: never among those who are told. */
  readonly aboutStaffId: string | null;
  readonly fileId?: string | null;
  readonly facts: readonly string[];
  readonly createdAt: Date;
}

/** Tells persons something, in the transaction of what happened. */
export async function notify(tx: Tx, told: readonly string[], one: Notice): Promise<void> {
  const others = told.filter((staffId) => staffId !== one.aboutStaffId);
  if (others.length === 0) return;
  await tx.insert(notice).values(
    others.map((staffId) => ({
      tenantId: one.tenantId,
      id: newId(),
      staffId,
      kind: one.kind,
      fileId: one.fileId ?? null,
      aboutStaffId: one.aboutStaffId,
      facts: [...one.facts],
      createdAt: one.createdAt,
    })),
  );
}

/** Tells persons something in the transaction of an act; their open screens hear of it after the commit. */
export async function inform(
  ctx: Context,
  told: readonly string[],
  one: Omit<Notice, 'tenantId' | 'createdAt'>,
): Promise<void> {
  await notify(ctx.tx, told, { ...one, tenantId: ctx.actor.tenantId, createdAt: ctx.now });
  ctx.published += 1;
}

const own = ({ actor }: Context) =>
  and(eq(notice.tenantId, actor.tenantId), eq(notice.staffId, actor.staffId));

/** What one is told, latest first, and how many are unread. */
export async function listNotices(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  const context = `notices/${ctx.actor.sessionId}`;
  const before = cursor ? openCursor<[string, string]>(ctx.keyring, context, cursor) : undefined;
  const at = before && new Date(before[0]);
  const [rows, [unread], names] = await Promise.all([
    ctx.tx
      .select()
      .from(notice)
      .where(
        and(
          own(ctx),
          at && before
            ? or(lt(notice.createdAt, at), and(eq(notice.createdAt, at), lt(notice.id, before[1])))
            : undefined,
        ),
      )
      .orderBy(desc(notice.createdAt), desc(notice.id))
      .limit(limit + 1),
    ctx.tx
      .select({ count: count() })
      .from(notice)
      .where(and(own(ctx), isNull(notice.readAt))),
    staffNames(ctx),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const reasons = await reasonsOf(ctx, page);
  return {
    items: page.map(({ id, kind, createdAt, readAt, fileId, aboutStaffId, facts }) => ({
      id,
      kind,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
      fileId,
      about: aboutStaffId === null ? null : { id: aboutStaffId, displayName: names.get(aboutStaffId) ?? '' },
      facts,
      reason: reasons.get(facts[0] ?? '') ?? null,
    })),
    nextCursor:
      rows.length > limit && last
        ? sealCursor(ctx.keyring, context, [last.createdAt.toISOString(), last.id])
        : null,
    unread: unread!.count,
  };
}

/** Why rights were given, of which one is told by their ids. */
async function reasonsOf(
  { tx, actor }: Context,
  page: readonly { readonly kind: string; readonly facts: readonly string[] }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = page.flatMap(({ kind, facts }) =>
    ['emergencyAccess', 'substitution'].includes(kind) ? facts.slice(0, 1) : [],
  );
  if (ids.length === 0) return new Map();
  const { id, reason } = accessGrant;
  const rows = await tx
    .select({ id, reason })
    .from(accessGrant)
    .where(and(eq(accessGrant.tenantId, actor.tenantId), inArray(id, ids)));
  return new Map(rows.map((row) => [row.id, row.reason]));
}

/** One was read; said again, it stays as it was. Another person's does not exist. */
export async function readNotice(ctx: Context, noticeId: string): Promise<void> {
  const [found] = await ctx.tx
    .select({ readAt: notice.readAt })
    .from(notice)
    .where(and(own(ctx), eq(notice.id, noticeId)));
  if (!found) throw notFound();
  if (found.readAt !== null) return;
  await ctx.tx
    .update(notice)
    .set({ readAt: ctx.now })
    .where(and(own(ctx), eq(notice.id, noticeId)));
}

/** All that one was told so far was read. */
export async function readNotices(ctx: Context): Promise<void> {
  await ctx.tx
    .update(notice)
    .set({ readAt: ctx.now })
    .where(and(own(ctx), isNull(notice.readAt)));
}

/** Whether a person was told something of these kinds and has not read it; in a transaction of his own. */
export async function hasUnread(
  tx: Tx,
  { tenantId, staffId }: { readonly tenantId: string; readonly staffId: string },
  ...kinds: readonly NoticeKind[]
): Promise<boolean> {
  const [found] = await tx
    .select({ id: notice.id })
    .from(notice)
    .where(
      and(
        eq(notice.tenantId, tenantId),
        eq(notice.staffId, staffId),
        inArray(notice.kind, kinds),
        isNull(notice.readAt),
      ),
    )
    .limit(1);
  return found !== undefined;
}

/** What one was told from an id on, oldest first. */
export const noticesSince = (ctx: Context, sinceId: string, limit: number) =>
  ctx.tx
    .select({ id: notice.id, fileId: notice.fileId })
    .from(notice)
    .where(
      and(own(ctx), gte(notice.id, sinceId), gte(notice.createdAt, new Date(ctx.now.getTime() - lookBack))),
    )
    .orderBy(asc(notice.id))
    .limit(limit);

/** No stream is resumed from further back; the index is by date. */
const lookBack = 2 * 3_600_000;
