import type { Figure, StatisticsReport, StatisticsTable } from './statistics-builder.data.ts';
import { model, shown, units } from './model.sample.ts';

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
    team: null,
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

/** The same answer for one who does not answer for the team: the second worker is « Équipe », too few to be told. */
export function teamOf(table: StatisticsTable, team: StatisticsTable['team']): StatisticsTable {
  const axis = table.axes.findIndex(({ dimension }) => dimension.code === 'worker');
  const untold = { value: null, share: null, excluded: 0, masked: true };
  return {
    ...table,
    team,
    axes: table.axes.with(axis, {
      ...table.axes[axis]!,
      items: table.axes[axis]!.items.with(1, { code: 'team', label: 'Équipe' }),
    }),
    cells: table.cells.map((cell) =>
      cell.at[axis] === 1 || cell.at[axis] === null
        ? {
            ...cell,
            values: cell.values.map(() => untold),
            before: cell.before.map((year) => year.map(() => untold)),
          }
        : cell,
    ),
  };
}
