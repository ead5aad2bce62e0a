import { expect, test } from 'vitest';
import type { CalendarLinkState } from '../../server/src/features/agenda/outlook/link.schema.ts';
import { expectJson } from '../../server/src/testing/app.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { at, busyRows, events, hour, linkRow, starts, taken, tied } from './both-sides.ts';
import { camille, type LinkedScene } from './linked.ts';
import { hours, minutes, seconds } from './simulator/clock.ts';
import { between } from './support.ts';

/** Camille, whose session ends as the clock goes on. */
const awake = async ({ tenant, worker }: LinkedScene): Promise<TestStaff> => ({
  ...worker,
  ...(await tenant.session(worker.id)),
});
const told = async (scene: LinkedScene) =>
  expectJson<CalendarLinkState>(await scene.ask(await awake(scene), '/v1/agenda/calendar-link'), 200);
/** Answers once in the place of Microsoft, what fits; the rest goes through. */
function answering(fits: (method: string, url: string) => boolean, answer: () => Response) {
  let left = 1;
  return (url: string, init?: RequestInit) =>
    fits(init?.method ?? 'GET', url) && left-- > 0 ? Promise.resolve(answer()) : fetch(url, init);
}
const isDelta = (_method: string, url: string) => url.includes('/calendarView/delta');

test('told to wait, in seconds or until a date, it waits so long; told nothing, about half a minute', async () => {
  const date = 'Mon, 23 Nov 2026 09:00:00 GMT';
  for (const [status, headers, least, most] of [
    [429, { 'retry-after': '90' }, 90, 90],
    [503, { 'retry-after': 'Mon, 23 Nov 2026 09:02:00 GMT', date }, 120, 120],
    // A date of before, and what is neither, say nothing
    [429, { 'retry-after': 'Mon, 23 Nov 2026 08:00:00 GMT', date }, 15, 30],
    [503, { 'retry-after': 'bientôt' }, 15, 30],
    [429, {}, 15, 30],
    // Longer than a day is not believed
    [503, { 'retry-after': '99999999999' }, 86_400, 86_400],
  ] as const) {
    const scene = await tied();
    await scene.graph.clock.advance(minutes(16));
    const through = scene.another({
      fetch: answering(isDelta, () => new Response('', { status, headers })),
    });
    await through.keep(scene.tenant.id);
    const row = (await linkRow(scene, scene.worker))!;
    expect(row).toMatchObject({ state: 'connected', failures: 1 });
    const waits = (row.notBefore!.getTime() - scene.graph.clock.now) / 1000;
    expect([waits >= least, waits <= most], `${JSON.stringify(headers)}: ${waits} s`).toEqual([true, true]);
    const before = scene.graph.ledger.length;
    await scene.graph.clock.advance(seconds(least - 1));
    await scene.outlook.keep(scene.tenant.id);
    expect(scene.graph.ledger.length, 'nothing is asked meanwhile').toBe(before);
    await scene.graph.clock.advance(seconds(most - least + 1));
    await scene.outlook.keep(scene.tenant.id);
    expect(await linkRow(scene, scene.worker)).toMatchObject({ failures: 0, notBefore: null });
  }
});

test('what is not an answer of Graph changes nothing: it is asked again, once, and nothing is made twice', async () => {
  const garbage: readonly (() => Response)[] = [
    () => new Response('<html>Portail captif</html>', { headers: { 'content-type': 'text/html' } }),
    () => new Response('{"value": [{"id": 7}]', { headers: { 'content-type': 'application/json' } }),
    () => Response.json({ value: [{ id: 7 }] }),
    () => Response.json([]),
    () => Response.json(null),
    () => new Response(null, { status: 204 }),
    () => Response.json({ value: [], '@odata.nextLink': 'https://ailleurs.example/v1.0/me' }),
  ];
  const scene = await tied();
  scene.graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  const { id } = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  const asked = [isDelta, (method: string) => method === 'PATCH', (method: string) => method === 'POST'];
  for (const [round, answer] of garbage.entries()) {
    const fits = asked[round % asked.length]!;
    const worker = await awake(scene);
    const startsAt = at('01', `08:${10 + round}`);
    expect((await scene.change(worker, await scene.read(worker, id), { startsAt })).status).toBe(200);
    const fresh = await scene.booked(worker, hour('05', '09:00', '10:00'));
    await scene.graph.clock.advance(hours(2));
    let isMet = false;
    const through = scene.another({
      fetch: answering(fits, () => {
        isMet = true;
        return answer();
      }),
    });
    await through.keep(scene.tenant.id);
    for (let again = 0; again < 2; again++) {
      await scene.graph.clock.advance(minutes(30));
      await scene.outlook.keep(scene.tenant.id);
    }
    expect(isMet).toBe(true);
    expect(await linkRow(scene, scene.worker)).toMatchObject({ state: 'connected', failures: 0 });
    expect(starts(scene)).toEqual([startsAt, '2026-12-03T10:00', '2026-12-05T09:00']);
    expect(await taken(scene, scene.worker)).toEqual(['2026-12-03T10:00']);
    const gone = await scene.ask(
      await awake(scene),
      `/v1/appointments/${fresh.id}`,
      'DELETE',
      undefined,
      fresh.version,
    );
    expect(gone.status).toBeLessThan(300);
    await scene.turn(scene.worker);
  }
  expect(scene.graph.mails).toEqual([]);
});

test('pages that are lost in their middle are begun anew; lost twice, they are asked for later', async () => {
  for (const times of [1, 2]) {
    const scene = await tied();
    const mailbox = scene.graph.mailbox(camille);
    await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
    mailbox.create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
    await scene.turn(scene.worker);
    // More than a page
    for (let count = 0; count < 205; count++)
      mailbox.create({ subject: 'Rappel', showAs: 'free', ...between('2026-12-05', '10:00', '11:00') });
    mailbox.create({ subject: 'Comité', ...between('2026-12-04', '10:00', '11:00') });
    mailbox.loseSyncState();
    const before = scene.graph.ledger.length;
    scene.graph.fault({ method: 'GET', path: /skiptoken/, status: 410, times });
    await scene.graph.clock.advance(minutes(16));
    await scene.outlook.keep(scene.tenant.id).catch(() => undefined);
    const lost = scene.graph.ledger
      .slice(before)
      .filter(({ target, status }) => target.includes('skiptoken') && status === 410);
    expect(lost).toHaveLength(times);
    expect(await linkRow(scene, scene.worker)).toMatchObject({ state: 'connected', failures: times - 1 });
    // Nothing of a round that was not whole was kept
    expect(await taken(scene, scene.worker)).toEqual(
      times === 1 ? ['2026-12-03T10:00', '2026-12-04T10:00'] : ['2026-12-03T10:00'],
    );
    await scene.graph.clock.advance(minutes(16));
    await scene.outlook.keep(scene.tenant.id);
    expect(await taken(scene, scene.worker)).toEqual(['2026-12-03T10:00', '2026-12-04T10:00']);
    expect(await told(scene)).toMatchObject({ state: 'connected', toCheck: [] });
    expect(events(scene).filter(({ subject }) => subject === 'Occupé')).toHaveLength(1);
  }
});

test('what only the worker can mend is told as such, is not asked again, and loses and doubles nothing', async () => {
  const ended: readonly [reason: string, (scene: LinkedScene) => void][] = [
    ['invalid_grant', ({ graph }) => graph.mailbox(camille).expireTokens(true)],
    ['invalid_grant', ({ graph }) => graph.mailbox(camille).trouble('tokenRevoked')],
    ['invalid_grant', ({ graph }) => graph.tenant.changePasswordPolicy()],
    ['interaction_required', ({ graph }) => graph.mailbox(camille).trouble('mfaRequired')],
    ['interaction_required', ({ graph }) => graph.mailbox(camille).trouble('conditionalAccess')],
    ['consent_required', ({ graph }) => graph.tenant.revokeConsent(graph.application.clientId)],
    ['invalid_grant', ({ graph }) => graph.mailbox(camille).trouble('disabled')],
    ['insufficient_claims', ({ graph }) => graph.fault({ mailbox: camille, status: 403 })],
    ['tokenRefused', ({ graph }) => graph.fault({ mailbox: camille, status: 401, times: 2 })],
  ];
  for (const [reason, befall] of ended) {
    const scene = await tied();
    const { graph, worker } = scene;
    graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
    await scene.booked(worker, hour('01', '09:00', '10:00'));
    await scene.turn(worker);
    befall(scene);
    graph.mailbox(camille).expireTokens();
    await graph.clock.advance(minutes(16));
    await scene.outlook.keep(scene.tenant.id);
    expect(await told(scene)).toMatchObject({ state: 'toReconnect', reason, toCheck: [] });
    expect(await linkRow(scene, worker)).toMatchObject({ sealedTokens: null });
    // What changes meanwhile waits; what stood there is still taken
    await scene.booked(await awake(scene), hour('02', '09:00', '10:00'));
    const before = graph.ledger.length;
    await graph.clock.advance(hours(3));
    await scene.outlook.keep(scene.tenant.id);
    expect(graph.ledger.length).toBe(before);
    expect(await taken(scene, worker)).toEqual(['2026-12-03T10:00']);
    graph.clearFaults();
    graph.mailbox(camille).trouble(null);
    await scene.link(worker, camille, { matches: true, sealedCursor: null });
    await scene.outlook.keep(scene.tenant.id);
    expect(starts(scene)).toEqual(['2026-12-01T09:00', '2026-12-02T09:00', '2026-12-03T10:00']);
    expect(await taken(scene, worker)).toEqual(['2026-12-03T10:00']);
    expect(graph.mails).toEqual([]);
  }
});

test('a mailbox that left the cloud is not one whose events were deleted', async () => {
  for (const onPremisesCode of ['MailboxNotEnabledForRESTAPI', 'extensionError'] as const) {
    const scene = await tied({ switches: { onPremisesCode } });
    const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
    await scene.turn(scene.worker);
    scene.graph.mailbox(camille).moveOnPremises();
    await scene.change(scene.worker, made, { startsAt: '2026-12-02T09:00' });
    await scene.turn(scene.worker);
    expect(await told(scene)).toMatchObject({ state: 'toReconnect', reason: onPremisesCode, toCheck: [] });
    expect(events(scene)).toHaveLength(1);
    expect((await scene.read(scene.worker, made.id)).status).toBe('confirmed');
  }
});

test('too many subscriptions of a mailbox: it is read all the same', async () => {
  const scene = await tied({ notified: true, limits: { subscriptionsPerMailbox: 0 } });
  expect(scene.graph.notifications.subscriptions).toEqual([]);
  expect(await told(scene)).toMatchObject({ state: 'connected', reason: null });
  scene.graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  await scene.graph.clock.advance(minutes(16));
  await scene.outlook.keep(scene.tenant.id);
  expect(await busyRows(scene, scene.worker)).toHaveLength(1);
});

test('one calendar that goes wrong does not keep the others of the tenant waiting', async () => {
  const scene = await tied();
  await scene.link(scene.colleague, 'paul.durand@valmont.example');
  await scene.graph.clock.advance(minutes(16));
  scene.graph.mailbox('paul.durand@valmont.example').create({
    subject: 'Réunion',
    ...between('2026-12-03', '10:00', '11:00'),
  });
  scene.graph.fault({ mailbox: camille, status: 418 });
  await expect(scene.outlook.keep(scene.tenant.id)).rejects.toThrow('418');
  expect(await taken(scene, scene.colleague)).toEqual(['2026-12-03T10:00']);
  expect(await linkRow(scene, scene.worker)).toMatchObject({ state: 'connected', failures: 1 });
});
