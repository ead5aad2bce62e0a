import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { changeThresholds, lockThresholds, readThresholds } from '../organisation/thresholds.service.ts';
import * as store from './configuration.store.ts';
import { choiceItem, choiceList, situationField } from './configuration.table.ts';
import { fieldGroupList } from './default-fields.ts';
import { planImport, type FileField, type Plan } from './file.plan.ts';
import { fileVersion, type ConfigurationFile } from './file.schema.ts';

type Everything = Awaited<ReturnType<typeof store.everything>>;

/** The configuration as a file, to keep or to give to another tenant: no person, no identifier. */
export async function exportConfiguration(ctx: Context) {
  requireMay(ctx, 'changeConfiguration');
  const { file, version } = await stateOf(ctx);
  await audit(ctx, 'configuration.exported', {
    facts: { lists: file.lists.length, fields: file.fields.length },
  });
  return { file, version };
}

/** What an import would change, before anything is. */
export async function previewImport(ctx: Context, wanted: ConfigurationFile) {
  requireMay(ctx, 'changeConfiguration');
  const { file, version, units } = await stateOf(ctx);
  return shown(planOf(file, wanted, units), version);
}

/** Imports a file: all that was shown, in one transaction, unless the configuration changed since. */
export async function importConfiguration(ctx: Context, version: number, wanted: ConfigurationFile) {
  requireMay(ctx, 'changeConfiguration');
  await store.lockLists(ctx);
  await store.lockFields(ctx);
  await lockThresholds(ctx);
  const now = await stateOf(ctx);
  requireVersion(now.version, version);
  const plan = planOf(now.file, wanted, now.units);
  await write(ctx, plan, now);
  const counts = [...Map.groupBy(plan.changes, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]);
  await audit(ctx, 'configuration.imported', { facts: Object.fromEntries(counts) as Record<string, number> });
  return shown(plan, (await stateOf(ctx)).version);
}

const shown = ({ changes, kept }: Plan, version: number) => ({ version, changes, kept });

function planOf(today: ConfigurationFile, wanted: ConfigurationFile, units: Everything['units']): Plan {
  if (wanted.tenantKind !== today.tenantKind)
    throw invalid(
      '/tenantKind',
      'Ce fichier vient d’une autre nature de client : ses champs ne conviendraient pas.',
    );
  const twice = (codes: readonly string[], pointer: (index: number) => string) => {
    const again = codes.findIndex((code, index) => codes.indexOf(code) < index);
    if (again >= 0) throw invalid(pointer(again), 'Ce code figure deux fois.');
  };
  twice(
    wanted.lists.map(({ code }) => code),
    (index) => `/lists/${index}/code`,
  );
  twice(
    wanted.fields.map(({ code }) => code),
    (index) => `/fields/${index}/code`,
  );
  for (const [at, { items }] of wanted.lists.entries())
    twice(
      items.map(({ code }) => code),
      (index) => `/lists/${at}/items/${index}/code`,
    );
  return planImport(today, wanted, (path) => unitsAt(units, path).length);
}

/** Each change of the configuration adds one to one of these: their sum is its version. */
async function stateOf(ctx: Context) {
  const { lists, items, fields, units } = await store.everything(ctx);
  const { version: own, ...thresholds } = await readThresholds(ctx);
  const ofList = Map.groupBy(items, ({ listCode }) => listCode);
  const file: ConfigurationFile = {
    format: 'lastria-configuration',
    version: fileVersion,
    tenantKind: ctx.actor.tenantKind,
    thresholds,
    lists: lists.map((list) => ({
      code: list.code,
      label: list.label,
      parentList: list.parentList,
      bracketUnit: list.bracketUnit,
      items: (ofList.get(list.code) ?? []).map((item) => ({
        code: item.code,
        label: item.label,
        parentCode: item.parentCode,
        active: item.active,
        flags: item.flags,
        semanticKeys: item.semanticKeys,
        defaultMinutes: item.defaultMinutes,
        channel: item.channel,
        lifeSphere: item.lifeSphere,
        bracketFrom: item.bracketFrom,
      })),
    })),
    fields: fields.map((field) => ({
      code: field.code,
      groupCode: field.groupCode,
      label: field.label,
      kind: field.kind,
      listCode: field.listCode,
      clearance: field.clearance,
      required: field.required,
      purpose: field.purpose,
      active: field.active,
      unit: field.unitId === null ? null : pathOf(units, field.unitId),
    })),
  };
  const version = [...lists, ...fields].reduce((sum, one) => sum + one.version, own);
  return { file, version, units };
}

function pathOf(units: Everything['units'], id: string): string[] {
  const unit = units.find((one) => one.id === id);
  if (!unit) return [];
  return [...(unit.parentId === null ? [] : pathOf(units, unit.parentId)), unit.name];
}

/** Units that bear these names from the root down; the root's own name is another in each tenant. */
function unitsAt(units: Everything['units'], path: readonly string[]): Everything['units'] {
  return path.reduce<Everything['units']>(
    (above, name, depth) =>
      units.filter(
        (unit) =>
          unit.name === name &&
          (depth === 0 ? unit.parentId === null : above.some(({ id }) => id === unit.parentId)),
      ),
    [],
  );
}

async function write(ctx: Context, plan: Plan, now: Awaited<ReturnType<typeof stateOf>>): Promise<void> {
  const { tenantId } = ctx.actor;
  if (plan.newLists.length > 0)
    await ctx.tx.insert(choiceList).values(plan.newLists.map((list) => ({ tenantId, ...list })));
  for (const { code, label } of plan.listLabels)
    await ctx.tx
      .update(choiceList)
      .set({ label })
      .where(and(eq(choiceList.tenantId, tenantId), eq(choiceList.code, code)));
  if (plan.newItems.length > 0)
    await ctx.tx
      .insert(choiceItem)
      .values(plan.newItems.map(({ listCode, item }) => ({ tenantId, listCode, position: 0, ...item })));
  for (const { listCode, code, set } of plan.itemPatches)
    await ctx.tx
      .update(choiceItem)
      .set(set)
      .where(
        and(eq(choiceItem.tenantId, tenantId), eq(choiceItem.listCode, listCode), eq(choiceItem.code, code)),
      );
  for (const [listCode, codes] of plan.orders) await store.placeItems(ctx, listCode, codes);
  await writeFields(ctx, plan, now.units);
  const touched = new Set([
    ...plan.listLabels.map(({ code }) => code),
    ...[...plan.newItems, ...plan.itemPatches].map(({ listCode }) => listCode),
    ...plan.orders.keys(),
    ...(plan.fieldOrder ? [fieldGroupList] : []),
  ]);
  for (const code of touched)
    await ctx.tx
      .update(choiceList)
      .set({ version: sql`${choiceList.version} + 1` })
      .where(and(eq(choiceList.tenantId, tenantId), eq(choiceList.code, code)));
  if (Object.keys(plan.thresholds).length > 0) {
    const { version } = await readThresholds(ctx);
    await changeThresholds(ctx, version, plan.thresholds);
  }
}

async function writeFields(ctx: Context, plan: Plan, units: Everything['units']): Promise<void> {
  const { tenantId } = ctx.actor;
  const unitOf = ({ unit }: FileField) => (unit === null ? null : unitsAt(units, unit)[0]!.id);
  if (plan.newFields.length > 0)
    await ctx.tx.insert(situationField).values(
      plan.newFields.map(({ unit, ...field }) => ({
        tenantId,
        ...field,
        position: 0,
        unitId: unitOf({ unit, ...field }),
      })),
    );
  for (const { code, set } of plan.fieldPatches) {
    const { unit: _unit, ...columns } = set;
    await ctx.tx
      .update(situationField)
      .set({ ...columns, version: sql`${situationField.version} + 1` })
      .where(and(eq(situationField.tenantId, tenantId), eq(situationField.code, code)));
  }
  if (plan.fieldOrder) await store.placeFields(ctx, plan.fieldOrder);
}
