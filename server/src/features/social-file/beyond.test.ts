import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const known = {
  lastName: 'Marchetti',
  firstNames: 'Lucie',
  birthDate: '1979-06-14',
  sex: 'feminin',
  phones: ['+33639981077'],
  postalCode: '59000',
};
type Identity = typeof known;

const post = (who: TestStaff, path: string, body: unknown) =>
  call(running.app, who.token, path, { method: 'POST', body });

/** A tenant whose other units hold what is given; a worker who reaches none of them asks for duplicates. */
async function ask(...elsewhere: Identity[]) {
  const tenant = await TestTenant.create(running.database);
  for (const identity of elsewhere) {
    const unitId = await tenant.unit('Ailleurs');
    const colleague = await tenant.staff('SOCIAL_WORKER', { unitId });
    const searched = await post(colleague, '/v1/files/search', { query: identity.lastName });
    const { receipt } = await expectJson<{ receipt: string }>(searched, 200);
    await expectJson(await post(colleague, '/v1/files', { unitId, identity, searchReceipt: receipt }), 201);
  }
  const worker = await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ici') });
  const answer = await post(worker, '/v1/files/duplicates', known);
  const headers = Object.fromEntries(answer.headers);
  delete headers['x-request-id'];
  const [trace] = await admin<{ facts: unknown; of: string | null }[]>`
    select facts, coalesce(file_id, unit_id, record_id) as of from audit_event
     where tenant_id = ${tenant.id} and staff_id = ${worker.id} and type = 'duplicates.checked'`;
  return { said: { status: answer.status, headers, body: await answer.text() }, trace };
}

test('beyond one’s grants the same bytes whoever, wherever and however many; that it was said is traced', async () => {
  const one = await ask(known);
  expect(JSON.parse(one.said.body)).toEqual({
    items: [],
    beyond: 'Un rapprochement est possible, contactez l’administrateur.',
  });
  const many = await ask(
    known,
    known,
    { ...known, birthDate: '1979-06-14' },
    { ...known, postalCode: '13001' },
  );
  const spelled = await ask({ ...known, lastName: 'MARCHETTI', firstNames: 'lucie' });
  for (const other of [many, spelled]) {
    expect(other.said).toEqual(one.said);
    expect(other.trace).toEqual(one.trace);
  }
  expect(one.trace).toEqual({ facts: { found: 0, beyond: true }, of: null });
});

test('nobody, and a match that is not very strong, are one answer: nothing is said', async () => {
  const nobody = await ask();
  expect(JSON.parse(nobody.said.body)).toEqual({ items: [], beyond: null });
  const near = await ask({ ...known, phones: ['+33639981078'] });
  expect(near.said).toEqual(nobody.said);
  expect([near.trace, nobody.trace]).toEqual([
    { facts: { found: 0 }, of: null },
    { facts: { found: 0 }, of: null },
  ]);
});
