import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import { exportInput, exportPage, exportShape } from './export.schema.ts';
import { exportReports, listExports, readExport } from './export.service.ts';

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
      'Your rights are read again: they must still cover each unit of the export. Conflict: it is not made yet.',
    params: z.strictObject({ exportId: id }),
    sends: true,
    personal: true,
    problems: ['conflict'],
    handle: (ctx, { params: { exportId } }, services) => readExport(ctx, exportId, services),
  }),
];
