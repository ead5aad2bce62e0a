import { expect, test } from 'vitest';
import { dropEvents } from '../../server/src/features/agenda/outlook/event.store.ts';
import { at, busyRows, eventRows, events, hour, linkRow, starts, tied } from './both-sides.ts';
import { camille, paul } from './linked.ts';
import { minutes, seconds } from './simulator/clock.ts';
import { between } from './support.ts';

test('an appointment is one event; moved, cancelled, it follows, and nobody is written to', async () => {
  const scene = await tied();
  const made = await scene.booked(scene.worker, { ...hour('01', '09:00', '10:00'), fileId: scene.fileId });
  await scene.turn(scene.worker);
  expect(events(scene)).toHaveLength(1);
  expect(starts(scene)).toEqual(['2026-12-01T09:00']);
  expect((await scene.change(scene.worker, made, { startsAt: at('02', '14:00') })).status).toBe(200);
  await scene.turn(scene.worker);
  expect(starts(scene)).toEqual(['2026-12-02T14:00']);
  const { version } = await scene.read(scene.worker, made.id);
  const cancelled = await scene.ask(
    scene.worker,
    `/v1/appointments/${made.id}/cancel`,
    'POST',
    { by: 'person', reason: 'Empêchement' },
    version,
  );
  expect(cancelled.status).toBe(200);
  await scene.turn(scene.worker);
  expect(events(scene)).toEqual([]);
  expect(scene.graph.mails).toEqual([]);
});

test('reassigned, it goes from one calendar to the other', async () => {
  const scene = await tied();
  await scene.link(scene.colleague, paul);
  const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  await scene.change(scene.worker, made, { workerIds: [scene.colleague.id] });
  await scene.outlook.keep(scene.tenant.id);
  expect([starts(scene), starts(scene, paul)]).toEqual([[], ['2026-12-01T09:00']]);
});

test('nothing of the person leaves, in no request; at the level chosen it does', async () => {
  const scene = await tied();
  const place = 'Hôpital de jour Les Tilleuls';
  await scene.booked(scene.worker, {
    ...hour('01', '09:00', '10:00'),
    fileId: scene.fileId,
    place,
    title: 'Surendettement',
  });
  await scene.turn(scene.worker);
  const sent = () =>
    scene.graph.ledger.map(({ body, target }) => `${target} ${JSON.stringify(body)}`).join('\n');
  expect(sent()).toContain('Occupé');
  for (const secret of ['Dupont', 'Marie', 'Tilleuls', 'Surendettement', scene.fileId, 'attendees'])
    expect(sent()).not.toContain(secret);
  // Control: the ledger would show it
  await scene.letTell('full');
  await scene.link(scene.worker, camille, { level: 'full' });
  await scene.turn(scene.worker);
  expect(sent()).toContain('Dupont');
  expect(sent()).not.toContain('Tilleuls');
  expect(events(scene)).toHaveLength(1);
});

test('trap 2: the answer to a creation is lost, and there is one event', async () => {
  for (const repeatedTransaction of [201, 409] as const) {
    const scene = await tied({ switches: { repeatedTransaction } });
    await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
    scene.graph.fault({ method: 'POST', path: '/me/events', cut: true, when: 'after' });
    await scene.turn(scene.worker);
    expect((await eventRows(scene, scene.worker)).map(({ outsideId }) => outsideId)).toEqual([null]);
    await scene.graph.clock.advance(minutes(5));
    await scene.turn(scene.worker);
    expect(events(scene)).toHaveLength(1);
    expect((await eventRows(scene, scene.worker))[0]?.outsideId).toBeTypeOf('string');
    expect(await busyRows(scene, scene.worker)).toEqual([]);
  }
});

test('control of trap 2: without its key and its mark, an event whose answer is lost is made twice', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  const careless = scene.another({
    fetch: (url, init) => {
      const body = typeof init?.body === 'string' ? init.body : undefined;
      if (init?.method !== 'POST' || !body?.includes('transactionId')) return fetch(url, init);
      const {
        transactionId: _key,
        singleValueExtendedProperties: _mark,
        ...said
      } = JSON.parse(body) as Record<string, unknown>;
      return fetch(url, { ...init, body: JSON.stringify(said) });
    },
  });
  scene.graph.fault({ method: 'POST', path: '/me/events', cut: true, when: 'after' });
  for (let round = 0; round < 2; round++) {
    await careless.turn(scene.ownerOf(scene.worker));
    await scene.graph.clock.advance(minutes(5));
  }
  expect(events(scene)).toHaveLength(2);
});

test('trap 3: connected again, even when what was known of the events is lost, nothing is made twice', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  await scene.database.withTenant(scene.tenant.id, [], (tx) => dropEvents(tx, scene.ownerOf(scene.worker)));
  await scene.link(scene.worker, camille, { matches: true, sealedCursor: null });
  await scene.turn(scene.worker);
  expect(events(scene)).toHaveLength(1);
});

test('trap 6: the state of the reading is lost, also in its middle: our appointments stand', async () => {
  for (const lostSyncState of ['410', '410WithLocation', '400'] as const) {
    const scene = await tied({ switches: { lostSyncState } });
    const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
    scene.graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
    await scene.turn(scene.worker);
    scene.graph.mailbox(camille).loseSyncState();
    scene.graph.fault({ method: 'GET', path: /startDateTime/, status: 410 });
    await scene.turn(scene.worker);
    expect((await scene.read(scene.worker, made.id)).status).toBe('confirmed');
    expect(events(scene)).toHaveLength(2);
    expect(await busyRows(scene, scene.worker)).toHaveLength(1);
    expect((await linkRow(scene, scene.worker))?.failures).toBe(0);
  }
});

test('trap 17: ours deleted there is to be checked, and stands here; not made again', async () => {
  const scene = await tied();
  const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  scene.graph.mailbox(camille).empty();
  await scene.turn(scene.worker);
  await scene.turn(scene.worker);
  expect(events(scene)).toEqual([]);
  expect((await eventRows(scene, scene.worker)).map(({ toCheck }) => toCheck)).toEqual(['gone']);
  expect((await scene.read(scene.worker, made.id)).status).toBe('confirmed');
});

test('trap 18: a reminder set there stays; moved on both sides, the worker checks', async () => {
  for (const staleEtag of [412, 409] as const) {
    const scene = await tied({ switches: { staleEtag } });
    const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
    await scene.turn(scene.worker);
    const mailbox = scene.graph.mailbox(camille);
    const [event] = mailbox.events();
    mailbox.change(event!.id, { reminderMinutesBeforeStart: 45 });
    await scene.change(scene.worker, made, { startsAt: at('02', '09:00') });
    await scene.turn(scene.worker);
    expect(starts(scene)).toEqual(['2026-12-02T09:00']);
    expect(mailbox.events()[0]).toMatchObject({ reminderMinutesBeforeStart: 45 });
    mailbox.change(event!.id, between('2026-12-05', '15:00', '16:00'));
    await scene.change(scene.worker, await scene.read(scene.worker, made.id), {
      startsAt: at('03', '09:00'),
    });
    await scene.turn(scene.worker);
    expect(starts(scene)).toEqual(['2026-12-05T15:00']);
    expect((await eventRows(scene, scene.worker)).map(({ toCheck }) => toCheck)).toEqual(['moved']);
    expect((await busyRows(scene, scene.worker)).map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-12-05T14:00:00.000Z',
    ]);
  }
});

test('trap 19: ours moved to another calendar is still ours', async () => {
  const scene = await tied();
  const made = await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  const mailbox = scene.graph.mailbox(camille);
  mailbox.move(mailbox.events()[0]!.id, mailbox.addCalendar('Travail').id);
  await scene.turn(scene.worker);
  await scene.change(scene.worker, made, { startsAt: at('02', '09:00') });
  await scene.turn(scene.worker);
  expect(starts(scene)).toEqual(['2026-12-02T09:00']);
  expect((await eventRows(scene, scene.worker)).map(({ toCheck }) => toCheck)).toEqual([null]);
});

test('trap 24: one mailbox must wait, the other goes on; what was asked for comes later', async () => {
  const scene = await tied();
  await scene.link(scene.colleague, paul);
  await scene.booked(scene.worker, {
    ...hour('01', '09:00', '10:00'),
    workerIds: [scene.worker.id, scene.colleague.id],
  });
  scene.graph.fault({ mailbox: camille, status: 429, retryAfter: 30 });
  await scene.outlook.keep(scene.tenant.id);
  const before = scene.graph.ledger.length;
  await scene.outlook.keep(scene.tenant.id);
  expect(scene.graph.ledger.length).toBe(before);
  expect([starts(scene), starts(scene, paul)]).toEqual([[], ['2026-12-01T09:00']]);
  await scene.graph.clock.advance(seconds(30));
  await scene.outlook.keep(scene.tenant.id);
  expect(starts(scene)).toEqual(['2026-12-01T09:00']);
});

test('trap 26: of two processes, and of two requests, one renews; the token survives', async () => {
  const scene = await tied();
  const access = scene.outlook.tokens.access(scene.ownerOf(scene.worker));
  const old = await access();
  const [one, other] = await Promise.all([access(old), access(old)]);
  expect([one === old, other]).toEqual([false, one]);
  await scene.graph.clock.advance(minutes(120));
  const second = scene.another();
  const turns = await Promise.all([scene.turn(scene.worker), second.turn(scene.ownerOf(scene.worker))]);
  expect(turns.toSorted()).toEqual([false, true]);
  expect(await linkRow(scene, scene.worker)).toMatchObject({ state: 'connected', failures: 0 });
  // Control: a refresh token that served is refused
  const { refreshToken } = scene.graph.grant(camille);
  await scene.agreement.renew(refreshToken, scene.graph.clock.date);
  await expect(scene.agreement.renew(refreshToken, scene.graph.clock.date)).rejects.toThrow('invalid_grant');
});

test('trap 27: consent taken back: to be connected again, no more calls, nothing lost', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  scene.graph.tenant.revokeConsent(scene.graph.application.clientId);
  scene.graph.mailbox(camille).expireTokens();
  await scene.turn(scene.worker);
  expect(await linkRow(scene, scene.worker)).toMatchObject({
    state: 'toReconnect',
    reason: 'consent_required',
    sealedTokens: null,
  });
  const before = scene.graph.ledger.length;
  await scene.graph.clock.advance(minutes(60));
  await scene.outlook.keep(scene.tenant.id);
  expect(scene.graph.ledger.length).toBe(before);
  await scene.link(scene.worker, camille);
  await scene.outlook.keep(scene.tenant.id);
  expect(starts(scene)).toEqual(['2026-12-01T09:00']);
});
