import { sql, type SQL } from 'drizzle-orm';
import {
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  uuid,
  type AnyPgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
} from 'drizzle-orm/pg-core';

/** What a column holds; export, access request, register, redaction and anonymisation are derived from it. */
export type DataClass =
  | 'technical' // keys, versions, clocks: means nothing about a person
  | 'reference' // codes and labels of the customer's configuration
  | 'identity' // names, birth, sex, civil identifiers
  | 'contact' // address, phone, e-mail
  | 'situation' // family, housing, work, resources
  | 'followUp' // what was asked and done, as codes, dates and durations
  | 'freeText' // anything typed freely: may hold anything
  | 'staff' // about a member of the team
  | 'trace' // who did what
  | 'secret'; // keys, digests, sealed content

/** What becomes of the column when a file is made anonymous (domain reference, "Retention life cycle"). */
export type Fate = 'keep' | 'erase' | 'generalise' | 'opaque';

export interface About {
  readonly class: DataClass;
  /** Why the column exists, in French: it is printed in the register of processing. */
  readonly purpose: string;
  readonly fate: Fate;
}

/** A column and what the law makes us say of it. */
export interface Described<B extends PgColumnBuilderBase = PgColumnBuilderBase> {
  readonly column: B;
  readonly about: About;
}

export const describe = <B extends PgColumnBuilderBase>(
  column: B,
  dataClass: DataClass,
  purpose: string,
  fate: Fate,
): Described<B> => ({ column, about: { class: dataClass, purpose, fate } });

/** Keys, versions and clocks. */
export const technical = <B extends PgColumnBuilderBase>(column: B): Described<B> =>
  describe(column, 'technical', 'Fonctionnement du logiciel', 'keep');

/**
 * The clearances of a person over a unit or a file; each that a policy reads is a session setting holding unit and file
 * ids. No policy reads `exportRows`: the service alone asks for it.
 */
export const clearances = [
  'identity',
  'followUp',
  'text',
  'writeIdentity',
  'writeFollowUp',
  'statistics',
  'exportRows',
  'manageLeave',
] as const;
export type Clearance = (typeof clearances)[number];

const settingName = (clearance: Clearance) =>
  `app.scope_${clearance.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;

/** Who reaches the rows of a table. */
export type RowScope =
  /** Everyone of the tenant; the service decides who may write. */
  | { readonly kind: 'tenant' }
  /** Rows of a file (or of a unit, when the file column is null): read and written by clearance. */
  | {
      readonly kind: 'file';
      readonly read: Clearance;
      readonly write: Clearance;
      readonly fileColumn?: string;
    }
  /** Rows only their author sees. */
  | { readonly kind: 'author'; readonly column: string }
  /** Anything else: boolean SQL without sub-select, beside the tenant test. */
  | { readonly kind: 'custom'; readonly read: string; readonly write: string };

export type Verb = 'select' | 'insert' | 'update' | 'delete';

export interface TableFacts {
  readonly name: string;
  readonly columns: Readonly<Record<string, About>>;
  readonly scope: RowScope;
  readonly appMay: readonly Verb[];
  readonly readerMay: readonly Verb[];
}

const facts = new Map<string, TableFacts>();

/** Every tenant table, with the class, purpose and fate of every column. */
export const tenantTables = (): readonly TableFacts[] => [...facts.values()];

const tenantTest = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;

/**
 * Whether a column holds an id that a clearance reaches. The setting is a list of ids of fixed length between commas,
 * so that finding the text of one in it is exact; reading the list as an array would be done again for each row and
 * cost fifty times as much.
 */
export const reaches = (clearance: Clearance, column: string): string =>
  `strpos(current_setting('${settingName(clearance)}', true), ${column}::text) > 0`;
const within = (clearance: Clearance, fileColumn: string) =>
  `(${reaches(clearance, 'unit_id')} or ${reaches(clearance, fileColumn)})`;

/** The two tests of a table, flat and without sub-select so that they can be distributed. */
function tests(scope: RowScope): { read: string; write: string } {
  switch (scope.kind) {
    case 'tenant':
      return { read: tenantTest, write: tenantTest };
    case 'file': {
      const column = scope.fileColumn ?? 'file_id';
      return {
        read: `${tenantTest} and ${within(scope.read, column)}`,
        write: `${tenantTest} and ${within(scope.write, column)}`,
      };
    }
    case 'author': {
      const own = `${tenantTest} and ${scope.column} = nullif(current_setting('app.staff', true), '')::uuid`;
      return { read: own, write: own };
    }
    case 'custom':
      return { read: `${tenantTest} and (${scope.read})`, write: `${tenantTest} and (${scope.write})` };
  }
}

function policies(name: string, scope: RowScope, verbs: ReadonlySet<Verb>) {
  const { read, write } = tests(scope);
  const raw = (text: string): SQL => sql.raw(text);
  const all = {
    select: () => pgPolicy(`${name}_select`, { for: 'select', using: raw(read) }),
    insert: () => pgPolicy(`${name}_insert`, { for: 'insert', withCheck: raw(write) }),
    update: () => pgPolicy(`${name}_update`, { for: 'update', using: raw(write), withCheck: raw(write) }),
    delete: () => pgPolicy(`${name}_delete`, { for: 'delete', using: raw(write) }),
  };
  return [...verbs].map((verb) => all[verb]());
}

type Columns = Record<string, Described>;
type Builders<C extends Columns> = { [K in keyof C]: C[K]['column'] };
const tenantColumn = () => uuid().notNull();
type WithTenant<C extends Columns> = { tenantId: ReturnType<typeof tenantColumn> } & Builders<C>;
type Self<C extends Columns> = { [K in keyof C | 'tenantId']: AnyPgColumn };

export interface TableOptions<C extends Columns> {
  readonly scope: RowScope;
  /** What the application's role may do (default: select, insert, update). */
  readonly appMay?: readonly Verb[];
  /** What the role of GET requests may do (default: select). */
  readonly readerMay?: readonly Verb[];
  /** Columns of the primary key after the tenant (default: id). */
  readonly key?: readonly (keyof C & string)[];
  readonly constraints?: (table: Self<C>) => PgTableExtraConfigValue[];
}

/**
 * The one way to make a table that belongs to tenants: the tenant comes first in its key, row-level security is on
 * and forced with one policy for each granted verb, and each column says what it holds, why, and what becomes of it.
 */
export function tenantTable<const N extends string, C extends Columns>(
  name: N,
  columns: C,
  options: TableOptions<C>,
) {
  if (facts.has(name)) throw new Error(`table ${name} is declared twice`);
  const appMay = options.appMay ?? (['select', 'insert', 'update'] as const);
  const readerMay = options.readerMay ?? (['select'] as const);
  facts.set(name, {
    name,
    columns: {
      tenantId: { class: 'technical', purpose: 'Cloisonnement entre clients', fate: 'keep' },
      ...Object.fromEntries(Object.entries(columns).map(([key, { about }]) => [key, about])),
    },
    scope: options.scope,
    appMay,
    readerMay,
  });
  const builders = {
    tenantId: tenantColumn(),
    ...Object.fromEntries(Object.entries(columns).map(([key, { column }]) => [key, column])),
  } as WithTenant<C>;
  return pgTable(name, builders, (table) => {
    const self = table as unknown as Self<C>;
    const key = (options.key ?? ['id']).map((column) => self[column]);
    return [
      primaryKey({
        name: `${name}_pkey`,
        columns: [self.tenantId, ...key] as [AnyPgColumn, ...AnyPgColumn[]],
      }),
      ...policies(name, options.scope, new Set([...appMay, ...readerMay])),
      ...(options.constraints?.(self) ?? []),
    ];
  });
}

/** An index of a unit-scoped table: tenant, unit, then what the hot query sorts by. */
export const tenantIndex = (name: string, ...columns: [AnyPgColumn, ...AnyPgColumn[]]) =>
  index(name).on(...columns);

/** The statements a generated migration needs beside drizzle's own: forced policies and grants. */
export function securityStatements(names: ReadonlySet<string>): string[] {
  return tenantTables()
    .filter(({ name }) => names.has(name))
    .flatMap(({ name, appMay, readerMay }) => [
      `ALTER TABLE "${name}" FORCE ROW LEVEL SECURITY;`,
      ...(appMay.length > 0 ? [`GRANT ${appMay.join(', ')} ON "${name}" TO lastria_app;`] : []),
      ...(readerMay.length > 0 ? [`GRANT ${readerMay.join(', ')} ON "${name}" TO lastria_reader;`] : []),
    ]);
}
