import { etagOf, type Session } from '@lastria/sdk';
import { ActivityReports, Exports, SavedReports, ScheduledReports } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import type { Services } from '../../server/src/services.ts';

const lastYear = { from: '2025-01-01', to: '2025-12-31' };

/** What an administrator grants, so that the lines of facts may be had. */
export async function grantLines(session: Session): Promise<void> {
  const { staff, units } = await session.organisation.read();
  await session.organisation.addGrant({
    staffId: staff.find(({ displayName }) => displayName.includes('Vidal'))!.id,
    role: 'DATA_EXPORTER',
    unitId: units.find(({ parentId }) => parentId === null)!.id,
    reason: 'Observatoire social du groupement',
  });
}

/** A rapport d’activité being written and one that is frozen, reports that make themselves, a saved one, files. */
export async function prepareStatistics(
  session: Session,
  at: (instant: string) => Session,
  running: Services,
): Promise<void> {
  const reports = new ActivityReports(session);
  const inJanuary = new ActivityReports(at('2026-01-15T09:30:00.000Z'));
  const { units } = await new Statistics(session).readModel();
  const about = { kind: 'free', unitIds: units.map(({ id }) => id) } as const;
  const chapter = (title: string, reportCode: string, chart: 'bar' | 'pyramid' | 'line', comment = '') => ({
    title,
    comment,
    definition: { reportCode, chart },
  });
  const chapters = [
    chapter(
      'Les demandes, par catégorie',
      'D01',
      'bar',
      'Le budget reste la première raison de venir.\n\nLes demandes de logement progressent depuis l’été.',
    ),
    chapter('Qui nous recevons : âge et sexe', 'B03', 'pyramid'),
    chapter(
      'Les dossiers ouverts, mois par mois',
      'A01',
      'line',
      'Une rentrée plus chargée que d’ordinaire.',
    ),
  ];
  const before = await inJanuary.addActivityReport({
    ...about,
    title: 'Rapport d’activité 2025',
    period: lastYear,
    chapters,
  });
  await inJanuary.freezeActivityReport(before.id, { etag: etagOf(before) });
  await reports.addActivityReport({
    ...about,
    title: 'Rapport d’activité 2026',
    period: { from: '2026-01-01', to: '2026-12-31' },
    chapters,
  });
  await new SavedReports(session).addSavedReport({
    title: 'Suivi trimestriel du CSE',
    definition: { reportCode: 'D06', chart: 'stackedBar' },
  });
  const scheduled = new ScheduledReports(session);
  const schedule = { unitIds: about.unitIds, chapters: chapters.slice(0, 2), onDay: 5 };
  const paused = await scheduled.addScheduledReport({ ...schedule, title: 'Suivi du CSE', every: 'quarter' });
  await scheduled.changeScheduledReport(paused.id, { paused: true }, { etag: etagOf(paused) });
  await scheduled.addScheduledReport({ ...schedule, title: 'Les demandes du mois', every: 'month' });
  running.jobs.start();
  // A week ago: what they say of their end is not beyond the day of the recording
  const exports = new Exports(at('2026-11-14T08:00:00.000Z'));
  for (const [reportCode, title, format] of [
    ['D01', 'Demandes par catégorie', 'docx'],
    ['B03', 'Bénéficiaires par tranche d’âge et sexe', 'xlsx'],
  ] as const)
    await exports.make({ definitions: [{ reportCode, title }], format, mode: 'internal', period: lastYear });
}

/** An act of the year that was frozen, entered since: the difference is explained. */
export async function actLate(session: Session): Promise<void> {
  const { items } = await session.socialFile.search({ query: 'Dupont Marie' });
  await session.tdm.createEntry(items[0]!.id, {
    typeCode: 'entretien-telephonique',
    performedOn: '2025-11-12',
    minutes: 20,
    text: 'Saisi après coup.',
    requests: [{ typeCode: 'impaye-loyer' }],
  });
}

/** What stands beside the figures, for who leads the team. */
export async function manager(session: Session, today: string): Promise<void> {
  await session.me();
  const statistics = new Statistics(session);
  await statistics.listReports();
  await statistics.readModel();
  const saved = new SavedReports(session);
  const { items } = await saved.listSavedReportsPage({ limit: 200 });
  const period = { from: '2026-01-01', to: today };
  for (const code of ['D01', 'D06']) await statistics.runReport(code, { period });
  await statistics.readMissing(period);
  const exports = new Exports(session);
  await exports.listExportsPage({ limit: 50 });
  await exports.listRowColumns();
  const reports = new ActivityReports(session);
  const listed = await reports.listActivityReportsPage({ limit: 50 });
  for (const { id, status } of listed.items) {
    await reports.readActivityReport(id);
    if (status === 'frozen') await reports.readDifferences(id);
  }
  await new ScheduledReports(session).listScheduledReportsPage({ limit: 50 });
  await saved.exportSavedReport(items[0]!.id);
}
