/** The oldest PostgreSQL we promise, 15, for the suite that proves it: POSTGRES15_BIN, then Debian's place, then its package. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { aptInstall, report } from './ensure.ts';

/** The folder that holds `initdb` and `postgres` of PostgreSQL 15. */
export function findPostgres15(): string | undefined {
  const folder = process.env['POSTGRES15_BIN'] ?? '/usr/lib/postgresql/15/bin';
  return existsSync(path.join(folder, 'initdb')) ? folder : undefined;
}

export function ensurePostgres15(): string | undefined {
  const found = findPostgres15();
  if (found || process.env['POSTGRES15_BIN']) return found;
  return aptInstall('postgresql-15') ? findPostgres15() : undefined;
}

if (import.meta.main)
  report(
    'PostgreSQL 15',
    ensurePostgres15(),
    'PostgreSQL 15 was not found: install it, or set POSTGRES15_BIN to the folder that holds its initdb.',
  );
