import type { Context } from '../../../db/database.ts';
import { invalid } from '../../../http/problem.ts';
import { audit } from '../../audit/audit.service.ts';
import { itemsOfList } from '../../configuration/configuration.service.ts';
import type { Report } from '../catalogue/reports.ts';
import type { Figure } from '../engine/compile.ts';
import { dimensions } from '../engine/dimensions.ts';
import { itemsOf } from '../engine/labels.ts';
import { limits, yearsBefore, type Period, type Question } from '../engine/question.ts';
import type { Dimension } from '../engine/situation.ts';
import { cellsOf, codesMet } from '../engine/table.ts';
import { shownDimension, shownMeasure, staticDimensions } from '../questions.service.ts';
import type { ReportRun, Table } from '../statistics.schema.ts';
import { reviewDimensions, tracesOf } from './review.ts';
import * as store from './review.store.ts';

/**
 * The figures of a report that reads the security log, for whoever may search it: over the whole tenant, inside the
 * service, and nowhere else. That they were read, over which days and by which role, is a trace.
 */
export async function reviewSecurity(
  ctx: Context,
  report: Pick<Report, 'id' | 'measures' | 'dimensions' | 'filters'>,
  input: ReportRun,
): Promise<Table> {
  const { period } = input;
  requireOnlyPeriod(input);
  const kept = await store.keptSince(ctx);
  requireKept(period, kept);
  const found = await store.reviewFigures(ctx, report.id, tracesOf[report.id]!, period, kept);
  await audit(ctx, 'audit.reviewed', {
    facts: {
      report: report.id,
      from: period.from,
      to: period.to,
      right: 'searchAudit',
      roles: ctx.actor.roles,
    },
  });
  const question = askedOf(report, period);
  const codes = await codesOf(ctx, report.dimensions);
  const figures = found.map((row) => figureOf(row, codes));
  if (figures.length > limits.cells)
    throw invalid(
      '/period/from',
      `Ce tableau dépasserait ${String(limits.cells)} cases. Réduisez la période.`,
    );
  const met = codesMet(question, figures);
  const latest = latestOf(found);
  const axes = await Promise.all(
    report.dimensions.map(async (code, index) => ({
      dimension: shownDimension(staticDimensions, code),
      items: (await itemsOf(ctx, dimensionOf(code), met[index]!, [period])).map((item) => {
        const latestAt = index === 0 ? latest.get(item.code) : undefined;
        return latestAt === undefined ? item : { ...item, latestAt };
      }),
    })),
  );
  const cells = cellsOf(
    question,
    axes.map(({ items }) => items),
    figures,
  );
  return {
    report: report.id,
    mode: 'internal',
    threshold: null,
    team: null,
    publicationId: null,
    period,
    unitIds: [],
    measures: report.measures.map(shownMeasure),
    axes,
    cells: cells.map(({ at, values }) => ({ at: [...at], values: [...values], before: [] })),
    asOf: ctx.now.toISOString(),
    waiting: 0,
  };
}

/** The log is of the whole tenant and leaves it in no form: a review is asked over days, and nothing else. */
function requireOnlyPeriod({
  mode = 'internal',
  unitIds,
  only = [],
  compare = 0,
  dimensions: along,
}: ReportRun) {
  if (mode !== 'internal')
    throw invalid('/mode', 'Ces chiffres ne se diffusent pas : ils servent à la sécurité.');
  if (unitIds)
    throw invalid('/unitIds', 'Le journal est celui de tout le client : il ne se lit pas par entité.');
  if (only.length > 0)
    throw invalid('/only', 'Une revue de sécurité se lit entière : elle n’a pas de filtre.');
  if (compare > 0) throw invalid('/compare', 'Une revue de sécurité ne se compare pas à une autre année.');
  if (along) throw invalid('/dimensions', 'Ce rapport ne laisse pas choisir ses dimensions.');
}

const longDay = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

function requireKept({ from, to }: Period, kept: string | null): void {
  if (from > to) throw invalid('/period/to', 'La fin de la période doit venir après son début.');
  if (from <= yearsBefore(to, limits.years))
    throw invalid('/period/from', `La période ne peut dépasser ${String(limits.years)} ans.`);
  if (kept !== null && from < kept)
    throw invalid(
      '/period/from',
      `Les traces plus anciennes sont effacées : commencez la période le ${longDay.format(new Date(kept))} ou après.`,
    );
}

const askedOf = (
  { measures, dimensions: along, filters }: Pick<Report, 'measures' | 'dimensions' | 'filters'>,
  period: Period,
): Question => ({ measures, dimensions: along, filters, only: [], period, unitIds: [], compare: 0 });

type Codes = readonly ReadonlyMap<string, string>[];

/** The codes that the tenant’s lists have for what traces say, by dimension. */
async function codesOf(ctx: Context, along: readonly string[]): Promise<Codes> {
  const all: ReadonlyMap<string, string>[] = [];
  for (const code of along) {
    const own = reviewDimensions[code];
    const items = own ? await itemsOfList(ctx, own.list) : [];
    const pairs = items.map((item, rank) => [own?.names[rank], item.code] as const);
    all.push(new Map(pairs.filter((pair): pair is [string, string] => typeof pair[0] === 'string')));
  }
  return all;
}

function figureOf({ totals, k1, k2, counted }: store.ReviewFigure, codes: Codes): Figure {
  const coded = (name: string | null, at: number) => (name === null ? null : (codes[at]?.get(name) ?? name));
  return {
    ...{ term: 0, back: 0, totals, k1: coded(k1, 0), k2: coded(k2, 1), k3: null },
    ...{ value: counted, counted, excluded: 0, behind: null },
  };
}

/** How a dimension is shown: workers and months as everywhere, the others as their lists have them. */
function dimensionOf(code: string): Dimension {
  const own = reviewDimensions[code];
  if (!own) return dimensions[code]!;
  const { label, sensitive, list } = own;
  return { label, sensitive, own: own.own, values: { kind: 'list', list }, key: () => unasked(code) };
}
const unasked = (code: string): never => {
  throw new Error(`${code} is read of no fact`);
};

/** When each value of the first dimension was last met. */
const latestOf = (found: readonly store.ReviewFigure[]): ReadonlyMap<string | null, string> =>
  new Map(
    found.flatMap(({ totals, k1, latest }) =>
      totals === 1 && latest !== null ? [[k1, new Date(latest).toISOString()] as const] : [],
    ),
  );
