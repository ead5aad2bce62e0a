/** sfc32 fed by a 32-bit mixer: small, fast, and the same everywhere. Each (seed, stream, index) is its own sequence. */

const mix = (hash: number, value: number): number => {
  let h = (hash ^ value) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return ((h ^ (h >>> 15)) + 0x9e3779b9) | 0;
};

/** A seed of its own for each name: two tenants of one run share no people. */
export const seedFor = (seed: number, name: string): number => {
  let h = mix(0x7e4a47, seed | 0);
  h = mix(h, Math.floor(seed / 0x100000000) | 0);
  for (let position = 0; position < name.length; position++) h = mix(h, name.charCodeAt(position));
  return h >>> 0;
};

/** A weighted choice, prepared once. */
export interface Table<T> {
  readonly values: readonly T[];
  readonly cumulative: Float64Array;
}

export const table = <T>(entries: readonly (readonly [T, number])[]): Table<T> => {
  if (entries.length === 0) throw new RangeError('a table needs at least one entry');
  const cumulative = new Float64Array(entries.length);
  let total = 0;
  entries.forEach(([, weight], position) => {
    total += weight;
    cumulative[position] = total;
  });
  return { values: entries.map(([value]) => value), cumulative };
};

/** Values ordered from the commonest to the rarest, weighted as names are in a population. */
export const ranked = <T>(values: readonly T[], flatness = 8): Table<T> =>
  table(values.map((value, rank) => [value, 1 / (rank + flatness)]));

/** Independent sequences of one file, so that leaving out the texts changes nothing else. */
export const STREAM = {
  tenant: 1,
  lifeCycle: 2,
  person: 3,
  situation: 4,
  followUp: 5,
  text: 6,
  leave: 7,
  outsideWork: 8,
  demo: 9,
} as const;

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, stream: number, index = 0) {
    let h = mix(0x5eed, seed | 0);
    h = mix(h, Math.floor(seed / 0x100000000) | 0);
    h = mix(h, stream);
    h = mix(h, index | 0);
    this.#a = h = mix(h, 0xa);
    this.#b = h = mix(h, 0xb);
    this.#c = mix(h, 0xc);
    for (let round = 0; round < 8; round++) this.#bits();
  }

  #bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.#bits() / 0x100000000;
  }

  /** both bounds included */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError('nothing to pick from');
    return values[Math.floor(this.unit() * values.length)] as T;
  }

  from<T>({ values, cumulative }: Table<T>): T {
    const last = cumulative.length - 1;
    const aim = this.unit() * (cumulative[last] as number);
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] as number) > aim) high = middle;
      else low = middle + 1;
    }
    return values[low] as T;
  }

  /** mean `mean`, from 0: most values short, a few long */
  exponential(mean: number): number {
    return -Math.log(1 - this.unit()) * mean;
  }

  /** standard normal (Irwin–Hall of 6, exact arithmetic only) */
  normal(): number {
    let sum = 0;
    for (let n = 0; n < 6; n++) sum += this.unit();
    return (sum - 3) * Math.SQRT2;
  }
}
