import type { StatisticsModel, StatisticsTable } from './statistics-builder.data.ts';

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

/** A dimension as a report and an answer name it. */
export const shown = (code: string): StatisticsTable['axes'][number]['dimension'] => {
  const { label, sensitive } = model.dimensions.find((one) => one.code === code)!;
  return { code, label, sensitive };
};
