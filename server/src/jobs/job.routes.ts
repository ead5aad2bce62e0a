import { z } from '@hono/zod-openapi';
import { operation } from '../http/operation.ts';
import { id } from '../http/shapes.ts';
import { describeJob, jobShape } from './job.schema.ts';
import { cancelJob, isOver, readJob } from './job.service.ts';
import type { JobRow } from './job.table.ts';

const params = z.strictObject({ jobId: id });
/** Seconds after which it is worth asking again. */
const replyOf = (row: JobRow) => ({ body: describeJob(row), ...(isOver(row) ? {} : { retryAfter: 1 }) });

export const jobOperations = [
  operation({
    id: 'jobs.read',
    method: 'get',
    path: '/v1/jobs/{jobId}',
    summary: 'How far a job you asked for is',
    description:
      'While it has not ended, Retry-After says when to ask again; the live stream tells each change as job.changed.',
    params,
    reply: jobShape,
    awaited: true,
    personal: false,
    handle: async (ctx, { params: { jobId } }) => replyOf(await readJob(ctx, jobId)),
  }),
  operation({
    id: 'jobs.cancel',
    method: 'post',
    path: '/v1/jobs/{jobId}/cancel',
    summary: 'Ask a job to stop',
    description:
      'It stops within a second, at a safe place; what it had written stands. One that has ended stays as it is.',
    params,
    reply: jobShape,
    awaited: true,
    personal: true,
    handle: async (ctx, { params: { jobId } }) => replyOf(await cancelJob(ctx, jobId)),
  }),
];
