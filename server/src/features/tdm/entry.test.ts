import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import type { Entry } from './tdm.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const json = async <T>(response: Response) => (await response.json()) as T;

describe('tdm: a travail', () => {
  test('is signed with its demandes, moyens and text, and is in the timeline', async () => {
    const tenant = await TestTenant.create(running.database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const fileId = await tenant.file();
    const created = await call(running.app, worker.token, `/v1/files/${fileId}/entries`, {
      method: 'POST',
      body: {
        typeCode: 'entretien-telephonique',
        performedOn: '2026-11-17',
        requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
        text: 'Deux mois de retard.',
      },
    });
    expect(running.failures).toEqual([]);

    const entry = await expectJson<Entry>(created, 201);
    expect(entry).toMatchObject({ typeCode: 'entretien-telephonique', minutes: 20, text: 'Deux mois de retard.', version: 1 });
    expect(entry.requests).toMatchObject([{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl', doneOn: '2026-11-17' }] }]);

    const page = await json<{ items: Entry[]; nextCursor: string | null }>(await call(running.app, worker.token, `/v1/files/${fileId}/timeline`));
    expect(page).toEqual({ items: [entry], nextCursor: null });
  });
});
