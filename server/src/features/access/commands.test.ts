import { generateKeyPair, exportJWK } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SettingError } from '../../config.ts';
import { newId } from '../../db/ids.ts';
import { UsageError } from '../../flags.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { decisionCommand } from './decision.command.ts';
import { identityProviderCommand } from './identity-provider.command.ts';
import { supportCommand } from './support.command.ts';

const issuer = 'https://sso.hopital.example';
let running: TestApp;
let sql: postgres.Sql;
let tenant: TestTenant;
let administrator: TestStaff;
let officer: TestStaff;
let folder: string;
let said: string;
beforeAll(async () => {
  running = await startTestApp();
  sql = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  tenant = await TestTenant.create(running.database);
  administrator = await tenant.staff('ADMINISTRATOR', {});
  officer = await tenant.staff('DPO', {});
  folder = mkdtempSync(join(tmpdir(), 'lastria-commands-'));
});
beforeEach(() => {
  said = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (said += `${line}\n`));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await sql.end();
  await running.close();
});

const traces = async (...types: string[]) =>
  (
    await sql<{ type: string; staff_id: string | null }[]>`
      select type, staff_id from audit_event where tenant_id = ${tenant.id} and type = any (${types}) order by at, id`
  ).map(({ type, staff_id: by }) => `${type} by ${by ?? 'the server'}`);
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe('decision', () => {
  const run = (...args: string[]) => decisionCommand(['--tenant', tenant.id, ...args])(running.database);
  const standing = async () =>
    (
      await sql<{ kind: string }[]>`
        select kind from recorded_decision where tenant_id = ${tenant.id} and withdrawn_at is null`
    ).map(({ kind }) => kind);

  test('writes what was decided once, and takes it back; both leave a trace', async () => {
    await run('--record', 'mailCode', '--reference', 'DPO 2026-11');
    await run('--record', 'mailCode', '--reference', 'DPO 2026-12');
    expect(await standing()).toEqual(['mailCode']);
    await run('--withdraw', 'mailCode');
    expect(await standing()).toEqual([]);
    await expect(run('--withdraw', 'mailCode')).rejects.toThrow(SettingError);
    expect(await traces('decision.recorded', 'decision.withdrawn')).toEqual([
      'decision.recorded by the server',
      'decision.withdrawn by the server',
    ]);
  });

  test('says which elements a portal may hold', async () => {
    await run('--inline', 'lastria-file-list,lastria-import');
    const [row] = await sql`select inline_elements from tenant where tenant_id = ${tenant.id}`;
    expect(row?.['inline_elements']).toEqual(['lastria-file-list', 'lastria-import']);
  });

  test.each([
    ['nothing', []],
    ['a decision without a reference', ['--record', 'mailCode']],
    ['another decision', ['--record', 'everything', '--reference', 'x']],
    ['another element', ['--inline', 'lastria-everything']],
  ])('%s: what is expected', (_what, args) => {
    expect(() => decisionCommand(['--tenant', tenant.id, ...args])).toThrow(UsageError);
  });

  test('a tenant that is none is said', async () => {
    const command = decisionCommand(['--tenant', newId(), '--withdraw', 'mailCode']);
    await expect(command(running.database)).rejects.toThrow(SettingError);
  });
});

describe('support ask', () => {
  const asked = (more: Record<string, string> = {}) => [
    'ask',
    ...Object.entries({
      '--tenant': tenant.id,
      '--by': 'A. Leroy, Lastria',
      '--reason': 'Import arrêté',
      '--until': soon(2),
      ...more,
    }).flat(),
  ];

  test('asks the administrators, who read it on their screen; nobody is let in by it', async () => {
    await supportCommand(asked())(running.database);
    const [, id] = /Demande : (\S+)/.exec(said)!;
    const { supportRequests } = await expectJson<{ supportRequests: object[] }>(
      await call(running.app, administrator.token, '/v1/organisation'),
      200,
    );
    expect(supportRequests).toEqual([
      expect.objectContaining({ id, askedBy: 'A. Leroy, Lastria', reason: 'Import arrêté', status: 'asked' }),
    ]);
    const told =
      await sql`select staff_id from notice where tenant_id = ${tenant.id} and kind = 'supportAsked'`;
    expect(new Set(told.map((row) => row['staff_id'] as string))).toEqual(
      new Set([administrator.id, officer.id]),
    );
    expect(await traces('support.asked')).toEqual(['support.asked by the server']);
    const let_in = await sql`select 1 from access_grant where tenant_id = ${tenant.id} and role = 'SUPPORT'`;
    expect(let_in).toHaveLength(0);
  });

  test.each([
    ['another verb', () => ['open', ...asked().slice(1)]],
    ['no reason', () => asked({ '--reason': ' ' })],
    ['nobody', () => asked({ '--by': '' })],
    ['an end gone by', () => asked({ '--until': soon(-1) })],
    ['an end after seven days', () => asked({ '--until': soon(8 * 24) })],
  ])('%s: what is expected', (_what, args) => {
    expect(() => supportCommand(args())).toThrow(UsageError);
  });
});

describe('identity-provider', () => {
  const command = (args: readonly string[]) =>
    identityProviderCommand(['--tenant', tenant.id, ...args], () => 'https://lastria.example');
  const run = (...args: string[]) => command(args)(running.database, testKeyring);
  const keysFile = async (name: string, isPrivate = false) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = await exportJWK(isPrivate ? privateKey : publicKey);
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify({ keys: [{ ...key, kid: 'k', alg: 'ES256' }] }));
    return file;
  };
  const provider = ['--issuer', issuer, '--for', 'people', '--client-id', 'lastria', '--name', 'Hôpital'];

  test('adds a provider by which people sign in, links them, and removes it', async () => {
    await run(...provider, '--jwks-file', await keysFile('keys.json'));
    const known = `https://lastria\\.example/v1/sign-in/sso/`;
    expect(said).toMatch(new RegExp(`retour.* : ${known}[\\w-]{36}/callback\n`));
    expect(said).toMatch(new RegExp(`fin de session.* : ${known}${tenant.id}/[\\w-]{36}/logout\n`));
    const worker = await tenant.staff('SOCIAL_WORKER');
    const links = join(folder, 'links.csv');
    writeFileSync(links, `${worker.id};a.roux\n`);
    await run('--issuer', issuer, '--links-file', links);
    const [linked] = await sql`select staff_id from staff_identity where tenant_id = ${tenant.id}`;
    expect(linked?.['staff_id']).toBe(worker.id);
    const strange = run('--issuer', issuer, '--link', 'personne=b.roux');
    await expect(strange).rejects.toThrow('« personne » n’est pas une personne de l’équipe');

    const options = await running.app.request('/v1/sign-in/options', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-lastria-page': 'page',
        origin: 'http://localhost:4600',
      },
      body: JSON.stringify({ client: tenant.id }),
    });
    const { providers } = await expectJson<{ providers: { name: string }[] }>(options, 200);
    expect(providers.map(({ name }) => name)).toEqual(['Hôpital']);
    await run('--remove', issuer);
    await expect(run('--remove', issuer)).rejects.toThrow(SettingError);
    expect(await traces('provider.changed', 'provider.linked')).toEqual([
      'provider.changed by the server',
      'provider.linked by the server',
      'provider.changed by the server',
    ]);
  });

  test('keys of a portal that is none change nothing', async () => {
    const args = ['--client', newId(), '--jwks-file', await keysFile('portal.json')];
    await expect(run(...args)).rejects.toThrow('Ce portail n’existe pas');
  });

  test('a private key stays where it is', async () => {
    const file = await keysFile('private.json', true);
    expect(() => run(...provider, '--jwks-file', file)).toThrow('que des clés publiques');
  });

  test.each([
    ['nothing', []],
    ['an address that is not safe', ['--issuer', 'http://sso.hopital.example', '--for', 'people']],
    ['a provider for nothing', ['--issuer', issuer, '--for', 'robots', '--client-id', 'x']],
    ['an exchange without a portal', ['--issuer', issuer, '--for', 'exchange', '--client-id', 'x']],
    ['a link of nobody', ['--issuer', issuer, '--link', '=x']],
    ['a file that is not there', ['--issuer', issuer, '--links-file', '/nulle/part.csv']],
  ])('%s: what is expected', (_what, args) => {
    expect(() => command(args)).toThrow(UsageError);
  });
});
