import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { freeCode } from './codes.ts';
import type { fieldInput, fieldPatch, orderInput } from './configuration.schema.ts';
import * as store from './configuration.store.ts';
import { choiceList, situationField } from './configuration.table.ts';
import { fieldGroupList, isFreeText, usualClearance } from './default-fields.ts';
import { reordered } from './order.ts';

const freeTextReserved = 'Un texte est toujours réservé à qui lit les textes.';

/** Publishes a field. Without a stated purpose it is refused: nothing is asked of a person for no reason. */
export async function addField(ctx: Context, input: z.output<typeof fieldInput>) {
  requireMay(ctx, 'changeConfiguration');
  const withList = input.kind === 'choice' || input.kind === 'choices';
  if (withList !== (input.listCode !== undefined))
    throw invalid('/listCode', withList ? 'Choisissez la liste de ce champ.' : "Ce champ n'a pas de liste.");
  if (input.clearance === 'followUp' && isFreeText(input.kind)) throw invalid('/clearance', freeTextReserved);
  // One addition at a time: two fields never get the same code.
  await store.lockLists(ctx, fieldGroupList);
  const { lists, items, fields, units } = await store.everything(ctx);
  requireGroup(items, input.groupCode);
  if (input.listCode !== undefined && !lists.some(({ code }) => code === input.listCode))
    throw invalid('/listCode', "Cette liste n'existe pas.");
  if (input.unitId && !units.some(({ id }) => id === input.unitId))
    throw invalid('/unitId', "Cette entité n'existe pas.");
  const code = freeCode(input.label, new Set(fields.map((field) => field.code)));
  await ctx.tx.insert(situationField).values({
    tenantId: ctx.actor.tenantId,
    code,
    groupCode: input.groupCode,
    label: input.label,
    kind: input.kind,
    listCode: input.listCode ?? null,
    clearance: input.clearance ?? usualClearance(input.kind),
    position: (fields.at(-1)?.position ?? 0) + 10,
    required: input.required ?? false,
    purpose: input.purpose,
    unitId: input.unitId ?? null,
  });
  await audit(ctx, 'configuration.changed', { facts: { field: code, added: true } });
  return fieldBy(ctx, code);
}

/** Changes a field: its label, place, purpose, whether it is expected or offered. Its kind, list and clearance never change. */
export async function changeField(
  ctx: Context,
  code: string,
  version: number,
  patch: z.output<typeof fieldPatch>,
) {
  requireMay(ctx, 'changeConfiguration');
  const own = and(eq(situationField.tenantId, ctx.actor.tenantId), eq(situationField.code, code));
  const [before] = await ctx.tx.select().from(situationField).where(own).for('update');
  if (!before) throw notFound();
  requireVersion(before.version, version);
  if (patch.groupCode !== undefined) requireGroup(await store.itemsOf(ctx, fieldGroupList), patch.groupCode);
  await ctx.tx
    .update(situationField)
    .set({ ...given(patch), version: version + 1 })
    .where(own);
  await audit(ctx, 'configuration.changed', { facts: { field: code, fields: Object.keys(patch) } });
  return fieldBy(ctx, code);
}

async function fieldBy(ctx: Context, code: string) {
  const { fields, units } = await store.everything(ctx);
  const field = fields.find((one) => one.code === code);
  if (!field) throw new Problem('conflict', 'Ce champ vient de changer.');
  return store.shownField(field, units);
}

/** Fields stand in a group that exists. */
function requireGroup(
  items: readonly { listCode: string; code: string; active: boolean }[],
  groupCode: string,
): void {
  if (!items.some((item) => item.listCode === fieldGroupList && item.code === groupCode && item.active))
    throw invalid('/groupCode', "Ce groupe n'existe pas.");
}

/** Puts some fields in another order, at once. The arrangement of fields has the version of their groups. */
export async function orderFields(ctx: Context, version: number, { codes }: z.output<typeof orderInput>) {
  requireMay(ctx, 'changeConfiguration');
  const [groups] = await store.lockLists(ctx, fieldGroupList);
  if (!groups) throw notFound();
  requireVersion(groups.version, version);
  const fields = await store.fieldsOf(ctx);
  const order = reordered(
    fields.map((field) => field.code),
    codes,
  );
  await store.placeFields(ctx, order);
  await ctx.tx
    .update(choiceList)
    .set({ version: version + 1 })
    .where(and(eq(choiceList.tenantId, ctx.actor.tenantId), eq(choiceList.code, fieldGroupList)));
  await audit(ctx, 'configuration.changed', { facts: { fieldsOrdered: codes.length } });
  return { version: version + 1, codes: order };
}

export async function effectOnField(ctx: Context, code: string) {
  requireMay(ctx, 'changeConfiguration');
  const [row] = await ctx.tx.execute<{ uses: number }>(
    sql`select app.field_uses(${ctx.actor.tenantId}::uuid, ${code})::int as uses`,
  );
  return { uses: row?.uses ?? 0 };
}
