import { referenceData } from '../../configuration/defaults.service.ts';
import type { actionFact, profileFact, requestFact, workFact } from '../statistics.table.ts';
import { yearsBefore, type Period } from './question.ts';

type Row<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'tenantId'>;
export interface Facts {
  readonly work: readonly Row<typeof workFact>[];
  readonly requests: readonly Row<typeof requestFact>[];
  readonly actions: readonly Row<typeof actionFact>[];
  readonly profiles: readonly Row<typeof profileFact>[];
}
/** What is counted, or summed, or averaged. */
export interface NaiveTerm {
  readonly of:
    | 'work'
    | 'requests'
    | 'actions'
    | 'people'
    | 'minutes'
    | 'minutesSplit'
    | 'minutesPerFile'
    | 'workRequestLinks'
    | 'travelMinutes'
    | 'entryDelay'
    | 'workInterval'
    | 'age'
    | 'firstResponseDelay'
    | 'firstInterviewDelay'
    | 'resolutionDelay';
  /** Conditions beside; the rows chosen go by themselves. */
  readonly filters: readonly string[];
}
export interface NaiveQuestion {
  readonly kind: 'count' | 'sum' | 'avg' | 'median';
  readonly term: NaiveTerm;
  readonly dimensions: readonly string[];
  readonly only: readonly { readonly dimension: string; readonly codes: readonly (string | null)[] }[];
  readonly period: Period;
  readonly unitIds: readonly string[];
}
/** What a cell holds: its figure, null where there is none, and how many have no value. */
export interface NaiveFigure {
  readonly value: number | null;
  readonly excluded: number;
}
interface Tree {
  readonly root: string;
}
/** A row, with one type of demande: what has several comes as often. */
interface Counted {
  readonly key: string;
  readonly value: number | null;
  readonly on: string;
  readonly unit: string;
  readonly person: string | null | undefined;
  readonly file: string | null | undefined;
  readonly type: string;
  readonly requestType: string | null;
  readonly timeKind: string | null;
  readonly row: Readonly<Record<string, unknown>>;
}

const { lists, semanticKeys } = referenceData();
const item = (list: string, code: string | null) => lists[list]!.items.find((one) => one.code === code);
const nth = (list: string, rank: number) =>
  lists[list]!.items.toSorted((a, b) => a.order - b.order)[rank]!.code;
const bracketOf = (list: string, value: number | null): string | null =>
  value === null
    ? null
    : (lists[list]!.items.filter(({ from }) => from === null || from === undefined || from <= value).at(-1)
        ?.code ?? null);
const hasFlag = (type: string, flag: string) => item('workTypes', type)?.flags?.includes(flag) ?? false;
const hasKey = (list: string, code: string | null, key: string) =>
  code !== null && semanticKeys[key]!.list === list && semanticKeys[key]!.codes.includes(code);

function ageOn(on: string, born: string): number {
  return Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
}
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same so many years before. */
export const shifted = (question: NaiveQuestion, years: number): NaiveQuestion => ({
  ...question,
  period: { from: yearsBefore(question.period.from, years), to: yearsBefore(question.period.to, years) },
});

/** The figures of a question, by walking every fact: nothing of the engine is used. */
export function naive(facts: Facts, question: NaiveQuestion, tree: Tree): Record<string, NaiveFigure> {
  const { period, unitIds } = question;
  const { of, filters } = question.term;
  const within = (on: string, unit: string) => on >= period.from && on <= period.to && unitIds.includes(unit);
  const isContact = (type: string) => hasFlag(type, 'contact');
  const isOfPeople = of === 'people' || of === 'age';
  const isByTime = question.dimensions.includes('timeKind');

  const profileOf = (file: string | null | undefined, at: string) =>
    facts.profiles.find((one) => one.fileKey === file && one.since <= at && (!one.until || one.until > at));
  const ageOf = (file: string | null | undefined, at: string) => {
    const bornOn = profileOf(file, at)?.bornOn;
    return bornOn ? ageOn(at, bornOn) : null;
  };

  function ofRequests(): Counted[] {
    return facts.requests.flatMap((row) => {
      const on = of === 'resolutionDelay' ? (row.resolvedOn ?? null) : row.requestedOn;
      if (on === null || !within(on, row.forUnitId)) return [];
      const values: Partial<Record<NaiveTerm['of'], number | null | undefined>> = {
        requests: 1,
        firstResponseDelay: row.responseDays,
        firstInterviewDelay: row.interviewDays,
        resolutionDelay: row.resolutionDays,
      };
      const about = { unit: row.forUnitId, person: row.personKey, file: row.fileKey, timeKind: null };
      const value = values[of] ?? null;
      return [
        { ...about, key: row.id, value, on, type: row.typeCode, requestType: row.typeCode, row: { ...row } },
      ];
    });
  }

  function ofActions(): Counted[] {
    return facts.actions.flatMap((row) =>
      within(row.doneOn, row.forUnitId)
        ? [
            {
              ...{ key: row.id, value: 1, on: row.doneOn, unit: row.forUnitId, timeKind: null },
              ...{ person: row.personKey, file: row.fileKey, type: row.typeCode },
              ...{ requestType: row.requestType, row: { ...row } },
            },
          ]
        : [],
    );
  }

  function ofWork(): Counted[] {
    const chosen = facts.work
      .filter((row) => within(row.performedOn, row.forUnitId))
      .toSorted((a, b) => (a.performedOn + a.id < b.performedOn + b.id ? -1 : 1));
    const last = new Map<string, string>();
    return chosen.flatMap((row): Counted[] => {
      const previous = row.fileKey ? last.get(row.fileKey) : undefined;
      if (row.fileKey) last.set(row.fileKey, row.performedOn);
      if (isOfPeople && !(row.personKey && isContact(row.typeCode))) return [];
      if (of === 'minutesPerFile' && !row.fileKey) return [];
      if (of === 'workInterval' && previous === undefined) return [];
      const isLink = of === 'minutesSplit' || of === 'workRequestLinks' || of === 'minutesPerFile';
      const types: readonly (string | null)[] = row.requestTypes.length === 0 ? [null] : row.requestTypes;
      const about = {
        ...{ on: row.performedOn, unit: row.forUnitId, person: row.personKey, file: row.fileKey },
        ...{ type: row.typeCode, row: { ...row }, timeKind: null },
      };
      if (isLink)
        return types.flatMap((requestType, index) => {
          if (requestType === null && of === 'workRequestLinks') return [];
          const value = of === 'workRequestLinks' ? 1 : row.minutes / types.length;
          const key = of === 'minutesPerFile' ? row.fileKey! : `${row.id}/${String(index)}`;
          return [{ ...about, key, value, requestType }];
        });
      const travel = (row.travelMinutes ?? 0) + (hasFlag(row.typeCode, 'travel') ? row.minutes : 0);
      const values: Partial<Record<NaiveTerm['of'], number | null>> = {
        work: 1,
        people: 1,
        age: ageOf(row.fileKey, period.to),
        minutes: row.minutes,
        travelMinutes: travel,
        entryDelay: Math.max(0, row.entryDelayDays),
        workInterval: previous === undefined ? null : daysBetween(previous, row.performedOn),
      };
      const own = {
        ...about,
        key: isOfPeople ? row.personKey! : row.id,
        value: values[of] ?? null,
      };
      const kind = hasFlag(row.typeCode, 'travel') ? 2 : hasFlag(row.typeCode, 'no-file') ? 1 : 0;
      const pieces = !isByTime
        ? [own]
        : [
            { ...own, timeKind: nth('timeKind', kind), minutes: row.minutes },
            ...((row.travelMinutes ?? 0) > 0
              ? [{ ...own, timeKind: nth('timeKind', 2), minutes: row.travelMinutes! }]
              : []),
          ].map(({ minutes, ...piece }, index) =>
            of === 'minutes' ? { ...piece, value: minutes, key: `${piece.key}/${String(index)}` } : piece,
          );
      return pieces.flatMap((piece) => [...new Set(types)].map((requestType) => ({ ...piece, requestType })));
    });
  }

  const isOfRequests = of === 'requests' || /Response|Interview|resolution/.test(of);
  const all = isOfRequests ? ofRequests() : of === 'actions' ? ofActions() : ofWork();
  const categoryOf = (type: string | null) => item('requestTypes', type)?.parent ?? null;
  const conditions: Readonly<Record<string, (row: Counted) => boolean>> = {
    urgent: ({ row }) => row['urgent'] === true,
    'category=discharge': ({ requestType }) =>
      hasKey('requestCategories', categoryOf(requestType), 'discharge'),
    isInterview: ({ type }) => hasFlag(type, 'interview'),
    'requiresFile=false': ({ type }) => hasFlag(type, 'no-file'),
    'workType=noShow': ({ type }) => hasKey('workTypes', type, 'noShow'),
    'workType=training': ({ type }) => hasKey('workTypes', type, 'training'),
    onFile: ({ file }) => Boolean(file),
    'partnerKind=employer': ({ row }) =>
      (row['partnerKinds'] as string[]).some((kind) => hasKey('partnerKind', kind, 'employer')),
    isRightsAction: ({ type }) => item('supportActions', type)?.flags?.includes('rights-action') ?? false,
    'outcome=success': ({ row }) => hasKey('actionOutcome', row['outcome'] as string | null, 'success'),
  };
  const isKnownHere = (file: string | null | undefined, at: string, field: string): string | null => {
    const value = profileOf(file, at)?.values[field];
    return typeof value === 'string' ? value : null;
  };

  // Contacts of a person are those of the units and the period, whatever else is asked of them
  const contacts = new Map<string, Set<string>>();
  if (isOfPeople)
    for (const { person, row } of all)
      contacts.set(person!, (contacts.get(person!) ?? new Set()).add(row['id'] as string));
  const knownBefore = new Set(
    facts.work
      .filter((row) => row.performedOn < period.from && isContact(row.typeCode))
      .map((row) => row.personKey),
  );
  // No unit here is a client company: the whole house is the entity
  const entityOf = (_unit: string): string => tree.root;

  function codesOf(row: Counted, dimension: string): (string | null)[] {
    const at = isOfPeople ? period.to : row.on;
    const profile = profileOf(row.file, at);
    const category = categoryOf(row.requestType);
    switch (dimension) {
      case 'month':
        return [row.on.slice(0, 7)];
      case 'year':
        return [row.on.slice(0, 4)];
      case 'weekday':
        return [nth('weekday', (new Date(`${row.on}T00:00:00Z`).getUTCDay() + 6) % 7)];
      case 'hourBracket':
        return [bracketOf('hourBracket', row.row['hour'] as number | null)];
      case 'entity':
        return [entityOf(row.unit)];
      case 'subEntity':
        return [entityOf(row.unit) === row.unit ? 'direct' : row.unit];
      case 'worker':
        return [(row.row['performedBy'] ?? row.row['firstWorker'] ?? null) as string | null];
      case 'workType':
      case 'actionType':
        return [row.type];
      case 'timeKind':
        return [row.timeKind];
      case 'channel':
        return [item('workTypes', row.type)?.channel ?? null];
      case 'actionGroup':
        return [item('supportActions', row.type)?.parent ?? null];
      case 'actionOutcome':
        return [row.row['outcome'] as string | null];
      case 'requestOutcome':
        return [row.row['outcome'] as string | null];
      case 'arrivalChannel':
      case 'initiative':
        return [row.row[dimension] as string | null];
      case 'newOrRecurring':
        return [nth('newOrRecurring', row.row['recurring'] === true ? 1 : 0)];
      case 'firstResponseBracket':
        return [bracketOf('firstResponseBracket', row.row['responseDays'] as number | null) ?? 'unanswered'];
      case 'requestType':
        return [row.requestType];
      case 'requestCategory':
        return [category];
      case 'lifeSphere':
        return [item('requestCategories', category)?.lifeSphere ?? null];
      case 'partnerKind': {
        const kinds = row.row['partnerKinds'] as string[];
        return kinds.length === 0 ? [null] : kinds;
      }
      case 'sex':
        return [profile?.sex ?? null];
      case 'ageBracket':
        return [bracketOf('ageBracketHospital', ageOf(row.file, at))];
      case 'contactCountBracket':
        return [bracketOf('contactCountBracket', contacts.get(row.person!)!.size)];
      case 'newOrKnown':
        return [nth('newOrKnown', knownBefore.has(row.person ?? null) ? 1 : 0)];
      default:
        return [isKnownHere(row.file, at, dimension)];
    }
  }

  /** Codes of a row along a dimension, of those that are kept. */
  const keptOf = (row: Counted, dimension: string): (string | null)[] =>
    question.only
      .filter((one) => one.dimension === dimension)
      .reduce(
        (codes, { codes: kept }) => codes.filter((code) => kept.includes(code)),
        codesOf(row, dimension),
      );

  // Each cell, and each total, holds what it counts once; time per file adds up
  const cells = new Map<string, Map<string, number | null>>([
    [question.dimensions.map(() => '*').join('|'), new Map()],
  ]);
  for (const row of all) {
    if (!filters.every((code) => conditions[code]!(row))) continue;
    if (question.only.some(({ dimension }) => keptOf(row, dimension).length === 0)) continue;
    let places: string[][] = [[]];
    for (const dimension of question.dimensions) {
      const codes = ['*', ...keptOf(row, dimension).map((code) => code ?? '?')];
      places = places.flatMap((place) => codes.map((code) => [...place, code]));
    }
    for (const name of new Set(places.map((place) => place.join('|')))) {
      const cell = cells.get(name) ?? new Map<string, number | null>();
      const before = cell.get(row.key);
      const value =
        of === 'minutesPerFile'
          ? (before ?? 0) + row.value!
          : before === undefined || before === null
            ? row.value
            : row.value === null
              ? before
              : Math.max(before, row.value);
      cell.set(row.key, value);
      cells.set(name, cell);
    }
  }
  return Object.fromEntries(
    [...cells].map(([name, values]) => [name, figureOf(question.kind, [...values.values()])]),
  );
}

function figureOf(kind: NaiveQuestion['kind'], all: readonly (number | null)[]): NaiveFigure {
  const known = all.filter((value) => value !== null).toSorted((a, b) => a - b);
  const sum = known.reduce((total, value) => total + value, 0);
  if (kind === 'count' || kind === 'sum') return { value: rounded(sum), excluded: 0 };
  const excluded = all.length - known.length;
  if (known.length === 0) return { value: null, excluded };
  const middle = (known.length - 1) / 2;
  const median = (known[Math.floor(middle)]! + known[Math.ceil(middle)]!) / 2;
  return { value: rounded(kind === 'avg' ? sum / known.length : median), excluded };
}
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
