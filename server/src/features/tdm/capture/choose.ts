import type { Match } from './matches.ts';
import type { Token } from './text.ts';
import type { Field, Sense, Vocabulary } from './vocabulary.ts';

/** What a wording may mean in a field. */
export const sensesOf = (match: Match, field: Field): readonly Sense[] =>
  match.senses.filter((sense) => sense.field === field);

/** The types of travail that are a call, and those that are a letter. */
export const CALLS = new Set(['entretien-telephonique', 'appel-beneficiaire', 'appel-partenaire']);
export const LETTERS = new Set(['e-mail-beneficiaire', 'courrier-beneficiaire']);

/** Whether two wordings stand side by side. */
export type Beside = (a: Match, b: Match) => boolean;

/** The partners who make one think of a demande, and whether any word of its family does as well. */
const COMPANY: Readonly<Record<string, { partners: readonly string[]; family: boolean }>> = {
  'impaye-loyer': { partners: ['bailleur', 'action-logement'], family: true },
  'impayes-energie-eau-telecom': { partners: ['fournisseur-energie'], family: false },
};

/** Whether another word of the line goes with a sense: « impayé » with FSL or bailleur is one of rent, with EDF of energy. */
function inFamily({ item }: Sense, match: Match, matches: readonly Match[]): boolean {
  const company = COMPANY[item.code];
  return matches.some(
    (other) =>
      other !== match &&
      other.senses.some((sense) =>
        sense.field === 'partner'
          ? company?.partners.includes(sense.item.code)
          : company?.family !== false && sense.item.parent === item.parent,
      ),
  );
}

export function choose(
  senses: readonly Sense[],
  match: Match,
  matches: readonly Match[],
  beside: Beside,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): Sense | undefined {
  const held = senses.filter((sense) => sense.only !== 'inFamily' || inFamily(sense, match, matches));
  const of = (field: Field) => {
    const plain = held.filter((sense) => sense.field === field && !sense.weak);
    // « USLD »: of several demandes, the only one whose label holds the word.
    const [labelled, ...others] = plain.filter((sense) => isLabelled(sense, match, vocabulary));
    if (field === 'request' && labelled !== undefined && others.length === 0) return labelled;
    return plain[0] ?? held.find((sense) => sense.field === field);
  };
  const [action, partner] = [of('action'), of('partner')];
  const request = yields(of('request'), match, matches) ? undefined : of('request');
  if (partner !== undefined) {
    const at = matches.indexOf(match);
    const called = [matches[at - 1], matches[at + 1]].some(
      (other) => other !== undefined && isSpeech(other) && beside(other, match),
    );
    if (called || tokens[match.from - 1]?.norm === 'avec') return partner;
    if ((request === undefined || request.weak) && !isMoyen(action, partner, match, vocabulary))
      return partner;
  }
  return request ?? action ?? partner;
}

/** A wording that says one spoke or wrote to someone. */
const isSpeech = (match: Match): boolean =>
  sensesOf(match, 'workType').some(
    ({ item, weak }) =>
      (weak && item.code === 'entretien-physique-bureau') || CALLS.has(item.code) || LETTERS.has(item.code),
  );

/** Bodies that are as often the moyen itself as someone spoken to. */
const ORIENTATIONS = new Set([
  'siao-hebergement',
  'action-logement',
  'france-travail-cap-emploi',
  'saad-ssiad-had',
]);

/** Whether a wording that names a body means the moyen: its label says it, and the body's does not (« CRIP »). */
function isMoyen(action: Sense | undefined, partner: Sense, match: Match, vocabulary: Vocabulary): boolean {
  if (action === undefined || !isLabelled(action, match, vocabulary)) return false;
  if (ORIENTATIONS.has(partner.item.code)) return true;
  return action.item.parent !== 'orientation' && !isLabelled(partner, match, vocabulary);
}

/** A weak reading gives way to a plain one of the same family elsewhere in the line. */
function yields(sense: Sense | undefined, match: Match, matches: readonly Match[]): boolean {
  return (
    sense?.weak === true &&
    sense.only === undefined &&
    matches.some(
      (other) =>
        other !== match &&
        other.senses.some(
          ({ field, weak, item }) => field === sense.field && !weak && item.parent === sense.item.parent,
        ),
    )
  );
}

/** Whether the label of a sense holds the very words of the wording. */
const isLabelled = (sense: Sense, match: Match, vocabulary: Vocabulary): boolean =>
  match.words.every(({ stem }) => vocabulary.labelOf(sense.item).has(stem));
