import { dayOf, latestDay, latestMonthDay, latestWeekday, shiftDays, weekdayOf } from './days.ts';
import { foldInPlace } from './text.ts';

/** Something a stretch of the line says about time; `opaque`: a number or a date that says nothing and stays in the text. */
export type Moment =
  | {
      readonly kind: 'minutes';
      readonly start: number;
      readonly end: number;
      readonly minutes: number;
      readonly hours?: number;
    }
  | {
      readonly kind: 'time';
      readonly start: number;
      readonly end: number;
      readonly startTime: string;
      readonly minutes?: number;
      readonly bareHours?: number;
    }
  | { readonly kind: 'date'; readonly start: number; readonly end: number; readonly date: string }
  | { readonly kind: 'opaque'; readonly start: number; readonly end: number };

const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'];
const NUMBERS: Readonly<Record<string, number>> = {
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

const PHONE = sticky('(?:\\+33 ?\\(?0?\\)?|0)[1-9](?:[ .-]?\\d\\d){4}(?!\\d)');
const AMOUNT = sticky(
  `\\d{1,3}(?:[ .]\\d{3}){0,3}(?:[.,]\\d{1,2})? ?(?:€|k€|euros?${N}|eur${N}|ke${N}|e${N}|balles${N})|\\d{1,7}(?:[.,]\\d{1,2})? ?(?:€|k€|euros?${N}|eur${N}|ke${N}|e${N})(?:\\d\\d)?`,
);
const COUNT = sticky(`\\d{1,4}(?:[.,]\\d)? ?(?:${COUNTED})${N}`);
const HALF_DAY = sticky(
  `(?:1\\/2|demi)[ -]?(?:journee|jour|j|traitement|part|tarif|salaire)${N}|1\\/[234](?= (?:tps|temps|mt))`,
);
const RANGE = sticky(
  `(?:de |entre )?(\\d{1,2}) ?(?:h|:) ?(\\d{2})?(?: ?[-–—/→>] ?| a | et | jusqu'a )(\\d{1,2}) ?(?:h|:) ?(\\d{2})?${N}|(\\d{1,2}) ?- ?(\\d{1,2}) ?h ?(\\d{2})?${N}`,
);
const FRACTION = sticky(
  `(?:(\\d{1,2}) ?h(?:eures?)? ?(?:et )?)?(1\\/4|1\\/2|3\\/4) ?(?:d')?(?:h(?:eures?)?|d'heure)?${N}`,
);
const HOURS_AND = sticky(
  `(\\d{1,2}|une|deux|trois|quatre) ?(?:h|heures?) (?:et )?(demie?|quart|trois quarts)${N}`,
);
const SPOKEN = sticky(`(?:une |1 )?(demi|quart|trois[ -]quarts?|3 quarts?)[ -](?:d'|d )?(?:heure|h)${N}`);
const HOURS = sticky(
  `(?:a |vers |des )?(\\d{1,2}) ?(?:h|heures?|hrs?)(?:(?:(\\d{1,2})| (\\d{2})(?! ?(?:${COUNTED})${N}))(?: ?(?:mn|min(?:utes?|s)?|m|'))?)?${N}`,
);
const DECIMAL = sticky(`(\\d{1,2})[.,](\\d{1,2}) ?(?:h|heures?)${N}`);
const CLOCK = sticky(`(?:a )?([01]?\\d|2[0-3]):([0-5]\\d)(?![\\d:])`);
const WORD_HOURS = sticky(`(une|deux|trois|quatre|cinq|six) heures?${N}`);
const MINUTES = sticky(`(\\d{1,3}) ?(?:mn|mins?|minutes?|mnts?|m|')(?:${N}|(?<='))`);
const WORD_MINUTES = sticky(`(${WORDS}) ?(?:mn|min|minutes?)${N}`);
const ISO = sticky('(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)');
const DMY = sticky(
  `(?:le )?(?:(${WEEKDAY}) )?(?:le )?(\\d{1,2})([/.-])(\\d{1,2})(?:\\3(\\d{4}|\\d{2}))?(?![\\d/]|[.,]\\d| ?h${N})`,
);
const DAY_MONTH = sticky(
  `(?:le )?(?:(${WEEKDAY}) )?(?:le )?(\\d{1,2})(?:er)? ?(${MONTH})\\.?${N}(?: (\\d{4})(?!\\d))?`,
);
const WEEKDAY_DAY = sticky(
  `(?:le )?(${WEEKDAY}) (\\d{1,2})(?:er)?(?! ?(?:h|mn|min|minutes?|m|'|€|e|${COUNTED})${N}|[\\p{L}\\p{N}/:.'€])`,
);
const THE_DAY = sticky(
  `le (\\d{1,2})(?:er)?(?! ?(?:h|mn|min|minutes?|m|€|e|${COUNTED})${N}|[\\p{L}\\p{N}/:'€])`,
);
const WEEKDAY_ONLY = sticky(
  `(?:ce |le )?(${WEEKDAY})(?: (dernier|passe|prochain|qui vient|suivant))?${N}${PART}`,
);
const RELATIVE = sticky(
  `(avant[ -]hier|hier|aujourd'? ?hui|auj|ajd|ce jour|ce (?:matin|midi|soir)|cet(?:te)? (?:aprem|aprm|apres[ -]midi|am))${N}${PART}`,
);
const AGO = sticky(`(?:il )?y a (\\d{1,3}|${WORDS}) (jours?|j|semaines?|sem)${N}`);
const FUTURE = sticky(`(?:apres[ -])?demain${N}${PART}|(?:la )?semaine prochaine`);

/** What stands before a date that is not the day of the travail: to come, or told. */
const ELSEWHERE =
  /(?:^|[^\p{L}])(?:prevue?s?|pris(?:e|es)?|programmee?s?|fixee?s?|planifiee?s?|convoquee?s?|reportee?s?|decalee?s?|repousse|avant|d'ici|depuis|jusqu'(?:au|a|en)?|partir|compter|ne|nee|naissance|rappel(?:er)?|revoir|echeance|expire|audience|effet|sortie|retour|reprise|operation|operee?|hospitalisee?|pour|au|des|suite|prochaine?|valable|jusque|confirm\w{0,8}|relance(?:r)?) ?(?:le |au |du |de |ce |pour |a |en )?(?:le )?$/u;
const TOLD = /(?:^|[^\p{L}])(\p{L}+) du (?:le )?$/u;
const ACTS = new Set([
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
const APPOINTMENT =
  /(?:^|[^\p{L}])(?:rdv|rv|rendez-vous|confirm\w{0,8}|audience|commission|convocation|prochain\w{0,2}|expertise|staff|sortie|reprise|retour|entree)(?: [\p{L}'-]{1,15}){0,5} ?(?:le )?$/u;

const pad = (value: number): string => String(value).padStart(2, '0');

/** Reads what stands at a position, or nothing. Rules: samples README, *saisie rapide*. */
function readAt(folded: string, at: number, today: string): Moment | undefined {
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(folded);
  };
  let m: RegExpExecArray | null;
  const minutes = (match: RegExpExecArray, value: number): Moment | undefined =>
    value > 0 && value <= 720
      ? { kind: 'minutes', start: at, end: at + match[0].length, minutes: value }
      : opaque(match);
  const opaque = (match: RegExpExecArray): Moment => ({
    kind: 'opaque',
    start: at,
    end: at + match[0].length,
  });
  const dated = (match: RegExpExecArray, date: string | undefined, near?: string): Moment => {
    const before = folded.slice(Math.max(0, at - 48), at).replace(/\s+/g, ' ');
    const told = TOLD.exec(before);
    const elsewhere = ELSEWHERE.test(before) || (told !== null && !ACTS.has(told[1] ?? ''));
    const coming =
      near !== undefined && near > today && near <= shiftDays(today, 62) && APPOINTMENT.test(before);
    if (date === undefined || date > today || elsewhere || coming) return opaque(match);
    return { kind: 'date', start: at, end: at + match[0].length, date };
  };
  const number = (word: string | undefined): number =>
    word === undefined ? 0 : /^\d+$/.test(word) ? Number(word) : (NUMBERS[word.replaceAll('-', ' ')] ?? 0);

  if ((m = take(PHONE))) return opaque(m);
  if ((m = take(FUTURE))) return opaque(m);
  if ((m = take(AGO))) return dated(m, shiftDays(today, -number(m[1]) * (/^s/.test(m[2] ?? '') ? 7 : 1)));
  if ((m = take(RELATIVE)))
    return dated(m, shiftDays(today, /^avant/.test(m[1] ?? '') ? -2 : m[1] === 'hier' ? -1 : 0));
  if ((m = take(HALF_DAY))) return opaque(m);
  if ((m = take(RANGE))) {
    const [from, to] =
      m[1] === undefined
        ? [number(m[5]) * 60, number(m[6]) * 60 + number(m[7])]
        : [number(m[1]) * 60 + number(m[2]), number(m[3]) * 60 + number(m[4])];
    if (from < to && to <= 24 * 60 && from >= 6 * 60)
      return {
        kind: 'time',
        start: at,
        end: at + m[0].length,
        startTime: `${pad(Math.floor(from / 60))}:${pad(from % 60)}`,
        minutes: to - from,
      };
  }
  if ((m = take(FRACTION)) && (m[1] !== undefined || /h/.test(m[0])))
    return minutes(m, number(m[1]) * 60 + { '1/4': 15, '1/2': 30, '3/4': 45 }[m[2] as '1/4']);
  if ((m = take(HOURS_AND)))
    return minutes(m, number(m[1]) * 60 + (/^d/.test(m[2] ?? '') ? 30 : /^q/.test(m[2] ?? '') ? 15 : 45));
  if ((m = take(SPOKEN))) return minutes(m, /^d/.test(m[1] ?? '') ? 30 : /^q/.test(m[1] ?? '') ? 15 : 45);
  if ((m = take(DECIMAL))) return minutes(m, Math.round(Number(`${m[1] ?? ''}.${m[2] ?? ''}`) * 60));
  if ((m = take(WORD_HOURS))) return minutes(m, number(m[1]) * 60);
  if ((m = take(HOURS)) ?? (m = take(CLOCK))) {
    const hours = number(m[1]);
    const rest = number(m[2] ?? m[3]);
    if (hours > 23 || rest > 59) return opaque(m);
    if (hours < 7) return minutes(m, hours * 60 + rest);
    return {
      kind: 'time',
      start: at,
      end: at + m[0].length,
      startTime: `${pad(hours)}:${pad(rest)}`,
      ...(/^(?:a|vers|des) /.test(m[0]) ? {} : { bareHours: hours * 60 + rest }),
    };
  }
  if ((m = take(MINUTES)) ?? (m = take(WORD_MINUTES))) return minutes(m, number(m[1]));
  if ((m = take(AMOUNT))) return opaque(m);
  if ((m = take(ISO))) return dated(m, dayOf(number(m[1]), number(m[2]), number(m[3])));
  if ((m = take(DMY))) {
    const [, weekday, day, mark, month, year] = m;
    const named = weekday !== undefined || m[0].startsWith('le ');
    const bareFraction = mark === '/' && !named && /^[1-3]\/[2-4]$/.test(m[0]);
    if (
      !bareFraction &&
      (mark === '/' || year !== undefined || /^\d\d[.-]\d\d$/.test(`${day ?? ''}${mark ?? ''}${month ?? ''}`))
    ) {
      const y = year === undefined ? undefined : year.length === 2 ? 2000 + Number(year) : Number(year);
      const date =
        y === undefined
          ? latestMonthDay(today, number(month), number(day))
          : dayOf(y, number(month), number(day));
      return dated(m, date, dayOf(Number(today.slice(0, 4)), number(month), number(day)) ?? undefined);
    }
    return opaque(m);
  }
  if ((m = take(DAY_MONTH))) {
    const month = MONTHS.findIndex((name) => (m?.[3] ?? '').startsWith(name)) + 1;
    const date =
      m[4] === undefined
        ? latestMonthDay(today, month, number(m[2]))
        : dayOf(Number(m[4]), month, number(m[2]));
    return dated(m, date, dayOf(Number(today.slice(0, 4)), month, number(m[2])));
  }
  if ((m = take(WEEKDAY_DAY))) {
    const date = latestDay(today, number(m[2]));
    const wanted = WEEKDAYS.indexOf(m[1] ?? '');
    return dated(
      m,
      date !== undefined && weekdayOf(date) === wanted
        ? date
        : (latestDay(today, number(m[2]), wanted) ?? date),
    );
  }
  if ((m = take(THE_DAY))) return dated(m, latestDay(today, number(m[1])));
  if ((m = take(WEEKDAY_ONLY)))
    return /^(?:prochain|qui|suiv)/.test(m[2] ?? '')
      ? opaque(m)
      : dated(m, latestWeekday(today, WEEKDAYS.indexOf(m[1] ?? '')));
  if ((m = take(COUNT))) return opaque(m);
  return undefined;
}

/** Everything a line says about time, left to right, each stretch read once, at the start of a word. */
export function momentsIn(text: string, today: string): Moment[] {
  const folded = foldInPlace(text).replace(/\s/g, ' ');
  const spaced = folded.replace(/ {2,}/g, (gap) => ` ${'\u0000'.repeat(gap.length - 1)}`);
  const moments: Moment[] = [];
  const positions: number[] = [];
  let compact = '';
  for (let i = 0; i < spaced.length; i += 1)
    if (spaced[i] !== '\u0000') {
      compact += spaced[i];
      positions.push(i);
    }
  positions.push(spaced.length);
  let end = 0;
  for (const word of compact.matchAll(/(?:tel|vad|bur|rdv|visio)(?=\d)|[\p{L}\p{N}+]+/gu)) {
    if (word.index < end) continue;
    const moment = readAt(compact, word.index, today);
    if (moment === undefined) continue;
    end = moment.end;
    const previous = moments.at(-1);
    const place = { start: positions[moment.start] ?? 0, end: (positions[moment.end - 1] ?? 0) + 1 };
    const afterOpaqueDate =
      previous?.kind === 'opaque' &&
      moment.kind === 'time' &&
      moment.minutes === undefined &&
      place.start - previous.end <= 3 &&
      /\d[/.]\d|[a-z]di\b|demain/.test(folded.slice(previous.start, previous.end));
    moments.push(afterOpaqueDate ? { kind: 'opaque', ...place } : { ...moment, ...place });
  }
  return moments;
}
