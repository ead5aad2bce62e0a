import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { tenantTables } from '../../../server/src/db/tenant-table.ts';
import '../../../server/src/db/schema.ts';
import { roleNames, type Grant, type Holder, type Person, type Row } from './oracle/rights.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}
export interface TenantWorld {
  readonly id: string;
  /** A tree of four: root, its children north and south, and ward under north. */
  readonly units: Readonly<Record<'root' | 'north' | 'south' | 'ward', string>>;
  /** One file in each unit. */
  readonly files: Readonly<Record<string, string>>;
}
export interface World {
  readonly tenants: readonly TenantWorld[];
  readonly people: readonly Person[];
  readonly tree: ReadonlyMap<string, string | null>;
  readonly tables: readonly Table[];
  /** Every row of every table, as it stands before any probe. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** Columns whose value decides who reaches a row, beside the tenant: each is given each meaningful value. */
export const authorColumns = [
  'author_id',
  'staff_id',
  'created_by',
  'requested_by',
  'recorded_by',
  'performed_by',
];

/**
 * Three tenants, four units each, people of every role with every kind of grant, and rows in every place of every
 * table. Only the policies are under test, so the other constraints are taken off this copy of the database, and a
 * column `probe` is added to each table: a write that reads nothing.
 */
export async function buildWorld(admin: Sql): Promise<World> {
  const tables = await readTables(admin);
  const constraints = await admin<{ statement: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement from pg_constraint
     where connamespace = 'public'::regnamespace and contype in ('f', 'c')`;
  for (const { statement } of constraints) await admin.unsafe(statement);
  for (const { name } of tables) await admin.unsafe(`alter table "${name}" add column probe integer`);
  await admin.unsafe(tryFunction);

  const tenants = Array.from({ length: 3 }, makeTenant);
  const people = tenants.flatMap((tenant, index) => makePeople(tenant, index === 0));
  const tree = new Map<string, string | null>();
  for (const { units } of tenants) {
    for (const [name, id] of Object.entries(units))
      tree.set(id, name === 'root' ? null : name === 'ward' ? units.north : units.root);
  }
  for (const tenant of tenants) await fillTenant(admin, tables, tenant, people, tree);

  const rows = new Map<string, readonly Row[]>();
  for (const { name } of tables) {
    rows.set(
      name,
      (await admin.unsafe<{ row: Row }[]>(`select to_jsonb(t) as row from "${name}" t`)).map(
        ({ row }) => row,
      ),
    );
  }
  return { tenants, people, tree, tables, rows };
}

/** Tries each statement alone, undoing it: gives how many rows it touched, or the state of its error. */
const tryFunction = `
  create function public.try_each(statements text[]) returns text[] language plpgsql as $$
  declare one text; touched integer; outcome text[] := '{}';
  begin
    foreach one in array statements loop
      begin
        execute one;
        get diagnostics touched = row_count;
        raise exception 'undo' using errcode = 'TT000', detail = touched::text;
      exception when others then
        if sqlstate = 'TT000' then outcome := outcome || ('rows ' || touched); else outcome := outcome || sqlstate; end if;
      end;
    end loop;
    return outcome;
  end $$;
  grant usage on schema public to lastria_app, lastria_reader`;

export async function readTables(admin: Sql): Promise<Table[]> {
  const rows = await admin<
    { table: string; name: string; type: string; required: boolean; in_key: number | null }[]
  >`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
           array_position(i.indkey::int2[], a.attnum) as in_key
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = ''
     order by c.relname, a.attnum`;
  const byTable = Map.groupBy(rows, ({ table }) => table);
  return tenantTables().map(({ name }) => {
    const columns = byTable.get(name);
    if (!columns) throw new Error(`${name} is declared and does not exist`);
    const key = columns.filter(({ in_key }) => in_key !== null).toSorted((a, b) => a.in_key! - b.in_key!);
    return { name, columns, key: key.map((column) => column.name) };
  });
}

function makeTenant(): TenantWorld {
  const units = { root: randomUUID(), north: randomUUID(), south: randomUUID(), ward: randomUUID() };
  return {
    id: randomUUID(),
    units,
    files: Object.fromEntries(Object.values(units).map((unit) => [unit, randomUUID()])),
  };
}

/** In the first tenant every role with every kind of grant; in the others one worker who reaches all of it. */
function makePeople({ id, units, files }: TenantWorld, every: boolean): Person[] {
  const grant = (role: Holder, more: Partial<Grant>): Grant => ({
    role,
    unit: null,
    withSubtree: false,
    file: null,
    ended: false,
    ...more,
  });
  const person = (label: string, grants: readonly Grant[], proven = true): Person => ({
    label,
    proven,
    tenant: id,
    staff: randomUUID(),
    session: randomUUID(),
    grants,
  });
  const all = person('worker of the whole tenant', [
    grant('SOCIAL_WORKER', { unit: units.root, withSubtree: true }),
  ]);
  if (!every) return [all];
  const systemGrants = [units.north, units.south].map((unit) => grant('SYSTEM', { unit }));
  return [
    all,
    ...roleNames.flatMap((role) => [
      person(`${role} on a unit`, [grant(role, { unit: units.north })]),
      person(`${role} on a subtree`, [grant(role, { unit: units.north, withSubtree: true })]),
      person(`${role} on a file`, [grant(role, { file: files[units.south]! })]),
      person(`${role} until yesterday`, [grant(role, { unit: units.root, withSubtree: true, ended: true })]),
    ]),
    person('two roles in two units', [
      grant('SECRETARY', { unit: units.south }),
      grant('TEAM_MANAGER', { unit: units.ward }),
    ]),
    person('no grant', []),
    person(
      'worker of the whole tenant, for whom only a host vouches',
      [grant('SOCIAL_WORKER', { unit: units.root, withSubtree: true })],
      false,
    ),
    { ...person('the system over two units', systemGrants), staff: '', session: '' },
  ];
}

async function fillTenant(
  admin: Sql,
  tables: readonly Table[],
  tenant: TenantWorld,
  people: readonly Person[],
  tree: World['tree'],
) {
  const own = people.filter((person) => person.tenant === tenant.id && person.staff !== '');
  const insert = (table: string, row: Record<string, unknown>) => {
    const found = tables.find(({ name }) => name === table)!;
    return admin.unsafe(
      insertStatement(found, {
        ...makeRow(found, tenant, Object.values(tenant.units)[0]!, own[0]!, 0),
        ...row,
      }),
    );
  };
  await insert('tenant', { tenant_id: tenant.id });
  for (const unit of Object.values(tenant.units))
    await insert('org_unit', { id: unit, parent_id: tree.get(unit) ?? null });
  for (const { staff, session, grants, proven } of own) {
    await insert('staff_member', { id: staff });
    await insert('session', {
      id: session,
      staff_id: staff,
      kind: 'embed',
      nominative: proven,
      proved_at: '2026-01-01',
      file_id: null,
      expires_at: '2200-01-01',
    });
    for (const { role, unit, file, withSubtree, ended } of grants) {
      await insert('access_grant', {
        staff_id: staff,
        role,
        unit_id: unit,
        file_id: file,
        with_subtree: withSubtree,
        valid_from: '2020-01-01',
        valid_until: ended ? '2026-01-01' : null,
      });
    }
  }
  for (const table of tables) {
    if (table.name === 'tenant') continue;
    for (const row of rowsOf(table, tenant, own)) await admin.unsafe(insertStatement(table, row));
  }
}

/** Rows in each place of a tenant: each unit and its file, a unit without file where allowed, each author, each clearance. */
export function rowsOf(table: Table, tenant: TenantWorld, people: readonly Person[]): Row[] {
  const has = (name: string) => table.columns.find((column) => column.name === name);
  const units = Object.values(tenant.units);
  const placed =
    has('unit_id') || has('for_unit_id') || holdsSeveral(table) || table.name === 'social_file'
      ? units
      : units.slice(0, 1);
  const rows = placed.flatMap((unit) => {
    const clearances = has('clearance') ? ['identity', 'followUp', 'text'] : [undefined];
    const authors = authorColumns.some(has) && !has('unit_id') ? people.slice(0, 4) : people.slice(0, 1);
    return authors.flatMap((author) =>
      clearances.map((clearance, index) => ({
        ...makeRow(table, tenant, unit, author, index),
        ...(clearance ? { clearance } : {}),
      })),
    );
  });
  const outside =
    has('file_id') && !has('file_id')!.required
      ? rows.map((row) => ({ ...row, ...freshKey(table, row), file_id: null }))
      : [];
  return [...rows, ...outside];
}

function makeRow(
  table: Table,
  tenant: TenantWorld,
  unit: string,
  author: Person,
  salt: number,
): Record<string, unknown> {
  const units = Object.values(tenant.units);
  const values = table.columns.map(({ name, type, required }) => {
    if (name === 'tenant_id' || (table.name === 'tenant' && name === 'id')) return [name, tenant.id];
    if (name === 'unit_id' || name === 'for_unit_id') return [name, unit];
    if (name === 'unit_ids') return [name, placesOf(unit, units)];
    // Shared or private, with and without who is asked for
    if (name === 'worker_ids') return [name, units.indexOf(unit) % 2 === 0 ? [author.staff] : []];
    if (name === 'private') return [name, units.indexOf(unit) === 1 || units.indexOf(unit) === 2];
    if (name === 'to_unit_id') return [name, units[(units.indexOf(unit) + 1) % units.length]];
    if (name === 'file_id' || (table.name === 'social_file' && name === 'id'))
      return [name, tenant.files[unit]];
    if (authorColumns.includes(name)) return [name, author.staff];
    return [name, required ? valueOf(type, salt) : null];
  });
  return Object.fromEntries(values) as Record<string, unknown>;
}

/** Whether its rows are of several units at once; a program has one row, wherever it is let in. */
const holdsSeveral = ({ name, columns }: Table): boolean =>
  name !== 'service_account' && columns.some((column) => column.name === 'unit_ids');

/** Several units at once: none, one, one and the next. */
const placesOf = (unit: string, units: readonly string[]): readonly string[] => {
  const at = units.indexOf(unit);
  return [[], [unit], [unit, units[(at + 1) % units.length]!], [unit]][at]!;
};

/** A new key for a row that stays in its place. */
export function freshKey(table: Table, row: Row): Record<string, unknown> {
  const meaningful = ['tenant_id', 'unit_id', 'for_unit_id', 'to_unit_id', 'file_id', ...authorColumns];
  const free = table.columns.filter(
    ({ name }) => table.key.includes(name) && !meaningful.includes(name) && !(table.name === 'tenant'),
  );
  return Object.fromEntries(
    free.map(({ name, type }) => [
      name,
      typeof row[name] === 'string' && table.name === 'social_file' ? row[name] : valueOf(type, 0),
    ]),
  );
}

function valueOf(type: string, salt: number): unknown {
  if (type === 'uuid') return randomUUID();
  if (type === 'text') return `t${randomUUID()}`;
  if (type.endsWith('[]')) return '{}';
  if (type === 'jsonb') return '{}';
  if (type === 'boolean') return false;
  if (type === 'bytea') return `\\x${randomUUID().replaceAll('-', '')}`;
  if (type === 'date') return '2026-11-02';
  if (type.startsWith('timestamp')) return '2026-11-02T10:00:00Z';
  if (type.startsWith('time')) return '10:00';
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return salt + 1;
  throw new Error(`no value is known for a column of type ${type}`);
}

export const literal = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : Array.isArray(value)
      ? `'{${value.join(',')}}'`
      : `'${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll("'", "''")}'`;

export function insertStatement(table: Table, row: Row): string {
  const names = table.columns.map(({ name }) => name);
  return `insert into "${table.name}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((name) => literal(row[name])).join(', ')})`;
}
