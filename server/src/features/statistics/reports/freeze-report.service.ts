import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import { timeOf } from '../../../live/position.ts';
import { may } from '../../access/roles.service.ts';
import { byWorker, team } from '../engine/team.ts';
import { isOwn } from '../questions.service.ts';
import { restrictionsOf } from '../exports/restrictions.ts';
import { chapterOf } from '../files/named.ts';
import type { Chapter } from '../files/shape.ts';
import { lockFacts, oldestDue } from '../facts.store.ts';
import { designNow } from '../letterhead/letterhead.service.ts';
import type { Mode, Table } from '../statistics.schema.ts';
import { counted, tableOf } from '../statistics.service.ts';
import * as store from './activity-report.store.ts';
import type { ReportKind, StoredChapter } from './reports.table.ts';

/** All that a report said when it was frozen. */
export interface FrozenContent {
  readonly title: string;
  readonly kind: ReportKind;
  readonly mode: Mode;
  readonly period: { readonly from: string; readonly to: string };
  readonly unitIds: string[];
  readonly client: string;
  /** Names of the units. */
  readonly units: readonly string[];
  readonly chapters: readonly FrozenChapter[];
}
export interface FrozenChapter extends StoredChapter {
  /** The figures, as they were answered. */
  readonly table: Table;
  /** The same in the words of a file: what is exported later is what was read then. */
  readonly written: Chapter;
}

/** Characters of a frozen report: beyond, it is several reports. */
const longest = 24_000_000;

export type ToFreeze = Pick<
  store.ActivityReportRow,
  'id' | 'title' | 'kind' | 'mode' | 'periodFrom' | 'periodTo' | 'unitIds' | 'chapters'
>;

/**
 * Works out every figure of a report and keeps it for good. All its chapters are of one moment: facts are not made
 * meanwhile. One chapter that cannot be given, and nothing is frozen.
 */
export async function freeze(
  ctx: Context,
  report: ToFreeze,
  step: (done: number) => void = () => undefined,
): Promise<FrozenContent> {
  await lockFacts(ctx.tx, ctx.actor.tenantId, { waits: true });
  const counting = [];
  for (const [index, chapter] of report.chapters.entries()) {
    step(index);
    const at = (error: unknown) => placed(error, `/chapters/${index}`, chapter.title);
    const tell = await countChapter(ctx, report, chapter, index).catch(at);
    counting.push({ chapter, tell: () => tell().catch(at) });
  }
  step(report.chapters.length);
  const chapters: FrozenChapter[] = [];
  for (const { chapter, tell } of counting) chapters.push({ ...chapter, ...(await tell()) });
  const content: FrozenContent = {
    title: report.title,
    kind: report.kind,
    mode: report.mode,
    period: { from: report.periodFrom, to: report.periodTo },
    unitIds: report.unitIds,
    client: ctx.actor.tenantName,
    units: await store.unitNames(ctx, report.unitIds),
    chapters,
  };
  const text = JSON.stringify(content);
  if (text.length > longest)
    throw new Problem(
      'invalid-request',
      'Ce rapport est trop grand pour être arrêté : partagez-le. Rien n’a été enregistré.',
      { errors: [{ pointer: '/chapters', detail: 'Trop de chiffres pour un seul rapport.' }] },
    );
  await store.freeze(ctx, {
    reportId: report.id,
    unitIds: report.unitIds,
    dataAt: await countedUntil(ctx),
    ...(await designNow(ctx)),
    content: text,
  });
  return content;
}

/** What was done until then is counted: all of it, unless some waits. */
async function countedUntil(ctx: Context): Promise<Date> {
  const oldest = await oldestDue(ctx.tx, ctx.actor.tenantId);
  const at = oldest === undefined ? undefined : timeOf(oldest);
  return at === undefined ? ctx.now : new Date(Math.min(at, ctx.now.getTime()));
}

type Over = Pick<ToFreeze, 'mode' | 'periodFrom' | 'periodTo' | 'unitIds'>;
type Worked = Pick<FrozenChapter, 'table' | 'written'>;

/** The figures of a chapter as they are now, and the same in the words of a file. */
export const workOut = async (...chapter: Parameters<typeof countChapter>): Promise<Worked> =>
  (await countChapter(...chapter))();

/** The same in two steps: counted, then told. */
async function countChapter(
  ctx: Context,
  { mode, periodFrom, periodTo, unitIds }: Over,
  { definition, title, comment, showChart, showTable }: StoredChapter,
  index: number,
): Promise<() => Promise<Worked>> {
  const over = { mode, period: { from: periodFrom, to: periodTo }, unitIds: [...unitIds] };
  const tell = await counted(ctx, definition, over);
  const only = await restrictionsOf(ctx, definition, over);
  const naming = { code: `Q${index + 1}`, title, comment, only };
  return async () => {
    const table = await tell();
    const written = chapterOf(table, showChart ? definition.chart : undefined, naming);
    return { table, written: { ...written, hidesTable: !showTable } };
  };
}

/** The same inside the service, whoever the report is for: what is told of them is for whoever compares. */
export const figuresToday = (
  ctx: Context,
  { period, unitIds }: FrozenContent,
  { definition }: Pick<StoredChapter, 'definition'>,
): Promise<Table> => tableOf(ctx, definition, { mode: 'internal', period, unitIds });

/** What a frozen report said. */
export async function frozenOf(ctx: Context, id: string): Promise<FrozenContent | undefined> {
  const found = await store.frozenContent(ctx, id);
  if (!found) return undefined;
  const content = JSON.parse(found.content) as FrozenContent;
  // Tables frozen before workers were put together name them, or have none
  const chapters = content.chapters.map((one) => ({
    ...one,
    table: { ...one.table, team: one.table.team ?? null },
  }));
  return { ...content, chapters };
}

/**
 * Whether a chapter is for who reads it: what workers did is for who answers for the team, and for each his own. One that
 * was frozen by a colleague has that colleague's figures.
 */
export function isForReader(
  ctx: Context,
  { table, definition }: Pick<FrozenChapter, 'table' | 'definition'>,
): boolean {
  if (may(ctx, 'readTeamStatistics')) return true;
  const kept = [...(definition.only ?? []), ...(definition.question?.only ?? [])];
  const codes = [
    ...kept.flatMap((only) => (only.dimension === byWorker ? only.codes : [])),
    ...table.axes.flatMap(({ dimension, items }) =>
      dimension.code === byWorker ? items.map(({ code }) => code) : [],
    ),
  ];
  return codes.every((code) => code === team || isOwn(ctx, code));
}

/** What stands in a file in place of a chapter that is not for its reader. */
export const withheldChapter = ({ table, title }: FrozenChapter): Chapter => ({
  table: {
    code: table.report ?? 'Q',
    title,
    sentence: '',
    dimensions: [],
    measures: [],
    rows: [],
    notes: ['Ce chapitre est par intervenant : il se lit par l’encadrement.'],
  },
});

/** What a chapter cannot be given for, with the chapter it is about. */
function placed(error: unknown, at: string, title: string): never {
  if (!(error instanceof Problem)) throw error;
  const errors = error.errors ?? [{ pointer: '', detail: error.detail }];
  throw new Problem(error.type, `Chapitre « ${title} » : ${error.detail} Rien n’a été arrêté.`, {
    errors: errors.map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })),
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(error.publicationIds ? { publicationIds: error.publicationIds } : {}),
  });
}
