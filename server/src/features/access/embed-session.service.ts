import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import { auditAs } from '../audit/audit.service.ts';
import * as store from './access.store.ts';
import { mayBeNominative, saysTwoFactors } from './nominative.ts';
import { accessSession, type ProofMethod } from './session.table.ts';

/** How long an embed session lasts: long enough for a clock that is off, short enough to be worthless when stolen. */
export const lifetime = 10 * 60 * 1000;

export interface EmbedSession {
  readonly id: string;
  readonly expiresAt: Date;
}

export interface NewSession {
  readonly tenantId: string;
  /** The back end that vouches for the person. */
  readonly clientId: string;
  readonly staffId: string;
  readonly origins: readonly string[];
  /** Elements the page shows; all those the tenant lets stand there when none are named. */
  readonly elements?: readonly string[] | undefined;
  readonly fileId?: string | undefined;
  /** How the host says it made sure of who is there, by methods of RFC 8176, and when. */
  readonly vouched: { readonly amr: readonly string[]; readonly at: Date | undefined };
  /** The provider whose token the host exchanged. */
  readonly issuer?: string | undefined;
  readonly now: Date;
  readonly requestId: string;
}

/** The member of the team whom a host calls so; the same answer for nobody as for somebody who left. */
export async function memberCalled(tx: Tx, tenantId: string, subject: string, now: Date): Promise<string> {
  const member = await store.staffBySubject(tx, tenantId, subject, now);
  if (member === undefined) throw nobody();
  return member;
}

export const nobody = () => new Problem('not-found', "Cette personne n'est pas membre de l'équipe.");

/**
 * Opens a session for a member of the team, on pages and for elements the tenant allows, and leaves its trace. A host
 * only says who is on its page: rows about people wait for a factor proven with us, unless the person, whose own
 * session on our origin is still open, let this host in before.
 */
export async function openSession(tx: Tx, wanted: NewSession): Promise<EmbedSession> {
  const { tenantId, clientId, staffId, now } = wanted;
  const terms = await store.tenantTerms(tx, tenantId);
  if (!terms || wanted.origins.some((origin) => !terms.allowedOrigins.includes(origin))) {
    throw new Problem('origin-refused', "Une adresse de page n'est pas autorisée par ce client.");
  }
  const elements = elementsOf(wanted.elements, terms.inlineElements);
  const decisions = await store.decisionsOf(tx, tenantId);
  const who = { tenantId, staffId, clientId, idleMinutes: terms.idleMinutes };
  const page = await store.approvalOf(tx, who, now);
  const methods: ProofMethod[] = saysTwoFactors(wanted.vouched.amr) ? ['sso', 'mfa'] : ['sso'];
  const nominative = mayBeNominative({
    tenantKind: terms.kind,
    decisions,
    kind: 'embed',
    methods: [...methods, ...(page?.methods ?? [])],
  });
  const until = now.getTime() + lifetime;
  const session = { id: newId(), expiresAt: new Date(Math.min(until, page?.expiresAt.getTime() ?? until)) };
  await tx.insert(accessSession).values({
    tenantId,
    ...session,
    staffId,
    kind: 'embed',
    parentId: page?.id ?? null,
    nominative,
    methods,
    provedAt: nominative ? (page?.provedAt ?? vouchedAt(wanted)) : null,
    clientId,
    origins: [...wanted.origins],
    elements: [...elements],
    fileId: wanted.fileId ?? null,
    createdAt: now,
  });
  await auditAs(
    tx,
    { tenantId, staffId, sessionId: session.id, clientId, now, requestId: wanted.requestId },
    'session.opened',
    {
      recordId: clientId,
      facts: { kind: 'embed', methods, nominative, ...(wanted.issuer ? { issuer: wanted.issuer } : {}) },
    },
  );
  return session;
}

/** When the host asked its factors: never later than now, and long ago when it does not say. */
const vouchedAt = ({ vouched, now }: NewSession): Date =>
  new Date(Math.min(now.getTime(), vouched.at?.getTime() ?? 0));

/** The elements of a session: those named, each of which the tenant must let stand in a host's page. */
function elementsOf(wanted: readonly string[] | undefined, inline: readonly string[]): readonly string[] {
  const refused = (wanted ?? []).flatMap((element, index) =>
    inline.includes(element)
      ? []
      : [
          {
            pointer: `/elements/${index}`,
            detail: `Ce client n’admet pas « ${element} » dans la page d’un portail.`,
          },
        ],
  );
  if (refused.length > 0)
    throw new Problem('invalid-request', 'Corrigez les champs indiqués.', { errors: refused });
  return wanted ?? inline;
}

/** Origins whose pages may hold an element of the tenant an address names; none when it names nobody. */
export async function pageOrigins(database: Database, name: string): Promise<readonly string[]> {
  const tenantId = await database.tenantOfSlug(name);
  return tenantId === undefined
    ? []
    : database.withCaller(tenantId, (tx) => store.allowedOrigins(tx, tenantId));
}

export interface Credentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** Digest of a client's secret as stored; the secret has 256 random bits, so that no slow hash is needed. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether these are the identifier and secret of a back end of the tenant; as long to say no as to say yes. */
export async function isClient(tx: Tx, { tenantId, clientId, secret }: Credentials): Promise<boolean> {
  const kept = await store.clientDigest(tx, tenantId, clientId);
  return (
    timingSafeEqual(Buffer.from(digestOfSecret(secret)), Buffer.from(kept ?? digestOfSecret(''))) &&
    kept !== undefined
  );
}
