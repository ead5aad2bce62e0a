import { describe, expect, it } from 'vitest';
import { endpoint, type Received, type Reply } from './endpoint.ts';
import { days, hours, minutes, seconds } from './simulator/clock.ts';
import type { Switches } from './simulator/switches.ts';
import { busy, Caller, daily, scene, type Scene } from './support.ts';

interface Watched extends Scene {
  readonly place: Awaited<ReturnType<typeof endpoint>>;
  readonly subscriptionId: string;
}

/** Camille’s mailbox watched by an endpoint. */
async function watched(
  switches: Partial<Switches> = {},
  answer?: (received: Received, made: Scene) => Reply | void | Promise<Reply | void>,
  extra: object = {},
  prefer?: string,
): Promise<Watched> {
  const made = await scene({ switches });
  const place = await endpoint((one) => (one.token === undefined ? answer?.(one, made) : undefined));
  const body = {
    changeType: 'created,updated,deleted',
    notificationUrl: place.url,
    lifecycleNotificationUrl: place.lifecycleUrl,
    resource: '/me/events',
    expirationDateTime: made.graph.clock.iso(days(5)),
    clientState: 'secret-de-nous',
    ...extra,
  };
  const { body: subscription } = await made.camille.post('/subscriptions', body, prefer);
  return { ...made, place, subscriptionId: subscription.id };
}
const kinds = (place: Watched['place']) => place.told().map(({ changeType }) => changeType);

describe('a notification', () => {
  it('says who was changed, and nothing of what', async () => {
    const { camille, graph, upn, place, subscriptionId } = await watched({ notificationsPerChange: 1 });
    const { id, '@odata.etag': etag } = await camille.event(busy());
    await graph.notifications.deliver();
    const resource = `Users/${graph.mailbox(upn).id}/Events/${id}`;
    expect(place.told()).toEqual([
      {
        subscriptionId,
        subscriptionExpirationDateTime: '2026-11-28T07:00:00.000Z',
        clientState: 'secret-de-nous',
        changeType: 'created',
        tenantId: graph.tenant.id,
        resource,
        resourceData: {
          '@odata.type': '#Microsoft.Graph.Event',
          '@odata.id': resource,
          '@odata.etag': etag,
          id,
        },
      },
    ]);
  });

  it('leaves when the clock is driven, and not before', async () => {
    const { camille, graph, place } = await watched();
    await camille.event(busy());
    expect(place.messages()).toEqual([]);
    expect(graph.notifications.pending).toHaveLength(2);
    await graph.notifications.deliver();
    expect(place.messages()).toHaveLength(1);
  });

  it('comes several times for one change; for a creation, as created then updated', async () => {
    const { camille, graph, place } = await watched({
      notificationsPerChange: 3,
      notificationOrder: 'asWritten',
    });
    const { id } = await camille.event(busy());
    await camille.patch(`/me/events/${id}`, { subject: 'Absent' });
    await camille.delete(`/me/events/${id}`);
    await graph.notifications.deliver();
    expect(kinds(place)).toEqual(['created', ...Array(5).fill('updated'), 'deleted']);
    // Several in one message
    expect(place.messages()).toHaveLength(1);
  });

  it('comes in no order', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 });
    const made: string[] = [];
    for (let one = 0; one < 8; one++) made.push((await camille.event(busy())).id);
    await graph.notifications.deliver();
    const told = place.told().map(({ resourceData }) => (resourceData as { id: string }).id);
    expect(told).not.toEqual(made);
    expect(told.toSorted()).toEqual(made.toSorted());
  });

  it('is of the kinds that were asked', async () => {
    const { camille, graph, place } = await watched({}, undefined, { changeType: 'deleted' });
    const { id } = await camille.event(busy());
    await camille.delete(`/me/events/${id}`);
    await graph.notifications.deliver();
    expect(kinds(place)).toEqual(['deleted']);
  });

  it('carries the form of id asked when the subscription was made', async () => {
    const { camille, graph, upn, place } = await watched({}, undefined, {}, 'IdType="ImmutableId"');
    const { id } = await camille.event(busy());
    await graph.notifications.deliver();
    const told = new Set(place.told().map(({ resourceData }) => (resourceData as { id: string }).id));
    expect([...told]).toEqual([graph.mailbox(upn).immutableId(id)]);
  });

  it('comes for what a person does in Outlook too, and of no other mailbox', async () => {
    const { graph, upn, place } = await watched({ notificationsPerChange: 1 });
    graph.mailbox('paul.durand@valmont.example').create(busy());
    graph.mailbox(upn).create({ ...busy(), recurrence: daily('2026-11-24', 3) });
    await graph.notifications.deliver();
    expect(kinds(place)).toEqual(['created']);
  });

  it('of several subscriptions share a message to one address', async () => {
    const { camille, graph, place } = await watched({
      notificationsPerChange: 1,
      duplicateSubscription: 201,
    });
    const expirationDateTime = graph.clock.iso(days(5));
    await camille.post('/subscriptions', {
      ...{ changeType: 'created', resource: '/me/events', notificationUrl: place.url, expirationDateTime },
    });
    await camille.event(busy());
    await graph.notifications.deliver();
    expect(place.messages().map(({ value }) => value.length)).toEqual([2]);
    expect(new Set(place.told().map(({ subscriptionId }) => subscriptionId)).size).toBe(2);
  });
});

describe('the network', () => {
  it('loses some', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 });
    graph.notifications.disturb({ drop: 1 });
    await camille.event(busy());
    await camille.event(busy());
    await graph.notifications.deliver();
    expect(place.told()).toHaveLength(1);
  });

  it('gives some three times', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 });
    graph.notifications.disturb({ copies: 3 });
    await camille.event(busy());
    await graph.notifications.deliver();
    expect(kinds(place)).toEqual(['created', 'created', 'created']);
  });

  it('turns their order', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 });
    graph.notifications.disturb({ order: 'reversed' });
    const { id } = await camille.event(busy());
    await camille.delete(`/me/events/${id}`);
    await graph.notifications.deliver();
    expect(kinds(place)).toEqual(['deleted', 'created']);
  });

  it('is slow', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 });
    graph.notifications.disturb({ delayMs: minutes(20) });
    await camille.event(busy());
    await graph.clock.advance(minutes(20) - 1);
    expect(place.told()).toEqual([]);
    await graph.clock.advance(1);
    expect(place.told()).toHaveLength(1);
  });

  it('lets anybody write what Microsoft did not', async () => {
    const { graph, place, subscriptionId } = await watched();
    graph.notifications.forge(subscriptionId, { clientState: 'deviné' });
    graph.notifications.forge(subscriptionId, { subscriptionId: 'inconnue' });
    await graph.notifications.deliver();
    const told = place.told().map((one) => [one['subscriptionId'], one['clientState']]);
    expect(told.toSorted()).toEqual(
      [
        [subscriptionId, 'deviné'],
        ['inconnue', 'secret-de-nous'],
      ].toSorted(),
    );
  });

  it('is faster than the reply to the write', async () => {
    const order: string[] = [];
    const { camille, graph } = await watched(
      { notificationsPerChange: 1 },
      () => void order.push('notification'),
    );
    graph.notifications.disturb({ beforeReply: true });
    await camille.event(busy());
    order.push('reply');
    expect(order).toEqual(['notification', 'reply']);
  });
});

describe('an endpoint', () => {
  it('that did not queue is told again, up to four hours, then never, but for « missed »', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 }, ({ path }) =>
      path === '/cycle' ? undefined : { status: 503 },
    );
    await camille.event(busy());
    await graph.clock.advance(minutes(30));
    const soon = place.messages().length;
    expect(soon).toBeGreaterThan(2);
    await graph.clock.advance(hours(4));
    const all = place.messages();
    expect(all.length).toBeGreaterThan(soon);
    expect(all.at(-1)).toMatchObject({ path: '/cycle', value: [{ lifecycleEvent: 'missed' }] });
    await graph.clock.advance(hours(24));
    expect(place.messages()).toHaveLength(all.length);
  });

  it('that answers at the second try is told no more', async () => {
    let tries = 0;
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 }, () => ({
      status: ++tries === 1 ? 500 : 202,
    }));
    await camille.event(busy());
    await graph.clock.advance(hours(5));
    expect(place.told()).toHaveLength(2);
    expect(graph.notifications.deliveries.map(({ status }) => status)).toEqual([500, 202]);
  });

  it('that is slow is told ten minutes later, until it has been quick for ten minutes', async () => {
    let slow = true;
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 }, async (_, made) => {
      if (slow) await made.graph.clock.advance(seconds(4));
      return { status: 202 };
    });
    await camille.event(busy());
    await graph.notifications.deliver();
    slow = false;
    await camille.event(busy());
    await graph.clock.advance(minutes(9));
    expect(place.told()).toHaveLength(1);
    await graph.clock.advance(minutes(1));
    expect(place.told()).toHaveLength(2);
    await graph.clock.advance(minutes(11));
    await camille.event(busy());
    await graph.notifications.deliver();
    expect(place.told()).toHaveLength(3);
  });

  it('that is very slow is told no more, but that something was missed', async () => {
    const { camille, graph, place } = await watched({ notificationsPerChange: 1 }, async (one, made) => {
      if (one.path !== '/cycle') await made.graph.clock.advance(seconds(12));
      return { status: 202 };
    });
    await camille.event(busy());
    await graph.notifications.deliver();
    await camille.event(busy());
    await graph.clock.advance(minutes(5));
    expect(place.told().map(({ changeType, lifecycleEvent }) => changeType ?? lifecycleEvent)).toEqual([
      'created',
      'missed',
    ]);
  });
});

describe('lifecycle', () => {
  it('says that a subscription was removed, which then is not there', async () => {
    const { camille, graph, place, subscriptionId } = await watched();
    graph.notifications.lifecycle(subscriptionId, 'subscriptionRemoved');
    await graph.notifications.deliver();
    expect(place.messages()[0]).toMatchObject({
      path: '/cycle',
      value: [
        {
          subscriptionId,
          lifecycleEvent: 'subscriptionRemoved',
          clientState: 'secret-de-nous',
          tenantId: graph.tenant.id,
        },
      ],
    });
    expect(place.told()[0]).not.toHaveProperty('changeType');
    expect((await camille.get(`/subscriptions/${subscriptionId}`)).status).toBe(404);
  });

  it.each(['reauthorize', 'patch', 'nothing'] as const)(
    'asks to authorise again; answered by %s',
    async (how) => {
      const { camille, graph, upn, subscriptionId } = await watched();
      graph.notifications.lifecycle(subscriptionId, 'reauthorizationRequired', hours(2));
      const target = `/subscriptions/${subscriptionId}`;
      const expirationDateTime = graph.clock.iso(days(5));
      if (how === 'reauthorize')
        expect((await camille.post(`${target}/reauthorize`, undefined)).status).toBe(204);
      if (how === 'patch') expect((await camille.patch(target, { expirationDateTime })).status).toBe(200);
      await graph.clock.advance(hours(2));
      const later = new Caller(graph.url, graph.grant(upn).accessToken);
      expect((await later.get(target)).status).toBe(how === 'nothing' ? 404 : 200);
    },
  );

  it('takes one answer or the other, not both within ten minutes', async () => {
    const { camille, graph, subscriptionId } = await watched();
    const target = `/subscriptions/${subscriptionId}`;
    await camille.post(`${target}/reauthorize`, undefined);
    const patch = async () =>
      (await camille.patch(target, { expirationDateTime: graph.clock.iso(days(5)) })).status;
    expect(await patch()).toBe(400);
    await graph.clock.advance(minutes(10));
    expect(await patch()).toBe(200);
  });

  it('is silent without an address for it', async () => {
    const { graph, place, subscriptionId } = await watched({}, undefined, {
      lifecycleNotificationUrl: undefined,
    });
    graph.notifications.lifecycle(subscriptionId, 'missed');
    await graph.notifications.deliver();
    expect(place.messages()).toEqual([]);
  });
});
