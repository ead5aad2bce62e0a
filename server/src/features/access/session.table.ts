import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  integer,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';
import { staffMember } from '../organisation/organisation.table.ts';

const instant = () => timestamp({ withTimezone: true });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * How a session came to be. `page`: signed in on our own origin. `frame`: an isolated frame of a host's page, which a
 * page session let in. `embed`: a host's back end vouched for who is there. `service`: a program of the customer.
 */
export type SessionKind = 'page' | 'frame' | 'embed' | 'service';

/** What proved who is there: `sso` stands for the customer's own sign-in, `mfa` for the two factors it says it asked. */
export type ProofMethod = 'pwd' | 'sso' | 'mfa' | 'otp' | 'passkey' | 'recovery' | 'mail';

/** Every session, whatever opened it: one person or program, what it may reach, and an end. */
export const accessSession = tenantTable(
  'session',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    kind: describe(text().$type<SessionKind>().notNull(), 'trace', 'Nature de la session', 'keep'),
    /** The page session, or the secret of a program, this one hangs on and ends with. */
    parentId: technical(uuid()),
    /** The back end that vouched for the person. */
    clientId: technical(uuid()),
    origins: technical(text().array().notNull()),
    /** Elements the session serves; null: all. */
    elements: technical(text().array()),
    /** The only file it reaches; null: all those of the person. */
    fileId: technical(uuid()),
    /** Whether it reaches rows about people at all: a factor was proven on our origin. */
    nominative: technical(boolean().notNull()),
    methods: describe(
      text().array().$type<ProofMethod[]>().notNull(),
      'trace',
      "Moyens par lesquels l'identité a été prouvée",
      'keep',
    ),
    /** When a factor was last proven. */
    provedAt: technical(instant()),
    /** Last time somebody did something: kept on page sessions. */
    seenAt: technical(instant()),
    /** Of a secret of a program: its keyed digest. The short sessions that the secret opens hang on it. */
    secretDigest: describe(text(), 'secret', 'Empreinte du secret d’un compte de service', 'keep'),
    /** Of a secret of a program: when it last opened a session, to the minute. */
    usedAt: technical(instant()),
    /** Name of the browser and system, as the person recognises them in the list of sessions. */
    device: describe(text(), 'trace', 'Navigateur et système de la session', 'keep'),
    expiresAt: technical(instant().notNull()),
    revokedAt: technical(instant()),
    createdAt: technical(instant().notNull().defaultNow()),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      foreignKey({
        name: 'session_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
      foreignKey({
        name: 'session_parent_fk',
        columns: [t.tenantId, t.parentId],
        foreignColumns: [t.tenantId, t.id],
      }),
      tenantIndex('session_by_staff', t.tenantId, t.staffId),
      tenantIndex('session_by_parent', t.tenantId, t.parentId),
      check('session_kind', sql`kind in ('page', 'frame', 'embed', 'service')`),
      check('session_proof', sql`not nominative or kind = 'service' or proved_at is not null`),
    ],
  },
);

const staffKey = (name: string, t: { tenantId: AnyPgColumn; staffId: AnyPgColumn }) =>
  foreignKey({
    name,
    columns: [t.tenantId, t.staffId],
    foreignColumns: [staffMember.tenantId, staffMember.id],
  });

/** How a member of the team signs in on our own origin. Who has none comes by a host alone. */
export const signInAccount = tenantTable(
  'sign_in_account',
  {
    staffId: technical(uuid().notNull()),
    /** Professional address, in lower case. */
    login: describe(text().notNull(), 'staff', 'Adresse de connexion', 'keep'),
    /** Passwords, factors and codes made before are void: a reset needs to read none of them. */
    credentialsSince: technical(instant().notNull()),
    disabledAt: technical(instant()),
    createdAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    key: ['staffId'],
    constraints: (t) => [
      staffKey('sign_in_account_staff_fk', t),
      unique('sign_in_account_login').on(t.tenantId, t.login),
    ],
  },
);

/** The digest of a password: only in sight of its owner's own sign-in. */
export const passwordCredential = tenantTable(
  'password_credential',
  {
    staffId: technical(uuid().notNull()),
    /** argon2id, with its parameters and salt. */
    digest: describe(text().notNull(), 'secret', 'Empreinte du mot de passe', 'keep'),
    setAt: technical(instant().notNull()),
  },
  { scope: { kind: 'author', column: 'staff_id' }, key: ['staffId'] },
);

/** A second factor: an application that shows codes, or a security key. Removed, never deleted. */
export const secondFactor = tenantTable(
  'second_factor',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    kind: describe(text().$type<'totp' | 'passkey'>().notNull(), 'staff', 'Nature du second facteur', 'keep'),
    label: describe(text().notNull(), 'staff', 'Nom donné au second facteur', 'keep'),
    /** Of an application: its secret, sealed. */
    sealedSecret: describe(bytes(), 'secret', 'Secret scellé de l’application de codes', 'keep'),
    /** Of an application: the last step whose code was taken; none before it is taken again. */
    lastStep: technical(bigint({ mode: 'number' })),
    credentialId: describe(text(), 'secret', 'Identifiant de la clé de sécurité', 'keep'),
    publicKey: describe(bytes(), 'secret', 'Clé publique de la clé de sécurité', 'keep'),
    signCount: technical(bigint({ mode: 'number' })),
    transports: technical(text().array()),
    createdAt: technical(instant().notNull()),
    lastUsedAt: technical(instant()),
    removedAt: technical(instant()),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    constraints: (t) => [tenantIndex('second_factor_by_staff', t.tenantId, t.staffId)],
  },
);

/** One of the codes kept on paper for the day the second factor is lost; each serves once. */
export const recoveryCode = tenantTable(
  'recovery_code',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    digest: describe(text().notNull(), 'secret', 'Empreinte du code de secours', 'keep'),
    createdAt: technical(instant().notNull()),
    usedAt: technical(instant()),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [tenantIndex('recovery_code_by_staff', t.tenantId, t.staffId)],
  },
);

/** A sign-in half done, or one being proven again: what is proven so far, and what is still asked. */
export const signInChallenge = tenantTable(
  'sign_in_challenge',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    purpose: technical(text().$type<'signIn' | 'enrol' | 'prove'>().notNull()),
    methods: technical(text().array().$type<ProofMethod[]>().notNull()),
    /** What a security key must sign. */
    webauthnChallenge: technical(text()),
    /** Secret of an application being enrolled, sealed. */
    sealedSecret: describe(bytes(), 'secret', 'Secret scellé en cours d’enrôlement', 'keep'),
    /** Keyed digest of the code last sent by mail, and when. */
    mailDigest: describe(bytes(), 'secret', 'Empreinte du code de connexion envoyé', 'keep'),
    mailSentAt: technical(instant()),
    /** Wrong answers counted so far, whatever the factor. */
    tries: technical(integer().notNull().default(0)),
    expiresAt: technical(instant().notNull()),
    doneAt: technical(instant()),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [tenantIndex('sign_in_challenge_by_staff', t.tenantId, t.staffId)],
  },
);

/** Failures of late for one account or one address, both by keyed digest. */
export const signInThrottle = tenantTable(
  'sign_in_throttle',
  {
    subject: describe(text().notNull(), 'trace', 'Empreinte du compte ou de l’adresse', 'keep'),
    failures: technical(integer().notNull()),
    since: technical(instant().notNull()),
    blockedUntil: technical(instant()),
  },
  {
    scope: { kind: 'tenant' },
    key: ['subject'],
    appMay: ['select', 'insert', 'update', 'delete'],
  },
);

/** A link by which a member makes an account, or makes its credentials anew; by the digest of what the link holds. */
export const invitation = tenantTable(
  'invitation',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    purpose: describe(text().$type<'invite' | 'reset'>().notNull(), 'trace', "Objet de l'invitation", 'keep'),
    digest: describe(text().notNull(), 'secret', "Empreinte du lien d'invitation", 'keep'),
    createdBy: technical(uuid()),
    createdAt: technical(instant().notNull()),
    expiresAt: technical(instant().notNull()),
    usedAt: technical(instant()),
    revokedAt: technical(instant()),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      staffKey('invitation_staff_fk', t),
      tenantIndex('invitation_by_staff', t.tenantId, t.staffId),
    ],
  },
);

/**
 * A frame, or an embed session, that waits for somebody to say on our own origin that it is theirs. The frame and the
 * window meet here and nowhere else: no token in an address, no word between windows.
 */
export const accessTicket = tenantTable(
  'access_ticket',
  {
    id: technical(uuid().notNull()),
    purpose: technical(text().$type<'frame' | 'proof'>().notNull()),
    /** Digest of the key that only the asker holds. */
    digest: describe(text().notNull(), 'secret', 'Empreinte de la clé du demandeur', 'keep'),
    origin: technical(text().notNull()),
    element: technical(text()),
    embedSessionId: technical(uuid()),
    approvedBy: technical(uuid()),
    approvedAt: technical(instant()),
    redeemedAt: technical(instant()),
    createdAt: technical(instant().notNull()),
    expiresAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    appMay: ['select', 'insert', 'update', 'delete'],
  },
);

export type DecisionKind = 'inlineNominative' | 'hostFactor' | 'mailCode';

/** What the tenant's data protection officer decided, and under which reference. Withdrawn, never deleted. */
export const recordedDecision = tenantTable(
  'recorded_decision',
  {
    id: technical(uuid().notNull()),
    kind: describe(text().$type<DecisionKind>().notNull(), 'reference', 'Objet de la décision', 'keep'),
    reference: describe(text().notNull(), 'reference', 'Référence de la décision', 'keep'),
    decidedBy: technical(uuid()),
    decidedAt: technical(instant().notNull()),
    withdrawnBy: technical(uuid()),
    withdrawnAt: technical(instant()),
  },
  { scope: { kind: 'tenant' } },
);

/** Something one person must be told inside Lastria; codes and ids only. */
export const notice = tenantTable(
  'notice',
  {
    id: technical(uuid().notNull()),
    staffId: technical(uuid().notNull()),
    kind: describe(text().notNull(), 'trace', "Objet de l'avis", 'keep'),
    fileId: describe(uuid(), 'trace', 'Dossier concerné', 'opaque'),
    /** The person whose act it tells of. */
    aboutStaffId: describe(uuid(), 'trace', "Auteur de l'acte", 'keep'),
    facts: technical(text().array().notNull()),
    createdAt: technical(instant().notNull()),
    readAt: technical(instant()),
  },
  {
    scope: {
      kind: 'custom',
      read: `staff_id = nullif(current_setting('app.staff', true), '')::uuid`,
      write: 'true',
    },
    constraints: (t) => [
      staffKey('notice_staff_fk', t),
      tenantIndex('notice_by_staff', t.tenantId, t.staffId, t.createdAt),
    ],
  },
);
