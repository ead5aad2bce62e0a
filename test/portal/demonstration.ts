import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import type { BrowserContext } from 'playwright-core';
import { readConfig, type Config } from '../../server/src/config.ts';
import { openDatabase, type Database } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import { analyse } from '../../server/src/db/prepare.ts';
import { openHospital } from '../../server/src/demo/hospital.ts';
import { demoTenantId, seedDemo } from '../../server/src/demo/seed.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { inviteAtServer } from '../../server/src/features/access/invitation.service.ts';
import { accessSession, recordedDecision } from '../../server/src/features/access/session.table.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { staffMember, tenant } from '../../server/src/features/organisation/organisation.table.ts';
import { cookieNames } from '../../server/src/http/credentials.ts';
import { jsonLog } from '../../server/src/http/log.ts';
import { issueToken } from '../../server/src/http/token.ts';
import type { Assets } from '../../server/src/pages/assets.ts';
import { bundle, ownPages } from '../../server/src/pages/bundle.ts';
import { serveInstallation, type Installation } from '../../server/src/serve.ts';
import { createFilledDatabase, testKeyring } from '../../server/src/testing/cluster.ts';
import { proven } from '../../server/src/testing/tenant.ts';
import { signInAs } from '../../stories/portal/sign-in-as.ts';

/**
 * How the portal shows Lastria. `inline`: a hospital, whose data protection officer lets its pages hold every element.
 * `isolated`: the same people and files at an employer's, whose pages hold frames and whose tokens show nobody.
 */
export type Mode = 'inline' | 'isolated';

export interface Demonstration {
  readonly mode: Mode;
  readonly portal: string;
  readonly api: string;
  /** The hospital's own sign-in. */
  readonly issuer: string;
  /** Of the owner, behind the policies: to count what the screen did. */
  readonly databaseUrl: string;
  readonly database: Database;
  /** The link by which somebody of the team makes their account on Lastria's own pages. */
  invite(name: string): Promise<string>;
  /** Makes a browser one where this person has signed in: on the intranet, and for its frames on Lastria's pages. */
  signIn(context: BrowserContext, person: string): Promise<void>;
  /** On Lastria's pages alone, for the frames that the portal holds. */
  signInFrames(context: BrowserContext, person: string): Promise<void>;
  /** On Lastria's own pages. */
  signInPages(context: BrowserContext, person: string): Promise<void>;
  /** Lets the pages of another site hold Lastria. */
  allow(origin: string): Promise<void>;
  /** Ends every session, as an administrator can. */
  endSessions(): Promise<void>;
  close(): Promise<void>;
}

/** What our own pages load, made once for all the files of a worker. */
let pages: Promise<Assets> | undefined;

/**
 * The demonstration as `npm start` serves it, on ports and in a database of its own, copied from one filled once.
 * @param changes settings that are not those of the demonstration
 */
export async function startDemonstration(
  clusterUrl: string,
  mode: Mode = 'inline',
  changes: Partial<Config> = {},
): Promise<Demonstration> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closing.toReversed()) await one();
  };
  try {
    const [apiPort, portal, signIn] = [await freePort(), await freePort(), await freePort()];
    const installation = await openCopy(clusterUrl, apiPort, changes);
    closing.push(() => installation.close());
    const { config, database, databaseUrl } = installation;
    const hospital = await openHospital({ api: config.publicUrl, ports: { portal, signIn }, mode });
    closing.push(() => hospital.close());
    await hospital.join(installation);
    const portalOrigin = new URL(hospital.portal).origin;
    await settle(database, portalOrigin, mode);
    const api = await serveInstallation(installation, await (pages ??= bundle(ownPages)));
    closing.push(() => api.close());
    const signInFrames = (context: BrowserContext, person: string) =>
      leaveFrameSession(context, database, person, hospital.portal, api.url);
    return {
      mode,
      portal: hospital.portal,
      issuer: hospital.issuer,
      api: api.url,
      databaseUrl,
      database,
      invite: (name) => invited(database, name, api.url),
      async signIn(context, person) {
        await enter(context, hospital, person);
        if (mode === 'isolated') await signInFrames(context, person);
      },
      signInFrames,
      signInPages: (context, person) => leavePageSession(context, database, person, api.url),
      allow: (origin) =>
        database.withTenant(demoTenantId, [], async (tx) => {
          await tx
            .update(tenant)
            .set({ allowedOrigins: [portalOrigin, origin] })
            .where(eq(tenant.tenantId, demoTenantId));
        }),
      endSessions: () =>
        database.withTenant(demoTenantId, [], async (tx) => {
          await tx
            .update(accessSession)
            .set({ revokedAt: new Date() })
            .where(eq(accessSession.tenantId, demoTenantId));
        }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An installation on a copy of the demonstration. */
async function openCopy(clusterUrl: string, port: number, changes: Partial<Config>): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lastria-portal-'));
  const config: Config = {
    ...readConfig({
      LASTRIA_DATA_DIR: dataDir,
      LASTRIA_PORT: String(port),
      LASTRIA_HOST: 'localhost',
      LASTRIA_LOG_LEVEL: 'error',
    }),
    ...changes,
  };
  const open = (url: string, poolSize: number) =>
    openDatabase({ url, keyring: testKeyring, poolSize, rights });
  const copy = await createFilledDatabase(clusterUrl, 'demonstration', async (url) => {
    const database = open(url, 2);
    await seedDemo(database, testKeyring, 'http://127.0.0.1:1');
    await database.close();
    await analyse(url, testKeyring);
  });
  const database = open(copy.url, config.poolSize);
  return {
    config,
    keyring: testKeyring,
    database,
    databaseUrl: copy.url,
    log: jsonLog(config.logLevel),
    migrated: [],
    lost: new Promise(() => undefined),
    async close() {
      await database.close();
      await copy.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Which pages may hold Lastria, and how: an employer's decides nothing about what it may read. */
async function settle(database: Database, portalOrigin: string, mode: Mode): Promise<void> {
  await database.withTenant(demoTenantId, [], async (tx) => {
    const isEmployer = mode === 'isolated';
    await tx
      .update(tenant)
      .set({ allowedOrigins: [portalOrigin], ...(isEmployer ? { kind: 'company', inlineElements: [] } : {}) })
      .where(eq(tenant.tenantId, demoTenantId));
    if (isEmployer)
      await tx
        .update(recordedDecision)
        .set({ withdrawnAt: new Date() })
        .where(and(eq(recordedDecision.tenantId, demoTenantId), isNull(recordedDecision.withdrawnAt)));
  });
}

/** What the door leaves in the browser for our own pages. */
async function leavePageSession(
  context: BrowserContext,
  database: Database,
  person: string,
  api: string,
): Promise<void> {
  const [now, id] = [new Date(), newId()];
  await database.withTenant(demoTenantId, [], async (tx) => {
    await tx.insert(accessSession).values({ ...sessionOf(person, now), id, kind: 'page', origins: [] });
  });
  await context.addCookies([
    {
      name: cookieNames.page,
      value: issueToken(testKeyring, { tenantId: demoTenantId, sessionId: id }),
      url: api.replace('http:', 'https:'),
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    },
  ]);
}

/** Of somebody who proved of late who he is. */
const sessionOf = (person: string, now: Date) => ({
  ...proven(now),
  tenantId: demoTenantId,
  staffId: seedId(demoTenantId, 'staff', person),
  createdAt: now,
  seenAt: now,
  expiresAt: new Date(+now + 3_600_000),
});

/** What the door leaves in the browser once somebody came through it: own-pages.test.ts walks through. */
async function leaveFrameSession(
  context: BrowserContext,
  database: Database,
  person: string,
  portal: string,
  api: string,
): Promise<void> {
  const now = new Date();
  const [page, frame] = [newId(), newId()];
  const session = sessionOf(person, now);
  await database.withTenant(demoTenantId, [], async (tx) => {
    await tx.insert(accessSession).values({ ...session, id: page, kind: 'page', origins: [] });
    const origins = [new URL(portal).origin];
    await tx.insert(accessSession).values({ ...session, id: frame, kind: 'frame', parentId: page, origins });
  });
  await context.addCookies([
    {
      name: cookieNames.frame,
      value: issueToken(testKeyring, { tenantId: demoTenantId, sessionId: frame }),
      url: api.replace('http:', 'https:'),
      httpOnly: true,
      secure: true,
      sameSite: 'None',
      partitionKey: `${new URL(portal).protocol}//${new URL(portal).hostname}`,
    },
  ]);
}

/** Signs somebody in on the hospital's intranet, in this browser; `demonstration.portal` then opens as theirs. */
export const enter = async (
  context: BrowserContext,
  { portal }: Pick<Demonstration, 'portal'>,
  person: string,
): Promise<void> => context.addCookies([{ ...(await signInAs(portal, person)), url: portal }]);

/** An invitation as whoever holds the server makes it. */
const invited = (database: Database, name: string, origin: string): Promise<string> =>
  database.withTenant(demoTenantId, [], async (tx) => {
    const [person] = await tx
      .select({ staffId: staffMember.id })
      .from(staffMember)
      .where(and(eq(staffMember.tenantId, demoTenantId), eq(staffMember.displayName, name)));
    const by = {
      tenantId: demoTenantId,
      staffId: null,
      sessionId: null,
      now: new Date(),
      requestId: newId(),
    };
    const login = `${name.replaceAll(/\W/g, '').toLowerCase()}@valmont.example`;
    return inviteAtServer(tx, by, person!.staffId, login, origin);
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
