import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { pick } from './opened-files.ts';
import { openReplay, startRecorder, type Statement } from './recorder.ts';
import { callOf, openSubject, type Subject } from './subject.ts';

const letters = [...'ABCDEFGHJKLMNOPRSTVW'];
const firstPage = '/v1/files?limit=50';

/** The list of the large tenant by name: first page, the one after, a jump to a letter; and what policies add. */
export async function listBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  const asReader = openReplay(subject.url, subject.reader, 1);
  const asBypass = openReplay(subject.url, cluster.bypass, 1);
  try {
    const next = async (path: string) =>
      (JSON.parse(await subject.call(path)) as { nextCursor: string | null }).nextCursor;
    const cursors: string[] = [];
    for (const letter of letters) {
      const cursor = await next(`${firstPage}&from=${letter}`);
      if (cursor !== null) cursors.push(cursor);
    }
    const turns = bench.quick ? 40 : 25;
    const times = await latencies(
      {
        firstPage: () => subject.call(firstPage),
        nextPage: (turn) => subject.call(`${firstPage}&cursor=${encodeURIComponent(pick(cursors, turn))}`),
        letter: (turn) => subject.call(`${firstPage}&from=${pick(letters, turn)}`),
        mine: () => subject.call(`${firstPage}&mine=true`),
      },
      turns,
    );
    for (const [name, some] of Object.entries(times)) {
      bench.report(
        figure(`list.${name}.p95`, quantile(some, 0.95), 'ms', {
          goal: atMost(20),
          note: `p50 ${median(some).toFixed(1)} ms, 50 files a page, all units of the tenant`,
        }),
      );
    }
    const statements = await recorded(subject);
    const replayed = await latencies(
      {
        unprepared: () => asReader.run(statements, { prepare: false }),
        policies: () => asReader.run(statements),
        without: () => asBypass.run(statements),
      },
      turns,
    );
    bench.report(
      figure('list.policies', median(replayed.policies), 'ms', {
        reference: median(replayed.without),
        goal: atMost(1.15, 'ratio'),
        note: `first page, its statements prepared; reference: as a role no policy concerns; not prepared: ${median(replayed.unprepared).toFixed(1)} ms`,
      }),
    );
  } finally {
    await asReader.close();
    await asBypass.close();
    await subject.close();
  }
}

async function recorded(subject: Subject): Promise<readonly Statement[]> {
  const recorder = await startRecorder(subject.url);
  const { app, close } = subject.through(recorder.url, 1);
  try {
    await callOf(app, subject.headers, firstPage);
    return (await recorder.during(() => callOf(app, subject.headers, firstPage))).statements;
  } finally {
    await close();
    await recorder.close();
  }
}
