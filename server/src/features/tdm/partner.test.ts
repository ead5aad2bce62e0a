import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

interface Partner {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly active: boolean;
  readonly version: number;
}

let running: TestApp;
let tenant: TestTenant;
let worker: TestStaff;
let admin: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
});
beforeEach(async () => {
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
  admin = await tenant.staff('ADMINISTRATOR', {});
});
afterAll(() => running.close());

const add = (who: TestStaff, name: string, kind = 'ccas-mairie') =>
  call(running.app, who.token, '/v1/partners', { method: 'POST', body: { kind, name } });
const change = (who: TestStaff, { id, version }: Partner, body: object) =>
  call(running.app, who.token, `/v1/partners/${id}`, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version}"` },
  });
const directory = async (who: TestStaff) =>
  expectJson<{ partners: Partner[]; can: { addPartner: boolean } }>(
    await call(running.app, who.token, '/v1/configuration'),
    200,
  );

describe('the directory of partners', () => {
  test('holds what a worker adds; renamed and put aside by the administrator, it stays legible and countable', async () => {
    const made = await expectJson<Partner>(await add(worker, 'CCAS de Lens'), 201);
    expect(made).toEqual({
      id: made.id,
      kind: 'ccas-mairie',
      name: 'CCAS de Lens',
      active: true,
      version: 1,
    });
    const fileId = await tenant.file();
    const entry = await expectJson<{ id: string }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/entries`, {
        method: 'POST',
        body: {
          typeCode: 'entretien-telephonique',
          performedOn: '2026-03-02',
          partnerIds: [made.id],
        },
      }),
      201,
    );
    const renamed = await expectJson<Partner>(
      await change(admin, made, { name: 'CCAS de Liévin', kind: 'conseil-departemental', active: false }),
      200,
    );
    expect(renamed).toEqual({
      id: made.id,
      kind: 'conseil-departemental',
      name: 'CCAS de Liévin',
      active: false,
      version: 2,
    });
    expect((await directory(worker)).partners).toContainEqual(renamed);
    const read = await expectJson<{ partners: object[] }>(
      await call(running.app, worker.token, `/v1/entries/${entry.id}`),
      200,
    );
    expect(read.partners).toEqual([{ id: made.id, kind: 'conseil-departemental', name: 'CCAS de Liévin' }]);
    const uses = async (id: string) =>
      expectJson(await call(running.app, admin.token, `/v1/partners/${id}/effect`), 200);
    expect(await uses(made.id)).toEqual({ uses: 1 });
    const other = await expectJson<Partner>(await add(admin, 'CCAS de Douai'), 201);
    expect(await uses(other.id)).toEqual({ uses: 0 });
    expect(running.failures).toEqual([]);
  });

  test('a name is one partner’s within its kind, accents and capitals aside, whoever asks at the same time', async () => {
    const first = await expectJson<Partner>(await add(worker, 'Épicerie sociale'), 201);
    const refused = async (response: Response, words: string) =>
      expect(await expectJson(response, 409)).toMatchObject({
        type: expect.stringMatching(/conflict$/) as unknown,
        detail: expect.stringContaining(words) as unknown,
      });
    await refused(await add(worker, 'epicerie sociale'), 'choisissez-le');
    const second = await expectJson<Partner>(await add(worker, 'Épicerie sociale', 'caf'), 201);
    await refused(await change(admin, second, { kind: 'ccas-mairie' }), 'choisissez-le');
    const aside = await expectJson<Partner>(await change(admin, first, { active: false }), 200);
    await refused(await add(worker, 'Épicerie sociale'), 'mis de côté');
    await expectJson(await change(admin, aside, { name: 'ÉPICERIE SOCIALE', active: true }), 200);
    const twins = await Promise.all([
      add(worker, 'Emmaüs'),
      add(admin, 'emmaus'),
      add(worker, 'Emmaüs'),
      add(admin, 'EMMAÜS'),
    ]);
    expect(twins.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(running.failures).toEqual([]);
  });

  test('belongs to those who write the follow-up and to the administrator; only the latter changes it', async () => {
    const secretary = await tenant.staff('SECRETARY');
    const made = await expectJson<Partner>(await add(worker, 'Mission locale'), 201);
    expect((await add(secretary, 'Autre')).status).toBe(403);
    expect((await change(worker, made, { active: false })).status).toBe(403);
    const may = async (who: TestStaff) => (await directory(who)).can.addPartner;
    expect([await may(worker), await may(admin), await may(secretary)]).toEqual([true, true, false]);
    expect((await directory(admin)).partners).toContainEqual(made);
  });

  test('refuses a kind that is not, or no more, offered', async () => {
    const pointer = [expect.objectContaining({ pointer: '/kind' }) as unknown];
    expect(await expectJson(await add(worker, 'X', 'inconnu'), 422)).toMatchObject({ errors: pointer });
    const made = await expectJson<Partner>(await add(worker, 'Y'), 201);
    expect(await expectJson(await change(admin, made, { kind: 'inconnu' }), 422)).toMatchObject({
      errors: pointer,
    });
  });
});
