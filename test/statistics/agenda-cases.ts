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
      'members of the team who take part, some of whom declined or proposed another time',
      `insert into appointment_participant (tenant_id, id, appointment_id, file_id, unit_id, private, worker_ids, kind,
                                            staff_id, status, answer)
       select ${t}, md5(a.id::text || w.id)::uuid, a.id, a.file_id, a.unit_id, a.private, a.worker_ids, 'staff', w.id,
              'toCome', ${turn(['accepted', 'asked', 'declined', 'accepted', 'otherProposed', 'accepted'], draw('a.id::text || w.id'))}
         from appointment a cross join unnest(a.worker_ids) w (id) where a.tenant_id = ${t}`,
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
      'a change that left the state as it was',
      version('named', 'a.status', '90 days', `${draw("a.id || 's'")} % 4 = 0`),
    ],
  ];
}
