import { z } from '@hono/zod-openapi';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { operation } from '../../http/operation.ts';
import { notFound } from '../../http/problem.ts';
import { id, instant, pageOf, pageQuery } from '../../http/shapes.ts';
import { describeFile } from '../social-file/social-file.service.ts';
import { auditTypes, type AuditType } from './audit.catalogue.ts';
import { audit } from './audit.service.ts';
import * as store from './audit.store.ts';

const event = z
  .object({
    id,
    at: instant,
    type: z.string(),
    label: z.string().describe('The act in French.'),
    staff: z.object({ id, displayName: z.string() }).nullable(),
  })
  .openapi('AuditEvent');

export const auditOperations = [
  operation({
    id: 'audit.readFile',
    method: 'get',
    path: '/v1/files/{fileId}/audit',
    summary: 'Who looked at or changed a file, latest first',
    params: z.strictObject({ fileId: id }),
    query: z.strictObject(pageQuery),
    reply: pageOf(event).openapi('AuditPage'),
    personal: true,
    handle: async (ctx, { params, query }) => {
      const file = await describeFile(ctx, params.fileId);
      if (!file.can.readFollowUp) throw notFound();
      const limit = query.limit ?? 50;
      const context = `audit/${params.fileId}/${ctx.actor.sessionId}`;
      const before = query.cursor
        ? openCursor<[string, string]>(ctx.keyring, context, query.cursor)
        : undefined;
      const rows = await store.eventsOfFile(ctx, params.fileId, before, limit + 1);
      await audit(ctx, 'file.accessRead', { fileId: params.fileId, unitId: file.unit.id });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        body: {
          items: page.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            type: row.type,
            label: auditTypes[row.type as AuditType] ?? row.type,
            staff: row.staffId === null ? null : { id: row.staffId, displayName: row.staffName ?? '' },
          })),
          nextCursor:
            rows.length > limit && last
              ? sealCursor(ctx.keyring, context, [last.at.toISOString(), last.id])
              : null,
        },
      };
    },
  }),
];
