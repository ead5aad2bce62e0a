import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectAs } from '../../server/src/db/database.ts';
import { migrate, migrations, type Migration } from '../../server/src/db/migrate.ts';
import { bootstrap } from '../../server/src/db/roles.ts';
import { seedCommand } from '../../server/src/features/imports/seed.command.ts';
import { databaseUrl, testKeyring } from '../../server/src/testing/cluster.ts';
import { contractOperations } from '../contract/support/contract.ts';
import { send } from '../contract/support/sending.ts';
import { startWalk, type Walk } from '../contract/support/walk.ts';
import { openAdmin } from '../security/support/admin.ts';
import { insertStatement, readTables, rowsOf as matrixRowsOf } from '../security/support/matrix-world.ts';

type Rows = Map<string, readonly string[]>;

const all = migrations();
const name = `t_${process.pid}_migrations`;
/** A tenant as services really have them, and each operation of the contract done once: rows in every table. */
let source: Walk;
let admin: postgres.Sql;
let owner: postgres.Sql;
beforeAll(async () => {
  source = await startWalk();
  for (const one of contractOperations)
    expect((await send(source.home, one, await source.home.drive(one))).status, one.id).toBe(one.success);
  await seedCommand(['--files', '30', '--years', '2', '--seed', '18'])(source.running.database);
  // What the command leaves of an import: no operation writes it at once
  await source.admin`
    with batch as (
      insert into import_batch (tenant_id, id, kind, file_digest, mapping_digest, unit_id, as_of, status, total, done, counts, started_by, started_at)
      select tenant_id, gen_random_uuid(), 'people', id::text, 'y', null, '2026-11-02', 'done', 2, 2, '{"written": 2}', id, now()
        from staff_member returning tenant_id, id)
    insert into import_row (tenant_id, batch_id, row_ref, kind, record_id)
    select tenant_id, id, '2', 'file', gen_random_uuid() from batch`;
  await source.admin`
    with sealed as (
      select tenant_id, id, at, row_number() over (partition by tenant_id order by id) as seq, sha256(id::text::bytea) as digest
        from audit_event),
    salted as (insert into app.audit_salt select tenant_id, id, at, digest from sealed),
    linked as (insert into app.audit_link select tenant_id, seq, id, at, digest, digest, at from sealed)
    insert into app.audit_checkpoint select tenant_id, 1, 'note', at from sealed where seq = 1`;
  await plantWhereEmpty();
  const url = inject('clusterUrl');
  const cluster = openAdmin(url);
  await cluster.unsafe(`create database ${name} template template0`);
  await cluster.end();
  admin = openAdmin(databaseUrl(url, name));
  await bootstrap(admin, testKeyring);
  owner = connectAs('owner', databaseUrl(url, name), testKeyring, 1);
}, 120_000);
afterAll(async () => {
  await owner.end();
  await admin.end();
  await source.admin.unsafe(`drop database ${name} with (force)`);
  await source.close();
});

/** Values that stand within what a table allows. */
const within: Readonly<Record<string, object>> = { audit_setting: { retention_months: 12 } };

/** A row in each table that no operation of the contract fills by itself. */
async function plantWhereEmpty(): Promise<void> {
  const [person] = await source.admin<{ tenant: string; staff: string }[]>`
    select tenant_id as tenant, id as staff from staff_member limit 1`;
  const declared = await readTables(source.admin);
  await source.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of declared) {
      const [held] = await tx.unsafe(`select from "${table.name}" limit 1`);
      if (held) continue;
      const unit = person!.staff;
      const units = { root: unit, north: unit, south: unit, ward: unit };
      const place = { id: person!.tenant, units, files: { [unit]: unit } };
      const author = {
        label: '',
        tenant: place.id,
        session: '',
        proven: true,
        grants: [],
        staff: person!.staff,
      };
      await tx.unsafe(
        insertStatement(table, { ...matrixRowsOf(table, place, [author])[0]!, ...within[table.name] }),
      );
    }
  });
}

const quoted = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

/** The tables of this schema with the columns a program writes. */
async function tables(sql: postgres.Sql): Promise<Map<string, string[]>> {
  const rows = await sql<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace in ('public'::regnamespace, 'app'::regnamespace) and c.relname <> 'migration'
       and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.oid, c.relname order by c.relname`;
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}
const apart = ['search_key', 'audit_link', 'audit_salt', 'audit_checkpoint'];
const placeOf = (table: string) => (apart.includes(table) ? `app."${table}"` : `public."${table}"`);

/** What older schemas need in columns that are no more. */
const gone: Readonly<Record<string, object>> = { file_transfer: { reason: 'Mutation' } };

/** Tables that are no more: where the like of their rows is found now, and the migration that dropped them. */
const dropped: Readonly<Record<string, { readonly now: string; readonly by: string }>> = {
  embed_session: { now: 'session', by: '0013-sessions.sql' },
};

/** What the newest schema holds of a table: the source does not change. */
const sources = new Map<string, Promise<string>>();
function held(table: string): Promise<string> {
  const found = sources.get(table);
  if (found) return found;
  const read = source.admin.unsafe<{ rows: string }[]>(
    `select coalesce(jsonb_agg($1::text::jsonb || to_jsonb(t)), '[]')::text as rows from ${placeOf(dropped[table]?.now ?? table)} t`,
    [JSON.stringify(gone[table] ?? {})],
  );
  const rows = read.then(([row]) => row!.rows);
  sources.set(table, rows);
  return rows;
}

/** The columns each table was filled in, and nothing written in it since. */
const filled = new Map<string, string>();

/** Fills every table of the schema as it stands with what the newest one holds, as far as it has the columns. */
async function fill(known: ReadonlyMap<string, readonly string[]>): Promise<void> {
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const [table, columns] of known) {
      const names = quoted(columns);
      if (filled.get(table) === names) continue;
      const place = placeOf(table);
      await tx.unsafe(`delete from ${place}`);
      await tx.unsafe(
        `insert into ${place} (${names}) overriding system value select ${names} from jsonb_populate_recordset(null::${place}, $1::text::jsonb)`,
        [await held(table)],
      );
      filled.set(table, names);
    }
  });
}

/** Every row, in the columns given. */
async function rowsOf(known: ReadonlyMap<string, readonly string[]>): Promise<Rows> {
  const found = new Map<string, string[]>();
  for (const [table, columns] of known) {
    const rows = await admin.unsafe<{ row: string }[]>(
      `select to_jsonb(t)::text as row from (select ${quoted(columns)} from ${placeOf(table)}) t`,
    );
    found.set(table, rows.map(({ row }) => row).sort());
  }
  return found;
}

/** Rows that were there and are no more as they were; a migration may add some. */
const lost = (before: Rows, after: Rows): string[] =>
  [...before].flatMap(([table, rows]) => {
    const kept = new Set(after.get(table));
    return rows.filter((row) => !kept.has(row)).map((row) => `${table}: ${row}`);
  });

/** How many former states were planted, so that they follow one another, after all others. */
let planted = 1;

/** What a migration that writes rows makes of those it finds, and the columns it says anew. */
const made: Readonly<
  Record<
    string,
    {
      readonly before?: () => Promise<unknown>;
      readonly rewrites?: Readonly<Record<string, readonly string[]>>;
      readonly after: () => Promise<void>;
    }
  >
> = {
  '0006-configuration.sql': {
    async before() {
      await admin`delete from choice_item where list_code = 'fieldGroup'`;
      await admin`delete from choice_list where code = 'fieldGroup'`;
    },
    async after() {
      const groups = await admin<{ n: number }[]>`
        select count(i.code)::int as n from tenant t left join choice_item i on i.tenant_id = t.tenant_id and i.list_code = 'fieldGroup'
         group by t.tenant_id`;
      expect(groups.map(({ n }) => n)).toEqual([5, 5, 5]);
    },
  },
  '0007-list.sql': {
    async after() {
      const standing = await admin<{ status: string; other: number }[]>`
        select f.status, count(*) filter (where i.status <> f.status)::int as other
          from social_file f join file_identity i on i.tenant_id = f.tenant_id and i.file_id = f.id
         group by f.status order by f.status`;
      expect(standing).toEqual([
        { status: 'closed', other: 0 },
        { status: 'open', other: 0 },
      ]);
    },
  },
  '0011-sensitive.sql': {
    rewrites: { record_version: ['clearance'] },
    async before() {
      // As they were written before: every answer with the follow-up
      await admin`update record_version set clearance = 'followUp' where record = 'situation'`;
      await admin`
        insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after, changed_by)
        select distinct on (v.tenant_id, v.field_code) v.tenant_id, gen_random_uuid(), v.file_id, v.unit_id, 'situation', v.file_id, 'followUp',
               null, jsonb_build_object('fieldCode', v.field_code, 'since', v.since, 'value', null), v.file_id
          from situation_value v`;
    },
    async after() {
      const reserved = await admin<{ code: string; fields: string; values: string; versions: string }[]>`
        select f.code, string_agg(distinct f.clearance, ' ') as fields, string_agg(distinct v.clearance, ' ') as values,
               string_agg(distinct r.clearance, ' ') as versions
          from situation_field f
          join situation_value v on v.tenant_id = f.tenant_id and v.field_code = f.code
          join record_version r on r.tenant_id = f.tenant_id and r.record = 'situation' and r.after ->> 'fieldCode' = f.code
         where f.code in ('familySituation', 'protectionMeasure', 'gir', 'professionalStatus', 'housingStatus')
         group by f.code order by f.code`;
      expect(reserved.map(({ code, fields, values, versions }) => [code, fields, values, versions])).toEqual([
        ['familySituation', 'followUp', 'followUp', 'followUp'],
        ['gir', 'text', 'text', 'text'],
        ['housingStatus', 'followUp', 'followUp', 'followUp'],
        ['professionalStatus', 'text', 'text', 'text'],
        ['protectionMeasure', 'text', 'text', 'text'],
      ]);
      const free = await admin<{ clearance: string }[]>`
        select distinct clearance from situation_field where kind in ('text', 'longText')`;
      expect(free).toEqual([{ clearance: 'text' }]);
    },
  },
  '0016-rights.sql': {
    rewrites: { access_grant: ['kind', 'valid_until'] },
    async after() {
      const [standing] = await admin<{ unreviewed: number; beyond: number }[]>`
        select count(*) filter (where review_by is null)::int as unreviewed,
               count(*) filter (where valid_until > review_by)::int as beyond
          from access_grant where revoked_at is null and (valid_until is null or valid_until > now())`;
      expect(standing).toEqual({ unreviewed: 0, beyond: 0 });
    },
  },
  '0012-words.sql': {
    rewrites: {
      relative: ['note'],
      work_entry: ['void_reason'],
      file_episode: ['reason'],
      file_transfer: ['reason', 'answer'],
      record_version: ['before', 'after'],
    },
    async before() {
      for (const table of ['relative_note', 'work_entry_void', 'episode_reason', 'transfer_reason'])
        expect((await source.admin.unsafe(`select from ${table} limit 1`)).length, table).toBe(1);
      await admin`update relative set note = 'Note de ' || name`;
      await admin`update work_entry set void_reason = 'Annulé : ' || id where voided_at is not null`;
      await admin`update file_episode set reason = 'Rouvert : ' || id where kind = 'reopened'`;
      await admin`update file_transfer set reason = 'Muté : ' || id, answer = 'Non : ' || id`;
      const [one] = await admin<{ tenant_id: string; id: string; file_id: string; unit_id: string }[]>`
        select tenant_id, id, file_id, unit_id from relative limit 1`;
      const keep = (record: string, before: object | null, after: object | null) => admin`
        insert into record_version (tenant_id, id, file_id, unit_id, record, record_id, clearance, before, after, changed_by, changed_at)
        values (${one!.tenant_id}, gen_random_uuid(), ${one!.file_id}, ${one!.unit_id}, ${record}, ${one!.id}, 'followUp',
                ${before as never}, ${after as never}, ${one!.id}, now() + ${planted++} * interval '1 minute')`;
      await keep('relative', null, { name: 'Léa', note: 'Mot 1' });
      await keep('relative', { name: 'Léa', note: 'Mot 1' }, { phone: '+33639980001' });
      await keep('relative', { name: 'Léa', note: 'Mot 1' }, { note: 'Mot 2' });
      await keep('relative', { name: 'Léa', note: 'Mot 2' }, null);
      await keep('workEntry', { minutes: 5, voidReason: null }, { minutes: 5, voidReason: 'Mot 3' });
    },
    async after() {
      const wrong = await admin`
        select from relative r left join relative_note n on n.tenant_id = r.tenant_id and n.relative_id = r.id
         where n.body is distinct from 'Note de ' || r.name
        union all select from work_entry e left join work_entry_void v on v.tenant_id = e.tenant_id and v.entry_id = e.id
         where v.reason is distinct from case when e.voided_at is not null then 'Annulé : ' || e.id end
        union all select from file_episode e left join episode_reason r on r.tenant_id = e.tenant_id and r.episode_id = e.id
         where r.body is distinct from case e.kind when 'reopened' then 'Rouvert : ' || e.id end
            or e.reason is null and e.kind = 'closed'
        union all select from file_transfer t left join transfer_reason r on r.tenant_id = t.tenant_id and r.transfer_id = t.id
         where (r.reason, r.answer) is distinct from ('Muté : ' || t.id, 'Non : ' || t.id)`;
      expect(wrong).toHaveLength(0);
      const kept = await admin<{ clearance: string; said: string }[]>`
        select clearance, concat_ws(' > ', coalesce(before::text, '-'), coalesce(after::text, '-')) as said
          from record_version v where changed_at > now() and record in ('relative', 'relativeNote', 'workEntry')
         order by changed_at, clearance`;
      expect(kept.map(({ clearance, said }) => `${clearance} ${said}`)).toEqual([
        'followUp - > {"name": "Léa"}',
        'text {"note": null} > {"note": "Mot 1"}',
        'followUp {"name": "Léa"} > {"phone": "+33639980001"}',
        'followUp {"name": "Léa"} > {}',
        'text {"note": "Mot 1"} > {"note": "Mot 2"}',
        'followUp {"name": "Léa"} > -',
        'text {"note": "Mot 2"} > {"note": null}',
        'followUp {"minutes": 5} > {"minutes": 5}',
      ]);
    },
  },
};

describe('ruling 18: a migration runs on the previous schema filled', () => {
  test('the first makes an empty schema', async () => {
    expect(await migrate(owner, all.slice(0, 1))).toEqual([all[0]!.name]);
    expect((await tables(admin)).size).toBeGreaterThan(20);
  });

  test.each(all.slice(1).map((one, index) => [one.name, index + 1] as const))(
    '%s keeps every row as it was',
    async (migration, place) => {
      const known = await tables(admin);
      if (made[migration]) filled.clear();
      await fill(known);
      await made[migration]?.before?.();
      const rewritten = made[migration]?.rewrites ?? {};
      const kept = new Map(
        [...known].map(([table, columns]) => [
          table,
          columns.filter((column) => !rewritten[table]?.includes(column)),
        ]),
      );
      const before = await rowsOf(kept);
      expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
      expect(await migrate(owner, all.slice(0, place + 1))).toEqual([migration]);
      for (const [table, { by }] of Object.entries(dropped)) {
        if (by !== migration) continue;
        kept.delete(table);
        before.delete(table);
      }
      expect(lost(before, await rowsOf(kept))).toEqual([]);
      // What it made of the rows is not what the next one is to find
      if (made[migration]) filled.clear();
      await made[migration]?.after();
    },
  );

  test('in the end nothing is left to do, and the schema is that of a new database', async () => {
    expect(await migrate(owner)).toEqual([]);
    expect(await tables(admin)).toEqual(await tables(source.admin));
  });

  test('control: a migration that changes or loses a row is seen', async () => {
    const known = await tables(admin);
    await fill(known);
    const before = await rowsOf(known);
    for (const sql of [
      `update file_identity set last_name = 'Durand' where file_id = (select min(file_id::text)::uuid from file_identity)`,
      `delete from work_entry_text where entry_id = (select min(entry_id::text)::uuid from work_entry_text)`,
    ]) {
      await admin`begin`;
      await admin.unsafe(sql);
      expect(lost(before, await rowsOf(known))).toHaveLength(1);
      await admin`rollback`;
    }
  });
});

describe('a database is not migrated', () => {
  const changed = (one: Migration): Migration => ({ ...one, digest: 'another' });
  const state = () => admin`select name, digest from app.migration order by name`;

  test('when a migration it ran was rewritten since', async () => {
    const before = await state();
    const next = { name: '9999-next.sql', sql: 'create table not_made (id int)', digest: 'x' };
    await expect(migrate(owner, [changed(all[0]!), ...all.slice(1), next])).rejects.toThrow(
      `La migration ${all[0]!.name} a changé après avoir été appliquée. Remettez le fichier tel qu’il a été publié.`,
    );
    await expect(migrate(owner, [...all.slice(0, -1), changed(all.at(-1)!), next])).rejects.toThrow(
      all.at(-1)!.name,
    );
    expect(await state()).toEqual(before);
  });

  test('by an older Lastria than the one that migrated it', async () => {
    const before = await state();
    await expect(migrate(owner, all.slice(0, -1))).rejects.toThrow(
      `La base a été préparée par une version plus récente de Lastria (${all.at(-1)!.name}). Lancez cette version, ou restaurez une sauvegarde.`,
    );
    expect(await state()).toEqual(before);
  });

  test('in part: one that fails leaves nothing', async () => {
    const before = await state();
    const broken = {
      name: '9999-broken.sql',
      sql: 'create table half_made (id int); select 1 / 0',
      digest: 'x',
    };
    await expect(migrate(owner, [...all, broken])).rejects.toThrow('division by zero');
    expect(await state()).toEqual(before);
    expect((await tables(admin)).has('half_made')).toBe(false);
  });
});
