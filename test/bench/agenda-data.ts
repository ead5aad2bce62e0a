import type postgres from 'postgres';

/** Agendas of each tenant of a data set. */
export interface AgendaSize {
  /** Of each tenant. */
  readonly workers: number;
  readonly monthsBehind: number;
  readonly monthsAhead: number;
}

/** A UUIDv7 as the application makes them, for what was written at `at`: rows lie in the order they were written. */
const idOf = (at: string, what: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${what}), 1, 3) || '8' || substr(md5(${what}), 4, 15))::uuid`;
/** From 0 to 99, always the same for the same. */
const drawn = (what: string, salt: number) => `(hashtextextended(${what}, ${salt}) & 2147483647) % 100`;
const local = (at: string) => `to_char(${at}, 'YYYY-MM-DD"T"HH24:MI')`;

/**
 * Fills the agendas of the tenants that stand: each worker has about three appointments a day at the hours one receives,
 * is away one week in eight, meets his team on Thursdays; ahead the agenda empties within a quarter, down to what comes
 * back by itself. Three in four are about a file of the service; some are private. Participants and notes, which no
 * range reads, are left out. In SQL, as an administrator; what the exclusion of double bookings accepts.
 */
export async function generateAgendas(sql: postgres.Sql, size: AgendaSize, today: string): Promise<void> {
  await sql.unsafe(`set session_replication_role = replica`);
  const [once] = await sql<{ definition: string }[]>`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'agenda_booking_once'`;
  // Built at the end, in one pass: a third of the time
  await sql.unsafe(`alter table agenda_booking drop constraint agenda_booking_once`);
  await sql.unsafe(teams(size));
  await sql.unsafe(hours(size, today));
  await sql.unsafe(appointments(today));
  await sql.unsafe(meetings(size, today));
  await sql.unsafe(bookings);
  await sql.unsafe(`set maintenance_work_mem = '512MB'`);
  await sql.unsafe(`alter table agenda_booking add constraint agenda_booking_once ${once!.definition}`);
  await sql.unsafe(`drop table pg_temp.agenda_worker, pg_temp.agenda_file, pg_temp.agenda_hour`);
  await sql.unsafe(`reset session_replication_role`);
}

/** Workers, each at a unit, with a room for two; and the files they receive people of. */
const teams = ({ workers }: AgendaSize) => `
  create temp table agenda_worker as
  with unit as (
    select tenant_id, id, row_number() over (partition by tenant_id order by id) - 1 as place, count(*) over (partition by tenant_id) as units
      from org_unit where parent_id is not null)
  select t.id as tenant_id, n, ${idOf(`timestamptz '2020-01-01'`, `t.id || 'worker' || n`)} as id, u.id as unit_id,
         ${idOf(`timestamptz '2020-01-01'`, `t.id || 'room' || n / 2`)} as room_id,
         ${idOf(`timestamptz '2020-01-01'`, `t.id || 'team' || n / 6`)} as series_id
    from tenant t cross join generate_series(0, ${workers - 1}) n
    join unit u on u.tenant_id = t.id and u.place = n % u.units;
  insert into staff_member (tenant_id, id, display_name)
  select tenant_id, id, 'Intervenant ' || n from agenda_worker;
  insert into access_grant (tenant_id, id, staff_id, role, kind, unit_id, with_subtree, valid_from, reason)
  select tenant_id, id, id, 'SOCIAL_WORKER', 'REGULAR', unit_id, true, '2020-01-01', 'Bench' from agenda_worker;
  insert into room (tenant_id, id, unit_id, label)
  select tenant_id, room_id, min(unit_id::text)::uuid, 'Bureau ' || min(n) from agenda_worker group by tenant_id, room_id;
  create temp table agenda_file as
  select tenant_id, id, unit_id, row_number() over (partition by tenant_id order by id) - 1 as place, count(*) over (partition by tenant_id) as files
    from social_file;
  analyze agenda_worker, agenda_file`;

/** The hours that are taken, a row each: six hours a day, half of them in the past. */
const hours = ({ monthsBehind, monthsAhead }: AgendaSize, today: string) => `
  create temp table agenda_hour as
  select w.*, d.day::date as day, m as minute, w.id || '/' || d.day || '/' || m as what,
         greatest(0, (d.day::date - date '${today}') / 30) as ahead
    from agenda_worker w
    cross join generate_series(date '${today}' - interval '${monthsBehind} months', date '${today}' + interval '${monthsAhead} months', '1 day') d (day)
    cross join unnest(array[540, 600, 660, 840, 900, 960]) m
   where extract(isodow from d.day) < 6
     and ${drawn(`w.id || to_char(d.day, 'IYYYIW')`, 1)} >= 12
     and ${drawn(`w.id || '/' || d.day || '/' || m`, 2)} < greatest(10, 50 - 13 * greatest(0, (d.day::date - date '${today}') / 30))`;

/** A visit at home takes the hour with its way there and back; a room serves one of its two people a day. */
const appointments = (today: string) => `
  insert into appointment (tenant_id, id, file_id, unit_id, for_unit_id, private, worker_ids, asked_ids, series_id, motive_id, kind, title, status,
                           starts_local, ends_local, zone, starts_at, ends_at, place_kind, place, room_id, travel_before, travel_after, created_by, created_at)
  select tenant_id, id, file_id, file_unit, file_unit, private, array[worker_id], case when asked then array[worker_id] else '{}' end,
         case when ahead > 3 then series_id end, motive_id, case when private then 'personal' else 'appointment' end, case when private then 'Personnel' when file_id is null then 'Point de situation' end,
         status, ${local('starts')}, ${local('ends')}, 'Europe/Paris', starts at time zone 'Europe/Paris', ends at time zone 'Europe/Paris',
         case when at_home then 'home' when in_room then 'office' else 'phone' end, null, case when in_room then room_id end,
         case when at_home then 15 else 0 end, case when at_home then 15 else 0 end, worker_id, created
    from (
      select h.tenant_id, ${idOf('h.created', 'h.what')} as id, h.id as worker_id, f.id as file_id, coalesce(f.unit_id, h.unit_id) as file_unit, h.series_id, h.room_id, h.ahead, h.created,
             h.lot < 4 as private, f.id is not null and h.lot between 30 and 37 as at_home,
             f.id is not null and h.lot >= 40 and (extract(doy from h.day)::int + h.n) % 2 = 0 as in_room,
             h.ahead > 0 and h.lot between 20 and 24 as asked, (select min(a.id::text)::uuid from appointment_motive a where a.tenant_id = h.tenant_id) as motive_id,
             case when h.ahead > 0 or h.day > date '${today}' then case when h.ahead > 0 and h.lot between 20 and 24 then 'proposed' else 'confirmed' end
                  when h.lot between 5 and 9 then 'noShow' when h.lot between 10 and 14 then 'cancelledByPerson' else 'honoured' end as status,
             h.day + make_interval(mins => h.minute + case when f.id is not null and h.lot between 30 and 37 then 15 else 0 end) as starts,
             h.day + make_interval(mins => h.minute + case when f.id is not null and h.lot between 30 and 37 then 45 when h.lot % 2 = 0 then 60 else 45 end) as ends
        from (select *, ${drawn('what', 3)} as lot, day - interval '1 day' * (1 + ${drawn('what', 4)} % 30) as created from agenda_hour) h
        left join agenda_file f on f.tenant_id = h.tenant_id and h.lot >= 25 and f.place = (hashtextextended(h.what, 5) & 2147483647) % f.files) made
   order by created`;

/** Each Thursday at one, six people together. */
const meetings = ({ monthsBehind, monthsAhead }: AgendaSize, today: string) => `
  insert into appointment_series (tenant_id, id, unit_id, for_unit_id, worker_ids, rule, starts_local, zone, minutes, "except", also, template, created_by)
  select tenant_id, series_id, min(unit_id::text)::uuid, min(unit_id::text)::uuid, array_agg(id), 'FREQ=WEEKLY;BYDAY=TH', '2020-01-02T13:00', 'Europe/Paris', 60, '{}', '{}', '{}', min(id::text)::uuid
    from agenda_worker group by tenant_id, series_id;
  insert into appointment (tenant_id, id, unit_id, for_unit_id, worker_ids, series_id, original_local, kind, title, status, starts_local, ends_local, zone, starts_at, ends_at, place_kind, created_by, created_at)
  select s.tenant_id, ${idOf(`d.day`, `s.id || '/' || d.day`)}, s.unit_id, s.unit_id, s.worker_ids, s.id, ${local('d.day')}, 'meeting', 'Réunion d’équipe',
         case when d.day < date '${today}' then 'honoured' else 'confirmed' end, ${local('d.day')}, ${local(`d.day + interval '1 hour'`)}, 'Europe/Paris',
         d.day at time zone 'Europe/Paris', (d.day + interval '1 hour') at time zone 'Europe/Paris', 'office', s.created_by, d.day
    from appointment_series s
    cross join generate_series(date '${today}' - interval '${monthsBehind} months', date '${today}' + interval '${monthsAhead} months', '1 day') at (day)
    cross join lateral (select at.day + interval '13 hours' as day) d
   where extract(isodow from d.day) = 4`;

/** As the application writes them, one for each who takes part and one for the room. */
const bookings = `
  insert into agenda_booking (tenant_id, appointment_id, resource_id, is_room, starts_at, ends_at, blocks)
  select a.tenant_id, a.id, r.id, r.is_room,
         a.starts_at - make_interval(mins => case when r.is_room then 0 else a.travel_before end),
         a.ends_at + make_interval(mins => case when r.is_room then 0 else a.travel_after end),
         a.status in ('proposed', 'confirmed', 'honoured')
    from appointment a
    cross join lateral (select unnest(a.worker_ids) as id, false as is_room union all select a.room_id, true where a.room_id is not null) r
   order by a.created_at`;
