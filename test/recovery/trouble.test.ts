import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed, processesOf, startAgain, until, type Installed } from './support/installed.ts';
import { postmaster } from './support/product.ts';

const poolSize = 2;
let product: Installed;
beforeAll(async () => {
  product = await installed({ env: { LASTRIA_POOL_SIZE: String(poolSize) }, external: true });
}, 120_000);
afterAll(() => product.close(), 60_000);

/** The product says to come again, by itself: the calls below end after twenty seconds, ten times what it should take. */
async function expectComeAgain(answers: Promise<Response>[]): Promise<void> {
  for (const response of await Promise.all(answers)) {
    const problem = (await response.json()) as { type: string };
    expect([response.status, problem.type]).toEqual([503, expect.stringMatching(/unavailable$/)]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
}
const answersAgain = () =>
  until(() =>
    product.read('/v1/me').then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const written = async (mark: string) => (await product.texts()).has(mark);

describe('T-DUR-3 trouble below', () => {
  test('a database that hangs: 503 and when to come again; then all is as before', async () => {
    await answersAgain();
    const frozen = processesOf(product.dir);
    expect(frozen.length).toBeGreaterThan(3);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const calls = [
        product.read('/v1/me'),
        product.read(`/v1/files/${product.fileId}`),
        product.write('frozen'),
      ];
      await expectComeAgain([...calls, product.read('/ready')]);
      expect((await product.read('/health')).status, 'the server itself is well').toBe(200);
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await answersAgain();
    expect(await written('frozen'), 'what was given up is not done later').toBe(false);
    expect((await product.write('thawed')).status).toBe(201);
    expect(await written('thawed')).toBe(true);
  }, 120_000);

  test('every connection taken: those who wait are told to come again', async () => {
    await product.asAdmin(async (admin) => {
      await admin.begin(async (tx) => {
        await tx`lock table work_entry in access exclusive mode`;
        const stuck = Array.from({ length: poolSize }, (_, index) => product.write(`stuck ${index}`));
        await until(async () => {
          const waiting = await admin
            .unsafe(
              `select 1 from pg_stat_activity where usename = 'lastria_app' and wait_event_type = 'Lock'`,
            )
            .catch(() => []);
          return waiting.length === poolSize;
        });
        await expectComeAgain([product.write('too many')]);
        await expectComeAgain(stuck);
      });
    });
    await answersAgain();
    for (const text of ['stuck 0', 'stuck 1', 'too many']) expect(await written(text), text).toBe(false);
  }, 120_000);

  // A full disk needs a file system of its own, which no test may mount: what PostgreSQL says of one is said instead
  test('a disk that is full: 503, nothing written, reads go on', async () => {
    await product.asAdmin(async (admin) => {
      await admin.unsafe(`
        create function full_disk() returns trigger language plpgsql as
          $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
        create trigger full_disk before insert on work_entry for each row execute function full_disk()`);
      await expectComeAgain([product.write('no room')]);
      expect((await product.read(`/v1/files/${product.fileId}`)).status).toBe(200);
      await admin.unsafe('drop function full_disk cascade');
    });
    expect((await product.write('room again')).status).toBe(201);
    expect(await written('no room')).toBe(false);
  });

  test('a database of somebody else that dies and comes back: 503 meanwhile, then the same server serves again', async () => {
    const before = product.server.process.pid;
    const processes = processesOf(product.dir);
    postmaster(product.dir).stop('SIGKILL');
    await until(() => product.read('/v1/me').then(({ status }) => status !== 200));
    await expectComeAgain([product.read('/v1/me'), product.write('down')]);
    await until(() => !processes.some(isAlive));
    startAgain(product.dir);
    await answersAgain();
    expect(product.server.process.pid).toBe(before);
    expect(product.server.process.exitCode).toBeNull();
    expect(await written('down')).toBe(false);
    expect((await product.write('up')).status).toBe(201);
  }, 120_000);
});
