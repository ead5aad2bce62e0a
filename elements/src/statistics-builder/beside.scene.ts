import type { StatisticsContractedTime, StatisticsMissing } from '@lastria/sdk';
import { refusals, type Answer } from '../testing/answers.ts';
import type { ExportWanted, RowColumn, RowsWanted, StatisticsExport } from './reports.data.ts';

const id = (rank: number): string => `0197a3c4-0000-7000-8000-${String(rank).padStart(12, '0')}`;
const period = { from: '2026-01-01', to: '2026-12-31' };
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

const zero = { plannedMinutes: 0, heldMinutes: 0, workMinutes: 0 };
const contracted: StatisticsContractedTime = {
  year: 2026,
  items: [
    {
      unitId: '0197a3c4-1111-7000-8000-0000000000e1',
      name: 'Hôpital Nord',
      contractedMinutes: 1440,
      plannedMinutes: 540,
      heldMinutes: 360,
      workMinutes: 75,
      remainingMinutes: 1080,
      months: Array.from({ length: 12 }, (_, at) => ({
        month: `2026-${String(at + 1).padStart(2, '0')}`,
        contractedMinutes: 120,
        ...(at === 0
          ? { plannedMinutes: 360, heldMinutes: 180, workMinutes: 75, remainingMinutes: -60 }
          : { ...zero, remainingMinutes: 120 }),
      })),
    },
  ],
  asOf: '2026-11-22T08:12:00Z',
  waiting: 0,
};

/** What the little server of statistics answers beside figures: files, what is missing. */
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
  /** Files asked, the latest last. */
  readonly wanted: ExportWanted[] = [];
  #next = 800;

  answer(method: string, path: string, body: object): Answer | undefined {
    const [, root = '', second = '', third = '', fourth = ''] = path.split('/');
    if (root === 'jobs') return this.#job(second, third);
    if (root !== 'statistics') return undefined;
    if (second === 'missing') return { body: this.missing };
    if (second === 'contracted-time') return { body: contracted };
    if (second === 'row-columns')
      return this.columns ? { body: { items: this.columns } } : refusals.forbidden;
    if (second === 'row-exports') return { status: 201, body: this.#makeRows(body as RowsWanted) };
    if (second !== 'exports') return undefined;
    if (fourth === 'content') return { body: 'contenu' };
    if (method === 'DELETE') {
      this.exports = this.exports.filter((one) => one.id !== third);
      return { status: 204 };
    }
    if (method === 'GET') return { body: { items: this.exports, nextCursor: null } };
    return { status: 201, body: this.make(body as ExportWanted) };
  }

  /** How far the file being made is. */
  advance(done: number, total: number, step = 'computing'): void {
    this.#move({ status: 'running', step, done, total });
  }
  end(status = 'done', more: Partial<StatisticsExport['job']> = {}): void {
    this.#move({ status, endedAt: '2026-11-22T09:00:00Z', ...more });
  }

  #makeRows(wanted: RowsWanted): StatisticsExport {
    this.lines.push(wanted);
    return this.make({ ...wanted, definitions: [{ title: 'Lignes' }] });
  }

  /** A file is asked, and waits. */
  make({ format, mode = 'internal', definitions }: ExportWanted): StatisticsExport {
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

  #job(key: string, verb: string): Answer | undefined {
    const one = this.exports.find((other) => other.job.id === key);
    if (!one) return undefined;
    if (verb === 'cancel') this.end('cancelled');
    return { body: this.exports.find((other) => other.job.id === key)!.job };
  }
}
