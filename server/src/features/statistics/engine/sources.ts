import { sql, type SQL } from 'drizzle-orm';
import {
  endOfForce,
  entities,
  flagged,
  inForce,
  inRanges,
  inUnits,
  type Fact,
  type Subject,
} from './base.ts';
import { approvedDays, presence, rightsAtEnd } from './leave-sources.ts';
import type { Period } from './question.ts';

/** What the rows of a term must hold: known before they are chosen. */
export interface Wanted {
  readonly tenantId: string;
  readonly ranges: readonly Period[];
  readonly units: readonly string[];
  /** Nothing is read of the travail itself: rows may be reduced to person and file. */
  readonly coarse: boolean;
  /** Contacts of each person are counted. */
  readonly contacts: boolean;
  /** Travaux are counted together where they are alike in these columns: those of which the conditions are true. */
  readonly alike?: { readonly columns: readonly string[]; readonly conditions: SQL } | undefined;
  /** Each link of a travail is told from the others. */
  readonly ranked?: boolean;
}
export type Rows = (asked: Wanted) => SQL;

/** Where the rows of a subject come from under a filter: a source called `f`. */
export interface Source {
  readonly fact: Fact;
  readonly rows: Rows;
  /** Date of what is counted. */
  readonly on: SQL;
  /** When the situation is read. */
  readonly at: 'end' | 'event';
  /** A file is in one row at most. */
  readonly once?: true;
  /** Its rows take longer to make than to count: they are made once for all terms of a year. */
  readonly costly?: true;
}

const ofTenant = (table: string, { tenantId, units }: Wanted) =>
  sql`from ${sql.raw(table)} s where s.tenant_id = ${tenantId}::uuid and ${inUnits(sql`s.for_unit_id`, units)}`;
const endOf = ({ ranges }: Wanted) => sql`${ranges[0]!.to}::date`;

/** Travaux with a contact. */
const contactRows = ({ tenantId, units, ranges }: Wanted) => sql`
    from work_fact s
   where s.tenant_id = ${tenantId}::uuid and ${inUnits(sql`s.for_unit_id`, units)}
     and ${inRanges(sql`s.performed_on`, ranges)} and s.file_key is not null and ${isContact(sql`s`, tenantId)}`;
/** Joined to the list, the planner would take them for a few rows. */
const isContact = (alias: SQL, tenantId: string) =>
  sql`${alias}.type_code = any (array(select ct.code from choice_item ct where ct.tenant_id = ${tenantId}::uuid and ct.list_code = 'workTypes' and ${flagged(sql`ct`, 'contact')}))`;

/** The same, whole or reduced to person and file. */
const contacts: Rows = (asked) => {
  const rows = contactRows(asked);
  if (!asked.coarse) {
    const counted = asked.contacts
      ? sql`, count(*) over (partition by s.person_key) as person_contacts`
      : sql``;
    return sql`(select s.*${counted} ${rows}) f`;
  }
  const reduced = sql`select s.person_key, s.file_key, s.for_unit_id, count(*) as contacts ${rows} group by 1, 2, 3`;
  return asked.contacts
    ? sql`(select r.*, sum(r.contacts) over (partition by r.person_key) as person_contacts from (${reduced}) r) f`
    : sql`(${reduced}) f`;
};

/** Files seen: those of such travaux. */
export const filesSeen = (asked: Wanted): SQL => sql`select s.file_key ${contactRows(asked)}`;
/** Persons of a contact before the period, in whatever unit. */
export const personsKnownBefore = (tenantId: string, start: SQL): SQL => sql`
  select distinct k.person_key
    from profile_fact k
   where k.tenant_id = ${tenantId}::uuid and k.first_contact_on < ${start}`;

const rowsOf =
  (table: string, date: string): Rows =>
  (asked) =>
    sql`(select s.* ${ofTenant(table, asked)} and ${inRanges(sql`s.${sql.raw(date)}`, asked.ranges)}) f`;

const ofAgenda =
  (kind: 'appointment' | 'onSiteSession'): Rows =>
  (asked) =>
    sql`(select s.* ${ofTenant('appointment_fact', asked)} and s.kind = ${kind} and ${inRanges(sql`s.starts_on`, asked.ranges)}) f`;

const performed = rowsOf('work_fact', 'performed_on');
/** Travaux one by one, or `n` of them in a row, with their minutes: there are few ways to be alike. */
const work: Rows = (asked) => {
  const { alike } = asked;
  if (!alike) return performed(asked);
  const columns = sql.raw(alike.columns.map((column) => `f.${column}`).join(', '));
  return sql`(select ${columns}, row_number() over () as id, count(*) as n, sum(f.minutes) as minutes from ${performed(asked)} ${alike.conditions} group by ${columns}) f`;
};

/** A row for each link between a travail and a demande, and one for a travail that serves none. */
const links: Rows = (asked) => {
  // Ranks are drawn as codes are: of a series, the planner would expect a thousand
  const rank = asked.ranked
    ? sql`, unnest(array_positions(array_fill(true, array[greatest(cardinality(f.request_types), 1)]), true)) as link_rank`
    : sql``;
  return sql`(select f.*, unnest(case when f.request_types = '{}' then array[null] else f.request_types end) as link_code${rank} from ${work(asked)}) f`;
};

/** Travaux of a file, each with the days since the one before it in the period. */
const intervals: Rows = (asked) =>
  sql`(select s.*, s.performed_on - lag(s.performed_on) over (partition by s.file_key order by s.performed_on, s.id) as interval_days ${ofTenant('work_fact', asked)} and ${inRanges(sql`s.performed_on`, asked.ranges)} and s.file_key is not null) f`;

const opening = sql`s.begun_by = 'opened'`;
const reopening = sql`s.begun_by = 'reopened'`;
const closing = sql`s.ended_by = 'closed'`;
/** When a stay in a unit began or ended. */
const dates = { since: sql`s.since`, until: endOfForce(sql`s`) } as const;
const spells =
  (date: keyof typeof dates, condition: SQL): Rows =>
  (asked) =>
    sql`(select s.* ${ofTenant('spell_fact', asked)} and ${condition} and ${inRanges(dates[date], asked.ranges)}) f`;

/** Files that came in and went out, each with its day. */
const flows: Rows = (asked) => {
  const half = (date: keyof typeof dates, entering: boolean, condition: SQL) =>
    sql`select s.*, ${entering}::boolean as entering, ${dates[date]} as happened_on ${ofTenant('spell_fact', asked)} and ${condition} and ${inRanges(dates[date], asked.ranges)}`;
  return sql`(${half('since', true, sql`(${opening} or ${reopening})`)} union all ${half('until', false, closing)}) f`;
};

const open = (asked: Wanted) =>
  sql`select s.* ${ofTenant('spell_fact', asked)} and ${inForce(sql`s`, endOf(asked))}`;
const openAtEnd: Rows = (asked) => sql`(${open(asked)}) f`;

/** Open files whose last travail, or first opening, is older than their unit says. */
const inactiveAtEnd: Rows = (asked) => sql`(
  select o.* from (${open(asked)}) o
    join org_unit u on u.tenant_id = ${asked.tenantId}::uuid and u.id = o.for_unit_id
    join tenant t on t.tenant_id = ${asked.tenantId}::uuid
    left join (select w.file_key, max(w.performed_on) as last_on
                 from work_fact w
                where w.tenant_id = ${asked.tenantId}::uuid and w.performed_on <= ${endOf(asked)} and w.file_key is not null
                group by w.file_key) l on l.file_key = o.file_key
   where greatest(l.last_on, o.last_work_before, o.first_opened_on) < ${endOf(asked)} - coalesce(u.inactivity_days, t.inactivity_days)::int) f`;

/** Open files whose lead worker has no right any more over the file, its unit or one above; or which have none. */
const withoutLead: Rows = (asked) => {
  const tenant = sql`${asked.tenantId}::uuid`;
  const dayOf = (column: string) =>
    sql`(g.${sql.raw(column)} at time zone (select t.time_zone from tenant t where t.tenant_id = ${tenant}))::date`;
  const held = sql`
    select g.staff_id, g.file_id, g.unit_id, g.with_subtree
      from access_grant g
     where g.tenant_id = ${tenant} and ${dayOf('valid_from')} <= ${endOf(asked)}
       and (g.valid_until is null or ${dayOf('valid_until')} > ${endOf(asked)})
       and (g.revoked_at is null or ${dayOf('revoked_at')} > ${endOf(asked)})`;
  return sql`(
    with recursive held as (${held}),
    covered (staff_id, unit_id, with_subtree) as (
      select h.staff_id, h.unit_id, h.with_subtree from held h where h.unit_id is not null
      union
      select c.staff_id, o.id, true
        from covered c
        join org_unit o on o.tenant_id = ${tenant} and o.parent_id = c.unit_id
       where c.with_subtree)
    select o.* from (${open(asked)}) o
     where not exists (select from covered c where c.staff_id = o.lead_worker_id and c.unit_id = o.for_unit_id)
       and not exists (select from held h where h.staff_id = o.lead_worker_id and h.file_id = o.file_key)) f`;
};

/**
 * Files of patients who went out, as their situation says it at the end, in the unit they were in on that day: the one
 * they left next, or came to last, or never left.
 */
const discharged: Rows = (asked) => {
  const tenant = sql`${asked.tenantId}::uuid`;
  const day = sql`k.discharged_on::date`;
  const days = asked.ranges.flatMap(({ from, to }) => [from, to]).toSorted();
  // Each table is read once, by unit: looked up file by file, the policy would be asked again of each row. As cases,
  // conditions are not taken for those that few meet
  return sql`(
    with p as (
      select k.file_key, k.person_key, ${day} as discharged_on
        from profile_fact k
       where k.tenant_id = ${tenant} and ${inForce(sql`k`, endOf(asked))}
         and k.discharged_on between ${days[0]!}::text and ${days.at(-1)!}::text
         and case when jsonb_typeof(k.values -> 'dischargedOn') = 'string' then ${inRanges(day, asked.ranges)} else false end),
    left_next as (
      select distinct on (t.file_key) t.file_key, t.from_unit_id as unit_id
        from transfer_fact t join p on p.file_key = t.file_key and t.transferred_on > p.discharged_on
       where t.tenant_id = ${tenant} order by t.file_key, t.transferred_on, t.id),
    came_last as (
      select distinct on (t.file_key) t.file_key, t.for_unit_id as unit_id
        from transfer_fact t join p on p.file_key = t.file_key
       where t.tenant_id = ${tenant} order by t.file_key, t.transferred_on desc, t.id desc),
    stayed as (
      select distinct on (s.file_key) s.file_key, s.for_unit_id as unit_id
        from spell_fact s join p on p.file_key = s.file_key
       where s.tenant_id = ${tenant} order by s.file_key, s.since desc)
    select * from (
      select p.*, coalesce(n.unit_id, l.unit_id, w.unit_id) as for_unit_id
        from p
        left join left_next n on n.file_key = p.file_key
        left join came_last l on l.file_key = p.file_key
        left join stayed w on w.file_key = p.file_key) u
     where case when ${inUnits(sql`u.for_unit_id`, asked.units)} then true else false end) f`;
};

/**
 * Open files, once for each field expected of them there: of the whole house, and of the units above. Words typed freely
 * are not among what is counted, and their fields neither.
 */
const expected: Rows = (asked) => {
  const tenant = sql`${asked.tenantId}::uuid`;
  const known = sql`known.values -> q.code`;
  return sql`(
    with recursive asked (code, unit_id) as (
      select s.code, u.id
        from situation_field s
        join org_unit u on u.tenant_id = ${tenant} and (s.unit_id is null or s.unit_id = u.id)
       where s.tenant_id = ${tenant} and s.required and s.active and s.kind not in ('text', 'longText')
      union
      select a.code, u.id from asked a join org_unit u on u.tenant_id = ${tenant} and u.parent_id = a.unit_id)
    select o.*, q.code as field_code,
           case when ${known} is null or ${known} ->> 'answer' = 'notAsked' then 0 else 100 end as filled
      from (${open(asked)}) o
      join asked q on q.unit_id = o.for_unit_id
      left join profile_fact known on known.tenant_id = ${tenant} and known.file_key = o.file_key
       and ${inForce(sql`known`, endOf(asked))}) f`;
};

/** A yearly parameter of a unit, in force on a day: kept with its dates, or the one value known. */
export const parameterOf = (tenant: SQL, unit: SQL, name: string, column: string, day: SQL): SQL => sql`(
  select case when exists (select from unit_parameter p where p.tenant_id = ${tenant} and p.unit_id = o.id and p.name = ${name})
         then (select p.value from unit_parameter p
                where p.tenant_id = ${tenant} and p.unit_id = o.id and p.name = ${name} and p.since <= ${day}
                order by p.since desc limit 1)
         else o.${sql.raw(column)} end
    from org_unit o where o.tenant_id = ${tenant} and o.id = ${unit})`;

/** Those who work in each entity where somebody was seen, one row each. */
const headcount: Rows = (asked) => {
  const tenant = sql`${asked.tenantId}::uuid`;
  return sql`(
    select e.entity as for_unit_id, e.entity::text || '/' || n as id, ${endOf(asked)} as on_day
      from (select distinct t.entity
              from (select distinct s.for_unit_id ${contactRows(asked)}) s
              join (${entities(tenant)}) t on t.id = s.for_unit_id) e
     cross join lateral generate_series(1, ${parameterOf(tenant, sql`e.entity`, 'headcount', 'headcount', endOf(asked))}::int) n) f`;
};

/** The time sold to each entity counted, a twelfth for each month of the period, even begun. */
const agreement: Rows = (asked) => {
  const tenant = sql`${asked.tenantId}::uuid`;
  const months = asked.ranges.map(
    ({ from, to }) =>
      sql`select m::date as month_on from generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp, interval '1 month') m`,
  );
  return sql`(
    select t.entity as for_unit_id, m.month_on, t.entity::text || '/' || m.month_on as id,
           ${parameterOf(tenant, sql`t.entity`, 'contractedMinutes', 'contracted_minutes', endOf(asked))} / 12 as minutes
      from (${entities(tenant)}) t
     cross join (${sql.join(months, sql` union all `)}) m
     where t.id = t.entity and ${inUnits(sql`t.id`, asked.units)}) f`;
};

const event = (fact: Fact, rows: Rows, on: string): Source => ({
  fact,
  rows,
  on: sql.raw(`f.${on}`),
  at: 'event',
});
const seen: Source = { fact: 'work', rows: contacts, on: sql`f.performed_on`, at: 'end' };
// Opened once, a file is reopened after
const opened: Source = { ...event('spell', spells('since', opening), 'since'), once: true };
const atEnd = (rows: Rows): Source => ({ fact: 'spell', rows, on: sql`f.since`, at: 'end', once: true });
const wentOut: Source = { fact: 'profile', rows: discharged, on: sql`f.discharged_on`, at: 'end' };
const requested = event('request', rowsOf('request_fact', 'requested_on'), 'requested_on');
const resolved = event('request', rowsOf('request_fact', 'resolved_on'), 'resolved_on');

/** Under which filter a subject is counted, and from which rows; with none of them, the first. */
export const sources: Readonly<Record<Subject, Readonly<Record<string, Source>>>> = {
  work: {
    inPeriod: event('work', work, 'performed_on'),
    intervals: event('work', intervals, 'performed_on'),
  },
  links: { inPeriod: event('work', links, 'performed_on') },
  requests: { inPeriod: requested, closedInPeriod: resolved, resolvedInPeriod: resolved },
  actions: { inPeriod: event('action', rowsOf('action_fact', 'done_on'), 'done_on') },
  transfers: { inPeriod: event('transfer', rowsOf('transfer_fact', 'transferred_on'), 'transferred_on') },
  appointments: { inPeriod: event('appointment', ofAgenda('appointment'), 'starts_on') },
  onSiteSessions: { inPeriod: event('appointment', ofAgenda('onSiteSession'), 'starts_on') },
  leave: { approved: event('leave', approvedDays, 'on_day') },
  leaveRights: { atEnd: { fact: 'leave', rows: rightsAtEnd, on: sql`f.on_day`, at: 'end' } },
  presence: { inPeriod: { ...event('leave', presence, 'on_day'), costly: true } },
  files: {
    activeInPeriod: seen,
    openedInPeriod: opened,
    closedInPeriod: event('spell', spells('until', closing), 'until'),
    reopenedInPeriod: event('spell', spells('since', reopening), 'since'),
    openedOrClosedInPeriod: event('spell', flows, 'happened_on'),
    openAtEnd: atEnd(openAtEnd),
    inactiveAtEnd: atEnd(inactiveAtEnd),
    noActiveLeadWorker: atEnd(withoutLead),
    dischargedInPeriod: wentOut,
  },
  people: {
    activeInPeriod: seen,
    activeInYear: seen,
    singleContactInPeriod: seen,
    openedInPeriod: opened,
    dischargedInPeriod: wentOut,
  },
  completeness: { openAtEnd: { fact: 'spell', rows: expected, on: sql`f.since`, at: 'end' } },
  headcount: { activeInPeriod: { fact: 'parameter', rows: headcount, on: sql`f.on_day`, at: 'end' } },
  agreement: { inPeriod: { fact: 'parameter', rows: agreement, on: sql`f.month_on`, at: 'end' } },
};
