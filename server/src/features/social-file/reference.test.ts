import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { HistoryEntry } from './history.schema.ts';
import type { SocialFile } from './social-file.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const put = (
  who: TestStaff,
  fileId: string,
  version: number,
  externalRef: { system: string; value: string } | null,
) =>
  call(running.app, who.token, `/v1/files/${fileId}/external-reference`, {
    method: 'PUT',
    body: { externalRef },
    headers: { 'if-match': `"${version}"` },
  });
const openBy = (who: TestStaff, value: string) =>
  call(running.app, who.token, '/v1/files/open-by-reference', {
    method: 'POST',
    body: { system: 'dpi', value },
  });

describe('the identifier a host gives a person', () => {
  test('is set, opens the file, is replaced, taken away, and stays in the history', async () => {
    const tenant = await TestTenant.create(running.database);
    const secretary = await tenant.staff('SECRETARY');
    const fileId = await tenant.file();
    expect((await openBy(secretary, 'IPP-1')).status).toBe(404);
    const file = await expectJson<SocialFile>(
      await put(secretary, fileId, 1, { system: 'dpi', value: 'IPP-1' }),
      200,
    );
    expect([file.externalRef, file.version]).toEqual([{ system: 'dpi', value: 'IPP-1' }, 2]);
    expect((await expectJson<SocialFile>(await openBy(secretary, 'IPP-1'), 200)).id).toBe(fileId);
    expect((await put(secretary, fileId, 1, null)).status).toBe(412);
    await expectJson(await put(secretary, fileId, 2, { system: 'dpi', value: 'IPP-2' }), 200);
    expect((await openBy(secretary, 'IPP-1')).status).toBe(404);
    const cleared = await expectJson<SocialFile>(await put(secretary, fileId, 3, null), 200);
    expect(cleared.externalRef).toBeNull();
    expect((await openBy(secretary, 'IPP-2')).status).toBe(404);
    const { items } = await expectJson<{ items: HistoryEntry[] }>(
      await call(running.app, secretary.token, `/v1/files/${fileId}/history?field=externalRef`),
      200,
    );
    expect(items.flatMap(({ changes }) => changes.map(({ before, after }) => [before, after]))).toEqual([
      [{ text: 'dpi · IPP-2' }, null],
      [{ text: 'dpi · IPP-1' }, { text: 'dpi · IPP-2' }],
      [null, { text: 'dpi · IPP-1' }],
    ]);
    expect(running.failures).toEqual([]);
  });

  test('is borne once in a unit: the problem names no file, and a right on one file asks nothing', async () => {
    const tenant = await TestTenant.create(running.database);
    const [here, there] = [await tenant.unit('Ici'), await tenant.unit('Ailleurs')];
    const [worker, colleague] = [
      await tenant.staff('SOCIAL_WORKER', { unitId: here }),
      await tenant.staff('SOCIAL_WORKER', { unitId: there }),
    ];
    const both = await tenant.staff('SOCIAL_WORKER');
    const [one, other, away] = [await tenant.file(here), await tenant.file(here), await tenant.file(there)];
    const reference = { system: 'dpi', value: 'IPP-7' };
    await expectJson(await put(worker, one, 1, reference), 200);
    const refused = await put(worker, other, 1, reference);
    const text = await refused.text();
    expect([refused.status, text.includes('conflict'), text.includes(one)]).toEqual([409, true, false]);
    expect(text).not.toMatch(/Dupont/i);
    // Elsewhere the same person has a file of her own
    await expectJson(await put(colleague, away, 1, reference), 200);
    expect((await put(worker, away, 2, null)).status, 'out of reach').toBe(404);

    // A right on one file: taken or free, the answer is the same
    const guest = await tenant.staff('SOCIAL_WORKER', { fileId: other });
    const answers = await Promise.all(
      [reference, { system: 'dpi', value: 'IPP-8' }].map(async (ref) => {
        const answer = await put(guest, other, 1, ref);
        const body = (await answer.json()) as Record<string, unknown>;
        return { ...body, instance: undefined, status: answer.status };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.status).toBe(403);

    // Nor does a file join, in another unit, one that bears its identifier
    const moved = await call(running.app, both.token, `/v1/files/${away}/transfers`, {
      method: 'POST',
      body: { toUnitId: here, reason: 'Mutation' },
      headers: { 'if-match': '"2"' },
    });
    expect(moved.status).toBe(409);
    expect((await expectJson<SocialFile>(await openBy(colleague, 'IPP-7'), 200)).id).toBe(away);
    expect(running.failures).toEqual([]);
  });

  test('opens the file that is open before the one that was closed', async () => {
    const tenant = await TestTenant.create(running.database);
    const [here, there] = [await tenant.unit('Ici'), await tenant.unit('Ailleurs')];
    const worker = await tenant.staff('SOCIAL_WORKER');
    const reference = { system: 'dpi', value: 'IPP-9' };
    const [closed, open] = [await tenant.file(here), await tenant.file(there)];
    for (const fileId of [closed, open]) await expectJson(await put(worker, fileId, 1, reference), 200);
    await expectJson(
      await call(running.app, worker.token, `/v1/files/${closed}/close`, {
        method: 'POST',
        body: { reason: 'demenagement' },
        headers: { 'if-match': '"2"' },
      }),
      200,
    );
    expect((await expectJson<SocialFile>(await openBy(worker, 'IPP-9'), 200)).id).toBe(open);
  });
});
