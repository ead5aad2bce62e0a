import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { accessGrant } from '../features/access/access.table.ts';
import { accessSession } from '../features/access/session.table.ts';
import { staffMember } from '../features/organisation/organisation.table.ts';
import { call, expectJson, startTestApp, type TestApp } from '../testing/app.ts';
import { testKeyring } from '../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../testing/tenant.ts';
import { job } from './job.table.ts';
import { Jobs } from './jobs.ts';
import { WorkRefused, type JobRun, type Works } from './work.ts';

let running: TestApp;
let tenant: TestTenant;
let unit: string;
const opened: Jobs[] = [];
const told: string[] = [];
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  unit = await tenant.unit('Nord');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.close()));
});
afterAll(() => running.close());

function open(works: Works, tidies: ((tenantId: string, now: Date) => Promise<void>)[] = []): Jobs {
  const jobs = new Jobs({
    database: running.database,
    url: running.adminUrl,
    keyring: testKeyring,
    blobs: running.services.blobs,
    works,
    tidies,
    log: (_, event, fields) => told.push(JSON.stringify({ event, ...fields })),
  });
  opened.push(jobs);
  return jobs;
}

async function asAdmin(act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(running.adminUrl, { max: 1 });
  await act(sql).finally(() => sql.end());
}

const worker = () => tenant.staff('SOCIAL_WORKER', { unitId: unit });

/** A job of one person, asked for in that person's session. */
async function ask(jobs: Jobs, who: TestStaff, kind = 'essay'): Promise<string> {
  const claims = { tenantId: tenant.id, sessionId: who.sessionId };
  const now = { requestId: newId(), now: new Date() };
  const row = await running.database.withActor(claims, 'write', now, (ctx) =>
    jobs.enqueue(ctx, { kind, subjectId: newId(), forUnitId: unit }),
  );
  return row!.id;
}

interface Told {
  status: string;
  step: string | null;
  done: number;
  problem: string | null;
  endedAt: string | null;
}
const read = async (who: TestStaff, id: string): Promise<Told> =>
  expectJson(await call(running.app, who.token, `/v1/jobs/${id}`), 200);
const until = (who: TestStaff, id: string, status: string) =>
  expect.poll(async () => (await read(who, id)).status, { timeout: 15_000, interval: 20 }).toBe(status);

/** Work that goes on until it is told to stop. */
const endless = (started: () => void): Works => ({
  essay: {
    run: (run) => {
      started();
      run.progress('writing', 1, 10);
      return new Promise((_, reject) => {
        run.signal.addEventListener('abort', () => reject(run.signal.reason as Error), { once: true });
      });
    },
  },
});
const finished = () => Promise.resolve(() => Promise.resolve(undefined));

describe('a job', () => {
  test('runs once, with the rights of whoever asked, who alone sees it', async () => {
    const who = await worker();
    const seen: unknown[] = [];
    const jobs = open({
      essay: {
        run: async (run: JobRun) => {
          await run.enter(({ actor }) =>
            Promise.resolve(seen.push([actor.staffId, actor.sessionId, actor.scopes.writeFollowUp])),
          );
          return () => Promise.resolve(undefined);
        },
      },
    });
    const id = await ask(jobs, who);
    expect(await read(who, id)).toMatchObject({ status: 'queued', endedAt: null });
    jobs.start();
    await until(who, id, 'done');
    expect(seen).toEqual([[who.id, who.sessionId, [unit]]]);
    const other = await call(running.app, (await worker()).token, `/v1/jobs/${id}`);
    expect(other.status).toBe(404);
  });

  test('says when to ask again, until it has ended', async () => {
    const who = await worker();
    const jobs = open({ essay: { run: finished } });
    const id = await ask(jobs, who);
    const retryAfter = async () =>
      (await call(running.app, who.token, `/v1/jobs/${id}`)).headers.get('retry-after');
    expect(await retryAfter()).toBe('1');
    jobs.start();
    await until(who, id, 'done');
    expect(await retryAfter()).toBeNull();
  });

  test('cannot be read or stopped by another, and is not there when what asked for it is undone', async () => {
    const who = await worker();
    const ran: string[] = [];
    const jobs = open({
      essay: { run: (run) => (ran.push(run.job.id), finished()) },
    });
    jobs.start();
    const claims = { tenantId: tenant.id, sessionId: who.sessionId };
    let lost = '';
    await expect(
      running.database.withActor(claims, 'write', { requestId: newId(), now: new Date() }, async (ctx) => {
        lost = (await jobs.enqueue(ctx, { kind: 'essay', subjectId: newId(), forUnitId: unit })).id;
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    const id = await ask(jobs, who);
    await until(who, id, 'done');
    expect(ran).toEqual([id]);
    expect((await call(running.app, who.token, `/v1/jobs/${lost}`)).status).toBe(404);
    const stranger = await call(running.app, (await worker()).token, `/v1/jobs/${id}/cancel`, {
      method: 'POST',
    });
    expect(stranger.status).toBe(404);
  });

  test('is stopped within a second of being told, by whichever process', async () => {
    const who = await worker();
    let started = 0;
    const jobs = open(endless(() => (started += 1)));
    jobs.start();
    const id = await ask(jobs, who);
    await until(who, id, 'running');
    await expect.poll(() => started, { timeout: 15_000 }).toBe(1);
    const from = performance.now();
    await expectJson(await call(running.app, who.token, `/v1/jobs/${id}/cancel`, { method: 'POST' }), 200);
    await until(who, id, 'cancelled');
    expect(performance.now() - from).toBeLessThan(10_000);
    expect((await read(who, id)).problem).toBeNull();
  });

  // Each alone: a runner of the one before would take the job, and not be seen to
  const leaves: Record<string, (who: TestStaff) => Promise<unknown>> = {
    'its session is revoked': (who) =>
      running.database.withTenant(tenant.id, [], (tx) =>
        tx.update(accessSession).set({ revokedAt: new Date() }).where(eq(accessSession.id, who.sessionId)),
      ),
    'its author leaves': (who) =>
      running.database.withTenant(tenant.id, [], (tx) =>
        tx
          .update(staffMember)
          .set({ leftAt: new Date(0) })
          .where(eq(staffMember.id, who.id)),
      ),
  };
  test.each(Object.entries(leaves))('ends when %s, and says why', async (_, leave) => {
    const who = await worker();
    let started = 0;
    const jobs = open(endless(() => (started += 1)));
    jobs.start();
    const id = await ask(jobs, who);
    await expect.poll(() => started, { timeout: 15_000 }).toBe(1);
    await leave(who);
    const row = () =>
      running.database.withTenant(
        tenant.id,
        [],
        async (tx) => (await import('./job.store.ts')).jobById(tx, tenant.id, id),
        who.id,
      );
    await expect.poll(async () => (await row())?.status, { timeout: 15_000 }).toBe('cancelled');
    expect((await row())!.problem).toMatch(/droits ont changé/);
  });

  test('delivers nothing once the rights are gone', async () => {
    const who = await worker();
    let delivered = 0;
    const jobs = open({
      essay: {
        run: async () => {
          await running.database.withTenant(tenant.id, [], (tx) =>
            tx
              .update(accessGrant)
              .set({ revokedAt: new Date(0) })
              .where(eq(accessGrant.staffId, who.id)),
          );
          return ({ actor }) => {
            if (actor.scopes.writeFollowUp.length > 0) delivered += 1;
            else throw new WorkRefused('Vos droits ont changé.');
            return Promise.resolve(undefined);
          };
        },
      },
    });
    jobs.start();
    const id = await ask(jobs, who);
    await until(who, id, 'failed');
    expect(delivered).toBe(0);
  });

  test('that fails says a sentence, never what it was doing', async () => {
    const who = await worker();
    const jobs = open({
      refused: { run: () => Promise.reject(new WorkRefused('Le fichier est vide.')) },
      broken: { run: () => Promise.reject(new Error('Dupont, Marie')) },
    });
    jobs.start();
    const [refused, broken] = [await ask(jobs, who, 'refused'), await ask(jobs, who, 'broken')];
    await until(who, refused, 'failed');
    await until(who, broken, 'failed');
    expect((await read(who, refused)).problem).toBe('Le fichier est vide.');
    expect((await read(who, broken)).problem).toContain(broken);
    expect(JSON.stringify([told, await read(who, broken)])).not.toContain('Dupont');
  });

  test('goes on in the next process when this one ends, and is done once when two may run it', async () => {
    const who = await worker();
    let started = 0;
    const first = open(endless(() => (started += 1)));
    first.start();
    const id = await ask(first, who);
    await expect.poll(() => started, { timeout: 15_000 }).toBe(1);
    await first.close();
    expect(await read(who, id)).toMatchObject({ status: 'queued', endedAt: null });

    let effects = 0;
    const once: Works = {
      essay: {
        run: () =>
          Promise.resolve(() => {
            effects += 1;
            return Promise.resolve(undefined);
          }),
      },
    };
    const [second, third] = [open(once), open(once)];
    second.start();
    third.start();
    await until(who, id, 'done');
    const others = await Promise.all(Array.from({ length: 6 }, () => ask(second, who)));
    for (const other of others) await until(who, other, 'done');
    expect(effects).toBe(7);
  });

  test('that meets a passing failure is tried again', async () => {
    const who = await worker();
    let tries = 0;
    const jobs = open({
      essay: {
        run: () => {
          tries += 1;
          if (tries === 1) return Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }));
          return finished();
        },
      },
    });
    jobs.start();
    const id = await ask(jobs, who);
    await until(who, id, 'done');
    expect(tries).toBe(2);
  });

  test.each([
    ['that was tried enough', '57P01', 9, 'failed'],
    ['that may pass', '57P01', 8, 'queued'],
    ['of a statement of its own that takes too long', '57014', 0, 'failed'],
  ])('that meets a failure %s', async (_, code, triesBefore, status) => {
    const who = await worker();
    let tries = 0;
    const jobs = open({
      essay: {
        run: () => {
          tries += 1;
          return Promise.reject(Object.assign(new Error('gone'), { code }));
        },
      },
    });
    const id = await ask(jobs, who);
    await asAdmin(
      (sql) => sql`update pgboss.job set retry_count = ${triesBefore} where data->>'jobId' = ${id}`,
    );
    jobs.start();
    await expect.poll(() => tries, { timeout: 15_000 }).toBe(1);
    await until(who, id, status);
    const { problem, endedAt } = await read(who, id);
    expect([endedAt !== null, problem?.includes(id) ?? false]).toEqual(Array(2).fill(status === 'failed'));
    await asAdmin((sql) => sql`delete from pgboss.job where data->>'jobId' = ${id}`);
  });

  test('that nothing hands out any more is ended, one that waits is not', async () => {
    const who = await worker();
    const lost: string[] = [];
    const jobs = open({
      essay: { run: finished, ended: (__, { id }) => Promise.resolve(void lost.push(id)) },
    });
    const [without, waiting] = [await ask(jobs, who), await ask(jobs, who)];
    await asAdmin((sql) => sql`delete from pgboss.job where data->>'jobId' = ${without}`);
    await jobs.tidy();
    expect(await read(who, without)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining(without),
    });
    expect(await read(who, waiting)).toMatchObject({ status: 'queued', endedAt: null });
    expect(lost).toContain(without);
    expect(lost).not.toContain(waiting);
    jobs.start();
    await until(who, waiting, 'done');
  });

  test('says why it failed for thirty days', async () => {
    const who = await worker();
    const jobs = open({ essay: { run: () => Promise.reject(new WorkRefused('Le fichier est vide.')) } });
    jobs.start();
    const [old, recent] = [await ask(jobs, who), await ask(jobs, who)];
    for (const [id, days] of [
      [old, 31],
      [recent, 29],
    ] as const) {
      await until(who, id, 'failed');
      const endedAt = new Date(Date.now() - days * 24 * 60 * 60_000);
      await running.database.withTenant(
        tenant.id,
        [],
        (tx) => tx.update(job).set({ endedAt }).where(eq(job.id, id)),
        who.id,
      );
    }
    await jobs.tidy();
    expect((await read(who, old)).problem).toBeNull();
    expect((await read(who, recent)).problem).toBe('Le fichier est vide.');
  });

  test('what cannot be put in order in a tenant keeps neither the rest of it nor the others waiting', async () => {
    const other = await TestTenant.create(running.database);
    const done: string[] = [];
    const fails = (tenantId: string) =>
      tenantId === other.id ? Promise.resolve() : Promise.reject(new Error('Dupont, Marie'));
    await open({}, [fails, (tenantId) => Promise.resolve(void done.push(tenantId))]).tidy();
    expect(done).toEqual(expect.arrayContaining([tenant.id, other.id]));
    expect(JSON.stringify(told)).not.toContain('Dupont');
  });
});
