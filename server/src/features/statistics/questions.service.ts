import type { Context } from '../../db/database.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { may, requireMay, whereMay } from '../access/roles.service.ts';
import { picks, reports, type Report } from './catalogue/reports.ts';
import { readThresholds } from '../organisation/thresholds.service.ts';
import { compile, mostFigures, type Behind, type Catalogue, type Figure } from './engine/compile.ts';
import { dimensions } from './engine/dimensions.ts';
import { measures } from './engine/measures.ts';
import {
  limits,
  Unanswerable,
  yearsBefore,
  type Measure,
  type Question,
  type Term,
} from './engine/question.ts';
import { fieldDimension, fieldPrefix } from './engine/situation.ts';
import { byWorker, othersBehind, ownWorker, type Team } from './engine/team.ts';
import { reviewDimensions, reviewMeasures } from './security/review.ts';
import type { Definition, QueryInput, ReportRun, RunOver } from './statistics.schema.ts';
import * as store from './statistics.store.ts';

/** A question to answer, and what it is called. */
export interface Asked {
  /** Of the catalogue; null for a question of one's own. */
  readonly report: string | null;
  readonly title: string;
  readonly question: Question;
  readonly catalogue: Catalogue;
  /** Of figures by worker, for who does not answer for the team. */
  readonly team: Team | undefined;
}

/** A report that is for who asks, and that is made of what the service counts. */
export function requireReport(ctx: Context, reportId: string): Report {
  const report = reports().get(reportId);
  if (!report) throw notFound();
  requireAudience(ctx, report);
  if (report.audience === 'security')
    throw new Problem(
      'conflict',
      `Le rapport « ${report.title} » se lit dans le journal des accès, pour la sécurité seulement.`,
    );
  if (report.waitsFor.length > 0)
    throw new Problem(
      'conflict',
      `Le rapport « ${report.title} » attend une fonction qui n’est pas encore là.`,
    );
  return report;
}

/** What a report of the catalogue asks. */
export async function ofReport(ctx: Context, reportId: string, input: ReportRun): Promise<Asked> {
  const report = requireReport(ctx, reportId);
  return asked(ctx, { report: reportId, title: report.title }, input, {
    measures: report.measures,
    dimensions: chosen(report, input),
    filters: report.filters,
    top: report.top,
    threeYears: report.threeYears,
  });
}

/** What somebody asks freely; it is called by what it counts and along what. */
export async function ofQuery(ctx: Context, input: QueryInput): Promise<Asked> {
  const free = await asked(ctx, { report: null, title: '' }, input, {
    measures: input.measures.map((measure) => ({ ...measure, unit: unitOf(measure) })),
    dimensions: input.dimensions ?? [],
    filters: input.filters ?? ['inPeriod'],
    top: input.top,
  });
  const { question, catalogue } = free;
  const counted = [...new Set(question.measures.map((measure) => shownMeasure(measure).label))].join(', ');
  const along = question.dimensions.map((code) => shownDimension(catalogue, code).label.toLowerCase());
  return { ...free, title: along.length === 0 ? counted : `${counted} par ${along.join(' et ')}` };
}

/** What a definition asks, over a period and units. */
export async function ofDefinition(
  ctx: Context,
  definition: Definition,
  over: Omit<RunOver, 'mode'>,
): Promise<Asked> {
  const { reportCode, question, dimensions: along, only = [], compare } = definition;
  if ((reportCode === undefined) === (question === undefined))
    throw invalid('/reportCode', 'Indiquez soit un rapport du catalogue, soit une question.');
  if (reportCode !== undefined)
    return ofReport(ctx, reportCode, { ...over, dimensions: along, only, compare });
  if (along) throw invalid('/dimensions', 'Les dimensions d’une question sont dans la question.');
  return ofQuery(ctx, { ...over, ...question!, only: [...(question!.only ?? []), ...only], compare });
}

async function asked(
  ctx: Context,
  named: Pick<Asked, 'report' | 'title'>,
  { only, period, unitIds, compare }: ReportRun | QueryInput,
  what: Pick<Question, 'measures' | 'dimensions' | 'filters' | 'top' | 'threeYears'>,
): Promise<Asked> {
  const question: Question = {
    ...what,
    only: only ?? [],
    period,
    unitIds: await unitsOf(ctx, unitIds),
    compare: (compare ?? 0) as Question['compare'],
  };
  check(question);
  const team = await teamOf(ctx, question);
  const catalogue = await catalogueOf(ctx, question);
  if (!team) return { ...named, question, catalogue, team };
  question.only.forEach(({ dimension, codes }, index) => {
    const other = dimension === byWorker ? codes.findIndex((code) => !isOwn(ctx, code)) : -1;
    if (other >= 0) throw invalid(`/only/${index}/codes/${other}`, onlyOneself);
  });
  return {
    ...named,
    question,
    catalogue: new Map([...catalogue, [byWorker, ownWorker(team)]]),
    team,
  };
}

/** Of figures by worker, for one who does not answer for the team: who he is, and how few others are not told. */
async function teamOf(ctx: Context, { dimensions: along, only }: Question): Promise<Team | undefined> {
  const isAsked = along.includes(byWorker) || only.some(({ dimension }) => dimension === byWorker);
  if (!isAsked || may(ctx, 'readTeamStatistics')) return undefined;
  const { disclosureThreshold: atLeast } = await readThresholds(ctx);
  return { staffId: ctx.actor.staffId, atLeast };
}

/** Whether a definition tells workers apart. */
export function isByWorker({ reportCode, question, only = [] }: Definition): boolean {
  const along = question?.dimensions ?? reports().get(reportCode ?? '')?.dimensions ?? [];
  const kept = [...(question?.only ?? []), ...only].map(({ dimension }) => dimension);
  return [...along, ...kept].includes(byWorker);
}

/** A value of workers that one may keep to without answering for the team: oneself, and nobody. */
export const isOwn = ({ actor }: Context, code: string | null): boolean =>
  code === null || code === actor.staffId;
/** The same answer for a colleague and for nobody at all. */
export const onlyOneself = 'Vous ne pouvez choisir que vous-même, ou « Non renseigné ».';
export const noRanking =
  'Un classement par intervenant n’existe pas : les intervenants se lisent par ordre de nom.';
export const isRanking = (top: number | undefined, along: readonly string[]): boolean =>
  top !== undefined && along.includes(byWorker);

/**
 * Whether a report is for who asks. Those of the team are for who answers for it; where they are by worker, each has his
 * own. Those that read the security log are for who reviews security, and for nothing else.
 */
export function isFor(ctx: Context, { audience, dimensions: along }: Report): boolean {
  if (audience === 'security') return may(ctx, 'searchAudit');
  if (audience === 'service' || may(ctx, 'readTeamStatistics')) return true;
  return along.includes(byWorker) && may(ctx, 'readInternalStatistics');
}
/** Whether a report may stand in what is kept, sent or made into a file: none that reads the security log. */
export const isAskable = (ctx: Context, report: Report): boolean =>
  report.audience !== 'security' && isFor(ctx, report);
/** Refuses a report that is not for who asks. */
export function requireAudience(ctx: Context, report: Report): void {
  if (isFor(ctx, report)) return;
  if (report.audience === 'administrators') requireMay(ctx, 'readTeamStatistics');
  throw new Problem(
    'forbidden',
    'Ce rapport lit le journal de sécurité : il revient à l’administrateur et au délégué à la protection des données, pour la sécurité seulement.',
  );
}

/** The figures of a question; with those behind each, where they are to be protected. */
export async function figuresOf(
  ctx: Context,
  { question, catalogue, team }: Asked,
  more: { behind?: Behind } = {},
): Promise<Figure[]> {
  const behind = more.behind ?? (team && othersBehind(team));
  const figures = await store.figures(
    ctx,
    answerable(() => compile(ctx.actor.tenantId, question, catalogue, { behind })),
  );
  if (figures.length > mostFigures(question))
    throw invalid(
      '/dimensions',
      `Ce tableau dépasserait ${String(limits.cells)} cases. Réduisez la période, les entités ou le nombre de dimensions.`,
    );
  return figures;
}

/** What does not exist here, or does not go together, is said where it stands. */
export function answerable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unanswerable) throw invalid(`/${error.part}`, error.message);
    throw error;
  }
}

/** The units counted: those asked, each of which must be held; all those held otherwise. */
export async function unitsOf(
  ctx: Context,
  asked: readonly string[] | undefined,
  action: 'readStatistics' | 'exportRows' = 'readStatistics',
): Promise<string[]> {
  const held = await store.unitsAmong(ctx, whereMay(ctx, action));
  if (!asked) return held;
  if (asked.some((id) => !held.includes(id))) throw notFound();
  return [...new Set(asked)];
}

function check({ period, dimensions: along, only, top }: Question): void {
  if (isRanking(top, along)) throw invalid('/top', noRanking);
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

export const staticDimensions: Catalogue = new Map(Object.entries(dimensions));
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
export const pickable = Object.entries(dimensions)
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

export const shownMeasure = ({ kind, of, unit, numerator, denominator }: Measure) => ({
  kind,
  of,
  label: measures[of]?.label ?? reviewMeasures[of] ?? of,
  unit,
  ...(numerator && denominator
    ? { numerator: shownTerm(numerator), denominator: shownTerm(denominator) }
    : {}),
});
const shownTerm = ({ of, filters }: Term) => ({ of, ...(filters ? { filters: [...filters] } : {}) });

export function shownDimension(catalogue: Catalogue, code: string) {
  const dimension = catalogue.get(code) ?? reviewDimensions[code];
  if (!dimension && code in picks) return { code, label: 'Dimension au choix', sensitive: true };
  return { code, label: dimension?.label ?? code, sensitive: dimension?.sensitive ?? true };
}
