import { createHash, randomBytes } from 'node:crypto';
import type { Graph } from './start-graph.ts';

export const redirectUri = 'https://lastria.example/calendrier/retour';
const verifier = randomBytes(48).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');
const scope = 'openid offline_access https://graph.microsoft.com/Calendars.ReadWrite';

/** Sends a browser to sign in; gives where it is sent back. */
export async function authorize(graph: Graph, changes: Record<string, string | undefined> = {}) {
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

export async function token(graph: Graph, form: Record<string, string>, tenant = graph.tenant.id) {
  const { clientId, secret } = graph.application;
  const answer = await fetch(`${graph.loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, client_secret: secret, ...form }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
export const byCode = (code: string, changes: object = {}) => ({
  ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  ...changes,
});
export const byRefresh = (refresh: string) => ({ grant_type: 'refresh_token', refresh_token: refresh });
