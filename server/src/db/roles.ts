import type postgres from 'postgres';
import type { Keyring } from '../vault/keyring.ts';

/** Roles of the database. None is a superuser and none bypasses row-level security. */
export const roles = {
  /** Owns the tables; only migrations log in as it. */
  owner: 'lastria_owner',
  /** Requests that write. Owns nothing. */
  app: 'lastria_app',
  /** GET requests: reads, and writes audit rows. */
  reader: 'lastria_reader',
  /** Holds the search keys and the functions that read them. */
  search: 'lastria_search',
  /** Counts how often a code is used, whoever asks; sees codes and nothing else. */
  counter: 'lastria_counter',
  /** Deletes the files an import created, for the one function that undoes it. */
  undo: 'lastria_undo',
  /** Reads the traces whole, for who may search them: ids, dates and codes, no name. */
  auditor: 'lastria_auditor',
  /** Chains the traces, and erases those past their term; writes nothing else. */
  sealer: 'lastria_sealer',
  /** Runs the queue of jobs: holds its schema, and sees no table of ours. */
  jobs: 'lastria_jobs',
  /** Knows which tenants exist and which origins are allowed, and nothing else. */
  directory: 'lastria_directory',
} as const;
export type LoginRole = 'owner' | 'app' | 'reader' | 'jobs' | 'sealer';

/** The password of a role, derived from the keyring so that it is written nowhere. */
export const rolePassword = (keyring: Keyring, role: LoginRole) =>
  keyring.derive(`database role ${roles[role]}`).toString('base64url');

/**
 * Makes roles, extensions and the schema of functions, as a user who may create roles. May be repeated.
 */
export async function bootstrap(admin: postgres.Sql, keyring: Keyring): Promise<void> {
  await admin.begin(async (tx) => {
    // Roles belong to the whole cluster: two starts at once must not both create them.
    await tx`select pg_advisory_xact_lock(4600, 1)`;
    for (const name of Object.values(roles)) {
      const [found] = await tx`select 1 from pg_roles where rolname = ${name}`;
      if (!found)
        await tx.unsafe(`create role ${name} login ${name === roles.owner ? 'inherit' : 'noinherit'}`);
    }
    for (const role of ['owner', 'app', 'reader', 'jobs', 'sealer'] as const) {
      await tx.unsafe(`alter role ${roles[role]} password '${rolePassword(keyring, role)}'`);
    }
    for (const name of [roles.app, roles.reader, roles.jobs]) {
      await tx.unsafe(`alter role ${name} set statement_timeout = '15s'`);
      await tx.unsafe(`alter role ${name} set lock_timeout = '5s'`);
      await tx.unsafe(`alter role ${name} set idle_in_transaction_session_timeout = '30s'`);
    }
    await tx.unsafe(`alter role ${roles.sealer} set lock_timeout = '5s'`);
    for (const name of [roles.search, roles.directory, roles.counter, roles.undo, roles.auditor]) {
      const [member] = await tx`select 1 where pg_has_role(${roles.owner}, ${name}, 'member')`;
      if (!member) await tx.unsafe(`grant ${name} to ${roles.owner}`);
    }
    const [database] = await tx<{ name: string }[]>`select quote_ident(current_database()) as name`;
    await tx.unsafe(`revoke all on schema public from public`);
    await tx.unsafe(
      `grant usage on schema public to ${roles.app}, ${roles.reader}, ${roles.search}, ${roles.directory}, ${roles.counter}, ${roles.undo}, ${roles.auditor}, ${roles.sealer}`,
    );
    await tx.unsafe(`grant all on schema public to ${roles.owner}`);
    await tx.unsafe(
      `grant connect on database ${database!.name} to ${roles.owner}, ${roles.app}, ${roles.reader}, ${roles.jobs}, ${roles.sealer}`,
    );
    for (const extension of ['btree_gin', 'btree_gist', 'fuzzystrmatch', 'pg_trgm']) {
      await tx.unsafe(`create extension if not exists ${extension} schema public`);
    }
    for (const schema of ['app', 'pgboss']) {
      await tx.unsafe(`create schema if not exists ${schema}`);
      await tx.unsafe(`grant all on schema ${schema} to ${roles.owner} with grant option`);
    }
  });
}
