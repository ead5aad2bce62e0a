import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

describe('tdm: a draft', () => {
  test('is its author’s alone, and an older save that arrives late changes nothing', async () => {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const fileId = await tenant.file();
    const colleague = await tenant.staff('SOCIAL_WORKER');
    const draftId = crypto.randomUUID();
    const save = (token: string, revision: number, text: string) =>
      call(running.app, token, `/v1/drafts/${draftId}`, {
        method: 'PUT',
        body: { fileId, revision, content: { text } },
      });
    expect(await expectJson(await save(worker.token, 2, 'Deuxième'), 200)).toMatchObject({ revision: 2 });
    expect(await expectJson(await save(worker.token, 1, 'Première'), 200)).toMatchObject({ revision: 2 });
    const mine = await expectJson<{ items: { content: object }[] }>(
      await call(running.app, worker.token, `/v1/drafts?fileId=${fileId}`),
      200,
    );
    expect(mine.items.map(({ content }) => content)).toEqual([{ text: 'Deuxième' }]);
    expect(await expectJson(await call(running.app, colleague.token, '/v1/drafts'), 200)).toEqual({
      items: [],
    });
    expect((await save(colleague.token, 9, 'Volée')).status).toBe(404);
    const foreign = await (await TestTenant.create(running.database)).file();
    for (const fileId of [foreign, crypto.randomUUID()]) {
      const refused = await call(running.app, worker.token, `/v1/drafts/${crypto.randomUUID()}`, {
        method: 'PUT',
        body: { fileId, revision: 1, content: {} },
      });
      expect(refused.status, 'a file out of reach').toBe(404);
    }
    const [row] = await admin<{ content: Buffer }[]>`select content from draft where id = ${draftId}`;
    expect(row!.content.includes('Deuxième')).toBe(false);
    await expectJson(
      await call(running.app, worker.token, `/v1/files/${fileId}/entries`, {
        method: 'POST',
        body: { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', draftId },
      }),
      201,
    );
    expect(await expectJson(await call(running.app, worker.token, '/v1/drafts'), 200)).toEqual({ items: [] });
    expect(running.failures).toEqual([]);
  });
});
