/**
 * How the moments of a line are written: durations, hours, days, and the numbers that are none of these. All are read on
 * text folded in place (lower case, no accents), at a given position.
 */

export const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
export const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'];
export const NUMBERS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quinze: 15,
  vingt: 20,
  'vingt cinq': 25,
  trente: 30,
  'trente cinq': 35,
  quarante: 40,
  'quarante cinq': 45,
  cinquante: 50,
  'cinquante cinq': 55,
  soixante: 60,
  'quatre vingt dix': 90,
};
const WORDS = Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replaceAll(' ', '[ -]'))
  .join('|');
const WEEKDAY = WEEKDAYS.join('|');
/** Before the number of a day only: alone they are words of the language. */
const SHORT_WEEKDAY = `(?:${WEEKDAY}|(?:lun|mar|merc?|jeu|vend?|sam|dim)\\.?)`;
const MONTH =
  'janvier|janv|jan|fevrier|fevr|fev|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|sep|octobre|oct|novembre|nov|decembre|dec';
const PART =
  "(?: ?(?:en |dans la |dans l')?(?:matinee|matin|aprem|aprm|apres[ -]midi|soiree|soir|midi|am|pm)\\b)?";
const COUNTED =
  'mois|ans?|annees?|semaines?|sem|jours?|jrs|j|enfants|enfs|personnes|pers|participante?s|salaries|agents|patients|dossiers|situations|trimestres|trim|loyers|mensualites|fois|pieces|m2|m²|kg|factures|credits|dettes|' +
  'cheques|bons|colis|appels|km|pages|echeances|stagiaires|places|points|adultes|ados|filles|fils|garcons|freres|soeurs|semestres|demandes|courriers|nuits|nuitees|relances|usagers|beneficiaires|familles|etages?|' +
  'mails|visites|seances|eme|inscrits|presents|ateliers|partenaires|tours|impayes|entretiens|refus|logements|arrets|temoins|prets|chats|chiens|collegues|parts|repas|passages|rdvs|%|kwh|€|eur|euros?';
const N = '(?![\\p{L}\\p{N}])';
const sticky = (source: string): RegExp => new RegExp(source, 'uy');

export const PHONE = sticky('(?:\\+33 ?\\(?0?\\)?|0)[1-9](?:[ .-]?\\d\\d){4}(?!\\d)');
export const AMOUNT = sticky(
  `\\d{1,3}(?:[ .]\\d{3}){0,3}(?:[.,]\\d{1,2})? ?(?:€|k€|euros?${N}|eur${N}|ke${N}|e${N}|balles${N})|\\d{1,7}(?:[.,]\\d{1,2})? ?(?:€|k€|euros?${N}|eur${N}|ke${N}|e${N})(?:\\d\\d)?`,
);
/** « 4h/sem », « 2 h par jour »: how often, not how long. */
export const PACE = sticky(
  `\\d{1,2} ?(?:h(?:eures?)?(?: ?\\d{2})?|x|fois|jours?|j) ?(?:\\/|par |p\\/) ?(?:semaine|sem|jour|j|mois|s)${N}`,
);
export const COUNT = sticky(`\\d{1,4}(?:[.,]\\d)? ?(?:${COUNTED})${N}`);
/** « bur 30 crédits conso »: after the act a round number is its minutes, and the word opens the demande. */
export const MINUTES_LIKE =
  /^(?:[1-8][05]|90) (?:credits|dettes|impayes|loyers|bons|refus|prets|factures|logements|visites|demandes|dossiers|points|arrets|enfants|patients)/;
export const HALF_DAY = sticky(
  `(?:1\\/2|demi)[ -]?(?:journee|jour|j|traitement|part|tarif|salaire)${N}|1\\/[234](?= (?:tps|temps|mt))`,
);
export const RANGE = sticky(
  `(?:de |entre )?(\\d{1,2}) ?(?:h|:) ?(\\d{2})?(?: ?[-–—/→>] ?| a | et | jusqu'a )(\\d{1,2}) ?(?:h|:) ?(\\d{2})?${N}|(\\d{1,2}) ?- ?(\\d{1,2}) ?h ?(\\d{2})?${N}`,
);
export const QUARTERS: Readonly<Record<string, number>> = {
  '1/4': 15,
  '¼': 15,
  '1/2': 30,
  '½': 30,
  '3/4': 45,
  '¾': 45,
};
export const FRACTION = sticky(
  `(?:(\\d{1,2}) ?h(?:eures?)? ?(?:et )?)?(1\\/4|1\\/2|3\\/4|[¼½¾]) ?(?:d')?(?:h(?:eures?)?|d'heure)?${N}`,
);
export const HOURS_AND = sticky(
  `(\\d{1,2}|une|deux|trois|quatre) ?(?:h|heures?) (?:et )?(demie?|quart|trois quarts)${N}`,
);
export const SPOKEN = sticky(
  `(?:une |1 )?(demi|quart|trois[ -]quarts?|3 quarts?)[ -](?:d'|d )?(?:heure|h)${N}`,
);
export const HOURS = sticky(
  `(?:a |vers |des )?(\\d{1,2}) ?(?:h|heures?|hrs?)(?:(?:(\\d{1,2})| (\\d{2})(?! ?(?:${COUNTED}|${MONTH})${N}|[/.-]\\d))(?: ?(?:mn|min(?:utes?|s)?|m|'))?)?${N}`,
);
export const DECIMAL = sticky(`(\\d{1,2})[.,](\\d{1,2}) ?(?:h|heures?)${N}`);
export const CLOCK = sticky(`(?:a )?([01]?\\d|2[0-3]):([0-5]\\d)(?![\\d:])`);
export const WORD_HOURS = sticky(
  `(une|deux|trois|quatre|cinq|six) heures?(?: (quinze|trente|quarante[ -]cinq))?${N}`,
);
export const MINUTES = sticky(`(\\d{1,3}) ?(?:mn|mins?|minutes?|mnts?|m|')(?:${N}|(?<='))`);
export const WORD_MINUTES = sticky(`(${WORDS}) ?(?:mn|min|minutes?)${N}`);
export const ISO = sticky('(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)');
export const DMY = sticky(
  `(?:le )?(?:(${SHORT_WEEKDAY}) )?(?:le )?(\\d{1,2})([/.-])(\\d{1,2})(?:\\3(\\d{4}|\\d{2}))?(?![\\d/]|[.,]\\d| ?h${N})`,
);
export const DAY_MONTH = sticky(
  `(?:le )?(?:(${SHORT_WEEKDAY}) )?(?:le )?(\\d{1,2})(?:er)? ?(${MONTH})\\.?${N}(?: (\\d{4})(?!\\d))?`,
);
export const WEEKDAY_DAY = sticky(
  `(?:le )?(${SHORT_WEEKDAY}) (\\d{1,2})(?:er)?(?! ?(?:h|mn|min|minutes?|m|'|€|e|${COUNTED})${N}|[\\p{L}\\p{N}/:.'€])`,
);
export const THE_DAY = sticky(
  `le (\\d{1,2})(?:er)?(?! ?(?:h|mn|min|minutes?|m|€|e|${COUNTED})${N}|[\\p{L}\\p{N}/:'€])`,
);
export const WEEKDAY_ONLY = sticky(
  `(?:ce |le )?(${WEEKDAY})(?: (dernier|passe|prochain|qui vient|suivant))?${N}${PART}`,
);
export const RELATIVE = sticky(
  `((?:avant|avt|av)[ -]?hier|hier|aujourd'? ?hui|auj|ajd|ce jour|ce (?:matin|midi|soir)|cet(?:te)? (?:aprem|aprm|apres[ -]midi|am))${N}${PART}`,
);
export const AGO = sticky(`(?:il )?y ?a (\\d{1,3}|${WORDS}) ?(jours?|j|semaines?|sem)${N}`);
export const FUTURE = sticky(`(?:apres[ -])?demain${N}${PART}|(?:la )?semaine prochaine`);

/** What stands before a date that is not the day of the travail: to come, or told. */
export const ELSEWHERE =
  /(?:^|[^\p{L}])(?:prevue?s?|pris(?:e|es)?|programmee?s?|fixee?s?|planifiee?s?|convoquee?s?|reportee?s?|decalee?s?|repousse|avant|d'ici|depuis|jusqu'(?:au|a|en)?|partir|compter|ne|nee|naissance|rappel(?:er)?|revoir|echeance|expire|audience|effet|sortie|retour|reprise|operation|operee?|hospitalisee?|pour|au|des|suite|prochaine?|valable|jusque|confirm\w{0,8}|relance(?:r)?|decede?e?s?|deces|accident|licenciee?|admise?|entree?|signee?|separee?|embauchee?|emmenagee?|demissionnaire) ?(?:le |au |du |de |ce |pour |a |en )?(?:le )?$/u;
export const TOLD = /(?:^|[^\p{L}])(\p{L}+) du (?:le )?$/u;
export const ACTS = new Set([
  'entretien',
  'rdv',
  'vad',
  'tel',
  'visio',
  'bureau',
  'bur',
  'appel',
  'visite',
  'permanence',
  'reunion',
  'travail',
]);
export const AFTER_ACT = new RegExp(
  `(?:^|[^\\p{L}])(?:${[...ACTS, 'chambre', 'domicile', 'telephone'].join('|')}) $`,
  'u',
);
export const APPOINTMENT =
  /(?:^|[^\p{L}])(?:rdv|rv|rendez-vous|confirm\w{0,8}|audience|commission|convocation|prochain\w{0,2}|expertise|staff|sortie|reprise|retour|entree)(?: [\p{L}'-]{1,15}){0,5} ?(?:le )?$/u;
