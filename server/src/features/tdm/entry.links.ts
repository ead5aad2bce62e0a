import { and, eq, sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { invalid } from '../../http/problem.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import type { FileRow, NamedThings } from './entry.rules.ts';
import * as store from './tdm.store.ts';
import type { EntryInput, EntryPatch } from './tdm.schema.ts';
import { socialRequest, supportAction, workEntryRequest } from './tdm.table.ts';

/** Where the rows of a file stand. */
export const placeOf = (ctx: Context, file: FileRow) => ({
  tenantId: ctx.actor.tenantId,
  fileId: file.id,
  unitId: file.unitId,
});

/** Rows for the demandes given: existing ones are linked, new ones opened, moyens hung on each. */
export function linkRequests(
  ctx: Context,
  file: FileRow,
  entryId: string,
  { performedOn, performedBy }: { performedOn: string; performedBy: string },
  inputs: NonNullable<EntryInput['requests']>,
  { items, requests: found }: NamedThings,
) {
  const place = placeOf(ctx, file);
  const need = (list: string, code: string, pointer: string) => {
    if (!items.get(`${list}/${code}`)?.active)
      throw invalid(pointer, "Cet élément n'est pas proposé par votre service.");
  };
  const today = dayIn(ctx.actor.timeZone, ctx.now);
  const requests: (typeof socialRequest.$inferInsert)[] = [];
  const links: (typeof workEntryRequest.$inferInsert)[] = [];
  const actions: (typeof supportAction.$inferInsert)[] = [];
  const shown: { entryId: string; requestId: string; typeCode: string; requestedOn: string }[] = [];
  const seen = new Set<string>();
  for (const [index, input] of inputs.entries()) {
    const pointer = `/requests/${index}`;
    let requestId = input.requestId;
    if (requestId !== undefined && !found.has(requestId))
      throw invalid(`${pointer}/requestId`, "Cette demande n'est pas de ce dossier.");
    if (requestId === undefined) {
      need('requestTypes', input.typeCode!, `${pointer}/typeCode`);
      if (input.outcome) need('requestOutcome', input.outcome, `${pointer}/outcome`);
      requestId = newId();
      requests.push({
        ...place,
        id: requestId,
        forUnitId: file.unitId,
        typeCode: input.typeCode!,
        requestedOn: performedOn,
        urgent: input.urgent ?? false,
        status: 'ouverte',
        outcome: input.outcome ?? null,
        resolvedOn: input.outcome ? performedOn : null,
        createdBy: ctx.actor.staffId,
        createdAt: ctx.now,
      });
    }
    if (seen.has(requestId)) throw invalid(`${pointer}/requestId`, 'La même demande est indiquée deux fois.');
    seen.add(requestId);
    links.push({ ...place, entryId, requestId });
    const known = found.get(requestId);
    shown.push({
      entryId,
      requestId,
      typeCode: known?.typeCode ?? input.typeCode!,
      requestedOn: known?.requestedOn ?? performedOn,
    });
    for (const [position, action] of (input.actions ?? []).entries()) {
      const at = `${pointer}/actions/${position}`;
      need('supportActions', action.typeCode, `${at}/typeCode`);
      if (action.outcome) need('actionOutcome', action.outcome, `${at}/outcome`);
      if ((action.doneOn ?? performedOn) > today)
        throw invalid(`${at}/doneOn`, 'Un moyen est mobilisé au plus tard aujourd’hui.');
      actions.push({
        ...place,
        id: newId(),
        forUnitId: file.unitId,
        requestId,
        entryId,
        typeCode: action.typeCode,
        doneOn: action.doneOn ?? performedOn,
        outcome: action.outcome ?? null,
        performedBy,
      });
    }
  }
  const inOrder = (one: (typeof shown)[number]) => `${one.requestedOn}/${one.requestId}`;
  return {
    rows: { requests, links, actions },
    /** The links with what they lead to, in the order in which a travail shows them. */
    shown: shown.sort((a, b) => (inOrder(a) < inOrder(b) ? -1 : 1)),
  };
}

/** Makes the links and moyens of a travail what the patch says, keeping the moyens that stay. */
export async function relink(
  ctx: Context,
  file: FileRow,
  before: store.EntryRow,
  patch: EntryPatch,
  named: NamedThings,
): Promise<void> {
  const { tenantId } = ctx.actor;
  const { links, actions } = await store.detailsOf(ctx, [before.id]);
  const { rows: wanted } = linkRequests(
    ctx,
    file,
    before.id,
    {
      performedOn: patch.performedOn ?? before.performedOn,
      performedBy: patch.performedBy ?? before.performedBy,
    },
    patch.requests!,
    named,
  );
  const kept = new Map<string, (typeof wanted.actions)[number]>();
  const match = (action: (typeof wanted.actions)[number], outcome: boolean) =>
    actions.find(
      (old) =>
        !kept.has(old.id) &&
        old.requestId === action.requestId &&
        old.typeCode === action.typeCode &&
        (!outcome || old.outcome === action.outcome),
    );
  // The very same first; then the same moyen whose outcome is now another: it stays that moyen
  let added = wanted.actions;
  for (const outcome of [true, false])
    added = added.filter((action) => {
      const same = match(action, outcome);
      if (same) kept.set(same.id, action);
      return !same;
    });
  for (const old of actions) {
    const action = kept.get(old.id);
    if (action && action.outcome !== old.outcome) await settleAction(ctx, old, action.outcome ?? null);
  }
  const goneActions = actions.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const wantedIds = new Set(wanted.links.map(({ requestId }) => requestId));
  const goneLinks = links
    .filter(({ requestId }) => !wantedIds.has(requestId))
    .map(({ requestId }) => requestId);
  const had = new Set(links.map(({ requestId }) => requestId));
  if (goneActions.length > 0)
    await ctx.tx
      .delete(supportAction)
      .where(
        and(eq(supportAction.tenantId, tenantId), sql`${supportAction.id} = any (${uuids(goneActions)})`),
      );
  if (goneLinks.length > 0) {
    await ctx.tx
      .delete(workEntryRequest)
      .where(
        and(
          eq(workEntryRequest.tenantId, tenantId),
          eq(workEntryRequest.entryId, before.id),
          sql`${workEntryRequest.requestId} = any (${uuids(goneLinks)})`,
        ),
      );
  }
  if (wanted.requests.length > 0) await ctx.tx.insert(socialRequest).values(wanted.requests);
  const newLinks = wanted.links.filter(({ requestId }) => !had.has(requestId));
  if (newLinks.length > 0) await ctx.tx.insert(workEntryRequest).values(newLinks);
  if (added.length > 0) await ctx.tx.insert(supportAction).values(added);
}

/** A moyen whose outcome is told through its travail. */
async function settleAction(ctx: Context, old: store.ActionRow, outcome: string | null): Promise<void> {
  await ctx.tx
    .update(supportAction)
    .set({ outcome, version: store.nextVersion(old) })
    .where(and(eq(supportAction.tenantId, ctx.actor.tenantId), eq(supportAction.id, old.id)));
  await keepVersion(ctx, {
    record: 'supportAction',
    recordId: old.id,
    fileId: old.fileId,
    unitId: old.unitId,
    clearance: 'followUp',
    before: { ...old },
    after: { outcome },
  });
}
