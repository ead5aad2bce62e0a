import { conditionsOf, countedBy, isReport, type Draft } from './statistics-builder.draft.ts';
import type { Only, Over, StatisticsModel, Unit } from './statistics-builder.data.ts';
import type { StatisticsBuilderMessages } from './statistics-builder.messages.ts';
import { endText, periodText } from './statistics-builder.period.ts';

/** What a part of the sentence changes when it is pressed. */
export type Choice = 'measure' | 'rows' | 'columns' | 'filters' | 'period' | 'units' | 'compare' | 'mode';

/** A piece of the sentence: words, and what they let one choose. */
export interface Piece {
  readonly text: string;
  readonly choice?: Choice;
}

/** A label in the middle of a sentence: « Catégorie de demandes » → « catégorie de demandes ». */
export const within = (label: string): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : `${label.charAt(0).toLocaleLowerCase('fr')}${label.slice(1)}`;

const listed = (items: readonly string[], and: string): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)!}`;

/** What is counted, in words. */
export function measureText(draft: Draft, model: StatisticsModel, texts: StatisticsBuilderMessages): string {
  const [measure] = draft.measures;
  if (!measure) return '';
  if (measure.kind === 'rate')
    return isReport(draft) || draft.report?.measures === draft.measures
      ? draft.report!.title
      : measure.label || measure.unit;
  const label = countedBy(model, measure.of, draft.filters)?.label ?? measure.label;
  const kinds = draft.measures.map(({ kind }) => kind);
  return kinds.every((kind) => kind === 'count' || kind === 'sum')
    ? label
    : texts.sentence.worked(
        label,
        listed(
          kinds.map((kind) => texts.kinds[kind] ?? kind),
          texts.sentence.and,
        ),
      );
}

/** Whether what is counted is so at one day. */
const isAtEnd = ({ measures, filters }: Draft, model: StatisticsModel): boolean =>
  measures.every(({ kind, of }) => kind !== 'rate' && countedBy(model, of, filters)?.atEnd);

export const dimensionText = (code: string, model: StatisticsModel): string =>
  model.dimensions.find((one) => one.code === code)?.label ?? code;

/** « Lille et ses sous-entités », « Lille, Lens et 3 autres entités », « toutes vos entités ». */
export function unitsText(
  unitIds: readonly string[] | undefined,
  units: readonly Unit[],
  texts: StatisticsBuilderMessages,
): string {
  if (!unitIds) return units.length === 1 ? units[0]!.name : texts.sentence.allUnits;
  const chosen = new Set(unitIds);
  const below = (id: string): Unit[] =>
    units.filter(({ parentId }) => parentId === id).flatMap((unit) => [unit, ...below(unit.id)]);
  const tops = units.filter(({ id, parentId }) => chosen.has(id) && !(parentId && chosen.has(parentId)));
  const names = tops.map(({ id, name }) => {
    const all = below(id);
    return all.length > 0 && all.every((unit) => chosen.has(unit.id)) ? texts.sentence.withBelow(name) : name;
  });
  return names.length > 3
    ? texts.sentence.someUnits(names.slice(0, 2).join(', '), names.length - 2)
    : listed(names, texts.sentence.and);
}

/** What is kept of a dimension, in words; the values as they are called. */
export function onlyText(
  { dimension, codes }: Only,
  model: StatisticsModel,
  names: ReadonlyMap<string, string>,
  texts: StatisticsBuilderMessages,
): string {
  const values = codes.map((code) =>
    code === null ? texts.unknown : (names.get(`${dimension}/${code}`) ?? code),
  );
  const shown =
    values.length > 3 ? [...values.slice(0, 2), texts.sentence.others(values.length - 2)] : values;
  return texts.sentence.only(within(dimensionText(dimension, model)), listed(shown, texts.sentence.or));
}

/** The question in plain French: it says all that is asked, and each part of it can be changed. */
export function sentenceOf(
  draft: Draft,
  over: Over,
  model: StatisticsModel,
  names: ReadonlyMap<string, string>,
  texts: StatisticsBuilderMessages,
): readonly Piece[] {
  const { sentence } = texts;
  const dimension = (code: string) => within(dimensionText(code, model));
  const conditions = [
    ...conditionsOf(draft, model).map((code) =>
      within(model.filters.find((one) => one.code === code)?.label ?? code),
    ),
    ...draft.only.map((only) => onlyText(only, model, names, texts)),
  ];
  const pieces: Piece[] = [
    { text: measureText(draft, model, texts), choice: 'measure' },
    { text: ' ' },
    { text: isAtEnd(draft, model) ? endText(over.period) : periodText(over.period), choice: 'period' },
  ];
  if (draft.rows.length > 0) {
    pieces.push({ text: sentence.by });
    const along = listed(draft.rows.map(dimension), sentence.then);
    const ranked = draft.top === undefined ? along : along + sentence.top(draft.top);
    pieces.push({ text: ranked, choice: 'rows' });
  }
  if (draft.columns.length > 0)
    pieces.push(
      { text: ` ${sentence.and} ` },
      { text: listed(draft.columns.map(dimension), sentence.and), choice: 'columns' },
    );
  if (conditions.length > 0)
    pieces.push({ text: sentence.when }, { text: conditions.join('\u00a0; '), choice: 'filters' });
  pieces.push({ text: ', ' }, { text: unitsText(over.unitIds, model.units, texts), choice: 'units' });
  if (draft.compare > 0)
    pieces.push({ text: ', ' }, { text: sentence.compared(draft.compare), choice: 'compare' });
  return pieces;
}

export const sentenceText = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');
