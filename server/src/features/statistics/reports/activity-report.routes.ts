import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import { describeJob, jobShape } from '../../../jobs/job.schema.ts';
import {
  activityReport,
  activityReportInput,
  activityReportPage,
  activityReportPatch,
  differences,
  mostBytes,
  type ActivityReportShown,
} from './activity-report.schema.ts';
import * as service from './activity-report.service.ts';
import { factsFirst } from '../facts.service.ts';
import { readDifferences } from './differences.service.ts';

const params = z.strictObject({ activityReportId: id });
const all = '/v1/activity-reports' as const;
const one = `${all}/{activityReportId}` as const;

const replyOf = (report: ActivityReportShown) => ({ body: report, version: report.version });

export const activityReportOperations = [
  operation({
    id: 'statistics.listActivityReports',
    method: 'get',
    path: all,
    summary: 'The activity reports of units where you read statistics, latest first',
    query: z.strictObject(pageQuery),
    reply: activityReportPage,
    personal: true,
    handle: async (ctx, { query }) => ({ body: await service.listActivityReports(ctx, query) }),
  }),
  operation({
    id: 'statistics.addActivityReport',
    method: 'post',
    path: all,
    summary: 'Begins an activity report, with the chapters of its kind',
    body: activityReportInput,
    reply: activityReport,
    status: 201,
    personal: true,
    idempotent: true,
    maxBody: mostBytes,
    handle: async (ctx, { body }) => {
      const made = await service.addActivityReport(ctx, body);
      return { ...replyOf(made), location: `${all}/${made.id}` };
    },
  }),
  operation({
    id: 'statistics.readActivityReport',
    method: 'get',
    path: one,
    summary: 'An activity report: its chapters and, once frozen, their figures as they were answered then',
    params,
    reply: activityReport,
    personal: true,
    handle: async (ctx, { params: { activityReportId } }) =>
      replyOf(await service.readActivityReport(ctx, activityReportId)),
  }),
  operation({
    id: 'statistics.changeActivityReport',
    method: 'patch',
    path: one,
    summary: 'Changes a report that is being written: its chapters all at once, in their order',
    params,
    body: activityReportPatch,
    reply: activityReport,
    personal: true,
    versioned: true,
    maxBody: mostBytes,
    problems: ['conflict'],
    handle: async (ctx, { params: { activityReportId }, body, version }) =>
      replyOf(await service.changeActivityReport(ctx, activityReportId, version, body)),
  }),
  operation({
    id: 'statistics.removeActivityReport',
    method: 'delete',
    path: one,
    summary: 'Removes a report; one that is frozen, by its author or whoever answers for the team',
    params,
    personal: true,
    versioned: true,
    handle: async (ctx, { params: { activityReportId }, version }) => {
      await service.removeActivityReport(ctx, activityReportId, version);
      return { body: undefined };
    },
  }),
  operation({
    id: 'statistics.freezeActivityReport',
    method: 'post',
    path: `${one}/freeze`,
    summary: 'Freezes a report: its figures are kept, and nothing of it changes any more',
    description:
      'Freezes a report: its figures, all of one moment, are kept with what is said of them, and nothing of it changes any more. A chapter that cannot be given is named, and nothing is frozen. Conflict: it is frozen already, or has no chapter. Disclosure: beside what was diffused before, a chapter would reveal a few.',
    params,
    reply: activityReport,
    personal: true,
    versioned: true,
    problems: ['conflict', 'disclosure'],
    first: factsFirst,
    handle: async (ctx, { params: { activityReportId }, version }) =>
      replyOf(await service.freezeActivityReport(ctx, activityReportId, version)),
  }),
  operation({
    id: 'statistics.askToFreeze',
    method: 'post',
    path: `${one}/freezing`,
    summary: 'Freezes a report by a job, which tells how far it is and may be stopped',
    description:
      'For reports of many chapters over many files. Wait for the job, then read the report: it is frozen whole, or the job says which chapter cannot be given and nothing is frozen. Conflict: it is frozen already, being frozen, or has no chapter.',
    params,
    reply: jobShape,
    status: 201,
    personal: true,
    idempotent: true,
    versioned: true,
    awaited: true,
    problems: ['conflict'],
    handle: async (ctx, { params: { activityReportId }, version }, services) => ({
      body: describeJob(await service.askToFreeze(ctx, activityReportId, version, services)),
      retryAfter: 1,
    }),
  }),
  operation({
    id: 'statistics.readDifferences',
    method: 'get',
    path: `${one}/differences`,
    summary: 'What became of the figures of a frozen report, and which acts explain it',
    description:
      'What became of the figures of a frozen report, and which acts explain it. Of a report for diffusion, what was masked stays so. Conflict: the report is not frozen.',
    params,
    reply: differences,
    personal: true,
    problems: ['conflict'],
    first: factsFirst,
    handle: async (ctx, { params: { activityReportId } }) => ({
      body: await readDifferences(ctx, activityReportId),
    }),
  }),
];
