import {
  boolean,
  check,
  customType,
  date,
  foreignKey,
  integer,
  smallint,
  text,
  time,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantIndex, tenantTable, type RowScope } from '../../db/tenant-table.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { fileFk } from '../social-file/social-file.table.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const followUpRows: RowScope = { kind: 'file', read: 'followUp', write: 'writeFollowUp' };

/** A travail: a dated act with author, duration and channel; its text stands apart, under its own clearance. */
export const workEntry = tenantTable(
  'work_entry',
  {
    id: technical(uuid().notNull()),
    /** Null for work outside any file (meeting, training, travel). */
    fileId: technical(uuid()),
    /** The unit that holds the file today. */
    unitId: technical(uuid().notNull()),
    /** The unit the work was done for; figures follow it and a transfer never changes it. */
    forUnitId: technical(uuid().notNull()),
    typeCode: describe(text().notNull(), 'followUp', 'Type de travail', 'keep'),
    performedOn: describe(day().notNull(), 'followUp', 'Date du travail', 'generalise'),
    startedAt: describe(time(), 'followUp', 'Heure de début', 'erase'),
    minutes: describe(smallint().notNull(), 'followUp', 'Durée du travail', 'keep'),
    travelMinutes: describe(smallint(), 'followUp', 'Temps de déplacement', 'keep'),
    place: describe(text(), 'followUp', 'Lieu du travail', 'keep'),
    performedBy: describe(uuid().notNull(), 'staff', 'Intervenant', 'keep'),
    recordedBy: technical(uuid().notNull()),
    recordedAt: technical(instant().notNull().defaultNow()),
    /** What it was, when it follows an honoured appointment; bare, for the appointment may be erased and the travail stays. */
    appointmentId: technical(uuid()),
    voidedAt: technical(instant()),
    voidedBy: technical(uuid()),
    version: technical(integer().notNull().default(1)),
    /** The latest version number that an undo took back: it is not given again, so that what was read then stays stale. */
    spentVersion: technical(integer().notNull().default(0)),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      unique('work_entry_in_file').on(t.tenantId, t.fileId, t.id),
      fileFk('work_entry', t as never),
      foreignKey({
        name: 'work_entry_performer_fk',
        columns: [t.tenantId, t.performedBy],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      check('work_entry_minutes', sql`minutes between 0 and 1440`),
      tenantIndex('work_entry_timeline', t.tenantId, t.fileId, t.performedOn, t.id),
      tenantIndex('work_entry_by_unit', t.tenantId, t.unitId, t.performedOn),
      tenantIndex('work_entry_by_performer', t.tenantId, t.performedBy, t.performedOn),
      // Who signs never changes, who did it may be set right
      uniqueIndex('work_entry_of_appointment')
        .on(t.tenantId, t.appointmentId, t.recordedBy)
        .where(sql`appointment_id is not null and voided_at is null`),
    ],
  },
);

/** What was said and done, in the worker's words: the database keeps it from the secretary. */
export const workEntryText = tenantTable(
  'work_entry_text',
  {
    entryId: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    body: describe(text().notNull(), 'freeText', 'Compte rendu du travail', 'erase'),
  },
  {
    scope: { kind: 'file', read: 'text', write: 'writeFollowUp' },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['entryId'],
    constraints: (t) => [
      fileFk('work_entry_text', t as never),
      foreignKey({
        name: 'work_entry_text_entry_fk',
        columns: [t.tenantId, t.entryId],
        foreignColumns: [workEntry.tenantId, workEntry.id],
      }),
      tenantIndex('work_entry_text_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** Why a travail was voided, in the words of who voided it. */
export const workEntryVoid = tenantTable(
  'work_entry_void',
  {
    entryId: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    reason: describe(text().notNull(), 'freeText', "Motif d'annulation", 'erase'),
  },
  {
    scope: { kind: 'file', read: 'text', write: 'writeFollowUp' },
    appMay: ['select', 'insert', 'update'],
    key: ['entryId'],
    constraints: (t) => [
      fileFk('work_entry_void', t as never),
      foreignKey({
        name: 'work_entry_void_entry_fk',
        columns: [t.tenantId, t.entryId],
        foreignColumns: [workEntry.tenantId, workEntry.id],
      }),
      tenantIndex('work_entry_void_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** A demande: a problem raised. */
export const socialRequest = tenantTable(
  'social_request',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    forUnitId: technical(uuid().notNull()),
    typeCode: describe(text().notNull(), 'followUp', 'Type de demande', 'keep'),
    requestedOn: describe(day().notNull(), 'followUp', 'Date de la demande', 'generalise'),
    urgent: describe(boolean().notNull().default(false), 'followUp', 'Demande urgente', 'keep'),
    initiative: describe(text(), 'followUp', 'À l’initiative de', 'keep'),
    arrivalChannel: describe(text(), 'followUp', "Canal d'arrivée", 'keep'),
    status: describe(text().notNull(), 'followUp', 'État de la demande', 'keep'),
    outcome: describe(text(), 'followUp', 'Résultat de la demande', 'keep'),
    resolvedOn: describe(day(), 'followUp', 'Date de résolution', 'generalise'),
    createdBy: technical(uuid().notNull()),
    createdAt: technical(instant().notNull()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      unique('social_request_in_file').on(t.tenantId, t.fileId, t.id),
      fileFk('social_request', t as never),
      check('social_request_resolution', sql`(resolved_on is null) = (outcome is null)`),
      tenantIndex('social_request_by_file', t.tenantId, t.fileId, t.requestedOn),
    ],
  },
);

/** One travail may serve several demandes, and one demande several travaux, of the same file only. */
export const workEntryRequest = tenantTable(
  'work_entry_request',
  {
    entryId: technical(uuid().notNull()),
    requestId: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['entryId', 'requestId'],
    constraints: (t) => [
      fileFk('work_entry_request', t as never),
      foreignKey({
        name: 'work_entry_request_entry_fk',
        columns: [t.tenantId, t.fileId, t.entryId],
        foreignColumns: [workEntry.tenantId, workEntry.fileId, workEntry.id],
      }),
      foreignKey({
        name: 'work_entry_request_request_fk',
        columns: [t.tenantId, t.fileId, t.requestId],
        foreignColumns: [socialRequest.tenantId, socialRequest.fileId, socialRequest.id],
      }),
      tenantIndex('work_entry_request_by_request', t.tenantId, t.requestId),
      tenantIndex('work_entry_request_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** A moyen: what is mobilised to answer a demande, during a travail or apart. */
export const supportAction = tenantTable(
  'support_action',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    forUnitId: technical(uuid().notNull()),
    requestId: technical(uuid().notNull()),
    entryId: technical(uuid()),
    typeCode: describe(text().notNull(), 'followUp', 'Type de moyen', 'keep'),
    doneOn: describe(day().notNull(), 'followUp', 'Date du moyen', 'generalise'),
    outcome: describe(text(), 'followUp', 'Résultat du moyen', 'keep'),
    performedBy: describe(uuid().notNull(), 'staff', 'Intervenant', 'keep'),
    version: technical(integer().notNull().default(1)),
    spentVersion: technical(integer().notNull().default(0)),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      fileFk('support_action', t as never),
      foreignKey({
        name: 'support_action_request_fk',
        columns: [t.tenantId, t.fileId, t.requestId],
        foreignColumns: [socialRequest.tenantId, socialRequest.fileId, socialRequest.id],
      }),
      foreignKey({
        name: 'support_action_entry_fk',
        columns: [t.tenantId, t.fileId, t.entryId],
        foreignColumns: [workEntry.tenantId, workEntry.fileId, workEntry.id],
      }),
      tenantIndex('support_action_by_file', t.tenantId, t.fileId),
      tenantIndex('support_action_by_request', t.tenantId, t.requestId),
      tenantIndex('support_action_by_entry', t.tenantId, t.entryId),
    ],
  },
);

/** The small directory: an outside body or person. */
export const partner = tenantTable(
  'partner',
  {
    id: technical(uuid().notNull()),
    kind: describe(text().notNull(), 'reference', 'Nature du partenaire', 'keep'),
    name: describe(text().notNull(), 'reference', 'Nom du partenaire', 'keep'),
    active: describe(
      boolean().notNull().default(true),
      'reference',
      'Partenaire proposé à la saisie',
      'keep',
    ),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [unique('partner_name').on(t.tenantId, t.kind, t.name)],
  },
);

/** With whom a travail was done. */
export const workEntryPartner = tenantTable(
  'work_entry_partner',
  {
    entryId: technical(uuid().notNull()),
    partnerId: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['entryId', 'partnerId'],
    constraints: (t) => [
      fileFk('work_entry_partner', t as never),
      foreignKey({
        name: 'work_entry_partner_entry_fk',
        columns: [t.tenantId, t.entryId],
        foreignColumns: [workEntry.tenantId, workEntry.id],
      }),
      foreignKey({
        name: 'work_entry_partner_partner_fk',
        columns: [t.tenantId, t.partnerId],
        foreignColumns: [partner.tenantId, partner.id],
      }),
      tenantIndex('work_entry_partner_by_partner', t.tenantId, t.partnerId),
      tenantIndex('work_entry_partner_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** What is being typed, for its author alone: outside the file until it is signed. Sealed; erased after 30 days. */
export const draft = tenantTable(
  'draft',
  {
    id: technical(uuid().notNull()),
    authorId: technical(uuid().notNull()),
    fileId: technical(uuid()),
    /** Grows with each save: the last writer wins, and an older save that arrives late changes nothing. */
    revision: technical(integer().notNull()),
    content: describe(bytes().notNull(), 'secret', 'Brouillon de son auteur', 'erase'),
    savedAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'author', column: 'author_id' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [tenantIndex('draft_by_author', t.tenantId, t.authorId, t.fileId)],
  },
);
