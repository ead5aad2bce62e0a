import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { presets, chaptersOf } from './presets.ts';
import { reports } from '../catalogue/reports.ts';

let running: TestApp;
let tenant: TestTenant;
let author: TestStaff;
let colleague: TestStaff;
let elsewhere: TestStaff;
let north: string;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  north = await tenant.unit('Nord');
  author = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  colleague = await tenant.staff('TEAM_MANAGER', { unitId: north });
  elsewhere = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Sud') });
});
afterAll(() => running.close());

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly unitId: string | null;
  readonly definition: object;
  readonly can: { readonly change: boolean };
}
interface Refused {
  readonly type: string;
  readonly currentVersion?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}
const all = '/v1/saved-reports';
const ask = (who: TestStaff, path: string, options: Parameters<typeof call>[3] = {}) =>
  call(running.app, who.token, path, options);
const save = async (who: TestStaff, body: object) =>
  expectJson<Saved>(await ask(who, all, { method: 'POST', body }), 201);
const listed = async (who: TestStaff) =>
  (await expectJson<{ items: Saved[] }>(await ask(who, all), 200)).items.map(({ id }) => id);
const pointers = async (response: Response) =>
  (await expectJson<Refused>(response, 422)).errors!.map(({ pointer }) => pointer);

describe('a saved report', () => {
  test('is found by its author alone, until it is shared with who counts in the unit', async () => {
    const { id, version } = await save(author, {
      title: 'Mes demandes',
      definition: { reportCode: 'D01', chart: 'bar' },
    });
    expect([await listed(author), await listed(colleague)]).toEqual([[id], []]);
    expect((await ask(colleague, `${all}/${id}`)).status).toBe(404);

    const patch = { method: 'PATCH', body: { unitId: north }, headers: { 'if-match': `"${version}"` } };
    const shared = await expectJson<Saved>(await ask(author, `${all}/${id}`, patch), 200);
    expect(shared).toMatchObject({ version: 2, unitId: north, can: { change: true } });
    expect([await listed(colleague), await listed(elsewhere)]).toEqual([[id], []]);
    const seen = await expectJson<Saved>(await ask(colleague, `${all}/${id}`), 200);
    expect(seen).toEqual({ ...shared, can: { change: false } });

    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { body: { title: 'À moi' } } : {};
      const refused = await ask(colleague, `${all}/${id}`, { ...patch, method, ...body });
      expect([method, refused.status]).toEqual([method, 403]);
    }
    expect((await ask(elsewhere, `${all}/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await ask(author, `${all}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await listed(colleague)).toEqual([]);
  });

  test('changed meanwhile is not changed again: what it became is said', async () => {
    const { id } = await save(author, { title: 'Un', definition: { reportCode: 'A08' } });
    const change = (title: string) =>
      ask(author, `${all}/${id}`, { method: 'PATCH', body: { title }, headers: { 'if-match': '"1"' } });
    await expectJson(await change('Deux'), 200);
    const stale = await expectJson<Refused>(await change('Trois'), 412);
    expect(stale.currentVersion).toBe('"2"');
    expect(await expectJson<Saved>(await ask(author, `${all}/${id}`), 200)).toMatchObject({
      title: 'Deux',
      version: 2,
    });
  });

  test('is shared only where its author counts', async () => {
    const body = {
      title: 'Pour le sud',
      unitId: await tenant.unit('Est'),
      definition: { reportCode: 'A08' },
    };
    expect(await pointers(await ask(author, all, { method: 'POST', body }))).toEqual(['/unitId']);
  });

  test('asks what can be asked: all that cannot is named, and nothing is kept', async () => {
    const before = await listed(author);
    const refused = async (definition: object) =>
      pointers(await ask(author, all, { method: 'POST', body: { title: 'Essai', definition } }));
    expect(await refused({})).toEqual(['/definition/reportCode']);
    expect(await refused({ reportCode: 'A99' })).toEqual(['/definition/reportCode']);
    const waiting = [...reports().values()].find(({ waitsFor }) => waitsFor.length > 0)!;
    expect(await refused({ reportCode: waiting.id })).toEqual(['/definition/reportCode']);
    expect(await refused({ reportCode: 'Z11' })).toEqual(['/definition/reportCode']);
    expect(
      await refused({
        question: {
          measures: [{ kind: 'count', of: 'requests' }],
          dimensions: ['field:inconnu', 'month'],
          only: [{ dimension: 'requestCategory', codes: ['nulle-part', null] }],
        },
        only: [{ dimension: 'field:autre', codes: ['oui'] }],
      }),
    ).toEqual([
      '/definition/question/dimensions/0',
      '/definition/only/0/dimension',
      '/definition/question/only/0/codes/0',
    ]);
    expect(
      await refused({
        question: { measures: [{ kind: 'count', of: 'requests' }], dimensions: ['worker', 'hourBracket'] },
      }),
    ).toEqual(['/definition/question/dimensions']);
    expect(await listed(author)).toEqual(before);
  });
});

describe('a definition given to another customer', () => {
  test('goes as a question: no figure, no unit, nobody', async () => {
    const { id } = await save(author, {
      title: 'Demandes du nord',
      unitId: north,
      definition: {
        question: {
          measures: [{ kind: 'count', of: 'requests' }],
          dimensions: ['requestCategory'],
          only: [
            { dimension: 'entity', codes: [north] },
            { dimension: 'worker', codes: [author.id] },
          ],
        },
        only: [{ dimension: 'sex', codes: [null] }],
      },
    });
    const file = await expectJson<object>(await ask(colleague, `${all}/${id}/file`), 200);
    expect(file).toEqual({
      format: 'lastria-report',
      version: 1,
      title: 'Demandes du nord',
      definition: {
        question: { measures: [{ kind: 'count', of: 'requests' }], dimensions: ['requestCategory'] },
        only: [{ dimension: 'sex', codes: [null] }],
      },
      leftOut: ['entity', 'worker'],
    });
    const said = JSON.stringify(file);
    for (const ours of [north, author.id, tenant.id, id]) expect(said).not.toContain(ours);

    const other = await TestTenant.create(running.database);
    const there = await other.staff('SOCIAL_WORKER');
    const made = await expectJson<Saved>(
      await ask(there, `${all}/file`, { method: 'POST', body: file }),
      201,
    );
    expect(made).toMatchObject({ title: 'Demandes du nord', unitId: null });
  });

  test('is refused whole where a list or a field is not the same, with each place', async () => {
    const other = await TestTenant.create(running.database);
    const there = await other.staff('SOCIAL_WORKER');
    const body = {
      format: 'lastria-report',
      version: 1,
      title: 'Ailleurs',
      definition: {
        question: { measures: [{ kind: 'count', of: 'people' }], dimensions: ['field:permisDeConduire'] },
        only: [{ dimension: 'referralSource', codes: ['medecine-du-travail-du-site'] }],
      },
      leftOut: [],
    };
    expect(await pointers(await ask(there, `${all}/file`, { method: 'POST', body }))).toEqual([
      '/definition/question/dimensions/0',
      '/definition/only/0/codes/0',
    ]);
    expect(await listed(there)).toEqual([]);
    const newer = await ask(there, `${all}/file`, { method: 'POST', body: { ...body, version: 2 } });
    expect(await pointers(newer)).toEqual(['/version']);
  });
});

describe('what is ready made', () => {
  const runnable = new Set(
    [...reports().values()].filter((one) => one.waitsFor.length === 0).map(({ id }) => id),
  );
  test.each(presets.map(({ code, reports: codes }) => [code, codes] as const))(
    'the reports of %s run, each once',
    (_code, codes) => {
      expect(codes.filter((code) => !runnable.has(code))).toEqual([]);
      expect(new Set(codes).size).toBe(codes.length);
    },
  );
  test.each(Object.entries(chaptersOf))('the chapters of %s run, each once', (_kind, codes) => {
    expect(codes.filter((code) => !runnable.has(code) || code.startsWith('Z'))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
