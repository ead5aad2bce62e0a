import { readFileSync } from 'node:fs';
import { and, eq, inArray } from 'drizzle-orm';
import { insertAll } from '../../db/bulk.ts';
import type { Tx } from '../../db/database.ts';
import type { TenantKind } from '../organisation/organisation.table.ts';
import { installMotives } from '../agenda/default-motives.service.ts';
import { installPartners } from '../tdm/directory.service.ts';
import { choiceItem, choiceList, situationField } from './configuration.table.ts';
import { defaultFields, defaultGroups, fieldGroupList, usualClearance } from './default-fields.ts';

interface ReferenceItem {
  readonly code: string;
  readonly label: string;
  readonly order: number;
  readonly parent?: string;
  readonly flags?: string[];
  readonly defaultMinutes?: number;
  readonly channel?: string;
  readonly lifeSphere?: string;
  readonly from?: number | null;
}
interface ReferenceList {
  readonly label: string;
  readonly parentList?: string;
  readonly unit?: string;
  readonly items: readonly ReferenceItem[];
}
export interface ReferenceData {
  readonly version: number;
  readonly lists: Readonly<Record<string, ReferenceList>>;
  readonly semanticKeys: Readonly<
    Record<string, { readonly list: string; readonly codes: readonly string[] }>
  >;
}

/** The lists every new tenant starts with. Read once, when first asked for. */
let loaded: ReferenceData | undefined;
export function referenceData(): ReferenceData {
  loaded ??= JSON.parse(
    readFileSync(new URL('./reference-data.json', import.meta.url), 'utf8'),
  ) as ReferenceData;
  return loaded;
}

/** Gives a new tenant its lists, its fields, a directory with one partner of each kind, motives of appointment. */
export async function installDefaults(tx: Tx, tenantId: string, kind: TenantKind): Promise<void> {
  const { lists, semanticKeys } = referenceData();
  const keysOf = new Map<string, string[]>();
  for (const [key, { list, codes }] of Object.entries(semanticKeys)) {
    for (const code of codes) keysOf.set(`${list}/${code}`, [...(keysOf.get(`${list}/${code}`) ?? []), key]);
  }
  await insertAll(
    tx,
    choiceList,
    Object.entries(lists).map(([code, list]) => ({
      tenantId,
      code,
      label: list.label,
      parentList: list.parentList ?? null,
      bracketUnit: list.unit ?? null,
    })),
  );
  await insertAll(
    tx,
    choiceItem,
    Object.entries(lists).flatMap(([listCode, list]) =>
      list.items.map((item) => ({
        tenantId,
        listCode,
        code: item.code,
        label: item.label,
        position: item.order,
        parentCode: item.parent ?? null,
        flags: item.flags ?? [],
        semanticKeys: keysOf.get(`${listCode}/${item.code}`) ?? [],
        defaultMinutes: item.defaultMinutes ?? null,
        channel: item.channel ?? null,
        lifeSphere: item.lifeSphere ?? null,
        bracketFrom: item.from ?? null,
      })),
    ),
  );
  await tx.insert(choiceList).values({ tenantId, code: fieldGroupList, label: 'Groupes de champs' });
  await insertAll(
    tx,
    choiceItem,
    defaultGroups.map(({ code, label }, index) => ({
      tenantId,
      listCode: fieldGroupList,
      code,
      label,
      position: (index + 1) * 10,
      flags: [],
      semanticKeys: [],
    })),
  );
  await insertAll(
    tx,
    situationField,
    defaultFields
      .filter((field) => !field.for || field.for.includes(kind))
      .map((field, index) => fieldRow(tenantId, field, (index + 1) * 10)),
  );
  await installPartners(tx, tenantId, lists['partnerKind']!.items);
  await installMotives(tx, tenantId);
}

/** Adds the default fields of these codes that a tenant lacks; gives the codes added. */
export async function addDefaultFields(
  tx: Tx,
  tenantId: string,
  codes: readonly string[],
): Promise<string[]> {
  const missing = defaultFields.filter(({ code }) => codes.includes(code));
  if (missing.length === 0) return [];
  const rows = await tx
    .insert(situationField)
    .values(missing.map((field, index) => fieldRow(tenantId, field, 900 + index)))
    .onConflictDoNothing()
    .returning({ code: situationField.code });
  return rows.map(({ code }) => code);
}

/** Which of these codes are fields of the tenant, offered or not. */
export async function fieldsAmong(tx: Tx, tenantId: string, codes: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ code: situationField.code })
    .from(situationField)
    .where(and(eq(situationField.tenantId, tenantId), inArray(situationField.code, [...codes])));
  return rows.map(({ code }) => code);
}

const fieldRow = (tenantId: string, field: (typeof defaultFields)[number], position: number) => ({
  tenantId,
  code: field.code,
  groupCode: field.group,
  label: field.label,
  kind: field.kind,
  listCode: field.list ?? null,
  clearance: usualClearance(field.kind, field.code),
  position,
  required: field.required ?? false,
  purpose: field.purpose,
});
