import type { Ground } from './ground.ts';

/** The settings of the log. */
export class AuditScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** That of the settings of the log, which nobody may have changed yet. */
  async auditVersion(): Promise<string> {
    const [row] = await this.#scene.admin<
      { version: number }[]
    >`select version from audit_setting where tenant_id = ${this.#scene.tenant.id}`;
    return `"${row?.version ?? 1}"`;
  }
}
