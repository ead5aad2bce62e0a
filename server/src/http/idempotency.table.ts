import { customType, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { technical, describe, tenantIndex, tenantTable } from '../db/tenant-table.ts';

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** The reply already given to a create, so that a repeated call gets it again; kept 24 h. */
export const idempotencyRecord = tenantTable(
  'idempotency_record',
  {
    staffId: technical(uuid().notNull()),
    operation: technical(text().notNull()),
    key: technical(text().notNull()),
    /** SHA-256 of the request's path and body. */
    fingerprint: describe(bytes().notNull(), 'secret', 'Empreinte de la demande', 'erase'),
    status: technical(smallint().notNull()),
    reply: describe(bytes().notNull(), 'secret', 'Réponse scellée', 'erase'),
    createdAt: technical(timestamp({ withTimezone: true }).notNull()),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    appMay: ['select', 'insert', 'delete'],
    key: ['staffId', 'operation', 'key'],
    constraints: (t) => [tenantIndex('idempotency_record_age', t.tenantId, t.createdAt)],
  },
);
