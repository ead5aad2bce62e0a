import { boolean, check, foreignKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';

const instant = () => timestamp({ withTimezone: true });

/** A dated right of one person on a unit (with its subtree or not) or on one file. Never deleted: it ends. */
export const accessGrant = tenantTable(
  'access_grant',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    role: describe(text().notNull(), 'staff', 'Rôle accordé', 'keep'),
    kind: describe(text().notNull(), 'staff', 'Nature du droit : habituel, remplacement…', 'keep'),
    unitId: technical(uuid()),
    withSubtree: technical(boolean().notNull().default(true)),
    fileId: technical(uuid()),
    validFrom: describe(instant().notNull(), 'staff', 'Début du droit', 'keep'),
    validUntil: describe(instant(), 'staff', 'Fin du droit', 'keep'),
    reason: describe(text().notNull(), 'staff', 'Motif du droit', 'keep'),
    grantedBy: technical(uuid()),
    grantedAt: technical(instant().notNull().defaultNow()),
    revokedAt: technical(instant()),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      foreignKey({
        name: 'access_grant_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      foreignKey({
        name: 'access_grant_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      tenantIndex('access_grant_by_staff', t.tenantId, t.staffId),
      tenantIndex('access_grant_by_unit', t.tenantId, t.unitId),
      check(
        'access_grant_one_object',
        sql`(unit_id is null) <> (file_id is null) or role in ('ADMINISTRATOR', 'DPO')`,
      ),
    ],
  },
);

/** A back end of the customer, which may open embed sessions for its users. */
export const hostClient = tenantTable(
  'host_client',
  {
    id: technical(uuid().notNull()),
    name: describe(text().notNull(), 'technical', 'Nom du portail', 'keep'),
    /** SHA-256 of a 256-bit random secret, in hexadecimal. */
    secretDigest: describe(text().notNull(), 'secret', "Empreinte du secret d'accès du portail", 'keep'),
    /** Public keys by which it may sign in instead of by the secret, as JSON. */
    jwks: technical(text()),
    revokedAt: technical(instant()),
    createdAt: technical(instant().notNull().defaultNow()),
  },
  { scope: { kind: 'tenant' } },
);
