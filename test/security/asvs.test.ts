/** What `asvs.yml` claims and no test beside the code shows: over all the routes, all the sources, a new installation. */
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import contract from '../../openapi/openapi.json' with { type: 'json' };
import { jsonLog } from '../../server/src/http/log.ts';
import { issueToken, openToken } from '../../server/src/http/token.ts';
import { call, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../server/src/testing/tenant.ts';
import { serverSources } from '../scripts/security-tables.ts';
import { openAdmin } from './support/admin.ts';

let running: TestApp;
let admin: Sql;
let tenant: TestTenant;
let worker: TestStaff;
let accountsAtFirst: number;
beforeAll(async () => {
  running = await startTestApp({ rate: { perSecond: 1, burst: 30 } });
  admin = openAdmin(running.adminUrl);
  accountsAtFirst = await accounts();
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const accounts = async () => {
  const [row] = await admin<{ n: number }[]>`
    select (select count(*) from staff_member) + (select count(*) from sign_in_account)
      + (select count(*) from password_credential) + (select count(*) from host_client) as n`;
  return Number(row!.n);
};
/** The lines that a call left, without its own time. */
const linesOf = async (work: () => Promise<unknown>) => {
  const before = running.logs.length;
  await work();
  return running.logs.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('a new installation', () => {
  test('holds nobody: no account, no portal, no password that comes with it', () => {
    expect(accountsAtFirst).toBe(0);
  });
});

describe('what must not be guessed', () => {
  test('comes from the generator of cryptography, wherever it is drawn', () => {
    const drawing = serverSources().filter(({ text }) =>
      /Math\.random|Date\.now\(\)\.toString\(36\)/.test(text),
    );
    // How long to wait before a connection is tried again
    expect(drawing.map(({ file }) => file)).toEqual(['server/src/db/database.ts']);
  });

  test('is no session token unless we made it: none of a thousand altered, cut or moved is one', () => {
    const claims = { tenantId: tenant.id, sessionId: worker.sessionId };
    const token = issueToken(testKeyring, claims);
    expect(openToken(testKeyring, token)).toEqual(claims);
    expect(issueToken(testKeyring, claims), 'twice the same session').not.toBe(token);
    const sealed = Buffer.from(token.slice('lastria_'.length), 'base64url');
    const forged = Array.from({ length: 1000 }, (_, index) => {
      const bytes = Buffer.from(sealed);
      const at = index % bytes.length;
      bytes[at]! ^= 1 << (index % 8);
      return `lastria_${bytes.subarray(0, index % 10 === 0 ? at : bytes.length).toString('base64url')}`;
    });
    expect(forged.filter((one) => openToken(testKeyring, one) !== undefined)).toEqual([]);
  });

  test('is asked by no hint and no secret question', () => {
    expect(
      JSON.stringify(contract).match(/\b(hint|secretQuestion|securityQuestion|motherMaiden\w*)\b/gi),
    ).toBeNull();
  });
});

describe('the log', () => {
  let stranger: string;
  beforeEach(() => (stranger = issueToken(testKeyring, { tenantId: tenant.id, sessionId: tenant.id })));

  test('has a line for each refusal: not signed in, from elsewhere, out of reach, malformed, beyond the rate', async () => {
    const file = `/v1/files/${tenant.id}`;
    const at = (origin: string) => ({ headers: { origin } });
    for (const [status, what] of [
      [401, () => call(running.app, stranger, '/v1/me')],
      [403, () => call(running.app, worker.token, '/v1/me', at('https://ailleurs.example'))],
      [404, () => call(running.app, worker.token, file)],
      [400, () => call(running.app, worker.token, '/v1/files/search', { method: 'POST', body: '{' })],
      [422, () => call(running.app, worker.token, '/v1/files/search', { method: 'POST', body: { nom: 1 } })],
    ] as const)
      expect(await linesOf(what)).toContainEqual(
        expect.objectContaining({
          level: 'info',
          event: 'request',
          status,
          requestId: expect.any(String) as string,
        }),
      );
    const many = await linesOf(async () => {
      for (let count = 0; count < 40; count += 1) await call(running.app, worker.token, '/v1/me');
    });
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    const traces = await admin<{ facts: { type: string } }[]>`
      select facts from audit_event where tenant_id = ${tenant.id} and type = 'access.refused'`;
    expect(traces.map(({ facts }) => facts.type).toSorted()).toEqual(['not-found', 'origin-refused']);
  });

  test('is one object a line, in UTC, whatever a call holds', async () => {
    const written: string[] = [];
    const log = jsonLog('info', (line) => written.push(line));
    log('warn', 'one\n{"event":"two"}', { code: 'a"\u2028\r\n\u001b[31m' });
    log('debug', 'unheard');
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(
      /^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","level":"warn",[^\n\r\u001b]*\}\n$/,
    );
    const headers = { 'x-request-id': 'a b; level=error', 'user-agent': 'x","level":"error' };
    const [line] = await linesOf(() => call(running.app, stranger, '/v1/%0a%22level', { headers }));
    expect(Object.keys(line!).toSorted()).toEqual([
      'event',
      'level',
      'method',
      'ms',
      'requestId',
      'route',
      'status',
    ]);
    expect(line!['requestId']).toMatch(/^[\w-]{36}$/);
  });
});

describe('every answer', () => {
  const answers = async () =>
    Promise.all(
      (
        [
          ['/health'],
          ['/docs'],
          ['/docs.css'],
          ['/openapi.json'],
          ['/v1/me'],
          ['/v1/nowhere'],
          [
            '/v1/me',
            { method: 'OPTIONS', headers: { origin: testOrigin, 'access-control-request-method': 'GET' } },
          ],
          ['/v1/sign-in/password', { method: 'POST', body: '{}' }],
          ['/v1/token', { method: 'POST' }],
          ['/.git/config'],
          ['/assets/'],
        ] as const
      ).map(async ([path, init]) => ({
        path,
        response: await running.app.request(path, init as RequestInit),
      })),
    );

  test('is for TLS alone, of its own kind, in no frame, and tells nobody where it was read', async () => {
    for (const { path, response } of await answers()) {
      const { headers } = response;
      expect(headers.get('strict-transport-security'), path).toBe('max-age=63072000; includeSubDomains');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      const policy = headers.get('content-security-policy')!;
      for (const part of [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'none'",
      ])
        expect(policy, path).toContain(part);
      expect(policy, path).not.toMatch(/unsafe|\*/);
    }
  });
});
