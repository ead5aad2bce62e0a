/** One line of the report. `met` is null where there is no goal or nothing to hold against it. */
export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly reference: number | null;
  readonly ratio: number | null;
  readonly goal: string | null;
  readonly met: boolean | null;
  /** What the figure is held against, or why there is none. */
  readonly note?: string;
}

/** What every bench is given. */
export interface Bench {
  readonly quick: boolean;
  readonly verbose: boolean;
  readonly report: (figure: Figure) => void;
  readonly say: (line: string) => void;
}

export interface Goal {
  readonly of: 'value' | 'ratio';
  readonly test: '≤' | '≥' | '<' | '=';
  readonly than: number;
}
export const atMost = (than: number, of: Goal['of'] = 'value'): Goal => ({ of, test: '≤', than });
export const atLeast = (than: number, of: Goal['of'] = 'value'): Goal => ({ of, test: '≥', than });
export const under = (than: number): Goal => ({ of: 'value', test: '<', than });
export const exactly = (than: number): Goal => ({ of: 'value', test: '=', than });

const holds = {
  '≤': (a: number, b: number) => a <= b,
  '≥': (a: number, b: number) => a >= b,
  '<': (a: number, b: number) => a < b,
  '=': (a: number, b: number) => a === b,
};

/** A figure, rounded for reading; the goal is judged on what was measured. */
export function figure(
  name: string,
  value: number,
  unit: string,
  options: { reference?: number; ratio?: number; goal?: Goal; note?: string } = {},
): Figure {
  const { reference = null, goal, note } = options;
  const ratio = options.ratio ?? (reference === null || reference === 0 ? null : value / reference);
  const judged = goal?.of === 'ratio' ? ratio : value;
  return {
    name,
    value: rounded(value),
    unit,
    reference: reference === null ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    goal: goal ? `${goal.of === 'ratio' ? 'ratio ' : ''}${goal.test} ${goal.than}` : null,
    met: goal && judged !== null ? holds[goal.test](judged, goal.than) : null,
    ...(note === undefined ? {} : { note }),
  };
}

/** A figure that cannot be had yet, with its reason. */
export const missing = (name: string, unit: string, goal: Goal, note: string): Figure => ({
  name,
  value: null,
  unit,
  reference: null,
  ratio: null,
  goal: `${goal.of === 'ratio' ? 'ratio ' : ''}${goal.test} ${goal.than}`,
  met: null,
  note,
});

const rounded = (value: number) => Number(value.toPrecision(value >= 1000 ? 6 : 4));

/** The value that a share of the values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}
export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Something to do again and again; told which turn it is. */
export type Work = (turn: number) => Promise<unknown>;

async function timed(work: Work, turn: number): Promise<number> {
  const from = performance.now();
  await work(turn);
  return performance.now() - from;
}

/**
 * Milliseconds of each turn of each work, one turn of one work at a time and the works in alternation, so that what
 * else the machine does weighs on all of them alike.
 */
export async function latencies<K extends string>(
  works: Readonly<Record<K, Work>>,
  turns: number,
  warmUp = Math.ceil(turns / 5),
): Promise<Record<K, number[]>> {
  const names = Object.keys(works) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let turn = -warmUp; turn < turns; turn += 1) {
    // Who goes first changes each turn: the first pays for pages the others then find in memory.
    for (let at = 0; at < names.length; at += 1) {
      const name = names[(at + turn + warmUp) % names.length]!;
      const time = await timed(works[name], turn + warmUp);
      if (turn >= 0) times[name].push(time);
    }
  }
  return times;
}

/** Runs of a work ended in a second, `connections` at a time. */
export async function throughput(work: Work, milliseconds: number, connections: number): Promise<number> {
  let turn = 0;
  let done = 0;
  const from = performance.now();
  const until = from + milliseconds;
  const lane = async () => {
    while (performance.now() < until) {
      await work((turn += 1));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return (done * 1000) / (performance.now() - from);
}

/** Several rates, each measured once a round, the rounds in alternation; medians and the median ratio to the first. */
export async function compared<K extends string>(
  measures: Readonly<Record<K, () => Promise<number>>>,
  rounds: number,
) {
  const names = Object.keys(measures) as K[];
  const all = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (const name of names) await measures[name]();
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < names.length; at += 1) {
      const name = names[(at + round) % names.length]!;
      all[name].push(await measures[name]());
    }
  }
  return {
    median: (name: K) => median(all[name]),
    ratio: (name: K, to: K) => median(all[name].map((value, round) => value / all[to][round]!)),
  };
}
