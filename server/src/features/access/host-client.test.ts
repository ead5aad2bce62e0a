import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import postgres from 'postgres';
import { SettingError } from '../../config.ts';
import { UsageError } from '../../flags.ts';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, testOrigin } from '../../testing/tenant.ts';
import { hostClientCommand } from './host-client.command.ts';

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

const command = async (...args: string[]) =>
  hostClientCommand(['--tenant', tenant.id, ...args])(running.database);
const hostClient = (...args: string[]) => command('--name', 'Portail', ...args);

/** Asks for a session with what the command said, as the portal's back end does. */
async function openSession(origin: string): Promise<Response> {
  const { id: subject } = await tenant.staff('SOCIAL_WORKER');
  const [, client, secret] = /Identifiant : (\S+)\nSecret : (\S+)/.exec(said)!;
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
  'ftp://intranet.example',
])('an origin is written as a browser does: not %s', async (origin) => {
  await expect(hostClient('--origin', origin)).rejects.toThrow(UsageError);
  await expect(command('--remove-origin', origin)).rejects.toThrow(UsageError);
  expect(said).toBe('');
});

test('what is made, allowed and removed leaves its trace, once each', async () => {
  await hostClient('--origin', portal, '--origin', portal, '--origin', testOrigin);
  const [, client] = /Identifiant : \S+\/(\S+)/.exec(said)!;
  await command('--remove-origin', portal);
  const admin = postgres(running.adminUrl, { max: 1 });
  const traces = await admin`
    select type, record_id, staff_id, facts from audit_event where tenant_id = ${tenant.id} order by at, id`;
  await admin.end();
  expect(traces).toEqual([
    { type: 'host.clientAdded', record_id: client, staff_id: null, facts: {} },
    { type: 'host.originAllowed', record_id: null, staff_id: null, facts: { origin: portal } },
    { type: 'host.originRemoved', record_id: null, staff_id: null, facts: { origin: portal } },
  ]);
});

test('an origin that is removed opens no session, and those open on it end', async () => {
  await hostClient('--origin', portal);
  const me = (token: string, origin: string) =>
    running.app.request('/v1/me', { headers: { authorization: `Bearer ${token}`, origin } });
  const tokenFor = async (origin: string) =>
    (await expectJson<{ token: string }>(await openSession(origin), 201)).token;
  const [open, other] = [await tokenFor(portal), await tokenFor(testOrigin)];
  expect((await me(open, portal)).status, 'control').toBe(200);

  const made = said;
  await command('--remove-origin', portal);
  expect((await me(open, portal)).status).toBe(401);
  expect((await me(other, testOrigin)).status, 'on another origin').toBe(200);
  said = made;
  await expectJson(await openSession(portal), 403);
});

test('portals and origins are listed, without any secret', async () => {
  await hostClient('--origin', portal);
  const [, client, secret] = /Identifiant : (\S+)\nSecret : (\S+)/.exec(said)!;
  said = '';
  await command('--list');
  expect(said).toMatch(new RegExp(`^Portail ${client} : Portail, depuis le \\d{4}-\\d\\d-\\d\\d$`, 'm'));
  expect(said).toContain(`Origines autorisées :\n  ${testOrigin}\n  ${portal}\n`);
  expect(said).not.toContain(secret);
});

test('an origin that was not allowed is not removed, and nothing is done', async () => {
  const asked = hostClient('--origin', portal, '--remove-origin', 'https://autre.example');
  await expect(asked).rejects.toThrow('https://autre.example n’était pas autorisée ; rien n’a été changé.');
  await command('--list');
  expect(said).toBe(`Origines autorisées :\n  ${testOrigin}\n`);
});

test.each([
  ['nothing to do', []],
  ['an empty name', ['--name', ' ']],
  ['an origin both added and removed', ['--origin', portal, '--remove-origin', portal]],
  ['an option that does not exist', ['--list', '--tous']],
  ['a word too many', ['--list', 'tout']],
  ['an option without its value', ['--name', '--list']],
])('%s: refused in a sentence, before anything is opened', (_what, args) => {
  expect(() => hostClientCommand(['--tenant', tenant.id, ...args])).toThrow(UsageError);
});

test('a tenant that does not exist is said so', async () => {
  const nowhere = ['--tenant', '0d3b0000-0000-5000-8000-00000000ffff', '--list'];
  await expect(hostClientCommand(nowhere)(running.database)).rejects.toThrow(SettingError);
});
