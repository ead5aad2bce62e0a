import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import { mostBytes } from './activity-report.schema.ts';
import {
  scheduledReport,
  scheduledReportInput,
  scheduledReportPage,
  scheduledReportPatch,
} from './scheduled-report.schema.ts';
import * as service from './scheduled-report.service.ts';

const params = z.strictObject({ scheduledReportId: id });
const all = '/v1/scheduled-reports' as const;
const one = `${all}/{scheduledReportId}` as const;

export const scheduledReportOperations = [
  operation({
    id: 'statistics.listScheduledReports',
    method: 'get',
    path: all,
    summary: 'Your reports that make themselves',
    query: z.strictObject(pageQuery),
    reply: scheduledReportPage,
    personal: false,
    handle: async (ctx, { query }) => ({ body: await service.listScheduledReports(ctx, query) }),
  }),
  operation({
    id: 'statistics.addScheduledReport',
    method: 'post',
    path: all,
    summary: 'A report that makes itself, once its period has ended',
    description:
      'At each turn an activity report is made and frozen, for diffusion, with the rights you hold that day; a notice links to it, and no file is sent. Units that are no longer yours pause it. Conflict: you have too many.',
    body: scheduledReportInput,
    reply: scheduledReport,
    status: 201,
    personal: false,
    idempotent: true,
    maxBody: mostBytes,
    problems: ['not-found', 'conflict'],
    handle: async (ctx, { body }) => {
      const made = await service.addScheduledReport(ctx, body);
      return { body: made, version: made.version, location: `${all}/${made.id}` };
    },
  }),
  operation({
    id: 'statistics.changeScheduledReport',
    method: 'patch',
    path: one,
    summary: 'Changes, pauses or takes up again a report that makes itself',
    params,
    body: scheduledReportPatch,
    reply: scheduledReport,
    personal: false,
    versioned: true,
    maxBody: mostBytes,
    handle: async (ctx, { params: { scheduledReportId }, body, version }) => {
      const changed = await service.changeScheduledReport(ctx, scheduledReportId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'statistics.removeScheduledReport',
    method: 'delete',
    path: one,
    summary: 'Ends a report that makes itself; those made stay',
    params,
    personal: false,
    handle: async (ctx, { params: { scheduledReportId } }) => {
      await service.removeScheduledReport(ctx, scheduledReportId);
      return { body: undefined };
    },
  }),
];
