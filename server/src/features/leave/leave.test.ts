import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { Balance, Leave } from './leave.schema.ts';
import { leaveScene } from './leave.testkit.ts';

let running: TestApp;
let now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

describe('leave: asked, decided, cancelled', () => {
  test('who decides is told, and approves; the person is told; steps and balances say so', async () => {
    const { worker, manager, asked, approved, notices, json, ask } = await leaveScene(running);
    const one = await asked(worker, { kind: 'rtt', lastHalf: 'morning', comment: 'Déménagement' });
    expect(one).toMatchObject({
      status: 'asked',
      halves: 9,
      can: { change: true, cancel: true, decide: false },
    });
    expect(await notices(manager)).toMatchObject([{ kind: 'leaveAsked', facts: [one.id] }]);
    const waiting = await json<{ items: Leave[] }>(manager, '/v1/leave/to-decide');
    expect(waiting.items).toMatchObject([{ id: one.id, kind: 'rtt', can: { decide: true, change: false } }]);
    const balance = `/v1/leave/balances/${worker.id}/rtt/2026`;
    expect((await ask(worker, balance, 'PUT', { grantedHalves: 99 }, 0)).status).toBe(403);
    await json(manager, balance, 'PUT', { grantedHalves: 25 }, 0);
    const left = async () =>
      (await json<{ items: Balance[] }>(worker, '/v1/leave/balances')).items.find(
        ({ kind }) => kind === 'rtt',
      );
    expect(await left()).toMatchObject({
      grantedHalves: 25,
      takenHalves: 0,
      pendingHalves: 9,
      leftHalves: 25,
    });
    expect(await approved(manager, one)).toMatchObject({ status: 'approved', version: 2 });
    expect(await left()).toMatchObject({ takenHalves: 9, pendingHalves: 0, leftHalves: 16 });
    expect(await notices(worker)).toMatchObject([{ kind: 'leaveDecided', facts: [one.id, 'approved'] }]);
    const read = await json<{ steps: object[] }>(worker, `/v1/leave/${one.id}`);
    expect(read.steps).toMatchObject([
      { status: 'asked', by: { id: worker.id } },
      { status: 'approved', by: { id: manager.id } },
    ]);
  });

  test('nobody decides his own, nor one over whom he decides nothing, nor twice, nor a refusal without a reason', async () => {
    const { tenant, worker, manager, north, asked, act } = await leaveScene(running);
    const own = await asked(manager);
    expect((await act(manager, own, 'decide', { decision: 'approve' })).status).toBe(403);
    const above = await tenant.staff('TEAM_MANAGER');
    const ordered = await act(above, own, 'decide', { decision: 'refuse', reason: 'Effectif' });
    expect(await expectJson<Leave>(ordered, 200)).toMatchObject({ status: 'refused', reason: 'Effectif' });
    const one = await asked(worker);
    expect((await act(manager, one, 'decide', { decision: 'refuse' })).status).toBe(422);
    const refused = await expectJson<Leave>(
      await act(manager, one, 'decide', { decision: 'refuse', reason: 'Effectif' }),
      200,
    );
    expect((await act(manager, refused, 'decide', { decision: 'approve' })).status).toBe(409);
    expect((await act(manager, one, 'decide', { decision: 'approve' })).status).toBe(412);
    // The days of what was refused are free
    expect((await asked(worker, { unitId: north })).status).toBe('asked');
  });

  test('a draft is known to its author alone, is asked later, or forgotten', async () => {
    const { worker, manager, asked, ask, act, notices } = await leaveScene(running);
    const draft = await asked(worker, { draft: true });
    expect((await ask(manager, `/v1/leave/${draft.id}`)).status).toBe(404);
    expect(await notices(manager)).toEqual([]);
    const patch = { status: 'asked', lastDay: '2026-12-08' };
    const sent = await expectJson<Leave>(
      await ask(worker, `/v1/leave/${draft.id}`, 'PATCH', patch, draft.version),
      200,
    );
    expect(sent).toMatchObject({ status: 'asked', halves: 4 });
    expect((await ask(manager, `/v1/leave/${draft.id}`)).status).toBe(200);
    const other = await asked(worker, { draft: true, firstDay: '2026-12-21', lastDay: '2026-12-21' });
    expect((await act(worker, other, 'cancel')).status).toBe(200);
    expect((await ask(worker, `/v1/leave/${other.id}`)).status).toBe(404);
  });

  test('one cancels before it begins, and who decides is told; once begun it takes him, and a reason', async () => {
    const { worker, manager, asked, approved, act, notices } = await leaveScene(running);
    const coming = await approved(manager, await asked(worker));
    expect(await expectJson<Leave>(await act(worker, coming, 'cancel'), 200)).toMatchObject({
      status: 'cancelled',
    });
    expect((await notices(manager))[0]).toMatchObject({ kind: 'leaveCancelled', facts: [coming.id] });
    const begun = await approved(manager, await asked(worker, { firstDay: '2026-11-23' }));
    expect((await act(worker, begun, 'cancel')).status).toBe(409);
    expect((await act(manager, begun, 'cancel')).status).toBe(422);
    expect((await act(manager, begun, 'cancel', { reason: 'Reprise anticipée' })).status).toBe(200);
    expect((await notices(worker))[0]).toMatchObject({ kind: 'leaveCancelled' });
  });

  test('nobody is twice on leave: told by the service, held by the database', async () => {
    const { worker, request, asked, json } = await leaveScene(running);
    await asked(worker, { lastDay: '2026-12-08', lastHalf: 'morning' });
    expect((await request(worker, { firstDay: '2026-12-08', lastDay: '2026-12-09' })).status).toBe(409);
    await asked(worker, { firstDay: '2026-12-08', firstHalf: 'afternoon', lastDay: '2026-12-08' });
    const twins = await Promise.all(
      Array.from({ length: 8 }, () => request(worker, { firstDay: '2026-12-16', lastDay: '2026-12-16' })),
    );
    expect(twins.map(({ status }) => status).toSorted()).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    const check = await json<{ overlaps: Leave[]; halves: number }>(worker, '/v1/leave/check', 'POST', {
      kind: 'maladie',
      firstDay: '2026-12-07',
      lastDay: '2026-12-07',
    });
    expect(check).toMatchObject({ halves: 2, overlaps: [{ status: 'asked' }] });
  });

  test('refuses days that are none, or in no order, or a kind that is not offered', async () => {
    const { worker, administrator, request } = await leaveScene(running);
    for (const more of [
      { lastDay: '2026-12-06' },
      { lastDay: '2026-12-07', firstHalf: 'afternoon', lastHalf: 'morning' },
      { lastDay: '2028-01-01' },
      { firstDay: '2026-12-12', lastDay: '2026-12-13' },
      { firstDay: '2026-12-25', lastDay: '2026-12-25' },
      { kind: 'vacances' },
    ])
      expect([more, (await request(worker, more)).status]).toEqual([more, 422]);
    expect((await request(administrator)).status).toBe(403);
  });
});

describe('leave: why is nobody else’s', () => {
  test('colleagues learn that somebody is absent once it is approved, and never why', async () => {
    const {
      worker,
      colleague,
      manager,
      stranger,
      otherManager,
      administrator,
      north,
      asked,
      approved,
      calendar,
      ask,
    } = await leaveScene(running);
    const one = await asked(worker);
    const secret = (text: string) => text.includes('maladie') || text.includes(one.id);
    expect(await calendar(colleague)).toEqual([]);
    expect(await calendar(manager)).toMatchObject([{ staffId: worker.id, kind: 'maladie', status: 'asked' }]);
    expect(await calendar(worker)).toMatchObject([{ kind: 'maladie', status: 'asked' }]);
    await approved(manager, one);
    expect(await calendar(colleague)).toEqual([
      {
        staffId: worker.id,
        ...{ firstDay: '2026-12-07', firstHalf: 'morning', lastDay: '2026-12-11', lastHalf: 'afternoon' },
        ...{ leaveId: null, kind: null, status: 'approved', away: true },
      },
    ]);
    const path = `/v1/leave/calendar?unitId=${north}&from=2026-12-01&to=2026-12-31`;
    for (const who of [colleague, stranger, otherManager, administrator]) {
      expect((await ask(who, `/v1/leave/${one.id}`)).status).toBe(404);
      expect((await ask(who, `/v1/leave/${one.id}/substitution`)).status).toBe(404);
      expect((await ask(who, `/v1/leave/balances?staffId=${worker.id}`)).status).toBe(404);
      for (const list of ['/v1/leave', '/v1/leave/to-decide', '/v1/me/notices', path])
        expect(secret(await (await ask(who, list)).text())).toBe(false);
    }
    // Control: those who may know find it by the same means
    expect(secret(await (await ask(manager, path)).text())).toBe(true);
    for (const who of [stranger, otherManager, administrator])
      expect((await ask(who, path)).status).toBe(404);
  });

  test('who works at home is present, and his colleagues are told nothing of it', async () => {
    const { worker, colleague, manager, asked, approved, calendar } = await leaveScene(running);
    await approved(manager, await asked(worker, { kind: 'teletravail' }));
    expect(await calendar(colleague)).toEqual([]);
    expect(await calendar(manager)).toMatchObject([{ kind: 'teletravail', away: false }]);
  });

  test('a manager of another unit of the same worker decides too; another tenant sees nothing', async () => {
    const { tenant, worker, south, otherManager, asked, approved } = await leaveScene(running);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south });
    const one = await asked(worker);
    const foreign = await leaveScene(running);
    expect((await foreign.ask(foreign.manager, `/v1/leave/${one.id}`)).status).toBe(404);
    expect(await approved(otherManager, one)).toMatchObject({ decidedBy: { id: otherManager.id } });
  });
});

describe('leave: of somebody who changes unit', () => {
  test('who decides is who leads the team he works in that day; the former one no longer sees it', async () => {
    const here = await leaveScene(running);
    const { tenant, worker, manager, otherManager, colleague, north, south, asked, act, ask, json } = here;
    const approved = await here.approved(manager, await asked(worker));
    const waiting = await asked(worker, { firstDay: '2026-12-21', lastDay: '2026-12-22' });
    await json(manager, `/v1/leave/balances/${worker.id}/maladie/2026`, 'PUT', { grantedHalves: 30 }, 0);
    const still = await asked(colleague, { firstDay: '2026-12-28', lastDay: '2026-12-28' });
    const paths = (id: string) => [`/v1/leave/${id}`, `/v1/leave/${id}/presence`];
    const statuses = async (who: typeof worker, ids: readonly string[]) =>
      Promise.all(
        ids.flatMap((id) =>
          paths(id).map(
            async (path) =>
              (
                await ask(
                  who,
                  path,
                  path.endsWith('presence') ? 'POST' : 'GET',
                  path.endsWith('presence') ? {} : undefined,
                )
              ).status,
          ),
        ),
      );
    const listed = async (who: typeof worker) =>
      (await json<{ items: Leave[] }>(who, '/v1/leave/to-decide')).items.map(({ id }) => id).toSorted();
    const both = [approved.id, waiting.id];
    // Before he moves: the other way round
    expect(await statuses(manager, both)).toEqual([200, 200, 200, 200]);
    expect(await statuses(otherManager, both)).toEqual([404, 404, 404, 404]);

    await tenant.endGrants(worker.id, north);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south });
    expect(await statuses(manager, both)).toEqual([404, 404, 404, 404]);
    expect(await listed(manager)).toEqual([still.id]);
    expect((await act(manager, waiting, 'decide', { decision: 'approve' })).status).toBe(404);
    expect((await act(manager, approved, 'cancel', { reason: 'Effectif' })).status).toBe(404);
    expect((await ask(manager, `/v1/leave/balances?staffId=${worker.id}`)).status).toBe(404);
    const { items } = await json<{ items: Balance[] }>(
      otherManager,
      `/v1/leave/balances?staffId=${worker.id}&year=2026`,
    );
    expect(items.find(({ kind }) => kind === 'maladie')).toMatchObject({
      grantedHalves: 30,
      takenHalves: 10,
    });
    expect(await listed(otherManager)).toEqual(both.toSorted());
    expect(await statuses(otherManager, both)).toEqual([200, 200, 200, 200]);
    expect(
      (await json<{ steps: { status: string }[] }>(otherManager, `/v1/leave/${approved.id}`)).steps.map(
        ({ status }) => status,
      ),
    ).toEqual(['asked', 'approved']);
    expect(
      await expectJson<Leave>(await act(otherManager, waiting, 'decide', { decision: 'approve' }), 200),
    ).toMatchObject({ status: 'approved', unitIds: [south], homeUnitId: south });
    // Whose it is has it as before, and the other of the former team is still its manager's
    expect((await ask(worker, `/v1/leave/${approved.id}`)).status).toBe(200);
    expect((await ask(manager, `/v1/leave/${still.id}`)).status).toBe(200);
    expect((await ask(otherManager, `/v1/leave/${still.id}`)).status).toBe(404);
  });

  test('a right that begins and ends by itself moves it too; who works nowhere any more stays with the last', async () => {
    const { tenant, worker, manager, otherManager, north, south, asked, ask, act, notices } =
      await leaveScene(running);
    const one = await asked(worker);
    const until = new Date(now.getTime() + 3_600_000);
    await tenant.endGrants(worker.id, north);
    // Nowhere: the last
    expect((await ask(manager, `/v1/leave/${one.id}`)).status).toBe(200);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south, from: until });
    expect((await ask(otherManager, `/v1/leave/${one.id}`)).status).toBe(404);
    try {
      now = new Date(until.getTime() + 1000);
      expect((await ask(otherManager, `/v1/leave/${one.id}`)).status).toBe(200);
      expect((await ask(manager, `/v1/leave/${one.id}`)).status).toBe(404);
      // Whoever cancels his own tells who would have decided
      expect((await act(worker, one, 'cancel')).status).toBe(200);
      expect((await notices(otherManager))[0]).toMatchObject({ kind: 'leaveCancelled', facts: [one.id] });
      expect((await notices(manager)).map(({ kind }) => kind)).not.toContain('leaveCancelled');
    } finally {
      now = new Date('2026-11-23T08:00:00Z');
    }
  });
});

describe('leave: which sessions', () => {
  test('one held to one file opens none', async () => {
    const { tenant, worker, north } = await leaveScene(running);
    const { token } = await tenant.session(worker.id, { fileId: await tenant.file(north) });
    expect((await call(running.app, worker.token, '/v1/leave')).status).toBe(200);
    for (const path of ['/v1/leave', '/v1/leave/settings'])
      expect((await call(running.app, token, path)).status).toBe(403);
  });
});

describe('leave: what it means for the team', () => {
  test('who would be there each half-day, against the minimum; holidays are of nobody', async () => {
    const { worker, colleague, manager, north, asked, approved, json, ask } = await leaveScene(running);
    await json(manager, `/v1/leave/units/${north}/minimum`, 'PUT', { present: 2 }, 0);
    expect((await ask(worker, `/v1/leave/units/${north}/minimum`, 'PUT', { present: 0 }, 1)).status).toBe(
      404,
    );
    const days = { kind: 'rtt', firstDay: '2026-12-24', lastDay: '2026-12-28' };
    await approved(
      manager,
      await asked(colleague, { ...days, lastDay: '2026-12-24', firstHalf: 'afternoon' }),
    );
    const one = await asked(worker, days);
    const found = await json<{ presences: object[]; shortages: number }>(
      manager,
      `/v1/leave/${one.id}/presence`,
      'POST',
      {},
    );
    // The 25th is Christmas, the 26th and 27th a weekend
    expect(found.presences).toMatchObject([
      { day: '2026-12-24', half: 'morning', present: 2, team: 3, minimum: 2, short: false },
      { day: '2026-12-24', half: 'afternoon', present: 1, short: true },
      { day: '2026-12-28', half: 'morning', present: 2, short: false },
      { day: '2026-12-28', half: 'afternoon', present: 2, short: false },
    ]);
    expect(found.shortages).toBe(1);
  });

  test('a substitution is offered once it is approved: dates, appointments, urgent requests, who is there', async () => {
    const { tenant, worker, colleague, manager, north, asked, approved, json, ask } =
      await leaveScene(running);
    const fileId = await tenant.file(north);
    await expectJson(
      await ask(worker, '/v1/appointments', 'POST', { fileId, startsAt: '2026-12-08T10:00' }),
      201,
    );
    await expectJson(
      await ask(worker, '/v1/appointments', 'POST', {
        unitId: north,
        startsAt: '2026-12-07T09:00',
        private: true,
      }),
      201,
    );
    const one = await asked(worker, { firstHalf: 'afternoon' });
    expect((await ask(manager, `/v1/leave/${one.id}/substitution`)).status).toBe(409);
    await approved(manager, one);
    const offer = await json<{ substitutes: { id: string }[] }>(manager, `/v1/leave/${one.id}/substitution`);
    expect(offer).toMatchObject({
      absentId: worker.id,
      from: '2026-12-07T12:00',
      until: '2026-12-12T00:00',
      appointments: { count: 1, items: [{ startsAt: '2026-12-08T10:00', fileId }] },
      urgentRequests: { count: 0, items: [] },
      can: { grantAccess: false },
    });
    expect(offer.substitutes.map(({ id }) => id).toSorted()).toEqual([colleague.id, manager.id].toSorted());
  });

  test('the agenda knows who is away: told before an appointment is saved, left out of free times, shown', async () => {
    const { worker, colleague, manager, north, asked, approved, json } = await leaveScene(running);
    const days = { firstDay: '2026-12-08', lastDay: '2026-12-08', firstHalf: 'afternoon' };
    const one = await asked(worker, days);
    const conflicts = async (startsAt: string, endsAt: string) =>
      (
        await json<{ items: { kind: string; sentence: string }[] }>(
          colleague,
          '/v1/agenda/conflicts',
          'POST',
          {
            ...{ unitId: north, workerIds: [worker.id], startsAt, endsAt },
          },
        )
      ).items;
    const slots = async () =>
      (
        await json<{ items: { startsAt: string }[] }>(colleague, '/v1/agenda/slots', 'POST', {
          ...{ staffIds: [worker.id], unitId: north, minutes: 60, step: 60 },
          ...{ from: '2026-12-08', to: '2026-12-09' },
        })
      ).items.map(({ startsAt }) => startsAt.slice(11));
    // What is only asked for takes nothing yet
    expect(await conflicts('2026-12-08T14:00', '2026-12-08T15:00')).toEqual([]);
    expect(await slots()).toContain('14:00');
    await approved(manager, one);
    expect(await conflicts('2026-12-08T14:00', '2026-12-08T15:00')).toMatchObject([
      { kind: 'absent', staffId: worker.id, appointment: null },
    ]);
    expect(await conflicts('2026-12-08T11:00', '2026-12-08T12:00')).toEqual([]);
    expect(await slots()).toEqual(['08:00', '09:00', '10:00', '11:00']);
    const range = await json<{ absences: object[] }>(
      colleague,
      `/v1/agenda?from=2026-12-07&to=2026-12-14&staffIds=${worker.id}`,
    );
    expect(range.absences).toEqual([{ staffId: worker.id, ...days, lastHalf: 'afternoon' }]);
  });

  test('a kind is counted as the service says; only the administrator says it', async () => {
    const { worker, administrator, ask, json, asked } = await leaveScene(running);
    const path = '/v1/leave/kinds/conges-payes-annuels';
    const rule = { counting: 'workingDays', away: true };
    expect((await ask(worker, path, 'PUT', rule, 0)).status).toBe(403);
    await json(administrator, path, 'PUT', rule, 0);
    expect((await ask(administrator, path, 'PUT', rule, 0)).status).toBe(412);
    const one = await asked(worker, { kind: 'conges-payes-annuels', lastDay: '2026-12-13' });
    expect(one.halves).toBe(12);
  });
});
