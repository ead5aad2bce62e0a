import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { notify, type NoticeKind } from './notice.service.ts';

interface Page {
  items: { id: string; kind: string; readAt: string | null; reason: string | null; facts: string[] }[];
  nextCursor: string | null;
  unread: number;
}
let running: TestApp;
let tenant: TestTenant;
let officer: TestStaff;
let other: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
  [officer, other] = [await tenant.staff('DPO', {}), await tenant.staff('SOCIAL_WORKER')];
});
afterAll(() => running.close());

const told = (staffId: string, kind: NoticeKind, createdAt: string) =>
  running.database.withTenant(tenant.id, [], (tx) =>
    notify(tx, [staffId], {
      tenantId: tenant.id,
      kind,
      aboutStaffId: null,
      facts: ['filesPerHour', '41', '40'],
      createdAt: new Date(createdAt),
    }),
  );
const list = async (who: TestStaff, query = '') =>
  expectJson<Page>(await call(running.app, who.token, `/v1/me/notices${query}`), 200);
const post = async (who: TestStaff, path: string) =>
  (await call(running.app, who.token, `/v1/me/notices${path}`, { method: 'POST' })).status;

describe('what one is told', () => {
  test('comes latest first, page after page, with how many are unread; one’s own alone', async () => {
    for (const day of ['01', '02', '03']) await told(officer.id, 'massReading', `2026-11-${day}T08:00:00Z`);
    await told(other.id, 'rightGiven', '2026-11-04T08:00:00Z');
    const first = await list(officer, '?limit=2');
    expect(first).toMatchObject({ unread: 3, items: [{ kind: 'massReading' }, { kind: 'massReading' }] });
    const rest = await list(officer, `?limit=2&cursor=${first.nextCursor}`);
    expect([rest.items.length, rest.nextCursor, rest.unread]).toEqual([1, null, 3]);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(3);

    const [latest] = first.items;
    expect(await post(other, `/${latest!.id}/read`), 'another’s does not exist').toBe(404);
    expect(await post(officer, `/${latest!.id}/read`)).toBe(204);
    const { readAt } = (await list(officer)).items[0]!;
    expect(readAt).not.toBeNull();
    expect(await post(officer, `/${latest!.id}/read`), 'said again').toBe(204);
    expect((await list(officer)).items[0]!.readAt).toBe(readAt);
    expect((await list(officer)).unread).toBe(2);
    expect(await post(officer, '/read')).toBe(204);
    expect([(await list(officer)).unread, (await list(other)).unread]).toEqual([0, 1]);
  });

  test('a substitution is told to who comes and to who is away, with its reason', async () => {
    const [administrator, absent, substitute] = [
      await tenant.staff('ADMINISTRATOR', {}),
      await tenant.staff('SOCIAL_WORKER'),
      await tenant.staff('SECRETARY'),
    ];
    const given = await call(running.app, administrator.token, '/v1/organisation/substitutions', {
      method: 'POST',
      body: {
        staffId: substitute.id,
        absentId: absent.id,
        from: new Date(Date.now() - 3_600_000).toISOString().slice(0, 16),
        until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 16),
        reason: 'Congé de maternité',
      },
    });
    expect(given.status).toBeLessThan(300);
    const [coming] = (await list(substitute)).items;
    expect(coming).toMatchObject({
      kind: 'substitution',
      about: { id: absent.id },
      reason: 'Congé de maternité',
    });
    expect(coming!.facts[1]).toBe('substitute');
    const [away] = (await list(absent)).items;
    expect(away).toMatchObject({ about: { id: substitute.id } });
    expect(away!.facts[1]).toBe('absent');
  });
});
