import type { InterventionField, PeopleField } from './mapping.ts';
import { foldWords } from './words.ts';

/**
 * What the headers of French services' files mean. Read from the files of several services; a header is
 * compared word by word, first as a whole, then by the words it contains.
 */

/** A column known and left aside: line number, age computed by the sheet, social security number… */
export type Ignored = 'ignored';

type Rule<F> = readonly [pattern: RegExp, fields: F | readonly F[] | Ignored];

const peopleRules: readonly Rule<PeopleField>[] = [
  [/^(n°?|no|num(ero)?|n° ?(ordre|ligne|dossier)?|id|identifiant|rang)$/, 'ignored'],
  [/\b(securite sociale|n° ?ss|nss|nir|num(ero)? (de )?secu|matricule|ins)\b/, 'ignored'],
  [/^(nom complet|nom (et )?prenoms?|nom prenom|prenom nom|identite)$/, 'ignored'],
  [/^(age|age calcule|tranche d age)$/, 'ignored'],
  [/^(civ|civilite|sexe|genre|titre|h f|m f|f m|m mme)$/, 'sex'],
  [/^(tel|telephone|portable|mobile|tph)\b.*\b(mail|courriel|email)\b/, ['phone', 'email']],
  [
    /^(e )?mails?$|^(adresse )?(e ?mail|mail|courriel|email|adresse electronique)s?$|\b(courriel|e mail|email)\b/,
    'email',
  ],
  [/^(coordonnees|contact)$/, ['phone', 'email']],
  [/\b(tel|tels|telephone|telephones|portable|mobile|gsm|tph)\b/, 'phone'],
  [
    /\b(jeune fille|naissance|patronymi\w+|njf|birth)\b.*\bnom\b|\bnom\b.*\b(jeune fille|naissance|naiss|patronymi\w+)\b|^(njf|nom jf|nee)$/,
    'birthName',
  ],
  [/^(prenoms?|prenom s|prenom usuel|prenom s? usuels?)$|^prenoms? /, 'firstNames'],
  [
    /^(nom|noms|nom d usage|nom usuel|nom marital|nom de famille|nom usage|nom d epouse|nom usager|nom agent|nom salarie)$/,
    'lastName',
  ],
  [
    /\b(ddn|date (de )?naiss\w*|naissance|ne e le|nee? le|ne le|d naiss|annee (de )?naissance)\b/,
    'birthDate',
  ],
  [/^(cp|code postal|c p)\b.*\b(ville|commune|localite)\b/, ['postalCode', 'city']],
  [/^(cp|code postal|c p|code post)$/, 'postalCode'],
  [/^(ville|commune|localite|ville de residence)$/, 'city'],
  [/^(adresse|rue|voie|adresse postale|adresse 1|n° et rue|domicile)$/, 'street'],
  [/^(site|etablissement|lieu de travail|usine|agence|service|entite|affectation)$/, 'site'],
  [
    /\b(dernier|derniere|dern)\b.*\b(contact|visite|rdv|entretien|passage|rencontre|suivi)\b|^vu e? ?le$/,
    'lastContactOn',
  ],
  [/^(observations?|obs|remarques?|rq|commentaires?|notes?|divers|infos?)$/, 'note'],
];

const interventionRules: readonly Rule<InterventionField>[] = [
  [/^(n°?|no|num(ero)?|id)$/, 'ignored'],
  [/^(date|jour|date (de l )?(intervention|entretien|acte|rdv)|le)$/, 'date'],
  [/\b(ddn|naissance|ne e le|nee? le)\b/, 'personBirthDate'],
  [
    /^(beneficiaires?|personne|agent|salarie|patient|usager|nom|nom (et )?prenom|nom prenom|nom beneficiaire)$/,
    'person',
  ],
  [/^(site|etablissement|entite|service|usine)$/, 'personSite'],
  [
    /^(as|assistante? (de )?(service )?sociale?|travailleur social|intervenante?|referente?|fait par|par|ts)$/,
    'performedBy',
  ],
  [
    /^(type|type (de |d )?(travail|acte|intervention|entretien)|nature|acte|intervention|modalite)$/,
    'workType',
  ],
  [/^(demandes?|demande s|problematiques?|motifs?|objet|motif s|problemes?|themes?)$/, 'requests'],
  [/^(moyens?|moyen s|actions?|action s|reponses?|dispositifs?|demarches?|orientations?)$/, 'actions'],
  [/^(duree|temps|temps passe|minutes|mn|duree mn|duree min|duree en minutes|nb min|heures?)$/, 'minutes'],
  [
    /^(commentaires?|observations?|obs|remarques?|texte|notes?|compte rendu|contenu|resume|details?)$/,
    'text',
  ],
];

export type HeaderGuess<F> = readonly F[] | Ignored | undefined;

export function guessPeopleHeader(header: string): HeaderGuess<PeopleField> {
  return guess(header, peopleRules);
}

export function guessInterventionHeader(header: string): HeaderGuess<InterventionField> {
  return guess(header, interventionRules);
}

function guess<F extends string>(header: string, rules: readonly Rule<F>[]): HeaderGuess<F> {
  const words = foldWords(header);
  if (words === '' || words.length > 60) return undefined;
  for (const [pattern, fields] of rules) {
    if (!pattern.test(words)) continue;
    if (fields === 'ignored') return 'ignored';
    return typeof fields === 'string' ? [fields] : fields;
  }
  return undefined;
}

/** Whether a text is a header this house knows, of either kind of file. */
export function isKnownHeader(text: string): boolean {
  return guessPeopleHeader(text) !== undefined || guessInterventionHeader(text) !== undefined;
}
