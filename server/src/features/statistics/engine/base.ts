import { sql, type SQL } from 'drizzle-orm';
import { uuids } from '../../../db/database.ts';
import { Unanswerable, type Period } from './question.ts';

/** What is counted: rows of facts, files or persons behind them. */
export type Subject =
  | 'work'
  | 'links'
  | 'requests'
  | 'actions'
  | 'transfers'
  | 'files'
  | 'people'
  | 'appointments'
  | 'onSiteSessions'
  | 'leave'
  | 'leaveRights'
  | 'presence'
  | 'completeness'
  | 'headcount'
  | 'agreement';
/** The table of facts behind it; `parameter`: what is known of units; `leave`: of the team. Both are of no file. */
export type Fact =
  'work' | 'request' | 'action' | 'spell' | 'transfer' | 'appointment' | 'profile' | 'parameter' | 'leave';

export const flagged = (alias: SQL, flag: string): SQL => sql`${flag}::text = any (${alias}.flags)`;
export const keyed = (alias: SQL, key: string): SQL => sql`${key}::text = any (${alias}.semantic_keys)`;

/**
 * The rows a term counts, as it is put together: dimensions and filters read columns of the fact `f`, and join what
 * they need once.
 */
export class Base {
  readonly tenantId: string;
  readonly subject: Subject;
  readonly fact: Fact;
  /** The filter that chose the rows. */
  readonly source: string;
  /** Days counted; the last day of the first range is the end of the period. */
  readonly ranges: readonly Period[];
  readonly units: readonly string[];
  /** Date of what is counted. */
  readonly on: SQL;
  /** Date at which the situation is read: that of the event, or the end of the period for persons and stocks. */
  readonly at: SQL;
  /** Rows reduced to person and file: their own date and kind are gone. */
  readonly coarse: boolean;
  /** Whether a row may come several times, once for each value of a dimension. */
  fans = false;
  readonly #joins = new Map<string, SQL>();
  readonly #known = new Map<string, SQL>();
  readonly #where: SQL[] = [];

  constructor(what: {
    tenantId: string;
    subject: Subject;
    fact: Fact;
    source: string;
    ranges: readonly Period[];
    units: readonly string[];
    on: SQL;
    at: SQL;
    coarse: boolean;
  }) {
    this.tenantId = what.tenantId;
    this.subject = what.subject;
    this.fact = what.fact;
    this.source = what.source;
    this.ranges = what.ranges;
    this.units = what.units;
    this.on = what.on;
    this.at = what.at;
    this.coarse = what.coarse;
  }

  get tenant(): SQL {
    return sql`${this.tenantId}::uuid`;
  }

  get end(): SQL {
    return sql`${this.ranges[0]!.to}::date`;
  }

  get start(): SQL {
    return sql`${this.ranges[0]!.from}::date`;
  }

  /** Adds a join of this name, once. */
  join(name: string, text: SQL): void {
    if (!this.#joins.has(name)) this.#joins.set(name, text);
  }

  where(condition: SQL): void {
    this.#where.push(condition);
  }

  get joins(): SQL {
    const texts = [...this.#joins].map(([name, text]) => (name === 'p' ? this.#profile : text));
    return sql.join(texts, sql` `);
  }

  get conditions(): SQL {
    return where(this.#where);
  }

  /** Joins the item of a list of this code, as `alias`. */
  item(alias: string, list: string, code: SQL): SQL {
    const named = sql.raw(alias);
    this.join(
      alias,
      sql`left join choice_item ${named} on ${named}.tenant_id = ${this.tenant} and ${named}.list_code = ${list} and ${named}.code = ${code}`,
    );
    return named;
  }

  /**
   * Whether a code is that of an item of a list of which something is true. Joined to the list, the planner would take
   * the rows for a few.
   */
  isItem(code: SQL, list: string, test: (item: SQL) => SQL): SQL {
    return sql`${code} = any (array(select i.code from choice_item i where i.tenant_id = ${this.tenant} and i.list_code = ${list} and ${test(sql`i`)}))`;
  }

  /** The type of the travail. */
  workType(): SQL {
    this.only('work');
    return this.item('wt', 'workTypes', sql`f.type_code`);
  }

  /**
   * What was known of the file then: `value` is read from its profile, called `known`, before that is joined, so that
   * answers are not carried whole.
   */
  known(name: string, value: SQL): SQL {
    this.join('p', sql``);
    this.#known.set(name, value);
    return sql`p.${sql.identifier(name)}`;
  }

  get #profile(): SQL {
    const values = [...this.#known].map(([name, value]) => sql`${value} as ${sql.identifier(name)}`);
    return sql`left join (
      select known.file_key, known.since, known.until, ${sql.join(values, sql`, `)}
        from profile_fact known where known.tenant_id = ${this.tenant}) p
      on p.file_key = f.file_key and ${inForce(sql`p`, this.at)}`;
  }

  /** Type of the demande: its own, or those it serves; a file or a person has those of its demandes. */
  requestType(): SQL {
    if (this.subject === 'files' || this.subject === 'people') return this.#ofFile('code');
    switch (this.fact) {
      case 'request':
        return sql`f.type_code`;
      case 'action':
        return sql`f.request_type`;
      case 'work': {
        if (this.subject === 'links') return sql`f.link_code`;
        this.fans = true;
        this.join(
          'rq',
          sql`left join lateral (select distinct code from unnest(f.request_types) code) rq on true`,
        );
        return sql`rq.code`;
      }
      default:
        return this.#ofFile('code');
    }
  }

  requestCategory(): SQL {
    const onlyFiles =
      ['files', 'people'].includes(this.subject) || ['spell', 'transfer', 'appointment'].includes(this.fact);
    if (onlyFiles) return this.#ofFile('category');
    return sql`${this.item('rt', 'requestTypes', this.requestType())}.parent_code`;
  }

  /**
   * A file stands in each category, or type, of its demandes made until the end of the period: as often as it has some,
   * since what is counted is counted once in each cell.
   */
  #ofFile(what: 'code' | 'category'): SQL {
    this.fans = true;
    this.join(
      'fr',
      sql`left join (
        select r.file_key, r.type_code as code, i.parent_code as category
          from request_fact r
          join choice_item i on i.tenant_id = ${this.tenant} and i.list_code = 'requestTypes' and i.code = r.type_code
         where r.tenant_id = ${this.tenant} and ${inUnits(sql`r.for_unit_id`, this.units)} and r.requested_on <= ${this.end}) fr on fr.file_key = f.file_key`,
    );
    return sql.raw(`fr.${what}`);
  }

  /** Natures of the partners of a travail, one row for each. */
  partner(what: 'kinds' | 'ids'): SQL {
    this.only('work');
    this.fans = true;
    const alias = sql.raw(what === 'kinds' ? 'pk' : 'pi');
    const column = sql.raw(what === 'kinds' ? 'partner_kinds' : 'partner_ids');
    this.join(`partner ${what}`, sql`left join lateral unnest(f.${column}) ${alias}(code) on true`);
    return sql`${alias}.code::text`;
  }

  /** The entity a unit belongs to: the client company nearest above it, or else the whole house. */
  entityOf(alias: string, unit: SQL): SQL {
    const named = sql.raw(alias);
    this.join(alias, sql`left join (${entities(this.tenant)}) ${named} on ${named}.id = ${unit}`);
    return sql`${named}.entity`;
  }

  /** The code of the bracket a number falls in; below the first, nothing is known. */
  bracket(list: SQL, value: SQL): SQL {
    const bounds = sql`(select array_agg(coalesce(b.bracket_from, -2147483648) order by b.bracket_from nulls first) from choice_item b where b.tenant_id = ${this.tenant} and b.list_code = ${list} and b.active)`;
    const codes = sql`(select array_agg(b.code order by b.bracket_from nulls first) from choice_item b where b.tenant_id = ${this.tenant} and b.list_code = ${list} and b.active)`;
    return sql`(${codes})[width_bucket((${value})::int, ${bounds})]`;
  }

  /** Full years from a day to the date of reading; born on 29 February, one turns on 1 March. */
  yearsSince(day: SQL): SQL {
    return sql`date_part('year', age(${this.at}::timestamp, ${day}::timestamp))`;
  }

  age(): SQL {
    const bornOn = this.known('bornOn', sql`known.born_on`);
    const birthYear = this.known('birthYear', sql`known.birth_year`);
    return sql`coalesce(${this.yearsSince(bornOn)}, date_part('year', ${this.at}::timestamp) - ${birthYear})`;
  }

  /** The same, or what is left of it once frozen. */
  ageKept(): SQL {
    return sql`coalesce(${this.age()}, ${this.known('ageFrom', sql`known.age_from`)})`;
  }

  /** A state that changes, as it was at the end of the period. */
  asItWas(now: 'status' | 'outcome'): SQL {
    const was = sql`jsonb_path_query_first(f.earlier, '$[*] ? (@.until > $end)', jsonb_build_object('end', ${this.end}))`;
    return sql`case when f.earlier is null or ${was} is null then f.${sql.raw(now)} else ${was} ->> 'was' end`;
  }

  /** Who takes part in an appointment, one row for each. */
  takingPart(): SQL {
    this.fans = true;
    this.join('workers', sql`left join lateral unnest(f.worker_ids) tp(worker_id) on true`);
    return sql`tp.worker_id`;
  }

  /** Refuses what only some facts tell. */
  only(...facts: readonly Fact[]): void {
    if (!facts.includes(this.fact) || this.coarse) throw new NotHere();
  }
}

export const where = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join([...conditions], sql` and `)}`;

/** What a dimension or a filter reads does not exist for what is counted. */
export class NotHere extends Unanswerable {
  constructor() {
    super('', 'not here');
  }
}

/** The entity of each unit: the client company nearest above it, or else the whole house. */
export const entities = (tenant: SQL): SQL => sql`
  with recursive tree (id, entity) as (
    select o.id, o.id from org_unit o where o.tenant_id = ${tenant} and o.parent_id is null
    union all
    select o.id, case when o.kind in ('entity', 'clientCompany') then o.id else t.entity end
      from org_unit o
      join tree t on o.parent_id = t.id
     where o.tenant_id = ${tenant})
  select id, entity from tree`;

export const inRanges = (column: SQL, ranges: readonly Period[]): SQL => {
  const between = (from: string, to: string) => sql`${column} between ${from}::date and ${to}::date`;
  const each = ranges.map(({ from, to }) => between(from, to));
  if (each.length === 1) return each[0]!;
  const first = ranges.map(({ from }) => from).toSorted()[0]!;
  const last = ranges
    .map(({ to }) => to)
    .toSorted()
    .at(-1)!;
  // Read as one range: as alternatives of an index, the policy would be asked again of each row
  return sql`(${between(first, last)} and case when ${sql.join(each, sql` or `)} then true else false end)`;
};

/** From when on a row is in force no more: its index is on this, so that what is still in force is read as one range. */
export const endOfForce = (alias: SQL): SQL =>
  sql`case when ${alias}.until is null then 'infinity'::date else ${alias}.until end`;
/** Whether a row was in force on a day: it ends before the day it is told to end on. */
export const inForce = (alias: SQL, day: SQL): SQL =>
  sql`${alias}.since <= ${day} and ${endOfForce(alias)} > ${day}`;

export const inUnits = (column: SQL, units: readonly string[]): SQL => sql`${column} = any (${uuids(units)})`;
