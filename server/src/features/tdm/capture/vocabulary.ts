import { actionWords } from './lexicon-actions.ts';
import { neverCorrected } from './lexicon-abbreviations.ts';
import { partnerWords } from './lexicon-partners.ts';
import { requestWords } from './lexicon-requests.ts';
import { requestLifeWords } from './lexicon-requests-life.ts';
import { workTypeWords } from './lexicon-work-types.ts';
import { editDistance, stemsOf, type Token } from './text.ts';

/** An item of one of the four lists, as the tenant has it. */
export interface NomenclatureItem {
  readonly code: string;
  readonly label: string;
  readonly parent?: string | undefined;
  readonly defaultMinutes?: number | undefined;
  /** `false`: deactivated, never proposed. */
  readonly active?: boolean | undefined;
}

/** The four lists a line may name. */
export interface CaptureNomenclature {
  readonly workTypes: readonly NomenclatureItem[];
  readonly requestTypes: readonly NomenclatureItem[];
  readonly supportActions: readonly NomenclatureItem[];
  readonly partnerKinds: readonly NomenclatureItem[];
}

export type Field = 'workType' | 'request' | 'action' | 'partner';

/** One meaning of a wording. */
export interface Sense {
  readonly field: Field;
  readonly item: NomenclatureItem;
  /** Gives way to any other reading of the same kind (`~`). */
  readonly weak: boolean;
  /** Holds only for the person spoken to (`^`), beside a partner (`>`), or with a word of the same family in the line (`@`). */
  readonly only?: 'spokenTo' | 'besidePartner' | 'inFamily' | undefined;
}

export interface Vocabulary {
  readonly longest: number;
  /** The meanings of a set of words, whatever their order. */
  readonly lookUp: (stems: readonly string[]) => readonly Sense[] | undefined;
  readonly knows: (stem: string) => boolean;
  /** The words of the trade a word typed may stand for, best first; itself when it is one. */
  readonly candidates: (token: Token, correct: boolean) => readonly string[];
  readonly item: (field: Field, code: string) => NomenclatureItem | undefined;
}

const LEXICONS: Readonly<Record<Field, Readonly<Record<string, string>>>> = {
  workType: workTypeWords,
  request: { ...requestWords, ...requestLifeWords },
  action: actionWords,
  partner: partnerWords,
};

const ONLY: Readonly<Record<string, Sense['only']>> = {
  '^': 'spokenTo',
  '>': 'besidePartner',
  '@': 'inFamily',
};

const keyOf = (stems: readonly string[]): string => [...stems].sort().join(' ');

/** The wordings of an item: its label, and those of the lexicon; of an item of the tenant's own, the parts of its label. */
function wordingsOf(item: NomenclatureItem, lexicon: Readonly<Record<string, string>>): string[] {
  const known = Object.hasOwn(lexicon, item.code) ? lexicon[item.code] : undefined;
  if (known !== undefined) return [item.label, ...known.split('|')];
  return [item.label, ...item.label.split(/[/(),]| ou /)];
}

/** The index of a tenant's nomenclature. Items deactivated are left out. */
function build(nomenclature: CaptureNomenclature): Vocabulary {
  const senses = new Map<string, Sense[]>();
  const items = new Map<string, NomenclatureItem>();
  const words = new Map<string, Set<string>>();
  let longest = 1;
  const lists: readonly [Field, readonly NomenclatureItem[]][] = [
    ['workType', nomenclature.workTypes],
    ['request', nomenclature.requestTypes],
    ['action', nomenclature.supportActions],
    ['partner', nomenclature.partnerKinds],
  ];
  for (const [field, list] of lists) {
    for (const item of list) {
      if (item.active === false) continue;
      items.set(`${field} ${item.code}`, item);
      for (const wording of wordingsOf(item, LEXICONS[field])) {
        const stems = stemsOf(wording);
        if (stems.length === 0) continue;
        longest = Math.max(longest, stems.length);
        for (const stem of stems) {
          const bucket = words.get(stem.charAt(0)) ?? new Set();
          words.set(stem.charAt(0), bucket.add(stem));
        }
        const key = keyOf(stems);
        const known = senses.get(key) ?? [];
        if (known.some((sense) => sense.field === field && sense.item.code === item.code)) continue;
        senses.set(key, [
          ...known,
          { field, item, weak: /^[~>@]/.test(wording), only: ONLY[wording.charAt(0)] },
        ]);
      }
    }
  }
  const knows = (stem: string): boolean => words.get(stem.charAt(0))?.has(stem) ?? false;
  return {
    longest: Math.min(longest, 7),
    lookUp: (stems) => senses.get(keyOf(stems)),
    knows,
    candidates: (token, correct) =>
      knows(token.stem)
        ? [token.stem]
        : correct
          ? close(token, words.get(token.stem.charAt(0)) ?? new Set())
          : [],
    item: (field, code) => items.get(`${field} ${code}`),
  };
}

/** Corrections of a word: one edit, then a word cut short, then two edits; never on short words. */
function close(token: Token, bucket: ReadonlySet<string>): string[] {
  const { norm, stem } = token;
  if (
    stem.length < 4 ||
    stem.length > 24 ||
    /\d/.test(stem) ||
    neverCorrected.has(norm) ||
    neverCorrected.has(stem)
  )
    return [];
  const cut = stem.replace(/(?<=.{3})mt$/, 'm').replace(/(?<=.{3})t$/, 't');
  const found: { word: string; rank: number }[] = [];
  for (const word of bucket) {
    if (word.length < 5 || /\d/.test(word)) continue;
    const limit = Math.min(word.length, stem.length + 1) >= 9 ? 2 : 1;
    const distance = editDistance(stem, word, limit);
    if (distance <= limit) found.push({ word, rank: distance * 10 });
    else if (
      stem.length >= 5 &&
      word.length - stem.length >= 2 &&
      (word.startsWith(stem) ||
        (cut !== stem && cut.length >= 4 && word.startsWith(cut) && word.endsWith('ment')))
    ) {
      found.push({ word, rank: 11 + Math.min(8, word.length - stem.length) });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank || a.word.localeCompare(b.word))
    .slice(0, 3)
    .map(({ word }) => word);
}

const built = new WeakMap<CaptureNomenclature, Vocabulary>();

/** The index of a nomenclature, made once for each. */
export function vocabularyOf(nomenclature: CaptureNomenclature): Vocabulary {
  const known = built.get(nomenclature);
  if (known !== undefined) return known;
  const vocabulary = build(nomenclature);
  built.set(nomenclature, vocabulary);
  return vocabulary;
}
