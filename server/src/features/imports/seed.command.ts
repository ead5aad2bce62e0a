import { parseArgs } from 'node:util';
import { v5 } from 'uuid';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import type { TenantKind } from './seed/index.ts';
import { generateFiles, generateOutsideWork, generateTenant } from './seed/index.ts';
import { seedTenant } from './seed.service.ts';

const namespace = '5eed0000-0000-5000-8000-000000000000';
const kinds: readonly TenantKind[] = ['hospital', 'company', 'interCompany', 'publicBody'];

const usage =
  'Usage: lastria-server seed --files N --years Y --seed S [--kind hospital|company|interCompany|publicBody] [--today DATE]';

/** The tenant of a seed: the same kind and seed give the same id, so that it is not made twice. */
export const seedTenantId = (kind: TenantKind, seed: number): string => v5(`${kind}/${seed}`, namespace);

/** Makes one believable tenant, the same rows for the same options. */
export async function seedCommand(database: Database, args: readonly string[]): Promise<void> {
  const { files, years, seed, kind, today } = readOptions(args);
  const tenantId = seedTenantId(kind, seed);
  const begun = (await database.listTenants()).includes(tenantId);
  const tenant = generateTenant({ seed, kind, files });
  const day = today ?? dayIn(tenant.timeZone, new Date());
  const written = await seedTenant(database, {
    tenantId,
    tenant,
    origins: [],
    files: generateFiles({ seed, tenant, years, today: day, to: files }),
    outside: [...generateOutsideWork({ seed, tenant, years, today: day })],
    onProgress: (done) => process.stderr.write(`\r${done} / ${files} files`),
  });
  process.stderr.write('\n');
  if (begun && written.written === 0)
    throw new SettingError(
      `The tenant of kind ${kind} and seed ${seed} is there already, whole: ${tenantId}. Choose another --seed.`,
    );
  if (begun) console.log('A seed that was stopped had begun it: it is finished now.');
  console.log(`Tenant ${tenantId}: « ${tenant.name} », ${written.files} files up to ${day}.`);
  console.log(
    `Open it to a portal: lastria-server host-client --tenant ${tenantId} --name "Portail" --origin https://portal.example`,
  );
}

function readOptions(args: readonly string[]) {
  const { values } = options(args);
  const number = (name: 'files' | 'years' | 'seed', least: number, most: number) => {
    const value = Number(values[name]);
    if (values[name] === undefined || !Number.isInteger(value) || value < least || value > most) {
      throw new SettingError(`--${name} must be a whole number between ${least} and ${most}.\n${usage}`);
    }
    return value;
  };
  const kind = kinds.find((one) => one === (values.kind ?? 'hospital'));
  if (!kind) throw new SettingError(`--kind must be one of ${kinds.join(', ')}.`);
  if (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today))
    throw new SettingError('--today must be a date, YYYY-MM-DD.');
  return {
    files: number('files', 1, 1_000_000),
    years: number('years', 1, 30),
    seed: number('seed', 0, 2_147_483_647),
    kind,
    today: values.today,
  };
}

function options(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { files: text, years: text, seed: text, kind: text, today: text },
    });
  } catch (error) {
    throw new SettingError(`${(error as Error).message}\n${usage}`);
  }
}
