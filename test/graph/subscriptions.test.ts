import { describe, expect, it } from 'vitest';
import { days, minutes, seconds } from './simulator/clock.ts';
import { endpoint } from './endpoint.ts';
import { Caller, scene } from './support.ts';

const start = Date.parse('2026-11-23T07:00:00Z');
const after = (ms: number) => new Date(start + ms).toISOString();

const wanted = (notificationUrl: string, extra: object = {}) => ({
  changeType: 'created,updated,deleted',
  notificationUrl,
  resource: '/me/events',
  expirationDateTime: after(days(3)),
  clientState: 'secret-de-nous',
  ...extra,
});

describe('the handshake', () => {
  it('gives a token that must come back decoded, before the subscription is made', async () => {
    const { camille, graph } = await scene();
    const place = await endpoint();
    const made = await camille.post('/subscriptions', wanted(place.url));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      resource: '/me/events',
      clientState: 'secret-de-nous',
      expirationDateTime: after(days(3)),
    });
    const { token, contentType } = place.received[0]!;
    expect(contentType).toMatch(/^text\/plain/);
    for (const sign of ['+', '/', '=', '%', '<', 'é', ' ']) expect(token).toContain(sign);
    expect(graph.notifications.subscriptions.map(({ id }) => id)).toEqual([made.body.id]);
  });

  it('checks both addresses', async () => {
    const { camille } = await scene();
    const place = await endpoint(({ path }) => (path === '/cycle' ? { status: 404 } : undefined));
    const refused = await camille.post(
      '/subscriptions',
      wanted(place.url, { lifecycleNotificationUrl: place.lifecycleUrl }),
    );
    expect(refused.status).toBe(400);
    expect(place.received.map(({ path }) => path)).toEqual(['/notifications', '/cycle']);
  });

  it('may have a very long token', async () => {
    const { camille, graph } = await scene();
    const token = `${'é+/=%<"&'.repeat(400)}fin`;
    graph.notifications.nextValidationToken(token);
    const place = await endpoint();
    expect((await camille.post('/subscriptions', wanted(place.url))).status).toBe(201);
    expect(place.received[0]!.token).toBe(token);
  });

  it.each([
    ['as JSON', (token: string) => ({ type: 'application/json', body: JSON.stringify(token) })],
    ['as a page', (token: string) => ({ type: 'text/html', body: token })],
    ['still encoded', (token: string) => ({ body: encodeURIComponent(token) })],
    ['by 202', () => ({ status: 202 })],
    ['by another place', () => ({ status: 307, location: 'https://ailleurs.example/' })],
    ['with a line after it', (token: string) => ({ body: `${token}\n` })],
  ])('answered %s creates nothing', async (_, answer) => {
    const { camille, graph } = await scene();
    const place = await endpoint(({ token }) => (token === undefined ? undefined : answer(token)));
    const refused = await camille.post('/subscriptions', wanted(place.url));
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'ValidationError']);
    expect(graph.notifications.subscriptions).toEqual([]);
  });

  it.each([
    [11, 400],
    [9, 201],
  ])('answered after %i s gives %i', async (count, status) => {
    const { camille, graph } = await scene();
    const place = await endpoint(() => graph.clock.advance(seconds(count)));
    expect((await camille.post('/subscriptions', wanted(place.url))).status).toBe(status);
  });

  it('reaches an https address of the test’s own, without a network', async () => {
    const reached: string[] = [];
    const { camille } = await scene({
      fetch: (input) => {
        const url = new URL(String(input));
        reached.push(url.origin);
        return Promise.resolve(
          new Response(url.searchParams.get('validationToken'), {
            headers: { 'content-type': 'text/plain' },
          }),
        );
      },
    });
    const made = await camille.post('/subscriptions', wanted('https://lastria.example/graph'));
    expect([made.status, reached]).toEqual([201, ['https://lastria.example']]);
  });

  it('to nobody creates nothing', async () => {
    const { camille } = await scene();
    expect((await camille.post('/subscriptions', wanted('http://127.0.0.1:1/'))).status).toBe(400);
  });
});

describe('a subscription', () => {
  it.each([
    ['an address without TLS', { notificationUrl: 'http://lastria.example/n' }],
    ['a client state of 129 signs', { clientState: 'x'.repeat(129) }],
    ['a kind of change nobody knows', { changeType: 'created,moved' }],
    ['a resource that is no calendar', { resource: '/me/messages' }],
    ['an unknown field', { encrypted: true }],
    ['a date that is none', { expirationDateTime: 'demain' }],
  ])('is refused for %s', async (_, extra) => {
    const { camille } = await scene();
    const place = await endpoint();
    expect((await camille.post('/subscriptions', wanted(place.url, extra))).status).toBe(400);
    expect(place.received).toEqual([]);
  });

  it.each([10_080, 4_230] as const)(
    'lives %i minutes at most, by the switch',
    async (subscriptionMaxMinutes) => {
      const { camille } = await scene({ switches: { subscriptionMaxMinutes } });
      const place = await endpoint();
      const ask = async (ms: number) =>
        await camille.post('/subscriptions', wanted(place.url, { expirationDateTime: after(ms) }));
      expect((await ask(minutes(subscriptionMaxMinutes) + 1000)).status).toBe(400);
      expect((await ask(minutes(subscriptionMaxMinutes))).status).toBe(201);
    },
  );

  it('asked for less than 45 minutes lives 45', async () => {
    const { camille } = await scene();
    const place = await endpoint();
    const { body } = await camille.post(
      '/subscriptions',
      wanted(place.url, { expirationDateTime: after(minutes(5)) }),
    );
    expect(body['expirationDateTime']).toBe(after(minutes(45)));
  });

  it('is renewed by its date alone', async () => {
    const { camille } = await scene();
    const place = await endpoint();
    const { id } = (await camille.post('/subscriptions', wanted(place.url))).body;
    const renewed = await camille.patch(`/subscriptions/${id}`, { expirationDateTime: after(days(6)) });
    expect([renewed.status, renewed.body['expirationDateTime']]).toEqual([200, after(days(6))]);
    expect((await camille.patch(`/subscriptions/${id}`, { expirationDateTime: after(days(8)) })).status).toBe(
      400,
    );
    const late = { lifecycleNotificationUrl: place.lifecycleUrl };
    expect((await camille.patch(`/subscriptions/${id}`, late)).status).toBe(400);
  });

  it('expires without a word: 404 for who renews it', async () => {
    const { camille, graph, upn } = await scene();
    const place = await endpoint();
    const { id } = (await camille.post('/subscriptions', wanted(place.url))).body;
    await graph.clock.advance(days(3));
    const later = new Caller(graph.url, graph.grant(upn).accessToken);
    expect((await later.patch(`/subscriptions/${id}`, { expirationDateTime: after(days(6)) })).status).toBe(
      404,
    );
    expect((await later.get('/subscriptions')).body.value).toEqual([]);
    expect(place.messages()).toEqual([]);
  });

  it('is listed without its secret, and deleted', async () => {
    const { camille } = await scene();
    const place = await endpoint();
    const { id } = (await camille.post('/subscriptions', wanted(place.url))).body;
    expect((await camille.get('/subscriptions')).body.value).toMatchObject([{ id, clientState: null }]);
    expect((await camille.get(`/subscriptions/${id}`)).body.id).toBe(id);
    expect((await camille.delete(`/subscriptions/${id}`)).status).toBe(204);
    expect((await camille.get(`/subscriptions/${id}`)).status).toBe(404);
  });

  it.each([409, 201] as const)('that stands already: %i by the switch', async (duplicateSubscription) => {
    const { camille } = await scene({ switches: { duplicateSubscription } });
    const place = await endpoint();
    await camille.post('/subscriptions', wanted(place.url));
    expect((await camille.post('/subscriptions', wanted(place.url))).status).toBe(duplicateSubscription);
    const other = wanted(place.url, { changeType: 'deleted' });
    expect((await camille.post('/subscriptions', other)).status).toBe(201);
  });

  it('is one of so many of a mailbox', async () => {
    const { camille } = await scene({
      limits: { subscriptionsPerMailbox: 1 },
      switches: { duplicateSubscription: 201 },
    });
    const place = await endpoint();
    await camille.post('/subscriptions', wanted(place.url));
    expect((await camille.post('/subscriptions', wanted(place.url))).status).toBe(403);
  });

  it('needs no more than the right to read; another’s is not found', async () => {
    const { graph, upn } = await scene();
    const place = await endpoint();
    const reader = new Caller(graph.url, graph.grant(upn, ['Calendars.Read']).accessToken);
    const { status, body } = await reader.post('/subscriptions', wanted(place.url));
    expect(status).toBe(201);
    const paul = new Caller(graph.url, graph.grant('paul.durand@valmont.example').accessToken);
    expect((await paul.get(`/subscriptions/${body.id}`)).status).toBe(404);
    expect((await paul.delete(`/subscriptions/${body.id}`)).status).toBe(404);
  });

  it('of an application names the person', async () => {
    const { graph, upn } = await scene();
    const place = await endpoint();
    const service = new Caller(graph.url, graph.applicationToken());
    expect((await service.post('/subscriptions', wanted(place.url))).status).toBe(400);
    const resource = `/users/${graph.mailbox(upn).id}/events`;
    expect((await service.post('/subscriptions', wanted(place.url, { resource }))).status).toBe(201);
  });
});
