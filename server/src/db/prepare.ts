import postgres from 'postgres';
import type { Keyring } from '../vault/keyring.ts';
import { SettingError } from '../config.ts';
import { prepareQueue } from '../jobs/queue-schema.ts';
import { migrate } from './migrate.ts';
import { bootstrap, roles } from './roles.ts';
import { connectAs } from './database.ts';

const oldest = 150000;

/**
 * Makes a database ready: roles, extensions, schema. Refuses one that is too old or that would lose acknowledged
 * writes. Gives the names of the migrations applied.
 */
export async function prepareDatabase(
  url: string,
  keyring: Keyring,
  options: { durable: boolean },
): Promise<string[]> {
  const admin = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await requireSettings(admin, options.durable);
    await bootstrap(admin, keyring);
  } finally {
    await admin.end({ timeout: 5 });
  }
  const owner = connectAs('owner', url, keyring, 1);
  try {
    const applied = await migrate(owner);
    await prepareQueue(owner);
    return applied;
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function requireSettings(admin: postgres.Sql, durable: boolean): Promise<void> {
  const rows = await admin<{ name: string; setting: string }[]>`
    select name, setting from pg_settings
     where name in ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit', 'citus.propagate_set_commands')`;
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const version = Number(settings.get('server_version_num'));
  if (version < oldest)
    throw new SettingError(
      `Il faut PostgreSQL 15 ou plus récent ; ce serveur est en version ${Math.floor(version / 10000)}.`,
    );
  if (!durable) return;
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    if (settings.get(name) === 'off')
      throw new SettingError(
        `PostgreSQL tourne avec ${name}=off et pourrait perdre ce qui a été confirmé. Mettez-le à on.`,
      );
  }
  const [own] = await admin<{ name: string }[]>`
    select coalesce(r.rolname, d.datname, 'all') as name from pg_db_role_setting s
      left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
     where 'synchronous_commit=off' = any (s.setconfig) and (s.setdatabase = 0 or d.datname = current_database())
       and (s.setrole = 0 or r.rolname in (${roles.app}, ${roles.reader}, ${roles.owner}))`;
  if (own)
    throw new SettingError(
      `PostgreSQL tourne avec synchronous_commit=off pour ${own.name} et pourrait perdre ce qui a été confirmé. Retirez ce réglage.`,
    );
  const propagation = settings.get('citus.propagate_set_commands');
  if (propagation !== undefined && propagation !== 'local') {
    await admin.unsafe(`alter role lastria_app set citus.propagate_set_commands = 'local'`);
    await admin.unsafe(`alter role lastria_reader set citus.propagate_set_commands = 'local'`);
    await admin.unsafe(`alter role lastria_sealer set citus.propagate_set_commands = 'local'`);
  }
}

/** Tells the planner what the tables hold, after many rows came at once: without it, it plans for empty ones. */
export async function analyse(url: string, keyring: Keyring): Promise<void> {
  const owner = connectAs('owner', url, keyring, 1);
  try {
    await owner`analyze`;
  } finally {
    await owner.end({ timeout: 5 });
  }
}
