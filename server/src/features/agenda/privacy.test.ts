import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant } from '../../testing/tenant.ts';
import { agendaScene, type Range } from './agenda.testkit.ts';

let running: TestApp;
const now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

/** All that must not leave: each is a word found nowhere else. */
const words = {
  title: 'zq-objet',
  place: 'zq-lieu',
  externalUrl: 'https://visio.example/zq-visio',
  note: 'zq-note',
  reservedNote: 'zq-reservee',
};

/** A colleague of two units, whose appointment in one is looked at from the other. */
async function twoUnits() {
  const scene = await agendaScene(running);
  const { tenant, worker, south } = scene;
  await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south });
  const motiveId = (
    await expectJson<{ motives: { id: string }[] }>(await scene.ask(worker, '/v1/agenda/settings'), 200)
  ).motives[0]!.id;
  const one = await scene.booked(worker, {
    fileId: scene.fileId,
    motiveId,
    startsAt: '2026-11-24T14:00',
    endsAt: '2026-11-24T15:00',
    others: ['zq-autre'],
    ...words,
  });
  return { ...scene, one, motiveId };
}

describe('agenda: who sees what', () => {
  test('a colleague without rights there sees start, end and that the time is taken, nothing else', async () => {
    const { stranger, worker, one, motiveId, fileId, north, range, ask } = await twoUnits();
    const seen = await range(stranger, '2026-11-23', '2026-11-30', [worker.id]);
    expect(seen.items).toEqual([
      {
        from: '2026-11-24T13:00:00.000Z',
        until: '2026-11-24T14:00:00.000Z',
        staffIds: [worker.id],
        roomIds: [],
        appointment: null,
        outside: false,
      },
    ]);
    const said = JSON.stringify(seen);
    for (const secret of ['zq-', one.id, motiveId, fileId, north, 'Dupont'])
      expect(said).not.toContain(secret);
    expect((await ask(stranger, `/v1/appointments/${one.id}`)).status).toBe(404);
    expect((await ask(stranger, `/v1/appointments/${one.id}`, 'DELETE', undefined, 1)).status).toBe(404);

    // What would stand in his way says no more
    const conflicts = await ask(stranger, '/v1/agenda/conflicts', 'POST', {
      startsAt: '2026-11-24T14:30',
      endsAt: '2026-11-24T15:30',
      workerIds: [worker.id],
    });
    const { items } = await expectJson<{ items: { kind: string; appointment: unknown }[] }>(conflicts, 200);
    expect(items).toMatchObject([{ kind: 'booked', staffId: worker.id, appointment: null }]);
    expect(JSON.stringify(items)).not.toMatch(/zq-|Dupont/);
  });

  test('the database keeps it, not the mapper: the rows themselves are not there for him', async () => {
    const { tenant, stranger, worker } = await twoUnits();
    const rowsFor = (who: { sessionId: string }, table: string) =>
      running.database.withActor(
        { tenantId: tenant.id, sessionId: who.sessionId },
        'read',
        { requestId: 'r', now },
        async ({ tx }) =>
          (await tx.execute(sql`select * from ${sql.identifier(table)} where tenant_id = ${tenant.id}`))
            .length,
      );
    const tables = ['appointment', 'appointment_note', 'appointment_participant'];
    for (const table of tables) {
      expect(await rowsFor(stranger, table), table).toBe(0);
      expect(await rowsFor(worker, table), table).toBeGreaterThan(0);
    }
  });

  test('control: with a policy that shows the whole row, what is said above would not hold', async () => {
    const { stranger, worker, range } = await twoUnits();
    const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
    try {
      await admin`create policy leak on appointment for select to lastria_reader using (true)`;
      const seen = await range(stranger, '2026-11-23', '2026-11-30', [worker.id]);
      expect(JSON.stringify(seen)).toContain('zq-objet');
    } finally {
      await admin`drop policy leak on appointment`;
      await admin.end();
    }
  });

  test('the secretary sees who and why, and the note that is for her; not the words, nor that there are any', async () => {
    const { secretary, booked, worker, fileId, one, read, range, change, ask } = await twoUnits();
    expect(await read(secretary, one.id)).toMatchObject({
      title: words.title,
      note: words.note,
      reservedNote: null,
      person: { lastName: 'Dupont' },
    });
    const without = await booked(worker, { fileId, startsAt: '2026-11-25T14:00', title: 'Sans note' });
    const plain = await read(secretary, without.id);
    expect(Object.keys(plain)).toEqual(Object.keys(await read(secretary, one.id)));
    expect(plain.reservedNote).toBeNull();
    const { items } = await range(secretary, '2026-11-23', '2026-11-30', [worker.id]);
    expect(JSON.stringify(items)).not.toMatch(/zq-note|zq-reservee/);
    // She moves it, and the words she does not see stay
    const moved = await expectJson<{ version: number }>(
      await change(secretary, one, { startsAt: '2026-11-24T16:00' }),
      200,
    );
    expect(await read(worker, one.id)).toMatchObject({
      reservedNote: words.reservedNote,
      version: moved.version,
    });
    expect(
      (await change(secretary, { id: one.id, version: moved.version }, { reservedNote: 'x' })).status,
    ).toBe(403);
    expect(
      (await ask(secretary, `/v1/appointments/${one.id}`, 'DELETE', undefined, moved.version)).status,
    ).toBe(204);
    expect(
      (await ask(secretary, `/v1/agenda/trash/${one.id}`, 'DELETE', undefined, moved.version + 1)).status,
    ).toBe(204);
  });

  test('what is private is a taken time for the unit itself, and leaves nothing in the history nor live', async () => {
    const { tenant, worker, colleague, range, booked, ask, change, fileId, book } =
      await agendaScene(running);
    const one = await booked(worker, {
      kind: 'personal',
      private: true,
      startsAt: '2026-11-24T14:00',
      title: 'zq-medecin',
      note: 'zq-note',
    });
    const seen = await range(colleague, '2026-11-23', '2026-11-30', [worker.id]);
    expect(seen.items).toMatchObject([{ appointment: null }]);
    expect(JSON.stringify(seen)).not.toContain(one.id);
    expect((await ask(colleague, `/v1/appointments/${one.id}`)).status).toBe(404);
    expect((await range(worker, '2026-11-23', '2026-11-30')).items).toMatchObject([
      { appointment: { title: 'zq-medecin', private: true } },
    ]);
    await expectJson(await change(worker, one, { title: 'zq-autre', note: 'zq-plus' }), 200);
    const kept = await running.database.withTenant(tenant.id, [], (tx) =>
      tx.execute<{ said: string }>(sql`
        select string_agg(concat(topic, record_id), ' ') as said from outbox where tenant_id = ${tenant.id}`),
    );
    expect(JSON.stringify(kept)).not.toContain(one.id);
    const admin = postgres(running.adminUrl, { max: 1 });
    const versions =
      await admin`select before::text || after::text as said from record_version where record_id = ${one.id}`;
    const outbox = await admin`select record_id from outbox where tenant_id = ${tenant.id}`;
    await admin.end();
    expect(versions.length).toBeGreaterThan(0);
    expect(JSON.stringify(versions)).not.toContain('zq-');
    expect(outbox.length).toBeGreaterThan(0);
    expect(JSON.stringify(outbox)).not.toContain(one.id);
    // Of a file, which several follow, nothing is private; nor does one make a colleague’s so
    expect((await book(worker, { fileId, private: true, startsAt: '2026-11-25T09:00' })).status).toBe(422);
    expect(
      (await book(worker, { private: true, workerIds: [colleague.id], startsAt: '2026-11-25T09:00' })).status,
    ).toBe(422);
  });

  test('a program of the customer reads none, nor does a session held to one file', async () => {
    const { tenant, north, worker, one, fileId } = await twoUnits();
    const program = await tenant.staff('READ_FILES' as never, { unitId: north });
    const sessions = [
      await tenant.session(program.id, { kind: 'service', elements: ['READ_FILES'] }),
      await tenant.session(worker.id, { fileId }),
    ];
    for (const { token } of sessions) {
      const asked = (path: string) => call(running.app, token, path);
      expect((await asked(`/v1/files/${fileId}`)).status, 'it opens the file').toBe(200);
      for (const path of [`/v1/appointments/${one.id}`, '/v1/agenda?from=2026-11-23&to=2026-11-30'])
        expect((await asked(path)).status).toBe(403);
    }
  });

  test('whoever shares no unit, and another tenant, is nobody: not found, booked for or looked at', async () => {
    const { worker, stranger, ask, book, north } = await agendaScene(running);
    const other = await TestTenant.create(running.database);
    const foreign = await other.staff('SOCIAL_WORKER');
    for (const id of [stranger.id, foreign.id, crypto.randomUUID()]) {
      const range = await ask(worker, `/v1/agenda?from=2026-11-23&to=2026-11-24&staffIds=${id}`);
      expect(range.status).toBe(404);
      expect((await book(worker, { startsAt: '2026-11-24T14:00', workerIds: [id] })).status).toBe(404);
      const slots = { staffIds: [id], minutes: 30, from: '2026-11-24', to: '2026-11-25' };
      expect((await ask(worker, '/v1/agenda/slots', 'POST', slots)).status).toBe(404);
    }
    const there = await call(
      running.app,
      foreign.token,
      `/v1/agenda?from=2026-11-23&to=2026-11-24&unitId=${north}`,
    );
    expect(there.status).toBe(404);
    const mine = await expectJson<Range>(
      await ask(worker, `/v1/agenda?from=2026-11-23&to=2026-11-24&unitId=${north}`),
      200,
    );
    expect(mine.staff.map(({ id }) => id)).toContain(worker.id);
    expect(mine.staff.map(({ id }) => id)).not.toContain(stranger.id);
  });
});
