import { describe, expect, it } from 'vitest';
import { connect, type ConnectOptions, type LiveEvent, type Session } from './index.ts';
import { fakeServer, ManualClock, problem, reply, settle } from './transport.testkit.ts';

const open = (options: Partial<ConnectOptions>): Session =>
  connect({ baseUrl: 'https://l.example', getToken: () => 'a', ...options });

/** A stream the test writes to. */
function stream() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => void (controller = given),
    cancel: () => void (cancelled = true),
  });
  return {
    response: () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    bytes: (bytes: Uint8Array) => controller.enqueue(bytes),
    say: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
    event(id: string, more: object = {}) {
      const data = { id, topic: 'entry.changed', fileId: 'f', unitId: 'u', recordId: id, ...more };
      this.say(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end: (reason?: string) => {
      if (reason)
        controller.enqueue(new TextEncoder().encode(`event: end\ndata: {"reason":"${reason}"}\n\n`));
      controller.close();
    },
    fail: () => controller.error(new TypeError('cut')),
    get cancelled() {
      return cancelled;
    },
  };
}

/** What a listener heard, by the id of the record. */
const listener = () => {
  const heard: (string | null)[] = [];
  return { heard, hear: (event: LiveEvent) => void heard.push(event.recordId ?? event.topic) };
};

describe('listening', () => {
  it('asks for nothing until someone listens; all share one stream, closed with the last', async () => {
    const [one, clock] = [stream(), new ManualClock()];
    const server = fakeServer(() => one.response());
    const session = open({ fetch: server.fetch, clock });
    expect(server.requests).toEqual([]);
    const [all, changed, created, ofFile] = [listener(), listener(), listener(), listener()];
    const stops = [
      session.live.on('*', all.hear),
      session.live.on('entry.changed', changed.hear),
      session.live.on('entry.created', created.hear),
      session.live.on('*', ofFile.hear, { fileId: 'g' }),
    ];
    await server.received(1);
    expect(server.requests[0]!.headers.get('authorization')).toBe('Bearer a');
    one.event('1');
    one.event('2', { topic: 'entry.created' });
    one.event('3', { fileId: 'g' });
    one.say('event: unknown\ndata: {}\n\n:\nid: 4\n\n');
    await settle();
    expect([all, changed, created, ofFile].map(({ heard }) => heard)).toEqual([
      ['1', '2', '3'],
      ['1', '3'],
      ['2'],
      ['3'],
    ]);
    for (const stop of stops) {
      expect(one.cancelled).toBe(false);
      stop();
      stop();
    }
    await settle();
    expect([server.requests.length, one.cancelled, clock.pending]).toEqual([1, true, 0]);
  });

  it('opens afresh for who listens later', async () => {
    const [one, two] = [stream(), stream()];
    const server = fakeServer(one.response(), two.response());
    const session = open({ fetch: server.fetch, clock: new ManualClock() });
    const stop = session.live.on('*', () => undefined);
    await server.received(1);
    one.event('1');
    await settle();
    stop();
    const { heard, hear } = listener();
    session.live.on('*', hear);
    await server.received(2);
    expect(server.requests[1]!.headers.get('last-event-id')).toBeNull();
    two.event('2');
    await settle();
    expect(heard).toEqual(['2']);
  });

  it('reads events cut anywhere, even within a character', async () => {
    const one = stream();
    const server = fakeServer(one.response());
    const { heard, hear } = listener();
    open({ fetch: server.fetch, clock: new ManualClock() }).live.on('*', hear);
    await server.received(1);
    const bytes = new TextEncoder().encode('id: 1\ndata: {"id":"1","topic":"é","recordId":"é"}\n\n');
    for (let at = 0; at < bytes.length; at += 1) one.bytes(bytes.slice(at, at + 1));
    await settle();
    expect(heard).toEqual(['é']);
  });
});

describe('a stream that breaks', () => {
  it('goes on from the last event, says nothing twice, and waits longer each time', async () => {
    const clock = new ManualClock();
    const streams = Array.from({ length: 12 }, stream);
    const server = fakeServer(...streams.map((one) => one.response()));
    const { heard, hear } = listener();
    open({ fetch: server.fetch, clock }).live.on('*', hear);
    for (const [index, one] of streams.entries()) {
      clock.advance(30_000);
      await server.received(index + 1);
      one.event('1');
      one.event(String(index + 2));
      await settle();
      if (index % 2 === 0) one.end();
      else one.fail();
      await settle();
    }
    expect(heard).toEqual(Array.from({ length: 13 }, (_, index) => String(index + 1)));
    expect(server.requests.map(({ headers }) => headers.get('last-event-id'))).toEqual([
      null,
      ...Array.from({ length: 11 }, (_, index) => String(index + 2)),
    ]);
    const waits = clock.pauses.filter((ms) => ms !== 30_000 && ms !== 45_000);
    for (const [index, ms] of waits.entries()) {
      const most = Math.min(500 * 2 ** index, 30_000);
      expect(ms).toBeGreaterThanOrEqual(most * 0.75);
      expect(ms).toBeLessThanOrEqual(most);
    }
    expect(waits.length).toBe(12);
  });

  it('is taken up again when nothing comes for 45 s', async () => {
    const clock = new ManualClock();
    const [one, two] = [stream(), stream()];
    const server = fakeServer(one.response(), two.response());
    const { heard, hear } = listener();
    open({ fetch: server.fetch, clock }).live.on('*', hear);
    await server.received(1);
    clock.advance(40_000);
    one.say(':\nid: 7\n\n');
    await settle();
    clock.advance(44_000);
    await settle();
    expect([one.cancelled, server.requests.length]).toEqual([false, 1]);
    clock.advance(1_000);
    await settle();
    clock.advance(30_000);
    await server.received(2);
    expect(one.cancelled).toBe(true);
    expect(server.requests[1]!.headers.get('last-event-id')).toBe('7');
    two.event('8');
    await settle();
    expect(heard).toEqual(['8']);
  });

  it('waits when the server is away, and half a minute when another stream took its place', async () => {
    const clock = new ManualClock();
    const [one, two] = [stream(), stream()];
    const server = fakeServer(
      new TypeError('offline'),
      problem(503, 'unavailable'),
      one.response(),
      two.response(),
    );
    open({ fetch: server.fetch, clock }).live.on('*', () => undefined);
    for (const wanted of [1, 2, 3]) {
      await server.received(wanted);
      clock.advance(1_000);
    }
    await server.received(3);
    one.end('replaced');
    await settle();
    clock.advance(22_000);
    await settle();
    expect(server.requests.length).toBe(3);
    clock.advance(8_000);
    await server.received(4);
  });

  it('tells everyone when something was lost', async () => {
    const one = stream();
    const server = fakeServer(one.response());
    const { heard, hear } = listener();
    open({ fetch: server.fetch, clock: new ManualClock() }).live.on('file.moved', hear, { fileId: 'x' });
    await server.received(1);
    one.say('event: missed\ndata: {}\n\n');
    await settle();
    expect(heard).toEqual(['live.missed']);
  });
});

describe('the session and its stream', () => {
  it('renews the token when the stream is refused', async () => {
    const one = stream();
    const tokens = ['a', 'b'];
    const server = fakeServer(problem(401, 'unauthenticated'), one.response());
    const { heard, hear } = listener();
    open({ fetch: server.fetch, clock: new ManualClock(), getToken: () => tokens.shift() }).live.on(
      '*',
      hear,
    );
    await server.received(2);
    expect(server.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer a',
      'Bearer b',
    ]);
    one.event('1');
    await settle();
    expect(heard).toEqual(['1']);
  });

  it('asks nothing more after the session expired, until it is opened again', async () => {
    const clock = new ManualClock();
    const one = stream();
    let token: string | null = null;
    const me = { expiresAt: '2026-11-22T09:10:00.000Z', serverVersion: '0.1.0' };
    const server = fakeServer((request: Request) =>
      request.url.endsWith('/v1/me') ? reply(200, me) : one.response(),
    );
    const session = open({ fetch: server.fetch, clock, getToken: () => token });
    session.live.on('*', () => undefined);
    await settle();
    clock.advance(3_600_000);
    await settle();
    expect([session.state, server.requests.length, clock.pending]).toEqual(['expired', 0, 0]);
    token = 'b';
    await session.renew();
    await server.received(2);
    expect(server.requests.map(({ url }) => url.split('/v1/')[1])).toEqual(['me', 'live']);
  });

  it('closes the stream with the session, and opens none after', async () => {
    const clock = new ManualClock();
    const one = stream();
    const server = fakeServer(one.response());
    const session = open({ fetch: server.fetch, clock });
    const { heard, hear } = listener();
    session.live.on('*', hear);
    await server.received(1);
    session.close();
    await settle();
    session.live.on('*', hear);
    await settle();
    expect([one.cancelled, server.requests.length, clock.pending, heard.length]).toEqual([true, 1, 0, 0]);
  });
});
