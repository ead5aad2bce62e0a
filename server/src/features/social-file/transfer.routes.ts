import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { transfer, transferAnswer, transferInput, transferTarget } from './social-file.schema.ts';
import { answerTransfer, listTransfers, transferFile, transferTargets } from './transfer.service.ts';

const ofFile = z.strictObject({ fileId: id });

const answer = (verb: 'accept' | 'refuse' | 'revoke' | 'undo', summary: string) =>
  operation({
    id: `socialFile.${verb}Transfer`,
    ...(verb === 'accept' ? { proof: 'recent' as const } : {}),
    method: 'post',
    path: `/v1/transfers/{transferId}/${verb}`,
    summary,
    params: z.strictObject({ transferId: id }),
    body: transferAnswer,
    reply: transfer,
    personal: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body }) => ({
      body: await answerTransfer(ctx, params.transferId, verb, body.reason ?? null),
    }),
  });

/** The move of a file to another unit: done, asked for, answered. */
export const transferOperations = [
  operation({
    id: 'socialFile.transfer',
    proof: 'recent',
    method: 'post',
    path: '/v1/files/{fileId}/transfers',
    summary: 'Moves a file to another unit, at once or as a request',
    params: ofFile,
    body: transferInput,
    reply: transfer,
    status: 201,
    personal: true,
    idempotent: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => ({
      body: await transferFile(ctx, params.fileId, version, body),
    }),
  }),
  operation({
    id: 'socialFile.transferTargets',
    proof: 'recent',
    method: 'get',
    path: '/v1/files/{fileId}/transfer-targets',
    summary: 'Units a file may be moved to, at once or as a request: their names alone',
    params: ofFile,
    reply: z.object({ items: z.array(transferTarget) }).openapi('TransferTargetList'),
    personal: false,
    handle: async (ctx, { params }) => ({ body: { items: await transferTargets(ctx, params.fileId) } }),
  }),
  operation({
    id: 'socialFile.listTransfers',
    method: 'get',
    path: '/v1/transfers',
    summary: 'Transfers that wait for your answer, and those you asked for',
    query: z.strictObject({
      fileId: id.optional().describe('Only that of this file, whoever asked for it.'),
    }),
    reply: z.object({ items: z.array(transfer) }).openapi('TransferList'),
    personal: true,
    handle: async (ctx, { query }) => ({ body: { items: await listTransfers(ctx, query.fileId) } }),
  }),
  answer('accept', 'Accepts a file into your unit'),
  answer('refuse', 'Refuses a file, with a reason'),
  answer('revoke', 'Takes back a transfer you asked for'),
  answer('undo', 'Undoes a transfer made less than ten seconds ago'),
];
