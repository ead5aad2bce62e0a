import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code, id, line, pageOf, pageQuery } from '../../http/shapes.ts';
import { fileSummary, socialFile } from './social-file.schema.ts';
import { listFiles, openByExternalRef, openFile } from './social-file.service.ts';

const ofFile = z.strictObject({ fileId: id });

export const socialFileOperations = [
  operation({
    id: 'socialFile.list',
    method: 'get',
    path: '/v1/files',
    summary: 'Files you may see, by name',
    query: z.strictObject({
      ...pageQuery,
      unitId: id.optional(),
      status: code.optional(),
      mine: z.stringbool().optional().describe('Only those you are the lead worker of.'),
      from: z.string().regex(/^\p{L}{1,3}$/u).optional().describe('Start at this beginning of a name, one to three letters.'),
    }),
    reply: pageOf(fileSummary).openapi('FilePage'),
    personal: true,
    handle: async (ctx, { query }) => ({ body: await listFiles(ctx, query) }),
  }),
  operation({
    id: 'socialFile.open',
    method: 'get',
    path: '/v1/files/{fileId}',
    summary: 'Opens a file: identity, situation, flags, entourage, completeness',
    params: ofFile,
    reply: socialFile,
    personal: true,
    handle: async (ctx, { params }) => {
      const file = await openFile(ctx, params.fileId);
      return { body: file, version: file.version };
    },
  }),
  operation({
    id: 'socialFile.openByReference',
    method: 'post',
    path: '/v1/files/open-by-reference',
    summary: "Opens a file by the host's own identifier of the person",
    body: z.strictObject({ system: line(60), value: line(120) }).openapi('ExternalReference'),
    reply: socialFile,
    personal: true,
    readOnly: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => {
      const file = await openByExternalRef(ctx, body.system, body.value);
      return { body: file, version: file.version };
    },
  }),
];
