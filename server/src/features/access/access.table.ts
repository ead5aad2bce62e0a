import { boolean, check, foreignKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';

const instant = () => timestamp({ withTimezone: true });

/** `REGULAR`; `SUBSTITUTE` for somebody absent; `EMERGENCY` on one file, with a reason; `SUPPORT` of the vendor. */
export type GrantKind = 'REGULAR' | 'SUBSTITUTE' | 'EMERGENCY' | 'SUPPORT';

/** A dated right of one person on a unit (with its subtree or not) or on one file. Never deleted: it ends. */
export const accessGrant = tenantTable(
  'access_grant',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    role: describe(text().notNull(), 'staff', 'Rôle accordé', 'keep'),
    kind: describe(
      text().$type<GrantKind>().notNull(),
      'staff',
      'Nature du droit : habituel, remplacement…',
      'keep',
    ),
    unitId: technical(uuid()),
    withSubtree: technical(boolean().notNull().default(true)),
    fileId: technical(uuid()),
    validFrom: describe(instant().notNull(), 'staff', 'Début du droit', 'keep'),
    /** When it ends if nothing else is said: as planned, or for want of a review, whichever comes first. */
    validUntil: describe(instant(), 'staff', 'Fin du droit', 'keep'),
    /** The end that was decided; null: none. */
    plannedUntil: describe(instant(), 'staff', 'Fin prévue du droit', 'keep'),
    /** By when somebody must say that it is still wanted; null: it ends by itself before that. */
    reviewBy: describe(instant(), 'staff', 'Date de la revue du droit', 'keep'),
    reviewedBy: technical(uuid()),
    /** Whose right it stands in for. */
    onBehalfOf: describe(uuid(), 'staff', 'Personne remplacée', 'keep'),
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

/** The vendor asks to be let in for a while: an administrator of the tenant answers. */
export const supportRequest = tenantTable(
  'support_request',
  {
    id: technical(uuid().notNull()),
    askedBy: describe(text().notNull(), 'staff', 'Qui demande, chez l’éditeur', 'keep'),
    reason: describe(text().notNull(), 'staff', 'Motif de l’intervention', 'keep'),
    askedAt: describe(instant().notNull(), 'trace', 'Date de la demande', 'keep'),
    /** The end asked for; once approved, the end given. */
    until: describe(instant().notNull(), 'trace', 'Fin de l’intervention', 'keep'),
    status: describe(
      text().$type<'asked' | 'approved' | 'refused' | 'ended'>().notNull(),
      'trace',
      'État de la demande',
      'keep',
    ),
    answeredBy: describe(uuid(), 'trace', 'Qui a répondu', 'keep'),
    answeredAt: describe(instant(), 'trace', 'Date de la réponse', 'keep'),
    /** Who was let in. */
    staffId: technical(uuid()),
    grantId: technical(uuid()),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [tenantIndex('support_request_by_date', t.tenantId, t.askedAt)],
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
