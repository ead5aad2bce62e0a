import { text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { reaches, technical, tenantTable } from '../db/tenant-table.ts';

/** What happened, as ids only, written in the transaction of the act; streams and webhooks read it. */
export const outbox = tenantTable(
  'outbox',
  {
    id: technical(uuid().notNull()),
    topic: technical(text().notNull()),
    fileId: technical(uuid()),
    unitId: technical(uuid().notNull()),
    recordId: technical(uuid()),
    /** Who did it: his own screens already know. */
    staffId: technical(uuid()),
    at: technical(timestamp({ withTimezone: true }).notNull()),
  },
  {
    scope: {
      kind: 'custom',
      read: `${reaches('identity', 'unit_id')} or ${reaches('identity', 'file_id')}`,
      write: 'true',
    },
    appMay: ['select', 'insert', 'delete'],
  },
);
