import { sql, type SQL } from 'drizzle-orm';
import { aggregated, columns } from './aggregate.ts';
import { Base, NotHere, where } from './base.ts';
import type { Dimension } from './situation.ts';
import { filters } from './filters.ts';
import { measures, type MeasureDef } from './measures.ts';
import { limits, rangesOf, Unanswerable, type Measure, type Question, type Term } from './question.ts';
import { sources } from './sources.ts';

/** A figure of the statement: which term, how many years back, along which dimensions, and their codes. */
export interface Figure {
  readonly [column: string]: unknown;
  readonly term: number;
  readonly back: number;
  /** A bit for each dimension, the last the lowest: set where the row is a total along it. */
  readonly totals: number;
  readonly k1: string | null;
  readonly k2: string | null;
  readonly k3: string | null;
  readonly value: number | null;
  /** What the value is made of. */
  readonly counted: number;
  /** What has no value, counted beside a mean. */
  readonly excluded: number;
  /** Distinct persons that have a value, and acts of nobody known, or whoever else was asked; null when nobody was. */
  readonly behind: number | null;
  /** Set where it is not told. */
  readonly masked?: boolean;
}

/** A term of a measure, numbered: a rate has two, others one. */
export interface NumberedTerm {
  readonly measure: number;
  readonly part: 'value' | 'numerator' | 'denominator';
  readonly term: Term;
  readonly kind: 'count' | 'sum' | 'avg' | 'median';
}

export function termsOf(question: Question): readonly NumberedTerm[] {
  return question.measures.flatMap((measure, index): NumberedTerm[] => {
    if (measure.kind !== 'rate')
      return [{ measure: index, part: 'value', term: measure, kind: measure.kind }];
    return [
      ...(['numerator', 'denominator'] as const).map((part): NumberedTerm => {
        const term = partOf(measure, part);
        // Half-days are added up, what is counted is counted
        return { measure: index, part, term, kind: measureOf(term.of).value === null ? 'count' : 'sum' };
      }),
    ];
  });
}
function partOf(measure: Measure, part: 'numerator' | 'denominator'): Term {
  const term = measure[part];
  if (!term) throw new Unanswerable('measures', 'Un taux a deux termes.');
  return term;
}

/** The most figures of a question: those of the cells a table may have, of which a rate has two each. */
export const mostFigures = (question: Question): number =>
  Math.ceil((limits.cells * termsOf(question).length) / question.measures.length);

export type Catalogue = ReadonlyMap<string, Dimension>;

/** Whose number is told beside a figure, of a row that has a value. */
export type Behind = (base: Base) => SQL;
/** Persons, those of the team for its leave; a travail or an appointment outside any file is of nobody known, and counts by itself. */
export const personsBehind: Behind = (base) =>
  (base.fact === 'work' && !base.coarse) || base.fact === 'appointment'
    ? sql`coalesce(f.person_key, f.id)`
    : base.fact === 'parameter'
      ? sql`f.id`
      : base.fact === 'leave'
        ? sql`f.worker_id`
        : sql`f.person_key`;

/** One statement for the whole question: its measures, its years, its totals; with those behind, where asked. */
export function compile(
  tenantId: string,
  question: Question,
  dimensions: Catalogue,
  { behind }: { behind?: Behind | undefined } = {},
): SQL {
  const asked = question.dimensions.map((code) => ({ code, dimension: dimensionOf(dimensions, code) }));
  const terms = termsOf(question);
  // Persons seen are the same for each term of a year, and so is what is averaged two ways: they are found once
  const shared = new Map<string, SQL>();
  const selects = Array.from({ length: question.compare + 1 }, (_, back) => back).flatMap((back) =>
    terms.map((term, index) => {
      const figures = figuresOf(tenantId, question, term, back, asked, dimensions, behind, shared);
      return sql`select ${index}::int as term, ${back}::int as back, totals, k1, k2, k3, value::float8 as value, counted::int as counted, excluded::int as excluded, behind::int as behind from (${figures}) t${sql.raw(`${back}_${index}`)}`;
    }),
  );
  const named = [...shared].map(([name, rows]) => sql`${sql.raw(name)} as (${rows})`);
  const before = named.length > 0 ? sql`with ${sql.join(named, sql`, `)} ` : sql``;
  return sql`${before}select * from (${sql.join(selects, sql` union all `)}) figures limit ${mostFigures(question) + 1}`;
}

export function dimensionOf(dimensions: Catalogue, code: string): Dimension {
  const dimension = dimensions.get(code);
  if (!dimension) throw new Unanswerable('dimensions', `La dimension « ${code} » n’existe pas ici.`);
  return dimension;
}

function measureOf(code: string): MeasureDef {
  const measure = Object.hasOwn(measures, code) ? measures[code] : undefined;
  if (!measure) throw new Unanswerable('measures', `L’unité comptée « ${code} » n’existe pas ici.`);
  return measure;
}

/** What a term counts: its measure, the rows it is counted from, the conditions beside. */
export function countedBy({ filters: common }: Pick<Question, 'filters'>, term: Term) {
  const measure = measureOf(term.of);
  const named = term.filters ?? common;
  const bySource = sources[measure.subject];
  const source =
    measure.usual ?? named.find((code) => Object.hasOwn(bySource, code)) ?? Object.keys(bySource)[0]!;
  const conditions = named.filter(
    (code) => code !== 'inPeriod' && (code !== source || (code in filters && !measure.along)),
  );
  return { measure, source, rows: bySource[source]!, conditions };
}

/** The files behind what a term counts, or behind one of its figures: that of the values kept. */
export function filesBehind(
  tenantId: string,
  question: Question,
  term: Term,
  back: number,
  dimensions: Catalogue,
): SQL {
  const { from, base } = rowsOf(tenantId, question, term, back, [], dimensions);
  // What is known of units and of the team is of no file
  if (base.fact === 'parameter' || base.fact === 'leave') return sql`select null::uuid as id where false`;
  return sql`select distinct f.file_key as id from ${from} ${base.joins} ${base.conditions}`;
}

/** The persons a term counts, and those of whom nothing is known along each dimension: one pass for them all. */
export function compileUnknown(tenantId: string, question: Question, dimensions: Catalogue): SQL {
  const [term] = termsOf(question);
  const asked = question.dimensions.map((code) => ({ code, dimension: dimensionOf(dimensions, code) }));
  const { from, base, keys } = rowsOf(tenantId, question, term!.term, 0, asked, dimensions);
  const names = asked.map((_dimension, index) => sql.raw(`u${index}`));
  const columns = [
    sql`f.person_key as p`,
    ...keys.map((key, index) => sql`bool_or((${key}) is null) as ${names[index]!}`),
  ];
  const counts = names.map((name) => sql`count(*) filter (where ${name})`);
  return sql`select count(*)::int as persons, array[${sql.join(counts, sql`, `)}]::int[] as unknown from (
    select ${sql.join(columns, sql`, `)} from ${from} ${base.joins} ${base.conditions} group by 1) t`;
}

/** The figures of one term: each cell, each total along some dimension, and the whole. */
function figuresOf(
  tenantId: string,
  question: Question,
  { term, kind, measure: rank, part }: NumberedTerm,
  back: number,
  asked: readonly { code: string; dimension: Dimension }[],
  dimensions: Catalogue,
  behind: Behind | undefined,
  shared: Map<string, SQL>,
): SQL {
  const many = !behind && (kind === 'count' || kind === 'sum');
  const {
    measure,
    from: rows,
    base,
    keys,
    contacts,
    alike,
    each,
    costly,
  } = rowsOf(tenantId, question, term, back, asked, dimensions, many);
  const name = `${base.coarse ? 'seen' : measure.subject}_${String(back)}${contacts ? '_counted' : ''}`;
  const shares = base.coarse || costly;
  if (shares) shared.set(name, sql`select f.* from ${rows}`);
  const from = shares ? sql.raw(`${name} f`) : rows;
  const texts = asked.map(({ dimension }) => dimension.grouped?.text ?? asText);
  if ((kind === 'count') !== (measure.value === null))
    throw new Unanswerable('measures', `« ${measure.label} » ne se calcule pas ainsi.`);
  if (measure.adds && base.fans)
    throw new Unanswerable('dimensions', `« ${measure.label} » ne se répartit pas entre ces valeurs.`);
  const value = measure.value?.(base, question.dimensions) ?? (alike ? sql`f.n` : sql`1`);
  // Each piece of a split time is its own
  const unique = (each && !base.fans) || (question.dimensions.includes('timeKind') && kind === 'sum');
  const who = behind ? sql`, (${behind(base)})::text as p` : sql``;
  const inner = sql`select ${unique ? sql`null` : measure.key} as u, ${columns(keys)}, ${value} as v${alike ? sql`, f.n` : sql``}${who} from ${from} ${base.joins} ${base.conditions}`;
  // Terms of one question count the same rows; those of a rate have conditions of their own
  const of = part === 'value' ? term.of : `${String(rank)}_${part}`;
  const once = `once_${String(back)}_${of}${alike ? '_alike' : ''}`;
  const share = (counted: SQL): SQL => {
    shared.set(once, counted);
    return sql.raw(once);
  };
  const apart = !base.fans && measure.varies?.every((code) => question.dimensions.includes(code)) === true;
  const varies = asked.map(({ code }) => base.fans || (measure.varies?.includes(code) ?? true));
  return aggregated(inner, {
    ...{ kind, texts, unique, varies, apart, share },
    adds: measure.adds ?? false,
    means: measure.means ?? false,
    behind: behind !== undefined,
    many: alike !== undefined,
  });
}
const asText = (group: SQL) => sql`${group}::text`;

/** The rows a term is counted from, with their codes along what is asked. */
function rowsOf(
  tenantId: string,
  question: Question,
  term: Term,
  back: number,
  asked: readonly { code: string; dimension: Dimension }[],
  dimensions: Catalogue,
  many = false,
) {
  const { measure, source, rows: chosen, conditions } = countedBy(question, term);
  const { fact, rows, on, at } = chosen;
  const ranges = rangesOf(question, back);
  const read = [
    ...asked.map(({ dimension }) => dimension),
    ...question.only.map((only) => dimensionOf(dimensions, only.dimension)),
  ];
  const reduced =
    (measure.subject === 'people' || measure.subject === 'files') &&
    fact === 'work' &&
    read.every(({ coarse }) => coarse) &&
    conditions.every((code) => filters[code]?.coarse);
  const base = new Base({
    tenantId,
    subject: measure.subject,
    fact,
    source,
    ranges,
    units: question.unitIds,
    on,
    at: at === 'end' ? endOf(question, back, reduced, on) : on,
    coarse: reduced,
  });
  const contacts =
    conditions.includes('singleContactInPeriod') ||
    [...asked.map(({ code }) => code), ...question.only.map(({ dimension }) => dimension)].includes(
      'contactCountBracket',
    );
  const keys = asked.map(({ code, dimension }) =>
    keyOf(base, dimension, code, measure, dimension.grouped?.by ?? dimension.key),
  );
  const met = conditions.map((code) => conditionOf(base, code, measure));
  const columns = many ? columnsAlike(measure, source, read, conditions) : [];
  const alike = columns.length > 0 ? { columns, conditions: where(met) } : undefined;
  if (!alike) for (const condition of met) base.where(condition);
  for (const { dimension: code, codes } of question.only) {
    const key = keyOf(base, dimensionOf(dimensions, code), code, measure);
    const wanted = codes.filter((one) => one !== null);
    base.where(
      codes.includes(null)
        ? sql`(${key} is null or ${key} = any (${array(wanted)}))`
        : sql`${key} = any (${array(wanted)})`,
    );
  }
  if (measure.where) base.where(measure.where);
  const wanted = { tenantId, ranges, units: question.unitIds, coarse: reduced, contacts };
  const from = rows({ ...wanted, alike, ranked: base.fans });
  // Each row is one of what is counted
  const each = measure.unique || (measure.subject === 'files' && chosen.once === true);
  return { measure, from, base, keys, contacts, alike, each, costly: chosen.costly === true };
}

/** The columns by which travaux may be counted together; none, where something else is read of them. */
function columnsAlike(
  measure: MeasureDef,
  source: string,
  read: readonly Dimension[],
  conditions: readonly string[],
): readonly string[] {
  const { subject, value, ofMinutes } = measure;
  const together =
    (subject === 'work' || subject === 'links') &&
    source === 'inPeriod' &&
    (value === null || ofMinutes) &&
    conditions.every((code) => filters[code]?.ofRow);
  const columns = read.flatMap(({ reads }) => reads ?? []);
  if (!together || columns.length < read.length) return [];
  // Links are those of a travail, whatever is read of it
  return [...new Set(subject === 'links' ? ['request_types', ...columns] : columns)];
}

/** The end of the period; of each year where years stand side by side. */
function endOf(question: Question, back: number, reduced: boolean, on: SQL): SQL {
  const [first] = rangesOf(question, back);
  const end = sql`${first!.to}::date`;
  if (!question.threeYears || reduced) return end;
  return sql`(${end} - make_interval(years => extract(year from ${end})::int - extract(year from ${on})::int))::date`;
}

function keyOf(
  base: Base,
  dimension: Dimension,
  code: string,
  measure: MeasureDef,
  key: Dimension['key'] = dimension.key,
): SQL {
  try {
    if (measure.along && !measure.along.includes(code)) throw new NotHere();
    return key(base);
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    throw new Unanswerable(
      'dimensions',
      `« ${dimension.label} » (${code}) ne s’applique pas à « ${measure.label} ».`,
    );
  }
}

function conditionOf(base: Base, code: string, measure: MeasureDef): SQL {
  const filter = Object.hasOwn(filters, code) ? filters[code] : undefined;
  if (!filter)
    throw new Unanswerable('filters', `Le filtre « ${code} » ne s’applique pas à « ${measure.label} ».`);
  try {
    if (measure.along) throw new NotHere();
    return filter.condition(base);
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    throw new Unanswerable('filters', `« ${filter.label} » ne s’applique pas à « ${measure.label} ».`);
  }
}

const array = (codes: readonly string[]): SQL =>
  sql`array[${sql.join(
    codes.map((code) => sql`${code}::text`),
    sql`, `,
  )}]::text[]`;
