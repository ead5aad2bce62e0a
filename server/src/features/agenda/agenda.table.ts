import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  describe,
  reaches,
  technical,
  tenantIndex,
  tenantTable,
  type RowScope,
} from '../../db/tenant-table.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { fileFk } from '../social-file/social-file.table.ts';
import { appointmentMotive, room, type PlaceKind } from './settings.table.ts';

const instant = () => timestamp({ withTimezone: true });
/** A time of the wall clock of `zone`, without one: YYYY-MM-DDTHH:MM. */
const local = () => text();
const ids = () =>
  uuid()
    .array()
    .notNull()
    .default(sql`'{}'`);

const isWorker = `worker_ids @> array[nullif(current_setting('app.staff', true), '')::uuid]`;
/** The product itself at work, which carries series on and empties the trash, private ones included. */
const isSystem = `nullif(current_setting('app.staff', true), '') is null`;
const over = (clearance: 'identity' | 'text' | 'writeIdentity') =>
  `(${reaches(clearance, 'unit_id')} or ${reaches(clearance, 'file_id')})`;

/**
 * Seen whole by who takes part, and by whoever reads identities where it belongs unless it is private. For anybody else
 * the row does not exist: what he may know, that a time is taken, stands in `agenda_booking`.
 */
const sharedRows = {
  kind: 'custom',
  read: `${isWorker} or ((not private or ${isSystem}) and ${over('identity')})`,
  write: `(not private or ${isWorker} or ${isSystem}) and ${over('writeIdentity')}`,
} as const satisfies RowScope;

export const appointmentKinds = ['appointment', 'meeting', 'onSiteSession', 'personal'] as const;
export type AppointmentKind = (typeof appointmentKinds)[number];

/** What became of it: the semantic keys of the list appointmentStatus. */
export const appointmentStatuses = [
  'proposed',
  'confirmed',
  'postponed',
  'cancelledByPerson',
  'cancelledByService',
  'honoured',
  'noShow',
] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/** What a series gives each of its occurrences. */
export interface SeriesTemplate {
  readonly [field: string]: unknown;
}

/** Appointments that come back by a rule of RFC 5545; each occurrence is a row of `appointment`. */
export const appointmentSeries = tenantTable(
  'appointment_series',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    forUnitId: technical(uuid().notNull()),
    private: technical(boolean().notNull().default(false)),
    workerIds: technical(ids()),
    /** The RRULE, without DTSTART. */
    rule: describe(text().notNull(), 'followUp', 'Répétition d’un rendez-vous', 'keep'),
    startsLocal: describe(local().notNull(), 'followUp', 'Premier rendez-vous d’une série', 'erase'),
    zone: describe(text().notNull(), 'reference', 'Fuseau horaire du rendez-vous', 'keep'),
    minutes: describe(integer().notNull(), 'followUp', 'Durée du rendez-vous', 'keep'),
    except: describe(text().array().notNull(), 'followUp', 'Dates retirées d’une série', 'erase'),
    also: describe(text().array().notNull(), 'followUp', 'Dates ajoutées à une série', 'erase'),
    template: describe(
      jsonb().$type<SeriesTemplate>().notNull(),
      'freeText',
      'Contenu repris par chaque rendez-vous d’une série',
      'erase',
    ),
    /** Local day until which occurrences are rows. Null: all of them are. */
    madeTo: technical(text()),
    createdBy: technical(uuid().notNull()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: sharedRows,
    constraints: (t) => [
      fileFk('appointment_series', t as never),
      check('appointment_series_private', sql`not (private and file_id is not null)`),
      tenantIndex('appointment_series_by_unit', t.tenantId, t.unitId),
      tenantIndex('appointment_series_by_file', t.tenantId, t.fileId),
      tenantIndex('appointment_series_made', t.tenantId, t.madeTo),
    ],
  },
);

/** An appointment, a meeting, an on-site session or what one keeps for oneself. */
export const appointment = tenantTable(
  'appointment',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid()),
    /** The unit that holds the file today, or whose agenda it stands in. */
    unitId: technical(uuid().notNull()),
    /** The unit it was made for; figures follow it. */
    forUnitId: technical(uuid().notNull()),
    /** Known to who takes part alone; never of a file, which several people follow. */
    private: technical(boolean().notNull().default(false)),
    /** Members of the team who take part; the policies read it. The rest stands in `appointment_participant`. */
    workerIds: technical(ids()),
    /** Those of them who have not answered yet. */
    askedIds: technical(ids()),
    seriesId: technical(uuid()),
    /** The local start its series gave it: its recurrence id. */
    originalLocal: technical(local()),
    /** Changed by itself: the series does not change it any more. */
    detached: technical(boolean().notNull().default(false)),
    motiveId: technical(uuid()),
    kind: describe(text().$type<AppointmentKind>().notNull(), 'followUp', 'Nature du rendez-vous', 'keep'),
    title: describe(text(), 'freeText', 'Objet du rendez-vous', 'erase'),
    status: describe(text().$type<AppointmentStatus>().notNull(), 'followUp', 'État du rendez-vous', 'keep'),
    startsLocal: describe(local().notNull(), 'followUp', 'Début, heure du lieu', 'generalise'),
    endsLocal: describe(local().notNull(), 'followUp', 'Fin, heure du lieu', 'generalise'),
    zone: describe(text().notNull(), 'reference', 'Fuseau horaire du rendez-vous', 'keep'),
    startsAt: describe(instant().notNull(), 'followUp', 'Début du rendez-vous', 'generalise'),
    endsAt: describe(instant().notNull(), 'followUp', 'Fin du rendez-vous', 'generalise'),
    allDay: describe(boolean().notNull().default(false), 'followUp', 'Journée entière', 'keep'),
    tentative: describe(boolean().notNull().default(false), 'followUp', 'Rendez-vous à confirmer', 'keep'),
    /** Whether it takes the time of its workers and its room, while its status holds it. */
    blocks: describe(
      boolean().notNull().default(true),
      'followUp',
      'Rendez-vous qui occupe l’agenda',
      'keep',
    ),
    placeKind: describe(text().$type<PlaceKind>().notNull(), 'followUp', 'Lieu du rendez-vous', 'keep'),
    place: describe(text(), 'freeText', 'Précision du lieu', 'erase'),
    roomId: technical(uuid()),
    externalUrl: describe(text(), 'freeText', 'Adresse de la visioconférence', 'erase'),
    travelBefore: describe(smallint().notNull().default(0), 'followUp', 'Trajet aller', 'keep'),
    travelAfter: describe(smallint().notNull().default(0), 'followUp', 'Trajet retour', 'keep'),
    reason: describe(text(), 'freeText', 'Motif d’annulation ou de report', 'erase'),
    /** Of one that took place, its real length; the presence of an on-site session. */
    heldMinutes: describe(smallint(), 'followUp', 'Durée réelle', 'keep'),
    createdBy: technical(uuid().notNull()),
    createdAt: technical(instant().notNull()),
    trashedAt: technical(instant()),
    trashedBy: technical(uuid()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: sharedRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      fileFk('appointment', t as never),
      foreignKey({
        name: 'appointment_series_fk',
        columns: [t.tenantId, t.seriesId],
        foreignColumns: [appointmentSeries.tenantId, appointmentSeries.id],
      }),
      foreignKey({
        name: 'appointment_motive_fk',
        columns: [t.tenantId, t.motiveId],
        foreignColumns: [appointmentMotive.tenantId, appointmentMotive.id],
      }),
      foreignKey({
        name: 'appointment_room_fk',
        columns: [t.tenantId, t.roomId],
        foreignColumns: [room.tenantId, room.id],
      }),
      check('appointment_order', sql`ends_at > starts_at and ends_at <= starts_at + interval '32 days'`),
      check('appointment_private', sql`not (private and file_id is not null)`),
      check('appointment_travel', sql`travel_before between 0 and 480 and travel_after between 0 and 480`),
      tenantIndex('appointment_by_unit', t.tenantId, t.unitId, t.startsAt),
      tenantIndex('appointment_by_file', t.tenantId, t.fileId, t.startsAt),
      tenantIndex('appointment_by_series', t.tenantId, t.seriesId, t.originalLocal),
      index('appointment_in_trash')
        .on(t.tenantId, t.trashedAt)
        .where(sql`trashed_at is not null`),
    ],
  },
);

/** A practical note for whoever sees the appointment (`identity`), or the worker's own words (`text`). */
export const appointmentNote = tenantTable(
  'appointment_note',
  {
    appointmentId: technical(uuid().notNull()),
    clearance: technical(text().$type<'identity' | 'text'>().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    private: technical(boolean().notNull().default(false)),
    workerIds: technical(ids()),
    body: describe(text().notNull(), 'freeText', 'Note de rendez-vous', 'erase'),
  },
  {
    scope: {
      kind: 'custom',
      read:
        `(clearance = 'identity' and (${sharedRows.read}))` +
        ` or (clearance = 'text' and (not private or ${isWorker} or ${isSystem}) and ${over('text')})`,
      write: sharedRows.write,
    },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['appointmentId', 'clearance'],
    constraints: (t) => [
      fileFk('appointment_note', t as never),
      foreignKey({
        name: 'appointment_note_of_fk',
        columns: [t.tenantId, t.appointmentId],
        foreignColumns: [appointment.tenantId, appointment.id],
      }).onDelete('cascade'),
      check('appointment_note_clearance', sql`clearance in ('identity', 'text')`),
      tenantIndex('appointment_note_by_file', t.tenantId, t.fileId),
    ],
  },
);

export const presences = ['toCome', 'confirmed', 'excused', 'absent', 'honoured'] as const;
export type Presence = (typeof presences)[number];
export const answers = ['asked', 'accepted', 'declined', 'otherProposed'] as const;
export type Answer = (typeof answers)[number];

/** Who takes part: a member of the team, the person of the file, or somebody named. */
export const appointmentParticipant = tenantTable(
  'appointment_participant',
  {
    id: technical(uuid().notNull()),
    appointmentId: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    private: technical(boolean().notNull().default(false)),
    workerIds: technical(ids()),
    kind: describe(
      text().$type<'staff' | 'person' | 'other'>().notNull(),
      'followUp',
      'Nature du participant',
      'keep',
    ),
    staffId: describe(uuid(), 'staff', 'Intervenant du rendez-vous', 'keep'),
    name: describe(text(), 'freeText', 'Autre participant', 'erase'),
    status: describe(text().$type<Presence>().notNull(), 'followUp', 'Présence au rendez-vous', 'keep'),
    /** Of a member of the team: what he answered when somebody else booked his time; null: he was not asked. */
    answer: describe(text().$type<Answer>(), 'staff', 'Réponse à la demande de rendez-vous', 'keep'),
    askedBy: technical(uuid()),
    /** The local start he proposes instead. */
    proposedLocal: describe(local(), 'staff', 'Autre horaire proposé', 'erase'),
    message: describe(text(), 'freeText', 'Message joint à la réponse', 'erase'),
    answeredAt: technical(instant()),
  },
  {
    scope: sharedRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      fileFk('appointment_participant', t as never),
      foreignKey({
        name: 'appointment_participant_of_fk',
        columns: [t.tenantId, t.appointmentId],
        foreignColumns: [appointment.tenantId, appointment.id],
      }).onDelete('cascade'),
      foreignKey({
        name: 'appointment_participant_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      tenantIndex('appointment_participant_of', t.tenantId, t.appointmentId),
      tenantIndex('appointment_participant_by_file', t.tenantId, t.fileId),
      tenantIndex('appointment_participant_by_staff', t.tenantId, t.staffId, t.answer),
    ],
  },
);

/**
 * The time an appointment takes of somebody or of a room: what a colleague without rights may know, and the guarantee
 * that nobody is taken twice (`agenda_booking_once`, in the migration: drizzle has no exclusion). One row for each
 * appointment and resource; travel is in it for people, not for rooms.
 */
export const agendaBooking = tenantTable(
  'agenda_booking',
  {
    appointmentId: technical(uuid().notNull()),
    /** A member of the team or a room. */
    resourceId: technical(uuid().notNull()),
    isRoom: technical(boolean().notNull()),
    startsAt: describe(instant().notNull(), 'staff', 'Début d’un temps occupé', 'generalise'),
    endsAt: describe(instant().notNull(), 'staff', 'Fin d’un temps occupé', 'generalise'),
    /** Whether nothing else may take this time. */
    blocks: describe(boolean().notNull(), 'staff', 'Temps occupé', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['appointmentId', 'resourceId'],
    constraints: (t) => [
      foreignKey({
        name: 'agenda_booking_of_fk',
        columns: [t.tenantId, t.appointmentId],
        foreignColumns: [appointment.tenantId, appointment.id],
      }).onDelete('cascade'),
      tenantIndex('agenda_booking_by_time', t.tenantId, t.resourceId, t.startsAt, t.endsAt),
    ],
  },
);
