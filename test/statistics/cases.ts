import { agendaStatements } from './agenda-cases.ts';
import { childrenOfFile } from '../../server/src/features/social-file/transfer.store.ts';

/**
 * What the generator does not make, in SQL over the sources, each with its name: every one must find rows. Nothing is
 * drawn at random: files are taken in turn by their rank, so that the same tenants come out of every run.
 */
export function caseStatements(tenantId: string): readonly (readonly [what: string, sql: string])[] {
  const t = `'${tenantId}'::uuid`;
  const zone = `(select time_zone from tenant where tenant_id = ${t})`;
  /** Files in turn, with the unit after theirs among those that hold files. */
  const ranked = `
    places as (
      select unit_id, row_number() over (order by unit_id) - 1 as place, count(*) over () as places
        from (select distinct unit_id from social_file where tenant_id = ${t}) used),
    ranked as (
      select f.id, f.unit_id, f.beneficiary_id, f.lead_worker_id, f.opened_on, f.closed_on, f.status,
             o.unit_id as other_unit_id, row_number() over (order by f.id) as rank
        from social_file f
        join places p on p.unit_id = f.unit_id
        join places o on o.place = (p.place + 1) % p.places
       where f.tenant_id = ${t})`;
  const id = (what: string, of: string) => `md5('${what}' || ${of}::text)::uuid`;
  /** Half past midnight where the tenant is, on the first of a month: still the month before in UTC, in France. */
  const movedAt = `((date_trunc('month', opened_on + 70) + interval '30 minutes') at time zone ${zone})`;
  const transfer = (status: string, rank: string, answered: string) => `
    with ${ranked}
    insert into file_transfer (tenant_id, id, file_id, unit_id, from_unit_id, to_unit_id, status, requested_by,
                               requested_at, answered_by, answered_at)
    select ${t}, ${id(status, 'id')}, id, unit_id, unit_id, other_unit_id, '${status}', lead_worker_id,
           ${movedAt} - interval '2 days', lead_worker_id, ${answered}
      from ranked where ${rank} and opened_on between '2023-06-01' and '2026-06-01'`;
  const moved = `select file_id, to_unit_id, answered_at from file_transfer
                  where tenant_id = ${t} and status in ('done', 'accepted')`;

  return [
    ...agendaStatements(t),
    ['a file moved to another unit', transfer('done', 'rank % 8 = 0', movedAt)],
    ['a transfer asked and accepted', transfer('accepted', 'rank % 16 = 3', movedAt)],
    ['a transfer asked', transfer('requested', 'rank % 16 = 5', 'null')],
    ['a transfer refused', transfer('refused', 'rank % 16 = 7', movedAt)],
    ['a transfer undone', transfer('undone', 'rank % 16 = 9', movedAt)],
    ...[
      'update social_file f set unit_id = m.to_unit_id from moved m where f.tenant_id = %t and f.id = m.file_id',
      ...childrenOfFile().map(
        (table) =>
          `update ${table} c set unit_id = m.to_unit_id from moved m where c.tenant_id = %t and c.file_id = m.file_id`,
      ),
    ].map((update) => ['', `with moved as (${moved}) ${update.replace('%t', t)}`] as const),
    ...(
      [
        ['work_entry', 'performed_on', 'work in the unit a file was moved to'],
        ['social_request', 'requested_on', 'demandes in the unit a file was moved to'],
        ['support_action', 'done_on', 'moyens in the unit a file was moved to'],
        ['file_episode', 'happened_on', 'closings in the unit a file was moved to'],
      ] as const
    ).map(
      ([table, day, what]) =>
        [
          what,
          `with moved as (${moved})
           update ${table} c set for_unit_id = m.to_unit_id from moved m
            where c.tenant_id = ${t} and c.file_id = m.file_id
              and c.${day} >= (m.answered_at at time zone ${zone})::date`,
        ] as const,
    ),
    [
      'appointments made in the unit a file was moved to',
      `with moved as (${moved})
       update appointment c set for_unit_id = m.to_unit_id from moved m
        where c.tenant_id = ${t} and c.file_id = m.file_id and c.created_at >= m.answered_at`,
    ],
    [
      'a file closed and opened again, some on the same day',
      `with ${ranked}, chosen as (
         select *, opened_on + 20 as gone_on, opened_on + 20 + (rank % 3)::int * 25 as back_on
           from ranked where rank % 12 = 1 and (closed_on is null or closed_on > opened_on + 80)
            and opened_on < '2026-08-01')
       insert into file_episode (tenant_id, id, file_id, unit_id, for_unit_id, kind, happened_on, reason, staff_id)
       select ${t}, md5(kind || id)::uuid, id, unit_id,
              coalesce((select x.from_unit_id from file_transfer x
                         where x.tenant_id = ${t} and x.file_id = id and x.status in ('done', 'accepted')
                           and (x.answered_at at time zone ${zone})::date > happened), unit_id),
              kind, happened, case kind when 'closed' then 'fin-demande' end, lead_worker_id
         from chosen
        cross join lateral (values ('closed', gone_on), ('reopened', back_on)) two (kind, happened)
        where not exists (select from file_episode e
                           where e.tenant_id = ${t} and e.file_id = chosen.id and e.kind = 'reopened')`,
    ],
    [
      'one person followed in two units',
      `with ${ranked}
       update social_file f set beneficiary_id = first.beneficiary_id
         from ranked r join ranked first on first.rank = r.rank - 1
        where f.tenant_id = ${t} and f.id = r.id and r.rank % 10 = 6 and first.unit_id <> r.unit_id`,
    ],
    [
      'work that was voided',
      `update work_entry set voided_at = recorded_at + interval '1 day', voided_by = performed_by
        where tenant_id = ${t} and ('x' || left(md5(id::text), 4))::bit(16)::int % 17 = 0`,
    ],
    [
      'a second demande of the same type, for the same work',
      `insert into social_request (tenant_id, id, file_id, unit_id, for_unit_id, type_code, requested_on, urgent,
                                   status, created_by, created_at)
       select tenant_id, ${id('twin', 'id')}, file_id, unit_id, for_unit_id, type_code, requested_on, false,
              status, created_by, created_at
         from social_request
        where tenant_id = ${t} and resolved_on is null and ('x' || left(md5(id::text), 4))::bit(16)::int % 6 = 0`,
    ],
    [
      'the work of that second demande',
      `insert into work_entry_request (tenant_id, entry_id, request_id, file_id, unit_id)
       select l.tenant_id, l.entry_id, twin.id, l.file_id, l.unit_id
         from work_entry_request l
         join social_request twin on twin.tenant_id = l.tenant_id and twin.id = ${id('twin', 'l.request_id')}
        where l.tenant_id = ${t}`,
    ],
    [
      'a demande noted after its first work',
      `update social_request r set requested_on = r.requested_on + 15
        where r.tenant_id = ${t} and r.resolved_on is null and ('x' || left(md5(r.id::text), 4))::bit(16)::int % 11 = 0`,
    ],
    [
      'work without demande',
      `delete from work_entry_request where tenant_id = ${t} and ('x' || left(md5(entry_id::text), 4))::bit(16)::int % 13 = 0`,
    ],
    [
      'work without an hour, recorded ahead or late',
      `update work_entry set started_at = null,
              recorded_at = recorded_at + (('x' || left(md5(id::text), 4))::bit(16)::int % 9 - 2) * interval '1 day'
        where tenant_id = ${t} and ('x' || left(md5(id::text), 4))::bit(16)::int % 5 = 0`,
    ],
    [
      'work with two partners',
      `insert into work_entry_partner (tenant_id, entry_id, partner_id, file_id, unit_id)
       select l.tenant_id, l.entry_id, p.id, l.file_id, l.unit_id
         from work_entry_partner l
         join lateral (select id from partner p where p.tenant_id = ${t} and p.id <> l.partner_id
                        order by md5(p.id::text || l.entry_id::text) limit 1) p on true
        where l.tenant_id = ${t}
       on conflict do nothing`,
    ],
    [
      'an answer that became unknown or refused',
      `insert into situation_value (tenant_id, file_id, unit_id, field_code, since, clearance, answer)
       select tenant_id, file_id, unit_id, field_code, since + 60, clearance,
              case when ('x' || left(md5(file_id::text), 4))::bit(16)::int % 2 = 0 then 'unknown' else 'refused' end
         from situation_value
        where tenant_id = ${t} and codes is not null
          and ('x' || left(md5(file_id::text || field_code), 4))::bit(16)::int % 14 = 0
       on conflict do nothing`,
    ],
    [
      'an answer that changed',
      `insert into situation_value (tenant_id, file_id, unit_id, field_code, since, clearance, codes)
       select v.tenant_id, v.file_id, v.unit_id, v.field_code, v.since + 120, v.clearance, array[i.code]
         from situation_value v
         join situation_field f on f.tenant_id = v.tenant_id and f.code = v.field_code
         join lateral (select code from choice_item i where i.tenant_id = v.tenant_id and i.list_code = f.list_code
                        order by md5(i.code || v.file_id::text) limit 1) i on true
        where v.tenant_id = ${t} and v.codes is not null
          and ('x' || left(md5(v.field_code || v.file_id::text), 4))::bit(16)::int % 9 = 0
       on conflict do nothing`,
    ],
    [
      'a birth known by its year, and one not at all',
      `with ${ranked}
       update file_identity i set birth_date = null,
              birth_year = case when r.rank % 2 = 0 then extract(year from i.birth_date)::int end
         from ranked r where i.tenant_id = ${t} and i.file_id = r.id and r.rank % 15 in (4, 9)`,
    ],
    [
      'a birth on 29 February, a sex and a commune that are not known',
      `with ${ranked}
       update file_identity i set birth_date = '1988-02-29', birth_year = null, sex = null, commune_code = null
         from ranked r where i.tenant_id = ${t} and i.file_id = r.id and r.rank % 40 = 2`,
    ],
    [
      'a town of Corsica and one overseas',
      `with ${ranked}
       update file_identity i set commune_code = case when r.rank % 2 = 0 then '2A004' else '97411' end
         from ranked r where i.tenant_id = ${t} and i.file_id = r.id and r.rank % 30 in (10, 11)`,
    ],
    [
      'a file without lead worker, or under one who has no right any more',
      `with ${ranked}
       update social_file f set lead_worker_id = case when r.rank % 2 = 0 then null
                else (select id from staff_member where tenant_id = ${t} order by id limit 1) end
         from ranked r where f.tenant_id = ${t} and f.id = r.id and r.rank % 25 in (12, 13)`,
    ],
    [
      'a right that ended',
      `update access_grant set revoked_at = '2026-03-01T10:00:00Z'
        where tenant_id = ${t} and staff_id = (select id from staff_member where tenant_id = ${t} order by id limit 1)`,
    ],
    [
      'a lead worker who changed, with the earlier one kept',
      `with ${ranked}
       insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after,
                                   changed_by, changed_at)
       select ${t}, ${id('lead', 'id')}, id, unit_id, 'leadWorker', id, 'identity',
              jsonb_build_object('leadWorker', (select s.id from staff_member s where s.tenant_id = ${t} order by md5(s.id::text) limit 1)),
              jsonb_build_object('leadWorker', lead_worker_id), lead_worker_id, '2026-02-10T09:00:00Z'
         from ranked where rank % 20 = 14 and lead_worker_id is not null and opened_on < '2026-02-10'`,
    ],
    [
      'a lead worker who changed before that, and on the day of an opening',
      `with ${ranked}
       insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after,
                                   changed_by, changed_at)
       select ${t}, ${id('lead before', 'id')}, id, unit_id, 'leadWorker', id, 'identity',
              jsonb_build_object('leadWorker', null),
              jsonb_build_object('leadWorker', lead_worker_id), lead_worker_id,
              (opened_on + (rank % 3)::int * 30 + time '09:00') at time zone ${zone}
         from ranked where rank % 10 = 4 and lead_worker_id is not null and opened_on < '2025-10-10'`,
    ],
    ...(
      [
        ['social_request', 'socialRequest', 'status', 'requestStatus', 'requested_on', 5],
        ['support_action', 'supportAction', 'outcome', 'actionOutcome', 'done_on', 4],
      ] as const
    ).map(
      ([table, record, field, list, day, share]) =>
        [
          `a ${record} whose ${field} changed, twice on one day for some, with the earlier ones kept`,
          `with changed as (
             select r.*, o.again, ('x' || left(md5(r.id::text), 4))::bit(16)::int as draw
               from ${table} r cross join (values (0), (1)) o (again) where r.tenant_id = ${t})
           insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after,
                                       changed_by, changed_at)
           select ${t}, md5('${field}' || again || id)::uuid, file_id, unit_id, '${record}', id, 'followUp',
                  jsonb_build_object('${field}', case when draw % 7 > 0 then
                    (select i.code from choice_item i where i.tenant_id = ${t} and i.list_code = '${list}'
                      order by md5(i.code || again || draw) limit 1) end),
                  jsonb_build_object('${field}', ${field}),
                  (select s.id from staff_member s where s.tenant_id = ${t} order by s.id limit 1),
                  (${day} + case when draw % 3 = 0 then 40 else 40 + again * 90 end + time '23:30' + again * interval '5 minutes')
                    at time zone ${zone}
             from changed where draw % ${share} = 0 and (again = 0 or draw % 2 = 0)`,
        ] as const,
    ),
    [
      'headcounts and contracts that changed',
      `insert into unit_parameter (tenant_id, unit_id, name, since, value)
       select tenant_id, id, p.name, p.since::date, p.value
         from org_unit
        cross join lateral (values ('headcount', '1900-01-01', headcount), ('headcount', '2026-01-01', headcount + 10),
                                   ('contractedMinutes', '1900-01-01', coalesce(contracted_minutes, 42000)),
                                   ('contractedMinutes', '2026-07-01', null)) p (name, since, value)
        where tenant_id = ${t} and position % 2 = 0`,
    ],
    [
      'calendars of Alsace and of overseas',
      `update org_unit set alsace_moselle = position % 3 = 0, good_friday = position % 6 = 0,
              overseas_territory = case when position % 3 = 1 then 'la-reunion' end
        where tenant_id = ${t}`,
    ],
  ];
}
