import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { may, requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { picks, reports } from './catalogue/reports.ts';
import { diffuse } from './diffusion/diffuse.service.ts';
import { dimensionOf, type Figure } from './engine/compile.ts';
import { itemsOf } from './engine/labels.ts';
import { balances, withBalance } from './engine/balance.ts';
import { rangesOf } from './engine/question.ts';
import { cellsOf, codesMet, topOf } from './engine/table.ts';
import { factsAsOf } from './facts.service.ts';
import {
  figuresOf,
  ofDefinition,
  ofQuery,
  ofReport,
  pickable,
  shownDimension,
  shownMeasure,
  staticDimensions,
  type Asked,
} from './questions.service.ts';
import type {
  Definition,
  Mode,
  QueryInput,
  ReportRun,
  ReportShown,
  RunOver,
  Table,
} from './statistics.schema.ts';

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
  requireMode(ctx, input.mode);
  return answer(ctx, await ofReport(ctx, reportId, input), input.mode);
}

/** The figures of a question asked freely. */
export async function query(ctx: Context, input: QueryInput): Promise<Table> {
  requireMode(ctx, input.mode);
  return answer(ctx, await ofQuery(ctx, input), input.mode);
}

/** The figures of a definition, over a period and units: what is saved, put in an activity report or exported. */
export async function tableOf(ctx: Context, definition: Definition, over: RunOver): Promise<Table> {
  requireMode(ctx, over.mode);
  return answer(ctx, await ofDefinition(ctx, definition, over), over.mode);
}

/** Figures that hide nothing are for the service itself: a program has those of a diffusion. */
function requireMode(ctx: Context, mode: Mode = 'internal'): void {
  requireMay(ctx, 'readStatistics');
  if (mode === 'diffusion' || may(ctx, 'readInternalStatistics')) return;
  const detail = 'Un programme reçoit les statistiques en mode diffusion seulement.';
  throw new Problem('forbidden', detail, { errors: [{ pointer: '/mode', detail }] });
}

async function answer(ctx: Context, asked: Asked, mode: Mode = 'internal'): Promise<Table> {
  const { report, question, catalogue } = asked;
  const facts = await factsAsOf(ctx);
  const found = await figuresOf(ctx, asked, { behind: mode === 'diffusion' });
  await audit(ctx, 'statistics.run', {
    facts: {
      ...(report === null ? {} : { report }),
      mode,
      measures: question.measures.map(({ kind, of }) => `${kind}:${of}`),
      dimensions: question.dimensions,
      filters: question.filters,
      from: question.period.from,
      to: question.period.to,
      units: question.unitIds.length,
    },
  });
  const kept = mode === 'diffusion' ? await diffuse(ctx, asked, found) : undefined;
  const figures: readonly Figure[] = kept?.figures ?? found;
  const met = withBalance(question, codesMet(question, figures));
  const ranges = rangesOf(question, 0);
  const axes = await Promise.all(
    question.dimensions.map(async (code, index) => {
      const items = await itemsOf(ctx, dimensionOf(catalogue, code), met[index]!, ranges);
      return { dimension: shownDimension(catalogue, code), items: [...topOf(items, figures, question)] };
    }),
  );
  const items = axes.map((axis) => axis.items);
  const cells = cellsOf(question, items, figures, mode);
  return {
    report,
    mode,
    threshold: kept?.threshold ?? null,
    publicationId: kept?.publicationId ?? null,
    period: question.period,
    unitIds: [...question.unitIds],
    measures: question.measures.map(shownMeasure),
    axes,
    cells: [...cells, ...balances(question, items, cells)].map(({ at, values, before }) => ({
      at: [...at],
      values: [...values],
      before: before.map((year) => [...year]),
    })),
    asOf: facts.asOf.toISOString(),
    waiting: facts.waiting,
  };
}
