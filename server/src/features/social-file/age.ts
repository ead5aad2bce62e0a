/**
 * Full years between two days (YYYY-MM-DD): Y(ref) − Y(birth) − (MMDD(ref) < MMDD(birth)); born on 29 February, one
 * turns on 1 March (domain reference, "Age").
 */
export function ageOn(reference: string, birth: string): number {
  const years = Number(reference.slice(0, 4)) - Number(birth.slice(0, 4));
  return reference.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Age to show: at death for the dead; from the year alone, the age turned this year; null when nothing is known. */
export function ageShown(
  today: string,
  who: { birthDate: string | null; birthYear: number | null; diedOn?: string | null },
): number | null {
  const reference = who.diedOn ?? today;
  if (who.birthDate) return ageOn(reference, who.birthDate);
  return who.birthYear === null ? null : Number(reference.slice(0, 4)) - who.birthYear;
}
