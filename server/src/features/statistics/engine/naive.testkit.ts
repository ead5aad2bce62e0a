import { referenceData } from '../../configuration/defaults.service.ts';
import type { actionFact, profileFact, requestFact, workFact } from '../statistics.table.ts';
import type { Period } from './question.ts';

type Row<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'tenantId'>;
export interface Facts {
  readonly work: readonly Row<typeof workFact>[];
  readonly requests: readonly Row<typeof requestFact>[];
  readonly actions: readonly Row<typeof actionFact>[];
  readonly profiles: readonly Row<typeof profileFact>[];
}
export interface NaiveQuestion {
  readonly of: 'work' | 'requests' | 'actions' | 'people' | 'minutes' | 'minutesSplit' | 'workRequestLinks';
  readonly kind: 'count' | 'sum';
  readonly dimensions: readonly string[];
  readonly period: Period;
  readonly unitIds: readonly string[];
}
interface Tree {
  readonly root: string;
}
interface Counted {
  readonly key: string;
  readonly value: number;
  readonly on: string;
  readonly unit: string;
  readonly person: string | null | undefined;
  readonly file: string | null | undefined;
  readonly type: string;
  readonly requestTypes: readonly (string | null)[];
  readonly row: Readonly<Record<string, unknown>>;
}

const { lists } = referenceData();
const item = (list: string, code: string | null) => lists[list]!.items.find((one) => one.code === code);
const nth = (list: string, rank: number) =>
  lists[list]!.items.toSorted((a, b) => a.order - b.order)[rank]!.code;
const bracketOf = (list: string, value: number | null): string | null =>
  value === null
    ? null
    : (lists[list]!.items.filter(({ from }) => from === null || from === undefined || from <= value).at(-1)
        ?.code ?? null);

function ageOn(on: string, born: string): number {
  return Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
}

/** The figures of a question, by walking every fact: nothing of the engine is used. */
export function naive(facts: Facts, question: NaiveQuestion, tree: Tree): Record<string, number> {
  const { period, unitIds, of } = question;
  const within = (on: string, unit: string) => on >= period.from && on <= period.to && unitIds.includes(unit);
  const isContact = (type: string) => item('workTypes', type)?.flags?.includes('contact') ?? false;
  const rows: Counted[] = [];
  if (of === 'requests' || of === 'actions') {
    for (const row of facts[of]) {
      const on = 'requestedOn' in row ? row.requestedOn : row.doneOn;
      if (!within(on, row.forUnitId)) continue;
      const requestTypes = ['requestType' in row ? row.requestType : row.typeCode];
      rows.push({
        key: row.id,
        value: 1,
        on,
        unit: row.forUnitId,
        person: row.personKey,
        file: row.fileKey,
        type: row.typeCode,
        requestTypes,
        row: { ...row },
      });
    }
  } else {
    for (const row of facts.work) {
      if (!within(row.performedOn, row.forUnitId)) continue;
      const about = {
        on: row.performedOn,
        unit: row.forUnitId,
        person: row.personKey,
        file: row.fileKey,
        type: row.typeCode,
        row: { ...row },
      };
      const types: readonly (string | null)[] = row.requestTypes.length === 0 ? [null] : row.requestTypes;
      if (of === 'people') {
        if (row.personKey && isContact(row.typeCode))
          rows.push({ ...about, key: row.personKey, value: 1, requestTypes: types });
      } else if (of === 'minutesSplit' || of === 'workRequestLinks') {
        types.forEach((type, index) => {
          if (type === null && of === 'workRequestLinks') return;
          const value = of === 'workRequestLinks' ? 1 : row.minutes / types.length;
          rows.push({ ...about, key: `${row.id}/${String(index)}`, value, requestTypes: [type] });
        });
      } else
        rows.push({ ...about, key: row.id, value: of === 'minutes' ? row.minutes : 1, requestTypes: types });
    }
  }
  const contactsOf = (person: string) => rows.filter((row) => row.person === person).length;
  const knownBefore = new Set(
    facts.work
      .filter((row) => row.performedOn < period.from && isContact(row.typeCode))
      .map((row) => row.personKey),
  );
  // No unit here is a client company: the whole house is the entity
  const entityOf = (_unit: string): string => tree.root;

  function codesOf(row: Counted, dimension: string): (string | null)[] {
    const at = of === 'people' ? period.to : row.on;
    const profile = facts.profiles.find(
      (one) => one.fileKey === row.file && one.since <= at && (!one.until || one.until > at),
    );
    const answer = (field: string) => {
      const value = profile?.values[field];
      return [typeof value === 'string' ? value : null];
    };
    const categories = row.requestTypes.map((type) => item('requestTypes', type)?.parent ?? null);
    switch (dimension) {
      case 'month':
        return [row.on.slice(0, 7)];
      case 'year':
        return [row.on.slice(0, 4)];
      case 'weekday':
        return [nth('weekday', (new Date(`${row.on}T00:00:00Z`).getUTCDay() + 6) % 7)];
      case 'entity':
        return [entityOf(row.unit)];
      case 'subEntity':
        return [entityOf(row.unit) === row.unit ? 'direct' : row.unit];
      case 'worker':
        return [(row.row['performedBy'] ?? row.row['firstWorker'] ?? null) as string | null];
      case 'workType':
      case 'actionType':
        return [row.type];
      case 'channel':
        return [item('workTypes', row.type)?.channel ?? null];
      case 'actionGroup':
        return [item('supportActions', row.type)?.parent ?? null];
      case 'actionOutcome':
        return [row.row['outcome'] as string | null];
      case 'arrivalChannel':
        return [row.row['arrivalChannel'] as string | null];
      case 'firstResponseBracket':
        return [bracketOf('firstResponseBracket', row.row['responseDays'] as number | null) ?? 'unanswered'];
      case 'requestType':
        return [...new Set(row.requestTypes)];
      case 'requestCategory':
        return [...new Set(categories)];
      case 'lifeSphere':
        return [...new Set(categories.map((code) => item('requestCategories', code)?.lifeSphere ?? null))];
      case 'partnerKind': {
        const kinds = row.row['partnerKinds'] as string[];
        return kinds.length === 0 ? [null] : kinds;
      }
      case 'sex':
        return [profile?.sex ?? null];
      case 'ageBracket':
        return [bracketOf('ageBracketHospital', profile?.bornOn ? ageOn(at, profile.bornOn) : null)];
      case 'contactCountBracket':
        return [bracketOf('contactCountBracket', contactsOf(row.person!))];
      case 'newOrKnown':
        return [nth('newOrKnown', knownBefore.has(row.person ?? null) ? 1 : 0)];
      default:
        return answer(dimension);
    }
  }

  // Each cell, and each total, holds what it counts once
  const cells = new Map<string, Map<string, number>>([
    [question.dimensions.map(() => '*').join('|'), new Map()],
  ]);
  const each = rows.flatMap((row) =>
    [...new Set(row.requestTypes)].map((type) => ({ ...row, requestTypes: [type] })),
  );
  for (const row of each) {
    let places: string[][] = [[]];
    for (const dimension of question.dimensions) {
      const codes = ['*', ...codesOf(row, dimension).map((code) => code ?? '?')];
      places = places.flatMap((place) => codes.map((code) => [...place, code]));
    }
    for (const place of places) {
      const name = place.join('|');
      const cell = cells.get(name) ?? new Map<string, number>();
      cell.set(row.key, row.value);
      cells.set(name, cell);
    }
  }
  return Object.fromEntries(
    [...cells].map(([name, values]) => [
      name,
      Math.round([...values.values()].reduce((sum, value) => sum + value, 0) * 1e6) / 1e6,
    ]),
  );
}
