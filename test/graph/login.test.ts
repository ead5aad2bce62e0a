import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { hours, minutes } from './simulator/clock.ts';
import type { SignInTrouble } from './simulator/people.ts';
import type { Switches } from './simulator/switches.ts';
import { busy, Caller, scene } from './support.ts';
import { authorize, byCode, byRefresh, token } from './sign-in.ts';

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

  it('of refresh are good where they were given, and at the address of every tenant', async () => {
    const { graph, upn } = await scene();
    const { refreshToken } = graph.grant(upn);
    const other = graph.addTenant('Autre hôpital');
    expect((await token(graph, byRefresh(refreshToken), other.id)).body['error']).toBe('invalid_grant');
    expect((await token(graph, byRefresh(refreshToken), 'organizations')).status).toBe(200);
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
