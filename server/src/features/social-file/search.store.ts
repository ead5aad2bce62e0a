import { sql } from 'drizzle-orm';
import { uuids, type Context, type Tx } from '../../db/database.ts';

/** Who a search key is about, as typed; the database computes what it searches by. */
export interface SearchKeyValues {
  readonly tenantId: string;
  readonly fileId: string;
  readonly unitId: string;
  readonly lastName: string;
  readonly birthName: string | null;
  readonly firstNames: string;
  readonly birthDate: string | null;
  readonly birthYear: number | null;
  readonly sex: string | null;
  readonly phones: readonly string[];
  readonly email: string | null;
  readonly postalCode: string | null;
}

const columns = sql.raw(
  'unit_id, use_name, birth_name, first_names, birth_date, known_birth_year, sex, phones, email, postal_code',
);
const textArray = (values: readonly string[]) =>
  values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`;
const valuesOf = (key: SearchKeyValues) =>
  sql`${key.unitId}::uuid, ${key.lastName}, ${key.birthName}, ${key.firstNames}, ${key.birthDate}::date, ${key.birthYear}::int, ${key.sex}, ${textArray(key.phones)}, ${key.email}, ${key.postalCode}`;

/**
 * Writes the search key of a file. Values are given twice because `excluded` would be a read, and the application's
 * role may read nothing of a key but its ids.
 */
export async function writeSearchKey({ tx }: { tx: Tx }, key: SearchKeyValues): Promise<void> {
  await tx.execute(sql`
    insert into app.search_key (tenant_id, file_id, ${columns}) values (${key.tenantId}::uuid, ${key.fileId}::uuid, ${valuesOf(key)})
    on conflict (tenant_id, file_id) do update set (${columns}) = (select ${valuesOf(key)})`);
}

/** Writes the search keys of new files, some hundreds a statement. */
export async function insertSearchKeys(tx: Tx, keys: readonly SearchKeyValues[]): Promise<void> {
  for (let at = 0; at < keys.length; at += 500) {
    const rows = keys
      .slice(at, at + 500)
      .map((key) => sql`(${key.tenantId}::uuid, ${key.fileId}::uuid, ${valuesOf(key)})`);
    await tx.execute(
      sql`insert into app.search_key (tenant_id, file_id, ${columns}) values ${sql.join(rows, sql`, `)}`,
    );
  }
}

export interface Found extends Record<string, unknown> {
  readonly file_id: string;
  readonly rank: number;
}

export interface SearchTermsSql {
  readonly words: readonly string[];
  readonly birthDate?: string;
  readonly birthYear?: number;
  readonly phone?: string;
}

/** Ids of the files that answer, best first. */
export async function searchFiles(ctx: Context, terms: SearchTermsSql, limit: number): Promise<Found[]> {
  return ctx.tx.execute<Found>(sql`
    select * from app.search_files(${ctx.actor.tenantId}::uuid, ${uuids(ctx.actor.scopes.identity)}, ${terms.words.join(' ')},
      ${terms.birthDate ?? null}::date, ${terms.birthYear ?? null}::int, ${terms.phone ?? null}, ${limit})`);
}

export interface Candidate extends Record<string, unknown> {
  readonly file_id: string | null;
  readonly score: number | null;
  readonly grade: string | null;
  readonly beyond: boolean | null;
}

/** Files that may be of the same person; beyond one's grants, only whether there is a strong one. */
export async function findDuplicates(
  ctx: Context,
  who: Omit<SearchKeyValues, 'tenantId' | 'fileId' | 'unitId'>,
  except: string | null,
): Promise<Candidate[]> {
  return ctx.tx.execute<Candidate>(sql`
    select * from app.find_duplicates(${ctx.actor.tenantId}::uuid, ${uuids(ctx.actor.scopes.identity)}, ${who.lastName}, ${who.birthName},
      ${who.firstNames}, ${who.birthDate}::date, ${who.birthYear}::int, ${who.sex}, ${textArray(who.phones)}, ${who.email}, ${who.postalCode}, ${except}::uuid)`);
}
