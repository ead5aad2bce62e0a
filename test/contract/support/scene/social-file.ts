import { randomUUID } from 'node:crypto';
import type { Ground } from './ground.ts';

/** Files in every state an act needs. */
export class SocialFileScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** A file of a unit the worker has no right in; gives the host's identifier. */
  async outOfReach(): Promise<string> {
    const value = randomUUID();
    const fileId = await this.#scene.tenant.file(await this.#beyond());
    await this.#scene
      .admin`update social_file set external_system = 'dpi', external_value = ${value} where id = ${fileId}`;
    await this.#scene
      .admin`update tenant set emergencies_per_day = 10000 where tenant_id = ${this.#scene.tenant.id}`;
    return value;
  }

  /** A unit above which nobody was given anything: a root of its own. */
  async #beyond(): Promise<string> {
    const unitId = await this.#scene.tenant.unit(`Ailleurs ${randomUUID()}`);
    await this.#scene.admin`update org_unit set parent_id = null where id = ${unitId}`;
    return unitId;
  }

  /** A file the host's software knows; gives the host's identifier. */
  async referenced(): Promise<string> {
    const value = randomUUID();
    const fileId = await this.#scene.file();
    await this.#scene
      .admin`update social_file set external_system = 'dpi', external_value = ${value} where id = ${fileId}`;
    return value;
  }

  /** A part of a file, made through the API; its id is the newest row's. */
  async part(
    name: string,
    collection: 'flags' | 'relatives',
    body: unknown,
  ): Promise<Record<string, string>> {
    const fileId = await this.#scene.file();
    const file = await this.#scene.ask<Record<string, { id: string }[]>>(
      `/v1/files/${fileId}/${collection}`,
      body,
    );
    return { fileId, [name]: file[collection]![0]!.id };
  }

  /** A transfer that may be answered in this way: asked of us, asked by us, or just made. */
  async transfer(answer: string): Promise<{ transferId: string }> {
    const body = { toUnitId: this.#scene.south, reason: 'Mutation' };
    const fileId = await this.#scene.file();
    const made = await this.#scene.ask<{ id: string }>(`/v1/files/${fileId}/transfers`, body, {
      'if-match': '"1"',
    });
    if (answer !== 'undo')
      await this.#scene.admin`update file_transfer set status = 'requested' where id = ${made.id}`;
    return { transferId: made.id };
  }

  async closed(): Promise<string> {
    const fileId = await this.#scene.file();
    await this.#scene.ask(
      `/v1/files/${fileId}/close`,
      { reason: this.#scene.code('closeReason') },
      { 'if-match': '"1"' },
    );
    return fileId;
  }

  receipt = async (query: string): Promise<string> =>
    (await this.#scene.ask<{ receipt: string }>('/v1/files/search', { query })).receipt;
}
