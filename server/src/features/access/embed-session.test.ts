import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../app.ts';
import { openDatabase } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, testOrigin } from '../../testing/tenant.ts';
import { addHostClient } from './host-client.service.ts';
import { rights } from './rights.ts';

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
