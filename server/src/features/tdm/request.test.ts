import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import type { Entry } from './tdm.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const phone = { typeCode: 'entretien-telephonique', performedOn: '2026-11-17' };

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  const ask = (path: string, method: string, body: object, headers = {}) =>
    call(running.app, worker.token, path, { method, body, headers });
  return {
    ask,
    sign: (requests: readonly object[]) => ask(`/v1/files/${fileId}/entries`, 'POST', { ...phone, requests }),
    change: (entry: Entry, requests: readonly object[]) =>
      ask(`/v1/entries/${entry.id}`, 'PATCH', { requests }, { 'if-match': `"${entry.version}"` }),
    requests: async () => {
      const path = `/v1/files/${fileId}/requests`;
      const { items } = await expectJson<{ items: { typeCode: string }[] }>(
        await call(running.app, worker.token, path),
        200,
      );
      return items.toSorted((a, b) => (a.typeCode < b.typeCode ? -1 : 1));
    },
  };
}

describe('tdm: the result of a demande that opens with its travail', () => {
  test('is kept, settled the day of the travail; added later to the travail, too', async () => {
    const { sign, change, requests } = await scene();
    const entry = await expectJson<Entry>(
      await sign([
        { typeCode: 'impaye-loyer', outcome: 'aboutie' },
        { typeCode: 'aah', outcome: null },
      ]),
      201,
    );
    expect(await requests()).toMatchObject([
      { typeCode: 'aah', outcome: null, resolvedOn: null },
      { typeCode: 'impaye-loyer', outcome: 'aboutie', resolvedOn: '2026-11-17', version: 1 },
    ]);
    const kept = entry.requests.map(({ requestId }) => ({ requestId, outcome: null }));
    await expectJson(
      await change(entry, [...kept, { typeCode: 'pension-reversion', outcome: 'orientee' }]),
      200,
    );
    expect((await requests()).at(-1)).toMatchObject({
      typeCode: 'pension-reversion',
      outcome: 'orientee',
      resolvedOn: '2026-11-17',
    });
  });

  test('goes with the travail when it is undone', async () => {
    const { sign, ask, requests } = await scene();
    const entry = await expectJson<Entry>(await sign([{ typeCode: 'aah', outcome: 'aboutie' }]), 201);
    const undone = await ask(`/v1/entries/${entry.id}`, 'DELETE', {}, { 'if-match': '"1"' });
    expect(undone.status).toBe(204);
    expect(await requests()).toEqual([]);
  });

  test('is not one that is unknown, nor that of a demande the file already has', async () => {
    const { sign, requests } = await scene();
    const pointers = async (response: Response) =>
      (await expectJson<{ errors: { pointer: string }[] }>(response, 422)).errors.map(
        ({ pointer }) => pointer,
      );
    expect(await pointers(await sign([{ typeCode: 'aah', outcome: 'zorglub' }]))).toEqual([
      '/requests/0/outcome',
    ]);
    const { requests: linked } = await expectJson<Entry>(await sign([{ typeCode: 'aah' }]), 201);
    const known = { requestId: linked[0]!.requestId, outcome: 'aboutie' };
    expect(await pointers(await sign([known]))).toEqual(['/requests/0/outcome']);
    expect(await requests()).toMatchObject([{ typeCode: 'aah', outcome: null, entries: 1 }]);
  });
});
