/**
 * `npm run bench [-- NAME…] [--json] [--quick] [--verbose]`: every figure the product is held to, each beside its
 * reference. Nothing here is a test: a goal that is missed is a line of the report. Ends with 1 when a bench cannot run.
 */
import { cpus, totalmem } from 'node:os';
import { agendaBench } from './agenda.bench.ts';
import { agendaViewsBench } from './agenda-views.bench.ts';
import { atRestBench } from './at-rest.bench.ts';
import { auditBench } from './audit.bench.ts';
import { openCluster, type BenchCluster } from './bench-database.ts';
import { exportsBench } from './exports.bench.ts';
import type { Bench, Figure } from './harness.ts';
import { layersBench } from './layers.bench.ts';
import { listBench } from './list.bench.ts';
import { networkBench } from './network.bench.ts';
import { openFileBench } from './open-file.bench.ts';
import { rightsBench } from './rights.bench.ts';
import { saveEntryBench } from './save-entry.bench.ts';
import { scaleBench } from './scale.bench.ts';
import { searchBench } from './search.bench.ts';
import { signInBench } from './sign-in.bench.ts';
import { sizeBench } from './size.bench.ts';
import { statisticsBench } from './statistics.bench.ts';
import { vitalsBench } from './vitals.bench.ts';

/** Those that need the data set. */
const onData: Readonly<Record<string, (bench: Bench, cluster: BenchCluster) => Promise<void>>> = {
  'open-file': openFileBench,
  layers: layersBench,
  search: searchBench,
  'save-entry': saveEntryBench,
  list: listBench,
  scale: scaleBench,
  agenda: agendaBench,
  statistics: statisticsBench,
  exports: exportsBench,
};
const alone: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  size: sizeBench,
  'at-rest': atRestBench,
  network: networkBench,
  vitals: vitalsBench,
  'agenda-views': agendaViewsBench,
  audit: auditBench,
  rights: rightsBench,
  'sign-in': signInBench,
};
const all = [...Object.keys(onData), ...Object.keys(alone)];

const options = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [
  ...asked.filter((name) => !all.includes(name)),
  ...[...options].filter((one) => !['--json', '--quick', '--verbose'].includes(one)),
];
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(', ')}.\nUsage: npm run bench -- [NAME…] [--json] [--quick] [--verbose]\nNames: ${all.join(', ')}.`,
  );
  process.exit(1);
}

const json = options.has('--json');
const figures: Figure[] = [];
const bench: Bench = {
  quick: options.has('--quick'),
  verbose: options.has('--verbose'),
  // The lines of the report alone go to standard output.
  say: (line) => console.error(line),
  report(one) {
    figures.push(one);
    console.log(json ? JSON.stringify(one) : row(one));
  },
};

/** Minutes each, even when quick: asked for by name, or run in the whole. */
const long = ['statistics', 'exports'];
const usual = all.filter((name) => !bench.quick || !long.includes(name));
const wanted = asked.length > 0 ? all.filter((name) => asked.includes(name)) : usual;
const failed: string[] = [];
let cluster: BenchCluster | undefined;
try {
  bench.say(
    `${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  for (const name of wanted) {
    try {
      const needsData = onData[name];
      if (needsData) {
        cluster ??= await opened();
        await needsData(bench, cluster);
      } else {
        await alone[name]!(bench);
      }
    } catch (error) {
      failed.push(name);
      console.error(`${name} cannot run:`, error);
    }
  }
} finally {
  await cluster?.close();
}
const judged = figures.filter(({ met }) => met !== null);
bench.say(
  `${judged.filter(({ met }) => met).length} of ${judged.length} goals met${failed.length > 0 ? `; could not run: ${failed.join(', ')}` : ''}`,
);
process.exit(failed.length > 0 ? 1 : 0);

async function opened(): Promise<BenchCluster> {
  const one = await openCluster(bench.say);
  const { server_version: version, ...settings } = one.settings;
  bench.say(
    `PostgreSQL ${version}, ${Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  return one;
}

/** A line for people: value beside reference, ratio, goal. */
function row({ name, value, unit, reference, ratio, goal, met, note }: Figure): string {
  const mark = met === null ? ' ' : met ? '✓' : '✗';
  const cells = [
    `${mark} ${name}`.padEnd(32),
    `${value ?? '—'} ${unit}`.padStart(20),
    reference === null ? ''.padEnd(14) : `(${reference})`.padStart(14),
    ratio === null ? ''.padEnd(9) : `× ${ratio}`.padStart(9),
    (goal ?? '').padStart(14),
  ];
  return `${cells.join(' ')}${note === undefined ? '' : `   ${note}`}`;
}
