import { spawn } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import { makeScheduled } from './schedule.keeper.ts';
import type { ActivityReportShown } from './activity-report.schema.ts';
import type { ScheduledReportShown } from './scheduled-report.schema.ts';

/** In Paris, 1 December has begun; in London it is still November. */
const begun = new Date('2026-11-20T09:00:00Z');
const before = new Date('2026-11-30T22:30:00Z');
const after = new Date('2026-11-30T23:30:00Z');

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp({ clock: () => begun });
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const all = '/v1/scheduled-reports';

/** Another process, that does what a server does when it looks for reports to make, and ends. */
function processThatMakes(tenantId: string) {
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { openDatabase } = await import(${from('../../../db/database.ts')});
    const { rights } = await import(${from('../../access/rights.ts')});
    const { testKeyring: keyring } = await import(${from('../../../testing/cluster.ts')});
    const { makeScheduled } = await import(${from('./schedule.keeper.ts')});
    const url = ${JSON.stringify(running.adminUrl)};
    const database = openDatabase({ url, keyring, poolSize: 2, rights });
    await makeScheduled(database)(${JSON.stringify(tenantId)}, new Date(${after.getTime()}));
    await database.close();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const north = await tenant.unit('Nord');
  const owner = await tenant.staff('SOCIAL_WORKER', { unitId: north });
  const ask = (who: TestStaff, path: string, method = 'GET', body?: object, version?: number) =>
    call(running.app, who.token, path, {
      method,
      body,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const asked = (more: object = {}) => ({
    ...{ title: 'Chiffres du mois', unitIds: [north], every: 'month', onDay: 1 },
    chapters: [{ definition: { reportCode: 'A08' } }, { definition: { reportCode: 'E01' } }],
    ...more,
  });
  const add = async (more: object = {}) =>
    expectJson<ScheduledReportShown>(await ask(owner, all, 'POST', asked(more)), 201);
  const make = (now: Date) => makeScheduled(running.database)(tenant.id, now);
  const made = async (who = owner) =>
    (
      await expectJson<{ items: { id: string; title: string; status: string }[] }>(
        await ask(who, '/v1/activity-reports'),
        200,
      )
    ).items;
  const told = async () =>
    (
      await expectJson<{ items: { kind: string; facts: string[] }[] }>(
        await ask(owner, '/v1/me/notices'),
        200,
      )
    ).items;
  const standing = async () =>
    (await expectJson<{ items: ScheduledReportShown[] }>(await ask(owner, all), 200)).items;
  return { tenant, north, owner, ask, asked, add, make, made, told, standing };
}

describe('a report that makes itself', () => {
  test('is made once its day has come where the service is, and told by a link', async () => {
    const { add, make, made, told, standing, ask, owner } = await scene();
    const { id, nextOn } = await add();
    expect(nextOn).toBe('2026-12-01');
    await make(before);
    expect(await made()).toEqual([]);
    await make(after);
    const [report] = await made();
    expect(report).toMatchObject({
      title: 'Chiffres du mois – du 01/11/2026 au 30/11/2026',
      status: 'frozen',
    });
    expect(await told()).toMatchObject([{ kind: 'reportMade', facts: [report!.id, id] }]);
    expect(await standing()).toMatchObject([{ nextOn: '2027-01-01', lastReportId: report!.id }]);
    const read = await expectJson<object>(await ask(owner, `/v1/activity-reports/${report!.id}`), 200);
    expect(read).toMatchObject({
      mode: 'diffusion',
      period: { from: '2026-11-01', to: '2026-11-30' },
      chapters: [{ table: { mode: 'diffusion' } }, { table: { mode: 'diffusion' } }],
    });
  });

  test('counts what was done until then, though nobody counted it yet', async () => {
    const { tenant, north, owner, add, make, made, ask } = await scene();
    const body = { typeCode: 'entretien-telephonique', performedOn: '2026-11-10' };
    for (let index = 0; index < 12; index += 1) {
      const signed = await ask(owner, `/v1/files/${await tenant.file(north)}/entries`, 'POST', body);
      expect(signed.status).toBe(201);
    }
    await add({ chapters: [{ definition: { reportCode: 'A08' } }] });
    await make(after);
    const [report] = await made();
    const { chapters } = await expectJson<ActivityReportShown>(
      await ask(owner, `/v1/activity-reports/${report!.id}`),
      200,
    );
    const whole = chapters[0]!.table!.cells.find(({ at }) => at.every((rank) => rank === null))!;
    expect(whole.values[0]!.value).toBe(12);
  });

  test('is made once, however many look and however often', async () => {
    const { add, make, made, told } = await scene();
    await add();
    await Promise.all([make(after), make(after), make(after)]);
    await make(after);
    expect([(await made()).length, (await told()).length]).toEqual([1, 1]);
  });

  test('cut short, leaves nothing, and is made whole after', async () => {
    const { tenant, add, make, made, told, standing } = await scene();
    await add();
    await admin.unsafe(`
      create function cut() returns trigger language plpgsql as $$ begin
        if new.tenant_id = '${tenant.id}' then raise exception 'cut' using errcode = '57P01'; end if; return new; end $$;
      create trigger cut before insert on notice for each row execute function cut()`);
    await expect(make(after)).rejects.toThrow();
    await admin.unsafe('drop function cut cascade');
    expect([await made(), await told()]).toEqual([[], []]);
    expect(await standing()).toMatchObject([{ nextOn: '2026-12-01', lastReportId: null }]);
    await make(after);
    expect([(await made()).length, (await told()).length]).toEqual([1, 1]);
  });

  test('killed with its process half-way, leaves nothing; the next process makes it, once', async () => {
    const { tenant, add, make, made, told, standing } = await scene();
    await add();
    const left = () => admin`
      select pid from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%"notice"%'`;
    const whole = async () => ({
      reports: (await made()).length,
      notices: (await told()).length,
      traces: (
        await admin<{ n: number }[]>`
          select count(*)::int as n from audit_event
           where tenant_id = ${tenant.id} and type = 'statistics.scheduledMade'`
      )[0]!.n,
    });
    const process = processThatMakes(tenant.id);
    const ended = once(process, 'exit');
    await admin.begin(async (sql) => {
      // Its figures are worked out, its report is written: its owner is about to be told
      await sql`lock table notice in access exclusive mode`;
      await expect.poll(async () => (await left()).length, { timeout: 30_000, interval: 20 }).toBe(1);
      process.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    });
    // What waited goes on alone, and finds nobody to answer to
    await expect.poll(async () => (await left()).length, { timeout: 10_000, interval: 20 }).toBe(0);
    await expect.poll(whole, { timeout: 10_000 }).toEqual({ reports: 0, notices: 0, traces: 0 });
    expect(await standing()).toMatchObject([{ nextOn: '2026-12-01', lastReportId: null }]);

    expect(await once(processThatMakes(tenant.id), 'exit')).toEqual([0, null]);
    expect(await whole()).toEqual({ reports: 1, notices: 1, traces: 1 });
    // And what looks after it finds it made
    await make(after);
    expect(await whole()).toEqual({ reports: 1, notices: 1, traces: 1 });
    expect(await standing()).toMatchObject([{ nextOn: '2027-01-01', lastReportId: (await made())[0]!.id }]);
  });

  test('whose owner lost a unit makes nothing: it is paused, and he is told', async () => {
    const { tenant, north, owner, add, make, made, told, standing, ask } = await scene();
    const south = await tenant.unit('Sud');
    const grant = await tenant.grant(owner.id, 'SOCIAL_WORKER', { unitId: south });
    const { id } = await add({ unitIds: [north, south] });
    await admin`update access_grant set revoked_at = now() - interval '1 minute' where id = ${grant}`;
    await make(after);
    expect(await made()).toEqual([]);
    expect(await told()).toMatchObject([{ kind: 'reportPaused', facts: [id, 'rightLost'] }]);
    const [paused] = await standing();
    expect(paused).toMatchObject({ nextOn: null, pausedFor: 'rightLost' });
    await make(new Date('2027-02-02T09:00:00Z'));
    expect([(await made()).length, (await told()).length]).toEqual([0, 1]);
    // Taken up again over what is his, it goes on
    const patch = { unitIds: [north], paused: false };
    const again = await ask(owner, `${all}/${id}`, 'PATCH', patch, paused!.version);
    expect(await expectJson<object>(again, 200)).toMatchObject({ pausedFor: null, nextOn: '2026-12-01' });
    await make(after);
    expect((await made()).length).toBe(1);
  });

  test('whose owner has left makes nothing', async () => {
    const { tenant, owner, add, make } = await scene();
    await add();
    await admin`update staff_member set left_at = '2026-11-25' where id = ${owner.id}`;
    await make(after);
    const [row] = await admin<{ n: number }[]>`
      select count(*)::int as n from activity_report where tenant_id = ${tenant.id}`;
    expect(row!.n).toBe(0);
  });

  test('is its owner’s alone', async () => {
    const { tenant, north, add, ask } = await scene();
    const { id } = await add();
    const manager = await tenant.staff('TEAM_MANAGER', { unitId: north });
    expect(await expectJson<object>(await ask(manager, all), 200)).toMatchObject({ items: [] });
    expect((await ask(manager, `${all}/${id}`, 'PATCH', { onDay: 2 }, 1)).status).toBe(404);
    expect((await ask(manager, `${all}/${id}`, 'DELETE')).status).toBe(404);
  });

  test.each([
    ['/onDay', { onDay: 31 }],
    ['/every', { every: 'day' }],
    ['/chapters', { chapters: [] }],
    ['/chapters/0/definition/reportCode', { chapters: [{ definition: { reportCode: 'X1' } }] }],
  ])('that cannot be is refused: %s', async (pointer, more) => {
    const { owner, ask, asked, standing } = await scene();
    const refused = await expectJson<{ errors: { pointer: string }[] }>(
      await ask(owner, all, 'POST', asked(more)),
      422,
    );
    expect(refused.errors.map((one) => one.pointer)).toEqual([pointer]);
    expect(await standing()).toEqual([]);
  });
});
