import { sql, type SQL } from 'drizzle-orm';
import { flagged, type Base, type Subject } from './base.ts';

/** What is counted or summed: over which rows, what makes one, and the value it brings. */
export interface MeasureDef {
  readonly label: string;
  readonly unit: string;
  readonly subject: Subject;
  /** Filter that chooses the rows when none of the question does. */
  readonly usual?: string;
  /** What is counted once. */
  readonly key: SQL;
  /** Whether each row is one of what is counted. */
  readonly unique: boolean;
  /** Null where it is only counted. */
  readonly value: ((base: Base, dimensions: readonly string[]) => SQL) | null;
  /** What several travaux bring is what one would bring that had their minutes. */
  readonly ofMinutes?: boolean;
  /** Values of a key are added up before they are averaged, instead of being the same. */
  readonly adds?: boolean;
  /** Of each key, their mean is averaged. */
  readonly means?: boolean;
  /** Where a key has one value along the dimensions that repeat no row: those along which it has several. */
  readonly varies?: readonly string[];
  /** The dimensions it goes with, where it is of units or of the team and not of files. */
  readonly along?: readonly string[];
  /** What no unit says is not known, and is not nought. */
  readonly isGiven?: boolean;
  /** It is added up: a mean of days, or of half-days, says nothing. */
  readonly onlySum?: true;
  /** Rows that are none of what is counted are left out. */
  readonly where?: SQL;
}

const row = sql`f.id`;
const link = sql`(f.id::text || '/' || f.link_rank)`;
const minutesOf = (_base: Base, dimensions: readonly string[]): SQL =>
  dimensions.includes('timeKind') ? sql`tk.minutes` : sql`f.minutes`;
const count = (label: string, unit: string, subject: Subject, key: SQL, unique: boolean): MeasureDef => ({
  label,
  unit,
  subject,
  key,
  unique,
  value: null,
});
const of = (
  label: string,
  unit: string,
  subject: Subject,
  value: NonNullable<MeasureDef['value']>,
  more: Partial<MeasureDef> = {},
): MeasureDef => ({ label, unit, subject, key: row, unique: true, value, ...more });

const placesAndDays = ['entity', 'subEntity', 'month', 'year'] as const;

/** What can be counted today. */
export const measures: Readonly<Record<string, MeasureDef>> = {
  files: count('Dossiers', 'dossiers', 'files', sql`f.file_key`, false),
  people: count('Bénéficiaires', 'bénéficiaires', 'people', sql`f.person_key`, false),
  requests: count('Demandes', 'demandes', 'requests', row, true),
  work: count('Travaux', 'travaux', 'work', row, true),
  actions: count('Moyens', 'moyens', 'actions', row, true),
  transfers: count('Transferts de dossiers', 'transferts', 'transfers', row, true),
  appointments: count('Rendez-vous', 'rendez-vous', 'appointments', row, true),
  onSiteSessions: count('Permanences', 'permanences', 'onSiteSessions', row, true),
  workRequestLinks: {
    ...count('Liens travail-demande', 'liens', 'links', link, true),
    // A travail without demande has a row, and no link
    where: sql`f.link_code is not null`,
  },
  minutes: of('Temps passé', 'minutes', 'work', minutesOf, { ofMinutes: true }),
  minutesSplit: of(
    'Temps réparti',
    'minutes',
    'links',
    () => sql`f.minutes::float8 / greatest(cardinality(f.request_types), 1)`,
    { key: link, ofMinutes: true },
  ),
  minutesPerFile: of(
    'Temps par dossier',
    'minutes',
    'links',
    () => sql`f.minutes::float8 / greatest(cardinality(f.request_types), 1)`,
    { key: sql`f.file_key`, unique: false, adds: true, where: sql`f.file_key is not null` },
  ),
  travelMinutes: of(
    'Temps de déplacement',
    'minutes',
    'work',
    (base) =>
      sql`(coalesce(f.travel_minutes, 0) + case when ${flagged(base.workType(), 'travel')} then f.minutes else 0 end)`,
  ),
  age: of('Âge', 'ans', 'people', (base) => base.age(), { key: sql`f.person_key`, unique: false }),
  firstResponseDelay: of('Délai de première réponse', 'jours ouvrés', 'requests', () => sql`f.response_days`),
  firstInterviewDelay: of(
    'Délai de premier entretien',
    'jours ouvrés',
    'requests',
    () => sql`f.interview_days`,
  ),
  resolutionDelay: of('Durée de résolution', 'jours', 'requests', () => sql`f.resolution_days`, {
    usual: 'resolvedInPeriod',
  }),
  followUpDuration: of('Durée de suivi', 'jours', 'files', () => sql`f.follow_up_days`, {
    usual: 'closedInPeriod',
    key: row,
  }),
  // No grid of weights yet: each weighs 1, as where none was made
  fileWeight: of('Poids des dossiers', 'points', 'files', () => sql`1`, { usual: 'openAtEnd' }),
  workInterval: of('Intervalle entre deux travaux', 'jours', 'work', () => sql`f.interval_days`, {
    usual: 'intervals',
    where: sql`f.interval_days is not null`,
  }),
  completeness: of('Complétude', '%', 'completeness', () => sql`f.filled`, {
    usual: 'openAtEnd',
    key: sql`f.file_key`,
    unique: false,
    means: true,
    varies: ['requiredField'],
  }),
  headcount: { ...count('Effectif', 'personnes', 'headcount', row, true), along: ['entity'] },
  contractedMinutes: of('Temps prévu au contrat', 'minutes', 'agreement', () => sql`f.minutes`, {
    along: ['entity', 'month', 'year'],
    isGiven: true,
  }),
  leaveDays: of('Jours d’absence', 'jours', 'leave', () => sql`f.halves * 0.5::float8`, {
    along: ['worker', 'absenceKind', ...placesAndDays],
    onlySum: true,
  }),
  leaveBalance: of('Solde de congés', 'jours', 'leaveRights', () => sql`f.halves * 0.5::float8`, {
    along: ['worker', 'absenceKind', 'entity', 'subEntity'],
    onlySum: true,
  }),
  presentDays: of('Jours de présence', 'jours', 'presence', () => sql`f.halves * 0.5::float8`, {
    along: ['worker', ...placesAndDays],
    onlySum: true,
  }),
  workingDays: of('Jours ouvrés', 'jours', 'presence', () => sql`1`, {
    along: ['worker', ...placesAndDays],
    onlySum: true,
  }),
  // What is entered ahead waited for nothing
  entryDelay: of('Délai de saisie', 'jours', 'work', () => sql`greatest(f.entry_delay_days, 0)`),
};
