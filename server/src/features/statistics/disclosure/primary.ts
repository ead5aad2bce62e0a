import {
  eachLine,
  lowestThreshold,
  Undisclosable,
  type DisclosureTable,
  type Grid,
  type Policy,
} from './disclosed-table.ts';

/**
 * What is masked for what it says itself:
 * - persons behind from 1 to below the threshold; nought is shown, for it is about nobody;
 * - a count from 1 to below the threshold;
 * - a rate whose numerator (nought too), denominator or remainder is below the threshold; a remainder of nought (100 %)
 *   is masked only where it is sensitive;
 * - an average with a number below the threshold, and with too few persons behind, like a median;
 * - along a sensitive axis what nobody has (0 %), and what all have, or all whose answer is known (100 %). A line with
 *   nobody, or of which nothing is known, says nothing of anybody.
 * The least and the most are always of one person: refused.
 */
export function primary(table: DisclosureTable, grid: Grid, { threshold, possible }: Policy): Uint8Array {
  if (!Number.isInteger(threshold) || threshold < lowestThreshold)
    throw new Undisclosable('threshold', `a threshold is whole and never under ${lowestThreshold}`);
  if (!Number.isInteger(possible) || possible < 2)
    throw new Undisclosable('threshold', 'a masked figure keeps at least two possible values');
  if (table.derived.some(({ kind }) => kind === 'min' || kind === 'max'))
    throw new Undisclosable('extremes', 'the least and the most are figures of one person');

  const masked = new Uint8Array(grid.count);
  const isSmall = (figure: number) => figure > 0 && figure < threshold;
  for (let place = 0; place < grid.count; place += 1) {
    const counts = table.quantities.map(({ kind }, at) => (kind === 'count' ? grid.values[at]![place]! : 0));
    if (isSmall(grid.behind[place]!) || counts.some(isSmall)) masked[place] = 1;
  }
  const at = (code: string, place: number): number => {
    const index = table.quantities.findIndex((quantity) => quantity.code === code);
    if (index < 0) throw new Undisclosable('margins', `what is worked out of ${code} needs it as a quantity`);
    return grid.values[index]![place]!;
  };
  for (const derived of table.derived)
    for (let place = 0; place < grid.count; place += 1) {
      if (derived.kind === 'mean' && isSmall(at(derived.count, place))) masked[place] = 1;
      if (derived.kind !== 'rate') continue;
      const whole = at(derived.denominator, place);
      if (whole === 0) continue;
      const part = at(derived.numerator, place);
      const rest = whole - part;
      if (part < threshold || whole < threshold || isSmall(rest) || (derived.sensitive && rest === 0))
        masked[place] = 1;
    }
  maskUnanimous(grid, masked);
  return masked;
}

function maskUnanimous(grid: Grid, masked: Uint8Array): void {
  if (!grid.axes.some(({ sensitive }) => sensitive)) return;
  eachLine(grid, (axis, margin, cells) => {
    if (!grid.axes[axis]!.sensitive || grid.behind[margin] === 0) return;
    const codes = grid.codes[axis]!;
    const total = grid.behind[margin]!;
    const unknownAt = codes.indexOf(null);
    const unknown = unknownAt < 0 ? 0 : grid.behind[cells[unknownAt - 1]!]!;
    if (unknown === total) return;
    cells.forEach((cell, step) => {
      if (codes[step + 1] === null) return;
      const having = grid.behind[cell]!;
      if (having === 0 || having >= total - unknown) masked[cell] = 1;
    });
  });
}
