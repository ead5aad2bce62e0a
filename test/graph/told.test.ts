import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../server/src/db/ids.ts';
import { linkBy } from '../../server/src/features/agenda/outlook/link.store.ts';
import { subscriptionOf } from '../../server/src/features/agenda/outlook/subscription.store.ts';
import { startTestApp } from '../../server/src/testing/app.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { camille, linkedScene } from './linked.ts';
import { days, hours, minutes, seconds } from './simulator/clock.ts';
import { between } from './support.ts';

/** Camille's calendar, of which Microsoft tells us the changes. */
async function told(options: Parameters<typeof linkedScene>[0] = {}) {
  const scene = await linkedScene({ notified: true, ...options });
  await scene.link(scene.worker, camille);
  await scene.outlook.keep(scene.tenant.id);
  const rounds = () =>
    scene.graph.ledger.filter(({ target }) => target.includes('/calendarView/delta')).length;
  const within = <T>(work: Parameters<typeof scene.database.withTenant<T>>[2]) =>
    scene.database.withTenant(scene.tenant.id, [], work);
  return {
    ...scene,
    rounds,
    address: `/v1/calendar-links/outlook/${scene.tenant.id}/notifications`,
    link: () => within((tx) => linkBy(tx, scene.ownerOf(scene.worker))),
    subscription: () => within((tx) => subscriptionOf(tx, scene.ownerOf(scene.worker))),
  };
}

test('trap 4: a change told several times, out of order, is looked at once, half a minute later', async () => {
  const { graph, tenant, rounds, outlook } = await told({ switches: { notificationsPerChange: 3 } });
  const before = rounds();
  graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  graph.notifications.disturb({ copies: 2 });
  await graph.notifications.deliver();
  expect(graph.notifications.deliveries.length).toBeGreaterThan(0);
  await outlook.keep(tenant.id);
  expect(rounds()).toBe(before);
  await graph.clock.advance(seconds(31));
  await outlook.keep(tenant.id);
  await outlook.keep(tenant.id);
  expect(rounds()).toBe(before + 1);
});

test('a change told while the calendar is being read is looked at again', async () => {
  const { graph, tenant, rounds, outlook, link } = await told();
  await graph.clock.advance(minutes(15));
  const release = graph.hold({ method: 'GET', path: '/calendarView/delta' });
  const reading = outlook.keep(tenant.id);
  await expect.poll(rounds).toBe(2);
  graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  await graph.notifications.deliver();
  release();
  await reading;
  expect((await link())?.dueAt).toEqual(new Date(graph.clock.now + seconds(30)));
});

test('trap 21: a subscription that ended in a night is made again, and nothing is lost', async () => {
  const { graph, tenant, outlook, subscription } = await told();
  const first = await subscription();
  await graph.clock.advance(days(2));
  await outlook.keep(tenant.id);
  // Renewed at half its life: the same, for longer
  expect(await subscription()).toMatchObject({ id: first?.id });
  expect((await subscription())!.expiresAt > first!.expiresAt).toBe(true);
  await graph.clock.advance(days(8));
  expect(graph.notifications.subscriptions).toEqual([]);
  await outlook.keep(tenant.id);
  expect(graph.notifications.subscriptions.map(({ id }) => id)).toEqual([(await subscription())?.id]);
  expect((await subscription())?.id).not.toBe(first?.id);
});

test('the answer to a subscription is lost: there is one in the end', async () => {
  const scene = await linkedScene({ notified: true });
  await scene.link(scene.worker, camille);
  scene.graph.fault({ method: 'POST', path: '/subscriptions', cut: true, when: 'after' });
  for (let round = 0; round < 3; round++) {
    await scene.outlook.keep(scene.tenant.id);
    await scene.graph.clock.advance(minutes(20));
  }
  expect(scene.graph.notifications.subscriptions).toHaveLength(1);
});

test('trap 22: the token of a handshake comes back as it is, as text and never as a page', async () => {
  const { running, address, graph } = await told();
  for (const token of ['+ /=%<script>', 'é'.repeat(2000), '']) {
    const answer = await running.app.request(`${address}?validationToken=${encodeURIComponent(token)}`, {
      method: 'POST',
    });
    expect(await answer.text()).toBe(token);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect(graph.notifications.subscriptions).toHaveLength(1);
});

test('traps 23 and 29: without the proof, or of another tenant, it is answered as any other, and nothing is done', async () => {
  const { graph, running, address, link, subscription, database } = await told();
  const { dueAt } = (await link())!;
  const { id } = (await subscription())!;
  const other = await TestTenant.create(database);
  const send = (path: string, value: object[] | string) =>
    running.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof value === 'string' ? value : JSON.stringify({ value }),
    });
  for (const clientState of ['faux', '', null])
    expect((await send(address, [{ subscriptionId: id, clientState }])).status).toBe(202);
  expect((await send(address, [{ subscriptionId: 'inconnue', clientState: 'x' }])).status).toBe(202);
  expect((await link())?.dueAt).toEqual(dueAt);
  expect(running.logs.filter((line) => line.includes('notification refused'))).toHaveLength(4);
  expect((await send(address, '{')).status).toBe(400);
  expect((await send(address, '{"value": [{}]}')).status).toBe(422);
  expect((await send(address, `"${'x'.repeat(1_000_001)}"`)).status).toBe(413);
  expect((await send('/v1/calendar-links/outlook/x/notifications', [])).status).toBe(404);
  // Control: what Microsoft was given is believed, in its own tenant alone
  const subscribed = graph.ledger.find(
    ({ target, method }) => method === 'POST' && target.endsWith('/subscriptions'),
  );
  const { clientState } = (
    typeof subscribed!.body === 'string' ? JSON.parse(subscribed!.body) : subscribed!.body
  ) as {
    clientState: string;
  };
  await send(address.replace(/[^/]+(?=\/notifications)/, other.id), [{ subscriptionId: id, clientState }]);
  expect((await link())?.dueAt).toEqual(dueAt);
  await send(address, [{ subscriptionId: id, clientState }]);
  expect((await link())!.dueAt! < dueAt!).toBe(true);
});

test('what Microsoft says of a subscription: removed, made again; to be authorised, renewed; missed, read', async () => {
  const { graph, tenant, outlook, rounds, subscription } = await told();
  const first = (await subscription())!;
  for (const event of ['reauthorizationRequired', 'missed', 'subscriptionRemoved'] as const) {
    const before = rounds();
    await graph.clock.advance(hours(0));
    graph.notifications.lifecycle(first.id, event);
    await graph.notifications.deliver();
    await outlook.keep(tenant.id);
    expect(rounds()).toBe(before + 1);
  }
  expect(graph.notifications.subscriptions).toHaveLength(1);
  expect((await subscription())?.id).not.toBe(first.id);
});

test('whoever writes without end is told to wait', async () => {
  const running = await startTestApp({ rate: { perSecond: 0.01, burst: 2 } });
  onTestFinished(() => running.close());
  const address = `/v1/calendar-links/outlook/${newId()}/notifications`;
  const write = () =>
    running.app.request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value: [{ subscriptionId: 'inconnue', clientState: 'faux' }] }),
    });
  expect([(await write()).status, (await write()).status]).toEqual([202, 202]);
  const refused = await write();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
