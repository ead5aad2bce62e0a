import { partsOf, type DayNumber } from './civil-date.ts';
import type { Random } from './random.ts';
import type { Sex } from './seed.types.ts';

/**
 * Sentences with slots: {civ} {il} {lui} {luimeme} {e} {iet} agree with the person; {date} {delai} {mois} {mois2}
 * {moisProchain} and {de…} of them follow the day; {montant} {gros} {n} {pct} {proche} {enfant} are drawn.
 */
export interface Speaker {
  readonly random: Random;
  readonly sex: Sex;
  readonly firstName: string;
  readonly lastName: string;
  readonly minor: boolean;
  /** those the texts keep naming, the same from one entry to the next */
  readonly relative: string;
  readonly child: string;
  /** how many of its facts each request has already told */
  readonly told: Map<string, number>;
}

export type Addressee = Pick<Speaker, 'random' | 'sex' | 'firstName' | 'lastName' | 'minor'>;

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;
const DELAYS = ['huit jours', 'dix jours', 'quinze jours', 'trois semaines', 'un mois', 'deux mois'];
const RELATIVES = [
  'son fils',
  'sa fille',
  'sa sœur',
  'son frère',
  'une voisine',
  'sa mère',
  'un cousin',
  'sa belle-fille',
];
const CHILDREN = ['son fils aîné', 'sa fille', 'son fils', 'la cadette', 'le plus jeune'];
const NBSP = '\u00a0';

export const speakerFor = (addressee: Addressee): Speaker => ({
  ...addressee,
  relative: addressee.random.pick(RELATIVES),
  child: addressee.random.pick(CHILDREN),
  told: new Map(),
});

const monthName = (day: DayNumber, offset: number): string =>
  MONTHS[(partsOf(day).month + 11 + offset) % 12] as string;
const withDe = (text: string): string => (/^[aeiouâàéèêîôû]/u.test(text) ? `d’${text}` : `de ${text}`);
const two = (day: DayNumber): string => `${monthName(day, -2)}, ${monthName(day, -1)}`;
const civility = ({ sex, firstName, lastName, minor }: Speaker): string => {
  if (minor) return firstName;
  return `${sex === 'masculin' ? 'M.' : 'Mme'}${NBSP}${lastName.slice(0, 1).toUpperCase()}.`;
};
const gendered =
  (feminine: string, masculine: string) =>
  ({ sex }: Speaker): string =>
    sex === 'masculin' ? masculine : feminine;
const nextMonth = ({ random }: Speaker, day: DayNumber): string => monthName(day, random.int(1, 3));
const inFuture = ({ random }: Speaker, day: DayNumber): string => {
  const { day: dayOfMonth, month } = partsOf(day + random.int(6, 38));
  return `${dayOfMonth === 1 ? '1er' : dayOfMonth} ${MONTHS[month - 1]}`;
};
const large = ({ random }: Speaker): string => {
  const hundreds = random.int(14, 190);
  const thousands = Math.floor(hundreds / 10);
  return `${thousands}${NBSP}${hundreds % 10}00${NBSP}€`;
};

type Slot = (speaker: Speaker, day: DayNumber) => string;
const SLOTS: Readonly<Record<string, Slot>> = {
  civ: civility,
  il: gendered('elle', 'il'),
  Il: gendered('Elle', 'Il'),
  lui: gendered('elle', 'lui'),
  luimeme: gendered('elle-même', 'lui-même'),
  e: gendered('e', ''),
  iet: gendered('ète', 'et'),
  date: inFuture,
  delai: ({ random }) => random.pick(DELAYS),
  mois: (_, day) => monthName(day, -1),
  demois: (_, day) => withDe(monthName(day, -1)),
  mois2: (_, day) => two(day),
  demois2: (_, day) => withDe(two(day)),
  moisProchain: nextMonth,
  demoisProchain: (speaker, day) => withDe(nextMonth(speaker, day)),
  montant: ({ random }) => `${random.int(9, 96) * 10}${NBSP}€`,
  gros: large,
  n: ({ random }) => String(random.int(2, 9)),
  pct: ({ random }) => `${random.pick([50, 60, 70, 80])}${NBSP}%`,
  proche: ({ relative }) => relative,
  deproche: ({ relative }) => withDe(relative),
  enfant: ({ child }) => child,
};

/** A sentence ready to say: literal and slot in turn. */
export type Sentence = readonly (string | Slot)[];

export const compile = (pattern: string): Sentence =>
  pattern
    .split(/(\{\w+\})/u)
    .filter(Boolean)
    .map((part) => {
      if (!part.startsWith('{')) return part;
      const slot = SLOTS[part.slice(1, -1)];
      if (!slot) throw new RangeError(`unknown slot ${part} in « ${pattern} »`);
      return slot;
    });

export const say = (sentence: Sentence, speaker: Speaker, day: DayNumber): string => {
  let text = '';
  for (const part of sentence) {
    const said = typeof part === 'string' ? part : part(speaker, day);
    // « Mme P. » at the end of a sentence brings its own full stop
    text += said.startsWith('.') && text.endsWith('.') ? said.slice(1) : said;
  }
  const first = text.charAt(0);
  const capital = first.toUpperCase();
  return first === capital ? text : capital + text.slice(1);
};
