import { z } from '@hono/zod-openapi';
import { operation, receive } from '../../http/operation.ts';
import { id, pageQuery } from '../../http/shapes.ts';
import {
  importPatch,
  importPage,
  importShape,
  mostBytes,
  newImport,
  previewShape,
  reportPage,
} from './file-import.schema.ts';
import * as service from './file-import.service.ts';
import { allowFile, takeFile } from './received-file.ts';

const params = z.strictObject({ importId: id });
const one = '/v1/imports/{importId}' as const;

const asked = (verb: service.ImportVerb, summary: string, description: string) =>
  operation({
    id: `imports.${verb}`,
    method: 'post',
    path: `${one}/${verb}`,
    summary,
    description,
    params,
    reply: importShape,
    personal: true,
    versioned: true,
    awaited: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId }, version }, services) =>
      service.askFor(ctx, verb, importId, version, services),
  });

export const importOperations = [
  operation({
    id: 'imports.open',
    method: 'post',
    path: '/v1/imports',
    summary: 'Begin an import: then send its file',
    body: newImport,
    reply: importShape,
    status: 201,
    personal: true,
    idempotent: true,
    handle: (ctx, { body }) => service.openImport(ctx, body),
  }),
  operation({
    id: 'imports.list',
    method: 'get',
    path: '/v1/imports',
    summary: 'Your imports, latest first',
    query: z.strictObject(pageQuery),
    reply: importPage,
    personal: true,
    handle: (ctx, { query }) => service.listImports(ctx, query),
  }),
  operation({
    id: 'imports.read',
    method: 'get',
    path: one,
    summary: 'Where an import is: its mapping, its figures, its last job',
    params,
    reply: importShape,
    personal: true,
    awaited: true,
    handle: (ctx, { params: { importId } }) => service.readImport(ctx, importId),
  }),
  operation({
    id: 'imports.sendFile',
    method: 'put',
    path: `${one}/file`,
    summary: 'Send the file: a workbook (.xlsx) or a text of columns (.csv), up to 20 MB',
    description:
      'The file is read at once and a mapping proposed. It stays sealed on the server until the import is done or abandoned, a day at most. Sending another takes its place.',
    params,
    receive: receive({
      maxBytes: mostBytes,
      allow: (ctx, { importId }) => allowFile(ctx, importId),
      take: takeFile,
      undo: async ({ source, preview }, { blobs }) => {
        for (const sealed of [source, preview]) await blobs.discard(sealed);
      },
    }),
    reply: importShape,
    personal: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId }, body }, services) =>
      service.keepFile(ctx, importId, body as unknown as service.ReceivedFile, services),
  }),
  operation({
    id: 'imports.preview',
    method: 'get',
    path: `${one}/preview`,
    summary: 'The columns and first rows of the file, and what the mapping doubts',
    params,
    reply: previewShape,
    personal: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId } }, services) => service.readPreview(ctx, importId, services),
  }),
  operation({
    id: 'imports.change',
    method: 'patch',
    path: one,
    summary: 'Change how the file is understood, and where it goes',
    params,
    body: importPatch,
    reply: importShape,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId }, body, version }) =>
      service.changeImport(ctx, importId, version, body),
  }),
  operation({
    id: 'imports.abandon',
    method: 'delete',
    path: one,
    summary: 'Give up an import of which nothing was written: its file is erased',
    params,
    personal: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId } }, services) => service.abandonImport(ctx, importId, services),
  }),
  asked(
    'check',
    'Try the import: everything is read and reported, nothing is written',
    'A job; its report tells, row by row, what would become of the file.',
  ),
  asked(
    'run',
    'Run the import, or go on with one that was stopped',
    'A job. Rows are written some hundreds at a time; stopped half-way, it goes on where it was, and writes no row twice.',
  ),
  asked(
    'undo',
    'Undo the import: what nobody touched since is deleted',
    'A job. Records changed since stay, and the report of the undoing names their rows.',
  ),
  operation({
    id: 'imports.report',
    method: 'get',
    path: `${one}/report`,
    summary: 'What was seen in the file, row by row, in French',
    params,
    query: z.strictObject(pageQuery),
    reply: reportPage,
    personal: true,
    problems: ['conflict'],
    handle: (ctx, { params: { importId }, query }, services) =>
      service.readReport(ctx, importId, query, services),
  }),
];
