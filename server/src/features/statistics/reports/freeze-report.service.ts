import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import { timeOf } from '../../../live/position.ts';
import { restrictionsOf } from '../exports/restrictions.ts';
import { chapterOf } from '../files/named.ts';
import type { Chapter } from '../files/shape.ts';
import { lockFacts, oldestDue } from '../facts.store.ts';
import type { Mode, Table } from '../statistics.schema.ts';
import { tableOf } from '../statistics.service.ts';
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
export async function freeze(ctx: Context, report: ToFreeze): Promise<FrozenContent> {
  await lockFacts(ctx.tx, ctx.actor.tenantId, { waits: true });
  const chapters: FrozenChapter[] = [];
  for (const [index, chapter] of report.chapters.entries()) {
    const worked = await workOut(ctx, report, chapter, index).catch((error: unknown) =>
      placed(error, `/chapters/${index}`, chapter.title),
    );
    chapters.push({ ...chapter, ...worked });
  }
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

/** The figures of a chapter as they are now, and the same in the words of a file. */
export async function workOut(
  ctx: Context,
  { mode, periodFrom, periodTo, unitIds }: Pick<ToFreeze, 'mode' | 'periodFrom' | 'periodTo' | 'unitIds'>,
  { definition, title, comment, showChart, showTable }: StoredChapter,
  index: number,
): Promise<Pick<FrozenChapter, 'table' | 'written'>> {
  const over = { mode, period: { from: periodFrom, to: periodTo }, unitIds: [...unitIds] };
  const table = await tableOf(ctx, definition, over);
  const only = await restrictionsOf(ctx, definition, over);
  const naming = { code: `Q${index + 1}`, title, comment, only };
  const written = chapterOf(table, showChart ? definition.chart : undefined, naming);
  return { table, written: { ...written, hidesTable: !showTable } };
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
  return found && (JSON.parse(found.content) as FrozenContent);
}

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
