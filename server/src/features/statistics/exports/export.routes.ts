import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import {
  activityExportInput,
  exportInput,
  exportPage,
  exportShape,
  rowColumnList,
  rowExportInput,
} from './export.schema.ts';
import {
  exportActivityReport,
  exportReports,
  exportRows,
  listExports,
  listRowColumns,
  readExport,
  removeExport,
} from './export.service.ts';

const address = '/v1/statistics/exports' as const;

export const exportOperations = [
  operation({
    id: 'statistics.export',
    method: 'post',
    path: address,
    summary: 'Reports as one file: CSV, Excel, Word or PDF',
    description:
      'A job makes the file; wait for `job`, then read its content. It is for you alone, sealed, and erased on the day `expiresAt` says. Conflict: too many of your exports are under way.',
    body: exportInput,
    reply: exportShape,
    status: 201,
    personal: true,
    idempotent: true,
    awaited: true,
    problems: ['conflict'],
    handle: (ctx, { body }, services) => exportReports(ctx, body, services),
  }),
  operation({
    id: 'statistics.exportActivityReport',
    method: 'post',
    path: '/v1/activity-reports/{activityReportId}/exports',
    summary: 'An activity report as one file: Word, Excel, PDF or CSV',
    description:
      'A job makes the file, an export as the others. One that is frozen gives the same file again, whatever became of its sources; one that is being written is worked out anew, and says so on each page. Conflict: it has no chapter, or too many of your exports are under way.',
    params: z.strictObject({ activityReportId: id }),
    body: activityExportInput,
    reply: exportShape,
    status: 201,
    personal: true,
    idempotent: true,
    awaited: true,
    problems: ['conflict'],
    handle: (ctx, { params: { activityReportId }, body }, services) =>
      exportActivityReport(ctx, activityReportId, body.format, services),
  }),
  operation({
    id: 'statistics.exportRows',
    method: 'post',
    path: '/v1/statistics/row-exports',
    summary: 'Lines of facts, one for each person and act, as one file',
    description:
      'By a right of its own (role DATA_EXPORTER), over its units. Persons and files stand under names drawn for this file alone; no name, date of birth nor identifier is among the columns. A job makes the file, an export as the others. Conflict: too many of your exports are under way.',
    body: rowExportInput,
    reply: exportShape,
    status: 201,
    personal: true,
    proof: 'recent',
    idempotent: true,
    awaited: true,
    problems: ['conflict'],
    handle: (ctx, { body }, services) => exportRows(ctx, body, services),
  }),
  operation({
    id: 'statistics.listRowColumns',
    method: 'get',
    path: '/v1/statistics/row-columns',
    summary: 'The columns such lines may have',
    reply: rowColumnList,
    personal: false,
    handle: (ctx) => listRowColumns(ctx),
  }),
  operation({
    id: 'statistics.listExports',
    method: 'get',
    path: address,
    summary: 'Your exports, latest first, until they are erased',
    query: z.strictObject(pageQuery),
    reply: exportPage,
    personal: true,
    handle: (ctx, { query }) => listExports(ctx, query),
  }),
  operation({
    id: 'statistics.readExport',
    method: 'get',
    path: `${address}/{exportId}/content`,
    summary: 'The file of an export',
    description:
      'Your rights are read again: they must still cover each unit of the export, and lines ask for a factor proven of late. Conflict: it is not made yet.',
    params: z.strictObject({ exportId: id }),
    sends: true,
    personal: true,
    problems: ['conflict', 'proof-too-old'],
    handle: (ctx, { params: { exportId } }, services) => readExport(ctx, exportId, services),
  }),
  operation({
    id: 'statistics.removeExport',
    method: 'delete',
    path: `${address}/{exportId}`,
    summary: 'Erases an export before its day, its file at once; a job that makes it stops',
    params: z.strictObject({ exportId: id }),
    personal: true,
    handle: async (ctx, { params: { exportId } }, services) => {
      await removeExport(ctx, exportId, services);
      return { body: undefined };
    },
  }),
];
