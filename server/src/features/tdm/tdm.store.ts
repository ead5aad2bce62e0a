import { and, desc, eq, lt, or, sql, type Placeholder } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { idList, insert, insertReturning, statement, statements } from '../../db/statement.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { fileIdentity, recordVersion, socialFile } from '../social-file/social-file.table.ts';
import {
  partner,
  socialRequest,
  supportAction,
  workEntry,
  workEntryPartner,
  workEntryRequest,
  workEntryText,
  workEntryVoid,
} from './tdm.table.ts';

export type EntryRow = typeof workEntry.$inferSelect;
export type RequestRow = typeof socialRequest.$inferSelect;
export type ActionRow = typeof supportAction.$inferSelect;

/** The version a change gives: one that no reader ever saw, not even before an undo. */
export const nextVersion = (row: { version: number; spentVersion: number }): number =>
  Math.max(row.version, row.spentVersion) + 1;

/** Where a file stands, when one may see it. */
export async function whereIs(ctx: Context, fileId: string) {
  const [row] = await unitOfFile(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
  return row;
}
const unitOfFile = statement(['tenantId', 'fileId'], (db, value) =>
  db
    .select({ unitId: socialFile.unitId })
    .from(socialFile)
    .where(and(eq(socialFile.tenantId, value.tenantId), eq(socialFile.id, value.fileId))),
);

/** The file as the TDM needs it: where it is, and what may not be dated before. */
export async function fileOf(ctx: Context, fileId: string) {
  const [row] = await fileForWork(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
  return row;
}
const fileForWork = statement(['tenantId', 'fileId'], (db, value) =>
  db
    .select({
      id: socialFile.id,
      unitId: socialFile.unitId,
      status: socialFile.status,
      lastContactOn: socialFile.lastContactOn,
      lastWorkOn: socialFile.lastWorkOn,
      birthDate: fileIdentity.birthDate,
    })
    .from(socialFile)
    .innerJoin(
      fileIdentity,
      and(eq(fileIdentity.tenantId, value.tenantId), eq(fileIdentity.fileId, socialFile.id)),
    )
    .where(and(eq(socialFile.tenantId, value.tenantId), eq(socialFile.id, value.fileId))),
);

export async function requestsOf(
  ctx: Context,
  fileId: string,
  ids?: readonly string[],
): Promise<RequestRow[]> {
  const { tenantId } = ctx.actor;
  return requestsAsked(ids ? 'some' : 'all')(ctx.tx, { tenantId, fileId, ids: idList(ids ?? []) });
}
const requestsAsked = statements((which: 'some' | 'all') =>
  statement(['tenantId', 'fileId', 'ids'], (db, value) =>
    db
      .select()
      .from(socialRequest)
      .where(
        and(
          eq(socialRequest.tenantId, value.tenantId),
          eq(socialRequest.fileId, value.fileId),
          which === 'some' ? sql`${socialRequest.id} = any (${value.ids}::uuid[])` : undefined,
        ),
      )
      .orderBy(desc(socialRequest.requestedOn), socialRequest.id),
  ),
);

export async function actionsOfFile(ctx: Context, fileId: string): Promise<ActionRow[]> {
  return ctx.tx
    .select()
    .from(supportAction)
    .where(and(eq(supportAction.tenantId, ctx.actor.tenantId), eq(supportAction.fileId, fileId)))
    .orderBy(supportAction.doneOn, supportAction.id);
}

export async function partnersById(ctx: Context, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.tx
    .select()
    .from(partner)
    .where(and(eq(partner.tenantId, ctx.actor.tenantId), sql`${partner.id} = any (${uuids(ids)})`))
    .orderBy(partner.name, partner.id);
}

export async function staffById(ctx: Context, id: string) {
  const [row] = await ctx.tx
    .select({ id: staffMember.id, displayName: staffMember.displayName })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, id)));
  return row;
}

export interface NewEntry {
  readonly entry: typeof workEntry.$inferInsert;
  readonly requests: readonly (typeof socialRequest.$inferInsert)[];
  readonly links: readonly (typeof workEntryRequest.$inferInsert)[];
  readonly actions: readonly (typeof supportAction.$inferInsert)[];
  readonly partners: readonly (typeof workEntryPartner.$inferInsert)[];
  readonly text: typeof workEntryText.$inferInsert | undefined;
}

/** Writes a travail with what it brings: new demandes, links, moyens, partners, text; in this order, without waiting between. */
export async function insertEntry(ctx: Context, one: NewEntry) {
  const [[entry], , , actions] = await Promise.all([
    insertReturning(ctx.tx, workEntry, [one.entry]),
    insert(ctx.tx, socialRequest, ...one.requests),
    insert(ctx.tx, workEntryRequest, ...one.links),
    insertReturning(ctx.tx, supportAction, one.actions),
    insert(ctx.tx, workEntryPartner, ...one.partners),
    one.text && insert(ctx.tx, workEntryText, one.text),
  ]);
  return { entry: entry!, actions };
}

/** A record changed more often than this shows its latest versions. */
const mostVersions = 200;

const nameOf = (
  tenantId: string | Placeholder,
  column: typeof workEntry.performedBy | typeof workEntry.recordedBy | typeof recordVersion.changedBy,
) =>
  sql<string>`(select m.display_name from staff_member m where m.tenant_id = ${tenantId} and m.id = ${column})`;

const entryColumns = (tenantId: Placeholder) => ({
  entry: workEntry,
  performerName: nameOf(tenantId, workEntry.performedBy),
  recorderName: nameOf(tenantId, workEntry.recordedBy),
});

export interface TimelineFilter {
  readonly requestId?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly performedBy?: string | undefined;
  /** Done before this day. */
  readonly earlier?: string | undefined;
  readonly before?: readonly [performedOn: string, id: string] | undefined;
  readonly limit: number;
}

/** Travaux of a file, latest first. */
export async function timeline(ctx: Context, fileId: string, { before, limit, ...filter }: TimelineFilter) {
  const given = { ...filter, beforeDay: before?.[0], beforeId: before?.[1] };
  const asked = filters.filter((name) => given[name] !== undefined);
  const values = Object.fromEntries(filters.map((name) => [name, given[name] ?? '']));
  const { tenantId } = ctx.actor;
  return timelineBy(asked.join(' '))(ctx.tx, {
    ...(values as Record<Filter, string>),
    tenantId,
    fileId,
    limit,
  });
}
const filters = ['requestId', 'typeCode', 'performedBy', 'earlier', 'beforeDay', 'beforeId'] as const;
type Filter = (typeof filters)[number];

const timelineBy = statements((asked: string) =>
  statement(['tenantId', 'fileId', 'limit', ...filters], (db, value) => {
    const has = (name: Filter) => asked.split(' ').includes(name);
    return db
      .select(entryColumns(value.tenantId))
      .from(workEntry)
      .where(
        and(
          eq(workEntry.tenantId, value.tenantId),
          eq(workEntry.fileId, value.fileId),
          has('typeCode') ? eq(workEntry.typeCode, value.typeCode) : undefined,
          has('earlier') ? lt(workEntry.performedOn, value.earlier) : undefined,
          has('performedBy') ? eq(workEntry.performedBy, value.performedBy) : undefined,
          has('requestId')
            ? sql`exists (select 1 from work_entry_request l where l.tenant_id = ${value.tenantId} and l.entry_id = ${workEntry.id} and l.request_id = ${value.requestId})`
            : undefined,
          has('beforeDay')
            ? or(
                lt(workEntry.performedOn, value.beforeDay),
                and(eq(workEntry.performedOn, value.beforeDay), lt(workEntry.id, value.beforeId)),
              )
            : undefined,
        ),
      )
      .orderBy(desc(workEntry.performedOn), desc(workEntry.id))
      .limit(value.limit);
  }),
);

export async function entryById(ctx: Context, entryId: string) {
  const [row] = await oneEntry(ctx.tx, { tenantId: ctx.actor.tenantId, entryId });
  return row;
}
const oneEntry = statement(['tenantId', 'entryId'], (db, value) =>
  db
    .select(entryColumns(value.tenantId))
    .from(workEntry)
    .where(and(eq(workEntry.tenantId, value.tenantId), eq(workEntry.id, value.entryId))),
);

/** What hangs on the travaux given: links with the type of their demande, moyens, partners, texts, reasons why they were voided. Five reads, whatever their number, which travel together. */
export async function detailsOf(ctx: Context, entryIds: readonly string[]) {
  if (entryIds.length === 0) return { links: [], actions: [], partners: [], texts: [], voids: [] };
  const of = { tenantId: ctx.actor.tenantId, ids: idList(entryIds) };
  const [links, actions, partners, texts, voids] = await Promise.all([
    linksOfEntries(ctx.tx, of),
    actionsOfEntries(ctx.tx, of),
    partnersOfEntries(ctx.tx, of),
    textsOfEntries(ctx.tx, of),
    voidsOfEntries(ctx.tx, of),
  ]);
  return { links, actions, partners, texts, voids };
}
const ofEntries = ['tenantId', 'ids'] as const;
const linksOfEntries = statement(ofEntries, (db, { tenantId, ids }) =>
  db
    .select({
      entryId: workEntryRequest.entryId,
      requestId: workEntryRequest.requestId,
      typeCode: socialRequest.typeCode,
      requestedOn: socialRequest.requestedOn,
    })
    .from(workEntryRequest)
    .innerJoin(
      socialRequest,
      and(eq(socialRequest.tenantId, tenantId), eq(socialRequest.id, workEntryRequest.requestId)),
    )
    .where(
      and(eq(workEntryRequest.tenantId, tenantId), sql`${workEntryRequest.entryId} = any (${ids}::uuid[])`),
    )
    .orderBy(socialRequest.requestedOn, socialRequest.id),
);
const actionsOfEntries = statement(ofEntries, (db, { tenantId, ids }) =>
  db
    .select()
    .from(supportAction)
    .where(and(eq(supportAction.tenantId, tenantId), sql`${supportAction.entryId} = any (${ids}::uuid[])`))
    .orderBy(supportAction.id),
);
const partnersOfEntries = statement(ofEntries, (db, { tenantId, ids }) =>
  db
    .select({ entryId: workEntryPartner.entryId, id: partner.id, kind: partner.kind, name: partner.name })
    .from(workEntryPartner)
    .innerJoin(partner, and(eq(partner.tenantId, tenantId), eq(partner.id, workEntryPartner.partnerId)))
    .where(
      and(eq(workEntryPartner.tenantId, tenantId), sql`${workEntryPartner.entryId} = any (${ids}::uuid[])`),
    )
    .orderBy(partner.name, partner.id),
);
const textsOfEntries = statement(ofEntries, (db, { tenantId, ids }) =>
  db
    .select({ entryId: workEntryText.entryId, body: workEntryText.body })
    .from(workEntryText)
    .where(and(eq(workEntryText.tenantId, tenantId), sql`${workEntryText.entryId} = any (${ids}::uuid[])`)),
);
const voidsOfEntries = statement(ofEntries, (db, { tenantId, ids }) =>
  db
    .select({ entryId: workEntryVoid.entryId, reason: workEntryVoid.reason })
    .from(workEntryVoid)
    .where(and(eq(workEntryVoid.tenantId, tenantId), sql`${workEntryVoid.entryId} = any (${ids}::uuid[])`)),
);

/** Takes back demandes opened by a travail that is undone: those no other travail nor moyen uses. */
export async function dropOrphanRequests(
  ctx: Context,
  fileId: string,
  ids: readonly string[],
  openedAt: Date,
): Promise<void> {
  if (ids.length === 0) return;
  const { tenantId } = ctx.actor;
  await ctx.tx.execute(sql`
    delete from social_request r
     where r.tenant_id = ${tenantId} and r.file_id = ${fileId} and r.id in ${[...ids]} and r.created_at = ${openedAt.toISOString()}
       and not exists (select 1 from work_entry_request l where l.tenant_id = ${tenantId} and l.request_id = r.id)
       and not exists (select 1 from support_action a where a.tenant_id = ${tenantId} and a.request_id = r.id)`);
}

/** How many travaux that stand are linked to each demande of a file. */
export async function entriesByRequest(ctx: Context, fileId: string): Promise<Map<string, number>> {
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{ request_id: string; entries: number }>(sql`
    select l.request_id, count(*)::int as entries
      from work_entry_request l
      join work_entry e on e.tenant_id = ${tenantId} and e.id = l.entry_id and e.voided_at is null
     where l.tenant_id = ${tenantId} and l.file_id = ${fileId}
     group by l.request_id`);
  return new Map(rows.map((row) => [row.request_id, row.entries]));
}

/** Former states of the records given, latest first; only those one's clearance reads. */
export async function versionsOf(ctx: Context, recordIds: readonly string[]) {
  return ctx.tx
    .select({
      record: recordVersion.record,
      recordId: recordVersion.recordId,
      before: recordVersion.before,
      after: recordVersion.after,
      changedAt: recordVersion.changedAt,
      changedBy: recordVersion.changedBy,
      changerName: nameOf(ctx.actor.tenantId, recordVersion.changedBy),
    })
    .from(recordVersion)
    .where(
      and(
        eq(recordVersion.tenantId, ctx.actor.tenantId),
        sql`${recordVersion.recordId} = any (${uuids(recordIds)})`,
      ),
    )
    .orderBy(desc(recordVersion.changedAt), desc(recordVersion.id))
    .limit(mostVersions);
}
export type KeptVersion = Awaited<ReturnType<typeof versionsOf>>[number];

export async function staffNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({ id: staffMember.id, name: staffMember.displayName })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), sql`${staffMember.id} = any (${uuids(ids)})`));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
