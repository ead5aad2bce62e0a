import { describe, expect, it } from 'vitest';
import { endpoint } from './endpoint.ts';
import { days, hours } from './simulator/clock.ts';
import { Seed } from './simulator/seed.ts';
import { between, busy, Caller, daily, hoursOf, scene, window, type Body } from './support.ts';

const invited = [{ emailAddress: { name: 'CCAS', address: 'partenaire@ccas.example' } }];
const chief = { name: 'Chef de service', address: 'chef@valmont.example' };
const november = window('2026-11-01', '2026-12-01');

describe('1: attendees by accident', () => {
  it('are written to as soon as an event is made', async () => {
    const { camille, graph, upn } = await scene();
    await camille.event(busy('2026-11-24', { attendees: invited }));
    expect(graph.mails).toMatchObject([
      {
        kind: 'invitation',
        to: 'partenaire@ccas.example',
        from: upn,
        subject: 'Occupé',
        cause: 'application',
      },
    ]);
  });

  it('are written to when they change, and when the meeting does; not for a reminder', async () => {
    const { camille, graph } = await scene();
    const { id } = await camille.event(busy());
    await camille.patch(`/me/events/${id}`, { attendees: invited });
    await camille.patch(`/me/events/${id}`, { reminderMinutesBeforeStart: 5, showAs: 'oof' });
    await camille.patch(`/me/events/${id}`, between('2026-11-24', '11:00', '12:00'));
    await camille.patch(`/me/events/${id}`, { attendees: [] });
    expect(graph.mails.map(({ kind }) => kind)).toEqual(['invitation', 'update', 'cancellation']);
  });

  it('are written to when the organizer deletes the event, or one day of it', async () => {
    const { camille, graph } = await scene();
    const { id } = await camille.event(
      busy('2026-11-24', { attendees: invited, recurrence: daily('2026-11-24', 3) }),
    );
    const [first] = await camille.seen('2026-11-24', '2026-11-25');
    await camille.delete(`/me/events/${first!.id}`);
    await camille.delete(`/me/events/${id}`);
    expect(graph.mails.map(({ kind }) => kind)).toEqual(['invitation', 'cancellation', 'cancellation']);
  });

  it('are written to several times for a series whose days were changed alone', async () => {
    const { camille, graph } = await scene();
    const { id } = await camille.event(busy('2026-11-24', { recurrence: daily('2026-11-24', 3) }));
    const [, second, third] = await camille.seen('2026-11-24', '2026-11-28');
    await camille.patch(`/me/events/${second!.id}`, { showAs: 'oof' });
    await camille.patch(`/me/events/${third!.id}`, { showAs: 'oof' });
    await camille.patch(`/me/events/${id}`, { attendees: invited });
    expect(graph.mails).toHaveLength(3);
  });

  it('come back to life when an event of Outlook is written again with them', async () => {
    const { camille, graph, upn } = await scene();
    graph.mailbox(upn).create(busy('2026-11-24', { attendees: invited }));
    expect([graph.mails.length, graph.mailsFromOutlook.length]).toEqual([0, 1]);
    const [read] = (await camille.get('/me/events')).body.value;
    const attendees = (read!['attendees'] as { emailAddress: object }[]).map(({ emailAddress }) => ({
      emailAddress,
    }));
    await camille.event(busy('2026-11-24', { attendees }));
    expect(graph.mails).toHaveLength(1);
  });

  it('are nobody over a thousand operations that name nobody', { timeout: 20_000 }, async () => {
    const { camille, graph } = await scene();
    const chance = new Seed('mails');
    const known: string[] = [];
    const pick = () => known[chance.below(known.length)]!;
    const someDay = () => `2026-11-${10 + chance.below(19)}`;
    const operations = [
      async () => known.push((await camille.event(busy(someDay()))).id),
      async () =>
        known.push((await camille.event(busy('2026-11-24', { recurrence: daily('2026-11-24', 3) }))).id),
      async () => await camille.patch(`/me/events/${pick()}`, { subject: chance.text(5) }),
      async () => await camille.patch(`/me/events/${pick()}`, between('2026-11-24', '11:00', '12:00')),
      async () => await camille.delete(`/me/events/${known.splice(chance.below(known.length), 1)[0]}`),
    ];
    await operations[0]!();
    for (let count = 0; count < 1000; count++)
      await operations[known.length > 20 ? 4 : known.length < 2 ? 0 : chance.below(5)]!();
    expect(graph.ledger.length).toBeGreaterThanOrEqual(1000);
    expect(graph.mails).toEqual([]);
  });
});

describe('3: after a reconnection', () => {
  it('what was pushed is still there, found by its own property, its iCalUId and its hours', async () => {
    const { camille, graph, upn } = await scene();
    const id = 'String {8f6bd1c4-3c0f-4d0e-9a57-0d3c6f7b2a11} Name LastriaId';
    const made = await camille.event(
      busy('2026-11-24', { singleValueExtendedProperties: [{ id, value: 'rdv-1' }] }),
    );
    graph.tenant.revokeConsent(graph.application.clientId);
    graph.mailbox(upn).expireTokens(true);
    expect((await camille.get('/me/events')).status).toBe(401);
    graph.mailbox(upn).signIn();
    const again = new Caller(graph.url, graph.grant(upn).accessToken);
    const filter = encodeURIComponent(
      `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq 'rdv-1')`,
    );
    const [found] = (await again.get(`/me/events?$filter=${filter}`)).body.value;
    expect(found).toMatchObject({ id: made.id, iCalUId: made.iCalUId, start: made.start });
  });
});

describe('10 and 11: what was moved alone', () => {
  it('keeps its hour when the hour of the series changes, and is still joined by originalStart', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy('2026-11-24', { recurrence: daily('2026-11-24', 3) }));
    const [, second] = await camille.seen('2026-11-24', '2026-11-28');
    await camille.patch(`/me/events/${second!.id}`, between('2026-11-25', '16:00', '17:00'));
    await camille.patch(`/me/events/${id}`, between('2026-11-24', '08:00', '09:00'));
    const seen = await camille.seen('2026-11-24', '2026-11-28');
    expect(hoursOf(seen)).toEqual(['2026-11-24T08:00', '2026-11-25T16:00', '2026-11-26T08:00']);
    expect(seen[1]!.originalStart).toBe('2026-11-25T08:00:00Z');
  });
});

describe('17: cancelled is not deleted', () => {
  const told = async (camille: Caller, act: (id: string) => void, id: string): Promise<Body[]> => {
    const { link } = await camille.round(november);
    act(id);
    return (await camille.round(link)).items;
  };

  it('for who was invited: the meeting stays, free, its subject prefixed', async () => {
    const { camille, graph, upn } = await scene();
    const mailbox = graph.mailbox(upn);
    const { id } = mailbox.receive(busy('2026-11-24', { subject: 'Synthèse' }), chief);
    const items = await told(camille, (one) => mailbox.organizerCancels(one), id);
    expect(items).toMatchObject([
      { id, isCancelled: true, isOrganizer: false, showAs: 'free', subject: 'Canceled: Synthèse' },
    ]);
    mailbox.delete(id);
    expect((await camille.get(`/me/events/${id}`)).status).toBe(404);
    expect([...graph.mails, ...graph.mailsFromOutlook]).toEqual([]);
  });

  it('for its organizer: the meeting vanishes', async () => {
    const { camille, graph, upn } = await scene();
    const mailbox = graph.mailbox(upn);
    const { id } = mailbox.create(busy('2026-11-24', { attendees: invited }));
    const items = await told(camille, (one) => mailbox.delete(one), id);
    expect(items).toEqual([{ id, '@removed': { reason: 'deleted' } }]);
  });
});

describe('20: what blocks nobody', () => {
  it('says so: declined by its answer, free by showAs', async () => {
    const { camille, graph, upn } = await scene();
    const mailbox = graph.mailbox(upn);
    const declined = mailbox.respond(mailbox.receive(busy(), chief).id, 'declined');
    const free = mailbox.create(busy('2026-11-24', { showAs: 'free' }));
    const seen = await camille.seen('2026-11-24', '2026-11-25');
    expect(seen.find(({ id }) => id === declined.id)).toMatchObject({
      responseStatus: { response: 'declined' },
      showAs: 'tentative',
    });
    expect(seen.find(({ id }) => id === free.id)).toMatchObject({ showAs: 'free' });
  });
});

const asked = (url: string, expirationDateTime: string, resource = '/me/events') => ({
  ...{ changeType: 'created,updated,deleted', clientState: 'secret-de-nous' },
  ...{ notificationUrl: url, lifecycleNotificationUrl: url, resource, expirationDateTime },
});

describe('21: a subscription that expires in the night', () => {
  it('says nothing; made again, delta tells what was missed', async () => {
    const { camille, graph, upn } = await scene();
    const place = await endpoint();
    const { link } = await camille.round(november);
    await camille.post('/subscriptions', asked(place.url, graph.clock.iso(hours(1))));
    await graph.clock.advance(hours(8));
    const { id } = graph.mailbox(upn).create(busy());
    await graph.notifications.deliver();
    expect(place.messages()).toEqual([]);
    const morning = new Caller(graph.url, graph.grant(upn).accessToken);
    expect((await morning.post('/subscriptions', asked(place.url, graph.clock.iso(days(5))))).status).toBe(
      201,
    );
    expect((await morning.round(link)).items.map((one) => one.id)).toEqual([id]);
  });
});

describe('28: a worker who leaves', () => {
  it('has neither access nor a token any more', async () => {
    const { camille, graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    graph.mailbox(upn).trouble('disabled');
    expect((await camille.get('/me/events')).status).toBe(401);
    const { clientId, secret } = graph.application;
    const answer = await fetch(`${graph.loginUrl}/${graph.tenant.id}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: secret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
    });
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('29: two tenants whose subscriptions have the same id', () => {
  it('are told apart by tenantId; each finds its own', async () => {
    const { camille, graph, upn } = await scene({ switches: { notificationsPerChange: 1 } });
    const other = graph.addTenant('Autre hôpital');
    const lea = other.addPerson({ upn: 'lea@autre.example', name: 'Léa' });
    const her = new Caller(graph.url, graph.grant(lea.upn).accessToken);
    const place = await endpoint();
    for (const caller of [camille, her]) {
      graph.notifications.nextSubscriptionId('7f105c7d-2dc5-4530-97cd-4e7ae6534c07');
      expect((await caller.post('/subscriptions', asked(place.url, graph.clock.iso(days(5))))).status).toBe(
        201,
      );
    }
    lea.create(busy());
    await graph.notifications.deliver();
    expect(place.told().map(({ tenantId }) => tenantId)).toEqual([other.id]);
    graph.mailbox(upn).create(busy());
    await graph.notifications.deliver();
    expect(place.told().map(({ tenantId }) => tenantId)).toEqual([other.id, graph.tenant.id]);
    await her.delete('/subscriptions/7f105c7d-2dc5-4530-97cd-4e7ae6534c07');
    expect((await camille.get('/subscriptions')).body.value).toHaveLength(1);
  });

  it('are each seen by the application in its own tenant alone', async () => {
    const { graph, upn } = await scene();
    const other = graph.addTenant('Autre hôpital');
    const place = await endpoint();
    const here = new Caller(graph.url, graph.applicationToken());
    const there = new Caller(graph.url, graph.applicationToken(other.id));
    const { id } = (
      await here.post('/subscriptions', asked(place.url, graph.clock.iso(days(5)), `/users/${upn}/events`))
    ).body;
    expect((await here.get(`/subscriptions/${id}`)).status).toBe(200);
    expect((await there.get(`/subscriptions/${id}`)).status).toBe(404);
    expect((await there.get('/subscriptions')).body.value).toEqual([]);
  });

  it('hold people who do not see each other', async () => {
    const { camille, graph } = await scene();
    graph.addTenant('Autre hôpital').addPerson({ upn: 'lea@autre.example', name: 'Léa' });
    expect((await camille.get('/users/lea@autre.example/events')).status).toBe(404);
    const service = new Caller(graph.url, graph.applicationToken());
    expect((await service.get('/users/lea@autre.example/events')).status).toBe(404);
  });
});
