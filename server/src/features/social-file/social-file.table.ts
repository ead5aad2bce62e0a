import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  unique,
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
} from '../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });
const identityRows: RowScope = { kind: 'file', read: 'identity', write: 'writeIdentity' };
const followUpRows: RowScope = { kind: 'file', read: 'followUp', write: 'writeFollowUp' };
/** What was typed about a person, in the worker's words. */
const wordRows: RowScope = { kind: 'file', read: 'text', write: 'writeFollowUp' };

/** Rows that say themselves which of these clearances reads them. */
const readWith = (...may: readonly ('identity' | 'followUp' | 'text')[]): string =>
  may
    .map(
      (clearance) =>
        `(clearance = '${clearance}' and (${reaches(clearance, 'unit_id')} or ${reaches(clearance, 'file_id')}))`,
    )
    .join(' or ');

/** The link between files of one person: a bare id. Identity belongs to each file. */
export const beneficiary = tenantTable(
  'beneficiary',
  { id: technical(uuid().notNull()) },
  { scope: { kind: 'tenant' }, appMay: ['select', 'insert'] },
);

/** One person's follow-up in one unit. */
export const socialFile = tenantTable(
  'social_file',
  {
    id: technical(uuid().notNull()),
    /** The unit that holds the file today; access hangs on it. */
    unitId: technical(uuid().notNull()),
    beneficiaryId: technical(uuid().notNull()),
    leadWorkerId: describe(uuid(), 'staff', 'Référent du dossier', 'keep'),
    status: describe(text().$type<FileStatus>().notNull(), 'followUp', 'État du dossier', 'keep'),
    openedOn: describe(day().notNull(), 'followUp', "Date d'ouverture", 'generalise'),
    closedOn: describe(day(), 'followUp', 'Date de clôture', 'generalise'),
    closeReason: describe(text(), 'followUp', 'Motif de clôture', 'keep'),
    lastContactOn: describe(
      day(),
      'followUp',
      'Dernier contact, point de départ de la conservation',
      'generalise',
    ),
    lastWorkOn: describe(
      day(),
      'followUp',
      'Dernier travail, pour repérer les dossiers inactifs',
      'generalise',
    ),
    externalSystem: describe(text(), 'identity', 'Logiciel du client qui connaît la personne', 'erase'),
    externalValue: describe(text(), 'identity', 'Identifiant de la personne dans ce logiciel', 'erase'),
    version: technical(integer().notNull().default(1)),
    createdAt: technical(instant().notNull().defaultNow()),
    createdBy: technical(uuid()),
  },
  {
    scope: { kind: 'file', read: 'identity', write: 'writeIdentity', fileColumn: 'id' },
    constraints: (t) => [
      unique('social_file_place').on(t.tenantId, t.id, t.unitId),
      unique('social_file_standing').on(t.tenantId, t.id, t.unitId, t.status),
      unique('social_file_external').on(t.tenantId, t.unitId, t.externalSystem, t.externalValue),
      foreignKey({
        name: 'social_file_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      foreignKey({
        name: 'social_file_beneficiary_fk',
        columns: [t.tenantId, t.beneficiaryId],
        foreignColumns: [beneficiary.tenantId, beneficiary.id],
      }),
      foreignKey({
        name: 'social_file_lead_fk',
        columns: [t.tenantId, t.leadWorkerId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      tenantIndex('social_file_by_unit', t.tenantId, t.unitId, t.status),
      tenantIndex('social_file_by_beneficiary', t.tenantId, t.beneficiaryId),
      tenantIndex('social_file_by_lead', t.tenantId, t.leadWorkerId),
    ],
  },
);
export const fileStatuses = ['open', 'closed', 'archived', 'anonymized'] as const;
export type FileStatus = (typeof fileStatuses)[number];

/** The constraint that keeps a child in the unit of its file; checked at commit, so that a file can move. */
export const fileFk = (name: string, t: Record<'tenantId' | 'fileId' | 'unitId', AnyPgColumn>) =>
  foreignKey({
    name: `${name}_file_fk`,
    columns: [t.tenantId, t.fileId, t.unitId],
    foreignColumns: [socialFile.tenantId, socialFile.id, socialFile.unitId],
  });

/** Who the file is about, as known in this unit. */
export const fileIdentity = tenantTable(
  'file_identity',
  {
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    /** The status of the file, for lists by name; the foreign key keeps the two the same. */
    status: describe(
      text().$type<FileStatus>().notNull().default('open'),
      'followUp',
      'État du dossier',
      'keep',
    ),
    lastName: describe(text().notNull(), 'identity', "Nom d'usage", 'erase'),
    birthName: describe(text(), 'identity', 'Nom de naissance', 'erase'),
    firstNames: describe(text().notNull(), 'identity', 'Prénoms', 'erase'),
    birthDate: describe(day(), 'identity', 'Date de naissance', 'generalise'),
    /** Known when the full date is not. */
    birthYear: describe(integer(), 'identity', 'Année de naissance', 'generalise'),
    sex: describe(text(), 'identity', 'Sexe', 'keep'),
    phones: describe(text().array().notNull(), 'contact', 'Téléphones', 'erase'),
    email: describe(text(), 'contact', 'Adresse électronique', 'erase'),
    street: describe(text(), 'contact', 'Adresse', 'erase'),
    postalCode: describe(text(), 'contact', 'Code postal', 'generalise'),
    city: describe(text(), 'contact', 'Commune', 'generalise'),
    communeCode: describe(text(), 'contact', 'Code de la commune', 'generalise'),
    addressProtected: describe(
      boolean().notNull().default(false),
      'contact',
      'Adresse à ne pas communiquer',
      'erase',
    ),
    diedOn: describe(day(), 'identity', 'Date de décès', 'generalise'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: identityRows,
    key: ['fileId'],
    constraints: (t) => [
      foreignKey({
        name: 'file_identity_file_fk',
        columns: [t.tenantId, t.fileId, t.unitId, t.status],
        foreignColumns: [socialFile.tenantId, socialFile.id, socialFile.unitId, socialFile.status],
      }),
      index('file_identity_by_name').on(
        t.tenantId,
        t.unitId,
        t.status,
        sql`last_name collate "fr-x-icu"`,
        sql`first_names collate "fr-x-icu"`,
        t.fileId,
      ),
    ],
  },
);

export type EmptyAnswer = 'notAsked' | 'unknown' | 'refused';

/**
 * One answer to one field of the situation, true since a date. A value replaced on another day stays; figures read
 * the one in force at the date they speak of. Exactly one of the value columns is set, or `answer` says why none is.
 */
export const situationValue = tenantTable(
  'situation_value',
  {
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    fieldCode: describe(text().notNull(), 'reference', 'Champ', 'keep'),
    since: describe(day().notNull(), 'situation', 'Date de début de la situation', 'generalise'),
    /** That of its field: who reads it. */
    clearance: technical(text().$type<'followUp' | 'text'>().notNull().default('followUp')),
    answer: describe(
      text().$type<EmptyAnswer>(),
      'situation',
      'Réponse absente : non demandé, inconnu, refus',
      'keep',
    ),
    codes: describe(text().array(), 'situation', 'Choix', 'keep'),
    number: describe(bigint({ mode: 'number' }), 'situation', 'Nombre', 'generalise'),
    day: describe(day(), 'situation', 'Date', 'generalise'),
    text: describe(text(), 'freeText', 'Texte', 'erase'),
    yes: describe(boolean(), 'situation', 'Oui ou non', 'keep'),
  },
  {
    scope: {
      kind: 'custom',
      read: readWith('followUp', 'text'),
      write: `${reaches('writeFollowUp', 'unit_id')} or ${reaches('writeFollowUp', 'file_id')}`,
    },
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['fileId', 'fieldCode', 'since'],
    constraints: (t) => [
      fileFk('situation_value', t as never),
      check('situation_value_one', sql`num_nonnulls(answer, codes, number, day, text, yes) = 1`),
      check(
        'situation_value_clearance',
        sql`clearance = 'text' or (clearance = 'followUp' and text is null)`,
      ),
    ],
  },
);

/** The version of each editable group of the situation, for its ETag. */
export const situationGroup = tenantTable(
  'situation_group',
  {
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    groupCode: describe(text().notNull(), 'reference', 'Groupe de champs', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: followUpRows,
    key: ['fileId', 'groupCode'],
    constraints: (t) => [fileFk('situation_group', t as never)],
  },
);

/** Spouse, child, carer, legal representative… */
export const relative = tenantTable(
  'relative',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    kind: describe(text().notNull(), 'situation', 'Lien avec la personne', 'erase'),
    name: describe(text().notNull(), 'identity', "Nom de la personne de l'entourage", 'erase'),
    birthYear: describe(integer(), 'identity', "Année de naissance de la personne de l'entourage", 'erase'),
    phone: describe(text(), 'contact', "Téléphone de la personne de l'entourage", 'erase'),
    dependent: describe(boolean().notNull().default(false), 'situation', 'À charge', 'erase'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: followUpRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      fileFk('relative', t as never),
      tenantIndex('relative_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** What a worker wrote of somebody of the entourage. */
export const relativeNote = tenantTable(
  'relative_note',
  {
    relativeId: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    body: describe(text().notNull(), 'freeText', 'Précision', 'erase'),
  },
  {
    scope: wordRows,
    appMay: ['select', 'insert', 'update', 'delete'],
    key: ['relativeId'],
    constraints: (t) => [
      fileFk('relative_note', t as never),
      foreignKey({
        name: 'relative_note_relative_fk',
        columns: [t.tenantId, t.relativeId],
        foreignColumns: [relative.tenantId, relative.id],
      }),
      tenantIndex('relative_note_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** A visible warning on the file, which may expire. */
export const fileFlag = tenantTable(
  'file_flag',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    flagCode: describe(text().notNull(), 'followUp', 'Icône du dossier', 'erase'),
    expiresOn: describe(day(), 'followUp', "Fin de l'alerte", 'erase'),
    createdBy: technical(uuid().notNull()),
    createdAt: technical(instant().notNull().defaultNow()),
    removedAt: technical(instant()),
  },
  {
    scope: identityRows,
    constraints: (t) => [
      fileFk('file_flag', t as never),
      tenantIndex('file_flag_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** Openings, closings, reopenings of a file, with their reasons. */
export const fileEpisode = tenantTable(
  'file_episode',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    /** The unit the file was in at that moment: facts follow it. */
    forUnitId: technical(uuid().notNull()),
    kind: describe(
      text().$type<'opened' | 'closed' | 'reopened'>().notNull(),
      'followUp',
      'Ouverture, clôture ou réouverture',
      'keep',
    ),
    happenedOn: describe(
      day().notNull(),
      'followUp',
      "Date de l'ouverture, clôture ou réouverture",
      'generalise',
    ),
    /** A code of the list closeReason; why a file was opened again is typed, and stands apart. */
    reason: describe(text(), 'followUp', 'Motif de clôture', 'keep'),
    staffId: technical(uuid().notNull()),
  },
  {
    scope: identityRows,
    appMay: ['select', 'insert', 'update'],
    constraints: (t) => [
      fileFk('file_episode', t as never),
      check('file_episode_reason', sql`kind = 'closed' or reason is null`),
      tenantIndex('file_episode_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** Why a file was opened again, in the worker's words. */
export const episodeReason = tenantTable(
  'episode_reason',
  {
    episodeId: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    body: describe(text().notNull(), 'freeText', 'Motif de réouverture', 'erase'),
  },
  {
    scope: wordRows,
    appMay: ['select', 'insert', 'update'],
    key: ['episodeId'],
    constraints: (t) => [
      fileFk('episode_reason', t as never),
      foreignKey({
        name: 'episode_reason_episode_fk',
        columns: [t.tenantId, t.episodeId],
        foreignColumns: [fileEpisode.tenantId, fileEpisode.id],
      }),
      tenantIndex('episode_reason_by_file', t.tenantId, t.fileId),
    ],
  },
);

/** The move of a file from one unit to another: done at once, or asked, accepted, refused, revoked. */
export const fileTransfer = tenantTable(
  'file_transfer',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    fromUnitId: technical(uuid().notNull()),
    toUnitId: technical(uuid().notNull()),
    status: describe(text().$type<TransferStatus>().notNull(), 'followUp', 'État du transfert', 'keep'),
    requestedBy: technical(uuid().notNull()),
    requestedAt: technical(instant().notNull().defaultNow()),
    answeredBy: technical(uuid()),
    answeredAt: technical(instant()),
  },
  {
    scope: {
      kind: 'custom',
      read: ['unit_id', 'to_unit_id', 'file_id'].map((column) => reaches('identity', column)).join(' or '),
      write: ['unit_id', 'to_unit_id', 'file_id']
        .map((column) => reaches('writeIdentity', column))
        .join(' or '),
    },
    constraints: (t) => [
      fileFk('file_transfer', t as never),
      tenantIndex('file_transfer_by_file', t.tenantId, t.fileId),
      tenantIndex('file_transfer_inbox', t.tenantId, t.toUnitId, t.status),
    ],
  },
);

/**
 * Why a file is to move, and why it was refused: for who may read words where it is, and for who answers in the unit it
 * would go to.
 */
export const transferReason = tenantTable(
  'transfer_reason',
  {
    transferId: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    toUnitId: technical(uuid().notNull()),
    reason: describe(text().notNull(), 'freeText', 'Motif du transfert', 'erase'),
    answer: describe(text(), 'freeText', 'Motif de la réponse', 'erase'),
  },
  {
    scope: {
      kind: 'custom',
      read: `${reaches('text', 'unit_id')} or ${reaches('text', 'file_id')} or ${reaches('writeFollowUp', 'to_unit_id')}`,
      write: ['unit_id', 'to_unit_id', 'file_id']
        .map((column) => reaches('writeFollowUp', column))
        .join(' or '),
    },
    key: ['transferId'],
    constraints: (t) => [
      fileFk('transfer_reason', t as never),
      foreignKey({
        name: 'transfer_reason_transfer_fk',
        columns: [t.tenantId, t.transferId],
        foreignColumns: [fileTransfer.tenantId, fileTransfer.id],
      }),
      tenantIndex('transfer_reason_by_file', t.tenantId, t.fileId),
    ],
  },
);
export type TransferStatus = 'done' | 'undone' | 'requested' | 'accepted' | 'refused' | 'revoked';

/** Every earlier state of a record: before, after, who, when; read with the clearance of what it holds. */
export const recordVersion = tenantTable(
  'record_version',
  {
    id: technical(uuid().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    record: technical(text().notNull()),
    recordId: technical(uuid().notNull()),
    /** Clearance needed to read it: identity, followUp or text. */
    clearance: technical(text().$type<'identity' | 'followUp' | 'text'>().notNull()),
    before: describe(jsonb().$type<Record<string, unknown>>(), 'freeText', 'Valeur précédente', 'erase'),
    after: describe(jsonb().$type<Record<string, unknown>>(), 'freeText', 'Nouvelle valeur', 'erase'),
    changedBy: technical(uuid().notNull()),
    changedAt: technical(instant().notNull().defaultNow()),
  },
  {
    scope: {
      kind: 'custom',
      read: readWith('identity', 'followUp', 'text'),
      write: `${reaches('writeIdentity', 'unit_id')} or ${reaches('writeIdentity', 'file_id')}`,
    },
    constraints: (t) => [
      fileFk('record_version', t as never),
      tenantIndex('record_version_by_record', t.tenantId, t.recordId, t.changedAt),
      tenantIndex('record_version_by_file', t.tenantId, t.fileId),
    ],
  },
);
