import {
  ConnectionError,
  etagOf,
  InvalidRequestError,
  newId,
  NotFoundError,
  SessionEndedError,
  StaleVersionError,
  type EntryInput,
  type WorkEntry,
} from '@lastria/sdk';
import { connectService } from '@lastria/sdk/service';
import { ServiceAccounts } from '@lastria/sdk/service-accounts';
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessSession } from '../../server/src/features/access/session.table.ts';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant, type TestStaff } from '../../server/src/testing/tenant.ts';
import { sessionOn } from './support.ts';

let running: TestApp;
let tenant: TestTenant;
let worker: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
});
afterAll(() => running.close());

const entry: EntryInput = {
  typeCode: 'entretien-telephonique',
  performedOn: '2026-11-17',
  text: 'Deux mois de retard.',
};

async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A timer that never waits: pauses between tries take no time. */
const hurried = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms < 20_000 ? 0 : ms),
  clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};

describe('a session on the real server', () => {
  it('says who is speaking and reads the configuration', async () => {
    const session = sessionOn(running, worker.token);
    expect(await session.me()).toMatchObject({ staffId: worker.id, roles: ['SOCIAL_WORKER'] });
    expect(session.state).toBe('open');
    const { lists } = await session.configuration.read();
    expect(lists.map(({ code }) => code)).toContain('workTypes');
  });

  it('signs, reads, changes and voids a travail', async () => {
    const { tdm } = sessionOn(running, worker.token);
    const fileId = await tenant.file();
    const signed = await tdm.createEntry(fileId, { ...entry, requests: [{ typeCode: 'impaye-loyer' }] });
    expect(signed).toMatchObject({ entry: { text: entry.text, minutes: 20 }, etag: '"1"' });
    expect(await tdm.readEntry(signed.entry.id)).toMatchObject({ entry: signed.entry, etag: signed.etag });

    const changed = await tdm.changeEntry(signed.entry.id, { text: 'Trois mois.' }, signed);
    expect(changed).toMatchObject({ entry: { text: 'Trois mois.' }, etag: '"2"' });
    const stale = await tdm
      .changeEntry(signed.entry.id, { text: 'Autre' }, signed)
      .catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(StaleVersionError);
    expect(stale).toMatchObject({ currentVersion: '"2"', status: 412 });

    const voided = await tdm.voidEntry(signed.entry.id, 'Saisi par erreur', changed);
    expect(voided.entry.voided).toMatchObject({ reason: 'Saisi par erreur' });
    expect(await gathered(tdm.timeline(fileId))).toMatchObject([{ id: signed.entry.id }]);
  });

  it('lists the demandes of a file, and changes one', async () => {
    const { tdm } = sessionOn(running, worker.token);
    const fileId = await tenant.file();
    await tdm.createEntry(fileId, { ...entry, requests: [{ typeCode: 'impaye-loyer' }] });
    const [request] = await tdm.requests(fileId);
    const settled = await tdm.changeRequest(
      fileId,
      request!.id,
      { urgent: true },
      { etag: etagOf(request!) },
    );
    expect(settled).toMatchObject({ request: { urgent: true }, etag: '"2"' });
  });

  it('renames an item of a list, and tells what a change would touch', async () => {
    const administrator = await tenant.staff('ADMINISTRATOR');
    const { configuration } = sessionOn(running, administrator.token);
    const { lists } = await configuration.read();
    const [list] = lists.filter(({ code }) => code === 'workTypes');
    const { code } = list!.items[0]!;
    const changed = await configuration.changeItem(
      'workTypes',
      code,
      { label: 'Nouveau nom' },
      { etag: etagOf(list!) },
    );
    expect(changed.list.items.find((item) => item.code === code)).toMatchObject({ label: 'Nouveau nom' });
    expect(changed.etag).toBe(etagOf(changed.list));
    expect(await configuration.itemEffect('workTypes', code)).toBeTypeOf('object');
  });

  it('takes back what was just signed', async () => {
    const { tdm } = sessionOn(running, worker.token);
    const signed = await tdm.createEntry(await tenant.file(), entry);
    await tdm.undoEntry(signed.entry.id, signed);
    await expect(tdm.readEntry(signed.entry.id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('keeps a draft, newest revision first, and throws it away', async () => {
    const { tdm } = sessionOn(running, worker.token);
    const fileId = await tenant.file();
    const id = newId();
    await tdm.saveDraft(id, { fileId, revision: 2, content: { text: 'Deux' } }, { keepalive: true });
    await tdm.saveDraft(id, { fileId, revision: 1, content: { text: 'Un' } });
    expect(await tdm.listDrafts({ fileId })).toMatchObject([{ id, revision: 2, content: { text: 'Deux' } }]);
    await tdm.discardDraft(id);
    expect(await tdm.listDrafts({ fileId })).toEqual([]);
  });

  it('walks the files and the timeline page by page', async () => {
    const elsewhere = await TestTenant.create(running.database);
    const someone = await elsewhere.staff('SOCIAL_WORKER');
    const session = sessionOn(running, someone.token);
    const names = ['Arnaud', 'Bernard', 'Chevalier', 'Durand', 'Évrard'];
    const ids = await Promise.all(names.map((lastName) => elsewhere.file(elsewhere.root, { lastName })));
    expect((await gathered(session.socialFile.list({ limit: 2 }))).map(({ lastName }) => lastName)).toEqual(
      names,
    );
    expect(await gathered(session.socialFile.list({ mine: true }))).toEqual([]);

    const days = ['2026-11-03', '2026-11-05', '2026-11-04', '2026-11-01', '2026-11-02'];
    for (const performedOn of days) await session.tdm.createEntry(ids[0]!, { ...entry, performedOn });
    const walked = await gathered(session.tdm.timeline(ids[0]!, { limit: 2 }));
    expect(walked.map(({ performedOn }) => performedOn)).toEqual(days.toSorted().reverse());
    expect((await session.socialFile.open(ids[0]!)).file.id).toBe(ids[0]);
  });

  it('gives the fields to correct, the same answer for what is hidden, and an id for support', async () => {
    const { tdm, socialFile } = sessionOn(running, worker.token);
    const wrong = await tdm
      .createEntry(await tenant.file(), { ...entry, performedOn: 'hier' })
      .catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(InvalidRequestError);
    expect(wrong).toMatchObject({
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect((wrong as InvalidRequestError).fieldErrors[0]).toMatchObject({ pointer: '/performedOn' });
    const other = await TestTenant.create(running.database);
    await expect(socialFile.open(await other.file())).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('a server that fails mid-call', () => {
  it('two hundred times, before or after it wrote: each travail is signed once, by the automatic retry', async () => {
    const fileId = await tenant.file();
    const failuresBefore = running.failures.length;
    let calls = 0;
    let cuts = 0;
    const { tdm } = sessionOn(running, worker.token, {
      clock: hurried,
      fetch: async (request) => {
        if (request.method !== 'POST') return running.app.fetch(request);
        calls += 1;
        // Each travail loses its first reply: the odd ones before the server heard, the even ones after it had written
        const first = seen.size !== seen.add(request.headers.get('idempotency-key')!).size;
        if (!first) return running.app.fetch(request);
        cuts += 1;
        if (cuts % 2 === 0) await running.app.fetch(request);
        throw new TypeError('terminated');
      },
    });
    const seen = new Set<string>();
    const signed: WorkEntry[] = [];
    for (let batch = 0; batch < 20; batch += 1) {
      const made = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          tdm.createEntry(fileId, { ...entry, text: `${batch}-${index}` }),
        ),
      );
      signed.push(...made.map((one) => one.entry));
    }
    const kept = await gathered(tdm.timeline(fileId, { limit: 200 }));
    expect(cuts).toBe(200);
    expect(calls).toBeGreaterThanOrEqual(400);
    expect(kept).toHaveLength(200);
    expect(new Set(kept.map(({ text }) => text)).size).toBe(200);
    expect(new Set(signed.map(({ id }) => id))).toEqual(new Set(kept.map(({ id }) => id)));
    expect(running.failures.slice(failuresBefore)).toEqual([]);
  });

  it('during a change: one effect, and the reply that was lost', async () => {
    let cut = false;
    const session = sessionOn(running, worker.token, {
      clock: hurried,
      fetch: async (request) => {
        const response = await running.app.fetch(request);
        if (request.method !== 'PATCH' || cut) return response;
        cut = true;
        throw new TypeError('terminated');
      },
    });
    const signed = await session.tdm.createEntry(await tenant.file(), entry);
    const changed = await session.tdm.changeEntry(signed.entry.id, { text: 'Après' }, signed);
    expect([cut, changed.etag, changed.entry.text]).toEqual([true, '"2"', 'Après']);
    expect(await session.tdm.readEntry(signed.entry.id)).toMatchObject({
      entry: { text: 'Après' },
      etag: '"2"',
    });
  });

  it('during an undo: done', async () => {
    let cut = false;
    const session = sessionOn(running, worker.token, {
      clock: hurried,
      fetch: async (request) => {
        const response = await running.app.fetch(request);
        if (request.method !== 'DELETE' || cut) return response;
        cut = true;
        throw new TypeError('terminated');
      },
    });
    const signed = await session.tdm.createEntry(await tenant.file(), entry);
    await session.tdm.undoEntry(signed.entry.id, signed);
    await expect(session.tdm.readEntry(signed.entry.id)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('the end of a session on the real server', () => {
  it('is renewed without a word when the host has another token, and said once when it has not', async () => {
    const elsewhere = await TestTenant.create(running.database);
    const { id, token } = await elsewhere.staff('SOCIAL_WORKER');
    const session = sessionOn(running, '', {
      getToken: async () => (session.state === 'new' ? token : (await elsewhere.session(id)).token),
    });
    const heard: string[] = [];
    for (const type of ['session-opened', 'session-expired'] as const)
      session.on(type, () => heard.push(type));
    await session.access.me();
    await running.database.withTenant(elsewhere.id, [], (tx) =>
      tx.update(accessSession).set({ revokedAt: new Date() }),
    );
    expect(await session.access.me()).toMatchObject({ staffId: id });
    expect(heard).toEqual(['session-opened']);

    const dead = sessionOn(running, token);
    let ended = 0;
    dead.on('session-expired', () => (ended += 1));
    const calls = [dead.me(), dead.configuration.read(), dead.tdm.listDrafts()];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ reason: expect.any(SessionEndedError) as SessionEndedError });
    }
    expect([ended, dead.state]).toEqual([1, 'expired']);
  });

  it('of a program renews itself, outlives an endpoint that does not answer, and ends with its account', async () => {
    const administrator = await tenant.staff('ADMINISTRATOR', {});
    const accounts = new ServiceAccounts(sessionOn(running, administrator.token));
    const { account, secret } = await accounts.addServiceAccount({
      name: 'Annuaire',
      scopes: ['KEEP_TEAM'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    let isDown = false;
    const session = connectService({
      baseUrl: 'https://lastria.example',
      clientId: account.clientId,
      clientSecret: secret,
      fetch: async (request) =>
        isDown && request.url.endsWith('/v1/token')
          ? Response.json({ type: 'unavailable' }, { status: 503 })
          : running.app.fetch(request),
      clock: hurried,
    });
    expect(await session.me()).toMatchObject({ kind: 'service', elements: ['KEEP_TEAM'] });
    const endShortOnes = () =>
      running.database.withTenant(tenant.id, [], (tx) =>
        tx
          .update(accessSession)
          .set({ revokedAt: new Date() })
          .where(and(eq(accessSession.staffId, account.id), isNotNull(accessSession.parentId))),
      );
    await endShortOnes();
    expect(await session.access.me()).toMatchObject({ staffId: account.id });
    isDown = true;
    await endShortOnes();
    await expect(session.access.me()).rejects.toBeInstanceOf(ConnectionError);
    expect(session.state).toBe('open');
    isDown = false;
    expect(await session.access.me()).toMatchObject({ staffId: account.id });
    await accounts.endServiceAccount(account.id);
    await expect(session.access.me()).rejects.toBeInstanceOf(SessionEndedError);
    expect(session.state).toBe('expired');
  });
});
