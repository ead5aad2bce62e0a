import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code, id, instant, pageOf, pageQuery } from '../../http/shapes.ts';
import { historyEntry, historyRecord } from './history.schema.ts';
import { readHistory } from './history.service.ts';
import { countTimeline, explainAccess, recordPrint } from './trace.service.ts';

const ofFile = z.strictObject({ fileId: id });

const reason = z
  .object({
    id,
    role: z.string(),
    kind: z.string().describe('REGULAR, SUBSTITUTE, EMERGENCY; others may come.'),
    via: z.string().describe('unit or file: what the right was given on.'),
    unitPath: z.array(z.string()).describe('Names from the top of the tree down to the unit of the right.'),
    validFrom: instant,
    validUntil: instant.nullable(),
    reason: z.string(),
    grantedBy: z.string().nullable().describe('Name of who gave it.'),
    onBehalfOf: z.string().nullable().describe('Name of the absent member it stands in for.'),
  })
  .openapi('AccessReason');

/** What a file said before, how much it holds, why one sees it, and that it was printed. */
export const historyOperations = [
  operation({
    id: 'socialFile.history',
    method: 'get',
    path: '/v1/files/{fileId}/history',
    summary:
      'Former values of identity, situation and entourage, openings and closings, lead workers, flags: latest first',
    description: 'Holds what you may read: without the right to the follow-up, the identity alone.',
    params: ofFile,
    query: z.strictObject({
      ...pageQuery,
      record: historyRecord.optional(),
      recordId: id.optional().describe('One person of the entourage, one flag, one opening or closing.'),
      group: code.optional().describe('One group of fields of the situation.'),
      field: code.optional().describe('One field.'),
    }),
    reply: pageOf(historyEntry).openapi('HistoryPage'),
    personal: true,
    handle: async (ctx, { params, query }) => ({ body: await readHistory(ctx, params.fileId, query) }),
  }),
  operation({
    id: 'socialFile.countTimeline',
    method: 'get',
    path: '/v1/files/{fileId}/timeline/count',
    summary: 'How many travaux the timeline holds, with the same filters',
    params: ofFile,
    query: z.strictObject({
      requestId: id.optional(),
      typeCode: code.optional(),
      performedBy: id.optional(),
    }),
    reply: z.object({ total: z.int() }).openapi('TimelineCount'),
    personal: true,
    handle: async (ctx, { params, query }) => ({ body: await countTimeline(ctx, params.fileId, query) }),
  }),
  operation({
    id: 'socialFile.explainAccess',
    method: 'get',
    path: '/v1/files/{fileId}/access',
    summary: 'Why you may see a file: your own rights that give it to you',
    params: ofFile,
    reply: z.object({ items: z.array(reason) }).openapi('AccessReasonList'),
    personal: true,
    handle: async (ctx, { params }) => ({ body: { items: await explainAccess(ctx, params.fileId) } }),
  }),
  operation({
    id: 'socialFile.print',
    method: 'post',
    path: '/v1/files/{fileId}/print',
    summary: 'Records that you print a file, before the sheet appears',
    params: ofFile,
    personal: true,
    readOnly: true,
    handle: async (ctx, { params }) => {
      await recordPrint(ctx, params.fileId);
      return { body: undefined };
    },
  }),
];
