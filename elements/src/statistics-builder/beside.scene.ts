import type { StatisticsMissing } from '@lastria/sdk';
import { problem, refusals, type Answer } from '../testing/answers.ts';
import type { ActivityReport, Differences } from './activity.data.ts';
import type { ExportWanted, RowColumn, RowsWanted, StatisticsExport } from './reports.data.ts';

const id = (rank: number): string => `0197a3c4-0000-7000-8000-${String(rank).padStart(12, '0')}`;
const period = { from: '2026-01-01', to: '2026-12-31' };
const author = { id: id(1), displayName: 'MOREL Claire' };
const job = (rank: number, more: Partial<StatisticsExport['job']> = {}): StatisticsExport['job'] => ({
  id: id(500 + rank),
  kind: 'statistics.export',
  subjectId: id(400 + rank),
  status: 'done',
  step: null,
  done: 1,
  total: 1,
  createdAt: '2026-11-22T08:00:00Z',
  startedAt: '2026-11-22T08:00:01Z',
  endedAt: '2026-11-22T08:00:09Z',
  problem: null,
  ...more,
});
const anExport = (rank: number, more: Partial<StatisticsExport> = {}): StatisticsExport => ({
  id: id(400 + rank),
  kind: 'reports',
  title: 'Demandes par catégorie',
  format: 'docx',
  mode: 'internal',
  period,
  unitIds: [],
  filename: 'Demandes par catégorie - usage interne.docx',
  size: 48_213,
  count: 1,
  job: job(rank),
  createdAt: '2026-11-22T08:00:00Z',
  expiresAt: '2026-11-29T08:00:00Z',
  can: { download: true },
  ...more,
});

const missing: StatisticsMissing = {
  period,
  unitIds: [],
  persons: 846,
  items: [
    ['professionalStatus', 'Statut professionnel', 'professionalStatus', 312, 9],
    ['familySituation', 'Situation familiale', 'familySituation', 221, 7],
    ['birthDate', 'Date de naissance', 'ageBracket', 64, 11],
    ['housingStatus', 'Statut de logement', 'housingStatus', 188, 3],
    ['protectionMeasure', 'Mesure de protection juridique', 'protectionMeasure', 402, 1],
  ].map(([field, label, dimension, persons, count]) => ({
    field: field as string,
    label: label as string,
    dimension: dimension as string,
    persons: persons as number,
    share: Math.round(((persons as number) / 846) * 1e6) / 1e6,
    reports: Array.from({ length: count as number }, (_, at) => ({
      id: `B0${at}`,
      title: `Bénéficiaires par ${(label as string).toLowerCase()}${at === 0 ? '' : ` et critère ${at}`}`,
    })),
  })),
  asOf: '2026-11-22T08:12:00Z',
  waiting: 0,
};

const chapter = (rank: number, title: string, reportCode: string, comment = '') =>
  ({
    id: id(700 + rank),
    title,
    comment,
    definition: { reportCode, chart: 'bar' as const },
    showChart: true,
    showTable: true,
    table: null,
  }) as unknown as ActivityReport['chapters'][number];
const draftReport: ActivityReport = {
  id: id(600),
  version: 3,
  title: 'Rapport d’activité 2026',
  kind: 'annual',
  mode: 'diffusion',
  period,
  unitIds: [id(2)],
  status: 'draft',
  author,
  changedAt: '2026-11-22T13:02:00Z',
  frozenAt: null,
  dataOn: null,
  chapters: [
    chapter(1, 'Demandes par catégorie', 'D01', 'Le budget reste la première demande, en hausse de 12 %.'),
    chapter(2, 'Demandes par catégorie et sexe', 'D06'),
    chapter(3, 'Demandes par mois', 'D03'),
  ],
  can: { change: true, freeze: true, remove: true },
};
const frozenReport: ActivityReport = {
  ...draftReport,
  id: id(601),
  title: 'Rapport d’activité 2025',
  period: { from: '2025-01-01', to: '2025-12-31' },
  status: 'frozen',
  frozenAt: '2026-01-15T09:30:00Z',
  dataOn: '2026-01-15',
  can: { change: false, freeze: false, remove: true },
};
const differences: Differences = {
  dataOn: '2026-01-15',
  asOf: '2026-11-22T08:12:00Z',
  changed: 2,
  compared: 48,
  items: [
    {
      chapterId: id(701),
      title: 'Demandes par catégorie',
      row: ['Logement'],
      measure: 'Demandes',
      frozen: 262,
      today: 265,
      masked: false,
    },
    {
      chapterId: id(701),
      title: 'Demandes par catégorie',
      row: ['Ensemble'],
      measure: 'Demandes',
      frozen: 1284,
      today: 1287,
      masked: false,
    },
  ],
  why: [
    {
      chapterId: id(701),
      explained: true,
      subject: 'requests',
      late: 3,
      changed: 0,
      voided: 0,
      situations: 0,
    },
  ],
};

/** What the little server of statistics answers beside figures: files, what is missing, activity reports. */
export class Beside {
  exports: StatisticsExport[] = [
    anExport(1),
    anExport(2, {
      title: 'Catalogue 2025',
      format: 'xlsx',
      mode: 'diffusion',
      filename: 'Catalogue 2025.xlsx',
      size: 1_240_000,
    }),
  ];
  missing: StatisticsMissing = missing;
  /** Of whoever may have lines; nobody otherwise. */
  columns: readonly RowColumn[] | undefined;
  /** Lines asked, the latest last. */
  readonly lines: RowsWanted[] = [];
  reports: ActivityReport[] = [draftReport, frozenReport];
  differences: Differences = differences;
  /** Files asked, the latest last. */
  readonly wanted: ExportWanted[] = [];
  /** What was written in a report, the latest last. */
  readonly written: Readonly<Record<string, unknown>>[] = [];
  #next = 800;

  answer(method: string, path: string, body: object, match: string | null): Answer | undefined {
    const [, root = '', second = '', third = '', fourth = ''] = path.split('/');
    if (root === 'jobs') return this.#job(second, third);
    if (root === 'activity-reports') return this.#report(method, second, third, body, match);
    if (root !== 'statistics') return undefined;
    if (second === 'missing') return { body: this.missing };
    if (second === 'row-columns')
      return this.columns ? { body: { items: this.columns } } : refusals.forbidden;
    if (second === 'row-exports') return { status: 201, body: this.#makeRows(body as RowsWanted) };
    if (second !== 'exports') return undefined;
    if (fourth === 'content') return { body: 'contenu' };
    if (method === 'GET') return { body: { items: this.exports, nextCursor: null } };
    return { status: 201, body: this.#make(body as ExportWanted) };
  }

  /** How far the file being made is. */
  advance(done: number, total: number, step = 'computing'): void {
    this.#move({ status: 'running', step, done, total });
  }
  end(status = 'done', more: Partial<StatisticsExport['job']> = {}): void {
    this.#move({ status, endedAt: '2026-11-22T09:00:00Z', ...more });
  }

  /** Somebody else writes in a report. */
  writeElsewhere(rank: number, comment: string): void {
    const [report] = this.reports;
    const chapters = report!.chapters.map((one, at) => (at === rank ? { ...one, comment } : one));
    this.#put({ ...report!, chapters, version: report!.version + 1 });
  }

  #makeRows(wanted: RowsWanted): StatisticsExport {
    this.lines.push(wanted);
    return this.#make({ ...wanted, definitions: [{ title: 'Lignes' }] });
  }

  #makeReport({ title, mode }: ActivityReport, { format }: ExportWanted): StatisticsExport {
    return this.#make({ format, mode, period, definitions: [{ title }] });
  }

  #make({ format, mode = 'internal', definitions }: ExportWanted): StatisticsExport {
    this.wanted.push({ format, mode, definitions, period });
    const title = definitions[0]!.title ?? '';
    const one = anExport(this.#next++, { title, format, mode, filename: `Demandes.${format}`, size: null });
    const made = {
      ...one,
      can: { download: false },
      job: { ...one.job, status: 'queued', startedAt: null, endedAt: null, done: 0, total: null },
    };
    this.exports = [made, ...this.exports];
    return made;
  }

  #move(more: Partial<StatisticsExport['job']>): void {
    const at = this.exports.findIndex((one) => one.job.endedAt === null);
    const one = this.exports[at]!;
    const next = { ...one.job, ...more };
    const isDone = next.status === 'done';
    this.exports = this.exports.with(at, {
      ...one,
      job: next,
      size: isDone ? 48_213 : null,
      can: { download: isDone },
    });
  }

  #job(key: string, verb: string): Answer {
    const one = this.exports.find((other) => other.job.id === key);
    if (!one) return refusals.forbidden;
    if (verb === 'cancel') this.end('cancelled');
    return { body: this.exports.find((other) => other.job.id === key)!.job };
  }

  #report(method: string, key: string, verb: string, body: object, match: string | null): Answer {
    if (key === '' && method === 'GET') {
      const items = this.reports.map((one) => ({ ...one, chapters: one.chapters.length }));
      return { body: { items, nextCursor: null } };
    }
    if (key === '') {
      const made = { ...draftReport, ...body, id: id(this.#next++), version: 1 } as ActivityReport;
      return { status: 201, body: this.#put(made) };
    }
    const one = this.reports.find((other) => other.id === key);
    if (!one) return problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
    if (verb === 'exports') return { status: 201, body: this.#makeReport(one, body as ExportWanted) };
    if (verb === 'differences') return { body: this.differences };
    if (method === 'GET') return { body: one };
    if (match !== `"${one.version}"`) return refusals.stale;
    if (method === 'DELETE') {
      this.reports = this.reports.filter((other) => other !== one);
      return { status: 204 };
    }
    const version = one.version + 1;
    if (verb === 'freeze') {
      const { status, frozenAt, dataOn, can } = frozenReport;
      return { body: this.#put({ ...one, version, status, frozenAt, dataOn, can }) };
    }
    this.written.push(body as Readonly<Record<string, unknown>>);
    const { chapters } = body as Pick<ActivityReport, 'chapters'>;
    const named = chapters.map((each) => ({ ...each, id: each.id || id(this.#next++) }));
    return { body: this.#put({ ...one, version, chapters: named, changedAt: '2026-11-22T13:05:00Z' }) };
  }

  #put(report: ActivityReport): ActivityReport {
    this.reports = [report, ...this.reports.filter((other) => other.id !== report.id)];
    return report;
  }
}
