import {
  at,
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type Client,
  type CreateOptions,
  type Query,
} from './client.ts';
import { Pages } from './pages.ts';
import type {
  ActionPatch,
  CaptureInput,
  CaptureReading,
  Draft,
  DraftInput,
  DraftSaved,
  EntryInput,
  EntryPatch,
  EntryVersion,
  NewAction,
  Partner,
  PartnerEffect,
  PartnerInput,
  PartnerPatch,
  RequestChange,
  RequestPatch,
  SocialRequest,
  TimelinePage,
  UnfiledEntryInput,
  WorkEntry,
} from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

export type TimelineQuery = Query<'tdm.timeline'>;
export type TimelineFilter = Omit<TimelineQuery, 'cursor'>;
type VersionedEntry = Versioned<'entry', WorkEntry>;
type VersionedPartner = Versioned<'partner', Partner>;
type VersionedRequest = Versioned<'request', SocialRequest>;

/** Travail, Demande, Moyen: what was done for a person, and what is being typed. */
export class Tdm {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Signs a travail in a file, with its demandes, moyens and text. */
  createEntry(fileId: string, entry: EntryInput, options: CreateOptions = {}): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.POST('/v1/files/{fileId}/entries', {
        params: { path: { fileId }, header: keyed(options) },
        body: entry,
        ...init(options),
      }),
    );
  }

  /** Signs work done outside any file: meeting, training, travel. */
  createUnfiledEntry(entry: UnfiledEntryInput, options: CreateOptions = {}): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.POST('/v1/entries', { params: { header: keyed(options) }, body: entry, ...init(options) }),
    );
  }

  readEntry(entryId: string, options: CallOptions = {}): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.GET('/v1/entries/{entryId}', { params: { path: { entryId } }, ...init(options) }),
    );
  }

  /** Changes a signed travail; absent: unchanged, null: cleared. StaleVersionError: somebody changed it in between. */
  changeEntry(entryId: string, patch: EntryPatch, options: ChangeOptions): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.PATCH('/v1/entries/{entryId}', {
        params: { path: { entryId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Voids a signed travail with a reason; it stays legible. */
  voidEntry(entryId: string, reason: string, options: ChangeOptions): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.POST('/v1/entries/{entryId}/void', {
        params: { path: { entryId }, header: matching(options) },
        body: { reason },
        ...init(options),
      }),
    );
  }

  /** Takes back a travail signed less than ten seconds ago (`entry.can.undoUntil`). */
  async undoEntry(entryId: string, options: ChangeOptions): Promise<void> {
    await dataOf(
      this.#client.DELETE('/v1/entries/{entryId}', {
        params: { path: { entryId }, header: matching(options) },
        ...init(options),
      }),
    );
  }

  /** Takes back one's own latest change of a travail, less than ten seconds after it: everything is as it was. */
  undoChange(entryId: string, options: ChangeOptions): Promise<VersionedEntry> {
    return versioned(
      'entry',
      this.#client.POST('/v1/entries/{entryId}/undo', {
        params: { path: { entryId }, header: matching(options) },
        ...init(options),
      }),
    );
  }

  /** Versions of a travail, latest first, the current one included. Their words are for who may read them. */
  async entryHistory(entryId: string, options: CallOptions = {}): Promise<EntryVersion[]> {
    const list = await dataOf(
      this.#client.GET('/v1/entries/{entryId}/history', { params: { path: { entryId } }, ...init(options) }),
    );
    return list.items;
  }

  /** What changed in a demande and its moyens, latest first. */
  async requestHistory(
    fileId: string,
    requestId: string,
    options: CallOptions = {},
  ): Promise<RequestChange[]> {
    const list = await dataOf(
      this.#client.GET('/v1/files/{fileId}/requests/{requestId}/history', {
        params: { path: { fileId, requestId } },
        ...init(options),
      }),
    );
    return list.items;
  }

  /** Travaux of a file, latest first: `for await (const entry of session.tdm.timeline(fileId))`. */
  timeline(fileId: string, filter: TimelineFilter = {}, options: CallOptions = {}): Pages<WorkEntry> {
    return new Pages((cursor) => this.timelinePage(fileId, { ...filter, ...at(cursor) }, options));
  }

  timelinePage(fileId: string, query: TimelineQuery = {}, options: CallOptions = {}): Promise<TimelinePage> {
    return dataOf(
      this.#client.GET('/v1/files/{fileId}/timeline', {
        params: { path: { fileId }, query },
        ...init(options),
      }),
    );
  }

  /** Demandes of a file with their moyens. */
  async requests(fileId: string, options: CallOptions = {}): Promise<SocialRequest[]> {
    const list = await dataOf(
      this.#client.GET('/v1/files/{fileId}/requests', { params: { path: { fileId } }, ...init(options) }),
    );
    return list.items;
  }

  /** Changes a demande: its state, its outcome. The ETag is that of the demande. */
  changeRequest(
    fileId: string,
    requestId: string,
    patch: RequestPatch,
    options: ChangeOptions,
  ): Promise<VersionedRequest> {
    return versioned(
      'request',
      this.#client.PATCH('/v1/files/{fileId}/requests/{requestId}', {
        params: { path: { fileId, requestId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Adds a moyen to a demande, apart from any travail. */
  addAction(
    fileId: string,
    requestId: string,
    action: NewAction,
    options: CreateOptions = {},
  ): Promise<SocialRequest> {
    return dataOf(
      this.#client.POST('/v1/files/{fileId}/requests/{requestId}/actions', {
        params: { path: { fileId, requestId }, header: keyed(options) },
        body: action,
        ...init(options),
      }),
    );
  }

  /** Changes a moyen: its outcome, its day. The ETag is that of the moyen. */
  changeAction(
    fileId: string,
    actionId: string,
    patch: ActionPatch,
    options: ChangeOptions,
  ): Promise<SocialRequest> {
    return dataOf(
      this.#client.PATCH('/v1/files/{fileId}/actions/{actionId}', {
        params: { path: { fileId, actionId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Adds a partner to the directory. A `conflict` problem: one of this kind bears this name already. */
  addPartner(partner: PartnerInput, options: CreateOptions = {}): Promise<VersionedPartner> {
    return versioned(
      'partner',
      this.#client.POST('/v1/partners', {
        params: { header: keyed(options) },
        body: partner,
        ...init(options),
      }),
    );
  }

  /** Renames a partner, changes its kind, puts it aside or takes it back; never deleted. */
  changePartner(partnerId: string, patch: PartnerPatch, options: ChangeOptions): Promise<VersionedPartner> {
    return versioned(
      'partner',
      this.#client.PATCH('/v1/partners/{partnerId}', {
        params: { path: { partnerId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** How many travaux name a partner, before it is changed. */
  partnerEffect(partnerId: string, options: CallOptions = {}): Promise<PartnerEffect> {
    return dataOf(
      this.#client.GET('/v1/partners/{partnerId}/effect', {
        params: { path: { partnerId } },
        ...init(options),
      }),
    );
  }

  /** Reads a line of saisie rapide into travail, demandes, moyens and partners; nothing is written. */
  capture(line: CaptureInput, options: CallOptions = {}): Promise<CaptureReading> {
    return dataOf(this.#client.POST('/v1/capture', { body: line, ...init(options, { readOnly: true }) }));
  }

  /**
   * Keeps what is being typed, for its author alone. The caller makes the id (`newId()`) and counts revisions up; an
   * older one that arrives late changes nothing.
   */
  saveDraft(draftId: string, draft: DraftInput, options: CallOptions = {}): Promise<DraftSaved> {
    return dataOf(
      this.#client.PUT('/v1/drafts/{draftId}', {
        params: { path: { draftId } },
        body: draft,
        ...init(options),
      }),
    );
  }

  /** Your drafts, latest first; of one file when it is given. */
  async listDrafts(query: Query<'tdm.listDrafts'> = {}, options: CallOptions = {}): Promise<Draft[]> {
    return (await dataOf(this.#client.GET('/v1/drafts', { params: { query }, ...init(options) }))).items;
  }

  async discardDraft(draftId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE('/v1/drafts/{draftId}', { params: { path: { draftId } }, ...init(options) }),
    );
  }
}
