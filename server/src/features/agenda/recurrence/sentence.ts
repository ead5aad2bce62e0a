import { floatingOf, isAllDay, msOfMinute } from './floating.ts';
import { explicit, type RuleDay, type RuleParts } from './rule.parts.ts';
import { readParts } from './rule.ts';
import type { Recurrence } from './series.ts';

const dayNames = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const monthNames = [
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
];
const ranks = ['premier', 'deuxième', 'troisième', 'quatrième', 'cinquième'];
const short = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeZone: 'UTC' });
const lists = new Intl.ListFormat('fr-FR', { type: 'conjunction' });
/** Dates added or taken away that are told one by one; more of them are counted. */
const toldDates = 3;
/** The same, of hours of a day. */
const toldHours = 4;

const dayName = (weekday: number) => dayNames[weekday] ?? '';
const the = (names: readonly string[]) => lists.format(names.map((name) => `le ${name}`));
const ordinal = (day: number) => (day === 1 ? '1er' : String(day));
const dateOf = (ms: number) => short.format(ms).replace(/^1 /, '1er ');

/** A series in a French sentence that goes on from « se répète » : « tous les mardis jusqu’au 24 nov. 2026 ». */
export function sentenceOf(series: Recurrence): string {
  const rule = readParts(series.rule, series.start);
  const begin = floatingOf(series.start);
  const except = new Set(series.except.map(floatingOf));
  const also = series.also.map(floatingOf).filter((ms) => !except.has(ms));
  const told =
    rule.count === 1
      ? `une fois, le ${dateOf(begin)}`
      : [
          rhythm(explicit(rule, series.start)),
          ...hours(rule, series.start),
          ...ending(explicit(rule, series.start)),
        ].join(' ');
  return told + dates(', sauf', [...except]) + dates(', et aussi', also);
}

function dates(word: string, list: readonly number[]): string {
  if (list.length === 0) return '';
  if (list.length > toldDates) return `${word} à ${String(list.length)} dates`;
  return `${word} ${the(list.toSorted((a, b) => a - b).map(dateOf))}`;
}

/** The day of the end is one where an appointment may begin: midnight is the end of the day before. */
function ending({ until, count, hours: [first = 0], minutes: [minute = 0] }: RuleParts): string[] {
  if (until !== null) return [`jusqu’au ${dateOf(until - first * 3_600_000 - minute * msOfMinute)}`];
  return count === null ? [] : [`(${String(count)} fois)`];
}

/** Hours are told when there are several; one hour is that of the appointment. */
function hours(rule: RuleParts, start: string): string[] {
  const own = explicit(rule, start);
  const times = own.hours.length * own.minutes.length;
  if (isAllDay(start) || times < 2) return [];
  if (times > toldHours) return [`à ${String(times)} heures de la journée`];
  const clock = own.hours.flatMap((hour) =>
    own.minutes.map(
      (minute) => `à ${String(hour)} h${minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`}`,
    ),
  );
  return [lists.format(clock)];
}

function rhythm(rule: RuleParts): string {
  const { frequency, interval, months } = rule;
  switch (frequency) {
    case 'DAILY':
      return `${daily(rule)}${inMonths(months)}`;
    case 'WEEKLY':
      return `${weekly(rule)}${inMonths(months)}`;
    case 'MONTHLY': {
      const which = within(rule);
      if (which === undefined) return special(rule);
      const told = interval === 1 ? `${which} de chaque mois` : `tous les ${String(interval)} mois, ${which}`;
      return told + inMonths(months);
    }
    case 'YEARLY': {
      const every = interval === 1 ? 'tous les ans' : `tous les ${String(interval)} ans`;
      const which = months.length === 0 ? undefined : within(rule);
      return which === undefined ? special(rule) : `${every}, ${inYear(rule, which)}`;
    }
  }
}

/** What no short French says: weeks of the year, days of the year, places in a list. */
const special = ({ frequency, interval }: RuleParts): string => {
  const period = { DAILY: 'jours', WEEKLY: 'semaines', MONTHLY: 'mois', YEARLY: 'ans' }[frequency];
  const every = interval === 1 ? `tous les ${period}` : `tous les ${String(interval)} ${period}`;
  return `${every}, à des jours choisis`;
};

/** « le 29 février », « le dernier dimanche de mars et d’octobre ». */
function inYear({ months, monthDays, days }: RuleParts, which: string): string {
  const [day = 0] = monthDays;
  if (monthDays.length !== 1 || day < 1 || days.length > 0) return `${which} ${ofMonths(months)}`;
  return the(months.map((month) => `${ordinal(day)} ${monthNames[month - 1] ?? ''}`));
}

const isWorkWeek = (days: readonly RuleDay[]) =>
  days.length === 5 && days.every(({ weekday, nth }) => weekday < 5 && nth === 0);

function daily(rule: RuleParts): string {
  const { interval, days, monthDays, positions } = rule;
  if (positions.length > 0) return special(rule);
  const every =
    interval === 1
      ? 'tous les jours'
      : interval === 2
        ? 'un jour sur deux'
        : `tous les ${String(interval)} jours`;
  if (monthDays.length > 0) return special(rule);
  if (days.length === 0) return every;
  return interval === 1
    ? eachDay(days)
    : `${every}, seulement ${the(days.map(({ weekday }) => dayName(weekday)))}`;
}

function weekly(rule: RuleParts): string {
  const { interval, days, positions } = rule;
  if (positions.length > 0)
    return `toutes les ${interval === 1 ? '' : `${String(interval)} `}semaines, à des jours choisis`;
  const [only] = days;
  if (interval === 1) return eachDay(days);
  if (interval === 2 && only && days.length === 1) return `un ${dayName(only.weekday)} sur deux`;
  const which = isWorkWeek(days) ? 'du lundi au vendredi' : the(days.map(({ weekday }) => dayName(weekday)));
  return `toutes les ${String(interval)} semaines, ${which}`;
}

function eachDay(days: readonly RuleDay[]): string {
  if (isWorkWeek(days)) return 'du lundi au vendredi';
  if (days.length === 7) return 'tous les jours';
  return `tous les ${lists.format(days.map(({ weekday }) => `${dayName(weekday)}s`))}`;
}

/** Which days of a month: « le 15 », « le dernier vendredi »; undefined when it takes more words. */
function within({ days, monthDays, yearDays, weeks, positions }: RuleParts): string | undefined {
  if (yearDays.length + weeks.length > 0) return undefined;
  const [position] = positions;
  if (position !== undefined) {
    if (positions.length > 1 || !isWorkWeek(days) || monthDays.length > 0) return undefined;
    if (position !== 1 && position !== -1) return undefined;
    return `le ${position === 1 ? 'premier' : 'dernier'} jour de semaine (lundi à vendredi)`;
  }
  if (days.length === 0) {
    if (monthDays.some((day) => day < -1)) return undefined;
    const inOrder = monthDays.toSorted((a, b) => Number(a < 0) - Number(b < 0) || a - b);
    return the(inOrder.map((day) => (day === -1 ? 'dernier jour' : ordinal(day))));
  }
  if (monthDays.length > 0) return undefined;
  if (days.every(({ nth }) => nth === 0)) return eachDay(days);
  const inOrder = days.toSorted((a, b) => Number(a.nth < 0) - Number(b.nth < 0));
  const names = inOrder.map(({ weekday, nth }) => {
    const rank = nth === -1 ? 'dernier' : ranks[nth - 1];
    return rank === undefined ? undefined : `${rank} ${dayName(weekday)}`;
  });
  return names.some((name) => name === undefined) ? undefined : the(names as string[]);
}

const ofMonths = (months: readonly number[]): string => {
  const names = months.map((month) => monthNames[month - 1] ?? '');
  return lists.format(names.map((name) => (/^[ao]/.test(name) ? `d’${name}` : `de ${name}`)));
};

/** Months a rule keeps to; of ten or eleven, it is shorter to tell the others. */
function inMonths(months: readonly number[]): string {
  if (months.length === 0 || months.length === 12) return '';
  const others = monthNames.filter((_, index) => !months.includes(index + 1));
  if (others.length <= 2) return `, sauf en ${lists.format(others)}`;
  return `, en ${lists.format(months.map((month) => monthNames[month - 1] ?? ''))}`;
}
