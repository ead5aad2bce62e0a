import { createApp, type App } from '../../server/src/app.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { Browser, codeAt } from '../../server/src/testing/browser.ts';
import { createTestDatabase, startTestCluster, testKeyring } from '../../server/src/testing/cluster.ts';
import { openTestServices } from '../../server/src/testing/services.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { atMost, figure, latencies, median, type Bench } from './harness.ts';

const password = 'quatre mots sans rapport: gravier';

/** T-AUTH-4: whether the time of a refusal tells an address that exists from one that does not. */
export async function signInBench(bench: Bench): Promise<void> {
  let now = new Date();
  const clock = () => now;
  const later = (seconds: number) => (now = new Date(+now + seconds * 1000));
  const cluster = await startTestCluster();
  const created = await createTestDatabase(cluster.url);
  const database = openDatabase({ url: created.url, keyring: testKeyring, poolSize: 2, rights });
  const opened = openTestServices(database, created.url, { clock });
  try {
    const app = createApp({
      database,
      services: opened.services,
      keyring: testKeyring,
      contract: '{}',
      pages: undefined,
      log: () => undefined,
      onFailure: (error) => {
        throw error;
      },
      rate: { perSecond: 1e6, burst: 1e6 },
      clock,
    });
    const tenant = await TestTenant.create(database, { now: clock });
    const known = 'claire.morel@hopital.example';
    await enrolled(app, tenant, known, clock);
    const refused = (login: () => string) => async (turn: number) => {
      // Tries are counted together for 15 minutes: these stay below
      if (turn % 2 === 0) later(1000);
      const body = { client: tenant.id, login: login(), password: `un autre mot de passe ${turn}` };
      const { status } = await new Browser(app).post('/v1/sign-in/password', body);
      if (status !== 401) throw new Error(`a wrong password was answered ${status}`);
    };
    const times = await latencies(
      {
        known: refused(() => known),
        unknown: refused(() => `${crypto.randomUUID()}@hopital.example`),
      },
      bench.quick ? 60 : 500,
    );
    const [of, without] = [median(times.known), median(times.unknown)];
    bench.report(
      figure('signIn.known', of, 'ms', { reference: without, note: 'refused; reference: unknown address' }),
    );
    bench.report(
      figure('signIn.difference', Math.abs(of - without), 'ms', {
        goal: atMost(5),
        note: 'between the medians of known and unknown addresses (T-AUTH-4)',
      }),
    );
  } finally {
    await opened.close();
    await database.close();
    await created.drop();
    await cluster.stop();
  }
}

/** Somebody with a password and a factor, got as people get them. */
async function enrolled(app: App, tenant: TestTenant, login: string, clock: () => Date): Promise<void> {
  const [admin, worker] = [await tenant.staff('ADMINISTRATOR'), await tenant.staff('SOCIAL_WORKER')];
  const invited = await app.request(`/v1/organisation/staff/${worker.id}/invitation`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${admin.token}`,
      origin: 'https://portail.example',
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ login }),
  });
  const { link } = (await invited.json()) as { link: string };
  const browser = new Browser(app);
  await browser.post('/v1/sign-in/invitation/accept', { token: new URL(link).hash.slice(1), password });
  const offer = await browser.post('/v1/sign-in/enrol/application');
  const { secret } = (await offer.json()) as { secret: string };
  const body = { code: codeAt(secret, clock()), label: 'Téléphone' };
  const { status } = await browser.post('/v1/sign-in/enrol/application/confirm', body);
  if (status !== 200) throw new Error(`nobody could be enrolled: ${status}`);
}
