import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import {
  savedReport,
  savedReportFile,
  savedReportInput,
  savedReportPage,
  savedReportPatch,
} from './saved-report.schema.ts';
import * as service from './saved-report.service.ts';

const params = z.strictObject({ savedReportId: id });
const all = '/v1/saved-reports' as const;
const one = `${all}/{savedReportId}` as const;

export const savedReportOperations = [
  operation({
    id: 'statistics.listSavedReports',
    method: 'get',
    path: all,
    summary: 'Reports you saved, and those shared in a unit where you read statistics',
    query: z.strictObject(pageQuery),
    reply: savedReportPage,
    personal: false,
    handle: async (ctx, { query }) => ({ body: await service.listSavedReports(ctx, query) }),
  }),
  operation({
    id: 'statistics.addSavedReport',
    method: 'post',
    path: all,
    summary: 'Saves a report of your own: what it asks, no figure',
    body: savedReportInput,
    reply: savedReport,
    status: 201,
    personal: false,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { body }) => {
      const made = await service.addSavedReport(ctx, body);
      return { body: made, version: made.version, location: `${all}/${made.id}` };
    },
  }),
  operation({
    id: 'statistics.readSavedReport',
    method: 'get',
    path: one,
    summary: 'A saved report',
    params,
    reply: savedReport,
    personal: false,
    handle: async (ctx, { params: { savedReportId } }) => {
      const found = await service.readSavedReport(ctx, savedReportId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'statistics.changeSavedReport',
    method: 'patch',
    path: one,
    summary: 'Changes a report you saved, or who finds it',
    params,
    body: savedReportPatch,
    reply: savedReport,
    personal: false,
    versioned: true,
    handle: async (ctx, { params: { savedReportId }, body, version }) => {
      const changed = await service.changeSavedReport(ctx, savedReportId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'statistics.removeSavedReport',
    method: 'delete',
    path: one,
    summary: 'Removes a report you saved',
    params,
    personal: false,
    handle: async (ctx, { params: { savedReportId } }) => {
      await service.removeSavedReport(ctx, savedReportId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'statistics.exportSavedReport',
    method: 'get',
    path: `${one}/file`,
    summary: 'A saved report as a file for another service: its question, without figure, unit or person',
    params,
    reply: savedReportFile,
    personal: false,
    handle: async (ctx, { params: { savedReportId } }) => ({
      body: await service.exportSavedReport(ctx, savedReportId),
    }),
  }),
  operation({
    id: 'statistics.importSavedReport',
    method: 'post',
    path: `${all}/file`,
    summary: 'Saves the report of a file, for yourself',
    description:
      'Saves the report of a file, for yourself. A list, a code or a field that does not exist here is refused with its place in the file, and nothing is saved.',
    body: savedReportFile,
    reply: savedReport,
    status: 201,
    personal: false,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { body }) => {
      const made = await service.importSavedReport(ctx, body);
      return { body: made, version: made.version, location: `${all}/${made.id}` };
    },
  }),
];
