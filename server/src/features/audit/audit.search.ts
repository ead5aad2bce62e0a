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
  const named = (id: string | null, names: ReadonlyMap<string, string>) => id && (names.get(id) ?? '');
  return {
    items: page.map(({ at, type, staffId, clientId, ...row }) => ({
      ...row,
      at: new Date(at).toISOString(),
      type,
      label: auditTypes[type as AuditType] ?? type,
      staff: staffId === null ? null : { id: staffId, displayName: named(staffId, staff) ?? '' },
      client: clientId === null ? null : { id: clientId, name: named(clientId, clients) ?? '' },
    })),
    nextCursor: rows.length > limit && last ? sealCursor(ctx.keyring, context, [last.exact, last.id]) : null,
  };
}

/** The kinds asked for, one or a family; an unknown one is none. */
function typesOf(kind: string | undefined): string[] | null {
  if (kind === undefined) return null;
  return kind.includes('.') ? [kind] : Object.keys(auditTypes).filter((type) => type.startsWith(`${kind}.`));
}
