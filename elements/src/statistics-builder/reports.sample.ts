import type { FilesBehind, Known, SavedReport, StatisticsReport } from './statistics-builder.data.ts';
import { model, shown, units } from './model.sample.ts';

/** Reports of a small service, invented: its catalogue is cut short. */

const counts = (of: string, kind = 'count'): StatisticsReport['measures'][number] => {
  const { label, unit } = model.measures.find(({ code }) => code === of)!;
  return { kind, of, label, unit };
};
const report = (
  id: string,
  theme: string,
  title: string,
  of: string,
  dimensions: readonly string[],
  filters: string[],
  more: Partial<StatisticsReport> = {},
): StatisticsReport => ({
  id,
  theme,
  title,
  definition: `${title}, pendant la période.`,
  measures: [counts(of, model.measures.find(({ code }) => code === of)!.kinds[0]!)],
  dimensions: dimensions.map(shown),
  picks: [],
  filters,
  chart: 'bar',
  audience: 'service',
  runnable: true,
  waitsFor: [],
  ...more,
});

export const reports: readonly StatisticsReport[] = [
  report(
    'A01',
    'Dossiers et file active',
    'Nombre de dossiers ouverts par mois',
    'files',
    ['month'],
    ['openedInPeriod'],
    { chart: 'line' },
  ),
  report(
    'A06',
    'Dossiers et file active',
    'Stock de dossiers ouverts en fin de période',
    'files',
    ['entity', 'worker'],
    ['openAtEnd'],
  ),
  report(
    'A08',
    'Dossiers et file active',
    'File active (bénéficiaires vus au moins une fois)',
    'people',
    ['entity'],
    ['activeInPeriod'],
  ),
  report(
    'B03',
    'Profil des bénéficiaires',
    'Bénéficiaires par tranche d’âge et sexe',
    'people',
    ['ageBracket', 'sex'],
    ['activeInPeriod'],
    { chart: 'pyramid' },
  ),
  report(
    'B08',
    'Profil des bénéficiaires',
    'Bénéficiaires par statut de logement',
    'people',
    ['housingStatus'],
    ['activeInPeriod'],
  ),
  report('D01', 'Demandes', 'Demandes par catégorie', 'requests', ['requestCategory'], ['inPeriod']),
  report(
    'D05',
    'Demandes',
    'Palmarès des dix premiers types de demandes',
    'requests',
    ['requestType'],
    ['inPeriod'],
    { top: 10 },
  ),
  report(
    'D06',
    'Demandes',
    'Demandes par catégorie et sexe',
    'requests',
    ['requestCategory', 'sex'],
    ['inPeriod'],
    { chart: 'stackedBar' },
  ),
  report(
    'D11',
    'Demandes',
    'Nombre moyen de demandes par bénéficiaire',
    'requests',
    ['entity'],
    ['activeInPeriod'],
    {
      measures: [
        {
          kind: 'rate',
          of: 'requests',
          label: 'Demandes',
          unit: 'demandes par bénéficiaire',
          numerator: { of: 'requests', filters: ['inPeriod'] },
          denominator: { of: 'people', filters: ['activeInPeriod'] },
        },
      ],
    },
  ),
  report(
    'E12',
    'Travaux (activité)',
    'Temps passé par type de travail',
    'minutes',
    ['workType'],
    ['inPeriod'],
  ),
  report(
    'G01',
    'Délais et durées',
    'Délai moyen de première réponse',
    'firstResponseDelay',
    ['entity'],
    ['inPeriod'],
  ),
  report(
    'I01',
    'Budget et aides financières',
    'Aides financières demandées par type',
    'requests',
    ['requestCategory'],
    [],
    {
      runnable: false,
      waitsFor: ['financial-aid'],
    },
  ),
];

export const presets: Known['presets'] = [
  { code: 'hospital', label: 'Service social hospitalier', reports: ['A08', 'B08', 'D01'] },
  { code: 'company', label: 'Service social d’une entreprise', reports: ['A08', 'D01', 'E12'] },
  { code: 'interCompany', label: 'Service social interentreprises', reports: ['A08', 'D01', 'G01'] },
];

const author = { id: '0197a3c4-0000-7000-8000-000000000001', displayName: 'Claire Morel' };
const at = '2026-11-20T09:00:00.000Z';
export const saved: readonly SavedReport[] = [
  {
    ...{
      id: '0197a3c4-0000-7000-8000-000000000800',
      version: 1,
      title: 'Suivi trimestriel du CSE',
      unitId: null,
    },
    definition: { reportCode: 'D06' },
    ...{ author, createdAt: at, changedAt: at, can: { change: true } },
  },
  {
    ...{
      id: '0197a3c4-0000-7000-8000-000000000801',
      version: 1,
      title: 'Logement par agence',
      unitId: units.lille,
    },
    definition: {
      question: {
        measures: [{ kind: 'count', of: 'people' }],
        dimensions: ['housingStatus', 'entity'],
        filters: ['activeInPeriod'],
      },
    },
    ...{ createdAt: at, changedAt: at, can: { change: false } },
    author: { ...author, displayName: 'Jean Petit' },
  },
];

export const files: FilesBehind['items'] = [
  ['Dupont', 'Marie', 'Martin', 'feminin'] as const,
  ['Bernard', 'Luc', null, 'masculin'] as const,
].map(([lastName, firstNames, birthName, sex], index) => ({
  ...{ id: `0197a3c4-0000-7000-8000-00000000010${index}`, lastName, firstNames, birthName, sex },
  ...{ age: 46, birthDate: null, birthYear: 1980, flags: [], lastContactOn: null, status: 'open' },
  ...{
    unitId: units.north,
    unitName: 'Agence Nord',
    leadWorker: { id: author.id, displayName: 'Claire Morel' },
  },
}));
