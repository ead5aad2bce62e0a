import { init, keyed, type CallOptions, type CreateOptions } from './client.ts';
import type { components } from './generated/schema.d.ts';
import type { Session } from './session.ts';
import { dataOf } from './unwrap.ts';

type Schemas = components['schemas'];

export type ServiceAccount = Schemas['ServiceAccount'];
export type ServiceAccountInput = Schemas['ServiceAccountInput'];
export type ServiceAccountList = Schemas['ServiceAccountList'];
/** An account and a secret of it, said this once. */
export type ServiceCredentials = Schemas['ServiceCredentials'];
export type ServiceFilesInput = Schemas['ServiceFilesInput'];

const path = '/v1/organisation/service-accounts';

/**
 * The programs of a customer, for its administrators: what they may do, their secrets, and whether they see people.
 * Apart from the session, whose weight every page bears: `new ServiceAccounts(session)`, from
 * `@lastria/sdk/service-accounts`. A program itself opens its session by `@lastria/sdk/service`.
 */
export class ServiceAccounts {
  readonly #client: Session['client'];

  constructor(session: Pick<Session, 'client'>) {
    this.#client = session.client;
  }

  /** Programs of the customer, what they may do and when they were last there. */
  listServiceAccounts(options: CallOptions = {}): Promise<ServiceAccountList> {
    return dataOf(this.#client.GET(path, init(options)));
  }

  /** Makes an account for a program, with its first secret; it sees nobody yet. */
  addServiceAccount(account: ServiceAccountInput, options: CreateOptions = {}): Promise<ServiceCredentials> {
    return dataOf(
      this.#client.POST(path, {
        params: { header: keyed(options) },
        body: account,
        ...init(options),
      }),
    );
  }

  /** Gives a program one more secret, to take the place of the other. */
  addServiceSecret(accountId: string, options: CreateOptions = {}): Promise<ServiceCredentials> {
    return dataOf(
      this.#client.POST(`${path}/{accountId}/secrets`, {
        params: { path: { accountId }, header: keyed(options) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Takes a secret back: what it opened is refused from the next call on. */
  async revokeServiceSecret(accountId: string, secretId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE(`${path}/{accountId}/secrets/{secretId}`, {
        params: { path: { accountId, secretId } },
        ...init(options),
      }),
    );
  }

  /** Ends the account of a program for good, at once. */
  async endServiceAccount(accountId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE(`${path}/{accountId}`, { params: { path: { accountId } }, ...init(options) }),
    );
  }

  /** Asks that a program see people until a day: another administrator answers. */
  askServiceFiles(
    accountId: string,
    asked: ServiceFilesInput,
    options: CreateOptions = {},
  ): Promise<ServiceAccount> {
    return dataOf(
      this.#client.POST(`${path}/{accountId}/files`, {
        params: { path: { accountId }, header: keyed(options) },
        body: asked,
        ...init(options),
      }),
    );
  }

  /** Agrees to what another administrator asked; the data protection officer is told. */
  grantServiceFiles(accountId: string, options: CreateOptions = {}): Promise<ServiceAccount> {
    return dataOf(
      this.#client.POST(`${path}/{accountId}/files/grant`, {
        params: { path: { accountId }, header: keyed(options) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Takes back what was granted or asked: the program sees nobody from the next call on. */
  async withdrawServiceFiles(accountId: string, options: CallOptions = {}): Promise<void> {
    await dataOf(
      this.#client.DELETE(`${path}/{accountId}/files`, {
        params: { path: { accountId } },
        ...init(options),
      }),
    );
  }
}
