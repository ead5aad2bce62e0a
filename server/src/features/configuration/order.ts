import { invalid } from '../../http/problem.ts';

/** All codes with some in another order: the places these had are theirs again, the others do not move. */
export function reordered(all: readonly string[], wanted: readonly string[]): string[] {
  const named = new Set(wanted);
  if (named.size < wanted.length) throw invalid('/codes', 'Un code est cité deux fois.');
  const known = new Set(all);
  const stranger = wanted.findIndex((code) => !known.has(code));
  if (stranger >= 0) throw invalid(`/codes/${stranger}`, "Ce code n'existe pas.");
  const next = wanted.values();
  return all.map((code) => (named.has(code) ? (next.next().value as string) : code));
}

/** The order of a file with what it does not name: each of these follows what it followed. */
export function merged(all: readonly string[], wanted: readonly string[]): string[] {
  const order = [...wanted];
  const placed = new Set(wanted);
  for (const [index, code] of all.entries()) {
    if (placed.has(code)) continue;
    order.splice(index === 0 ? 0 : order.indexOf(all[index - 1]!) + 1, 0, code);
    placed.add(code);
  }
  return order;
}
