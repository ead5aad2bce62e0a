import { expectJson } from '../../../../server/src/testing/app.ts';
import { testOrigin } from '../../../../server/src/testing/tenant.ts';
import type { Ground } from './ground.ts';

/** A list of persons, as a service would send it. */
export const peopleList = 'Nom;Prénom;Date de naissance\nLeroy;Anne;02/03/1981\nPetit;;01/01/1970\n';

/** Imports in every state, and a job of one. */
export class ImportsScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** An import of a list of persons, made through the API, its jobs done in our place. */
  async import(state: 'empty' | 'ready' | 'checked' | 'done'): Promise<string> {
    const { id } = await this.#scene.ask<{ id: string }>('/v1/imports', { filename: 'liste.csv', size: 100 });
    if (state === 'empty') return id;
    const sent = await this.#scene.running.app.request(`/v1/imports/${id}/file`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${this.#scene.worker.token}`,
        origin: testOrigin,
        'content-type': 'application/octet-stream',
      },
      body: peopleList,
    });
    await expectJson(sent, 200);
    const report = state === 'checked' ? await this.#report() : null;
    await this.#scene
      .admin`update file_import set status = ${state}, version = 1, report_blob_id = ${report} where id = ${id}`;
    return id;
  }

  #report(): Promise<string> {
    const lines = [
      [],
      { row: '3', level: 'refused', code: 'missingFirstName', message: 'Ligne 3 : refusée' },
    ];
    return this.#scene.sealed(
      'import.report',
      Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')),
    );
  }

  /** A job of the worker, which waits. */
  async job(): Promise<string> {
    const importId = await this.import('ready');
    const asked = await this.#scene.ask<{ job: { id: string } }>(
      `/v1/imports/${importId}/check`,
      {},
      {
        'if-match': '"1"',
      },
    );
    return asked.job.id;
  }
}
