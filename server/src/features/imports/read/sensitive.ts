/**
 * What has no place in a text (domain.md §4, « free-text guard »): an IBAN, a social security number, a card
 * number. Keys are not checked, except a card's: a mistyped number says as much.
 */
export type SensitivePattern = 'iban' | 'nir' | 'card';

const iban = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?(?![A-Z0-9])/g;
const nir =
  /(?<!\d)[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)/;
const card =
  /(?<!\d)\d{4}(?:[ .-]?\d{4}){2,3}(?:[ .-]?\d{1,3})?(?!\d)|(?<!\d)3[47]\d{2}[ .-]?\d{6}[ .-]?\d{5}(?!\d)/g;

export function findSensitivePatterns(text: string): SensitivePattern[] {
  const digits = text.match(/\d/g)?.length ?? 0;
  if (digits < 10) return [];
  const found: SensitivePattern[] = [];
  if ((text.match(iban) ?? []).some((match) => (match.match(/\d/g)?.length ?? 0) >= 10)) found.push('iban');
  if (nir.test(text)) found.push('nir');
  if ((text.match(card) ?? []).some(passesLuhn)) found.push('card');
  return found;
}

function passesLuhn(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits.length >= 13 && sum % 10 === 0;
}
