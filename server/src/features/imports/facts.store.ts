import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../db/database.ts';
import { accessGrant } from '../access/access.table.ts';
import { choiceItem } from '../configuration/configuration.table.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import * as files from '../social-file/social-file.table.ts';
import { workEntry } from '../tdm/tdm.table.ts';
import type { TenantFacts } from './import.types.ts';
import type { PlannedPerson } from './people.plan.ts';
import type { KnownPerson } from './read/person-index.ts';

/** Units, team and lists of a tenant; undefined when there is no such tenant. */
export async function tenantFacts(tx: Tx, tenantId: string): Promise<TenantFacts | undefined> {
  const [row] = await tx.select().from(tenant).where(eq(tenant.tenantId, tenantId));
  if (!row) return undefined;
  const units = await tx
    .select({ id: orgUnit.id, parentId: orgUnit.parentId, name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, tenantId), isNull(orgUnit.closedAt)))
    .orderBy(orgUnit.id);
  const staff = await tx
    .select({
      id: staffMember.id,
      displayName: staffMember.displayName,
      email: staffMember.email,
      externalSubject: staffMember.externalSubject,
    })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, tenantId), isNull(staffMember.leftAt)))
    .orderBy(staffMember.id);
  const administrators = await tx
    .selectDistinct({ id: accessGrant.staffId })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.tenantId, tenantId),
        eq(accessGrant.role, 'ADMINISTRATOR'),
        isNull(accessGrant.revokedAt),
      ),
    );
  const items = await tx
    .select()
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, tenantId),
        inArray(choiceItem.listCode, ['workTypes', 'requestTypes', 'supportActions', 'closeReason']),
      ),
    );
  const list = (code: string) => items.filter((item) => item.listCode === code);
  return {
    timeZone: row.timeZone,
    inactivityDays: row.inactivityDays,
    units,
    staff: staff.map((one) => ({ ...one, administrator: administrators.some(({ id }) => id === one.id) })),
    workTypes: list('workTypes').map(({ code, label, defaultMinutes, flags }) => ({
      code,
      label,
      defaultMinutes: defaultMinutes ?? 0,
      withoutFile: flags.includes('no-file'),
    })),
    contactTypes: new Set(
      list('workTypes')
        .filter(({ flags }) => flags.includes('contact'))
        .map(({ code }) => code),
    ),
    requestTypes: list('requestTypes'),
    supportActions: list('supportActions'),
    closeReasons: list('closeReason'),
  };
}

export const countFiles = (tx: Tx, tenantId: string): Promise<number> =>
  tx.$count(files.socialFile, eq(files.socialFile.tenantId, tenantId));
export const countEntries = (tx: Tx, tenantId: string): Promise<number> =>
  tx.$count(workEntry, eq(workEntry.tenantId, tenantId));

/** Persons of the tenant's files, with the unit of each. */
export async function knownPersons(
  tx: Tx,
  tenantId: string,
): Promise<(Omit<KnownPerson, 'site'> & { unitId: string })[]> {
  const identity = files.fileIdentity;
  const rows = await tx
    .select({
      id: identity.fileId,
      unitId: identity.unitId,
      lastName: identity.lastName,
      birthName: identity.birthName,
      firstNames: identity.firstNames,
      birthDate: identity.birthDate,
      birthYear: identity.birthYear,
    })
    .from(identity)
    .innerJoin(
      files.socialFile,
      and(eq(files.socialFile.tenantId, tenantId), eq(files.socialFile.id, identity.fileId)),
    )
    .where(and(eq(identity.tenantId, tenantId), ne(files.socialFile.status, 'anonymized')))
    .orderBy(identity.fileId);
  return rows.map(({ birthYear, ...row }) => ({ ...row, ...(birthYear === null ? {} : { birthYear }) }));
}

/** What tells that two persons may be the same, of every file of the tenant. */
export function knownMarks(tx: Tx, tenantId: string) {
  const { fileId, birthDate, phones, email, lastName, birthName, firstNames } = files.fileIdentity;
  return tx
    .select({ fileId, birthDate, phones, email, lastName, birthName, firstNames })
    .from(files.fileIdentity)
    .where(eq(files.fileIdentity.tenantId, tenantId));
}

/** Identifiers that other software gave the persons of the tenant's files. */
export function knownReferences(tx: Tx, tenantId: string) {
  const { id, unitId, externalSystem: system, externalValue: value } = files.socialFile;
  return tx
    .select({ id, unitId, system, value })
    .from(files.socialFile)
    .where(and(eq(files.socialFile.tenantId, tenantId), isNotNull(value)));
}

export interface Lookalike {
  readonly fileId: string;
  readonly score: number;
}

/** Files already there that may be of each of these persons, in their order; the questions go in one flight. */
export async function findLookalikes(
  tx: Tx,
  tenantId: string,
  units: readonly string[],
  persons: readonly PlannedPerson['identity'][],
): Promise<Lookalike[][]> {
  const answers = persons.map((who) =>
    tx.execute<{ file_id: string | null; score: number | null }>(sql`
      select * from app.find_duplicates(${tenantId}::uuid, ${uuids(units)}, ${who.lastName}, ${who.birthName}, ${who.firstNames}, ${who.birthDate}::date,
        ${who.birthYear}::int, ${who.sex}, ${texts(who.phones)}, ${who.email}, ${who.postalCode}, null::uuid)`),
  );
  return (await Promise.all(answers)).map((rows) =>
    rows.flatMap((row) => (row.file_id === null ? [] : [{ fileId: row.file_id, score: row.score! }])),
  );
}

const texts = (values: readonly string[]) =>
  values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`;
