import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant, putKey, readSample, startTestDatabase } from './search.testdb.ts';
import type { Identity, TestDatabase } from './search.testdb.ts';

interface Pair {
  id: string;
  a: Identity;
  b: Identity;
  same: boolean;
  hard?: boolean;
  why: string;
}
interface Row {
  file_id: string | null;
  score: number | null;
  grade: string | null;
  beyond: boolean | null;
}

const WORTH_AN_ALERT = 65;
const known: Identity = {
  lastName: 'Vanhoutte',
  birthName: null,
  firstNames: 'Kévin',
  birthDate: '1996-02-11',
  sex: 'M',
  phone: '06 39 98 10 60',
  email: null,
  postalCode: '59150',
};

describe('duplicates', () => {
  let database: TestDatabase;
  const unit = randomUUID();
  const otherUnit = randomUUID();

  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database?.stop());

  const put = (tenant: string, identity: Identity, where = unit): Promise<string> => {
    const file = randomUUID();
    return inTenant(database.app, tenant, (tx) =>
      putKey(tx, { tenant, file, unit: where, ...identity }),
    ).then(() => file);
  };

  const find = (tenant: string, who: Identity, except: string | null = null): Promise<Row[]> =>
    inTenant(
      database.reader,
      tenant,
      (tx) => tx<Row[]>`select * from app.find_duplicates(
        ${tenant}, ${[unit]}::uuid[], ${who.lastName}, ${who.birthName}, ${who.firstNames}, ${who.birthDate}, null,
        ${who.sex ?? null}, ${who.phone ? [who.phone] : []}, ${who.email ?? null}, ${who.postalCode ?? null}, ${except})`,
    );

  it('finds 95 % of the pairs a secretary would, with at most one alert in ten for nothing', async () => {
    const wrong: string[] = [];
    let [hits, missed, noise] = [0, 0, 0];
    for (const pair of readSample<Pair>('duplicate-pairs.jsonl')) {
      const scores: number[] = [];
      for (const [stored, typed] of [
        [pair.a, pair.b],
        [pair.b, pair.a],
      ] as const) {
        const tenant = randomUUID();
        const file = await put(tenant, stored);
        const rows = await find(tenant, typed);
        scores.push(rows.find((row) => row.file_id === file)?.score ?? 0);
      }
      const [score = 0] = scores;
      expect(new Set(scores).size, `${pair.id} reads differently the other way: ${scores}`).toBe(1);
      const found = score >= WORTH_AN_ALERT;
      if (pair.same && found) hits += 1;
      if (pair.same && !found) missed += 1;
      if (!pair.same && found) noise += 1;
      if (pair.same !== found) wrong.push(`${pair.id}${pair.hard ? ' (hard)' : ''} ${score}: ${pair.why}`);
    }
    expect(hits / (hits + missed), wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(hits / (hits + noise), wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
  }, 60_000);

  it('grades, and leaves the file itself out', async () => {
    const tenant = randomUUID();
    const file = await put(tenant, known);
    const namesake = await put(tenant, { ...known, phone: null, postalCode: null, birthDate: '1996-01-01' });
    const [first, second, last] = await find(tenant, known);
    expect(first).toMatchObject({ file_id: file, grade: 'strong' });
    expect(second).toMatchObject({ file_id: namesake, grade: 'toCheck' });
    expect(last).toEqual({ file_id: null, score: null, grade: null, beyond: false });
    expect((await find(tenant, known, file)).map((row) => row.file_id)).toEqual([namesake, null]);
  });

  it('says of other units only whether there is a very strong match', async () => {
    const tenant = randomUUID();
    const nobody = await find(tenant, known);
    expect(nobody).toEqual([{ file_id: null, score: null, grade: null, beyond: false }]);

    await put(tenant, { ...known, phone: null }, otherUnit);
    expect(await find(tenant, known), 'name, first name and date alone do not reach 95').toEqual(nobody);

    await put(tenant, known, otherUnit);
    expect(await find(tenant, known)).toEqual([{ file_id: null, score: null, grade: null, beyond: true }]);
  });

  it('compares as many whether nobody, one or several are known beyond: the time it takes tells nothing', async () => {
    const compared = async (tenant: string): Promise<number[]> => {
      database.notices.length = 0;
      await inTenant(database.admin, tenant, async (tx) => {
        await tx.unsafe(`load 'auto_explain'; set local auto_explain.log_min_duration = 0; set local auto_explain.log_analyze = on;
          set local auto_explain.log_nested_statements = on; set local client_min_messages = log`);
        await tx`select * from app.find_duplicates(${tenant}, ${[unit]}::uuid[], ${known.lastName}, null, ${known.firstNames},
          ${known.birthDate}, null, 'M', ${[known.phone!]}, null, ${known.postalCode!})`;
      });
      // What is scored: the first lines of that part of the plan
      return database.notices.flatMap((notice) => {
        const rows = /CTE scored\n.*?actual time=\S+ rows=(\d+)/.exec(notice)?.[1];
        return rows === undefined ? [] : [Number(rows)];
      });
    };
    const tenant = randomUUID();
    expect(await compared(tenant)).toEqual([60]);
    await put(tenant, known, otherUnit);
    expect(await compared(tenant)).toEqual([60]);
    for (let more = 0; more < 5; more += 1) await put(tenant, known, randomUUID());
    expect(await compared(tenant)).toEqual([60]);
    for (let more = 0; more < 60; more += 1) await put(tenant, known, otherUnit);
    expect(await compared(tenant), 'control: what is compared is counted').toEqual([66]);
  });

  it('does not cross tenants', async () => {
    await put(randomUUID(), known);
    const tenant = randomUUID();
    expect(await find(tenant, known)).toEqual([{ file_id: null, score: null, grade: null, beyond: false }]);
    await expect(
      inTenant(
        database.reader,
        tenant,
        (
          tx,
        ) => tx`select * from app.find_duplicates(${randomUUID()}, ${[unit]}::uuid[], 'a', null, 'b', null, null, null,
          '{}', null, null)`,
      ),
    ).rejects.toThrow(/tenant entered/);
  });

  it('bears what is unknown', async () => {
    const tenant = randomUUID();
    const empty: Identity = { lastName: 'X', birthName: null, firstNames: null, birthDate: null };
    await put(tenant, empty);
    expect(await find(tenant, { ...empty, lastName: '' })).toHaveLength(1);
    expect(await find(tenant, empty)).toHaveLength(1);
  });
});
