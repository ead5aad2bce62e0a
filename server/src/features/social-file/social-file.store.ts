import { and, desc, eq, getTableColumns, gte, isNull, lte, or, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import {
  fileFlag,
  fileIdentity,
  relative,
  relativeNote,
  situationGroup,
  situationValue,
  socialFile,
} from './social-file.table.ts';

/** The file with its identity, its unit and its lead worker. */
export async function fileById(ctx: Context, fileId: string) {
  const [row] = await wholeFile(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
  return row;
}
const wholeFile = statement(['tenantId', 'fileId'], (db, { tenantId, fileId }) =>
  db
    .select({
      file: socialFile,
      identity: fileIdentity,
      unit: {
        id: orgUnit.id,
        name: orgUnit.name,
        inactivityDays: sql<number>`coalesce(${orgUnit.inactivityDays}, ${tenant.inactivityDays})`,
      },
      leadName: staffMember.displayName,
    })
    .from(socialFile)
    .innerJoin(fileIdentity, and(eq(fileIdentity.tenantId, tenantId), eq(fileIdentity.fileId, socialFile.id)))
    .innerJoin(orgUnit, and(eq(orgUnit.tenantId, tenantId), eq(orgUnit.id, socialFile.unitId)))
    .innerJoin(tenant, and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId)))
    .leftJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, socialFile.leadWorkerId)),
    )
    .where(and(eq(socialFile.tenantId, tenantId), eq(socialFile.id, fileId))),
);

export async function fileByExternalRef(
  ctx: Context,
  system: string,
  value: string,
): Promise<string | undefined> {
  const { tenantId } = ctx.actor;
  const [row] = await ctx.tx
    .select({ id: socialFile.id })
    .from(socialFile)
    .where(
      and(
        eq(socialFile.tenantId, tenantId),
        eq(socialFile.externalSystem, system),
        eq(socialFile.externalValue, value),
      ),
    )
    // Open, then closed, then archived
    .orderBy(desc(socialFile.status), socialFile.id)
    .limit(1);
  return row?.id;
}

/** The value of each field in force on a day: the latest since-when not after it. */
export async function situationOn(ctx: Context, fileId: string, on: string) {
  return valuesInForce(ctx.tx, { tenantId: ctx.actor.tenantId, fileId, on });
}
const valuesInForce = statement(['tenantId', 'fileId', 'on'], (db, { tenantId, fileId, on }) =>
  db
    .selectDistinctOn([situationValue.fieldCode])
    .from(situationValue)
    .where(
      and(
        eq(situationValue.tenantId, tenantId),
        eq(situationValue.fileId, fileId),
        lte(situationValue.since, on),
      ),
    )
    .orderBy(situationValue.fieldCode, desc(situationValue.since)),
);

export async function groupVersions(ctx: Context, fileId: string): Promise<Map<string, number>> {
  const rows = await versionsOfGroups(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
  return new Map(rows.map((row) => [row.code, row.version]));
}
const versionsOfGroups = statement(['tenantId', 'fileId'], (db, { tenantId, fileId }) =>
  db
    .select({ code: situationGroup.groupCode, version: situationGroup.version })
    .from(situationGroup)
    .where(and(eq(situationGroup.tenantId, tenantId), eq(situationGroup.fileId, fileId))),
);

export async function flagsOf(ctx: Context, fileId: string, today: string) {
  return flagsUp(ctx.tx, { tenantId: ctx.actor.tenantId, fileId, today });
}
const flagsUp = statement(['tenantId', 'fileId', 'today'], (db, { tenantId, fileId, today }) =>
  db
    .select({ id: fileFlag.id, flagCode: fileFlag.flagCode, expiresOn: fileFlag.expiresOn })
    .from(fileFlag)
    .where(
      and(
        eq(fileFlag.tenantId, tenantId),
        eq(fileFlag.fileId, fileId),
        isNull(fileFlag.removedAt),
        or(isNull(fileFlag.expiresOn), gte(fileFlag.expiresOn, today)),
      ),
    )
    .orderBy(fileFlag.createdAt, fileFlag.id),
);

/** The entourage, with what is noted of each for whoever may read it. */
export async function relativesOf(ctx: Context, fileId: string) {
  return everyRelative(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
}
const everyRelative = statement(['tenantId', 'fileId'], (db, { tenantId, fileId }) =>
  db
    .select({ ...getTableColumns(relative), note: relativeNote.body })
    .from(relative)
    .leftJoin(
      relativeNote,
      and(eq(relativeNote.tenantId, tenantId), eq(relativeNote.relativeId, relative.id)),
    )
    .where(and(eq(relative.tenantId, tenantId), eq(relative.fileId, fileId)))
    .orderBy(desc(relative.dependent), relative.name, relative.id),
);
