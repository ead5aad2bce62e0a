import { countedBy, dimensionOf, termsOf, type Catalogue, type Figure } from '../engine/compile.ts';
import { filters } from '../engine/filters.ts';
import { rangesOf, type Question } from '../engine/question.ts';
import { sources } from '../engine/sources.ts';
import {
  ALL,
  cellKey,
  Undisclosable,
  type Cell,
  type Code,
  type DisclosureTable,
} from '../disclosure/disclosed-table.ts';
import { tableFromRows } from '../disclosure/from-rows.ts';
import type { Part } from '../disclosure/guard.ts';
import type { AxisMeaning, Days, Population } from '../disclosure/populations.ts';

type NumberedTerm = ReturnType<typeof termsOf>[number];

/** Where units stand: whose values they are on an axis of entities. */
export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
}

/**
 * What a question asks, as tables to protect: one for each term and year, and one more for a rate, whose terms tell of
 * each other. A median shows where its middle stands and no least nor greatest is ever asked.
 */
export function partsOf(
  question: Question,
  figures: readonly Figure[],
  catalogue: Catalogue,
  units: readonly Unit[],
  threshold: number,
): Part[] {
  const terms = termsOf(question);
  const years = Array.from({ length: question.compare + 1 }, (_, back) => back);
  return years.flatMap((back) => {
    const rows = terms.map((_, term) => figures.filter((one) => one.back === back && one.term === term));
    const meanings = meaningsOf(question, rows.flat(), units);
    const part = (term: NumberedTerm, table: DisclosureTable): Part => ({
      back,
      base: populationOf(question, term, back),
      meanings,
      sensitive: sensitiveOf(question, catalogue),
      table,
      ofActs: term.kind === 'count' && countedBy(question, term.term).measure.subject !== 'people',
      isJoint: false,
      small: [],
    });
    const own = terms.map((term, at) => part(term, tableOf(question, catalogue, term.kind, rows[at]!)));
    const rates = question.measures.flatMap((measure, index) => {
      if (measure.kind !== 'rate') return [];
      const at = (of: 'numerator' | 'denominator') =>
        terms.findIndex((term) => term.measure === index && term.part === of);
      const [above, below] = [own[at('numerator')]!, own[at('denominator')]!];
      const isShare = measure.numerator?.of === measure.denominator?.of;
      return [{ ...below, ...sideBySide(above.table, below.table, isShare, threshold), isJoint: true }];
    });
    return [...distinct(own), ...rates];
  });
}

/** The same population twice, as a count and the mean beside it, is protected for both: only what repeats goes. */
const distinct = (parts: readonly Part[]): Part[] => [
  ...new Map(parts.map((part) => [JSON.stringify([part.base.counted, textOf(part)]), part])).values(),
];
const textOf = ({ base, table }: Part) => [
  [...base.conditions],
  [...base.only.keys()],
  table.derived,
  table.quantities,
];

function tableOf(
  question: Question,
  catalogue: Catalogue,
  kind: NumberedTerm['kind'],
  figures: readonly Figure[],
): DisclosureTable {
  const valuesOf = ({ value, counted }: Figure): number[] =>
    ({
      count: [value ?? 0],
      sum: [value ?? 0],
      avg: [(value ?? 0) * counted, counted],
      median: [counted],
    })[kind];
  if (figures.some((figure) => valuesOf(figure).some((value) => value < 0)))
    throw new Undisclosable('margins', 'what goes below nought cannot be added up');
  const table = tableFromRows(
    {
      axes: question.dimensions.map((code) => ({
        code,
        sensitive: dimensionOf(catalogue, code).sensitive,
      })),
      quantities: {
        count: [{ code: 'count', kind: 'count' as const, overlaps: [] }],
        sum: [{ code: 'sum', kind: 'amount' as const, overlaps: [] }],
        avg: [
          { code: 'sum', kind: 'amount' as const, overlaps: [] },
          { code: 'count', kind: 'count' as const, overlaps: [] },
        ],
        median: [{ code: 'count', kind: 'count' as const, overlaps: [] }],
      }[kind],
      derived: {
        count: [],
        sum: [],
        avg: [{ kind: 'mean' as const, sum: 'sum', count: 'count' }],
        median: [{ kind: 'median' as const }],
      }[kind],
    },
    figures.map((figure) => ({
      totals: figure.totals,
      codes: [figure.k1, figure.k2, figure.k3],
      behind: figure.behind ?? 0,
      values: valuesOf(figure),
    })),
  );
  return withOverlaps(table);
}

/**
 * Along an axis whose parts do not add up to their total, one counts under several values. Where they do add up, who
 * reads them is taken to know it: he subtracts.
 */
function withOverlaps(table: DisclosureTable): DisclosureTable {
  const sums = new Map<string, { axis: number; values: number[] }>();
  for (const { key, values } of table.cells)
    key.forEach((code, axis) => {
      if (code === ALL) return;
      const line = `${String(axis)} ${cellKey(key.map((one, at) => (at === axis ? ALL : one)))}`;
      const sum = sums.get(line) ?? { axis, values: values.map(() => 0) };
      values.forEach((value, at) => (sum.values[at]! += value));
      sums.set(line, sum);
    });
  const totals = new Map(table.cells.map(({ key, values }) => [cellKey(key), values]));
  const overlaps = table.quantities.map(() => new Set<string>());
  for (const [line, { axis, values }] of sums)
    values.forEach((sum, at) => {
      const total = totals.get(line.slice(line.indexOf(' ') + 1))?.[at] ?? 0;
      if (Math.abs(total - sum) > 1e-6 * Math.max(1, sum)) overlaps[at]!.add(table.axes[axis]!.code);
    });
  return {
    ...table,
    quantities: table.quantities.map((quantity, at) => ({ ...quantity, overlaps: [...overlaps[at]!] })),
  };
}

/** Both terms of a rate in one table, over the persons of the second; too few of the first are told apart. */
function sideBySide(above: DisclosureTable, below: DisclosureTable, isShare: boolean, threshold: number) {
  const tops = new Map(above.cells.map((cell) => [cellKey(cell.key), cell]));
  const bottoms = new Map(below.cells.map((cell) => [cellKey(cell.key), cell]));
  const cells = [...new Map([...tops, ...bottoms])].map(([name, { key }]): Cell => ({
    key,
    behind: bottoms.get(name)?.behind ?? 0,
    values: [tops.get(name)?.values[0] ?? 0, bottoms.get(name)?.values[0] ?? 0],
  }));
  const table: DisclosureTable = {
    axes: below.axes,
    quantities: [
      { ...above.quantities[0]!, code: 'numerator' },
      { ...below.quantities[0]!, code: 'denominator' },
    ],
    derived: [{ kind: 'rate', numerator: 'numerator', denominator: 'denominator', sensitive: isShare }],
    cells,
  };
  const small = above.cells.flatMap(({ key, behind }) =>
    behind > 0 && behind < threshold ? [cellKey(key)] : [],
  );
  return { table, small };
}

/** Who or what a term counts, in the words that tell whether one figure is a part of another. */
function populationOf(question: Question, { term }: NumberedTerm, back: number): Population {
  const { measure, rows, conditions } = countedBy(question, term);
  // Several names for the same rows are one
  const source = Object.entries(sources[measure.subject]).find(([, one]) => one === rows)![0];
  const beside = conditions.filter((code) => code !== source && filters[code]);
  const isStock = rows.at === 'end' && rows.fact === 'spell';
  return {
    counted: term.of,
    units: new Set(question.unitIds),
    days: spanOf(question, back, isStock),
    conditions: new Set([source, ...beside.filter((code) => !filters[code]?.sensitive)]),
    only: new Map<string, ReadonlySet<Code>>([
      ...question.only.map(({ dimension, codes }) => [dimension, new Set<Code>(codes)] as const),
      ...beside
        .filter((code) => filters[code]?.sensitive)
        .map((code) => [filterAxis(code), new Set<Code>(['yes'])] as const),
    ]),
  };
}

/** A filter that must not be told of everybody, as a value kept along a dimension. */
const filterAxis = (code: string) => `filter ${code}`;

function sensitiveOf(question: Question, catalogue: Catalogue): Set<string> {
  const along = [...question.dimensions, ...question.only.map(({ dimension }) => dimension)];
  return new Set([
    ...along.filter((code) => dimensionOf(catalogue, code).sensitive),
    ...Object.keys(filters).map(filterAxis),
  ]);
}

/** The days counted; of what stands at the end of the period, its last. */
function spanOf(question: Question, back: number, isStock: boolean): Days {
  const ranges = rangesOf(question, back);
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1)!;
  return { from: isStock ? to : ranges.map((range) => range.from).sort()[0]!, to };
}

function meaningsOf(
  question: Question,
  figures: readonly Figure[],
  units: readonly Unit[],
): Record<string, AxisMeaning> {
  const meanings: Record<string, AxisMeaning> = {};
  question.dimensions.forEach((dimension, axis) => {
    const met = new Set(figures.map((figure) => [figure.k1, figure.k2, figure.k3][axis]));
    const codes = [...met].filter((code) => typeof code === 'string');
    const each = <T>(of: (code: string) => T) => Object.fromEntries(codes.map((code) => [code, of(code)]));
    if (dimension === 'month') meanings[dimension] = { days: each(daysOfMonth) };
    if (dimension === 'year')
      meanings[dimension] = { days: each((code) => ({ from: `${code}-01-01`, to: `${code}-12-31` })) };
    if (dimension === 'entity' || dimension === 'toEntity')
      meanings[dimension] = { units: each((code) => within(code, units)) };
    if (dimension === 'subEntity') meanings[dimension] = { units: each((code) => subEntity(code, units)) };
  });
  return meanings;
}

function daysOfMonth(code: string): Days {
  const [year, month] = code.split('-').map(Number);
  const last = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  return { from: `${code}-01`, to: `${code}-${String(last)}` };
}

/** The entity a unit belongs to, as the engine takes it: the nearest above it, itself included, or the top. */
function entityOf(unit: Unit, units: readonly Unit[]): string {
  if (unit.kind === 'entity' || unit.kind === 'clientCompany') return unit.id;
  const parent = units.find(({ id }) => id === unit.parentId);
  return parent ? entityOf(parent, units) : unit.id;
}

const within = (entity: string, units: readonly Unit[]): string[] =>
  units.filter((unit) => entityOf(unit, units) === entity).map(({ id }) => id);

/** A sub-entity is a unit; « sans sous-entité » is the entities themselves. */
const subEntity = (code: string, units: readonly Unit[]): string[] =>
  units.some(({ id }) => id === code)
    ? [code]
    : units.filter((unit) => entityOf(unit, units) === unit.id).map(({ id }) => id);
