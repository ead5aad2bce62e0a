/* eslint-disable @typescript-eslint/no-restricted-imports, lastria/tenant-context -- these functions are tested below the client, on their own */
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connectAs } from '../../../db/database.ts';
import { createTestDatabase, testKeyring } from '../../../testing/cluster.ts';

export interface TestDatabase {
  admin: postgres.Sql;
  /** What the server said to `admin`: plans, when a test loads auto_explain. */
  notices: string[];
  app: postgres.Sql;
  reader: postgres.Sql;
  stop: () => Promise<void>;
}

/** A migrated database for the tests of this folder, where keys need no file to hang on. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const created = await createTestDatabase(inject('clusterUrl'));
  const notices: string[] = [];
  const admin = postgres(created.url, {
    max: 2,
    onnotice: ({ message }) => {
      if (message) notices.push(message);
    },
  });
  await admin`alter table app.search_key drop constraint search_key_file_fk`;
  const app = connectAs('app', created.url, testKeyring, 2);
  const reader = connectAs('reader', created.url, testKeyring, 2);
  return {
    admin,
    notices,
    app,
    reader,
    stop: async () => {
      await Promise.all([admin.end(), app.end(), reader.end()]);
      await created.drop();
    },
  };
}

/** One transaction of a tenant, as `app.enter` opens it. */
export function inTenant<T>(
  sql: postgres.Sql,
  tenant: string,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local app.tenant = '${tenant}'`);
    return work(tx);
  }) as Promise<T>;
}

export interface Identity {
  lastName: string;
  birthName: string | null;
  firstNames: string | null;
  birthDate: string | null;
  sex?: string | null;
  phone?: string | null;
  email?: string | null;
  postalCode?: string | null;
}

/**
 * Writes a key as the store does: raw values only. The values are given twice because `excluded.…` would be a read,
 * and the application's role may read nothing but ids here.
 */
export async function putKey(
  tx: postgres.TransactionSql,
  key: { tenant: string; file: string; unit: string } & Identity,
): Promise<void> {
  const values = {
    unit_id: key.unit,
    use_name: key.lastName,
    birth_name: key.birthName,
    first_names: key.firstNames,
    birth_date: key.birthDate,
    sex: key.sex ?? null,
    phones: key.phone ? [key.phone] : [],
    email: key.email ?? null,
    postal_code: key.postalCode ?? null,
  };
  await tx`insert into app.search_key ${tx({ tenant_id: key.tenant, file_id: key.file, ...values })}
    on conflict (tenant_id, file_id) do update set ${tx(values)}`;
}

/** The lines of a sample under test/samples. */
export function readSample<T>(name: string): T[] {
  const file = new URL(`../../../../../test/samples/${name}`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
