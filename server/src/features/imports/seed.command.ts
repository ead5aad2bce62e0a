import { v5 } from 'uuid';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { openToPortal } from '../access/host-client.service.ts';
import type { Tenant, TenantKind } from './seed/index.ts';
import { generateFiles, generateOutsideWork, generateTenant } from './seed/index.ts';
import { seedTenant } from './seed.service.ts';

const namespace = '5eed0000-0000-5000-8000-000000000000';
const kinds: readonly TenantKind[] = ['hospital', 'company', 'interCompany', 'publicBody'];

/** The tenant of a seed: the same kind and seed give the same id, so that it is not made twice. */
export const seedTenantId = (kind: TenantKind, seed: number): string => v5(`${kind}/${seed}`, namespace);

/** Makes one believable tenant, the same rows for the same options. */
export function seedCommand(args: readonly string[]): (database: Database) => Promise<void> {
  const options = readOptions(args);
  return (database) => seedOne(database, options);
}

async function seedOne(
  database: Database,
  { files, years, seed, kind, today }: ReturnType<typeof readOptions>,
): Promise<void> {
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
    onProgress: (done) => process.stderr.write(`\r${done} / ${files} dossiers`),
  });
  process.stderr.write('\n');
  if (begun && written.written === 0)
    throw new SettingError(
      `Le client ${kind} de graine ${seed} existe déjà, entier : ${tenantId}. Choisissez un autre --seed.`,
    );
  if (begun) console.log('Un essai interrompu l’avait commencé : il est maintenant complet.');
  console.log(`Client ${tenantId} : « ${tenant.name} », ${written.files} dossiers jusqu’au ${day}.`);
  console.log(team(tenant));
  console.log(openToPortal(tenantId));
}

/** Whom a portal may vouch for: the subject its back end asks a token for, and who that is. */
const team = ({ staff }: Tenant) =>
  [
    'Les personnes, par le sujet pour lequel le portail demande un jeton :',
    ...staff.map(({ key, role, shortName }) => `  ${key.padEnd(14)}${role.padEnd(16)}${shortName}`),
  ].join('\n');

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = readFlags(args, { files: text, years: text, seed: text, kind: text, today: text });
  const number = (name: 'files' | 'years' | 'seed', least: number, most: number) => {
    const value = Number(values[name]);
    if (values[name] === undefined || !Number.isInteger(value) || value < least || value > most) {
      throw new UsageError(`--${name} doit être un nombre entier de ${least} à ${most}.`);
    }
    return value;
  };
  const kind = kinds.find((one) => one === (values.kind ?? 'hospital'));
  if (!kind) throw new UsageError(`--kind doit être l’un de : ${kinds.join(', ')}.`);
  if (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today))
    throw new UsageError('--today doit être une date, AAAA-MM-JJ.');
  return {
    files: number('files', 1, 1_000_000),
    years: number('years', 1, 30),
    seed: number('seed', 0, 2_147_483_647),
    kind,
    today: values.today,
  };
}
