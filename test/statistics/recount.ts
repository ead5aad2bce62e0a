import { readdirSync, readFileSync } from 'node:fs';
import postgres from 'postgres';

const folder = new URL('./recount/', import.meta.url);

/** What a recount is asked: the same as the operation that runs a report. */
export interface Question {
  readonly tenantId: string;
  readonly from: string;
  readonly to: string;
  readonly unitIds: readonly string[];
}

/** A row: the code of each dimension (null: « Non renseigné »), then the value of each measure (null: no value). */
export interface RecountRow {
  readonly keys: readonly (string | null)[];
  readonly values: readonly (number | null)[];
}
export interface RecountTable {
  readonly rows: readonly RecountRow[];
  /** Null where the total is no figure. */
  readonly total: readonly (number | null)[];
}

export interface RecountFile {
  readonly id: string;
  readonly title: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly sql: string;
  /** Given where the total is not the sum of the rows. */
  readonly totalSql: string | undefined;
}

/** The recounts there are, in the order of their ids. */
export function recountFiles(): RecountFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  return names
    .filter((name) => !name.endsWith('.total.sql'))
    .sort()
    .map((name) => {
      const id = name.slice(0, -'.sql'.length);
      const sql = read(name);
      const listed = (what: string) => {
        const line = new RegExp(`^-- ${what}: (.+)$`, 'm').exec(sql)?.[1];
        if (line === undefined) throw new Error(`${name}: no line « ${what} »`);
        return line.split(', ');
      };
      return {
        id,
        title: sql.split('\n', 1)[0]!.slice(`-- ${id} `.length),
        dimensions: listed('dimensions'),
        measures: listed('measures'),
        sql,
        totalSql: names.includes(`${id}.total.sql`) ? read(`${id}.total.sql`) : undefined,
      };
    });
}

/** A ranking without its end; undefined for what is none. */
export function wholeRanking(file: RecountFile): RecountFile | undefined {
  const sql = file.sql.replace(/^ *limit \d+\s*$/m, '');
  return sql === file.sql ? undefined : { ...file, id: `${file.id}_whole`, sql };
}

export interface Recount {
  /** The process of the database that counts. */
  readonly pid: number;
  run(file: RecountFile, question: Question): Promise<RecountTable>;
  /** How the database counts it, line by line. */
  plan(file: RecountFile, question: Question): Promise<string[]>;
  close(): Promise<void>;
}

const uuid = /^[0-9a-f-]{36}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Opens the recounts on a database, as its administrator: no policy of the product stands between them and the sources.
 * `settings` of PostgreSQL are those of whoever measures them.
 */
export async function openRecount(adminUrl: string, settings: readonly string[] = []): Promise<Recount> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe('drop schema if exists recount cascade; create schema recount');
  await sql.unsafe(readFileSync(new URL('./views.sql', import.meta.url), 'utf8'));
  // Tables just filled have no statistics yet: without them a recount takes a minute
  await sql.unsafe('analyze');
  for (const setting of ['plan_cache_mode = force_custom_plan', ...settings])
    await sql.unsafe(`set ${setting}`);
  const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const prepared = new Set<string>();

  /** A parameter that a recount does not use has a type all the same. */
  const prepare = async (name: string, text: string, { tenantId, from, to, unitIds }: Question) => {
    if (![tenantId, ...unitIds].every((id) => uuid.test(id)) || ![from, to].every((one) => day.test(one)))
      throw new Error('not a question of ours');
    if (!prepared.has(name)) await sql.unsafe(`prepare ${name} (uuid, date, date, uuid[]) as ${text}`);
    prepared.add(name);
    return `execute ${name} ('${tenantId}', '${from}', '${to}', '{${unitIds.join(',')}}')`;
  };
  const rowsOf = async (name: string, text: string, question: Question) =>
    sql.unsafe(await prepare(name, text, question)).values();
  const nameOf = ({ id }: RecountFile) => `recount_${id.toLowerCase()}`;
  const numbers = (cells: readonly unknown[]) => cells.map((cell) => (cell === null ? null : Number(cell)));

  return {
    pid: backend!.pid,
    async run(file, question) {
      const name = nameOf(file);
      const keys = file.dimensions.length;
      const rows = (await rowsOf(name, file.sql, question)).map((row: readonly unknown[]) => ({
        keys: row.slice(0, keys) as (string | null)[],
        values: numbers(row.slice(keys)),
      }));
      const wide = keys + file.measures.length;
      if (rows.some((row) => row.keys.length + row.values.length !== wide))
        throw new Error(`${file.id}: ${wide} columns were said`);
      const total = file.totalSql
        ? numbers((await rowsOf(`${name}_total`, file.totalSql, question))[0] as readonly unknown[])
        : file.measures.map((_, at) => rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
      return { rows, total };
    },
    async plan(file, question) {
      const lines = await sql.unsafe(`explain ${await prepare(nameOf(file), file.sql, question)}`).values();
      return lines.map(([line]: readonly unknown[]) => String(line));
    },
    async close() {
      await sql.unsafe('drop schema if exists recount cascade');
      await sql.end();
    },
  };
}

/** A table as the product gives it, brought to the shape of a recount by whoever calls. */
export interface Compared {
  readonly rows: readonly RecountRow[];
  /** Undefined: the product says no total. */
  readonly total?: readonly (number | null)[] | undefined;
}

/** The product tells six decimals of a mean or a rate; counts have none. */
const same = (one: number | null, other: number | null): boolean =>
  one === other || (one !== null && other !== null && Math.abs(one - other) <= 5.1e-7);

/**
 * Where a table of the product and the recount differ, in words; nothing when they are equal. A row of zeroes is the
 * same as none (« Non renseigné » is always shown), an order is none, and no value is not zero where a mean is told.
 */
export function differences(table: Compared, recount: RecountTable): string[] {
  const keyed = ({ rows }: Pick<Compared, 'rows'>, who: string) => {
    const by = new Map<string, readonly (number | null)[]>();
    for (const { keys, values } of rows) {
      if (values.every((value) => value === null || value === 0)) continue;
      const key = keys.map((code) => code ?? 'Non renseigné').join(' × ');
      if (by.has(key)) throw new Error(`${who}: two rows ${key}`);
      by.set(key, values);
    }
    return by;
  };
  const [told, counted] = [keyed(table, 'product'), keyed(recount, 'recount')];
  const line = (where: string, one: readonly (number | null)[], other: readonly (number | null)[]) =>
    other.length === one.length && one.every((value, at) => same(value, other[at]!))
      ? []
      : [`${where}: ${one.join(', ') || 'nothing'} instead of ${other.join(', ') || 'nothing'}`];
  return [
    ...[...new Set([...told.keys(), ...counted.keys()])].flatMap((key) =>
      line(key, told.get(key) ?? [], counted.get(key) ?? []),
    ),
    ...(table.total === undefined ? [] : line('total', table.total, recount.total)),
  ];
}
