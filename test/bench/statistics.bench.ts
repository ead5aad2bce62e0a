import postgres from 'postgres';
import type { ReportShown, Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { openRecount, recountFiles, type RecountFile } from '../statistics/recount.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes, today, years, yearsBefore } from './data-set.ts';
import { atMost, figure, median, quantile, type Bench } from './harness.ts';
import { openCopy } from './statistics-copy.ts';
import { runStatement, spent, type Spent } from './statistics-statement.ts';
import { openSubject, type Subject } from './subject.ts';

/** Two periods that end on the last day anything happens on. */
const periods = {
  oneYear: { from: yearsBefore(1), to: today },
  tenYears: { from: yearsBefore(years), to: today },
} as const;
type Period = keyof typeof periods;
/** Goals, in milliseconds: each report, and all of them one after the other. */
const most: Readonly<Record<Period, number>> = { oneYear: 300, tenYears: 1000 };
const mostOfAll = 40_000;

/**
 * Every report that runs, as it is asked: over the operation, with its rights, its trace and its labels. Held against
 * the recount that proves its figures, in plain SQL over the sources, and against the same aggregates in DuckDB.
 */
export async function statisticsBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full, [
    'SOCIAL_WORKER',
    'TEAM_MANAGER',
  ]);
  try {
    const { items } = JSON.parse(await subject.call('/v1/reports')) as { items: ReportShown[] };
    const reports = items.filter(({ runnable }) => runnable);
    const times = await timesOf(bench, subject, reports);
    speeds(bench, reports, times);
    await againstRecount(bench, subject, reports);
    await againstCopy(bench, subject);
  } finally {
    await subject.close();
  }
}

type Times = ReadonlyMap<string, Readonly<Record<Period, number[]>>>;

async function timesOf(bench: Bench, subject: Subject, reports: readonly ReportShown[]): Promise<Times> {
  const turns: Record<Period, number> = bench.quick
    ? { oneYear: 3, tenYears: 1 }
    : { oneYear: 10, tenYears: 3 };
  const times = new Map(reports.map(({ id }) => [id, { oneYear: [] as number[], tenYears: [] as number[] }]));
  for (const name of ['oneYear', 'tenYears'] as const) {
    // The first turn of each finds its pages, and which tables would be larger than any is
    const answered: string[] = [];
    for (const { id } of reports) if (await fits(subject, id, periods[name])) answered.push(id);
    for (let turn = 0; turn < turns[name]; turn += 1)
      for (const id of answered)
        times.get(id)![name].push(await timed(() => run(subject, id, periods[name])));
  }
  return times;
}

const run = (subject: Subject, id: string, period: { from: string; to: string }) =>
  subject.call(`/v1/reports/${id}/run`, { method: 'POST', body: { period } });

/** Whether a report is answered, and not refused for the size of its table. */
const fits = (subject: Subject, id: string, period: { from: string; to: string }): Promise<boolean> =>
  run(subject, id, period).then(
    () => true,
    (error: Error) => {
      if (!/ answers 422: .*dépasserait \d+ cases/.test(error.message)) throw error;
      return false;
    },
  );

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function speeds(bench: Bench, reports: readonly ReportShown[], times: Times): void {
  for (const name of ['oneYear', 'tenYears'] as const) {
    const answered = reports.filter(({ id }) => times.get(id)![name].length > 0);
    const larger = reports.filter((report) => !answered.includes(report)).map(({ id }) => id);
    const p95 = answered
      .map(({ id }) => ({ id, time: quantile(times.get(id)![name], 0.95) }))
      .toSorted((one, other) => other.time - one.time);
    const slow = p95.filter(({ time }) => time > most[name]);
    const told = ({ id, time }: { id: string; time: number }) => `${id} ${time.toFixed(0)}`;
    bench.report(
      figure(`statistics.${name}.slowest`, p95[0]!.time, 'ms', {
        goal: atMost(most[name]),
        note: `p95 of ${p95[0]!.id}; above the goal, of ${answered.length} reports: ${slow.length === 0 ? 'none' : slow.map(told).join(', ')}; refused, for a table larger than any: ${larger.join(', ') || 'none'}`,
      }),
    );
    bench.report(figure(`statistics.${name}.median`, median(p95.map(({ time }) => time)), 'ms'));
    if (bench.verbose) for (const one of p95) bench.say(`  ${name} ${told(one)} ms`);
  }
  const turns = times
    .get(reports[0]!.id)!
    .tenYears.map((_, turn) =>
      reports.reduce((sum, { id }) => sum + (times.get(id)!.tenYears[turn] ?? 0), 0),
    );
  bench.report(
    figure('statistics.catalogue', median(turns), 'ms', {
      goal: atMost(mostOfAll),
      note: `${reports.length} reports over ten years, one after the other`,
    }),
  );
}

/** What the recounts of ten years are not slow for want of; they are told as they are, views and all. */
const indexes = [
  'create index if not exists recount_work on work_entry (tenant_id, for_unit_id, performed_on) include (file_id, type_code, minutes) where voided_at is null',
  'create index if not exists recount_request on social_request (tenant_id, for_unit_id, requested_on)',
  'create index if not exists recount_action on support_action (tenant_id, for_unit_id, done_on)',
  'create index if not exists recount_episode on file_episode (tenant_id, for_unit_id, happened_on)',
  'create index if not exists recount_version on record_version (tenant_id, record, record_id, changed_at)',
  'create index if not exists recount_booking on appointment (tenant_id, kind, for_unit_id, starts_local) include (id, status, place_kind) where trashed_at is null and not private',
  "create index if not exists recount_booked_worker on appointment_participant (tenant_id, appointment_id) include (staff_id, status, answer) where kind = 'staff'",
  "create index if not exists recount_found on record_version (tenant_id, changed_at) where record = 'appointment'",
];
const dropped = indexes.map((statement) =>
  statement.replace(/^create index if not exists (\w+) .+$/, 'drop index if exists $1'),
);
/** Milliseconds after which a recount is stopped: it took that long at least, and the ratio is that at most. */
const longest = 5000;
/** A few of each theme, none of which takes long. */
const fewRecounts = ['A01', 'A09', 'A13', 'B05', 'C01', 'D02', 'D06', 'E01', 'E12', 'F01', 'H03', 'Z01'];

/** A statement of ours and that of its recount over a period; the recount is undefined when it was stopped. */
interface Held {
  readonly ours: Spent;
  readonly theirs: Spent | undefined;
  /** The data set holds nothing of it: two empty answers are of no comparison. */
  readonly empty: boolean;
}
type Line = { readonly id: string } & Readonly<Record<Period, Held>>;
const ratioOf = ({ ours, theirs }: Held) => ours.worked / (theirs?.worked ?? longest);

async function againstRecount(
  bench: Bench,
  subject: Subject,
  reports: readonly ReportShown[],
): Promise<void> {
  const admin = postgres(subject.url, { max: 1, onnotice: () => undefined });
  const units = await admin<{ id: string }[]>`select id from org_unit where tenant_id = ${subject.tenantId}`;
  for (const statement of indexes) await admin.unsafe(statement);
  await admin.unsafe(
    'vacuum work_entry, social_request, support_action, file_episode, appointment, appointment_participant',
  );
  // It has the memory that the product's statements have, and one processor, as they have
  const settings = [
    ...['work_mem = 65536', 'jit = off', 'max_parallel_workers_per_gather = 0'],
    `statement_timeout = ${longest}`,
  ];
  const recount = await openRecount(subject.url, settings);
  const lines: Line[] = [];
  try {
    const running = new Set(reports.map(({ id }) => id));
    const files = recountFiles().filter(
      ({ id }) => running.has(id) && (!bench.quick || fewRecounts.includes(id)),
    );
    const about = { tenantId: subject.tenantId, unitIds: units.map(({ id }) => id) };
    for (const file of files) {
      const held = async (period: Period): Promise<Held> => {
        const question = { ...about, ...periods[period] };
        if (bench.verbose) await tellPlan(bench, recount.plan, file, question);
        return hold(subject, recount, file, periods[period], question);
      };
      lines.push({ id: file.id, oneYear: await held('oneYear'), tenYears: await held('tenYears') });
    }
  } finally {
    await recount.close();
    for (const statement of dropped) await admin.unsafe(statement);
    await admin.end();
  }
  tellRatios(bench, lines);
}

type Recount = Awaited<ReturnType<typeof openRecount>>;

/** The least of three of each, one after the other, so that what else the machine does weighs on both. */
async function hold(
  subject: Subject,
  recount: Recount,
  file: RecountFile,
  period: { from: string; to: string },
  question: Parameters<Recount['run']>[1],
): Promise<Held> {
  const [ours, theirs]: [Spent[], Spent[]] = [[], []];
  let stopped = false;
  let empty = true;
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await runStatement(subject, file.id, period));
    if (stopped || (theirs[0]?.waited ?? 0) > 2000) continue;
    await spent(recount.pid, async () => {
      const { rows } = await recount.run(file, question);
      empty &&= rows.every(({ values }) => values.every((value) => !value));
    })
      .then((time) => theirs.push(time))
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== '57014') throw error;
        stopped = true;
      });
  }
  const least = (all: readonly Spent[]): Spent | undefined =>
    all.toSorted((one, other) => one.worked - other.worked)[0];
  return { ours: least(ours)!, theirs: least(theirs), empty: empty && !stopped };
}

function tellRatios(bench: Bench, lines: readonly Line[]): void {
  const sorted = lines
    .filter(({ tenYears }) => !tenYears.empty)
    .toSorted((one, other) => ratioOf(other.tenYears) - ratioOf(one.tenYears));
  const nothing = lines.filter(({ tenYears }) => tenYears.empty).map(({ id }) => id);
  const told = ({ theirs }: Held) => (theirs ? theirs.worked.toFixed(0) : `stopped after ${longest}`);
  for (const { id, oneYear, tenYears } of sorted)
    bench.report(
      figure(`statistics.recount.${id}`, tenYears.ours.worked, 'ms', {
        reference: tenYears.theirs?.worked ?? longest,
        goal: atMost(1.2, 'ratio'),
        note: `ten years, waited ${tenYears.ours.waited.toFixed(0)}${tenYears.theirs ? '' : '; the recount was stopped'}; one year ${oneYear.ours.worked.toFixed(0)} (${told(oneYear)})`,
      }),
    );
  const above = sorted.filter(({ tenYears }) => ratioOf(tenYears) > 1.2);
  const list = above.map(({ id, tenYears }) => `${id} ${ratioOf(tenYears).toFixed(2)}`).join(', ');
  const ratios = sorted.map(({ tenYears }) => ratioOf(tenYears));
  bench.report(
    figure('statistics.recount.median', median(ratios), 'of recount', {
      goal: atMost(0.5),
      note: `time of processor of the statement, ten years, to that of the recount in plain SQL with ${indexes.length} indexes of its own, of ${sorted.length}; nothing in the data set of: ${nothing.join(', ') || 'none'}`,
    }),
  );
  bench.report(
    figure('statistics.recount.most', Math.max(...ratios), 'of recount', {
      goal: atMost(1.2),
      note: `above 1.2: ${above.length === 0 ? 'none' : `${above.length}: ${list}`}`,
    }),
  );
  for (const period of ['oneYear', 'tenYears'] as const) {
    const times = lines.map((line) => line[period].ours.worked);
    const sum = times.reduce((all, one) => all + one, 0);
    bench.report(
      figure(`statistics.${period}.worked`, Math.max(...times), 'ms', {
        goal: atMost(most[period]),
        note: `time of processor of the statement of the slowest; median ${median(times).toFixed(0)}, all ${sum.toFixed(0)}`,
      }),
    );
  }
}

async function tellPlan(
  bench: Bench,
  plan: Recount['plan'],
  file: RecountFile,
  question: Parameters<Recount['plan']>[1],
): Promise<void> {
  for (const line of await plan(file, question)) bench.say(`    ${line}`);
}

async function againstCopy(bench: Bench, subject: Subject): Promise<void> {
  const copy = await openCopy(subject.url, subject.tenantId, periods.tenYears);
  try {
    const ratios: number[] = [];
    for (const one of copy.reports) {
      const ask = () => run(subject, one.id, periods.tenYears);
      const { cells } = JSON.parse(await ask()) as Table;
      const whole = cells.find(({ at }) => at.every((rank) => rank === null))!.values[0]!.value;
      const counted = await copy.run(one);
      if (counted !== whole) throw new Error(`${one.id}: the copy counts ${counted}, we ${whole}`);
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < 3; turn += 1) {
        ours.push(await timed(ask));
        theirs.push(await timed(() => copy.run(one)));
      }
      const told = figure(`statistics.duckdb.${one.id}`, Math.min(...ours), 'ms', {
        reference: Math.min(...theirs),
      });
      ratios.push(told.ratio!);
      bench.report(told);
    }
    bench.report(
      figure('statistics.duckdb.median', median(ratios), 'of DuckDB', {
        note: `ratio to the same aggregates of ${ratios.length} reports, in DuckDB ${copy.version} over a copy of the facts in memory: no rights, no labels, no trace, ${copy.threads} threads`,
      }),
    );
  } finally {
    copy.close();
  }
}
