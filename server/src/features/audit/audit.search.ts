import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { invalid } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { auditTypes, type AuditType } from './audit.catalogue.ts';
import type { searchQuery } from './audit.schema.ts';
import { audit } from './audit.service.ts';
import * as store from './audit.store.ts';

/**
 * The traces of the tenant, by file, person, kind and period, latest first. For the data protection officer and the
 * administrator, who see who did what on which file, and no name of a person followed.
 */
export async function searchAudit(ctx: Context, query: z.output<typeof searchQuery>) {
  requireMay(ctx, 'searchAudit');
  const { cursor, limit = 50, ...asked } = query;
  if (asked.from !== undefined && asked.to !== undefined && asked.to < asked.from)
    throw invalid('/query/to', 'Le dernier jour vient avant le premier.');
  const types = typesOf(asked.kind);
  const context = `audit search/${ctx.actor.sessionId}/${JSON.stringify(asked)}`;
  const before = cursor ? openCursor<[string, string]>(ctx.keyring, context, cursor) : undefined;
  const rows = await store.searchEvents(ctx, { ...asked, types, before, limit: limit + 1 });
  await audit(ctx, 'audit.searched', {
    fileId: asked.fileId ?? null,
    facts: { by: Object.keys(asked), ...(asked.staffId ? { staffId: asked.staffId } : {}) },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { staff, clients } = await store.namesOf(ctx.tx, ctx.actor.tenantId);
  const sessions = await store.sessionsOf(
    ctx,
    page.map(({ sessionId }) => sessionId),
  );
  const reasons = await emergencyReasons(ctx, page);
  return {
    items: page.map(({ id, at, type, staffId, sessionId, clientId, fileId, unitId, recordId }) => {
      const session = sessionId === null ? undefined : sessions.get(sessionId);
      return {
        id,
        at: new Date(at).toISOString(),
        type,
        label: auditTypes[type as AuditType] ?? type,
        staff: staffId === null ? null : { id: staffId, displayName: staff.get(staffId) ?? '' },
        client: clientId === null ? null : { id: clientId, name: clients.get(clientId) ?? '' },
        origin: session
          ? { kind: session.kind, device: session.device, address: session.origins[0] ?? null }
          : null,
        fileId,
        unitId,
        recordId,
        reason: reasons.get(recordId ?? '') ?? null,
      };
    }),
    nextCursor: rows.length > limit && last ? sealCursor(ctx.keyring, context, [last.exact, last.id]) : null,
  };
}

/** Why files were opened in an emergency, by the id of the right it gave: as one page of traces names them. */
export const emergencyReasons = (
  ctx: Context,
  page: readonly { readonly type: string; readonly recordId: string | null }[],
): Promise<ReadonlyMap<string, string>> =>
  store.reasonsOf(
    ctx,
    page.filter(({ type }) => type === 'file.emergencyOpened').map(({ recordId }) => recordId),
  );

/** Who read beyond measure, latest first; nobody finds himself there. */
export async function listAlerts(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  requireMay(ctx, 'searchAudit');
  const context = `audit alerts/${ctx.actor.sessionId}`;
  const before = cursor ? openCursor<[string, string]>(ctx.keyring, context, cursor) : undefined;
  const rows = await store.episodes(ctx, before, limit + 1);
  await audit(ctx, 'audit.searched', { facts: { by: ['alerts'] } });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const { staff } = await store.namesOf(ctx.tx, ctx.actor.tenantId);
  return {
    items: page.map(({ id, staffId, kind, counted, allowed, openedAt, closedAt }) => ({
      id,
      staff: { id: staffId, displayName: staff.get(staffId) ?? '' },
      kind,
      count: counted,
      limit: allowed,
      openedAt: openedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
    })),
    nextCursor:
      rows.length > limit && last
        ? sealCursor(ctx.keyring, context, [last.openedAt.toISOString(), last.id])
        : null,
  };
}

/** Where the chain stands: what was signed last, and what the last verification found. */
export async function readState(ctx: Context) {
  requireMay(ctx, 'searchAudit');
  const row = await store.stateOf(ctx);
  return {
    signed: row?.signedAt ? { size: row.signedSize ?? 0, at: row.signedAt.toISOString() } : null,
    verified: row?.verifiedAt
      ? {
          size: row.verifiedSize ?? 0,
          at: row.verifiedAt.toISOString(),
          fault: row.fault === null ? null : { kind: row.fault, seq: row.faultSeq ?? 0 },
          strays: row.strays,
        }
      : null,
  };
}

/** The kinds asked for, one or a family; an unknown one is none. */
function typesOf(kind: string | undefined): string[] | null {
  if (kind === undefined) return null;
  return kind.includes('.') ? [kind] : Object.keys(auditTypes).filter((type) => type.startsWith(`${kind}.`));
}
