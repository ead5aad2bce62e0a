import { sql, type SQL } from 'drizzle-orm';

const names = ['k1', 'k2', 'k3'] as const;
/** The three columns of codes, those that are not used null. */
export const columns = (keys: readonly SQL[]): SQL =>
  sql.join(
    names.map((name, index) => sql`${keys[index] ?? sql`null::text`} as ${sql.raw(name)}`),
    sql`, `,
  );

/** How figures are made of rows, and made again of the figures of cells where no row is in two of them. */
const whole = {
  count: { of: 'count(*)', parts: 'count(*) as value', again: 'coalesce(sum(value), 0)' },
  sum: { of: 'coalesce(sum(v), 0)', parts: 'sum(v) as value', again: 'coalesce(sum(value), 0)' },
  avg: { of: 'avg(v)', parts: 'sum(v) as value', again: 'sum(value)::numeric / nullif(sum(counted), 0)' },
  median: { of: 'percentile_cont(0.5) within group (order by v)' },
} as const;

export interface Aggregation {
  readonly kind: keyof typeof whole;
  /** How the code of each group is told. */
  readonly texts: readonly ((group: SQL) => SQL)[];
  /** Each row is one of what is counted: `u` is not read. */
  readonly unique: boolean;
  /** For each dimension, whether what is counted may have several values along it. */
  readonly varies: readonly boolean[];
  /** No two rows of what is counted are in one cell: only its totals are made. */
  readonly apart: boolean;
  /** Values of what is counted once are added up. */
  readonly adds: boolean;
  /** Or their mean is taken. */
  readonly means: boolean;
  /** Persons are counted too. */
  readonly behind: boolean;
  /** Each row stands for `n`, and its value is that of them all. */
  readonly many: boolean;
  /** Where what is counted once is called, when another term may read it too. */
  readonly share: (rows: SQL) => SQL;
}

/** Counts what is distinct in each cell and in each total: a total is never a sum of cells. */
export function aggregated(
  inner: SQL,
  { kind, texts, unique, varies, apart, adds, means, behind, many, share }: Aggregation,
): SQL {
  const depth = texts.length;
  const used = names.slice(0, depth).join(', ');
  const totals = sql.raw(depth === 0 ? '0' : `grouping(${used})`);
  const shown = columns(texts.map((text, index) => text(sql.raw(names[index]!))));
  const persons = behind ? 'count(distinct p) filter (where v is not null)' : 'null';
  const counts = many
    ? 'coalesce(sum(n), 0) as counted, 0 as excluded'
    : 'count(v) as counted, count(*) - count(v) as excluded';
  const made = whole[many && kind === 'count' ? 'sum' : kind];
  const figures = sql.raw(`${made.of} as value, ${counts}, ${persons} as behind`);
  const cube = sql.raw(depth === 0 ? '' : `group by cube (${used})`);
  if (unique && depth > 0 && !behind && 'parts' in made) {
    // Each row is in one cell: totals are made of cells, of which there are few
    return sql`select ${totals} as totals, ${shown}, ${sql.raw(made.again)} as value, coalesce(sum(counted), 0) as counted, coalesce(sum(excluded), 0) as excluded, null as behind from (
      select ${sql.raw(used)}, ${sql.raw(made.parts)}, ${sql.raw(counts)} from (${inner}) b group by ${sql.raw(used)}) c ${cube}`;
  }
  if (unique) return sql`select ${totals} as totals, ${shown}, ${figures} from (${inner}) b ${cube}`;
  // What is counted once is of one person
  const once = sql.raw(
    `${adds ? 'sum' : means ? 'avg' : 'max'}(v) as v${behind ? ', min(p) as p' : ''}${many ? ', max(n) as n' : ''}`,
  );
  // Found once for each cell and total along what varies; along the rest, these are in one cell each
  const along = (varying: boolean) => names.slice(0, depth).filter((_, at) => varies[at] === varying);
  const bits = (some: readonly string[]) =>
    some.map((name) => `grouping(${name}) * ${String(2 ** (depth - 1 - names.indexOf(name as 'k1')))}`);
  const cubeOf = (some: readonly string[]) => (some.length === 0 ? [] : [`cube (${some.join(', ')})`]);
  const [several, single] = [along(true), along(false)];
  const eachBits = bits(several).join(' + ') || '0';
  const each = (totals: string, by: readonly string[]) => {
    const codes = names.slice(0, depth).map((name) => (by.includes(name) ? name : `null as ${name}`));
    return sql.raw(['u', `${totals} as totals`, ...codes].join(', '));
  };
  const rows = share(
    apart && several.length === 1 && !many
      ? sql`with b as materialized (${inner})
            select ${each('0', names)}, v${sql.raw(behind ? ', p' : '')} from b
            union all
            select ${each(String(2 ** (depth - 1 - names.indexOf(several[0]!))), single)}, ${once} from b group by ${sql.raw(['u', ...single].join(', '))}`
      : sql`select ${each(eachBits, names)}, ${once} from (${inner}) b group by ${sql.raw(['u', ...single, ...cubeOf(several)].join(', '))}`,
  );
  const allBits = sql.raw(['c.totals', ...bits(single)].join(' + '));
  // Of nothing counted, the whole is told
  const again = sql.raw(
    depth === 0 ? '' : `group by ${['c.totals', ...several, ...cubeOf(single)].join(', ')}`,
  );
  return sql`select ${depth === 0 ? sql`0` : allBits} as totals, ${shown}, ${figures} from ${rows} c ${again}`;
}
