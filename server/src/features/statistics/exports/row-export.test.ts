import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { proven, TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { partsOf } from '../files/archive.ts';
import { insideOnly } from '../files/named.ts';
import { bookOf, rowsOfCsv } from '../files/read-back.testkit.ts';
import { hostile } from '../files/sample-reports.ts';
import { actionFact, profileFact, requestFact, workFact } from '../statistics.table.ts';
import type { ExportShown } from './export.schema.ts';
import { csvLines, type Lines } from './row-files.ts';
import { workbookLines } from './row-workbook.ts';

const period = { from: '2026-01-01', to: '2026-12-31' };
const acts = 5000;

let running: TestApp;
let tenant: TestTenant;
let north: string;
let south: string;
let exporter: TestStaff;
const people = Array.from({ length: 300 }, () => ({ fileKey: newId(), personKey: newId() }));
beforeAll(async () => {
  running = await startTestApp();
  running.services.jobs.start();
  tenant = await TestTenant.create(running.database);
  [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
  exporter = await tenant.staff('DATA_EXPORTER', { unitId: north });
  // Lines say who did an act to who answers for the team alone
  await tenant.grant(exporter.id, 'TEAM_MANAGER', { unitId: north });
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  await asAdmin((sql) => sql`update staff_member set display_name = ${hostile[0]!} where id = ${worker.id}`);
  await running.database.withTenant(tenant.id, [north, south], async (tx) => {
    const one = (at: number) => ({ tenantId: tenant.id, id: newId(), ...people[at % people.length]! });
    const work = (at: number, forUnitId: string) => ({
      ...one(at),
      forUnitId,
      performedOn: `2026-${String((at % 12) + 1).padStart(2, '0')}-15`,
      typeCode: 'entretien-telephonique',
      minutes: 30 + (at % 4) * 15,
      performedBy: worker.id,
      requestTypes: ['impaye-loyer'],
      requestIds: [],
      partnerIds: [],
      partnerKinds: [],
      entryDelayDays: at % 7,
    });
    for (let from = 0; from < acts - 2; from += 500) {
      const length = Math.min(500, acts - 2 - from);
      await tx.insert(workFact).values(Array.from({ length }, (_, at) => work(from + at, north)));
    }
    // Out of reach, and out of the period
    await tx
      .insert(workFact)
      .values([
        work(0, south),
        { ...work(1, north), performedOn: '2025-12-31' },
        { ...work(1, north), performedOn: '2027-01-01' },
      ]);
    const request = {
      ...one(0),
      forUnitId: north,
      urgent: true,
      status: 'resolue',
      typeCode: 'impaye-loyer',
    };
    await tx.insert(requestFact).values({ ...request, requestedOn: '2026-02-03', responseDays: 4 });
    await tx.insert(actionFact).values({
      ...one(1),
      forUnitId: north,
      doneOn: '2026-02-04',
      typeCode: 'fsl',
      performedBy: worker.id,
      requestType: 'impaye-loyer',
    });
    await tx.insert(profileFact).values([
      {
        tenantId: tenant.id,
        ...people[0]!,
        since: '0001-01-01',
        until: '2026-06-01',
        sex: 'feminin',
        bornOn: '1980-02-16',
        values: {},
      },
      {
        tenantId: tenant.id,
        ...people[0]!,
        since: '2026-06-01',
        sex: 'feminin',
        bornOn: '1980-02-16',
        department: '2A',
        values: { dependentChildren: 2 },
      },
    ]);
  });
});
afterAll(() => running.close());

const asAdmin = async <T>(act: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(running.adminUrl, { max: 1 });
  return act(sql).finally(() => sql.end());
};
const everyColumn = async (who: TestStaff) =>
  (
    await expectJson<{ items: { code: string; label: string; kind: string }[] }>(
      await call(running.app, who.token, '/v1/statistics/row-columns'),
      200,
    )
  ).items;
const post = (who: TestStaff, body: object) =>
  call(running.app, who.token, '/v1/statistics/row-exports', { method: 'POST', body });
const content = (who: Pick<TestStaff, 'token'>, id: string) =>
  call(running.app, who.token, `/v1/statistics/exports/${id}/content`);

async function made(who: TestStaff, body: object): Promise<{ export_: ExportShown; bytes: Buffer }> {
  const { id } = await expectJson<ExportShown>(await post(who, { period, ...body }), 201);
  const find = async () =>
    (
      await expectJson<{ items: ExportShown[] }>(
        await call(running.app, who.token, '/v1/statistics/exports'),
        200,
      )
    ).items.find((one) => one.id === id)!;
  await expect.poll(async () => (await find()).job.endedAt, { timeout: 60_000 }).not.toBeNull();
  const export_ = await find();
  expect(export_.job).toMatchObject({ status: 'done', problem: null });
  const response = await content(who, id);
  expect(response.status).toBe(200);
  return { export_, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('lines, one for each person and act', () => {
  test('are all those of the units and the period, once, whatever the batches', async () => {
    const codes = (await everyColumn(exporter)).map(({ code }) => code);
    const { export_, bytes } = await made(exporter, { columns: codes, format: 'csv' });
    expect(export_).toMatchObject({
      kind: 'rows',
      mode: 'internal',
      count: acts,
      unitIds: [north],
      filename: 'Lignes d’activité - usage interne.csv',
      job: { kind: 'statistics.exportRows', step: 'exporting', done: acts, total: acts },
    });
    const [headings, ...lines] = rowsOfCsv(bytes);
    expect(headings).toEqual((await everyColumn(exporter)).map(({ label }) => label));
    expect(lines).toHaveLength(acts);
    const of = (line: readonly string[], code: string) => line[codes.indexOf(code)];
    const counts = Map.groupBy(lines, (line) => of(line, 'act'));
    expect([...counts].map(([act, found]) => [act, found.length])).toEqual([
      ['Travail', acts - 2],
      ['Demande', 1],
      ['Moyen', 1],
    ]);
    const minutes = lines.reduce((sum, line) => sum + Number(of(line, 'minutes')), 0);
    const expected = Array.from({ length: acts - 2 }, (_, at) => 30 + (at % 4) * 15);
    expect(minutes).toBe(expected.reduce((sum, one) => sum + one, 0));
    expect(new Set(lines.map((line) => of(line, 'unit')))).toEqual(new Set(['Nord']));
    expect(new Set(lines.map((line) => of(line, 'person'))).size).toBe(people.length);
    // What is known of a person is read on the day of each act
    const first = of(counts.get('Demande')![0]!, 'person');
    const known = lines
      .filter((line) => of(line, 'person') === first)
      .map((line) => ['day', 'sex', 'age', 'department'].map((code) => of(line, code)));
    expect(new Set(known.map((cells) => cells.join('|')))).toEqual(
      new Set(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
          .flatMap((month) => {
            const day = `15/${String(month).padStart(2, '0')}/2026`;
            const line = `${day}|Féminin|${month <= 2 ? 45 : 46}|${month < 6 ? '' : 'Corse-du-Sud'}`;
            return known.some(([on]) => on === day) ? [line] : [];
          })
          .concat('03/02/2026|Féminin|45|'),
      ),
    );
  });

  test('name nobody: persons and files stand under names drawn for each file', async () => {
    const columns = ['person', 'file'];
    const [one, other] = [
      await made(exporter, { columns, format: 'csv' }),
      await made(exporter, { columns, format: 'csv' }),
    ];
    const [first, second] = [one, other].map(({ bytes }) => new Set(rowsOfCsv(bytes).slice(1).flat()));
    expect(first!.size).toBe(2 * people.length);
    expect([...first!].every((name) => /^[PD]-[0-9a-f]{12}$/.test(name))).toBe(true);
    expect([...first!].filter((name) => second!.has(name))).toEqual([]);
    const keys = people.flatMap(({ fileKey, personKey }) => [fileKey, personKey]);
    for (const key of keys) expect(one.bytes.includes(key)).toBe(false);
    const offered = (await everyColumn(exporter)).map(({ code }) => code).join(' ');
    expect(offered).not.toMatch(/name|born|birth|commune|phone|mail|address|reference/i);
  });

  test('hold no formula: in a text of columns it is led by an apostrophe, in a workbook it is a text', async () => {
    const columns = ['day', 'worker', 'minutes', 'type'];
    const csv = rowsOfCsv((await made(exporter, { columns, format: 'csv' })).bytes);
    expect(csv[1]![1]).toBe(`'${hostile[0]}`);
    const { bytes } = await made(exporter, { columns, format: 'xlsx', title: 'Mes lignes' });
    for (const [name, part] of partsOf(bytes))
      if (name.startsWith('xl/worksheets/')) expect(String(part)).not.toMatch(/<f[ >]/);
    const book = await bookOf(bytes);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['À lire', 'Lignes - usage interne']);
    for (const { headerFooter } of book.worksheets) expect(headerFooter.oddHeader).toBe(`&C${insideOnly}`);
    const [about, sheet] = book.worksheets;
    expect(about!.getColumn(1).values.slice(1)).toEqual(
      expect.arrayContaining(['Mes lignes', insideOnly, 'Entités : Nord']),
    );
    expect(sheet!.rowCount).toBe(acts + 1);
    // Line by line what the text of columns says
    for (let at = 1; at <= acts; at += 1) {
      const [day, worker, minutes, type] = columns.map((_, column) => sheet!.getCell(at + 1, column + 1));
      const [, ...cells] = csv[at]!;
      expect((day!.value as Date).toISOString().slice(0, 10).split('-').reverse().join('/')).toBe(
        csv[at]![0],
      );
      expect([worker!.value ?? '', String(minutes!.value ?? ''), type!.value]).toEqual([
        cells[0]!.replace(/^'/, ''),
        cells[1],
        cells[2],
      ]);
      expect(worker!.numFmt).toBe('@');
    }
  });

  test('are traced with their columns and how many they are', async () => {
    const { export_ } = await made(exporter, { columns: ['act', 'minutes'], format: 'csv' });
    const [trace] = await asAdmin(
      (sql) => sql<{ facts: Record<string, unknown> }[]>`
        select facts from audit_event where record_id = ${export_.id} and type = 'statistics.exported'`,
    );
    expect(trace!.facts).toEqual({
      kind: 'rows',
      format: 'csv',
      mode: 'internal',
      ...period,
      units: 1,
      columns: ['act', 'minutes'],
      count: acts,
    });
  });
});

describe('who may', () => {
  test.each(['SOCIAL_WORKER', 'TEAM_MANAGER', 'ADMINISTRATOR'] as const)('not a %s as such', async (role) => {
    const who = await tenant.staff(role, { unitId: north });
    const response = await post(who, { columns: ['act'], format: 'csv', period });
    const { detail } = await expectJson<{ detail: string }>(response, 403);
    expect(detail).toContain('un droit à part');
    expect((await call(running.app, who.token, '/v1/statistics/row-columns')).status).toBe(403);
  });

  test('over the units of that right alone, whatever statistics one reads elsewhere', async () => {
    await tenant.grant(exporter.id, 'TEAM_MANAGER', { unitId: south });
    const who = { ...exporter, ...(await tenant.session(exporter.id)) };
    const response = await post(who, { columns: ['act'], format: 'csv', period, unitIds: [south] });
    expect(response.status).toBe(404);
    const all = await expectJson<ExportShown>(
      await post(who, { columns: ['act'], format: 'csv', period }),
      201,
    );
    expect(all.unitIds).toEqual([north]);
  });

  test('with a factor proven of late, when it is asked and when it is given', async () => {
    const old = await tenant.session(exporter.id, proven(new Date(Date.now() - 20 * 60_000)));
    const typeOf = async (response: Response) =>
      (await expectJson<{ type: string }>(response, 403)).type.split('/').at(-1);
    const stale = { ...exporter, ...old };
    expect(await typeOf(await post(stale, { columns: ['act'], format: 'csv', period }))).toBe(
      'proof-too-old',
    );
    const { export_ } = await made(exporter, { columns: ['act'], format: 'csv' });
    expect(await typeOf(await content(old, export_.id))).toBe('proof-too-old');
  });

  test.each([
    [['act', 'lastName'], '/columns/1'],
    [['act', 'day', 'act'], '/columns/2'],
    [[], '/columns'],
  ])('%j: a column that does not exist, or twice, is said', async (columns, pointer) => {
    const response = await post(exporter, { columns, format: 'csv', period });
    const { errors } = await expectJson<{ errors: { pointer: string }[] }>(response, 422);
    expect(errors[0]!.pointer).toBe(pointer);
  });
});

describe('a file that nobody takes', () => {
  const columns = [{ label: 'Texte', kind: 'text' as const }];
  const about = { title: 'Titre', client: 'Client', said: [] };
  const source = () => {
    const told = { batches: 0, ended: false };
    const line = [{ text: 'x'.repeat(100) }];
    async function* batches(): Lines {
      try {
        for (; told.batches < 2000; told.batches += 1) yield Array.from({ length: 1000 }, () => line);
      } finally {
        told.ended = true;
      }
    }
    return { told, batches: batches() };
  };

  test.each([
    ['csv', (lines: Lines) => csvLines(columns, lines)],
    ['xlsx', (lines: Lines) => workbookLines(columns, lines, about)],
  ] as const)('is not read ahead, and lets go of its source: %s', async (_, write) => {
    const { told, batches } = source();
    const file = write(batches);
    for (let chunk = 0; chunk < 20; chunk += 1) expect((await file.next()).done).toBe(false);
    // Two million lines would be 200 MB
    expect(told.batches).toBeLessThan(400);
    await file.return(undefined);
    await expect.poll(() => told.ended).toBe(true);
  });

  const readWhole = async (file: AsyncIterable<Buffer>) => {
    let size = 0;
    for await (const part of file) size += part.length;
    return size;
  };
  test('of which a line fails, fails', async () => {
    async function* broken(): Lines {
      yield [[{ text: 'un' }]];
      await Promise.resolve();
      throw new Error('the database is gone');
    }
    for (const file of [csvLines(columns, broken()), workbookLines(columns, broken(), about)])
      await expect(readWhole(file)).rejects.toThrow('the database is gone');
  });
});
