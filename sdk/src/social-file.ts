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
  AccessReason,
  DuplicateInput,
  DuplicateReport,
  ExternalReference,
  SocialFile as File,
  FilePage,
  FileSummary,
  FileTransfer,
  FlagInput,
  HistoryEntry,
  HistoryPage,
  IdentityPatch,
  LeadWorker,
  NewFile,
  RelativeInput,
  RelativePatch,
  SearchInput,
  SearchResult,
  SituationPatch,
  TransferInput,
  TransferTarget,
} from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type VersionedFile = Versioned<'file', File>;

/** Which files, by name. */
export type FileQuery = Omit<Query<'socialFile.list'>, 'mine'> & {
  /** Only those you are the lead worker of. */
  mine?: boolean;
};
export type FileFilter = Omit<FileQuery, 'cursor'>;
export type HistoryQuery = Query<'socialFile.history'>;
export type TransferQuery = Query<'socialFile.listTransfers'>;

/** Social files: the list, and one of them. */
export class SocialFiles {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Files you may see, by name: `for await (const file of session.socialFile.list({ mine: true }))`. */
  list(filter: FileFilter = {}, options: CallOptions = {}): Pages<FileSummary> {
    return new Pages((cursor) => this.listPage({ ...filter, ...at(cursor) }, options));
  }

  listPage({ mine, ...rest }: FileQuery = {}, options: CallOptions = {}): Promise<FilePage> {
    const query = mine === undefined ? rest : { ...rest, mine: String(mine) };
    return dataOf(this.#client.GET('/v1/files', { params: { query }, ...init(options) }));
  }

  /** Opens a file: identity, situation, flags, entourage, completeness. */
  open(fileId: string, options: CallOptions = {}): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.GET('/v1/files/{fileId}', { params: { path: { fileId } }, ...init(options) }),
    );
  }

  /** Opens a file by the host's own identifier of the person. */
  openByReference(reference: ExternalReference, options: CallOptions = {}): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.POST('/v1/files/open-by-reference', {
        body: reference,
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Finds files by name in any order and spelling, birth date or phone. Its receipt opens `create`. */
  search(input: SearchInput, options: CallOptions = {}): Promise<SearchResult> {
    return dataOf(
      this.#client.POST('/v1/files/search', { body: input, ...init(options, { readOnly: true }) }),
    );
  }

  /** Files that may be of the same person. */
  duplicates(person: DuplicateInput, options: CallOptions = {}): Promise<DuplicateReport> {
    return dataOf(
      this.#client.POST('/v1/files/duplicates', { body: person, ...init(options, { readOnly: true }) }),
    );
  }

  /** Creates a file for a person whose name was searched in this session. */
  create(file: NewFile, options: CreateOptions = {}): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.POST('/v1/files', { params: { header: keyed(options) }, body: file, ...init(options) }),
    );
  }

  /** Changes who the file is about, in this file only. The ETag is that of `file.identity`. */
  changeIdentity(fileId: string, patch: IdentityPatch, options: ChangeOptions): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.PATCH('/v1/files/{fileId}/identity', {
        params: { path: { fileId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Says what the host calls the person, or null. The ETag is that of the file. */
  changeReference(
    fileId: string,
    externalRef: ExternalReference | null,
    options: ChangeOptions,
  ): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.PUT('/v1/files/{fileId}/external-reference', {
        params: { path: { fileId }, header: matching(options) },
        body: { externalRef },
        ...init(options),
      }),
    );
  }

  /** Changes a group of the situation; each value is true since a day. The ETag is that of the group. */
  changeSituation(
    fileId: string,
    groupCode: string,
    patch: SituationPatch,
    options: ChangeOptions,
  ): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.PATCH('/v1/files/{fileId}/situation/{groupCode}', {
        params: { path: { fileId, groupCode }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Closes a file, today, with a reason of the list closeReason. The ETag is that of the file. */
  close(fileId: string, reason: string, options: ChangeOptions): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.POST('/v1/files/{fileId}/close', {
        params: { path: { fileId }, header: matching(options) },
        body: { reason },
        ...init(options),
      }),
    );
  }

  /** Opens a closed file again. The ETag is that of the file. */
  reopen(fileId: string, reason: string, options: ChangeOptions): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.POST('/v1/files/{fileId}/reopen', {
        params: { path: { fileId }, header: matching(options) },
        body: { reason },
        ...init(options),
      }),
    );
  }

  /** Who may be named lead worker of a file. */
  async leadWorkers(fileId: string, options: CallOptions = {}): Promise<LeadWorker[]> {
    return (
      await dataOf(
        this.#client.GET('/v1/files/{fileId}/lead-workers', {
          params: { path: { fileId } },
          ...init(options),
        }),
      )
    ).items;
  }

  /** Names the lead worker of a file, or none. The ETag is that of the file. */
  assign(fileId: string, staffId: string | null, options: ChangeOptions): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.POST('/v1/files/{fileId}/lead-worker', {
        params: { path: { fileId }, header: matching(options) },
        body: { staffId },
        ...init(options),
      }),
    );
  }

  /** What identity, situation and entourage said before, latest first: `for await (const entry of ….history(id))`. */
  history(
    fileId: string,
    filter: Omit<HistoryQuery, 'cursor'> = {},
    options: CallOptions = {},
  ): Pages<HistoryEntry> {
    return new Pages((cursor) => this.historyPage(fileId, { ...filter, ...at(cursor) }, options));
  }

  historyPage(fileId: string, query: HistoryQuery = {}, options: CallOptions = {}): Promise<HistoryPage> {
    return dataOf(
      this.#client.GET('/v1/files/{fileId}/history', {
        params: { path: { fileId }, query },
        ...init(options),
      }),
    );
  }

  /** How many travaux the timeline holds, with the same filters. */
  async countTimeline(
    fileId: string,
    query: Query<'socialFile.countTimeline'> = {},
    options: CallOptions = {},
  ): Promise<number> {
    return (
      await dataOf(
        this.#client.GET('/v1/files/{fileId}/timeline/count', {
          params: { path: { fileId }, query },
          ...init(options),
        }),
      )
    ).total;
  }

  /** Why you may see a file: your own rights that give it to you. */
  async explainAccess(fileId: string, options: CallOptions = {}): Promise<AccessReason[]> {
    return (
      await dataOf(
        this.#client.GET('/v1/files/{fileId}/access', { params: { path: { fileId } }, ...init(options) }),
      )
    ).items;
  }

  /** Records that you print a file; ask before the sheet appears. */
  async print(fileId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.POST('/v1/files/{fileId}/print', {
        params: { path: { fileId } },
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Puts a visible warning on a file. */
  addFlag(fileId: string, flag: FlagInput, options: CreateOptions = {}): Promise<File> {
    return dataOf(
      this.#client.POST('/v1/files/{fileId}/flags', {
        params: { path: { fileId }, header: keyed(options) },
        body: flag,
        ...init(options),
      }),
    );
  }

  removeFlag(fileId: string, flagId: string, options: CallOptions = {}): Promise<File> {
    return dataOf(
      this.#client.DELETE('/v1/files/{fileId}/flags/{flagId}', {
        params: { path: { fileId, flagId } },
        ...init(options),
      }),
    );
  }

  /** Adds somebody of the entourage. */
  addRelative(fileId: string, relative: RelativeInput, options: CreateOptions = {}): Promise<File> {
    return dataOf(
      this.#client.POST('/v1/files/{fileId}/relatives', {
        params: { path: { fileId }, header: keyed(options) },
        body: relative,
        ...init(options),
      }),
    );
  }

  /** Changes somebody of the entourage. The ETag is that of the relative. */
  changeRelative(
    fileId: string,
    relativeId: string,
    patch: RelativePatch,
    options: ChangeOptions,
  ): Promise<VersionedFile> {
    return versioned(
      'file',
      this.#client.PATCH('/v1/files/{fileId}/relatives/{relativeId}', {
        params: { path: { fileId, relativeId }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Removes somebody of the entourage; the history keeps it. */
  removeRelative(fileId: string, relativeId: string, options: ChangeOptions): Promise<File> {
    return dataOf(
      this.#client.DELETE('/v1/files/{fileId}/relatives/{relativeId}', {
        params: { path: { fileId, relativeId }, header: matching(options) },
        ...init(options),
      }),
    );
  }

  /** Moves a file to another unit, at once or as a request. The ETag is that of the file. */
  transfer(
    fileId: string,
    transfer: TransferInput,
    options: CreateOptions & ChangeOptions,
  ): Promise<FileTransfer> {
    return dataOf(
      this.#client.POST('/v1/files/{fileId}/transfers', {
        params: { path: { fileId }, header: { ...keyed(options), ...matching(options) } },
        body: transfer,
        ...init(options),
      }),
    );
  }

  /** Units a file may be moved to: at once where you write, elsewhere as a request. */
  async transferTargets(fileId: string, options: CallOptions = {}): Promise<TransferTarget[]> {
    return (
      await dataOf(
        this.#client.GET('/v1/files/{fileId}/transfer-targets', {
          params: { path: { fileId } },
          ...init(options),
        }),
      )
    ).items;
  }

  /** Transfers that wait for your answer, and those you asked for; or the one of a file, whoever asked. */
  async listTransfers(query: TransferQuery = {}, options: CallOptions = {}): Promise<FileTransfer[]> {
    return (await dataOf(this.#client.GET('/v1/transfers', { params: { query }, ...init(options) }))).items;
  }

  /** Accepts a file into your unit. */
  acceptTransfer(transferId: string, options: CallOptions = {}): Promise<FileTransfer> {
    return this.#answer('accept', transferId, {}, options);
  }

  refuseTransfer(transferId: string, reason: string, options: CallOptions = {}): Promise<FileTransfer> {
    return this.#answer('refuse', transferId, { reason }, options);
  }

  /** Takes back a transfer you asked for. */
  revokeTransfer(transferId: string, options: CallOptions = {}): Promise<FileTransfer> {
    return this.#answer('revoke', transferId, {}, options);
  }

  /** Undoes a transfer made less than ten seconds ago (`transfer.undoUntil`). */
  undoTransfer(transferId: string, options: CallOptions = {}): Promise<FileTransfer> {
    return this.#answer('undo', transferId, {}, options);
  }

  #answer(
    verb: 'accept' | 'refuse' | 'revoke' | 'undo',
    transferId: string,
    body: { reason?: string },
    options: CallOptions,
  ) {
    return dataOf(
      this.#client.POST(`/v1/transfers/{transferId}/${verb}`, {
        params: { path: { transferId } },
        body,
        ...init(options),
      }),
    );
  }
}
