/**
 * Writes the next migration from the difference between the tables in code and the last snapshot:
 * `node server/src/db/generate-migration.ts NAME`. What drizzle cannot say (forced policies, grants, checks put off to
 * commit) is added here, so that it is never written by hand.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import * as schema from './schema.ts';
import { securityStatements, tenantTables } from './tenant-table.ts';

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));
const snapshotFile = `${folder}snapshot.json`;

const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('Usage: generate-migration.ts NAME (lower case, digits, hyphens)');
  process.exit(1);
}

const previous = readJson(snapshotFile) ?? generateDrizzleJson({}, undefined, undefined, 'snake_case');
const current = generateDrizzleJson(schema, (previous as { id: string }).id, undefined, 'snake_case');
const statements = await generateMigration(previous as never, current as never);
const before = new Set(
  Object.keys((previous as { tables: object }).tables).map((key) => key.replace('public.', '')),
);
const added = new Set(
  tenantTables()
    .map((table) => table.name)
    .filter((table) => !before.has(table)),
);
const fileKeys = statements
  .map((statement) => /ALTER TABLE "(\w+)" ADD CONSTRAINT "(\w+_file_fk)"/.exec(statement))
  .filter((match) => match !== null)
  .map(
    ([, table, constraint]) =>
      `ALTER TABLE "${table}" ALTER CONSTRAINT "${constraint}" DEFERRABLE INITIALLY DEFERRED;`,
  );

const last = Math.max(0, ...readdirSync(folder).map((file) => Number(/^\d{4}(?=-)/.exec(file)?.[0] ?? 0)));
const number = String(last + 1).padStart(4, '0');
const all = [...statements, ...fileKeys, ...securityStatements(added)];
if (all.length === 0) {
  console.log('Nothing changed.');
} else {
  writeFileSync(`${folder}${number}-${name}.sql`, `${all.join('\n')}\n`);
  writeFileSync(snapshotFile, `${JSON.stringify(current, null, 1)}\n`);
  console.log(`${number}-${name}.sql: ${all.length} statements.`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
