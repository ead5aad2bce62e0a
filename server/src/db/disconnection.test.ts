import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../http/failure.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { TestTenant } from '../testing/tenant.ts';
import type { Context } from './database.ts';
import { newId } from './ids.ts';

let running: TestApp;
let admin: postgres.Sql;
let run: (work: (ctx: Context) => Promise<unknown>) => Promise<unknown>;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
beforeAll(async () => {
  process.on('uncaughtException', note);
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1 });
  const tenant = await TestTenant.create(running.database);
  const { sessionId } = await tenant.staff('SOCIAL_WORKER');
  run = (work) => {
    const call = { requestId: newId(), now: new Date() };
    return running.database.withActor({ tenantId: tenant.id, sessionId }, 'write', call, work);
  };
});
afterAll(async () => {
  process.off('uncaughtException', note);
  await admin.end();
  await running.close();
});

const pidOf = async ({ tx }: Context) =>
  (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;
/** Cuts a connection; both ends know of it, once some more went over the line. */
async function cut(pid: number): Promise<void> {
  await admin`select pg_terminate_backend(${pid}, 5000)`;
  for (let turn = 0; turn < 5; turn += 1) await admin`select 1`;
}
const selfCut = sql`select pg_terminate_backend(pg_backend_pid())`;
const one = sql`select 1`;

// Each leaves the transaction another way of writing on what is no longer there
const cuts: Record<string, (ctx: Context) => Promise<unknown>> = {
  'while a question is under way': async (ctx) => {
    const pid = await pidOf(ctx);
    await Promise.all([ctx.tx.execute(sql`select pg_sleep(60)`), cut(pid)]);
  },
  'by the very question': ({ tx }) => tx.execute(selfCut),
  'between two questions': async (ctx) => {
    await cut(await pidOf(ctx));
    await ctx.tx.execute(one);
  },
  'before the end': async (ctx) => cut(await pidOf(ctx)),
  'and the failure is not minded': async ({ tx }) => {
    await tx.execute(selfCut).catch(() => undefined);
    await tx.execute(one);
  },
};

test.each(Object.keys(cuts))(
  'a connection cut %s ends its transaction alone; the next ones find another',
  async (how) => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () =>
        run(cuts[how]!).then(
          () => 'done',
          (error: unknown) => codeOf(error),
        ),
      ),
    );
    for (const outcome of outcomes) expect(outcome).toMatch(/^(CONNECTION_CLOSED|ECONNRESET)$/);
    const from = performance.now();
    await Promise.all(Array.from({ length: 12 }, () => run(({ tx }) => tx.execute(one))));
    expect(performance.now() - from).toBeLessThan(5000);
    expect(uncaught).toEqual([]);
  },
  30_000,
);
