import type { StatisticsTable } from '@lastria/sdk';

type Axis = StatisticsTable['axes'][number];
type Figure = StatisticsTable['cells'][number]['values'][number];

const axis = (code: string, label: string, items: readonly string[], unknown = true): Axis => ({
  dimension: { code, label, sensitive: false },
  items: [
    ...items.map((name, rank) => ({ code: `${code}${rank}`, label: name })),
    ...(unknown ? [{ code: null, label: 'Non renseigné' }] : []),
  ],
});
/** `m`: masked. */
export const figure = (value: number | null | 'm'): Figure =>
  value === 'm'
    ? { value: null, share: null, excluded: 0, masked: true }
    : { value, share: null, excluded: 0, masked: false };

const count = { kind: 'count', of: 'requests', label: 'Demandes', unit: 'demandes' };

/** A table of one or two axes, with the totals one gives it. */
export function tableOf(
  axes: readonly Axis[],
  rows: readonly (readonly (number | null | 'm')[])[],
  more: Partial<StatisticsTable> = {},
): StatisticsTable {
  const cells = rows.flatMap((row, at) =>
    row.map((value, other) => ({
      at: axes.length === 1 ? [at] : [at, other],
      values: [figure(value)],
      before: [],
    })),
  );
  return {
    report: null,
    period: { from: '2026-01-01', to: '2026-12-31' },
    unitIds: [],
    measures: [count],
    axes: [...axes],
    cells,
    asOf: '2026-11-22T08:12:00Z',
    waiting: 0,
    mode: 'internal',
    ...more,
  } as StatisticsTable;
}

const categories = [
  'Budget et surendettement',
  'Logement',
  'Santé et arrêt de travail',
  'Handicap et reconnaissance de la qualité de travailleur handicapé',
  'Retraite',
];
const sexes = axis('sex', 'Sexe', ['Femmes', 'Hommes']);
const byCategory = axis('requestCategory', 'Catégorie', categories);
const months = axis(
  'month',
  'Mois',
  [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ].map((name) => `${name} 2026`),
  false,
);
const ages = axis('ageBracket', 'Tranche d’âge', [
  'Moins de 26 ans',
  '26 à 35 ans',
  '36 à 45 ans',
  '46 à 55 ans',
  '56 à 65 ans',
  'Plus de 65 ans',
]);

/** One of each chart, as services really have them: long words, a masked figure, what is not known. */
export const samples = {
  bar: tableOf([byCategory], [[309], [262], [225], [1167], ['m'], [14]]),
  stackedBar: tableOf(
    [byCategory, sexes],
    [
      [188, 121, 'm'],
      [164, 98, 0],
      [143, 82, 0],
      [96, 71, 'm'],
      [88, 64, 0],
      [0, 0, 0],
    ],
  ),
  line: tableOf([months], [[64], [71], [58], [80], ['m'], [92], [41], [22], [77], [84], [66], [49]]),
  pyramid: tableOf(
    [ages, sexes],
    [
      [18, 12, 0],
      [64, 41, 0],
      [102, 77, 0],
      [131, 90, 'm'],
      [58, 61, 0],
      ['m', 'm', 0],
      [0, 0, 0],
    ],
  ),
  heatmap: tableOf(
    [byCategory, ages],
    [
      [12, 48, 102, 94, 41, 12, 0],
      [31, 62, 71, 60, 25, 13, 0],
      ['m', 22, 51, 88, 46, 'm', 0],
      ['m', 18, 44, 61, 30, 'm', 0],
      [0, 0, 0, 22, 96, 34, 0],
      [0, 0, 0, 0, 0, 0, 0],
    ],
  ),
} as const;
export const several: Readonly<Record<string, StatisticsTable>> = {
  ...samples,
  years: tableOf([byCategory], [], {
    cells: [
      [309, 276],
      [262, 251],
      [225, 232],
      [167, 153],
      [152, 'm' as const],
    ].map(([now, then], at) => ({ at: [at], values: [figure(now!)], before: [[figure(then!)]] })),
  }),
  lines: tableOf(
    [months, axis('entity', 'Entité', ['Lille', 'Arras', 'Lens', 'Valenciennes'], false)],
    months.items.map((_month, at) => [
      40 + ((at * 7) % 23),
      22 + ((at * 5) % 17),
      11 + ((at * 3) % 9),
      5 + (at % 4),
    ]),
  ),
  time: tableOf(
    [axis('workType', 'Type de travail', ['Entretien au bureau', 'Appel téléphonique', 'Visite à domicile'])],
    [[14565], [8820], [1235], [0]],
    {
      measures: [{ kind: 'sum', of: 'minutes', label: 'Temps passé', unit: 'minutes' }],
    },
  ),
  rate: tableOf([byCategory], [[62.4], [48.1], [null], [20], [71.25], [0]], {
    measures: [{ kind: 'rate', of: 'requests', label: 'Part des demandes résolues', unit: '%' }],
  }),
  months: tableOf(
    [months, sexes],
    months.items.map((_month, at) => [30 + ((at * 7) % 23), at === 4 ? 'm' : 20 + ((at * 5) % 17), 0]),
  ),
};
