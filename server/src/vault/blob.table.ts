import { bigint, customType, foreignKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../db/tenant-table.ts';

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
const instant = () => timestamp({ withTimezone: true });

/** The key that wraps the keys of a tenant's sealed files; without it none of them opens. */
export const tenantKey = tenantTable(
  'tenant_key',
  {
    id: technical(uuid().notNull()),
    wrapped: describe(bytes().notNull(), 'secret', 'Clé du client, scellée par le trousseau', 'keep'),
    createdAt: technical(instant().notNull()),
  },
  { scope: { kind: 'tenant' }, appMay: ['select', 'insert'] },
);

/**
 * A sealed file beside the database. The row holds the only key to it: once the row is gone, nobody reads the file,
 * whatever becomes of it on the disk. Who may read it is for the table that names it.
 */
export const blob = tenantTable(
  'blob',
  {
    id: technical(uuid().notNull()),
    keyId: technical(uuid().notNull()),
    purpose: technical(text().notNull()),
    /** Bytes before sealing. */
    size: technical(bigint({ mode: 'number' }).notNull()),
    digest: describe(bytes().notNull(), 'secret', 'Empreinte du fichier', 'erase'),
    wrappedKey: describe(bytes().notNull(), 'secret', 'Clé du fichier, scellée', 'erase'),
    createdBy: describe(uuid(), 'staff', 'Auteur du fichier', 'keep'),
    createdAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'delete'],
    constraints: (t) => [
      foreignKey({
        name: 'blob_key_fk',
        columns: [t.tenantId, t.keyId],
        foreignColumns: [tenantKey.tenantId, tenantKey.id],
      }),
      tenantIndex('blob_by_age', t.tenantId, t.purpose, t.createdAt),
    ],
  },
);
