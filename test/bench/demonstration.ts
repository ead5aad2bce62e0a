import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { newId } from '../../server/src/db/ids.ts';
import { readConfig } from '../../server/src/config.ts';
import { openHospital } from '../../server/src/demo/hospital.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { demoTenant } from '../../server/src/features/imports/seed/index.ts';
import { accessSession } from '../../server/src/features/access/session.table.ts';
import { seedId } from '../../server/src/features/imports/seed.store.ts';
import { cookieNames } from '../../server/src/http/credentials.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { bundle, ownPages } from '../../server/src/pages/bundle.ts';
import { openInstallation, serveInstallation, type Installation } from '../../server/src/serve.ts';
import { proven } from '../../server/src/testing/tenant.ts';
import { freePort } from './processes.ts';

export interface Demonstration {
  readonly portal: string;
  readonly api: string;
  readonly fileId: string;
  readonly lastName: string;
  /** The cookie of somebody who signed in at Lastria's own address. */
  signedIn(): Promise<{ readonly name: string; readonly value: string }>;
  close(): Promise<void>;
}

/** The person who visits the portal. */
export const socialWorker = () => demoTenant().staff.find(({ role }) => role === 'SOCIAL_WORKER')!.key;

/** The portal and the API on two sites of this machine, on a database of their own. */
export async function startDemonstration(): Promise<Demonstration> {
  const dir = mkdtempSync(join(tmpdir(), 'lastria-bench-run-'));
  chmodSync(dir, 0o755);
  const [apiPort, portal, signIn] = [await freePort(), await freePort(), await freePort()];
  const config = {
    ...readConfig({ LASTRIA_DATA_DIR: dir, LASTRIA_PORT: String(apiPort), LASTRIA_LOG_LEVEL: 'silent' }),
    host: 'localhost',
  };
  const installation = await openInstallation(config, 'server');
  const closing: (() => Promise<void>)[] = [installation.close];
  const close = async () => {
    for (const one of closing.toReversed()) await one();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const hospital = await openHospital({
      api: `http://localhost:${apiPort}`,
      ports: { portal, signIn },
    });
    closing.push(hospital.close);
    await hospital.join(installation);
    const running = await serveInstallation(installation, await bundle(ownPages));
    closing.push(running.close);
    const admin = postgres(installation.databaseUrl, { max: 1 });
    // The file with the most to show, of those the worker follows.
    const [file] = await admin<{ id: string; last_name: string }[]>`
      select f.id, i.last_name from social_file f
        join file_identity i on i.tenant_id = f.tenant_id and i.file_id = f.id
        join staff_member m on m.tenant_id = f.tenant_id and m.id = f.lead_worker_id
       where f.tenant_id = ${demoTenantId} and f.status = 'open' and m.external_subject = ${socialWorker()}
       order by (select count(*) from work_entry e where e.tenant_id = f.tenant_id and e.file_id = f.id) desc, f.id limit 1`;
    await admin.end();
    return {
      portal: hospital.portal,
      api: `http://localhost:${apiPort}`,
      fileId: file!.id,
      lastName: file!.last_name,
      signedIn: () => signedInTo(installation),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the door leaves in the browser once the worker came through it. */
async function signedInTo({ database, keyring }: Installation): Promise<{ name: string; value: string }> {
  const [now, sessionId] = [new Date(), newId()];
  const tenantId = demoTenantId;
  await database.withTenant(tenantId, [], async (tx) => {
    await tx.insert(accessSession).values({
      ...proven(now),
      tenantId,
      id: sessionId,
      staffId: seedId(tenantId, 'staff', socialWorker()),
      kind: 'page',
      origins: [],
      createdAt: now,
      seenAt: now,
      expiresAt: new Date(+now + 3_600_000),
    });
  });
  return { name: cookieNames.page, value: issueToken(keyring, { tenantId, sessionId }) };
}
