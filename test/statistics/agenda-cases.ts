/**
 * The agenda of a tenant, in SQL over the sources: the product's generator makes none. What is of a file is made beside
 * its work, before files are moved; the rest in turn over the units that hold files.
 */
export function agendaStatements(t: string): readonly (readonly [what: string, sql: string])[] {
  const draw = (of: string) => `('x' || left(md5(${of}::text), 4))::bit(16)::int`;
  const turn = (values: readonly string[], by: string) =>
    `(array['${values.join("', '")}'])[1 + ${by} % ${values.length}]`;
  const statuses = [
    'proposed',
    'confirmed',
    'postponed',
    'cancelledByPerson',
    'cancelledByService',
    'honoured',
    'noShow',
    'honoured',
    'honoured',
  ];
  const places = ['office', 'site', 'phone', 'video', 'home'];
  /** Near midnight, of another zone for some: the day counted is that where it takes place. */
  const zone = turn(['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe'], 'd.draw');
  const start = `(d.day + ${turn(['00:15', '10:00', '23:15'], '(d.draw / 7)')}::time)`;
  const other = `(select s.id from staff_member s where s.tenant_id = ${t} order by md5(s.id::text || d.id) limit 1)`;
  const insert = (rows: string) => `
    with d as (${rows})
    insert into appointment (tenant_id, id, file_id, unit_id, for_unit_id, private, worker_ids, kind, status, starts_local,
                             ends_local, zone, starts_at, ends_at, place_kind, created_by, created_at, trashed_at)
    select ${t}, d.id, d.file_id, d.unit_id, d.unit_id, d.private,
           case when d.draw % 11 = 0 then '{}'::uuid[]
                when d.draw % 3 = 0 and ${other} <> d.worker then array[d.worker, ${other}] else array[d.worker] end,
           d.kind, ${turn(statuses, '(d.draw / 3)')},
           to_char(${start}, 'YYYY-MM-DD"T"HH24:MI'), to_char(${start} + interval '40 minutes', 'YYYY-MM-DD"T"HH24:MI'),
           ${zone}, ${start} at time zone ${zone}, (${start} + interval '40 minutes') at time zone ${zone},
           ${turn(places, 'd.draw')}, d.worker, ${start} at time zone ${zone} - interval '9 days',
           case when d.draw % 13 = 0 then now() end
      from d`;
  const version = (what: string, was: string, after: string, some: string) => `
    insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after, changed_by,
                                changed_at)
    select ${t}, md5('${what}' || a.id)::uuid, a.file_id, a.unit_id, 'appointment', a.id, 'identity',
           jsonb_build_object('status', ${was}, 'title', 'A'), jsonb_build_object('status', a.status, 'title', 'B'),
           a.created_by, a.starts_at + interval '${after}'
      from appointment a where a.tenant_id = ${t} and ${some}`;
  /** Those that a series begins with, and a start or end some weeks later, on the wall. */
  const chosen = `a.tenant_id = ${t} and a.series_id is null and a.kind in ('appointment', 'onSiteSession') and not a.private
          and a.trashed_at is null and ${draw("a.id || 'series'")} % 23 = 0`;
  const later = (local: string) =>
    `to_char(${local}::timestamp + n * interval '7 days', 'YYYY-MM-DD"T"HH24:MI')`;
  return [
    [
      'appointments and meetings of files',
      insert(`
        select md5('agenda' || w.id)::uuid as id, w.file_id, w.unit_id, w.performed_by as worker, w.performed_on as day,
               ${draw('w.id')} as draw, false as private,
               case when ${draw("w.id || 'k'")} % 12 = 0 then 'meeting' else 'appointment' end as kind
          from work_entry w
         where w.tenant_id = ${t} and w.file_id is not null and ${draw("w.id || 'a'")} % 5 = 0`),
    ],
    [
      'on-site sessions, and what is of no file, private or personal',
      insert(`
        select md5('agenda' || u.unit_id || n)::uuid as id, null::uuid as file_id, u.unit_id,
               (select s.id from staff_member s where s.tenant_id = ${t} order by md5(s.id::text || u.unit_id || n % 4) limit 1) as worker,
               date '2023-01-02' + n * 23 as day, ${draw('u.unit_id || n::text')} as draw, n % 9 = 4 as private,
               ${turn(['onSiteSession', 'appointment', 'onSiteSession', 'personal'], 'n')} as kind
          from (select distinct unit_id from social_file where tenant_id = ${t}) u
         cross join generate_series(0, 70) n`),
    ],
    [
      'what stands at the edge of the periods that are asked, near midnight here and there',
      insert(`
        select md5('edge' || u.unit_id || e.day || k.kind || n)::uuid as id, null::uuid as file_id, u.unit_id,
               (select s.id from staff_member s where s.tenant_id = ${t} order by md5(s.id::text || u.unit_id || n) limit 1) as worker,
               e.day, n as draw, false as private, k.kind
          from (select distinct unit_id from social_file where tenant_id = ${t}) u
         cross join (select d.day - n as day from unnest('{2022-01-01,2025-03-10,2026-06-21,2026-11-01}'::date[]) d (day),
                            generate_series(0, 1) n) e
         cross join unnest('{appointment,onSiteSession}'::text[]) k (kind)
         cross join unnest('{18,19,20,21,23,25}'::int[]) n
         where (n + extract(day from e.day)) % 2 = 0`),
    ],
    [
      'members of the team who take part, some of whom declined or proposed another time',
      `insert into appointment_participant (tenant_id, id, appointment_id, file_id, unit_id, private, worker_ids, kind,
                                            staff_id, status, answer)
       select ${t}, md5(a.id::text || w.id)::uuid, a.id, a.file_id, a.unit_id, a.private, a.worker_ids, 'staff', w.id,
              case when a.status = 'honoured' then 'honoured' else 'toCome' end,
              ${turn(['accepted', 'asked', 'declined', 'accepted', 'otherProposed', 'accepted'], draw('a.id::text || w.id'))}
         from appointment a cross join unnest(a.worker_ids) w (id) where a.tenant_id = ${t}`,
    ],
    [
      'who declined and did not come',
      `update appointment_participant p set status = 'excused'
        where p.tenant_id = ${t} and p.answer = 'declined' and ${draw("p.id || 'came'")} % 4 > 0`,
    ],
    [
      'who was to come and did not, excused or not',
      `update appointment_participant p set status = ${turn(['excused', 'absent'], draw('p.id'))}
         from appointment a
        where p.tenant_id = ${t} and a.tenant_id = ${t} and a.id = p.appointment_id and p.kind = 'staff'
          and p.answer = 'accepted' and a.status in ('honoured', 'noShow') and ${draw("p.id || 'away'")} % 6 = 0`,
    ],
    [
      'the person of a file, who takes part too',
      `insert into appointment_participant (tenant_id, id, appointment_id, file_id, unit_id, kind, status)
       select ${t}, md5(a.id::text || 'person')::uuid, a.id, a.file_id, a.unit_id, 'person', 'toCome'
         from appointment a where a.tenant_id = ${t} and a.file_id is not null`,
    ],
    [
      'a state that became what it is on the day, or long after',
      version(
        'settled',
        `case when ${draw('a.id')} % 2 = 0 then 'confirmed' else 'proposed' end`,
        '50 minutes',
        `${draw("a.id || 's'")} % 3 = 0`,
      ),
    ],
    ['', version('late', `'confirmed'`, '70 days', `${draw("a.id || 's'")} % 5 = 0`)],
    [
      'an appointment entered long after it took place',
      `insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after, changed_by,
                                   changed_at)
       select ${t}, md5('entered' || a.id)::uuid, a.file_id, a.unit_id, 'appointment', a.id, 'identity', null,
              jsonb_build_object('status', 'confirmed'), a.created_by, a.starts_at + interval '40 days'
         from appointment a where a.tenant_id = ${t} and ${draw("a.id || 's'")} % 7 = 3`,
    ],
    [
      'a change that left the state as it was',
      version('named', 'a.status', '90 days', `${draw("a.id || 's'")} % 4 = 0`),
    ],
    [
      'series that come back each week',
      `insert into appointment_series (tenant_id, id, unit_id, for_unit_id, rule, starts_local, zone, minutes, "except", also,
                                       template, created_by)
       select a.tenant_id, md5('series' || a.id)::uuid, a.unit_id, a.for_unit_id, 'FREQ=WEEKLY;COUNT=6', a.starts_local, a.zone,
              40, '{}', '{}', '{}', a.created_by
         from appointment a
        where ${chosen}`,
    ],
    [
      'their occurrences, cancelled from the third on',
      `insert into appointment (tenant_id, id, file_id, unit_id, for_unit_id, worker_ids, series_id, original_local, kind,
                                status, starts_local, ends_local, zone, starts_at, ends_at, place_kind, created_by, created_at)
       select a.tenant_id, md5('occurrence' || n || a.id)::uuid, a.file_id, a.unit_id, a.for_unit_id, a.worker_ids,
              md5('series' || a.id)::uuid, ${later('a.starts_local')}, a.kind,
              case when n < 3 then 'honoured' else 'cancelledByService' end, ${later('a.starts_local')}, ${later('a.ends_local')},
              a.zone, ${later('a.starts_local')}::timestamp at time zone a.zone,
              ${later('a.ends_local')}::timestamp at time zone a.zone, a.place_kind, a.created_by, a.created_at
         from appointment a cross join generate_series(1, 5) n
        where ${chosen}`,
    ],
    [
      'who takes part in them',
      `insert into appointment_participant (tenant_id, id, appointment_id, file_id, unit_id, worker_ids, kind, staff_id, status)
       select a.tenant_id, md5(a.id::text || w.id)::uuid, a.id, a.file_id, a.unit_id, a.worker_ids, 'staff', w.id,
              case a.status when 'honoured' then 'honoured' else 'toCome' end
         from appointment a cross join unnest(a.worker_ids) w (id)
        where a.tenant_id = ${t} and a.series_id is not null`,
    ],
    [
      'those that were cancelled, before they were',
      `insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after, changed_by,
                                   changed_at)
       select a.tenant_id, md5('stopped' || a.id)::uuid, a.file_id, a.unit_id, 'appointment', a.id, 'identity',
              jsonb_build_object('status', 'confirmed'), jsonb_build_object('status', a.status), a.created_by,
              a.starts_at - interval '1 day' + a.rank % 3 * interval '30 days'
         from (select *, row_number() over (partition by series_id order by starts_local) as nth,
                      row_number() over (order by id) as rank
                 from appointment where tenant_id = ${t} and series_id is not null) a
        where a.nth >= 3`,
    ],
  ];
}
