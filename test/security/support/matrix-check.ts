import type { TransactionSql } from 'postgres';
import { rights } from '../../../server/src/features/access/rights.ts';
import { tenantTables } from '../../../server/src/db/tenant-table.ts';
import {
  authorColumns,
  freshKey,
  insertStatement,
  literal,
  rowsOf,
  type Table,
  type World,
} from './matrix-world.ts';
import { oracle } from './oracle.ts';
import type { Person, Row } from './oracle/rights.ts';

const rightsJson = JSON.stringify(
  Object.fromEntries(
    Object.entries(rights).map(([role, list]) => [
      role,
      list.map((right) => right.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
    ]),
  ),
);
const refusedByPolicy = '42501';

export interface CheckOptions {
  readonly people?: readonly Person[];
  /** Stop at the first difference. */
  readonly first?: boolean;
}

/** What of a table differs from the oracle, for each person and each of the two roles. Leaves nothing behind. */
export async function checkTable(
  tx: TransactionSql,
  world: World,
  table: Table,
  options: CheckOptions = {},
): Promise<string[]> {
  const findings: string[] = [];
  for (const person of options.people ?? world.people) {
    for (const role of ['lastria_app', 'lastria_reader'] as const) {
      const found = await checkPerson(tx, world, table, person, role);
      findings.push(...found.map((finding) => `${table.name}: ${person.label}, as ${role}: ${finding}`));
      if (options.first && findings.length > 0) return findings;
    }
  }
  return findings;
}

async function checkPerson(
  tx: TransactionSql,
  world: World,
  table: Table,
  person: Person,
  role: 'lastria_app' | 'lastria_reader',
): Promise<string[]> {
  const { appMay, readerMay } = tenantTables().find(({ name }) => name === table.name)!;
  const may = new Set(role === 'lastria_app' ? appMay : readerMay);
  const { mayRead, mayWrite } = oracle(table.name, person, world.tree);
  const rows = world.rows.get(table.name)!;
  const visible = rows
    .filter(mayRead)
    .map((row) => keyOf(table, row))
    .sort();
  const writable = rows.filter(mayWrite);
  const foreign = world.tenants.find(({ id }) => id !== person.tenant)!;
  const own = world.tenants.find(({ id }) => id === person.tenant)!;

  const probes: { statement: string; expected: string; what: string }[] = [];
  const expectCount = (what: string, verb: 'update' | 'delete', statement: string, count: number) =>
    probes.push({ what, statement, expected: may.has(verb) ? `rows ${count}` : refusedByPolicy });
  expectCount('update of all it can', 'update', `update "${table.name}" set probe = 1`, writable.length);
  expectCount('delete of all it can', 'delete', `delete from "${table.name}"`, writable.length);
  const moved = (change: Row) =>
    writable.every((row) => mayWrite({ ...row, ...change })) ? `rows ${writable.length}` : refusedByPolicy;
  probes.push({
    what: 'move to another tenant',
    statement: `update "${table.name}" set tenant_id = ${literal(foreign.id)}`,
    expected: may.has('update') ? moved({ tenant_id: foreign.id }) : refusedByPolicy,
  });
  if (table.columns.some(({ name }) => name === 'unit_id')) {
    for (const unit of Object.values(own.units)) {
      probes.push({
        what: 'move to another unit',
        statement: `update "${table.name}" set unit_id = ${literal(unit)}`,
        expected: may.has('update') ? moved({ unit_id: unit }) : refusedByPolicy,
      });
    }
  }
  if (table.columns.some(({ name }) => name === 'unit_ids')) {
    for (const unit of Object.values(own.units)) {
      probes.push({
        what: 'move to other units',
        statement: `update "${table.name}" set unit_ids = ${literal([unit])}`,
        expected: may.has('update') ? moved({ unit_ids: [unit] }) : refusedByPolicy,
      });
    }
  }
  for (const name of authorColumns.filter((one) => table.columns.some((column) => column.name === one))) {
    const change = { [name]: foreign.id };
    probes.push({
      what: `giving it to another person (${name})`,
      statement: `update "${table.name}" set "${name}" = ${literal(foreign.id)}`,
      expected: may.has('update') ? moved(change) : refusedByPolicy,
    });
  }
  for (const tenant of [own, foreign]) {
    const candidates = rowsOf(
      table,
      tenant,
      world.people.filter((one) => one.tenant === tenant.id && one.staff !== ''),
    );
    for (const candidate of tenant === own ? candidates : candidates.slice(0, 2)) {
      const row = { ...candidate, ...freshKey(table, candidate) };
      probes.push({
        what: `insert of ${JSON.stringify(row)}`,
        statement: insertStatement(table, row),
        expected: may.has('insert') && mayWrite(row) ? 'rows 1' : refusedByPolicy,
      });
    }
  }

  const found = await enter(tx, person, role, async (): Promise<[string[], string[]]> => [
    may.has('select')
      ? (await tx.unsafe<{ key: string }[]>(`select ${keySql(table)} as key from "${table.name}" t`))
          .map(({ key }) => key)
          .sort()
      : [],
    (
      await tx<
        { outcomes: string[] }[]
      >`select public.try_each(${probes.map(({ statement }) => statement)}::text[]) as outcomes`
    )[0]!.outcomes,
  ]);
  if (!found) return ['the session does not open'];
  const [seen, outcomes] = found;
  const findings: string[] = [];
  const expectedSeen = may.has('select') ? visible : [];
  if (JSON.stringify(seen) !== JSON.stringify(expectedSeen)) {
    findings.push(
      `sees ${seen.length} rows, ${expectedSeen.length} expected (unexpected: ${seen
        .filter((key) => !expectedSeen.includes(key))
        .slice(0, 3)
        .join(' ')})`,
    );
  }
  for (const [index, { what, expected }] of probes.entries()) {
    const outcome = outcomes[index]!;
    // A key already taken is only met by a row that passed the policy
    const passed = outcome === '23505' && /^rows/.test(expected) ? expected : outcome;
    if (passed !== expected) findings.push(`${what}: ${outcome}, expected ${expected}`);
  }
  return findings;
}

/** Runs `work` as a person or as the system, in one of the roles of requests, and undoes it. */
async function enter<T>(
  tx: TransactionSql,
  person: Person,
  role: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  await tx`savepoint person`;
  await tx.unsafe(`set local role ${role}`);
  const units = person.grants.map(({ unit }) => unit);
  const [entered] =
    person.staff === ''
      ? await tx`select app.enter(${person.tenant}, ${units}::uuid[]), true as actor`
      : await tx`select app.enter_session(${person.tenant}, ${person.session}, ${rightsJson}::text::jsonb, now()) as actor`;
  try {
    return entered?.['actor'] ? await work() : undefined;
  } finally {
    await tx`rollback to savepoint person`;
  }
}

const keySql = (table: Table) => `concat_ws('/', ${table.key.map((name) => `t."${name}"`).join(', ')})`;
const keyOf = (table: Table, row: Row) => table.key.map((name) => String(row[name])).join('/');
