import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import type { ConfigurationFile, FileChange } from './file.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface Effect {
  readonly version: number;
  readonly changes: FileChange[];
  readonly kept: number;
}
const at = '/v1/configuration/file';

async function service(): Promise<{ tenant: TestTenant; admin: TestStaff }> {
  const tenant = await TestTenant.create(running.database);
  return { tenant, admin: await tenant.staff('ADMINISTRATOR') };
}
const exported = async ({ token }: TestStaff): Promise<ConfigurationFile> =>
  expectJson(await call(running.app, token, at), 200);
const preview = async ({ token }: TestStaff, body: unknown): Promise<Effect> =>
  expectJson(await call(running.app, token, `${at}-preview`, { method: 'POST', body }), 200);
const send = async ({ token }: TestStaff, body: unknown, version: number): Promise<Response> =>
  call(running.app, token, at, { method: 'POST', body, headers: { 'if-match': `"${version}"` } });
const listOf = (file: ConfigurationFile, code: string) => file.lists.find((list) => list.code === code)!;
const ask = async <T>(
  { token }: TestStaff,
  method: string,
  path: string,
  body: unknown,
  version?: number,
): Promise<T> => {
  const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
  const response = await call(running.app, token, `/v1/configuration${path}`, { method, body, headers });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as T;
};

/** A service that made the configuration its own in every way there is. */
async function settled(): Promise<{ tenant: TestTenant; admin: TestStaff }> {
  const { tenant, admin } = await service();
  await tenant.unit('Pédiatrie');
  await ask(admin, 'POST', '/lists/housingStatus/items', { label: 'Habitat léger' }, 1);
  await ask(admin, 'PATCH', '/lists/housingStatus/items/proprietaire', { label: 'Propriétaire occupant' }, 2);
  await ask(admin, 'PATCH', '/lists/housingStatus/items/logement-fonction', { active: false }, 3);
  await ask(admin, 'PUT', '/lists/housingStatus/order', { codes: ['sans-hebergement', 'proprietaire'] }, 4);
  await ask(admin, 'PATCH', '/lists/workTypes/items/entretien-telephonique', { defaultMinutes: 25 }, 1);
  await ask(admin, 'PATCH', '/lists/ageBracket/items/25-34-ans', { bracketFrom: 26 }, 1);
  await ask(admin, 'POST', '/lists/fieldGroup/items', { label: 'Vie quotidienne' }, 1);
  const { code: listCode } = await ask<{ code: string }>(admin, 'POST', '/lists', { label: 'Loisirs' });
  await ask(admin, 'POST', `/lists/${listCode}/items`, { label: 'Musique' }, 1);
  const purpose = 'Rompre l’isolement';
  await ask(admin, 'POST', '/fields', {
    groupCode: 'vie-quotidienne',
    label: 'Loisirs pratiqués',
    kind: 'choices',
    listCode,
    purpose,
  });
  const unitId = await tenant.unit('Gériatrie');
  await ask(admin, 'POST', '/fields', {
    groupCode: 'hospital',
    label: 'Aidant au lit',
    kind: 'yesNo',
    purpose,
    unitId,
  });
  await ask(admin, 'PUT', '/field-order', { codes: ['gir', 'familySituation'] }, 2);
  return { tenant, admin };
}

describe('the configuration as a file', () => {
  test('exported then imported in the same service, it changes nothing at all', async () => {
    const { admin } = await settled();
    const file = await exported(admin);
    const effect = await preview(admin, file);
    expect([effect.changes, effect.kept]).toEqual([[], 0]);
    const done = await expectJson<Effect>(await send(admin, file, effect.version), 200);
    expect(done).toEqual({ version: effect.version, changes: [], kept: 0 });
    expect(await exported(admin)).toEqual(file);
    expect(running.failures).toEqual([]);
  });

  test('exported from a service and imported in another, it gives the same configuration', async () => {
    const [here, there] = [await settled(), await service()];
    await there.tenant.unit('Gériatrie');
    const file = await exported(here.admin);
    const effect = await preview(there.admin, file);
    expect(effect.changes.map(({ kind, code }) => `${kind} ${code}`).sort()).toEqual(
      [
        'added habitat-leger',
        'relabelled proprietaire',
        'deactivated logement-fonction',
        'reordered housingStatus',
        'changed entretien-telephonique',
        'changed 25-34-ans',
        'added vie-quotidienne',
        'added loisirs',
        'added musique',
        'added loisirs-pratiques',
        'added aidant-au-lit',
        'reordered fieldGroup',
      ].sort(),
    );
    expect(effect.changes.find(({ kind }) => kind === 'relabelled')).toMatchObject({
      label: 'Propriétaire occupant',
      before: 'Propriétaire',
    });
    expect(await exported(there.admin)).not.toEqual(file);
    await expectJson(await send(there.admin, file, effect.version), 200);
    expect(await exported(there.admin)).toEqual(file);
    expect(JSON.stringify(file)).not.toMatch(new RegExp([here.tenant.id, here.admin.id, 'Morel'].join('|')));
    expect(running.failures).toEqual([]);
  });

  test('what does not fit is refused with its reason and left out; the rest is imported; nothing is deleted', async () => {
    const { admin } = await service();
    const file = await exported(admin);
    const housing = listOf(file, 'housingStatus');
    const work = listOf(file, 'workTypes').items[0]!;
    const changed: ConfigurationFile = {
      ...file,
      lists: [
        {
          ...housing,
          items: [
            { ...housing.items[0]!, label: 'Chez soi' },
            { ...housing.items[1]!, label: housing.items[2]!.label },
            { ...housing.items[2]! },
          ],
        },
        { ...listOf(file, 'workTypes'), items: [{ ...work, flags: [], label: 'Autre chose' }] },
        {
          ...listOf(file, 'fieldGroup'),
          items: [{ ...listOf(file, 'fieldGroup').items[0]!, active: false }],
        },
      ],
      fields: [
        { ...file.fields[0]!, kind: 'text', listCode: null },
        { ...file.fields[1]!, unit: ['Ailleurs'], code: 'chat', label: 'Chat' },
      ],
    };
    const effect = await preview(admin, changed);
    expect(effect.changes.map(({ kind, code }) => `${kind} ${code}`).sort()).toEqual(
      [
        'refused accedant-propriete',
        'refused chat',
        'refused familySituation',
        'refused personal',
        `refused ${work.code}`,
        'relabelled proprietaire',
      ].sort(),
    );
    expect(effect.changes.filter(({ kind }) => kind === 'refused').every(({ reason }) => reason)).toBe(true);
    expect(effect.kept).toBeGreaterThan(housing.items.length - 3);
    await expectJson(await send(admin, changed, effect.version), 200);
    const after = await exported(admin);
    expect(listOf(after, 'housingStatus').items.map(({ label }) => label)).toEqual(
      housing.items.map(({ label }, index) => (index === 0 ? 'Chez soi' : label)),
    );
    expect(after.fields).toEqual(file.fields);
    expect(listOf(after, 'workTypes')).toEqual(listOf(file, 'workTypes'));
    expect(running.failures).toEqual([]);
  });

  test('who reads a field comes with it; an older file keeps what is here; none changes it', async () => {
    const { admin } = await service();
    const file = await exported(admin);
    const gir = file.fields.find(({ code }) => code === 'gir')!;
    const housing = file.fields.find(({ code }) => code === 'housingStatus')!;
    expect([gir.clearance, housing.clearance]).toEqual(['text', 'followUp']);
    const { clearance: _, ...older } = gir;
    const wanted: ConfigurationFile = {
      ...file,
      fields: [
        older,
        { ...housing, clearance: 'text' },
        { ...older, code: 'bilan', label: 'Bilan', kind: 'longText', listCode: null },
        { ...older, code: 'mesure', label: 'Mesure', clearance: 'text' },
        { ...older, code: 'avis', label: 'Avis', kind: 'text', listCode: null, clearance: 'followUp' },
      ],
    };
    const effect = await preview(admin, wanted);
    expect(
      effect.changes.filter(({ kind }) => kind !== 'reordered').map(({ kind, code }) => `${kind} ${code}`),
    ).toEqual(['refused housingStatus', 'added bilan', 'added mesure', 'refused avis']);
    await expectJson(await send(admin, wanted, effect.version), 200);
    const after = new Map((await exported(admin)).fields.map(({ code, clearance }) => [code, clearance]));
    expect(['gir', 'housingStatus', 'bilan', 'mesure', 'avis'].map((code) => after.get(code))).toEqual([
      'text',
      'followUp',
      'text',
      'text',
      undefined,
    ]);
    expect(running.failures).toEqual([]);
  });

  test('another version, another nature, a code twice, a field without purpose: a documented problem, nothing changed', async () => {
    const { admin } = await service();
    const file = await exported(admin);
    const [field] = file.fields;
    const wrong: [string, unknown][] = [
      ['/version', { ...file, version: 2 }],
      ['/format', { ...file, format: 'tableur' }],
      ['/tenantKind', { ...file, tenantKind: 'company' }],
      ['/lists/1/code', { ...file, lists: [file.lists[0], file.lists[0]] }],
      ['/fields/0/purpose', { ...file, fields: [{ ...field, purpose: ' ' }] }],
      [
        '/thresholds/disclosureThreshold',
        { ...file, thresholds: { ...file.thresholds, disclosureThreshold: 4 } },
      ],
    ];
    const { version } = await preview(admin, file);
    for (const [pointer, body] of wrong) {
      for (const response of [
        await call(running.app, admin.token, `${at}-preview`, { method: 'POST', body }),
        await send(admin, body, version),
      ]) {
        const { type, errors } = await expectJson<{ type: string; errors: { pointer: string }[] }>(
          response,
          422,
        );
        expect(type).toMatch(/invalid-request$/);
        expect(errors.map((error) => error.pointer)).toContain(pointer);
      }
    }
    expect(await exported(admin)).toEqual(file);
    expect((await preview(admin, file)).version).toBe(version);
  });

  test('what was shown is what is saved: a change in between stops the import; only an administrator exports', async () => {
    const { tenant, admin } = await service();
    const file = await exported(admin);
    const wanted = { ...file, thresholds: { disclosureThreshold: 15, inactivityDays: 90 } };
    const effect = await preview(admin, wanted);
    expect(effect.changes.map(({ kind, what, before }) => [kind, what, before])).toEqual([
      ['changed', 'threshold', '11'],
      ['changed', 'threshold', '180'],
    ]);
    await ask(admin, 'PATCH', '/lists/housingStatus/items/proprietaire', { label: 'Chez soi' }, 1);
    expect((await send(admin, wanted, effect.version)).status).toBe(412);
    expect((await exported(admin)).thresholds).toEqual(file.thresholds);
    await expectJson(await send(admin, wanted, (await preview(admin, wanted)).version), 200);
    expect((await exported(admin)).thresholds).toEqual(wanted.thresholds);
    const worker = await tenant.staff('SOCIAL_WORKER');
    expect((await call(running.app, worker.token, at)).status).toBe(403);
    expect(running.failures).toEqual([]);
  });
});
