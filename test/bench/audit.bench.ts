import { hash, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { openDatabase } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { canonical, chain, genesis, type TraceEvent } from '../../server/src/features/audit/audit.chain.ts';
import { ChainCheck, type Entry } from '../../server/src/features/audit/audit.check.ts';
import { Sealer } from '../../server/src/features/audit/audit.sealer.ts';
import { verifyTenant } from '../../server/src/features/audit/audit.verify.ts';
import { whoSaw } from '../../server/src/features/audit/who-saw.service.ts';
import { createTestDatabase, startTestCluster, testKeyring } from '../../server/src/testing/cluster.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { atLeast, atMost, figure, median, type Bench } from './harness.ts';

/** The chain alone, then the log of a large tenant: chained, verified, asked who saw what. */
export async function auditBench(bench: Bench): Promise<void> {
  pureChain(bench);
  const cluster = await startTestCluster();
  try {
    const created = await createTestDatabase(cluster.url);
    await largeLog(bench, created.url, bench.quick ? 100_000 : 10_000_000);
    await created.drop();
  } finally {
    await cluster.stop();
  }
}

function pureChain(bench: Bench): void {
  const tenantId = randomUUID();
  const events = Array.from({ length: 50_000 }, (_, n): TraceEvent => ({
    tenantId,
    id: randomUUID(),
    at: `2026-11-02T08:00:00.${String(n).padStart(6, '0')}Z`,
    type: 'file.opened',
    staffId: randomUUID(),
    sessionId: randomUUID(),
    clientId: null,
    fileId: randomUUID(),
    unitId: randomUUID(),
    recordId: null,
    requestId: randomUUID(),
    facts: { fields: ['city'], count: n },
  }));
  const sealed = chain(genesis(tenantId), events, '2026-11-02T09:00:00.000000Z');
  const entries = sealed.map(({ link, salt }, n): Entry => ({ link, salt, event: events[n]! }));
  const bytes = events.map((event) => [Buffer.from(canonical(event)), Buffer.alloc(190)] as const);
  // Of the processor: what else the machine does says nothing of the chain
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1e6;
  };
  const perSecond = (work: () => void) => {
    const from = spent();
    work();
    return events.length / (spent() - from);
  };
  const runs = Array.from({ length: 5 }, () => ({
    verified: perSecond(() => {
      const check = new ChainCheck({ tenantId });
      for (const entry of entries) check.add(entry);
      if (check.end() || check.size !== entries.length) throw new Error('the chain does not hold');
    }),
    digested: perSecond(() => {
      for (const [event, link] of bytes) {
        hash('sha256', event, 'buffer');
        hash('sha256', link, 'buffer');
      }
    }),
  }));
  bench.report(
    figure('audit.verify.pure', median(runs.map(({ verified }) => verified)), 'events/s', {
      reference: median(runs.map(({ digested }) => digested)),
      goal: atLeast(100_000),
      note: 'seconds of one processor; reference: two bare SHA-256 of the same bytes',
    }),
  );
}

/** A year of a tenant: 700 persons, a file for each two hundred traces. */
async function largeLog(bench: Bench, url: string, rows: number): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const database = openDatabase({ url, keyring: testKeyring, poolSize: 2, rights });
  const sealer = new Sealer({ database, url, keyring: testKeyring });
  try {
    const { id: tenantId } = await TestTenant.create(database);
    const indexes = await admin<{ name: string; made: string }[]>`
      select indexname as name, indexdef as made from pg_indexes where tablename = 'audit_event' and indexname <> 'audit_event_pkey'`;
    for (const { name } of indexes) await admin.unsafe(`drop index ${name}`);
    const numbered = (kind: string, number: string) =>
      `('0000000${kind}-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
    await admin.unsafe(
      `insert into audit_event (tenant_id, id, at, type, staff_id, session_id, file_id, unit_id, request_id, facts)
       select $1::uuid, ${numbered('1', 'n')}, '2026-01-01'::timestamptz + n * (interval '364 days' / ${rows}),
              (array['file.opened', 'timeline.read', 'file.searched', 'entry.created'])[1 + n % 4],
              ${numbered('2', '(n * 7919) % 700')}, ${numbered('3', 'n % 9000')},
              ${numbered('4', `(n * 104729) % ${Math.ceil(rows / 200)}`)}, ${numbered('5', 'n % 40')}, 'bench-request', '{"count": 1}'
         from generate_series(1::bigint, ${rows}) n`,
      [tenantId],
    );
    for (const { made } of indexes) await admin.unsafe(made);
    await admin`analyze audit_event`;
    bench.say(`audit: ${rows} traces written`);

    const asked = { tenantId, fileId: null, staffId: null, from: null, to: null };
    const timed = async (question: object) => {
      const from = performance.now();
      let lines = 0;
      for await (const line of whoSaw(database, sealer, { ...asked, ...question }))
        lines += line.length > 0 ? 1 : 0;
      return { seconds: (performance.now() - from) / 1000, lines };
    };
    const file = await timed({ fileId: '00000004-0000-4000-8000-000000000007' });
    const staff = await timed({
      staffId: '00000002-0000-4000-8000-000000000007',
      from: '2026-03-01',
      to: '2026-05-31',
    });
    const held = `of ${rows.toLocaleString('en')}`;
    bench.report(
      figure('audit.whoSaw.file', file.seconds, 's', {
        goal: atMost(60),
        note: `${file.lines} traces ${held}`,
      }),
    );
    bench.report(
      figure('audit.whoSaw.staff', staff.seconds, 's', {
        goal: atMost(60),
        note: `three months, ${staff.lines} traces ${held}`,
      }),
    );

    const chained = Math.min(rows, 100_000);
    await admin`insert into audit_pending (tenant_id, event_id) select tenant_id, id from audit_event where tenant_id = ${tenantId} order by id limit ${chained} on conflict do nothing`;
    const from = performance.now();
    const sealed = await sealer.seal(tenantId);
    const sealedIn = performance.now() - from;
    const again = performance.now();
    const { size, fault } = await verifyTenant(sealer, tenantId);
    if (fault || size !== sealed) throw new Error('the chain does not hold');
    bench.report(
      figure('audit.seal', (1000 * sealed) / sealedIn, 'events/s', { note: 'one tenant, one process' }),
    );
    bench.report(
      figure('audit.verify.database', (1000 * size) / (performance.now() - again), 'events/s', {
        note: `${size} links with their traces, and a search for traces outside the chain ${held}`,
      }),
    );
  } finally {
    await sealer.close();
    await database.close();
    await admin.end();
  }
}
