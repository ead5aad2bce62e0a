import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { grantAdministration, holdersOf } from '../access/grants.service.ts';
import { openToPortal } from '../access/host-client.service.ts';
import { notify } from '../access/notice.service.ts';
import { wakeFrom } from '../../live/live.ts';
import { auditAs } from '../audit/audit.service.ts';
import { installDefaults } from '../configuration/defaults.service.ts';
import { orgUnit, staffMember, tenant, type TenantKind } from './organisation.table.ts';

const kinds: readonly TenantKind[] = ['hospital', 'company', 'interCompany', 'publicBody'];

/** Makes a tenant: its configuration, its first unit and its first administrator, all or nothing; or adds an administrator. */
export function tenantCommand(args: readonly string[]): (database: Database) => Promise<void> {
  if (args[0] === 'add-administrator') {
    const more = readAdministrator(args);
    return (database) => addAdministrator(database, more);
  }
  const options = readOptions(args);
  return (database) => createTenant(database, options);
}

async function createTenant(
  database: Database,
  { name, kind, administrator, timeZone }: ReturnType<typeof readOptions>,
): Promise<void> {
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
      `Client : ${tenantId}`,
      `Entité : ${unitId}`,
      `Administrateur : ${staffId} (un portail répond de « ${administrator} »)`,
      `Pour qu’il se connecte à Lastria : lastria-server invite --tenant ${tenantId} --email ${administrator}`,
      openToPortal(tenantId),
    ].join('\n'),
  );
}

/**
 * A second administrator, where the only one cannot give himself what he lacks, or is gone. Whoever runs the server does
 * it: the others of the tenant and its data protection officer are told.
 */
async function addAdministrator(
  database: Database,
  { tenantId, administrator }: ReturnType<typeof readAdministrator>,
): Promise<void> {
  if (!(await database.listTenants()).includes(tenantId))
    throw new UsageError('Aucun client n’a cet identifiant.');
  const now = new Date();
  const staffId = newId();
  await database.withTenant(tenantId, [], async (tx) => {
    const taken = await tx
      .select({ id: staffMember.id })
      .from(staffMember)
      .where(and(eq(staffMember.tenantId, tenantId), eq(staffMember.externalSubject, administrator)));
    if (taken.length > 0) throw new UsageError('Un membre de l’équipe porte déjà cette adresse.');
    await tx.insert(staffMember).values({
      tenantId,
      id: staffId,
      displayName: administrator,
      email: administrator,
      externalSubject: administrator,
    });
    const told = [
      ...(await holdersOf(tx, tenantId, 'ADMINISTRATOR', now)),
      ...(await holdersOf(tx, tenantId, 'DPO', now)),
    ];
    await grantAdministration(tx, { tenantId, staffId, now, reason: 'Ajout par l’exploitant' });
    await notify(tx, [...new Set(told)], {
      tenantId,
      kind: 'administratorAdded',
      aboutStaffId: staffId,
      facts: [],
      createdAt: now,
    });
    await auditAs(
      tx,
      { tenantId, staffId: null, sessionId: null, now, requestId: staffId },
      'organisation.administratorAdded',
      { recordId: staffId },
    );
  });
  await wakeFrom(database, tenantId);
  console.log(`Administrateur : ${staffId} (un portail répond de « ${administrator} »)`);
}

const isAddress = (text: string): boolean => /^[^\s@]{1,100}@[^\s@]{1,150}$/.test(text);

function readAdministrator(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = readFlags(args, { tenant: text, administrator: text }, 1);
  const tenantId = values.tenant ?? '';
  if (!isId(tenantId)) throw new UsageError('--tenant doit être l’identifiant du client.');
  const administrator = values.administrator?.trim() ?? '';
  if (!isAddress(administrator)) throw new UsageError('--administrator doit être une adresse électronique.');
  return { tenantId, administrator };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { name: text, kind: text, administrator: text, 'time-zone': text };
  const { values, positionals } = readFlags(args, options, 1);
  if (positionals[0] !== 'create') throw new UsageError('Que faire d’un client ? tenant create en crée un.');
  const name = values.name?.trim() ?? '';
  if (name === '' || name.length > 200)
    throw new UsageError('--name doit nommer le client, en 200 caractères au plus.');
  const kind = kinds.find((one) => one === values.kind);
  if (!kind) throw new UsageError(`--kind doit être l’un de : ${kinds.join(', ')}.`);
  const administrator = values.administrator?.trim() ?? '';
  if (!isAddress(administrator)) throw new UsageError('--administrator doit être une adresse électronique.');
  const timeZone = values['time-zone'] ?? 'Europe/Paris';
  if (!Intl.supportedValuesOf('timeZone').includes(timeZone))
    throw new UsageError('--time-zone doit être un fuseau horaire, comme Indian/Reunion.');
  return { name, kind, administrator, timeZone };
}
