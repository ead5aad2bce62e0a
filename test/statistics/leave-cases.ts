import type postgres from 'postgres';
import {
  boundsOf,
  countDays,
  countHalves,
  type Counting,
  type Half,
  type Span,
} from '../../server/src/features/leave/half-days.ts';
import { holidaysOf } from '../../server/src/features/organisation/holidays.service.ts';
import { v5 } from 'uuid';

interface Member {
  readonly id: string;
  /** The unit whose holidays count comes first. */
  readonly units: readonly string[];
  readonly alsaceMoselle: boolean;
  readonly goodFriday: boolean;
  readonly overseasTerritory: string | null;
}

const namespace = '0d3b0000-0000-5000-8000-0000000000ca';
const years = [2022, 2023, 2024, 2025, 2026];
const msOfDay = 86_400_000;
const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * msOfDay).toISOString().slice(0, 10);
/** Of each kind of absence in the order of the list, those not counted in jours ouvrés, and those who are not away. */
const countings: Readonly<Record<number, Counting>> = { 1: 'workingDays', 4: 'calendarDays' };
const outcomes = [
  'approved',
  'approved',
  'refused',
  'approved',
  'cancelled',
  'asked',
  'approved',
  'dropped',
  'draft',
];

/**
 * The leave of a team, which nothing else makes: spans of each length, from or to noon, over weekends, holidays and the
 * turn of the year; what waits, is refused, is cancelled before it was approved or long after; what one works at a
 * distance; rights for some kinds and years. Counted as the product counts it.
 */
export async function makeLeave(sql: postgres.TransactionSql, tenantId: string): Promise<void> {
  await sql`update access_grant set valid_from = '2024-09-16T07:00:00Z'
             where tenant_id = ${tenantId} and staff_id = (select id from staff_member where tenant_id = ${tenantId} order by md5(id::text) limit 1)`;
  const kinds = await sql<{ code: string; remote: boolean }[]>`
    select code, 'remoteWork' = any (semantic_keys) as remote from choice_item
     where tenant_id = ${tenantId} and list_code = 'absenceKind' order by position`;
  const team = await sql<Member[]>`
    select m.id, m.units, u.alsace_moselle as "alsaceMoselle", u.good_friday as "goodFriday",
           u.overseas_territory as "overseasTerritory"
      from (select g.staff_id as id, array_agg(g.unit_id order by g.valid_from, u.name, u.id) as units
              from access_grant g join org_unit u on u.tenant_id = ${tenantId} and u.id = g.unit_id
             where g.tenant_id = ${tenantId} and g.kind = 'REGULAR' and g.role in ('SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST')
             group by 1) m
      join org_unit u on u.tenant_id = ${tenantId} and u.id = m.units[1]
     order by m.id`;
  for (const [at, counting] of Object.entries(countings))
    await sql`insert into leave_kind_rule (tenant_id, kind, counting, away)
              values (${tenantId}, ${kinds[Number(at)]!.code}, ${counting}, true)`;
  const rows: Rows = { leave_request: [], leave_step: [], leave_absence: [], leave_balance: [] };
  const offset = Number.parseInt(tenantId.slice(0, 4), 16);
  for (const [place, member] of team.entries()) {
    const rank = place + offset;
    const holidays = new Map(
      [...years, 2027].flatMap((year) => holidaysOf(year, member).map(({ date, name }) => [date, name])),
    );
    const common = { tenant_id: tenantId, staff_id: member.id, unit_ids: member.units };
    for (const [at, year] of years.entries())
      for (const kind of [0, 1, 4].filter((one) => (one + rank + at) % 4 > 0))
        rows.leave_balance.push({
          ...common,
          kind: kinds[kind]!.code,
          year,
          granted_halves: 20 + ((rank + at) % 5),
        });
    for (const [turn, span] of spansOf(rank).entries()) {
      // Those over an edge are of a kind that one has rights to, and were approved
      const at = span.isOver ? 0 : (turn * 5 + rank) % kinds.length;
      const sums = countHalves(countDays(span, countings[at] ?? 'businessDays', holidays));
      if (sums.halves + sums.halvesAfter === 0) continue;
      keep(rows, {
        common,
        id: v5(`${tenantId} ${member.id} ${turn}`, namespace),
        span,
        sums,
        decider: team[(place + 1) % team.length]!.id,
        kind: kinds[at]!,
        outcome: span.isOver
          ? rank % 3 === 0
            ? 'dropped'
            : 'approved'
          : outcomes[(turn + rank) % outcomes.length]!,
        turn,
      });
    }
  }
  for (const [table, all] of Object.entries(rows)) await sql`insert into ${sql(table)} ${sql(all)}`;
}

type Row = Readonly<Record<string, string | number | boolean | Date | null | readonly string[]>>;
type Rows = Record<'leave_request' | 'leave_step' | 'leave_absence' | 'leave_balance', Row[]>;

/** Days at which a year turns, or a period that is asked begins or ends. */
const edges = [
  '2025-03-10',
  '2026-06-21',
  '2026-11-01',
  ...years.map((year) => `${String(year)}-12-31`),
].toSorted();

/** Every month or so, never one over the other; some over an edge. */
function spansOf(rank: number): (Span & { readonly isOver: boolean })[] {
  const spans: (Span & { readonly isOver: boolean })[] = [];
  for (let day = plus('2022-01-03', rank % 40), turn = rank; day < '2026-12-01'; turn += 1) {
    const edge = edges.find((one) => day <= plus(one, -7) && plus(day, 35) > one);
    const firstDay = edge ? plus(edge, (turn % 5) - 7) : plus(day, turn % 9);
    const length = edge ? 7 + (turn % 6) : [0, 4, 11, 0, 2, 16, 1, 6][turn % 8]!;
    const lastDay = plus(firstDay, length);
    const firstHalf: Half = turn % 3 === 0 ? 'afternoon' : 'morning';
    const isNoon = turn % 5 === 0 && (length > 0 || firstHalf === 'morning');
    const lastHalf: Half = isNoon ? 'morning' : 'afternoon';
    spans.push({ firstDay, firstHalf, lastDay, lastHalf, isOver: edge !== undefined });
    day = plus(lastDay, 9 + (turn % 12));
  }
  return spans;
}

interface Kept {
  readonly common: {
    readonly tenant_id: string;
    readonly staff_id: string;
    readonly unit_ids: readonly string[];
  };
  readonly id: string;
  readonly span: Span;
  readonly sums: { readonly halves: number; readonly halvesAfter: number };
  readonly decider: string;
  readonly kind: { readonly code: string; readonly remote: boolean };
  readonly outcome: string;
  readonly turn: number;
}

function keep(rows: Rows, { common, id, span, sums, decider, kind, outcome, turn }: Kept): void {
  // « dropped »: approved, then cancelled, for some long after the leave and the end of a period
  const status = outcome === 'dropped' ? 'cancelled' : outcome;
  const wasDecided = ['approved', 'refused', 'dropped'].includes(outcome);
  const at = (days: number) => new Date(Date.parse(`${span.firstDay}T09:00:00Z`) + days * msOfDay);
  const decidedAt = at(turn % 4 === 1 ? 12 : -20);
  rows.leave_request.push({
    ...common,
    id,
    home_unit_id: common.unit_ids[0]!,
    kind: kind.code,
    status,
    first_day: span.firstDay,
    first_half: span.firstHalf,
    last_day: span.lastDay,
    last_half: span.lastHalf,
    halves: sums.halves,
    halves_after: sums.halvesAfter,
    decided_by: wasDecided ? decider : null,
    decided_at: wasDecided ? decidedAt : null,
    created_at: at(-30),
  });
  const steps: (readonly [status: string, by: string, when: Date])[] = [
    ...(outcome === 'draft' ? [] : [['asked', common.staff_id, at(-30)] as const]),
    ...(wasDecided ? [[outcome === 'refused' ? 'refused' : 'approved', decider, decidedAt] as const] : []),
    ...(outcome === 'cancelled' ? [['cancelled', common.staff_id, at(-25)] as const] : []),
    ...(outcome === 'dropped' ? [['cancelled', decider, at(turn % 2 === 0 ? 150 : 13)] as const] : []),
  ];
  for (const [rank, [step, changed_by, changed_at]] of steps.entries())
    rows.leave_step.push({
      ...common,
      id: v5(`${id} ${rank}`, namespace),
      leave_id: id,
      status: step,
      changed_by,
      changed_at,
    });
  if (status !== 'approved' && status !== 'asked') return;
  const { from, to } = boundsOf(span);
  rows.leave_absence.push({
    ...common,
    leave_id: id,
    from_half: from,
    to_half: to,
    approved: status === 'approved',
    away: !kind.remote,
  });
}
