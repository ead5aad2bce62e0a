import type {
  AccessReason,
  AuditEvent,
  AuditPage,
  Configuration,
  ExternalReference,
  FileTransfer,
  HistoryPage,
  IdentityPatch,
  LeadWorker,
  LiveEvent,
  Me,
  RelativeInput,
  RequestPatch,
  Session,
  SituationValue,
  SocialFile,
  SocialRequest,
  TimelinePage,
  TimelineQuery,
  TransferTarget,
  WorkEntry,
} from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';

export type Answer = SituationValue['value'];
export type TimelineFilter = Pick<TimelineQuery, 'requestId' | 'typeCode' | 'performedBy' | 'before'>;
export type {
  AccessReason,
  AuditEvent,
  Configuration,
  FileTransfer,
  IdentityPatch,
  LeadWorker,
  LiveEvent,
  Me,
  SocialFile,
  SocialRequest,
  TransferTarget,
  WorkEntry,
};
export type HistoryEntry = HistoryPage['items'][number];
/** Which former values: a record whole, or one of its fields. */
export interface HistoryOf {
  readonly record?: 'identity' | 'situation' | 'relative' | undefined;
  readonly field?: string | undefined;
}

/** What names things on the page: the same for every file of a session. */
export interface Surroundings {
  readonly me: Me;
  readonly configuration: Configuration;
}

const sdk = (session: ElementSession): Session => session as unknown as Session;
const surroundings = new WeakMap<object, Promise<Surroundings>>();

/** Asked once for each session. */
export function surroundingsOf(session: ElementSession): Promise<Surroundings> {
  let asked = surroundings.get(session);
  if (!asked) {
    const { configuration } = sdk(session);
    asked = Promise.all([sdk(session).me(), configuration.read()]).then(([me, read]) => ({
      me,
      configuration: read,
    }));
    surroundings.set(session, asked);
    asked.catch(() => surroundings.delete(session));
  }
  return asked;
}

/** The version of a group, as the tag that guards its change. */
const at = (version: number) => ({ etag: `"${version}"` });

/** The calls of one file. */
export class FileCalls {
  /** For the calls of what is loaded on demand. */
  readonly session: Session;
  readonly fileId: string;
  #ahead: { timeline?: Promise<TimelinePage>; requests?: Promise<SocialRequest[]> } = {};

  constructor(session: ElementSession, fileId: string) {
    this.session = sdk(session);
    this.fileId = fileId;
  }

  async open(signal?: AbortSignal): Promise<SocialFile> {
    return (await this.session.socialFile.open(this.fileId, { signal })).file;
  }

  static async openByReference(
    session: ElementSession,
    reference: ExternalReference,
    signal: AbortSignal,
  ): Promise<SocialFile> {
    return (await sdk(session).socialFile.openByReference(reference, { signal })).file;
  }

  /**
   * Asks for the first page of the follow-up and the demandes as soon as the file is known: on a slow line they
   * arrive with what names their codes, which is larger. Each is handed out once; after that it is asked again.
   */
  askAhead(signal: AbortSignal): void {
    this.#ahead = { timeline: this.timeline({}, signal), requests: this.requests(signal) };
    for (const asked of Object.values(this.#ahead)) asked.catch(() => undefined);
  }

  timeline(query: TimelineQuery, signal?: AbortSignal): Promise<TimelinePage> {
    const asked = this.#ahead.timeline;
    delete this.#ahead.timeline;
    if (asked && Object.keys(query).length === 0) return asked;
    return this.session.tdm.timelinePage(this.fileId, query, { signal });
  }

  requests(signal?: AbortSignal): Promise<SocialRequest[]> {
    const asked = this.#ahead.requests;
    delete this.#ahead.requests;
    if (asked) return asked;
    return this.session.tdm.requests(this.fileId, { signal });
  }

  async changeIdentity(version: number, patch: IdentityPatch): Promise<SocialFile> {
    return (await this.session.socialFile.changeIdentity(this.fileId, patch, at(version))).file;
  }

  async changeSituation(
    groupCode: string,
    version: number,
    values: Record<string, Answer | null>,
    since: string,
  ): Promise<SocialFile> {
    return (
      await this.session.socialFile.changeSituation(this.fileId, groupCode, { values, since }, at(version))
    ).file;
  }

  async close(version: number, reason: string): Promise<SocialFile> {
    return (await this.session.socialFile.close(this.fileId, reason, at(version))).file;
  }

  async reopen(version: number, reason: string): Promise<SocialFile> {
    return (await this.session.socialFile.reopen(this.fileId, reason, at(version))).file;
  }

  leadWorkers(): Promise<LeadWorker[]> {
    return this.session.socialFile.leadWorkers(this.fileId);
  }

  async assign(version: number, staffId: string | null): Promise<SocialFile> {
    return (await this.session.socialFile.assign(this.fileId, staffId, at(version))).file;
  }

  addFlag(flagCode: string, expiresOn: string | null): Promise<SocialFile> {
    return this.session.socialFile.addFlag(this.fileId, { flagCode, expiresOn });
  }

  removeFlag(flagId: string): Promise<SocialFile> {
    return this.session.socialFile.removeFlag(this.fileId, flagId);
  }

  async saveRelative(relative: RelativeInput, known?: { id: string; version: number }): Promise<SocialFile> {
    if (!known) return this.session.socialFile.addRelative(this.fileId, relative);
    return (await this.session.socialFile.changeRelative(this.fileId, known.id, relative, at(known.version)))
      .file;
  }

  removeRelative(known: { id: string; version: number }): Promise<SocialFile> {
    return this.session.socialFile.removeRelative(this.fileId, known.id, at(known.version));
  }

  transfer(version: number, toUnitId: string, reason: string): Promise<FileTransfer> {
    return this.session.socialFile.transfer(this.fileId, { toUnitId, reason }, at(version));
  }

  undoTransfer(transferId: string): Promise<FileTransfer> {
    return this.session.socialFile.undoTransfer(transferId);
  }

  transferTargets(): Promise<TransferTarget[]> {
    return this.session.socialFile.transferTargets(this.fileId);
  }

  /** The transfer of this file that waits for an answer, whoever asked for it. */
  async pendingTransfer(): Promise<FileTransfer | undefined> {
    return (await this.session.socialFile.listTransfers({ fileId: this.fileId }))[0];
  }

  revokeTransfer(transferId: string): Promise<FileTransfer> {
    return this.session.socialFile.revokeTransfer(transferId);
  }

  history({ record, field }: HistoryOf, cursor?: string): Promise<HistoryPage> {
    return this.session.socialFile.historyPage(this.fileId, {
      ...(record ? { record } : {}),
      ...(field ? { field } : {}),
      ...(cursor ? { cursor } : {}),
    });
  }

  reasons(): Promise<AccessReason[]> {
    return this.session.socialFile.explainAccess(this.fileId);
  }

  countTimeline(query: Omit<TimelineFilter, 'before'>, signal: AbortSignal): Promise<number> {
    return this.session.socialFile.countTimeline(this.fileId, query, { signal });
  }

  /** Leaves the trace of a print, before the sheet appears. */
  print(): Promise<void> {
    return this.session.socialFile.print(this.fileId);
  }

  async changeRequest({ id, version }: SocialRequest, patch: RequestPatch): Promise<void> {
    await this.session.tdm.changeRequest(this.fileId, id, patch, at(version));
  }

  async addAction(requestId: string, typeCode: string): Promise<void> {
    await this.session.tdm.addAction(this.fileId, requestId, { typeCode });
  }

  async voidEntry({ id, version }: WorkEntry, reason: string): Promise<WorkEntry> {
    return (await this.session.tdm.voidEntry(id, reason, at(version))).entry;
  }

  access(cursor?: string): Promise<AuditPage> {
    return this.session.audit.readFilePage(this.fileId, cursor ? { cursor } : {});
  }
}

/** Whether somebody changed the same thing in between. */
export const isStale = (error: unknown): boolean =>
  (error as { type?: unknown } | null)?.type === 'stale-version';
export const isNotFound = (error: unknown): boolean =>
  (error as { type?: unknown } | null)?.type === 'not-found';

/** Tells what happens on the server, to one file or to all; gives what stops it. A host's own session may tell nothing. */
export function listen(
  session: ElementSession,
  hear: (event: LiveEvent) => void,
  fileId?: string,
): () => void {
  const { live } = session as unknown as Partial<Session>;
  return live?.on('*', hear, { fileId }) ?? (() => undefined);
}
