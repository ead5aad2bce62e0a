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
