import { randomUUID } from 'node:crypto';
import { call, expectJson } from '../../../../server/src/testing/app.ts';
import type { Ground } from './ground.ts';

/** Travaux, drafts, requests, actions and partners. */
export class TdmScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  async entry(fileId?: string): Promise<string> {
    const created = await call(
      this.#scene.running.app,
      this.#scene.worker.token,
      `/v1/files/${fileId ?? (await this.#scene.file())}/entries`,
      {
        method: 'POST',
        body: {
          typeCode: 'entretien-telephonique',
          performedOn: '2026-11-17',
          requests: [{ typeCode: 'impaye-loyer' }],
          text: 'Texte.',
        },
      },
    );
    return (await expectJson<{ id: string }>(created, 201)).id;
  }

  /** A travail that was just changed, at its second version. */
  async changedEntry(): Promise<string> {
    const id = await this.entry();
    await expectJson(
      await call(this.#scene.running.app, this.#scene.worker.token, `/v1/entries/${id}`, {
        method: 'PATCH',
        body: { minutes: 45 },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
    return id;
  }

  async draft(fileId?: string): Promise<string> {
    const id = randomUUID();
    const body = {
      fileId: fileId ?? (await this.#scene.file()),
      revision: 1,
      content: { text: 'Brouillon' },
    };
    await expectJson(
      await call(this.#scene.running.app, this.#scene.worker.token, `/v1/drafts/${id}`, {
        method: 'PUT',
        body,
      }),
      200,
    );
    return id;
  }

  async request(): Promise<{ fileId: string; requestId: string }> {
    const fileId = await this.#scene.file();
    await this.entry(fileId);
    const [row] = await this.#scene.admin<
      { id: string }[]
    >`select id from social_request where file_id = ${fileId}`;
    return { fileId, requestId: row!.id };
  }

  async action(): Promise<{ fileId: string; actionId: string }> {
    const { fileId, requestId } = await this.request();
    const changed = await this.#scene.ask<{ actions: { id: string }[] }>(
      `/v1/files/${fileId}/requests/${requestId}/actions`,
      { typeCode: 'fsl' },
    );
    return { fileId, actionId: changed.actions[0]!.id };
  }

  newPartner = () => ({ kind: this.#scene.code('partnerKind'), name: `Partenaire ${randomUUID()}` });

  /** A partner of the directory, of its own. */
  partner = async (): Promise<string> =>
    (await this.#scene.ask<{ id: string }>('/v1/partners', this.newPartner())).id;
}
