import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEvent } from '../features/audit/audit.table.ts';
import { choiceItem } from '../features/configuration/configuration.table.ts';
import { draft } from '../features/tdm/tdm.table.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { TestTenant } from '../testing/tenant.ts';
import { insertAll, insertMissing } from './bulk.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

let running: TestApp;
let tenant: TestTenant;
beforeAll(async () => {
  running = await startTestApp();
  tenant = await TestTenant.create(running.database);
});
afterAll(() => running.close());
const run = <T>(work: (tx: Tx) => Promise<T>) => running.database.withTenant(tenant.id, [tenant.root], work);

const item = (code: string) => ({
  tenantId: tenant.id,
  listCode: 'sex',
  code,
  label: `« L’été », "x" \\ {a,b} ${code}`,
  position: 7,
  flags: ['a,b', 'c"d', '{e}', ''],
  semanticKeys: [],
});

test('rows come back as they were given: quotes, lists, nulls, and the defaults of what was left out', async () => {
  const given = [
    { ...item('w-one'), parentCode: null, defaultMinutes: 30 },
    { ...item('w-two'), active: false },
  ];
  await run((tx) => insertAll(tx, choiceItem, given));
  const rows = await run((tx) =>
    tx
      .select()
      .from(choiceItem)
      .where(and(eq(choiceItem.tenantId, tenant.id), sql`code like 'w-%'`))
      .orderBy(choiceItem.code),
  );
  expect(rows).toMatchObject([
    { ...given[0], active: true, parentCode: null },
    { ...given[1], defaultMinutes: null },
  ]);
});

test('objects, bytes and instants keep their kind', async () => {
  const at = new Date('2026-03-29T01:30:00.123Z');
  const facts = { count: 3, of: ['é', '"'], none: '' };
  const { id: authorId, sessionId } = await tenant.staff('SOCIAL_WORKER');
  const [eventId, draftId] = [newId(), newId()];
  const content = Buffer.from([0, 92, 255, 39]);
  const actor = { tenantId: tenant.id, sessionId };
  const read = await running.database.withActor(
    actor,
    'write',
    { requestId: newId(), now: at },
    async ({ tx }) => {
      const { id: tenantId, root: unitId } = tenant;
      const trace = { tenantId, id: eventId, at, type: 'import.started', requestId: 'bulk', unitId, facts };
      await insertAll(tx, auditEvent, [trace as typeof auditEvent.$inferInsert]);
      const words = { tenantId, id: draftId, authorId, fileId: null, revision: 1, content, savedAt: at };
      await insertAll(tx, draft, [words]);
      return [
        ...(await tx.select().from(auditEvent).where(eq(auditEvent.id, eventId))),
        ...(await tx.select().from(draft).where(eq(draft.id, draftId))),
      ];
    },
  );
  expect(read).toMatchObject([
    { at, facts },
    { content, savedAt: at, fileId: null },
  ]);
});

test('what is there already refuses a new row, and is left as it is where that is asked', async () => {
  await run((tx) => insertAll(tx, choiceItem, [item('v-one')]));
  await expect(run((tx) => insertAll(tx, choiceItem, [item('v-one'), item('v-two')]))).rejects.toThrow();
  await run((tx) => insertMissing(tx, choiceItem, [{ ...item('v-one'), position: 9 }, item('v-two')]));
  const rows = await run((tx) =>
    tx
      .select({ code: choiceItem.code, position: choiceItem.position })
      .from(choiceItem)
      .where(and(eq(choiceItem.tenantId, tenant.id), sql`code like 'v-%'`))
      .orderBy(choiceItem.code),
  );
  expect(rows).toEqual([
    { code: 'v-one', position: 7 },
    { code: 'v-two', position: 7 },
  ]);
});

test('an expression is no value: nothing is written', async () => {
  const wrong = { ...item('u-one'), position: sql`1 + 1` } as never;
  await expect(run((tx) => insertAll(tx, choiceItem, [wrong]))).rejects.toThrow(TypeError);
});
