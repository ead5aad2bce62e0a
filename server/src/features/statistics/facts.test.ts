import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { unitIds } from '../organisation/organisation.service.ts';
import { factsCommand } from './facts.command.ts';
import { openFactKeeper } from './facts.keeper.ts';
import { factForm } from './facts.ts';
import { checkFacts, drainFacts, rebuildFacts } from './facts.service.ts';
import { idAt } from '../../live/position.ts';
import type { Table } from './statistics.schema.ts';
import { freezeFacts } from './freeze.service.ts';

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

const factTables = [
  'work_fact',
  'request_fact',
  'action_fact',
  'spell_fact',
  'transfer_fact',
  'appointment_fact',
  'profile_fact',
];

/** Every fact of a tenant, as text; behind the policies. */
async function kept(tenantId: string): Promise<string[]> {
  const rows = await Promise.all(
    factTables.map((table) =>
      admin.unsafe<{ row: string }[]>(
        `select '${table} ' || to_jsonb(t)::text as row from ${table} t where tenant_id = $1`,
        [tenantId],
      ),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .sort();
}
const dueOf = async (tenantId: string) =>
  (await admin<{ n: number }[]>`select count(*)::int as n from fact_due where tenant_id = ${tenantId}`)[0]!.n;

interface Entry {
  readonly id: string;
  readonly version: number;
  readonly requests: { readonly requestId: string }[];
}

async function scene() {
  const tenant = await TestTenant.create(running.database);
  const [from, to] = [await tenant.unit('Départ'), await tenant.unit('Arrivée')];
  const worker = await tenant.staff('SOCIAL_WORKER');
  const at = (path: string, method: string, body?: object, version?: number, who: TestStaff = worker) =>
    call(running.app, who.token, path, {
      method,
      body,
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const versionOf = async (fileId: string) =>
    (await admin<{ version: number }[]>`select version from social_file where id = ${fileId}`)[0]!.version;
  const signing = (fileId: string, body: object) =>
    at(`/v1/files/${fileId}/entries`, 'POST', {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-03-10',
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
      ...body,
    });
  const sign = async (fileId: string, body: object = {}) =>
    expectJson<Entry>(await signing(fileId, body), 201);
  const move = async (fileId: string, toUnitId: string) =>
    expectJson<{ id: string }>(
      await at(
        `/v1/files/${fileId}/transfers`,
        'POST',
        { toUnitId, reason: 'Mutation' },
        await versionOf(fileId),
      ),
      201,
    );
  return { tenant, from, to, worker, at, versionOf, signing, sign, move };
}

/** Drawn from a seed: what fails is drawn again. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('facts are a function of their sources', () => {
  test.each([1, 2, 3, 4])('after any acts, made as they came or all at once (seed %i)', async (seed) => {
    const { tenant, from, to, worker, at, versionOf, signing } = await scene();
    const draw = drawing(seed);
    const files = [await tenant.file(from), await tenant.file(to), await tenant.file(from)];
    const entries: Entry[] = [];
    const pick = <T>(some: readonly T[]): T => some[draw(some.length)]!;
    const day = () => `2026-0${1 + draw(9)}-${10 + draw(18)}`;
    const latest = async (id: string) =>
      (await admin<{ version: number }[]>`select version from work_entry where id = ${id}`)[0]?.version;
    const acts: (() => Promise<Response | undefined>)[] = [
      async () => {
        const body = { performedOn: day(), startedAt: pick(['09:15', '14:00']) };
        const signed = await signing(pick(files), body);
        if (signed.ok) entries.push((await signed.clone().json()) as Entry);
        return signed;
      },
      () =>
        at('/v1/entries', 'POST', {
          unitId: pick([from, to]),
          typeCode: 'formation',
          performedOn: day(),
          minutes: 60,
        }),
      async () => {
        if (entries.length === 0) return undefined;
        const { id } = pick(entries);
        return at(
          `/v1/entries/${id}`,
          'PATCH',
          { performedOn: day(), minutes: 5 * draw(20) },
          await latest(id),
        );
      },
      async () => {
        if (entries.length === 0) return undefined;
        const { id } = pick(entries);
        return at(`/v1/entries/${id}/void`, 'POST', { reason: 'Erreur' }, await latest(id));
      },
      async () => {
        const last = entries.at(-1);
        if (!last) return undefined;
        const undone = await at(`/v1/entries/${last.id}`, 'DELETE', undefined, await latest(last.id));
        if (undone.ok) entries.pop();
        return undone;
      },
      async () => {
        const [row] = await admin<
          { id: string; file: string; version: number }[]
        >`select id, file_id as file, version from social_request where tenant_id = ${tenant.id} order by id limit 1`;
        return (
          row &&
          at(
            `/v1/files/${row.file}/requests/${row.id}`,
            'PATCH',
            { requestedOn: day(), urgent: true },
            row.version,
          )
        );
      },
      async () => {
        const fileId = pick(files);
        return at(
          `/v1/files/${fileId}/close`,
          'POST',
          { reason: 'objectif-atteint' },
          await versionOf(fileId),
        );
      },
      async () => {
        const fileId = pick(files);
        return at(`/v1/files/${fileId}/reopen`, 'POST', { reason: 'Retour' }, await versionOf(fileId));
      },
      async () => {
        const fileId = pick(files);
        return at(
          `/v1/files/${fileId}/transfers`,
          'POST',
          { toUnitId: pick([from, to]), reason: 'Mutation' },
          await versionOf(fileId),
        );
      },
      async () => {
        const fileId = pick(files);
        const [group] = await admin<
          { version: number }[]
        >`select version from situation_group where file_id = ${fileId} and group_code = 'rights'`;
        const values = { healthScheme: { codes: ['regime-general'] }, gir: { answer: 'unknown' } };
        return at(
          `/v1/files/${fileId}/situation/rights`,
          'PATCH',
          { since: day(), values },
          group?.version ?? 0,
        );
      },
      async () => {
        const fileId = pick(files);
        const [row] = await admin<
          { version: number }[]
        >`select version from file_identity where file_id = ${fileId}`;
        return at(
          `/v1/files/${fileId}/identity`,
          'PATCH',
          { birthDate: `19${50 + draw(40)}-05-12` },
          row!.version,
        );
      },
      async () => void (await drainFacts(running.database, tenant.id)),
    ];
    let done = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const answer = await pick(acts)();
      if (answer && answer.status < 300) done += 1;
      // What the trade refuses (closing a closed file) is no act
      if (answer) expect([200, 201, 204, 409, 422]).toContain(answer.status);
    }
    expect(done).toBeGreaterThan(8);
    expect(worker.id).toBeTruthy();
    await drainFacts(running.database, tenant.id);
    expect(await dueOf(tenant.id)).toBe(0);
    const asTheyCame = await kept(tenant.id);
    expect((await checkFacts(running.database, tenant.id)).faults).toEqual([]);
    for (const table of factTables)
      await admin.unsafe(`delete from ${table} where tenant_id = $1`, [tenant.id]);
    await rebuildFacts(running.database, tenant.id);
    expect(await kept(tenant.id)).toEqual(asTheyCame);
    expect(asTheyCame.length).toBeGreaterThan(8);
    expect(running.failures).toEqual([]);
  });

  test('control: a fact that was touched is told, and rebuilding mends it; one of no source too', async () => {
    const { tenant, from, sign } = await scene();
    await sign(await tenant.file(from));
    await drainFacts(running.database, tenant.id);
    const right = await kept(tenant.id);
    await admin`update work_fact set minutes = minutes + 1 where tenant_id = ${tenant.id}`;
    await admin`insert into spell_fact (tenant_id, id, file_key, person_key, since, begun_by, opened_on, for_unit_id)
      values (${tenant.id}, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-01-01', 'opened', '2026-01-01', ${from})`;
    const lines: string[] = [];
    const command = (verb: string) =>
      factsCommand([verb, '--tenant', tenant.id], (line) => lines.push(line))(running);
    expect(await command('check')).toBe(1);
    expect(lines).toMatchObject([
      expect.stringContaining('travaux, 1 ligne(s) que rien ne dit et 1 qui manquent'),
      expect.stringContaining('suivis, 1 ligne(s) que rien ne dit et 0 qui manquent'),
    ]);
    expect(await command('rebuild')).toBe(0);
    expect(await command('check')).toBe(0);
    expect(await kept(tenant.id)).toEqual(right);
  });

  test('what one file of a person says, the others count: a demande is a recurrence of one made elsewhere', async () => {
    const { tenant, from, to, sign } = await scene();
    const [one, other] = [await tenant.file(from), await tenant.file(to)];
    await admin`
      update social_file set beneficiary_id = (select beneficiary_id from social_file where id = ${one}) where id = ${other}`;
    const recurring = async () =>
      (await admin<{ recurring: boolean }[]>`select recurring from request_fact where file_key = ${other}`)[0]
        ?.recurring;
    await sign(other, { performedOn: '2026-03-10' });
    await drainFacts(running.database, tenant.id);
    expect(await recurring()).toBe(false);
    await sign(one, { performedOn: '2026-02-10' });
    const check = async () => (await checkFacts(running.database, tenant.id)).faults;
    expect(await check(), 'a mark is known to, for every file of the person').toEqual([]);
    await drainFacts(running.database, tenant.id);
    expect(await recurring()).toBe(true);
    expect(await check()).toEqual([]);
  });

  test.each([
    ['travaux', 'work_fact', 'minutes = minutes + 1'],
    ['demandes', 'request_fact', `earlier = '[{"until":"2026-04-01","was":"ouverte"}]'`],
    ['moyens', 'action_fact', `outcome = 'abouti'`],
    ['suivis', 'spell_fact', 'lead_worker_id = gen_random_uuid()'],
    ['transferts', 'transfer_fact', `transferred_on = transferred_on - 1`],
    ['situations', 'profile_fact', `"values" = '{"housingStatus":"hotel"}'`],
  ])(
    'control: a difference planted in %s is told by the command, whatever kind it is',
    async (what, table, set) => {
      const { tenant, from, to, sign, move } = await scene();
      const fileId = await tenant.file(from);
      await sign(fileId);
      await move(fileId, to);
      await drainFacts(running.database, tenant.id);
      const lines: string[] = [];
      const check = () => factsCommand(['check', '--tenant', tenant.id], (line) => lines.push(line))(running);
      expect(await check()).toBe(0);
      const { count } = await admin.unsafe(`update ${table} set ${set} where tenant_id = $1`, [tenant.id]);
      expect(count).toBeGreaterThan(0);
      expect(await check()).toBe(1);
      expect(lines.at(-1)).toContain(`: ${what}, `);
      expect(lines.at(-1)).toContain(fileId);
    },
  );

  test('control: a source changed behind the product’s back is told', async () => {
    const { tenant, from, sign } = await scene();
    const fileId = await tenant.file(from);
    await sign(fileId);
    await drainFacts(running.database, tenant.id);
    await admin`update social_request set status = 'aboutie' where file_id = ${fileId}`;
    const { faults } = await checkFacts(running.database, tenant.id);
    expect(faults).toEqual([{ kind: 'requests', stale: 1, missing: 1, example: fileId }]);
  });
});

describe('what changed is never lost', () => {
  test('cut short between the act and the count, it is counted next time', async () => {
    const { tenant, from, sign } = await scene();
    const fileId = await tenant.file(from);
    await sign(fileId);
    expect(await dueOf(tenant.id)).toBe(1);
    // As a process killed in the middle: all was read and written, nothing committed
    await admin`create or replace function killed() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`;
    await admin`create constraint trigger killed after insert on work_fact deferrable initially deferred for each row execute function killed()`;
    await expect(drainFacts(running.database, tenant.id)).rejects.toThrow();
    expect(await kept(tenant.id)).toEqual([]);
    expect(await dueOf(tenant.id)).toBe(1);
    await admin`drop trigger killed on work_fact`;
    await drainFacts(running.database, tenant.id);
    expect((await kept(tenant.id)).filter((row) => row.startsWith('work_fact'))).toHaveLength(1);
    expect((await checkFacts(running.database, tenant.id)).faults).toEqual([]);
  });

  test('an act under way while facts are made keeps its own mark', async () => {
    const { tenant, from, sign } = await scene();
    const fileId = await tenant.file(from);
    const { id } = await sign(fileId);
    const { promise: drained, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: written, resolve: isWritten } = Promise.withResolvers<void>();
    const other = admin.begin(async (tx) => {
      await tx`update work_entry set minutes = 77 where id = ${id}`;
      await tx`insert into fact_due (tenant_id, id, kind, record_id) values (${tenant.id}, gen_random_uuid(), 'file', ${fileId})`;
      isWritten();
      await drained;
    });
    await written;
    await drainFacts(running.database, tenant.id);
    goOn();
    await other;
    expect(await dueOf(tenant.id)).toBe(1);
    await drainFacts(running.database, tenant.id);
    const [row] = await admin<{ minutes: number }[]>`select minutes from work_fact where id = ${id}`;
    expect(row!.minutes).toBe(77);
  });

  test('of many changes a report settles some, and says as of when its figures are', async () => {
    const { tenant, from, sign } = await scene();
    for (const fileId of [await tenant.file(from), await tenant.file(from)]) await sign(fileId);
    const before = Date.now();
    const { taken, asOf } = await drainFacts(running.database, tenant.id, { most: 1 });
    expect(taken).toBe(1);
    expect(asOf!.getTime()).toBeLessThanOrEqual(before);
    expect(asOf!.getTime()).toBeGreaterThan(before - 60_000);
    expect((await checkFacts(running.database, tenant.id)).faults, 'a mark is known to').toEqual([]);
    expect((await drainFacts(running.database, tenant.id)).asOf).toBeNull();
  });

  test('an act and a report of the same second agree; of more than a report settles, it says as of when it is', async () => {
    const { tenant, from, at, sign } = await scene();
    const manager = await tenant.staff('TEAM_MANAGER');
    const fileId = await tenant.file(from);
    const run = async () => {
      const body = { period: { from: '2026-01-01', to: '2026-12-31' } };
      const table = await expectJson<Table>(
        await at('/v1/reports/E01/run', 'POST', body, undefined, manager),
        200,
      );
      const total = table.cells.find(({ at: place }) => place.every((rank) => rank === null))!;
      return { work: total.values[0]!.value, waiting: table.waiting, asOf: table.asOf };
    };
    const { id, version } = await sign(fileId);
    expect(await run()).toMatchObject({ work: 1, waiting: 0 });
    await sign(fileId);
    expect(await run()).toMatchObject({ work: 2, waiting: 0 });
    await expectJson(await at(`/v1/entries/${id}/void`, 'POST', { reason: 'Erreur' }, version), 200);
    expect(await run()).toMatchObject({ work: 1, waiting: 0 });

    // 700 files changed an hour ago, by an import: 500 are counted before the answer, the others are said to wait
    const hourAgo = Date.now() - 3_600_000;
    await admin`
      insert into fact_due (tenant_id, id, kind, record_id)
      select ${tenant.id}, overlay(gen_random_uuid()::text placing ${idAt(hourAgo).slice(0, 15)} from 1 for 15)::uuid, 'file', gen_random_uuid()
        from generate_series(1, 700)`;
    const behind = await run();
    expect(behind).toMatchObject({ work: 1, waiting: 200 });
    expect(Math.abs(Date.parse(behind.asOf) - hourAgo)).toBeLessThan(1000);
    const caughtUp = await run();
    expect(caughtUp).toMatchObject({ work: 1, waiting: 0 });
    expect(Date.parse(caughtUp.asOf)).toBeGreaterThan(hourAgo + 3_000_000);
  });

  test('twelve reports at once over a pool of four settle what is due and all answer', async () => {
    const { tenant, from, at, sign } = await scene();
    const manager = await tenant.staff('TEAM_MANAGER');
    for (let count = 0; count < 3; count += 1) await sign(await tenant.file(from));
    const body = { period: { from: '2026-01-01', to: '2026-12-31' } };
    const tables = await Promise.all(
      Array.from({ length: 12 }, async () =>
        expectJson<Table>(await at('/v1/reports/E01/run', 'POST', body, undefined, manager), 200),
      ),
    );
    for (const { cells, waiting } of tables) {
      expect(waiting).toBe(0);
      expect(cells.find(({ at: place }) => place[0] === null)!.values[0]!.value).toBe(3);
    }
  });

  test('the keeper makes the facts of a tenant that has none, then what changes', async () => {
    const { tenant, from, sign } = await scene();
    const fileId = await tenant.file(from);
    const keeper = openFactKeeper({
      database: running.database,
      log: (level, event, fields) => running.logs.push(JSON.stringify({ level, event, ...fields })),
    });
    const until = async (condition: () => Promise<boolean>) => {
      const since = performance.now();
      while (!(await condition())) if (performance.now() - since > 15_000) throw new Error('it never came');
    };
    keeper.start();
    try {
      await until(async () => (await kept(tenant.id)).length === 2);
      await sign(fileId);
      await until(async () => (await kept(tenant.id)).length === 5 && (await dueOf(tenant.id)) === 0);
    } finally {
      await keeper.close();
    }
    expect((await running.database.tenantsToCount(factForm)).map(({ tenantId }) => tenantId)).not.toContain(
      tenant.id,
    );
    expect(running.logs.filter((line) => line.includes('"facts"'))).toEqual([]);
  });

  test('the planner knows of facts as soon as many were made, and whoever reads may not have it look', async () => {
    const { tenant, from, sign } = await scene();
    await sign(await tenant.file(from));
    const believed = async () =>
      (await admin<{ n: number }[]>`select reltuples::int as n from pg_class where relname = 'work_fact'`)[0]!
        .n;
    await admin`analyze work_fact`;
    const before = await believed();
    await drainFacts(running.database, tenant.id);
    expect(await believed()).toBe(before);
    await rebuildFacts(running.database, tenant.id);
    expect(await believed()).toBe(before + 1);
    await expect(
      admin.begin(async (tx) => {
        await tx`set local role lastria_reader`;
        await tx`select app.look_at_facts()`;
      }),
    ).rejects.toThrow(/permission denied/);
  });

  test('a rule that changes makes all facts again: another calendar, another nature of partner', async () => {
    const { tenant, from, worker, at, sign } = await scene();
    const administrator = await tenant.staff('ADMINISTRATOR');
    const fileId = await tenant.file(from);
    const { requests } = await sign(fileId, { performedOn: '2025-12-24' });
    const days = async () => {
      await drainFacts(running.database, tenant.id);
      const [row] = await admin<
        { days: number }[]
      >`select response_days as days from request_fact where id = ${requests[0]!.requestId}`;
      return row!.days;
    };
    await admin`update social_request set requested_on = '2025-12-24' where file_id = ${fileId}`;
    await admin`update work_entry set performed_on = '2025-12-29' where file_id = ${fileId}`;
    await rebuildFacts(running.database, tenant.id);
    expect(await days()).toBe(2);
    await expectJson(
      await at(`/v1/organisation/units/${from}`, 'PATCH', { alsaceMoselle: true }, 1, administrator),
      200,
    );
    expect(await days()).toBe(1);
    expect(worker.id).not.toBe(administrator.id);
  });
});

describe('where and when it is counted', () => {
  test('a file that moves keeps what was done in the unit it was done for', async () => {
    const { tenant, from, to, sign, move } = await scene();
    const fileId = await tenant.file(from);
    await sign(fileId);
    await drainFacts(running.database, tenant.id);
    const counted = async () =>
      admin<{ unit: string; n: number }[]>`select for_unit_id as unit, count(*)::int as n from work_fact
        where tenant_id = ${tenant.id} and performed_on between '2026-01-01' and '2026-06-30' group by 1`;
    expect([...(await counted())]).toEqual([{ unit: from, n: 1 }]);
    await move(fileId, to);
    await sign(fileId, { performedOn: '2026-09-01' });
    await drainFacts(running.database, tenant.id);
    expect([...(await counted())]).toEqual([{ unit: from, n: 1 }]);
    const all = await admin<
      { unit: string; n: number }[]
    >`select for_unit_id as unit, count(*)::int as n from work_fact where tenant_id = ${tenant.id} group by 1`;
    expect([...all].sort((one, other) => (one.unit < other.unit ? -1 : 1))).toEqual(
      [
        { unit: from, n: 1 },
        { unit: to, n: 1 },
      ].sort((one, other) => (one.unit < other.unit ? -1 : 1)),
    );
    const stays = await admin`select for_unit_id, begun_by, ended_by, until is null as lasts from spell_fact
       where tenant_id = ${tenant.id} order by since`;
    expect([...stays]).toEqual([
      { for_unit_id: from, begun_by: 'opened', ended_by: 'transferred', lasts: false },
      { for_unit_id: to, begun_by: 'transferred', ended_by: null, lasts: true },
    ]);
    expect([
      ...(await admin`select from_unit_id, for_unit_id from transfer_fact where tenant_id = ${tenant.id}`),
    ]).toEqual([{ from_unit_id: from, for_unit_id: to }]);
  });
});

describe('facts that are frozen', () => {
  /** What months count: everything a figure of whole months adds up or tells apart. */
  const byMonth = (tenantId: string) =>
    Promise.all([
      admin`select for_unit_id, date_trunc('month', performed_on)::date::text as month, type_code, count(*)::int as work, sum(minutes)::int as minutes,
              count(distinct person_key)::int as people, count(distinct file_key)::int as files, sum(cardinality(request_types))::int as links
         from work_fact where tenant_id = ${tenantId} group by 1, 2, 3 order by 1, 2, 3`,
      admin`select for_unit_id, date_trunc('month', requested_on)::date::text as month, type_code, urgent, status, count(*)::int as requests, sum(response_days)::int as days
         from request_fact where tenant_id = ${tenantId} group by 1, 2, 3, 4, 5 order by 1, 2, 3`,
      admin`select for_unit_id, date_trunc('month', done_on)::date::text as month, type_code, request_type, count(*)::int as actions
         from action_fact where tenant_id = ${tenantId} group by 1, 2, 3, 4 order by 1, 2, 3`,
      admin`select m::date::text as month, s.for_unit_id, count(distinct s.file_key)::int as stock, count(distinct s.person_key)::int as people
         from generate_series('2025-12-31'::date, '2026-12-31', '1 month') as x(first) cross join lateral (select (date_trunc('month', first) + interval '1 month' - interval '1 day')::date as m) e
         join spell_fact s on s.tenant_id = ${tenantId} and s.since <= m and (s.until is null or s.until > m) group by 1, 2 order by 1, 2`,
      admin`select p.sex, p.department, p.values, count(*)::int as n from profile_fact p where p.tenant_id = ${tenantId} and p.until is null group by 1, 2, 3 order by 1, 2, 3`,
    ]).then((all) => all.map((rows) => [...rows]));

  test('count over whole months as before, under other keys, and are made again by nothing', async () => {
    const { tenant, from, to, at, sign, move, versionOf } = await scene();
    const fileId = await tenant.file(from, { communeCode: '44109', birthDate: '1980-03-12' });
    const other = await tenant.file(from);
    const { requests } = await sign(fileId, { performedOn: '2026-02-17', startedAt: '10:30' });
    await sign(fileId, { performedOn: '2026-02-24', requests: [{ requestId: requests[0]!.requestId }] });
    await sign(fileId, { performedOn: '2026-05-04' });
    await sign(other, { performedOn: '2026-02-18' });
    await move(fileId, to);
    await expectJson(
      await at(`/v1/files/${fileId}/close`, 'POST', { reason: 'objectif-atteint' }, await versionOf(fileId)),
      200,
    );
    await drainFacts(running.database, tenant.id);
    const before = await byMonth(tenant.id);
    const otherBefore = (await kept(tenant.id)).filter((row) => row.includes(other));
    const ids = await admin<{ id: string }[]>`
      select id from work_entry where file_id = ${fileId} union select id from social_request where file_id = ${fileId}
       union select id from support_action where file_id = ${fileId} union select beneficiary_id from social_file where id = ${fileId}`;

    const units = await unitIds(running.database, tenant.id);
    await running.database.withTenant(tenant.id, units, (tx) => freezeFacts(tx, tenant.id, fileId));
    expect(await byMonth(tenant.id)).toEqual(before);
    const frozen = await kept(tenant.id);
    for (const { id } of [...ids, { id: fileId }])
      expect(
        frozen.filter((row) => row.includes(id)),
        'no key leads back',
      ).toEqual([]);
    expect(
      frozen.filter((row) => row.includes(other)),
      'control: the other file is as it was',
    ).toEqual(otherBefore);
    const days = frozen
      .filter((row) => row.includes('"frozen": true'))
      .join('\n')
      .match(/\d{4}-\d{2}-\d{2}/g)!;
    expect(days.length).toBeGreaterThan(10);
    expect(days.filter((one) => !one.endsWith('-01'))).toEqual([]);
    const profiles =
      await admin`select birth_year, born_on, age_from, commune_code, department from profile_fact where tenant_id = ${tenant.id} and frozen`;
    // 46 years old in 2026, between 40 and 59
    expect([...profiles]).toEqual([
      { birth_year: null, born_on: null, age_from: 40, commune_code: null, department: '44' },
    ]);

    await sign(other, { performedOn: '2026-07-01' });
    await admin`insert into fact_due (tenant_id, id, kind, record_id) values (${tenant.id}, gen_random_uuid(), 'tenant', ${tenant.id})`;
    await drainFacts(running.database, tenant.id);
    await rebuildFacts(running.database, tenant.id);
    expect((await kept(tenant.id)).filter((row) => row.includes('"frozen": true'))).toEqual(
      frozen.filter((row) => row.includes('"frozen": true')),
    );
    expect((await checkFacts(running.database, tenant.id)).faults).toEqual([]);
    expect((await kept(tenant.id)).filter((row) => row.includes(fileId))).toEqual([]);
  });
});
