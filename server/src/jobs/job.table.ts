import { check, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { describe, technical, tenantTable } from '../db/tenant-table.ts';

const instant = () => timestamp({ withTimezone: true });

/** Work done behind a request, for whoever asked and for nobody else. The queue holds its id; what it is stands here. */
export const job = tenantTable(
  'job',
  {
    id: technical(uuid().notNull()),
    kind: technical(text().notNull()),
    /** The record it works on. */
    subjectId: technical(uuid().notNull()),
    /** A unit of whoever asked: where its progress is told. */
    forUnitId: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', 'Auteur de la demande', 'keep'),
    sessionId: technical(uuid()),
    status: technical(text().$type<JobStatus>().notNull().default('queued')),
    /** What it is doing, as a code. */
    step: technical(text()),
    done: technical(integer().notNull().default(0)),
    total: technical(integer()),
    createdAt: describe(instant().notNull(), 'trace', 'Date de la demande', 'keep'),
    startedAt: describe(instant(), 'trace', 'Début du traitement', 'keep'),
    endedAt: describe(instant(), 'trace', 'Fin du traitement', 'keep'),
    cancelAskedAt: technical(instant()),
    resultBlobId: technical(uuid()),
    /** Why it failed, said to whoever asked. */
    problem: describe(text(), 'freeText', "Motif d'échec du traitement", 'erase'),
  },
  {
    scope: { kind: 'author', column: 'staff_id' },
    constraints: () => [check('job_done', sql`done >= 0`)],
  },
);
export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type JobRow = typeof job.$inferSelect;
