import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { drainFacts } from '../facts.service.ts';
import { partsOf } from '../files/archive.ts';
import type { ActivityReportShown, Differences } from './activity-report.schema.ts';
import { chaptersOf } from './presets.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

interface Entry {
  readonly id: string;
  readonly version: number;
}
interface Refused {
  readonly type: string;
  readonly currentVersion?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

const all = '/v1/activity-reports';
const year = { from: '2026-01-01', to: '2026-12-31' };

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const worker = await tenant.staff('SOCIAL_WORKER');
  const manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
  const ask = (who: TestStaff, path: string, method = 'GET', body?: object, version?: number) =>
    call(running.app, who.token, path, {
      method,
      body,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const sign = async (fileId: string, body: object = {}) =>
    expectJson<Entry>(
      await ask(worker, `/v1/files/${fileId}/entries`, 'POST', {
        typeCode: 'entretien-telephonique',
        performedOn: '2026-03-10',
        requests: [{ typeCode: 'impaye-loyer' }],
        ...body,
      }),
      201,
    );
  const counted = () => drainFacts(running.database, tenant.id);
  const add = async (body: object = {}, who = manager) =>
    expectJson<ActivityReportShown>(
      await ask(who, all, 'POST', {
        ...{ title: 'Rapport 2026', kind: 'free', mode: 'internal', period: year, unitIds: [north] },
        chapters: [
          { comment: 'Une année pleine.', definition: { reportCode: 'E01', chart: 'bar' } },
          { title: 'Demandes', definition: { reportCode: 'D01' }, showChart: false },
        ],
        ...body,
      }),
      201,
    );
  const freeze = async ({ id, version }: ActivityReportShown, who = manager) =>
    expectJson<ActivityReportShown>(await ask(who, `${all}/${id}/freeze`, 'POST', {}, version), 200);
  return { tenant, north, south, worker, manager, ask, sign, counted, add, freeze };
}

const total = ({ chapters }: ActivityReportShown, at: number) =>
  chapters[at]!.table!.cells.find(({ at: ranks }) => ranks.every((rank) => rank === null))!.values[0]!.value;

describe('an activity report', () => {
  test.each(Object.entries(chaptersOf))('of the kind %s begins with its chapters', async (kind, codes) => {
    const { add } = await scene();
    const report = await add({ kind, chapters: undefined });
    expect(report.chapters.map(({ definition }) => definition.reportCode)).toEqual(codes);
    expect(report).toMatchObject({ status: 'draft', can: { change: true, freeze: codes.length > 0 } });
  });

  test('is for whoever counts in all its units', async () => {
    const { tenant, north, south, worker, manager, ask, add } = await scene();
    const both = await add({ unitIds: [north, south] }, worker);
    const own = await add();
    const listed = async (who: TestStaff) =>
      (await expectJson<{ items: { id: string }[] }>(await ask(who, all), 200)).items.map(({ id }) => id);
    expect([await listed(worker), await listed(manager)]).toEqual([[own.id, both.id], [own.id]]);
    const secretary = await tenant.staff('SECRETARY');
    expect((await ask(secretary, all)).status).toBe(403);
    for (const [path, method] of [
      ['', 'GET'],
      ['', 'PATCH'],
      ['', 'DELETE'],
      ['/freeze', 'POST'],
      ['/differences', 'GET'],
    ] as const)
      expect(
        (await ask(manager, `${all}/${both.id}${path}`, method, method === 'GET' ? undefined : {}, 1)).status,
      ).toBe(404);
    const wider = await ask(manager, `${all}/${own.id}`, 'PATCH', { unitIds: [north, south] }, own.version);
    expect(wider.status).toBe(404);
  });

  test('is written by several: whoever comes second is told what it became', async () => {
    const { worker, manager, ask, add } = await scene();
    const { id, version, chapters } = await add();
    const [first, second] = chapters;
    const sent = [second!, { ...first!, comment: 'Deux.' }];
    const reordered = await expectJson<ActivityReportShown>(
      await ask(worker, `${all}/${id}`, 'PATCH', { chapters: sent }, version),
      200,
    );
    expect(reordered.chapters.map((one) => [one.id, one.comment])).toEqual([
      [second!.id, ''],
      [first!.id, 'Deux.'],
    ]);
    const late = await ask(manager, `${all}/${id}`, 'PATCH', { title: 'Autre' }, version);
    expect((await expectJson<Refused>(late, 412)).currentVersion).toBe('"2"');
    expect((await ask(manager, `${all}/${id}`, 'DELETE', undefined, version)).status).toBe(412);
  });

  test.each([
    ['/period/to', { period: { from: '2026-12-31', to: '2026-01-01' } }],
    ['/period/from', { period: { from: '1990-01-01', to: '2026-01-01' } }],
    [
      '/chapters/1/definition/reportCode',
      { chapters: [{ definition: { reportCode: 'A08' } }, { definition: { reportCode: 'X1' } }] },
    ],
    ['/unitIds', { unitIds: [] }],
  ])('that cannot be is refused: %s', async (pointer, body) => {
    const { north, manager, ask } = await scene();
    const sent = { title: 'R', kind: 'free', period: year, unitIds: [north], ...body };
    const refused = await expectJson<Refused>(await ask(manager, all, 'POST', sent), 422);
    expect(refused.errors!.map((one) => one.pointer)).toEqual([pointer]);
  });
});

describe('a report that is frozen', () => {
  test('says the same to the letter, whatever becomes of its sources and of its draft', async () => {
    const { tenant, north, worker, manager, ask, sign, counted, add, freeze } = await scene();
    const fileId = await tenant.file(north);
    const entry = await sign(fileId);
    await counted();
    const draft = await add();
    const frozen = await freeze(draft);
    expect(frozen).toMatchObject({ status: 'frozen', version: 2, can: { change: false, freeze: false } });
    expect([total(frozen, 0), total(frozen, 1)]).toEqual([1, 1]);
    const read = async () => (await ask(manager, `${all}/${draft.id}`)).text();
    const before = await read();

    await sign(fileId);
    await ask(worker, `/v1/entries/${entry.id}`, 'PATCH', { typeCode: 'entretien-physique' }, entry.version);
    await admin`update situation_field set label = 'Autre' where tenant_id = ${tenant.id}`;
    await admin`update choice_item set label = 'Autre' where tenant_id = ${tenant.id}`;
    await admin`update activity_report set chapters = '[]', title = 'Autre' where id = ${draft.id}`;
    await counted();
    const after = await read();
    expect(JSON.parse(after)).toMatchObject({ title: 'Rapport 2026' });
    expect(after).toBe(before);
    // Control: asked today, the same question has another answer
    const again = await freeze(await add());
    expect(total(again, 0)).toBe(2);
  });

  test('is changed by nobody, nor frozen twice; the application itself may not', async () => {
    const { tenant, north, manager, ask, add, freeze } = await scene();
    const { id, version } = await freeze(await add());
    expect((await ask(manager, `${all}/${id}`, 'PATCH', { title: 'Autre' }, version)).status).toBe(409);
    expect((await ask(manager, `${all}/${id}/freeze`, 'POST', {}, version)).status).toBe(409);
    const change = running.database.withTenant(tenant.id, [north], (tx) =>
      tx.execute("update frozen_report set content = '{}'"),
    );
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('is removed by its author, or by who answers for the team', async () => {
    const { tenant, north, worker, manager, ask, add, freeze } = await scene();
    const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    const { id, version } = await freeze(await add({}, worker), worker);
    expect((await ask(colleague, `${all}/${id}`, 'DELETE', undefined, version)).status).toBe(403);
    expect((await ask(manager, `${all}/${id}`, 'DELETE', undefined, version)).status).toBe(204);
    expect((await ask(worker, `${all}/${id}`)).status).toBe(404);
  });

  test('is not, for want of a chapter, or when one cannot be given: it is named, and the draft stands', async () => {
    const { manager, ask, add } = await scene();
    const empty = await add({ chapters: [] });
    expect((await ask(manager, `${all}/${empty.id}/freeze`, 'POST', {}, 1)).status).toBe(409);
    const wide = await add({
      chapters: [{ definition: { reportCode: 'A08' } }, { definition: { reportCode: 'D01' } }],
    });
    await admin`update activity_report set chapters = jsonb_set(chapters, '{1,definition,reportCode}', '"X9"') where id = ${wide.id}`;
    expect((await ask(manager, `${all}/${wide.id}/freeze`, 'POST', {}, 1)).status).toBe(404);
    const kept = await expectJson<ActivityReportShown>(await ask(manager, `${all}/${wide.id}`), 200);
    expect(kept).toMatchObject({ status: 'draft', version: 1 });
  });

  test('for diffusion is not, when a chapter beside what was diffused would reveal a few', async () => {
    const { tenant, north, manager, ask, sign, counted, add, freeze } = await scene();
    const some = async (count: number) => {
      for (let index = 0; index < count; index += 1) await sign(await tenant.file(north));
      await counted();
    };
    const report = { mode: 'diffusion', chapters: [{ title: 'Suivis', definition: { reportCode: 'A08' } }] };
    await some(14);
    const first = await freeze(await add(report));
    expect([first.mode, total(first, 0)]).toEqual(['diffusion', 14]);
    await some(1);
    const second = await add(report);
    const refused = await ask(manager, `${all}/${second.id}/freeze`, 'POST', {}, second.version);
    const problem = await expectJson<Refused & { reason: string }>(refused, 409);
    expect(problem).toMatchObject({ reason: 'difference', errors: [{ pointer: '/chapters/0' }] });
    expect(problem.type).toMatch(/disclosure$/);
    expect(JSON.stringify(problem)).not.toMatch(/\b1[45]\b/);
    // Control: inside the service, it is
    expect(total(await freeze(await add({ ...report, mode: 'internal' })), 0)).toBe(15);
  });

  test('frozen by two at once is frozen once', async () => {
    const { worker, manager, ask, add } = await scene();
    const { id } = await add();
    const answers = await Promise.all(
      [worker, manager].map((who) => ask(who, `${all}/${id}/freeze`, 'POST', {}, 1)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
  });
});

describe('the file of a report', () => {
  interface Exported {
    readonly id: string;
    readonly job: {
      readonly endedAt: string | null;
      readonly status: string;
      readonly problem: string | null;
    };
  }
  const fileOf = async (
    { ask, manager }: Awaited<ReturnType<typeof scene>>,
    { id }: ActivityReportShown,
    format: string,
  ) => {
    const asked = await ask(manager, `${all}/${id}/exports`, 'POST', { format });
    const made = await expectJson<Exported>(asked, 201);
    const jobOf = async () =>
      (await expectJson<{ items: Exported[] }>(await ask(manager, '/v1/statistics/exports'), 200)).items.find(
        (one) => one.id === made.id,
      )!.job;
    await expect.poll(async () => (await jobOf()).endedAt, { timeout: 30_000 }).not.toBeNull();
    expect(await jobOf()).toMatchObject({ status: 'done', problem: null });
    const content = await ask(manager, `/v1/statistics/exports/${made.id}/content`);
    return Buffer.from(await content.arrayBuffer());
  };
  beforeAll(() => running.services.jobs.start());

  test.each(['docx', 'xlsx', 'pdf'])(
    'once frozen is the same %s to the byte, whatever became of its sources',
    async (format) => {
      const one = await scene();
      const { tenant, north, sign, add, freeze } = one;
      const fileId = await tenant.file(north);
      await sign(fileId);
      const draft = await add();
      const unfinished = await fileOf(one, draft, format);
      const frozen = await freeze(draft);
      const first = await fileOf(one, frozen, format);
      await sign(fileId);
      await admin`update choice_item set label = 'Autre' where tenant_id = ${tenant.id}`;
      await admin`update org_unit set name = 'Autre' where tenant_id = ${tenant.id}`;
      await admin`update tenant set name = 'Autre' where tenant_id = ${tenant.id}`;
      expect((await fileOf(one, frozen, format)).equals(first)).toBe(true);
      // Control: a draft says that it is one, and follows its sources
      expect(unfinished.equals(first)).toBe(false);
      expect((await fileOf(one, await add(), format)).equals(unfinished)).toBe(false);
    },
  );

  test('says what its authors say, draws what they chose, and hides the table they hid', async () => {
    const one = await scene();
    const { tenant, north, sign, counted, add } = one;
    await sign(await tenant.file(north));
    await counted();
    const chapters = [
      { comment: 'Une année pleine.', definition: { reportCode: 'E01', chart: 'bar' }, showTable: false },
      { title: 'Nos demandes', definition: { reportCode: 'D01', chart: 'bar' }, showChart: false },
    ];
    const parts = partsOf(await fileOf(one, await add({ chapters }), 'docx'));
    const text = parts.get('word/document.xml')!.toString();
    expect(text).toContain('Une année pleine.');
    expect(text).toContain('Nos demandes');
    expect(parts.get('word/header1.xml')!.toString()).toContain('Projet : chiffres non arrêtés');
    expect([...parts.keys()].filter((name) => /charts\/chart\d+\.xml$/.test(name))).toHaveLength(1);
    expect(text.match(/<w:tbl>/g)).toHaveLength(1);
  });

  test('of a report without a chapter is refused', async () => {
    const { ask, manager, add } = await scene();
    const { id } = await add({ chapters: [] });
    expect((await ask(manager, `${all}/${id}/exports`, 'POST', { format: 'pdf' })).status).toBe(409);
  });
});

describe('what became of the figures', () => {
  const differences = async (
    { ask, manager }: Awaited<ReturnType<typeof scene>>,
    { id }: ActivityReportShown,
  ) => expectJson<Differences>(await ask(manager, `${all}/${id}/differences`), 200);

  test('is told one by one, with the acts that explain it', async () => {
    const one = await scene();
    const { tenant, north, worker, ask, sign, counted, add, freeze } = one;
    const fileId = await tenant.file(north);
    const [kept, changed, voided] = [await sign(fileId), await sign(fileId), await sign(fileId)];
    await sign(fileId, { performedOn: '2025-03-10' });
    await counted();
    const frozen = await freeze(await add());
    expect(await differences(one, frozen)).toMatchObject({ changed: 0, items: [], why: [] });

    await sign(fileId);
    await sign(fileId, { performedOn: '2025-03-11' });
    await expectJson(
      await ask(
        worker,
        `/v1/entries/${changed.id}`,
        'PATCH',
        { typeCode: 'visite-domicile' },
        changed.version,
      ),
      200,
    );
    await expectJson(
      await ask(worker, `/v1/entries/${voided.id}/void`, 'POST', { reason: 'Doublon' }, voided.version),
      200,
    );
    await counted();
    const told = await differences(one, frozen);
    expect(told.why[0]).toEqual({
      ...{ chapterId: frozen.chapters[0]!.id, explained: true, subject: 'work' },
      ...{ late: 1, changed: 1, voided: 1, situations: 0 },
    });
    const ofWork = told.items.filter(({ chapterId }) => chapterId === frozen.chapters[0]!.id);
    expect(ofWork.map(({ frozen: then, today }) => [then, today]).toSorted()).toEqual([
      [0, 1],
      [3, 2],
    ]);
    expect(kept.id).not.toBe(changed.id);
    expect(told.items.every(({ masked }) => !masked)).toBe(true);
  });

  test('of a report for diffusion is told of no few', async () => {
    const one = await scene();
    const { tenant, north, sign, counted, add, freeze } = one;
    for (let index = 0; index < 12; index += 1) await sign(await tenant.file(north));
    await counted();
    const frozen = await freeze(await add());
    // The same report, had it been for diffusion
    const madeFor = (mode: string) =>
      admin`update frozen_report set content = jsonb_set(content::jsonb, '{mode}', to_jsonb(${mode}::text))::text where report_id = ${frozen.id}`;
    await madeFor('diffusion');
    const late = await tenant.file(north);
    await sign(late, { typeCode: 'visite-domicile' });
    await counted();
    const told = await differences(one, frozen);
    const ofWork = told.items.filter(({ chapterId }) => chapterId === frozen.chapters[0]!.id);
    expect(ofWork.map(({ frozen: then, today, masked }) => [then, today, masked]).toSorted()).toEqual([
      [0, null, true],
      [12, 13, false],
    ]);
    expect(told.why[0]).toMatchObject({ late: null, changed: 0 });
    // Control: inside the service, the few are told
    await madeFor('internal');
    expect((await differences(one, frozen)).why[0]).toMatchObject({ late: 1 });
  });

  test('of a draft is nothing: it is worked out when it is read', async () => {
    const { manager, ask, add } = await scene();
    const { id } = await add();
    expect((await ask(manager, `${all}/${id}/differences`)).status).toBe(409);
  });

  test('counts acts of units one holds, and of no other', async () => {
    const { tenant, north, south } = await scene();
    const count = (units: string[], scope: string[]) =>
      running.database.withTenant(tenant.id, scope, (tx) =>
        tx.execute(
          `select * from app.acts_since('${tenant.id}', '{${units.join(',')}}', '2026-01-01', '2026-12-31', now())`,
        ),
      );
    expect(await count([north], [north])).toHaveLength(5);
    for (const units of [[], [south], [north, south]])
      await expect(count(units, [north])).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
