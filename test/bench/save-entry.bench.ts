import postgres from 'postgres';
import { newId } from '../../server/src/db/ids.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { pick } from './opened-files.ts';
import { openReplay, startRecorder, type Recording, type Statement } from './recorder.ts';
import { callOf, openSubject, type Subject } from './subject.ts';

interface Target {
  readonly file_id: string;
  readonly request_id: string;
}

/** Saving a travail that answers a demande, mobilises a means and has a text, against its bare writes. */
export async function saveEntryBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  const replay = openReplay(subject.url, cluster.bypass, 1);
  const admin = postgres(subject.url, { max: 1, onnotice: () => undefined });
  try {
    const targets = await admin<Target[]>`
      select distinct on (md5(r.file_id::text)) r.file_id, r.id as request_id
        from social_request r join social_file f on f.tenant_id = r.tenant_id and f.id = r.file_id
       where r.tenant_id = ${subject.tenantId} and f.status = 'open' order by md5(r.file_id::text) limit 80`;
    const codes = await admin<{ list: string; code: string }[]>`
      select distinct on (list_code) list_code as list, code from choice_item
       where tenant_id = ${subject.tenantId} and active and list_code in ('workTypes', 'supportActions') and not 'no-file' = any (flags)
       order by list_code, position`;
    const codeOf = (list: string) => codes.find((one) => one.list === list)!.code;
    const body = ({ request_id }: Target) => ({
      typeCode: codeOf('workTypes'),
      performedOn: '2026-11-19',
      minutes: 45,
      requests: [{ requestId: request_id, actions: [{ typeCode: codeOf('supportActions') }] }],
      text: 'Entretien au bureau. Point sur le dossier de logement : pièces reçues, courrier au bailleur à préparer ensemble.',
    });
    const pathOf = (target: Target) => `/v1/files/${target.file_id}/entries`;
    const recordings = await record(
      subject,
      targets.map((target) => ({ path: pathOf(target), body: body(target) })),
    );
    const writes = recordings.map(({ statements }) =>
      statements.filter(({ sql }) => /^\s*(insert|update|delete)\b/i.test(sql)),
    );
    const times = await latencies(
      {
        subject: (turn) => {
          const target = pick(targets, turn);
          return subject.call(pathOf(target), { method: 'POST', body: body(target), key: newId() });
        },
        reference: (turn) => replay.run(pick(writes, turn)),
        all: (turn) => replay.run(pick(recordings, turn).statements.filter((one) => !isLock(one))),
        unmarked: (turn) =>
          replay.run(pick(recordings, turn).statements.filter((one) => !isLock(one) && !isMark(one))),
      },
      bench.quick ? 150 : 300,
    );
    bench.report(
      figure('saveEntry.p50', median(times.subject), 'ms', {
        reference: median(times.reference),
        goal: atMost(2, 'ratio'),
        note: `reference: its ${writes[0]!.length} writes, prepared, in one durable transaction, no policies`,
      }),
    );
    bench.report(
      figure('saveEntry.p95', quantile(times.subject, 0.95), 'ms', {
        reference: quantile(times.reference, 0.95),
      }),
    );
    bench.report(
      figure(
        'saveEntry.statements',
        median(recordings.map(({ statements }) => statements.length)),
        'statements',
        {
          reference: writes[0]!.length,
          note: `${median(recordings.map(({ waits }) => waits))} waits for the database; all of them prepared and without policies: ${median(times.all).toFixed(1)} ms`,
        },
      ),
    );
    bench.report(
      figure('saveEntry.withFacts', median(times.all), 'ms', {
        reference: median(times.unmarked),
        goal: atMost(1.3, 'ratio'),
        note: `reference: the same statements without the ${recordings[0]!.statements.filter(isMark).length} by which its facts will be made, after it`,
      }),
    );
  } finally {
    await forget(admin, subject);
    await admin.end();
    await replay.close();
    await subject.close();
  }
}

/** Entering checks that nothing was entered before, and a lock is the session's own: neither is repeated. */
const isLock = ({ sql }: Statement) => sql.includes('pg_try_advisory_xact_lock');

/** What statistics ask of whoever saves: that the file be marked. */
const isMark = ({ sql }: Statement) => sql.includes('fact_due');

async function record(
  subject: Subject,
  calls: readonly { path: string; body: unknown }[],
): Promise<Recording[]> {
  const recorder = await startRecorder(subject.url);
  const { app, close } = subject.through(recorder.url, 1);
  try {
    const save = ({ path, body }: (typeof calls)[number]) =>
      callOf(app, subject.headers, path, { method: 'POST', body, key: newId() });
    await save(calls[0]!);
    const recordings: Recording[] = [];
    for (const one of calls) recordings.push(await recorder.during(() => save(one)));
    return recordings;
  } finally {
    await close();
    await recorder.close();
  }
}

/** The data set is as it was: what was saved goes. */
async function forget(admin: postgres.Sql, subject: Subject): Promise<void> {
  const mine = admin`select id from work_entry where tenant_id = ${subject.tenantId} and recorded_by = ${subject.staffId}`;
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of ['work_entry_text', 'work_entry_request', 'work_entry_partner', 'support_action']) {
      await tx`delete from ${tx(table)} where tenant_id = ${subject.tenantId} and entry_id in (${mine})`;
    }
    await tx`delete from work_entry where tenant_id = ${subject.tenantId} and recorded_by = ${subject.staffId}`;
    await tx`delete from fact_due where tenant_id = ${subject.tenantId}`;
  });
}
