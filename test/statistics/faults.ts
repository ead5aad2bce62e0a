import { differences, type Question, type Recount, type RecountFile } from './recount.ts';

/** A rule that a recount forgets: a piece of its text, and what stands there instead. */
export interface Fault {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const counted = `(select a.tenant_id, a.id, a.kind, a.status, a.starts_local, a.place_kind, a.for_unit_id as unit_id, u.entity_id
                    from appointment a
                    join recount.unit u on u.tenant_id = a.tenant_id and u.unit_id = a.for_unit_id`;
const booking = (what: string, rule: string): Fault => ({
  what,
  from: 'recount.booking b',
  to: `${counted} where ${rule}) b`,
});
const inTrash = booking('what is in the trash', 'not a.private');
const privateToo = booking('what is private', 'a.trashed_at is null');
const heldBy: Fault = {
  what: 'the unit that holds the file today',
  from: 'recount.booking b',
  to: `${counted.replace('a.for_unit_id as', 'a.unit_id as')} where a.trashed_at is null and not a.private) b`,
};
const inTheZone: Fault = {
  what: 'the day somewhere else',
  from: 'recount.booking b',
  to: `${counted.replace('a.starts_local', `to_char(a.starts_at at time zone 'UTC', 'YYYY-MM-DD') as starts_local`)}
        where a.trashed_at is null and not a.private) b`,
};
const workers = (what: string, rule: string): Fault => ({
  what,
  from: 'recount.booked_worker w',
  to: `(select * from appointment_participant where kind = 'staff' and ${rule}) w`,
});
const declined = workers('who declined', 'true');
const excused = workers('who was excused', `coalesce(answer, 'accepted') in ('asked', 'accepted')`);
const came = workers(
  'who declined and came',
  `coalesce(answer, 'accepted') in ('asked', 'accepted') and status not in ('excused', 'absent')`,
);
const lastDay: Fault = { what: 'the last day', from: '$3 + 1', to: '$3' };
const zone: Fault = {
  what: 'the zone of the tenant',
  from: 'at time zone t.time_zone',
  to: `at time zone 'UTC'`,
};
const readings = (to: string, what: string): Fault => ({ what, from: 'recount.readings()', to });

/** What each recount of which one hand wrote both sides at first would miss: the cases must tell each of them. */
export const faults: Readonly<Record<string, readonly Fault[]>> = {
  K06: [
    inTrash,
    privateToo,
    heldBy,
    inTheZone,
    { what: 'the status of today', from: 'coalesce(found.status, b.status)', to: 'b.status' },
    { what: 'the last change after the period', from: 'v.changed_at)', to: 'v.changed_at desc)' },
    { what: 'meetings', from: `b.kind = 'appointment'`, to: `b.kind in ('appointment', 'meeting')` },
  ],
  K07: [
    ...[inTrash, privateToo, heldBy, inTheZone, declined, excused, came],
    {
      what: 'what was cancelled',
      from: `in ('honoured', 'noShow')`,
      to: `in ('honoured', 'noShow', 'cancelledByPerson')`,
    },
  ],
  K08: [
    ...[inTrash, privateToo, heldBy, inTheZone],
    {
      what: 'one row of each person who takes part',
      from: ' where b.tenant_id',
      to: '  join appointment_participant w on w.tenant_id = $1 and w.appointment_id = b.id\n where b.tenant_id',
    },
  ],
  Z04: [
    ...[inTrash, privateToo, inTheZone, declined, excused],
    {
      what: 'those that were settled alone',
      from: ' and b.starts_local >=',
      to: ` and b.status in ('honoured', 'noShow') and b.starts_local >=`,
    },
  ],
  Z14: [
    { what: 'what waits', from: `l.status = 'approved'`, to: `l.status in ('approved', 'asked')` },
    { what: 'days outside the period', from: 'least(l.last_day, $3)', to: 'l.last_day' },
    { what: 'mornings', from: `l.first_half = 'afternoon'`, to: 'false' },
    { what: 'a leave that ends at noon', from: `l.last_half = 'morning'`, to: 'false' },
    { what: 'as the kind is counted', from: 'sum(recount', to: 'sum(l.halves - 0 * recount' },
  ],
  Z15: [
    { what: 'what became of it since', from: `state.status = 'approved'`, to: `l.status = 'approved'` },
    { what: 'the year before', from: 'else l.halves_after end', to: 'else 0 end' },
    { what: 'what waits', from: `state.status = 'approved'`, to: `state.status in ('approved', 'asked')` },
  ],
  Z16: [
    { what: 'who works at a distance', from: 'and a.away', to: '' },
    { what: 'what waits', from: 'and a.approved', to: '' },
    { what: 'holidays', from: 'c.worked', to: 'extract(isodow from c.day) < 6' },
    { what: 'when a right began', from: '(g.valid_from at time zone t.time_zone)::date', to: '$2' },
  ],
  Z18: [
    lastDay,
    zone,
    {
      what: 'sessions lent to a frame',
      from: `= 'session.opened'`,
      to: `in ('session.opened', 'session.framed')`,
    },
  ],
  Z19: [
    lastDay,
    zone,
    readings(`'{file.opened}'`, 'readings but the opening'),
    readings(`recount.readings() || '{access.refused}'`, 'what was refused'),
    { what: 'each reading', from: 'select distinct', to: 'select' },
    { what: 'the right', from: `e.facts ->> 'ground'`, to: 'null' },
  ],
  Z20: [
    lastDay,
    zone,
    { what: 'what is asked', from: `'audit.extracted'`, to: `'audit.extracted', 'statistics.exportAsked'` },
    {
      what: 'what is downloaded',
      from: `'audit.extracted'`,
      to: `'audit.extracted', 'statistics.exportRead'`,
    },
    { what: 'lines', from: `in ('reports', 'activity')`, to: `in ('reports', 'activity', 'rows')` },
  ],
  Z21: [
    { what: 'resets', from: `and step.type = 'account.reset'`, to: 'and false' },
    {
      what: 'what happened to an account',
      from: 'where step.staff_id = a.staff_id order',
      to: 'where false order',
    },
    {
      what: 'that a reset opens again',
      from: 'where step.staff_id = a.staff_id order',
      to: `where step.staff_id = a.staff_id and step.type <> 'account.reset' order`,
    },
    { what: 'who left', from: 'has_left or is_ended', to: 'is_ended' },
    { what: 'links', from: `i.used_at >= since`, to: 'true' },
    { what: 'ninety days', from: 'm.last_day - 90', to: 'm.last_day - 89' },
    { what: 'factors that were taken away', from: 'f.removed_at is null or', to: 'true or' },
    { what: 'factors of before a reset', from: 'f.created_at >= since and', to: '' },
    { what: 'the best factor', from: 'min(f.kind)', to: 'max(f.kind)' },
  ],
};

/** The faults planted in a recount that no answer to these questions tells. */
export async function untold(
  recount: Recount,
  file: RecountFile,
  questions: readonly Question[],
): Promise<string[]> {
  const missed: string[] = [];
  for (const [rank, { what, from, to }] of faults[file.id]!.entries()) {
    if (!file.sql.includes(from)) throw new Error(`${file.id}: nowhere to plant « ${what} »`);
    const wrong = { ...file, id: `${file.id}_fault_${rank}`, sql: file.sql.replaceAll(from, to) };
    let isTold = false;
    for (const question of questions) {
      const { rows } = await recount.run({ ...wrong, totalSql: undefined }, question);
      isTold ||= differences({ rows }, await recount.run(file, question)).length > 0;
      if (isTold) break;
    }
    if (!isTold) missed.push(what);
  }
  return missed;
}
