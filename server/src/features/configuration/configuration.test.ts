import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface List {
  version: number;
  items: { code: string; label: string; active: boolean }[];
}

describe('configuration', () => {
  test('an item is renamed and put aside; what was recorded with it stays legible, and it is offered no more', async () => {
    const tenant = await TestTenant.create(running.database);
    const [worker, admin] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('ADMINISTRATOR')];
    const fileId = await tenant.file();
    const entry = { typeCode: 'entretien-telephonique', performedOn: '2026-11-02' };
    await expectJson(
      await call(running.app, worker.token, `/v1/files/${fileId}/entries`, { method: 'POST', body: entry }),
      201,
    );
    const at = '/v1/configuration/lists/workTypes/items/entretien-telephonique';
    expect(await expectJson(await call(running.app, admin.token, `${at}/effect`), 200)).toEqual({ uses: 1 });
    const patch = async (version: number, token: string) =>
      call(running.app, token, at, {
        method: 'PATCH',
        body: { label: 'Appel', active: false },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await patch(1, worker.token)).status).toBe(403);
    const list = await expectJson<List>(await patch(1, admin.token), 200);
    expect(list.items.find(({ code }) => code === 'entretien-telephonique')).toMatchObject({
      label: 'Appel',
      active: false,
    });
    expect((await patch(1, admin.token)).status).toBe(412);
    expect(
      (await call(running.app, worker.token, `/v1/files/${fileId}/entries`, { method: 'POST', body: entry }))
        .status,
    ).toBe(422);
    const timeline = await expectJson<{ items: { typeCode: string }[] }>(
      await call(running.app, worker.token, `/v1/files/${fileId}/timeline`),
      200,
    );
    expect(timeline.items).toMatchObject([{ typeCode: 'entretien-telephonique' }]);
    expect(running.failures).toEqual([]);
  });

  test('a field is published only with a purpose, and is then answered', async () => {
    const tenant = await TestTenant.create(running.database);
    const [worker, admin] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('ADMINISTRATOR')];
    const field = { groupCode: 'personal', label: 'Animal de compagnie', kind: 'yesNo' };
    const publish = async (body: object) =>
      call(running.app, admin.token, '/v1/configuration/fields', { method: 'POST', body });
    expect((await publish(field)).status).toBe(422);
    expect((await publish({ ...field, purpose: '  ' })).status).toBe(422);
    const made = await expectJson<{ code: string }>(
      await publish({ ...field, purpose: 'Trouver un hébergement qui accepte les animaux' }),
      201,
    );
    expect(made.code).toBe('animal-de-compagnie');
    const fileId = await tenant.file();
    const answered = await call(running.app, worker.token, `/v1/files/${fileId}/situation/personal`, {
      method: 'PATCH',
      body: { values: { [made.code]: { yes: true } } },
      headers: { 'if-match': '"0"' },
    });
    await expectJson(answered, 200);
    expect(
      await expectJson(
        await call(running.app, admin.token, `/v1/configuration/fields/${made.code}/effect`),
        200,
      ),
    ).toEqual({ uses: 1 });
    expect(running.failures).toEqual([]);
  });

  test('who reads the answers to a field is said when it is published, and never changes', async () => {
    const tenant = await TestTenant.create(running.database);
    const admin = await tenant.staff('ADMINISTRATOR');
    const publish = (kind: string, more: object = {}) =>
      call(running.app, admin.token, '/v1/configuration/fields', {
        method: 'POST',
        body: { groupCode: 'personal', label: `Champ ${newId()}`, kind, purpose: 'Essai', ...more },
      });
    const made = async (kind: string, more: object = {}) =>
      expectJson<{ code: string; clearance: string }>(await publish(kind, more), 201);
    expect((await made('yesNo')).clearance).toBe('followUp');
    expect((await made('text')).clearance).toBe('text');
    expect((await made('longText', { clearance: 'text' })).clearance).toBe('text');
    const reserved = await made('yesNo', { clearance: 'text' });
    expect(reserved.clearance).toBe('text');
    const refused = await expectJson<{ errors: { pointer: string }[] }>(
      await publish('text', { clearance: 'followUp' }),
      422,
    );
    expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/clearance']);
    expect((await publish('yesNo', { clearance: 'identity' })).status).toBe(422);
    const changed = await call(running.app, admin.token, `/v1/configuration/fields/${reserved.code}`, {
      method: 'PATCH',
      body: { clearance: 'followUp' },
      headers: { 'if-match': '"1"' },
    });
    expect(changed.status).toBe(422);
    const { fields } = await expectJson<{ fields: { code: string; clearance: string }[] }>(
      await call(running.app, admin.token, '/v1/configuration'),
      200,
    );
    expect(fields.find(({ code }) => code === reserved.code)?.clearance).toBe('text');
    expect(
      fields
        .filter(({ code, clearance }) => clearance === 'text' && /^[a-zA-Z]+$/.test(code))
        .map(({ code }) => code)
        .sort(),
    ).toEqual([
      'admissionMode',
      'dischargeDestination',
      'gir',
      'importNote',
      'mainIncome',
      'professionalStatus',
      'protectionMeasure',
      'rqth',
      'waitingReason',
    ]);
    expect(running.failures).toEqual([]);
  });

  test('the three empty answers are taken by a field of any nature, and two of them complete it', async () => {
    const tenant = await TestTenant.create(running.database);
    const [worker, admin] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('ADMINISTRATOR')];
    const fileId = await tenant.file();
    const kinds = ['text', 'longText', 'number', 'date', 'choice', 'choices', 'yesNo'];
    const codes: string[] = [];
    for (const kind of kinds) {
      const list = kind.startsWith('choice') ? { listCode: 'housingStatus' } : {};
      const body = {
        groupCode: 'origin',
        label: `Nature ${kind}`,
        kind,
        purpose: 'Essai',
        required: true,
        ...list,
      };
      const made = await call(running.app, admin.token, '/v1/configuration/fields', { method: 'POST', body });
      codes.push((await expectJson<{ code: string }>(made, 201)).code);
    }
    interface Answered {
      situation: { code: string; version: number; values: object[] }[];
      completeness: { missing: string[] };
    }
    for (const [index, answer] of ['notAsked', 'unknown', 'refused'].entries()) {
      const values = Object.fromEntries(codes.map((code) => [code, { answer }]));
      const file = await expectJson<Answered>(
        await call(running.app, worker.token, `/v1/files/${fileId}/situation/origin`, {
          method: 'PATCH',
          body: { values },
          headers: { 'if-match': `"${index}"` },
        }),
        200,
      );
      expect(file.situation.find(({ code }) => code === 'origin')?.values).toHaveLength(kinds.length);
      const missing = codes.filter((code) => file.completeness.missing.includes(code));
      expect(missing).toEqual(answer === 'notAsked' ? codes : []);
    }
    expect(running.failures).toEqual([]);
  });

  test('groups, items and fields are put in order at once; a stranger, a repeat, an old version change nothing', async () => {
    const tenant = await TestTenant.create(running.database);
    const admin = await tenant.staff('ADMINISTRATOR');
    const ask = async (method: string, path: string, body: unknown, version: number) =>
      call(running.app, admin.token, `/v1/configuration${path}`, {
        method,
        body,
        headers: { 'if-match': `"${version}"` },
      });
    const read = async () =>
      expectJson<{
        lists: (List & { code: string })[];
        groups: { code: string }[];
        fields: { code: string }[];
      }>(await call(running.app, admin.token, '/v1/configuration'), 200);
    const order = '/lists/fieldGroup/order';
    await expectJson(await ask('POST', '/lists/fieldGroup/items', { label: 'Vie quotidienne' }, 1), 201);
    await expectJson(await ask('PUT', order, { codes: ['vie-quotidienne', 'personal'] }, 2), 200);
    expect((await read()).groups.map(({ code }) => code)).toEqual([
      'vie-quotidienne',
      'work',
      'rights',
      'origin',
      'hospital',
      'personal',
    ]);
    const fields = (await read()).fields.map(({ code }) => code);
    const swapped = [fields[1]!, fields[0]!];
    await expectJson(await ask('PUT', '/field-order', { codes: swapped }, 3), 200);
    const after = await read();
    expect(after.fields.map(({ code }) => code)).toEqual([...swapped, ...fields.slice(2)]);
    const refusals: [unknown, number, number][] = [
      [{ codes: ['personal', 'nulle-part'] }, 4, 422],
      [{ codes: ['personal', 'personal'] }, 4, 422],
      [{ codes: [] }, 4, 422],
      [{ codes: ['personal', 'work'] }, 3, 412],
    ];
    for (const [body, version, status] of refusals) {
      expect((await ask('PUT', order, body, version)).status).toBe(status);
      expect((await ask('PUT', '/field-order', body, version)).status).toBe(status);
    }
    expect((await ask('PATCH', '/lists/fieldGroup/items/personal', { active: false }, 4)).status).toBe(422);
    expect((await ask('PATCH', '/fields/familySituation', { groupCode: 'nulle-part' }, 1)).status).toBe(422);
    expect(await read()).toEqual(after);
    expect(running.failures).toEqual([]);
  });

  test('brackets follow their bounds: each begins where no other does', async () => {
    const tenant = await TestTenant.create(running.database);
    const admin = await tenant.staff('ADMINISTRATOR');
    const at = '/v1/configuration/lists/ageBracket';
    const ask = async (method: string, path: string, body: unknown, version: number) =>
      call(running.app, admin.token, `${at}${path}`, {
        method,
        body,
        headers: { 'if-match': `"${version}"` },
      });
    expect((await ask('POST', '/items', { label: 'Sans borne' }, 1)).status).toBe(422);
    expect((await ask('POST', '/items', { label: 'En double', bracketFrom: 25 }, 1)).status).toBe(422);
    expect((await ask('PATCH', '/items/25-34-ans', { bracketFrom: 35 }, 1)).status).toBe(422);
    expect((await ask('PUT', '/order', { codes: ['25-34-ans'] }, 1)).status).toBe(422);
    const list = await expectJson<{ items: { bracketFrom: number }[] }>(
      await ask('POST', '/items', { label: '18 à 24 ans', bracketFrom: 18 }, 1),
      201,
    );
    expect(list.items.map(({ bracketFrom }) => bracketFrom)).toEqual([0, 18, 25, 35, 45, 55, 60, 65]);
    const plain = await call(running.app, admin.token, '/v1/configuration/lists/housingStatus/items', {
      method: 'POST',
      body: { label: 'Péniche', bracketFrom: 3 },
      headers: { 'if-match': '"1"' },
    });
    expect(plain.status).toBe(422);
    expect(running.failures).toEqual([]);
  });

  test('a field of one unit is asked there and in all below it, nowhere else', async () => {
    const tenant = await TestTenant.create(running.database);
    const admin = await tenant.staff('ADMINISTRATOR');
    const north = await tenant.unit('Nord');
    const [ward, south] = [await tenant.unit('Service', north), await tenant.unit('Sud')];
    const body = { groupCode: 'origin', label: 'Badge', kind: 'yesNo', purpose: 'Essai', unitId: north };
    const made = await expectJson<{ code: string; offeredIn: string[] }>(
      await call(running.app, admin.token, '/v1/configuration/fields', { method: 'POST', body }),
      201,
    );
    expect(made.offeredIn).toEqual([north, ward]);
    const worker = await tenant.staff('SOCIAL_WORKER');
    const answer = async (unitId: string) => {
      const file = await tenant.file(unitId);
      const response = await call(running.app, worker.token, `/v1/files/${file}/situation/origin`, {
        method: 'PATCH',
        body: { values: { [made.code]: { yes: true } } },
        headers: { 'if-match': '"0"' },
      });
      return response.status;
    };
    expect([await answer(ward), await answer(north), await answer(south)]).toEqual([200, 200, 422]);
    expect(running.failures).toEqual([]);
  });
});
