import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

interface Page {
  items: { id: string; lastName: string; status: string }[];
  nextCursor: string | null;
}

/** All files of a list, page after page. */
async function everyFile(worker: TestStaff, query: string): Promise<Page['items']> {
  const items: Page['items'] = [];
  let cursor = '';
  do {
    const path = `/v1/files?${query}${cursor}`;
    const page = await expectJson<Page>(await call(running.app, worker.token, path), 200);
    items.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== '');
  return items;
}

const french = new Intl.Collator('fr');

test('pages give each file once, in the order of names, however they lie in the units', async () => {
  const tenant = await TestTenant.create(running.database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  // One unit holds a whole run of names, so that pages come from it alone; the others hold one name in ten.
  const crowded = await tenant.unit('Chirurgie');
  const sparse = await Promise.all(['Urgences', 'Pédiatrie', 'Oncologie'].map((name) => tenant.unit(name)));
  const names: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const lastName = `${index < 40 ? 'Bé' : 'Be'}${String.fromCharCode(97 + (index % 26))}${index}`;
    names.push(lastName);
    await tenant.file(index % 10 === 9 ? sparse[index % 3] : crowded, { lastName });
  }
  const closed = names.filter((_, index) => index % 4 === 0);
  for (const item of await everyFile(worker, 'limit=100')) {
    if (!closed.includes(item.lastName)) continue;
    await expectJson(
      await call(running.app, worker.token, `/v1/files/${item.id}/close`, {
        method: 'POST',
        body: { reason: 'fin-demande' },
        headers: { 'if-match': '"1"' },
      }),
      200,
    );
  }
  const sorted = (some: readonly string[]) => some.toSorted((a, b) => french.compare(a, b));
  for (const limit of [1, 7, 20, 100]) {
    const all = await everyFile(worker, `limit=${limit}`);
    expect(all.map(({ lastName }) => lastName)).toEqual(sorted(names));
    const open = await everyFile(worker, `limit=${limit}&status=open`);
    expect(open.map(({ lastName }) => lastName)).toEqual(
      sorted(names.filter((one) => !closed.includes(one))),
    );
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['open']));
  }
});

test('a right on one file puts that file, and no other of its unit, in the list', async () => {
  const tenant = await TestTenant.create(running.database);
  const unit = await tenant.unit('Chirurgie');
  const fileId = await tenant.file(unit, { lastName: 'Attendu' });
  await tenant.file(unit, { lastName: 'Autre' });
  const guest = await tenant.staff('SOCIAL_WORKER', { fileId });
  expect((await everyFile(guest, 'limit=10')).map(({ id }) => id)).toEqual([fileId]);
  expect(await everyFile(guest, 'limit=10&status=closed')).toEqual([]);
});
