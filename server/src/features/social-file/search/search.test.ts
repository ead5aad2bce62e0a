import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSearch } from './parse-search.ts';
import { inTenant, putKey, readSample, startTestDatabase } from './search.testdb.ts';
import type { Identity, TestDatabase } from './search.testdb.ts';

interface Query {
  id: string;
  q: string;
  mustTop10: string[];
  mustNot: string[];
  onlyFrom?: string[];
}
interface Hit {
  file_id: string;
  rank: number;
  sort_name: string;
}

const TODAY = new Date('2026-11-22T12:00:00Z');

describe('parseSearch', () => {
  it.each([
    ['martin claire', { words: ['martin', 'claire'] }],
    ['martin 1975', { words: ['martin'], birthYear: 1975 }],
    ['martin 12/03/1975', { words: ['martin'], birthDate: '1975-03-12' }],
    ['12.3.1975', { words: [], birthDate: '1975-03-12' }],
    ['1975-03-12 martin', { words: ['martin'], birthDate: '1975-03-12' }],
    ['martin 12031975', { words: ['martin'], birthDate: '1975-03-12' }],
    ['martin 19750312', { words: ['martin'], birthDate: '1975-03-12' }],
    ['martin 12 03 1975', { words: ['martin'], birthDate: '1975-03-12' }],
    ['martin 12/03/75', { words: ['martin'], birthDate: '1975-03-12' }],
    ['martin 12/03/08', { words: ['martin'], birthDate: '2008-03-12' }],
    ['martin 12/03/25', { words: ['martin'], birthDate: '1925-03-12' }],
    ['martin 120375', { words: ['martin'], birthDate: '1975-03-12' }],
    ['Martin née le 1er août 1975', { words: ['Martin'], birthDate: '1975-08-01' }],
    ['martin né en 1975', { words: ['martin'], birthYear: 1975 }],
    ['martin 03/1975', { words: ['martin'], birthYear: 1975 }],
    ['martin 75', { words: ['martin'], birthYear: 1975 }],
    ['martin 31/02/1975', { words: ['martin', '31/02/1975'] }],
    ['06 39 98 10 01', { words: [], phone: '06 39 98 10 01' }],
    ['0639981001 martin', { words: ['martin'], phone: '0639981001' }],
    ['+33 6 39 98 10 01', { words: [], phone: '+33 6 39 98 10 01' }],
    ["n'diaye, fatou", { words: ["n'diaye", 'fatou'] }],
    ['le gall', { words: ['le', 'gall'] }],
    ['  …  ', { words: [] }],
  ])('%s', (query, terms) => {
    expect(parseSearch(query, TODAY)).toEqual(terms);
  });
});

describe('search', () => {
  let database: TestDatabase;
  const tenant = randomUUID();
  const otherTenant = randomUUID();
  const unit = randomUUID();
  const otherUnit = randomUUID();
  const fileOf = new Map<string, string>();
  const idOf = new Map<string, string>();

  const find = (q: string, options: { units?: string[]; limit?: number; after?: Hit } = {}): Promise<Hit[]> =>
    inTenant(database.reader, tenant, (tx) => call(tx, tenant, q, options));

  function call(
    tx: TransactionSql,
    asTenant: string,
    q: string,
    { units = [unit], limit = 50, after }: { units?: string[]; limit?: number; after?: Hit } = {},
  ): Promise<Hit[]> {
    const { words, birthDate, birthYear, phone } = parseSearch(q, TODAY);
    return tx<Hit[]>`select * from app.search_files(
      ${asTenant}, ${units}::uuid[], ${words.join(' ')}, ${birthDate ?? null}, ${birthYear ?? null}, ${phone ?? null},
      ${limit}, ${after?.rank ?? null}, ${after?.sort_name ?? null}, ${after?.file_id ?? null})`;
  }

  async function put(identity: Identity, where: { tenant?: string; unit?: string; file?: string } = {}) {
    const file = where.file ?? randomUUID();
    const into = where.tenant ?? tenant;
    await inTenant(database.app, into, (tx) =>
      putKey(tx, { tenant: into, unit: where.unit ?? unit, file, ...identity }),
    );
    return file;
  }

  beforeAll(async () => {
    database = await startTestDatabase();
    for (const person of readSample<Identity & { id: string }>('name-search-people.jsonl')) {
      const file = await put(person);
      fileOf.set(person.id, file);
      idOf.set(file, person.id);
    }
  });
  afterAll(() => database?.stop());

  it('answers at least 97 % of what people expect of a name search', async () => {
    const wrong: string[] = [];
    let expectations = 0;
    for (const query of readSample<Query>('name-search.jsonl')) {
      const first10 = (await find(query.q, { limit: 10 })).map((hit) => idOf.get(hit.file_id) ?? '?');
      const check = (met: boolean, what: string): void => {
        expectations += 1;
        if (!met) wrong.push(`${query.id} ${query.q}: ${what}`);
      };
      for (const id of query.mustTop10) check(first10.includes(id), `${id} missing`);
      for (const id of query.mustNot) check(!first10.includes(id), `${id} unwanted`);
      const { onlyFrom } = query;
      if (onlyFrom) {
        const all = first10.length === Math.min(10, onlyFrom.length);
        check(all && first10.every((id) => onlyFrom.includes(id)), `only from ${onlyFrom.join()}`);
      }
    }
    expect(wrong.length / expectations, wrong.join('\n')).toBeLessThanOrEqual(0.03);
  }, 60_000);

  it('pages in a stable order, without gap or repetition', async () => {
    const whole = await find('ma', { limit: 200 });
    const paged: Hit[] = [];
    for (;;) {
      const after = paged.at(-1);
      const page = await find('ma', after ? { limit: 7, after } : { limit: 7 });
      paged.push(...page);
      if (page.length < 7) break;
    }
    expect(whole.length).toBeGreaterThan(20);
    expect(paged).toEqual(whole);
    expect(paged.map((hit) => hit.rank)).toEqual(paged.map((hit) => hit.rank).sort((a, b) => a - b));
  });

  it('gives the same order when one page asks for a class the last one stopped in', async () => {
    const whole = await find('12/03/1975');
    expect(whole.map((hit) => idOf.get(hit.file_id))).toEqual(['p053']);
    const years = await find('1975', { limit: 200 });
    const [first] = years;
    expect(first && (await find('1975', { limit: 200, after: first }))).toEqual(years.slice(1));
  });

  it('finds by phone, however it is written', async () => {
    const file = await put({
      lastName: 'Quelqu’un',
      birthName: null,
      firstNames: 'Ève',
      birthDate: null,
      phone: '0692 12 34 56',
    });
    for (const typed of ['0692123456', '+262 692 12 34 56', '06 92 12 34 56']) {
      expect((await find(typed)).map((hit) => hit.file_id)).toEqual([file]);
    }
    expect(await find('06 92 12 34 57')).toEqual([]);
    expect(await find('martin 0692123456')).toEqual([]);
  });

  it('stays in the units and in the tenant', async () => {
    const identity = { lastName: 'Zwyx', birthName: null, firstNames: 'Ada', birthDate: '1980-01-02' };
    const elsewhere = await put(identity, { unit: otherUnit });
    await put(identity, { tenant: otherTenant });
    expect(await find('zwyx')).toEqual([]);
    expect(await find('zwyx', { units: [] })).toEqual([]);
    expect((await find('zwyx', { units: [unit, otherUnit] })).map((hit) => hit.file_id)).toEqual([elsewhere]);
    await expect(inTenant(database.app, tenant, (tx) => call(tx, otherTenant, 'zwyx'))).rejects.toThrow(
      /tenant entered/,
    );
    await expect(
      database.app`select * from app.search_files(${tenant}, ${[unit]}::uuid[], 'zwyx', null, null, null, 10)`,
    ).rejects.toThrow(/tenant entered/);
  });

  it.each([
    'martin',
    'mar',
    'm',
    'j m',
    'rouseau',
    'zzyzx',
    'martin 1975',
    '12/03/1975',
    '1975',
    '0692123456',
  ])('reads an index, never the whole table: %s', async (typed) => {
    database.notices.length = 0;
    await inTenant(database.admin, tenant, async (tx) => {
      await tx.unsafe(`load 'auto_explain'; set local auto_explain.log_min_duration = 0;
          set local auto_explain.log_nested_statements = on; set local client_min_messages = log`);
      await call(tx, tenant, typed);
    });
    const plans = database.notices.filter((notice) => /from app\.search_key/i.test(notice)).join('\n');
    expect(plans).toMatch(/(Bitmap )?Index Scan .*search_key_/);
    expect(plans).not.toMatch(/Seq Scan on search_key/);
  });

  it('takes hostile text as text', async () => {
    for (const typed of [
      "'; drop table app.search_key; --",
      '%_\\',
      '{"a",b}',
      "o''brien $1 %s %L",
      '\u0301',
      '(((',
    ]) {
      await expect(find(typed)).resolves.toBeInstanceOf(Array);
    }
  });

  it('shows nothing of a person to the application but through the functions', async () => {
    for (const role of [database.app, database.reader]) {
      await expect(inTenant(role, tenant, (tx) => tx`select use_name from app.search_key`)).rejects.toThrow(
        /permission denied/,
      );
    }
    await expect(inTenant(database.reader, tenant, (tx) => tx`delete from app.search_key`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      inTenant(database.app, tenant, (tx) =>
        putKey(tx, {
          ...{ tenant: otherTenant, file: randomUUID(), unit },
          ...{ lastName: 'X', birthName: null, firstNames: 'Y', birthDate: null },
        }),
      ),
    ).rejects.toThrow(/row-level security/);
    const gone = await inTenant(
      database.app,
      tenant,
      (tx) => tx`delete from app.search_key where tenant_id = ${otherTenant} returning file_id`,
    );
    expect(gone).toHaveLength(0);
  });

  it('follows a change of name, of unit, and a removal', async () => {
    const before = { lastName: 'Avantier', birthName: null, firstNames: 'Ode', birthDate: null };
    const file = await put(before);
    await put({ ...before, lastName: 'Apresky' }, { file });
    expect(await find('avantier')).toEqual([]);
    expect((await find('apresky')).map((hit) => hit.file_id)).toEqual([file]);
    await inTenant(
      database.app,
      tenant,
      (tx) => tx`delete from app.search_key where tenant_id = ${tenant} and file_id = ${file}`,
    );
    expect(await find('apresky')).toEqual([]);
  });

  it.each([
    ['Lebœuf', 'LEBOEUF'],
    ['Yılmaz İbrahim', 'YILMAZ IBRAHIM'],
    ["d'Hondt", 'D HONDT'],
    ['Żółtowski', 'ZOLTOWSKI'],
    ['  Jean--Pierre.  ', 'JEAN PIERRE'],
    ['Weiß Þór Ðan', 'WEISS THOR DAN'],
  ])('writes %s as %s', async (name, normal) => {
    const [row] = await database.admin<{ n: string }[]>`select app.normalise_name(${name}) as n`;
    expect(row?.n).toBe(normal);
  });

  it.each([
    ['06 39 98 10 02', '+33639981002'],
    ['+33 (0)6 39 98 10 02', '+33639981002'],
    ['0033639981002', '+33639981002'],
    ['639981002', '+33639981002'],
    ['0692 12 34 56', '+262692123456'],
    ['+33 692 12 34 56', '+262692123456'],
    ['0639 12 34 56', '+262639123456'],
    ['0590 12 34 56', '+590590123456'],
    ['0696 12 34 56', '+596696123456'],
    ['+32 470 12 34 56', '+32470123456'],
    ['poste 12', null],
  ])('reads the phone %s as %s', async (typed, normal) => {
    const [row] = await database.admin<{ n: string | null }[]>`select app.normalise_phone(${typed}) as n`;
    expect(row?.n).toBe(normal);
  });
});
