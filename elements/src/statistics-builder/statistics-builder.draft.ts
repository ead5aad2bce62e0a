import type {
  Chart,
  Counted,
  Definition,
  Measure,
  Only,
  StatisticsModel,
  StatisticsReport,
} from './statistics-builder.data.ts';

/** What is asked, as it stands under the hand: the sentence says it, each choice changes it. */
export interface Draft {
  /** The report it comes from; it is that report as long as nothing of it was changed. */
  readonly report: StatisticsReport | undefined;
  readonly measures: readonly Measure[];
  /** Dimensions of the rows, the second within the first. */
  readonly rows: readonly string[];
  /** Dimension of the columns, if any. */
  readonly columns: readonly string[];
  readonly filters: readonly string[];
  readonly only: readonly Only[];
  readonly top: number | undefined;
  readonly compare: 0 | 1 | 2;
  readonly chart: Chart;
}

/** Dimensions of reports that are to choose, and what stands there until somebody does; as the server has them. */
const picked: Readonly<Record<string, string>> = { pick1: 'ageBracket', pick2: 'sex' };
/** What is too long for columns stands within the rows. */
const long = new Set(['subEntity', 'worker', 'requestType', 'actionType', 'commune', 'partner', 'workType']);

/** The draft of a report of the catalogue. */
export function draftOf(report: StatisticsReport): Draft {
  const along = report.dimensions.map(({ code }) => picked[code] ?? code);
  const second = along[1];
  const within = second !== undefined && long.has(second) && !long.has(along[0]!);
  return {
    report,
    measures: report.measures,
    rows: within ? along : along.slice(0, 1),
    columns: within ? [] : along.slice(1, 2),
    filters: report.filters,
    only: [],
    top: report.top,
    compare: 0,
    chart: report.chart as Chart,
  };
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));
const along = ({ rows, columns }: Draft): string[] => [...rows, ...columns];

/** Whether the draft is still the report it comes from: what is kept of each dimension changes nothing of that. */
export function isReport(draft: Draft): draft is Draft & { readonly report: StatisticsReport } {
  const { report } = draft;
  if (!report || draft.measures !== report.measures || draft.top !== report.top) return false;
  if (!same(draft.filters, report.filters)) return false;
  const own = report.dimensions.map(({ code }) => picked[code] ?? code);
  return same(along(draft), own) || (report.picks.length > 0 && along(draft).length === own.length);
}

/** The draft as it is asked, saved and exported. */
export function definitionOf(draft: Draft): Definition {
  const { only, compare, chart, top } = draft;
  const more = {
    ...(compare > 0 ? { compare } : {}),
    chart,
  };
  if (isReport(draft)) {
    const picks = draft.report.picks.length > 0;
    return {
      reportCode: draft.report.id,
      ...(picks ? { dimensions: along(draft) } : {}),
      ...(only.length > 0 ? { only: [...only] } : {}),
      ...more,
    };
  }
  return {
    question: {
      measures: draft.measures.map(({ kind, of, numerator, denominator }) => ({
        kind: kind as 'count',
        of,
        ...(numerator ? { numerator } : {}),
        ...(denominator ? { denominator } : {}),
      })),
      dimensions: along(draft),
      filters: [...draft.filters],
      ...(only.length > 0 ? { only: [...only] } : {}),
      ...(top !== undefined && along(draft).length === 1 ? { top } : {}),
    },
    ...more,
  };
}

/** A definition that was saved, as a draft. */
export function draftFrom(
  definition: Definition,
  reports: readonly StatisticsReport[],
  model: StatisticsModel,
): Draft | undefined {
  const { reportCode, question, dimensions, only = [], compare = 0, chart } = definition;
  const report = reports.find(({ id }) => id === reportCode);
  const more = { compare: compare as Draft['compare'], ...(chart ? { chart } : {}) };
  if (report) {
    const base = draftOf(report);
    const chosen = dimensions ? { rows: dimensions.slice(0, 1), columns: dimensions.slice(1) } : {};
    return { ...base, ...chosen, only, ...more };
  }
  if (!question) return undefined;
  const codes = question.dimensions ?? [];
  return {
    report: undefined,
    measures: question.measures.map((measure) => {
      const known = model.measures.find(({ code }) => code === measure.of);
      return { ...measure, label: known?.label ?? measure.of, unit: known?.unit ?? '' };
    }),
    rows: codes.length > 2 ? codes.slice(0, 2) : codes.slice(0, 1),
    columns: codes.length > 2 ? codes.slice(2) : codes.slice(1),
    filters: question.filters ?? [],
    only: question.only ?? [],
    top: question.top,
    chart: 'table',
    ...more,
  };
}

/** What is counted, and how, by each term of the measures. */
function termsOf({ measures, filters }: Pick<Draft, 'measures' | 'filters'>) {
  return measures.flatMap(({ of, numerator, denominator }) =>
    numerator && denominator
      ? [numerator, denominator].map((term) => ({ of: term.of, filters: term.filters ?? filters }))
      : [{ of, filters }],
  );
}

/** The way of counting that filters choose; the usual one when none does. */
export function countedBy(
  model: StatisticsModel,
  of: string,
  filters: readonly string[],
): Counted | undefined {
  const counted = model.measures.find(({ code }) => code === of)?.counted ?? [];
  return counted.find(({ filter }) => filters.includes(filter)) ?? counted[0];
}

interface Applicable {
  readonly appliesTo: StatisticsModel['filters'][number]['appliesTo'];
}
/** Whether a dimension or a filter goes with what the draft counts. */
export const goesWith = (
  { appliesTo }: Applicable,
  model: StatisticsModel,
  draft: Pick<Draft, 'measures' | 'filters'>,
): boolean =>
  termsOf(draft).every(({ of, filters }) => {
    const counted = countedBy(model, of, filters)?.filter;
    return appliesTo.some(
      (one) => one.measure === of && counted !== undefined && one.counted.includes(counted),
    );
  });

/** Filters that are conditions, beside the one that says what counts. */
export function conditionsOf(draft: Draft, model: StatisticsModel): readonly string[] {
  const counting = new Set(
    draft.measures.flatMap(({ of }) => {
      const counted = model.measures.find(({ code }) => code === of)?.counted ?? [];
      return counted.map(({ filter }) => filter);
    }),
  );
  return draft.filters.filter((code) => code !== 'inPeriod' && !counting.has(code));
}

/** Counts something else, or otherwise: what no longer goes with it is left out. */
export function counting(
  draft: Draft,
  model: StatisticsModel,
  chosen: { readonly of: string; readonly filter: string; readonly kind?: string | undefined },
): Draft {
  const measure = model.measures.find(({ code }) => code === chosen.of);
  if (!measure) return draft;
  const kind = chosen.kind ?? measure.kinds[0]!;
  const measures: Measure[] = [{ kind, of: measure.code, label: measure.label, unit: measure.unit }];
  const next = { measures, filters: [chosen.filter] };
  const kept = (code: string): boolean => {
    const found = [...model.dimensions, ...model.filters].find((one) => one.code === code);
    return found !== undefined && goesWith(found, model, next);
  };
  return settled({
    ...draft,
    measures,
    filters: [chosen.filter, ...conditionsOf(draft, model).filter(kept)],
    rows: draft.rows.filter(kept),
    columns: draft.columns.filter(kept),
    only: draft.only.filter(({ dimension }) => kept(dimension)),
  });
}

/** Spreads the figures along other rows and columns: a dimension stands in one place. */
export function spread(draft: Draft, place: 'rows' | 'columns', codes: readonly string[]): Draft {
  const rows = place === 'rows' ? codes : draft.rows.filter((code) => !codes.includes(code));
  const columns = place === 'columns' ? codes : draft.columns.filter((code) => !codes.includes(code));
  return settled({ ...draft, rows, columns });
}

/** Columns without rows are rows; a ranking is of one dimension. */
function settled(draft: Draft): Draft {
  const turned =
    draft.rows.length === 0 && draft.columns.length > 0
      ? { ...draft, rows: draft.columns, columns: [] }
      : draft;
  return along(turned).length === 1 ? turned : { ...turned, top: undefined };
}

/** Keeps some values of a dimension; none: all of them. */
export const keeping = (draft: Draft, dimension: string, codes: readonly (string | null)[]): Draft => ({
  ...draft,
  only: [
    ...draft.only.filter((one) => one.dimension !== dimension),
    ...(codes.length > 0 ? [{ dimension, codes: [...codes] }] : []),
  ],
});

/** Adds a condition, or takes it away. */
export const toggling = (draft: Draft, filter: string): Draft => ({
  ...draft,
  filters: draft.filters.includes(filter)
    ? draft.filters.filter((code) => code !== filter)
    : [...draft.filters, filter],
});
