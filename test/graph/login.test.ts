import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { hours, minutes } from './simulator/clock.ts';
import type { SignInTrouble } from './simulator/people.ts';
import type { Switches } from './simulator/switches.ts';
import { busy, Caller, scene } from './support.ts';
import type { Graph } from './start-graph.ts';

const redirectUri = 'https://lastria.example/calendrier/retour';
const verifier = randomBytes(48).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const scope = 'openid offline_access https://graph.microsoft.com/Calendars.ReadWrite';

/** Sends a browser to sign in; gives where it is sent back. */
async function authorize(graph: Graph, changes: Record<string, string | undefined> = {}) {
  const query = {
    client_id: graph.application.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    ...{ scope, state: 'etat-1', nonce: 'nonce-1', code_challenge: challenge, code_challenge_method: 'S256' },
    ...changes,
  };
  const said = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const url = `${graph.loginUrl}/organizations/oauth2/v2.0/authorize?${new URLSearchParams(said)}`;
  const answer = await fetch(url, { redirect: 'manual' });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    location,
    back: location === null ? new URLSearchParams() : new URL(location).searchParams,
  };
}

async function token(graph: Graph, form: Record<string, string>, tenant = graph.tenant.id) {
  const { clientId, secret } = graph.application;
  const answer = await fetch(`${graph.loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: secret, ...form }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
const byCode = (code: string, changes: object = {}) => ({
  ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  ...changes,
});
const byRefresh = (refresh: string) => ({ grant_type: 'refresh_token', refresh_token: refresh });

describe('signing in', () => {
  it('gives a code for the tokens of who was in front of the screen', async () => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    const { status, back } = await authorize(graph);
    expect([status, back.get('state')]).toEqual([302, 'etat-1']);
    const { status: given, body } = await token(graph, byCode(back.get('code')!));
    expect(given).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'Calendars.ReadWrite' });
    const person = new Caller(graph.url, body['access_token']!);
    await person.event(busy());
    expect(graph.mailbox(upn).events()).toHaveLength(1);
  });

  it('gives an identity signed for the application, with its nonce', async () => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    const { body } = await token(graph, byCode((await authorize(graph)).back.get('code')!));
    const configuration = await fetch(
      `${graph.loginUrl}/${graph.tenant.id}/v2.0/.well-known/openid-configuration`,
    );
    const { issuer, jwks_uri } = (await configuration.json()) as Record<string, string>;
    const { payload } = await jwtVerify(body['id_token']!, createRemoteJWKSet(new URL(jwks_uri!)), {
      issuer: issuer!,
      audience: graph.application.clientId,
      currentDate: graph.clock.date,
    });
    expect(payload).toMatchObject({
      nonce: 'nonce-1',
      tid: graph.tenant.id,
      oid: graph.mailbox(upn).id,
      preferred_username: upn,
    });
  });

  it.each([
    ['without PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['with PKCE in clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['without nonce', { nonce: undefined }, 'invalid_request'],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['for mail', { scope: 'Mail.Read' }, 'invalid_scope'],
  ])('is sent back %s', async (_, changes, error) => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    const { back } = await authorize(graph, changes);
    expect([back.get('error'), back.get('state'), back.get('code')]).toEqual([error, 'etat-1', null]);
  });

  it.each([
    ['an unknown application', { client_id: 'personne' }],
    ['an address that is not its own', { redirect_uri: 'https://ailleurs.example/' }],
    ['no state', { state: undefined }],
  ])('goes nowhere with %s', async (_, changes) => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    expect(await authorize(graph, changes)).toMatchObject({ status: 400, location: null });
  });

  it('is refused by the person, or by a closed account', async () => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn(true);
    expect((await authorize(graph)).back.get('error')).toBe('access_denied');
    graph.mailbox(upn).trouble('disabled');
    graph.mailbox(upn).signIn();
    expect((await authorize(graph)).back.get('error')).toBe('access_denied');
  });
});

describe('a code', () => {
  const given = async () => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    return { graph, code: (await authorize(graph)).back.get('code')! };
  };

  it('is good once', async () => {
    const { graph, code } = await given();
    expect((await token(graph, byCode(code))).status).toBe(200);
    expect((await token(graph, byCode(code))).body['error']).toBe('invalid_grant');
  });

  it('is good ten minutes', async () => {
    const { graph, code } = await given();
    await graph.clock.advance(minutes(10));
    expect((await token(graph, byCode(code))).body['error']).toBe('invalid_grant');
  });

  it.each([
    ['another verifier', { code_verifier: 'x'.repeat(64) }, 400, 'invalid_grant'],
    ['another address', { redirect_uri: 'https://lastria.example/' }, 400, 'invalid_grant'],
    ['another secret', { client_secret: 'x' }, 401, 'invalid_client'],
    ['another kind', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('is refused with %s', async (_, changes, status, error) => {
    const { graph, code } = await given();
    expect(await token(graph, byCode(code, changes))).toMatchObject({ status, body: { error } });
  });
});

describe('tokens', () => {
  it('of access last an hour: 401 afterwards', async () => {
    const { camille, graph } = await scene();
    expect((await camille.get('/me/events')).status).toBe(200);
    await graph.clock.advance(hours(1));
    const refused = await camille.get('/me/events');
    expect([refused.status, refused.body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect((await new Caller(graph.url, 'rien').get('/me/events')).status).toBe(401);
  });

  it('of refresh rotate: each is good once, the new one goes on', async () => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    const first = await token(graph, byRefresh(refreshToken));
    expect(first.status).toBe(200);
    expect(first.body['refresh_token']).not.toBe(refreshToken);
    expect((await token(graph, byRefresh(refreshToken))).body['error']).toBe('invalid_grant');
    expect((await token(graph, byRefresh(first.body['refresh_token']!))).status).toBe(200);
  });

  it('of refresh used by two at once give one survivor', async () => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    const both = await Promise.all([
      token(graph, byRefresh(refreshToken)),
      token(graph, byRefresh(refreshToken)),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  it('of refresh may be used again, by the switch', async () => {
    const switches: Partial<Switches> = { reusedRefreshToken: 'accepted' };
    const { graph, upn } = await scene({ switches });
    const { refreshToken } = graph.grant(upn);
    await token(graph, byRefresh(refreshToken));
    expect((await token(graph, byRefresh(refreshToken))).status).toBe(200);
  });

  it('without offline_access or openid are of access alone', async () => {
    const { graph, upn } = await scene();
    graph.mailbox(upn).signIn();
    const { back } = await authorize(graph, { scope: 'Calendars.Read', nonce: undefined });
    const { body } = await token(graph, byCode(back.get('code')!));
    expect(Object.keys(body)).not.toContain('refresh_token');
    expect(Object.keys(body)).not.toContain('id_token');
  });

  it.each<[SignInTrouble, string]>([
    ['passwordChanged', 'invalid_grant'],
    ['tokenExpired', 'invalid_grant'],
    ['tokenRevoked', 'invalid_grant'],
    ['disabled', 'invalid_grant'],
    ['mfaRequired', 'interaction_required'],
    ['conditionalAccess', 'interaction_required'],
    ['consentRevoked', 'consent_required'],
  ])('of refresh of an account with %s: %s, until they sign in again', async (trouble, error) => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    graph.mailbox(upn).trouble(trouble);
    const refused = await token(graph, byRefresh(refreshToken));
    expect([refused.status, refused.body['error']]).toEqual([400, error]);
    expect(refused.body['error_description']).toMatch(/^AADSTS\d+: /);
    graph.mailbox(upn).signIn();
    const back = (await authorize(graph)).back.get('code');
    expect(back === null).toBe(trouble === 'disabled');
  });

  it('are all refused after the policy of passwords changed', async () => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    graph.tenant.changePasswordPolicy();
    expect((await token(graph, byRefresh(refreshToken))).body['error']).toBe('invalid_grant');
  });

  it('carry the rights that were given: reading does not write', async () => {
    const { graph, upn } = await scene();
    const reader = new Caller(graph.url, graph.grant(upn, ['Calendars.Read']).accessToken);
    expect((await reader.get('/me/events')).status).toBe(200);
    const refused = await reader.post('/me/events', busy());
    expect([refused.status, refused.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
  });

  it('of a person open no other mailbox', async () => {
    const { camille } = await scene();
    expect((await camille.get('/users/paul.durand@valmont.example/events')).status).toBe(403);
    expect((await camille.get('/users/camille.martin@valmont.example/events')).status).toBe(200);
    expect((await camille.get('/users/personne@valmont.example/events')).status).toBe(404);
  });

  it('do not open a mailbox that is not in the cloud', async () => {
    for (const onPremisesCode of ['MailboxNotEnabledForRESTAPI', 'extensionError'] as const) {
      const { camille, graph, upn } = await scene({ switches: { onPremisesCode } });
      graph.mailbox(upn).moveOnPremises();
      const refused = await camille.get('/me/events');
      expect([refused.status, refused.body.error.code]).toEqual([404, onPremisesCode]);
    }
  });

  it('may be refused by a login that does not answer', async () => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    graph.fault({ path: '/oauth2/v2.0/token', status: 503 });
    expect((await token(graph, byRefresh(refreshToken))).status).toBe(503);
    expect((await token(graph, byRefresh(refreshToken))).status).toBe(200);
  });
});

/** An application with a certificate, whose assertions can be wrong. */
async function service() {
  const made = await scene();
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const clientId = '0b6c5a0e-5c38-4c79-9b4e-8a8f0e3d5f11';
  const roles = ['Calendars.ReadWrite'];
  const key = { ...(await exportJWK(publicKey)), alg: 'ES256' };
  made.graph.registerApplication({ clientId, roles, publicKey: key, redirectUris: [redirectUri] });
  const endpointUrl = `${made.graph.loginUrl}/${made.graph.tenant.id}/oauth2/v2.0/token`;
  const assert = async (changes: { aud?: string; iss?: string; exp?: number } = {}) =>
    await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256' })
      .setAudience(changes.aud ?? endpointUrl)
      .setIssuer(changes.iss ?? clientId)
      .setSubject(clientId)
      .setExpirationTime(Math.floor(made.graph.clock.now / 1000) + (changes.exp ?? 300))
      .sign(privateKey);
  const ask = async (client_assertion: string | undefined, changes: Record<string, string> = {}) => {
    const assertion =
      client_assertion === undefined
        ? {}
        : {
            client_assertion,
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          };
    return await token(made.graph, {
      ...{
        client_id: clientId,
        grant_type: 'client_credentials',
        scope: 'https://graph.microsoft.com/.default',
      },
      ...{ ...assertion, ...changes },
    });
  };
  return { ...made, clientId, assert, ask };
}

describe('an application in its own name', () => {
  it('shows an assertion of its certificate, once an administrator agreed', async () => {
    const { graph, clientId, assert, ask, upn } = await service();
    expect((await ask(await assert())).body['error']).toBe('unauthorized_client');
    const consent = `${graph.loginUrl}/${graph.tenant.id}/v2.0/adminconsent?${new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, state: 's' })}`;
    const agree = async (who: string) => {
      graph.mailbox(who).signIn();
      return new URL((await fetch(consent, { redirect: 'manual' })).headers.get('location')!).searchParams;
    };
    expect((await agree(upn)).get('error')).toBe('access_denied');
    expect(Object.fromEntries(await agree('dsi@valmont.example'))).toEqual({
      admin_consent: 'True',
      tenant: graph.tenant.id,
      state: 's',
    });
    const { status, body } = await ask(await assert());
    expect(status).toBe(200);
    const caller = new Caller(graph.url, body['access_token']!);
    expect((await caller.get(`/users/${upn}/events`)).status).toBe(200);
    expect((await caller.get('/me/events')).status).toBe(400);
  });

  it('is refused with a secret, an assertion that is not its own, or one used twice', async () => {
    const { graph, clientId, assert, ask } = await service();
    graph.tenant.consent(clientId);
    const once = await assert();
    expect((await ask(once)).status).toBe(200);
    expect((await ask(once)).body['error']).toBe('invalid_client');
    expect((await ask(undefined)).body['error']).toBe('invalid_client');
    expect((await ask(await assert({ aud: 'https://ailleurs.example' }))).body['error']).toBe(
      'invalid_client',
    );
    expect((await ask(await assert({ iss: 'autre' }))).body['error']).toBe('invalid_client');
    expect((await ask(await assert({ exp: -1 }))).body['error']).toBe('invalid_client');
    expect((await ask(await assert(), { scope: 'Calendars.Read' })).body['error']).toBe('invalid_scope');
  });

  it('opens every mailbox, until it is limited to some, which takes its time', async () => {
    const { graph, upn } = await scene();
    const caller = new Caller(graph.url, graph.applicationToken());
    const paul = '/users/paul.durand@valmont.example/events';
    graph.tenant.limitApplication(graph.application.clientId, [upn], minutes(45));
    expect((await caller.get(paul)).status).toBe(200);
    await graph.clock.advance(minutes(45));
    const refused = await caller.get(paul);
    expect([refused.status, refused.body.error.code, refused.body.error.message]).toEqual([
      403,
      'ErrorAccessDenied',
      'Access to OData is disabled.',
    ]);
    expect((await caller.get(`/users/${upn}/events`)).status).toBe(200);
  });

  it('gets no token any more once consent is taken back', async () => {
    const { graph, clientId, assert, ask } = await service();
    graph.tenant.consent(clientId);
    graph.tenant.revokeConsent(clientId);
    expect((await ask(await assert())).body['error']).toBe('unauthorized_client');
  });
});
