import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { choiceItem } from '../configuration/configuration.table.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { fileIdentity, recordVersion, socialFile } from '../social-file/social-file.table.ts';
import { partner, socialRequest, supportAction, workEntry, workEntryPartner, workEntryRequest, workEntryText } from './tdm.table.ts';

export type EntryRow = typeof workEntry.$inferSelect;
export type RequestRow = typeof socialRequest.$inferSelect;
export type ActionRow = typeof supportAction.$inferSelect;

/** The file as the TDM needs it: where it is, and what may not be dated before. */
export async function fileOf(ctx: Context, fileId: string) {
  const [row] = await ctx.tx
    .select({
      id: socialFile.id,
      unitId: socialFile.unitId,
      status: socialFile.status,
      lastContactOn: socialFile.lastContactOn,
      lastWorkOn: socialFile.lastWorkOn,
      birthDate: fileIdentity.birthDate,
    })
    .from(socialFile)
    .innerJoin(fileIdentity, and(eq(fileIdentity.tenantId, ctx.actor.tenantId), eq(fileIdentity.fileId, socialFile.id)))
    .where(and(eq(socialFile.tenantId, ctx.actor.tenantId), eq(socialFile.id, fileId)));
  return row;
}

/** Items of the lists named, by list and code; inactive ones too, for what was recorded with them. */
export async function choiceItems(ctx: Context, wanted: readonly (readonly [list: string, code: string])[]) {
  if (wanted.length === 0) return new Map<string, typeof choiceItem.$inferSelect>();
  const rows = await ctx.tx
    .select()
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, ctx.actor.tenantId),
        or(...wanted.map(([list, code]) => and(eq(choiceItem.listCode, list), eq(choiceItem.code, code)))),
      ),
    );
  return new Map(rows.map((row) => [`${row.listCode}/${row.code}`, row]));
}

export async function requestsOf(ctx: Context, fileId: string, ids?: readonly string[]): Promise<RequestRow[]> {
  return ctx.tx
    .select()
    .from(socialRequest)
    .where(
      and(
        eq(socialRequest.tenantId, ctx.actor.tenantId),
        eq(socialRequest.fileId, fileId),
        ids ? inArray(socialRequest.id, [...ids]) : undefined,
      ),
    )
    .orderBy(desc(socialRequest.requestedOn), socialRequest.id);
}

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
    .where(and(eq(partner.tenantId, ctx.actor.tenantId), inArray(partner.id, [...ids])));
}

export async function staffExists(ctx: Context, id: string): Promise<boolean> {
  const rows = await ctx.tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, id)));
  return rows.length === 1;
}

export interface NewEntry {
  readonly entry: typeof workEntry.$inferInsert;
  readonly requests: readonly (typeof socialRequest.$inferInsert)[];
  readonly links: readonly (typeof workEntryRequest.$inferInsert)[];
  readonly actions: readonly (typeof supportAction.$inferInsert)[];
  readonly partners: readonly (typeof workEntryPartner.$inferInsert)[];
  readonly text: typeof workEntryText.$inferInsert | undefined;
}

/** Writes a travail with what it brings: new demandes, links, moyens, partners, text. */
export async function insertEntry(ctx: Context, one: NewEntry): Promise<void> {
  await ctx.tx.insert(workEntry).values(one.entry);
  if (one.requests.length > 0) await ctx.tx.insert(socialRequest).values([...one.requests]);
  if (one.links.length > 0) await ctx.tx.insert(workEntryRequest).values([...one.links]);
  if (one.actions.length > 0) await ctx.tx.insert(supportAction).values([...one.actions]);
  if (one.partners.length > 0) await ctx.tx.insert(workEntryPartner).values([...one.partners]);
  if (one.text) await ctx.tx.insert(workEntryText).values(one.text);
}

/** Moves the dates of last contact and last work forward, never back. */
export async function touchFile(ctx: Context, fileId: string, performedOn: string, isContact: boolean): Promise<void> {
  await ctx.tx
    .update(socialFile)
    .set({
      lastWorkOn: sql`greatest(${socialFile.lastWorkOn}, ${performedOn}::date)`,
      ...(isContact ? { lastContactOn: sql`greatest(${socialFile.lastContactOn}, ${performedOn}::date)` } : {}),
    })
    .where(and(eq(socialFile.tenantId, ctx.actor.tenantId), eq(socialFile.id, fileId)));
}

const nameOf = (ctx: Context, column: typeof workEntry.performedBy | typeof workEntry.recordedBy) =>
  sql<string>`(select m.display_name from staff_member m where m.tenant_id = ${ctx.actor.tenantId} and m.id = ${column})`;

export interface TimelineFilter {
  readonly requestId?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly performedBy?: string | undefined;
  readonly before?: readonly [performedOn: string, id: string] | undefined;
  readonly limit: number;
}

const entryColumns = (ctx: Context) => ({
  entry: workEntry,
  performerName: nameOf(ctx, workEntry.performedBy),
  recorderName: nameOf(ctx, workEntry.recordedBy),
});

/** Travaux of a file, latest first. */
export async function timeline(ctx: Context, fileId: string, filter: TimelineFilter) {
  const { tenantId } = ctx.actor;
  return ctx.tx
    .select(entryColumns(ctx))
    .from(workEntry)
    .where(
      and(
        eq(workEntry.tenantId, tenantId),
        eq(workEntry.fileId, fileId),
        filter.typeCode ? eq(workEntry.typeCode, filter.typeCode) : undefined,
        filter.performedBy ? eq(workEntry.performedBy, filter.performedBy) : undefined,
        filter.requestId
          ? sql`exists (select 1 from work_entry_request l where l.tenant_id = ${tenantId} and l.entry_id = ${workEntry.id} and l.request_id = ${filter.requestId})`
          : undefined,
        filter.before
          ? or(
              lt(workEntry.performedOn, filter.before[0]),
              and(eq(workEntry.performedOn, filter.before[0]), lt(workEntry.id, filter.before[1])),
            )
          : undefined,
      ),
    )
    .orderBy(desc(workEntry.performedOn), desc(workEntry.id))
    .limit(filter.limit);
}

export async function entryById(ctx: Context, entryId: string) {
  const [row] = await ctx.tx
    .select(entryColumns(ctx))
    .from(workEntry)
    .where(and(eq(workEntry.tenantId, ctx.actor.tenantId), eq(workEntry.id, entryId)));
  return row;
}

/** What hangs on the travaux given: links with the type of their demande, moyens, partners, texts. Four reads, whatever their number. */
export async function detailsOf(ctx: Context, entryIds: readonly string[]) {
  const { tenantId } = ctx.actor;
  const ids = [...entryIds];
  if (ids.length === 0) return { links: [], actions: [], partners: [], texts: [] };
  const links = await ctx.tx
    .select({ entryId: workEntryRequest.entryId, requestId: workEntryRequest.requestId, typeCode: socialRequest.typeCode, requestedOn: socialRequest.requestedOn })
    .from(workEntryRequest)
    .innerJoin(socialRequest, and(eq(socialRequest.tenantId, tenantId), eq(socialRequest.id, workEntryRequest.requestId)))
    .where(and(eq(workEntryRequest.tenantId, tenantId), inArray(workEntryRequest.entryId, ids)))
    .orderBy(socialRequest.requestedOn, socialRequest.id);
  const actions = await ctx.tx
    .select()
    .from(supportAction)
    .where(and(eq(supportAction.tenantId, tenantId), inArray(supportAction.entryId, ids)))
    .orderBy(supportAction.id);
  const partners = await ctx.tx
    .select({ entryId: workEntryPartner.entryId, id: partner.id, kind: partner.kind, name: partner.name })
    .from(workEntryPartner)
    .innerJoin(partner, and(eq(partner.tenantId, tenantId), eq(partner.id, workEntryPartner.partnerId)))
    .where(and(eq(workEntryPartner.tenantId, tenantId), inArray(workEntryPartner.entryId, ids)))
    .orderBy(partner.name, partner.id);
  const texts = await ctx.tx
    .select({ entryId: workEntryText.entryId, body: workEntryText.body })
    .from(workEntryText)
    .where(and(eq(workEntryText.tenantId, tenantId), inArray(workEntryText.entryId, ids)));
  return { links, actions, partners, texts };
}

/** Keeps a former state, readable with the clearance of what it holds. */
export async function keepVersion(
  ctx: Context,
  what: {
    record: string;
    recordId: string;
    fileId: string | null;
    unitId: string;
    clearance: 'identity' | 'followUp' | 'text';
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  },
): Promise<void> {
  await ctx.tx.insert(recordVersion).values({
    tenantId: ctx.actor.tenantId,
    id: newId(),
    changedBy: ctx.actor.staffId,
    changedAt: ctx.now,
    ...what,
  });
}

/** Takes back demandes opened by a travail that is undone: those no other travail nor moyen uses. */
export async function dropOrphanRequests(ctx: Context, fileId: string, ids: readonly string[], openedAt: Date): Promise<void> {
  if (ids.length === 0) return;
  const { tenantId } = ctx.actor;
  await ctx.tx.execute(sql`
    delete from social_request r
     where r.tenant_id = ${tenantId} and r.file_id = ${fileId} and r.id in ${[...ids]} and r.created_at = ${openedAt.toISOString()}
       and not exists (select 1 from work_entry_request l where l.tenant_id = ${tenantId} and l.request_id = r.id)
       and not exists (select 1 from support_action a where a.tenant_id = ${tenantId} and a.request_id = r.id)`);
}

/** Dates of last work and last contact, as the travaux that stand say. */
export async function recomputeDates(ctx: Context, fileId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  await ctx.tx.execute(sql`
    update social_file f
       set last_work_on = s.last_work_on, last_contact_on = s.last_contact_on
      from (select max(e.performed_on) as last_work_on,
                   max(e.performed_on) filter (where 'contact' = any (i.flags)) as last_contact_on
              from work_entry e
              join choice_item i on i.tenant_id = ${tenantId} and i.list_code = 'workTypes' and i.code = e.type_code
             where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and e.voided_at is null) s
     where f.tenant_id = ${tenantId} and f.id = ${fileId}`);
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
