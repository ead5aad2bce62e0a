import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openToken } from '../../http/token.ts';
import { cookieNames } from '../../http/credentials.ts';
import { openMail } from '../../mail/mail.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { Browser, codeAt } from '../../testing/browser.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { openRelay } from '../../testing/relay.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

const password = 'quatre mots sans rapport: gravier';
const login = 'claire@hopital.example';
let now: Date;
let running: TestApp;
let relay: Awaited<ReturnType<typeof openRelay>>;
let mail: ReturnType<typeof openMail>;
let tenant: TestTenant;
let worker: TestStaff;
let officer: TestStaff;
/** What the worker's application shows. */
let secret: string;
beforeAll(async () => {
  now = new Date();
  relay = await openRelay();
  mail = openMail({ smtpUrl: relay.url, from: 'lastria@hopital.example' });
  running = await startTestApp({ clock: () => now, mail });
  tenant = await TestTenant.create(running.database, { now: () => now });
  worker = await tenant.staff('SOCIAL_WORKER');
  await tenant.file();
  const admin = await tenant.staff('ADMINISTRATOR', {});
  const invited = await expectJson<{ link: string }>(
    await call(running.app, admin.token, `/v1/organisation/staff/${worker.id}/invitation`, {
      method: 'POST',
      body: { login },
    }),
    200,
  );
  const browser = new Browser(running.app);
  const token = new URL(invited.link).hash.slice(1);
  await expectJson(await browser.post('/v1/sign-in/invitation/accept', { token, password }), 200);
  const offer = await expectJson<{ secret: string }>(
    await browser.post('/v1/sign-in/enrol/application'),
    200,
  );
  secret = offer.secret;
  const answer = { code: codeAt(secret, now), label: 'Téléphone' };
  await expectJson(await browser.post('/v1/sign-in/enrol/application/confirm', answer), 200);
});
afterAll(async () => {
  mail.close();
  await running.close();
});
beforeEach(async () => {
  // Tries of the test before count no more
  later(20 * 60);
  officer = await tenant.staff('DPO', {});
});

const later = (seconds: number) => {
  now = new Date(+now + seconds * 1000);
};
const problemOf = async (response: Response) =>
  [
    response.status,
    String(((await response.json()) as { type: string }).type)
      .split('/')
      .at(-1),
  ] as const;

/** A browser half signed in, and what it may go on with. */
async function half() {
  const browser = new Browser(running.app);
  const answer = await browser.post('/v1/sign-in/password', { client: tenant.id, login, password });
  const { factors } = await expectJson<{ factors: string[] }>(answer, 200);
  return { browser, factors };
}
const decide = async () =>
  (
    await expectJson<{ id: string }>(
      await call(running.app, officer.token, '/v1/organisation/decisions', {
        method: 'POST',
        body: { kind: 'mailCode', reference: 'DPO 2026-11' },
      }),
      201,
    )
  ).id;
const withdraw = async (id: string) =>
  (await call(running.app, officer.token, `/v1/organisation/decisions/${id}`, { method: 'DELETE' })).status;
/** The code of the last message. */
const lastCode = () => /\b\d{6}\b/.exec(relay.received.at(-1)!.text)![0];
const another = (code: string) => (code === '000000' ? '000001' : '000000');
const confirm = (browser: Browser, code: string) => browser.post('/v1/sign-in/mail/confirm', { code });

test('without a decision no code is offered, nor sent', async () => {
  const { browser, factors } = await half();
  expect(factors).toEqual(['totp', 'recovery']);
  expect(await problemOf(await browser.post('/v1/sign-in/mail'))).toEqual([401, 'sign-in-refused']);
  expect(relay.received).toEqual([]);
  expect(await problemOf(await new Browser(running.app).post('/v1/sign-in/mail'))).toEqual([
    401,
    'sign-in-refused',
  ]);
});

test('by decision a code signs in, once, to what shows nobody; a factor opens the rest', async () => {
  const decision = await decide();
  const { browser, factors } = await half();
  expect(factors).toEqual(['totp', 'recovery', 'mail']);
  const copy = browser.copy();
  await expectJson(await browser.post('/v1/sign-in/mail'), 200);
  const message = relay.received.at(-1)!;
  expect(message.to).toEqual([login]);
  expect(message.text).not.toMatch(/C\. Morel|Client de test|Dupont/);
  later(9 * 60);
  await expectJson(await confirm(browser, lastCode()), 200);
  expect(await problemOf(await confirm(copy, lastCode())), 'again').toEqual([401, 'sign-in-refused']);

  const me = await expectJson(await browser.get('/v1/me'), 200);
  expect(me).toMatchObject({ nominative: false, methods: ['pwd', 'mail'] });
  expect(await problemOf(await browser.get('/v1/files'))).toEqual([403, 'proof-required']);
  expect(await problemOf(await browser.post('/v1/me/recovery-codes'))).toEqual([403, 'proof-required']);
  expect((await browser.get('/v1/me/sessions')).status, 'what shows nobody').toBe(200);
  const claims = openToken(testKeyring, browser.cookies.get(cookieNames.page)!)!;
  const files = () =>
    running.database.withActor(claims, 'read', { requestId: crypto.randomUUID(), now }, ({ tx }) =>
      tx.execute<{ n: number }>('select count(*)::int as n from social_file'),
    );
  expect((await files())?.[0]?.n).toBe(0);

  await expectJson(await browser.post('/v1/me/proof'), 200);
  await expectJson(await browser.post('/v1/me/proof/confirm', { code: codeAt(secret, now) }), 200);
  expect((await browser.get('/v1/files')).status).toBe(200);
  expect((await files())?.[0]?.n).toBe(1);
  const after = await expectJson(await browser.get('/v1/me'), 200);
  expect(after).toMatchObject({ nominative: true, methods: ['pwd', 'mail', 'otp'] });
  expect(await withdraw(decision)).toBe(204);
});

test('a code lasts ten minutes, and five tries; three are sent in a quarter of an hour', async () => {
  const decision = await decide();
  const { browser } = await half();
  for (let sent = 0; sent < 3; sent += 1) await expectJson(await browser.post('/v1/sign-in/mail'), 200);
  const [, , third] = relay.received.slice(-3).map(({ text }) => /\b\d{6}\b/.exec(text)![0]);
  expect(await problemOf(await browser.post('/v1/sign-in/mail'))).toEqual([429, 'too-many-requests']);
  for (let tried = 0; tried < 5; tried += 1)
    expect(await problemOf(await confirm(browser, another(third!)))).toEqual([401, 'sign-in-refused']);
  expect(await problemOf(await confirm(browser, third!))).toEqual([429, 'too-many-requests']);
  later(20 * 60);
  const { browser: next } = await half();
  await expectJson(await next.post('/v1/sign-in/mail'), 200);
  later(10 * 60);
  expect(await problemOf(await confirm(next, lastCode()))).toEqual([401, 'sign-in-refused']);
  officer = await tenant.staff('DPO', {});
  expect(await withdraw(decision)).toBe(204);
});

test('a code serves the sign-in it was sent for, and no other', async () => {
  const decision = await decide();
  const [{ browser }, { browser: other }] = [await half(), await half()];
  await expectJson(await browser.post('/v1/sign-in/mail'), 200);
  const sent = lastCode();
  expect(await problemOf(await confirm(other, sent)), 'of another sign-in').toEqual([401, 'sign-in-refused']);
  await expectJson(await confirm(browser, sent), 200);
  expect(await withdraw(decision)).toBe(204);
});

test('a decision withdrawn ends what it opened, and the codes under way', async () => {
  const decision = await decide();
  const { browser } = await half();
  await expectJson(await browser.post('/v1/sign-in/mail'), 200);
  await expectJson(await confirm(browser, lastCode()), 200);
  const { browser: waiting } = await half();
  await expectJson(await waiting.post('/v1/sign-in/mail'), 200);
  expect(await withdraw(decision)).toBe(204);
  expect((await browser.get('/v1/me')).status).toBe(401);
  expect(await problemOf(await confirm(waiting, lastCode()))).toEqual([401, 'sign-in-refused']);
});

test('a relay that does not answer is said, and the other factors stay', async () => {
  const decision = await decide();
  const { browser } = await half();
  await relay.close();
  expect(await problemOf(await browser.post('/v1/sign-in/mail'))).toEqual([503, 'unavailable']);
  const { browser: next } = await half();
  expect((await next.post('/v1/sign-in/code', { code: codeAt(secret, now) })).status).toBe(200);
  expect(await withdraw(decision)).toBe(204);
});
