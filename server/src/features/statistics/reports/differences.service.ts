import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import { may } from '../../access/roles.service.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { readThresholds } from '../../organisation/thresholds.service.ts';
import { measures } from '../engine/measures.ts';
import type { Table } from '../statistics.schema.ts';
import type { Differences } from './activity-report.schema.ts';
import { reportOf, trace } from './activity-report.service.ts';
import * as store from './activity-report.store.ts';
import { frozenOf, figuresToday, isForReader, type FrozenChapter } from './freeze-report.service.ts';

/** Differences told in full: beyond, what changed is the whole report. */
const most = 2000;

type Item = Differences['items'][number];
type Why = Differences['why'][number];

/**
 * What became of the figures of a frozen report: each that is not the same today, and which acts explain it. Of a report
 * for diffusion, what was masked stays so, and what changed is given only where it still counts enough persons.
 */
export async function readDifferences(ctx: Context, id: string): Promise<Differences> {
  const row = await reportOf(ctx, id);
  const frozen = await frozenOf(ctx, id);
  if (!row.frozen || !frozen)
    throw new Problem('conflict', 'Ce rapport n’est pas arrêté : il se calcule à chaque lecture.');
  const { disclosureThreshold } = await readThresholds(ctx);
  const floor = frozen.mode === 'diffusion' ? disclosureThreshold : 0;
  const compared = [];
  const isCompared = (chapter: FrozenChapter) =>
    isForReader(ctx, chapter) && !(chapter.table.team && may(ctx, 'readTeamStatistics'));
  for (const chapter of frozen.chapters.filter(isCompared)) {
    const today = await figuresToday(ctx, frozen, chapter);
    compared.push({ chapter, ...differencesIn(chapter, today, floor) });
  }
  const changed = compared.filter(({ items }) => items.length > 0);
  const acts = changed.length === 0 ? [] : await store.actsSince(ctx, row, row.frozen.dataAt);
  await trace(ctx, 'statistics.activityReportCompared', row, { changed: changed.length });
  return {
    dataOn: dayIn(ctx.actor.timeZone, row.frozen.dataAt),
    asOf: ctx.now.toISOString(),
    changed: changed.reduce((sum, { items }) => sum + items.length, 0),
    compared: compared.reduce((sum, { figures }) => sum + figures, 0),
    leftOut: frozen.chapters.filter((one) => !isCompared(one)).map((chapter) => chapter.id),
    items: changed.flatMap(({ items }) => items).slice(0, most),
    why: changed.map(({ chapter }) => whyOf(chapter, acts, floor)),
  };
}

/** Figures that differ, wherever they stand: what is no longer there, or was not yet, counts for nothing. */
function differencesIn(
  { id, title, table }: FrozenChapter,
  today: Table,
  floor: number,
): { items: Item[]; figures: number } {
  const before = figuresIn(table);
  const after = figuresIn(today);
  const places = new Set([...before.keys(), ...after.keys()]);
  const items = [...places].flatMap((place): Item[] => {
    const [then, now] = [before.get(place), after.get(place)];
    const { row, measure, absent } = (then ?? now)!;
    const [frozen, current] = [then?.value ?? absent, now?.value ?? absent];
    if (then?.masked || frozen === current) return [];
    const masked = floor > 0 && !isTold(now, floor);
    const about = { chapterId: id, title, row, measure, frozen, masked };
    return [{ ...about, today: masked ? null : current }];
  });
  return { items, figures: places.size };
}

/** Of a report for diffusion: a count that is large enough, or nothing at all. */
const isTold = (now: Placed | undefined, floor: number): boolean =>
  now === undefined || now.value === 0 || (now.counts && now.value !== null && now.value >= floor);

interface Placed {
  readonly row: string[];
  readonly measure: string;
  readonly value: number | null;
  readonly masked: boolean;
  readonly counts: boolean;
  /** What a figure that is not there amounts to: nought where it counts. */
  readonly absent: number | null;
}

/** Every figure of a table by where it stands: the codes of its line, its measure, its year. */
function figuresIn({ axes, cells, measures: counted, period }: Table): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  const year = Number(period.to.slice(0, 4));
  for (const { at, values, before } of cells) {
    const items = at.map((rank, axis) => (rank === null ? null : axes[axis]!.items[rank]!));
    const row = items.map((item) => item?.label ?? 'Ensemble');
    const codes = items.map((item) => (item === null ? 'total' : { code: item.code }));
    [values, ...before].forEach((figures, back) =>
      figures.forEach(({ value, masked }, index) => {
        const { kind, label } = counted[index]!;
        placed.set(JSON.stringify([codes, index, back]), {
          row,
          measure: back === 0 ? label : `${label}, ${year - back}`,
          value,
          masked,
          counts: kind === 'count',
          absent: kind === 'count' || kind === 'sum' ? 0 : null,
        });
      }),
    );
  }
  return placed;
}

/** What each unit counted is made of, among acts. */
const subjectOf = (of: string): string => {
  const subject = measures[of]?.subject ?? of;
  return ['requests', 'actions', 'files'].includes(subject) ? subject : 'work';
};

function whyOf({ id, table }: FrozenChapter, acts: readonly store.Acts[], floor: number): Why {
  const { kind, of, numerator } = table.measures[0]!;
  const subject = subjectOf(kind === 'rate' ? (numerator?.of ?? of) : of);
  const own = acts.find((one) => one.subject === subject) ?? { late: 0, changed: 0, voided: 0 };
  const situations = acts.find((one) => one.subject === 'situations')?.changed ?? 0;
  const told = (count: number) => (count > 0 && count < floor ? null : count);
  return {
    chapterId: id,
    explained: own.late + own.changed + own.voided + situations > 0,
    subject,
    late: told(own.late),
    changed: told(own.changed),
    voided: told(own.voided),
    situations: told(situations),
  };
}
