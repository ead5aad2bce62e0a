import postgres from 'postgres';
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

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const [worker, manager] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('TEAM_MANAGER')];
  const fileId = await tenant.file();
  const answer = async (group: string, version: number, values: object, who: TestStaff = worker) =>
    call(running.app, who.token, `/v1/files/${fileId}/situation/${group}`, {
      method: 'PATCH',
      body: { values },
      headers: { 'if-match': `"${version}"` },
    });
  const get = async <T>(who: TestStaff, path = '') =>
    expectJson<T>(await call(running.app, who.token, `/v1/files/${fileId}${path}`), 200);
  const group = async (who: TestStaff, code: string) =>
    (await get<SocialFile>(who)).situation.find((one) => one.code === code)!;
  return { tenant, worker, manager, fileId, answer, get, group };
}

describe('ruling 5: fields of health and protection are read with the texts', () => {
  test('whoever reads no text learns that the field exists, not whether it is answered', async () => {
    const { worker, manager, answer, group } = await scene();
    const before = await group(manager, 'rights');
    expect(before.values).toEqual(
      expect.arrayContaining([
        { fieldCode: 'protectionMeasure', hidden: true },
        { fieldCode: 'gir', hidden: true },
        { fieldCode: 'mainIncome', hidden: true },
      ]),
    );
    await expectJson(
      await answer('rights', 0, {
        protectionMeasure: { codes: ['tutelle'] },
        gir: { answer: 'refused' },
        healthScheme: { codes: ['regime-general'] },
      }),
      200,
    );
    const { values } = await group(manager, 'rights');
    expect(values.filter((value) => 'hidden' in value)).toEqual(before.values);
    expect(values.filter((value) => !('hidden' in value))).toMatchObject([
      { fieldCode: 'healthScheme', value: { codes: ['regime-general'] } },
    ]);
    expect((await group(worker, 'rights')).values, 'control').toMatchObject([
      { fieldCode: 'gir', value: { answer: 'refused' } },
      { fieldCode: 'healthScheme', value: { codes: ['regime-general'] } },
      { fieldCode: 'protectionMeasure', value: { codes: ['tutelle'] } },
    ]);
    expect(running.failures).toEqual([]);
  });

  test('what is kept from one leaves the count of what is complete', async () => {
    const { worker, manager, answer, get } = await scene();
    await expectJson(await answer('work', 0, { professionalStatus: { codes: ['en-invalidite'] } }), 200);
    const [hers, his] = [await get<SocialFile>(manager), await get<SocialFile>(worker)];
    expect(hers.completeness.required).toBe(his.completeness.required - 1);
    expect([hers.completeness.answered, his.completeness.answered]).toEqual([0, 1]);
    expect(hers.completeness.missing).not.toContain('professionalStatus');
  });

  test('the history leaves it out, and the trace does not name it', async () => {
    const { worker, manager, fileId, answer, get } = await scene();
    const told = async (who: TestStaff) =>
      (await get<{ items: HistoryEntry[] }>(who, '/history?record=situation')).items.flatMap(({ changes }) =>
        changes.map(({ field }) => field),
      );
    await expectJson(await answer('rights', 0, { protectionMeasure: { codes: ['tutelle'] } }), 200);
    await expectJson(await answer('rights', 1, { healthScheme: { codes: ['regime-general'] } }), 200);
    expect(await told(manager)).toEqual(['healthScheme']);
    expect(await told(worker), 'control').toEqual(['healthScheme', 'protectionMeasure']);
    const admin = postgres(running.adminUrl, { max: 1 });
    const traced = await admin<{ facts: object }[]>`
      select facts from audit_event where file_id = ${fileId} and type = 'file.situationChanged' order by at, id`;
    await admin.end();
    expect(traced.map(({ facts }) => facts)).toEqual([{ fields: [] }, { fields: ['healthScheme'] }]);
  });

  test('words typed freely are kept whatever the field is for; a value given is still counted', async () => {
    const { tenant, worker, manager, answer, group } = await scene();
    const admin = await tenant.staff('ADMINISTRATOR');
    await expectJson(await answer('origin', 0, { importNote: { text: 'Suivie en psychiatrie.' } }), 200);
    expect(JSON.stringify(await group(manager, 'origin'))).not.toContain('psychiatrie');
    expect(JSON.stringify(await group(worker, 'origin')), 'control').toContain('psychiatrie');
    await expectJson(await answer('rights', 0, { protectionMeasure: { codes: ['tutelle'] } }), 200);
    for (const path of ['fields/protectionMeasure', 'lists/protectionMeasure/items/tutelle'])
      expect(
        await expectJson(await call(running.app, admin.token, `/v1/configuration/${path}/effect`), 200),
      ).toEqual({ uses: 1 });
    expect(running.failures).toEqual([]);
  });

  test('the file moves with what is kept', async () => {
    const { tenant, worker, fileId, answer, group } = await scene();
    const other = await tenant.unit('Ailleurs');
    await expectJson(await answer('rights', 0, { protectionMeasure: { codes: ['tutelle'] } }), 200);
    const moved = await call(running.app, worker.token, `/v1/files/${fileId}/transfers`, {
      method: 'POST',
      body: { toUnitId: other, reason: 'Mutation' },
      headers: { 'if-match': '"1"' },
    });
    expect(moved.status).toBe(201);
    const there = await tenant.staff('SOCIAL_WORKER', { unitId: other });
    expect((await group(there, 'rights')).values).toMatchObject([{ fieldCode: 'protectionMeasure' }]);
    expect(running.failures).toEqual([]);
  });
});
