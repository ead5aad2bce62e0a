import { describe, expect, it } from 'vitest';
import { connect, ConnectionError, ProblemError, TimeoutError, unwrap } from './index.ts';
import { fakeServer, ManualClock, problem, reply } from './transport.testkit.ts';

const entry = { typeCode: 'entretien', performedOn: '2026-11-18' };

describe('retries', () => {
  it('repeats a read after a lost connection and after 503, with pauses that double', async () => {
    const clock = new ManualClock();
    const server = fakeServer(new TypeError('fetch failed'), reply(503), reply(200, { items: [] }));
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    expect(await clock.during(session.tdm.listDrafts())).toEqual([]);
    expect(server.requests).toHaveLength(3);
    const [first, second] = clock.pauses.filter((ms) => ms < 30_000);
    expect(first).toBeGreaterThanOrEqual(375);
    expect(first).toBeLessThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(750);
    expect(second).toBeLessThanOrEqual(1000);
    expect(clock.pending).toBe(0);
  });

  it('waits as long as the server asks, in seconds or until a date', async () => {
    const clock = new ManualClock();
    const server = fakeServer(
      problem(429, 'too-many-requests', {}, { 'retry-after': '3' }),
      reply(503, undefined, { 'retry-after': new Date(clock.now() + 3_000 + 7_000).toUTCString() }),
      reply(200, { items: [] }),
    );
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    await clock.during(session.tdm.listDrafts());
    expect(clock.pauses.filter((ms) => ms < 30_000)).toEqual([3_000, 7_000]);
  });

  it('does not wait beyond the time the call has', async () => {
    const clock = new ManualClock();
    const server = fakeServer(problem(429, 'too-many-requests', {}, { 'retry-after': '120' }));
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    const failure = await clock.during(session.tdm.listDrafts().catch((error: unknown) => error));
    expect(failure).toMatchObject({ name: 'RateLimitedError', type: 'too-many-requests', retryAfter: 120 });
    expect(server.requests).toHaveLength(1);
  });

  it('sends one idempotency key and one request id for all tries of a create, and another for the next', async () => {
    const clock = new ManualClock();
    const inFlight = problem(409, 'call-in-flight', {}, { 'retry-after': '1' });
    const server = fakeServer(
      new TypeError('reset'),
      inFlight,
      reply(201, { id: 'e' }, { etag: '"1"' }),
      reply(201, { id: 'f' }),
    );
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    const made = await clock.during(session.tdm.createEntry('f', entry));
    expect(made).toMatchObject({ entry: { id: 'e' }, etag: '"1"' });
    await clock.during(session.tdm.createEntry('f', entry));
    const keys = server.requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[3]).not.toBe(keys[0]);
    expect(new Set(server.requests.map(({ headers }) => headers.get('x-request-id'))).size).toBe(2);
    expect(server.bodies.slice(0, 3)).toEqual([entry, entry, entry].map((body) => JSON.stringify(body)));
  });

  it('repeats neither a conflict, nor a 500, nor a key that was used for something else', async () => {
    const clock = new ManualClock();
    for (const answer of [problem(409, 'conflict'), reply(500), problem(422, 'key-reused')]) {
      const server = fakeServer(answer);
      const session = connect({
        baseUrl: 'https://l.example',
        getToken: () => 't',
        fetch: server.fetch,
        clock,
      });
      await expect(clock.during(session.tdm.createEntry('f', entry))).rejects.toBeInstanceOf(ProblemError);
      expect(server.requests).toHaveLength(1);
    }
  });

  it('obeys the number of tries of the call', async () => {
    const clock = new ManualClock();
    const server = fakeServer(reply(503), reply(503));
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    await expect(clock.during(session.tdm.listDrafts({}, { retries: 0 }))).rejects.toMatchObject({
      status: 503,
      type: 'unavailable',
    });
    await expect(clock.during(session.tdm.listDrafts({}, { retries: 0 }))).rejects.toMatchObject({
      status: 503,
    });
    expect(server.requests).toHaveLength(2);
  });

  it('counts a reply cut half-way as lost', async () => {
    const clock = new ManualClock();
    const cut = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) });
    const server = fakeServer(
      new Response(cut, { headers: { 'content-type': 'application/json' } }),
      reply(200, { items: [] }),
    );
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    expect(await clock.during(session.tdm.listDrafts())).toEqual([]);
  });

  it('repeats an edit whose reply was lost with the key of its first try', async () => {
    const clock = new ManualClock();
    const server = fakeServer(new TypeError('reset'), reply(200, { id: 'e' }, { etag: '"4"' }));
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    const { etag } = await clock.during(session.tdm.changeEntry('e', { text: 'a' }, { etag: '"3"' }));
    expect(etag).toBe('"4"');
    const keys = server.requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual([expect.stringMatching(/^.{8,}$/), keys[0]]);
  });
});

describe('limits and aborts', () => {
  it('gives up when the time of the call is over, retries included, and leaves no timer', async () => {
    const clock = new ManualClock();
    const server = fakeServer('never');
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    const failure = await clock.during(
      session.tdm.listDrafts({}, { timeoutMs: 4_000 }).catch((error: unknown) => error),
    );
    expect(failure).toBeInstanceOf(TimeoutError);
    expect(failure).toMatchObject({ requestId: server.requests[0]!.headers.get('x-request-id') });
    expect(clock.pending).toBe(0);
  });

  it("lets the caller's abort through as it is, in flight and between two tries", async () => {
    const clock = new ManualClock();
    const server = fakeServer('never', new TypeError('reset'));
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    for (const sent of [1, 2]) {
      const abort = new AbortController();
      const call = session.tdm.listDrafts({}, { signal: abort.signal }).catch((error: unknown) => error);
      await server.received(sent);
      abort.abort();
      expect(await call).toMatchObject({ name: 'AbortError' });
      expect(clock.pending).toBe(0);
    }
    expect(server.requests).toHaveLength(2);
  });
});

describe('what is sent and read', () => {
  it('carries the token, no cookie, no cache, no referrer, and follows no redirect', async () => {
    const server = fakeServer(reply(200, { items: [] }));
    const session = connect({ baseUrl: 'https://l.example/', getToken: () => 't', fetch: server.fetch });
    await session.tdm.listDrafts();
    const [request] = server.requests;
    expect(request).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    });
    expect(request!.headers.get('authorization')).toBe('Bearer t');
    expect(request!.url).toBe('https://l.example/v1/drafts');
  });

  it('takes a reply without a body as one, whatever a proxy says it holds', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const server = fakeServer(new Response(null, { status: 204, headers }));
    const session = connect({ baseUrl: 'https://l.example', getToken: () => 't', fetch: server.fetch });
    const { response, error } = await session.client.DELETE('/v1/drafts/{draftId}', {
      params: { path: { draftId: '01a206b1-0000-7000-8000-000000000001' } },
    });
    expect([response.status, error]).toEqual([204, undefined]);
  });

  it('makes an error of whatever is not ok, and of a page in place of a reply', async () => {
    const clock = new ManualClock();
    const html = () =>
      new Response('<h1>proxy</h1>', { status: 200, headers: { 'content-type': 'text/html' } });
    const server = fakeServer(
      reply(500),
      new Response('<h1>Bad</h1>', { status: 403 }),
      html(),
      problem(418, 'a-newer-type', { instance: 'r1' }),
    );
    const session = connect({
      baseUrl: 'https://l.example',
      getToken: () => 't',
      fetch: server.fetch,
      clock,
    });
    const failure = () =>
      clock.during(unwrap(session.client.GET('/v1/drafts', {})).catch((error: unknown) => error));
    expect(await failure()).toMatchObject({
      status: 500,
      type: 'internal',
      title: expect.any(String) as string,
    });
    expect(await failure()).toMatchObject({ status: 403, type: 'forbidden' });
    expect(await failure()).toBeInstanceOf(ConnectionError);
    expect(await failure()).toMatchObject({ type: 'a-newer-type', requestId: 'r1', name: 'ProblemError' });
  });

  it('gives the fields to correct', async () => {
    const errors = [{ pointer: '/performedOn', detail: 'Une date est attendue.' }];
    const server = fakeServer(problem(422, 'invalid-request', { errors, instance: 'r2' }));
    const session = connect({ baseUrl: 'https://l.example', getToken: () => 't', fetch: server.fetch });
    await expect(session.tdm.createEntry('f', entry)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      fieldErrors: errors,
      requestId: 'r2',
    });
  });
});
