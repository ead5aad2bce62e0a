import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, integer, jsonb, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { orgUnit } from '../organisation/organisation.table.ts';

/** Colours of motives, by name: what each looks like, in light and dark, is the elements' to say. */
export const motiveColours = ['blue', 'green', 'ochre', 'pink', 'teal', 'red'] as const;
export type MotiveColour = (typeof motiveColours)[number];

/** Where one meets. */
export const placeKinds = ['office', 'site', 'phone', 'video', 'home'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What an appointment is made for: its usual length, where it takes place, who may book it. */
export const appointmentMotive = tenantTable(
  'appointment_motive',
  {
    id: technical(uuid().notNull()),
    label: describe(text().notNull(), 'reference', 'Motif de rendez-vous', 'keep'),
    placeKind: describe(text().$type<PlaceKind>().notNull(), 'reference', 'Lieu habituel du motif', 'keep'),
    minutes: describe(smallint().notNull(), 'reference', 'Durée habituelle du motif', 'keep'),
    /** Whether an appointment for it takes the time of who holds it, unless it says otherwise. */
    blocks: describe(boolean().notNull().default(true), 'reference', 'Motif qui occupe l’agenda', 'keep'),
    /** Roles that may book for it; empty: whoever may book. */
    roles: describe(
      text()
        .array()
        .notNull()
        .default(sql`'{}'`),
      'reference',
      'Rôles qui prennent rendez-vous pour ce motif',
      'keep',
    ),
    /** A code of the list workTypes: the travail that is pre-filled once the appointment was honoured. */
    workTypeCode: describe(text(), 'reference', 'Type de travail pré-rempli', 'keep'),
    /** Beside its name, never in its place. */
    colour: describe(text().$type<MotiveColour>(), 'reference', 'Couleur du motif', 'keep'),
    active: describe(boolean().notNull().default(true), 'reference', 'Motif proposé', 'keep'),
    position: describe(integer().notNull().default(1000), 'reference', 'Rang du motif', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    constraints: () => [check('appointment_motive_minutes', sql`minutes between 5 and 1440`)],
  },
);

/** A room that is booked with an appointment. */
export const room = tenantTable(
  'room',
  {
    id: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    label: describe(text().notNull(), 'reference', 'Salle ou bureau', 'keep'),
    site: describe(text(), 'reference', 'Site de la salle', 'keep'),
    /** How many it holds; null: nobody said. */
    places: describe(smallint(), 'reference', 'Places de la salle', 'keep'),
    active: describe(boolean().notNull().default(true), 'reference', 'Salle proposée', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      foreignKey({
        name: 'room_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      check('room_places', sql`places between 1 and 999`),
      tenantIndex('room_by_unit', t.tenantId, t.unitId),
    ],
  },
);

/** When a unit receives, in local time: `weekday` 1 is Monday. */
export interface OpenHours {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

/** The hours of a unit; one without a row of its own, or that gave its own up, has those of the unit above. */
export const openingHours = tenantTable(
  'opening_hours',
  {
    unitId: technical(uuid().notNull()),
    /** Null: those of the unit above again; the row stays, for a version is never of two things. */
    hours: describe(jsonb().$type<readonly OpenHours[]>(), 'reference', 'Heures d’ouverture', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: ['unitId'],
    constraints: (t) => [
      foreignKey({
        name: 'opening_hours_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
    ],
  },
);
