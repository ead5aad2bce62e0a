import { readToken } from '../../server/src/http/token.ts';
import { operations } from '../../server/src/operations.ts';
import { audit } from '../../server/src/features/audit/audit.service.ts';
import type { Context } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { openFile, pick, recordOpenings } from './opened-files.ts';
import { openReplay } from './recorder.ts';
import { openSubject, type Subject } from './subject.ts';

const operationOf = (id: string) => operations.find((one) => one.id === id)!;
const opening = operationOf('socialFile.open');
const timeline = operationOf('tdm.timeline');

/**
 * What each layer of opening a file costs, one file at a time: the same work is done with the layer and without, in
 * alternation, and the medians subtracted. Also the price of policies, and of the audit row.
 */
export async function layersBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  const asReader = openReplay(subject.url, subject.reader, 1);
  const asBypass = openReplay(subject.url, cluster.bypass, 1);
  try {
    const opened = await recordOpenings(subject);
    const times = await latencies(
      {
        whole: (turn) => openFile(subject, turn),
        verbs: (turn) => verbs(subject, turn),
        entering: () => twice(() => inSession(subject, () => Promise.resolve())),
        prepared: async (turn) => {
          for (const call of pick(opened, turn).calls) await asReader.run(call);
        },
        withoutPolicies: async (turn) => {
          for (const call of pick(opened, turn).calls) await asBypass.run(call);
        },
      },
      bench.quick ? 120 : 300,
    );
    const of = (name: keyof typeof times) => median(times[name]);
    const validation = pure(subject, 2000);
    const whole = of('whole');
    const share = (name: string, value: number, note: string) =>
      bench.report(figure(`openFile.layer.${name}`, value, 'ms/file', { reference: whole, note }));
    bench.report(
      figure('openFile.whole', whole, 'ms/file', {
        reference: of('prepared'),
        note: 'reference: its statements, prepared, in two transactions',
      }),
    );
    share(
      'auth',
      validation.token + of('entering'),
      'token opened, transaction, app.enter_session; both calls',
    );
    share('validation', validation.input, 'parameters and query of both calls against their schemas');
    share(
      'http',
      whole - of('verbs') - validation.token - validation.input,
      'routing, headers, reply as JSON',
    );
    share('policy', of('prepared') - of('withoutPolicies'), 'the same statements, with policies and without');
    share(
      'statements',
      of('withoutPolicies') - of('entering'),
      'the other statements, prepared, without policies; audit rows are two of them',
    );
    share(
      'mapping',
      of('verbs') - of('prepared'),
      'query builder, rows to replies, less what is saved where the application sends reads together',
    );
    bench.report(
      figure('openFile.policies', of('prepared'), 'ms/file', {
        reference: of('withoutPolicies'),
        goal: atMost(1.15, 'ratio'),
        note: 'reference: the same statements as a role no policy concerns',
      }),
    );
    await auditRow(bench, subject);
  } finally {
    await asReader.close();
    await asBypass.close();
    await subject.close();
  }
}

const call = () => ({ requestId: newId(), now: new Date() });
const twice = async (work: () => Promise<unknown>) => [await work(), await work()];
const inSession = (subject: Subject, work: (ctx: Context) => Promise<unknown>) =>
  subject.database.withActor(subject.claims, 'read', call(), work);

/** The two verbs in their transactions, without anything of HTTP. */
async function verbs(subject: Subject, turn: number): Promise<void> {
  const params = { fileId: pick(subject.fileIds, turn) };
  for (const one of [opening, timeline]) {
    await inSession(subject, (ctx) =>
      // Neither uses a sealed file or a job
      one.handle(ctx, { params, query: {}, body: undefined, version: 0 } as never, undefined as never),
    );
  }
}

/** What takes no database, in milliseconds for the two calls: opening the token, checking the input. */
function pure(subject: Subject, turns: number): { token: number; input: number } {
  const keyring = subject.keyring;
  const of = (work: () => unknown) => {
    for (let turn = 0; turn < turns / 4; turn += 1) work();
    const from = performance.now();
    for (let turn = 0; turn < turns; turn += 1) work();
    return (2 * (performance.now() - from)) / turns;
  };
  const params = { fileId: subject.fileIds[0] };
  return {
    token: of(() => readToken(keyring, subject.headers['authorization'])),
    input: of(() => [timeline.params?.safeParse(params), timeline.query?.safeParse({})]),
  };
}

/** A read with its trace and the same without: the trace makes the transaction durable. */
async function auditRow(bench: Bench, subject: Subject): Promise<void> {
  const times = await latencies(
    {
      traced: (turn) =>
        inSession(subject, (ctx) => audit(ctx, 'file.opened', { fileId: pick(subject.fileIds, turn) })),
      untraced: () => inSession(subject, () => Promise.resolve()),
    },
    bench.quick ? 300 : 1000,
  );
  const cost = times.traced.map((time) => time - median(times.untraced));
  bench.report(
    figure('openFile.layer.audit', 2 * median(cost), 'ms/file', {
      note: 'both rows, each durable before its reply',
    }),
  );
  bench.report(
    figure('openFile.auditRow.p95', quantile(cost, 0.95), 'ms', {
      goal: atMost(5),
      note: 'p95 with the row, less the median without',
    }),
  );
}
