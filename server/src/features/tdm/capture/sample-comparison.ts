import type { CaptureReading } from './capture.ts';
import { fold } from './text.ts';
import { smallWords } from './lexicon-abbreviations.ts';

/** An answer in the words of the samples: labels, and the rest. */
export interface Answer {
  readonly workType?: string | null;
  readonly minutes?: number | null;
  readonly date?: string | null;
  readonly startTime?: string | null;
  readonly requests?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly partners?: readonly string[] | null;
  readonly rest?: string | null;
}

type Doubt =
  | { readonly accept: readonly Answer[] }
  | { readonly either: readonly string[] }
  | { readonly optional: readonly string[] };

export interface SamplePhrase {
  readonly id: string;
  readonly text: string;
  readonly today: string;
  readonly expect: Answer & { readonly ambiguous?: readonly Doubt[] };
  readonly tags: readonly string[];
}

/** A reading in the words of the samples. */
export function answerOf(reading: CaptureReading): Answer {
  const labels = (chips: CaptureReading['requests']) => chips.map((chip) => chip.label);
  return {
    workType: reading.workType?.label ?? null,
    minutes: reading.minutes ?? null,
    date: reading.date ?? null,
    startTime: reading.startTime ?? null,
    requests: labels(reading.requests),
    actions: labels(reading.actions),
    partners: labels(reading.partners),
    rest: reading.rest,
  };
}

const wordsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !smallWords.has(word));

/** The set of tokens the samples README compares answers by. */
export function tokensOf(answer: Answer): Set<string> {
  const tokens = new Set<string>();
  for (const field of ['workType', 'minutes', 'date', 'startTime'] as const) {
    const value = answer[field];
    if (value !== undefined && value !== null) tokens.add(fold(`${field}:${String(value)}`));
  }
  for (const field of ['requests', 'actions', 'partners'] as const)
    for (const label of answer[field] ?? []) tokens.add(fold(`${field}:${label}`));
  for (const word of wordsOf(answer.rest ?? '')) tokens.add(`rest:${word}`);
  return tokens;
}

const normal = (tokens: readonly string[]): string[] =>
  tokens.flatMap((token) =>
    token.startsWith('rest:') ? wordsOf(token.slice(5)).map((word) => `rest:${word}`) : [fold(token)],
  );

/** Whether a reading is right, by the rule of the samples README. */
export function isRight(phrase: SamplePhrase, reading: CaptureReading): boolean {
  const { ambiguous = [], ...listed } = phrase.expect;
  const got = tokensOf(answerOf(reading));
  const groups = ambiguous.flatMap((doubt) => ('either' in doubt ? [normal(doubt.either)] : []));
  const optional = new Set(ambiguous.flatMap((doubt) => ('optional' in doubt ? normal(doubt.optional) : [])));
  const replacements = ambiguous.flatMap((doubt) => ('accept' in doubt ? doubt.accept : []));
  for (let choice = 0; choice < 2 ** replacements.length; choice += 1) {
    let expected: Answer = listed;
    replacements.forEach((replacement, at) => {
      if ((choice >> at) & 1) expected = { ...expected, ...replacement };
    });
    const untyped = expected.workType === undefined || expected.workType === null;
    const held = groups.filter(
      (group) => !(untyped && group.every((token) => token.startsWith('worktype:'))),
    );
    const free = new Set([...held.flat(), ...optional]);
    const wanted = tokensOf(expected);
    const complete = [...wanted].every((token) => free.has(token) || got.has(token));
    const met = held.every((group) => group.some((token) => got.has(token)));
    const nothingElse = [...got].every((token) => wanted.has(token) || free.has(token));
    if (complete && met && nothingElse) return true;
  }
  return false;
}
