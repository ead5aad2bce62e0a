import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { openFile } from './opened-files.ts';
import { openSubject } from './subject.ts';

/** What opening a file costs when there are a hundred times as many. */
export async function scaleBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  if (bench.quick) {
    bench.say('scale: needs the full data set, not run with --quick');
    return;
  }
  const small = await openSubject(cluster, sizes.small);
  const full = await openSubject(cluster, sizes.full);
  try {
    const times = await latencies(
      { full: (turn) => openFile(full, turn), small: (turn) => openFile(small, turn) },
      300,
    );
    bench.report(
      figure('scale.openFile', median(times.full), 'ms/file', {
        reference: median(times.small),
        goal: atMost(1.2, 'ratio'),
        note: `p50 among ${sizes.full.files} files; reference: among ${sizes.small.files}`,
      }),
    );
    bench.report(
      figure('scale.openFile.p95', quantile(times.full, 0.95), 'ms/file', {
        reference: quantile(times.small, 0.95),
      }),
    );
  } finally {
    await small.close();
    await full.close();
  }
}
