import { once } from 'node:events';
import { renameSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { prepareDatabase } from '../../server/src/db/prepare.ts';
import type {} from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { verifyChain } from './support/chain.ts';
import { installed, until, type Acknowledged, type Installed } from './support/installed.ts';
import { command, kill, postmaster, start } from './support/product.ts';

const cycles = Number(process.env['CYCLES'] ?? 3);

const writers = 8;
let product: Installed;
beforeAll(async () => {
  product = await installed({ writers });
}, 120_000);
afterAll(() => product.close(), 60_000);

const victims = [['server'], ['database'], ['server', 'database']] as const;
type Victims = (typeof victims)[number];

describe('T-DUR-1 and T-DUR-3 killed while it writes', () => {
  let acknowledged: Acknowledged[] = [];

  /** Calls whose answer never came, or was to come again: whether they were done, nobody was told. */
  const unanswered: { text: string; key: string; writer: number }[] = [];

  /** Writes until the server is gone, or has no database; what it answered 201 is acknowledged. */
  async function writeUntilCut(mark: string, writer: number): Promise<void> {
    for (let number = 0; ; number += 1) {
      const call = { text: `${mark}.${writer}/${number}`, key: crypto.randomUUID(), writer };
      const answer = await product.write(call.text, call.key, writer).catch(() => undefined);
      if (answer?.status !== 201) {
        if (answer) expect(answer.status).toBe(503);
        return void unanswered.push(call);
      }
      // The line may be cut in the middle of what it says: that it was done is told by then
      const { id } = (await answer.json().catch(() => ({}) as { id?: string })) as { id?: string };
      if (id) acknowledged.push({ id, text: call.text });
    }
  }

  /** Writes, and kills the server, the database or both in the middle of it. */
  async function cut(mark: string, who: Victims): Promise<void> {
    const before = acknowledged.length;
    const all = Promise.all(Array.from({ length: writers }, (_, writer) => writeUntilCut(mark, writer)));
    await until(() => acknowledged.length > before + writers + Math.floor(Math.random() * 40));
    const [first, second] = who;
    if (first === 'database' || second) postmaster(product.dir).stop('SIGKILL');
    if (first === 'server') await kill(product.server.process, 'SIGKILL');
    await all;
  }

  test('the database keeps what it acknowledges', async () => {
    const settings = await product.asAdmin(
      (admin) => admin<{ setting: string }[]>`
        select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'on']);
  });

  test.each(
    Array.from({ length: cycles }, (_, cycle) => [cycle + 1, victims[cycle % victims.length]!] as const),
  )(
    'kill %i, of %s: every acknowledged write is there, with its trace, and the chain of traces holds',
    async (cycle, who) => {
      await cut(String(cycle), who);
      if (who[0] === 'server') await product.restart();
      // Its database dead, a server starts it again
      else await until(() => product.isReady());
      expect(await product.verify(acknowledged)).toEqual([]);
      expect(await product.asAdmin((admin) => verifyChain(admin, product, { hasten: true }))).toEqual([]);
    },
    90_000,
  );

  test('and is read in the product', async () => {
    const found = await product.texts();
    expect(acknowledged.length).toBeGreaterThan(cycles * writers);
    expect(acknowledged.filter(({ text }) => !found.has(text))).toEqual([]);
    const unsaid = { ...acknowledged[0]!, text: 'never written' };
    expect(await product.verify([unsaid]), 'control: what is not there is seen').toEqual(['never written']);
  });

  test(
    'T-CC-1 a call cut off, sent again with its key: done once, and answered the same each time',
    async () => {
      expect(unanswered.length).toBeGreaterThanOrEqual(cycles * writers);
      const ofEach = Map.groupBy(unanswered, ({ writer }) => writer);
      await Promise.all(
        [...ofEach.values()].map(async (calls) => {
          for (const { text, key, writer } of calls) {
            // Twins in flight: one of them does it, or both are given the reply there was
            const twins = await Promise.all([0, 1].map(() => product.write(text, key, writer)));
            for (const { status } of twins) expect([201, 409], text).toContain(status);
            const told = [
              ...twins.filter(({ status }) => status === 201),
              await product.write(text, key, writer),
            ];
            expect([told.length > 1, told.at(-1)!.status], text).toEqual([true, 201]);
            const [body, ...others] = await Promise.all(told.map((answer) => answer.text()));
            expect(new Set(others), text).toEqual(new Set([body]));
          }
        }),
      );
      const texts = unanswered.map(({ text }) => text);
      expect(await product.writtenOtherThanOnce(texts)).toEqual([]);
      const [{ text, writer } = { text: '', writer: 0 }] = unanswered;
      expect((await product.write(text, crypto.randomUUID(), writer)).status).toBe(201);
      expect(await product.writtenOtherThanOnce(texts), 'control: with another key it is done again').toEqual(
        [text],
      );
    },
    60_000 + cycles * 3000,
  );

  test('control: with synchronous_commit=off acknowledged writes are lost, and seen to be; such a database is refused', async () => {
    const settings = async (...statements: string[]) =>
      product.asAdmin(async (admin) => {
        for (const statement of [...statements, 'select pg_reload_conf()']) await admin.unsafe(statement);
        const wanted = statements.length === 1 ? 'on' : 'off';
        await until(async () => (await admin`show synchronous_commit`)[0]!['synchronous_commit'] === wanted);
      });
    let lost: string[] = [];
    // What was written may have reached the disk by luck: five times in a row it does not
    for (let time = 1; time <= 5 && lost.length === 0; time += 1) {
      await settings(
        'alter system set synchronous_commit = off',
        `alter system set wal_writer_delay = '10s'`,
        `alter system set wal_writer_flush_after = '1GB'`,
      );
      await cut(`control ${time}`, ['server', 'database']);
      await expect(start(product.dir)).rejects.toThrow(/synchronous_commit=off/);
      await settings('alter system reset all');
      await product.restart();
      lost = await product.verify(acknowledged);
    }
    expect(lost.length).toBeGreaterThan(0);
    acknowledged = acknowledged.filter(({ text }) => !lost.includes(text));
  }, 300_000);
});

describe('T-DUR-2 a database that could lose what it acknowledged is refused at start', () => {
  test('without fsync', async () => {
    await expect(prepareDatabase(inject('clusterUrl'), testKeyring, { durable: true })).rejects.toThrow(
      /fsync=off|full_page_writes=off|synchronous_commit=off/,
    );
  });

  test('with synchronous_commit off for one role, or one database', async () => {
    const { url } = await startEmbedded(`${product.dir}/postgres`);
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      for (const where of ['role lastria_app', 'database postgres']) {
        await admin.unsafe(`alter ${where} set synchronous_commit = off`);
        await expect(prepareDatabase(url, testKeyring, { durable: true })).rejects.toThrow(
          /synchronous_commit=off/,
        );
        await admin.unsafe(`alter ${where} reset synchronous_commit`);
      }
    } finally {
      await admin.end();
    }
  });
});

describe('the database that comes with the server', () => {
  test('left running by a server that was killed, it ends with the next', async () => {
    await kill(product.server.process, 'SIGKILL');
    const { pid } = postmaster(product.dir);
    await product.restart();
    expect(postmaster(product.dir).pid, 'the same goes on').toBe(pid);
    await kill(product.server.process, 'SIGTERM');
    expect([product.server.process.exitCode, postmaster(product.dir).pid]).toEqual([0, undefined]);
    await product.restart();
  });

  test('dead, and the server told to end: it ends in order', async () => {
    postmaster(product.dir).stop('SIGKILL');
    await kill(product.server.process, 'SIGTERM');
    expect(product.server.process.exitCode).toBe(0);
    await product.restart();
  });

  test('dead for good: the server says so and ends, for whoever watches over it to see', async () => {
    const version = `${product.dir}/postgres/cluster/PG_VERSION`;
    renameSync(version, `${version}.away`);
    const ended = once(product.server.process, 'exit');
    postmaster(product.dir).stop('SIGKILL');
    expect(await ended).toEqual([1, null]);
    renameSync(`${version}.away`, version);
    await product.restart();
    expect((await product.write('after all')).status).toBe(201);
  }, 60_000);
});

describe('one process has a data folder at a time', () => {
  test('a second server is refused in one sentence, and the first goes on', async () => {
    const { pid } = product.server.process;
    await expect(start(product.dir)).rejects.toThrow(
      new RegExp(
        `^the server ended with 1: Le dossier de données \\S+ est utilisé par un autre serveur Lastria \\(processus ${pid}\\)[^\n]+\n$`,
      ),
    );
    expect((await product.write('beside')).status).toBe(201);
  });

  test('a command beside the server shares its database, and leaves it running', async () => {
    await expect(command(product.dir, 'migrate')).resolves.toBe('La base est à jour.\n');
    expect((await product.write('after a command')).status).toBe(201);
    await expect(start(product.dir)).rejects.toThrow(/utilisé par un autre serveur Lastria/);
  });
});
