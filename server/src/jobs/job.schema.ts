import { z } from '@hono/zod-openapi';
import { id, instant } from '../http/shapes.ts';
import type { JobRow } from './job.table.ts';

export const jobShape = z
  .object({
    id,
    kind: z.string().describe('import.check, import.run, import.undo, statistics.export…; others may come.'),
    subjectId: id.describe('The record it works on.'),
    status: z.string().describe('queued, running, done, failed or cancelled.'),
    step: z
      .string()
      .nullable()
      .describe('What it is doing: reading, duplicates, writing, undoing, computing…'),
    done: z.int().describe('How far it is in this step.'),
    total: z.int().nullable().describe('Where the step ends, once known.'),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    problem: z.string().nullable().describe('Why it failed, in French, and what to do.'),
  })
  .openapi('Job');

export const describeJob = (row: JobRow): z.infer<typeof jobShape> => ({
  id: row.id,
  kind: row.kind,
  subjectId: row.subjectId,
  status: row.status,
  step: row.step,
  done: row.done,
  total: row.total,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  problem: row.problem,
});
