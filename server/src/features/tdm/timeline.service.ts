import type { Context } from '../../db/database.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { groundOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { actionOf, readEntries } from './entry.mapper.ts';
import * as store from './tdm.store.ts';

export interface TimelineQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly requestId?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly performedBy?: string | undefined;
  readonly before?: string | undefined;
}

/** The follow-up of a file, latest first, filtered by demande, type or worker, from a day on backwards. */
export async function readTimeline(ctx: Context, fileId: string, query: TimelineQuery) {
  const limit = query.limit ?? 50;
  const cursorContext = `timeline/${fileId}/${ctx.actor.sessionId}`;
  const { before: earlier, ...filter } = query;
  const before = query.cursor
    ? openCursor<[string, string]>(ctx.keyring, cursorContext, query.cursor)
    : undefined;
  const [file, ground, rows] = await Promise.all([
    store.whereIs(ctx, fileId),
    groundOf(ctx, fileId),
    store.timeline(ctx, fileId, { ...filter, earlier, before, limit: limit + 1 }),
  ]);
  if (!file) throw notFound();
  requireFollowUp(ctx, fileId, file.unitId);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.entry;
  const [items] = await Promise.all([
    readEntries(ctx, page),
    audit(ctx, 'timeline.read', { fileId, unitId: file.unitId, facts: { entries: page.length, ...ground } }),
  ]);
  return {
    items,
    nextCursor:
      rows.length > limit && last
        ? sealCursor(ctx.keyring, cursorContext, [last.performedOn, last.id])
        : null,
  };
}

/** The demandes of a file one may see, with their moyens, latest first. */
export async function listRequests(ctx: Context, fileId: string) {
  const [file, ground, requests] = await Promise.all([
    store.whereIs(ctx, fileId),
    groundOf(ctx, fileId),
    readRequests(ctx, fileId),
  ]);
  if (!file) throw notFound();
  requireFollowUp(ctx, fileId, file.unitId);
  await audit(ctx, 'requests.read', {
    fileId,
    unitId: file.unitId,
    facts: { requests: requests.length, ...ground },
  });
  return requests;
}

/** Who may open the file but not its follow-up (the secretary sees who, not why) is told so: an empty list would be a lie. */
function requireFollowUp(ctx: Context, fileId: string, unitId: string): void {
  if (!may(ctx, 'readFollowUp', { id: fileId, unitId }))
    throw new Problem('forbidden', 'Votre rôle dans cette entité ne donne pas accès au suivi de ce dossier.');
}

/** The demandes of a file with their moyens, latest first; whoever calls has checked the file. */
export async function readRequests(ctx: Context, fileId: string) {
  const [requests, actions, counts] = await Promise.all([
    store.requestsOf(ctx, fileId),
    store.actionsOfFile(ctx, fileId),
    store.entriesByRequest(ctx, fileId),
  ]);
  return requests.map((row) => ({
    id: row.id,
    typeCode: row.typeCode,
    requestedOn: row.requestedOn,
    urgent: row.urgent,
    status: row.status,
    outcome: row.outcome,
    resolvedOn: row.resolvedOn,
    version: row.version,
    actions: actions.filter(({ requestId }) => requestId === row.id).map(actionOf),
    entries: counts.get(row.id) ?? 0,
  }));
}
