import { createApp, type App } from '../../server/src/app.ts';
import { openDatabase, type Database, type SessionClaims } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import { rolePassword, roles } from '../../server/src/db/roles.ts';
import { accessGrant } from '../../server/src/features/access/access.table.ts';
import { accessSession } from '../../server/src/features/access/session.table.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { staffMember } from '../../server/src/features/organisation/organisation.table.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { proven } from '../../server/src/testing/tenant.ts';
import type { Keyring } from '../../server/src/vault/keyring.ts';
import postgres from 'postgres';
import type { BenchCluster } from './bench-database.ts';
import { largeTenantId, type Size } from './data-set.ts';
import { keepIds } from './recorder.ts';

/** The application as it is served, on a data set, with a social worker who follows the whole large tenant. */
export interface Subject {
  readonly app: App;
  readonly database: Database;
  readonly tenantId: string;
  readonly keyring: Keyring;
  readonly staffId: string;
  readonly claims: SessionClaims;
  readonly headers: Readonly<Record<string, string>>;
  /** Administrator's address. */
  readonly url: string;
  /** Some hundreds of open files of the large tenant, drawn from all of them. */
  readonly fileIds: readonly string[];
  readonly reader: { readonly user: string; readonly password: string };
  /** One call in process; the answer is read to its end and must be a success. */
  call(path: string, options?: { method?: string; body?: unknown; key?: string }): Promise<string>;
  /** The same application whose database is elsewhere: behind the recorder. */
  through(url: string, poolSize: number): { app: App; close(): Promise<void> };
  close(): Promise<void>;
}

export const connections = 8;
const sample = 300;

export async function openSubject(
  cluster: BenchCluster,
  size: Size,
  held: readonly string[] = ['SOCIAL_WORKER'],
): Promise<Subject> {
  const url = await cluster.dataSet(size);
  const { keyring } = cluster;
  const open = (at: string, poolSize: number) => openDatabase({ url: at, keyring, poolSize, rights });
  const database = open(url, connections);
  const application = (on: Database) =>
    createApp({
      database: on,
      keyring,
      contract: '{}',
      log: () => undefined,
      rate: { perSecond: 1e9, burst: 1e9 },
    });
  const app = application(database);
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const [root] = await admin<
    { id: string }[]
  >`select id from org_unit where tenant_id = ${largeTenantId} and parent_id is null`;
  const files = await admin<{ id: string }[]>`
    select id from social_file where tenant_id = ${largeTenantId} and status = 'open' order by md5(id::text) limit ${sample}`;
  // Traces and replies of earlier runs would make each run a little slower than the one before.
  await admin`truncate audit_event, outbox, idempotency_record`;
  await admin.end();

  const [staffId, sessionId] = [newId(), newId()];
  keepIds(staffId, sessionId);
  const now = new Date();
  await database.withTenant(largeTenantId, [], async (tx) => {
    const tenantId = largeTenantId;
    await tx
      .insert(staffMember)
      .values({ tenantId, id: staffId, displayName: 'C. Morel', externalSubject: staffId });
    for (const role of held)
      await tx.insert(accessGrant).values({
        tenantId,
        id: newId(),
        staffId,
        role,
        kind: 'REGULAR',
        unitId: root!.id,
        withSubtree: true,
        validFrom: now,
        reason: 'Bench',
      });
    await tx.insert(accessSession).values({
      tenantId,
      id: sessionId,
      staffId,
      ...proven(now),
      origins: [],
      createdAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    });
  });
  const claims = { tenantId: largeTenantId, sessionId };
  const headers = { authorization: `Bearer ${issueToken(keyring, claims)}` };
  return {
    app,
    database,
    tenantId: largeTenantId,
    keyring,
    staffId,
    claims,
    headers,
    url,
    fileIds: files.map(({ id }) => id),
    reader: { user: roles.reader, password: rolePassword(keyring, 'reader') },
    call: (path, options) => callOf(app, headers, path, options),
    through(at, poolSize) {
      const other = open(at, poolSize);
      return { app: application(other), close: () => other.close() };
    },
    close: () => database.close(),
  };
}

export async function callOf(
  app: App,
  headers: Readonly<Record<string, string>>,
  path: string,
  { method = 'GET', body, key }: { method?: string; body?: unknown; key?: string } = {},
): Promise<string> {
  const response = await app.request(path, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
  return text;
}
