import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import postgres from 'postgres';

/** A report counted in the copy: its figures, and last the whole, where every dimension is null. */
export interface CopiedReport {
  readonly id: string;
  readonly sql: string;
}

export interface FactCopy {
  readonly reports: readonly CopiedReport[];
  readonly version: string;
  readonly threads: number;
  /** Gives the whole. */
  run(report: CopiedReport): Promise<number>;
  close(): void;
}

/** What is copied: the facts of a tenant, its lists, the entity of each unit, the situation as columns. */
const copied = (tenantId: string): Readonly<Record<string, string>> => ({
  work: `select id, file_key, person_key, for_unit_id, performed_on, type_code, minutes, performed_by from work_fact where tenant_id = '${tenantId}'`,
  request: `select id, file_key, person_key, for_unit_id, requested_on, type_code, response_days from request_fact where tenant_id = '${tenantId}'`,
  action: `select id, for_unit_id, done_on, type_code, request_type, performed_by from action_fact where tenant_id = '${tenantId}'`,
  spell: `select id, file_key, for_unit_id, since, until, begun_by, lead_worker_id from spell_fact where tenant_id = '${tenantId}'`,
  profile: `select file_key, since, until, sex, born_on, case when jsonb_typeof(values -> 'familySituation') = 'string' then values ->> 'familySituation' end as family_situation, case when jsonb_typeof(values -> 'housingStatus') = 'string' then values ->> 'housingStatus' end as housing_status from profile_fact where tenant_id = '${tenantId}'`,
  item: `select list_code, code, parent_code, 'contact' = any (flags) as contact from choice_item where tenant_id = '${tenantId}'`,
});

const contacts = `from work f join item t on t.list_code = 'workTypes' and t.code = f.type_code and t.contact
  where f.file_key is not null and f.performed_on between $from and $to`;
const people = `(select distinct f.person_key, f.file_key ${contacts}) f left join profile p on p.file_key = f.file_key and p.since <= $to and (p.until is null or p.until > $to)`;
const requests = `request f join item t on t.list_code = 'requestTypes' and t.code = f.type_code`;
const inPeriod = (on: string) => `where f.${on} between $from and $to`;

/** A dozen that stand for the others: each fact, one dimension and two, distinct or not, with the situation or not. */
const reports: readonly CopiedReport[] = [
  {
    id: 'A01',
    sql: `select strftime(since, '%Y-%m') as k, count(distinct file_key) as v from spell f ${inPeriod('since')} and begun_by = 'opened' group by cube (k)`,
  },
  {
    id: 'A06',
    sql: `select for_unit_id, lead_worker_id, count(distinct file_key) as v from spell f where since <= $to and (until is null or until > $to) group by cube (for_unit_id, lead_worker_id)`,
  },
  {
    id: 'A09',
    sql: `select strftime(f.performed_on, '%Y-%m') as k, count(distinct f.person_key) as v ${contacts} group by cube (k)`,
  },
  {
    id: 'B01',
    sql: `select p.sex, count(distinct f.person_key) as v from ${people} group by cube (p.sex)`,
  },
  {
    id: 'B05',
    sql: `select p.family_situation, count(distinct f.person_key) as v from ${people} group by cube (p.family_situation)`,
  },
  {
    id: 'B08',
    sql: `select p.housing_status, count(distinct f.person_key) as v from ${people} group by cube (p.housing_status)`,
  },
  {
    id: 'D02',
    sql: `select t.parent_code, f.type_code, count(*) as v from ${requests} ${inPeriod('requested_on')} group by cube (t.parent_code, f.type_code)`,
  },
  {
    id: 'D06',
    sql: `select t.parent_code, p.sex, count(*) as v from ${requests} join profile p on p.file_key = f.file_key ${inPeriod('requested_on')} and p.since <= f.requested_on and (p.until is null or p.until > f.requested_on) group by cube (t.parent_code, p.sex)`,
  },
  {
    id: 'E03',
    sql: `select type_code, performed_by, count(*) as v from work f ${inPeriod('performed_on')} group by cube (type_code, performed_by)`,
  },
  {
    id: 'E12',
    sql: `select type_code, sum(minutes) as v from work f ${inPeriod('performed_on')} group by cube (type_code)`,
  },
  {
    id: 'F01',
    sql: `select type_code, count(*) as v from action f ${inPeriod('done_on')} group by cube (type_code)`,
  },
  {
    id: 'Z01',
    sql: `select performed_by, strftime(performed_on, '%Y-%m') as k, count(*) as v from work f ${inPeriod('performed_on')} group by cube (performed_by, k)`,
  },
];

/** The facts of a tenant as DuckDB holds them, from the text that PostgreSQL gives. */
export async function openCopy(
  url: string,
  tenantId: string,
  period: { readonly from: string; readonly to: string },
): Promise<FactCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'lastria-bench-copy-'));
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const [name, query] of Object.entries(copied(tenantId))) {
      const file = join(folder, `${name}.json`);
      const rows = admin.unsafe<{ line: string }[]>(`select row_to_json(x)::text as line from (${query}) x`);
      for await (const some of rows.cursor(20_000))
        appendFileSync(file, some.map(({ line }) => `${line}\n`).join(''));
      await connection.run(`create table ${name} as from read_json('${file}', format = 'newline_delimited')`);
    }
  } finally {
    await admin.end();
    rmSync(folder, { recursive: true });
  }
  const [threads] = (await connection.runAndReadAll(`select current_setting('threads')`)).getRows()[0]!;
  return {
    reports,
    version: version(),
    threads: Number(threads),
    async run({ sql }) {
      const dated = sql.replaceAll(/\$(from|to)/g, (_, end: 'from' | 'to') => `date '${period[end]}'`);
      const rows = (await connection.runAndReadAll(dated)).getRows();
      // Grouping keys of the whole are null, as those of what is not known: the whole is the most
      return Math.max(...rows.map((row) => Number(row.at(-1))));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
