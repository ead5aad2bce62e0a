import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code, id, line, pageOf, pageQuery } from '../../http/shapes.ts';
import { changeIdentity, createFile } from './change.service.ts';
import { openInEmergency } from './emergency.service.ts';
import { checkDuplicates, search } from './search.service.ts';
import {
  duplicateInput,
  duplicateReport,
  emergencyInput,
  externalReference,
  fileSummary,
  identityPatch,
  newFile,
  referenceInput,
  searchInput,
  searchResult,
  situationPatch,
  socialFile,
} from './social-file.schema.ts';
import { changeReference } from './reference.service.ts';
import { changeSituation } from './situation.service.ts';
import { listFiles, openByExternalRef, openFile } from './social-file.service.ts';
import { assignFile, closeFile, leadWorkers, reopenFile } from './status.service.ts';

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
      from: z
        .string()
        .regex(/^[A-Za-z]$/)
        .optional()
        .describe('Start at the names that begin with this letter; one only, since an address names nobody.'),
    }),
    reply: pageOf(fileSummary)
      .extend({ can: z.object({ create: z.boolean() }).describe('What you can do from this list.') })
      .openapi('FilePage'),
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
    body: externalReference,
    reply: socialFile,
    personal: true,
    readOnly: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => {
      const file = await openByExternalRef(ctx, body.system, body.value);
      return { body: file, version: file.version };
    },
  }),
  operation({
    id: 'socialFile.openInEmergency',
    method: 'post',
    path: '/v1/files/open-in-emergency',
    summary:
      'Opens one file to who has no right on it, by its exact reference, with a reason, for a few hours',
    description:
      'The file is then opened by its reference as any other. Whoever leads it and the data protection officer are told at once. A file that does not exist and one of another tenant are the same answer.',
    body: emergencyInput,
    personal: true,
    idempotent: true,
    problems: ['not-found', 'conflict', 'too-many-requests'],
    handle: async (ctx, { body }) => {
      await openInEmergency(ctx, body);
      return { body: undefined };
    },
  }),
  operation({
    id: 'socialFile.search',
    method: 'post',
    path: '/v1/files/search',
    summary: 'Finds files by name in any order and spelling, birth date or phone',
    body: searchInput,
    reply: searchResult,
    personal: true,
    readOnly: true,
    handle: async (ctx, { body }) => ({ body: await search(ctx, body.query, body.limit) }),
  }),
  operation({
    id: 'socialFile.duplicates',
    method: 'post',
    path: '/v1/files/duplicates',
    summary: 'Files that may be of the same person',
    body: duplicateInput,
    reply: duplicateReport,
    personal: true,
    readOnly: true,
    handle: async (ctx, { body }) => ({ body: await checkDuplicates(ctx, body) }),
  }),
  operation({
    id: 'socialFile.create',
    method: 'post',
    path: '/v1/files',
    summary: 'Creates a file for a person whose name was searched in this session',
    body: newFile,
    reply: socialFile,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['search-first', 'conflict', 'not-found'],
    handle: async (ctx, { body }) => {
      const file = await createFile(ctx, body);
      return { body: file, version: file.version, location: `/v1/files/${file.id}` };
    },
  }),
  operation({
    id: 'socialFile.changeIdentity',
    method: 'patch',
    path: '/v1/files/{fileId}/identity',
    summary: 'Changes who the file is about, in this file only',
    params: ofFile,
    body: identityPatch,
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const file = await changeIdentity(ctx, params.fileId, version, body);
      return { body: file, version: file.identity.version };
    },
  }),
  operation({
    id: 'socialFile.changeReference',
    method: 'put',
    path: '/v1/files/{fileId}/external-reference',
    summary: "Says what the host's own software calls the person, or that it knows her by nothing",
    description: 'Two files of one unit never bear the same identifier; the ETag is that of the file.',
    params: ofFile,
    body: referenceInput,
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const file = await changeReference(ctx, params.fileId, version, body.externalRef);
      return { body: file, version: file.version };
    },
  }),
  operation({
    id: 'socialFile.changeSituation',
    method: 'patch',
    path: '/v1/files/{fileId}/situation/{groupCode}',
    summary: 'Changes a group of the situation; each value is true since a day',
    description: 'The version of a group never written is 0: send If-Match: "0".',
    params: z.strictObject({ fileId: id, groupCode: code }),
    body: situationPatch,
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => ({
      body: await changeSituation(ctx, params.fileId, params.groupCode, version, body),
      version: version + 1,
    }),
  }),
  operation({
    id: 'socialFile.close',
    method: 'post',
    path: '/v1/files/{fileId}/close',
    summary: 'Closes a file, today, with a reason of the list closeReason',
    params: ofFile,
    body: z.strictObject({ reason: code }).openapi('CloseInput'),
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const file = await closeFile(ctx, params.fileId, version, body.reason);
      return { body: file, version: file.version };
    },
  }),
  operation({
    id: 'socialFile.reopen',
    method: 'post',
    path: '/v1/files/{fileId}/reopen',
    summary: 'Opens a closed file again',
    params: ofFile,
    body: z.strictObject({ reason: line(500) }).openapi('ReopenInput'),
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const file = await reopenFile(ctx, params.fileId, version, body.reason);
      return { body: file, version: file.version };
    },
  }),
  operation({
    id: 'socialFile.leadWorkers',
    method: 'get',
    path: '/v1/files/{fileId}/lead-workers',
    summary: 'Who may be named lead worker of a file: the members of the team who follow it',
    params: ofFile,
    reply: z
      .object({
        items: z.array(z.object({ id, displayName: z.string(), jobTitle: z.string().nullable() })),
      })
      .openapi('LeadWorkerList'),
    personal: false,
    handle: async (ctx, { params }) => ({ body: { items: await leadWorkers(ctx, params.fileId) } }),
  }),
  operation({
    id: 'socialFile.assign',
    method: 'post',
    path: '/v1/files/{fileId}/lead-worker',
    summary: 'Names the lead worker of a file, or none',
    params: ofFile,
    body: z.strictObject({ staffId: id.nullable() }).openapi('AssignInput'),
    reply: socialFile,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const file = await assignFile(ctx, params.fileId, version, body.staffId);
      return { body: file, version: file.version };
    },
  }),
];
