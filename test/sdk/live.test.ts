import { once } from 'node:events';
import type { LiveEvent, Session } from '@lastria/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant, type TestStaff } from '../../server/src/testing/tenant.ts';
import { openAdmin } from '../security/support/admin.ts';
import { serveTestApp, sessionOn } from './support.ts';

let running: TestApp;
let tenant: TestTenant;
let worker: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
});
afterAll(() => running.close());

/** Events as they come. */
function follow(session: Session, ...[topic, filter]: [topic: string, filter?: { fileId?: string }]) {
  const events: LiveEvent[] = [];
  const arrived = new EventTarget();
  const stop = session.live.on(
    topic,
    (event) => {
      events.push(event);
      arrived.dispatchEvent(new Event('event'));
    },
    filter,
  );
  return {
    events,
    stop,
    /** Resolves once the record was told of. */
    async heard(recordId: string): Promise<void> {
      while (!events.some((event) => event.recordId === recordId)) await once(arrived, 'event');
    },
  };
}

/** A fetch whose streams the test can cut, and which tells of each that opens. */
function wire(base: (request: Request) => Promise<Response>) {
  const opened = new EventTarget();
  const requests: Request[] = [];
  let count = 0;
  let cut = () => {};
  return {
    requests,
    cut: () => cut(),
    async streams(wanted: number): Promise<void> {
      while (count < wanted) await once(opened, 'stream');
    },
    async fetch(request: Request): Promise<Response> {
      if (!request.url.endsWith('/v1/live')) return base(request);
      const own = new AbortController();
      const cuttable = new Request(request, { signal: AbortSignal.any([request.signal, own.signal]) });
      const response = await base(cuttable);
      // Kept: Node forgets to abort the stream of a request that was collected
      requests.push(cuttable);
      if (response.ok) {
        count += 1;
        cut = () => own.abort();
        opened.dispatchEvent(new Event('stream'));
      }
      return response;
    },
  };
}

const sign = async (session: Session, fileId: string) =>
  (
    await session.tdm.createEntry(fileId, {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-17',
      text: 'Texte.',
    })
  ).entry.id;

describe('session.live on the real server', () => {
  it('tells what a colleague does in a file, and stops', async () => {
    const [fileId, other] = [await tenant.file(), await tenant.file()];
    const net = wire(async (request) => running.app.fetch(request));
    const reading = follow(sessionOn(running, worker.token, { fetch: net.fetch }), 'entry.created', {
      fileId,
    });
    await net.streams(1);
    const who = await tenant.staff('SOCIAL_WORKER');
    const colleague = sessionOn(running, who.token);
    await sign(colleague, other);
    const entryId = await sign(colleague, fileId);
    await reading.heard(entryId);
    expect(reading.events).toEqual([
      {
        id: expect.any(String),
        topic: 'entry.created',
        fileId,
        unitId: tenant.root,
        recordId: entryId,
        staffId: who.id,
      },
    ]);
    reading.stop();
    await sign(colleague, fileId);
    expect(reading.events.length).toBe(1);
  });

  it('over a network: a cut loses nothing and says nothing twice; a dead token is replaced; the server stops at once', async () => {
    const served = await serveTestApp(running);
    const admin = openAdmin(running.adminUrl);
    try {
      const fileId = await tenant.file();
      const net = wire((request) => fetch(request));
      const staff = await tenant.staff('SOCIAL_WORKER');
      const tokens = [staff.token];
      const session = sessionOn(running, '', {
        baseUrl: served.url,
        fetch: net.fetch,
        getToken: () => tokens.at(-1)!,
      });
      // Another process as far as the streams know: a notification of the database stands between them
      const writer = sessionOn(running, worker.token);
      const reading = follow(session, '*', { fileId });
      await net.streams(1);
      const entries = [await sign(writer, fileId)];
      await reading.heard(entries[0]!);
      for (const round of [2, 3]) {
        net.cut();
        entries.push(await sign(writer, fileId), await sign(writer, fileId));
        await net.streams(round);
        await reading.heard(entries.at(-1)!);
      }
      expect(reading.events.map(({ recordId }) => recordId).toSorted()).toEqual(entries.toSorted());
      expect(net.requests[1]!.headers.get('last-event-id')).toBe(reading.events[0]!.id);

      tokens.push((await tenant.session(staff.id)).token);
      await admin`update session set revoked_at = now() where id = ${staff.sessionId}`;
      entries.push(await sign(writer, fileId));
      await reading.heard(entries.at(-1)!);
      expect(reading.events.length).toBe(entries.length);
      expect(session.state).toBe('open');

      const started = performance.now();
      session.on('connection-lost', () => session.close());
      await served.close();
      expect(performance.now() - started).toBeLessThan(9_000);
    } finally {
      await admin.end();
    }
  });
});
