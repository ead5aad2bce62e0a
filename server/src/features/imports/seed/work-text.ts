import { CARE_FACTS } from './data/facts-care.ts';
import { DAILY_FACTS } from './data/facts-daily.ts';
import { HEALTH_FACTS } from './data/facts-health.ts';
import { ACTION_NOTES, CONTINUATIONS, ENDINGS, OPENERS, OUTSIDE_SENTENCES } from './data/work-sentences.ts';
import type { DayNumber } from './civil-date.ts';
import { byCode, categoryOf, itemOf } from './reference-codes.ts';
import type { Random } from './random.ts';
import { compile, say, speakerFor, type Sentence, type Speaker } from './sentence.ts';

type Sentences = ReadonlyMap<string, readonly Sentence[]>;

const prepared = (list: string, patterns: Readonly<Record<string, readonly string[]>>): Sentences =>
  new Map(
    Object.entries(patterns).map(([code, sentences]) => [itemOf(list, code).code, sentences.map(compile)]),
  );

const openers = prepared('workTypes', OPENERS);
const outside = prepared('workTypes', OUTSIDE_SENTENCES);
const facts = prepared('requestTypes', { ...HEALTH_FACTS, ...DAILY_FACTS, ...CARE_FACTS });
const notes = prepared('supportActionGroups', ACTION_NOTES);
for (const type of categoryOf.keys()) {
  if (!facts.has(type)) throw new RangeError(`no sentence for the request ${type}`);
}
const endings = ENDINGS.map(compile);
const continuations = CONTINUATIONS.map(compile);
const actionGroup = byCode('supportActions', ({ parent }) => parent ?? '');

/** Said in one sentence: a message sent, an appointment missed. */
const BRIEF: readonly string[] = ['rendez-vous-non-honore', 'sms-beneficiaire', 'courrier-mise-disposition'];

/** Each fact once, from a place of its own in the list; then the file merely goes on. */
const nextFact = ({ random, told }: Speaker, requestType: string): Sentence => {
  const known = facts.get(requestType) as readonly Sentence[];
  const start = told.get(requestType) ?? random.int(0, known.length - 1) * 100;
  told.set(requestType, start + 1);
  const said = start % 100;
  if (said >= known.length) return random.pick(continuations);
  return known[(Math.floor(start / 100) + said) % known.length] as Sentence;
};

export interface Told {
  readonly workType: string;
  readonly day: DayNumber;
  readonly requestTypes: readonly string[];
  readonly actionTypes: readonly string[];
}

export const workText = (speaker: Speaker, { workType, day, requestTypes, actionTypes }: Told): string => {
  const { random } = speaker;
  const opener = openers.get(workType);
  let text = opener ? say(random.pick(opener), speaker, day) : '';
  const add = (sentence: Sentence): void => {
    const said = say(sentence, speaker, day);
    text = text === '' ? said : `${text} ${said}`;
  };
  if (!BRIEF.includes(workType)) {
    for (const type of requestTypes.slice(0, 2)) {
      add(nextFact(speaker, type));
    }
    const group = notes.get(actionGroup.get(actionTypes[0] ?? '') ?? '');
    if (group && random.chance(0.55)) add(random.pick(group));
    if (text === '' || random.chance(0.6)) add(random.pick(endings));
  }
  return text;
};

export const outsideText = (random: Random, workType: string, day: DayNumber): string => {
  const speaker = speakerFor({ random, sex: 'feminin', firstName: '', lastName: '', minor: false });
  return say(random.pick(outside.get(workType) as readonly Sentence[]), speaker, day);
};
