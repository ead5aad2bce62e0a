import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code, id, line, pageOf, pageQuery, day } from '../../http/shapes.ts';
import { discardDraft, readDrafts, saveDraft } from './draft.service.ts';
import { changeEntry, voidEntry } from './entry.change.ts';
import { createEntry, createUnfiledEntry, readEntry } from './entry.service.ts';
import { undoChange, undoEntry } from './entry.undo.ts';
import { readEntryHistory, readRequestHistory } from './history.service.ts';
import { capture } from './capture.service.ts';
import { addAction, changeAction, changeRequest } from './request.service.ts';
import {
  actionPatch,
  captureInput,
  captureReading,
  draft,
  draftInput,
  draftSaved,
  entry,
  entryInput,
  entryPatch,
  entryVersion,
  newAction,
  requestChange,
  requestPatch,
  socialRequest,
  unfiledEntryInput,
} from './tdm.schema.ts';
import { listRequests, readTimeline } from './timeline.service.ts';

const inFile = z.strictObject({ fileId: id });
const ofEntry = z.strictObject({ entryId: id });
const ofDraft = z.strictObject({ draftId: id });

export const tdmOperations = [
  operation({
    id: 'tdm.createEntry',
    method: 'post',
    path: '/v1/files/{fileId}/entries',
    summary: 'Signs a travail in a file, with its demandes, moyens and text',
    params: inFile,
    body: entryInput,
    reply: entry,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body }) => {
      const created = await createEntry(ctx, params.fileId, body);
      return { body: created, version: created.version, location: `/v1/entries/${created.id}` };
    },
  }),
  operation({
    id: 'tdm.createUnfiledEntry',
    method: 'post',
    path: '/v1/entries',
    summary: 'Signs work done outside any file: meeting, training, travel',
    body: unfiledEntryInput,
    reply: entry,
    status: 201,
    personal: true,
    idempotent: true,
    handle: async (ctx, { body }) => {
      const created = await createUnfiledEntry(ctx, body);
      return { body: created, version: created.version, location: `/v1/entries/${created.id}` };
    },
  }),
  operation({
    id: 'tdm.readEntry',
    method: 'get',
    path: '/v1/entries/{entryId}',
    summary: 'One travail',
    params: ofEntry,
    reply: entry,
    personal: true,
    handle: async (ctx, { params }) => {
      const found = await readEntry(ctx, params.entryId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'tdm.changeEntry',
    method: 'patch',
    path: '/v1/entries/{entryId}',
    summary: 'Changes a signed travail; absent: unchanged, null: cleared',
    params: ofEntry,
    body: entryPatch,
    reply: entry,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeEntry(ctx, params.entryId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'tdm.voidEntry',
    method: 'post',
    path: '/v1/entries/{entryId}/void',
    summary: 'Voids a signed travail with a reason; it stays legible',
    params: ofEntry,
    body: z.strictObject({ reason: line(500) }).openapi('VoidInput'),
    reply: entry,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const voided = await voidEntry(ctx, params.entryId, version, body.reason);
      return { body: voided, version: voided.version };
    },
  }),
  operation({
    id: 'tdm.undoEntry',
    method: 'delete',
    path: '/v1/entries/{entryId}',
    summary: 'Takes back a travail signed less than ten seconds ago',
    params: ofEntry,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, version }) => {
      await undoEntry(ctx, params.entryId, version);
      return { body: undefined };
    },
  }),
  operation({
    id: 'tdm.undoChange',
    method: 'post',
    path: '/v1/entries/{entryId}/undo',
    summary: 'Takes back your latest change of a travail, less than ten seconds after it',
    params: ofEntry,
    reply: entry,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, version }) => {
      const restored = await undoChange(ctx, params.entryId, version);
      return { body: restored, version: restored.version };
    },
  }),
  operation({
    id: 'tdm.entryHistory',
    method: 'get',
    path: '/v1/entries/{entryId}/history',
    summary: 'Versions of a travail, latest first, the current one included',
    params: ofEntry,
    reply: z.object({ items: z.array(entryVersion) }).openapi('EntryVersionList'),
    personal: true,
    handle: async (ctx, { params }) => ({ body: { items: await readEntryHistory(ctx, params.entryId) } }),
  }),
  operation({
    id: 'tdm.requestHistory',
    method: 'get',
    path: '/v1/files/{fileId}/requests/{requestId}/history',
    summary: 'What changed in a demande and its moyens, latest first',
    params: z.strictObject({ fileId: id, requestId: id }),
    reply: z.object({ items: z.array(requestChange) }).openapi('RequestChangeList'),
    personal: true,
    handle: async (ctx, { params }) => ({
      body: { items: await readRequestHistory(ctx, params.fileId, params.requestId) },
    }),
  }),
  operation({
    id: 'tdm.timeline',
    method: 'get',
    path: '/v1/files/{fileId}/timeline',
    summary: 'Travaux of a file, latest first',
    params: inFile,
    query: z.strictObject({
      ...pageQuery,
      requestId: id.optional(),
      typeCode: code.optional(),
      performedBy: id.optional(),
      before: day.optional().describe('Travaux done before this day: a jump into the past.'),
    }),
    reply: pageOf(entry).openapi('TimelinePage'),
    personal: true,
    handle: async (ctx, { params, query }) => ({ body: await readTimeline(ctx, params.fileId, query) }),
  }),
  operation({
    id: 'tdm.requests',
    method: 'get',
    path: '/v1/files/{fileId}/requests',
    summary: 'Demandes of a file with their moyens',
    params: inFile,
    reply: z.object({ items: z.array(socialRequest) }).openapi('SocialRequestList'),
    personal: true,
    handle: async (ctx, { params }) => ({ body: { items: await listRequests(ctx, params.fileId) } }),
  }),
  operation({
    id: 'tdm.saveDraft',
    method: 'put',
    path: '/v1/drafts/{draftId}',
    summary: 'Keeps what is being typed, for its author alone',
    description: 'The client makes the id. Last writer wins by revision; an older revision changes nothing.',
    params: ofDraft,
    body: draftInput,
    reply: draftSaved,
    personal: false,
    handle: async (ctx, { params, body }) => ({ body: await saveDraft(ctx, params.draftId, body) }),
  }),
  operation({
    id: 'tdm.listDrafts',
    method: 'get',
    path: '/v1/drafts',
    summary: 'Your drafts, latest first',
    query: z.strictObject({ fileId: id.optional() }),
    reply: z.object({ items: z.array(draft) }).openapi('DraftList'),
    personal: true,
    handle: async (ctx, { query }) => ({ body: { items: await readDrafts(ctx, query.fileId) } }),
  }),
  operation({
    id: 'tdm.discardDraft',
    method: 'delete',
    path: '/v1/drafts/{draftId}',
    summary: 'Throws a draft away',
    params: ofDraft,
    personal: false,
    handle: async (ctx, { params }) => {
      await discardDraft(ctx, params.draftId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'tdm.changeRequest',
    method: 'patch',
    path: '/v1/files/{fileId}/requests/{requestId}',
    summary: 'Changes a demande: its state, its outcome',
    params: z.strictObject({ fileId: id, requestId: id }),
    body: requestPatch,
    reply: socialRequest,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeRequest(ctx, params.fileId, params.requestId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'tdm.addAction',
    method: 'post',
    path: '/v1/files/{fileId}/requests/{requestId}/actions',
    summary: 'Adds a moyen to a demande, apart from any travail',
    params: z.strictObject({ fileId: id, requestId: id }),
    body: newAction,
    reply: socialRequest,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body }) => ({
      body: await addAction(ctx, params.fileId, params.requestId, body),
    }),
  }),
  operation({
    id: 'tdm.changeAction',
    method: 'patch',
    path: '/v1/files/{fileId}/actions/{actionId}',
    summary: 'Changes a moyen: its outcome, its day',
    params: z.strictObject({ fileId: id, actionId: id }),
    body: actionPatch,
    reply: socialRequest,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => ({
      body: await changeAction(ctx, params.fileId, params.actionId, version, body),
    }),
  }),
  operation({
    id: 'tdm.capture',
    method: 'post',
    path: '/v1/capture',
    summary: 'Reads a line of saisie rapide into travail, demandes, moyens and partners',
    description: 'Nothing is written, kept or learnt. Words it does not know stay in rest.',
    body: captureInput,
    reply: captureReading,
    personal: false,
    readOnly: true,
    handle: async (ctx, { body }) => ({ body: await capture(ctx, body.text) }),
  }),
];
