import { sql, type SQL } from 'drizzle-orm';
import { referenceData } from '../../configuration/defaults.service.ts';

/**
 * Values that the engine works out rather than reads (new or known, days of the week…) have the codes of the list we
 * provide, in its order: codes never change, and none is written here.
 */
export const codesOf = (list: string): readonly string[] =>
  referenceData()
    .lists[list]!.items.toSorted((a, b) => a.order - b.order)
    .map(({ code }) => code);

/** The code of the item at this rank of a list we provide. */
export const nth = (list: string, rank: number): SQL => sql`${codesOf(list)[rank]!}::text`;

/** All of them, as an array. */
export const provided = (list: string): SQL =>
  sql`array[${sql.join(
    codesOf(list).map((code) => sql`${code}::text`),
    sql`, `,
  )}]`;
