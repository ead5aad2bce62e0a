import { describe, expect, it } from 'vitest';
import { between, busy, Caller, daily, paris, scene, weekly } from './support.ts';

describe('reading a calendar', () => {
  it('shows occurrences, exceptions and singles between two instants, and no master', async () => {
    const { camille } = await scene();
    await camille.event(busy('2026-11-24'));
    const master = await camille.event({ ...busy('2026-11-24'), recurrence: daily('2026-11-24', 3) });
    const occurrence = (await camille.seen('2026-11-25', '2026-11-26'))[0]!;
    await camille.patch(`/me/events/${occurrence.id}`, { subject: 'Déplacé' });
    const seen = await camille.seen('2026-11-24', '2026-12-01');
    expect(seen.map(({ type }) => type).toSorted()).toEqual([
      'exception',
      'occurrence',
      'occurrence',
      'singleInstance',
    ]);
    expect(seen.map(({ id }) => id)).not.toContain(master.id);
  });

  it('lists singles and masters, and no occurrence', async () => {
    const { camille } = await scene();
    await camille.event(busy());
    await camille.event({ ...busy(), recurrence: daily('2026-11-24', 3) });
    const { body } = await camille.get('/me/events');
    expect(body.value.map(({ type }) => type).toSorted()).toEqual(['seriesMaster', 'singleInstance']);
  });

  it('reads the bounds with their own offset, in UTC without one, whatever zone is asked', async () => {
    const { camille } = await scene();
    await camille.event(busy('2026-11-24'));
    const count = async (from: string, until: string) => {
      const target = `/me/calendarView?startDateTime=${encodeURIComponent(from)}&endDateTime=${encodeURIComponent(until)}`;
      return (await camille.get(target, `outlook.timezone="${paris}"`)).body.value.length;
    };
    // From nine to ten in Paris is from eight to nine in UTC
    expect(await count('2026-11-24T08:00:00', '2026-11-24T08:30:00')).toBe(1);
    expect(await count('2026-11-24T09:00:00', '2026-11-24T10:00:00')).toBe(0);
    expect(await count('2026-11-24T09:00:00+01:00', '2026-11-24T10:00:00+01:00')).toBe(1);
  });

  it('refuses a view without bounds, with bounds in the wrong order, or with a + that was not encoded', async () => {
    const { camille } = await scene();
    const status = async (query: string) => (await camille.get(`/me/calendarView?${query}`)).status;
    expect(await status('startDateTime=2026-11-24')).toBe(400);
    expect(await status('startDateTime=2026-11-25&endDateTime=2026-11-24')).toBe(400);
    expect(await status('startDateTime=2026-11-24T09:00:00+01:00&endDateTime=2026-11-25')).toBe(400);
    expect(await status('startDateTime=2026-11-24T09:00:00%2B01:00&endDateTime=2026-11-25')).toBe(200);
  });

  it('gives pages of the size asked, from 1 to 1000, by a link used as given', async () => {
    const { camille } = await scene();
    for (const day of ['24', '25', '26']) await camille.event(busy(`2026-11-${day}`));
    const view = '/me/calendarView?startDateTime=2026-11-24&endDateTime=2026-11-30';
    const first = await camille.get(`${view}&$top=2`);
    expect(first.body.value).toHaveLength(2);
    const second = await camille.get(first.body['@odata.nextLink']!);
    expect(second.body.value).toHaveLength(1);
    expect(second.body['@odata.nextLink']).toBeUndefined();
    expect((await camille.get(`${view}&$top=0`)).status).toBe(400);
    expect((await camille.get(`${view}&$top=1001`)).status).toBe(400);
    expect((await camille.get(`${view}&$top=1000`)).status).toBe(200);
  });

  it('gives what $select names, and refuses what no event has', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    const { body } = await camille.get(`/me/events/${id}?$select=subject,start`);
    expect(Object.keys(body).toSorted()).toEqual(['@odata.etag', 'id', 'start', 'subject']);
    expect((await camille.get(`/me/events/${id}?$select=titre`)).status).toBe(400);
  });

  it('reads one of the other calendars of the person, and no calendar that is not theirs', async () => {
    const { camille, graph, upn } = await scene();
    const { id } = graph.mailbox(upn).addCalendar('Astreintes');
    expect((await camille.post(`/me/calendars/${id}/events`, busy())).status).toBe(201);
    const { body } = await camille.get(`/me/calendars/${id}/events`);
    expect(body.value).toHaveLength(1);
    expect((await camille.get('/me/events')).body.value).toEqual([]);
    expect((await camille.get(`/me/calendars/${id}x/events`)).status).toBe(404);
  });
});

describe('writing an event', () => {
  it('gives the whole event back, with the defaults that matter', async () => {
    const { camille } = await scene();
    const { status, body } = await camille.post('/me/events', busy());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      type: 'singleInstance',
      showAs: 'busy',
      sensitivity: 'normal',
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      isOrganizer: true,
      isCancelled: false,
      isAllDay: false,
      attendees: [],
      recurrence: null,
      seriesMasterId: null,
      responseStatus: { response: 'organizer' },
      organizer: { emailAddress: { address: 'camille.martin@valmont.example' } },
    });
    expect(body.start).toEqual({ dateTime: '2026-11-24T08:00:00.0000000', timeZone: 'UTC' });
    expect(body['@odata.etag']).toBe(`W/"${body.changeKey}"`);
  });

  it('changes what is said and leaves the rest', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy('2026-11-24', { sensitivity: 'private', showAs: 'oof' }));
    const { status, body } = await camille.patch(`/me/events/${id}`, { subject: 'Absent' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, subject: 'Absent', sensitivity: 'private', showAs: 'oof' });
  });

  it('deletes with an empty answer; nothing is there afterwards', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    const gone = await camille.delete(`/me/events/${id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await camille.get(`/me/events/${id}`)).status).toBe(404);
    expect((await camille.delete(`/me/events/${id}`)).status).toBe(404);
    expect((await camille.patch(`/me/events/${id}`, { subject: 'x' })).status).toBe(404);
  });

  it.each([
    ['a field no event has', { ...busy(), priority: 'high' }, 'RequestBodyRead'],
    ['a field inside one', { ...busy(), location: { name: 'Salle 2' } }, 'RequestBodyRead'],
    ['what only Graph writes', { ...busy(), iCalUId: '0400' }, 'ErrorInvalidPropertySet'],
    ['a value outside its enumeration', { ...busy(), showAs: 'occupé' }, 'ErrorPropertyValidationFailure'],
    [
      'no start',
      { subject: 'Occupé', end: between('2026-11-24', '09:00', '10:00').end },
      'ErrorPropertyValidationFailure',
    ],
    [
      'an end before the start',
      { ...between('2026-11-24', '10:00', '09:00') },
      'ErrorPropertyValidationFailure',
    ],
    [
      'an own property of another name',
      { ...busy(), singleValueExtendedProperties: [{ id: 'lastria', value: '1' }] },
      'ErrorPropertyValidationFailure',
    ],
  ])('refuses %s', async (_, body, code) => {
    const { camille } = await scene();
    const refused = await camille.post('/me/events', body);
    expect([refused.status, refused.body.error?.code]).toEqual([400, code]);
    expect((await camille.get('/me/events')).body.value).toEqual([]);
  });

  it('refuses a body that is no JSON, or is not said to be', async () => {
    const { camille } = await scene();
    expect((await camille.post('/me/events', '{')).status).toBe(400);
    const untold = await camille.call('POST', '/me/events', busy(), { 'content-type': 'text/plain' });
    expect(untold.status).toBe(400);
  });
});

describe('answers', () => {
  it('have one shape when they refuse, a request-id of their own and the client’s one back', async () => {
    const { camille } = await scene();
    const { status, body, headers } = await camille.call('GET', '/me/events/rien', undefined, {
      'client-request-id': 'essai-1',
    });
    expect(status).toBe(404);
    expect(Object.keys(body)).toEqual(['error']);
    expect(Object.keys(body.error)).toEqual(['code', 'message', 'innerError']);
    expect(body.error.innerError['request-id']).toBe(headers.get('request-id'));
    expect(body.error.innerError['date']).toBe('2026-11-23T07:00:00.000Z');
    expect(headers.get('client-request-id')).toBe('essai-1');
  });

  it.each([
    ['GET', '/users/%E0%A4/events'],
    ['GET', '/me/events/%00'],
    ['GET', '/me/calendarView?startDateTime=0001-01-01&endDateTime=2028-01-01'],
    ['GET', '/me/calendarView?startDateTime=2026-02-30&endDateTime=2026-13-01'],
    ['GET', '/me/calendarView/delta?$deltatoken=rien'],
    ['GET', '/me/events?$skip=moins&$top=un'],
    ['GET', "/me/events?$filter=subject eq 'x'"],
    ['POST', '/me/events', null],
    ['POST', '/me/events', [busy()]],
    ['POST', '/me/events', { ...busy(), start: { dateTime: '9999-12-31T23:59:59', timeZone: 'UTC' } }],
    ['POST', '/me/events', { ...busy('9999-12-31'), recurrence: daily('9999-12-31', 3) }],
    ['POST', '/me/calendar/getSchedule', {}],
    ['POST', '/subscriptions', {}],
    ['POST', '/$batch', { requests: [{}] }],
    ['PATCH', '/subscriptions/rien', {}],
    ['POST', '/me/translateExchangeIds', { inputIds: ['rien'] }],
  ])('are never a failure of the simulator: %s %s', async (method, target, body?: unknown) => {
    const { camille } = await scene();
    await camille.event({ ...busy(), recurrence: weekly('2026-11-24', ['tuesday']) });
    expect((await camille.call(method, target, body)).status).toBeLessThan(500);
  });

  it('refuse a path nobody knows and an option that is not supported', async () => {
    const { camille } = await scene();
    expect((await camille.get('/me/agenda')).status).toBe(400);
    expect((await camille.get('/me/events?$count=true')).status).toBe(400);
  });

  it('are all in the ledger, with what was sent and never the token', async () => {
    const { camille, graph, upn } = await scene();
    await camille.event(busy());
    await camille.get('/me/events/rien');
    expect(graph.ledger.map(({ method, target, status }) => [method, target, status])).toEqual([
      ['POST', '/me/events', 201],
      ['GET', '/me/events/rien', 404],
    ]);
    expect(graph.ledger[0]).toMatchObject({ mailbox: upn, at: '2026-11-23T07:00:00.000Z' });
    expect(JSON.parse(graph.ledger[0]!.body)).toEqual(busy());
    expect(JSON.stringify(graph.ledger)).not.toContain('Bearer');
  });
});

describe('meetings', () => {
  const meeting = { ...busy(), attendees: [{ emailAddress: { address: 'partenaire@ccas.example' } }] };

  it('are cancelled by their organizer: 202, who was invited is written to, the event is gone', async () => {
    const { camille, graph } = await scene();
    const { id } = await camille.event(meeting);
    expect((await camille.post(`/me/events/${id}/cancel`, { comment: 'Reporté.' })).status).toBe(202);
    expect(graph.mails.map(({ kind }) => kind)).toEqual(['invitation', 'cancellation']);
    expect((await camille.get(`/me/events/${id}`)).status).toBe(404);
  });

  it('are not cancelled by who was invited', async () => {
    const { camille, graph, upn } = await scene();
    const { id } = graph.mailbox(upn).receive(busy(), { name: 'Chef', address: 'chef@valmont.example' });
    expect((await camille.post(`/me/events/${id}/cancel`, {})).status).toBe(400);
    expect((await camille.get(`/me/events/${id}`)).status).toBe(200);
  });
});

describe('translating ids', () => {
  it('goes from one form to the other and back', async () => {
    const { camille } = await scene();
    const { id } = await camille.event(busy());
    const translate = async (inputIds: string[], sourceIdType: string, targetIdType: string) =>
      await camille.post('/me/translateExchangeIds', { inputIds, sourceIdType, targetIdType });
    const there = (await translate([id], 'restId', 'restImmutableEntryId')).body.value[0]!;
    expect(there['sourceId']).toBe(id);
    expect(there['targetId']).not.toBe(id);
    const back = await translate([String(there['targetId'])], 'restImmutableEntryId', 'restId');
    expect(back.body.value[0]!['targetId']).toBe(id);
    expect((await translate(Array(1001).fill(id), 'restId', 'restId')).status).toBe(400);
  });

  it('is for the person’s own: another token has another mailbox', async () => {
    const { camille, graph } = await scene();
    const { id } = await camille.event(busy());
    const paul = new Caller(graph.url, graph.grant('paul.durand@valmont.example').accessToken);
    expect((await paul.get(`/me/events/${id}`)).status).toBe(404);
  });
});
