import { randomUUID } from 'node:crypto';
import { defaultFields } from '../../../../server/src/features/configuration/default-fields.ts';
import type { Ground } from './ground.ts';

/** A field that is answered by yes or no, in files of any kind of tenant. */
export const yesNoField: { readonly code: string; readonly group: string } = defaultFields.find(
  ({ kind, for: only }) => kind === 'yesNo' && !only,
)!;

export const newField = () => ({
  groupCode: yesNoField.group,
  label: `Champ ${randomUUID()}`,
  kind: 'yesNo',
  purpose: 'Essai',
});

/** Fields and lists, and their versions. */
export class ConfigurationScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** A field of the configuration, of its own. */
  field = async (): Promise<string> =>
    (await this.#scene.ask<{ code: string }>('/v1/configuration/fields', newField())).code;

  async listVersion(code: string): Promise<string> {
    const [row] = await this.#scene.admin<
      { version: number }[]
    >`select version from choice_list where tenant_id = ${this.#scene.tenant.id} and code = ${code}`;
    return `"${row!.version}"`;
  }

  /** That of the whole configuration: the sum of its parts. */
  async configurationVersion(): Promise<string> {
    const [row] = await this.#scene.admin<{ version: number }[]>`
      select (select sum(version) from choice_list where tenant_id = ${this.#scene.tenant.id})::int
           + (select sum(version) from situation_field where tenant_id = ${this.#scene.tenant.id})::int
           + (select version from tenant where tenant_id = ${this.#scene.tenant.id}) as version`;
    return `"${row!.version}"`;
  }
}
