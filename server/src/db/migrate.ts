import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { SettingError } from '../config.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrations in order. They are immutable once merged: a changed file is refused by a database that ran it. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}${name}`, 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Brings the schema up to date, as the owner of the tables; each migration whole or not at all. Returns their names. */
export async function migrate(
  owner: postgres.Sql,
  all: readonly Migration[] = migrations(),
): Promise<string[]> {
  await owner`create table if not exists app.migration (name text primary key, digest text not null, at timestamptz not null default now())`;
  const done = new Map(
    (await owner<{ name: string; digest: string }[]>`select name, digest from app.migration`).map((row) => [
      row.name,
      row.digest,
    ]),
  );
  const known = new Set(all.map(({ name }) => name));
  const newer = [...done.keys()].filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new SettingError(
      `La base a été préparée par une version plus récente de Lastria (${newer.join(', ')}). Lancez cette version, ou restaurez une sauvegarde.`,
    );
  }
  const applied: string[] = [];
  for (const { name, sql, digest } of all) {
    const before = done.get(name);
    if (before === digest) continue;
    if (before !== undefined) {
      throw new SettingError(
        `La migration ${name} a changé après avoir été appliquée. Remettez le fichier tel qu’il a été publié.`,
      );
    }
    await owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(4600, 2)`;
      const [raced] = await tx`select 1 from app.migration where name = ${name}`;
      if (raced) return;
      await tx`set local lock_timeout = '10s'`;
      await tx.unsafe(sql).simple();
      await tx`insert into app.migration (name, digest) values (${name}, ${digest})`;
      applied.push(name);
    });
  }
  return applied;
}
