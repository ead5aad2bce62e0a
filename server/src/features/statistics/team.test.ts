import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { chaptersOf } from './reports/presets.ts';
import { isByWorker } from './questions.service.ts';
import { dice } from './disclosure/disclosure.testkit.ts';
import type { ReportShown, Table } from './statistics.schema.ts';
import { actionFact, requestFact, spellFact, workFact } from './statistics.table.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const period = { from: '2025-01-01', to: '2025-12-31' };
const [phone, letter] = ['entretien-telephonique', 'courrier-partenaire'] as const;
const post = (who: TestStaff, path: string, body: object) =>
  call(running.app, who.token, path, { method: 'POST', body });
const ask = (who: TestStaff, question: object) =>
  post(who, '/v1/statistics/query', { period, measures: [{ kind: 'count', of: 'work' }], ...question });
const tableOf = async (who: TestStaff, question: object) => expectJson<Table>(await ask(who, question), 200);

/** Figures by the labels of where they stand. */
function read({ axes, cells }: Table): Record<string, number | null | 'masked'> {
  return Object.fromEntries(
    cells.map(({ at, values: [figure] }) => [
      at.map((rank, axis) => (rank === null ? 'Total' : axes[axis]!.items[rank]!.label)).join(' / '),
      figure!.masked ? 'masked' : figure!.value,
    ]),
  );
}

interface Act {
  readonly by: string | null;
  readonly on?: string;
  readonly typeCode?: string;
  readonly unitId?: string;
}

/** A team of so many, beside whoever asks, each named in the order of the alphabet, and who answers for it. */
async function teamOf(others: number, threshold = 5) {
  const tenant = await TestTenant.create(running.database);
  const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  const named = async (name: string) => {
    const one = await tenant.staff('SOCIAL_WORKER');
    await admin`update staff_member set display_name = ${name} where id = ${one.id}`;
    return one;
  };
  const me = await named('M. Moi');
  const colleagues: TestStaff[] = [];
  for (let at = 0; at < others; at += 1)
    colleagues.push(await named(`${String.fromCharCode(65 + at)}. Collègue`));
  const manager = await tenant.staff('TEAM_MANAGER');
  await admin`update tenant set disclosure_threshold = ${threshold} where id = ${tenant.id}`;
  const work = (acts: readonly Act[]) =>
    running.database.withTenant(tenant.id, [tenant.root, north, south], (tx) =>
      tx.insert(workFact).values(
        acts.map(({ by, on = '2025-03-03', typeCode = phone, unitId = north }) => ({
          ...{ tenantId: tenant.id, id: newId(), fileKey: newId(), personKey: newId() },
          ...{ forUnitId: unitId, performedOn: on, typeCode, minutes: 30, performedBy: by! },
          ...{ requestTypes: [], requestIds: [], partnerIds: [], partnerKinds: [], entryDelayDays: 2 },
        })),
      ),
    );
  return { tenant, north, south, me, colleagues, manager, work };
}
const byWorker = { dimensions: ['worker'] };

describe('figures by worker', () => {
  test('of a team that is small: a worker has his own in full, and of the others nothing at all', async () => {
    const { me, colleagues, manager, work } = await teamOf(2);
    const [first, second] = colleagues.map(({ id }) => id) as [string, string];
    await work([
      { by: me.id },
      { by: me.id, typeCode: letter },
      { by: first },
      { by: first },
      { by: second },
    ]);
    const table = await tableOf(me, byWorker);
    expect(table.team).toEqual({ atLeast: 5 });
    expect(table.axes[0]!.items.map(({ label }) => label)).toEqual(['M. Moi', 'Équipe', 'Non renseigné']);
    expect(read(table)).toEqual({ 'M. Moi': 2, Équipe: 'masked', Total: 'masked' });
    // He who answers for it has each, by name and never by value
    const whole = await tableOf(manager, byWorker);
    expect(whole.team).toBeNull();
    expect(read(whole)).toEqual({ 'A. Collègue': 2, 'B. Collègue': 1, 'M. Moi': 2, Total: 5 });
    expect(whole.axes[0]!.items.map(({ label }) => label)).toEqual([
      ...['A. Collègue', 'B. Collègue', 'M. Moi', 'Non renseigné'],
    ]);
    // What the unit did is not by worker
    expect(read(await tableOf(me, {}))).toEqual({ '': 5 });
  });

  test('nor where the others did nothing, nor where he did: each place is masked the same', async () => {
    const { me, colleagues, work } = await teamOf(2);
    await work([{ by: me.id }, { by: colleagues[0]!.id, on: '2025-05-05', typeCode: letter }]);
    const table = await tableOf(me, {
      dimensions: ['worker', 'month'],
      period: { ...period, to: '2025-06-30' },
    });
    const figures = read(table);
    for (const month of ['janvier', 'mars', 'mai'].map((name) => `${name} 2025`)) {
      expect(figures[`Équipe / ${month}`]).toBe('masked');
      expect(figures[`Total / ${month}`]).toBe('masked');
    }
    expect(figures['M. Moi / mars 2025']).toBe(1);
    expect(figures['Total / Total']).toBe('masked');
    // What only others did has no line
    const types = await tableOf(me, { dimensions: ['workType', 'worker'] });
    expect(types.axes[0]!.items.map(({ code }) => code)).toEqual([phone]);
  });

  test('of a team that is large: the others as one, where enough of them stand behind', async () => {
    const { me, colleagues, work } = await teamOf(6);
    await work([
      ...[me, ...colleagues].flatMap(({ id }) => [{ by: id }, { by: id }]),
      // Four of them only
      ...colleagues.slice(0, 4).map(({ id }) => ({ by: id, typeCode: letter })),
      { by: me.id, typeCode: letter },
    ]);
    expect(read(await tableOf(me, byWorker))).toEqual({ 'M. Moi': 3, Équipe: 16, Total: 19 });
    const figures = read(await tableOf(me, { dimensions: ['workType', 'worker'] }));
    expect(Object.values(figures).filter((figure) => figure === 'masked').length).toBe(4);
    expect(figures).toMatchObject({
      'Entretien téléphonique / M. Moi': 2,
      'Entretien téléphonique / Équipe': 12,
      'Entretien téléphonique / Total': 14,
      'Total / M. Moi': 3,
      // What is left of it would be of four
      'Total / Équipe': 'masked',
      'Total / Total': 'masked',
    });
    const months = { ...byWorker, compare: 1, period: { from: '2026-01-01', to: '2026-12-31' } };
    const [cell] = (await tableOf(me, months)).cells.filter(({ at }) => at[0] === 1);
    expect(cell!.values[0]!.masked).toBe(true);
    expect(cell!.before[0]![0]).toMatchObject({ masked: false, value: 16 });
  });

  test('means and rates follow, and sums', async () => {
    const { me, colleagues, manager, work } = await teamOf(2);
    await work([{ by: me.id }, ...colleagues.map(({ id }) => ({ by: id }))]);
    const mean = { ...byWorker, measures: [{ kind: 'avg', of: 'entryDelay' }] };
    expect(read(await tableOf(me, mean))).toEqual({ 'M. Moi': 2, Équipe: 'masked', Total: 'masked' });
    expect(read(await tableOf(manager, mean))['A. Collègue']).toBe(2);
    const z01 = await expectJson<Table>(await post(me, '/v1/reports/Z01/run', { period }), 200);
    expect(read(z01)['M. Moi / Total']).toBe(1);
    expect(read(z01)['Équipe / Total']).toBe('masked');
  });
});

describe('no other door', () => {
  test('a colleague is no value to keep to, nor are the others; a ranking of workers is refused to anybody', async () => {
    const { me, colleagues, manager, work } = await teamOf(6);
    const [colleague] = colleagues as [TestStaff];
    await work([{ by: colleague.id }, { by: me.id }]);
    const only = (codes: readonly (string | null)[]) => ({ only: [{ dimension: 'worker', codes }] });
    const refusals = await Promise.all(
      [colleague.id, newId(), 'team', manager.id].map(async (code) =>
        expectJson<{ errors: object[] }>(await ask(me, only([me.id, code])), 422),
      ),
    );
    expect(new Set(refusals.map(({ errors }) => JSON.stringify(errors))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ errors: [{ pointer: '/only/0/codes/1' }] });
    expect(read(await tableOf(me, only([me.id])))).toEqual({ '': 1 });
    expect(read(await tableOf(manager, only([colleague.id])))).toEqual({ '': 1 });
    for (const who of [me, manager])
      expect(await expectJson(await ask(who, { ...byWorker, top: 3 }), 422)).toMatchObject({
        errors: [{ pointer: '/top' }],
      });
    expect((await ask(manager, { dimensions: ['workType'], top: 3 })).status).toBe(200);
    const values = async (who: TestStaff) =>
      (
        await expectJson<{ items: { code: string }[] }>(
          await call(running.app, who.token, '/v1/statistics/model/worker/values'),
          200,
        )
      ).items.map(({ code }) => code);
    expect(await values(me)).toEqual([me.id, null]);
    expect(await values(manager)).toContain(colleague.id);
  });

  test('what leaves the service is by worker for who answers for the team alone', async () => {
    const { me, colleagues, manager, work } = await teamOf(6);
    await work([me, ...colleagues].flatMap(({ id }) => Array.from({ length: 12 }, () => ({ by: id }))));
    const asked = { ...byWorker, mode: 'diffusion' };
    expect(await expectJson(await ask(me, asked), 409)).toMatchObject({ reason: 'worker' });
    expect((await ask(manager, asked)).status).toBe(200);
    for (const code of Object.values(chaptersOf).flat())
      expect([code, isByWorker({ reportCode: code })]).toEqual([code, false]);
  });

  test('definitions that name a colleague, or rank, are not kept', async () => {
    const { me, colleagues, manager, north } = await teamOf(1);
    const definition = {
      question: {
        measures: [{ kind: 'count', of: 'work' }],
        only: [{ dimension: 'worker', codes: [colleagues[0]!.id] }],
      },
    };
    const ranking = { question: { ...definition.question, only: [], dimensions: ['worker'], top: 5 } };
    const save = (who: TestStaff, one: object) =>
      post(who, '/v1/saved-reports', { title: 'Un', definition: one });
    expect(await expectJson(await save(me, definition), 422)).toMatchObject({
      errors: [{ pointer: '/definition/question/only/0/codes/0' }],
    });
    expect((await save(manager, definition)).status).toBe(201);
    for (const who of [me, manager]) expect((await save(who, ranking)).status).toBe(422);
    // A shared one is read, and gives nothing
    const shared = await expectJson<{ id: string }>(
      await post(manager, '/v1/saved-reports', { title: 'Un', definition, unitId: north }),
      201,
    );
    const read = await call(running.app, me.token, `/v1/saved-reports/${shared.id}`);
    expect(read.status).toBe(200);
    expect((await ask(me, definition.question)).status).toBe(422);
    const scheduled = { title: 'Un', every: 'month', onDay: 1, unitIds: [north], chapters: [{ definition }] };
    expect((await post(me, '/v1/scheduled-reports', scheduled)).status).toBe(422);
  });

  test('lines say who did an act to who answers for the team alone', async () => {
    const { tenant, me, manager } = await teamOf(1);
    for (const who of [me, manager]) await tenant.grant(who.id, 'DATA_EXPORTER', { unitId: tenant.root });
    const columns = async (who: TestStaff) =>
      (
        await expectJson<{ items: { code: string }[] }>(
          await call(running.app, who.token, '/v1/statistics/row-columns'),
          200,
        )
      ).items.map(({ code }) => code);
    expect(await columns(manager)).toContain('worker');
    expect(await columns(me)).not.toContain('worker');
    const lines = { columns: ['day', 'worker'], format: 'csv', period };
    expect(await expectJson(await post(me, '/v1/statistics/row-exports', lines), 422)).toMatchObject({
      errors: [{ pointer: '/columns/1' }],
    });
    expect((await post(manager, '/v1/statistics/row-exports', lines)).status).toBe(201);
  });

  test('a report that was frozen with workers is withheld from who does not answer for them', async () => {
    const { north, me, colleagues, manager, work } = await teamOf(2);
    await work([{ by: me.id }, { by: colleagues[0]!.id }]);
    interface Shown {
      id: string;
      version: number;
      chapters: { id: string; table?: Table | null; withheld?: true }[];
    }
    const frozenBy = async (who: TestStaff) => {
      const added = await expectJson<Shown>(
        await post(who, '/v1/activity-reports', {
          ...{ title: 'R', kind: 'free', mode: 'internal', period, unitIds: [north] },
          chapters: [{ definition: { reportCode: 'E03' } }, { definition: { reportCode: 'E01' } }],
        }),
        201,
      );
      expect(added.chapters.map(({ table, withheld }) => [table, withheld])).toEqual([
        [undefined, undefined],
        [undefined, undefined],
      ]);
      const frozen = await call(running.app, who.token, `/v1/activity-reports/${added.id}/freeze`, {
        method: 'POST',
        body: {},
        headers: { 'if-match': `"${added.version}"` },
      });
      return expectJson<Shown>(frozen, 200);
    };
    const readBy = async (who: TestStaff, { id }: Shown) => {
      const text = await (await call(running.app, who.token, `/v1/activity-reports/${id}`)).text();
      const { chapters } = JSON.parse(text) as Shown;
      return { text, given: chapters.map(({ table, withheld }) => [table !== null, withheld ?? false]) };
    };
    const differences = async (who: TestStaff, { id }: Shown) =>
      expectJson<{ leftOut: string[]; changed: number }>(
        await call(running.app, who.token, `/v1/activity-reports/${id}/differences`),
        200,
      );
    const named = await frozenBy(manager);
    expect((await readBy(manager, named)).given).toEqual([
      [true, false],
      [true, false],
    ]);
    const withheld = await readBy(me, named);
    expect(withheld.given).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(withheld.text).not.toContain(colleagues[0]!.id);
    expect(await differences(me, named)).toMatchObject({ leftOut: [named.chapters[0]!.id], changed: 0 });
    expect(await differences(manager, named)).toMatchObject({ leftOut: [], changed: 0 });
    // Each his own: a colleague's are not mine
    const own = await frozenBy(me);
    expect((await readBy(me, own)).given[0]).toEqual([true, false]);
    expect((await readBy(colleagues[0]!, own)).given[0]).toEqual([false, true]);
    expect(await differences(manager, own)).toMatchObject({ leftOut: [own.chapters[0]!.id] });
  });

  test('the files behind a figure that is not told answer as those behind nothing', async () => {
    const { tenant, north, me, colleagues, manager } = await teamOf(2);
    const file = await tenant.file(north, {});
    await running.database.withTenant(tenant.id, [north], (tx) =>
      tx.insert(workFact).values({
        ...{ tenantId: tenant.id, id: newId(), fileKey: file, personKey: newId() },
        ...{ forUnitId: north, performedOn: '2025-03-03', typeCode: phone, minutes: 30 },
        performedBy: colleagues[0]!.id,
        ...{ requestTypes: [], requestIds: [], partnerIds: [], partnerKinds: [], entryDelayDays: 0 },
      }),
    );
    const behind = async (who: TestStaff, at: object[]) =>
      (
        await expectJson<{ items: unknown[] }>(
          await post(who, '/v1/statistics/files', { definition: { reportCode: 'E03' }, period, at }),
          200,
        )
      ).items.length;
    for (const code of ['team', colleagues[0]!.id, colleagues[1]!.id, null])
      expect(await behind(me, [{ dimension: 'worker', code }])).toBe(0);
    expect(await behind(me, [])).toBe(0);
    expect(await behind(manager, [{ dimension: 'worker', code: colleagues[0]!.id }])).toBe(1);
  });

  test('Z18 to Z21 are for who reviews security, whatever else he is', async () => {
    const { tenant, me, manager } = await teamOf(1);
    const administrator = await tenant.staff('ADMINISTRATOR');
    const officer = await tenant.staff('DPO');
    const security = ['Z18', 'Z19', 'Z20', 'Z21'];
    const listed = async (who: TestStaff) =>
      (
        await expectJson<{ items: { id: string; audience: string }[] }>(
          await call(running.app, who.token, '/v1/reports'),
          200,
        )
      ).items;
    for (const who of [me, manager]) {
      const codes = (await listed(who)).map(({ id }) => id);
      expect(codes.length).toBeGreaterThan(180);
      expect(codes.filter((code) => security.includes(code))).toEqual([]);
      for (const code of security)
        expect((await post(who, `/v1/reports/${code}/run`, { period })).status).toBe(403);
    }
    // A worker finds those of the team that are by worker, for his own
    expect((await listed(me)).map(({ id }) => id)).toEqual(expect.arrayContaining(['Z01', 'Z08']));
    expect((await listed(me)).map(({ id }) => id)).not.toContain('Z11');
    expect((await post(me, '/v1/reports/Z11/run', { period })).status).toBe(403);
    for (const who of [administrator, officer])
      expect((await listed(who)).map(({ id }) => id)).toEqual(security);
  });

  test('Z18 to Z21 run for who reviews security, whose role gives him no other figure', async () => {
    const { tenant, manager } = await teamOf(1);
    const [administrator, officer] = [await tenant.staff('ADMINISTRATOR'), await tenant.staff('DPO')];
    const both = await tenant.staff('TEAM_MANAGER');
    await tenant.grant(both.id, 'ADMINISTRATOR', { unitId: tenant.root });
    for (const who of [administrator, officer, both]) {
      const { items } = await expectJson<{ items: ReportShown[] }>(
        await call(running.app, who.token, '/v1/reports'),
        200,
      );
      const own = items.filter(({ audience }) => audience === 'security');
      expect(own.map(({ id }) => id)).toEqual(['Z18', 'Z19', 'Z20', 'Z21']);
      expect(own.every(({ runnable, waitsFor }) => runnable && waitsFor.length === 0)).toBe(true);
      for (const { id, measures, dimensions } of own) {
        const table = await expectJson<Table>(await post(who, `/v1/reports/${id}/run`, { period }), 200);
        expect(table.measures).toEqual(measures);
        expect(table.axes.map(({ dimension }) => dimension)).toEqual(dimensions);
        // In French, as they are listed and as they are run
        for (const { code, label } of dimensions) expect(label).not.toBe(code);
        for (const { of, label } of measures) expect(label).not.toBe(of);
      }
      // What they count is not asked freely, by whatever role
      for (const of of ['logins', 'accessEvents', 'exports', 'accounts'])
        expect(
          (await post(who, '/v1/statistics/query', { period, measures: [{ kind: 'count', of }] })).status,
        ).toBe(who === both ? 422 : 403);
    }
    // A report of the service is not theirs; the manager runs it
    for (const who of [administrator, officer])
      expect((await post(who, '/v1/reports/A08/run', { period })).status).toBe(403);
    expect((await post(manager, '/v1/reports/A08/run', { period })).status).toBe(200);
  });
});

/**
 * Somebody of a team of three asks all he wants. No answer to him may depend on which of the two others did what: then
 * no number of them, subtracted in whatever way, gives the figure of one. So the acts of the two are dealt between them
 * anew, each as it falls, and every answer is the same to the byte.
 */
describe('a worker of a team of three, with as many questions as he wants', () => {
  const roll = dice(Number(process.env['DISCLOSURE_SEED'] ?? 20_250_301));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
  const some = <T>(from: readonly T[], share: number) => from.filter(() => roll() < share);
  const day = () =>
    `2025-${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}-${pick(['03', '14', '25'])}`;

  test('learns the figure of neither of the two others', async () => {
    const one = await teamOf(2);
    const { tenant, north, south, me, manager } = one;
    const everybody = [me, ...one.colleagues].map(({ id }) => id);
    const others = one.colleagues.map(({ id }) => id);
    const units = [north, south];
    const about = () => ({ tenantId: tenant.id, id: newId(), fileKey: newId(), personKey: newId() });
    await running.database.withTenant(tenant.id, [tenant.root, ...units], async (tx) => {
      const each = Array.from({ length: 150 });
      await tx.insert(workFact).values(
        each.map(() => ({
          ...about(),
          ...{ forUnitId: pick(units), performedOn: day(), typeCode: pick([phone, letter]), minutes: 30 },
          performedBy: pick(everybody),
          ...{ requestTypes: [], requestIds: [], partnerIds: [], partnerKinds: [], entryDelayDays: 2 },
        })),
      );
      await tx.insert(requestFact).values(
        each.map(() => ({
          ...about(),
          ...{ forUnitId: pick(units), requestedOn: day(), typeCode: 'impaye-loyer', urgent: false },
          ...{ status: 'open', firstWorker: pick([...everybody, null]), responseDays: 3 },
        })),
      );
      await tx.insert(actionFact).values(
        each.map(() => ({
          ...about(),
          ...{ forUnitId: pick(units), doneOn: day(), typeCode: 'fsl', requestType: 'impaye-loyer' },
          performedBy: pick(everybody),
        })),
      );
      await tx.insert(spellFact).values(
        each.map(() => {
          const since = day();
          return {
            ...about(),
            ...{ forUnitId: pick(units), since, openedOn: since, begunBy: 'opened' as const },
            leadWorkerId: pick([...everybody, null]),
          };
        }),
      );
    });
    const months = ['2025-01-01', '2025-03-03', '2025-04-01', '2025-07-14'];
    const measures = [
      [{ kind: 'count', of: 'work' }],
      [{ kind: 'sum', of: 'minutes' }],
      [{ kind: 'count', of: 'actions' }],
      [{ kind: 'avg', of: 'firstResponseDelay' }],
      [
        { kind: 'count', of: 'requests' },
        { kind: 'avg', of: 'firstResponseDelay' },
      ],
      [{ kind: 'count', of: 'files' }],
    ];
    const questionOf = () => {
      const measure = pick(measures);
      const from = pick(months);
      return {
        measures: measure,
        ...(measure[0]!.of === 'files' ? { filters: [pick(['openAtEnd', 'openedInPeriod'])] } : {}),
        dimensions: [
          ...(roll() < 0.6 ? ['worker'] : []),
          ...some(['month', 'subEntity', 'requestCategory', 'workType'], 0.25).slice(0, 2),
        ],
        only: [
          ...(roll() < 0.2
            ? [{ dimension: 'worker', codes: pick([[me.id], [null], [me.id, null], [others[0]!], ['team']]) }]
            : []),
          ...(roll() < 0.2 ? [{ dimension: 'subEntity', codes: [pick(units)] }] : []),
        ],
        period: { from, to: pick(['2025-03-03', '2025-08-31', '2025-12-31'].filter((to) => to >= from)) },
        unitIds: pick([units, [north], [south]]),
        compare: pick([0, 0, 1]),
        ...(roll() < 0.05 ? { top: 2 } : {}),
      };
    };
    const questions = Array.from({ length: 120 }, questionOf);
    const codes = [
      'A06',
      'A13',
      'A14',
      'E03',
      'E16',
      'E19',
      'F04',
      'G01',
      'Z01',
      'Z02',
      'Z07',
      'Z08',
      'Z13',
      'Z17',
    ];
    const places = [...everybody, 'team', null].map((code) => [{ dimension: 'worker', code }]);
    const answers = async (who: TestStaff) => {
      const calls = [
        ...questions.map((question) => () => post(who, '/v1/statistics/query', question)),
        ...codes.flatMap((code) => [
          () => post(who, `/v1/reports/${code}/run`, { period }),
          ...places.map(
            (at) => () => post(who, '/v1/statistics/files', { definition: { reportCode: code }, period, at }),
          ),
        ]),
      ];
      const texts: string[] = [];
      for (let from = 0; from < calls.length; from += 4) {
        const some = await Promise.all(calls.slice(from, from + 4).map(async (one) => (await one()).text()));
        texts.push(...some.map((text) => text.replaceAll(/"(asOf|instance)":"[^"]*"/g, '')));
      }
      return texts;
    };
    const before = await answers(me);
    const ofManager = await answers(manager);
    for (const [table, column] of [
      ['work_fact', 'performed_by'],
      ['request_fact', 'first_worker'],
      ['action_fact', 'performed_by'],
      ['spell_fact', 'lead_worker_id'],
    ] as const)
      await admin`
        update ${admin(table)} set ${admin(column)} = case when random() < 0.5 then ${others[0]!}::uuid else ${others[1]!}::uuid end
         where tenant_id = ${tenant.id} and ${admin(column)} in ${admin(others)}`;
    const after = await answers(me);
    expect(after).toEqual(before);
    for (const text of after) for (const id of others) expect(text).not.toContain(id);
    // Questions that were answered, and that would have told: they tell who answers for the team
    expect(before.filter((text) => text.includes('"cells"')).length).toBeGreaterThan(70);
    const changed = (await answers(manager)).filter((text, at) => text !== ofManager[at]);
    expect(changed.length).toBeGreaterThan(30);
  });
});
