import { describe, expect, it } from 'vitest';
import type { Switches } from './simulator/switches.ts';
import { between, busy, daily, datesOf, paris, scene, window, type Body, type Scene } from './support.ts';

const november = window('2026-11-01', '2026-12-01');
const removed = (id: string) => ({ id, '@removed': { reason: 'deleted' } });

/** A first round done, over November. */
async function known(
  switches: Partial<Switches> = {},
  bodies: readonly object[] = [],
): Promise<Scene & { events: Body[]; link: string }> {
  const made = await scene({ switches });
  const events: Body[] = [];
  for (const body of bodies) events.push(await made.camille.event(body));
  const { link } = await made.camille.round(november);
  return { ...made, events, link };
}
const series = { ...busy('2026-11-24'), recurrence: daily('2026-11-24', 3) };

describe('a first round', () => {
  it('tells all there is in the window, by pages, and ends with a deltaLink', async () => {
    const { camille } = await scene();
    for (const day of ['02', '03', '04']) await camille.event(busy(`2026-11-${day}`));
    await camille.event(busy('2026-12-24'));
    const { items, pages, link } = await camille.round(november, 'odata.maxpagesize=2');
    expect(items.map(({ subject }) => subject)).toEqual(['Occupé', 'Occupé', 'Occupé']);
    expect(datesOf(items).toSorted()).toEqual(['2026-11-02', '2026-11-03', '2026-11-04']);
    expect(pages).toBe(2);
    expect(link).toContain('$deltatoken=');
  });

  it('tells nothing of another calendar', async () => {
    const { camille, graph, upn } = await scene();
    const { id } = graph.mailbox(upn).addCalendar('Astreintes');
    await camille.post(`/me/calendars/${id}/events`, busy());
    expect((await camille.round(november)).items).toEqual([]);
  });

  it('tells occurrences as stubs, their master in full', async () => {
    const { camille } = await scene();
    const master = await camille.event(series);
    const { items } = await camille.round(november);
    const stubs = items.filter(({ type }) => type === 'occurrence');
    expect(stubs).toHaveLength(3);
    for (const one of stubs)
      expect(Object.keys(one)).toEqual([
        '@odata.type',
        '@odata.etag',
        'id',
        'type',
        'seriesMasterId',
        'start',
        'end',
      ]);
    expect(items.find(({ id }) => id === master.id)).toMatchObject({
      type: 'seriesMaster',
      subject: 'Occupé',
    });
  });

  it('leaves the master to be fetched, by the switch', async () => {
    const { camille } = await scene({ switches: { deltaMaster: 'absent' } });
    await camille.event(series);
    const { items } = await camille.round(november);
    expect(items.map(({ type }) => type)).toEqual(Array(3).fill('occurrence'));
    expect((await camille.get(`/me/events/${items[0]!.seriesMasterId}`)).body.subject).toBe('Occupé');
  });

  it('tells an exception in full', async () => {
    const { camille } = await scene();
    await camille.event(series);
    const [, second] = await camille.seen('2026-11-24', '2026-11-28');
    await camille.patch(`/me/events/${second!.id}`, { subject: 'Autre' });
    const { items } = await camille.round(november);
    expect(items.find(({ id }) => id === second!.id)).toMatchObject({ type: 'exception', subject: 'Autre' });
  });

  it.each(['$select=id', '$filter=id', '$expand=x', '$orderby=subject', '$search=x', '$top=2'])(
    'refuses %s',
    async (option) => {
      const { camille } = await scene();
      expect((await camille.get(`${november}&${option}`)).status).toBe(400);
    },
  );

  it('may have pages of nothing before it tells anything', async () => {
    const { camille, graph, upn } = await scene();
    await camille.event(busy());
    graph.mailbox(upn).emptyDeltaPages(5);
    const { items, pages } = await camille.round(november);
    expect([items.length, pages]).toEqual([1, 6]);
  });
});

describe('later rounds', () => {
  it('tell nothing when nothing happened', async () => {
    const { camille, link } = await known({}, [busy(), series]);
    const { items, link: next } = await camille.round(link);
    expect(items).toEqual([]);
    expect(next).not.toBe(link);
  });

  it('tell what is new and changed in full, and what is gone by its id', async () => {
    const { camille, link, events } = await known({ deltaOrder: 'asWritten' }, [
      busy('2026-11-02'),
      busy('2026-11-03'),
    ]);
    await camille.patch(`/me/events/${events[0]!.id}`, { subject: 'Absent' });
    await camille.delete(`/me/events/${events[1]!.id}`);
    const added = await camille.event(busy('2026-11-04'));
    const { items, link: next } = await camille.round(link);
    expect(items).toMatchObject([
      { id: events[0]!.id, subject: 'Absent' },
      { id: added.id },
      removed(events[1]!.id),
    ]);
    expect((await camille.round(next)).items).toEqual([]);
  });

  it('tell all occurrences of a series again when one changes, and no @removed for one that was cancelled', async () => {
    const { camille, link } = await known({}, [series]);
    const [first, second] = await camille.seen('2026-11-24', '2026-11-28');
    await camille.delete(`/me/events/${second!.id}`);
    const { items } = await camille.round(link);
    expect(items.some((one) => one['@removed'] !== undefined)).toBe(false);
    expect(items.map(({ type }) => type).toSorted()).toEqual(['occurrence', 'occurrence', 'seriesMaster']);
    expect(items.map(({ id }) => id)).toContain(first!.id);
    expect(items.map(({ id }) => id)).not.toContain(second!.id);
  });

  it('tell @removed for a cancelled occurrence, by the switch', async () => {
    const { camille, link } = await known({ removedForDeletedOccurrence: true }, [series]);
    const [, second] = await camille.seen('2026-11-24', '2026-11-28');
    await camille.delete(`/me/events/${second!.id}`);
    expect((await camille.round(link)).items).toContainEqual(removed(second!.id));
  });

  it('tell @removed for an event outside the window that was added or changed, though it was never told', async () => {
    const { camille, link, events } = await known({}, [busy('2026-12-24')]);
    await camille.patch(`/me/events/${events[0]!.id}`, { subject: 'Absent' });
    const added = await camille.event(busy('2026-12-25'));
    const { items } = await camille.round(link);
    expect(items.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(
      [removed(events[0]!.id), removed(added.id)].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
  });

  it('tell @removed for an event that left the window, and for an exception that did', async () => {
    const { camille, link, events } = await known({}, [
      busy('2026-11-02'),
      { ...busy('2026-11-28'), recurrence: daily('2026-11-28', 3) },
    ]);
    await camille.patch(`/me/events/${events[0]!.id}`, between('2026-12-02', '09:00', '10:00'));
    const last = (await camille.seen('2026-11-30', '2026-12-01'))[0]!;
    await camille.patch(`/me/events/${last.id}`, between('2026-12-03', '09:00', '10:00'));
    const { items } = await camille.round(link);
    expect(items).toContainEqual(removed(events[0]!.id));
    expect(items).toContainEqual(removed(last.id));
    expect(datesOf(items.filter(({ type }) => type === 'occurrence')).toSorted()).toEqual([
      '2026-11-28',
      '2026-11-29',
    ]);
  });

  it('tell a series that was deleted by its master alone', async () => {
    const { camille, link, events } = await known({}, [series]);
    await camille.delete(`/me/events/${events[0]!.id}`);
    expect((await camille.round(link)).items).toEqual([removed(events[0]!.id)]);
  });

  it('tell an event moved to another calendar as removed, and as there when it comes back', async () => {
    const { camille, graph, upn, link, events } = await known({}, [busy()]);
    const mailbox = graph.mailbox(upn);
    const away = mailbox.move(events[0]!.id, mailbox.addCalendar('Astreintes').id);
    const { items, link: next } = await camille.round(link);
    expect(items).toEqual([removed(events[0]!.id)]);
    const back = mailbox.move(away.id);
    expect((await camille.round(next)).items).toMatchObject([{ id: back.id, subject: 'Occupé' }]);
  });

  it('tell it as there alone when it went and came back, by its lasting id', async () => {
    const { camille, graph, upn, link, events } = await known({}, [busy()]);
    const mailbox = graph.mailbox(upn);
    const id = mailbox.immutableId(events[0]!.id);
    mailbox.move(mailbox.move(events[0]!.id, mailbox.addCalendar('Astreintes').id).id);
    const { items } = await camille.round(link, 'IdType="ImmutableId"');
    expect(items).toMatchObject([{ id, subject: 'Occupé' }]);
  });

  it('take the preferences of each call: the zone and the form of ids are not in the link', async () => {
    const { camille, link, events } = await known({}, [busy()]);
    await camille.patch(`/me/events/${events[0]!.id}`, { subject: 'Absent' });
    const first = (await camille.round(link, `outlook.timezone="${paris}", IdType="ImmutableId"`)).items[0]!;
    expect(first.start).toEqual({ dateTime: '2026-11-24T09:00:00.0000000', timeZone: paris });
    expect(first.id).not.toBe(events[0]!.id);
    const second = (await camille.round(link)).items[0]!;
    expect([second.id, second.start.timeZone]).toEqual([events[0]!.id, 'UTC']);
  });
});

describe('what is free', () => {
  const many = Array.from({ length: 8 }, (_, index) => busy(`2026-11-${10 + index}`));
  it('the order of the items', async () => {
    const order = async (deltaOrder: 'shuffled' | 'asWritten') => {
      const { camille } = await scene({ switches: { deltaOrder } });
      for (const body of many) await camille.event(body);
      return datesOf((await camille.round(november)).items);
    };
    const written = await order('asWritten');
    expect(written).toEqual(written.toSorted());
    const shuffled = await order('shuffled');
    expect(shuffled).not.toEqual(written);
    expect(shuffled.toSorted()).toEqual(written);
  });

  it('the same event twice in a round', async () => {
    const { camille, graph } = await scene({ switches: { deltaRepeats: true } });
    await camille.event(busy());
    const { items } = await camille.round(november);
    expect(items.map(({ id }) => id)).toEqual(
      Array(2).fill(graph.mailbox('camille.martin@valmont.example').events()[0]!.id),
    );
  });

  it('what was told is told again', async () => {
    const { camille, events, link } = await known({ deltaReplays: true }, [busy()]);
    expect((await camille.round(link)).items.map(({ id }) => id)).toEqual([events[0]!.id]);
  });

  it('how long it lags behind the write', async () => {
    const { camille, graph, link } = await known({ deltaLagMs: 30_000 });
    const { id } = await camille.event(busy());
    const early = await camille.round(link);
    expect(early.items).toEqual([]);
    await graph.clock.advance(30_000);
    expect((await camille.round(early.link)).items.map((one) => one.id)).toEqual([id]);
  });
});

describe('a link', () => {
  it('is used as given: rebuilt, it is refused', async () => {
    const { camille, link } = await known({}, [busy()]);
    const url = new URL(link);
    const token = url.searchParams.get('$deltatoken')!;
    const refusals = [
      `${link}&startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-12-01T00:00:00Z`,
      `${link}&$select=subject`,
      link.replace('$deltatoken', '$skiptoken'),
      link.replace('/me/', '/users/camille.martin@valmont.example/'),
      link.replace('$deltatoken', '%24deltatoken'),
      link.replace(token, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`),
    ];
    for (const rebuilt of refusals)
      expect([rebuilt, (await camille.get(rebuilt)).status]).toEqual([rebuilt, 400]);
    expect((await camille.get(link)).status).toBe(200);
  });

  it('keeps its window: another needs a full round', async () => {
    const { camille, link } = await known({}, [busy('2026-12-24')]);
    expect((await camille.round(link)).items).toEqual([]);
    expect((await camille.round(window('2026-11-01', '2027-01-01'))).items).toHaveLength(1);
  });

  it('is of one mailbox', async () => {
    const { graph, link } = await known();
    const { accessToken } = graph.grant('paul.durand@valmont.example');
    const answer = await fetch(link, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['410', 410, 'SyncStateNotFound', false],
    ['410WithLocation', 410, 'SyncStateNotFound', true],
    ['400', 400, 'resyncRequired', false],
  ] as const)(
    'that lost its state answers %s by the switch',
    async (lostSyncState, status, lostSyncStateCode, located) => {
      const { camille, graph, upn, link, events } = await known({ lostSyncState, lostSyncStateCode }, [
        busy(),
      ]);
      graph.mailbox(upn).loseSyncState();
      const lost = await camille.get(link);
      expect([lost.status, lost.body.error.code]).toEqual([status, lostSyncStateCode]);
      const location = lost.headers.get('location');
      expect(location !== null).toBe(located);
      if (location !== null)
        expect((await camille.round(location)).items.map(({ id }) => id)).toEqual([events[0]!.id]);
    },
  );

  it('may lose its state in the middle of a round', async () => {
    const { camille, graph, upn } = await known({}, [busy('2026-11-02'), busy('2026-11-03')]);
    const { body } = await camille.get(november, 'odata.maxpagesize=1');
    graph.mailbox(upn).loseSyncState();
    expect((await camille.get(body['@odata.nextLink']!)).status).toBe(410);
  });

  it('lives in a cache that drops the oldest', async () => {
    const { camille } = await scene({ limits: { deltaStates: 2 } });
    const links: string[] = [];
    for (let round = 0; round < 3; round++) links.push((await camille.round(november)).link);
    expect(await Promise.all(links.map(async (link) => (await camille.get(link)).status))).toEqual([
      410, 200, 200,
    ]);
  });
});

describe('our own writes', () => {
  it('come back with the id and the etag the write answered', async () => {
    const { camille, link } = await known();
    const made = await camille.event(busy('2026-11-24', { transactionId: 'rdv-1:1' }));
    const [told] = (await camille.round(link)).items;
    expect(told).toMatchObject({ id: made.id, '@odata.etag': made['@odata.etag'], transactionId: 'rdv-1:1' });
  });
});
