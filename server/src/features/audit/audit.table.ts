import { bigint, check, integer, jsonb, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, reaches, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';

/**
 * Who did what, to what, when: inserted in the transaction of the act, never changed.
 * No foreign key: the trace outlives what it speaks of.
 */
export const auditEvent = tenantTable(
  'audit_event',
  {
    id: technical(uuid().notNull()),
    at: describe(timestamp({ withTimezone: true }).notNull(), 'trace', "Date de l'acte", 'keep'),
    type: describe(text().notNull(), 'trace', "Nature de l'acte", 'keep'),
    staffId: describe(uuid(), 'trace', "Auteur de l'acte", 'keep'),
    sessionId: describe(uuid(), 'trace', "Session de l'acte", 'keep'),
    /** The back end that vouched for the author: who acted for whom. */
    clientId: describe(uuid(), 'trace', "Portail par lequel l'acte est venu", 'keep'),
    fileId: describe(uuid(), 'trace', 'Dossier concerné', 'opaque'),
    unitId: describe(uuid(), 'trace', 'Entité concernée', 'keep'),
    recordId: describe(uuid(), 'trace', 'Élément concerné', 'opaque'),
    requestId: technical(text().notNull()),
    /** Codes and counts only, never a value of a person. */
    facts: describe(
      jsonb().$type<Record<string, string | number | boolean | readonly string[]>>().notNull(),
      'trace',
      "Circonstances de l'acte",
      'keep',
    ),
  },
  {
    scope: {
      kind: 'custom',
      read: `${reaches('followUp', 'unit_id')} or ${reaches('followUp', 'file_id')}`,
      write: 'true',
    },
    appMay: ['select', 'insert'],
    readerMay: ['select', 'insert'],
    constraints: (t) => [
      tenantIndex('audit_event_by_file', t.tenantId, t.fileId, t.at),
      tenantIndex('audit_event_by_staff', t.tenantId, t.staffId, t.at),
      tenantIndex('audit_event_by_type', t.tenantId, t.type, t.at),
      tenantIndex('audit_event_by_time', t.tenantId, t.at),
    ],
  },
);

/**
 * Traces that wait to be chained, written with them: whatever the order in which acts commit, none is forgotten. What
 * becomes of them (links, salts, checkpoints) stands in the schema `app`, which no request reaches.
 */
export const auditPending = tenantTable(
  'audit_pending',
  { eventId: technical(uuid().notNull()) },
  {
    scope: { kind: 'tenant' },
    key: ['eventId'],
    appMay: ['insert'],
    readerMay: ['insert'],
  },
);

/** How long the tenant keeps its traces. A tenant without a row keeps the default. */
export const auditSetting = tenantTable(
  'audit_setting',
  {
    retentionMonths: describe(
      smallint().notNull(),
      'reference',
      'Durée de conservation du journal, en mois',
      'keep',
    ),
    version: technical(integer().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    key: [],
    constraints: () => [check('audit_setting_retention', sql`retention_months between 6 and 36`)],
  },
);

/** How much a person of a role may read before somebody is told. A role without a row has the default. */
export const readingLimit = tenantTable(
  'reading_limit',
  {
    role: describe(text().notNull(), 'reference', 'Rôle concerné', 'keep'),
    filesPerHour: describe(integer().notNull(), 'reference', 'Dossiers lus en une heure', 'keep'),
    filesPerDay: describe(integer().notNull(), 'reference', 'Dossiers lus en un jour', 'keep'),
    searchesPerHour: describe(integer().notNull(), 'reference', 'Recherches en une heure', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    key: ['role'],
    constraints: () => [
      check('reading_limit_positive', sql`least(files_per_hour, files_per_day, searches_per_hour) > 0`),
    ],
  },
);

export const readingKinds = ['filesPerHour', 'filesPerDay', 'searchesPerHour'] as const;
export type ReadingKind = (typeof readingKinds)[number];

/** A time during which a person read more than the limit. Hidden from that person. */
export const readingEpisode = tenantTable(
  'reading_episode',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'trace', 'Personne dont les lectures dépassent le seuil', 'keep'),
    kind: describe(text().$type<ReadingKind>().notNull(), 'trace', 'Seuil dépassé', 'keep'),
    /** How many it was when it was told, and how many were allowed. */
    counted: describe(integer(), 'trace', 'Nombre de lectures au moment de l’alerte', 'keep'),
    allowed: describe(integer(), 'trace', 'Seuil en vigueur au moment de l’alerte', 'keep'),
    openedAt: technical(timestamp({ withTimezone: true }).notNull()),
    closedAt: technical(timestamp({ withTimezone: true })),
  },
  {
    scope: {
      kind: 'custom',
      read: `staff_id is distinct from nullif(current_setting('app.staff', true), '')::uuid`,
      write: 'true',
    },
    constraints: (t) => [tenantIndex('reading_episode_by_staff', t.tenantId, t.staffId, t.openedAt)],
  },
);

/**
 * Where the chain of a tenant stands, as whoever chains it last found: what was signed and given away, and whether all of
 * it was found whole. Requests read it; the sealer alone writes it.
 */
export const auditState = tenantTable(
  'audit_state',
  {
    signedSize: technical(bigint({ mode: 'number' })),
    signedAt: technical(timestamp({ withTimezone: true })),
    /** When a verification was begun: one process does it. */
    verifyingAt: technical(timestamp({ withTimezone: true })),
    verifiedSize: technical(bigint({ mode: 'number' })),
    verifiedAt: technical(timestamp({ withTimezone: true })),
    /** What was found wrong, and from which trace on; null: nothing. */
    fault: technical(text()),
    faultSeq: technical(bigint({ mode: 'number' })),
    /** Traces found outside the chain. */
    strays: technical(integer().notNull().default(0)),
  },
  { scope: { kind: 'tenant' }, key: [], appMay: ['select'], readerMay: ['select'] },
);
