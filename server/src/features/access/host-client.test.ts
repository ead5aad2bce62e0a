import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { SettingError } from '../../config.ts';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, testOrigin } from '../../testing/tenant.ts';
import { hostClientCommand } from './host-client.service.ts';

const portal = 'https://intranet.hopital.example:8443';

let running: TestApp;
let tenant: TestTenant;
let said: string;
beforeAll(async () => {
  running = await startTestApp();
});
beforeEach(async () => {
  tenant = await TestTenant.create(running.database);
  said = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (said += `${line}\n`));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => running.close());

const hostClient = (...args: string[]) =>
  hostClientCommand(running.database, ['--tenant', tenant.id, '--name', 'Portail', ...args]);

/** Asks for a session with what the command said, as the portal's back end does. */
async function openSession(origin: string): Promise<Response> {
  const { id: subject } = await tenant.staff('SOCIAL_WORKER');
  const [, client, secret] = /Client: (\S+)\nSecret: (\S+)/.exec(said)!;
  return running.app.request('/v1/embed-sessions', {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ subject, origins: [origin] }),
  });
}

test('a portal opens sessions on the pages of its origin, beside those already allowed', async () => {
  await hostClient('--origin', portal);
  await expectJson(await openSession(portal), 201);
  await expectJson(await openSession(testOrigin), 201);
});

test('an origin nobody allowed is refused', async () => {
  await hostClient();
  expect(await expectJson(await openSession(portal), 403)).toMatchObject({
    type: expect.stringMatching(/origin-refused$/) as unknown,
  });
});

test.each([
  'https://intranet.example/',
  'https://intranet.example/page',
  'intranet.example',
  '*',
  'file://x',
])('an origin is written as a browser does: not %s', async (origin) => {
  await expect(hostClient('--origin', origin)).rejects.toThrow(SettingError);
  expect(said).toBe('');
});
