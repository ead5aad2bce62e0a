import postgres from 'postgres';
import { roles } from '../../server/src/db/roles.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes, today } from './data-set.ts';
import { atMost, exactly, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { pick } from './opened-files.ts';
import { openPlanner, wholeTablesRead } from './plans.ts';
import { openReplay, startRecorder, type Replay, type Statement } from './recorder.ts';
import { callOf, openSubject, type Subject } from './subject.ts';

const goals = { range: atMost(10), slots: atMost(50) };
const people = { range: 20, slots: 8 };

/** Agendas of a service where a million appointments stand: a month of a team, and the times when eight are free. */
export async function agendaBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.agenda);
  try {
    const { staffIds, held } = await agendasOf(subject);
    const months = monthsAround(today).map((month) => rangeOf(month, staffIds.slice(0, people.range)));
    const searches = weeksAhead().map((from, index) => ({
      staffIds: Array.from({ length: people.slots }, (_, at) => staffIds[(index + at) % staffIds.length]!),
      from,
      to: dayAfter(from, 28),
      minutes: 60,
    }));
    const turns = bench.quick ? 40 : 120;
    const counts = await Promise.all(months.map(async (path) => itemsIn(await subject.call(path))));
    const times = await latencies(
      {
        range: (turn) => subject.call(pick(months, turn)),
        slots: (turn) => subject.call('/v1/agenda/slots', { method: 'POST', body: pick(searches, turn) }),
      },
      turns,
    );
    bench.report(
      figure('agenda.range.p95', quantile(times.range, 0.95), 'ms', {
        goal: goals.range,
        note: `the whole call, p50 ${median(times.range).toFixed(1)} ms: a month of ${people.range} workers, ${median(counts)} appointments, among ${held}`,
      }),
    );
    bench.report(
      figure('agenda.slots.p95', quantile(times.slots, 0.95), 'ms', {
        goal: goals.slots,
        note: `the whole call, p50 ${median(times.slots).toFixed(1)} ms: 4 weeks, ${people.slots} people, among ${held}`,
      }),
    );
    await statementsOf(bench, subject, cluster, months, searches);
  } finally {
    await subject.close();
  }
}

/** Those who keep an agenda in the large tenant, and how many appointments stand in the whole. */
async function agendasOf(subject: Subject): Promise<{ staffIds: string[]; held: number }> {
  const sql = postgres(subject.url, { max: 1 });
  const rows = await sql<{ id: string }[]>`
    select distinct resource_id as id from agenda_booking where tenant_id = ${subject.tenantId} and not is_room order by 1`;
  const [count] = await sql<{ held: number }[]>`select count(*)::int as held from appointment`;
  await sql.end();
  return { staffIds: rows.map(({ id }) => id), held: count!.held };
}

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** First days of the months of half a year before a day, its own, and the next. */
function monthsAround(day: string): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  return [-3, -2, -1, 0, 1].map((by) => new Date(Date.UTC(year, month + by)).toISOString().slice(0, 10));
}
const rangeOf = (from: string, staffIds: readonly string[]) =>
  `/v1/agenda?from=${from}&to=${dayAfter(from, 31)}&staffIds=${staffIds.join(',')}`;
const itemsIn = (answer: string) => (JSON.parse(answer) as { items: unknown[] }).items.length;

/** Mondays to come: a time that is over is no slot. */
function weeksAhead(): string[] {
  const now = new Date();
  const monday = dayAfter(now.toISOString().slice(0, 10), 8 - (now.getUTCDay() || 7));
  return Array.from({ length: 8 }, (_, week) => dayAfter(monday, 7 * week));
}

/** The statements behind, as the role of requests: what they take alone, what the policies add, how they are read. */
async function statementsOf(
  bench: Bench,
  subject: Subject,
  cluster: BenchCluster,
  months: readonly string[],
  searches: readonly object[],
): Promise<void> {
  const recorder = await startRecorder(subject.url);
  const { app, close } = subject.through(recorder.url, 1);
  const asReader = openReplay(subject.url, subject.reader, 1);
  const asBypass = openReplay(subject.url, cluster.bypass, 1);
  const planner = await openPlanner(subject.url, roles.reader);
  try {
    const ranges: (readonly Statement[])[] = [];
    let waits = 0;
    for (const path of [months[0]!, ...months]) {
      const recorded = await recorder.during(() => callOf(app, subject.headers, path));
      ranges.push(recorded.statements);
      ({ waits } = recorded);
    }
    ranges.shift();
    const turns = bench.quick ? 8 : 24;
    const [policies, without] = [await alone(asReader, ranges, turns), await alone(asBypass, ranges, turns)];
    bench.report(
      figure('agenda.range.statement.p95', quantile(policies, 0.95), 'ms', {
        reference: quantile(without, 0.95),
        note: `p50 ${median(policies).toFixed(1)} ms: what stands in the agendas, prepared, its rows read; reference: as a role no policy concerns; ${ranges[0]!.length} statements a call, ${waits} waits`,
      }),
    );
    const { statements } = await recorder.during(() =>
      callOf(app, subject.headers, '/v1/agenda/slots', { method: 'POST', body: searches[0] }),
    );
    const plans = await planner.explain(
      [...ranges[0]!, ...statements.slice(1)].filter(({ sql }) => !/audit_(event|pending)/.test(sql)),
    );
    if (bench.verbose)
      for (const { milliseconds, text } of plans.filter(({ text: one }) => one.includes('agenda_booking')))
        bench.say(`\n${milliseconds} ms\n${text}`);
    const read = await wholeTablesRead(subject.url, plans);
    bench.report(
      figure('agenda.seqScan', read.length, 'plans', {
        goal: exactly(0),
        note: read.length > 0 ? [...new Set(read)].join(', ') : `of ${plans.length}, of both calls`,
      }),
    );
  } finally {
    await planner.close();
    await asReader.close();
    await asBypass.close();
    await close();
    await recorder.close();
  }
}

/** Milliseconds of the one statement that reads agendas, in a transaction that was entered as the application does. */
async function alone(
  { sql }: Replay,
  calls: readonly (readonly Statement[])[],
  turns: number,
): Promise<number[]> {
  const times: number[] = [];
  await sql.begin(async (tx) => {
    const run = ({ sql: text, params }: Statement) => tx.unsafe(text, [...params], { prepare: true });
    await run(calls[0]![0]!);
    for (let turn = -calls.length; turn < turns * calls.length; turn += 1) {
      const call = pick(calls, turn + calls.length);
      const range = call.find(({ sql: text }) => text.includes('from agenda_booking'))!;
      const from = performance.now();
      await run(range);
      if (turn >= 0) times.push(performance.now() - from);
    }
  });
  return times;
}
