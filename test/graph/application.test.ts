import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { redirectUri, token } from './sign-in.ts';
import { minutes } from './simulator/clock.ts';
import { Caller, scene } from './support.ts';

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
