import { parseArgs } from 'node:util';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { grantAdministration } from '../access/grants.service.ts';
import { auditAs } from '../audit/audit.service.ts';
import { installDefaults } from '../configuration/defaults.service.ts';
import { orgUnit, staffMember, tenant, type TenantKind } from './organisation.table.ts';

const kinds: readonly TenantKind[] = ['hospital', 'company', 'interCompany', 'publicBody'];
const usage =
  'Usage: lastria-server tenant create --name NAME --kind hospital|company|interCompany|publicBody --administrator EMAIL [--time-zone ZONE]';

/** Makes a tenant: its configuration, its first unit and its first administrator, all or nothing. */
export async function tenantCommand(database: Database, args: readonly string[]): Promise<void> {
  const { name, kind, administrator, timeZone } = readOptions(args);
  const [tenantId, unitId, staffId] = [newId(), newId(), newId()];
  const now = new Date();
  await database.withTenant(tenantId, [unitId], async (tx) => {
    await tx.insert(tenant).values({ tenantId, id: tenantId, kind, name, timeZone, allowedOrigins: [] });
    await tx.insert(orgUnit).values({ tenantId, id: unitId, parentId: null, name, kind: 'entity' });
    await installDefaults(tx, tenantId, kind);
    await tx.insert(staffMember).values({
      tenantId,
      id: staffId,
      displayName: administrator,
      email: administrator,
      externalSubject: administrator,
    });
    await grantAdministration(tx, { tenantId, staffId, now, reason: 'Création du client' });
    await auditAs(
      tx,
      { tenantId, staffId: null, sessionId: null, now, requestId: tenantId },
      'organisation.tenantCreated',
      { unitId, recordId: tenantId, facts: { kind } },
    );
  });
  console.log(
    [
      `Tenant: ${tenantId}`,
      `Unit: ${unitId}`,
      `Administrator: ${staffId} (a portal vouches for ${administrator})`,
      `Open it to a portal: lastria-server host-client --tenant ${tenantId} --name "Portail" --origin https://portal.example`,
    ].join('\n'),
  );
}

function readOptions(args: readonly string[]) {
  const { values, positionals } = options(args);
  if (positionals.length !== 1 || positionals[0] !== 'create') throw new SettingError(usage);
  const name = values.name?.trim() ?? '';
  if (name === '' || name.length > 200)
    throw new SettingError(`--name must name the tenant, in 200 characters at most.\n${usage}`);
  const kind = kinds.find((one) => one === values.kind);
  if (!kind) throw new SettingError(`--kind must be one of ${kinds.join(', ')}.\n${usage}`);
  const administrator = values.administrator?.trim() ?? '';
  if (!/^[^\s@]{1,100}@[^\s@]{1,150}$/.test(administrator))
    throw new SettingError(`--administrator must be an e-mail address.\n${usage}`);
  const timeZone = values['time-zone'] ?? 'Europe/Paris';
  if (!Intl.supportedValuesOf('timeZone').includes(timeZone))
    throw new SettingError(`--time-zone must be a time zone such as Indian/Reunion.\n${usage}`);
  return { name, kind, administrator, timeZone };
}

function options(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: text, kind: text, administrator: text, 'time-zone': text },
    });
  } catch (error) {
    throw new SettingError(`${(error as Error).message}\n${usage}`);
  }
}
