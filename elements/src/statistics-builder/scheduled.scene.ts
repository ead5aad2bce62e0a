import { problem, refusals, type Answer } from '../testing/answers.ts';
import { units } from './model.sample.ts';
import type { ScheduledReport, ScheduledReportInput } from './scheduled.data.ts';

const id = (rank: number): string => `0197a3c4-0000-7000-8000-${String(rank).padStart(12, '0')}`;

const monthly: ScheduledReport = {
  id: id(650),
  version: 1,
  title: 'Suivi mensuel des demandes',
  unitIds: [units.lille],
  every: 'month',
  onDay: 5,
  chapters: [{ title: 'Demandes par catégorie', definition: { reportCode: 'D01' } }],
  nextOn: '2026-12-05',
  pausedFor: null,
  lastReportId: id(601),
  lastMadeAt: '2026-11-05T05:00:00Z',
};

/** What the little server of statistics answers of the reports that make themselves. */
export class ScheduledScene {
  reports: ScheduledReport[] = [
    monthly,
    {
      ...monthly,
      ...{ id: id(651), title: 'Suivi du CSE', every: 'quarter', nextOn: null, pausedFor: 'rightLost' },
      ...{ lastReportId: null, lastMadeAt: null },
    },
  ];
  #next = 950;

  answer(method: string, path: string, body: object, match: string | null): Answer | undefined {
    const [, root = '', key = ''] = path.split('/');
    if (root !== 'scheduled-reports') return undefined;
    if (key === '' && method === 'GET') return { body: { items: this.reports, nextCursor: null } };
    if (key === '') {
      const wanted = body as ScheduledReportInput;
      const made = { ...monthly, ...wanted, id: id(this.#next++), version: 1 } as ScheduledReport;
      const own = { ...made, nextOn: '2026-12-05', pausedFor: null, lastReportId: null, lastMadeAt: null };
      this.reports = [own, ...this.reports];
      return { status: 201, body: own };
    }
    const one = this.reports.find((other) => other.id === key);
    if (!one) return problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.');
    if (method === 'DELETE') {
      this.reports = this.reports.filter((other) => other !== one);
      return { status: 204 };
    }
    if (match !== `"${one.version}"`) return refusals.stale;
    const { paused, ...written } = body as Partial<ScheduledReport> & { paused?: boolean };
    const now = { ...one, ...written, version: one.version + 1 };
    if (paused !== undefined)
      Object.assign(now, { pausedFor: paused ? 'asked' : null, nextOn: paused ? null : '2026-12-05' });
    this.reports = this.reports.map((other) => (other === one ? now : other));
    return { body: now };
  }
}
