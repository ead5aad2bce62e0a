import { init, matching, type CallOptions, type ChangeOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type Schemas = components['schemas'];

export type EmbeddingSettings = Schemas['Embedding'];
export type EmbeddingPatch = Schemas['EmbeddingPatch'];

/**
 * Whose pages may hold Lastria, what may stand in them, and how long a session lasts; for the administrator. Apart from
 * the session, whose weight every page bears: `new Embedding(session)`, from `@lastria/sdk/embedding`.
 */
export class Embedding {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  readEmbedding(options: CallOptions = {}): Promise<EmbeddingSettings> {
    return dataOf(this.#client.GET('/v1/organisation/embedding', init(options)));
  }

  /** Changes them; sessions of pages that may hold Lastria no more end at once. */
  changeEmbedding(
    patch: EmbeddingPatch,
    options: ChangeOptions,
  ): Promise<Versioned<'settings', EmbeddingSettings>> {
    const params = { header: matching(options) };
    return versioned(
      'settings',
      this.#client.PATCH('/v1/organisation/embedding', { params, body: patch, ...init(options) }),
    );
  }
}
