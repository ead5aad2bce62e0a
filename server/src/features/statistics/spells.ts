import { dayIn } from '../organisation/organisation.service.ts';
import type { EpisodeSource, FileSources, SpellFact, TransferFact, TransferSource } from './facts.types.ts';

type Counted = Omit<SpellFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen'>;
type Stay = Omit<
  Counted,
  'leadWorkerId' | 'firstOpenedOn' | 'lastWorkBefore' | 'followUpDays' | 'followUpMonths'
>;
type Step =
  | { readonly kind: 'episode'; readonly day: string; readonly id: string; readonly of: EpisodeSource }
  | { readonly kind: 'move'; readonly day: string; readonly id: string; readonly of: TransferSource };

/** When a file really moved; undefined for what was asked and not done, or undone. */
export function movedOn({ status, requestedAt, answeredAt }: TransferSource, timeZone: string) {
  return status === 'done' || status === 'accepted' ? dayIn(timeZone, answeredAt ?? requestedAt) : undefined;
}

/** The stays of an open file, each cut where another lead worker took it over. */
export function ledStaysOf(sources: FileSources, timeZone: string, workDays: readonly string[]): Counted[] {
  const stays = staysOf(sources, timeZone);
  const leads = sources.versions
    .filter(({ record }) => record === 'leadWorker')
    .map(({ id, was, changedAt }) => ({ id, was, day: dayIn(timeZone, changedAt) }));
  const leadAt = (day: string) => {
    const next = leads.find((lead) => lead.day > day);
    return next ? next.was : sources.file.leadWorkerId;
  };
  const firstOpenedOn = stays[0]?.since ?? null;
  return stays
    .flatMap((stay) =>
      cutAt(
        stay,
        leads.map(({ id, day }) => ({ id, day, led: leadAt(day) })),
        leadAt(stay.since),
      ),
    )
    .map((stay) => ({
      ...stay,
      firstOpenedOn,
      lastWorkBefore: workDays.findLast((day) => day < stay.since) ?? null,
      ...(stay.endedBy === 'closed'
        ? lengthOf(stay.openedOn, stay.until!)
        : { followUpDays: null, followUpMonths: null }),
    }));
}

type Led = Stay & { readonly leadWorkerId: string | null };

/** A stay cut on each day that ends under another lead worker than the day before. */
function cutAt(
  stay: Stay,
  changes: readonly { readonly id: string; readonly day: string; readonly led: string | null }[],
  first: string | null,
): Led[] {
  const parts: Led[] = [{ ...stay, leadWorkerId: first }];
  for (const { id, day, led } of changes) {
    const last = parts.at(-1)!;
    if (day <= last.since || (stay.until !== null && day >= stay.until) || led === last.leadWorkerId)
      continue;
    parts.push({ ...last, id, since: day, begunBy: 'assigned', leadWorkerId: led });
    Object.assign(last, { until: day, endedBy: 'assigned', closeReason: null } satisfies Partial<Stay>);
  }
  return parts;
}

/** Calendar days, and full months, between two days. */
function lengthOf(from: string, to: string): { followUpDays: number; followUpMonths: number } {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const [endYear, endMonth, endDay] = to.split('-').map(Number) as [number, number, number];
  return {
    followUpDays: (Date.parse(to) - Date.parse(from)) / 86_400_000,
    followUpMonths: (endYear - year) * 12 + endMonth - month - (endDay < day ? 1 : 0),
  };
}

/** The stays of an open file in units, in their order. */
function staysOf({ file, episodes, transfers }: FileSources, timeZone: string): Stay[] {
  const moves = transfers.flatMap((of): Step[] => {
    const day = movedOn(of, timeZone);
    return day === undefined ? [] : [{ kind: 'move', day, id: of.id, of }];
  });
  const left: Step[] = [
    ...episodesOf(file, episodes, transfers).map((of): Step => ({
      kind: 'episode',
      day: of.happenedOn,
      id: of.id,
      of,
    })),
    ...moves,
  ].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.id < other.id ? -1 : 1));
  const stays: Stay[] = [];
  let current: Stay | undefined;
  while (left.length > 0) {
    // Of one day, that which can follow on what was: ids say the order only of what was made by hand
    const sameDay = left.filter(({ day }) => day === left[0]!.day);
    const step = sameDay.find((one) => follows(one, current)) ?? left[0]!;
    left.splice(left.indexOf(step), 1);
    current = next(step, current, stays);
  }
  return stays;
}

const follows = (step: Step, current: Stay | undefined): boolean =>
  step.kind === 'move'
    ? current?.forUnitId === step.of.fromUnitId
    : step.of.kind === 'closed'
      ? current?.forUnitId === step.of.forUnitId
      : current === undefined;

/** What stands after a step; what ends is ended, what begins is added to the stays. */
function next({ day, id, ...step }: Step, current: Stay | undefined, stays: Stay[]): Stay | undefined {
  const begin = (forUnitId: string, begunBy: Stay['begunBy'], openedOn: string): Stay => {
    const stay: Stay = {
      id,
      forUnitId,
      since: day,
      until: null,
      begunBy,
      endedBy: null,
      closeReason: null,
      openedOn,
    };
    stays.push(stay);
    return stay;
  };
  if (step.kind === 'move') {
    if (!current) return undefined;
    Object.assign(current, { until: day, endedBy: 'transferred' } satisfies Partial<Stay>);
    return begin(step.of.toUnitId, 'transferred', current.openedOn);
  }
  if (step.of.kind !== 'closed') return current ?? begin(step.of.forUnitId, step.of.kind, day);
  if (current)
    Object.assign(current, {
      until: day,
      endedBy: 'closed',
      closeReason: step.of.reason,
    } satisfies Partial<Stay>);
  return undefined;
}

/** A file whose opening nobody told was opened on its day, where it was first. */
function episodesOf(
  file: FileSources['file'],
  episodes: readonly EpisodeSource[],
  transfers: readonly TransferSource[],
): readonly EpisodeSource[] {
  if (episodes.length > 0) return episodes;
  const forUnitId = transfers[0]?.fromUnitId ?? file.unitId;
  const opened = {
    id: file.id,
    fileId: file.id,
    forUnitId,
    kind: 'opened',
    happenedOn: file.openedOn,
    reason: null,
  } as const;
  if (file.closedOn === null) return [opened];
  return [
    opened,
    {
      ...opened,
      forUnitId: file.unitId,
      kind: 'closed',
      happenedOn: file.closedOn,
      reason: file.closeReason,
    },
  ];
}

/** The moves of a file that are counted. */
export function transfersOf(
  { transfers }: FileSources,
  timeZone: string,
): Omit<TransferFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen'>[] {
  return transfers.flatMap((of) => {
    const transferredOn = movedOn(of, timeZone);
    if (transferredOn === undefined) return [];
    return [{ id: of.id, fromUnitId: of.fromUnitId, forUnitId: of.toUnitId, transferredOn }];
  });
}
