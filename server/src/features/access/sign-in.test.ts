import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../flags.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { inviteCommand } from './invite.command.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { Authenticator } from '../../testing/authenticator.ts';
import { Browser, codeAt } from '../../testing/browser.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../testing/tenant.ts';
import postgres from 'postgres';
import { tidyTenant } from '../../tidy.ts';
import { operations } from '../../operations.ts';
import { signInOperations } from './sign-in.routes.ts';

let running: TestApp;
let now: Date;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

const password = 'quatre mots sans rapport: gravier';
let tenant: TestTenant;
let admin: TestStaff;
let worker: TestStaff;
let login: string;
/** What the worker's application shows. */
let secret: string;
let codes: string[];
beforeEach(async () => {
  now = new Date();
  tenant = await TestTenant.create(running.database, { now: () => now });
  admin = await tenant.staff('ADMINISTRATOR');
  worker = await tenant.staff('SOCIAL_WORKER');
  login = `claire.${worker.id}@hopital.example`;
  ({ secret, codes } = await enrol(await invite(worker.id, login)));
  later(60);
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

async function invite(staffId: string, address: string): Promise<string> {
  const { link } = await expectJson<{ link: string }>(
    await call(running.app, admin.token, `/v1/organisation/staff/${staffId}/invitation`, {
      method: 'POST',
      body: { login: address },
    }),
    200,
  );
  return new URL(link).hash.slice(1);
}

/** What tries from the address of these tests are counted by. */
const addressSubject = () =>
  testKeyring.digest('tries of password by address', 'unknown').toString('base64url');

async function enrol(token: string, chosen = password) {
  const browser = new Browser(running.app);
  await expectJson(await browser.post('/v1/sign-in/invitation/accept', { token, password: chosen }), 200);
  const offer = await expectJson<{ secret: string; uri: string }>(
    await browser.post('/v1/sign-in/enrol/application'),
    200,
  );
  const enrolled = await expectJson<{ recoveryCodes: string[] }>(
    await browser.post('/v1/sign-in/enrol/application/confirm', {
      code: codeAt(offer.secret, now),
      label: 'Téléphone',
    }),
    200,
  );
  return { browser, secret: offer.secret, uri: offer.uri, codes: enrolled.recoveryCodes };
}

const half = async (browser = new Browser(running.app), chosen = password, address = login) => {
  const response = await browser.post('/v1/sign-in/password', {
    client: tenant.id,
    login: address,
    password: chosen,
  });
  return { browser, response };
};
async function signIn(browser = new Browser(running.app)): Promise<Browser> {
  const { response } = await half(browser);
  expect(await expectJson(response, 200)).toMatchObject({ factors: ['totp', 'recovery'], passkey: null });
  await expectJson(await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) }), 200);
  return browser;
}

describe('a person invited', () => {
  test('chooses a password and a factor, and is in; the link serves no more', async () => {
    const colleague = await tenant.staff('SOCIAL_WORKER');
    const token = await invite(colleague.id, 'Paul@Hopital.example');
    const browser = new Browser(running.app);
    expect(await expectJson(await browser.post('/v1/sign-in/invitation', { token }), 200)).toMatchObject({
      login: 'paul@hopital.example',
      purpose: 'invite',
      tenantName: 'Client de test',
    });
    const made = await enrol(token);
    expect(made.uri).toMatch(/^otpauth:\/\/totp\/Lastria:paul%40hopital\.example\?/);
    expect(made.codes).toHaveLength(10);
    expect(new Set(made.codes).size).toBe(10);
    expect(made.codes[0]).toMatch(/^([A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}$/);
    const me = await expectJson(await made.browser.get('/v1/me'), 200);
    expect(me).toMatchObject({ staffId: colleague.id, kind: 'page', nominative: true });
    expect((await browser.post('/v1/sign-in/invitation', { token })).status).toBe(401);
  });

  test('has three days, and only the last link', async () => {
    const first = await invite(worker.id, login);
    const second = await invite(worker.id, login);
    const read = async (token: string) =>
      (await new Browser(running.app).post('/v1/sign-in/invitation', { token })).status;
    expect([await read(first), await read(second)]).toEqual([401, 200]);
    later(72 * 3600);
    expect(await read(second)).toBe(401);
  });

  test.each([
    ['court', 'Choisissez au moins 12 caractères.'],
    ['aaaaaaaaaaaaaaaa', /plus variés/],
    ['motdepasse2026!', /trop courant/],
    ['Azerty@zerty123', /trop courant/],
    ['Marseille-13-2026', /trop courant/],
  ])('is told why %s is no password', async (weak, why) => {
    const token = await invite(worker.id, login);
    const answer = await new Browser(running.app).post('/v1/sign-in/invitation/accept', {
      token,
      password: weak,
    });
    const { errors } = await expectJson<{ errors: { pointer: string; detail: string }[] }>(answer, 422);
    expect(errors).toEqual([{ pointer: '/password', detail: expect.stringMatching(why) }]);
  });

  test('is not led on by a link that was altered', async () => {
    const token = await invite(worker.id, login);
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'x', `${token}.y`])
      expect((await new Browser(running.app).post('/v1/sign-in/invitation', { token: wrong })).status).toBe(
        401,
      );
  });
});

describe('signing in', () => {
  test('takes a password and a factor, and leaves its trace', async () => {
    const browser = await signIn();
    const me = await expectJson<{ idleAt: string }>(await browser.get('/v1/me'), 200);
    expect(Date.parse(me.idleAt) - +now).toBe(15 * 60_000);
    expect([...browser.cookies.keys()].sort()).toEqual(['__Host-lastria', '__Host-lastria-device']);
    const { browser: wrong } = await half();
    expect((await wrong.post('/v1/sign-in/code', { code: '000000' })).status).toBe(401);
    expect((await half(new Browser(running.app), 'un autre mot de passe')).response.status).toBe(401);
    const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
    const traces = await admin<{ type: string; facts: object; at: Date }[]>`
      select type, facts, at from audit_event
      where tenant_id = ${tenant.id} and staff_id = ${worker.id} and type like 'session.%' order by id desc limit 3`;
    await admin.end();
    expect(traces.map(({ type }) => type)).toEqual([
      'session.passwordRefused',
      'session.factorRefused',
      'session.opened',
    ]);
    expect(traces[2]!.facts).toMatchObject({ methods: ['pwd', 'otp'] });
    expect(traces.map(({ at }) => +at)).toEqual([+now, +now, +now]);
  });

  test('sets cookies that no script, no other page and no plain line can read', async () => {
    const { browser, response } = await half();
    const lines = [
      ...response.headers.getSetCookie(),
      ...(await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) })).headers.getSetCookie(),
    ];
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines)
      expect(line).toMatch(
        /^__Host-lastria[a-z-]*=[\w-]*; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
      );
  });

  test('takes a password that was chosen years ago', async () => {
    later(3 * 365 * 24 * 3600);
    expect(await expectJson((await half()).response, 200)).toMatchObject({ mustEnrol: false });
  });

  test('T-AUTH-4 an unknown client, an unknown address and a wrong password are told the same', async () => {
    const answers = [];
    for (const [client, address, chosen] of [
      [tenant.id, login, 'un autre mot de passe'],
      [tenant.id, 'personne@hopital.example', password],
      ['nulle-part', login, password],
    ] as const) {
      const answer = await new Browser(running.app).post('/v1/sign-in/password', {
        client,
        login: address,
        password: chosen,
      });
      const { instance, ...said } = (await answer.json()) as { instance: string };
      expect(instance).toMatch(/-/);
      answers.push([answer.status, said, answer.headers.getSetCookie()]);
    }
    expect(answers[0]![0]).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('T-AUTH-2 a code serves once, and only about its half minute', async () => {
    const code = codeAt(secret, now);
    await signIn();
    const { browser } = await half();
    expect((await browser.post('/v1/sign-in/code', { code })).status, 'replayed').toBe(401);
    for (const steps of [-2, 2]) {
      const far = codeAt(secret, new Date(+now + steps * 30_000));
      expect((await browser.post('/v1/sign-in/code', { code: far })).status, `${steps} steps`).toBe(401);
    }
    const next = codeAt(secret, new Date(+now + 30_000));
    expect((await browser.post('/v1/sign-in/code', { code: next })).status, 'the next step').toBe(200);
  });

  test('T-AUTH-2 of the same code twice at once, one opens', async () => {
    const both = await Promise.all([half(), half()]);
    const code = codeAt(secret, now);
    const answers = await Promise.all(
      both.map(async ({ browser }) => (await browser.post('/v1/sign-in/code', { code })).status),
    );
    expect(answers.sort()).toEqual([200, 401]);
  });

  test('T-AUTH-1 of 400 wrong codes at once, five are looked at, whatever the factor and the sign-in', async () => {
    const halves = await Promise.all([half(), half(), half(), half()]);
    const wrong = codeAt(secret, new Date(+now - 3_600_000));
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) => {
        const { browser } = halves[index % halves.length]!;
        return index % 5 === 0
          ? browser.post('/v1/sign-in/recovery', { code: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF' })
          : browser.post('/v1/sign-in/code', { code: wrong });
      }),
    );
    const statuses = Map.groupBy(answers, ({ status }) => status);
    expect([statuses.get(401)?.length, statuses.get(429)?.length]).toEqual([5, 395]);
    expect(Number(statuses.get(429)![0]!.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    const { browser } = await half();
    expect(
      (await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) })).status,
      'the right one',
    ).toBe(429);
    later(15 * 60);
    await signIn();
  }, 60_000);

  test('T-AUTH-1 a sign-in opens one session', async () => {
    const { browser } = await half();
    const twin = browser.copy();
    await expectJson(await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) }), 200);
    expect((await twin.post('/v1/sign-in/recovery', { code: codes[0] })).status).toBe(401);
  });

  test('T-AUTH-3 a sign-in half done opens no route at all', async () => {
    const { browser } = await half();
    const step = browser.cookies.get('__Host-lastria-step')!;
    const tries = operations.flatMap((one) => {
      const path = one.path.replaceAll(/\{\w+\}/g, worker.id);
      return [
        { path, method: one.method, headers: { cookie: `__Host-lastria=${step}`, 'x-lastria-page': 'page' } },
        {
          path,
          method: one.method,
          headers: { cookie: `__Host-lastria-step=${step}`, 'x-lastria-page': 'page' },
        },
        {
          path,
          method: one.method,
          headers: { cookie: `__Host-lastria-frame=${step}`, 'x-lastria-page': 'frame' },
        },
        { path, method: one.method, headers: { authorization: `Bearer ${step}` } },
        { path, method: one.method, headers: { authorization: `Bearer lastria_${step}` } },
      ];
    });
    expect(tries.length).toBeGreaterThan(300);
    for (const { path, method, headers } of tries) {
      const answer = await running.app.request(path, {
        method: method.toUpperCase(),
        headers: { origin: 'http://localhost:4600', ...(headers as Record<string, string>) },
      });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
    // Of the sign-in itself, only its second half
    for (const one of signInOperations().filter(
      ({ path }) => path.includes('/enrol/') || path.includes('/me/'),
    )) {
      const body = { code: '000000', label: 'x', current: 'x', password: 'x' };
      const answer = await browser.post(
        one.path,
        one.path.endsWith('password')
          ? { current: 'x', password: 'x' }
          : one.path.includes('application/confirm')
            ? { code: body.code, label: 'x' }
            : one.path.includes('proof/confirm')
              ? { code: body.code }
              : {},
      );
      expect([one.id, answer.status >= 400]).toEqual([one.id, true]);
    }
    expect((await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) })).status, 'control').toBe(
      200,
    );
  });

  test('T-AUTH-6 a stranger keeps nobody out: not on her own machine, and nowhere for long', async () => {
    const known = await signIn();
    later(60);
    const stranger = new Browser(running.app);
    for (let tries = 0; tries < 60; tries += 1) await half(stranger, 'au hasard, pour voir');
    expect((await half(stranger)).response.status, 'the stranger, even right').toBe(429);
    expect((await half(known)).response.status, 'her own machine').toBe(200);
    later(15 * 60);
    expect(
      (await half(new Browser(running.app))).response.status,
      'any machine, a quarter of an hour later',
    ).toBe(200);
  }, 60_000);

  test('T-AUTH-1 of 40 passwords at once, five are looked at', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => half(undefined, 'au hasard, pour voir')),
    );
    const refused = answers.filter(({ response }) => response.status === 401);
    expect([refused.length, answers.filter(({ response }) => response.status === 429).length]).toEqual([
      5, 35,
    ]);
  });

  test('T-AUTH-1 of a list of stolen passwords, tried on one account each from one address, two hundred are looked at', async () => {
    // As if 199 had been tried: each costs a tenth of a second
    expect((await half(undefined, 'au hasard, pour voir', 'x@hopital.example')).response.status).toBe(401);
    const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
    await half();
    const rows = await admin`
      update sign_in_throttle set failures = 199 where tenant_id = ${tenant.id} and subject = ${addressSubject()}
      returning failures`;
    await admin.end();
    expect(rows).toHaveLength(1);
    const tried = async (name: string) =>
      (await half(undefined, 'au hasard, pour voir', `${name}@hopital.example`)).response;
    expect((await half()).response.status, 'who succeeds counts for nothing').toBe(200);
    expect((await tried('a')).status, 'the two hundredth').toBe(401);
    const refused = await tried('b');
    expect([refused.status, Number(refused.headers.get('retry-after')) <= 900]).toEqual([429, true]);
    later(15 * 60);
    expect((await tried('c')).status, 'a quarter of an hour later').toBe(401);
  });

  test('a recovery code serves once', async () => {
    const { browser } = await half();
    expect((await browser.post('/v1/sign-in/recovery', { code: codes[3]!.toLowerCase() })).status).toBe(200);
    const again = await half();
    expect((await again.browser.post('/v1/sign-in/recovery', { code: codes[3] })).status).toBe(401);
  });

  test('too slow, it begins anew', async () => {
    const { browser } = await half();
    later(5 * 60);
    expect(await problemOf(await browser.post('/v1/sign-in/code', { code: codeAt(secret, now) }))).toEqual([
      401,
      'sign-in-refused',
    ]);
  });

  test.each([
    ['from a host’s page', { origin: 'https://portail.example' }],
    ['from a page of the same site', { 'sec-fetch-site': 'same-site' }],
    ['without the header of our pages', { 'x-lastria-page': '' }],
  ])('%s is refused', async (_what, headers) => {
    const answer = await new Browser(running.app).post(
      '/v1/sign-in/password',
      { client: tenant.id, login, password },
      headers,
    );
    expect(await problemOf(answer)).toEqual([403, 'origin-refused']);
  });
});

describe('T-AUTH-5 a session', () => {
  test('ends on the very next call when it is closed elsewhere, with the frames that hang on it', async () => {
    const [here, there] = [await signIn(), (later(60), await signIn())];
    const { items } = await expectJson<{ items: { id: string; current: boolean }[] }>(
      await here.get('/v1/me/sessions'),
      200,
    );
    const other = items.find(({ current }) => !current && items.length > 1)!;
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    const pages = await Promise.all([here.get('/v1/me'), there.get('/v1/me')]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect((await here.call('DELETE', `/v1/me/sessions/${other.id}`)).status).toBe(204);
  });

  test('ends when the account is reset, and the password and codes of before open nothing', async () => {
    const browser = await signIn();
    later(60);
    const { link } = await expectJson<{ link: string }>(
      await call(running.app, admin.token, `/v1/organisation/staff/${worker.id}/account-reset`, {
        method: 'POST',
        body: {},
      }),
      200,
    );
    expect((await browser.get('/v1/me')).status).toBe(401);
    expect((await half()).response.status).toBe(401);
    later(16 * 60);
    const made = await enrol(new URL(link).hash.slice(1), 'une autre phrase, bien choisie');
    expect((await made.browser.get('/v1/me')).status).toBe(200);
    expect((await half()).response.status, 'the former password').toBe(401);
  });

  test('ends when the account is ended, the person leaves or signs out, or nobody is there', async () => {
    const out = await signIn();
    expect((await out.post('/v1/sign-out')).status).toBe(204);
    expect((await out.get('/v1/me')).status).toBe(401);
    later(60);
    const idle = await signIn();
    later(10 * 60);
    expect((await idle.post('/v1/me/activity')).status).toBe(200);
    later(10 * 60);
    expect((await idle.get('/v1/me')).status, 'somebody was there').toBe(200);
    later(6 * 60);
    expect((await idle.get('/v1/me')).status, 'nobody was').toBe(401);
    const ended = await signIn();
    await call(
      running.app,
      (await tenant.session(admin.id)).token,
      `/v1/organisation/staff/${worker.id}/account-end`,
      {
        method: 'POST',
        body: {},
      },
    );
    expect((await ended.get('/v1/me')).status).toBe(401);
    expect((await half()).response.status).toBe(401);
  });

  test('ends twelve hours after it began, whoever is there', async () => {
    const browser = await signIn();
    const end = +now + 12 * 3_600_000;
    while (+now < end - 600_000) {
      later(600);
      expect((await browser.post('/v1/me/activity')).status).toBe(200);
    }
    later(600);
    expect((await browser.get('/v1/me')).status).toBe(401);
  });

  test('asks for a factor again after a quarter of an hour, and takes one', async () => {
    const browser = await signIn();
    for (let minutes = 0; minutes < 16; minutes += 8) {
      later(8 * 60);
      await browser.post('/v1/me/activity');
    }
    const renew = () => browser.post('/v1/me/recovery-codes');
    expect(await problemOf(await renew())).toEqual([403, 'proof-too-old']);
    expect(await expectJson(await browser.post('/v1/me/proof'), 200)).toEqual({
      factors: ['totp'],
      passkey: null,
    });
    expect((await browser.post('/v1/me/proof/confirm', { code: '000000' })).status).toBe(401);
    expect((await browser.post('/v1/me/proof/confirm', { code: codeAt(secret, now) })).status).toBe(200);
    expect((await renew()).status).toBe(200);
  });

  test('asked for a factor again, is given a new token, and that of before serves no more', async () => {
    const browser = await signIn();
    const thief = browser.copy();
    later(60);
    await expectJson(await browser.post('/v1/me/proof'), 200);
    await expectJson(await browser.post('/v1/me/proof/confirm', { code: codeAt(secret, now) }), 200);
    expect(browser.cookies.get('__Host-lastria')).not.toBe(thief.cookies.get('__Host-lastria'));
    expect((await thief.get('/v1/me')).status, 'calls that were under way').toBe(200);
    later(11);
    for (const [path, body] of [
      ['/v1/me/proof', {}],
      ['/v1/me/password', { current: password, password: 'une nouvelle phrase de passe' }],
      ['/v1/sign-out', {}],
    ] as const)
      expect((await thief.post(path, body)).status, path).toBe(401);
    expect([(await thief.get('/v1/me')).status, (await browser.get('/v1/me')).status]).toEqual([401, 200]);
  });

  test('is one of ten at most: one more ends the oldest', async () => {
    const first = await signIn();
    const { sessionId } = await tenant.session(worker.id, { kind: 'page', seenAt: now, createdAt: now });
    for (let more = 0; more < 8; more += 1) await tenant.session(worker.id, { kind: 'page', seenAt: now });
    expect((await first.get('/v1/me')).status, 'ten').toBe(200);
    later(60);
    const last = await signIn();
    expect((await first.get('/v1/me')).status, 'eleven').toBe(401);
    const { items } = await expectJson<{ items: { id: string }[] }>(await last.get('/v1/me/sessions'), 200);
    expect(items.map(({ id }) => id)).toContain(sessionId);
    expect(items.filter((one) => (one as unknown as { kind: string }).kind === 'page')).toHaveLength(10);
  });

  test('closes the others when what proves who one is changes', async () => {
    const others: Browser[] = [];
    const still = async () => Promise.all(others.map(async (one) => (await one.get('/v1/me')).status));
    for (let count = 0; count < 2; count += 1) {
      others.push(await signIn());
      later(60);
    }
    const browser = await signIn();
    later(60);
    const offer = await expectJson<{ challengeId: string; secret: string }>(
      await browser.post('/v1/me/factors/application'),
      200,
    );
    expect(await still()).toEqual([200, 200]);
    const kept = { challengeId: offer.challengeId, code: codeAt(offer.secret, now), label: 'Tablette' };
    const { id } = await expectJson<{ id: string }>(
      await browser.post('/v1/me/factors/application/confirm', kept),
      200,
    );
    expect(await still()).toEqual([401, 401]);
    for (const change of [
      () => browser.post('/v1/me/recovery-codes'),
      () => browser.call('DELETE', `/v1/me/factors/${id}`),
    ]) {
      const other = new Browser(running.app);
      const { token } = await tenant.session(worker.id, { kind: 'page', seenAt: now });
      other.cookies.set('__Host-lastria', token);
      expect((await other.get('/v1/me')).status, 'control').toBe(200);
      expect((await change()).status).toBeLessThan(300);
      expect((await other.get('/v1/me')).status).toBe(401);
    }
    expect((await browser.get('/v1/me')).status).toBe(200);
  });

  test('changes its password, and closes the others', async () => {
    const other = await signIn();
    later(60);
    const browser = await signIn();
    const change = (current: string, next: string) =>
      browser.post('/v1/me/password', { current, password: next });
    expect((await change('pas celui-là du tout', 'une nouvelle phrase de passe')).status).toBe(401);
    expect((await change(password, 'motdepasse2026!')).status).toBe(422);
    expect((await change(password, 'une nouvelle phrase de passe')).status).toBe(204);
    expect([(await browser.get('/v1/me')).status, (await other.get('/v1/me')).status]).toEqual([200, 401]);
    expect((await half(undefined, 'une nouvelle phrase de passe')).response.status).toBe(200);
  });
});

describe('lastria-server invite', () => {
  const said: string[] = [];
  const command = async (...args: string[]) => {
    const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    try {
      await inviteCommand(args, () => 'https://lastria.example')(running.database);
    } finally {
      spy.mockRestore();
    }
  };

  test('gives the first administrator the link by which she comes in', async () => {
    const email = `${admin.id}@hopital.example`;
    await running.database.withTenant(tenant.id, [], (tx) =>
      tx.update(staffMember).set({ email }).where(eq(staffMember.id, admin.id)),
    );
    await command('--tenant', tenant.id, '--email', email.toUpperCase());
    const link = new URL(said.at(-1)!.split(' : ')[1]!);
    expect(link.origin).toBe('https://lastria.example');
    const made = await enrol(link.hash.slice(1));
    expect(await expectJson(await made.browser.get('/v1/me'), 200)).toMatchObject({ staffId: admin.id });
  });

  test('says in a sentence what it cannot do', async () => {
    await expect(command('--tenant', tenant.id, '--email', 'personne@hopital.example')).rejects.toThrow(
      'Personne de l’équipe n’a l’adresse personne@hopital.example',
    );
    await expect(command('--tenant', worker.id, '--email', login)).rejects.toThrow('Aucun client');
    await expect(command('--tenant', tenant.id)).rejects.toThrow(UsageError);
  });
});

test('what is left of tries, half-done sign-ins and tickets goes with time', async () => {
  await half(undefined, 'au hasard, pour voir');
  await half();
  await new Browser(running.app, 'frame').post('/v1/access-tickets', {
    client: tenant.id,
    element: 'lastria-social-file',
    origin: testOrigin,
  });
  const admin = postgres(running.adminUrl, { max: 1 });
  const left = async () => {
    const [row] = await admin<{ tries: number; halves: number; tickets: number }[]>`
      select (select count(*)::int from sign_in_throttle where tenant_id = ${tenant.id}) as tries,
             (select count(*)::int from sign_in_challenge where tenant_id = ${tenant.id}) as halves,
             (select count(*)::int from access_ticket where tenant_id = ${tenant.id}) as tickets`;
    return row!;
  };
  expect(Object.values(await left()).every((count) => count > 0)).toBe(true);
  await tidyTenant(running.database)(tenant.id, new Date(+now + 16 * 60_000));
  expect(await left()).toEqual({ tries: 0, halves: 0, tickets: 0 });
  await admin.end();
});

test('recovery codes are of 120 random bits and kept as digests; the secret of an application is kept sealed', async () => {
  const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  const rows = await admin<
    { digest: string }[]
  >`select digest from recovery_code where staff_id = ${worker.id}`;
  const [factor] = await admin<{ sealed: Buffer }[]>`
    select sealed_secret as sealed from second_factor where staff_id = ${worker.id}`;
  await admin.end();
  // 24 signs of 32: five bits each
  const signs = codes.map((code) => code.replaceAll('-', ''));
  expect(new Set(signs.join('')).size).toBeGreaterThan(28);
  for (const code of signs) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{24}$/);
  expect(rows).toHaveLength(10);
  for (const { digest } of rows) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(factor!.sealed.includes(Buffer.from(secret))).toBe(false);
});

test('what was typed and drawn at random is kept nowhere in the clear, and in no log', async () => {
  await signIn();
  const text = running.logs.join('\n');
  for (const planted of [password, login, secret, codes[0]!]) expect(text).not.toContain(planted);
  expect(running.failures).toEqual([]);
});

describe('a security key', () => {
  test('is enrolled, and signs in; an answer serves once, for our origin, with the person there', async () => {
    const key = new Authenticator();
    const token = await invite(worker.id, login);
    const enrolling = new Browser(running.app);
    await expectJson(await enrolling.post('/v1/sign-in/invitation/accept', { token, password }), 200);
    const offer = await expectJson<{ options: { challenge: string; rp: { id: string } } }>(
      await enrolling.post('/v1/sign-in/enrol/passkey'),
      200,
    );
    expect(offer.options.rp.id).toBe('localhost');
    const confirm = (response: unknown) =>
      enrolling.post('/v1/sign-in/enrol/passkey/confirm', { response, label: 'Clé' });
    expect((await confirm(key.create(offer.options.challenge, 'https://portail.example'))).status).toBe(401);
    expect((await confirm(key.create('bm90IHRoZSBjaGFsbGVuZ2U'))).status).toBe(401);
    await expectJson(await confirm(key.create(offer.options.challenge)), 200);
    later(60);
    const ask = async () => {
      const { browser, response } = await half();
      const { passkey } = await expectJson<{ passkey: { challenge: string } }>(response, 200);
      return { browser, challenge: passkey.challenge };
    };
    const { browser, challenge } = await ask();
    const answer = (given: unknown, by = browser) => by.post('/v1/sign-in/passkey', { response: given });
    expect((await answer(key.get(challenge, { origin: 'https://portail.example' }))).status).toBe(401);
    expect((await answer(key.get(challenge, { verified: false }))).status, 'nobody there').toBe(401);
    expect((await answer(new Authenticator().get(challenge))).status, 'another key').toBe(401);
    const right = key.get(challenge);
    expect((await answer(right)).status).toBe(200);
    const again = await ask();
    expect((await answer(right, again.browser)).status, 'replayed').toBe(401);
    expect((await expectJson<{ nominative: boolean }>(await browser.get('/v1/me'), 200)).nominative).toBe(
      true,
    );
  });
});

describe('a frame of a host’s page', () => {
  const ask = async (frame = new Browser(running.app, 'frame'), input: Record<string, string> = {}) => {
    const response = await frame.post('/v1/access-tickets', {
      client: tenant.id,
      element: 'lastria-social-file',
      origin: 'https://portail.example',
      ...input,
    });
    return { frame, response };
  };
  const approve = async (page: Browser, ticketId: string) =>
    (await expectJson<{ release: string }>(await page.post(`/v1/access-tickets/${ticketId}/approve`), 200))
      .release;

  test('is let in by the person’s own window, and signs out with it', async () => {
    const page = await signIn();
    const { frame, response } = await ask();
    const { ticketId } = await expectJson<{ ticketId: string }>(response, 200);
    expect(response.headers.getSetCookie()[0]).toMatch(/SameSite=None; Partitioned/);
    expect(await expectJson(await page.post(`/v1/access-tickets/${ticketId}/read`), 200)).toMatchObject({
      purpose: 'frame',
      origin: 'https://portail.example',
      element: 'lastria-social-file',
    });
    const redeem = (release: string, by = frame) =>
      by.post(`/v1/access-tickets/${ticketId}/redeem`, { release });
    expect(await expectJson(await redeem('rien'), 200)).toEqual({ status: 'ended' });
    const release = await approve(page, ticketId);
    const thief = new Browser(running.app, 'frame');
    expect(await expectJson(await redeem(release, thief), 200), 'without the key').toEqual({
      status: 'ended',
    });
    expect(await expectJson(await redeem('rien'), 200), 'without the release').toEqual({ status: 'ended' });
    const twin = frame.copy();
    expect(await expectJson(await redeem(release), 200)).toEqual({ status: 'open' });
    expect(await expectJson(await redeem(release, twin), 200), 'twice').toEqual({ status: 'ended' });
    expect(await expectJson(await frame.get('/v1/me'), 200)).toMatchObject({
      kind: 'frame',
      nominative: true,
    });
    expect((await page.post('/v1/sign-out')).status).toBe(204);
    expect((await frame.get('/v1/me')).status).toBe(401);
  });

  test.each([
    ['a page the tenant does not allow', { origin: 'https://ailleurs.example' }],
    ['a client that does not exist', { client: 'nulle-part' }],
    ['an element that does not exist', { element: 'lastria-nothing' }],
  ])('of %s gets no ticket', async (_what, input) => {
    expect((await ask(undefined, input)).response.status).toBe(403);
  });

  test('profits of a factor proven again in the window', async () => {
    const page = await signIn();
    const { frame, response } = await ask();
    const { ticketId } = await expectJson<{ ticketId: string }>(response, 200);
    const release = await approve(page, ticketId);
    await expectJson(await frame.post(`/v1/access-tickets/${ticketId}/redeem`, { release }), 200);
    for (const by of [page, page]) {
      later(8 * 60);
      await by.post('/v1/me/activity');
    }
    const renew = () => frame.post('/v1/me/recovery-codes');
    expect(await problemOf(await renew())).toEqual([403, 'proof-too-old']);
    await expectJson(await page.post('/v1/me/proof'), 200);
    await expectJson(await page.post('/v1/me/proof/confirm', { code: codeAt(secret, now) }), 200);
    expect((await renew()).status).toBe(200);
  });
});
