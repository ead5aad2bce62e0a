import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  connect,
  ConnectionError,
  Pages,
  SessionEndedError,
  type ConnectOptions,
  type Session,
  type SessionEventType,
} from './index.ts';
import { fakeServer, ManualClock, problem, reply, settle } from './transport.testkit.ts';

const me = {
  staffId: 's',
  displayName: 'C. Morel',
  roles: [],
  tenant: { id: 't', name: 'T', kind: 'hospital', timeZone: 'Europe/Paris' },
  expiresAt: '2026-11-22T09:10:00.000Z',
  serverVersion: '0.1.0',
};
const refused = () => problem(401, 'unauthenticated');
const drafts = () => reply(200, { items: [] });

function open(options: Partial<ConnectOptions> & Pick<ConnectOptions, 'getToken'>): {
  session: Session;
  heard: SessionEventType[];
} {
  const session = connect({ baseUrl: 'https://l.example', ...options });
  const heard: SessionEventType[] = [];
  for (const type of [
    'session-opened',
    'session-expired',
    'signed-out',
    'connection-lost',
    'connection-restored',
  ] as const) {
    session.on(type, () => heard.push(type));
  }
  return { session, heard };
}

/** A host that gives one token after the other. */
function host(...tokens: unknown[]) {
  const given = { asked: 0, getToken: () => tokens[Math.min(given.asked++, tokens.length - 1)] as string };
  return given;
}

describe('the token', () => {
  it('is asked for once by calls that start together', async () => {
    const portal = host('a');
    const server = fakeServer(() => drafts());
    const { session, heard } = open({ getToken: async () => portal.getToken(), fetch: server.fetch });
    await Promise.all(Array.from({ length: 5 }, () => session.tdm.listDrafts()));
    expect(portal.asked).toBe(1);
    expect(heard).toEqual(['session-opened']);
    expect(session.state).toBe('open');
  });

  it('is renewed before it expires, and kept when the renewal fails but time is left', async () => {
    const clock = new ManualClock();
    const until = (ms: number) => clock.now() + ms;
    const answers = [
      { token: 'a', expiresAt: until(300_000) },
      { token: 'b', expiresAt: new Date(until(600_000)).toISOString() },
      null,
    ];
    const portal = host(...answers);
    const server = fakeServer(() => drafts());
    const { session, heard } = open({ ...portal, fetch: server.fetch, clock });
    for (const wait of [0, 269_000, 2_000, 300_000]) {
      clock.advance(wait);
      await session.tdm.listDrafts();
    }
    expect(server.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer a',
      'Bearer a',
      'Bearer b',
      'Bearer b',
    ]);
    expect(heard).toEqual(['session-opened']);
  });

  it('that is already past on arrival is used all the same: the clock here may be wrong', async () => {
    const clock = new ManualClock();
    const portal = host({ token: 'a', expiresAt: clock.now() - 3_600_000 });
    const server = fakeServer(() => drafts());
    const { session } = open({ ...portal, fetch: server.fetch, clock });
    await session.tdm.listDrafts();
    await session.tdm.listDrafts();
    expect(portal.asked).toBe(1);
  });

  it('is renewed once when refused, by all the calls refused together, and the calls go on', async () => {
    const portal = host('a', 'b');
    const server = fakeServer((request) =>
      request.headers.get('authorization') === 'Bearer b' ? drafts() : refused(),
    );
    const { session, heard } = open({ ...portal, fetch: server.fetch });
    await Promise.all(Array.from({ length: 5 }, () => session.tdm.listDrafts()));
    expect(portal.asked).toBe(2);
    expect(heard).toEqual(['session-opened']);
  });

  it('given back dead ends the session once, without a loop; renew() opens it again', async () => {
    const portal = host('a', 'a', 'b');
    const server = fakeServer((request) => {
      if (request.headers.get('authorization') !== 'Bearer b') return refused();
      return request.url.endsWith('/me') ? reply(200, me) : drafts();
    });
    const { session, heard } = open({ ...portal, fetch: server.fetch });
    const failures = await Promise.all(
      Array.from({ length: 5 }, () => session.tdm.listDrafts().catch((error: unknown) => error)),
    );
    expect(failures.every((error) => error instanceof SessionEndedError)).toBe(true);
    expect(heard).toEqual(['session-expired']);
    expect(session.state).toBe('expired');

    const sent = server.requests.length;
    await expect(session.tdm.listDrafts()).rejects.toBeInstanceOf(SessionEndedError);
    expect([server.requests.length, portal.asked]).toEqual([sent, 2]);

    expect(await session.renew()).toEqual(me);
    await session.tdm.listDrafts();
    expect(heard).toEqual(['session-expired', 'session-opened']);
  });

  it('refused again right after its renewal ends the session', async () => {
    const portal = host('a', 'b', 'c', 'd');
    const server = fakeServer(() => refused());
    const { session, heard } = open({ ...portal, fetch: server.fetch });
    await expect(session.tdm.listDrafts()).rejects.toMatchObject({
      name: 'SessionEndedError',
      requestId: 'r0',
    });
    expect([portal.asked, server.requests.length, heard]).toEqual([2, 2, ['session-expired']]);
  });

  it('that was good, answered late, opens nothing again once the session has ended', async () => {
    const late = Promise.withResolvers<Response>();
    const portal = host('a', null);
    const server = fakeServer((request) => (request.url.includes('/drafts') ? late.promise : refused()));
    const { session, heard } = open({ ...portal, fetch: server.fetch });
    const slow = session.tdm.listDrafts();
    await expect(session.access.me()).rejects.toThrow(SessionEndedError);
    late.resolve(drafts());
    await slow;
    expect([session.state, heard]).toEqual(['expired', ['session-expired']]);
  });

  it('that the host does not give ends the session; a host that cannot be reached does not', async () => {
    for (const nothing of [() => null, () => Promise.reject(new Error('signed out')), () => ({}) as never]) {
      const { session, heard } = open({ getToken: nothing, fetch: fakeServer().fetch });
      await expect(session.tdm.listDrafts()).rejects.toBeInstanceOf(SessionEndedError);
      expect(heard).toEqual(['session-expired']);
    }
    let reachable = false;
    const getToken = () => (reachable ? 'a' : Promise.reject(new TypeError('Failed to fetch')));
    const { session, heard } = open({ getToken, fetch: fakeServer(drafts()).fetch });
    await expect(session.tdm.listDrafts()).rejects.toBeInstanceOf(ConnectionError);
    reachable = true;
    await session.tdm.listDrafts();
    expect(heard).toEqual(['session-opened']);
  });

  it('is not waited for longer than 30 s', async () => {
    const clock = new ManualClock();
    const { session } = open({
      getToken: () => new Promise(() => undefined),
      fetch: fakeServer().fetch,
      clock,
    });
    const started = clock.now();
    await expect(clock.during(session.tdm.listDrafts())).rejects.toBeInstanceOf(ConnectionError);
    expect([clock.now() - started, clock.pending]).toEqual([30_000, 0]);
  });
});

describe('closing', () => {
  it('refuses calls under way and later ones, asks nothing more, leaves no timer, says so once', async () => {
    const clock = new ManualClock();
    const portal = host('a');
    const server = fakeServer('never', new TypeError('reset'), refused());
    const { session, heard } = open({ ...portal, fetch: server.fetch, clock });
    const calls = [1, 2].map(() => session.tdm.listDrafts().catch((error: unknown) => error));
    await server.received(2);
    session.close();
    session.close();
    for (const failure of await Promise.all(calls)) expect(failure).toBeInstanceOf(SessionEndedError);
    await expect(session.me()).rejects.toBeInstanceOf(SessionEndedError);
    await expect(session.renew()).rejects.toBeInstanceOf(SessionEndedError);
    clock.advance(3_600_000);
    await settle();
    expect([portal.asked, server.requests.length, clock.pending]).toEqual([1, 2, 0]);
    expect(heard).toEqual(['signed-out']);
    expect(session.state).toBe('closed');
  });

  it('stops a token still being asked for', async () => {
    const { session, heard } = open({
      getToken: () => new Promise(() => undefined),
      fetch: fakeServer().fetch,
    });
    const call = session.tdm.listDrafts().catch((error: unknown) => error);
    session.close();
    expect(await call).toBeInstanceOf(SessionEndedError);
    expect(heard).toEqual(['signed-out']);
  });
});

describe('what a session tells', () => {
  it('announces a lost connection once, and its return', async () => {
    const clock = new ManualClock();
    const lost = new TypeError('fetch failed');
    const server = fakeServer(drafts(), lost, lost, lost, lost, lost, lost, drafts());
    const { session, heard } = open({ getToken: () => 'a', fetch: server.fetch, clock });
    await session.tdm.listDrafts();
    for (const _ of [1, 2])
      await expect(clock.during(session.tdm.listDrafts())).rejects.toBeInstanceOf(ConnectionError);
    await session.tdm.listDrafts();
    expect(heard).toEqual(['session-opened', 'connection-lost', 'connection-restored']);
  });

  it('warns once of a server of another version, naming both, and of each operation to be withdrawn', async () => {
    const warnings: string[] = [];
    const old = () => reply(200, { ...me, serverVersion: '0.0.9' });
    const leaving = () =>
      reply(200, { items: [] }, { deprecation: '@1', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT' });
    const server = fakeServer(old(), leaving(), leaving());
    const { session } = open({
      getToken: () => 'a',
      fetch: server.fetch,
      onWarning: (message) => warnings.push(message),
    });
    await Promise.all([session.me(), session.me()]);
    const file = '0197a3c4-9d1e-7c3a-8f00-2b6f6d6a1c11';
    await session.tdm.requests(file);
    await session.tdm.requests(file);
    expect(warnings).toEqual([
      "Lastria: the server speaks contract 0.0.9, this SDK 0.1.0. Use the SDK of the server's version.",
      'Lastria: GET /v1/files/{id}/requests will be withdrawn on Sat, 01 Jan 2028 00:00:00 GMT.',
    ]);
  });
});

describe('lists', () => {
  it('are read page by page as they are walked, and no further than the walk goes', async () => {
    const pages = fakeServer((request) => {
      const from = Number(new URL(request.url).searchParams.get('cursor') ?? 0);
      const items = [from, from + 1, from + 2].map((id) => ({ id: String(id) }));
      return reply(200, { items, nextCursor: from < 9 ? String(from + 3) : null });
    });
    const { session } = open({ getToken: () => 'a', fetch: pages.fetch });
    const list = session.socialFile.list({ mine: true, limit: 3 });
    const seen: string[] = [];
    for await (const { id } of list) if (seen.push(id) === 5) break;
    expect(pages.requests).toHaveLength(2);
    expect(pages.requests[1]!.url).toBe('https://l.example/v1/files?limit=3&cursor=3&mine=true');
    let count = 0;
    for await (const page of list.pages()) count += page.items.length;
    expect(count).toBe(12);
  });

  it('of a hundred thousand items stay in constant memory', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const pages: WeakRef<object>[] = [];
    let alive = 0;
    const list = new Pages(async (cursor) => {
      const from = Number(cursor ?? 0);
      const last = from + 200 >= 100_000;
      if (last) {
        await settle();
        gc();
        alive = pages.filter((page) => page.deref() !== undefined).length;
      }
      const items = Array.from({ length: 200 }, (_, index) => from + index);
      pages.push(new WeakRef(items));
      return { items, nextCursor: last ? null : String(from + 200) };
    });
    let sum = 0;
    for await (const item of list) sum += item;
    expect(sum).toBe((100_000 * 99_999) / 2);
    expect(pages).toHaveLength(500);
    expect(alive).toBeLessThanOrEqual(2);
  });
});
