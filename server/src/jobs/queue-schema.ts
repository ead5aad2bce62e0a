import type { ConstructorOptions } from 'pg-boss';
import type { Connections } from '../db/database.ts';

/** The schema that the version of pg-boss we install speaks; it is loaded only to make or upgrade it. */
export const queueVersion = 43;
export const queueName = 'lastria';

/** pg-boss on our driver: it brings another, which is never opened. */
export const onPostgres = (sql: Connections): NonNullable<ConstructorOptions['db']> => ({
  async executeSql(text, values) {
    const result: unknown[] =
      values === undefined || values.length === 0
        ? await sql.unsafe(text)
        : await sql.unsafe(text, values as never[]);
    // Several statements in one text give a list of results
    return { rows: result.some(Array.isArray) ? result.flat() : [...result] };
  },
});

/**
 * Makes the queue's own schema, as its owner. Of it the requests may add a job, in their own transaction, and nothing
 * else; the role that runs jobs holds the rest.
 */
export async function prepareQueue(owner: Connections): Promise<void> {
  const [made] = await owner<{ found: boolean }[]>`select to_regclass('pgboss.version') is not null as found`;
  const [version] = made!.found ? await owner<{ version: number }[]>`select version from pgboss.version` : [];
  if (version?.version === queueVersion) return;
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: onPostgres(owner),
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    if (!(await boss.getQueue(queueName)))
      await boss.createQueue(queueName, {
        retryLimit: 1000,
        retryDelay: 5,
        expireInSeconds: 12 * 3600,
        heartbeatSeconds: 60,
        deleteAfterSeconds: 24 * 3600,
      });
  } finally {
    await boss.stop({ graceful: false });
  }
  for (const statement of [
    'revoke all on schema pgboss from public',
    'grant usage on schema pgboss to lastria_jobs, lastria_app',
    'grant select, insert, update, delete on all tables in schema pgboss to lastria_jobs',
    'grant insert on pgboss.job_common to lastria_app',
    'grant select (id) on pgboss.job_common to lastria_app',
    'grant select on pgboss.queue to lastria_app',
  ])
    await owner.unsafe(statement);
}
