import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { and, eq } from 'drizzle-orm';

interface Member {
  readonly id: string;
  readonly displayName: string;
  readonly left: boolean;
  readonly leftOn: string | null;
  readonly externalSubject: string | null;
  readonly version: number;
}

let running: TestApp;
let tenant: TestTenant;
let admin: TestStaff;
let worker: TestStaff;
let fileId: string;
// The tenant's day is already the next one
const now = new Date('2026-11-18T23:30:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
beforeEach(async () => {
  tenant = await TestTenant.create(running.database, { now: () => now });
  admin = await tenant.staff('ADMINISTRATOR', {});
  worker = await tenant.staff('SOCIAL_WORKER');
  fileId = await tenant.file();
});
afterAll(() => running.close());

const change = (staffId: string, body: object, version = 1, who = admin) =>
  call(running.app, who.token, `/v1/organisation/staff/${staffId}`, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version}"` },
  });
const reads = async (token: string) => (await call(running.app, token, `/v1/files/${fileId}`)).status;
const team = async (who: TestStaff) =>
  expectJson<{ staff: Member[]; grants: { staffId: string }[] }>(
    await call(running.app, who.token, '/v1/organisation'),
    200,
  );

describe('a member of the team', () => {
  test('who leaves is seen nothing more at once; back, she holds no right until one is given anew', async () => {
    await running.database.withTenant(tenant.id, [tenant.root], (tx) =>
      tx
        .update(socialFile)
        .set({ leadWorkerId: worker.id })
        .where(and(eq(socialFile.tenantId, tenant.id), eq(socialFile.id, fileId))),
    );
    await tenant.grant(worker.id, 'SECRETARY', { unitId: tenant.root, from: new Date('2030-01-01') });
    const effect = await call(running.app, admin.token, `/v1/organisation/staff/${worker.id}/leaving-effect`);
    expect(await expectJson(effect, 200)).toEqual({ files: 1, rights: 2 });
    expect(await reads(worker.token)).toBe(200);
    const gone = await expectJson<Member>(await change(worker.id, { leftOn: '2026-11-19' }), 200);
    expect(gone).toMatchObject({ left: true, leftOn: '2026-11-19', version: 2 });
    expect(await reads(worker.token)).toBe(401);
    const listed = await team(admin);
    expect(listed.grants.map(({ staffId }) => staffId)).toEqual([admin.id]);
    const known = await expectJson<{ staff: { id: string; left: boolean }[] }>(
      await call(running.app, admin.token, '/v1/configuration'),
      200,
    );
    expect(known.staff.find(({ id }) => id === worker.id)).toMatchObject({ left: true });
    const back = await expectJson<Member>(await change(worker.id, { leftOn: null }, 2), 200);
    expect(back).toMatchObject({ left: false, leftOn: null, version: 3 });
    const { token } = await tenant.session(worker.id);
    expect(await reads(worker.token), 'the session of before').toBe(401);
    expect(await reads(token), 'no right').toBe(404);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: tenant.root });
    expect(await reads(token), 'control').toBe(200);
    expect(running.failures).toEqual([]);
  });

  test('leaves today or on a day before, in the zone of the tenant; never on a day to come', async () => {
    expect(await expectJson(await change(worker.id, { leftOn: '2026-11-20' }), 422)).toMatchObject({
      errors: [{ pointer: '/leftOn' }],
    });
    expect(await reads(worker.token), 'nothing changed').toBe(200);
    const gone = await expectJson<Member>(await change(worker.id, { leftOn: '2026-10-25' }), 200);
    expect(gone.leftOn).toBe('2026-10-25');
    expect(await reads(worker.token)).toBe(401);
  });

  test('never says her own departure, nor takes the identifier of another', async () => {
    const colleague = await tenant.staff('SOCIAL_WORKER');
    expect((await change(admin.id, { leftOn: '2026-11-19' })).status).toBe(403);
    expect((await change(admin.id, { externalSubject: null })).status).toBe(403);
    expect(await expectJson(await change(colleague.id, { externalSubject: admin.id }), 422)).toMatchObject({
      errors: [{ pointer: '/externalSubject' }],
    });
    await expectJson(await change(admin.id, { jobTitle: 'Cadre', externalSubject: admin.id }), 200);
    expect(await reads(colleague.token)).toBe(200);
  });

  test('whose identifier in the host changes: the sessions of before end, those of the new one open', async () => {
    const changed = await expectJson<Member>(
      await change(worker.id, { externalSubject: 'c.morel', jobTitle: null }),
      200,
    );
    expect(changed.externalSubject).toBe('c.morel');
    expect(await reads(worker.token)).toBe(401);
    expect(await reads((await tenant.session(worker.id)).token), 'control').toBe(200);
    const twins = await Promise.all([
      change((await tenant.staff('SECRETARY')).id, { externalSubject: 'x' }),
      change((await tenant.staff('SECRETARY')).id, { externalSubject: 'x' }),
    ]);
    expect(twins.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  test('whose account an administrator looks after: where it stands, what is open, all of it closed at once', async () => {
    const at = (act: string) => `/v1/organisation/staff/${worker.id}/${act}`;
    const account = async () =>
      expectJson<{ login: string | null; state: string; invitedUntil: string | null; sessions: object[] }>(
        await call(running.app, admin.token, at('account')),
        200,
      );
    const act = async (name: string, body: object = {}) =>
      (await call(running.app, admin.token, at(name), { method: 'POST', body })).status;
    expect(await account()).toMatchObject({ login: null, state: 'none', invitedUntil: null });
    expect(await act('invitation', { login: 'c.morel@hopital.example' })).toBe(200);
    expect(await account()).toMatchObject({
      login: 'c.morel@hopital.example',
      state: 'invited',
      invitedUntil: new Date(+now + 72 * 3_600_000).toISOString(),
    });
    expect((await account()).sessions).toHaveLength(1);
    expect(JSON.stringify(await account()), 'nothing that proves').not.toMatch(/digest|secret|token/i);

    expect(await reads(worker.token)).toBe(200);
    expect(await act('sessions-end')).toBe(204);
    expect(await reads(worker.token), 'the very next call').toBe(401);
    expect((await account()).sessions).toEqual([]);
    expect(await reads((await tenant.session(worker.id)).token), 'her rights stay').toBe(200);

    expect(await act('account-end')).toBe(204);
    expect(await account()).toMatchObject({ state: 'ended', invitedUntil: null, sessions: [] });
  });

  test('whose rights say who gave them, when, and who said last that they are still wanted', async () => {
    const given = await expectJson<{ id: string; grantedByName: string; grantedAt: string }>(
      await call(running.app, admin.token, '/v1/organisation/grants', {
        method: 'POST',
        body: { staffId: worker.id, role: 'SECRETARY', unitId: tenant.root, reason: 'Renfort' },
      }),
      201,
    );
    const { displayName } = (await team(admin)).staff.find(({ id }) => id === admin.id)!;
    expect(given).toMatchObject({
      grantedByName: displayName,
      grantedAt: now.toISOString(),
      reviewedByName: null,
    });
    const { items } = await expectJson<{ items: object[] }>(
      await call(running.app, admin.token, '/v1/organisation/grants/review', {
        method: 'POST',
        body: { grantIds: [given.id] },
      }),
      200,
    );
    expect(items).toMatchObject([{ grantedByName: displayName, reviewedByName: displayName }]);
  });

  test('is known to the DPO without the identifier in the host', async () => {
    const dpo = await tenant.staff('DPO', {});
    const subjects = async (who: TestStaff) =>
      (await team(who)).staff.find(({ id }) => id === worker.id)!.externalSubject;
    expect([await subjects(admin), await subjects(dpo)]).toEqual([worker.id, null]);
    expect((await change(worker.id, { jobTitle: 'Cadre' }, 1, dpo)).status).toBe(403);
  });
});
