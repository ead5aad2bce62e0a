/** What `asvs.yml` claims and no test beside the code shows: over all the routes, all the sources, a new installation. */
import { readFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import type { Context as HonoContext } from 'hono';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import contract from '../../openapi/openapi.json' with { type: 'json' };
import { isSafeAddress, openProviders } from '../../server/src/features/access/provider.service.ts';
import type { Provider } from '../../server/src/features/access/provider.store.ts';
import { safeBack } from '../../server/src/features/access/sso.service.ts';
import { addressBehind } from '../../server/src/http/address.ts';
import { jsonLog } from '../../server/src/http/log.ts';
import { issueToken, openToken } from '../../server/src/http/token.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { Browser } from '../../server/src/testing/browser.ts';
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
    expect(drawing.map(({ file }) => file)).toEqual(['server/src/db/connections.ts']);
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

  test('of an address that holds nothing is 404: no folder is listed, nothing of a repository is there', async () => {
    for (const path of ['/.git/config', '/.git/', '/.env', '/assets/', '/v1/', '/package.json'])
      expect((await running.app.request(path)).status, path).toBe(404);
  });

  test('about somebody is kept by nobody on its way', async () => {
    const { token } = await tenant.session(worker.id);
    for (const path of ['/v1/me', `/v1/files/${await tenant.file()}`, '/v1/files', `/v1/files/${tenant.id}`])
      expect((await call(running.app, token, path)).headers.get('cache-control'), path).toBe('no-store');
  });

  test('names an origin only if the tenant lets it in, and never all of them', async () => {
    const { token } = await tenant.session(worker.id);
    const named = async (origin: string, method = 'GET') => {
      const headers = { origin, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'GET' } : {}) };
      const { headers: said } = await call(running.app, token, '/v1/me', { method, headers });
      expect(said.get('access-control-allow-credentials')).toBeNull();
      return said.get('access-control-allow-origin');
    };
    for (const method of ['GET', 'OPTIONS']) {
      expect(await named(testOrigin, method)).toBe(testOrigin);
      for (const origin of ['https://ailleurs.example', 'null', `${testOrigin}.ailleurs.example`])
        expect(await named(origin, method), origin).toBeNull();
    }
  });
});

describe('what is typed', () => {
  let token: string;
  let entries: string;
  beforeEach(async () => {
    ({ token } = await tenant.session(worker.id));
    entries = `/v1/files/${await tenant.file()}/entries`;
  });
  const write = (text: string, more: object = {}) =>
    call(running.app, token, entries, {
      method: 'POST',
      body: { typeCode: 'entretien-telephonique', performedOn: '2026-11-17', text, ...more },
    });

  test('comes back as it was, in JSON alone: decoded once, encoded last, run by nothing', async () => {
    const typed = [
      `'; drop table work_entry; -- %41 %2541 &lt;b&gt; \\u0041 "" '' $1 $$`,
      '<script>alert(1)</script><img src=x onerror=alert(1)> {{7*7}} ${7*7} `id` $(id) %s %n',
      '=cmd|calc!A1 @SUM(1) javascript:alert(1) ../../etc/passwd \u2028 </script>',
    ].join('\n');
    const made = await write(typed);
    await expectJson(made, 201);
    expect(made.headers.get('content-type')).toBe('application/json');
    const read = await call(running.app, token, entries.replace('entries', 'timeline'));
    expect(read.headers.get('content-type')).toBe('application/json');
    const { items } = await expectJson<{ items: { text: string }[] }>(read, 200);
    expect(items.map(({ text }) => text)).toEqual([typed]);
    const [table] = await admin`select count(*)::int as n from work_entry`;
    expect(table!['n']).toBeGreaterThan(0);
  });

  test('holds no invisible character, no unknown field, and nothing of how objects are made', async () => {
    for (const hidden of ['\u0000', '\u0007', '\u001b', '\u007f'])
      expect((await write(`avant${hidden}après`)).status).toBe(422);
    for (const more of [
      '"__proto__":{"polluted":1}',
      '"constructor":{"prototype":{"polluted":1}}',
      '"version":1',
    ]) {
      const body = `{"typeCode":"entretien-telephonique","performedOn":"2026-11-17","text":"Un mot.",${more}}`;
      expect((await call(running.app, token, entries, { method: 'POST', body })).status, more).toBe(422);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await write('Un mot.')).status, 'control').toBe(201);
  });

  test('makes no statement, command, pattern or program', () => {
    const holding = (pattern: RegExp) =>
      serverSources()
        .filter(({ text }) => pattern.test(text))
        .map(({ file }) => file.replace('server/src/', ''))
        .toSorted();
    // What is put in a statement as it is: names of tables, columns, roles and channels, all of them constants of ours
    expect(holding(/\bsql\.raw\(|\.unsafe\(/)).toEqual(rawStatements);
    expect(holding(/node:child_process/)).toEqual(['db/postmaster.ts']);
    expect(holding(/shell: true|\bexecSync|[^.]\bexec\(/)).toEqual([]);
    expect(holding(/new RegExp\(|RegExp\(/)).toEqual(madePatterns);
    expect(holding(/\beval\(|new Function\(|node:vm/)).toEqual([]);
    expect(holding(/\bv8\.deserialize|from 'node-serialize'|from 'js-yaml'/)).toEqual([]);
  });
});
const rawStatements = [
  'db/listen.ts',
  'db/migrate.ts',
  'db/prepare.ts',
  'db/roles.ts',
  'db/statement.ts',
  'db/tenant-table.ts',
  'features/social-file/list.store.ts',
  'features/social-file/search.store.ts',
  'features/social-file/transfer.service.ts',
  'features/statistics/engine/aggregate.ts',
  'features/statistics/engine/base.ts',
  'features/statistics/engine/compile.ts',
  'features/statistics/engine/dimensions.ts',
  'features/statistics/engine/situation.ts',
  'features/statistics/engine/sources.ts',
  'jobs/queue-schema.ts',
];
const madePatterns = [
  'features/imports/read/sheet-shape.ts',
  'features/social-file/search/parse-search.ts',
  'features/tdm/capture/when-patterns.ts',
  'pages/bundle.ts',
];

describe('who asks without end', () => {
  test('before anybody is signed in, is told to wait, and writes no more', async () => {
    const browser = new Browser(running.app);
    const ask = { client: tenant.id, element: 'lastria-file-list', origin: testOrigin };
    const statuses = [];
    for (let count = 0; count < 50; count += 1)
      statuses.push((await browser.post('/v1/access-tickets', ask)).status);
    const [row] = await admin`select count(*)::int as n from access_ticket where tenant_id = ${tenant.id}`;
    const done = statuses.filter((status) => status === 200).length;
    expect(statuses.at(-1)).toBe(429);
    expect(row!['n']).toBe(done);
    expect(done).toBeLessThan(40);
  });
});

describe('the contract', () => {
  type Said = { operationId: string; responses: object; 'x-lastria'?: { readOnly: boolean } };
  const operations = Object.values(contract.paths).flatMap(
    (path) => Object.entries(path) as [string, Said][],
  );

  test('reads alone by GET, and sends nobody elsewhere', () => {
    const reads = operations.filter(([method]) => method === 'get');
    expect(reads.length).toBeGreaterThan(20);
    expect(reads.filter(([, one]) => one['x-lastria']?.readOnly === false)).toEqual([]);
    const statuses = operations.flatMap(([, { responses }]) => Object.keys(responses));
    expect(statuses.filter((status) => status.startsWith('3'))).toEqual([]);
  });
});

describe('an address that a call names', () => {
  test('is followed on our own origin alone, by https or not at all', () => {
    const ours = 'https://lastria.example';
    for (const back of [
      'https://ailleurs.example/',
      '//ailleurs.example',
      '/\\ailleurs.example',
      'javascript:alert(1)',
      'data:,x',
    ])
      expect(safeBack(back, ours), back).toBe('/');
    expect(safeBack('/dossiers?tri=nom', ours), 'control').toBe('/dossiers?tri=nom');
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://sso.example',
      'file:///etc/passwd',
      'sso',
    ])
      expect(isSafeAddress(address), address).toBe(false);
    expect(isSafeAddress('https://sso.example'), 'control').toBe(true);
  });
});

describe('a provider of identities', () => {
  test('is followed to no other address than its own', async () => {
    const issuer = 'https://sso.example';
    const redirects: (string | undefined)[] = [];
    const { configuration, keys, ask } = openProviders(async (url, init) => {
      redirects.push(init?.redirect);
      const address = (name: string) => `${issuer}/${name}`;
      return String(url).endsWith('jwks')
        ? Response.json({ keys: [] })
        : Response.json({
            issuer,
            authorization_endpoint: address('auth'),
            token_endpoint: address('token'),
            jwks_uri: address('jwks'),
          });
    });
    const provider = { issuer, discoveryUrl: null, jwks: null } as Provider;
    await configuration(provider);
    await ask(`${issuer}/token`);
    const find = await keys(provider);
    await expect(find({ alg: 'ES256', kid: 'k' }, { payload: '', signature: '' })).rejects.toThrow(
      'no applicable key',
    );
    expect(redirects).toEqual(['error', 'error', 'manual']);
  });
});

describe('over a network', () => {
  let server: Server;
  let port: number;
  let seen: string[];
  beforeAll(async () => {
    server = await new Promise<Server>((resolve) => {
      const starting = serve({ fetch: running.app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
        resolve(starting as Server),
      );
    });
    ({ port } = server.address() as { port: number });
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  beforeEach(() => (seen = []));

  /** What the server answers to these very bytes, until it closes. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (bytes) => (said += bytes.toString()));
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });

  test('what is sent is sent back by no method', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const call = request(
        { port, method: 'TRACE', path: '/v1/me', headers: { 'x-mark': 'zqx' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode!);
        },
      );
      call.on('error', reject);
      call.end();
    });
    expect(status).toBe(405);
  });

  test('two ideas of where a call ends are none: it is refused, and no second call is heard', async () => {
    const before = running.logs.length;
    const head = 'POST /v1/token HTTP/1.1\r\nHost: localhost\r\n';
    const inner = '0\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';
    for (const ambiguous of [
      `Content-Length: ${inner.length}\r\nTransfer-Encoding: chunked\r\n\r\n${inner}`,
      `Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
      `Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\nabcd`,
      `Transfer-Encoding : chunked\r\n\r\n${inner}`,
    ])
      expect(await raw(`${head}${ambiguous}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(running.logs.slice(before).join()).not.toContain('"method":"GET"');
  });

  test('where a call comes from is believed of our own proxies alone', () => {
    const from = (header: string | undefined, proxies: number) => {
      const context = {
        req: { header: () => header },
        env: { incoming: { socket: { remoteAddress: '10.0.0.9' } } },
      };
      seen.push(addressBehind(proxies)(context as unknown as HonoContext));
      return seen.at(-1);
    };
    expect(from('1.2.3.4', 0)).toBe('10.0.0.9');
    expect(from('6.6.6.6, 1.2.3.4', 1), 'the first was written by who calls').toBe('1.2.3.4');
    expect(from('6.6.6.6, 1.2.3.4, 10.0.0.8', 2)).toBe('1.2.3.4');
    expect(from(undefined, 1)).toBe('10.0.0.9');
  });
});

describe('the components', () => {
  test('are locked, each by its digest, and come from one registry', () => {
    const { packages } = JSON.parse(
      readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
    ) as {
      packages: Record<string, { link?: boolean; resolved?: string; integrity?: string; inBundle?: boolean }>;
    };
    const registry = 'https://registry.npmjs.org/';
    const foreign = Object.entries(packages).filter(
      ([name, { link, resolved, integrity, inBundle }]) =>
        name.includes('node_modules/') &&
        !link &&
        !inBundle &&
        (!(resolved ?? registry).startsWith(registry) || !integrity?.startsWith('sha512-')),
    );
    expect(Object.keys(packages).length).toBeGreaterThan(300);
    expect(foreign.map(([name]) => name)).toEqual([]);
  });
});
