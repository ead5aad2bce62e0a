import { boolean, check, customType, foreignKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { staffMember } from '../organisation/organisation.table.ts';

const instant = () => timestamp({ withTimezone: true });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Who the tenant lets say who somebody is: its own sign-in, Pro Santé Connect… A proof of the person only, never of a factor. */
export const identityProvider = tenantTable(
  'identity_provider',
  {
    id: technical(uuid().notNull()),
    name: describe(text().notNull(), 'reference', 'Nom du fournisseur d’identité', 'keep'),
    /** Exactly as its tokens say it. */
    issuer: describe(text().notNull(), 'technical', 'Adresse du fournisseur d’identité', 'keep'),
    /** Where its configuration is read, when not at the usual place. */
    discoveryUrl: technical(text()),
    /** Who we are for it. */
    clientId: technical(text().notNull()),
    /** The audience of the tokens that a back end exchanges: often the portal, to which they were given. */
    audience: technical(text().notNull()),
    sealedSecret: describe(bytes(), 'secret', 'Secret scellé auprès du fournisseur d’identité', 'keep'),
    /** Public keys, as JSON, of one that is not asked for them. */
    jwks: technical(text()),
    /** Least level asked for, in its own words. */
    acrValues: technical(text()),
    /** Values of `acr` by which it says that it asked for two factors. */
    factorAcr: technical(text().array().notNull()),
    /** People sign in by it on our own origin. */
    forPeople: technical(boolean().notNull()),
    /** The back ends that may exchange its tokens. */
    exchangeClients: technical(uuid().array().notNull()),
    createdAt: technical(instant().notNull()),
    removedAt: technical(instant()),
  },
  { scope: { kind: 'tenant' } },
);

/** Who somebody is for a provider: found by this alone, never by an address. */
export const staffIdentity = tenantTable(
  'staff_identity',
  {
    providerId: technical(uuid().notNull()),
    subject: describe(text().notNull(), 'staff', 'Identifiant chez le fournisseur d’identité', 'keep'),
    staffId: technical(uuid().notNull()),
    createdAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    key: ['providerId', 'subject'],
    appMay: ['select', 'insert', 'delete'],
    constraints: (t) => [
      foreignKey({
        name: 'staff_identity_provider_fk',
        columns: [t.tenantId, t.providerId],
        foreignColumns: [identityProvider.tenantId, identityProvider.id],
      }),
      foreignKey({
        name: 'staff_identity_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      tenantIndex('staff_identity_by_staff', t.tenantId, t.staffId),
    ],
  },
);

/** Tokens that served, by digest, until they would expire: none serves twice. */
export const usedToken = tenantTable(
  'used_token',
  {
    digest: describe(text().notNull(), 'trace', 'Empreinte d’un jeton qui a servi', 'keep'),
    expiresAt: technical(instant().notNull()),
  },
  { scope: { kind: 'tenant' }, key: ['digest'], appMay: ['select', 'insert', 'delete'] },
);

/** A sign-in sent to a provider: what its answer is checked against, once; then whose it was, for its word of an end. */
export const ssoAttempt = tenantTable(
  'sso_attempt',
  {
    id: technical(uuid().notNull()),
    providerId: technical(uuid().notNull()),
    stateDigest: describe(text().notNull(), 'secret', 'Empreinte de la demande de connexion', 'keep'),
    nonce: describe(text().notNull(), 'secret', 'Nombre à usage unique de la connexion', 'keep'),
    sealedVerifier: describe(bytes().notNull(), 'secret', 'Vérificateur scellé de la connexion', 'keep'),
    /** Where the person goes on, on our own origin. */
    back: technical(text().notNull()),
    expiresAt: technical(instant().notNull()),
    usedAt: technical(instant()),
    staffId: technical(uuid()),
    /** The provider's own session, by digest. */
    sidDigest: describe(text(), 'trace', 'Empreinte de la session chez le fournisseur d’identité', 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      foreignKey({
        name: 'sso_attempt_provider_fk',
        columns: [t.tenantId, t.providerId],
        foreignColumns: [identityProvider.tenantId, identityProvider.id],
      }),
    ],
  },
);

/** A program of the customer, which is a member of the team of its own kind: what it may do, and who decided it. */
export const serviceAccount = tenantTable(
  'service_account',
  {
    staffId: technical(uuid().notNull()),
    scopes: describe(text().array().notNull(), 'staff', 'Portées du compte de service', 'keep'),
    /** Units whose files it is for, once it was let read files. */
    unitIds: technical(
      uuid()
        .array()
        .notNull()
        .default(sql`'{}'`),
    ),
    createdBy: technical(uuid()),
    createdAt: technical(instant().notNull()),
    expiresAt: describe(instant().notNull(), 'staff', 'Fin du compte de service', 'keep'),
    endedAt: technical(instant()),
    /** The administrator who asked that it read files, and the other one who agreed. */
    filesAskedBy: technical(uuid()),
    filesAskedAt: technical(instant()),
    filesReason: describe(text(), 'staff', 'Motif de l’accès d’un compte de service aux dossiers', 'keep'),
    /** The end that was asked for. */
    filesUntil: describe(instant(), 'staff', 'Fin de l’accès d’un compte de service aux dossiers', 'keep'),
    filesGrantedBy: technical(uuid()),
    filesGrantedAt: technical(instant()),
  },
  {
    scope: { kind: 'tenant' },
    key: ['staffId'],
    constraints: (t) => [
      foreignKey({
        name: 'service_account_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      check(
        'service_account_files',
        sql`files_granted_by is null or (files_asked_by is not null and files_granted_by <> files_asked_by)`,
      ),
    ],
  },
);
