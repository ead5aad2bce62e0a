import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { accessGrant, hostClient } from '../access/access.table.ts';
import { accessSession } from '../access/session.table.ts';
import { staffMember, tenant } from '../organisation/organisation.table.ts';
import {
  auditEvent,
  auditSetting,
  auditState,
  readingEpisode,
  readingLimit,
  type ReadingKind,
} from './audit.table.ts';

/** Traces of one file, latest first. */
export async function eventsOfFile(
  ctx: Context,
  fileId: string,
  before: readonly [string, string] | undefined,
  limit: number,
) {
  const { tenantId } = ctx.actor;
  const at = before && new Date(before[0]);
  return ctx.tx
    .select({
      id: auditEvent.id,
      at: auditEvent.at,
      type: auditEvent.type,
      recordId: auditEvent.recordId,
      staffId: auditEvent.staffId,
      staffName: staffMember.displayName,
      clientId: auditEvent.clientId,
      clientName: hostClient.name,
    })
    .from(auditEvent)
    .leftJoin(staffMember, and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, auditEvent.staffId)))
    .leftJoin(hostClient, and(eq(hostClient.tenantId, tenantId), eq(hostClient.id, auditEvent.clientId)))
    .where(
      and(
        eq(auditEvent.tenantId, tenantId),
        eq(auditEvent.fileId, fileId),
        at && before
          ? or(lt(auditEvent.at, at), and(eq(auditEvent.at, at), lt(auditEvent.id, before[1])))
          : undefined,
      ),
    )
    .orderBy(desc(auditEvent.at), desc(auditEvent.id))
    .limit(limit);
}

const standing = (now: Date) =>
  and(
    isNull(accessGrant.revokedAt),
    lte(accessGrant.validFrom, now),
    or(isNull(accessGrant.validUntil), gt(accessGrant.validUntil, now)),
  );
const present = (now: Date) => or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now));

/** The data protection officers of a tenant that have an address. */
export async function officers(tx: Tx, tenantId: string, now: Date): Promise<{ email: string }[]> {
  const rows = await tx
    .selectDistinct({ email: staffMember.email })
    .from(accessGrant)
    .innerJoin(staffMember, and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, accessGrant.staffId)))
    .where(
      and(
        eq(accessGrant.tenantId, tenantId),
        eq(accessGrant.role, 'DPO'),
        standing(now),
        present(now),
        isNotNull(staffMember.email),
      ),
    );
  return rows.map(({ email }) => ({ email: email! }));
}

/** The roles each of these persons holds. */
export async function rolesOf(tx: Tx, tenantId: string, now: Date) {
  return tx
    .selectDistinct({ staffId: accessGrant.staffId, role: accessGrant.role })
    .from(accessGrant)
    .where(and(eq(accessGrant.tenantId, tenantId), standing(now)));
}

/** Who is told of what a person reads: the managers of the units that person works in, and the officers. */
export async function watchers(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<string[]> {
  const at = now.toISOString();
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive above as (
      select g.unit_id as id, true as own from access_grant g
       where g.tenant_id = ${tenantId} and g.staff_id = ${staffId} and g.unit_id is not null and g.revoked_at is null
         and g.valid_from <= ${at} and (g.valid_until is null or g.valid_until > ${at})
      union
      select u.parent_id, false from above a
        join org_unit u on u.tenant_id = ${tenantId} and u.id = a.id where u.parent_id is not null
    )
    select distinct m.id from access_grant g
      join staff_member m on m.tenant_id = ${tenantId} and m.id = g.staff_id
      left join above a on a.id = g.unit_id and (a.own or g.with_subtree)
     where g.tenant_id = ${tenantId} and g.staff_id <> ${staffId} and g.revoked_at is null
       and g.valid_from <= ${at} and (g.valid_until is null or g.valid_until > ${at})
       and (m.left_at is null or m.left_at > ${at})
       and (g.role = 'DPO' or (g.role = 'TEAM_MANAGER' and a.id is not null))`);
  return rows.map(({ id }) => id);
}

export async function retention(tx: Tx, tenantId: string) {
  const [row] = await tx.select().from(auditSetting).where(eq(auditSetting.tenantId, tenantId));
  return row;
}

export const limits = (tx: Tx, tenantId: string) =>
  tx.select().from(readingLimit).where(eq(readingLimit.tenantId, tenantId));

/** Episodes that last; `alone`: no other process opens one before this transaction ends. */
export async function openEpisodes(tx: Tx, tenantId: string, { alone = false } = {}) {
  if (alone) await tx.execute(sql`select pg_advisory_xact_lock(4603, hashtext(${tenantId}))`);
  return tx
    .select()
    .from(readingEpisode)
    .where(and(eq(readingEpisode.tenantId, tenantId), isNull(readingEpisode.closedAt)));
}

export async function openEpisode(tx: Tx, row: typeof readingEpisode.$inferInsert): Promise<void> {
  await tx.insert(readingEpisode).values(row);
}

export async function closeEpisode(tx: Tx, tenantId: string, id: string, at: Date): Promise<void> {
  await tx
    .update(readingEpisode)
    .set({ closedAt: at })
    .where(and(eq(readingEpisode.tenantId, tenantId), eq(readingEpisode.id, id)));
}

/** Names of the team and of the portals, and the zone of the tenant. */
export async function namesOf(tx: Tx, tenantId: string) {
  const [[own], staff, clients] = await Promise.all([
    tx.select({ timeZone: tenant.timeZone }).from(tenant).where(eq(tenant.tenantId, tenantId)),
    tx
      .select({ id: staffMember.id, name: staffMember.displayName })
      .from(staffMember)
      .where(eq(staffMember.tenantId, tenantId)),
    tx
      .select({ id: hostClient.id, name: hostClient.name })
      .from(hostClient)
      .where(eq(hostClient.tenantId, tenantId)),
  ]);
  const byId = (rows: readonly { id: string; name: string }[]) =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { timeZone: own!.timeZone, staff: byId(staff), clients: byId(clients) };
}

interface Search {
  readonly fileId?: string | undefined;
  readonly staffId?: string | undefined;
  readonly types: readonly string[] | null;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before: readonly [string, string] | undefined;
  readonly limit: number;
}
type Found = Record<'id' | 'at' | 'exact' | 'type', string> &
  Record<'staffId' | 'sessionId' | 'clientId' | 'fileId' | 'unitId' | 'recordId', string | null>;

/** Traces of the tenant through the one function that may read them all, latest first. */
export async function searchEvents(ctx: Context, search: Search): Promise<Found[]> {
  const { tenantId, timeZone } = ctx.actor;
  const { fileId = null, staffId = null, from = null, to = null, types, before, limit } = search;
  const kinds = types && `{${types.join(',')}}`;
  const rows = await ctx.tx.execute<Found>(sql`
    select id, at, at::text as exact, type, staff_id as "staffId", session_id as "sessionId", client_id as "clientId",
           file_id as "fileId", unit_id as "unitId", record_id as "recordId"
      from app.audit_search(${tenantId}::uuid, ${ctx.now.toISOString()}::timestamptz, ${fileId}::uuid, ${staffId}::uuid,
             ${kinds}::text[], ${from}::text::timestamp at time zone ${timeZone},
             (${to}::text::date + 1)::timestamp at time zone ${timeZone},
             ${before?.[0] ?? null}::text::timestamptz, ${before?.[1] ?? null}::uuid, ${limit}::int)`);
  return [...rows];
}

/** What is read after does not change under the hand; also where there is no row yet. */
export async function lockSettings(ctx: Context): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(4604, hashtext(${ctx.actor.tenantId}))`);
}

export async function saveSettings(
  ctx: Context,
  setting: { retentionMonths: number; version: number },
  rows: readonly (Record<ReadingKind, number> & { role: string })[],
): Promise<void> {
  const { tenantId } = ctx.actor;
  await ctx.tx
    .insert(auditSetting)
    .values({ tenantId, ...setting })
    .onConflictDoUpdate({ target: auditSetting.tenantId, set: setting });
  for (const { role, ...limitsOfRole } of rows)
    await ctx.tx
      .insert(readingLimit)
      .values({ tenantId, role, ...limitsOfRole })
      .onConflictDoUpdate({ target: [readingLimit.tenantId, readingLimit.role], set: limitsOfRole });
}

/** Sessions by their ids: where an act came from. Those long ended are forgotten. */
export async function sessionsOf({ tx, actor }: Context, ids: readonly (string | null)[]) {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map<string, never>();
  const { id, kind, device, origins } = accessSession;
  const rows = await tx
    .select({ id, kind, device, origins })
    .from(accessSession)
    .where(and(eq(accessSession.tenantId, actor.tenantId), inArray(id, wanted)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What was written by those who opened a file in an emergency, by the id of the right it gave. */
export async function reasonsOf({ tx, actor }: Context, ids: readonly (string | null)[]) {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map<string, string>();
  const { id, reason } = accessGrant;
  const rows = await tx
    .select({ id, reason })
    .from(accessGrant)
    .where(and(eq(accessGrant.tenantId, actor.tenantId), inArray(id, wanted)));
  return new Map(rows.map((row) => [row.id, row.reason]));
}

/** Episodes of reading beyond measure, latest first; never one's own. */
export async function episodes(
  { tx, actor }: Context,
  before: readonly [string, string] | undefined,
  limit: number,
) {
  const { openedAt, id } = readingEpisode;
  const at = before && new Date(before[0]);
  return tx
    .select()
    .from(readingEpisode)
    .where(
      and(
        eq(readingEpisode.tenantId, actor.tenantId),
        at && before ? or(lt(openedAt, at), and(eq(openedAt, at), lt(id, before[1]))) : undefined,
      ),
    )
    .orderBy(desc(openedAt), desc(id))
    .limit(limit);
}

/** What whoever chains the traces last found. */
export async function stateOf({ tx, actor }: Context) {
  const [row] = await tx.select().from(auditState).where(eq(auditState.tenantId, actor.tenantId));
  return row;
}
