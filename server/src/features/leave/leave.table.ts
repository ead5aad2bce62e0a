import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable, type RowScope } from '../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import type { Counting, Half } from './half-days.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });
/** The units somebody works in: whoever manages leave over one of them decides. They follow him (`follow.service.ts`). */
const units = () =>
  uuid()
    .array()
    .notNull()
    .default(sql`'{}'`);

const isOwn = `staff_id = nullif(current_setting('app.staff', true), '')::uuid`;
const isManaged = `unit_ids::text[] && string_to_array(current_setting('app.scope_manage_leave', true), ',')`;

/** Those it counts for in figures, of one who has moved since. Null: the ones above. */
const counted = () => uuid().array();

/** A kind of leave says health, or union: whose it is and who decides, nobody else. */
const reservedRows = {
  kind: 'custom',
  read: `${isOwn} or ${isManaged}`,
  write: `${isOwn} or ${isManaged}`,
} as const satisfies RowScope;

/** What becomes of a leave, as the list leaveStatus names it in French. */
export const leaveStatuses = ['draft', 'asked', 'approved', 'refused', 'cancelled'] as const;
export type LeaveStatus = (typeof leaveStatuses)[number];

/** A leave of a member of the team, to the half-day. */
export const leaveRequest = tenantTable(
  'leave_request',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Personne en congé', 'keep'),
    unitIds: technical(units()),
    forUnitIds: technical(counted()),
    /** The one of them whose holidays count. */
    homeUnitId: technical(uuid().notNull()),
    kind: describe(text().notNull(), 'staff', 'Nature de l’absence', 'erase'),
    status: describe(text().$type<LeaveStatus>().notNull(), 'staff', 'État du congé', 'keep'),
    firstDay: describe(day().notNull(), 'staff', 'Premier jour du congé', 'generalise'),
    firstHalf: describe(text().$type<Half>().notNull(), 'staff', 'Début dans la journée', 'keep'),
    lastDay: describe(day().notNull(), 'staff', 'Dernier jour du congé', 'generalise'),
    lastHalf: describe(text().$type<Half>().notNull(), 'staff', 'Fin dans la journée', 'keep'),
    /** Counted in the year it begins; told again when it is approved. */
    halves: describe(smallint().notNull(), 'staff', 'Demi-journées décomptées', 'keep'),
    /** Counted in the year after. */
    halvesAfter: describe(smallint().notNull().default(0), 'staff', 'Demi-journées décomptées', 'keep'),
    comment: describe(text(), 'freeText', 'Message au responsable', 'erase'),
    reason: describe(text(), 'freeText', 'Motif de la décision ou de l’annulation', 'erase'),
    decidedBy: describe(uuid(), 'staff', 'Qui a décidé', 'keep'),
    decidedAt: technical(instant()),
    createdAt: technical(instant().notNull()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: {
      ...reservedRows,
      // What is not asked yet is its author's alone
      read: `${isOwn} or (status <> 'draft' and ${isManaged})`,
    },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      foreignKey({
        name: 'leave_request_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      check(
        'leave_request_order',
        sql`(first_day, first_half = 'afternoon') <= (last_day, last_half = 'afternoon')`,
      ),
      check('leave_request_length', sql`last_day - first_day between 0 and 366`),
      // Nobody decides his own
      check('leave_request_decided_by_other', sql`decided_by is null or decided_by <> staff_id`),
      tenantIndex('leave_request_by_staff', t.tenantId, t.staffId, t.firstDay),
      tenantIndex('leave_request_by_status', t.tenantId, t.status, t.firstDay),
    ],
  },
);

/**
 * The half-days a leave takes, without its kind: what colleagues may know once it is approved, and the guarantee that
 * nobody is twice on leave (`leave_absence_once`, in the migration: drizzle has no exclusion). A half-day is a number:
 * twice the days since 1970-01-01, one more for the afternoon.
 */
export const leaveAbsence = tenantTable(
  'leave_absence',
  {
    leaveId: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Personne absente', 'keep'),
    unitIds: technical(units()),
    fromHalf: describe(integer().notNull(), 'staff', 'Première demi-journée d’absence', 'generalise'),
    /** The half-day after the last. */
    toHalf: describe(integer().notNull(), 'staff', 'Dernière demi-journée d’absence', 'generalise'),
    approved: describe(boolean().notNull(), 'staff', 'Absence validée', 'keep'),
    /** False of one who works elsewhere, as at home: he is present, at a distance. */
    away: describe(boolean().notNull(), 'staff', 'Personne indisponible', 'keep'),
  },
  {
    scope: { ...reservedRows, read: `approved or ${reservedRows.read}` },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['leaveId'],
    constraints: (t) => [
      foreignKey({
        name: 'leave_absence_of_fk',
        columns: [t.tenantId, t.leaveId],
        foreignColumns: [leaveRequest.tenantId, leaveRequest.id],
      }),
      check('leave_absence_order', sql`to_half > from_half`),
      tenantIndex('leave_absence_by_time', t.tenantId, t.staffId, t.fromHalf, t.toHalf),
    ],
  },
);

/** Each step of a leave: asked, changed, decided, cancelled; by whom, and what it was before. */
export const leaveStep = tenantTable(
  'leave_step',
  {
    id: technical(uuid().notNull()),
    leaveId: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Personne en congé', 'keep'),
    unitIds: technical(units()),
    status: describe(text().$type<LeaveStatus>().notNull(), 'staff', 'État du congé', 'keep'),
    before: describe(jsonb().$type<Record<string, unknown>>(), 'freeText', 'Valeur précédente', 'erase'),
    after: describe(jsonb().$type<Record<string, unknown>>(), 'freeText', 'Nouvelle valeur', 'erase'),
    changedBy: technical(uuid().notNull()),
    changedAt: technical(instant().notNull()),
  },
  {
    scope: { ...reservedRows, read: `${isOwn} or (status <> 'draft' and ${isManaged})` },
    // Who may read it follows whose it is; what it says never changes
    appMay: ['select', 'insert', 'update'],
    constraints: (t) => [
      foreignKey({
        name: 'leave_step_of_fk',
        columns: [t.tenantId, t.leaveId],
        foreignColumns: [leaveRequest.tenantId, leaveRequest.id],
      }),
      tenantIndex('leave_step_of', t.tenantId, t.leaveId, t.changedAt),
    ],
  },
);

/** What somebody is granted of a kind in a calendar year. What he took and what waits are counted, never kept. */
export const leaveBalance = tenantTable(
  'leave_balance',
  {
    staffId: describe(uuid().notNull(), 'staff', 'Personne en congé', 'keep'),
    kind: describe(text().notNull(), 'staff', 'Nature de l’absence', 'erase'),
    year: describe(smallint().notNull(), 'staff', 'Année des droits', 'keep'),
    unitIds: technical(units()),
    forUnitIds: technical(counted()),
    grantedHalves: describe(smallint().notNull(), 'staff', 'Demi-journées accordées', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: {
      kind: 'custom',
      read: reservedRows.read,
      // Nobody says what he has a right to himself
      write: `${isManaged} and staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid`,
    },
    key: ['staffId', 'kind', 'year'],
    constraints: (t) => [
      foreignKey({
        name: 'leave_balance_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      check('leave_balance_granted', sql`granted_halves between 0 and 732`),
    ],
  },
);

/** How a kind is counted, where the tenant said otherwise than usual. */
export const leaveKindRule = tenantTable(
  'leave_kind_rule',
  {
    kind: describe(text().notNull(), 'reference', 'Nature d’absence', 'keep'),
    counting: describe(text().$type<Counting>().notNull(), 'reference', 'Décompte des jours', 'keep'),
    away: describe(boolean().notNull(), 'reference', 'Nature qui rend indisponible', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  { scope: { kind: 'tenant' }, key: ['kind'] },
);

/** How many must be present in a unit, each half-day it is open. */
export const leaveMinimum = tenantTable(
  'leave_minimum',
  {
    unitId: technical(uuid().notNull()),
    present: describe(smallint().notNull(), 'reference', 'Présence minimale', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: ['unitId'],
    constraints: (t) => [
      foreignKey({
        name: 'leave_minimum_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      check('leave_minimum_present', sql`present between 0 and 500`),
    ],
  },
);
