import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { addFlag, addRelative, changeRelative, removeFlag, removeRelative } from './around.service.ts';
import {
  flagInput,
  relativeInput,
  relativePatch,
  socialFile,
  transfer,
  transferAnswer,
  transferInput,
} from './social-file.schema.ts';
import { answerTransfer, listTransfers, transferFile } from './transfer.service.ts';

const ofFile = z.strictObject({ fileId: id });
const ofRelative = z.strictObject({ fileId: id, relativeId: id });

const answer = (verb: 'accept' | 'refuse' | 'revoke' | 'undo', summary: string) =>
  operation({
    id: `socialFile.${verb}Transfer`,
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

/** Flags, entourage and transfers of a file. */
export const aroundOperations = [
  operation({
    id: 'socialFile.addFlag',
    method: 'post',
    path: '/v1/files/{fileId}/flags',
    summary: 'Puts a visible warning on a file',
    params: ofFile,
    body: flagInput,
    reply: socialFile,
    status: 201,
    personal: true,
    idempotent: true,
    handle: async (ctx, { params, body }) => ({ body: await addFlag(ctx, params.fileId, body) }),
  }),
  operation({
    id: 'socialFile.removeFlag',
    method: 'delete',
    path: '/v1/files/{fileId}/flags/{flagId}',
    summary: 'Removes a warning from a file',
    params: z.strictObject({ fileId: id, flagId: id }),
    reply: socialFile,
    personal: true,
    handle: async (ctx, { params }) => ({ body: await removeFlag(ctx, params.fileId, params.flagId) }),
  }),
  operation({
    id: 'socialFile.addRelative',
    method: 'post',
    path: '/v1/files/{fileId}/relatives',
    summary: 'Adds somebody of the entourage',
    params: ofFile,
    body: relativeInput,
    reply: socialFile,
    status: 201,
    personal: true,
    idempotent: true,
    handle: async (ctx, { params, body }) => ({ body: await addRelative(ctx, params.fileId, body) }),
  }),
  operation({
    id: 'socialFile.changeRelative',
    method: 'patch',
    path: '/v1/files/{fileId}/relatives/{relativeId}',
    summary: 'Changes somebody of the entourage',
    params: ofRelative,
    body: relativePatch,
    reply: socialFile,
    personal: true,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await changeRelative(ctx, params.fileId, params.relativeId, version, body),
      version: version + 1,
    }),
  }),
  operation({
    id: 'socialFile.removeRelative',
    method: 'delete',
    path: '/v1/files/{fileId}/relatives/{relativeId}',
    summary: 'Removes somebody of the entourage; the history keeps it',
    params: ofRelative,
    reply: socialFile,
    personal: true,
    versioned: true,
    handle: async (ctx, { params, version }) => ({
      body: await removeRelative(ctx, params.fileId, params.relativeId, version),
    }),
  }),
  operation({
    id: 'socialFile.transfer',
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
    id: 'socialFile.listTransfers',
    method: 'get',
    path: '/v1/transfers',
    summary: 'Transfers that wait for your answer, and those you asked for',
    reply: z.object({ items: z.array(transfer) }).openapi('TransferList'),
    personal: true,
    handle: async (ctx) => ({ body: { items: await listTransfers(ctx) } }),
  }),
  answer('accept', 'Accepts a file into your unit'),
  answer('refuse', 'Refuses a file, with a reason'),
  answer('revoke', 'Takes back a transfer you asked for'),
  answer('undo', 'Undoes a transfer made less than ten seconds ago'),
];
