import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractOperations } from './support/contract.ts';
import type { Drive } from './support/drivers/driver.ts';
import { send } from './support/sending.ts';
import { each, problemOf, startWalk, type Walk } from './support/walk.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

/** What a closed file lets be done: opened again, and its transfer answered otherwise than by taking it. */
const allowed = new Set([
  'socialFile.reopen',
  'socialFile.refuseTransfer',
  'socialFile.revokeTransfer',
  'socialFile.undoTransfer',
]);
const writesOfAFile = contractOperations.filter(
  ({ method, readOnly, pathParameters }) =>
    method !== 'GET' &&
    !readOnly &&
    pathParameters.some((name) => ['fileId', 'entryId', 'transferId'].includes(name)),
);

async function fileOf({ params }: Drive): Promise<string> {
  const { fileId, entryId, transferId } = params;
  if (fileId !== undefined) return fileId;
  const [row] = entryId
    ? await walk.admin<{ id: string }[]>`select file_id as id from work_entry where id = ${entryId}`
    : await walk.admin<{ id: string }[]>`select file_id as id from file_transfer where id = ${transferId!}`;
  return row!.id;
}

/** Closes a file without a change of its version, so that nothing else refuses what is asked. */
const close = (fileId: string) =>
  walk.admin.begin(async (sql) => {
    await sql`update social_file set status = 'closed', closed_on = now() where id = ${fileId}`;
    await sql`update file_identity set status = 'closed' where file_id = ${fileId}`;
  });

/** All that hangs on a file, as text. */
async function state(fileId: string): Promise<string> {
  const tables = await walk.admin<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'file_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_event' order by 1`;
  const parts = tables.map(
    ({ name }) =>
      `(select string_agg(t::text, '' order by t::text) from "${name}" t where t.file_id = '${fileId}')`,
  );
  const [row] = await walk.admin.unsafe<{ all: string }[]>(
    `select concat_ws('|', (select f::text from social_file f where f.id = '${fileId}'), ${parts.join(', ')}) as "all"`,
  );
  return row!.all;
}

describe('a closed file is read, not changed', () => {
  test('every write of a file is known', () => {
    expect(writesOfAFile.length).toBeGreaterThan(20);
    expect([...allowed].filter((id) => !writesOfAFile.some((one) => one.id === id))).toEqual([]);
  });

  each(
    'is refused, and nothing changes',
    writesOfAFile.filter(({ id }) => !allowed.has(id)),
    async (one) => {
      const drive = await walk.home.drive(one);
      const fileId = await fileOf(drive);
      await close(fileId);
      const before = await state(fileId);
      const answer = await send(walk.home, one, drive);
      expect([answer.status, problemOf(answer)], answer.text).toEqual([409, 'conflict']);
      expect(answer.json['detail']).toContain('clôturé');
      expect(await state(fileId)).toBe(before);
    },
  );

  each(
    'is still possible',
    writesOfAFile.filter(({ id }) => allowed.has(id)),
    async (one) => {
      const drive = await walk.home.drive(one);
      await close(await fileOf(drive));
      const answer = await send(walk.home, one, drive);
      expect([answer.status, answer.text]).toEqual([one.success, expect.anything()]);
    },
  );

  each(
    'is read as before',
    contractOperations.filter(
      ({ method, pathParameters }) =>
        method === 'GET' && pathParameters.some((name) => ['fileId', 'entryId'].includes(name)),
    ),
    async (one) => {
      const drive = await walk.home.drive(one);
      await close(await fileOf(drive));
      expect((await send(walk.home, one, drive)).status).toBe(one.success);
    },
  );
});
