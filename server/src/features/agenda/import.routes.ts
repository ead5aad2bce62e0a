import { operation } from '../../http/operation.ts';
import { mostBytes } from './calendar-files/read.ts';
import { unlessHeld } from './held.ts';
import { importInput, importPreview, importPreviewInput, imported } from './import.schema.ts';
import { importEvents, previewImport } from './import.service.ts';

/** A file of the largest size as a JSON string: each of its signs may be written with two. */
const maxBody = 2 * mostBytes + 64 * 1024;

export const calendarImportOperations = [
  operation({
    id: 'agenda.previewImport',
    method: 'post',
    path: '/v1/agenda/import/preview',
    summary: 'What would become of a calendar file (.ics): taken, known already, in conflict, refused',
    body: importPreviewInput,
    reply: importPreview,
    personal: true,
    readOnly: true,
    maxBody,
    handle: async (ctx, { body }) => ({ body: await previewImport(ctx, body.content) }),
  }),
  operation({
    id: 'agenda.import',
    method: 'post',
    path: '/v1/agenda/import',
    summary: 'Books chosen events of a calendar file as private appointments of yours; each is taken once',
    description:
      'Who was invited there, notes and reminders are not read. An event that meets a taken time is told.',
    body: importInput,
    reply: imported,
    personal: true,
    idempotent: true,
    maxBody,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { body }) => ({ body: await importEvents(ctx, body) }),
  }),
].map(unlessHeld);
