import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { may, requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { picks, reports } from './catalogue/reports.ts';
import { diffuse } from './diffusion/diffuse.service.ts';
import { dimensionOf, personsBehind, type Figure } from './engine/compile.ts';
import { itemsOf } from './engine/labels.ts';
import { measures } from './engine/measures.ts';
import { balances, withBalance } from './engine/balance.ts';
import { rangesOf } from './engine/question.ts';
import { cellsOf, codesMet, topOf } from './engine/table.ts';
import { reviewSecurity } from './security/review.service.ts';
import { byWorker, ofTeam, withoutTeam, withTeam, type Team } from './engine/team.ts';
import { factsAsOf } from './facts.service.ts';
import {
  figuresOf,
  isFor,
  ofDefinition,
  ofQuery,
  ofReport,
  pickable,
  requireAudience,
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

/** The catalogue, for whoever reads statistics somewhere: the reports that are for him. */
export function listReports(ctx: Context): ReportShown[] {
  const counts = may(ctx, 'readStatistics');
  // Who reviews security counts nothing else
  if (!counts) requireMay(ctx, 'searchAudit');
  return [...reports().values()]
    .filter((report) => isFor(ctx, report) && (counts || report.audience === 'security'))
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
  const report = reports().get(reportId);
  if (report?.audience === 'security') {
    // Who reviews security need hold no statistics
    requireAudience(ctx, report);
    return reviewSecurity(ctx, report, input);
  }
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
  return (await counted(ctx, definition, over))();
}

/**
 * The same in two steps: its figures, which take their time, then the table. Of several for diffusion, all are counted
 * first: what was diffused is held still, for the whole tenant, only while they are compared with it.
 */
export async function counted(
  ctx: Context,
  definition: Definition,
  over: RunOver,
): Promise<() => Promise<Table>> {
  requireMode(ctx, over.mode);
  return figuresFirst(ctx, await ofDefinition(ctx, definition, over), over.mode);
}

/** Figures that hide nothing are for the service itself: a program has those of a diffusion. */
export function requireMode(ctx: Context, mode: Mode = 'internal'): void {
  requireMay(ctx, 'readStatistics');
  if (mode === 'diffusion' || may(ctx, 'readInternalStatistics')) return;
  const detail = 'Un programme reçoit les statistiques en mode diffusion seulement.';
  throw new Problem('forbidden', detail, { errors: [{ pointer: '/mode', detail }] });
}

const notByWorker =
  'Des chiffres par intervenant ne sont diffusés que par l’encadrement : ils diraient le travail d’une personne. Rien n’a été diffusé. Retirez les intervenants du tableau.';

const notOfTeam =
  'Les congés et les présences de l’équipe restent dans le service : ils diraient la santé ou l’absence d’une personne. Rien n’a été diffusé. Retirez ce tableau.';

/** Whether a question counts the leave of the team. */
const isOfLeave = ({ measures: asked }: Asked['question']): boolean =>
  asked.some(({ of, numerator }) =>
    ['leave', 'leaveRights', 'presence'].includes(measures[numerator?.of ?? of]?.subject ?? ''),
  );

const answer = async (ctx: Context, asked: Asked, mode?: Mode): Promise<Table> =>
  (await figuresFirst(ctx, asked, mode))();

async function figuresFirst(
  ctx: Context,
  asked: Asked,
  mode: Mode = 'internal',
): Promise<() => Promise<Table>> {
  const { question } = asked;
  const team = asked.team && question.dimensions.includes(byWorker) ? asked.team : undefined;
  if (team && mode === 'diffusion') throw new Problem('disclosure', notByWorker, { reason: 'worker' });
  if (mode === 'diffusion' && isOfLeave(question))
    throw new Problem('disclosure', notOfTeam, { reason: 'worker' });
  const facts = await factsAsOf(ctx);
  const found = await figuresOf(ctx, asked, mode === 'diffusion' ? { behind: personsBehind } : {});
  await audit(ctx, 'statistics.run', {
    facts: {
      ...(asked.report === null ? {} : { report: asked.report }),
      mode,
      measures: question.measures.map(({ kind, of }) => `${kind}:${of}`),
      dimensions: question.dimensions,
      filters: question.filters,
      from: question.period.from,
      to: question.period.to,
      units: question.unitIds.length,
    },
  });
  return () => tableFrom(ctx, asked, mode, { found, facts, team });
}

async function tableFrom(
  ctx: Context,
  asked: Asked,
  mode: Mode,
  {
    found,
    facts,
    team,
  }: {
    readonly found: readonly Figure[];
    readonly facts: Awaited<ReturnType<typeof factsAsOf>>;
    readonly team: Team | undefined;
  },
): Promise<Table> {
  const { report, question, catalogue } = asked;
  const kept = mode === 'diffusion' ? await diffuse(ctx, asked, found) : undefined;
  const own = team && ofTeam(question, found, team);
  const figures: readonly Figure[] = own?.figures ?? kept?.figures ?? found;
  const balanced = withBalance(question, codesMet(question, figures));
  const met = team ? withTeam(question, balanced, team) : balanced;
  const ranges = rangesOf(question, 0);
  const axes = await Promise.all(
    question.dimensions.map(async (code, index) => {
      const items = await itemsOf(ctx, dimensionOf(catalogue, code), met[index]!, ranges);
      return { dimension: shownDimension(catalogue, code), items: [...topOf(items, figures, question)] };
    }),
  );
  const items = axes.map((axis) => axis.items);
  const all = cellsOf(question, items, figures, mode);
  const cells = own ? withoutTeam(question, items, all, own.untold) : all;
  return {
    report,
    mode,
    threshold: kept?.threshold ?? null,
    team: team ? { atLeast: team.atLeast } : null,
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
