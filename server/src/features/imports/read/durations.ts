import { cellText, type Cell } from './table.ts';
import { fold } from './words.ts';

export type Duration =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' };

const fractions: Record<string, number> = { '1/4': 15, '1/2': 30, '3/4': 45, '¼': 15, '½': 30, '¾': 45 };

/**
 * Minutes of a cell: whole numbers are minutes, decimals hours; 30', 45 mn, 1 h 30, 1:15, 01:15:00.
 * Empty or a dash: nothing said. Plausibility is for the caller.
 */
export function readDuration(cell: Cell | undefined): Duration {
  if (typeof cell === 'object') {
    if (cell.minutes !== undefined) return minutes(cell.minutes);
    if (cell.number !== undefined)
      return minutes(Number.isInteger(cell.number) ? cell.number : cell.number * 60);
  }
  const text = cellText(cell).slice(0, 60);
  if (/^[\s\-–—_.?/]*$/.test(text)) return { kind: 'empty' };
  const words = shortened(text);
  const clock = /^(\d{1,3}):(\d{1,2})(?::\d{1,2})?$/.exec(words);
  if (clock) return minutes(Number(clock[1]) * 60 + Number(clock[2]));
  if (/^\d+$/.test(words)) return minutes(Number(words));
  const decimal = /^(\d*[.,]\d+)h?$/.exec(words) ?? /^(\d+)h$/.exec(words);
  if (decimal) return minutes(Number(decimal[1]?.replace(',', '.')) * 60);
  const hours = /^(\d{1,3})h(\d{1,2})(?:mn)?$/.exec(words);
  if (hours) return minutes(Number(hours[1]) * 60 + Number(hours[2]));
  const small = /^(\d+(?:[.,]\d+)?)mn$/.exec(words);
  if (small) return minutes(Number(small[1]?.replace(',', '.')));
  const fraction = /^(?:(\d{1,2})h)?(\d\/\d|[¼½¾])h?$/.exec(words);
  const part = fractions[fraction?.[2] ?? ''];
  return part === undefined ? { kind: 'unreadable' } : minutes(Number(fraction?.[1] ?? 0) * 60 + part);
}

/** One writing for hours and one for minutes, no space, no « environ ». */
function shortened(text: string): string {
  const fractionKept = text.replace(
    /[¼½¾]/g,
    (sign) => ({ '¼': '1/4', '½': '1/2', '¾': '3/4' })[sign] ?? sign,
  );
  return fold(fractionKept)
    .replace(/\s+/g, '')
    .replace(/^(?:environ|env\.?|~|≈|ca)/, '')
    .replace(/heures?|hrs?\b/g, 'h')
    .replace(/minutes?|mins?\.?|mns\.?|mn\.?|['’′]/g, 'mn');
}

function minutes(value: number): Duration {
  return Number.isFinite(value) && value >= 0
    ? { kind: 'minutes', minutes: Math.round(value) }
    : { kind: 'unreadable' };
}
