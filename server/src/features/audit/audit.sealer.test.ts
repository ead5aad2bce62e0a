import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { chain, genesis, type TraceEvent } from './audit.chain.ts';
import type { Checkpoint, FaultKind } from './audit.check.ts';
import { auditAs } from './audit.service.ts';
import { eventColumns, headOf, Sealer } from './audit.sealer.ts';
import { openSigner } from './audit.note.ts';
import { signState } from './audit.checkpoint.ts';
import { tellOfFault, verifyDaily } from './audit.state.ts';
import { verifyTenant } from './audit.verify.ts';
import { expireTraces } from './retention.service.ts';
import { whoSaw } from './who-saw.service.ts';

let running: TestApp;
let admin: postgres.Sql;
let sealer: Sealer;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
  sealer = new Sealer({ database: running.database, url: running.adminUrl, keyring: testKeyring });
});
afterAll(async () => {
  await sealer.close();
  await admin.end();
  await running.close();
});

const traced = (tenantId: string, count: number, at = new Date()) =>
  running.database.withTenant(tenantId, [], async (tx) => {
    for (let n = 0; n < count; n += 1)
      await auditAs(
        tx,
        { tenantId, staffId: crypto.randomUUID(), sessionId: null, now: at, requestId: `test-${n}-0000` },
        'file.opened',
        { fileId: crypto.randomUUID(), unitId: crypto.randomUUID(), facts: { count: n } },
      );
  });
const checkpointNow = (tenantId: string): Promise<Checkpoint> =>
  sealer.within(tenantId, async (tx) => {
    const { seq, hash } = await headOf(tx, tenantId);
    return { size: seq, root: hash };
  });
const sealedTenant = async (count: number) => {
  const { id } = await TestTenant.create(running.database);
  await traced(id, count);
  await sealer.seal(id);
  return id;
};
const verify = (tenantId: string, checkpoints: readonly Checkpoint[] = []) =>
  verifyTenant(sealer, tenantId, checkpoints);
const sound = { fault: undefined, strays: [] };

describe('sealing', () => {
  test('chains each trace that was committed, once, whatever the order of commits', async () => {
    const { id } = await TestTenant.create(running.database);
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const late = running.database.withTenant(id, [], async (tx) => {
      const who = { tenantId: id, staffId: null, sessionId: null, now: new Date(), requestId: 'test-late' };
      await auditAs(tx, who, 'import.started');
      await mayCommit;
    });
    await traced(id, 3);
    expect(await sealer.seal(id)).toBe(3);
    commit();
    await late;
    expect(await sealer.seal(id)).toBe(1);
    expect(await sealer.seal(id)).toBe(0);
    expect(await verify(id)).toEqual({ size: 4, ...sound });
  });

  test('by several processes at once makes one chain', async () => {
    const { id } = await TestTenant.create(running.database);
    const other = new Sealer({ database: running.database, url: running.adminUrl, keyring: testKeyring });
    try {
      for (let turn = 0; turn < 5; turn += 1) {
        await traced(id, 20);
        const counts = await Promise.all([sealer.seal(id), other.seal(id), sealer.seal(id)]);
        expect(counts.reduce((a, b) => a + b)).toBe(20);
      }
    } finally {
      await other.close();
    }
    expect(await verify(id)).toEqual({ size: 100, ...sound });
  });

  test('holds no lock that an act waits for', async () => {
    const id = await sealedTenant(2);
    await sealer.within(id, async (tx) => {
      await tx`select pg_advisory_xact_lock(4601, hashtext(${id}))`;
      await headOf(tx, id);
      await traced(id, 1);
    });
    expect(await sealer.seal(id)).toBe(1);
  });
});

type Hurt = (tenantId: string, seq: number) => Promise<unknown>;
const eventAt = (tenantId: string, seq: number) =>
  admin`(select event_id from app.audit_link where tenant_id = ${tenantId} and seq = ${seq})`;
/** Chains again from a place, as somebody who may write everywhere. */
async function rechain(tenantId: string, from: number): Promise<void> {
  await admin`delete from app.audit_link where tenant_id = ${tenantId} and seq >= ${from}`;
  await admin`delete from app.audit_salt s where tenant_id = ${tenantId} and not exists
                (select 1 from app.audit_link l where l.tenant_id = s.tenant_id and l.event_id = s.event_id)`;
  await admin`insert into audit_pending (tenant_id, event_id) select tenant_id, id from audit_event e
               where tenant_id = ${tenantId} and not exists
                (select 1 from app.audit_link l where l.tenant_id = e.tenant_id and l.event_id = e.id)`;
  await sealer.seal(tenantId);
}
const hurts: Readonly<Record<string, { hurt: Hurt; kind: FaultKind | 'stray' }>> = {
  'the author of a trace': {
    kind: 'changed',
    hurt: (id, n) =>
      admin`update audit_event set staff_id = ${crypto.randomUUID()} where tenant_id = ${id} and id = ${eventAt(id, n)}`,
  },
  'the instant of a trace, by a microsecond': {
    kind: 'changed',
    hurt: (id, n) =>
      admin`update audit_event set at = at + interval '1 microsecond' where tenant_id = ${id} and id = ${eventAt(id, n)}`,
  },
  'the facts of a trace': {
    kind: 'changed',
    hurt: (id, n) =>
      admin`update audit_event set facts = '{"count": -1}' where tenant_id = ${id} and id = ${eventAt(id, n)}`,
  },
  'a byte of a salt': {
    kind: 'changed',
    hurt: (id, n) =>
      admin`update app.audit_salt set salt = set_byte(salt, 3, get_byte(salt, 3) # 1) where tenant_id = ${id} and event_id = ${eventAt(id, n)}`,
  },
  'a byte of a link': {
    kind: 'changed',
    hurt: (id, n) =>
      admin`update app.audit_link set hash = set_byte(hash, 9, get_byte(hash, 9) # 1) where tenant_id = ${id} and seq = ${n}`,
  },
  'a trace deleted': {
    kind: 'deleted',
    hurt: (id, n) => admin`delete from audit_event where tenant_id = ${id} and id = ${eventAt(id, n)}`,
  },
  'a trace, its salt and its link deleted': {
    kind: 'deleted',
    hurt: async (id, n) => {
      await admin`delete from audit_event where tenant_id = ${id} and id = ${eventAt(id, n)}`;
      await admin`delete from app.audit_link where tenant_id = ${id} and seq = ${n}`;
    },
  },
  'two traces swapped': {
    kind: 'swapped',
    hurt: (id, n) => admin`
      update audit_event e set staff_id = o.staff_id, file_id = o.file_id, unit_id = o.unit_id, facts = o.facts,
             request_id = o.request_id, at = o.at, record_id = o.record_id
        from audit_event o where e.tenant_id = ${id} and o.tenant_id = ${id}
         and ((e.id = ${eventAt(id, n)} and o.id = ${eventAt(id, n + 1)}) or (e.id = ${eventAt(id, n + 1)} and o.id = ${eventAt(id, n)}))`,
  },
  'two links swapped': {
    kind: 'swapped',
    hurt: async (id, n) => {
      await admin`update app.audit_link set seq = -seq where tenant_id = ${id} and seq in (${n}, ${n + 1})`;
      await admin`update app.audit_link set seq = ${2 * n + 1} + seq where tenant_id = ${id} and seq < 0`;
    },
  },
  'a trace put in': {
    kind: 'stray',
    hurt: (id, n) => admin`
      insert into audit_event (tenant_id, id, at, type, staff_id, request_id, facts)
      select tenant_id, gen_random_uuid(), at, type, staff_id, 'request-0001', '{}' from audit_event where tenant_id = ${id} and id = ${eventAt(id, n)}`,
  },
  'the end cut': {
    kind: 'truncated',
    hurt: async (id, n) => {
      await admin`delete from audit_event where tenant_id = ${id} and id in (select event_id from app.audit_link where tenant_id = ${id} and seq >= ${n})`;
      await admin`delete from app.audit_link where tenant_id = ${id} and seq >= ${n}`;
    },
  },
  'the chain made again after a change': {
    kind: 'rechained',
    hurt: async (id, n) => {
      await admin`update audit_event set staff_id = ${crypto.randomUUID()} where tenant_id = ${id} and id = ${eventAt(id, n)}`;
      await rechain(id, n);
    },
  },
};

describe('T-AUD-2 fifty tamperings of the database, by whoever may write everywhere', () => {
  const turns = Math.ceil(50 / Object.keys(hurts).length);
  test.each(Object.entries(hurts))('%s: found, and in its place', async (_name, { hurt, kind }) => {
    for (let turn = 0; turn < turns; turn += 1) {
      const id = await sealedTenant(6);
      const first = await checkpointNow(id);
      await traced(id, 6);
      await sealer.seal(id);
      const checkpoints = [first, await checkpointNow(id)];
      expect(await verify(id, checkpoints)).toEqual({ size: 12, ...sound });
      const place = 7 + Math.floor(Math.random() * 5);
      await hurt(id, place);
      for (const kept of [checkpoints, checkpoints.slice(1)]) {
        const { fault, strays } = await verify(id, kept);
        if (kind === 'stray') {
          expect(fault).toBeUndefined();
          expect(strays).toEqual([expect.objectContaining({ kind: 'inserted' })]);
        } else {
          expect(fault).toMatchObject({ kind });
          expect(fault!.from).toBeLessThanOrEqual(place);
          expect(fault!.seq).toBeGreaterThanOrEqual(place);
          if (kind !== 'rechained') expect(fault!.seq).toBe(place);
        }
      }
    }
  });

  test('one deleted before it was chained, and one that nobody chains, are found', async () => {
    const id = await sealedTenant(1);
    await traced(id, 2, new Date(Date.now() - 60_000));
    const [gone] = await admin`delete from audit_event where (tenant_id, id) in
      (select tenant_id, event_id from audit_pending where tenant_id = ${id} limit 1) returning id`;
    const { strays } = await verify(id);
    expect(strays.map(({ kind }) => kind).sort()).toEqual(['deleted', 'unsealed']);
    expect(strays.find(({ kind }) => kind === 'deleted')?.eventId).toBe(gone!['id']);
  });
});

describe('T-AUD-3 what wrote a trace cannot take it back', () => {
  const outcome = (role: string, statement: string) =>
    admin
      .begin(async (tx) => {
        const { id } = await TestTenant.create(running.database);
        await tx.unsafe(`set local role ${role}`);
        await tx`select app.enter(${id}::uuid, '{}'::uuid[])`;
        await tx.unsafe(statement);
      })
      .then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
  const tables = ['audit_event', 'audit_pending', 'app.audit_link', 'app.audit_salt', 'app.audit_checkpoint'];
  const acts = tables.flatMap((table) => [
    `update ${table} set tenant_id = tenant_id`,
    `delete from ${table}`,
    `truncate ${table}`,
    ...(table.startsWith('app.') ? [`insert into ${table} default values`, `select 1 from ${table}`] : []),
  ]);

  test.each(['lastria_app', 'lastria_reader'])('%s', async (role) => {
    for (const act of acts) expect([act, await outcome(role, act)]).toEqual([act, '42501']);
  });

  test('whoever chains changes nothing either, and erases no trace younger than six months', async () => {
    for (const act of acts.filter((one) =>
      /^(update|truncate)|delete from app.audit_(link|checkpoint)/.test(one),
    ))
      expect([act, await outcome('lastria_sealer', act)]).toEqual([act, '42501']);
    const id = await sealedTenant(3);
    await sealer.expire(id, new Date());
    expect(await verify(id)).toEqual({ size: 3, ...sound });
  });

  test('control: a trace may be written', async () => {
    const one = `insert into audit_event (tenant_id, id, at, type, request_id, facts)
      values (current_setting('app.tenant')::uuid, gen_random_uuid(), now(), 'file.opened', 'request-0001', '{}')`;
    expect(await outcome('lastria_app', one)).toBe('done');
  });
});

test('at its term a trace goes with its salt, leaves a trace that it went, and the chain verifies', async () => {
  const { id } = await TestTenant.create(running.database);
  const now = new Date();
  const monthsAgo = (months: number) => new Date(now.getTime() - months * 31 * 86_400_000);
  await traced(id, 3, monthsAgo(13));
  await traced(id, 2, monthsAgo(8));
  await sealer.seal(id);
  await expireTraces(running.database, sealer, id, now);
  await sealer.seal(id);
  const types = () =>
    admin<{ type: string }[]>`select type from audit_event where tenant_id = ${id} order by at, id`;
  expect((await types()).map(({ type }) => type)).toEqual(['file.opened', 'file.opened', 'audit.expired']);
  const [salts] = await admin<
    { n: number }[]
  >`select count(*)::int as n from app.audit_salt where tenant_id = ${id}`;
  expect(salts!.n).toBe(3);
  expect(await verify(id)).toEqual({ size: 6, ...sound });
  // Nothing is left to erase, and nothing is written
  await expireTraces(running.database, sealer, id, now);
  expect(await types()).toHaveLength(3);
  // One that goes sooner is found
  await admin`delete from audit_event where tenant_id = ${id} and id = ${eventAt(id, 4)}`;
  expect((await verify(id)).fault).toMatchObject({ kind: 'deleted', seq: 4 });
});

test('who saw a file: each trace of it in order, with who and by which portal; that it was asked is a trace', async () => {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const clientId = crypto.randomUUID();
  await admin`insert into host_client (tenant_id, id, name, secret_digest) values (${tenant.id}, ${clientId}, 'Portail du CHU', 'x')`;
  const fileId = await tenant.file();
  const see = (at: string) =>
    running.database.withTenant(tenant.id, [], (tx) =>
      auditAs(
        tx,
        {
          tenantId: tenant.id,
          staffId: worker.id,
          sessionId: null,
          clientId,
          now: new Date(at),
          requestId: 'request-0001',
        },
        'file.opened',
        { fileId },
      ),
    );
  for (const at of ['2026-10-02T09:00:00Z', '2026-10-01T22:30:00Z', '2026-10-01T09:00:00Z']) await see(at);
  const asked = { tenantId: tenant.id, fileId, staffId: null, from: '2026-10-02', to: '2026-10-02' };
  const lines: string[][] = [];
  for await (const line of whoSaw(running.database, sealer, asked)) lines.push(line);
  // The day is that of the tenant: 22:30 UTC is the 2nd in Paris
  expect(lines.map(([at]) => at)).toEqual(['2026-10-01T22:30:00.000Z', '2026-10-02T09:00:00.000Z']);
  expect(lines[0]!.slice(1)).toEqual([
    'Dossier consulté',
    expect.stringMatching(/^C\. Morel/),
    'Portail du CHU',
    fileId,
    '',
  ]);
  const extracted =
    await admin`select file_id from audit_event where tenant_id = ${tenant.id} and type = 'audit.extracted'`;
  expect(extracted.map((row) => row['file_id'] as string)).toEqual([fileId]);
});

test('the digest of a trace is stable: a chain made by hand from the tables is the same', async () => {
  const id = await sealedTenant(4);
  const rows = await sealer.within(id, async (tx) => ({
    events: await tx.unsafe<TraceEvent[]>(
      `select ${eventColumns} from audit_event e join app.audit_link l on l.tenant_id = $1 and l.event_id = e.id
        where e.tenant_id = $1 order by l.seq`,
      [id],
    ),
    salts: await tx<{ salt: Buffer; at: string }[]>`
      select s.salt, to_char(l.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from app.audit_salt s
        join app.audit_link l on l.tenant_id = ${id} and l.event_id = s.event_id where s.tenant_id = ${id} order by l.seq`,
    head: await headOf(tx, id),
  }));
  const salts = rows.salts.map(({ salt }) => salt);
  const made = chain(genesis(id), rows.events, rows.salts[0]!.at, () => salts.shift()!);
  expect(made.at(-1)!.link.hash).toEqual(rows.head.hash);
});

describe('the daily verification', () => {
  const signer = openSigner(testKeyring);
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const stateOf = async (tenantId: string) =>
    (await admin`select * from audit_state where tenant_id = ${tenantId}`)[0]!;

  test('keeps that all was found whole, once a day, beside what was signed', async () => {
    const id = await sealedTenant(5);
    await signState(sealer, signer, id, new Date());
    expect(await verifyDaily(sealer, signer, id, hours(0))).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ signed_size: '5', verified_size: '5', fault: null, strays: 0 });
    await traced(id, 2);
    await sealer.seal(id);
    expect(await verifyDaily(sealer, signer, id, hours(23))).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ verified_size: '5' });
    expect(await verifyDaily(sealer, signer, id, hours(25))).toBeUndefined();
    expect(await stateOf(id)).toMatchObject({ verified_size: '7' });
  });

  test('says once what is wrong, to the officer and the administrator, and where', async () => {
    const { id } = await TestTenant.create(running.database);
    const tenant = await TestTenant.create(running.database);
    const officer = await tenant.staff('DPO', {});
    for (const one of [id, tenant.id]) {
      await traced(one, 6);
      await sealer.seal(one);
      await signState(sealer, signer, one, new Date());
    }
    await admin`update audit_event set type = 'file.closed' where id =
      (select event_id from app.audit_link where tenant_id = ${tenant.id} and seq = 4)`;
    const finding = await verifyDaily(sealer, signer, tenant.id, hours(0));
    expect(finding).toEqual({ fault: 'changed', strays: 0 });
    expect(await stateOf(tenant.id)).toMatchObject({ verified_size: '3', fault: 'changed', fault_seq: '4' });
    await tellOfFault(running.database, tenant.id, finding!, new Date());
    const told = await admin`select staff_id, kind, facts from notice where tenant_id = ${tenant.id}`;
    expect([...told]).toEqual([{ staff_id: officer.id, kind: 'logTampered', facts: ['changed', '0'] }]);
    expect(await verifyDaily(sealer, signer, tenant.id, hours(25))).toBeUndefined();
    // Control: the other chain holds
    expect(await verifyDaily(sealer, signer, id, hours(0))).toBeUndefined();
  });

  test('no request writes it', async () => {
    const id = await sealedTenant(1);
    await verifyDaily(sealer, signer, id, hours(0));
    const write = running.database.withTenant(id, [], (tx) =>
      tx.execute(`update audit_state set fault = null`),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
