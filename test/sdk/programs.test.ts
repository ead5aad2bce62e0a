import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lastria/sdk';
import { ServiceAccounts } from '@lastria/sdk/service-accounts';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/src/db/ids.ts';
import { hostClient } from '../../server/src/features/access/access.table.ts';
import { digestOfSecret } from '../../server/src/features/access/embed-session.service.ts';
import { reportOf } from '../../server/src/features/agenda/reminders/delivery-report.testkit.ts';
import { deliveryReport } from '../../server/src/features/agenda/reminders/reminder.table.ts';
import { socialFile } from '../../server/src/features/social-file/social-file.table.ts';
import type { Running } from '../../server/src/serve.ts';
import { startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../server/src/testing/tenant.ts';
import { serveTestApp } from './support.ts';

const sdk = new URL('../../sdk/', import.meta.url).pathname;
let running: TestApp;
let server: Running;
let tenant: TestTenant;
let worker: TestStaff;
let fileId: string;
const scratch = mkdtempSync(join(tmpdir(), 'lastria-sdk-'));

beforeAll(async () => {
  running = await startTestApp();
  server = await serveTestApp(running);
  tenant = await TestTenant.create(running.database);
  worker = await tenant.staff('SOCIAL_WORKER');
  fileId = await tenant.file(tenant.root, { lastName: 'Dupont\u001b[2J' });
  await running.database.withTenant(tenant.id, [tenant.root], (tx) =>
    tx.update(socialFile).set({ leadWorkerId: worker.id }),
  );
  const session = connect({ baseUrl: server.url, getToken: () => worker.token });
  for (const performedOn of ['2026-11-17', '2026-11-18']) {
    await session.tdm.createEntry(fileId, { typeCode: 'entretien-telephonique', performedOn });
  }
});
afterAll(async () => {
  await server.close();
  await running.close();
  rmSync(scratch, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): ChildProcessWithoutNullStreams {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [join(sdk, script), ...args], { env: { PATH, ...env } });
}

async function program(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Ended> {
  const child = start(script, args, { LASTRIA_URL: server.url, LASTRIA_TOKEN: worker.token, ...env });
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
const lastria = (...args: string[]) => program('src/cli/main.ts', args);

describe('lastria, from a shell', () => {
  it('gives valid JSON alone on stdout, for each command', async () => {
    const expected: [string[], unknown][] = [
      [['me'], { staffId: worker.id }],
      [['files', 'list'], [{ id: fileId }]],
      [['files', 'list', '--from', 'Z'], []],
      [['files', 'open', fileId], { id: fileId }],
      [
        ['timeline', fileId],
        [{ performedOn: '2026-11-18' }, { performedOn: '2026-11-17' }],
      ],
      [['timeline', fileId, '--limit', '1'], [{ performedOn: '2026-11-18' }]],
      [['drafts'], []],
      [['configuration'], { units: [{ id: tenant.root }] }],
    ];
    const ended = await Promise.all(expected.map(([args]) => lastria(...args, '--json')));
    for (const [index, { code, stdout, stderr }] of ended.entries()) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject(expected[index]![1] as object);
    }
  });

  it('gives a person one line each, without what would drive the terminal', async () => {
    const { stdout } = await lastria('files', 'list', '--mine');
    expect(stdout).toBe(`${fileId}\topen\tDupont[2J Marie\n`);
    expect((await lastria('timeline', fileId)).stdout.split('\n')).toHaveLength(3);
  });

  it('tells failures apart by exit code, on stderr, in words', async () => {
    const closed = 'http://127.0.0.1:9';
    const outcomes = {
      'no command': [await lastria(), 2, 'Usage : lastria'],
      'unknown command': [await lastria('dance'), 2, 'La commande « dance » n’existe pas'],
      'a name of every object': [await lastria('constructor'), 2, 'La commande « constructor »'],
      'an option without its value': [await lastria('me', '--limit'), 2, '--limit attend une valeur'],
      'a value too many': [await lastria('me', '--json=x'), 2, '--json ne prend pas de valeur'],
      'a secret as an argument': [await lastria('me', '--token', 'x'), 2, 'L’option --token n’existe pas'],
      'no address': [
        await program('src/cli/main.ts', ['me'], { LASTRIA_URL: '' }),
        2,
        'Indiquez par LASTRIA_URL',
      ],
      'no token': [
        await program('src/cli/main.ts', ['me'], { LASTRIA_TOKEN: '' }),
        2,
        'Indiquez un jeton par LASTRIA_TOKEN',
      ],
      'a dead token': [await program('src/cli/main.ts', ['me'], { LASTRIA_TOKEN: 'dead' }), 3, 'session'],
      'no such file': [await lastria('files', 'open', newId()), 4, 'Introuvable'],
      'no server': [await program('src/cli/main.ts', ['me'], { LASTRIA_URL: closed }), 5, 'injoignable'],
    } as const;
    for (const [name, [{ code, stdout, stderr }, wanted, words]] of Object.entries(outcomes)) {
      expect({ name, code, stdout }).toEqual({ name, code: wanted, stdout: '' });
      expect(stderr).toContain(words);
    }
  });

  it('reads the token from a file, and helps with examples on stdout', async () => {
    const path = join(scratch, 'token');
    writeFileSync(path, `${worker.token}\n`, { mode: 0o600 });
    const named = await program('src/cli/main.ts', ['me', '--token-file', path], { LASTRIA_TOKEN: '' });
    expect(named).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await lastria('--help');
    expect([code, stdout.includes('Exemples')]).toEqual([0, true]);
  });
});

describe('examples', () => {
  it('list-my-files lists them', async () => {
    const { code, stdout, stderr } = await program('examples/list-my-files.ts', []);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('\t2026-11-18\n');
    expect(await program('examples/list-my-files.ts', [], { LASTRIA_TOKEN: 'dead' })).toMatchObject({
      code: 3,
      stdout: '',
    });
  });

  it('keep-team keeps the team as the directory says it, by a service account', async () => {
    const administrator = await tenant.staff('ADMINISTRATOR', {});
    const session = connect({ baseUrl: server.url, getToken: () => administrator.token });
    const { account, secret } = await new ServiceAccounts(session).addServiceAccount({
      name: 'Annuaire',
      scopes: ['KEEP_TEAM'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const keepTeam = (...directory: { subject: string; displayName: string }[]) =>
      program(
        'examples/keep-team.ts',
        [],
        { LASTRIA_CLIENT_ID: account.clientId, LASTRIA_CLIENT_SECRET: secret },
        JSON.stringify(directory),
      );
    const present = (await session.organisation.read()).staff.map(({ externalSubject, displayName }) => ({
      subject: externalSubject!,
      displayName,
    }));
    const roux = { subject: 'a.roux', displayName: 'A. Roux' };
    expect(await keepTeam(...present, roux)).toEqual({ code: 0, stdout: '+ A. Roux\n', stderr: '' });
    expect(await keepTeam(...present)).toEqual({ code: 0, stdout: '- A. Roux\n', stderr: '' });
    const { staff } = await session.organisation.read();
    expect(staff.find(({ displayName }) => displayName === 'A. Roux')).toMatchObject({ left: true });
    await new ServiceAccounts(session).endServiceAccount(account.id);
    expect(await keepTeam()).toMatchObject({ code: 3, stdout: '' });
  });

  it('hand-over-bounce gives a mail that came back, and refuses what is none', async () => {
    const administrator = await tenant.staff('ADMINISTRATOR', {});
    const session = connect({ baseUrl: server.url, getToken: () => administrator.token });
    const { account, secret } = await new ServiceAccounts(session).addServiceAccount({
      name: 'Retours',
      scopes: ['REPORT_DELIVERIES'],
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    session.close();
    const key = newId();
    const handOver = (message: string) =>
      program(
        'examples/hand-over-bounce.ts',
        [],
        { LASTRIA_CLIENT_ID: account.clientId, LASTRIA_CLIENT_SECRET: secret },
        message,
      );
    expect(await handOver(reportOf(`<${key}@messages.example>`))).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const kept = () =>
      running.database.withTenant(tenant.id, [], (tx) =>
        tx
          .select({ outcome: deliveryReport.outcome })
          .from(deliveryReport)
          .where(eq(deliveryReport.messageKey, key)),
      );
    expect(await kept()).toEqual([{ outcome: 'failed' }]);
    expect(await handOver('Je suis absente jusqu’au 3.')).toMatchObject({ code: 3 });
  });

  it('token-route gives the page a token that opens a session, and nothing to a stranger', async () => {
    const secret = randomBytes(32).toString('base64url');
    const clientId = newId();
    await running.database.withTenant(tenant.id, [], (tx) =>
      tx
        .insert(hostClient)
        .values({ tenantId: tenant.id, id: clientId, name: 'Portail', secretDigest: digestOfSecret(secret) }),
    );
    const portal = start('examples/token-route.ts', [], {
      LASTRIA_URL: server.url,
      LASTRIA_CLIENT_ID: `${tenant.id}/${clientId}`,
      LASTRIA_CLIENT_SECRET: secret,
      PORTAL_ORIGIN: testOrigin,
      PORT: '0',
    });
    try {
      const [line] = (await once(portal.stdout.setEncoding('utf8'), 'data')) as [string];
      const port = /"port":(\d+)/.exec(line)![1]!;
      const ask = async (headers: Record<string, string>) =>
        (
          await fetch(`http://127.0.0.1:${port}/lastria-token`, { method: 'POST', headers })
        ).json() as Promise<{ token: string } | null>;
      const session = connect({ baseUrl: server.url, getToken: () => ask({ 'x-demo-user': worker.id }) });
      expect(await session.me()).toMatchObject({ staffId: worker.id });
      expect(await ask({})).toBeNull();
    } finally {
      portal.kill();
    }
  });
});
