import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, testOrigin, type TestStaff } from '../../testing/tenant.ts';

const path = '/v1/organisation/embedding';
const portal = 'https://autre.example';
interface Embedding {
  readonly allowedOrigins: string[];
  readonly inlineElements: string[];
  readonly idleMinutes: number;
  readonly sessionHours: number;
  readonly version: number;
}

let running: TestApp;
let sql: postgres.Sql;
let tenant: TestTenant;
let administrator: TestStaff;
let officer: TestStaff;
beforeAll(async () => {
  running = await startTestApp();
  sql = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  tenant = await TestTenant.create(running.database);
  administrator = await tenant.staff('ADMINISTRATOR', {});
  officer = await tenant.staff('DPO', {});
});
afterAll(async () => {
  await sql.end();
  await running.close();
});

const read = async () => expectJson<Embedding>(await call(running.app, officer.token, path), 200);
const change = async (body: object, who = administrator, version?: number) =>
  call(running.app, who.token, path, {
    method: 'PATCH',
    body,
    headers: { 'if-match': `"${version ?? (await read()).version}"` },
  });
const tracesSince = async (since: Date) =>
  (
    await sql<{ type: string }[]>`
      select type from audit_event where tenant_id = ${tenant.id} and staff_id = ${administrator.id} and at >= ${since}
       order by at, id`
  ).map(({ type }) => type);

test('what a page may hold and how long a session lasts is changed, traced, and told to the officer', async () => {
  const since = new Date();
  expect(await read()).toMatchObject({ allowedOrigins: [testOrigin], idleMinutes: 15, sessionHours: 12 });
  const after = await expectJson<Embedding>(
    await change({
      allowedOrigins: [testOrigin, portal],
      inlineElements: ['lastria-file-list'],
      idleMinutes: 30,
      sessionHours: 8,
    }),
    200,
  );
  expect(after).toMatchObject({
    allowedOrigins: [testOrigin, portal],
    inlineElements: ['lastria-file-list'],
    idleMinutes: 30,
    sessionHours: 8,
  });
  expect(await tracesSince(since)).toEqual([
    'host.originAllowed',
    'host.elementsChanged',
    'host.settingsChanged',
  ]);
  const told = await sql`select kind, about_staff_id from notice where staff_id = ${officer.id}`;
  expect([...told]).toEqual([{ kind: 'embeddingChanged', about_staff_id: administrator.id }]);
});

test('sessions of pages and elements that may stand there no more end at once', async () => {
  await expectJson(
    await change({ allowedOrigins: [testOrigin, portal], inlineElements: ['lastria-file-list'] }),
    200,
  );
  const worker = await tenant.staff('SOCIAL_WORKER');
  const opened = {
    elsewhere: await tenant.session(worker.id, { origins: [portal] }),
    list: await tenant.session(worker.id, { elements: ['lastria-file-list'] }),
    here: await tenant.session(worker.id),
  };
  const alive = async () =>
    Promise.all(
      Object.values(opened).map(
        async ({ token }) =>
          (await running.app.request('/v1/me', { headers: { authorization: `Bearer ${token}` } })).status,
      ),
    );
  expect(await alive()).toEqual([200, 200, 200]);
  await expectJson(await change({ allowedOrigins: [testOrigin], inlineElements: [] }), 200);
  expect(await alive()).toEqual([401, 401, 200]);
});

test('what makes no sense, and who may not, is refused; nothing is changed', async () => {
  const before = await read();
  const cases: [object, string][] = [
    [{ allowedOrigins: ['https://portail.example/chemin'] }, '/allowedOrigins/0'],
    [{ allowedOrigins: [testOrigin, '*'] }, '/allowedOrigins/1'],
    [{ inlineElements: ['lastria-inconnu'] }, '/inlineElements/0'],
    [{ idleMinutes: 0 }, '/idleMinutes'],
    [{ idleMinutes: 61 }, '/idleMinutes'],
    [{ sessionHours: 25 }, '/sessionHours'],
    [{ slug: 'x' }, '/slug'],
  ];
  for (const [body, pointer] of cases) {
    const { errors } = await expectJson<{ errors: { pointer: string }[] }>(await change(body), 422);
    expect(errors.map((one) => one.pointer)).toEqual([pointer]);
  }
  expect((await change({ idleMinutes: 20 }, officer)).status).toBe(403);
  expect((await change({ idleMinutes: 20 }, administrator, 0)).status).toBe(412);
  const longAgo = await tenant.session(administrator.id, { provedAt: new Date(Date.now() - 16 * 60_000) });
  expect((await change({ idleMinutes: 20 }, { ...administrator, ...longAgo })).status).toBe(403);
  expect(await read()).toEqual(before);
});
