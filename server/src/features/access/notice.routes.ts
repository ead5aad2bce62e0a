import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id, instant, pageOf, pageQuery } from '../../http/shapes.ts';
import { listNotices, readNotice, readNotices } from './notice.service.ts';

const noticeShape = z
  .object({
    id,
    kind: z
      .string()
      .describe(
        'What it tells: emergencyAccess, massReading, rightGiven, substitution, supportAsked, supportApproved, exportReady, reportMade, reportPaused, appointmentAsked, appointmentAnswered, reminderReturned, leaveAsked, leaveDecided, leaveCancelled…; others may come.',
      ),
    createdAt: instant,
    readAt: instant.nullable().describe('Null: not read yet.'),
    fileId: id.nullable(),
    about: z
      .object({ id, displayName: z.string() })
      .nullable()
      .describe('The member of the team whose act it tells of.'),
    facts: z
      .array(z.string())
      .describe(
        'Codes, ids and counts, by kind; of massReading: the limit passed, how many, how many allowed; of exportReady: the id of the export, its kind, its format; of reportMade: the id of the activity report, that of its schedule; of reportPaused: the id of the schedule, why; of appointmentAsked: the id of the appointment; of appointmentAnswered: the same, and what was answered; of leaveAsked and leaveCancelled: the id of the leave; of leaveDecided: the same, and what was decided.',
      ),
    reason: z
      .string()
      .nullable()
      .describe('Why, where somebody had to say: of a file opened in an emergency, of a substitution.'),
  })
  .openapi('Notice');

/** What one is told inside Lastria. */
export const noticeOperations = [
  operation({
    id: 'access.listNotices',
    method: 'get',
    path: '/v1/me/notices',
    summary: 'What one is told, latest first, and how many are unread',
    query: z.strictObject(pageQuery),
    reply: pageOf(noticeShape)
      .extend({ unread: z.int().describe('How many are unread, on every page.') })
      .openapi('NoticePage'),
    personal: false,
    handle: async (ctx, { query }) => ({ body: await listNotices(ctx, query) }),
  }),
  operation({
    id: 'access.readNotice',
    method: 'post',
    path: '/v1/me/notices/{noticeId}/read',
    summary: 'Says that one was read',
    params: z.strictObject({ noticeId: id }),
    personal: false,
    handle: async (ctx, { params }) => {
      await readNotice(ctx, params.noticeId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.readNotices',
    method: 'post',
    path: '/v1/me/notices/read',
    summary: 'Says that all told so far were read',
    personal: false,
    handle: async (ctx) => {
      await readNotices(ctx);
      return { body: undefined };
    },
  }),
];
