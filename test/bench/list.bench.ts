import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { pick } from './opened-files.ts';
import { openSubject } from './subject.ts';

const letters = [...'ABCDEFGHJKLMNOPRSTVW'];

/** The list of the large tenant by name: first page, the one after, and a jump to a letter. */
export async function listBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  try {
    const next = async (path: string) => (JSON.parse(await subject.call(path)) as { nextCursor: string | null }).nextCursor;
    const cursors: string[] = [];
    for (const letter of letters) {
      const cursor = await next(`/v1/files?limit=50&from=${letter}`);
      if (cursor !== null) cursors.push(cursor);
    }
    const times = await latencies(
      {
        firstPage: () => subject.call('/v1/files?limit=50'),
        nextPage: (turn) => subject.call(`/v1/files?limit=50&cursor=${encodeURIComponent(pick(cursors, turn))}`),
        letter: (turn) => subject.call(`/v1/files?limit=50&from=${pick(letters, turn)}`),
        mine: () => subject.call('/v1/files?limit=50&mine=true'),
      },
      bench.quick ? 40 : 200,
    );
    for (const [name, some] of Object.entries(times)) {
      bench.report(figure(`list.${name}.p95`, quantile(some, 0.95), 'ms', { goal: atMost(20), note: `p50 ${median(some).toFixed(1)} ms, 50 files a page, all units of the tenant` }));
    }
  } finally {
    await subject.close();
  }
}
