import type { Random } from './random.ts';

/** Numbers of the ranges the regulator keeps for fiction: nobody can be reached by a mistake. */
const HOME_RANGES = ['199 00', '261 91', '353 01', '465 71', '536 49'].map((range) => range.replace(' ', ''));

const four = (random: Random): string => String(random.int(0, 9999)).padStart(4, '0');

export const mobilePhone = (random: Random): string => `+3363998${four(random)}`;
export const homePhone = (random: Random): string => `+33${random.pick(HOME_RANGES)}${four(random)}`;

const FOLDED: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ø: 'o',
  ð: 'd',
  þ: 'th',
};

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[œæßłıđøðþ]/gu, (letter) => FOLDED[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');

const DOMAIN = 'example.org';

/** `tag` keeps homonyms apart. */
export const emailAddress = (firstName: string, lastName: string, tag = ''): string =>
  `${slug(firstName)}.${slug(lastName)}${tag}@${DOMAIN}`;

export const serviceEmail = (name: string): string => `${slug(name)}@${DOMAIN}`;
