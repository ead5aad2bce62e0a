import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { proven, TestTenant } from '../../testing/tenant.ts';
import { issueToken } from '../../http/token.ts';
import { newId } from '../../db/ids.ts';
import { UsageError } from '../../flags.ts';
import { accessSession } from '../access/session.table.ts';
import { staffMember } from './organisation.table.ts';
import { tenantCommand } from './tenant.command.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => running.close());

const create = [
  'create',
  '--name',
  'Hôpital de Lens',
  '--kind',
  'hospital',
  '--administrator',
  'a.roux@lens.example',
];

test('a tenant is made with what its administrator needs to begin', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  await tenantCommand(create)(running.database);
  const [tenantId, unitId, staffId] = said.join('\n').match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)!;
  expect(await running.database.listTenants()).toContain(tenantId);

  // Whoever a portal vouches for by that address is the administrator
  const sessionId = newId();
  await running.database.withTenant(tenantId!, [], async (tx) => {
    const [member] = await tx
      .select({ id: staffMember.id })
      .from(staffMember)
      .where(eq(staffMember.externalSubject, 'a.roux@lens.example'));
    expect(member!.id).toBe(staffId);
    await tx.insert(accessSession).values({
      tenantId: tenantId!,
      id: sessionId,
      staffId: staffId!,
      ...proven(new Date()),
      origins: [],
      expiresAt: new Date(Date.now() + 60_000),
    });
  });
  const token = issueToken(testKeyring, { tenantId: tenantId!, sessionId });
  const ask = async <T>(path: string): Promise<T> =>
    expectJson(await running.app.request(path, { headers: { authorization: `Bearer ${token}` } }), 200);
  expect(await ask<{ roles: string[] }>('/v1/me')).toMatchObject({
    roles: ['ADMINISTRATOR'],
    tenant: { name: 'Hôpital de Lens', kind: 'hospital', timeZone: 'Europe/Paris' },
  });
  const { units } = await ask<{ units: { id: string; name: string }[] }>('/v1/organisation');
  expect(units.map(({ id, name }) => [id, name])).toEqual([[unitId, 'Hôpital de Lens']]);
  const { lists } = await ask<{ lists: { code: string; items: unknown[] }[] }>('/v1/configuration');
  expect(lists.find(({ code }) => code === 'workTypes')!.items.length).toBeGreaterThan(10);
  const refused = await call(running.app, token, '/v1/imports', {
    method: 'POST',
    body: { filename: 'x.csv', size: 1 },
    headers: { origin: '' },
  });
  expect(refused.status, 'and sees no file by it').toBe(403);
});

test('an administrator is added by whoever runs the server, and the others are told', async () => {
  const tenant = await TestTenant.create(running.database);
  const alone = await tenant.staff('ADMINISTRATOR', {});
  const officer = await tenant.staff('DPO', {});
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const add = (address: string) =>
    tenantCommand(['add-administrator', '--tenant', tenant.id, '--administrator', address])(running.database);
  await add('b.roux@lens.example');
  const [, id] = /Administrateur : (\S+) /.exec(said.join('\n'))!;
  const { roles } = await expectJson<{ roles: string[] }>(
    await call(running.app, (await tenant.session(id!)).token, '/v1/me'),
    200,
  );
  expect(roles).toEqual(['ADMINISTRATOR']);
  for (const told of [alone.id, officer.id]) {
    const notices = await running.database.withTenant(
      tenant.id,
      [],
      (tx) => tx.execute<{ about: string }>('select about_staff_id as about from notice'),
      told,
    );
    expect([...notices]).toEqual([{ about: id }]);
  }
  await expect(add('b.roux@lens.example')).rejects.toThrow('porte déjà cette adresse');
  expect(() => tenantCommand(['add-administrator', '--tenant', 'x'])).toThrow(UsageError);
});

test.each([
  ['no verb', []],
  ['another verb', ['drop', ...create.slice(1)]],
  ['no name', ['create', '--kind', 'hospital', '--administrator', 'a@b.example']],
  ['an unknown kind', [...create, '--kind', 'ship']],
  ['an address that is none', [...create, '--administrator', 'roux']],
  ['an unknown zone', [...create, '--time-zone', 'Mars/Olympus']],
  ['an unknown option', [...create, '--force']],
])('%s: what is expected, and nothing made', async (_what, args) => {
  const before = await running.database.listTenants();
  expect(() => tenantCommand(args)).toThrow(UsageError);
  expect(await running.database.listTenants()).toEqual(before);
});
