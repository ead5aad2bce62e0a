import type { Database } from '../../server/src/db/database.ts';
import {
  generateFiles,
  generateOutsideWork,
  generateTenant,
} from '../../server/src/features/imports/seed/index.ts';
import { seedTenant } from '../../server/src/features/imports/seed.service.ts';
import type postgres from 'postgres';
import { v5 } from 'uuid';
import { generateAgendas, type AgendaSize } from './agenda-data.ts';

/** Raise it when the rows change for another reason than the generator. */
export const dataSetVersion = 4;

/** How much a bench runs on. A file has five work entries on average. */
export interface Size {
  readonly name: 'plans' | 'small' | 'quick' | 'full' | 'agenda';
  readonly tenants: number;
  /** Files of the one large tenant. */
  readonly large: number;
  /** Files of all tenants, or a few more: each is a whole number of copies. */
  readonly files: number;
  /** How often each generated file stands in the data, each time as another person's. */
  readonly copies: number;
  readonly agendas?: AgendaSize;
}
export const sizes = {
  /** The least for which the planner reads by index, for the test of plans. */
  plans: {
    name: 'plans',
    tenants: 3,
    large: 2000,
    files: 2400,
    copies: 20,
    agendas: { workers: 12, monthsBehind: 6, monthsAhead: 3 },
  },
  /** The small end of the bench of scale. */
  small: { name: 'small', tenants: 5, large: 1000, files: 2000, copies: 5 },
  quick: {
    name: 'quick',
    tenants: 5,
    large: 2000,
    files: 4000,
    copies: 5,
    agendas: { workers: 20, monthsBehind: 4, monthsAhead: 2 },
  },
  /** Agendas of a million appointments. */
  agenda: {
    name: 'agenda',
    tenants: 10,
    large: 2000,
    files: 4000,
    copies: 5,
    agendas: { workers: 28, monthsBehind: 60, monthsAhead: 24 },
  },
  full: { name: 'full', tenants: 50, large: 100_000, files: 200_000, copies: 25 },
} as const satisfies Record<string, Size>;

const seed = 20;
export const years = 10;
export const today = '2026-11-20';
/** The first day of so many years that end today. */
export function yearsBefore(count: number): string {
  const before = new Date(`${today}T00:00:00Z`);
  before.setUTCFullYear(before.getUTCFullYear() - count);
  before.setUTCDate(before.getUTCDate() + 1);
  return before.toISOString().slice(0, 10);
}
const kinds = ['hospital', 'company', 'interCompany', 'publicBody'] as const;
const namespace = '0d3b0000-0000-5000-8000-0000000000be';

const tenantIdOf = (position: number) => v5(`bench ${position}`, namespace);
export const largeTenantId = tenantIdOf(0);

/**
 * Fills a migrated database: some files by the product's own generator and bulk writer, with the names, homonyms,
 * texts and spread of visits of real services, then their copies in SQL, which takes a tenth of the time. A copy has
 * the follow-up of its model, and a person of its own: the family name of one model, the first names and the birth
 * (some days apart) of another, so that names keep their frequencies and combine anew.
 */
export async function generateDataSet(
  database: Database,
  admin: { readonly large: postgres.Sql; readonly others: postgres.Sql },
  size: Size,
  say: (line: string) => void,
): Promise<void> {
  const others = size.tenants - 1;
  const rest = Math.ceil((size.files - size.large) / others);
  const write = async (sql: postgres.Sql, position: number) => {
    const models = Math.ceil((position === 0 ? size.large : rest) / size.copies);
    const tenantId = tenantIdOf(position);
    const tenant = generateTenant({
      seed: seed + position,
      kind: kinds[position % kinds.length]!,
      files: models * size.copies,
    });
    await seedTenant(database, {
      tenantId,
      tenant,
      origins: [],
      files: generateFiles({ seed, tenant, years, today, to: models }),
      // Statistics count it too; one tenant is enough of it
      outside: position === 0 ? [...generateOutsideWork({ seed, tenant, years, today })] : [],
    });
    if (position === 0) say(`  ${models} files of the large tenant generated, ${size.copies} of each to be`);
    await multiply(sql, tenantId, size.copies);
    if (position === 0) say('  large tenant written');
  };
  const small = async () => {
    for (let position = 1; position <= others; position += 1) await write(admin.others, position);
    say('  other tenants written');
  };
  await Promise.all([write(admin.large, 0), small()]);
  if (!size.agendas) return;
  await generateAgendas(admin.large, size.agendas, today);
  say('  agendas written');
}

/** Tables of a file, without its identity: their ids change with the copy, and whatever else must be unique. */
const copied = {
  beneficiary: ['id'],
  social_file: ['id', 'beneficiary_id'],
  file_episode: ['id', 'file_id'],
  episode_reason: ['episode_id', 'file_id'],
  situation_value: ['file_id'],
  relative: ['id', 'file_id'],
  file_flag: ['id', 'file_id'],
  social_request: ['id', 'file_id'],
  work_entry: ['id', 'file_id'],
  work_entry_text: ['entry_id', 'file_id'],
  work_entry_request: ['entry_id', 'request_id', 'file_id'],
  work_entry_partner: ['entry_id', 'file_id'],
  support_action: ['id', 'file_id', 'request_id', 'entry_id'],
} as const;
/** An id of version 5, as those of the models. */
const otherId = (column: string) =>
  `overlay(overlay(md5(m.${column}::text || '/' || k) placing '5' from 13) placing '8' from 17)::uuid`;

async function multiply(sql: postgres.Sql, tenantId: string, copies: number): Promise<void> {
  // As a superuser, and without the triggers of foreign keys: the copies of what fits together fit together.
  await sql.unsafe(`set session_replication_role = replica`);
  for (const [table, ids] of Object.entries(copied) as [string, readonly string[]][]) {
    const columns = await columnsOf(sql, table);
    const values = columns.map((name) =>
      ids.includes(name)
        ? otherId(name)
        : name === 'external_value'
          ? `m.external_value || '-' || k`
          : `m.${name}`,
    );
    await sql.unsafe(
      `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')}
         from ${table} m cross join generate_series(2, ${copies}) k
        where m.tenant_id = '${tenantId}'${ids.includes('file_id') ? ' and m.file_id is not null' : ''}`,
    );
  }
  const columns = await columnsOf(sql, 'file_identity');
  const named = ['last_name', 'birth_name'];
  const lived = [
    'first_names',
    'birth_year',
    'sex',
    'address_protected',
    'street',
    'postal_code',
    'city',
    'commune_code',
  ];
  const values = columns.map((name) => {
    if (name === 'file_id') return otherId('file_id');
    if (named.includes(name)) return `family.${name}`;
    if (lived.includes(name)) return `person.${name}`;
    if (name === 'birth_date') return `person.birth_date - (k * 37 % 331)`;
    if (name === 'email') return `replace(person.email, '@', '.' || k || '@')`;
    if (name === 'phones')
      return `array(select left(p, 8) || to_char((hashtext(p || k) & 65535) % 10000, 'FM0000') from unnest(person.phones) p)`;
    return `m.${name}`;
  });
  await sql.unsafe(`
    with models as materialized (
      select *, row_number() over (order by file_id) - 1 as place, count(*) over () as models
        from file_identity where tenant_id = '${tenantId}')
    insert into file_identity (${columns.join(', ')})
    select ${values.join(', ')}
      from models m cross join generate_series(2, ${copies}) k
      join models family on family.place = (m.place + k * 7919) % m.models
      join models person on person.place = (m.place + k * 104729 + 1) % m.models`);
  const keys = 'birth_name, first_names, birth_date, sex, phones, email, postal_code';
  await sql.unsafe(`
    insert into app.search_key (tenant_id, file_id, unit_id, use_name, known_birth_year, ${keys})
    select tenant_id, file_id, unit_id, last_name, birth_year, ${keys} from file_identity i
     where tenant_id = '${tenantId}'
       and not exists (select 1 from app.search_key s where s.tenant_id = i.tenant_id and s.file_id = i.file_id)`);
  await sql.unsafe(`reset session_replication_role`);
}

const columnsOf = async (sql: postgres.Sql, table: string): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return rows.map(({ name }) => name);
};
