import { randomUUID } from 'node:crypto';
import type { Ground } from './ground.ts';

/** The team, its rights, and what was decided for the organisation. */
export class OrganisationScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** A member who leads one open file of the north. */
  async lead(): Promise<string> {
    const { id } = await this.#scene.tenant.staff('SOCIAL_WORKER', { unitId: this.#scene.north });
    await this.#scene
      .admin`update social_file set lead_worker_id = ${id} where id = ${await this.#scene.file()}`;
    return id;
  }

  /** A right of somebody else that waits for its yearly review. */
  async reviewedGrant(): Promise<string> {
    const id = await this.#scene.tenant.grant(this.#scene.colleague.id, 'SECRETARY', {
      unitId: this.#scene.south,
    });
    await this.#scene.admin`update access_grant set review_by = now() + interval '10 days',
      valid_until = now() + interval '10 days' where id = ${id}`;
    return id;
  }

  async supportRequest(): Promise<string> {
    const id = randomUUID();
    await this.#scene.admin`
      insert into support_request (tenant_id, id, asked_by, reason, asked_at, until, status)
      values (${this.#scene.tenant.id}, ${id}, 'A. Leroy, Lastria', 'Anomalie', now(), now() + interval '2 hours', 'asked')`;
    return id;
  }

  async withdrawDecisions(): Promise<void> {
    await this.#scene
      .admin`update recorded_decision set withdrawn_at = now() where tenant_id = ${this.#scene.tenant.id}`;
  }

  async decision(): Promise<string> {
    const id = randomUUID();
    await this.#scene.admin`
      insert into recorded_decision (tenant_id, id, kind, reference, decided_at)
      values (${this.#scene.tenant.id}, ${id}, 'mailCode', 'DPO 2026-11', now())`;
    return id;
  }

  async tenantVersion(): Promise<string> {
    const [row] = await this.#scene.admin<
      { version: number }[]
    >`select version from tenant where tenant_id = ${this.#scene.tenant.id}`;
    return `"${row!.version}"`;
  }
}
