import type { EntryRefusal, EntryRefused, EntryWarning, InterventionsResult } from './interventions.ts';
import type { Likeness, PeopleResult, PersonRefusal, PersonWarning } from './people-types.ts';
import type { RowRef } from './table.ts';

/**
 * What the person who imports reads: the counts before and after, then one sentence per row that was not
 * imported as it stood. Each sentence says what was seen and what becomes of the row.
 */
export interface ReportLine {
  readonly row: RowRef;
  readonly kind: 'refused' | 'merged' | 'duplicate' | 'possibleDuplicate' | 'warning';
  /** Reason, warning, rule or likeness, as in the result. */
  readonly code: string;
  readonly sentence: string;
}
export interface Report {
  readonly counts: readonly { readonly label: string; readonly value: number }[];
  readonly lines: readonly ReportLine[];
}
export interface ReportContext {
  /** Persons (or lines of travail) in the base before the import. */
  readonly before: number;
  /** How to name a person to this reader; its id if absent. */
  readonly personLabel?: (id: string) => string;
}

type Sentence = (value: string) => string;
const kept = 'la personne est importée sans cette donnée.';

const personRefusals: Record<PersonRefusal, Sentence> = {
  missingName: () => 'ni nom ni prénom ; la ligne n’est pas importée.',
  missingLastName: () => 'le nom manque ; la ligne n’est pas importée. Complétez-la et recommencez.',
  missingFirstName: () => 'le prénom manque ; la ligne n’est pas importée. Complétez-la et recommencez.',
  invalidBirthDate: (value) =>
    `la date de naissance${quoted(value)} n’existe pas, ou est antérieure à 1900 ; la ligne n’est pas importée. Corrigez-la ou videz la cellule.`,
  birthDateInFuture: (value) =>
    `la date de naissance${quoted(value)} est à venir ; la ligne n’est pas importée. Corrigez-la ou videz la cellule.`,
};

const personWarnings: Record<PersonWarning, Sentence> = {
  missingSex: () => 'le sexe n’est pas renseigné ; la personne est importée, à compléter.',
  missingBirthDate: () => 'pas de date de naissance ; la personne est importée, à compléter.',
  birthYearOnly: (value) =>
    `année de naissance seule${quoted(value)} ; la personne est importée avec cette année, la date est à compléter.`,
  birthDateFromAge: (value) =>
    `âge${quoted(value)} au lieu de la date de naissance ; la personne est importée avec cet âge au jour de la liste, la date est à compléter.`,
  invalidPhone: (value) => `le téléphone${quoted(value)} n’est pas un numéro ; ${kept}`,
  invalidEmail: (value) => `l’adresse électronique${quoted(value)} n’est pas complète ; ${kept}`,
  invalidLastContact: (value) => `la date du dernier contact${quoted(value)} ne peut pas être lue ; ${kept}`,
  unknownSite: (value) => `le site${quoted(value)} n’a pas d’équivalent dans la correspondance ; ${kept}`,
  unusableReference: () =>
    'l’identifiant est trop long, ou est un numéro de sécurité sociale ; il n’est pas repris.',
  unknownColour: (value) =>
    `la couleur du nom (${value}) n’a pas de sens dans la correspondance ; elle n’est pas reprise.`,
};

const likenesses: Record<Likeness, string> = {
  similarLastName: 'même prénom, même date de naissance, noms très proches',
  similarFirstNames: 'même nom, même date de naissance, prénoms très proches',
  namesExchanged: 'nom et prénom échangés, même date de naissance',
  similarBirthDate: 'même nom, même prénom, dates de naissance très proches',
  sameContact: 'même prénom, même téléphone ou même adresse électronique, noms identiques ou très proches',
};

const entryRefusals: Record<EntryRefusal, Sentence> = {
  missingDate: () => 'la date manque',
  incompleteDate: (value) => `la date${quoted(value)} n’a pas de jour`,
  invalidDate: (value) => `la date${quoted(value)} n’existe pas ou ne peut pas être lue`,
  dateInFuture: (value) => `la date${quoted(value)} est à venir ; un travail est passé`,
  missingWorkType: () => 'le type de travail manque',
  unknownWorkType: (value) =>
    `le type de travail${quoted(value)} n’a pas d’équivalent dans la correspondance`,
  missingPerson: () => 'aucune personne, alors que ce type de travail en demande une',
  unknownPerson: (value) => `la personne${quoted(value)} n’a pas été trouvée`,
  birthDateMismatch: (value) =>
    `la date de naissance${quoted(value)} n’est pas celle de la personne de ce nom`,
  ambiguousPerson: (value) =>
    `plusieurs personnes portent le nom${quoted(value)} ; indiquez la date de naissance ou le site`,
};

const entryWarnings: Record<EntryWarning, Sentence> = {
  unmappedRequest: (value) =>
    `demande sans équivalent${quoted(value)} ; les mots sont conservés dans le texte.`,
  unmappedAction: (value) => `moyen sans équivalent${quoted(value)} ; les mots sont conservés dans le texte.`,
  actionWithoutRequest: (value) =>
    `moyen sans demande${quoted(value)} ; les mots sont conservés dans le texte.`,
  defaultDuration: () => 'durée non renseignée ; celle du type de travail est reprise.',
  implausibleDuration: (value) =>
    `durée${quoted(value)} de plus de 12 heures ; celle du type de travail est reprise, à vérifier.`,
  unreadableDuration: (value) =>
    `la durée${quoted(value)} ne peut pas être lue ; celle du type de travail est reprise, à vérifier.`,
  sensitivePattern: (value) =>
    `le texte semble contenir ${value
      .split(', ')
      .map((code) => patterns[code] ?? code)
      .join(' et ')} ; relisez-le, cette donnée n’y a pas sa place.`,
  personIgnored: (value) => `travail hors dossier ; la personne${quoted(value)} n’est pas reprise.`,
};
const patterns: Record<string, string> = {
  iban: 'un IBAN',
  nir: 'un numéro de sécurité sociale',
  card: 'un numéro de carte bancaire',
};

export function reportPeople(result: PeopleResult, { before }: ReportContext): Report {
  const lines: ReportLine[] = [
    ...result.refused.map(({ row, reason, value }) =>
      line(row, 'refused', reason, personRefusals[reason](value ?? '')),
    ),
    ...result.merged.map(({ row, into, rule }) =>
      line(row, 'merged', rule, `même personne que ${inSentence(into)} ; les deux lignes n’en font qu’une.`),
    ),
    ...result.warnings.map(({ row, warning, value }) =>
      line(row, 'warning', warning, personWarnings[warning](value ?? '')),
    ),
    ...result.possibleDuplicates.map(({ rows: [first, second], why }) =>
      line(
        second,
        'possibleDuplicate',
        why,
        `peut-être la même personne que ${inSentence(first)} (${likenesses[why]}) ; les deux sont importées, à vérifier.`,
      ),
    ),
  ];
  return {
    counts: [
      { label: 'Personnes avant l’import', value: before },
      { label: 'Lignes lues', value: result.dataRows },
      { label: 'Personnes créées', value: result.created.length },
      { label: 'Lignes réunies à une autre', value: result.merged.length },
      { label: 'Lignes refusées', value: result.refused.length },
      { label: 'Titres, totaux et lignes vides laissés de côté', value: result.ignored.length },
      { label: 'Doublons possibles à vérifier', value: result.possibleDuplicates.length },
      { label: 'Personnes après l’import', value: before + result.created.length },
    ],
    lines: inFileOrder(
      lines,
      result.ignored.map(({ row }) => row),
    ),
  };
}

export function reportInterventions(result: InterventionsResult, context: ReportContext): Report {
  const lines: ReportLine[] = [
    ...result.refused.map((refused) =>
      line(refused.row, 'refused', refused.reason, entryRefusal(refused, context)),
    ),
    ...result.duplicates.map(({ row, of }) =>
      line(row, 'duplicate', 'duplicate', `répète ${inSentence(of)} ; la ligne n’est pas importée.`),
    ),
    ...result.warnings.map(({ row, warning, value }) =>
      line(row, 'warning', warning, entryWarnings[warning](value ?? '')),
    ),
  ];
  return {
    counts: [
      { label: 'Travaux avant l’import', value: context.before },
      { label: 'Lignes lues', value: result.dataRows },
      { label: 'Travaux créés', value: result.created.length },
      { label: 'dont hors dossier', value: result.created.filter(({ person }) => person === null).length },
      { label: 'Lignes répétées', value: result.duplicates.length },
      { label: 'Lignes refusées', value: result.refused.length },
      { label: 'Titres, totaux et lignes vides laissés de côté', value: result.ignored.length },
      { label: 'Travaux après l’import', value: context.before + result.created.length },
    ],
    lines: inFileOrder(
      lines,
      result.ignored.map(({ row }) => row),
    ),
  };
}

function entryRefusal(refused: EntryRefused, { personLabel = (id) => id }: ReportContext): string {
  const what = entryRefusals[refused.reason](refused.value ?? '');
  const meant = refused.suggestions.map(personLabel).join(', ');
  const homonyms =
    refused.reason === 'ambiguousPerson' ? ` (${refused.candidates.map(personLabel).join(' ; ')})` : '';
  return `${what}${homonyms} ; la ligne n’est pas importée.${meant === '' ? '' : ` Vouliez-vous dire ${meant} ?`}`;
}

function line(row: RowRef, kind: ReportLine['kind'], code: string, sentence: string): ReportLine {
  return { row, kind, code, sentence: `${rowLabel(row)} : ${sentence}` };
}

/** « Ligne 46 », « Feuille Arras, ligne 46 ». */
export function rowLabel(row: RowRef): string {
  const [sheet, number] = place(row);
  return sheet === '' ? `Ligne ${number}` : `Feuille ${sheet}, ligne ${number}`;
}

function inSentence(row: RowRef): string {
  const [sheet, number] = place(row);
  return sheet === '' ? `la ligne ${number}` : `la ligne ${number} de la feuille ${sheet}`;
}

function place(row: RowRef): [sheet: string, number: number] {
  if (typeof row === 'number') return ['', row];
  const at = row.lastIndexOf('!');
  return [row.slice(0, Math.max(at, 0)), Number(row.slice(at + 1))];
}

function quoted(value: string): string {
  if (value === '') return '';
  const short = value.replace(/\s+/g, ' ');
  return ` « ${short.length > 80 ? `${short.slice(0, 79)}…` : short} »`;
}

/** Sheets in the order of the file (every one has at least its header left aside), then rows. */
function inFileOrder(lines: readonly ReportLine[], aside: readonly RowRef[]): ReportLine[] {
  const sheets = new Map<string, number>();
  for (const row of [...aside, ...lines.map((one) => one.row)]) {
    const [sheet] = place(row);
    if (!sheets.has(sheet)) sheets.set(sheet, sheets.size);
  }
  const keyed = lines.map((one) => {
    const [sheet, number] = place(one.row);
    return { one, key: (sheets.get(sheet) ?? 0) * 10_000_000 + number };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}
