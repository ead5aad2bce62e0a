import type { Context } from '../../../db/database.ts';
import { operation, receive } from '../../../http/operation.ts';
import { letterhead, mostBytes, sampleQuery, type PieceKind } from './letterhead.schema.ts';
import * as service from './letterhead.service.ts';
import { allowPiece, takePiece, type ReceivedPiece } from './received-piece.ts';
import { sampleFile } from './sample.service.ts';

const address = '/v1/statistics/letterhead' as const;

const taking = (kind: PieceKind) =>
  receive({
    maxBytes: mostBytes[kind],
    allow: (ctx: Context) => allowPiece(ctx),
    take: takePiece(kind),
    undo: ({ sealed }, { blobs }) => blobs.discard(sealed),
  });

export const letterheadOperations = [
  operation({
    id: 'statistics.readLetterhead',
    method: 'get',
    path: address,
    summary: 'The Word file and the logo activity reports are written with, and who changed them',
    reply: letterhead,
    personal: false,
    handle: async (ctx) => ({ body: await service.readLetterhead(ctx) }),
  }),
  operation({
    id: 'statistics.sendLetterheadBase',
    method: 'put',
    path: `${address}/base`,
    summary: 'Send the Word file (.docx) activity reports are written in, up to 10 MB',
    description:
      'Its pages, headers, footers and styles are kept; a report stands in the place of a paragraph {{rapport}}, of a content control of that name, or after all it says, its contents in that of {{sommaire}}; {{titre}}, {{client}}, {{période}}, {{entités}} and {{données}} are filled in wherever they stand. Macros, linked or embedded contents, fields that fetch, protected or oversized files are refused, and nothing changes. Reports frozen with another keep it.',
    receive: taking('base'),
    reply: letterhead,
    personal: false,
    handle: async (ctx, { body }, services) => ({
      body: await service.keepPiece(ctx, body as unknown as ReceivedPiece, services),
    }),
  }),
  operation({
    id: 'statistics.sendLetterheadLogo',
    method: 'put',
    path: `${address}/logo`,
    summary: 'Send the logo (PNG or JPEG) on the first page of activity reports, up to 2 MB',
    description:
      'In PDF, and in Word where there is no base. It is kept without what does not draw it: date, place, program. Reports frozen with another keep it.',
    receive: taking('logo'),
    reply: letterhead,
    personal: false,
    handle: async (ctx, { body }, services) => ({
      body: await service.keepPiece(ctx, body as unknown as ReceivedPiece, services),
    }),
  }),
  operation({
    id: 'statistics.removeLetterheadBase',
    method: 'delete',
    path: `${address}/base`,
    summary: 'Write activity reports in no Word file any more; those frozen with it keep it',
    reply: letterhead,
    personal: false,
    handle: async (ctx) => ({ body: await service.removePiece(ctx, 'base') }),
  }),
  operation({
    id: 'statistics.removeLetterheadLogo',
    method: 'delete',
    path: `${address}/logo`,
    summary: 'Put no logo on activity reports any more; those frozen with it keep it',
    reply: letterhead,
    personal: false,
    handle: async (ctx) => ({ body: await service.removePiece(ctx, 'logo') }),
  }),
  operation({
    id: 'statistics.readLetterheadBase',
    method: 'get',
    path: `${address}/base/content`,
    summary: 'The Word file in use, as it is kept',
    description: 'The Word file in use, as it is kept. Conflict: there is none.',
    sends: true,
    personal: false,
    problems: ['conflict'],
    handle: async (ctx, _, services) => ({ body: await service.readPieceFile(ctx, 'base', services) }),
  }),
  operation({
    id: 'statistics.readLetterheadLogo',
    method: 'get',
    path: `${address}/logo/content`,
    summary: 'The logo in use, as it is kept',
    description: 'The logo in use, as it is kept. Conflict: there is none.',
    sends: true,
    personal: false,
    problems: ['conflict'],
    handle: async (ctx, _, services) => ({ body: await service.readPieceFile(ctx, 'logo', services) }),
  }),
  operation({
    id: 'statistics.readLetterheadSample',
    method: 'get',
    path: `${address}/sample`,
    summary: 'A report of invented figures, written with the base and the logo in use',
    query: sampleQuery,
    sends: true,
    personal: false,
    handle: async (ctx, { query }, services) => ({
      body: await sampleFile(ctx, query.format ?? 'docx', services),
    }),
  }),
];
