import { sampleSet } from '../../../../server/src/features/statistics/files/sample-reports.ts';
import { frenchBase, wordFile } from '../../../../server/src/features/statistics/letterhead/bases.testkit.ts';
import { expectJson } from '../../../../server/src/testing/app.ts';
import { testOrigin } from '../../../../server/src/testing/tenant.ts';
import type { Ground } from './ground.ts';

/** Exports, reports and what they are written with. */
export class StatisticsScene {
  readonly #scene: Ground;

  constructor(scene: Ground) {
    this.#scene = scene;
  }

  /** What an export is asked of, once those asked before are over: a person has a few at once. */
  async newExport() {
    await this.#scene.admin`
      update job set status = 'cancelled', ended_at = now()
       where staff_id = ${this.#scene.worker.id} and kind like 'statistics.%' and ended_at is null`;
    const period = { from: '2026-01-01', to: '2026-06-30' };
    return { definitions: [{ reportCode: 'A08' }], format: 'csv', period };
  }

  async newRowExport() {
    const { period } = await this.newExport();
    return { columns: ['act', 'day'], format: 'csv', period };
  }

  /** An export of the worker, made through the API, its job done in our place. */
  async export(): Promise<string> {
    const body = await this.newExport();
    const { id } = await this.#scene.ask<{ id: string }>('/v1/statistics/exports', body);
    const blobId = await this.#scene.sealed('statistics.export', Buffer.from('Mois;Dossiers\r\n'));
    await this.#scene.admin`update statistics_export set blob_id = ${blobId}, size = 15 where id = ${id}`;
    await this.#scene.admin`
      update job set status = 'done', ended_at = now()
       where id = (select job_id from statistics_export where id = ${id})`;
    return id;
  }

  /** The base and the logo of reports, sent through the API where there are none. */
  async letterhead(): Promise<Record<string, string>> {
    const path = '/v1/statistics/letterhead';
    const headers = {
      authorization: `Bearer ${this.#scene.worker.token}`,
      origin: testOrigin,
      'content-type': 'application/octet-stream',
    };
    const now = await expectJson<{ base: unknown; logo: unknown }>(
      await this.#scene.running.app.request(path, { headers }),
      200,
    );
    const sent = { base: wordFile(frenchBase), logo: Buffer.from(sampleSet.logo!.bytes) };
    for (const kind of ['base', 'logo'] as const)
      if (!now[kind])
        await expectJson(
          await this.#scene.running.app.request(`${path}/${kind}`, {
            method: 'PUT',
            headers,
            body: new Uint8Array(sent[kind]),
          }),
          200,
        );
    return {};
  }

  /** A saved report of the worker, which others of the north find. */
  savedReport = async (): Promise<string> =>
    (
      await this.#scene.ask<{ id: string }>('/v1/saved-reports', {
        title: 'File active',
        unitId: this.#scene.north,
        definition: { reportCode: 'A08' },
      })
    ).id;

  newScheduledReport = () => ({
    title: 'Chiffres du mois',
    unitIds: [this.#scene.north],
    every: 'month',
    onDay: 5,
    chapters: [{ definition: { reportCode: 'A08' } }],
  });

  scheduledReport = async (): Promise<string> =>
    (await this.#scene.ask<{ id: string }>('/v1/scheduled-reports', this.newScheduledReport())).id;

  newActivityReport = () => ({
    title: 'Rapport annuel',
    kind: 'free',
    mode: 'internal',
    period: { from: '2026-01-01', to: '2026-12-31' },
    unitIds: [this.#scene.north],
    chapters: [{ comment: 'Une année pleine.', definition: { reportCode: 'A08', chart: 'bar' } }],
  });

  /** An activity report of the north. */
  async activityReport({ frozen }: { frozen: boolean }): Promise<string> {
    const { id } = await this.#scene.ask<{ id: string }>('/v1/activity-reports', this.newActivityReport());
    if (frozen) await this.#scene.ask(`/v1/activity-reports/${id}/freeze`, {}, { 'if-match': '"1"' });
    return id;
  }
}
