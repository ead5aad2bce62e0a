import type { Database } from '../../../db/database.ts';
import type { Keyring } from '../../../vault/keyring.ts';
import { ToReconnect, type Access, type Agreement, type Tokens } from './calendar-link.ts';
import * as store from './link.store.ts';
import type { Owner } from './link.table.ts';

interface TokenDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly agreement: Agreement;
  readonly clock: () => Date;
}

export const sealOf = ({ tenantId, staffId }: Owner) => `${tenantId}/${staffId}`;

/** What opens the calendars that are tied: sealed in rows, renewed once for whoever asks. */
export class LinkTokens {
  readonly #deps: TokenDeps;
  readonly #renewing = new Map<string, Promise<string>>();

  constructor(deps: TokenDeps) {
    this.#deps = deps;
  }

  seal(owner: Owner, tokens: Tokens): Buffer {
    return this.#deps.keyring.seal('calendar tokens', sealOf(owner), Buffer.from(JSON.stringify(tokens)));
  }

  #open(owner: Owner, sealed: Buffer): Tokens {
    return JSON.parse(this.#deps.keyring.open('calendar tokens', sealOf(owner), sealed).toString()) as Tokens;
  }

  #link(owner: Owner) {
    return this.#deps.database.withTenant(owner.tenantId, [], (tx) => store.linkBy(tx, owner));
  }

  /**
   * A token of a worker's mailbox. A refresh token serves once: whoever has the turn renews it, once for all the requests
   * of that turn. Should a turn last too long and another begin, the slower of the two takes what the quicker got.
   */
  readonly access =
    (owner: Owner): Access =>
    async (refused) => {
      const row = await this.#link(owner);
      if (row?.sealedTokens == null) throw new ToReconnect('notConnected');
      const known = this.#open(owner, row.sealedTokens);
      if (known.access !== refused && known.until > this.#deps.clock().getTime()) return known.access;
      const name = sealOf(owner);
      const renewing =
        this.#renewing.get(name) ??
        this.#renew(owner, known, row.tokensVersion).finally(() => this.#renewing.delete(name));
      this.#renewing.set(name, renewing);
      return renewing;
    };

  async #renew(owner: Owner, known: Tokens, version: number): Promise<string> {
    const { agreement, clock, database } = this.#deps;
    try {
      const renewed = await agreement.renew(known.refresh, clock());
      const sealed = this.seal(owner, renewed);
      const isFirst = await database.withTenant(owner.tenantId, [], (tx) =>
        store.replaceTokens(tx, owner, version, sealed),
      );
      if (isFirst) return renewed.access;
    } catch (error) {
      if (!(error instanceof ToReconnect)) throw error;
      const now = await this.#link(owner);
      if (now === undefined || now.tokensVersion === version) throw error;
    }
    const after = await this.#link(owner);
    if (after?.sealedTokens == null) throw new ToReconnect('notConnected');
    return this.#open(owner, after.sealedTokens).access;
  }
}
