import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../../db/ids.ts';
import { UsageError } from '../../flags.ts';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { addHostClient, allowOrigins, atTheServer } from '../access/host-client.service.ts';
import { generateFiles, generateOutsideWork, generateTenant } from './seed/index.ts';
import { seedCommand } from './seed.command.ts';
import { seedTenant } from './seed.service.ts';
import { seedId } from './seed.store.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const about = { seed: 5, years: 1, today: '2026-11-18' };
const tenant = generateTenant({ seed: 5, kind: 'company', files: 45 });
const seeded = (tenantId: string, onProgress?: (files: number) => void) =>
  seedTenant(running.database, {
    tenantId,
    tenant,
    origins: [],
    batch: 20,
    files: generateFiles({ ...about, tenant, to: 45 }),
    outside: [...generateOutsideWork({ ...about, tenant })],
    ...(onProgress ? { onProgress } : {}),
  });

const counts = (tenantId: string) =>
  running.database.withTenant(
    tenantId,
    tenant.units.map(({ key }) => seedId(tenantId, 'unit', key)),
    async (tx) => {
      const [row] = await tx.execute(sql`
        select (select count(*)::int from social_file where tenant_id = ${tenantId}) as files,
               (select count(*)::int from work_entry where tenant_id = ${tenantId}) as entries,
               (select count(*)::int from work_entry where tenant_id = ${tenantId} and file_id is null) as outside,
               (select sum(minutes)::int from work_entry where tenant_id = ${tenantId}) as minutes,
               (select count(*)::int from staff_member where tenant_id = ${tenantId}) as staff,
               (select count(*)::int from choice_item where tenant_id = ${tenantId}) as items`);
      return row;
    },
  );

test('a seed that was killed goes on where it was; whole, it adds nothing', async () => {
  const [whole, broken] = [newId(), newId()];
  await seeded(whole);
  for (const cut of [20, 40]) {
    const killed = seeded(broken, (files) => {
      if (files === cut) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
  }
  expect(await counts(broken)).toMatchObject({ files: 40, outside: 0 });
  expect((await seeded(broken)).written).toBeGreaterThan(5);
  expect(await counts(broken)).toEqual(await counts(whole));
  expect((await seeded(broken)).written).toBe(0);
  expect(await counts(broken)).toEqual(await counts(whole));
});

test('the command says for whom a portal may ask a token, and those it names get one', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(...line.split('\n')));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await seedCommand(['--files', '3', '--years', '1', '--seed', '77'])(running.database);
  vi.restoreAllMocks();
  const tenantId = /^Client (\S+) :/.exec(said[0]!)![1]!;
  const people = said.flatMap((line) => /^ {2}(\S+) +(SOCIAL_WORKER|SECRETARY)\b/.exec(line)?.[1] ?? []);
  expect(people.length).toBeGreaterThan(1);

  const [id, origin] = [newId(), 'https://portail.example'];
  await running.database.withTenant(tenantId, [], async (tx) => {
    await addHostClient(tx, { tenantId, id, name: 'Portail' }, 'secret');
    await allowOrigins(tx, atTheServer(tenantId), [origin]);
  });
  const open = (subject: string) =>
    running.app.request('/v1/embed-sessions', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${tenantId}/${id}:secret`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ subject, origins: [origin] }),
    });
  for (const subject of people) await expectJson(await open(subject), 201);
  expect((await open('personne')).status, 'control').not.toBe(201);
});

test.each([
  ['no figure', ['--years', '1', '--seed', '1']],
  ['a figure that is none', ['--files', 'dix', '--years', '1', '--seed', '1']],
  ['an unknown kind', ['--files', '1', '--years', '1', '--seed', '1', '--kind', 'ship']],
  ['an unknown option', ['--files', '1', '--years', '1', '--seed', '1', '--fast']],
])('%s: refused in a sentence, before anything is opened', (_what, args) => {
  expect(() => seedCommand(args)).toThrow(UsageError);
});
