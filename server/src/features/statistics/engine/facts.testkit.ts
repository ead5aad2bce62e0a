import { newId } from '../../../db/ids.ts';
import { referenceData } from '../../configuration/defaults.service.ts';
import type { Facts } from './naive.testkit.ts';

/** A generator that gives the same numbers for the same seed: what fails can be played again. */
export function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  return { next, below, pick };
}

const lists = referenceData().lists;
const codes = (list: string, count: number) => lists[list]!.items.slice(0, count).map(({ code }) => code);
/** So many days after the first of 2024. */
export const day = (index: number) =>
  new Date(Date.UTC(2024, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

/** Facts of a few hundred acts in these units, the same for the same seed. */
export function factsDrawn(seed: number, units: readonly string[]): Facts {
  const { below, pick, next } = randomOf(seed);
  const workers = [newId(), newId(), newId()];
  const people = Array.from({ length: 18 }, newId);
  const files = Array.from({ length: 25 }, () => ({
    fileKey: newId(),
    personKey: pick(people),
    forUnitId: pick(units),
  }));
  const types = codes('workTypes', 40);
  const requestTypes = [...codes('requestTypes', 12), ...codes('requestTypes', 60).slice(45)];
  const kinds = codes('partnerKind', 4);
  const some = <T>(from: readonly T[], most: number) =>
    Array.from({ length: below(most + 1) }, () => pick(from));
  const maybe = <T>(value: T) => (next() < 0.25 ? null : value);
  const work = Array.from({ length: 260 }, () => {
    const file = next() < 0.1 ? { fileKey: null, personKey: null, forUnitId: pick(units) } : pick(files);
    const served = file.fileKey === null ? [] : some(requestTypes, 3);
    const natures = [...new Set(some(kinds, 2))];
    return {
      id: newId(),
      ...file,
      performedOn: day(below(1000)),
      typeCode: pick(types),
      minutes: below(120),
      travelMinutes: maybe(below(40)),
      hour: maybe(below(24)),
      performedBy: pick(workers),
      requestTypes: served,
      requestIds: served.map(newId),
      // A nature is that of a partner: one has none without the other
      partnerIds: natures.map(() => newId()),
      partnerKinds: natures,
      entryDelayDays: below(12) - 2,
    };
  });
  const resolution = () => {
    const days = next() < 0.4 ? null : below(90);
    return {
      outcome: maybe(pick(codes('requestOutcome', 4))),
      resolvedOn: days === null ? null : day(below(1000)),
      resolutionDays: days,
    };
  };
  const contacts = new Set(
    lists['workTypes']!.items.filter(({ flags }) => flags?.includes('contact')).map(({ code }) => code),
  );
  const firstContact = (fileKey: string) =>
    work
      .filter((row) => row.fileKey === fileKey && contacts.has(row.typeCode))
      .map(({ performedOn }) => performedOn)
      .toSorted()[0] ?? null;
  return {
    work,
    requests: Array.from({ length: 120 }, () => ({
      id: newId(),
      ...pick(files),
      requestedOn: day(below(1000)),
      typeCode: pick(requestTypes),
      urgent: next() < 0.3,
      initiative: maybe(pick(codes('initiative', 3))),
      arrivalChannel: maybe(pick(codes('arrivalChannel', 3))),
      status: pick(codes('requestStatus', 4)),
      ...resolution(),
      recurring: next() < 0.3,
      firstWorkOn: null,
      firstWorker: maybe(pick(workers)),
      responseDays: maybe(below(30)),
      interviewDays: maybe(below(30)),
    })),
    actions: Array.from({ length: 90 }, () => ({
      id: newId(),
      ...pick(files),
      doneOn: day(below(1000)),
      typeCode: pick(codes('supportActions', 20)),
      outcome: maybe(pick(codes('actionOutcome', 3))),
      performedBy: pick(workers),
      requestType: pick(requestTypes),
    })),
    profiles: files.flatMap(({ fileKey, personKey }) => {
      const moved = next() < 0.5 ? day(below(1000)) : null;
      const known = (since: string, until: string | null) => ({
        fileKey,
        personKey,
        since,
        until,
        sex: maybe(pick(codes('sex', 2))),
        bornOn: maybe(`${1950 + below(55)}-0${1 + below(9)}-1${below(9)}`),
        birthYear: null,
        firstContactOn: firstContact(fileKey),
        communeCode: null,
        department: null,
        values: {
          ...(next() < 0.7 ? { housingStatus: pick(codes('housingStatus', 9)) } : {}),
          ...(next() < 0.7
            ? { familySituation: pick(codes('familySituation', 6)) }
            : { familySituation: { answer: 'unknown' as const } }),
        },
      });
      return moved === null ? [known('0001-01-01', null)] : [known('0001-01-01', moved), known(moved, null)];
    }),
  };
}
