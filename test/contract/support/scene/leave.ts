import { call, expectJson } from '../../../../server/src/testing/app.ts';
import type { TestStaff } from '../../../../server/src/testing/tenant.ts';
import type { Ground } from './ground.ts';

/** Leave asked and approved. */
export class LeaveScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  #weeks = 0;
  /** The beginning of a week that nobody else of the scene is away in: no year makes holidays of both its days. */
  newLeave() {
    const at = Date.UTC(2030, 0, 7) + this.#weeks++ * 7 * 86_400_000;
    const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return {
      kind: this.#scene.code('absenceKind'),
      firstDay: dayOf(at),
      lastDay: dayOf(at + 86_400_000),
    };
  }

  #leaver: Promise<TestStaff> | undefined;
  #someoneWhoLeaves = (): Promise<TestStaff> =>
    (this.#leaver ??= this.#scene.tenant.staff('PSYCHOLOGIST', { unitId: this.#scene.north }));
  /** A leave: of the worker, who asked; or of somebody of the north, asked or approved. */
  async leave(state: 'mine' | 'asked' | 'approved'): Promise<string> {
    const who = state === 'mine' ? this.#scene.worker : await this.#someoneWhoLeaves();
    const asked = await expectJson<{ id: string }>(
      await call(this.#scene.running.app, who.token, '/v1/leave', { method: 'POST', body: this.newLeave() }),
      201,
    );
    if (state === 'approved')
      await expectJson(
        await call(this.#scene.running.app, this.#scene.worker.token, `/v1/leave/${asked.id}/decide`, {
          method: 'POST',
          body: { decision: 'approve' },
          headers: { 'if-match': '"1"' },
        }),
        200,
      );
    return asked.id;
  }

  /** A kind of which nobody said how it is counted. */
  async usualKind(): Promise<string> {
    await this.#scene.admin`delete from leave_kind_rule where tenant_id = ${this.#scene.tenant.id}`;
    return this.#scene.code('absenceKind');
  }
}
