import { init, type CallOptions, type Client } from './client.ts';
import type { Configuration } from './types.ts';
import { dataOf } from './unwrap.ts';

/** Lists, fields, units, team and directory: what codes mean. */
export class Configurations {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  read(options: CallOptions = {}): Promise<Configuration> {
    return dataOf(this.#client.GET('/v1/configuration', init(options)));
  }
}
