import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { freeCode, sameLabel } from './codes.ts';
import type { itemInput, itemPatch, listInput, orderInput } from './configuration.schema.ts';
import * as store from './configuration.store.ts';
import { choiceItem, choiceList } from './configuration.table.ts';
import { fieldGroupList } from './default-fields.ts';
import { reordered } from './order.ts';

/** Adds a list of the tenant's own, for the choices of its fields. It starts empty. */
export async function addList(ctx: Context, { label }: z.output<typeof listInput>) {
  requireMay(ctx, 'changeConfiguration');
  const lists = await store.lockLists(ctx);
  if (lists.some((list) => sameLabel(list.label, label)))
    throw invalid('/label', 'Une liste porte déjà ce nom.');
  const code = freeCode(label, new Set(lists.map((list) => list.code)));
  await ctx.tx.insert(choiceList).values({ tenantId: ctx.actor.tenantId, code, label });
  await audit(ctx, 'configuration.changed', { facts: { list: code, added: true } });
  return { code, label, parentList: null, bracketUnit: null, version: 1, items: [] };
}

const listed = (ctx: Context, listCode: string) =>
  and(eq(choiceList.tenantId, ctx.actor.tenantId), eq(choiceList.code, listCode));

async function lockList(ctx: Context, listCode: string, version: number) {
  const [list] = await ctx.tx.select().from(choiceList).where(listed(ctx, listCode)).for('update');
  if (!list) throw notFound();
  requireVersion(list.version, version);
  return list;
}

/** Adds an item to a list. Its code is made from the label, once and for all. */
export async function addItem(
  ctx: Context,
  listCode: string,
  version: number,
  input: z.output<typeof itemInput>,
) {
  requireMay(ctx, 'changeConfiguration');
  const list = await lockList(ctx, listCode, version);
  const parent = await parentOf(ctx, list, input.parentCode);
  const items = await store.itemsOf(ctx, listCode);
  requireNewLabel(items, input.label);
  requireBound(list, items, input.bracketFrom);
  const code = freeCode(input.label, new Set(items.map((item) => item.code)));
  await ctx.tx.insert(choiceItem).values({
    tenantId: ctx.actor.tenantId,
    listCode,
    code,
    label: input.label,
    position: (items.at(-1)?.position ?? 0) + 10,
    parentCode: parent?.code ?? null,
    flags: [],
    semanticKeys: [],
    defaultMinutes: input.defaultMinutes ?? null,
    channel: input.channel ?? null,
    bracketFrom: input.bracketFrom ?? null,
  });
  if (list.bracketUnit !== null) await orderByBound(ctx, listCode);
  return listChanged(ctx, listCode, version, { code, added: true });
}

/** Every added item hangs on one that was provided, so that figures of all tenants stay comparable. */
async function parentOf(ctx: Context, list: typeof choiceList.$inferSelect, parentCode: string | undefined) {
  if (list.parentList === null) {
    if (parentCode !== undefined) throw invalid('/parentCode', "Cette liste n'a pas de regroupement.");
    return undefined;
  }
  const parent = (await store.itemsOf(ctx, list.parentList)).find((item) => item.code === parentCode);
  if (!parent) throw invalid('/parentCode', 'Choisissez le regroupement de cet élément.');
  return parent;
}

/** Renames, orders, puts aside or takes back an item. The code stays; what was recorded with it stays legible. */
export async function changeItem(
  ctx: Context,
  listCode: string,
  code: string,
  version: number,
  patch: z.output<typeof itemPatch>,
) {
  requireMay(ctx, 'changeConfiguration');
  const list = await lockList(ctx, listCode, version);
  const items = await store.itemsOf(ctx, listCode);
  const others = items.filter((item) => item.code !== code);
  if (patch.label !== undefined) requireNewLabel(others, patch.label);
  if (patch.bracketFrom !== undefined) requireBound(list, others, patch.bracketFrom);
  if (patch.active === false && listCode === fieldGroupList) await requireEmptyGroup(ctx, code);
  const changed = await ctx.tx
    .update(choiceItem)
    .set({ ...given(patch), code })
    .where(
      and(
        eq(choiceItem.tenantId, ctx.actor.tenantId),
        eq(choiceItem.listCode, listCode),
        eq(choiceItem.code, code),
      ),
    )
    .returning({ code: choiceItem.code });
  if (changed.length === 0) throw notFound();
  if (list.bracketUnit !== null) await orderByBound(ctx, listCode);
  return listChanged(ctx, listCode, version, { code, fields: Object.keys(patch) });
}

/** Puts some items of a list in another order, at once; those not named keep their place. */
export async function orderItems(
  ctx: Context,
  listCode: string,
  version: number,
  { codes }: z.output<typeof orderInput>,
) {
  requireMay(ctx, 'changeConfiguration');
  const list = await lockList(ctx, listCode, version);
  if (list.bracketUnit !== null) throw invalid('/codes', 'Des tranches suivent l’ordre de leurs bornes.');
  const items = await store.itemsOf(ctx, listCode);
  await store.placeItems(
    ctx,
    listCode,
    reordered(
      items.map((item) => item.code),
      codes,
    ),
  );
  return listChanged(ctx, listCode, version, { ordered: codes.length });
}

function requireNewLabel(items: readonly { label: string }[], label: string): void {
  if (items.some((item) => sameLabel(item.label, label)))
    throw invalid('/label', 'Un élément de cette liste porte déjà ce libellé.');
}

/** A bracket begins where no other does; anything else has no bound. */
function requireBound(
  list: typeof choiceList.$inferSelect,
  others: readonly { bracketFrom: number | null }[],
  from: number | null | undefined,
): void {
  if (list.bracketUnit === null) {
    if (from !== undefined && from !== null)
      throw invalid('/bracketFrom', "Cette liste n'a pas de tranches.");
  } else if (from === undefined) {
    throw invalid('/bracketFrom', 'Indiquez la borne basse de la tranche.');
  } else if (others.some(({ bracketFrom }) => bracketFrom === from)) {
    throw invalid('/bracketFrom', 'Une autre tranche commence à cette borne.');
  }
}

async function orderByBound(ctx: Context, listCode: string): Promise<void> {
  const items = await store.itemsOf(ctx, listCode);
  const sorted = items.toSorted(
    (one, other) => (one.bracketFrom ?? -Infinity) - (other.bracketFrom ?? -Infinity),
  );
  await store.placeItems(
    ctx,
    listCode,
    sorted.map(({ code }) => code),
  );
}

/** A field is always found under its group. */
async function requireEmptyGroup(ctx: Context, code: string): Promise<void> {
  if ((await store.fieldsOf(ctx)).some((field) => field.groupCode === code))
    throw invalid('/active', 'Ce groupe contient des champs : changez-les de groupe d’abord.');
}

async function listChanged(
  ctx: Context,
  listCode: string,
  version: number,
  facts: Record<string, string | number | boolean | string[]>,
) {
  await ctx.tx
    .update(choiceList)
    .set({ version: version + 1 })
    .where(listed(ctx, listCode));
  await audit(ctx, 'configuration.changed', { facts: { list: listCode, ...facts } });
  return {
    code: listCode,
    version: version + 1,
    items: (await store.itemsOf(ctx, listCode)).map(store.shownItem),
  };
}

/** How often a code is used, before anything is saved. */
export async function effectOnItem(ctx: Context, listCode: string, code: string) {
  requireMay(ctx, 'changeConfiguration');
  const [row] = await ctx.tx.execute<{ uses: number }>(
    sql`select app.code_uses(${ctx.actor.tenantId}::uuid, ${listCode}, ${code})::int as uses`,
  );
  return { uses: row?.uses ?? 0 };
}
