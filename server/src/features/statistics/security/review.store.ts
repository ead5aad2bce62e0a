import { sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { textList } from '../../../db/statement.ts';
import type { Period } from '../engine/question.ts';

/** A figure of a review: its codes, whether it is a total along each dimension, and the last of what it counts. */
export interface ReviewFigure extends Record<string, unknown> {
  readonly totals: number;
  readonly k1: string | null;
  readonly k2: string | null;
  readonly counted: number;
  readonly latest: string | null;
}

/** The first day, there, of which no trace was erased; null: none ever was. */
export async function keptSince({ tx, actor, now }: Context): Promise<string | null> {
  const [row] = await tx.execute<{ day: string | null }>(
    sql`select ((app.audit_kept_since(${actor.tenantId}::uuid, ${now.toISOString()}::timestamptz) at time zone ${actor.timeZone})::date + 1)::text as day`,
  );
  return row!.day;
}

/** The figures of a report, through the one function that may count the traces. */
export async function reviewFigures(
  { tx, actor, now }: Context,
  report: string,
  types: readonly string[],
  { from, to }: Period,
  kept: string | null,
): Promise<ReviewFigure[]> {
  const rows = await tx.execute<ReviewFigure>(sql`
    select totals, k1, k2, counted, latest::text
      from app.security_figures(${actor.tenantId}::uuid, ${now.toISOString()}::timestamptz, ${report}::text,
             ${textList(types)}::text[], ${from}::text::date, ${to}::text::date, ${actor.timeZone}::text, ${kept}::text::date)`);
  return [...rows];
}
