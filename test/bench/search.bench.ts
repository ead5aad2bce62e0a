import postgres from 'postgres';
import { parseSearch } from '../../server/src/features/social-file/search/parse-search.ts';
import { roles } from '../../server/src/db/roles.ts';
import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atMost, exactly, figure, latencies, median, quantile, type Bench } from './harness.ts';
import { pick } from './opened-files.ts';
import { openPlanner, wholeTablesRead, type Plan } from './plans.ts';
import { openReplay, startRecorder, type Statement } from './recorder.ts';
import { callOf, openSubject, type Subject } from './subject.ts';

interface Person {
  readonly last: string;
  readonly first: string;
  readonly birth: string | null;
  readonly phone: string | null;
}

/** What people type, from what they know of someone. */
const manners: Readonly<Record<string, (one: Person) => string>> = {
  wholeName: ({ last, first }) => `${last} ${first}`,
  firstNameFirst: ({ last, first }) => `${first.toLowerCase()} ${last.toLowerCase()}`,
  initial: ({ last, first }) => `${last} ${first.slice(0, 1)}`,
  letterLost: ({ last, first }) => `${last.slice(0, 2)}${last.slice(3)} ${first}`,
  lastName: ({ last }) => last,
  firstName: ({ first }) => first,
  beginning: ({ last }) => last.slice(0, 3),
  birthDate: ({ last, birth }) => (birth === null ? last : `${last} ${birth}`),
  phone: ({ last, phone }) => phone ?? last,
  nobody: ({ last, first }) => `${[...first].reverse().join('')}wsk ${[...last].reverse().join('')}`,
};

/** Search in the large tenant, as it is called and as a function; then its plans. */
export async function searchBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  try {
    const people = await peopleOf(subject);
    const turns = bench.quick ? 20 : 60;
    const all: number[] = [];
    for (const [manner, typed] of Object.entries(manners)) {
      const { search } = await latencies(
        { search: (turn) => searchFor(subject, typed(pick(people, turn))) },
        turns,
      );
      all.push(...search);
      bench.report(
        figure(`search.${manner}.p95`, quantile(search, 0.95), 'ms', {
          note: `p50 ${median(search).toFixed(1)} ms, such as « ${mask(typed(people[0]!))} »`,
        }),
      );
    }
    bench.report(
      figure('search.p50', median(all), 'ms', { note: 'the whole call, all manners of typing alike' }),
    );
    bench.report(figure('search.p95', quantile(all, 0.95), 'ms', { goal: atMost(20) }));
    await withoutPolicies(bench, subject, people);
    await plansOf(bench, subject, people);
  } finally {
    await subject.close();
  }
}

/** Generated names are nobody's, but a report is read by anyone: shapes are enough. */
const mask = (text: string) =>
  text
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/\p{Ll}/gu, 'a')
    .replaceAll(/\d/g, '0');

const searchFor = (subject: Subject, query: string) =>
  subject.call('/v1/files/search', { method: 'POST', body: { query } });

async function peopleOf(subject: Subject): Promise<Person[]> {
  const sql = postgres(subject.url, { max: 1 });
  const people = await sql<Person[]>`
    select last_name as last, split_part(first_names, ' ', 1) as first, to_char(birth_date, 'DD/MM/YYYY') as birth, phones[1] as phone
      from file_identity where tenant_id = ${subject.tenantId} and length(last_name) > 3 order by md5(file_id::text) limit 200`;
  await sql.end();
  return [...people];
}

/** The function as the application's role calls it, against its body run by an administrator no policy concerns. */
async function withoutPolicies(bench: Bench, subject: Subject, people: readonly Person[]): Promise<void> {
  const admin = postgres(subject.url, { max: 1, onnotice: () => undefined });
  const replay = openReplay(subject.url, subject.reader, 1);
  try {
    const [original] = await admin<
      { definition: string }[]
    >`select pg_get_functiondef('app.search_files'::regproc) as definition`;
    await admin.unsafe('create schema if not exists bench');
    await admin.unsafe(
      original!.definition.replace('FUNCTION app.search_files', 'FUNCTION bench.search_files'),
    );
    const [{ units }] =
      (await admin`select array_agg(id)::text as units from org_unit where tenant_id = ${subject.tenantId}`) as unknown as [
        { units: string },
      ];
    const search = async (sql: postgres.Sql, schema: string, typed: string) => {
      const terms = parseSearch(typed, new Date());
      const given = [
        subject.tenantId,
        units,
        terms.words.join(' '),
        terms.birthDate ?? null,
        terms.birthYear ?? null,
        terms.phone ?? null,
      ];
      await sql.begin(async (tx) => {
        await tx`select set_config('app.tenant', ${subject.tenantId}, true)`;
        await tx.unsafe(
          `select * from ${schema}.search_files($1::uuid, $2::uuid[], $3, $4::date, $5::int, $6, 20)`,
          given,
          { prepare: true },
        );
      });
    };
    const typed = Object.values(manners).flatMap((manner) => people.slice(0, 20).map(manner));
    const times = await latencies(
      {
        subject: (turn) => search(replay.sql, 'app', pick(typed, turn)),
        reference: (turn) => search(admin, 'bench', pick(typed, turn)),
      },
      bench.quick ? typed.length : 2 * typed.length,
    );
    bench.report(
      figure('search.policies', median(times.subject), 'ms', {
        reference: median(times.reference),
        goal: atMost(2.5, 'ratio'),
        note: 'p50 of the function in its transaction; reference: the same body without policies',
      }),
    );
    bench.report(
      figure('search.policies.p95', quantile(times.subject, 0.95), 'ms', {
        reference: quantile(times.reference, 0.95),
      }),
    );
  } finally {
    await admin.unsafe('drop schema if exists bench cascade');
    await admin.end();
    await replay.close();
  }
}

async function plansOf(bench: Bench, subject: Subject, people: readonly Person[]): Promise<void> {
  const recorder = await startRecorder(subject.url);
  const { app, close } = subject.through(recorder.url, 1);
  const planner = await openPlanner(subject.url, roles.reader);
  const plans: Plan[] = [];
  try {
    const ask = (query: string) =>
      callOf(app, subject.headers, '/v1/files/search', { method: 'POST', body: { query } });
    await ask('martin');
    for (const [manner, typed] of Object.entries(manners)) {
      let statements: readonly Statement[] = [];
      ({ statements } = await recorder.during(() => ask(typed(people[1]!))));
      const some = await planner.explain(statements.filter(({ sql }) => !/audit_(event|pending)/.test(sql)));
      plans.push(...some);
      if (bench.verbose)
        for (const { milliseconds, text } of some.filter((plan) => plan.text.includes('search_key')))
          bench.say(`\n${manner}, ${milliseconds} ms\n${text}`);
    }
    const read = await wholeTablesRead(subject.url, plans);
    bench.report(
      figure('search.seqScan', read.length, 'plans', {
        goal: exactly(0),
        note: read.length > 0 ? [...new Set(read)].join(', ') : `of ${plans.length}`,
      }),
    );
  } finally {
    await planner.close();
    await close();
    await recorder.close();
  }
}
