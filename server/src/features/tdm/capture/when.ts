import { dayOf, latestDay, latestMonthDay, latestWeekday, shiftDays, weekdayOf } from './days.ts';
import { foldInPlace } from './text.ts';
import {
  ACTS,
  AFTER_ACT,
  AGO,
  AMOUNT,
  APPOINTMENT,
  CLOCK,
  COUNT,
  DAY_MONTH,
  DECIMAL,
  DMY,
  ELSEWHERE,
  FRACTION,
  FUTURE,
  HALF_DAY,
  HOURS,
  HOURS_AND,
  ISO,
  MINUTES,
  MINUTES_LIKE,
  MONTHS,
  NUMBERS,
  PACE,
  PHONE,
  QUARTERS,
  RANGE,
  RELATIVE,
  SPOKEN,
  THE_DAY,
  TOLD,
  WEEKDAYS,
  WEEKDAY_DAY,
  WEEKDAY_ONLY,
  WORD_HOURS,
  WORD_MINUTES,
} from './when-patterns.ts';

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

  if ((m = take(PHONE)) ?? (m = take(PACE))) return opaque(m);
  if ((m = take(FUTURE))) return opaque(m);
  if ((m = take(AGO))) return dated(m, shiftDays(today, -number(m[1]) * (/^s/.test(m[2] ?? '') ? 7 : 1)));
  if ((m = take(RELATIVE)))
    return dated(m, shiftDays(today, /^av/.test(m[1] ?? '') ? -2 : m[1] === 'hier' ? -1 : 0));
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
    return minutes(m, number(m[1]) * 60 + (QUARTERS[m[2] ?? ''] ?? 0));
  if ((m = take(HOURS_AND)))
    return minutes(m, number(m[1]) * 60 + (/^d/.test(m[2] ?? '') ? 30 : /^q/.test(m[2] ?? '') ? 15 : 45));
  if ((m = take(SPOKEN))) return minutes(m, /^d/.test(m[1] ?? '') ? 30 : /^q/.test(m[1] ?? '') ? 15 : 45);
  if ((m = take(DECIMAL))) return minutes(m, Math.round(Number(`${m[1] ?? ''}.${m[2] ?? ''}`) * 60));
  if ((m = take(WORD_HOURS))) return minutes(m, number(m[1]) * 60 + number(m[2]));
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
    const wanted = WEEKDAYS.findIndex((name) => name.startsWith((m?.[1] ?? '').slice(0, 3)));
    const short = !WEEKDAYS.includes(m[1] ?? '');
    // « jeu 3 », « sam 20 »: a day only if the calendar agrees.
    if (short && (date === undefined || weekdayOf(date) !== wanted)) return opaque(m);
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
  if ((m = take(COUNT)))
    return MINUTES_LIKE.test(m[0]) && AFTER_ACT.test(folded.slice(Math.max(0, at - 24), at))
      ? undefined
      : opaque(m);
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
