import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  smallint,
  text,
  timestamp,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import {
  describe,
  reaches,
  technical,
  tenantIndex,
  tenantTable,
  type RowScope,
} from '../../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../../organisation/organisation.table.ts';
import { letterheadPiece } from '../letterhead/letterhead.table.ts';
import type { Definition, Mode } from '../statistics.schema.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });

const staffKey = (name: string, t: Record<'tenantId' | 'staffId', AnyPgColumn>) =>
  foreignKey({
    name,
    columns: [t.tenantId, t.staffId],
    foreignColumns: [staffMember.tenantId, staffMember.id],
  });

const isOwn = `staff_id = nullif(current_setting('app.staff', true), '')::uuid`;

/** A report made by somebody: what it asks, no figure. His own, or shared with who counts in a unit. */
export const savedReport = tenantTable(
  'saved_report',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Auteur du rapport enregistré', 'keep'),
    /** Shared with who holds statistics there; null: nobody else's. */
    unitId: technical(uuid()),
    title: describe(text().notNull(), 'reference', 'Titre du rapport enregistré', 'keep'),
    definition: describe(
      jsonb().$type<Definition>().notNull(),
      'reference',
      'Question du rapport enregistré',
      'keep',
    ),
    version: technical(integer().notNull().default(1)),
    createdAt: describe(instant().notNull(), 'trace', "Date d'enregistrement du rapport", 'keep'),
    changedAt: describe(instant().notNull(), 'trace', 'Date de modification du rapport', 'keep'),
  },
  {
    scope: { kind: 'custom', read: `${isOwn} or ${reaches('statistics', 'unit_id')}`, write: isOwn },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      staffKey('saved_report_staff_fk', t),
      foreignKey({
        name: 'saved_report_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      tenantIndex('saved_report_by_staff', t.tenantId, t.staffId),
      tenantIndex('saved_report_by_unit', t.tenantId, t.unitId),
    ],
  },
);

export const reportKinds = ['annual', 'quarterly', 'clientUnit', 'free'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A question of an activity report, with what its authors say of the answer. */
export interface StoredChapter {
  readonly id: string;
  readonly title: string;
  readonly comment: string;
  readonly definition: Definition;
  readonly showChart: boolean;
  readonly showTable: boolean;
}

/** Whoever counts in all the units of a report, and nobody else: one that names none is nobody's. */
const countedUnits: RowScope = (() => {
  const all = `unit_ids <> '{}' and unit_ids::text[] <@ string_to_array(current_setting('app.scope_statistics', true), ',')`;
  return { kind: 'custom', read: all, write: all } as const;
})();

/** What an activity report is, while it is being written and once it is frozen. */
const told = () => ({
  staffId: describe(uuid().notNull(), 'staff', "Auteur du rapport d'activité", 'keep'),
  kind: technical(text().$type<ReportKind>().notNull()),
  title: describe(text().notNull(), 'reference', "Titre du rapport d'activité", 'keep'),
  mode: technical(text().$type<Mode>().notNull()),
  periodFrom: technical(day().notNull()),
  periodTo: technical(day().notNull()),
  unitIds: technical(uuid().array().notNull()),
});

/** A rapport d'activité being written: its chapters, in order. Its figures are worked out when they are read. */
export const activityReport = tenantTable(
  'activity_report',
  {
    id: technical(uuid().notNull()),
    ...told(),
    chapters: describe(
      jsonb().$type<readonly StoredChapter[]>().notNull(),
      'freeText',
      "Chapitres et commentaires du rapport d'activité",
      'keep',
    ),
    version: technical(integer().notNull().default(1)),
    createdAt: describe(instant().notNull(), 'trace', "Création du rapport d'activité", 'keep'),
    changedAt: describe(instant().notNull(), 'trace', "Modification du rapport d'activité", 'keep'),
    changedBy: describe(uuid().notNull(), 'staff', "Dernier auteur du rapport d'activité", 'keep'),
  },
  {
    scope: countedUnits,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      staffKey('activity_report_staff_fk', t),
      tenantIndex('activity_report_by_date', t.tenantId, t.changedAt),
    ],
  },
);

/**
 * A rapport d'activité as it was frozen: all it said and every figure of it. Nobody may change a row, the application no
 * more than a person.
 */
export const frozenReport = tenantTable(
  'frozen_report',
  {
    reportId: technical(uuid().notNull()),
    unitIds: technical(uuid().array().notNull()),
    /** The moment its figures are of. */
    dataAt: technical(instant().notNull()),
    frozenAt: describe(instant().notNull(), 'trace', "Arrêt du rapport d'activité", 'keep'),
    staffId: describe(uuid().notNull(), 'staff', "Qui a arrêté le rapport d'activité", 'keep'),
    /** The Word file and the logo it was frozen with: its file is written with them, whatever came after. */
    baseId: technical(uuid()),
    logoId: technical(uuid()),
    /** Text and not binary JSON: what was answered then is answered again to the letter. */
    content: describe(
      text().notNull(),
      'freeText',
      "Contenu et chiffres du rapport d'activité arrêté",
      'keep',
    ),
  },
  {
    scope: countedUnits,
    appMay: ['select', 'insert', 'delete'],
    key: ['reportId'],
    constraints: (t) => [
      staffKey('frozen_report_staff_fk', t),
      foreignKey({
        name: 'frozen_report_report_fk',
        columns: [t.tenantId, t.reportId],
        foreignColumns: [activityReport.tenantId, activityReport.id],
      }),
      ...[t.baseId, t.logoId].map((column, at) =>
        foreignKey({
          name: at === 0 ? 'frozen_report_base_fk' : 'frozen_report_logo_fk',
          columns: [t.tenantId, column],
          foreignColumns: [letterheadPiece.tenantId, letterheadPiece.id],
        }),
      ),
    ],
  },
);

export const rhythms = ['month', 'quarter', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];
export type PauseReason = 'asked' | 'rightLost' | 'refused';

/** A report made by itself at its date, with the rights its owner holds that day. */
export const scheduledReport = tenantTable(
  'scheduled_report',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Auteur du rapport programmé', 'keep'),
    title: describe(text().notNull(), 'reference', 'Titre du rapport programmé', 'keep'),
    unitIds: technical(uuid().array().notNull()),
    chapters: describe(
      jsonb().$type<readonly StoredChapter[]>().notNull(),
      'freeText',
      'Chapitres et commentaires du rapport programmé',
      'keep',
    ),
    every: technical(text().$type<Rhythm>().notNull()),
    /** Day of the month that follows the period. */
    onDay: technical(smallint().notNull()),
    /** The next day it is made, in the time zone of the tenant. */
    nextOn: technical(day().notNull()),
    pausedFor: technical(text().$type<PauseReason>()),
    lastReportId: technical(uuid()),
    lastMadeAt: technical(instant()),
    version: technical(integer().notNull().default(1)),
    createdAt: describe(instant().notNull(), 'trace', 'Création du rapport programmé', 'keep'),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      staffKey('scheduled_report_staff_fk', t),
      check('scheduled_report_day', sql`on_day between 1 and 28`),
      tenantIndex('scheduled_report_due', t.tenantId, t.staffId, t.nextOn),
    ],
  },
);
