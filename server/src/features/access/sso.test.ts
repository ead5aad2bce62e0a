import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../app.ts';
import { newId } from '../../db/ids.ts';
import { startHospitalIdp, type HospitalIdp } from '../../demo/hospital-idp.ts';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { Browser } from '../../testing/browser.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { recordDecision } from './decision.service.ts';
import { ssoAttempt } from './identity.table.ts';
import { keepProvider, linkIdentity } from './provider-registry.service.ts';
import { openProviders } from './provider.service.ts';
import { staffByIdentity } from './provider.store.ts';
import { openSso, safeBack, SsoRefused } from './sso.service.ts';

const ours = 'http://localhost:4600';
const secret = 'le-mot-que-seule-lastria-connait';
let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

let tenant: TestTenant;
let worker: TestStaff;
let providerId: string;
const by = () => ({
  tenantId: tenant.id,
  staffId: null,
  sessionId: null,
  now: new Date(),
  requestId: newId(),
});

/** Registers a provider for a tenant's people, and who the worker is there. */
async function register(issuer: string, subject: string, more: { jwks?: string } = {}): Promise<string> {
  return running.database.withTenant(tenant.id, [], async (tx) => {
    const id = await keepProvider(tx, testKeyring, by(), {
      issuer,
      name: 'Hôpital',
      clientId: 'lastria',
      audience: 'portail',
      secret,
      discoveryUrl: undefined,
      jwks: more.jwks,
      acrValues: undefined,
      factorAcr: [],
      forPeople: true,
      exchangeClients: [],
    });
    await linkIdentity(tx, by(), { providerId: id, member: worker.id, subject });
    return id;
  });
}

beforeEach(async () => {
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
});

const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]!.split(';')[0]!;
const begin = (back = '/dossiers', id = providerId, app: App = running.app) =>
  app.request(`/v1/sign-in/sso/${id}?${new URLSearchParams({ client: tenant.id, back }).toString()}`);
const comeBack = (address: string, cookie: string, app: App = running.app) => {
  const { pathname, search } = new URL(address);
  return app.request(`${pathname}${search}`, { headers: { cookie } });
};
const sso = () =>
  openSso({
    database: running.database,
    keyring: testKeyring,
    providers: openProviders(),
    publicOrigin: ours,
  });
const named = (cookie: string) => sso().named(cookie.split('=')[1], new Date());

describe('at a certified provider', () => {
  let idp: HospitalIdp;
  /** Follows the provider's own pages as a browser does, choosing a person; gives where it sends back to. */
  async function choose(address: string, subject: string): Promise<string> {
    const jar = new Map<string, string>();
    let next: { url: string; init: RequestInit } = { url: address, init: {} };
    for (let hop = 0; hop < 10; hop += 1) {
      const answer = await fetch(next.url, {
        ...next.init,
        redirect: 'manual',
        headers: {
          ...next.init.headers,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      const url = location && new URL(location, next.url).href;
      if (url?.startsWith(ours)) return url;
      if (url) next = { url, init: {} };
      else {
        expect(await answer.text()).toContain('Connexion des agents');
        next = {
          url: next.url,
          init: {
            method: 'POST',
            body: new URLSearchParams({ subject }).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          },
        };
      }
    }
    throw new Error('the provider never sent back');
  }

  beforeEach(async () => {
    const id = newId();
    // The address it sends back to names the provider as we know it, which is known once it is registered
    const port = await freePort();
    providerId = await register(`http://127.0.0.1:${port}`, 'agent-7');
    idp = await startHospitalIdp({
      port,
      people: [
        { subject: 'agent-7', name: 'C. Morel' },
        { subject: id, name: 'Un inconnu' },
      ],
      clients: () => [
        {
          client_id: 'lastria',
          client_secret: secret,
          redirect_uris: [`${ours}/v1/sign-in/sso/${providerId}/callback`],
        },
      ],
    });
    return () => idp.close();
  });

  test('a person is named, for a factor of ours to come, and the answer serves once', async () => {
    const away = await begin('/dossiers?tri=nom');
    expect(away.status).toBe(303);
    const cookie = cookieOf(away);
    expect(away.headers.getSetCookie()[0]).toMatch(
      /^__Host-lastria-sso=[\w-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const address = new URL(away.headers.get('location')!);
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');

    const back = await choose(address.href, 'agent-7');
    const answer = await comeBack(back, cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/${tenant.id}/connexion?sso=named`,
    ]);
    const known = cookieOf(answer);
    expect(await named(known)).toEqual({
      tenantId: tenant.id,
      staffId: worker.id,
      twoFactors: true,
      back: '/dossiers?tri=nom',
    });
    await expect(named(known), 'once').rejects.toThrow(SsoRefused);
    expect((await comeBack(back, cookie)).headers.get('location')).toBe(
      `/${tenant.id}/connexion?sso=refused`,
    );
    // What names somebody opens nothing by itself
    const headers = { cookie: known.replace('-sso', ''), 'x-lastria-page': 'page' };
    expect((await running.app.request('/v1/me', { headers })).status).toBe(401);
  });

  test('somebody it knows and we do not is refused', async () => {
    const away = await begin();
    const stranger = (await begin()).headers.get('location')!;
    expect(stranger).not.toBe(away.headers.get('location'));
    const people = await fetch(stranger, { redirect: 'manual' });
    expect(people.status).toBeLessThan(400);
    const refusedAt = await choose(away.headers.get('location')!, 'personne');
    expect((await comeBack(refusedAt, cookieOf(away))).headers.get('location')).toMatch(/sso=refused$/);
  });

  test('an answer in another browser, with another state or of another attempt is refused', async () => {
    const [mine, other] = [await begin(), await begin()];
    const back = await choose(mine.headers.get('location')!, 'agent-7');
    const wrong = new URL(back);
    wrong.searchParams.set('state', 'x'.repeat(43));
    for (const [address, cookie] of [
      [back, ''],
      [back, '__Host-lastria-sso=x'],
      [back, cookieOf(other)],
      [wrong.href, cookieOf(mine)],
    ] as const) {
      const answer = await comeBack(address, cookie);
      expect(answer.headers.get('location')).toMatch(/^\/([\w-]+\/connexion)?\?sso=refused$/);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await comeBack(back, cookieOf(mine))).headers.get('location'), 'control').toMatch(/sso=named$/);
  });

  test('an answer that names another provider is refused, and its code is not shown to this one', async () => {
    const away = await begin();
    const back = new URL(await choose(away.headers.get('location')!, 'agent-7'));
    expect(back.searchParams.get('iss')).toBe(idp.issuer);
    back.searchParams.set('iss', 'https://autre.example');
    expect((await comeBack(back.href, cookieOf(away))).headers.get('location')).toMatch(/sso=refused$/);
  });

  test('a window in which one agrees comes back to its own address, which alone keeps it tied to who asks', async () => {
    const asked = `/${tenant.id}/accord/${newId()}`;
    const away = await begin(asked);
    const back = await choose(away.headers.get('location')!, 'agent-7');
    const named = await comeBack(back, cookieOf(away));
    expect(named.headers.get('location')).toBe(`${asked}?sso=named`);
    for (const answer of [away, named])
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
  });

  test('a provider that does not answer is said so', async () => {
    await idp.close();
    expect((await begin()).headers.get('location')).toBe(`/${tenant.id}/connexion?sso=away`);
  });

  test('one that goes away while somebody is there is said so too', async () => {
    const away = await begin();
    const back = await choose(away.headers.get('location')!, 'agent-7');
    await idp.close();
    const answer = await comeBack(back, cookieOf(away));
    expect(answer.headers.get('location')).toBe(`/${tenant.id}/connexion?sso=away`);
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe('with a provider that lies', () => {
  const issuer = 'https://sso.hopital.example';
  const seconds = () => Math.floor(Date.now() / 1000);
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let app: App;
  /** What it answers to a code, for the nonce it was sent. */
  let answers: (nonce: string) => Promise<object>;
  /** Who it says it is. */
  let saidIssuer = issuer;
  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true });
  });
  let nonce: string;
  beforeEach(async () => {
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256' }] });
    providerId = await register(issuer, 'agent-7', { jwks });
    app = createApp({
      database: running.database,
      keyring: testKeyring,
      contract: '{}',
      log: (level, event, fields) => running.logs.push(JSON.stringify({ level, event, ...fields })),
      rate: { perSecond: 1e6, burst: 1e6 },
      fetch: async (url, init) => {
        if (!String(url).endsWith('/token'))
          return Response.json({
            issuer: saidIssuer,
            authorization_endpoint: `${issuer}/auth`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/jwks`,
            id_token_signing_alg_values_supported: ['ES256', 'RS256'],
          });
        expect(String(init?.body)).toContain('code_verifier=');
        return Response.json(await answers(nonce));
      },
    });
  });
  const signed = (claims: object, header: object = {}, key = keys.privateKey) =>
    new SignJWT({
      iss: issuer,
      sub: 'agent-7',
      aud: 'lastria',
      iat: seconds(),
      exp: seconds() + 60,
      nonce,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'k', ...header })
      .sign(key);

  async function outcome(): Promise<string> {
    const away = await begin('/', providerId, app);
    const address = new URL(away.headers.get('location')!);
    nonce = address.searchParams.get('nonce')!;
    const state = address.searchParams.get('state')!;
    const from = running.logs.length;
    const back = `${ours}/v1/sign-in/sso/${providerId}/callback?code=x&state=${state}`;
    const answer = await comeBack(back, cookieOf(away), app);
    const said = running.logs.slice(from).join('\n');
    expect(said).not.toContain('eyJ');
    expect(said).not.toContain(secret);
    return answer.headers.get('location')!.endsWith('named')
      ? 'named'
      : (/"reason":"(\w+)"/.exec(said)?.[1] ?? 'silent');
  }

  test('its token must be for us, now, for this sign-in, and signed by its key', async () => {
    const other = (await generateKeyPair('ES256')).privateKey;
    const cases: [string, () => Promise<object>][] = [
      ['named', async () => ({ id_token: await signed({}) })],
      ['nonce', async () => ({ id_token: await signed({ nonce: 'autre' }) })],
      ['nonce', async () => ({ id_token: await signed({ nonce: undefined }) })],
      ['aud', async () => ({ id_token: await signed({ aud: 'portail' }) })],
      ['azp', async () => ({ id_token: await signed({ aud: ['lastria', 'portail'], azp: 'portail' }) })],
      ['iss', async () => ({ id_token: await signed({ iss: 'https://autre.example' }) })],
      ['exp', async () => ({ id_token: await signed({ iat: seconds() - 200, exp: seconds() - 100 }) })],
      ['iat', async () => ({ id_token: await signed({ iat: seconds() - 1000 }) })],
      ['sub', async () => ({ id_token: await signed({ sub: undefined }) })],
      ['unknownSubject', async () => ({ id_token: await signed({ sub: 'autre' }) })],
      ['events', async () => ({ id_token: await signed({ events: {} }) })],
      ['typ', async () => ({ id_token: await signed({}, { typ: 'logout+jwt' }) })],
      ['at_hash', async () => ({ id_token: await signed({ at_hash: 'x' }), access_token: 'jeton' })],
      ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', async () => ({ id_token: await signed({}, {}, other) })],
      ['idToken', async () => ({ access_token: 'jeton' })],
    ];
    for (const [expected, answer] of cases) {
      answers = answer;
      expect(await outcome()).toBe(expected);
    }
  });

  test('one that says it is another, if only by a stroke, is not asked anything', async () => {
    for (const said of [`${issuer}/`, 'https://autre.example']) {
      saidIssuer = said;
      expect((await begin('/', providerId, app)).headers.get('location')).toMatch(/connexion\?sso=away$/);
    }
    saidIssuer = issuer;
    expect((await begin('/', providerId, app)).headers.get('location')).toMatch(`${issuer}/auth?`);
  });

  test('whom it names is nobody to another provider', async () => {
    const other = await register('https://autre.example', 'agent-8');
    const known = (id: string, subject: string) =>
      running.database.withTenant(tenant.id, [], (tx) =>
        staffByIdentity(tx, tenant.id, { providerId: id, subject, now: new Date() }),
      );
    expect(await known(providerId, 'agent-7')).toBe(worker.id);
    expect(await known(other, 'agent-7')).toBeUndefined();
    expect(await known(other, 'agent-8')).toBe(worker.id);
  });

  test('the tokens it gives stay with the server: none is kept, nor sent to the browser', async () => {
    const tokens = { access_token: 'jeton-acces-zqx', refresh_token: 'jeton-reprise-zqx' };
    let given = '';
    answers = async () => {
      given = await signed({});
      return { ...tokens, id_token: given };
    };
    const away = await begin('/', providerId, app);
    const address = new URL(away.headers.get('location')!);
    nonce = address.searchParams.get('nonce')!;
    const back = `${ours}/v1/sign-in/sso/${providerId}/callback?code=x&state=${address.searchParams.get('state')!}`;
    const answer = await comeBack(back, cookieOf(away), app);
    expect(answer.headers.get('location')).toMatch(/named$/);
    const admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
    const rows =
      await admin`select to_jsonb(a)::text as row from sso_attempt a where tenant_id = ${tenant.id}`;
    await admin.end();
    const told = [
      JSON.stringify([...answer.headers]),
      await answer.text(),
      ...rows.map((one) => one['row'] as string),
    ];
    expect(rows).toHaveLength(1);
    for (const token of [...Object.values(tokens), given]) expect(told.join()).not.toContain(token);
  });

  test('a weaker signature than those it has is not taken', async () => {
    const rsa = await generateKeyPair('RS256');
    answers = async () => ({ id_token: await signed({}, { alg: 'RS256' }, rsa.privateKey) });
    expect(await outcome()).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
  });

  describe('that says somebody signed out', () => {
    const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const end = async (claims: object, header: object = { typ: 'logout+jwt' }) =>
      app.request(`/v1/sign-in/sso/${tenant.id}/${providerId}/logout`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          logout_token: await signed({ nonce: undefined, events: event, jti: newId(), ...claims }, header),
        }).toString(),
      });
    const isOpen = async (sessionId: string) => {
      const admin = postgres(running.adminUrl, { max: 1 });
      const [row] = await admin`select revoked_at is null as open from session where id = ${sessionId}`;
      await admin.end();
      return row!['open'] as boolean;
    };

    test('its sessions end; those opened otherwise go on; the word serves once', async () => {
      const bySso = await tenant.session(worker.id, { kind: 'page', methods: ['sso', 'otp'] });
      const byUs = await tenant.session(worker.id, { kind: 'page', methods: ['pwd', 'otp'] });
      const colleague = await tenant.staff('SOCIAL_WORKER');
      const theirs = await tenant.session(colleague.id, { kind: 'page', methods: ['sso', 'otp'] });
      const jti = newId();
      expect((await end({ jti })).status).toBe(200);
      expect([
        await isOpen(bySso.sessionId),
        await isOpen(byUs.sessionId),
        await isOpen(theirs.sessionId),
      ]).toEqual([false, true, true]);
      expect((await end({ jti })).status).toBe(400);
    });

    test('by the provider’s own session too', async () => {
      answers = async () => ({ id_token: await signed({ sid: 'seance-1' }) });
      expect(await outcome()).toBe('named');
      const { sessionId } = await tenant.session(worker.id, { kind: 'page', methods: ['sso', 'otp'] });
      expect((await end({ sub: undefined, sid: 'seance-2' })).status).toBe(200);
      expect(await isOpen(sessionId)).toBe(true);
      expect((await end({ sub: undefined, sid: 'seance-1' })).status).toBe(200);
      expect(await isOpen(sessionId)).toBe(false);
    });

    test.each<[string, object, object?]>([
      ['an id token', {}, { typ: 'JWT' }],
      ['a token with a nonce', { nonce: 'x' }],
      ['a token without the event', { events: {} }],
      ['a token without an identifier', { jti: undefined }],
      ['a token about nobody', { sub: undefined }],
      ['a token for another', { aud: 'portail' }],
    ])('%s ends nothing', async (_what, claims, header) => {
      const { sessionId } = await tenant.session(worker.id, { kind: 'page', methods: ['sso', 'otp'] });
      expect((await end(claims, header)).status).toBe(400);
      expect(await isOpen(sessionId)).toBe(true);
    });
  });
});

describe('our own page, after it', () => {
  const issuer = 'https://sso.hopital.example';
  /** A browser that the customer's sign-in has just sent back, with who it named. */
  async function sentBack(mfa: boolean): Promise<Browser> {
    const [id, browser] = [newId(), new Browser(running.app)];
    await running.database.withTenant(tenant.id, [], async (tx) => {
      const expiresAt = new Date(Date.now() + 60_000);
      const attempt = { tenantId: tenant.id, id, providerId, stateDigest: id, nonce: id, back: '/dossiers' };
      const sealedVerifier = Buffer.from('x');
      const answer = { usedAt: new Date(), staffId: worker.id, sidDigest: null };
      await tx.insert(ssoAttempt).values({ ...attempt, ...answer, sealedVerifier, expiresAt });
    });
    const said = [tenant.id, id, mfa ? 'mfa' : ''].join('/');
    browser.cookies.set(
      '__Host-lastria-sso',
      testKeyring.seal('sso named', '', Buffer.from(said)).toString('base64url'),
    );
    return browser;
  }
  beforeEach(async () => {
    providerId = await register(issuer, 'agent-7');
    const admin = postgres(running.adminUrl, { max: 1 });
    await admin`insert into sign_in_account (tenant_id, staff_id, login, credentials_since, created_at)
      values (${tenant.id}, ${worker.id}, ${worker.id}, '2020-01-01', '2020-01-01')`;
    await admin`insert into second_factor (tenant_id, id, staff_id, kind, label, created_at)
      values (${tenant.id}, ${newId()}, ${worker.id}, 'totp', 'Téléphone', now())`;
    await admin.end();
  });

  test('offers the providers of the tenant, and none for an address that names nobody', async () => {
    const options = async (client: string) =>
      (await new Browser(running.app).post('/v1/sign-in/options', { client })).json();
    expect(await options(tenant.id)).toEqual({ providers: [{ id: providerId, name: 'Hôpital' }] });
    expect(await options('inconnu')).toEqual({ providers: [] });
  });

  test('asks a factor of ours, whatever the provider says, and goes on once', async () => {
    const browser = await sentBack(true);
    const copy = browser.copy();
    const answer = await expectJson(await browser.post('/v1/sign-in/sso'), 200);
    expect(answer).toMatchObject({ step: { factors: ['totp'] }, opened: null, back: '/dossiers' });
    expect((await browser.get('/v1/me')).status).toBe(401);
    expect((await copy.post('/v1/sign-in/sso')).status).toBe(401);
  });

  test('opens at once where two factors of the customer’s are taken, except in a company', async () => {
    await running.database.withTenant(tenant.id, [], (tx) =>
      recordDecision(tx, by(), { kind: 'hostFactor', reference: 'Test' }),
    );
    const one = await expectJson(await (await sentBack(false)).post('/v1/sign-in/sso'), 200);
    expect(one, 'one factor').toMatchObject({ opened: null });
    const browser = await sentBack(true);
    expect(await expectJson(await browser.post('/v1/sign-in/sso'), 200)).toMatchObject({ step: null });
    expect((await browser.get('/v1/files')).status).toBe(200);
    const admin = postgres(running.adminUrl, { max: 1 });
    await admin`update tenant set kind = 'company' where tenant_id = ${tenant.id}`;
    await admin.end();
    const company = await expectJson(await (await sentBack(true)).post('/v1/sign-in/sso'), 200);
    expect(company).toMatchObject({ opened: null });
  });
});

test.each([
  ['/dossiers', '/dossiers'],
  ['/dossiers?a=1#b', '/dossiers?a=1'],
  [undefined, '/'],
  ['https://ailleurs.example/', '/'],
  ['//ailleurs.example/', '/'],
  ['/\\ailleurs.example/', '/'],
  ['/\t/ailleurs.example/', '/'],
  ['javascript:alert(1)', '/'],
])('going on at %j is going on at %s of our own origin', (back, expected) => {
  expect(safeBack(back, ours)).toBe(expected);
});
