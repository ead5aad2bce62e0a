import type {
  Figure,
  FilesBehind,
  Known,
  SavedReport,
  StatisticsModel,
  StatisticsReport,
  StatisticsTable,
} from './statistics-builder.data.ts';

/** A small service, invented: its catalogue and its model are cut short, its figures mean nothing. */

export const units = {
  lille: '0197a3c4-0000-7000-8000-000000000020',
  north: '0197a3c4-0000-7000-8000-000000000021',
  south: '0197a3c4-0000-7000-8000-000000000022',
} as const;

type Measure = StatisticsModel['measures'][number];
type Dimension = StatisticsModel['dimensions'][number];
type Applies = Dimension['appliesTo'];

const measure = (
  code: string,
  label: string,
  unit: string,
  kinds: string[],
  counted: readonly (readonly [string, string, string])[],
): Measure => ({
  code,
  label,
  unit,
  subject: code,
  kinds,
  counted: counted.map(([filter, own, definition]) => ({
    filter,
    label: own,
    definition,
    atEnd: filter.endsWith('AtEnd'),
  })),
});
const measures: Measure[] = [
  measure(
    'files',
    'Dossiers',
    'dossiers',
    ['count'],
    [
      ['activeInPeriod', 'Dossiers suivis', 'Chaque dossier compte une fois.'],
      ['openedInPeriod', 'Dossiers ouverts', 'Chaque dossier compte une fois, à la date de son ouverture.'],
      ['openAtEnd', 'Dossiers en cours', 'Chaque dossier compte une fois, s’il est encore ouvert.'],
    ],
  ),
  measure(
    'people',
    'Bénéficiaires',
    'bénéficiaires',
    ['count'],
    [['activeInPeriod', 'Bénéficiaires vus', 'Chaque personne compte une fois, dès lors qu’elle a été vue.']],
  ),
  measure(
    'requests',
    'Demandes',
    'demandes',
    ['count'],
    [
      ['inPeriod', 'Demandes reçues', 'Chaque demande compte une fois, à sa date de réception.'],
      ['resolvedInPeriod', 'Demandes résolues', 'Chaque demande compte une fois, à sa résolution.'],
    ],
  ),
  measure(
    'work',
    'Travaux',
    'travaux',
    ['count'],
    [['inPeriod', 'Travaux', 'Chaque travail compte une fois, à la date où il a été fait.']],
  ),
  measure(
    'minutes',
    'Temps passé',
    'minutes',
    ['sum', 'avg', 'median'],
    [['inPeriod', 'Temps passé', 'La durée de chaque travail, à la date où il a été fait.']],
  ),
  measure(
    'firstResponseDelay',
    'Délai de première réponse',
    'jours ouvrés',
    ['avg', 'median'],
    [['inPeriod', 'Délai de première réponse', 'Jours ouvrés de la réception au premier travail.']],
  ),
];
const all = (...codes: string[]): Applies =>
  measures
    .filter(({ code }) => codes.length === 0 || codes.includes(code))
    .map(({ code, counted }) => ({ measure: code, counted: counted.map(({ filter }) => filter) }));
const dimension = (
  code: string,
  label: string,
  kind: string,
  appliesTo: Applies,
  sensitive = false,
): Dimension => ({
  code,
  label,
  sensitive,
  values: { kind, list: kind === 'list' || kind === 'bracket' ? code : null },
  appliesTo,
});

export const model: StatisticsModel = {
  measures,
  dimensions: [
    dimension('month', 'Mois', 'month', all()),
    dimension('year', 'Année', 'year', all()),
    dimension('entity', 'Entité', 'unit', all()),
    dimension('subEntity', 'Sous-entité', 'unit', all()),
    dimension('worker', 'Intervenant', 'worker', all('files', 'requests', 'work', 'minutes'), true),
    dimension('sex', 'Sexe', 'list', all()),
    dimension('ageBracket', 'Tranche d’âge', 'bracket', all()),
    dimension('housingStatus', 'Statut de logement', 'list', all(), true),
    dimension('familySituation', 'Situation familiale', 'list', all(), true),
    dimension('requestCategory', 'Catégorie de demandes', 'list', all(), true),
    dimension('requestType', 'Type de demande', 'list', all(), true),
    dimension('requestStatus', 'Statut de la demande', 'list', all('requests', 'firstResponseDelay')),
    dimension('arrivalChannel', 'Canal d’arrivée', 'list', all('requests', 'firstResponseDelay')),
    dimension('workType', 'Type de travail', 'list', all('work', 'minutes')),
    dimension('channel', 'Modalité', 'list', all('work', 'minutes')),
    dimension('closeReason', 'Motif de clôture', 'list', all('files')),
    dimension('field:shuttle', 'Navette', 'yesNo', all('people', 'requests')),
  ],
  filters: [
    { code: 'urgent', label: 'Urgentes', appliesTo: all('requests', 'firstResponseDelay') },
    { code: 'isInterview', label: 'Entretiens', appliesTo: all('work', 'minutes') },
    { code: 'unstableHousing', label: 'Sans logement stable', appliesTo: all() },
  ],
  limits: { dimensions: 3, measures: 4, cells: 20_000, years: 20 },
  threshold: 11,
  units: [
    { id: units.lille, name: 'Lille', kind: 'entity', parentId: null },
    { id: units.north, name: 'Agence Nord', kind: 'subEntity', parentId: units.lille },
    { id: units.south, name: 'Agence Sud', kind: 'subEntity', parentId: units.lille },
  ],
};

const shown = (code: string): StatisticsTable['axes'][number]['dimension'] => {
  const { label, sensitive } = model.dimensions.find((one) => one.code === code)!;
  return { code, label, sensitive };
};
const counts = (of: string, kind = 'count'): StatisticsReport['measures'][number] => {
  const { label, unit } = measures.find(({ code }) => code === of)!;
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
  measures: [counts(of, measures.find(({ code }) => code === of)!.kinds[0]!)],
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

/** The values of each dimension, « Non renseigné » apart. */
export const values: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  sex: [
    ['female', 'Féminin'],
    ['male', 'Masculin'],
  ],
  ageBracket: [
    ['a1', 'Moins de 25 ans'],
    ['a2', 'De 25 à 34 ans'],
    ['a3', 'De 35 à 54 ans'],
    ['a4', '55 ans et plus'],
  ],
  requestCategory: [
    ['budget', 'Budget et surendettement'],
    ['housing', 'Logement'],
    ['health', 'Santé et arrêt de travail'],
    ['disability', 'Handicap et RQTH'],
    ['retirement', 'Retraite'],
  ],
  requestType: [
    ['rent', 'Impayé de loyer'],
    ['debts', 'Dossier de surendettement'],
    ['rqth', 'Renouvellement de RQTH'],
  ],
  requestStatus: [
    ['open', 'Ouverte'],
    ['resolved', 'Aboutie'],
  ],
  arrivalChannel: [
    ['phone', 'Téléphone'],
    ['mail', 'Courriel'],
  ],
  housingStatus: [
    ['tenant', 'Locataire du parc social'],
    ['owner', 'Propriétaire'],
    ['hosted', 'Hébergé chez un tiers'],
  ],
  familySituation: [
    ['single', 'Célibataire'],
    ['couple', 'En couple'],
  ],
  closeReason: [['done', 'Accompagnement terminé']],
  workType: [
    ['call', 'Entretien téléphonique'],
    ['visit', 'Visite à domicile'],
    ['mail', 'Courrier'],
  ],
  channel: [
    ['phone', 'Téléphone'],
    ['onSite', 'Sur place'],
  ],
  entity: [
    [units.north, 'Agence Nord'],
    [units.south, 'Agence Sud'],
  ],
  subEntity: [
    [units.north, 'Agence Nord'],
    ['direct', 'Sans sous-entité'],
  ],
  worker: [
    ['0197a3c4-0000-7000-8000-000000000001', 'Claire Morel'],
    ['0197a3c4-0000-7000-8000-000000000002', 'Jean Petit'],
  ],
  month: [
    ['2026-01', 'janvier 2026'],
    ['2026-02', 'février 2026'],
    ['2026-03', 'mars 2026'],
  ],
  year: [['2026', '2026']],
  'field:shuttle': [
    ['true', 'Oui'],
    ['false', 'Non'],
  ],
};

/** What a question is answered, whatever it is: the sums of a rule, so that a test can tell each figure. */
export function answerTo(asked: {
  readonly report?: string | null;
  readonly measures: StatisticsReport['measures'];
  readonly dimensions: readonly string[];
  readonly period: StatisticsTable['period'];
  readonly unitIds?: readonly string[] | undefined;
  readonly compare?: number | undefined;
  readonly mode?: StatisticsTable['mode'] | undefined;
}): StatisticsTable {
  const axes = asked.dimensions.map((code) => ({
    dimension: shown(code),
    items: [
      ...(values[code] ?? []).map(([own, label]) => ({ code: own as string | null, label })),
      { code: null, label: 'Non renseigné' },
    ],
  }));
  const diffusion = asked.mode === 'diffusion';
  const sizes = axes.map(({ items }) => items.length);
  /** A figure for each cell; totals add them up, and one who stands twice is counted once. */
  const at = (place: readonly (number | null)[]): number => {
    const open = place.indexOf(null);
    if (open >= 0)
      return Array.from({ length: sizes[open]! }, (_, rank) => at(place.with(open, rank))).reduce(
        (sum, one) => sum + one,
        0,
      );
    return place.reduce<number>((size, rank, axis) => Math.round(size / ((rank ?? 0) + axis + 1)), 309);
  };
  const whole = at(axes.map(() => null));
  const figures = (value: number): Figure[] =>
    asked.measures.map(({ kind }) => {
      const adds = kind === 'count' || kind === 'sum';
      const masked = diffusion && value < 80;
      return {
        value: masked ? null : adds ? value : Math.round(value / 7) / 10,
        share: adds && whole > 0 && !masked ? value / whole : null,
        excluded: 0,
        masked,
      };
    });
  const places = sizes.reduce<(number | null)[][]>(
    (done, size) =>
      done.flatMap((place) => [
        ...Array.from({ length: size }, (_, rank) => [...place, rank]),
        [...place, null],
      ]),
    [[]],
  );
  return {
    report: asked.report ?? null,
    mode: asked.mode ?? 'internal',
    threshold: diffusion ? 11 : null,
    publicationId: diffusion ? '0197a3c4-9999-7000-8000-000000000001' : null,
    period: asked.period,
    unitIds: [...(asked.unitIds ?? model.units.map(({ id }) => id))],
    measures: [...asked.measures],
    axes,
    cells: places.map((place) => {
      const value = at(place);
      return {
        at: place,
        values: figures(value),
        before: Array.from({ length: asked.compare ?? 0 }, (_, year) =>
          figures(Math.round(value * (0.9 - year / 10))),
        ),
      };
    }),
    asOf: '2026-11-22T08:12:00.000Z',
    waiting: 0,
  };
}

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
