import type { Database, Tx } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { allowInline, recordDecision } from '../features/access/decision.service.ts';
import { elementNames } from '../features/access/elements.ts';
import { addHostClient } from '../features/access/host-client.service.ts';
import { demoFiles, demoTenant } from '../features/imports/seed/index.ts';
import { seedTenant } from '../features/imports/seed.service.ts';
import { hasServed, inviteAtServer } from '../features/access/invitation.service.ts';
import { seedId } from '../features/imports/seed.store.ts';
import type { Keyring } from '../vault/keyring.ts';

/** The demonstration hospital. Ids are fixed, so that a second start finds it. */
export const demoTenantId = '0d3b0000-0000-5000-8000-000000000001';
const demoClientId = '0d3b0000-0000-5000-8000-000000000002';

/** How the demonstration portal's back end signs in: its secret is derived from this machine's keyring. */
export const demoClient = (keyring: Keyring) => ({
  user: `${demoTenantId}/${demoClientId}`,
  secret: keyring.derive('demonstration portal').toString('base64url'),
});

/** Fills the demonstration tenant at the first start. Gives true when it did. */
export async function seedDemo(database: Database, keyring: Keyring, portalOrigin: string): Promise<boolean> {
  if ((await database.listTenants()).includes(demoTenantId)) return false;
  const tenant = demoTenant();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: tenant.timeZone }).format(new Date());
  await seedTenant(database, {
    tenantId: demoTenantId,
    tenant,
    origins: [portalOrigin],
    files: demoFiles({ today }),
    outside: [],
    async finish(tx) {
      await addHostClient(
        tx,
        { tenantId: demoTenantId, id: demoClientId, name: 'Intranet de démonstration' },
        demoClient(keyring).secret,
      );
      await decideDemo(tx);
    },
  });
  return true;
}

/**
 * What the hospital's DPO decided: its intranet may hold every element, and, until the portal signs its people in for
 * real, its word for two factors is taken.
 */
async function decideDemo(tx: Tx): Promise<void> {
  const by = { tenantId: demoTenantId, staffId: null, sessionId: null, now: new Date(), requestId: newId() };
  await allowInline(tx, by, elementNames);
  for (const kind of ['inlineNominative', 'hostFactor'] as const)
    await recordDecision(tx, by, { kind, reference: 'Décision de démonstration' });
}

/** Who signs in on Lastria's own pages in the demonstration. */
export const demoPerson = 'Claire Morel';

/** The link by which she makes her account, until she has; nothing after. */
export async function demoInvitation(database: Database, publicOrigin: string): Promise<string | undefined> {
  const staffId = seedId(demoTenantId, 'staff', 'morel');
  const by = {
    tenantId: demoTenantId,
    staffId: null,
    sessionId: null,
    now: new Date(),
    requestId: newId(),
  };
  return database.withTenant(demoTenantId, [], async (tx) =>
    (await hasServed(tx, demoTenantId, staffId))
      ? undefined
      : inviteAtServer(tx, by, staffId, 'claire.morel.valmont@example.org', publicOrigin),
  );
}
