import { sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { bracketList, type Dimension } from './situation.ts';
import type { Period } from './question.ts';

/** A value of a dimension as it is shown; code null: « Non renseigné ». */
export interface AxisItem {
  readonly code: string | null;
  readonly label: string;
}

export const unknown: AxisItem = { code: null, label: 'Non renseigné' };

const month = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The values met, in the order they are shown; brackets and months whole, « Non renseigné » last. */
export async function itemsOf(
  ctx: Context,
  dimension: Dimension,
  met: ReadonlySet<string | null>,
  ranges: readonly Period[],
): Promise<readonly AxisItem[]> {
  const found = [...met].filter((code) => code !== null);
  const named = await namedOf(ctx, dimension, found, ranges);
  const own = Object.entries(dimension.own ?? {})
    .filter(([code]) => met.has(code))
    .map(([code, label]) => ({ code, label }));
  const items = [...named, ...own];
  const shown = new Set(items.map(({ code }) => code));
  // A code that its list does not know any more is still counted
  const others = found.filter((code) => !shown.has(code)).map((code) => ({ code, label: code }));
  const isUnknownShown = !dimension.always || met.has(null);
  return [...items, ...others, ...(isUnknownShown ? [unknown] : [])];
}

async function namedOf(
  ctx: Context,
  { values }: Dimension,
  found: readonly string[],
  ranges: readonly Period[],
): Promise<AxisItem[]> {
  const tenant = sql`${ctx.actor.tenantId}::uuid`;
  const codes = sql`array[${sql.join(
    found.map((code) => sql`${code}::text`),
    sql`, `,
  )}]::text[]`;
  const rows = async (query: ReturnType<typeof sql>) => [
    ...(await ctx.tx.execute<{ code: string; label: string }>(query)),
  ];
  switch (values.kind) {
    case 'list':
      return rows(
        sql`select code, label from choice_item where tenant_id = ${tenant} and list_code = ${values.list} and code = any (${codes}) order by position, code`,
      );
    case 'bracket':
      return rows(
        sql`select code, label from choice_item where tenant_id = ${tenant} and list_code = ${bracketList(tenant, values)} and active order by bracket_from nulls first`,
      );
    case 'unit':
      return rows(
        sql`select id::text as code, name as label from org_unit where tenant_id = ${tenant} and id::text = any (${codes}) order by name collate "fr-x-icu", id`,
      );
    case 'worker':
      return rows(
        sql`select id::text as code, display_name as label from staff_member where tenant_id = ${tenant} and id::text = any (${codes}) order by display_name collate "fr-x-icu", id`,
      );
    case 'partner':
      return rows(
        sql`select id::text as code, name as label from partner where tenant_id = ${tenant} and id::text = any (${codes}) order by name collate "fr-x-icu", id`,
      );
    case 'field':
      return rows(
        sql`select code, label from situation_field where tenant_id = ${tenant} and code = any (${codes}) order by position, code`,
      );
    case 'month':
      return monthsOf(ranges).map((code) => ({
        code,
        label: month.format(new Date(`${code}-01T00:00:00Z`)),
      }));
    case 'year':
      return yearsOf(ranges).map((code) => ({ code, label: code }));
    case 'yesNo':
      return [];
    case 'commune':
      return found.toSorted().map((code) => ({ code, label: code }));
  }
}

const yearsOf = (ranges: readonly Period[]): string[] =>
  [
    ...new Set(
      ranges.flatMap(({ from, to }) => {
        const first = Number(from.slice(0, 4));
        return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) =>
          String(first + index),
        );
      }),
    ),
  ].toSorted();

function monthsOf(ranges: readonly Period[]): string[] {
  const months = new Set<string>();
  for (const { from, to } of ranges) {
    for (let code = from.slice(0, 7); code <= to.slice(0, 7); code = nextMonth(code)) months.add(code);
  }
  return [...months].toSorted();
}

function nextMonth(code: string): string {
  const number = Number(code.slice(5));
  return number === 12
    ? `${String(Number(code.slice(0, 4)) + 1).padStart(4, '0')}-01`
    : `${code.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}
