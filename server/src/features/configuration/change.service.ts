import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { requireRole } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import type { fieldInput, fieldPatch, itemInput, itemPatch } from './configuration.schema.ts';
import * as store from './configuration.store.ts';
import { choiceItem, choiceList, situationField } from './configuration.table.ts';

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
  requireRole(ctx, 'ADMINISTRATOR');
  const list = await lockList(ctx, listCode, version);
  const parent = await parentOf(ctx, list, input.parentCode);
  const items = await store.itemsOf(ctx, listCode);
  if (items.some((item) => item.label.localeCompare(input.label, 'fr', { sensitivity: 'base' }) === 0)) {
    throw invalid('/label', 'Un élément de cette liste porte déjà ce libellé.');
  }
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
  });
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

/** A code from a label: lower case, hyphens, numbered when taken. */
function freeCode(label: string, taken: ReadonlySet<string>): string {
  const base =
    label
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 70) || 'element';
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(code)) return code;
  }
}

/** Renames, orders, puts aside or takes back an item. The code stays; what was recorded with it stays legible. */
export async function changeItem(
  ctx: Context,
  listCode: string,
  code: string,
  version: number,
  patch: z.output<typeof itemPatch>,
) {
  requireRole(ctx, 'ADMINISTRATOR');
  await lockList(ctx, listCode, version);
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
  return listChanged(ctx, listCode, version, { code, fields: Object.keys(patch) });
}

async function listChanged(
  ctx: Context,
  listCode: string,
  version: number,
  facts: Record<string, string | boolean | string[]>,
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
  requireRole(ctx, 'ADMINISTRATOR');
  const [row] = await ctx.tx.execute<{ uses: number }>(
    sql`select app.code_uses(${ctx.actor.tenantId}::uuid, ${listCode}, ${code})::int as uses`,
  );
  return { uses: row?.uses ?? 0 };
}

export async function effectOnField(ctx: Context, code: string) {
  requireRole(ctx, 'ADMINISTRATOR');
  const [row] = await ctx.tx.execute<{ uses: number }>(
    sql`select app.field_uses(${ctx.actor.tenantId}::uuid, ${code})::int as uses`,
  );
  return { uses: row?.uses ?? 0 };
}

/** Publishes a field. Without a stated purpose it is refused: nothing is asked of a person for no reason. */
export async function addField(ctx: Context, input: z.output<typeof fieldInput>) {
  requireRole(ctx, 'ADMINISTRATOR');
  const withList = input.kind === 'choice' || input.kind === 'choices';
  if (withList !== (input.listCode !== undefined))
    throw invalid('/listCode', withList ? 'Choisissez la liste de ce champ.' : "Ce champ n'a pas de liste.");
  const { lists, fields, units } = await store.everything(ctx);
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
    position: (fields.at(-1)?.position ?? 0) + 10,
    required: input.required ?? false,
    purpose: input.purpose,
    unitId: input.unitId ?? null,
  });
  await audit(ctx, 'configuration.changed', { facts: { field: code, added: true } });
  return fieldBy(ctx, code);
}

/** Changes a field: its label, place, purpose, whether it is expected or offered. Its kind and list never change. */
export async function changeField(
  ctx: Context,
  code: string,
  version: number,
  patch: z.output<typeof fieldPatch>,
) {
  requireRole(ctx, 'ADMINISTRATOR');
  const own = and(eq(situationField.tenantId, ctx.actor.tenantId), eq(situationField.code, code));
  const [before] = await ctx.tx.select().from(situationField).where(own).for('update');
  if (!before) throw notFound();
  requireVersion(before.version, version);
  await ctx.tx
    .update(situationField)
    .set({ ...given(patch), version: version + 1 })
    .where(own);
  await audit(ctx, 'configuration.changed', { facts: { field: code, fields: Object.keys(patch) } });
  return fieldBy(ctx, code);
}

async function fieldBy(ctx: Context, code: string) {
  const { fields } = await store.everything(ctx);
  const field = fields.find((one) => one.code === code);
  if (!field) throw new Problem('conflict', 'Ce champ vient de changer.');
  return store.shownField(field);
}

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
