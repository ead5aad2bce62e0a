import { describe, expect, it } from 'vitest';
import { busy, daily, scene, window } from './support.ts';

const immutable = 'IdType="ImmutableId"';
const propertyId = 'String {8f6bd1c4-3c0f-4d0e-9a57-0d3c6f7b2a11} Name LastriaId';
const own = (value: string) => ({ singleValueExtendedProperties: [{ id: propertyId, value }] });
const ownFilter = (value: string) =>
  encodeURIComponent(
    `singleValueExtendedProperties/Any(ep: ep/id eq '${propertyId}' and ep/value eq '${value}')`,
  );
const ownExpand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${propertyId}')`);

describe('ids', () => {
  it('are told apart by their case, and two may differ by nothing else', async () => {
    const { camille } = await scene();
    const made = [await camille.event(busy()), await camille.event(busy()), await camille.event(busy())];
    const ids = made.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(2);
    expect((await camille.get(`/me/events/${ids[0]!.toLowerCase()}`)).status).toBe(404);
  });

  it('are the same for the same seed', async () => {
    const id = async (seed: number) => (await (await scene({ seed })).camille.event(busy())).id;
    const [first, again, other] = [await id(7), await id(7), await id(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('take the form asked for one request, and that one only', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    const asked = await camille.get(`/me/events/${id}`, immutable);
    expect(asked.headers.get('preference-applied')).toBe('IdType="ImmutableId"');
    expect(asked.body.id).not.toBe(id);
    expect((await camille.get(`/me/events/${id}`)).body.id).toBe(id);
    expect((await camille.get(`/me/events/${asked.body.id}`, immutable)).body.id).toBe(asked.body.id);
  });

  it.each([
    ['refused', 404],
    ['accepted', 200],
  ] as const)(
    'of the lasting form without its header: %s by the switch',
    async (immutableIdWithoutHeader, status) => {
      const { camille } = await scene({ switches: { immutableIdWithoutHeader } });
      const { body } = await camille.post('/me/events', busy(), immutable);
      expect((await camille.get(`/me/events/${body.id}`)).status).toBe(status);
    },
  );

  it('change when the event moves to another calendar, but for the lasting form', async () => {
    const { camille, graph, upn } = await scene();
    const mailbox = graph.mailbox(upn);
    const { id } = await camille.event(busy());
    const lasting = (await camille.get(`/me/events/${id}`, immutable)).body.id;
    mailbox.move(id, mailbox.addCalendar('Astreintes').id);
    expect((await camille.get(`/me/events/${id}`)).status).toBe(404);
    expect((await camille.get(`/me/events/${lasting}`, immutable)).status).toBe(200);
  });

  it('of a day and of its master have the form asked too', async () => {
    const { camille } = await scene();
    const { body } = await camille.post(
      '/me/events',
      { ...busy(), recurrence: daily('2026-11-24', 2) },
      immutable,
    );
    const view = '/me/calendarView?startDateTime=2026-11-24&endDateTime=2026-11-30';
    const days = (await camille.get(view, immutable)).body.value;
    expect(days.map(({ seriesMasterId }) => seriesMasterId)).toEqual([body.id, body.id]);
    expect((await camille.get(`/me/events/${days[0]!.id}`, immutable)).body.type).toBe('occurrence');
  });
});

describe('versions', () => {
  it('change at every modification', async () => {
    const { camille } = await scene();
    const { id, changeKey } = await camille.event(busy());
    const after = (await camille.patch(`/me/events/${id}`, { subject: 'Absent' })).body;
    expect(after.changeKey).not.toBe(changeKey);
    expect(after['@odata.etag']).toBe(`W/"${after.changeKey}"`);
  });

  it.each([412, 409] as const)(
    'that are stale are refused: %i by the switch, nothing written',
    async (staleEtag) => {
      const { camille } = await scene({ switches: { staleEtag } });
      const { id, '@odata.etag': etag } = await camille.event(busy());
      const ifMatch = { 'if-match': etag! };
      expect((await camille.patch(`/me/events/${id}`, { subject: 'Un' }, ifMatch)).status).toBe(200);
      const late = await camille.patch(`/me/events/${id}`, { subject: 'Deux' }, ifMatch);
      expect([late.status, late.body.error.code]).toEqual([staleEtag, 'ErrorIrresolvableConflict']);
      expect((await camille.delete(`/me/events/${id}`, ifMatch)).status).toBe(staleEtag);
      expect((await camille.get(`/me/events/${id}`)).body.subject).toBe('Un');
    },
  );

  it('that are not told let the last writer win', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    await camille.patch(`/me/events/${id}`, { subject: 'Un' });
    expect((await camille.patch(`/me/events/${id}`, { subject: 'Deux' })).body.subject).toBe('Deux');
    expect((await camille.patch(`/me/events/${id}`, { subject: 'Trois' }, { 'if-match': '*' })).status).toBe(
      200,
    );
  });
});

describe('what an event is known by', () => {
  it('is one iCalUId in every mailbox, another for each day of a series', async () => {
    const { camille, graph } = await scene();
    const made = await camille.event(busy());
    const colleague = graph.mailbox('paul.durand@valmont.example');
    const organizer = { name: 'Camille Martin', address: 'camille.martin@valmont.example' };
    expect(colleague.receive(busy(), organizer, made.iCalUId)['iCalUId']).toBe(made.iCalUId);
    await camille.event({ ...busy('2026-12-01'), recurrence: daily('2026-12-01', 2) });
    const days = await camille.seen('2026-12-01', '2026-12-05');
    expect(new Set(days.map(({ iCalUId }) => iCalUId)).size).toBe(2);
  });

  it('is found again by iCalUId', async () => {
    const { camille } = await scene();
    await camille.event(busy());
    const { id, iCalUId } = await camille.event(busy());
    const { body } = await camille.get(`/me/events?$filter=${encodeURIComponent(`iCalUId eq '${iCalUId}'`)}`);
    expect(body.value.map((one) => one.id)).toEqual([id]);
  });

  it('is an own property: set at creation, found by it, shown when expanded, never in a view or a delta', async () => {
    const { camille } = await scene();
    await camille.event({ ...busy(), ...own('rdv-0') });
    const { id, ...made } = await camille.event({ ...busy(), ...own('rdv-1') });
    expect(made).not.toHaveProperty('singleValueExtendedProperties');
    const found = (await camille.get(`/me/events?$filter=${ownFilter('rdv-1')}`)).body.value;
    expect(found.map((one) => one.id)).toEqual([id]);
    expect((await camille.get(`/me/events?$filter=${ownFilter('rdv-2')}`)).body.value).toEqual([]);
    const shown = (await camille.get(`/me/events/${id}?$expand=${ownExpand}`)).body;
    expect(shown['singleValueExtendedProperties']).toEqual([{ id: propertyId, value: 'rdv-1' }]);
    const view = '/me/calendarView?startDateTime=2026-11-24&endDateTime=2026-11-30';
    expect((await camille.get(`${view}&$expand=${ownExpand}`)).status).toBe(400);
    expect((await camille.get(view)).text).not.toContain('LastriaId');
    expect(JSON.stringify(await camille.round(window('2026-11-24', '2026-11-30')))).not.toContain(
      'LastriaId',
    );
  });
});

describe('creating without doubles', () => {
  it('gives the first event again for the transactionId of a retry', async () => {
    const { camille } = await scene();
    const first = await camille.event(busy('2026-11-24', { transactionId: 'rdv-1:1' }));
    const again = await camille.post('/me/events', busy('2026-11-24', { transactionId: 'rdv-1:1' }));
    expect([again.status, again.body.id]).toEqual([201, first.id]);
    expect((await camille.get('/me/events')).body.value).toHaveLength(1);
  });

  it('or refuses it, by the switch; one event all the same', async () => {
    const { camille } = await scene({ switches: { repeatedTransaction: 409 } });
    await camille.event(busy('2026-11-24', { transactionId: 'rdv-1:1' }));
    expect((await camille.post('/me/events', busy('2026-11-24', { transactionId: 'rdv-1:1' }))).status).toBe(
      409,
    );
    expect((await camille.get('/me/events')).body.value).toHaveLength(1);
  });

  it('makes two events without one: the control', async () => {
    const { camille } = await scene();
    await camille.event(busy());
    await camille.event(busy());
    expect((await camille.get('/me/events')).body.value).toHaveLength(2);
  });

  it('tells transactionId only where it was set, and never changes it', async () => {
    const { camille } = await scene();
    expect(await camille.event(busy())).not.toHaveProperty('transactionId');
    const { id, transactionId } = await camille.event(busy('2026-11-24', { transactionId: 'rdv-1:1' }));
    expect(transactionId).toBe('rdv-1:1');
    const refused = await camille.patch(`/me/events/${id}`, { transactionId: 'rdv-1:2' });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'ErrorInvalidPropertySet']);
  });

  it.each([
    ['the connection is cut', { cut: true }],
    ['a gateway gives up', { status: 504 }],
  ])('has written when %s after the write, so that a retry must not write again', async (_, how) => {
    const { camille, graph } = await scene();
    graph.fault({ method: 'POST', path: '/me/events', when: 'after', ...how });
    const body = busy('2026-11-24', { transactionId: 'rdv-1:1' });
    const lost = await camille.post('/me/events', body).then(
      ({ status }) => status,
      () => 'cut',
    );
    expect(lost).toBe('cut' in how ? 'cut' : 504);
    expect(graph.mailbox('camille.martin@valmont.example').events()).toHaveLength(1);
    const again = await camille.post('/me/events', body);
    expect(again.status).toBe(201);
    expect(graph.mailbox('camille.martin@valmont.example').events()).toHaveLength(1);
  });
});
