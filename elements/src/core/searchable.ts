/** Whether a search would find something useful: three letters, or figures enough for a year or a phone. */
export const isSearchable = (text: string): boolean =>
  (text.match(/\p{L}/gu)?.length ?? 0) >= 3 ||
  (text.match(/\d/g)?.length ?? 0) >= 4 ||
  /\p{L}{2,}\s+\p{L}/u.test(text);
