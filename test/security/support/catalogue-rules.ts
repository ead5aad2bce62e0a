import type { TransactionSql } from 'postgres';
import { tenantTables } from '../../../server/src/db/tenant-table.ts';
import * as schema from '../../../server/src/db/schema.ts';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { CasingCache } from 'drizzle-orm/casing';

/** A rule of the catalogue: what breaks it, and a fault that must be seen. */
export interface CatalogueRule {
  readonly title: string;
  /** Names what breaks the rule; empty when all is well. */
  readonly find: (tx: TransactionSql) => Promise<string[]>;
  /** Statements that break it. */
  readonly fault: readonly string[];
}

/** What stands outside a rule on purpose: the finding, and why. Nothing else may. */
export const exceptions: Readonly<Record<string, string>> = {
  'tenant.tenant_directory to lastria_directory ignores the tenant':
    'preflights and jobs must know which tenants exist; the role sees two columns and no request logs in as it',
  'audit_pending.audit_pending_directory to lastria_directory ignores the tenant':
    'the sealer must know whose traces wait; the role sees the tenant and nothing of the trace',
  'fact_due.fact_due_directory to lastria_directory ignores the tenant':
    'whoever makes facts must know of whom some wait; the role sees the tenant and nothing of the mark',
  'fact_state.fact_state_directory to lastria_directory ignores the tenant':
    'whoever makes facts must know whose are whole; the role sees the tenant and their form',
  'calendar_link.calendar_link_directory to lastria_directory ignores the tenant':
    'the keeper must know whose calendars are due; the role sees when and in which state, nothing of the mailbox',
  'calendar_push.calendar_push_directory to lastria_directory ignores the tenant':
    'the keeper must know who has something to be told; the role sees whose it is, not which appointment',
  'staff_member.staff_member_directory to lastria_directory ignores the tenant':
    'calendars of whoever has left are let go of; the role sees the ids of those alone, and since when',
  'app.look_at_facts()':
    'only the owner of a table may have the planner look at it; it takes no argument, gives nothing, and the reader may not run it',
};

/** Roles no request logs in as: they own functions that see a few columns, and refuse a tenant that was not entered. */
const counting = / to lastria_counter ignores the tenant$/;
export const isException = (finding: string): boolean => finding in exceptions || counting.test(finding);

const names = async (tx: TransactionSql, query: string): Promise<string[]> =>
  (await tx.unsafe<{ finding: string }[]>(query)).map(({ finding }) => finding);
export const sqlRule = (title: string, query: string, ...fault: string[]): CatalogueRule => ({
  title,
  find: (tx) => names(tx, query),
  fault,
});

const tables = `(select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p'))`;
const tenantAttribute = `(select a.attrelid as table_oid, a.attnum from pg_attribute a where a.attname = 'tenant_id' and not a.attisdropped)`;
const bare = 'create table fault (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))';

export const rules: readonly CatalogueRule[] = [
  sqlRule(
    'row-level security is on and forced',
    `select relname as finding from ${tables} c where not (relrowsecurity and relforcerowsecurity)`,
    'alter table draft no force row level security',
  ),
  {
    title: 'each table is declared, with the grants it declares and no other',
    find: findGrants,
    fault: ['grant truncate on draft to lastria_app'],
  },
  sqlRule(
    'each granted verb has a policy',
    `select c.relname || ' lets ' || g.grantee || ' ' || lower(g.privilege_type) || ' without a policy' as finding
       from ${tables} c
       join information_schema.role_table_grants g on g.table_schema = 'public' and g.table_name = c.relname
      where g.grantee in ('lastria_app', 'lastria_reader') and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        and not exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
              and p.cmd in (g.privilege_type, 'ALL') and (g.grantee = any (p.roles) or 'public' = any (p.roles)))`,
    'drop policy draft_delete on draft',
  ),
  sqlRule(
    'each policy tests the tenant, for reading and for writing',
    `select tablename || '.' || policyname || ' to ' || array_to_string(roles, ',') || ' ignores the tenant' as finding from pg_policies
      where schemaname = 'public' and (permissive <> 'PERMISSIVE'
         or (cmd in ('SELECT', 'UPDATE', 'DELETE', 'ALL') and qual not like '%(tenant_id = (NULLIF(current_setting(''app.tenant''::text, true), ''''::text))::uuid)%')
         or (cmd in ('INSERT', 'UPDATE', 'ALL') and with_check not like '%(tenant_id = (NULLIF(current_setting(''app.tenant''::text, true), ''''::text))::uuid)%'))`,
    'alter policy draft_update on draft with check (true)',
  ),
  sqlRule(
    'no policy holds a sub-select',
    `select tablename || '.' || policyname as finding from pg_policies
      where schemaname = 'public' and (coalesce(qual, '') || coalesce(with_check, '')) ~* '\\mselect\\M'`,
    'create policy fault on draft for select using (tenant_id in (select t.tenant_id from tenant t))',
  ),
  sqlRule(
    'tenant_id is a uuid, not null, and comes first in each primary key, unique key and index that serves one',
    `select c.relname || ': ' || i.indexrelid::regclass as finding
       from ${tables} c join pg_index i on i.indrelid = c.oid
       left join ${tenantAttribute} t on t.table_oid = c.oid
      where (i.indisprimary or i.indisunique) and (i.indkey::int2[])[0] is distinct from t.attnum
     union all
     select c.relname || ' has no primary key' from ${tables} c where not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
     union all
     select c.relname || '.tenant_id' from ${tables} c
      where not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.atttypid = 'uuid'::regtype and a.attnotnull)`,
    'create unique index fault on staff_member (external_subject)',
  ),
  sqlRule(
    'each index but the trigram ones starts with tenant_id',
    `select i.indexrelid::regclass::text as finding
       from ${tables} c join pg_index i on i.indrelid = c.oid left join ${tenantAttribute} t on t.table_oid = c.oid
      where (i.indkey::int2[])[0] is distinct from t.attnum`,
    'create index fault on staff_member (email)',
  ),
  sqlRule(
    'each exclusion holds tenant_id with =',
    `select c.conname as finding from pg_constraint c
      where c.connamespace = 'public'::regnamespace and c.contype = 'x'
        and not exists (select 1 from unnest(c.conkey, c.conexclop) as k(attnum, op)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
              join pg_operator o on o.oid = k.op where a.attname = 'tenant_id' and o.oprname = '=')`,
    bare,
    'alter table fault add constraint fault_x exclude using gist (id with =)',
  ),
  sqlRule(
    'each foreign key holds tenant_id on both sides, in the same place',
    `select c.conname as finding from pg_constraint c
      where c.connamespace = 'public'::regnamespace and c.contype = 'f'
        and not exists (select 1 from unnest(c.conkey, c.confkey) as k(here, there)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.here and a.attname = 'tenant_id'
              join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.there and b.attname = 'tenant_id')`,
    'create table fault (tenant_id uuid, id uuid, parent uuid, other uuid, foreign key (other, parent) references org_unit (tenant_id, id))',
  ),
  sqlRule(
    'no foreign key acts by itself, and none is left unvalidated',
    `select conname as finding from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f'
        and (confupdtype <> 'a' or confdeltype not in ('a', 'r', 'c') or not convalidated or confmatchtype <> 's')`,
    'alter table draft add constraint fault foreign key (tenant_id, author_id) references staff_member (tenant_id, id) on delete set null',
  ),
  sqlRule(
    'the key to the place of a file is deferred, so that a file can move',
    `select conname as finding from pg_constraint c
      where contype = 'f' and confrelid = 'public.social_file'::regclass and cardinality(confkey) = 3 and not (condeferrable and condeferred)`,
    'alter table relative alter constraint relative_file_fk not deferrable',
  ),
  sqlRule(
    'what keeps a file and its unit keeps them by the place of the file',
    `select c.relname as finding from ${tables} c
      where exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'file_id' and not a.attisdropped)
        and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'unit_id' and not a.attisdropped)
        and c.relname not in ('audit_event', 'outbox', 'access_grant')
        and not exists (select 1 from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'public.social_file'::regclass
                         and (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum = any (f.conkey) and a.attname in ('tenant_id', 'file_id', 'unit_id')) = 3)`,
    'alter table relative drop constraint relative_file_fk',
  ),
  sqlRule(
    'no trigger, sequence, identity, view or materialised view',
    `select tgname as finding from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
     union all select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('S', 'v', 'm', 'f')
     union all select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`,
    'create sequence fault',
  ),
  sqlRule(
    'each SECURITY DEFINER function pins its search path, belongs to no superuser, and is not for everyone',
    `select p.oid::regprocedure::text as finding from pg_proc p join pg_roles o on o.oid = p.proowner
      where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and p.prosecdef
        and (not exists (select 1 from unnest(p.proconfig) as setting where setting like 'search_path=%')
          or o.rolsuper or o.rolbypassrls
          or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x where x.grantee = 0 and x.privilege_type = 'EXECUTE'))`,
    `create function app.fault() returns int language sql security definer as 'select 1'`,
  ),
  sqlRule(
    'our roles are neither superusers nor above the policies, and make nothing',
    `select rolname as finding from pg_roles where rolname like 'lastria%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
     union all select 'lastria_app or lastria_reader is a member of ' || m.roleid::regrole from pg_auth_members m where m.member in ('lastria_app'::regrole, 'lastria_reader'::regrole)
     union all select r.rolname || ' may create in ' || n.nspname from pg_roles r, pg_namespace n
       where r.rolname in ('lastria_app', 'lastria_reader') and n.nspname in ('public', 'app') and has_schema_privilege(r.oid, n.oid, 'CREATE')`,
    'alter role lastria_reader bypassrls',
  ),
  sqlRule(
    'the roles of requests own nothing',
    `select relname as finding from pg_class where relowner in ('lastria_app'::regrole, 'lastria_reader'::regrole)
     union all select proname from pg_proc where proowner in ('lastria_app'::regrole, 'lastria_reader'::regrole)
     union all select nspname from pg_namespace where nspowner in ('lastria_app'::regrole, 'lastria_reader'::regrole) and nspname not like 'pg_%'`,
    'grant all on schema public to lastria_app',
    'alter table draft owner to lastria_app',
  ),
  sqlRule(
    'the reader writes audit rows and nothing else',
    `select table_name || ': ' || privilege_type as finding from information_schema.role_table_grants
      where grantee = 'lastria_reader' and table_schema in ('public', 'app') and privilege_type <> 'SELECT'
        and not (table_name in ('audit_event', 'audit_pending') and privilege_type = 'INSERT')`,
    'grant update on draft to lastria_reader',
  ),
  {
    title: 'each declared column exists with its type and its nullability, and no other does',
    find: findColumns,
    fault: ['alter table partner alter column kind drop not null'],
  },
];

async function findGrants(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ table_name: string; grantee: string; verb: string }[]>`
    select table_name, grantee, lower(privilege_type) as verb from information_schema.role_table_grants
     where table_schema = 'public' and grantee in ('lastria_app', 'lastria_reader', 'PUBLIC')`;
  const real = new Set(rows.map((row) => `${row.grantee} ${row.verb} ${row.table_name}`));
  const declared = new Set(
    tenantTables().flatMap(({ name, appMay, readerMay }) => [
      ...appMay.map((verb) => `lastria_app ${verb} ${name}`),
      ...readerMay.map((verb) => `lastria_reader ${verb} ${name}`),
    ]),
  );
  const present = await names(tx, `select relname as finding from ${tables} c`);
  const known = new Set(tenantTables().map(({ name }) => name));
  return [
    ...present.filter((name) => !known.has(name)).map((name) => `${name} is not declared by tenantTable`),
    ...[...known]
      .filter((name) => !present.includes(name))
      .map((name) => `${name} is declared and does not exist`),
    ...[...real].filter((grant) => !declared.has(grant)),
    ...[...declared].filter((grant) => !real.has(grant)).map((grant) => `missing: ${grant}`),
  ];
}

async function findColumns(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string; required: boolean; type: string }[]>`
    select c.relname || '.' || a.attname as name, a.attnotnull as required, format_type(a.atttypid, a.atttypmod) as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`;
  const real = new Set(
    rows.map((row) => `${row.name} ${row.type.replace('time without time zone', 'time')} ${row.required}`),
  );
  const casing = new CasingCache('snake_case');
  const declared = new Set(
    (Object.values(schema) as unknown[])
      .filter((one) => one instanceof PgTable)
      .flatMap((table) => {
        const { name, columns } = getTableConfig(table);
        return columns.map(
          (column) =>
            `${name}.${casing.getColumnCasing(column)} ${column.getSQLType().replace(', ', ',')} ${column.notNull}`,
        );
      }),
  );
  return [
    ...[...real].filter((one) => !declared.has(one)).map((one) => `only in the database: ${one}`),
    ...[...declared].filter((one) => !real.has(one)).map((one) => `only declared: ${one}`),
  ];
}
