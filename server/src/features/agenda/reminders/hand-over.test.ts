import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openMail } from '../../../mail/mail.ts';
import { expectJson } from '../../../testing/app.ts';
import { openRelay } from '../../../testing/relay.ts';
import { keeperOn, remindingScene, settings, startReminding, type Reminding } from './reminders.testkit.ts';
import type { Settings } from './reminder.store.ts';

let reminding: Reminding;
let hangsUp = false;
beforeAll(async () => {
  reminding = await startReminding({ hangsUp: () => hangsUp });
});
afterEach(() => {
  hangsUp = false;
});
afterAll(() => reminding.close());

const received = () => reminding.relay.received.length;

/** An appointment whose reminder is due, of a unit that reminds. */
async function dueScene() {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  const units = [scene.tenant.root, scene.north, scene.south];
  const decide = async (decision: string, version: number) =>
    scene.ask(
      await scene.now(scene.secretary),
      `/v1/appointments/${one.id}/reminder/decision`,
      'POST',
      { decision },
      version,
    );
  return { ...scene, one, units, decide };
}

test('killed between the record and the hand-over: « envoi incertain », shown, and never sent again by itself', async () => {
  const scene = await dueScene();
  const before = received();
  // The process ends at this very point: what it recorded is committed, what it would have done is not
  const killed = {
    ...reminding.mail,
    handOver: () => {
      throw new Error('killed');
    },
  };
  const dying = keeperOn(reminding.running, { clock: reminding.clock, mail: killed });
  await expect(dying.round(scene.tenant.id)).rejects.toThrow('killed');
  const next = keeperOn(reminding.running, reminding);
  await next.round(scene.tenant.id);
  expect(await scene.look(scene.one.id)).toMatchObject({ state: 'handing' });
  for (const minutes of [16, 60, 12 * 60, 12 * 60]) {
    reminding.clock.add(minutes);
    await next.round(scene.tenant.id);
  }
  expect(received()).toBe(before);
  expect(await scene.listed()).toMatchObject([
    { appointmentId: scene.one.id, state: 'uncertain', can: { decide: true, sendAgain: true } },
  ]);
  expect(await scene.listed(scene.stranger)).toEqual([]);
});

test('control: recorded after the hand-over, the same end of the process sends it twice', async () => {
  const scene = await dueScene();
  const before = received();
  const wrongWayRound = async () => {
    const row = { to: 'marie@example.fr', subject: 'Rappel', text: 'Rendez-vous', key: crypto.randomUUID() };
    await reminding.mail.handOver(row);
    // The process ends here: nothing was recorded
  };
  await wrongWayRound();
  await scene.round();
  expect(received()).toBe(before + 2);
});

test('the secretary holds an uncertain one for sent, or has it leave again', async () => {
  for (const decision of ['consideredSent', 'again']) {
    const scene = await dueScene();
    const before = received();
    await scene.keeper.record(scene.tenant.id, scene.units, scene.one.id, settings as Settings);
    reminding.clock.add(20);
    await scene.round();
    const [listed] = await scene.listed();
    expect((await scene.decide(decision, listed!.version - 1)).status).toBe(412);
    await expectJson(await scene.decide(decision, listed!.version), 200);
    // Said twice it changes nothing
    expect((await scene.decide(decision, listed!.version)).status).toBe(412);
    await scene.round();
    expect(received() - before).toBe(decision === 'again' ? 1 : 0);
    expect(await scene.listed()).toEqual([]);
    expect(await scene.look(scene.one.id)).toMatchObject({ state: 'sent' });
  }
});

test('a server that hangs up while it takes the message leaves it uncertain at once', async () => {
  const scene = await dueScene();
  hangsUp = true;
  await scene.round();
  hangsUp = false;
  expect(await scene.listed()).toMatchObject([{ state: 'uncertain' }]);
  const before = received();
  reminding.clock.add(24 * 60);
  await scene.round();
  expect(received()).toBe(before);
});

test('a dead server is asked again, less and less often, and the reminder then leaves once', async () => {
  const scene = await dueScene();
  const second = await scene.agreedOn('2026-11-24T16:00');
  const closed = await openRelay();
  await closed.close();
  const dead = openMail({ smtpUrl: closed.url, from: 'ne-pas-repondre@messages.example' });
  let tries = 0;
  const counted = {
    ...dead,
    handOver: (message: Parameters<typeof dead.handOver>[0]) => ((tries += 1), dead.handOver(message)),
  };
  const waiting = keeperOn(reminding.running, { clock: reminding.clock, mail: counted });
  for (let minutes = 0; minutes < 120; minutes += 3) {
    await waiting.round(scene.tenant.id);
    reminding.clock.add(3);
  }
  dead.close();
  // Each of the two: after 1, 2, 4, 8, 16, 32 minutes or so
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(18);
  expect(await scene.listed()).toMatchObject([
    { appointmentId: scene.one.id, state: 'planned', reason: 'noRelay' },
    { appointmentId: second.id, state: 'planned', reason: 'noRelay' },
  ]);
  const before = received();
  reminding.clock.add(61);
  await scene.round();
  await scene.round();
  reminding.clock.add(60);
  await scene.round();
  expect(received()).toBe(before + 2);
  expect(await scene.listed()).toEqual([]);
});
