import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson } from '../../../testing/app.ts';
import { readDeliveryReport } from './delivery-report.ts';
import { reportOf } from './delivery-report.testkit.ts';
import { remindingScene, startReminding, type Reminding } from './reminders.testkit.ts';

let reminding: Reminding;
beforeAll(async () => {
  reminding = await startReminding();
});
afterAll(() => reminding.close());

const key = '0197a3c4-9d1e-7c3a-8f00-2b6f6d6a1c11';

test('a report says which message it is of, and what became of it', async () => {
  const read = (message: string) => readDeliveryReport(message);
  const failed = { messageKey: key, outcome: 'failed', status: '5.1.1' };
  expect(await read(reportOf(`<${key}@messages.example>`))).toEqual(failed);
  expect(await read(reportOf(`<${key}@messages.example>`).replaceAll('\r\n', '\n'))).toEqual(failed);
  expect(await read(reportOf(`<${key}@m.example>`, 'delayed', '4.4.1'))).toMatchObject({ outcome: null });
  expect(await read(reportOf(`<${key}@m.example>`, 'delivered', '2.0.0'))).toMatchObject({
    outcome: 'delivered',
  });
  const whole = reportOf(`<${key}@m.example>`).replace('text/rfc822-headers', 'message/rfc822');
  expect(await read(whole)).toEqual(failed);
  for (const none of [
    'Bonjour',
    '',
    reportOf('<autre@messages.example>'),
    reportOf(`<${key}@m.example>`).replace('message/delivery-status', 'text/plain'),
    reportOf(`<${key}@m.example>`).replace('Action: failed', ''),
    `Message-ID: <${key}@m.example>\r\n\r\nAction: failed\r\n`,
    `${'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n'.repeat(200)}`,
  ])
    expect(await read(none)).toBeUndefined();
});

test('a reminder that came back is shown; the report is taken once, whoever it is of, and from a program alone', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  await scene.round();
  const messageId = /^message-id: (<.+>)/im.exec(reminding.relay.received.at(-1)!.raw)![1]!;
  const program = await scene.tenant.session(scene.administrator.id);
  const bring = (message: string, token = program.token) =>
    call(reminding.running.app, token, '/v1/agenda/reminders/bounces', { method: 'POST', body: { message } });
  const ours = await bring(reportOf(messageId));
  const nobodys = await bring(reportOf(`<${key}@messages.example>`));
  expect([ours.status, await ours.text()]).toEqual([nobodys.status, await nobodys.text()]);
  expect(ours.status).toBe(204);
  expect((await bring(reportOf(messageId))).status).toBe(204);
  expect((await bring('Je suis absente')).status).toBe(422);
  const worker = await scene.now(scene.worker);
  expect((await bring(reportOf(messageId), worker.token)).status).toBe(403);
  // Another tenant's program says nothing of ours
  const other = await remindingScene(reminding);
  await scene.round();
  expect(await scene.listed()).toMatchObject([
    { appointmentId: one.id, state: 'bounced', reason: '5.1.1', can: { decide: false, sendAgain: true } },
  ]);
  const elsewhere = await other.agreedOn('2026-11-24T14:00');
  await other.round();
  const theirs = /^message-id: (<.+>)/im.exec(reminding.relay.received.at(-1)!.raw)![1]!;
  expect((await bring(reportOf(theirs))).status).toBe(204);
  await other.round();
  expect(await other.look(elsewhere.id)).toMatchObject({ state: 'sent' });
});

test('that it was delivered settles one of which nobody knew', async () => {
  reminding.clock.to('2026-11-20T08:00:00Z');
  const scene = await remindingScene(reminding);
  const one = await scene.agreedOn('2026-11-24T14:00');
  reminding.clock.to('2026-11-22T09:00:00Z');
  const settings = {
    enabled: true,
    daysBefore: 2,
    template: 'usual',
    sender: null,
    attachesCalendar: false,
  } as const;
  const recorded = await scene.keeper.record(scene.tenant.id, [scene.north], one.id, settings);
  await scene.keeper.handOver(recorded!);
  // The process ends here: the server has it, and nobody wrote so
  reminding.clock.add(20);
  await scene.round();
  expect(await scene.listed()).toMatchObject([{ state: 'uncertain' }]);
  const administrator = await scene.now(scene.administrator);
  const message = reportOf(`<${recorded!.messageKey}@messages.example>`, 'delivered', '2.0.0');
  const path = '/v1/agenda/reminders/bounces';
  await expectJson(await scene.ask(administrator, path, 'POST', { message }), 204);
  await scene.round();
  expect(await scene.listed()).toEqual([]);
  expect(await scene.look(one.id)).toMatchObject({ state: 'delivered' });
});
