import { sql, type SQL } from 'drizzle-orm';
import { flagged, inRanges, inUnits, type Fact, type Subject } from './base.ts';
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
}
type Rows = (asked: Wanted) => SQL;

/** Where the rows of a subject come from under a filter: a source called `f`. */
export interface Source {
  readonly fact: Fact;
  readonly rows: Rows;
  /** Date of what is counted. */
  readonly on: SQL;
  /** When the situation is read. */
  readonly at: 'end' | 'event';
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

/**
 * A row for each link between a travail and a demande, and one for a travail that serves none. Ranks are drawn as codes
 * are: of a series, the planner would expect a thousand.
 */
const linkRows: Rows = (asked) => sql`(
  select s.*, unnest(case when s.request_types = '{}' then array[null] else s.request_types end) as link_code,
         unnest(array_positions(array_fill(true, array[greatest(cardinality(s.request_types), 1)]), true)) as link_rank
         ${ofTenant('work_fact', asked)} and ${inRanges(sql`s.performed_on`, asked.ranges)}) f`;

/** Travaux of a file, each with the days since the one before it in the period. */
const intervals: Rows = (asked) =>
  sql`(select s.*, s.performed_on - lag(s.performed_on) over (partition by s.file_key order by s.performed_on, s.id) as interval_days ${ofTenant('work_fact', asked)} and ${inRanges(sql`s.performed_on`, asked.ranges)} and s.file_key is not null) f`;

const opening = sql`s.begun_by = 'opened'`;
const reopening = sql`s.begun_by = 'reopened'`;
const closing = sql`s.ended_by = 'closed'`;
const spells =
  (date: 'since' | 'until', condition: SQL): Rows =>
  (asked) =>
    sql`(select s.* ${ofTenant('spell_fact', asked)} and ${condition} and ${inRanges(sql`s.${sql.raw(date)}`, asked.ranges)}) f`;

/** Files that came in and went out, each with its day. */
const flows: Rows = (asked) => {
  const half = (date: string, entering: boolean, condition: SQL) =>
    sql`select s.*, ${entering}::boolean as entering, s.${sql.raw(date)} as happened_on ${ofTenant('spell_fact', asked)} and ${condition} and ${inRanges(sql`s.${sql.raw(date)}`, asked.ranges)}`;
  return sql`(${half('since', true, sql`(${opening} or ${reopening})`)} union all ${half('until', false, closing)}) f`;
};

const open = (asked: Wanted) =>
  sql`select s.* ${ofTenant('spell_fact', asked)} and s.since <= ${endOf(asked)} and (s.until is null or s.until > ${endOf(asked)})`;
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

const event = (fact: Fact, rows: Rows, on: string): Source => ({
  fact,
  rows,
  on: sql.raw(`f.${on}`),
  at: 'event',
});
const seen: Source = { fact: 'work', rows: contacts, on: sql`f.performed_on`, at: 'end' };
const opened = event('spell', spells('since', opening), 'since');
const requested = event('request', rowsOf('request_fact', 'requested_on'), 'requested_on');
const resolved = event('request', rowsOf('request_fact', 'resolved_on'), 'resolved_on');

/** Under which filter a subject is counted, and from which rows; with none of them, the first. */
export const sources: Readonly<Record<Subject, Readonly<Record<string, Source>>>> = {
  work: {
    inPeriod: event('work', rowsOf('work_fact', 'performed_on'), 'performed_on'),
    intervals: event('work', intervals, 'performed_on'),
  },
  links: { inPeriod: event('work', linkRows, 'performed_on') },
  requests: { inPeriod: requested, closedInPeriod: resolved, resolvedInPeriod: resolved },
  actions: { inPeriod: event('action', rowsOf('action_fact', 'done_on'), 'done_on') },
  transfers: { inPeriod: event('transfer', rowsOf('transfer_fact', 'transferred_on'), 'transferred_on') },
  files: {
    activeInPeriod: seen,
    openedInPeriod: opened,
    closedInPeriod: event('spell', spells('until', closing), 'until'),
    reopenedInPeriod: event('spell', spells('since', reopening), 'since'),
    openedOrClosedInPeriod: event('spell', flows, 'happened_on'),
    openAtEnd: { fact: 'spell', rows: openAtEnd, on: sql`f.since`, at: 'end' },
    inactiveAtEnd: { fact: 'spell', rows: inactiveAtEnd, on: sql`f.since`, at: 'end' },
  },
  people: {
    activeInPeriod: seen,
    activeInYear: seen,
    singleContactInPeriod: seen,
    openedInPeriod: opened,
  },
};
