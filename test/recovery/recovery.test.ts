import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { prepareDatabase } from '../../server/src/db/prepare.ts';
import type {} from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { installed, until, type Installed } from './support/installed.ts';
import { command, kill, postmaster, start } from './support/product.ts';

const cycles = Number(process.env['CYCLES'] ?? 3);

let product: Installed;
beforeAll(async () => {
  product = await installed();
}, 120_000);
afterAll(() => product.close(), 60_000);

describe('T-DUR-1 and T-DUR-3 killed while it writes', () => {
  const acknowledged: string[] = [];

  /** Calls whose answer never came: whether they were done, nobody was told. */
  const unanswered: { text: string; key: string }[] = [];

  /** Writes until the server is gone; what it answered 201 is acknowledged. */
  async function writeUntilCut(mark: string): Promise<void> {
    for (let number = 0; ; number += 1) {
      const call = { text: `${mark}/${number}`, key: crypto.randomUUID() };
      const answer = await product.write(call.text, call.key).catch(() => undefined);
      if (!answer) return void unanswered.push(call);
      if (answer.status === 429) return;
      if (answer.status === 201) acknowledged.push(call.text);
      else expect(answer.status).toBe(503);
    }
  }

  /** Writes, and cuts the server, the database or both in the middle of it. */
  async function cut(mark: string, ...who: ('server' | 'database')[]): Promise<void> {
    const before = acknowledged.length;
    const writers = Promise.all([0, 1, 2].map((writer) => writeUntilCut(`${mark}.${writer}`)));
    await until(() => acknowledged.length > before + 3 + Math.floor(Math.random() * 20));
    if (who.includes('database')) postmaster(product.dir).stop('SIGKILL');
    await kill(product.server.process, 'SIGKILL');
    await writers;
  }
  const rowsOf = async (text: string): Promise<number> =>
    product.asAdmin(async (admin) => {
      const rows = await admin`select 1 from work_entry_text where body = ${text}`;
      return rows.length;
    });
  const lost = async (): Promise<string[]> => {
    const found = await product.texts();
    return acknowledged.filter((text) => !found.has(text));
  };

  test('the database keeps what it acknowledges', async () => {
    const settings = await product.asAdmin(
      (admin) => admin<{ setting: string }[]>`
        select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'on']);
  });

  test.each(Array.from({ length: cycles }, (_, cycle) => cycle))(
    'cycle %i: every acknowledged write is there',
    async (cycle) => {
      await (cycle % 3 === 1 ? cut(String(cycle), 'server') : cut(String(cycle), 'server', 'database'));
      await product.restart();
      expect(await lost()).toEqual([]);
    },
    90_000,
  );

  test('T-CC-1 a call cut off, sent again with its key: done once, and answered the same each time', async () => {
    expect(unanswered.length).toBeGreaterThanOrEqual(cycles);
    for (const { text, key } of unanswered) {
      // Twins in flight: one of them does it, or both are given the reply there was
      const twins = await Promise.all([0, 1].map(() => product.write(text, key)));
      for (const { status } of twins) expect([201, 409], text).toContain(status);
      const told = [...twins.filter(({ status }) => status === 201), await product.write(text, key)];
      expect([told.length > 1, told.at(-1)!.status], text).toEqual([true, 201]);
      const [body, ...others] = await Promise.all(told.map((answer) => answer.text()));
      expect(new Set(others), text).toEqual(new Set([body]));
      expect(await rowsOf(text), text).toBe(1);
    }
    const [{ text } = { text: '' }] = unanswered;
    expect((await product.write(text)).status).toBe(201);
    expect(await rowsOf(text), 'control: with another key it is done again').toBe(2);
  });

  test('control: with synchronous_commit=off acknowledged writes are lost, and seen to be; such a database is refused', async () => {
    await product.asAdmin(async (admin) => {
      await admin`alter system set synchronous_commit = off`;
      await admin`alter system set wal_writer_delay = '10s'`;
      await admin`select pg_reload_conf()`;
      await until(async () => (await admin`show synchronous_commit`)[0]!['synchronous_commit'] === 'off');
    });
    await cut('control', 'server', 'database');
    await expect(start(product.dir)).rejects.toThrow(/synchronous_commit=off/);
    await product.asAdmin(async (admin) => {
      await admin`alter system reset all`;
      await admin`select pg_reload_conf()`;
      await until(async () => (await admin`show synchronous_commit`)[0]!['synchronous_commit'] === 'on');
    });
    await product.restart();
    expect((await lost()).length).toBeGreaterThan(0);
  }, 90_000);
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
