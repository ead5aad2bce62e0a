import type postgres from 'postgres';

/** A tenant's records as they are kept, in plain objects: what the naive evaluation walks. */
export interface Sources {
  readonly hospital: boolean;
  readonly idleAfter: number;
  readonly units: readonly {
    id: string;
    parent: string | null;
    kind: string;
    idle: number | null;
    alsaceMoselle: boolean;
    goodFriday: boolean;
    overseasTerritory: string | null;
  }[];
  readonly items: readonly {
    list: string;
    code: string;
    parent: string | null;
    flags: string[];
    keys: string[];
    position: number;
    from: number | null;
    channel: string | null;
    sphere: string | null;
  }[];
  readonly files: readonly {
    id: string;
    person: string;
    unit: string;
    lead: string | null;
    sex: string | null;
    born: string | null;
    bornYear: number | null;
    commune: string | null;
  }[];
  readonly episodes: readonly {
    id: string;
    file: string;
    unit: string;
    kind: 'opened' | 'reopened' | 'closed';
    day: string;
    reason: string | null;
  }[];
  readonly transfers: readonly {
    id: string;
    file: string;
    from: string;
    to: string;
    day: string;
    at: string;
  }[];
  readonly work: readonly {
    id: string;
    file: string | null;
    unit: string;
    type: string;
    day: string;
    started: string | null;
    minutes: number;
    travel: number;
    worker: string;
    recorded: string;
    recordedOn: string;
    requests: string[];
    partners: string[];
  }[];
  readonly requests: readonly {
    id: string;
    file: string;
    unit: string;
    type: string;
    day: string;
    urgent: boolean;
    initiative: string | null;
    channel: string | null;
    status: string;
    outcome: string | null;
    resolved: string | null;
  }[];
  readonly actions: readonly {
    id: string;
    file: string;
    unit: string;
    type: string;
    day: string;
    outcome: string | null;
    worker: string;
    request: string;
  }[];
  readonly appointments: readonly {
    id: string;
    kind: string;
    file: string | null;
    unit: string;
    day: string;
    status: string;
    place: string;
    workers: string[];
  }[];
  readonly leave: readonly {
    id: string;
    worker: string;
    kind: string;
    status: string;
    /** Those it counts for, and the one of them whose holidays count. */
    units: string[];
    home: string;
    first: string;
    firstHalf: string;
    last: string;
    lastHalf: string;
    /** Counted in the year it begins, and in the year after. */
    halves: number;
    halvesAfter: number;
    /** The days it was answered and cancelled. */
    decided: string | null;
    cancelled: string | null;
    /** False of one who works elsewhere, as at home. */
    away: boolean;
  }[];
  /** The days of each right to work in a unit, as one’s own; those of a person in the order of the first unit given. */
  readonly posts: readonly { worker: string; unit: string; since: string; until: string }[];
  readonly rights: readonly {
    worker: string;
    kind: string;
    year: number;
    units: string[];
    granted: number;
  }[];
  readonly situation: readonly {
    file: string;
    field: string;
    since: string;
    codes: string[] | null;
    number: number | null;
    day: string | null;
    yes: boolean | null;
  }[];
  readonly versions: readonly { id: string; record: string; of: string; was: string | null; day: string }[];
}

/** Reads them as the administrator of the database does, behind every policy. */
export async function readSources(admin: postgres.Sql, tenantId: string): Promise<Sources> {
  const zone = `(select time_zone from tenant where tenant_id = '${tenantId}')`;
  const all = async <K extends keyof Sources>(text: string) =>
    [
      ...(await admin.unsafe(text.replaceAll('%t', `'${tenantId}'::uuid`).replaceAll('%z', zone))),
    ] as unknown as Sources[K];
  const [own] = await admin<{ kind: string; idle: number }[]>`
    select kind, inactivity_days as idle from tenant where tenant_id = ${tenantId}`;
  return {
    hospital: own!.kind === 'hospital',
    idleAfter: own!.idle,
    units: await all<'units'>(
      'select id, parent_id as parent, kind, inactivity_days as idle, alsace_moselle as "alsaceMoselle", good_friday as "goodFriday", overseas_territory as "overseasTerritory" from org_unit where tenant_id = %t',
    ),
    items: await all<'items'>(
      'select list_code as list, code, parent_code as parent, flags, semantic_keys as keys, position, bracket_from as "from", channel, life_sphere as sphere from choice_item where tenant_id = %t',
    ),
    files: await all<'files'>(
      'select f.id, f.beneficiary_id as person, f.unit_id as unit, f.lead_worker_id as lead, i.sex, i.birth_date::text as born, i.birth_year as "bornYear", i.commune_code as commune from social_file f left join file_identity i on i.tenant_id = %t and i.file_id = f.id where f.tenant_id = %t',
    ),
    episodes: await all<'episodes'>(
      'select id, file_id as file, for_unit_id as unit, kind, happened_on::text as day, reason from file_episode where tenant_id = %t',
    ),
    transfers: await all<'transfers'>(
      "select id, file_id as file, from_unit_id as from, to_unit_id as to, (answered_at at time zone %z)::date::text as day, answered_at::text as at from file_transfer where tenant_id = %t and status in ('done', 'accepted') order by answered_at",
    ),
    work: await all<'work'>(
      `select w.id, w.file_id as file, w.for_unit_id as unit, w.type_code as type, w.performed_on::text as day, w.started_at::text as started,
              w.minutes::int, coalesce(w.travel_minutes, 0)::int as travel, w.performed_by as worker,
              to_char(w.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as recorded, (w.recorded_at at time zone %z)::date::text as "recordedOn",
              array(select l.request_id::text from work_entry_request l where l.tenant_id = %t and l.entry_id = w.id) as requests,
              array(select p.kind from work_entry_partner l join partner p on p.tenant_id = %t and p.id = l.partner_id where l.tenant_id = %t and l.entry_id = w.id) as partners
         from work_entry w where w.tenant_id = %t and w.voided_at is null`,
    ),
    requests: await all<'requests'>(
      'select id, file_id as file, for_unit_id as unit, type_code as type, requested_on::text as day, urgent, initiative, arrival_channel as channel, status, outcome, resolved_on::text as resolved from social_request where tenant_id = %t',
    ),
    actions: await all<'actions'>(
      'select id, file_id as file, for_unit_id as unit, type_code as type, done_on::text as day, outcome, performed_by as worker, request_id as request from support_action where tenant_id = %t',
    ),
    appointments: await all<'appointments'>(
      `select a.id, a.kind, a.file_id as file, a.for_unit_id as unit, left(a.starts_local, 10) as day, a.status, a.place_kind as place,
              array(select p.staff_id::text from appointment_participant p where p.tenant_id = %t and p.appointment_id = a.id
                       and p.kind = 'staff'
                       and case when p.status in ('honoured', 'excused', 'absent') then p.status = 'honoured'
                                else p.answer is null or p.answer not in ('declined', 'otherProposed') end) as workers
         from appointment a where a.tenant_id = %t and a.trashed_at is null and not a.private`,
    ),
    leave: await all<'leave'>(
      `select l.id, l.staff_id as worker, l.kind, l.status, coalesce(l.for_unit_ids, l.unit_ids)::text[] as units, l.home_unit_id as home,
              l.first_day::text as first, l.first_half as "firstHalf", l.last_day::text as last, l.last_half as "lastHalf",
              l.halves::int, l.halves_after::int as "halvesAfter", (l.decided_at at time zone %z)::date::text as decided,
              (select (s.changed_at at time zone %z)::date::text from leave_step s
                where s.tenant_id = %t and s.leave_id = l.id and s.status = 'cancelled') as cancelled,
              coalesce((select a.away from leave_absence a where a.tenant_id = %t and a.leave_id = l.id), true) as away
         from leave_request l where l.tenant_id = %t`,
    ),
    posts: await all<'posts'>(
      `select g.staff_id as worker, g.unit_id as unit, (g.valid_from at time zone %z)::date::text as since,
              coalesce(((least(g.valid_until, g.revoked_at, m.left_at) - interval '1 microsecond') at time zone %z)::date::text, '9999') as until
         from access_grant g
         join staff_member m on m.tenant_id = %t and m.id = g.staff_id and m.kind = 'person'
         join org_unit u on u.tenant_id = %t and u.id = g.unit_id
        where g.tenant_id = %t and g.kind = 'REGULAR' and g.role in ('SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST')
        order by g.valid_from, u.name, u.id`,
    ),
    rights: await all<'rights'>(
      'select staff_id as worker, kind, year::int, coalesce(for_unit_ids, unit_ids)::text[] as units, granted_halves::int as granted from leave_balance where tenant_id = %t',
    ),
    situation: await all<'situation'>(
      'select file_id as file, field_code as field, since::text, codes, number::float8, day::text, yes from situation_value where tenant_id = %t order by since',
    ),
    versions: await all<'versions'>(
      "select id, record, record_id as of, before ->> case record when 'leadWorker' then 'leadWorker' when 'socialRequest' then 'status' when 'appointment' then 'status' else 'outcome' end as was, (changed_at at time zone %z)::date::text as day from record_version where tenant_id = %t and record in ('leadWorker', 'socialRequest', 'supportAction', 'appointment') and before is not null order by changed_at",
    ),
  };
}
