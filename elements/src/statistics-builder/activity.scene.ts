import { problem, refusals, type Answer } from '../testing/answers.ts';
import type { ActivityReport, Differences, Job } from './activity.data.ts';
import { answerTo } from './answers.sample.ts';
import type { ExportWanted, StatisticsExport } from './reports.data.ts';
import { reports } from './reports.sample.ts';

type Chapter = ActivityReport['chapters'][number];

const id = (rank: number): string => `0197a3c4-0000-7000-8000-${String(rank).padStart(12, '0')}`;
const period = { from: '2026-01-01', to: '2026-12-31' };
const author = { id: id(1), displayName: 'MOREL Claire' };

const chapter = (rank: number, title: string, reportCode: string, comment = ''): Chapter => ({
  id: id(700 + rank),
  title,
  comment,
  definition: { reportCode, chart: 'bar' },
  showChart: true,
  showTable: true,
});
/** A chapter with the figures it was frozen with. */
function frozenChapter(one: Chapter, { mode, period: asked }: ActivityReport): Chapter {
  const {
    id: report,
    measures,
    dimensions,
  } = reports.find(({ id: code }) => code === one.definition.reportCode)!;
  const codes = dimensions.map(({ code }) => code);
  return { ...one, table: answerTo({ report, measures, dimensions: codes, period: asked, mode }) };
}
const frozenAs = (report: ActivityReport): ActivityReport => ({
  ...report,
  chapters: report.chapters.map((one) => frozenChapter(one, report)),
  status: 'frozen',
  frozenAt: '2026-01-15T09:30:00Z',
  dataOn: '2026-01-15',
  can: { change: false, freeze: false, remove: true },
});
const freezingOf = ({ id: subjectId, chapters }: ActivityReport): Job => ({
  ...{ id: id(680), kind: 'statistics.freezeReport', subjectId, status: 'queued', step: null },
  ...{ done: 0, total: chapters.length, problem: null },
  ...{ createdAt: '2026-11-22T13:05:00Z', startedAt: null, endedAt: null },
});
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
    chapter(3, 'Dossiers ouverts par mois', 'A01'),
  ],
  can: { change: true, freeze: true, remove: true },
};
const frozenReport = frozenAs({
  ...draftReport,
  id: id(601),
  title: 'Rapport d’activité 2025',
  period: { from: '2025-01-01', to: '2025-12-31' },
});
const differences: Differences = {
  dataOn: '2026-01-15',
  asOf: '2026-11-22T08:12:00Z',
  changed: 2,
  compared: 48,
  leftOut: [],
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

/** What the little server of statistics answers of activity reports. */
export class ActivityScene {
  reports: ActivityReport[] = [draftReport, frozenReport];
  differences: Differences = differences;
  /** The freezing that was asked. */
  freezing: Job | undefined;
  /** What was written in a report, the latest last. */
  readonly written: Readonly<Record<string, unknown>>[] = [];
  readonly #make: (wanted: ExportWanted) => StatisticsExport;
  #next = 900;

  constructor(make: (wanted: ExportWanted) => StatisticsExport) {
    this.#make = make;
  }

  /** Somebody else writes in a report. */
  writeElsewhere(rank: number, comment: string): void {
    const [report] = this.reports;
    const chapters = report!.chapters.map((one, at) => (at === rank ? { ...one, comment } : one));
    this.#put({ ...report!, chapters, version: report!.version + 1 });
  }

  answer(method: string, path: string, body: object, match: string | null): Answer | undefined {
    const [, root = '', key = '', verb = ''] = path.split('/');
    if (root === 'jobs' && this.freezing?.id === key) {
      if (verb === 'cancel') this.endFreezing('cancelled');
      return { body: this.freezing };
    }
    if (root !== 'activity-reports') return undefined;
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
    if (verb === 'exports') return { status: 201, body: this.#file(one, body as ExportWanted) };
    if (verb === 'differences') return { body: this.differences };
    if (method === 'GET') return { body: one };
    if (match !== `"${one.version}"`) return refusals.stale;
    if (method === 'DELETE') {
      this.reports = this.reports.filter((other) => other !== one);
      return { status: 204 };
    }
    const version = one.version + 1;
    if (verb === 'freezing') return { status: 202, body: (this.freezing = freezingOf(one)) };
    this.written.push(body as Readonly<Record<string, unknown>>);
    const { chapters } = body as Pick<ActivityReport, 'chapters'>;
    const named = chapters.map((each) => ({ ...each, id: each.id || id(this.#next++) }));
    return { body: this.#put({ ...one, version, chapters: named, changedAt: '2026-11-22T13:05:00Z' }) };
  }

  /** How far the freezing is. */
  advance(done: number): void {
    this.freezing = { ...this.freezing!, status: 'running', step: 'computing', done };
  }
  endFreezing(status: 'done' | 'failed' | 'cancelled', reason: string | null = null): void {
    const job = this.freezing!;
    this.freezing = { ...job, status, problem: reason, endedAt: '2026-11-22T13:06:00Z' };
    const one = this.reports.find((other) => other.id === job.subjectId)!;
    if (status === 'done') this.#put(frozenAs({ ...one, version: one.version + 1 }));
  }

  #put(report: ActivityReport): ActivityReport {
    this.reports = [report, ...this.reports.filter((other) => other.id !== report.id)];
    return report;
  }

  #file({ title, mode }: ActivityReport, { format }: ExportWanted): StatisticsExport {
    return this.#make({ format, mode, period, definitions: [{ title }] });
  }
}
