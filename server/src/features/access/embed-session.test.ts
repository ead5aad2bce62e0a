import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../app.ts';
import { openDatabase } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, testOrigin } from '../../testing/tenant.ts';
import { allowInline, decisionKinds, recordDecision, withdrawDecision } from './decision.service.ts';
import { addHostClient } from './host-client.service.ts';
import { rights } from './rights.ts';
import type { TenantKind } from '../organisation/organisation.table.ts';
import type { DecisionKind } from './session.table.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

test('a portal that finds every connection taken is told to come again, and is served once there is one', async () => {
  const tenant = await TestTenant.create(running.database);
  const { id: subject } = await tenant.staff('SOCIAL_WORKER');
  const clientId = newId();
  await running.database.withTenant(tenant.id, [], (tx) =>
    addHostClient(tx, { tenantId: tenant.id, id: clientId, name: 'Portail' }, 'secret'),
  );
  const database = openDatabase({
    url: running.adminUrl,
    keyring: testKeyring,
    poolSize: 1,
    patience: 300,
    rights,
  });
  const app = createApp({ database, keyring: testKeyring, contract: '{}', log: () => undefined });
  const open = () =>
    app.request('/v1/embed-sessions', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${tenant.id}/${clientId}:secret`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ subject, origins: [testOrigin] }),
    });
  const taken = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const holding = database.withTenant(tenant.id, [], () => (taken.resolve(), free.promise));
  await taken.promise;
  try {
    const refused = await open();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  } finally {
    free.resolve();
    await holding;
  }
  expect((await open()).status).toBe(201);
  await database.close();
});

test('a stranger who guesses the secret is made to wait, and does not use up the calls of the portal', async () => {
  const tenant = await TestTenant.create(running.database);
  const { id: subject } = await tenant.staff('SOCIAL_WORKER');
  const clientId = newId();
  await running.database.withTenant(tenant.id, [], (tx) =>
    addHostClient(tx, { tenantId: tenant.id, id: clientId, name: 'Portail' }, 'secret'),
  );
  const app = createApp({
    database: running.database,
    keyring: testKeyring,
    contract: '{}',
    log: () => undefined,
    rate: { perSecond: 0.001, burst: 3 },
  });
  const open = async (secret: string) =>
    (
      await app.request('/v1/embed-sessions', {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${tenant.id}/${clientId}:${secret}`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ subject, origins: [testOrigin] }),
      })
    ).status;
  const guesses = [];
  for (let guess = 0; guess < 5; guess += 1) guesses.push(await open(`guess ${String(guess)}`));
  expect(guesses).toEqual([401, 401, 401, 429, 429]);
  expect([await open('secret'), await open('secret'), await open('secret'), await open('secret')]).toEqual([
    201, 201, 201, 429,
  ]);
});

describe('a session that a host opens', () => {
  const list = 'lastria-file-list';
  const twoFactors = () => ({ amr: ['mfa'], authenticatedAt: new Date().toISOString() });

  /** A tenant with a portal, a worker, a file, and what was decided. */
  async function scene({
    kind = 'hospital',
    decided = decisionKinds,
    inline = [list, 'lastria-social-file'],
  }: { kind?: TenantKind; decided?: readonly DecisionKind[]; inline?: readonly string[] } = {}) {
    const tenant = await TestTenant.create(running.database, { kind });
    const worker = await tenant.staff('SOCIAL_WORKER');
    const fileId = await tenant.file();
    const clientId = newId();
    const by = () => ({
      tenantId: tenant.id,
      staffId: null,
      sessionId: null,
      now: new Date(),
      requestId: newId(),
    });
    const asTenant = (work: Parameters<typeof running.database.withTenant>[2]) =>
      running.database.withTenant(tenant.id, [], work);
    await asTenant(async (tx) => {
      await addHostClient(tx, { tenantId: tenant.id, id: clientId, name: 'Portail' }, 'secret');
      await allowInline(tx, by(), inline);
      for (const one of decided) await recordDecision(tx, by(), { kind: one, reference: 'Test' });
    });
    const ask = (body: object) =>
      running.app.request('/v1/embed-sessions', {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${tenant.id}/${clientId}:secret`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ subject: worker.id, origins: [testOrigin], ...body }),
      });
    const open = async (body: object = {}) =>
      (await expectJson<{ token: string }>(await ask(body), 201)).token;
    const status = async (token: string, path: string) => (await call(running.app, token, path)).status;
    return { tenant, worker, fileId, clientId, by, asTenant, ask, open, status };
  }

  test('says who is there, and shows nobody', async () => {
    const { open, status, fileId } = await scene();
    const token = await open();
    expect([await status(token, '/v1/me'), await status(token, '/v1/files')]).toEqual([200, 403]);
    expect(await status(token, `/v1/files/${fileId}`)).toBe(403);
  });

  test('shows people on the host’s word for two factors, where that was decided', async () => {
    const { open, status, fileId } = await scene();
    expect(await status(await open(twoFactors()), `/v1/files/${fileId}`), 'control').toBe(200);
    const weak = await open({ ...twoFactors(), amr: ['pwd'] });
    expect(await status(weak, `/v1/files/${fileId}`), 'one factor').toBe(403);
    for (const missing of ['inlineNominative', 'hostFactor'] as const) {
      const other = await scene({ decided: decisionKinds.filter((one) => one !== missing) });
      expect([missing, await other.status(await other.open(twoFactors()), '/v1/files')]).toEqual([
        missing,
        403,
      ]);
    }
  });

  test('shows nobody in a company, whatever was decided and said', async () => {
    const { open, status } = await scene({ kind: 'company' });
    expect(await status(await open(twoFactors()), '/v1/files')).toBe(403);
  });

  test('hangs on the page session by which the person let this host in, as long as it lives', async () => {
    const { tenant, worker, clientId, open, status, fileId } = await scene({ decided: ['inlineNominative'] });
    const path = `/v1/files/${fileId}`;
    const page = await tenant.session(worker.id, { kind: 'page', origins: [], seenAt: new Date() });
    expect(await status(await open(), path), 'before it let this host in').toBe(403);
    await tenant.session(worker.id, { clientId: newId(), parentId: page.sessionId });
    expect(await status(await open(), path), 'another host').toBe(403);

    await tenant.session(worker.id, { clientId, parentId: page.sessionId });
    const token = await open();
    expect(await status(token, path)).toBe(200);
    await tenant.revoke(page.sessionId);
    expect(await status(token, path), 'with the page session').toBe(401);
    expect(await status(await open(), path), 'after it').toBe(403);
  });

  test('serves the elements it was opened for, among those the tenant lets stand there', async () => {
    const { open, ask, status, fileId } = await scene();
    const file = await open({ ...twoFactors(), elements: ['lastria-social-file'] });
    // Of the agenda, consent to be reminded alone
    expect(await status(file, `/v1/files/${fileId}/reminders`)).toBe(200);
    expect(await status(file, '/v1/agenda/requests')).toBe(403);
    expect(await status(file, '/v1/imports')).toBe(403);
    expect(await status(file, '/v1/files'), 'control').toBe(200);
    for (const elements of [['lastria-import'], [list, 'lastria-nothing']]) {
      const problem = await expectJson<{ errors: { pointer: string }[] }>(await ask({ elements }), 422);
      expect(problem.errors.map(({ pointer }) => pointer)).toEqual([`/elements/${elements.length - 1}`]);
    }
  });

  test('is held to one file, which the person must reach', async () => {
    const { tenant, open, ask, status, fileId } = await scene();
    const [other, foreign] = [await tenant.file(), await (await scene()).tenant.file()];
    const held = await open({ ...twoFactors(), fileId });
    expect([await status(held, `/v1/files/${fileId}`), await status(held, `/v1/files/${other}`)]).toEqual([
      200, 404,
    ]);
    const nobody = await ask({ subject: 'personne' });
    const told = async (answer: Response) => ({
      ...(await expectJson<Record<string, unknown>>(answer, 404)),
      instance: null,
    });
    const expected = await told(nobody);
    expect(await told(await ask({ fileId: foreign }))).toEqual(expected);
    expect(await told(await ask({ fileId: newId() }))).toEqual(expected);
  });

  test('ends at once when the decision that opened it is withdrawn', async () => {
    for (const kind of ['inlineNominative', 'hostFactor'] as const) {
      const { open, status, by, asTenant } = await scene();
      const token = await open(twoFactors());
      expect(await status(token, '/v1/files'), 'control').toBe(200);
      await asTenant((tx) => withdrawDecision(tx, by(), kind));
      expect([kind, await status(token, '/v1/files')]).toEqual([kind, 401]);
      expect(await status(await open(twoFactors()), '/v1/files')).toBe(403);
    }
  });

  test('ends at once when an element it was opened for may stand there no more', async () => {
    const { open, status, by, asTenant } = await scene();
    const [both, file] = [await open(), await open({ elements: ['lastria-social-file'] })];
    await asTenant((tx) => allowInline(tx, by(), ['lastria-social-file']));
    expect([await status(both, '/v1/me'), await status(file, '/v1/me')]).toEqual([401, 200]);
  });
});
