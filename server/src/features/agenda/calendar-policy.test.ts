import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';

const now = { at: new Date('2026-11-23T08:00:00Z') };
const later = () => {
  now.at = new Date(now.at.getTime() + 60_000);
};
let running: TestApp;
let scene: AgendaScene;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now.at });
});
afterAll(() => running.close());
beforeEach(async () => {
  scene = await agendaScene(running);
});

const path = '/v1/agenda/calendar-policy';
interface Policy {
  readonly mostLevel: string;
  readonly allowedLevels: readonly string[];
  readonly version: number;
  readonly can: { readonly change: boolean };
}
interface Made {
  readonly address: string;
  readonly feed: { readonly level: string; readonly version: number };
}
const make = (level: string) => scene.ask(scene.worker, '/v1/agenda/feed', 'POST', { level });
const readFeed = async () =>
  expectJson<{ feed: { level: string } | null; allowedLevels: string[] }>(
    await scene.ask(scene.worker, '/v1/agenda/feed'),
    200,
  );
const told = async (address: string) =>
  (await (await running.app.request(new URL(address).pathname)).text())
    .match(/^SUMMARY:.*$/gm)
    ?.at(0)
    ?.trim();

test('until the administrator says otherwise, calendars outside tell « occupé » and nothing else', async () => {
  const policy = await expectJson<Policy>(await scene.ask(scene.worker, path), 200);
  expect(policy).toEqual({
    mostLevel: 'busy',
    allowedLevels: ['busy'],
    version: 0,
    can: { change: false },
  });
  expect(await readFeed()).toEqual({ feed: null, allowedLevels: ['busy'] });
  for (const level of ['initials', 'full']) {
    const refused = await expectJson<{ errors: { pointer: string }[] }>(await make(level), 422);
    expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/level']);
  }
  expect((await readFeed()).feed, 'nothing was made').toBeNull();
  const { feed } = await expectJson<Made>(await make('busy'), 201);
  const raised = await scene.ask(scene.worker, '/v1/agenda/feed', 'PATCH', { level: 'full' }, feed.version);
  expect(raised.status).toBe(422);
  expect((await readFeed()).feed).toMatchObject({ level: 'busy', version: feed.version });
});

test('is changed by the administrator alone, on the version he read', async () => {
  const admin = await scene.tenant.staff('ADMINISTRATOR');
  const put = (who: typeof admin, mostLevel: string, version: number) =>
    scene.ask(who, path, 'PUT', { mostLevel }, version);
  for (const who of [scene.worker, scene.secretary, await scene.tenant.staff('DPO')])
    expect((await put(who, 'full', 0)).status).toBe(403);
  expect(await expectJson<Policy>(await put(admin, 'initials', 0), 200)).toMatchObject({
    allowedLevels: ['busy', 'initials'],
    version: 1,
    can: { change: true },
  });
  expect((await put(admin, 'full', 0)).status).toBe(412);
  expect((await put(admin, 'tout', 1)).status).toBe(422);
  const both = await Promise.all([put(admin, 'full', 1), put(admin, 'busy', 1)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  const other = await agendaScene(running);
  expect(await expectJson<Policy>(await other.ask(other.worker, path), 200)).toMatchObject({ version: 0 });
});

test('a link tells less from its next reading on; what was forbidden comes back when it is chosen again', async () => {
  const { worker, fileId } = scene;
  await scene.booked(worker, { startsAt: '2026-11-24T09:00', title: 'Bilan', fileId });
  await scene.letTell('full');
  const { address, feed } = await expectJson<Made>(await make('full'), 201);
  expect(await told(address)).toMatch(/^SUMMARY:Bilan/);
  later();
  await scene.letTell('initials');
  expect(await told(address)).toBe('SUMMARY:Rendez-vous M. D.');
  expect((await readFeed()).feed).toMatchObject({ level: 'initials' });
  later();
  await scene.letTell('busy');
  expect(await told(address)).toBe('SUMMARY:Occupé');
  later();
  await scene.letTell('full');
  expect(await told(address)).toBe('SUMMARY:Occupé');
  expect(await readFeed()).toMatchObject({
    feed: { level: 'busy' },
    allowedLevels: ['busy', 'initials', 'full'],
  });
  const chosen = await scene.ask(worker, '/v1/agenda/feed', 'PATCH', { level: 'initials' }, feed.version);
  expect(chosen.status).toBe(200);
  expect(await told(address)).toBe('SUMMARY:Rendez-vous M. D.');
});
