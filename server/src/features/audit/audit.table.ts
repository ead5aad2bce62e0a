import { jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
    constraints: (t) => [tenantIndex('audit_event_by_file', t.tenantId, t.fileId, t.at)],
  },
);
