import { addSpelling, corrections, type Spellings } from './corrections.ts';
import { wordingsOf, type Wording } from './labels.ts';
import { abbreviations } from './lexicon-abbreviations.ts';
import { actionWords } from './lexicon-actions.ts';
import { tellingOfTypes, tellingWords } from './lexicon-common.ts';
import { partnerWords } from './lexicon-partners.ts';
import { requestWords } from './lexicon-requests.ts';
import { requestLifeWords } from './lexicon-requests-life.ts';
import { workTypeWords } from './lexicon-work-types.ts';
import { stemOf, type Token } from './text.ts';

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
  /**
   * Holds only for the person spoken to (`^`), beside a partner (`>`), before « chez » and someone (`<`), or with a word
   * of the same family in the line (`@`).
   */
  readonly only?: 'spokenTo' | 'besidePartner' | 'atHome' | 'inFamily' | undefined;
  /** Words of the wording that tell more than the item, and stay in the text. */
  readonly telling: ReadonlySet<string>;
}

export interface Vocabulary {
  readonly longest: number;
  /** The meanings of a set of words, whatever their order. */
  readonly lookUp: (stems: readonly string[]) => readonly Sense[] | undefined;
  readonly knows: (stem: string) => boolean;
  /** The words of the trade a word typed may stand for, best first; itself when it is one. */
  readonly candidates: (token: Token, correct: boolean) => readonly string[];
  readonly item: (field: Field, code: string) => NomenclatureItem | undefined;
  /** The stems of an item's label. */
  readonly labelOf: (item: NomenclatureItem) => ReadonlySet<string>;
}

const LEXICONS: Readonly<Record<Field, Readonly<Record<string, string>>>> = {
  workType: workTypeWords,
  request: { ...requestWords, ...requestLifeWords },
  action: actionWords,
  partner: partnerWords,
};

const TELLING = new Set([...tellingWords].map(stemOf));
const TELLING_OF_TYPES = new Set([...tellingOfTypes].map(stemOf));

const ONLY: Readonly<Record<string, Sense['only']>> = {
  '^': 'spokenTo',
  '>': 'besidePartner',
  '<': 'atHome',
  '@': 'inFamily',
};

const keyOf = (stems: readonly string[]): string => [...new Set(stems)].sort().join(' ');

/** The index of a tenant's nomenclature. Items deactivated are left out. */
function build(nomenclature: CaptureNomenclature): Vocabulary {
  const senses = new Map<string, Sense[]>();
  const items = new Map<string, NomenclatureItem>();
  const labels = new Map<NomenclatureItem, ReadonlySet<string>>();
  const known = new Set<string>();
  const spellings: Spellings = new Map();
  let longest = 1;
  const lists: readonly [Field, readonly NomenclatureItem[]][] = [
    ['workType', nomenclature.workTypes],
    ['request', nomenclature.requestTypes],
    ['action', nomenclature.supportActions],
    ['partner', nomenclature.partnerKinds],
  ];
  const add = (field: Field, item: NomenclatureItem, { text, words, telling }: Wording) => {
    const stems = words.map((word) => word.stem);
    const key = keyOf(stems);
    const others = senses.get(key) ?? [];
    if (others.some((sense) => sense.field === field && sense.item.code === item.code)) return;
    longest = Math.max(longest, stems.length);
    for (const { norm, stem } of words) {
      known.add(stem);
      addSpelling(spellings, norm, stem);
      addSpelling(spellings, stem, stem);
    }
    const mark = text.charAt(0);
    senses.set(key, [...others, { field, item, weak: /[~>@]/.test(mark), only: ONLY[mark], telling }]);
  };
  const worded = lists.flatMap(([field, list]) =>
    wordingsOf(
      list.filter((item) => item.active !== false),
      LEXICONS[field],
      field === 'workType' ? TELLING_OF_TYPES : TELLING,
    ).map((one) => ({ field, ...one })),
  );
  for (const { field, item, label, given } of worded) {
    items.set(`${field} ${item.code}`, item);
    labels.set(item, label);
    for (const wording of given) add(field, item, wording);
  }
  const told = new Set(senses.keys());
  for (const { field, item, derived } of worded)
    for (const wording of derived)
      if (!told.has(keyOf(wording.words.map((word) => word.stem)))) add(field, item, wording);
  for (const short of Object.keys(abbreviations)) {
    const stem = stemOf(short);
    if (known.has(stem)) addSpelling(spellings, short, stem);
  }
  return {
    longest: Math.min(longest, 7),
    lookUp: (stems) => senses.get(keyOf(stems)),
    knows: (stem) => known.has(stem),
    candidates: (token, correct) =>
      known.has(token.stem)
        ? [token.stem]
        : correct
          ? corrections(token, spellings, (stem) => known.has(stem))
          : [],
    labelOf: (item) => labels.get(item) ?? new Set(),
    item: (field, code) => items.get(`${field} ${code}`),
  };
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
