import { insertAll } from '../../db/bulk.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { holidaysOf } from '../organisation/holidays.service.ts';
import { markDue } from '../statistics/due.service.ts';
import { boundsOf, countDays, countHalves, type Half, type Span } from './half-days.ts';
import { leaveAbsence, leaveBalance, leaveRequest, leaveStep, type LeaveStatus } from './leave.table.ts';

/** A member of the demonstration's team, with the units he works in. */
export interface SeedPerson {
  readonly staffId: string;
  readonly unitIds: readonly string[];
}

interface Taken {
  readonly kind: string;
  /** Month and day it begins on. */
  readonly first: string;
  readonly last?: string;
  readonly lastHalf?: Half;
  readonly status?: LeaveStatus;
}

/** What each takes in a year, in turn: none lies over another. */
const habits: readonly (readonly Taken[])[] = [
  [
    { kind: 'conges-payes-annuels', first: '02-16', last: '02-20' },
    { kind: 'rtt', first: '05-15' },
    { kind: 'conges-payes-annuels', first: '07-20', last: '08-07' },
    { kind: 'formation', first: '10-05', last: '10-06' },
    { kind: 'conges-payes-annuels', first: '12-28', last: '12-31', status: 'asked' },
  ],
  [
    { kind: 'enfant-malade', first: '03-10', lastHalf: 'morning' },
    { kind: 'conges-payes-annuels', first: '04-13', last: '04-17' },
    { kind: 'teletravail', first: '06-12' },
    { kind: 'conges-payes-annuels', first: '08-10', last: '08-28' },
    { kind: 'rtt', first: '11-30', status: 'refused' },
    { kind: 'conges-payes-annuels', first: '12-21', last: '12-24' },
  ],
  [
    { kind: 'maladie', first: '01-26', last: '01-30' },
    { kind: 'rtt', first: '03-20' },
    { kind: 'conges-payes-annuels', first: '07-06', last: '07-17' },
    { kind: 'teletravail', first: '09-18' },
    { kind: 'rtt', first: '10-30', lastHalf: 'morning' },
  ],
];
/** Half-days granted a year. */
const rights = { 'conges-payes-annuels': 50, rtt: 24 } as const;

/** Gives the team of the demonstration the leave of the year `today` falls in, as one of them decided it. */
export async function seedLeave(
  tx: Tx,
  {
    tenantId,
    people,
    deciders,
    today,
  }: {
    readonly tenantId: string;
    readonly people: readonly SeedPerson[];
    /** Two at least: nobody decides his own. */
    readonly deciders: readonly string[];
    readonly today: string;
  },
): Promise<void> {
  const year = Number(today.slice(0, 4));
  const place = { alsaceMoselle: false, goodFriday: false, overseasTerritory: null };
  const holidays = new Map(holidaysOf(year, place).map(({ date, name }) => [date, name]));
  const rows = people.flatMap(({ staffId, unitIds }, index) =>
    habits[index % habits.length]!.map(
      ({ kind, first, last = first, lastHalf = 'afternoon', status = 'approved' }) => {
        const span: Span = {
          firstDay: `${String(year)}-${first}`,
          firstHalf: 'morning',
          lastDay: `${String(year)}-${last}`,
          lastHalf,
        };
        const asked = new Date(Date.parse(span.firstDay) - 40 * 86_400_000);
        const createdAt = asked < new Date(today) ? asked : new Date(today);
        const decidedBy = deciders.find((one) => one !== staffId)!;
        return {
          ...{ tenantId, id: newId(), staffId, unitIds: [...unitIds], homeUnitId: unitIds[0]!, kind, status },
          ...span,
          ...countHalves(countDays(span, 'businessDays', holidays)),
          reason: status === 'refused' ? 'Effectif insuffisant ce jour-là.' : null,
          ...(status === 'asked'
            ? { decidedBy: null, decidedAt: null }
            : { decidedBy, decidedAt: createdAt }),
          createdAt,
        };
      },
    ),
  );
  await insertAll(tx, leaveRequest, rows);
  await insertAll(
    tx,
    leaveAbsence,
    rows
      .filter(({ status }) => status !== 'refused')
      .map(({ id, staffId, unitIds, status, kind, ...span }) => {
        const { from, to } = boundsOf(span);
        const away = kind !== 'teletravail';
        return {
          tenantId,
          leaveId: id,
          staffId,
          unitIds,
          fromHalf: from,
          toHalf: to,
          approved: status === 'approved',
          away,
        };
      }),
  );
  await insertAll(
    tx,
    leaveStep,
    rows.flatMap(({ id, staffId, unitIds, status, decidedBy, createdAt }) => {
      const step = { tenantId, leaveId: id, staffId, unitIds, changedAt: createdAt };
      const asked = { ...step, id: newId(), status: 'asked' as const, changedBy: staffId };
      return decidedBy === null ? [asked] : [asked, { ...step, id: newId(), status, changedBy: decidedBy }];
    }),
  );
  await insertAll(
    tx,
    leaveBalance,
    people.flatMap(({ staffId, unitIds }) =>
      Object.entries(rights).map(([kind, grantedHalves]) => ({
        ...{ tenantId, staffId, kind, year, unitIds: [...unitIds], grantedHalves },
      })),
    ),
  );
  await markDue(
    tx,
    tenantId,
    'leave',
    people.map(({ staffId }) => staffId),
  );
}
