import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { accessGrant } from '../access/access.table.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { markDue } from '../statistics/due.service.ts';
import * as tdm from '../tdm/tdm.table.ts';
import { insertAll, insertMissing } from '../../db/bulk.ts';
import type { OutsideWorkEntry, SocialFile, Tenant } from './seed/index.ts';
import { seedId } from './seed.store.ts';

/** Writes the tenant, its tree, its team and its directory. */
export async function insertTenant(
  tx: Tx,
  tenantId: string,
  one: Tenant,
  origins: readonly string[],
  grantedFrom: Date,
): Promise<void> {
  const id = (kind: string, key: string) => seedId(tenantId, kind, key);
  await insertAll(tx, tenant, [
    {
      tenantId,
      id: tenantId,
      kind: one.kind,
      name: one.name,
      timeZone: one.timeZone,
      allowedOrigins: [...origins],
    },
  ]);
  for (const [position, unit] of one.units.entries()) {
    await insertAll(tx, orgUnit, [
      {
        tenantId,
        id: id('unit', unit.key),
        parentId: unit.parentKey === null ? null : id('unit', unit.parentKey),
        name: unit.name,
        kind: unit.parentKey === null ? 'entity' : unit.kind,
        position,
        headcount: unit.headcount,
        contractedMinutes: unit.contractedMinutes,
        alsaceMoselle: one.holidayZone === 'alsace-moselle',
        overseasTerritory: one.holidayZone === 'la-reunion' ? 'la-reunion' : null,
      },
    ]);
  }
  await insertAll(
    tx,
    staffMember,
    one.staff.map((member) => ({
      tenantId,
      id: id('staff', member.key),
      displayName: member.shortName,
      email: member.email,
      jobTitle: jobTitles[member.role],
      externalSubject: member.key,
    })),
  );
  await insertAll(
    tx,
    accessGrant,
    one.staff.flatMap((member) =>
      member.grants.map((grant, index) => ({
        tenantId,
        id: id('grant', `${member.key}-${index}`),
        staffId: id('staff', member.key),
        role: member.role,
        kind: grant.kind === 'SUBSTITUTION' ? ('SUBSTITUTE' as const) : ('REGULAR' as const),
        unitId: id('unit', grant.unitKey),
        withSubtree: grant.withSubtree,
        validFrom: grantedFrom,
        reason: grant.reason,
      })),
    ),
  );
  await insertAll(
    tx,
    tdm.partner,
    one.partners.map((partner) => ({
      tenantId,
      id: id('partner', partner.key),
      kind: partner.kind,
      name: partner.name,
    })),
  );
}

/** The directory a new tenant starts with, under ids that depend on the seed alone. */
export function insertDefaultPartners(
  tx: Tx,
  tenantId: string,
  kinds: readonly { code: string; label: string }[],
): Promise<void> {
  return insertMissing(
    tx,
    tdm.partner,
    kinds.map(({ code, label }) => ({
      tenantId,
      id: seedId(tenantId, 'partner', `default/${code}`),
      kind: code,
      name: label,
    })),
  );
}

const jobTitles: Record<string, string> = {
  SOCIAL_WORKER: 'Assistante de service social',
  SECRETARY: 'Secrétaire',
  TEAM_MANAGER: 'Cadre socio-éducatif',
  PSYCHOLOGIST: 'Psychologue',
  ADMINISTRATOR: 'Administrateur',
  DPO: 'Délégué à la protection des données',
};

/** Writes work done outside any file. */
export async function insertOutsideWork(
  tx: Tx,
  tenantId: string,
  some: readonly OutsideWorkEntry[],
): Promise<void> {
  const id = (kind: string, key: string) => seedId(tenantId, kind, key);
  await insertAll(
    tx,
    tdm.workEntry,
    some.map((entry) => ({
      tenantId,
      id: id('entry', entry.key),
      fileId: null,
      unitId: id('unit', entry.unitKey),
      forUnitId: id('unit', entry.unitKey),
      typeCode: entry.workType,
      performedOn: entry.performedOn,
      startedAt: entry.startedAt,
      minutes: entry.minutes,
      performedBy: id('staff', entry.workerKey),
      recordedBy: id('staff', entry.workerKey),
      recordedAt: new Date(`${entry.performedOn}T12:00:00Z`),
    })),
  );
  await insertAll(
    tx,
    tdm.workEntryText,
    some
      .filter(({ text }) => text !== '')
      .map((entry) => ({
        tenantId,
        entryId: id('entry', entry.key),
        fileId: null,
        unitId: id('unit', entry.unitKey),
        body: entry.text,
      })),
  );
  await markDue(
    tx,
    tenantId,
    'entry',
    some.map((entry) => id('entry', entry.key)),
  );
}

/** Whether a file of the seed is there. */
export async function hasFile(tx: Tx, tenantId: string, file: SocialFile): Promise<boolean> {
  const id = seedId(tenantId, 'file', file.key);
  const found = await tx.$count(socialFile, and(eq(socialFile.tenantId, tenantId), eq(socialFile.id, id)));
  return found === 1;
}

/** Whether the work outside files is there; it is written at once. */
export async function hasOutsideWork(
  tx: Tx,
  tenantId: string,
  some: readonly OutsideWorkEntry[],
): Promise<boolean> {
  if (some.length === 0) return true;
  const id = seedId(tenantId, 'entry', some[0]!.key);
  const { workEntry } = tdm;
  return (await tx.$count(workEntry, and(eq(workEntry.tenantId, tenantId), eq(workEntry.id, id)))) === 1;
}
