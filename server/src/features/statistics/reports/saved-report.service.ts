import type { z } from '@hono/zod-openapi';
import type { Context } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import { requireVersion } from '../../../http/etag.ts';
import { given } from '../../../http/patch.ts';
import { invalid, notFound, Problem } from '../../../http/problem.ts';
import { requireMay, whereMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { dimensions } from '../engine/dimensions.ts';
import type { Definition } from '../statistics.schema.ts';
import { requireAskable } from './definition.service.ts';
import {
  fileVersion,
  type SavedReportFile,
  type savedReport,
  type savedReportInput,
  type savedReportPatch,
} from './saved-report.schema.ts';
import * as store from './saved-report.store.ts';

/** Of one person: beyond, a list is no longer one. */
const most = 500;

function shown(ctx: Context, row: store.SavedReportRow): z.output<typeof savedReport> {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    unitId: row.unitId,
    definition: row.definition,
    author: { id: row.staffId, displayName: row.authorName },
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    can: { change: isOwn(ctx, row) },
  };
}
const isOwn = (ctx: Context, row: store.SavedReportRow) => row.staffId === ctx.actor.staffId;

/** One's own, and those shared in a unit where one counts. */
export async function listSavedReports(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'readStatistics');
  const context = `savedReports/${ctx.actor.sessionId}`;
  const [before] = cursor === undefined ? [] : openCursor<[string]>(ctx.keyring, context, cursor);
  const found = await store.listed(ctx, before, limit + 1);
  const page = found.slice(0, limit);
  return {
    items: page.map((row) => shown(ctx, row)),
    nextCursor: found.length > limit ? sealCursor(ctx.keyring, context, [page.at(-1)!.id]) : null,
  };
}

export async function readSavedReport(ctx: Context, id: string) {
  return shown(ctx, await readable(ctx, id));
}

/** Saves a question, for oneself or for a unit. */
export async function addSavedReport(ctx: Context, input: z.output<typeof savedReportInput>) {
  requireMay(ctx, 'readStatistics');
  const { title, definition, unitId = null } = input;
  requireShared(ctx, unitId);
  await requireAskable(ctx, [{ definition, at: '/definition' }]);
  const made = await save(ctx, { title, definition, unitId });
  await audit(ctx, 'statistics.reportSaved', { recordId: made.id, facts: { shared: unitId !== null } });
  return made;
}

export async function changeSavedReport(
  ctx: Context,
  id: string,
  version: number,
  patch: z.output<typeof savedReportPatch>,
) {
  const row = await own(ctx, id);
  requireVersion(row.version, version);
  if (patch.unitId !== undefined) requireShared(ctx, patch.unitId);
  if (patch.definition) await requireAskable(ctx, [{ definition: patch.definition, at: '/definition' }]);
  await store.update(ctx, id, version, given(patch));
  await audit(ctx, 'statistics.reportChanged', { recordId: id, facts: { fields: Object.keys(patch) } });
  return shown(ctx, (await store.byId(ctx, id))!);
}

export async function removeSavedReport(ctx: Context, id: string): Promise<void> {
  await own(ctx, id);
  await store.remove(ctx, id);
  await audit(ctx, 'statistics.reportRemoved', { recordId: id });
}

/** A saved report as a file to give to anybody. */
export async function exportSavedReport(ctx: Context, id: string): Promise<SavedReportFile> {
  const { title, definition } = await readable(ctx, id);
  const { kept, leftOut } = withoutOurs(definition);
  await audit(ctx, 'statistics.reportExported', { recordId: id, facts: { leftOut } });
  return { format: 'lastria-report', version: fileVersion, title, definition: kept, leftOut };
}

/** Saves what a file asks, for oneself: all of it, or nothing where a list or a field is not the same here. */
export async function importSavedReport(ctx: Context, { title, definition }: SavedReportFile) {
  requireMay(ctx, 'readStatistics');
  await requireAskable(ctx, [{ definition, at: '/definition' }]);
  const made = await save(ctx, { title, definition, unitId: null });
  await audit(ctx, 'statistics.reportImported', { recordId: made.id });
  return made;
}

async function save(ctx: Context, row: { title: string; definition: Definition; unitId: string | null }) {
  if ((await store.countOwn(ctx)) >= most)
    throw new Problem(
      'conflict',
      `Vous avez déjà ${most} rapports enregistrés : supprimez-en d’abord. Rien n’a été enregistré.`,
    );
  const id = newId();
  await store.insert(ctx, { id, ...row });
  return shown(ctx, (await store.byId(ctx, id))!);
}

/** What a definition keeps to that names somebody or something of this customer alone is left out. */
function withoutOurs(definition: Definition): { kept: Definition; leftOut: string[] } {
  const leftOut: string[] = [];
  const general = (only: Definition['only']) => {
    const common = only?.filter(({ dimension }) => {
      const isOurs = ['unit', 'worker', 'partner'].includes(dimensions[dimension]?.values.kind ?? '');
      if (isOurs) leftOut.push(dimension);
      return !isOurs;
    });
    return common && common.length > 0 ? { only: common } : {};
  };
  const { only, question, ...rest } = definition;
  const kept = { ...rest, ...general(only) };
  if (!question) return { kept, leftOut };
  const { only: asked, ...others } = question;
  return { kept: { ...kept, question: { ...others, ...general(asked) } }, leftOut };
}

async function readable(ctx: Context, id: string): Promise<store.SavedReportRow> {
  requireMay(ctx, 'readStatistics');
  const row = await store.byId(ctx, id);
  if (!row) throw notFound();
  return row;
}

async function own(ctx: Context, id: string): Promise<store.SavedReportRow> {
  const row = await readable(ctx, id);
  if (!isOwn(ctx, row))
    throw new Problem(
      'forbidden',
      'Son auteur seul modifie un rapport partagé. Enregistrez-en une copie à votre nom.',
    );
  return row;
}

/** Shared only where one counts oneself. */
function requireShared(ctx: Context, unitId: string | null): void {
  if (unitId !== null && !whereMay(ctx, 'readStatistics').includes(unitId))
    throw invalid('/unitId', 'Choisissez une entité dont vous lisez les statistiques.');
}
