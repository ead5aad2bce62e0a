import { init, type CallOptions, type Client } from './client.ts';
import type { Me } from './types.ts';
import { dataOf } from './unwrap.ts';

/** Who is speaking. */
export class Access {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Who is speaking, for which tenant, until when. `session.me()` remembers the answer. */
  me(options: CallOptions = {}): Promise<Me> {
    return dataOf(this.#client.GET('/v1/me', init(options)));
  }
}
