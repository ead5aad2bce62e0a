import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { groundOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { isOpenUnit } from '../organisation/organisation.service.ts';
import { recordActivity } from '../social-file/activity.service.ts';
import { discardDraft } from './draft.service.ts';
import { linkRequests, placeOf } from './entry.links.ts';
import { entryOf, readEntries } from './entry.mapper.ts';
import { checked, namedBy, writableFile, type NamedThings } from './entry.rules.ts';
import * as store from './tdm.store.ts';
import type { Entry, EntryInput } from './tdm.schema.ts';

/** Signs a travail in a file, with the demandes it serves, the moyens mobilised, its text, and the appointment it was. */
export async function createEntry(
  ctx: Context,
  fileId: string,
  input: EntryInput,
  appointmentId: string | null = null,
): Promise<Entry> {
  const [file, named] = await Promise.all([writableFile(ctx, fileId), namedBy(ctx, fileId, input)]);
  const { type, performer } = checked(ctx, file, input, named);
  const id = newId();
  const place = placeOf(ctx, file);
  const who = { performedOn: input.performedOn, performedBy: performer.id };
  const linked = linkRequests(ctx, file, id, who, input.requests ?? [], named);
  const partners = (input.partnerIds ?? []).map((partnerId) => ({ ...place, entryId: id, partnerId }));
  const [written] = await Promise.all([
    store.insertEntry(ctx, {
      entry: { ...entryRow(ctx, input, type), ...place, id, forUnitId: file.unitId, appointmentId },
      ...linked.rows,
      partners,
      text: input.text ? { ...place, entryId: id, body: input.text } : undefined,
    }),
    recordActivity(ctx, fileId, input.performedOn, type.flags.includes('contact')),
    input.draftId && discardDraft(ctx, input.draftId),
    traceOfNew(ctx, { fileId, unitId: file.unitId, recordId: id }, input.typeCode),
  ]);
  return shownAsSigned(ctx, written, input, named, linked.shown);
}

/** One travail, with what hangs on it. */
export async function readEntry(ctx: Context, entryId: string): Promise<Entry> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  const { fileId, unitId } = row.entry;
  await audit(ctx, 'entry.read', { fileId, unitId, recordId: entryId, facts: await groundOf(ctx, fileId) });
  return readBack(ctx, entryId);
}

/** Signs work done outside any file. */
export async function createUnfiledEntry(
  ctx: Context,
  input: Omit<EntryInput, 'requests'> & { unitId: string },
): Promise<Entry> {
  if (!may(ctx, 'writeUnfiled', input))
    throw invalid('/unitId', "Vous n'avez pas de droit d'écriture dans cette entité.");
  const [named, isOpen] = await Promise.all([namedBy(ctx, null, input), isOpenUnit(ctx, input.unitId)]);
  if (!isOpen) throw invalid('/unitId', 'Cette entité est fermée : choisissez-en une autre.');
  const { type } = checked(ctx, undefined, input, named);
  const id = newId();
  const place = { tenantId: ctx.actor.tenantId, fileId: null, unitId: input.unitId };
  const partners = (input.partnerIds ?? []).map((partnerId) => ({ ...place, entryId: id, partnerId }));
  const [written] = await Promise.all([
    store.insertEntry(ctx, {
      entry: { ...entryRow(ctx, input, type), ...place, id, forUnitId: input.unitId },
      requests: [],
      links: [],
      actions: [],
      partners,
      text: input.text ? { ...place, entryId: id, body: input.text } : undefined,
    }),
    input.draftId && discardDraft(ctx, input.draftId),
    traceOfNew(ctx, { unitId: input.unitId, recordId: id }, input.typeCode),
  ]);
  return shownAsSigned(ctx, written, input, named);
}

/** What a new travail says of itself. */
const entryRow = (
  ctx: Context,
  input: Omit<EntryInput, 'requests'>,
  type: { defaultMinutes: number | null },
) => ({
  typeCode: input.typeCode,
  performedOn: input.performedOn,
  startedAt: input.startedAt ?? null,
  minutes: input.minutes ?? type.defaultMinutes ?? 0,
  travelMinutes: input.travelMinutes ?? null,
  place: input.place ?? null,
  performedBy: input.performedBy ?? ctx.actor.staffId,
  recordedBy: ctx.actor.staffId,
  recordedAt: ctx.now,
});

const traceOfNew = (
  ctx: Context,
  where: { fileId?: string; unitId: string; recordId: string },
  typeCode: string,
) =>
  Promise.all([
    audit(ctx, 'entry.created', { ...where, facts: { typeCode } }),
    publish(ctx, 'entry.created', where),
  ]);

/** The travail just written, as reading it again would show it. */
function shownAsSigned(
  ctx: Context,
  { entry, actions }: Awaited<ReturnType<typeof store.insertEntry>>,
  { text }: Pick<EntryInput, 'text'>,
  named: NamedThings,
  links: ReturnType<typeof linkRequests>['shown'] = [],
): Entry {
  const entryId = entry.id;
  return entryOf(
    ctx,
    { entry, performerName: named.performer!.displayName, recorderName: ctx.actor.displayName },
    {
      links,
      actions,
      partners: named.partners.map((one) => ({ ...one, entryId })),
      texts: text ? [{ entryId, body: text }] : [],
      voids: [],
    },
  );
}

async function readBack(ctx: Context, entryId: string): Promise<Entry> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  const [entry] = await readEntries(ctx, [row]);
  return entry ?? entryOf(ctx, row, { links: [], actions: [], partners: [], texts: [], voids: [] });
}
