import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

interface Grant {
  readonly id: string;
  readonly kind: string;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly onBehalfOf: string | null;
}
const start = new Date('2026-03-10T08:00:00Z');
let now = start;
let running: TestApp;
let admin: postgres.Sql;
let tenant: TestTenant;
let north: string;
let south: string;
let administrator: TestStaff;
let dpo: TestStaff;
let worker: TestStaff;
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});
beforeEach(async () => {
  now = start;
  // Réunion: four hours ahead, all year
  tenant = await TestTenant.create(running.database, { timeZone: 'Indian/Reunion', now: () => now });
  north = await tenant.unit('Nord');
  south = await tenant.unit('Sud');
  administrator = await tenant.staff('ADMINISTRATOR', {});
  dpo = await tenant.staff('DPO', {});
  worker = await tenant.staff('SOCIAL_WORKER', { unitId: north });
});

/** A call by somebody, in a session of this moment. */
async function as(who: TestStaff, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const { token } = await tenant.session(who.id);
  return call(running.app, token, path, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers,
  });
}
const opens = async (who: TestStaff, fileId: string) => (await as(who, `/v1/files/${fileId}`)).status;
const noticesOf = async (who: TestStaff) =>
  (await admin<{ kind: string }[]>`select kind from notice where staff_id = ${who.id} order by id`).map(
    ({ kind }) => kind,
  );
const rightsOf = async (who: TestStaff) =>
  admin<{ kind: string }[]>`select kind from access_grant where staff_id = ${who.id} and revoked_at is null`;

describe('nobody gives himself a right', () => {
  const given = (staffId: string) => ({ staffId, role: 'SOCIAL_WORKER', unitId: north, reason: 'Essai' });

  test('by giving it, by standing in, or by moving a unit under what one sees', async () => {
    await tenant.grant(administrator.id, 'SOCIAL_WORKER', { unitId: south });
    const before = (await rightsOf(administrator)).length;
    const refusals = [
      await as(administrator, '/v1/organisation/grants', given(administrator.id)),
      await as(administrator, '/v1/organisation/substitutions', {
        absentId: worker.id,
        staffId: administrator.id,
        from: '2026-03-10T12:00',
        until: '2026-03-11T12:00',
        reason: 'Essai',
      }),
      await as(
        administrator,
        `/v1/organisation/units/${north}/move`,
        { parentId: south },
        { 'if-match': '"1"' },
      ),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await rightsOf(administrator)).toHaveLength(before);
    expect(await opens(administrator, await tenant.file(north))).toBe(404);
    const other = await tenant.staff('ADMINISTRATOR', {});
    expect((await as(other, '/v1/organisation/grants', given(administrator.id))).status, 'control').toBe(201);
    expect(await noticesOf(dpo), 'the DPO is told').toEqual(['rightGiven']);
    expect(await noticesOf(administrator)).toEqual([]);
  });
});

describe('a substitution', () => {
  const asked = (staffId: string) => ({
    absentId: worker.id,
    staffId,
    from: '2026-03-10T13:30',
    until: '2026-03-10T18:00',
    reason: 'Formation',
  });

  test('opens and closes to the minute of the tenant’s clock, and says for whom', async () => {
    const colleague = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const fileId = await tenant.file(north);
    const made = await expectJson<{ items: Grant[] }>(
      await as(administrator, '/v1/organisation/substitutions', asked(colleague.id)),
      201,
    );
    expect(made.items.map(({ kind, onBehalfOf, reviewBy }) => [kind, onBehalfOf, reviewBy])).toEqual([
      ['SUBSTITUTE', worker.id, null],
    ]);
    const seen = [];
    for (const at of ['09:29:59', '09:30:00', '13:59:59', '14:00:00']) {
      now = new Date(`2026-03-10T${at}.000Z`);
      seen.push(await opens(colleague, fileId));
    }
    expect(seen).toEqual([404, 200, 200, 404]);
    now = new Date('2026-03-10T10:00:00Z');
    const { items } = await expectJson<{ items: { kind: string; onBehalfOf: string; validUntil: string }[] }>(
      await as(colleague, `/v1/files/${fileId}/access`),
      200,
    );
    expect(items.map(({ kind, validUntil }) => [kind, validUntil])).toEqual([
      ['SUBSTITUTE', '2026-03-10T14:00:00.000Z'],
    ]);
    expect(items[0]!.onBehalfOf).toContain('Morel');
  });

  test('ends with the right it stands in for', async () => {
    const colleague = await tenant.staff('SECRETARY', { unitId: south });
    await as(administrator, '/v1/organisation/substitutions', asked(colleague.id));
    now = new Date('2026-03-10T10:00:00Z');
    const fileId = await tenant.file(north);
    expect(await opens(colleague, fileId)).toBe(200);
    const [right] = await admin<{ id: string }[]>`
      select id from access_grant where staff_id = ${worker.id} and kind = 'REGULAR'`;
    const { token } = await tenant.session(administrator.id);
    await call(running.app, token, `/v1/organisation/grants/${right!.id}`, { method: 'DELETE' });
    expect(await opens(colleague, fileId)).toBe(404);
  });

  test('is of somebody who opens files, for a year at most, and ends after it begins', async () => {
    const colleague = await tenant.staff('SECRETARY', { unitId: south });
    for (const [pointer, wrong] of [
      ['/absentId', { absentId: dpo.id }],
      ['/until', { until: '2026-03-10T13:30' }],
      ['/until', { until: '2027-06-10T13:30' }],
      ['/from', { from: '2026-02-30T13:30' }],
    ] as const) {
      const answer = await expectJson<{ errors: { pointer: string }[] }>(
        await as(administrator, '/v1/organisation/substitutions', { ...asked(colleague.id), ...wrong }),
        422,
      );
      expect(answer.errors.map((one) => one.pointer)).toEqual([pointer]);
    }
    expect(await rightsOf(colleague)).toHaveLength(1);
  });
});

describe('the yearly review', () => {
  test('a right not reviewed within a year ends; one that is lasts a year more', async () => {
    const elsewhere = { unitId: south };
    const kept = await tenant.staff('SECRETARY', elsewhere);
    const left = await tenant.staff('SECRETARY', elsewhere);
    const fileId = await tenant.file(north);
    const give = async (staffId: string) =>
      await expectJson<Grant>(
        await as(administrator, '/v1/organisation/grants', {
          staffId,
          role: 'SECRETARY',
          unitId: north,
          reason: 'Poste',
        }),
        201,
      );
    const wanted = await give(kept.id);
    expect([wanted.reviewBy, wanted.validUntil]).toEqual(['2027-03-10T08:00:00.000Z', null]);
    await give(left.id);
    now = new Date('2027-03-01T08:00:00Z');
    await admin`update access_grant set valid_until = null, review_by = null where staff_id = ${administrator.id}`;
    const reviewed = await as(administrator, '/v1/organisation/grants/review', { grantIds: [wanted.id] });
    const { items } = await expectJson<{ items: Grant[] }>(reviewed, 200);
    expect(items.map(({ reviewBy }) => reviewBy)).toEqual(['2028-03-01T08:00:00.000Z']);
    now = new Date('2027-03-10T08:00:00Z');
    expect([await opens(kept, fileId), await opens(left, fileId)]).toEqual([200, 404]);
  });

  test('nobody confirms his own rights', async () => {
    const other = await tenant.staff('ADMINISTRATOR', {});
    const mine = await expectJson<Grant>(
      await as(other, '/v1/organisation/grants', {
        staffId: administrator.id,
        role: 'SECRETARY',
        unitId: north,
        reason: 'Poste',
      }),
      201,
    );
    const review = (who: TestStaff) => as(who, '/v1/organisation/grants/review', { grantIds: [mine.id] });
    expect((await review(administrator)).status).toBe(403);
    expect((await review(other)).status, 'control').toBe(200);
  });
});

describe('files of who leaves', () => {
  test('pass to others in one act, each with its trace, and stay out of sight of who does it', async () => {
    const heir = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    const files = [await tenant.file(north), await tenant.file(north)];
    await admin`update social_file set lead_worker_id = ${worker.id} where id in ${admin(files)}`;
    const path = `/v1/organisation/staff/${worker.id}/hand-over`;
    const { units } = await expectJson<{
      units: { unitId: string; files: number; candidates: { id: string }[] }[];
    }>(await as(administrator, path), 200);
    expect(units.map(({ unitId, files: count }) => [unitId, count])).toEqual([[north, 2]]);
    expect(units[0]!.candidates.map(({ id }) => id)).toEqual([heir.id]);
    const to = (staffId: string) => ({ to: [{ unitId: north, staffId }] });
    expect((await as(administrator, path, to(dpo.id))).status).toBe(422);
    expect(await expectJson(await as(administrator, path, to(heir.id)), 200)).toEqual({ files: 2 });
    expect(
      await admin`select lead_worker_id as lead, version from social_file where id in ${admin(files)}`,
    ).toMatchObject(files.map(() => ({ lead: heir.id, version: 2 })));
    const traces = await admin`
      select file_id from audit_event where type = 'file.assigned' and staff_id = ${administrator.id}`;
    expect(traces.map(({ file_id: id }) => id as string).sort()).toEqual([...files].sort());
    expect(await opens(administrator, files[0]!)).toBe(404);
  });
});

describe('in an emergency', () => {
  const open = (who: TestStaff, value: string) =>
    as(who, '/v1/files/open-in-emergency', { system: 'dpi', value, reason: 'Appel de l’astreinte' });
  const referenced = async (value: string, of = tenant) => {
    const fileId = await of.file(of === tenant ? south : of.root);
    await admin`update social_file set external_system = 'dpi', external_value = ${value} where id = ${fileId}`;
    return fileId;
  };

  test('one file opens for four hours, and who leads it is told with the DPO', async () => {
    const lead = await tenant.staff('SOCIAL_WORKER', { unitId: south });
    const fileId = await referenced('P-1');
    const beside = await referenced('P-2');
    await admin`update social_file set lead_worker_id = ${lead.id} where id = ${fileId}`;
    expect(await opens(worker, fileId)).toBe(404);
    expect((await open(worker, 'P-1')).status).toBe(204);
    expect([await opens(worker, fileId), await opens(worker, beside)]).toEqual([200, 404]);
    expect([await noticesOf(lead), await noticesOf(dpo), await noticesOf(worker)]).toEqual([
      ['emergencyAccess'],
      ['emergencyAccess'],
      [],
    ]);
    const { items } = await expectJson<{ items: { kind: string; validUntil: string }[] }>(
      await as(worker, `/v1/files/${fileId}/access`),
      200,
    );
    expect(items).toMatchObject([{ kind: 'EMERGENCY', validUntil: '2026-03-10T12:00:00.000Z' }]);
    now = new Date('2026-03-10T12:00:00Z');
    expect(await opens(worker, fileId)).toBe(404);
  });

  test('another tenant’s file is as one that is none; who follows no file opens none', async () => {
    const other = await TestTenant.create(running.database, { now: () => now });
    await referenced('P-3', other);
    const answers = await Promise.all(
      ['P-3', 'P-4'].map(async (value) => (await open(worker, value)).json()),
    );
    const [theirs, none] = answers.map((answer) => ({ ...(answer as object), instance: '' }));
    expect(theirs).toEqual(none);
    expect(theirs).toMatchObject({ status: 404 });
    await referenced('P-5');
    for (const role of ['SECRETARY', 'TEAM_MANAGER', 'PSYCHOLOGIST', 'ADMINISTRATOR', 'DPO'] as const)
      expect([role, (await open(await tenant.staff(role, { unitId: north }), 'P-5')).status]).toEqual([
        role,
        403,
      ]);
    expect((await open(worker, 'P-5')).status, 'control').toBe(204);
  });

  test('so many a day and no more, guesses included', async () => {
    await admin`update tenant set emergencies_per_day = 2 where tenant_id = ${tenant.id}`;
    for (const value of ['P-6', 'P-7', 'P-8']) await referenced(value);
    const statuses = [];
    for (const value of ['P-6', 'P-7', 'P-8']) statuses.push((await open(worker, value)).status);
    expect(statuses).toEqual([204, 204, 429]);
    const guesser = await tenant.staff('SOCIAL_WORKER', { unitId: north });
    const guesses = [];
    for (const value of ['Q-1', 'Q-2', 'P-8']) guesses.push((await open(guesser, value)).status);
    expect(guesses).toEqual([404, 404, 429]);
    now = new Date('2026-03-11T08:00:01Z');
    expect((await open(guesser, 'P-8')).status, 'the next day').toBe(204);
  });
});

describe('the vendor’s support', () => {
  const ask = async (until: string) => {
    const id = crypto.randomUUID();
    await admin`
      insert into support_request (tenant_id, id, asked_by, reason, asked_at, until, status)
      values (${tenant.id}, ${id}, 'A. Leroy, Lastria', 'Anomalie', ${now}, ${until}, 'asked')`;
    return id;
  };
  const answer = (who: TestStaff, id: string, said: string) =>
    as(who, `/v1/organisation/support-requests/${id}/answer`, { answer: said });

  test('comes in when an administrator says so, for eight hours at most, sees no file, and the DPO is told', async () => {
    const id = await ask('2026-03-11T08:00:00Z');
    expect((await answer(dpo, id, 'approve')).status).toBe(403);
    const given = await expectJson<{ status: string; until: string }>(
      await answer(administrator, id, 'approve'),
      200,
    );
    expect([given.status, given.until]).toEqual(['approved', '2026-03-10T16:00:00.000Z']);
    expect(await noticesOf(dpo)).toEqual(['supportApproved']);
    expect((await answer(administrator, id, 'approve')).status).toBe(409);
    const [row] = await admin<{ staff_id: string }[]>`select staff_id from support_request where id = ${id}`;
    const vendor = { id: row!.staff_id } as TestStaff;
    expect((await as(vendor, '/v1/organisation')).status).toBe(200);
    const { staff } = await expectJson<{ staff: { id: string }[] }>(
      await as(administrator, '/v1/organisation'),
      200,
    );
    expect(staff.map((one) => one.id)).not.toContain(vendor.id);
    expect(await opens(vendor, await tenant.file(north))).toBe(404);
    now = new Date('2026-03-10T16:00:00Z');
    expect((await as(vendor, '/v1/organisation')).status).toBe(403);
  });

  test('goes at once when told to', async () => {
    const id = await ask('2026-03-10T10:00:00Z');
    await answer(administrator, id, 'approve');
    const [row] = await admin<{ staff_id: string }[]>`select staff_id from support_request where id = ${id}`;
    const vendor = { id: row!.staff_id } as TestStaff;
    expect((await as(vendor, '/v1/organisation')).status).toBe(200);
    expect((await answer(administrator, id, 'end')).status).toBe(200);
    expect((await as(vendor, '/v1/organisation')).status).toBe(403);
  });
});
