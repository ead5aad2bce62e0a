import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, integer, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { orgUnit } from '../organisation/organisation.table.ts';

/** A list of the tenant: work types, request types, family situations… */
export const choiceList = tenantTable(
  'choice_list',
  {
    code: describe(text().notNull(), 'reference', 'Code de la liste', 'keep'),
    label: describe(text().notNull(), 'reference', 'Nom de la liste', 'keep'),
    parentList: describe(text(), 'reference', 'Liste dont les éléments regroupent ceux-ci', 'keep'),
    /** Unit of a list of brackets (years, months…), null for a plain list. */
    bracketUnit: describe(text(), 'reference', 'Unité des tranches', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  { scope: { kind: 'tenant' }, key: ['code'] },
);

/** An item of a list. The code never changes; the item is deactivated, never deleted. */
export const choiceItem = tenantTable(
  'choice_item',
  {
    listCode: describe(text().notNull(), 'reference', 'Liste', 'keep'),
    code: describe(text().notNull(), 'reference', "Code de l'élément", 'keep'),
    label: describe(text().notNull(), 'reference', "Libellé de l'élément", 'keep'),
    position: describe(integer().notNull(), 'reference', "Rang de l'élément", 'keep'),
    parentCode: describe(text(), 'reference', 'Regroupement', 'keep'),
    active: describe(boolean().notNull().default(true), 'reference', 'Élément proposé à la saisie', 'keep'),
    flags: describe(
      text().array().notNull(),
      'reference',
      'Sens de l’élément pour les règles du logiciel',
      'keep',
    ),
    semanticKeys: describe(
      text().array().notNull(),
      'reference',
      'Règles qui dépendent de cet élément',
      'keep',
    ),
    defaultMinutes: describe(smallint(), 'reference', 'Durée proposée', 'keep'),
    channel: describe(text(), 'reference', 'Modalité du travail', 'keep'),
    lifeSphere: describe(text(), 'reference', 'Sphère de vie', 'keep'),
    /** Inclusive lower bound of a bracket, null when open below. */
    bracketFrom: describe(integer(), 'reference', 'Borne basse de la tranche', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    key: ['listCode', 'code'],
    constraints: (t) => [
      foreignKey({
        name: 'choice_item_list_fk',
        columns: [t.tenantId, t.listCode],
        foreignColumns: [choiceList.tenantId, choiceList.code],
      }),
    ],
  },
);

/** Who reads the answers to a field: whoever follows the file, or only who reads the texts of the follow-up. */
export type FieldClearance = 'followUp' | 'text';
export type FieldKind = 'text' | 'longText' | 'number' | 'date' | 'choice' | 'choices' | 'yesNo';

/** A field of the situation, provided or added by the tenant. Publishing one demands a purpose. */
export const situationField = tenantTable(
  'situation_field',
  {
    code: describe(text().notNull(), 'reference', 'Code du champ', 'keep'),
    groupCode: describe(text().notNull(), 'reference', 'Groupe du champ', 'keep'),
    label: describe(text().notNull(), 'reference', 'Libellé du champ', 'keep'),
    kind: describe(text().$type<FieldKind>().notNull(), 'reference', 'Nature du champ', 'keep'),
    listCode: describe(text(), 'reference', 'Liste du champ', 'keep'),
    /** Clearance needed to read its answers; words typed freely always ask for `text`. Never changes. */
    clearance: describe(
      text().$type<FieldClearance>().notNull().default('followUp'),
      'reference',
      'Champ réservé à qui lit les textes',
      'keep',
    ),
    position: describe(integer().notNull(), 'reference', 'Rang du champ', 'keep'),
    required: describe(
      boolean().notNull().default(false),
      'reference',
      'Champ attendu dans chaque dossier',
      'keep',
    ),
    purpose: describe(text().notNull(), 'reference', 'Finalité du champ', 'keep'),
    active: describe(boolean().notNull().default(true), 'reference', 'Champ proposé à la saisie', 'keep'),
    /** Unit whose subtree uses the field; null for the whole tenant. */
    unitId: technical(uuid()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: ['code'],
    constraints: (t) => [
      foreignKey({
        name: 'situation_field_list_fk',
        columns: [t.tenantId, t.listCode],
        foreignColumns: [choiceList.tenantId, choiceList.code],
      }),
      foreignKey({
        name: 'situation_field_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      check(
        'situation_field_clearance',
        sql`clearance = 'text' or (clearance = 'followUp' and kind not in ('text', 'longText'))`,
      ),
      tenantIndex('situation_field_by_unit', t.tenantId, t.unitId),
    ],
  },
);
