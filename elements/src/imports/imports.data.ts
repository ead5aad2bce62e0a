import {
  etagOf,
  newId,
  type Configuration,
  type Import,
  type ImportMapping,
  type ImportPage,
  type ImportPatch,
  type ImportPreview,
  type ImportReportLine,
  type ImportReportPage,
  type Job,
  type Me,
  type Session,
} from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';

export type {
  Configuration,
  Import,
  ImportMapping,
  ImportPage,
  ImportPatch,
  ImportPreview,
  ImportReportLine,
  Job,
  Me,
};

/** What the screen needs beside the imports: who looks, and the lists and units their words are brought to. */
export interface Settings {
  readonly me: Me;
  readonly configuration: Configuration;
}

/** The server takes no larger file. */
export const MOST_BYTES = 20_000_000;
/** Lines of a report, or imports, read at once. */
const PAGE = 200;

/** The calls of the imports. */
export class ImportCalls {
  readonly #session: Session;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
  }

  async settings(signal: AbortSignal): Promise<Settings> {
    const [me, configuration] = await Promise.all([
      this.#session.me(),
      this.#session.configuration.read({ signal }),
    ]);
    return { me, configuration };
  }

  page(cursor: string | null, signal?: AbortSignal): Promise<ImportPage> {
    return this.#session.imports.listPage({ limit: 50, ...(cursor ? { cursor } : {}) }, { signal });
  }

  read(importId: string, signal?: AbortSignal): Promise<Import> {
    return this.#session.imports.read(importId, { signal });
  }

  preview(importId: string, signal?: AbortSignal): Promise<ImportPreview> {
    return this.#session.imports.preview(importId, { signal });
  }

  /** Sends a file, for a new import or in place of another; what it cannot read leaves no import behind. */
  async send(file: File, importId: string | undefined, signal: AbortSignal): Promise<Import> {
    const { imports } = this.#session;
    const id =
      importId ??
      (await imports.open({ filename: file.name, size: file.size }, { idempotencyKey: newId(), signal })).id;
    try {
      return await imports.sendFile(id, file, { signal });
    } catch (error) {
      if (importId === undefined) await imports.abandon(id).catch(() => undefined);
      throw error;
    }
  }

  change(one: Import, patch: ImportPatch): Promise<Import> {
    return this.#session.imports.change(one.id, patch, { etag: etagOf(one) });
  }

  ask(verb: 'check' | 'run' | 'undo', one: Import): Promise<Import> {
    return this.#session.imports[verb](one.id, { etag: etagOf(one) });
  }

  abandon({ id }: Import): Promise<void> {
    return this.#session.imports.abandon(id);
  }

  report(importId: string, cursor: string | null, signal: AbortSignal): Promise<ImportReportPage> {
    return this.#session.imports.reportPage(
      importId,
      { limit: PAGE, ...(cursor ? { cursor } : {}) },
      { signal },
    );
  }

  follow(jobId: string, onProgress: (job: Job) => void, signal: AbortSignal): Promise<Job> {
    return this.#session.jobs.wait(jobId, { onProgress, signal });
  }

  cancel(jobId: string): Promise<Job> {
    return this.#session.jobs.cancel(jobId);
  }
}

const typeOf = (error: unknown): string | undefined => (error as { type?: string } | null)?.type;

export const isMissing = (error: unknown): boolean => typeOf(error) === 'not-found';
/** Somebody, or another window, was quicker. */
export const isOvertaken = (error: unknown): boolean =>
  ['stale-version', 'conflict'].includes(typeOf(error) ?? '');

/** What the server says of one place of what was sent, in its own French words. */
export const faultAt = (error: unknown, ...places: string[]): string | undefined =>
  (error as { fieldErrors?: readonly { pointer: string; detail: string }[] } | null)?.fieldErrors?.find(
    ({ pointer }) => places.includes(pointer),
  )?.detail;

/** A job that has not ended. */
export const underWay = (job: Job | null | undefined): job is Job => Boolean(job && job.endedAt === null);
