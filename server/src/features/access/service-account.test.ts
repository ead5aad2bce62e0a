import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openToken } from '../../http/token.ts';
import { operations } from '../../operations.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { serves } from './elements.ts';
import { addHostClient } from './host-client.service.ts';
import { programScopes, rights } from './rights.ts';

const path = '/v1/organisation/service-accounts';
const day = 86_400_000;
let now: Date;
let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  now = new Date();
  running = await startTestApp({ clock: () => now });
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  tenant = await TestTenant.create(running.database, { now: () => now });
  north = await tenant.unit('Nord');
  file = await tenant.file(north);
  await tenant.file(await tenant.unit('Sud'));
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

interface Made {
  readonly account: {
    id: string;
    clientId: string;
    files: Record<string, unknown> | null;
    secrets: Secret[];
  };
  readonly secretId: string;
  readonly secret: string;
}
interface Secret {
  readonly id: string;
  readonly usedAt: string | null;
}

let tenant: TestTenant;
let first: TestStaff;
let second: TestStaff;
let officer: TestStaff;
let north: string;
let file: string;
beforeEach(async () => {
  now = new Date();
  first = await tenant.staff('ADMINISTRATOR', {});
  second = await tenant.staff('ADMINISTRATOR', {});
  officer = await tenant.staff('DPO', {});
});

const later = (ms: number) => new Date(now.getTime() + ms);
const post = (who: { token: string }, at: string, body: unknown = {}) =>
  call(running.app, who.token, at, { method: 'POST', body });
const remove = (who: { token: string }, at: string) => call(running.app, who.token, at, { method: 'DELETE' });
const input = (more: object = {}) => ({
  name: 'Annuaire RH',
  scopes: ['READ_FILES', 'KEEP_TEAM'],
  unitIds: [north],
  expiresAt: later(30 * day).toISOString(),
  ...more,
});
const make = async (more: object = {}) => expectJson<Made>(await post(first, path, input(more)), 201);
const listed = async () =>
  (await expectJson<{ items: Made['account'][] }>(await call(running.app, officer.token, path), 200)).items;
const shown = async ({ account }: Made) => (await listed()).find(({ id }) => id === account.id)!;

const ask = (
  { account, secret }: Pick<Made, 'account' | 'secret'>,
  form: Record<string, string> = {},
  user = account.clientId,
) =>
  running.app.request('/v1/token', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });
interface Token {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
}
/** The token of a program that asked well. */
const tokenOf = async (made: Made, form?: Record<string, string>) =>
  expectJson<Token>(await ask(made, form), 200);
/** A call of a program: no browser, no origin. */
const asProgram = (token: Token, at: string, init: RequestInit = {}) =>
  running.app.request(at, {
    ...init,
    headers: { authorization: `Bearer ${token.access_token}`, ...init.headers },
  });
const outcome = async (response: Response) =>
  [
    response.status,
    String(((await response.json()) as { type?: string }).type).replace(/^.*\//, ''),
  ] as const;

const until = () => later(10 * day).toISOString();
/** Lets a program see people, by two administrators. */
async function letSeeFiles({ account }: Made): Promise<void> {
  await expectJson(
    await post(first, `${path}/${account.id}/files`, { reason: 'Entrepôt', until: until() }),
    200,
  );
  await expectJson(await post(second, `${path}/${account.id}/files/grant`), 200);
}
const noticesOf = async ({ id }: { id: string }) =>
  (await admin<{ kind: string }[]>`select kind from notice where staff_id = ${id}`).map(({ kind }) => kind);
const traces = async (made: Made) =>
  (
    await admin<{ type: string }[]>`
      select type from audit_event where tenant_id = ${tenant.id} and record_id = ${made.account.id} order by at, id`
  ).map(({ type }) => type);

describe('a program', () => {
  test('does what its scopes name, under its own name, and nothing else', async () => {
    const made = await make();
    const token = await tokenOf(made);
    expect(token).toMatchObject({ expires_in: 600, scope: 'READ_FILES KEEP_TEAM' });
    const me = await expectJson(await asProgram(token, '/v1/me'), 200);
    expect(me).toMatchObject({
      kind: 'service',
      displayName: 'Annuaire RH',
      nominative: false,
      elements: ['READ_FILES', 'KEEP_TEAM'],
    });
    const added = await asProgram(token, '/v1/organisation/staff', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ displayName: 'D. Petit' }),
    });
    const { id } = await expectJson<{ id: string }>(added, 201);
    const [trace] = await admin`select staff_id from audit_event where record_id = ${id}`;
    expect(trace).toEqual({ staff_id: made.account.id });
    expect(await outcome(await asProgram(token, '/v1/configuration/file'))).toEqual([403, 'isolated-only']);
    expect(await outcome(await asProgram(token, path))).toEqual([403, 'isolated-only']);
    expect(await outcome(await asProgram(token, '/v1/me/sessions'))).toEqual([403, 'isolated-only']);
    const leaves = async (who: string) =>
      asProgram(token, `/v1/organisation/staff/${who}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'if-match': '"1"' },
        body: JSON.stringify({ leftOn: now.toISOString().slice(0, 10) }),
      });
    expect(await outcome(await leaves(first.id)), 'an administrator').toEqual([403, 'forbidden']);
    expect(await outcome(await leaves(officer.id))).toEqual([403, 'forbidden']);
    expect(await outcome(await leaves(made.account.id)), 'a program').toEqual([404, 'not-found']);
    expect((await leaves(id)).status).toBe(200);
    const narrow = await tokenOf(made, { scope: 'KEEP_TEAM' });
    expect(await outcome(await asProgram(narrow, '/v1/files'))).toEqual([403, 'isolated-only']);
    const page = { headers: { origin: 'https://portail.example' } };
    expect(await outcome(await asProgram(token, '/v1/me', page)), 'in a browser').toEqual([
      403,
      'origin-refused',
    ]);
  });

  test('sees nobody until two administrators let it, and the officer is told', async () => {
    const made = await make();
    const files = `${path}/${made.account.id}/files`;
    const before = await tokenOf(made);
    expect(await outcome(await asProgram(before, '/v1/files'))).toEqual([403, 'proof-required']);
    expect(await filesInDatabase(before)).toEqual([0]);
    expect(await outcome(await post(second, `${files}/grant`)), 'nobody asked').toEqual([409, 'conflict']);
    await expectJson(await post(first, files, { reason: 'Entrepôt', until: until() }), 200);
    expect(await outcome(await post(first, `${files}/grant`)), 'alone').toEqual([403, 'forbidden']);
    expect(await outcome(await post(officer, `${files}/grant`))).toEqual([403, 'forbidden']);
    expect(await outcome(await asProgram(before, '/v1/files'))).toEqual([403, 'proof-required']);
    expect(await noticesOf(second)).toEqual(['serviceFilesAsked']);
    expect(await noticesOf(officer)).toEqual([]);

    const granted = await expectJson<Made['account']>(await post(second, `${files}/grant`), 200);
    expect(granted.files).toMatchObject({ status: 'granted', reason: 'Entrepôt', canGrant: false });
    expect(await noticesOf(officer)).toEqual(['serviceFilesGranted']);
    expect((await asProgram(before, '/v1/me')).status, 'what was opened before').toBe(401);
    const after = await tokenOf(made);
    const { items } = await expectJson<{ items: { id: string }[] }>(await asProgram(after, '/v1/files'), 200);
    expect(items.map(({ id }) => id)).toEqual([file]);
    expect(await filesInDatabase(after)).toEqual([1]);
    expect(await outcome(await asProgram(after, `/v1/files/${file}/timeline`))).toEqual([
      403,
      'isolated-only',
    ]);
    expect(await traces(made)).toEqual([
      'service.added',
      'service.secretAdded',
      'service.filesAsked',
      'service.filesGranted',
    ]);
  });

  /** How many files the database itself shows it, through whatever would forget to ask. */
  const filesInDatabase = async ({ access_token }: Token) => {
    const claims = openToken(testKeyring, access_token)!;
    const rows = await running.database.withActor(
      claims,
      'read',
      { requestId: crypto.randomUUID(), now },
      async ({ tx }) => tx.execute<{ n: number }>('select count(*)::int as n from social_file'),
    );
    return rows?.map(({ n }) => n);
  };

  test('sees nobody any more when the time granted is over, or the officer takes it back', async () => {
    const made = await make();
    await letSeeFiles(made);
    const granted = now;
    now = new Date(granted.getTime() + 10 * day - 60_000);
    const last = await tokenOf(made);
    expect(last.expires_in).toBe(60);
    expect((await asProgram(last, '/v1/files')).status).toBe(200);
    now = new Date(granted.getTime() + 10 * day);
    expect((await asProgram(last, '/v1/files')).status).toBe(401);
    expect(await outcome(await asProgram(await tokenOf(made), '/v1/files'))).toEqual([403, 'proof-required']);

    // Ten days later everybody proves a factor again
    for (const one of [first, second, officer]) Object.assign(one, await tenant.session(one.id));
    const other = await make({ name: 'Entrepôt' });
    await letSeeFiles(other);
    const token = await tokenOf(other);
    expect((await asProgram(token, '/v1/files')).status).toBe(200);
    expect((await remove(officer, `${path}/${other.account.id}/files`)).status).toBe(204);
    expect((await asProgram(token, '/v1/files')).status).toBe(401);
    const next = await tokenOf(other);
    expect(await outcome(await asProgram(next, '/v1/files'))).toEqual([403, 'proof-required']);
    expect(await filesInDatabase(next)).toEqual([0]);
  });

  test('goes from one secret to the next without a gap; a secret taken back opens nothing more', async () => {
    const made = await make();
    const secrets = `${path}/${made.account.id}/secrets`;
    const next = await expectJson<Made>(await post(second, secrets), 201);
    expect(await outcome(await post(first, secrets)), 'a third').toEqual([409, 'conflict']);
    const [old, young] = [await tokenOf(made), await tokenOf(next)];
    expect((await shown(made)).secrets.map(({ usedAt }) => usedAt)).toEqual(
      [1, 2].map(() => new Date(Math.floor(+now / 60_000) * 60_000).toISOString()),
    );
    const stream = await asProgram(old, '/v1/live');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await remove(first, `${secrets}/${made.secretId}`)).status).toBe(204);
    expect((await asProgram(old, '/v1/me')).status).toBe(401);
    let said = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) said += part.value;
    expect(said).toContain('"reason":"session"');
    expect(await outcome(await ask(made))).toEqual([401, 'undefined']);
    expect((await asProgram(young, '/v1/me')).status).toBe(200);
    expect((await remove(first, `${secrets}/${made.secretId}`)).status, 'again').toBe(404);
    const kept = await admin`select secret_digest from session where id = ${next.secretId}`;
    expect(JSON.stringify(kept)).not.toContain(next.secret);
  });

  test('ends with its account, by hand or by date', async () => {
    const made = await make({ expiresAt: later(5 * 60_000).toISOString() });
    const dated = await tokenOf(made);
    expect(dated.expires_in).toBe(300);
    const closed = await make({ name: 'Autre' });
    const token = await tokenOf(closed);
    expect((await remove(second, `${path}/${closed.account.id}`)).status).toBe(204);
    expect((await asProgram(token, '/v1/me')).status).toBe(401);
    expect((await ask(closed)).status).toBe(401);
    expect(await traces(closed)).toContain('service.ended');
    expect((await asProgram(dated, '/v1/me')).status, 'control').toBe(200);
    now = later(5 * 60_000);
    expect((await asProgram(dated, '/v1/me')).status).toBe(401);
    expect((await ask(made)).status).toBe(401);
    expect(await outcome(await post(first, `${path}/${made.account.id}/secrets`))).toEqual([
      404,
      'not-found',
    ]);
  });
});

describe('the token endpoint', () => {
  test('says which refusal it is, and no more', async () => {
    const made = await make();
    const host = { tenantId: tenant.id, id: crypto.randomUUID(), name: 'Portail' };
    await running.database.withTenant(tenant.id, [], (tx) => addHostClient(tx, host, 'secret du portail'));
    const other = await TestTenant.create(running.database);
    const asHost = { ...made, secret: 'secret du portail' };
    const cases: [string, Response, number, string][] = [
      ['a wrong secret', await ask({ ...made, secret: 'x' }), 401, 'invalid_client'],
      ['another tenant', await ask(made, {}, `${other.id}/${made.account.id}`), 401, 'invalid_client'],
      ['nobody', await ask(made, {}, 'x'), 401, 'invalid_client'],
      ['a secret in the body', await ask(made, { client_secret: made.secret }), 401, 'invalid_client'],
      ['another name in the body', await ask(made, { client_id: 'x' }), 401, 'invalid_client'],
      ['a portal', await ask(asHost, {}, `${tenant.id}/${host.id}`), 401, 'invalid_client'],
      ['an exchange', await ask(made, { grant_type: 'password' }), 401, 'invalid_client'],
      ['a scope not its own', await ask(made, { scope: 'KEEP_CONFIGURATION' }), 400, 'invalid_scope'],
    ];
    for (const [name, response, status, error] of cases)
      expect([name, response.status, await response.json()]).toEqual([name, status, { error }]);
    expect(running.logs.join()).not.toContain(made.secret);
  });
});

test('an account is made with what makes sense, by an administrator', async () => {
  const before = await listed();
  const cases: [object, string][] = [
    [{ expiresAt: later(367 * day).toISOString() }, '/expiresAt'],
    [{ expiresAt: now.toISOString() }, '/expiresAt'],
    [{ unitIds: [] }, '/unitIds'],
    [{ scopes: ['KEEP_TEAM'] }, '/unitIds'],
    [{ unitIds: [crypto.randomUUID()] }, '/unitIds/0'],
    [{ scopes: ['ADMINISTRATOR'] }, '/scopes/0'],
  ];
  for (const [more, pointer] of cases) {
    const { errors } = await expectJson<{ errors: { pointer: string }[] }>(
      await post(first, path, input(more)),
      422,
    );
    expect(errors.map((one) => one.pointer)).toEqual([pointer]);
  }
  expect((await post(officer, path, input())).status).toBe(403);
  expect(await listed()).toEqual(before);
  const { account } = await make({ scopes: ['KEEP_TEAM'], unitIds: [] });
  const files = await post(first, `${path}/${account.id}/files`, { reason: 'Lire', until: until() });
  expect(await outcome(files)).toEqual([409, 'conflict']);
});

test('no scope reads what is written in words, gives rights or opens accounts', () => {
  const open = operations.filter(({ id }) => programScopes.some((scope) => serves([scope], id)));
  expect(open.length).toBeGreaterThan(10);
  const barred = /^access\.(?!me$)|Grant|Substitution|handOver|Decision|Support|moveUnit|personalNotes/;
  expect(open.map(({ id }) => id).filter((id) => barred.test(id))).toEqual([]);
  expect(programScopes.filter((scope) => rights[scope].includes('text'))).toEqual([]);
});
