import type { Context } from '../../../db/database.ts';
import { Problem, type FieldError } from '../../../http/problem.ts';
import { may } from '../../access/roles.service.ts';
import { picks, reports, type Report } from '../catalogue/reports.ts';
import { compile, type Catalogue } from '../engine/compile.ts';
import { dimensions } from '../engine/dimensions.ts';
import { limits, Unanswerable, type Measure, type Only } from '../engine/question.ts';
import { fieldDimension, fieldPrefix } from '../engine/situation.ts';
import { byWorker } from '../engine/team.ts';
import { isAskable, isOwn, isRanking, noRanking, onlyOneself } from '../questions.service.ts';
import type { Definition } from '../statistics.schema.ts';
import { fields } from '../statistics.store.ts';
import { codesOf } from './definition.store.ts';

/** What definitions may name here: read once for all of them. */
interface Known {
  readonly dimensions: Catalogue;
  /** Codes of each list that some of them keep to. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly tenantId: string;
  readonly isAskable: (report: Report) => boolean;
  /** Whether one may keep to this worker. */
  readonly mayChoose: (code: string | null) => boolean;
}

/** What of these definitions cannot be asked here, each with its place; empty when all can. */
export async function faultsOf(
  ctx: Context,
  asked: readonly { readonly definition: Definition; readonly at: string }[],
): Promise<FieldError[]> {
  const known = await knownTo(
    ctx,
    asked.map(({ definition }) => definition),
  );
  return asked.flatMap(({ definition, at }) =>
    faultsIn(definition, known).map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })),
  );
}

/** Refuses a definition that cannot be asked here: all that is wrong is said at once, and nothing is kept. */
export async function requireAskable(
  ctx: Context,
  asked: readonly { readonly definition: Definition; readonly at: string }[],
): Promise<void> {
  const errors = await faultsOf(ctx, asked);
  if (errors.length > 0)
    throw new Problem(
      'invalid-request',
      'Ce rapport ne peut pas être calculé tel quel ici. Corrigez ce qui est indiqué ; rien n’a été enregistré.',
      { errors },
    );
}

/** What a definition keeps to, with the place it says it in. */
const kept = ({ only = [], question }: Definition): { readonly only: Only; readonly at: string }[] => [
  ...only.map((one, index) => ({ only: one, at: `/only/${index}` })),
  ...(question?.only ?? []).map((one, index) => ({ only: one, at: `/question/only/${index}` })),
];

/** The list the values of a dimension are of. */
const listOf = (catalogue: Catalogue, code: string): string | undefined => {
  const values = catalogue.get(code)?.values;
  return values && 'list' in values ? values.list : undefined;
};

async function knownTo(ctx: Context, definitions: readonly Definition[]): Promise<Known> {
  const own = (await fields(ctx)).flatMap((field) => {
    const dimension = fieldDimension(field);
    return dimension ? [[`${fieldPrefix}${field.code}`, dimension] as const] : [];
  });
  const catalogue: Catalogue = new Map([...Object.entries(dimensions), ...own]);
  const lists = new Set(
    definitions.flatMap((one) => kept(one).map(({ only }) => listOf(catalogue, only.dimension) ?? '')),
  );
  lists.delete('');
  const items = lists.size === 0 ? [] : await codesOf(ctx, [...lists]);
  return {
    dimensions: catalogue,
    codes: new Map(
      [...Map.groupBy(items, ({ listCode }) => listCode)].map(([list, all]) => [
        list,
        new Set(all.map(({ code }) => code)),
      ]),
    ),
    tenantId: ctx.actor.tenantId,
    isAskable: (report) => isAskable(ctx, report),
    mayChoose: (code) => may(ctx, 'readTeamStatistics') || isOwn(ctx, code),
  };
}

function faultsIn(definition: Definition, known: Known): FieldError[] {
  const { reportCode, question } = definition;
  if ((reportCode === undefined) === (question === undefined))
    return [{ pointer: '/reportCode', detail: 'Indiquez soit un rapport du catalogue, soit une question.' }];
  const report = reportCode === undefined ? undefined : reports().get(reportCode);
  if (reportCode !== undefined && (!report || !known.isAskable(report)))
    return [{ pointer: '/reportCode', detail: `Le rapport « ${reportCode} » n’existe pas ici.` }];
  if (report && report.waitsFor.length > 0)
    return [
      {
        pointer: '/reportCode',
        detail: `Le rapport « ${report.title} » attend une fonction qui n’est pas encore là.`,
      },
    ];
  const named = [...namesIn(definition, known), ...codesIn(definition, known)];
  return named.length > 0 ? named : unanswered(definition, report, known);
}

/** Dimensions that do not exist here: fields of another customer, above all. */
function namesIn(definition: Definition, known: Known): FieldError[] {
  const along = [
    ...(definition.dimensions ?? []).map((code, index) => ({ code, pointer: `/dimensions/${index}` })),
    ...(definition.question?.dimensions ?? []).map((code, index) => ({
      code,
      pointer: `/question/dimensions/${index}`,
    })),
    ...kept(definition).map(({ only, at }) => ({ code: only.dimension, pointer: `${at}/dimension` })),
  ];
  return along
    .filter(({ code }) => !known.dimensions.has(code))
    .map(({ code, pointer }) => ({ pointer, detail: `La dimension « ${code} » n’existe pas ici.` }));
}

/** Codes kept to that their list does not hold here, and colleagues. */
function codesIn(definition: Definition, known: Known): FieldError[] {
  return kept(definition).flatMap(({ only, at }) => {
    if (only.dimension === byWorker)
      return only.codes.flatMap((code, index) =>
        known.mayChoose(code) ? [] : [{ pointer: `${at}/codes/${index}`, detail: onlyOneself }],
      );
    const list = listOf(known.dimensions, only.dimension);
    if (list === undefined) return [];
    const own = known.dimensions.get(only.dimension)!.own ?? {};
    return only.codes.flatMap((code, index) =>
      code === null || code in own || known.codes.get(list)?.has(code)
        ? []
        : [{ pointer: `${at}/codes/${index}`, detail: `« ${code} » n’est pas dans cette liste ici.` }],
    );
  });
}

/** What the engine refuses, whatever the period and the units. */
function unanswered(definition: Definition, report: Report | undefined, known: Known): FieldError[] {
  const { question, dimensions: along, only = [], compare = 0 } = definition;
  const at = report ? '' : '/question';
  const fault = (pointer: string, detail: string) => [{ pointer: `${at}${pointer}`, detail }];
  const open = report?.dimensions.filter((code) => code in picks) ?? [];
  if (along && open.length === 0)
    return [{ pointer: '/dimensions', detail: 'Ce rapport ne laisse pas choisir ses dimensions.' }];
  if (along && along.length !== open.length)
    return fault('/dimensions', `Ce rapport demande ${String(open.length)} dimensions.`);
  const spread = report
    ? (along ?? report.dimensions.map((code) => picks[code] ?? code))
    : (question?.dimensions ?? []);
  if (spread.length > limits.dimensions)
    return fault('/dimensions', `Choisissez ${String(limits.dimensions)} dimensions au plus.`);
  if (isRanking(report?.top ?? question?.top, spread)) return fault('/top', noRanking);
  if (new Set(spread).size < spread.length)
    return fault('/dimensions', 'Une dimension ne peut être choisie deux fois.');
  const all = [...(question?.only ?? []), ...only];
  if (new Set(all.map(({ dimension }) => dimension)).size < all.length)
    return fault('/only', 'Une dimension ne peut être filtrée deux fois.');
  const measures: readonly Measure[] =
    report?.measures ?? question!.measures.map((measure) => ({ ...measure, unit: '' }));
  try {
    compile(
      known.tenantId,
      {
        measures,
        dimensions: spread,
        filters: report?.filters ?? question?.filters ?? ['inPeriod'],
        only: all,
        period: { from: '2025-01-01', to: '2025-12-31' },
        unitIds: [known.tenantId],
        compare: compare as 0 | 1 | 2,
        threeYears: report?.threeYears,
        top: report?.top ?? question?.top,
      },
      known.dimensions,
    );
    return [];
  } catch (error) {
    if (error instanceof Unanswerable) return fault(`/${error.part}`, error.message);
    throw error;
  }
}
