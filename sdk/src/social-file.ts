import { at, init, type CallOptions, type Client, type Query } from './client.ts';
import { Pages } from './pages.ts';
import type { ExternalReference, FilePage, FileSummary, SocialFile as File } from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

/** Which files, by name. */
export type FileQuery = Omit<Query<'socialFile.list'>, 'mine'> & {
  /** Only those you are the lead worker of. */
  mine?: boolean;
};
export type FileFilter = Omit<FileQuery, 'cursor'>;

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
  open(fileId: string, options: CallOptions = {}): Promise<Versioned<'file', File>> {
    return versioned(
      'file',
      this.#client.GET('/v1/files/{fileId}', { params: { path: { fileId } }, ...init(options) }),
    );
  }

  /** Opens a file by the host's own identifier of the person. */
  openByReference(reference: ExternalReference, options: CallOptions = {}): Promise<Versioned<'file', File>> {
    return versioned(
      'file',
      this.#client.POST('/v1/files/open-by-reference', {
        body: reference,
        ...init(options, { readOnly: true }),
      }),
    );
  }
}
