import type { Context } from '../../db/database.ts';
import { notFound, Problem, invalid } from '../../http/problem.ts';
import { may, requireMay, whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { picks, reports, type Report } from './catalogue/reports.ts';
import { compile, dimensionOf, type Catalogue } from './engine/compile.ts';
import { dimensions } from './engine/dimensions.ts';
import { fieldDimension, fieldPrefix } from './engine/situation.ts';
import { itemsOf } from './engine/labels.ts';
import { measures } from './engine/measures.ts';
import {
  limits,
  rangesOf,
  Unanswerable,
  yearsBefore,
  type Measure,
  type Question,
  type Term,
} from './engine/question.ts';
import { balances, withBalance } from './engine/balance.ts';
import { cellsOf, codesMet, topOf } from './engine/table.ts';
import type { Definition, QueryInput, ReportRun, ReportShown, RunOver, Table } from './statistics.schema.ts';
import * as store from './statistics.store.ts';

/** The catalogue, for whoever reads statistics somewhere. */
export function listReports(ctx: Context): ReportShown[] {
  requireMay(ctx, 'readStatistics');
  const isForTeams = may(ctx, 'readTeamStatistics');
  return [...reports().values()]
    .filter(({ audience }) => audience === 'service' || isForTeams)
    .map((report) => ({
      id: report.id,
      theme: report.theme,
      title: report.title,
      definition: report.definition,
      measures: report.measures.map(shownMeasure),
      dimensions: report.dimensions.map((code) => shownDimension(staticDimensions, code)),
      picks: report.dimensions.some((code) => code in picks) ? pickable : [],
      filters: [...report.filters],
      ...(report.top === undefined ? {} : { top: report.top }),
      chart: report.chart,
      audience: report.audience,
      runnable: report.waitsFor.length === 0,
      waitsFor: [...report.waitsFor],
    }));
}

/** The figures of a report of the catalogue. */
export async function runReport(ctx: Context, reportId: string, input: ReportRun): Promise<Table> {
  requireMay(ctx, 'readStatistics');
  const report = reports().get(reportId);
  if (!report) throw notFound();
  if (report.audience === 'administrators') requireMay(ctx, 'readTeamStatistics');
  if (report.waitsFor.length > 0)
    throw new Problem(
      'conflict',
      `Le rapport « ${report.title} » attend une fonction qui n’est pas encore là : ses sources n’existent pas.`,
    );
  return answer(ctx, reportId, input, {
    measures: report.measures,
    dimensions: chosen(report, input),
    filters: report.filters,
    top: report.top,
    threeYears: report.threeYears,
  });
}

/** The figures of a question asked freely. */
export async function query(ctx: Context, input: QueryInput): Promise<Table> {
  requireMay(ctx, 'readStatistics');
  return answer(ctx, null, input, {
    measures: input.measures.map((measure) => ({ ...measure, unit: unitOf(measure) })),
    dimensions: input.dimensions ?? [],
    filters: input.filters ?? ['inPeriod'],
    top: input.top,
  });
}

/** The figures of a definition, over a period and units: what is saved, put in an activity report or exported. */
export async function tableOf(ctx: Context, asked: Definition, over: RunOver): Promise<Table> {
  const { reportCode, question, dimensions: along, only = [], compare } = asked;
  if ((reportCode === undefined) === (question === undefined))
    throw invalid('/reportCode', 'Indiquez soit un rapport du catalogue, soit une question.');
  if (reportCode !== undefined)
    return runReport(ctx, reportCode, { ...over, dimensions: along, only, compare });
  if (along) throw invalid('/dimensions', 'Les dimensions d’une question sont dans la question.');
  return query(ctx, { ...over, ...question!, only: [...(question!.only ?? []), ...only], compare });
}

async function answer(
  ctx: Context,
  report: string | null,
  input: ReportRun | QueryInput,
  asked: Pick<Question, 'measures' | 'dimensions' | 'filters' | 'top' | 'threeYears'>,
): Promise<Table> {
  const question: Question = {
    ...asked,
    only: input.only ?? [],
    period: input.period,
    unitIds: await unitsOf(ctx, input.unitIds),
    compare: (input.compare ?? 0) as Question['compare'],
  };
  check(question);
  if (input.mode === 'diffusion')
    throw invalid('/mode', 'La diffusion hors du service n’est pas encore possible.');
  const catalogue = await catalogueOf(ctx, question);
  const figures = await store.figures(ctx, compiled(ctx, question, catalogue));
  if (figures.length > limits.cells)
    throw invalid(
      '/dimensions',
      `Ce tableau dépasserait ${String(limits.cells)} cases. Réduisez la période, les entités ou le nombre de dimensions.`,
    );
  await audit(ctx, 'statistics.run', {
    facts: {
      ...(report === null ? {} : { report }),
      measures: question.measures.map(({ kind, of }) => `${kind}:${of}`),
      dimensions: question.dimensions,
      filters: question.filters,
      from: question.period.from,
      to: question.period.to,
      units: question.unitIds.length,
    },
  });
  const met = withBalance(question, codesMet(question, figures));
  const ranges = rangesOf(question, 0);
  const axes = await Promise.all(
    question.dimensions.map(async (code, index) => {
      const items = await itemsOf(ctx, dimensionOf(catalogue, code), met[index]!, ranges);
      return { dimension: shownDimension(catalogue, code), items: [...topOf(items, figures, question)] };
    }),
  );
  const items = axes.map((axis) => axis.items);
  const cells = cellsOf(question, items, figures);
  return {
    report,
    mode: 'internal',
    threshold: null,
    publicationId: null,
    period: question.period,
    unitIds: [...question.unitIds],
    measures: question.measures.map(shownMeasure),
    axes,
    cells: [...cells, ...balances(question, items, cells)].map(({ at, values, before }) => ({
      at: [...at],
      values: [...values],
      before: before.map((year) => [...year]),
    })),
    asOf: ctx.now.toISOString(),
    waiting: await store.waiting(ctx),
  };
}

/** The units counted: those asked, each of which must be held; all those held otherwise. */
async function unitsOf(ctx: Context, asked: readonly string[] | undefined): Promise<string[]> {
  const held = await store.unitsAmong(ctx, whereMay(ctx, 'readStatistics'));
  if (!asked) return held;
  if (asked.some((id) => !held.includes(id))) throw notFound();
  return [...new Set(asked)];
}

function check({ period, dimensions: along, only }: Question): void {
  if (period.from > period.to)
    throw invalid('/period/to', 'La fin de la période doit venir après son début.');
  if (period.from <= yearsBefore(period.to, limits.years))
    throw invalid('/period/from', `La période ne peut dépasser ${String(limits.years)} ans.`);
  if (along.length > limits.dimensions)
    throw invalid('/dimensions', `Choisissez ${String(limits.dimensions)} dimensions au plus.`);
  if (new Set(along).size < along.length)
    throw invalid('/dimensions', 'Une dimension ne peut être choisie deux fois.');
  if (new Set(only.map(({ dimension }) => dimension)).size < only.length)
    throw invalid('/only', 'Une dimension ne peut être filtrée deux fois.');
}

function compiled(ctx: Context, question: Question, catalogue: Catalogue) {
  try {
    return compile(ctx.actor.tenantId, question, catalogue);
  } catch (error) {
    if (error instanceof Unanswerable) throw invalid(`/${error.part}`, error.message);
    throw error;
  }
}

const staticDimensions: Catalogue = new Map(Object.entries(dimensions));
/** The fields of the tenant are dimensions too; they are read when one is asked. */
async function catalogueOf(ctx: Context, question: Question): Promise<Catalogue> {
  const asked = [...question.dimensions, ...question.only.map(({ dimension }) => dimension)];
  if (!asked.some((code) => code.startsWith(fieldPrefix))) return staticDimensions;
  const own = (await store.fields(ctx)).flatMap((field) => {
    const dimension = fieldDimension(field);
    return dimension ? [[`${fieldPrefix}${field.code}`, dimension] as const] : [];
  });
  return new Map([...staticDimensions, ...own]);
}

/** What applies to persons: any of these may stand in a profile to choose. */
const pickable = Object.entries(dimensions)
  .filter(([, { coarse }]) => coarse)
  .map(([code]) => code);

function chosen(report: Report, { dimensions: given }: ReportRun): readonly string[] {
  const open = report.dimensions.filter((code) => code in picks);
  if (!given) return report.dimensions.map((code) => picks[code] ?? code);
  if (open.length === 0) throw invalid('/dimensions', 'Ce rapport ne laisse pas choisir ses dimensions.');
  if (given.length !== open.length)
    throw invalid('/dimensions', `Ce rapport demande ${String(open.length)} dimensions.`);
  const wrong = given.find((code) => !pickable.includes(code));
  if (wrong !== undefined)
    throw invalid('/dimensions', `La dimension « ${wrong} » ne s’applique pas aux bénéficiaires.`);
  return given;
}

function unitOf(measure: QueryInput['measures'][number]): string {
  if (measure.kind !== 'rate') return measures[measure.of]?.unit ?? '';
  const of = (code: string | undefined) => (code === undefined ? '' : (measures[code]?.unit ?? ''));
  const [above, below] = [of(measure.numerator?.of), of(measure.denominator?.of)];
  return measure.numerator?.of === measure.denominator?.of ? '%' : `${above} / ${below}`;
}

const shownMeasure = ({ kind, of, unit, numerator, denominator }: Measure) => ({
  kind,
  of,
  label: measures[of]?.label ?? of,
  unit,
  ...(numerator && denominator
    ? { numerator: shownTerm(numerator), denominator: shownTerm(denominator) }
    : {}),
});
const shownTerm = ({ of, filters }: Term) => ({ of, ...(filters ? { filters: [...filters] } : {}) });

function shownDimension(catalogue: Catalogue, code: string) {
  const dimension = catalogue.get(code);
  if (!dimension && code in picks) return { code, label: 'Dimension au choix', sensitive: true };
  return { code, label: dimension?.label ?? code, sensitive: dimension?.sensitive ?? true };
}
