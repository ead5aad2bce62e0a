import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../http/failure.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { newId } from './ids.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

// « Come again » is said of what passes, and a transaction that failed for good does not
test('of statements sent together the one that failed tells why, even when another is heard first', async () => {
  let heard: string | undefined;
  const failed = running.database.withTenant(newId(), [], async (tx) => {
    const first = tx.execute(sql`select 1 / 0`).catch(() => undefined);
    await tx.execute(sql`select 1`).catch((error: unknown) => {
      heard = codeOf(error);
      throw error;
    });
    await first;
  });
  expect(codeOf(await failed.catch((error: unknown) => error))).toBe('22012');
  expect(heard, 'it was heard first').toBe('25P02');
});
