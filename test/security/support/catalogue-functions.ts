import type { CatalogueRule } from './catalogue-rules.ts';
import { sqlRule } from './catalogue-rules.ts';

/** Roles that own functions which look past the policies; no request logs in as one. */
const definers = `('lastria_search', 'lastria_counter', 'lastria_undo', 'lastria_directory', 'lastria_auditor')`;

/** What stands beside the tenant tables: the functions above the policies, their owners, and the search keys. */
export const functionRules: readonly CatalogueRule[] = [
  sqlRule(
    'each function above the policies belongs to a role made for that, is run by the roles of requests alone, takes the tenant first, and lets the reader write nothing',
    `select p.oid::regprocedure::text as finding
       from pg_proc p join pg_authid o on o.oid = p.proowner
       left join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x on x.grantee <> p.proowner
      where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
        and (o.rolname not in ${definers} or o.rolpassword is not null
          or x.grantee is not null and coalesce(x.grantee::regrole::text not in ('lastria_app', 'lastria_reader'), true)
          or o.rolname <> 'lastria_directory' and (p.proargnames[1] is distinct from 'p_tenant' or p.proargtypes[0] is distinct from 'uuid'::regtype)
          or p.provolatile = 'v' and x.grantee = 'lastria_reader'::regrole)`,
    'alter function app.code_uses owner to lastria_owner',
  ),
  sqlRule(
    'their owners are given columns, never a table, but for what undoing an import deletes',
    `select grantee || ' ' || lower(privilege_type) || ' ' || table_name as finding from information_schema.role_table_grants
      where grantee in ${definers} and table_schema = 'public' and not (grantee = 'lastria_undo' and privilege_type = 'DELETE')
     union all
     select grantee || ' ' || lower(privilege_type) || ' ' || table_name || '.' || column_name from information_schema.column_privileges
      where grantee in ${definers} and table_schema = 'public' and privilege_type <> 'SELECT'`,
    'grant select on draft to lastria_counter',
  ),
  sqlRule(
    'no function of ours gives its caller more than the policies do without being known for it',
    `select p.oid::regprocedure::text as finding from pg_proc p join pg_roles o on o.oid = p.proowner
      where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace) and not p.prosecdef
        and exists (select 1 from unnest(p.proconfig) as setting where setting ~ '^(role|session_authorization|row_security)=')`,
    `create function app.fault() returns int language sql set row_security = off as 'select 1'`,
  ),
  sqlRule(
    'beside the tenant tables and the queue stand the search keys, the chain of traces and the list of migrations, and no other relation',
    `select c.oid::regclass::text as finding from pg_class c
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        and c.relnamespace::regnamespace::text not in ('public', 'pgboss', 'pg_catalog', 'information_schema', 'pg_toast')
        and c.oid::regclass::text not in ('app.search_key', 'app.migration', 'app.audit_link', 'app.audit_salt', 'app.audit_checkpoint')`,
    'create table app.fault (name text)',
  ),
  sqlRule(
    'the search keys are kept as a tenant table is: forced, by tenant, in the place of their file',
    `select 'not forced' as finding from pg_class where oid = 'app.search_key'::regclass and not (relrowsecurity and relforcerowsecurity)
     union all
     select policyname || ' ignores the tenant' from pg_policies
      where schemaname = 'app' and tablename = 'search_key' and roles::text[] <> '{lastria_search}'
        and (qual not like '(tenant_id = (NULLIF(current_setting(''app.tenant''%' or with_check not like '(tenant_id = (NULLIF(current_setting(''app.tenant''%')
     union all
     select i.indexrelid::regclass::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'tenant_id'
      where i.indrelid = 'app.search_key'::regclass and (i.indkey::int2[])[0] <> a.attnum
     union all
     select 'no place' where not exists (select 1 from pg_constraint where conrelid = 'app.search_key'::regclass and contype = 'f'
       and confrelid = 'public.social_file'::regclass and cardinality(conkey) = 3 and condeferred and confupdtype = 'a' and confdeltype = 'a')
     union all
     select tgname from pg_trigger where tgrelid = 'app.search_key'::regclass and not tgisinternal`,
    'alter policy search_key_tenant on app.search_key using (true)',
  ),
  sqlRule(
    'the names in the search keys are read by the search alone: others reach the ids of a row they write',
    `select grantee || ' ' || lower(privilege_type) as finding from information_schema.role_table_grants
      where table_schema = 'app' and table_name = 'search_key' and grantee <> 'lastria_search'
        and not (grantee = 'lastria_app' and privilege_type in ('INSERT', 'UPDATE', 'DELETE'))
     union all
     select grantee || ' reads ' || column_name from information_schema.column_privileges
      where table_schema = 'app' and table_name = 'search_key' and privilege_type = 'SELECT' and grantee <> 'lastria_search'
        and not (grantee = 'lastria_app' and column_name in ('tenant_id', 'file_id', 'unit_id'))`,
    'grant select (use_name) on app.search_key to lastria_reader',
  ),
  sqlRule(
    'the chain of traces is kept as a tenant table is, and reached by the sealer alone, which changes no row of it',
    `select c.relname || ' not forced' as finding from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relname in ('audit_link', 'audit_salt', 'audit_checkpoint')
        and not (relrowsecurity and relforcerowsecurity)
     union all
     select policyname || ' ignores the tenant' from pg_policies
      where schemaname = 'app' and tablename like 'audit\\_%'
        and (roles::text[] <> '{lastria_sealer}' or coalesce(qual, with_check) not like '%(tenant_id = (NULLIF(current_setting(''app.tenant''%')
     union all
     select grantee || ' ' || lower(privilege_type) || ' ' || table_name from information_schema.role_table_grants
      where table_schema = 'app' and table_name like 'audit\\_%' and grantee <> 'lastria_owner'
        and not (grantee = 'lastria_sealer' and (privilege_type in ('SELECT', 'INSERT') or table_name = 'audit_salt' and privilege_type = 'DELETE'))
     union all
     select 'lastria_sealer ' || lower(privilege_type) || ' ' || table_name from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'lastria_sealer'
        and not (table_name in ('audit_event', 'audit_pending') and privilege_type in ('SELECT', 'DELETE'))
        and not (table_name = 'audit_state' and privilege_type in ('SELECT', 'INSERT', 'UPDATE'))
     union all
     select i.indexrelid::regclass::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'tenant_id'
      where i.indrelid::regclass::text like 'app.audit\\_%' and (i.indkey::int2[])[0] <> a.attnum`,
    'grant update on app.audit_link to lastria_sealer',
  ),
];
