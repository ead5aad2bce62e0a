import type { Context, Tx } from '../db/database.ts';
import type { First } from '../http/operation.ts';
import type { BlobStore } from '../vault/blobs.ts';
import type { JobRow } from './job.table.ts';

/** Why a job stops before its end. `closing`: this process ends, and the job goes on in the next. */
export type StopReason = 'cancelled' | 'revoked' | 'closing';

/** Thrown where a job notices that it must stop; what it had committed stands. */
export class Stopped extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(`stopped: ${reason}`);
    this.reason = reason;
  }
}

/** The job cannot be done; the message is a French sentence for whoever asked. */
export class WorkRefused extends Error {}

/** What a job works with. */
export interface JobRun {
  readonly job: JobRow;
  readonly blobs: BlobStore;
  /** When it is. */
  readonly now: () => Date;
  /** Aborted with a `Stopped`: the job ends at its next safe place. */
  readonly signal: AbortSignal;
  /**
   * One transaction with the rights that whoever asked holds at this moment; they are read again each time. Told to stop,
   * its statement is cancelled.
   */
  readonly enter: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
  /** Work of the system that must be done before: what figures wait for. */
  readonly first: (what: First) => Promise<unknown>;
  /** How far it is; told to whoever watches, now and then. */
  readonly progress: (step: string, done: number, total: number) => void;
}

/** A kind of job. It may be stopped at any moment and run again: it then goes on, and does nothing twice. */
export interface Work {
  /** Does the work. What it gives is done in one transaction with the end of the job. */
  readonly run: (run: JobRun) => Promise<(ctx: Context) => Promise<{ resultBlobId?: string } | undefined>>;
  /** The job failed or was cancelled: in one transaction with its end, whatever rights are left. */
  readonly ended?: (tx: Tx, job: JobRow, now: Date) => Promise<void>;
}
export type Works = Readonly<Record<string, Work>>;
