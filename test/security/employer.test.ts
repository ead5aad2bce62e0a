import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  allowInline,
  decisionKinds,
  recordDecision,
} from '../../server/src/features/access/decision.service.ts';
import { elementNames } from '../../server/src/features/access/elements.ts';
import { exchangeGrant, tokenType } from '../../server/src/features/access/exchange.service.ts';
import { keepProvider, linkIdentity } from '../../server/src/features/access/provider-registry.service.ts';
import { cookieNames } from '../../server/src/http/credentials.ts';
import { expectJson, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { testOrigin } from '../../server/src/testing/tenant.ts';
import { contractOperations, type ContractOperation } from '../contract/support/contract.ts';
import { Scene } from '../contract/support/scene.ts';
import { send } from '../contract/support/sending.ts';
import { openAdmin } from './support/admin.ts';

/**
 * In a company the host is the employer. Here it has all it can have: the secret of its portal, the signing key of its
 * provider of identities, every token it can mint with both, for people who did sign in, with every decision recorded.
 */
const issuer = 'https://sso.entreprise.example';
const ours = 'http://localhost:4600';
/** In every name, text and reference of the tenant. */
const marker = 'Zqwxv';

let running: TestApp;
let admin: Sql;
let scene: Scene;
let key: CryptoKey;
/** Every token the employer can mint, by how it did. */
const tokens = new Map<string, string>();
let cookie: string;
/** The file that the employer itself names when it asks a session held to one. */
let heldFile: string;

const actor = () => ({
  tenantId: scene.tenant.id,
  staffId: null,
  sessionId: null,
  now: new Date(),
  requestId: randomUUID(),
});

beforeAll(async () => {
  running = await startTestApp();
  admin = openAdmin(running.adminUrl);
  scene = await Scene.create(running, admin, 'company');
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = pair.privateKey;
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }] });
  const { tenant, worker, clientId } = scene;
  await running.database.withTenant(tenant.id, [], async (tx) => {
    const by = actor();
    const providerId = await keepProvider(tx, testKeyring, by, {
      issuer,
      name: 'Entreprise',
      clientId: 'lastria',
      audience: 'portail',
      secret: undefined,
      discoveryUrl: undefined,
      jwks,
      acrValues: undefined,
      factorAcr: ['fort'],
      forPeople: true,
      exchangeClients: [clientId],
    });
    await linkIdentity(tx, by, { providerId, member: worker.id, subject: 'agent' });
  });
  heldFile = await scene.file();
}, 120_000);

/** Whether what the employer has was left as it is by the operation before. */
let stands = false;
/** Some operations end sessions or withdraw decisions: each one finds all the employer can have, made anew after them. */
beforeEach(async () => {
  if (stands) return;
  const { tenant, worker, clientId } = scene;
  await running.database.withTenant(tenant.id, [], async (tx) => {
    await allowInline(tx, actor(), elementNames);
    for (const kind of decisionKinds)
      await recordDecision(tx, actor(), { kind, reference: 'Tout est permis' });
  });
  // The worker is at her desk, signed in on our origin, and let this portal in
  const page = await tenant.session(worker.id, { kind: 'page', origins: [], seenAt: new Date() });
  await tenant.session(worker.id, { clientId, parentId: page.sessionId });
  cookie = `${cookieNames.page}=${page.token}`;
  const now = new Date().toISOString();
  for (const [how, body] of Object.entries({
    'by its secret': {},
    'for one element': { elements: ['lastria-social-file'] },
    'for one file': { fileId: heldFile },
    'swearing two factors': { amr: ['pwd', 'otp', 'hwk', 'mfa'], authenticatedAt: now },
  }))
    tokens.set(how, await embedToken(body));
  const seconds = Math.floor(Date.now() / 1000);
  for (const [how, claims] of Object.entries({
    'by its signing key': {},
    'by its key, swearing two factors': { acr: 'fort', amr: ['mfa', 'pwd', 'hwk'], auth_time: seconds },
  }))
    tokens.set(how, await exchangedToken(claims));
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const basic = () =>
  `Basic ${Buffer.from(`${scene.tenant.id}/${scene.clientId}:${scene.clientSecret}`).toString('base64')}`;

async function embedToken(body: object): Promise<string> {
  const answer = await running.app.request('/v1/embed-sessions', {
    method: 'POST',
    headers: { authorization: basic(), 'content-type': 'application/json' },
    body: JSON.stringify({ subject: scene.worker.id, origins: [testOrigin], ...body }),
  });
  return (await expectJson<{ token: string }>(answer, 201)).token;
}

async function exchangedToken(claims: object): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const subject = await new SignJWT({
    iss: issuer,
    sub: 'agent',
    aud: 'portail',
    iat: seconds,
    exp: seconds + 60,
    jti: randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .sign(key);
  const answer = await running.app.request('/v1/token', {
    method: 'POST',
    headers: { authorization: basic(), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: exchangeGrant,
      subject_token: subject,
      subject_token_type: tokenType('id_token'),
    }).toString(),
  });
  return (await expectJson<{ access_token: string }>(answer, 200)).access_token;
}

/** Marks all that is written of people in the tenant and is not yet, and gives the ids of it. */
async function planted(): Promise<string[]> {
  const { id } = scene.tenant;
  await admin`update file_identity set last_name = ${marker}, first_names = ${marker}
    where tenant_id = ${id} and (last_name, first_names) is distinct from (${marker}, ${marker})`;
  await admin`update work_entry_text set body = ${marker} where tenant_id = ${id} and body <> ${marker}`;
  await admin`update relative set name = ${marker} where tenant_id = ${id} and name <> ${marker}`;
  await admin`update relative_note set body = ${marker} where tenant_id = ${id} and body <> ${marker}`;
  const rows = await admin<{ id: string }[]>`
    select id from social_file where tenant_id = ${id} union all
    select id from work_entry where tenant_id = ${id} union all
    select id from social_request where tenant_id = ${id} union all
    select id from support_action where tenant_id = ${id} union all
    select id from relative where tenant_id = ${id} union all
    select id from draft where tenant_id = ${id}`;
  return rows.map((row) => row.id);
}

const page = () => ({ cookie, 'x-lastria-page': 'page', origin: ours });
const ofSession = contractOperations.filter(({ byClient }) => !byClient);
let shownToPerson = 0;

/** How much of people an answer shows, beside what the question said. */
function shows(answer: { text: string; headers: Headers }, ids: readonly string[], asked: string): number {
  const said = `${answer.text} ${[...answer.headers].join(' ')}`;
  return [marker, ...ids.filter((id) => !asked.includes(id))].filter((one) => said.includes(one)).length;
}

describe('with the employer’s secret and signing key in hand', () => {
  test.each(ofSession.map((one) => [one.id, one] as const))(
    'nothing of anybody comes out of %s',
    async (_id, one: ContractOperation) => {
      const drive = await scene.drive(one);
      const asked = JSON.stringify([drive, heldFile]);
      const ids = await planted();
      for (const [how, token] of tokens) {
        const headers = [
          { authorization: `Bearer ${token}` },
          // The token where our own pages keep theirs; by whichever way it was minted, it is of one kind
          ...(how === 'by its secret'
            ? [
                { authorization: `Bearer ${token}`, origin: null },
                { authorization: null, ...page(), cookie: `${cookieNames.page}=${token}` },
              ]
            : []),
          {
            authorization: null,
            ...page(),
            'x-lastria-page': 'frame',
            cookie: `${cookieNames.frame}=${token}`,
          },
        ];
        for (const more of headers) {
          const answer = await send(scene, one, drive, { authorization: more.authorization, headers: more });
          expect(answer.status, how).toBeLessThan(500);
          expect([how, shows(answer, ids, asked)]).toEqual([how, 0]);
          if (one.proof !== 'none') expect([401, 403]).toContain(answer.status);
        }
      }
      // The person's own cookie, sent along by the employer's page
      const carried = await send(scene, one, drive, {
        authorization: null,
        headers: { ...page(), origin: testOrigin },
      });
      expect([carried.status, shows(carried, ids, asked)]).toEqual([403, 0]);
      const own = await send(scene, one, drive, { authorization: null, headers: page() });
      shownToPerson += shows(own, ids, asked);
      stands = one.method === 'GET';
    },
    60_000,
  );

  test('control: the person herself, on our own origin, is shown all of it', () => {
    expect(shownToPerson).toBeGreaterThan(30);
  });

  test('the live stream says nothing', async () => {
    for (const [how, token] of tokens) {
      for (const headers of [
        { authorization: `Bearer ${token}`, origin: testOrigin },
        { ...page(), cookie: `${cookieNames.page}=${token}` },
        { ...page(), origin: testOrigin },
      ]) {
        const answer = await running.app.request('/v1/live', { headers });
        expect([how, [401, 403].includes(answer.status)]).toEqual([how, true]);
      }
    }
    const own = await running.app.request('/v1/live', { headers: page() });
    expect(own.status, 'control').toBe(200);
    await own.body?.cancel();
  });

  test('control: in a hospital that decided so, the same word opens what is about people', async () => {
    await admin`update tenant set kind = 'hospital' where tenant_id = ${scene.tenant.id}`;
    const token = await embedToken({ amr: ['mfa'], authenticatedAt: new Date().toISOString() });
    const ids = await planted();
    const answer = await running.app.request('/v1/files', { headers: { authorization: `Bearer ${token}` } });
    expect(shows({ text: await answer.text(), headers: answer.headers }, ids, '')).toBeGreaterThan(0);
    await admin`update tenant set kind = 'company' where tenant_id = ${scene.tenant.id}`;
  });
});
