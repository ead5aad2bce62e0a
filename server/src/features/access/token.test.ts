import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../testing/tenant.ts';
import { allowInline, recordDecision } from './decision.service.ts';
import { exchangeGrant, tokenType } from './exchange.service.ts';
import { addHostClient } from './host-client.service.ts';
import { keepClientKeys, keepProvider, linkIdentity, removeProvider } from './provider-registry.service.ts';

type Claims = Record<string, unknown>;
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

const issuer = 'https://sso.hopital.example';
const ours = 'http://localhost:4600';
const audience = 'portail';
const secret = 'le-mot-que-seul-le-portail-connait';
let running: TestApp;
let hospitalKeys: Keys;
let clientKeys: Keys;
beforeAll(async () => {
  running = await startTestApp();
  hospitalKeys = await generateKeyPair('ES256', { extractable: true });
  clientKeys = await generateKeyPair('ES256', { extractable: true });
});
afterAll(() => running.close());

const publicOf = async ({ publicKey }: Keys, kid: string) =>
  JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }] });
const seconds = () => Math.floor(Date.now() / 1000);

/** A tenant whose portal may exchange the tokens of its hospital's provider. */
class Scene {
  readonly clientId = newId();
  readonly subject = newId();
  readonly tenant: TestTenant;
  readonly worker: TestStaff;
  constructor(tenant: TestTenant, worker: TestStaff) {
    this.tenant = tenant;
    this.worker = worker;
  }

  static async create(kind: 'hospital' | 'company' = 'hospital'): Promise<Scene> {
    const tenant = await TestTenant.create(running.database, { kind });
    const scene = new Scene(tenant, await tenant.staff('SOCIAL_WORKER'));
    const client = { tenantId: tenant.id, id: scene.clientId, name: 'Portail' };
    await scene.asTenant(async (tx) => {
      await addHostClient(tx, client, secret);
      await keepClientKeys(tx, scene.by(), {
        clientId: scene.clientId,
        jwks: await publicOf(clientKeys, 'c1'),
      });
      await allowInline(tx, scene.by(), ['lastria-file-list', 'lastria-social-file']);
      const providerId = await keepProvider(tx, testKeyring, scene.by(), {
        issuer,
        name: 'Hôpital',
        clientId: 'lastria',
        audience,
        secret: undefined,
        discoveryUrl: undefined,
        jwks: await publicOf(hospitalKeys, 'h1'),
        acrValues: undefined,
        factorAcr: ['eidas2'],
        forPeople: false,
        exchangeClients: [scene.clientId],
      });
      await linkIdentity(tx, scene.by(), {
        providerId,
        member: scene.worker.id,
        subject: scene.subject,
      });
    });
    return scene;
  }

  asTenant = <T>(work: Parameters<typeof running.database.withTenant<T>>[2]) =>
    running.database.withTenant(this.tenant.id, [], work);
  by = () => ({
    tenantId: this.tenant.id,
    staffId: null,
    sessionId: null,
    now: new Date(),
    requestId: newId(),
  });
  get user() {
    return `${this.tenant.id}/${this.clientId}`;
  }
  basic = (shown = secret) => `Basic ${Buffer.from(`${this.user}:${shown}`).toString('base64')}`;

  claims = (more: Claims = {}): Claims => ({
    iss: issuer,
    sub: this.subject,
    aud: audience,
    iat: seconds(),
    exp: seconds() + 120,
    jti: newId(),
    ...more,
  });
  idToken = (more: Claims = {}, { key = hospitalKeys.privateKey, header = {} } = {}) =>
    new SignJWT(this.claims(more)).setProtectedHeader({ alg: 'ES256', kid: 'h1', ...header }).sign(key);
  assertion = (more: Claims = {}, key = clientKeys.privateKey) =>
    new SignJWT({
      iss: this.user,
      sub: this.user,
      aud: ours,
      iat: seconds(),
      exp: seconds() + 30,
      jti: newId(),
      ...more,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'c1' })
      .sign(key);

  form = async (more: Record<string, string | undefined> = {}) => ({
    grant_type: exchangeGrant,
    subject_token: more['subject_token'] ?? (await this.idToken()),
    subject_token_type: tokenType('id_token'),
    ...more,
  });
  async post(form: Record<string, string | undefined>, headers: Record<string, string> = {}) {
    const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return running.app.request('/v1/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(given).toString(),
    });
  }
  async ask(more: Record<string, string | undefined> = {}, headers?: Record<string, string>) {
    return this.post(await this.form(more), headers ?? { authorization: this.basic() });
  }
  async exchanged(more: Record<string, string | undefined> = {}, headers?: Record<string, string>) {
    const answer = await this.ask(more, headers);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return expectJson<{ access_token: string; expires_in: number }>(answer, 200);
  }
  /** Sessions a host opened, and tokens that served. */
  async counts(): Promise<string> {
    const { default: postgres } = await import('postgres');
    const admin = postgres(running.adminUrl, { max: 1 });
    const [row] = await admin`select
      (select count(*) from session where tenant_id = ${this.tenant.id} and client_id = ${this.clientId}) as sessions`;
    await admin.end();
    return JSON.stringify(row);
  }
}

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.create();
});

/** The documented error, a word in the log and none of the secret, and nothing changed. */
async function expectRefused(
  ask: () => Promise<Response>,
  expected: { error: string; reason: string },
  secrets: readonly string[] = [],
) {
  const before = await scene.counts();
  const from = running.logs.length;
  const { status, headers, body } = await ask().then(async (one) => ({
    status: one.status,
    headers: one.headers,
    body: (await one.json()) as object,
  }));
  expect([status, body]).toEqual([
    expected.error === 'invalid_client' ? 401 : 400,
    { error: expected.error },
  ]);
  expect(headers.get('cache-control')).toBe('no-store');
  const logs = running.logs.slice(from).join('\n');
  expect(logs).toContain(JSON.stringify(expected).slice(1, -1));
  for (const kept of ['eyJ', secret, ...secrets]) expect(logs).not.toContain(kept);
  expect(await scene.counts()).toBe(before);
}

test('a token of the hospital’s sign-in is worth who is there, ten minutes, and names who acts', async () => {
  const reply = await scene.exchanged();
  expect(reply).toMatchObject({
    token_type: 'Bearer',
    issued_token_type: tokenType('access_token'),
    expires_in: 600,
  });
  expect(reply).not.toHaveProperty('refresh_token');
  const me = await call(running.app, reply.access_token, '/v1/me');
  expect(await expectJson(me, 200)).toMatchObject({ staffId: scene.worker.id });
  expect((await call(running.app, reply.access_token, '/v1/files')).status).toBe(403);

  const { default: postgres } = await import('postgres');
  const admin = postgres(running.adminUrl, { max: 1 });
  const [session] = await admin`select client_id, staff_id, nominative from session
    where tenant_id = ${scene.tenant.id} and client_id = ${scene.clientId}`;
  const [trace] = await admin`select staff_id, record_id, facts from audit_event
    where tenant_id = ${scene.tenant.id} and type = 'session.opened'`;
  await admin.end();
  expect(session).toEqual({ client_id: scene.clientId, staff_id: scene.worker.id, nominative: false });
  expect(trace).toMatchObject({
    staff_id: scene.worker.id,
    record_id: scene.clientId,
    facts: { issuer, nominative: false },
  });
});

test('a back end signs in by its key as by its secret, once each time', async () => {
  const signed = (assertion: string) =>
    scene.ask(
      {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      },
      {},
    );
  const assertion = await scene.assertion();
  expect((await signed(assertion)).status, 'control').toBe(200);
  await expectRefused(() => signed(assertion), { error: 'invalid_client', reason: 'replayed' }, [assertion]);

  const foreign = await Scene.create();
  for (const [reason, token] of [
    ['aud', await scene.assertion({ aud: 'https://ailleurs.example' })],
    ['aud', await scene.assertion({ aud: [ours] })],
    ['exp', await scene.assertion({ exp: seconds() + 3600 })],
    ['exp', await scene.assertion({ iat: seconds() - 55, exp: seconds() - 40 })],
    ['iat', await scene.assertion({ iat: seconds() - 3600 })],
    ['iat', await scene.assertion({ iat: seconds() + 50, exp: seconds() + 60 })],
    ['sub', await scene.assertion({ sub: foreign.user })],
    ['jti', await scene.assertion({ jti: undefined })],
    ['iss', await scene.assertion({ iss: 'personne' })],
    ['keys', await scene.assertion({ iss: `${foreign.tenant.id}/${scene.clientId}` })],
    ['ERR_JWS_SIGNATURE_VERIFICATION_FAILED', await scene.assertion({}, hospitalKeys.privateKey)],
    ['ERR_JOSE_ALG_NOT_ALLOWED', new UnsecuredJWT({ iss: scene.user, sub: scene.user }).encode()],
    ['malformed', 'a.b.c'],
  ] as const)
    await expectRefused(() => signed(token), { error: 'invalid_client', reason }, [token]);
});

describe('a back end', () => {
  test.each([
    ['without its secret', () => ({}), 'missing'],
    ['with a wrong secret', () => ({ authorization: scene.basic('autre') }), 'secret'],
    [
      'of another tenant',
      () => ({ authorization: `Basic ${btoa(`${newId()}/${newId()}:secret`)}` }),
      'secret',
    ],
    ['that is none', () => ({ authorization: 'Bearer x' }), 'malformed'],
  ])('%s is refused', async (_what, headers, reason) => {
    await expectRefused(() => scene.ask({}, headers()), { error: 'invalid_client', reason });
    expect((await scene.ask()).status, 'control').toBe(200);
  });

  test('says who it is once, in one way, and never in the body', async () => {
    await expectRefused(() => scene.ask({ client_secret: secret }), {
      error: 'invalid_client',
      reason: 'secretInBody',
    });
    const both = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await scene.assertion(),
    };
    await expectRefused(() => scene.ask(both), { error: 'invalid_client', reason: 'twoWays' });
    await expectRefused(() => scene.ask({ client_id: 'autre' }), {
      error: 'invalid_client',
      reason: 'clientId',
    });
    expect((await scene.ask({ client_id: scene.user })).status, 'control').toBe(200);
  });
});

describe('a subject token', () => {
  const refusedAs = async (reason: string, token: string) =>
    expectRefused(() => scene.ask({ subject_token: token }), { error: 'invalid_request', reason }, [token]);

  test.each<[string, string, Claims]>([
    ['for another audience', 'aud', { aud: 'lastria' }],
    ['for several, given to another', 'azp', { aud: [audience, 'autre'], azp: 'autre' }],
    ['of an issuer nobody registered', 'iss', { iss: 'https://autre.example' }],
    ['of an issuer almost the same', 'iss', { iss: `${issuer}/` }],
    ['that has ended', 'exp', { iat: seconds() - 200, exp: seconds() - 61 }],
    ['without an end', 'exp', { exp: undefined }],
    ['that has not begun', 'nbf', { nbf: seconds() + 120 }],
    ['made long ago', 'iat', { iat: seconds() - 400 }],
    ['made in a time to come', 'iat', { iat: seconds() + 90, exp: seconds() + 300 }],
    ['that does not say when it was made', 'iat', { iat: undefined }],
    ['about nobody', 'sub', { sub: undefined }],
    ['about somebody unknown', 'unknownSubject', { sub: 'inconnu' }],
    ['made to end a session', 'events', { events: {} }],
    ['that lets another act', 'may_act', { may_act: { sub: 'autre' } }],
  ])('%s is refused', async (_what, reason, claims) => {
    await refusedAs(reason, await scene.idToken(claims));
    expect((await scene.ask({ subject_token: await scene.idToken() })).status, 'control').toBe(200);
  });

  test('that lets this back end act is taken', async () => {
    const token = await scene.idToken({ may_act: { sub: scene.user } });
    expect((await scene.ask({ subject_token: token })).status).toBe(200);
  });

  test('signed by nothing, by a shared secret or by another key is refused', async () => {
    const shared = await new SignJWT(scene.claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'h1' })
      .sign(Buffer.from(await publicOf(hospitalKeys, 'h1')));
    await refusedAs('ERR_JOSE_ALG_NOT_ALLOWED', new UnsecuredJWT(scene.claims()).encode());
    await refusedAs('ERR_JOSE_ALG_NOT_ALLOWED', shared);
    const signature = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';
    await refusedAs(signature, await scene.idToken({}, { key: clientKeys.privateKey }));
    const [header, , rest] = (await scene.idToken()).split('.');
    const altered = Buffer.from(JSON.stringify(scene.claims())).toString('base64url');
    await refusedAs(signature, `${header}.${altered}.${rest}`);
    await refusedAs('ERR_JWKS_NO_MATCHING_KEY', await scene.idToken({}, { header: { kid: 'h2' } }));
    await refusedAs('typ', await scene.idToken({}, { header: { typ: 'logout+jwt' } }));
    await refusedAs('malformed', 'jeton');
  });

  test('serves once, whether it says an identifier of its own or not', async () => {
    for (const token of [await scene.idToken(), await scene.idToken({ jti: undefined })]) {
      expect((await scene.ask({ subject_token: token })).status, 'control').toBe(200);
      await refusedAs('replayed', token);
    }
  });

  test('of another tenant’s person, issuer or back end is refused', async () => {
    const foreign = await Scene.create();
    await refusedAs('unknownSubject', await foreign.idToken());
    await foreign.asTenant((tx) => removeProvider(tx, foreign.by(), issuer));
    const token = await foreign.idToken();
    expect(
      (await foreign.post(await foreign.form({ subject_token: token }), { authorization: foreign.basic() }))
        .status,
    ).toBe(400);
    const other = newId();
    await scene.asTenant((tx) =>
      addHostClient(tx, { tenantId: scene.tenant.id, id: other, name: 'Autre' }, 'secret'),
    );
    const headers = { authorization: `Basic ${btoa(`${scene.tenant.id}/${other}:secret`)}` };
    await expectRefused(() => scene.ask({}, headers), { error: 'invalid_request', reason: 'iss' });
  });

  test('of somebody who left opens nothing', async () => {
    const { default: postgres } = await import('postgres');
    const admin = postgres(running.adminUrl, { max: 1 });
    await admin`update staff_member set left_at = now() where id = ${scene.worker.id}`;
    await admin.end();
    await refusedAs('unknownSubject', await scene.idToken());
  });
});

describe('what is asked', () => {
  test.each<[string, Record<string, string | undefined>, { error: string; reason: string }]>([
    ['another grant', { grant_type: 'password' }, { error: 'unsupported_grant_type', reason: 'grantType' }],
    ['no grant', { grant_type: undefined }, { error: 'invalid_request', reason: 'grantType' }],
    [
      'a refresh token as subject',
      { subject_token_type: tokenType('refresh_token') },
      { error: 'invalid_request', reason: 'subjectTokenType' },
    ],
    [
      'a SAML assertion as subject',
      { subject_token_type: tokenType('saml2') },
      { error: 'invalid_request', reason: 'subjectTokenType' },
    ],
    ['an actor', { actor_token: 'x' }, { error: 'invalid_request', reason: 'actorToken' }],
    [
      'a refresh token in return',
      { requested_token_type: tokenType('refresh_token') },
      { error: 'invalid_request', reason: 'requestedTokenType' },
    ],
    [
      'another audience',
      { audience: 'https://autre.example' },
      { error: 'invalid_target', reason: 'target' },
    ],
    [
      'another resource',
      { resource: 'https://autre.example' },
      { error: 'invalid_target', reason: 'target' },
    ],
    ['an element not allowed', { scope: 'lastria-import' }, { error: 'invalid_scope', reason: 'element' }],
    ['a file of nobody', { scope: `file:${newId()}` }, { error: 'invalid_scope', reason: 'file' }],
    ['a foreign origin', { origin: 'https://x.example' }, { error: 'invalid_request', reason: 'origin' }],
  ])('%s is refused', async (_what, more, expected) => {
    await expectRefused(() => scene.ask(more), expected);
  });

  test('twice the same, or in JSON, is refused; for us, by name, is taken', async () => {
    const twice = `${new URLSearchParams(await scene.form())}&grant_type=x`;
    const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: scene.basic() };
    const post = async (headers: Record<string, string>, body: string) =>
      running.app.request('/v1/token', { method: 'POST', headers, body });
    await expectRefused(() => post(form, twice), { error: 'invalid_request', reason: 'repeated' });
    const json = { ...form, 'content-type': 'application/json' };
    await expectRefused(() => post(json, '{}'), { error: 'invalid_request', reason: 'contentType' });
    const narrowed = { audience: ours, scope: 'lastria-file-list', origin: testOrigin };
    const { access_token: token } = await scene.exchanged(narrowed);
    expect((await call(running.app, token, '/v1/imports')).status).toBe(403);
  });
});

describe('the provider’s word for two factors', () => {
  const files = async (claims: Claims) => {
    const { access_token: token } = await scene.exchanged({ subject_token: await scene.idToken(claims) });
    return (await call(running.app, token, '/v1/files')).status;
  };
  const said = () => ({ acr: 'eidas2', auth_time: seconds() });
  const decide = () =>
    scene.asTenant(async (tx) => {
      for (const kind of ['inlineNominative', 'hostFactor'] as const)
        await recordDecision(tx, scene.by(), { kind, reference: 'Test' });
    });

  test('opens what is about people where the tenant decided so', async () => {
    expect(await files(said()), 'before').toBe(403);
    await decide();
    expect(await files(said())).toBe(200);
    expect(await files({ amr: ['pwd', 'otp'] })).toBe(200);
    expect(await files({ ...said(), acr: 'eidas1' })).toBe(403);
  });

  test('opens nothing in a company, whatever was decided', async () => {
    scene = await Scene.create('company');
    await decide();
    expect(await files(said())).toBe(403);
  });
});
