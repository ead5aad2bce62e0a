import { readFileSync } from 'node:fs';
import { inject, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../server/src/testing/cluster.ts';
import { replay } from '../../stories/.storybook/replay.ts';
import type { Answer, Exchange, Recording } from '../../stories/.storybook/recording.ts';
import { contractOperations, offContract, type ContractOperation } from '../contract/support/contract.ts';
import { record, recordingFile } from '../scripts/record-stories.ts';

const names = ['social-worker', 'secretary', 'importer', 'manager', 'administrator', 'officer'] as const;
const read = (name: string): Recording => JSON.parse(readFileSync(recordingFile(name), 'utf8')) as Recording;
const recordings = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<
  (typeof names)[number],
  Recording
>;

/** The operation of a recorded call: its fixed addresses come before those with a parameter. */
function operationOf({ method, path }: Pick<Exchange, 'method' | 'path'>): ContractOperation {
  const candidates = contractOperations.filter(
    (one) => one.method === method && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const found = candidates.toSorted((a, b) => a.pathParameters.length - b.pathParameters.length)[0];
  if (!found) throw new Error(`${method} ${path} is not in the contract`);
  return found;
}

const offOf = (operation: ContractOperation, { status, type, reply }: Answer): string[] =>
  offContract(operation, { status, type, text: reply === null ? '' : JSON.stringify(reply) });

/** Names and kinds of what an answer holds; how many of each does not count. */
function shapeOf(value: unknown, at = '', into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) shapeOf(one, `${at}[]`, into);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) shapeOf(one, `${at}.${key}`, into);
  else into.add(`${at}: ${value === null ? 'null' : typeof value}`);
  return into;
}

/** Each operation, its outcome and the shape of what it said, in lines. */
const told = ({ exchanges }: Recording): string[] => {
  const lines = exchanges.flatMap((one) =>
    [...shapeOf(one.reply)].map((line) => `${operationOf(one).id} ${one.status} ${line}`),
  );
  return [...new Set(lines)].toSorted();
};

describe.each(names)('answers recorded for the stories: %s', (name) => {
  it('are in the contract', () => {
    const { exchanges, refusals } = recordings[name];
    expect(exchanges.length).toBeGreaterThan(5);
    const off = exchanges.flatMap((one) =>
      offOf(operationOf(one), one).map((fault) => `${one.method} ${one.path}: ${fault}`),
    );
    const me = operationOf({ method: 'GET', path: '/v1/me' });
    const open = contractOperations.find(({ id }) => id === 'socialFile.open')!;
    const thresholds = contractOperations.find(({ id }) => id === 'organisation.changeThresholds')!;
    expect([
      ...off,
      ...offOf(me, refusals['unauthenticated']!),
      ...offOf(me, refusals['internal']!),
      ...offOf(open, refusals['notFound']!),
      ...offOf(thresholds, refusals['staleVersion']!),
    ]).toEqual([]);
  });

  it('hold no sealed value and no instant of the machine that recorded them', () => {
    const { at, exchanges } = recordings[name];
    const text = JSON.stringify(exchanges);
    expect(text).not.toMatch(/"(nextCursor|receipt)":"(?!(nextCursor|receipt)-\d+")/);
    const day = Date.parse(at) + 86_400_000;
    // An appointment is yet to come: `from` and `until` are what the recording chose
    const later = [...text.matchAll(/(?<!"(?:from|until)":)"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g)].filter(
      (match) => Date.parse(match[1]!) > day,
    );
    expect(later).toEqual([]);
  });
});

it('an answer that leaves the contract would be seen', () => {
  const me = recordings.secretary.exchanges.find(({ path }) => path === '/v1/me')!;
  expect(
    offOf(operationOf(me), { ...me, reply: { ...(me.reply as object), roles: 12, tenant: null } }),
  ).not.toEqual([]);
});

it(
  'the recordings are those the server gives today: else run node test/scripts/record-stories.ts',
  { timeout: 300_000 },
  async () => {
    const created = await createTestDatabase(inject('clusterUrl'));
    try {
      const fresh = await record(created.url);
      for (const name of names) expect(told(recordings[name])).toEqual(told(fresh[name]));
    } finally {
      await created.drop();
    }
  },
);

describe('the replay', () => {
  const worker = recordings['social-worker'];
  const ask = (path: string, init?: RequestInit) => new Request(`https://lastria.example${path}`, init);

  it('gives back what was recorded, and what follows a write after it', async () => {
    const fetch = replay(worker);
    const me = await fetch(ask('/v1/me'));
    expect(await me.json()).toEqual(worker.exchanges.find(({ path }) => path === '/v1/me')!.reply);
    const created = worker.exchanges.find(
      ({ method, path }) => method === 'POST' && path.endsWith('/entries'),
    )!;
    const timeline = created.path.replace('entries', 'timeline');
    const count = async () =>
      ((await (await fetch(ask(timeline))).json()) as { total?: number; items: { id: string }[] }).items[0]!
        .id;
    const before = await count();
    const answer = await fetch(ask(created.path, { method: 'POST', body: '{}' }));
    expect(answer.status).toBe(201);
    expect(await count()).not.toBe(before);
  });

  it('lets somebody else change the same thing: one refusal, and what they wrote is read after', async () => {
    const fetch = replay(recordings.administrator, 'conflict');
    const read = async () =>
      ((await (await fetch(ask('/v1/organisation'))).json()) as { thresholds: { inactivityDays: number } })
        .thresholds.inactivityDays;
    expect(await read()).toBe(180);
    const write = () =>
      fetch(
        ask('/v1/organisation/thresholds', { method: 'PATCH', headers: { 'if-match': '"1"' }, body: '{}' }),
      );
    expect((await write()).status).toBe(412);
    expect(await read()).toBe(120);
    expect((await write()).status).toBe(200);
  });

  it('fails as asked', async () => {
    expect((await replay(worker, 'error')(ask('/v1/files'))).status).toBe(500);
    expect((await replay(worker, 'expired')(ask('/v1/me'))).status).toBe(401);
    expect((await replay(worker, 'not-found')(ask('/v1/files/x'))).status).toBe(404);
    expect(await (await replay(worker, 'empty')(ask('/v1/files?limit=100'))).json()).toMatchObject({
      items: [],
      nextCursor: null,
    });
    await expect(replay(worker, 'offline')(ask('/v1/me'))).rejects.toThrow(TypeError);
    const aborted = new AbortController();
    const late = replay(worker, 'slow')(ask('/v1/files', { signal: aborted.signal }));
    aborted.abort(new Error('tired of waiting'));
    await expect(late).rejects.toThrow('tired of waiting');
  });
});
