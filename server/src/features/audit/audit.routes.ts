import { z } from '@hono/zod-openapi';
import { openCursor, sealCursor } from '../../http/cursor.ts';
import { operation } from '../../http/operation.ts';
import { notFound } from '../../http/problem.ts';
import { id, pageOf, pageQuery } from '../../http/shapes.ts';
import { describeFile } from '../social-file/social-file.service.ts';
import { auditTypes, type AuditType } from './audit.catalogue.ts';
import {
  auditEntry,
  auditEventShape,
  auditSettings,
  auditSettingsPatch,
  auditState,
  readingAlert,
  searchQuery,
} from './audit.schema.ts';
import { emergencyReasons, listAlerts, readState, searchAudit } from './audit.search.ts';
import { audit } from './audit.service.ts';
import { changeAuditSettings, readAuditSettings } from './settings.service.ts';
import * as store from './audit.store.ts';

export const auditOperations = [
  operation({
    id: 'audit.readFile',
    method: 'get',
    path: '/v1/files/{fileId}/audit',
    summary: 'Who looked at or changed a file, latest first',
    params: z.strictObject({ fileId: id }),
    query: z.strictObject(pageQuery),
    reply: pageOf(auditEventShape).openapi('AuditPage'),
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
      const reasons = await emergencyReasons(ctx, page);
      return {
        body: {
          items: page.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            type: row.type,
            label: auditTypes[row.type as AuditType] ?? row.type,
            staff: row.staffId === null ? null : { id: row.staffId, displayName: row.staffName ?? '' },
            client: row.clientId === null ? null : { id: row.clientId, name: row.clientName ?? '' },
            reason: reasons.get(row.recordId ?? '') ?? null,
          })),
          nextCursor:
            rows.length > limit && last
              ? sealCursor(ctx.keyring, context, [last.at.toISOString(), last.id])
              : null,
        },
      };
    },
  }),
  operation({
    id: 'audit.search',
    method: 'get',
    path: '/v1/audit/events',
    summary: 'Who did what, by file, person, kind and period, latest first',
    description:
      'For the data protection officer and the administrator. Files are named by their id: nothing of a person followed is in it.',
    query: searchQuery,
    reply: pageOf(auditEntry).openapi('AuditEntryPage'),
    personal: true,
    handle: async (ctx, { query }) => ({ body: await searchAudit(ctx, query) }),
  }),
  operation({
    id: 'audit.listAlerts',
    method: 'get',
    path: '/v1/audit/alerts',
    summary: 'Who read beyond the limits, latest first',
    query: z.strictObject(pageQuery),
    reply: pageOf(readingAlert).openapi('ReadingAlertPage'),
    personal: true,
    handle: async (ctx, { query }) => ({ body: await listAlerts(ctx, query) }),
  }),
  operation({
    id: 'audit.readState',
    method: 'get',
    path: '/v1/audit/state',
    summary: 'Where the chain of traces stands: what was signed last, and what the last verification found',
    description:
      'What the server says of itself. The proof is `lastria-server audit verify`, with a signed state kept elsewhere.',
    reply: auditState,
    personal: false,
    handle: async (ctx) => ({ body: await readState(ctx) }),
  }),
  operation({
    id: 'audit.readSettings',
    method: 'get',
    path: '/v1/audit/settings',
    summary: 'How long traces are kept, and how much may be read before somebody is told',
    reply: auditSettings,
    personal: false,
    handle: async (ctx) => {
      const body = await readAuditSettings(ctx);
      return { body, version: body.version };
    },
  }),
  operation({
    id: 'audit.changeSettings',
    method: 'patch',
    path: '/v1/audit/settings',
    summary: 'Changes how long traces are kept, and how much may be read before somebody is told',
    body: auditSettingsPatch,
    reply: auditSettings,
    personal: false,
    proof: 'recent',
    versioned: true,
    handle: async (ctx, { body, version }) => ({
      body: await changeAuditSettings(ctx, version, body),
      version: version + 1,
    }),
  }),
];
