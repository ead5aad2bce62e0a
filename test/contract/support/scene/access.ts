import { randomUUID } from 'node:crypto';
import { call, expectJson } from '../../../../server/src/testing/app.ts';
import { Authenticator } from '../../../../server/src/testing/authenticator.ts';
import { codeAt } from '../../../../server/src/testing/browser.ts';
import type { Ground } from './ground.ts';

/** Accounts, factors, programs and notices. */
export class AccessScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** Lets a member of the team sign in on our own origin. */
  account = (staffId: string) => this.#scene.admin`
    insert into sign_in_account (tenant_id, staff_id, login, credentials_since, created_at)
    values (${this.#scene.tenant.id}, ${staffId}, ${staffId}, '2020-01-01', '2020-01-01')`;

  async accountHolder(): Promise<string> {
    const { id } = await this.#scene.tenant.staff('SECRETARY');
    await this.account(id);
    return id;
  }

  /** A second factor of the worker, who has another. */
  async factor(): Promise<string> {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids)
      await this.#scene.admin`
        insert into second_factor (tenant_id, id, staff_id, kind, label, created_at)
        values (${this.#scene.tenant.id}, ${id}, ${this.#scene.worker.id}, 'totp', 'Téléphone', now())`;
    return ids[0]!;
  }

  #offer = async <T>(kind: string): Promise<T> =>
    expectJson<T>(
      await call(this.#scene.running.app, this.#scene.worker.token, `/v1/me/factors/${kind}`, {
        method: 'POST',
        body: {},
      }),
      200,
    );

  async application() {
    const { challengeId, secret } = await this.#offer<{ challengeId: string; secret: string }>('application');
    return { challengeId, code: codeAt(secret, new Date()), label: 'Téléphone' };
  }

  async passkey() {
    const { challengeId, options } = await this.#offer<{
      challengeId: string;
      options: { challenge: string };
    }>('passkey');
    return { challengeId, response: new Authenticator().create(options.challenge), label: 'Clé' };
  }

  /** A program, of whose files nothing is said yet, or somebody else asked. */
  async serviceAccount(files: 'none' | 'asked'): Promise<string> {
    const { id } = this.#scene.tenant;
    const staffId = randomUUID();
    await this.#scene.admin`
      insert into staff_member (tenant_id, id, kind, display_name) values (${id}, ${staffId}, 'service', 'Entrepôt')`;
    await this.#scene.admin`
      insert into service_account (tenant_id, staff_id, scopes, unit_ids, created_at, expires_at)
      values (${id}, ${staffId}, '{READ_FILES}', ${[this.#scene.north]}, now(), now() + interval '90 days')`;
    if (files === 'asked')
      await this.#scene.admin`
        update service_account set files_asked_by = ${this.#scene.colleague.id}, files_asked_at = now(),
          files_reason = 'Entrepôt', files_until = now() + interval '30 days' where staff_id = ${staffId}`;
    return staffId;
  }

  async serviceSecret(): Promise<{ accountId: string; secretId: string }> {
    const accountId = await this.serviceAccount('none');
    const { sessionId } = await this.#scene.tenant.session(accountId, {
      kind: 'service',
      secretDigest: randomUUID(),
    });
    return { accountId, secretId: sessionId };
  }

  async notice(): Promise<string> {
    const id = randomUUID();
    await this.#scene.admin`
      insert into notice (tenant_id, id, staff_id, kind, facts, created_at)
      values (${this.#scene.tenant.id}, ${id}, ${this.#scene.worker.id}, 'rightGiven', '{}', now())`;
    return id;
  }
}
