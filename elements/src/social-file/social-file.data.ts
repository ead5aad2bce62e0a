import { unwrap, type Configuration, type components, type Me, type Session, type SocialFile, type SocialRequest, type TimelineQuery, type WorkEntry } from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';

type Schemas = components['schemas'];
export type AuditEvent = Schemas['AuditEvent'];
export type Transfer = Schemas['FileTransfer'];
export type Answer = Schemas['SituationValue']['value'];
export type IdentityPatch = Schemas['IdentityPatch'];
export type RelativeInput = Schemas['RelativeInput'];
export type { Configuration, Me, SocialFile, SocialRequest, WorkEntry };
export type TimelineFilter = Pick<TimelineQuery, 'requestId' | 'typeCode' | 'performedBy'>;

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
    asked = Promise.all([sdk(session).me(), configuration.read()]).then(([me, read]) => ({ me, configuration: read }));
    surroundings.set(session, asked);
    asked.catch(() => surroundings.delete(session));
  }
  return asked;
}

/** The version of a group, as the header that guards its change. */
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });
const key = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const data = async <R extends Parameters<typeof unwrap>[0]>(call: R) => (await unwrap(call)).data as NonNullable<Awaited<R>['data']>;

/** The calls of one file. */
export class FileCalls {
  readonly #session: Session;
  readonly fileId: string;

  constructor(session: ElementSession, fileId: string) {
    this.#session = sdk(session);
    this.fileId = fileId;
  }

  get #path() {
    return { fileId: this.fileId };
  }

  async open(signal?: AbortSignal): Promise<SocialFile> {
    return (await this.#session.socialFile.open(this.fileId, { signal })).file;
  }

  static async openByReference(session: ElementSession, reference: { system: string; value: string }, signal: AbortSignal): Promise<SocialFile> {
    return (await sdk(session).socialFile.openByReference(reference, { signal })).file;
  }

  timeline(query: TimelineQuery, signal?: AbortSignal) {
    return this.#session.tdm.timelinePage(this.fileId, query, { signal });
  }

  requests(signal?: AbortSignal): Promise<SocialRequest[]> {
    return this.#session.tdm.requests(this.fileId, { signal });
  }

  changeIdentity(version: number, body: IdentityPatch) {
    return data(this.#session.client.PATCH('/v1/files/{fileId}/identity', { params: { path: this.#path, header: ifMatch(version) }, body }));
  }

  changeSituation(groupCode: string, version: number, values: Record<string, Answer | null>, since?: string) {
    const params = { path: { ...this.#path, groupCode }, header: ifMatch(version) };
    return data(this.#session.client.PATCH('/v1/files/{fileId}/situation/{groupCode}', { params, body: { values, ...(since ? { since } : {}) } }));
  }

  close(version: number, reason: string) {
    return data(this.#session.client.POST('/v1/files/{fileId}/close', { params: { path: this.#path, header: ifMatch(version) }, body: { reason } }));
  }

  reopen(version: number, reason: string) {
    return data(this.#session.client.POST('/v1/files/{fileId}/reopen', { params: { path: this.#path, header: ifMatch(version) }, body: { reason } }));
  }

  assign(version: number, staffId: string | null) {
    return data(this.#session.client.POST('/v1/files/{fileId}/lead-worker', { params: { path: this.#path, header: ifMatch(version) }, body: { staffId } }));
  }

  addFlag(flagCode: string, expiresOn: string | null) {
    return data(this.#session.client.POST('/v1/files/{fileId}/flags', { params: { path: this.#path, header: key() }, body: { flagCode, expiresOn } }));
  }

  removeFlag(flagId: string) {
    return data(this.#session.client.DELETE('/v1/files/{fileId}/flags/{flagId}', { params: { path: { ...this.#path, flagId } } }));
  }

  saveRelative(body: RelativeInput, known?: { id: string; version: number }) {
    if (!known) return data(this.#session.client.POST('/v1/files/{fileId}/relatives', { params: { path: this.#path, header: key() }, body }));
    const params = { path: { ...this.#path, relativeId: known.id }, header: ifMatch(known.version) };
    return data(this.#session.client.PATCH('/v1/files/{fileId}/relatives/{relativeId}', { params, body }));
  }

  removeRelative(known: { id: string; version: number }) {
    const params = { path: { ...this.#path, relativeId: known.id }, header: ifMatch(known.version) };
    return data(this.#session.client.DELETE('/v1/files/{fileId}/relatives/{relativeId}', { params }));
  }

  transfer(version: number, toUnitId: string, reason: string): Promise<Transfer> {
    const params = { path: this.#path, header: { ...ifMatch(version), ...key() } };
    return data(this.#session.client.POST('/v1/files/{fileId}/transfers', { params, body: { toUnitId, reason } }));
  }

  undoTransfer(transferId: string): Promise<Transfer> {
    return data(this.#session.client.POST('/v1/transfers/{transferId}/undo', { params: { path: { transferId } }, body: {} }));
  }

  changeRequest(request: SocialRequest, body: Schemas['RequestPatch']): Promise<SocialRequest> {
    const params = { path: { ...this.#path, requestId: request.id }, header: ifMatch(request.version) };
    return data(this.#session.client.PATCH('/v1/files/{fileId}/requests/{requestId}', { params, body }));
  }

  addAction(requestId: string, typeCode: string): Promise<SocialRequest> {
    const params = { path: { ...this.#path, requestId }, header: key() };
    return data(this.#session.client.POST('/v1/files/{fileId}/requests/{requestId}/actions', { params, body: { typeCode } }));
  }

  voidEntry(entry: WorkEntry, reason: string) {
    return this.#session.tdm.voidEntry(entry.id, reason, { etag: `"${entry.version}"` });
  }

  access(cursor?: string): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
    const params = { path: this.#path, query: cursor ? { cursor } : {} };
    return data(this.#session.client.GET('/v1/files/{fileId}/audit', { params }));
  }
}

/** Whether somebody changed the same thing in between. */
export const isStale = (error: unknown): boolean => (error as { type?: unknown } | null)?.type === 'stale-version';
export const isNotFound = (error: unknown): boolean => (error as { type?: unknown } | null)?.type === 'not-found';
