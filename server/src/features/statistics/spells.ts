import { dayIn } from '../organisation/organisation.service.ts';
import type { EpisodeSource, FileSources, SpellFact, TransferFact, TransferSource } from './facts.types.ts';

type Stay = Omit<SpellFact, 'tenantId' | 'fileKey' | 'personKey' | 'leadWorkerId' | 'frozen'>;
type Step =
  | { readonly kind: 'episode'; readonly day: string; readonly id: string; readonly of: EpisodeSource }
  | { readonly kind: 'move'; readonly day: string; readonly id: string; readonly of: TransferSource };

/** When a file really moved; undefined for what was asked and not done, or undone. */
export function movedOn({ status, requestedAt, answeredAt }: TransferSource, timeZone: string) {
  return status === 'done' || status === 'accepted' ? dayIn(timeZone, answeredAt ?? requestedAt) : undefined;
}

/** The stays of an open file in units, in their order. */
export function staysOf({ file, episodes, transfers }: FileSources, timeZone: string): Stay[] {
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
