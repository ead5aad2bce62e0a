import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { addFlag, addRelative, changeRelative, removeFlag, removeRelative } from './around.service.ts';
import { flagInput, relativeInput, relativePatch, socialFile } from './social-file.schema.ts';

const ofFile = z.strictObject({ fileId: id });
const ofRelative = z.strictObject({ fileId: id, relativeId: id });

/** Flags and entourage of a file. */
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
    problems: ['conflict'],
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
    problems: ['conflict'],
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
    problems: ['conflict'],
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
    problems: ['conflict'],
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
    problems: ['conflict'],
    handle: async (ctx, { params, version }) => ({
      body: await removeRelative(ctx, params.fileId, params.relativeId, version),
    }),
  }),
];
