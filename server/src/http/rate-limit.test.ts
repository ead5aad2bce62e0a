import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from '../testing/app.ts';
import { TestTenant } from '../testing/tenant.ts';
import { sessionRateLimit } from './rate-limit.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp({ rate: { perSecond: 0.05, burst: 3 } });
});
afterAll(() => running.close());

test('a session that calls too often is told when to come again; another of the same person goes on, and nothing was done', async () => {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const other = await tenant.session(worker.id);
  const fileId = await tenant.file();
  const read = (token: string) => call(running.app, token, `/v1/files/${fileId}`);
  const write = (token: string) =>
    call(running.app, token, `/v1/files/${fileId}/entries`, {
      method: 'POST',
      body: { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', text: 'Trop tôt.' },
    });
  for (let count = 0; count < 3; count += 1) expect((await read(worker.token)).status).toBe(200);
  for (const refused of [await read(worker.token), await write(worker.token)]) {
    expect([refused.status, (await refused.json()) as unknown]).toEqual([
      429,
      expect.objectContaining({
        type: 'https://lastria.example/problems/too-many-requests',
        detail: expect.stringContaining('Patientez') as string,
      }),
    ]);
    const after = Number(refused.headers.get('retry-after'));
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(20);
  }
  const timeline = await call(running.app, other.token, `/v1/files/${fileId}/timeline`);
  expect([timeline.status, ((await timeline.json()) as { items: unknown[] }).items]).toEqual([200, []]);
});

test('after the time it was told, and not before, a session is let in again', () => {
  let now = 0;
  const limit = sessionRateLimit(0.5, 2, () => now);
  const take = () => limit.take('one');
  take();
  take();
  expect(take).toThrow(expect.objectContaining({ headers: { 'retry-after': '2' } }));
  now = 1900;
  expect(take).toThrow();
  now = 2000;
  expect(take).not.toThrow();
});
