import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { type TestStaff } from '../../testing/tenant.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';
import type { FeedPreview } from './feed.schema.ts';

const now = { at: new Date('2026-11-23T08:00:00Z') };
let running: TestApp;
let admin: postgres.Sql;
let scene: AgendaScene;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now.at });
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});
beforeEach(async () => {
  now.at = new Date('2026-11-23T08:00:00Z');
  scene = await agendaScene(running);
  await scene.letTell('full');
});

interface Made {
  readonly address: string;
  readonly feed: { level: string; version: number };
}
const made = async (who: TestStaff, level?: string) =>
  expectJson<Made>(
    await scene.ask(who, '/v1/agenda/feed', 'POST', level === undefined ? {} : { level }),
    201,
  );
/** As a calendar program does: the address, and nothing else. */
const read = async (address: string, headers: Record<string, string> = {}) =>
  running.app.request(new URL(address).pathname, { headers });
const textOf = async (address: string) => {
  const response = await read(address);
  expect(response.status).toBe(200);
  // Lines folded at 75 bytes are one line
  return (await response.text()).replaceAll('\r\n ', '');
};
const nothing = async (address: string) => {
  const response = await read(address);
  const body = (await response.json()) as Record<string, unknown>;
  delete body['instance'];
  return { status: response.status, body };
};

const secrets = ['Objet bien caché', 'Salle des archives', 'Note pour moi', 'Mots réservés', 'visio.example'];
/** What a worker keeps with a file, whose person is known, and for himself. */
async function booked() {
  const { worker, fileId } = scene;
  await admin`update file_identity set last_name = 'Zéphyrin', first_names = 'Élodie' where file_id = ${fileId}`;
  const withFile = await scene.booked(worker, {
    fileId,
    startsAt: '2026-11-24T14:00',
    endsAt: '2026-11-24T15:00',
    title: secrets[0]!,
    place: secrets[1]!,
    note: secrets[2]!,
    reservedNote: secrets[3]!,
    externalUrl: 'https://visio.example/salle',
  });
  await scene.booked(worker, {
    kind: 'personal',
    private: true,
    startsAt: '2026-11-25T09:00',
    endsAt: '2026-11-25T10:00',
    title: 'Dentiste',
  });
  await scene.booked(worker, {
    startsAt: '2026-11-26T00:00',
    endsAt: '2026-11-27T00:00',
    allDay: true,
    title: 'Formation',
  });
  return withFile;
}
const summaries = (text: string) => [...text.matchAll(/^SUMMARY:(.*)$/gm)].map(([, title]) => title!.trim());
const uids = (text: string) => [...text.matchAll(/^UID:(.*)$/gm)].map(([, uid]) => uid!.trim());

describe('a feed says as much as its level', () => {
  test('« occupé » by default: no other word of what was written, of whom, of which record', async () => {
    const one = await booked();
    const { address, feed } = await made(scene.worker);
    expect(feed.level).toBe('busy');
    const text = await textOf(address);
    expect(summaries(text)).toEqual(['Occupé', 'Occupé']);
    const words = [
      ...secrets,
      'Dentiste',
      'Formation',
      'Zéphyrin',
      'Élodie',
      one.id,
      scene.fileId,
      scene.worker.id,
      scene.north,
      scene.tenant.id,
    ];
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/^(ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION|URL)/m);
    expect(text).not.toContain('CLASS:PUBLIC');
  });

  test('« initiales »: of the person received, and nothing more', async () => {
    await booked();
    const text = await textOf((await made(scene.worker, 'initials')).address);
    expect(summaries(text)).toEqual(['Rendez-vous É. Z.', 'Occupé']);
    const words = [...secrets, 'Dentiste', 'Formation', 'Zéphyrin', 'Élodie'];
    expect(words.filter((word) => text.includes(word))).toEqual([]);
  });

  test('« complet », the control: what he sees, whose words are found; never a note', async () => {
    await booked();
    const text = await textOf((await made(scene.worker, 'full')).address);
    const words = [...secrets, 'Dentiste', 'Formation', 'Zéphyrin', 'Élodie'];
    expect(words.filter((word) => !text.includes(word))).toEqual(['Note pour moi', 'Mots réservés']);
    expect(summaries(text)).toHaveLength(3);
  });

  test('the same events at each level, by the same UIDs, and other ones for a colleague in them', async () => {
    const { worker, colleague } = scene;
    await scene.booked(worker, { startsAt: '2026-11-24T10:00', workerIds: [worker.id, colleague.id] });
    const mine = await made(worker);
    const before = uids(await textOf(mine.address));
    expect(before).toHaveLength(1);
    const changed = await scene.ask(worker, '/v1/agenda/feed', 'PATCH', { level: 'full' }, mine.feed.version);
    expect(changed.status).toBe(200);
    expect(uids(await textOf(mine.address))).toEqual(before);
    const theirs = uids(await textOf((await made(colleague)).address));
    expect(theirs).toHaveLength(1);
    expect(theirs).not.toEqual(before);
  });

  test('what was cancelled, declined or put in the trash has left it; what is far is not in it', async () => {
    const { worker, colleague, ask } = scene;
    const { address } = await made(worker);
    const at = (day: string) => scene.booked(worker, { startsAt: `2026-11-${day}T10:00`, title: day });
    const [cancelled, trashed] = [await at('24'), await at('25')];
    const asked = await scene.booked(colleague, {
      startsAt: '2026-11-26T10:00',
      workerIds: [worker.id, colleague.id],
    });
    await scene.booked(worker, { startsAt: '2026-10-20T10:00' });
    await scene.booked(worker, { startsAt: '2027-12-20T10:00' });
    expect(summaries(await textOf(address))).toHaveLength(3);
    await ask(
      worker,
      `/v1/appointments/${cancelled.id}/cancel`,
      'POST',
      { by: 'service', reason: 'Absence' },
      1,
    );
    await ask(worker, `/v1/appointments/${trashed.id}`, 'DELETE', undefined, 1);
    const answered = await ask(
      worker,
      `/v1/appointments/${asked.id}/answer`,
      'POST',
      { answer: 'decline' },
      1,
    );
    expect(answered.status).toBe(200);
    expect(summaries(await textOf(address))).toEqual([]);
  });

  test('the preview shows what the link then gives', async () => {
    await booked();
    for (const level of ['busy', 'initials', 'full']) {
      const preview = await expectJson<FeedPreview>(
        await scene.ask(scene.worker, `/v1/agenda/feed/preview?level=${level}`),
        200,
      );
      const text = await textOf((await made(scene.worker, level)).address);
      expect(preview.items.map(({ title }) => title)).toEqual(summaries(text));
      expect(JSON.stringify(preview).includes('Note pour moi')).toBe(false);
    }
  });
});

describe('the link', () => {
  test('is said once, kept nowhere, and ends at once: revoked or replaced', async () => {
    const { worker, ask } = scene;
    const first = await made(worker);
    const key = /feeds\/(.*)\.ics$/.exec(first.address)![1]!;
    expect((await read(first.address)).status).toBe(200);
    expect(await (await ask(worker, '/v1/agenda/feed')).text()).not.toContain(key);
    const second = await made(worker);
    expect((await nothing(first.address)).status).toBe(404);
    expect((await read(second.address)).status).toBe(200);
    expect((await ask(worker, '/v1/agenda/feed', 'DELETE')).status).toBe(204);
    expect((await nothing(second.address)).status).toBe(404);
    expect((await ask(worker, '/v1/agenda/feed', 'DELETE')).status).toBe(404);
    const kept = await admin`select f::text as row from calendar_feed f`;
    const traces = await admin`select a::text as row from audit_event a`;
    expect(traces.length).toBeGreaterThan(3);
    for (const { row } of [...kept, ...traces]) expect(row).not.toContain(key);
    expect(running.logs.filter((line) => line.includes('/v1/agenda/feeds/:key')).length).toBeGreaterThan(0);
    expect(running.logs.filter((line) => line.includes(key))).toEqual([]);
  });

  test('unknown, altered, ended, of who left or lost his rights, of another tenant: one and the same answer', async () => {
    const { worker, colleague, stranger } = scene;
    const [mine, theirs, left] = [await made(worker), await made(colleague), await made(stranger)];
    await scene.ask(worker, '/v1/agenda/feed', 'DELETE');
    expect((await read(theirs.address)).status, 'the control').toBe(200);
    expect((await read(left.address)).status, 'the control').toBe(200);
    await admin`update access_grant set valid_until = ${now.at} where staff_id = ${colleague.id}`;
    await admin`update staff_member set left_at = ${now.at} where id = ${stranger.id}`;
    const other = await agendaScene(running);
    const foreign = new URL(
      (await expectJson<Made>(await other.ask(other.worker, '/v1/agenda/feed', 'POST', {}), 201)).address,
    );
    const address = (key: string) => `${foreign.origin}/v1/agenda/feeds/${key}`;
    const [altered] = [
      foreign.pathname
        .split('/')
        .at(-1)!
        .replace(/.\.ics$/, (end) => (end[0] === 'A' ? 'B.ics' : 'A.ics')),
    ];
    const answers = await Promise.all(
      [
        mine.address,
        theirs.address,
        left.address,
        address('x'),
        address('A'.repeat(200)),
        address(altered),
      ].map(nothing),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]!.status).toBe(404);
    expect((await read(foreign.href)).status, 'the control').toBe(200);
  });

  test('gives a calendar that no cache keeps, and nothing to who has it already', async () => {
    await booked();
    const { address } = await made(scene.worker);
    const response = await read(address);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const etag = response.headers.get('etag')!;
    expect((await read(address, { 'if-none-match': etag })).status).toBe(304);
    await scene.booked(scene.worker, { startsAt: '2026-11-27T09:00' });
    expect((await read(address, { 'if-none-match': etag })).status).toBe(200);
  });

  test('leaves one trace a day, however often it is read; one link asked too often is told to wait', async () => {
    const [{ address }, other] = [await made(scene.worker), await made(scene.colleague)];
    const traces = async () =>
      (
        await admin`select 1 from audit_event where type = 'agenda.feedRead' and staff_id = ${scene.worker.id}`
      ).length;
    await Promise.all([read(address), read(address), read(address)]);
    expect(await traces()).toBe(1);
    now.at = new Date('2026-11-24T08:00:00Z');
    await Promise.all([read(address), read(address)]);
    expect(await traces()).toBe(2);
    const many = await Promise.all(Array.from({ length: 12 }, () => read(address)));
    const refused = many.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(3);
    expect(refused[0]!.headers.get('retry-after')).toBeTruthy();
    expect((await read(other.address)).status, 'another link').toBe(200);
  });

  test('is made by who keeps an agenda', async () => {
    const administrator = await scene.tenant.staff('ADMINISTRATOR');
    expect((await scene.ask(administrator, '/v1/agenda/feed', 'POST', {})).status).toBe(403);
  });
});
