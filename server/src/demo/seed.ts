import type { Database, Tx } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { allowInline, recordDecision } from '../features/access/decision.service.ts';
import { elementNames } from '../features/access/elements.ts';
import { addHostClient } from '../features/access/host-client.service.ts';
import { keepProvider, linkIdentity } from '../features/access/provider-registry.service.ts';
import { callbackOf, logoutOf } from '../features/access/sso.service.ts';
import { seedAppointments } from '../features/agenda/seed-appointments.store.ts';
import { demoFiles, demoTenant } from '../features/imports/seed/index.ts';
import { seedLeave } from '../features/leave/seed-leave.ts';
import { seedTenant } from '../features/imports/seed.service.ts';
import { providerBy } from '../features/access/provider.store.ts';
import { workingRoles } from '../features/access/reasons.service.ts';
import { hasServed, inviteAtServer } from '../features/access/invitation.service.ts';
import { seedId } from '../features/imports/seed.store.ts';
import type { Keyring } from '../vault/keyring.ts';

/** The demonstration hospital. Ids are fixed, so that a second start finds it. */
export const demoTenantId = '0d3b0000-0000-5000-8000-000000000001';
const demoClientId = '0d3b0000-0000-5000-8000-000000000002';

/** How the demonstration portal's back end signs in: its secret is derived from this machine's keyring. */
export const demoClient = (keyring: Keyring) => ({
  clientId: `${demoTenantId}/${demoClientId}`,
  clientSecret: keyring.derive('demonstration portal').toString('base64url'),
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
        demoClient(keyring).clientSecret,
      );
      await decideDemo(tx);
      await seedLeave(tx, { tenantId: demoTenantId, today, ...demoTeam() });
      await seedAppointments(tx, {
        tenantId: demoTenantId,
        workers: demoWorkers(),
        zone: tenant.timeZone,
        today,
      });
    },
  });
  return true;
}

/** Who takes leave in the hospital, and the two who decide it: those of the team who work in its units. */
function demoTeam() {
  const idOf = (kind: string, key: string) => seedId(demoTenantId, kind, key);
  const working: readonly string[] = workingRoles;
  const team = demoTenant().staff.filter(({ role }) => working.includes(role));
  const [manager, ...others] = team
    .toSorted((one, other) => Number(other.role === 'TEAM_MANAGER') - Number(one.role === 'TEAM_MANAGER'))
    .map(({ key }) => idOf('staff', key));
  return {
    people: team.map(({ key, grants }) => ({
      staffId: idOf('staff', key),
      unitIds: grants
        .filter(({ kind }) => kind !== 'SUBSTITUTION')
        .map(({ unitKey }) => idOf('unit', unitKey)),
    })),
    deciders: [manager!, others[0]!],
  };
}

/** Who keeps an agenda there. */
const demoWorkers = () =>
  demoTenant()
    .staff.filter(({ role }) => role === 'SOCIAL_WORKER')
    .map(({ key, grants }) => ({
      staffId: seedId(demoTenantId, 'staff', key),
      unitId: seedId(demoTenantId, 'unit', grants[0]!.unitKey),
    }));

/** By whom the hospital was made as it is. */
const by = (key?: string) => ({
  tenantId: demoTenantId,
  staffId: key === undefined ? null : seedId(demoTenantId, 'staff', key),
  sessionId: null,
  now: new Date(),
  requestId: newId(),
});

/**
 * What the hospital's data protection officer decided and wrote down, as an establishment inside the same secrecy may:
 * its intranet holds every element in its own pages, and the two factors of its own sign-in are enough.
 */
async function decideDemo(tx: Tx): Promise<void> {
  const officer = by('perrin');
  await allowInline(tx, officer, elementNames);
  for (const kind of ['inlineNominative', 'hostFactor'] as const)
    await recordDecision(tx, officer, {
      kind,
      reference: 'CHV 2026-14, déléguée à la protection des données',
    });
}

/** Lastria, for the hospital's own sign-in. */
const signInClientId = 'lastria';
const signInSecret = (keyring: Keyring) => keyring.derive('demonstration sign-in').toString('base64url');
/** The intranet, for the hospital's own sign-in. */
export const intranet = (keyring: Keyring) => ({
  clientId: 'intranet',
  clientSecret: keyring.derive('demonstration intranet').toString('base64url'),
});

/**
 * Registers the hospital's own sign-in, for its people and for what its intranet exchanges, unless it is; its
 * administrator invited the whole team. Gives Lastria as an application of that sign-in.
 */
export async function trustHospital(
  database: Database,
  keyring: Keyring,
  { issuer, publicOrigin }: { readonly issuer: string; readonly publicOrigin: string },
) {
  const secret = signInSecret(keyring);
  const providerId = await database.withTenant(demoTenantId, [], async (tx) => {
    const known = await providerBy(tx, demoTenantId, { issuer });
    if (known) return known.id;
    const administrator = by('aubry');
    const id = await keepProvider(tx, keyring, administrator, {
      issuer,
      name: demoTenant().name,
      clientId: signInClientId,
      secret,
      audience: intranet(keyring).clientId,
      discoveryUrl: undefined,
      jwks: undefined,
      acrValues: undefined,
      factorAcr: [],
      forPeople: true,
      exchangeClients: [demoClientId],
    });
    for (const { key, email } of demoTenant().staff) {
      await linkIdentity(tx, administrator, { providerId: id, member: key, subject: key });
      await inviteAtServer(tx, administrator, seedId(demoTenantId, 'staff', key), email, publicOrigin);
    }
    return id;
  });
  return {
    client_id: signInClientId,
    client_secret: secret,
    redirect_uris: [callbackOf(publicOrigin, providerId)],
    backchannel_logout_uri: logoutOf(publicOrigin, demoTenantId, providerId),
  };
}

/** Who signs in on Lastria's own pages in the demonstration. */
export const demoPerson = 'Claire Morel';

/** The link by which she makes her account, until she has; nothing after. */
export async function demoInvitation(database: Database, publicOrigin: string): Promise<string | undefined> {
  const staffId = seedId(demoTenantId, 'staff', 'morel');
  const { email } = demoTenant().staff.find(({ key }) => key === 'morel')!;
  return database.withTenant(demoTenantId, [], async (tx) =>
    (await hasServed(tx, demoTenantId, staffId))
      ? undefined
      : inviteAtServer(tx, by(), staffId, email, publicOrigin),
  );
}
