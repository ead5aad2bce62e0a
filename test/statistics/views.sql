-- What a person of social statistics names before counting, over the sources alone. The harness makes the schema
-- `recount` for the time of a test and drops it. Written from the domain reference, without reading the engine.

-- A list's bracket for a value: the one with the greatest lower bound that is not above it.
create function recount.bracket(p_tenant uuid, p_list text, p_value numeric) returns text language sql stable as $$
  select code from choice_item
   where tenant_id = p_tenant and list_code = p_list and p_value >= coalesce(bracket_from, '-Infinity'::numeric)
   order by bracket_from desc nulls last limit 1
$$;

-- Full months between two days.
create function recount.full_months(p_from date, p_to date) returns int language sql immutable as $$
  select ((extract(year from p_to) - extract(year from p_from)) * 12
          + extract(month from p_to) - extract(month from p_from)
          - case when extract(day from p_to) < extract(day from p_from) then 1 else 0 end)::int
$$;

-- Full years between two days: Y(ref) - Y(birth) - (MMDD(ref) < MMDD(birth)); born on 29 February, one turns on 1 March.
create function recount.full_years(p_from date, p_to date) returns int language sql immutable as $$
  select (extract(year from p_to) - extract(year from p_from))::int
         - case when to_char(p_to, 'MMDD') < to_char(p_from, 'MMDD') then 1 else 0 end
$$;

-- The day of an instant where the tenant is.
create function recount.local_day(p_tenant uuid, p_at timestamptz) returns date language sql stable as $$
  select (p_at at time zone t.time_zone)::date from tenant t where t.tenant_id = p_tenant
$$;

-- What a field of a record was worth at the end of a day: the former value of the first change made after it.
create function recount.was(p_tenant uuid, p_record text, p_id uuid, p_field text, p_day date, p_now text)
returns text language sql stable as $$
  select case when later.found then later.former else p_now end
    from (select 1) one
    left join lateral (
      select true as found, v.before ->> p_field as former
        from record_version v
       where v.tenant_id = p_tenant and v.record = p_record and v.record_id = p_id and v.before ? p_field
         and recount.local_day(p_tenant, v.changed_at) > p_day
       order by v.changed_at limit 1) later on true
$$;

-- Each unit with its entity (the client company, or the whole house) and its sub-entity (itself, if it is not the entity).
-- The tree is walked once, when the harness opens.
create materialized view recount.unit as
with recursive up (tenant_id, unit_id, at_id, parent_id, kind, steps) as (
  select tenant_id, id, id, parent_id, kind, 0 from org_unit
  union all
  select up.tenant_id, up.unit_id, p.id, p.parent_id, p.kind, up.steps + 1
    from up join org_unit p on p.tenant_id = up.tenant_id and p.id = up.parent_id
   where up.kind not in ('entity', 'clientCompany')
), placed as (
  select distinct on (tenant_id, unit_id) tenant_id, unit_id, at_id as entity_id
    from up order by tenant_id, unit_id, steps desc)
select placed.tenant_id, placed.unit_id, placed.entity_id,
       nullif(placed.unit_id, placed.entity_id) as sub_entity_id,
       coalesce(u.inactivity_days, t.inactivity_days) as inactivity_days,
       u.alsace_moselle, u.good_friday, u.overseas_territory
  from placed
  join org_unit u on u.tenant_id = placed.tenant_id and u.id = placed.unit_id
  join tenant t on t.tenant_id = placed.tenant_id;
create unique index on recount.unit (tenant_id, unit_id);
analyze recount.unit;

-- A yearly parameter of a unit as in force on a day: kept with its dates, or the one value known.
create function recount.parameter(p_tenant uuid, p_unit uuid, p_name text, p_day date) returns numeric language sql stable as $$
  select case when exists (select from unit_parameter p
                            where p.tenant_id = p_tenant and p.unit_id = p_unit and p.name = p_name)
              then (select value from unit_parameter p
                     where p.tenant_id = p_tenant and p.unit_id = p_unit and p.name = p_name and p.since <= p_day
                     order by p.since desc limit 1)
              else case p_name when 'headcount' then u.headcount when 'contractedMinutes' then u.contracted_minutes
                               when 'fullTimeEquivalent' then u.full_time_equivalent end end
    from org_unit u where u.tenant_id = p_tenant and u.id = p_unit
$$;

-- Easter (Meeus).
create function recount.easter(p_year int) returns date language sql immutable as $$
  select make_date(p_year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1)
    from (select *, (a + 11 * h + 22 * l) / 451 as m
      from (select *, (32 + 2 * e + 2 * i - h - k) % 7 as l
        from (select *, (19 * a + b - d - g + 15) % 30 as h, c / 4 as i, c % 4 as k
          from (select *, (b - f + 1) / 3 as g
            from (select p_year % 19 as a, p_year / 100 as b, p_year % 100 as c, p_year / 100 / 4 as d,
                         p_year / 100 % 4 as e, (p_year / 100 + 8) / 25 as f) q1) q2) q3) q4) q5
$$;

create function recount.is_holiday(p_day date, p_alsace boolean, p_good_friday boolean, p_territory text)
returns boolean language sql immutable as $$
  select to_char(p_day, 'MMDD') in ('0101', '0501', '0508', '0714', '0815', '1101', '1111', '1225')
      or p_day - recount.easter(extract(year from p_day)::int) in (1, 39, 50)
      or (p_alsace and to_char(p_day, 'MMDD') = '1226')
      or (p_good_friday and p_day - recount.easter(extract(year from p_day)::int) = -2)
      or to_char(p_day, 'MMDD') = case p_territory when 'mayotte' then '0427' when 'martinique' then '0522'
           when 'guadeloupe' then '0527' when 'guyane' then '0610' when 'la-reunion' then '1220' else '' end
$$;

-- Each calendar in use, day by day, with the business days since its beginning: counted once, when the harness opens.
create materialized view recount.calendar as
select *, count(*) filter (where worked)
            over (partition by alsace_moselle, good_friday, territory order by day) as business_days
  from (select kind.*, g.moment::date as day,
               extract(isodow from g.moment) < 6
               and not recount.is_holiday(g.moment::date, kind.alsace_moselle, kind.good_friday, kind.territory) as worked
          from (select distinct alsace_moselle, good_friday, coalesce(overseas_territory, '') as territory from recount.unit) kind
         cross join generate_series(date '2015-01-01', date '2030-12-31', interval '1 day') as g (moment)) days;
create unique index on recount.calendar (day, territory, alsace_moselle, good_friday);
analyze recount.calendar;

-- Business days from a day (day 0) to another, in the calendar of a unit: the same day, or a day before, is 0.
create function recount.business_days(p_tenant uuid, p_unit uuid, p_from date, p_to date) returns int
language sql stable strict as $$
  select greatest(last.business_days - first.business_days, 0)::int
    from recount.unit u
    join recount.calendar first on first.day = p_from and first.territory = coalesce(u.overseas_territory, '')
         and first.alsace_moselle = u.alsace_moselle and first.good_friday = u.good_friday
    join recount.calendar last on last.day = p_to and last.territory = first.territory
         and last.alsace_moselle = u.alsace_moselle and last.good_friday = u.good_friday
   where u.tenant_id = p_tenant and u.unit_id = p_unit
$$;

-- Work that stands, with what its type means. unit_id is the unit it was done for.
create view recount.work as
select w.tenant_id, w.id as entry_id, w.file_id, f.beneficiary_id as person_id, w.performed_on, w.started_at,
       w.for_unit_id as unit_id, u.entity_id, u.sub_entity_id, w.type_code, t.channel, t.flags, t.semantic_keys,
       w.minutes, coalesce(w.travel_minutes, 0) as travel_minutes, w.performed_by as worker_id,
       recount.local_day(w.tenant_id, w.recorded_at) as recorded_on, w.recorded_at
  from work_entry w
  join recount.unit u on u.tenant_id = w.tenant_id and u.unit_id = w.for_unit_id
  left join choice_item t on t.tenant_id = w.tenant_id and t.list_code = 'workTypes' and t.code = w.type_code
  left join social_file f on f.tenant_id = w.tenant_id and f.id = w.file_id
 where w.voided_at is null;

-- Work that is a contact with the person: what makes one seen.
create view recount.contact as
select * from recount.work where file_id is not null and 'contact' = any (flags);

-- Demandes, with their category. unit_id is the unit that the file was in.
create view recount.request as
select r.tenant_id, r.id as request_id, r.file_id, f.beneficiary_id as person_id, r.requested_on, r.resolved_on,
       r.for_unit_id as unit_id, u.entity_id, u.sub_entity_id, r.type_code, t.position as type_position,
       t.parent_code as category, c.semantic_keys as category_keys, c.life_sphere, r.urgent, r.initiative,
       r.arrival_channel, r.status, r.outcome
  from social_request r
  join social_file f on f.tenant_id = r.tenant_id and f.id = r.file_id
  join recount.unit u on u.tenant_id = r.tenant_id and u.unit_id = r.for_unit_id
  left join choice_item t on t.tenant_id = r.tenant_id and t.list_code = 'requestTypes' and t.code = r.type_code
  left join choice_item c on c.tenant_id = r.tenant_id and c.list_code = 'requestCategories' and c.code = t.parent_code;

-- One row for each travail and demande that go together.
create view recount.link as
select l.tenant_id, l.entry_id, l.request_id, r.category,
       count(*) over (partition by l.tenant_id, l.entry_id) as links_of_entry
  from work_entry_request l
  join recount.request r on r.tenant_id = l.tenant_id and r.request_id = l.request_id;

-- Moyens, with their family and the category of their demande.
create view recount.action as
select a.tenant_id, a.id as action_id, a.file_id, a.done_on, a.for_unit_id as unit_id, u.entity_id, u.sub_entity_id,
       a.type_code, t.position as type_position, t.parent_code as action_group, t.flags, t.semantic_keys,
       a.outcome, a.performed_by as worker_id, a.request_id, r.category
  from support_action a
  join recount.unit u on u.tenant_id = a.tenant_id and u.unit_id = a.for_unit_id
  join recount.request r on r.tenant_id = a.tenant_id and r.request_id = a.request_id
  left join choice_item t on t.tenant_id = a.tenant_id and t.list_code = 'supportActions' and t.code = a.type_code;

-- With whom a travail was done.
create view recount.partner as
select l.tenant_id, l.entry_id, l.partner_id, p.kind, p.name, k.semantic_keys as kind_keys
  from work_entry_partner l
  join partner p on p.tenant_id = l.tenant_id and p.id = l.partner_id
  left join choice_item k on k.tenant_id = p.tenant_id and k.list_code = 'partnerKind' and k.code = p.kind;

-- Openings, closings, reopenings of files, in the unit the file was in on that day.
create view recount.episode as
select e.tenant_id, e.id as episode_id, e.file_id, f.beneficiary_id as person_id, e.kind, e.happened_on, e.reason,
       e.for_unit_id as unit_id, u.entity_id, u.sub_entity_id
  from file_episode e
  join social_file f on f.tenant_id = e.tenant_id and f.id = e.file_id
  join recount.unit u on u.tenant_id = e.tenant_id and u.unit_id = e.for_unit_id;

-- Each closing with the opening or reopening before it: the first closing ends the first opening, and so on.
create view recount.closing as
with numbered as (
  select *, row_number() over (partition by tenant_id, file_id, kind = 'closed' order by happened_on) as number
    from recount.episode)
select c.*, o.happened_on as opened_on
  from numbered c
  join numbered o on o.tenant_id = c.tenant_id and o.file_id = c.file_id and o.number = c.number and o.kind <> 'closed'
 where c.kind = 'closed';

-- Moves of a file that took place: not those asked, refused, revoked or undone.
create view recount.transfer as
select x.tenant_id, x.id as transfer_id, x.file_id, x.from_unit_id, x.to_unit_id, x.answered_at,
       recount.local_day(x.tenant_id, x.answered_at) as transferred_on,
       f.entity_id as from_entity_id, t.entity_id as to_entity_id
  from file_transfer x
  join recount.unit f on f.tenant_id = x.tenant_id and f.unit_id = x.from_unit_id
  join recount.unit t on t.tenant_id = x.tenant_id and t.unit_id = x.to_unit_id
 where x.status in ('done', 'accepted');

-- Files open at the end of a day, in the unit they were in then, under the lead worker they had then.
create function recount.open_files(p_tenant uuid, p_day date)
returns table (file_id uuid, person_id uuid, unit_id uuid, entity_id uuid, sub_entity_id uuid, lead_worker_id uuid,
               first_opened_on date, opened_on date, inactivity_days int) language sql stable as $$
  select f.id, f.beneficiary_id, place.unit_id, u.entity_id, u.sub_entity_id,
         recount.was(p_tenant, 'leadWorker', f.id, 'leadWorker', p_day, f.lead_worker_id::text)::uuid,
         f.opened_on, stay.opened_on, u.inactivity_days
    from social_file f
    join lateral (
      select count(*) filter (where e.kind <> 'closed') - count(*) filter (where e.kind = 'closed') as open,
             max(e.happened_on) filter (where e.kind <> 'closed') as opened_on
        from file_episode e
       where e.tenant_id = p_tenant and e.file_id = f.id and e.happened_on <= p_day) stay on stay.open > 0
    left join lateral (
      select x.from_unit_id from recount.transfer x
       where x.tenant_id = p_tenant and x.file_id = f.id and x.transferred_on > p_day
       order by x.answered_at limit 1) later on true
    cross join lateral (select coalesce(later.from_unit_id, f.unit_id) as unit_id) place
    join recount.unit u on u.tenant_id = p_tenant and u.unit_id = place.unit_id
   where f.tenant_id = p_tenant
$$;

-- The open files without work for longer than the threshold of their unit, at the end of a day.
create function recount.inactive_files(p_tenant uuid, p_day date)
returns table (file_id uuid, unit_id uuid, entity_id uuid, lead_worker_id uuid) language sql stable as $$
  select o.file_id, o.unit_id, o.entity_id, o.lead_worker_id
    from recount.open_files(p_tenant, p_day) o
    left join lateral (
      select max(w.performed_on) as last_work_on from recount.work w
       where w.tenant_id = p_tenant and w.file_id = o.file_id and w.performed_on <= p_day) work on true
   where greatest(o.first_opened_on, work.last_work_on) < p_day - o.inactivity_days
$$;

-- The answer of a file to a choice in force on a day: its code, or null where none is known; a row for each of several.
create function recount.answer(p_tenant uuid, p_file uuid, p_field text, p_day date)
returns table (code text) language sql stable as $$
  select chosen.code
    from (select 1) one
    left join lateral (
      select v.codes from situation_value v
       where v.tenant_id = p_tenant and v.file_id = p_file and v.field_code = p_field and v.since <= p_day
       order by v.since desc limit 1) v on true
    left join lateral unnest(v.codes) as chosen (code) on true
$$;

-- The same for a figure, a date, a yes or no.
create function recount.answer_value(p_tenant uuid, p_file uuid, p_field text, p_day date)
returns table (number bigint, day date, yes boolean) language sql stable as $$
  select v.number, v.day, v.yes
    from (select 1) one
    left join lateral (
      select * from situation_value v
       where v.tenant_id = p_tenant and v.file_id = p_file and v.field_code = p_field and v.since <= p_day
       order by v.since desc limit 1) v on true
$$;

-- Whether an item of a list holds a rule's key.
create function recount.means(p_tenant uuid, p_list text, p_code text, p_key text) returns boolean language sql stable as $$
  select exists (select from choice_item i
                  where i.tenant_id = p_tenant and i.list_code = p_list and i.code = p_code
                    and p_key = any (i.semantic_keys))
$$;

-- Who the person of a file is, on a day: the age from the year alone is the one turned that year.
create function recount.who(p_tenant uuid, p_file uuid, p_day date)
returns table (sex text, age int, age_bracket text, commune text, department text) language sql stable as $$
  select i.sex, a.age,
         recount.bracket(p_tenant, case t.kind when 'hospital' then 'ageBracketHospital' else 'ageBracket' end, a.age),
         i.commune_code,
         lower(left(i.commune_code, case when i.commune_code ~ '^9[78]' then 3 else 2 end))
    from file_identity i
    join tenant t on t.tenant_id = i.tenant_id
    cross join lateral (
      select coalesce(recount.full_years(i.birth_date, p_day), extract(year from p_day)::int - i.birth_year) as age) a
   where i.tenant_id = p_tenant and i.file_id = p_file
$$;

-- The first travail that answers a demande: who did it, when, how many business days after.
create function recount.first_response(p_tenant uuid, p_request uuid, p_flag text default null)
returns table (worker_id uuid, answered_on date, days int) language sql stable as $$
  select first.worker_id, first.performed_on,
         recount.business_days(p_tenant, r.for_unit_id, r.requested_on, first.performed_on)
    from social_request r
    left join lateral (
      select w.worker_id, w.performed_on
        from work_entry_request l
        join recount.work w on w.tenant_id = l.tenant_id and w.entry_id = l.entry_id
       where l.tenant_id = p_tenant and l.request_id = r.id and (p_flag is null or p_flag = any (w.flags))
       order by w.performed_on, w.started_at nulls last, w.recorded_at, w.entry_id limit 1) first on true
   where r.tenant_id = p_tenant and r.id = p_request
$$;

-- The codes of a list whose items have no key, by the names the product has for them, given in the order of the list; a
-- null or a name too few is an item that the product knows nothing of.
create function recount.codes(p_tenant uuid, p_list text, p_names text[]) returns table (name text, code text)
language sql stable as $$
  select named.name, item.code
    from unnest(p_names) with ordinality named (name, rank)
    join (select i.code, row_number() over (order by i.position) as rank
            from choice_item i where i.tenant_id = p_tenant and i.list_code = p_list) item using (rank)
   where named.name is not null
$$;
create function recount.statuses() returns text[] language sql immutable as $$
  select '{proposed,confirmed,postponed,cancelledByPerson,cancelledByService,honoured,noShow}'::text[]
$$;
create function recount.places() returns text[] language sql immutable as $$
  select '{office,site,home,null,phone,video,null}'::text[]
$$;
-- By what right a file was read. No trace speaks of a transfer under way, nor of who answers a demand of rights.
create function recount.grounds() returns text[] language sql immutable as $$
  select '{lead,unit,substitute,file,null,emergency,null}'::text[]
$$;
-- The traces of whoever read what a file holds.
create function recount.readings() returns text[] language sql immutable as $$
  select '{file.opened,file.printed,file.historyRead,timeline.read,requests.read,entry.read}'::text[]
$$;

-- What stands in the agenda and may be counted: what was put in the trash was a mistake, and who takes part in what is
-- private alone knows of it. Its day is the one on the wall where it takes place.
create view recount.booking as
select a.tenant_id, a.id, a.kind, a.status, a.starts_local, a.place_kind, a.for_unit_id as unit_id, u.entity_id
  from appointment a
  join recount.unit u on u.tenant_id = a.tenant_id and u.unit_id = a.for_unit_id
 where a.trashed_at is null and not a.private;

-- Whose an appointment is: who was there, where somebody said so; else who did not decline, nor ask for another time.
create view recount.booked_worker as
select tenant_id, appointment_id, staff_id
  from appointment_participant
 where kind = 'staff'
   and case status when 'honoured' then true when 'excused' then false when 'absent' then false
            else coalesce(answer, 'accepted') in ('asked', 'accepted') end;

-- Half-days of work between two days, the last one included: Monday to Friday but for the holidays of a unit.
create function recount.working_halves(p_tenant uuid, p_unit uuid, p_from date, p_to date) returns int
language sql stable as $$
  select (2 * (last.business_days - first.business_days))::int
    from recount.unit u
    join recount.calendar first on first.day = p_from - 1 and first.territory = coalesce(u.overseas_territory, '')
         and first.alsace_moselle = u.alsace_moselle and first.good_friday = u.good_friday
    join recount.calendar last on last.day = p_to and last.territory = first.territory
         and last.alsace_moselle = u.alsace_moselle and last.good_friday = u.good_friday
   where u.tenant_id = p_tenant and u.unit_id = p_unit
$$;
