import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fold, tidy } from './words.ts';

/** Phones, e-mails and postal codes as typed. `undefined` = unreadable; the caller keeps nothing and warns. */

/** E.164. A French number in any writing, the leading 0 lost by a spreadsheet restored; any valid foreign one. */
export function readPhone(text: string): string | undefined {
  for (const part of phoneParts(text)) {
    const phone = readOnePhone(part);
    if (phone !== undefined) return phone;
  }
  return undefined;
}

/** The cell as a whole, then each of the numbers that a person puts side by side. */
function phoneParts(text: string): string[] {
  const whole = text.slice(0, 200);
  const parts = whole
    .split(/\s+(?:ou|et|-)\s+|\s*[;,|\n]\s*|\s+\/\s+|\/(?=\s*0\d)/)
    .filter((part) => /\d/.test(part));
  return [whole, ...parts];
}

function readOnePhone(text: string): string | undefined {
  const compact = fold(text)
    .replace(/^(?:tel|telephone|port|portable|mobile|fixe|dom|pro|perso)\b\s*\.?\s*:?\s*/, '')
    .replace(/\s*\((?!0\))[^()\d]*\)\s*$/, '')
    .replace(/\(0\)/g, '')
    .replace(/[\s./\-–—_()\u00a0\u202f]/g, '');
  const french = /^(?:(?:\+|00)?33)?0?([1-9]\d{8})$/.exec(compact);
  if (french && !(compact.length === 11 && !compact.startsWith('33'))) return `+33${french[1]}`;
  const foreign = /^(?:\+|00)([1-9]\d{6,14})$/.exec(compact);
  if (!foreign) return undefined;
  const parsed = parsePhoneNumberFromString(`+${foreign[1]}`);
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** An address as typed, its host in order; a link or a name around it is taken off. */
export function readEmail(text: string): string | undefined {
  const bracketed = /<([^<>]+)>/.exec(text);
  const address = tidy(bracketed?.[1] ?? text)
    .replace(/^mailto:/i, '')
    .replace(/[;,.]$/, '');
  return address.length <= 254 &&
    /^[^\s@<>()[\],;:"\\]{1,64}@(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}$/iu.test(address)
    ? address
    : undefined;
}

/** One cell for both: two data around « / », either may be missing. A lone datum is known by its @. */
export function splitPhoneAndEmail(text: string): { phone: string; email: string } {
  const parts = text.split(/(?:^|\s)\/(?:\s|$)|\n|\s*[;|]\s*/).map((part) => part.trim());
  if (parts.length === 1) {
    const spaced = /^([\d\s.+()/-]{8,}?)[\s,]+(\S+@\S+)$/.exec(text.trim());
    if (spaced) return { phone: spaced[1] ?? '', email: spaced[2] ?? '' };
    return text.includes('@') ? { phone: '', email: text.trim() } : { phone: text.trim(), email: '' };
  }
  const [first = '', ...others] = parts;
  const second = others.filter((part) => part !== '').join(' ');
  const swapped = first.includes('@') && !second.includes('@');
  return swapped ? { phone: second, email: first } : { phone: first, email: second };
}

/** Five digits, the leading 0 lost by a spreadsheet restored; anything else is kept as typed. */
export function readPostalCode(text: string): string | null {
  const typed = tidy(text);
  const compact = typed.replace(/^F-?(?=\d)/i, '').replace(/\s/g, '');
  if (/^\d{4,5}$/.test(compact)) return compact.padStart(5, '0');
  return typed === '' ? null : typed;
}

/** « 62300 Lens »: code, then town; one of the two may be missing. */
export function splitPostalCodeAndCity(text: string): { postalCode: string; city: string } {
  const typed = tidy(text.slice(0, 300));
  const before = /^((?:F-?)?\d{2}\s?\d{2,3})\b[\s,–-]*(.*)$/i.exec(typed);
  if (before) return { postalCode: before[1] ?? '', city: before[2] ?? '' };
  const after = /^(.*?)[\s,(–-]+(\d{5})\)?$/.exec(typed);
  return after ? { postalCode: after[2] ?? '', city: after[1] ?? '' } : { postalCode: '', city: typed };
}
