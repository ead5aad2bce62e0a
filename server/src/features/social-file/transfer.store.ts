import { and, desc, eq, getTableColumns, inArray, is, isNull, or } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Context } from '../../db/database.ts';
import * as schema from '../../db/schema.ts';
import { statement } from '../../db/statement.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import { fileTransfer, socialFile, transferReason } from './social-file.table.ts';

let children: readonly string[] | undefined;

/** Tables that hang on a file by its key: (tenant, file, unit). The search key hangs on it too, by hand-written SQL. */
export function childrenOfFile(): readonly string[] {
  children ??= [
    ...Object.values(schema)
      .filter((table) => is(table, PgTable))
      .map((table) => getTableConfig(table))
      .filter(({ foreignKeys }) => foreignKeys.some((key) => key.getName().endsWith('_file_fk')))
      .map(({ name }) => `"${name}"`),
    'app.search_key',
  ];
  return children;
}

export async function openUnits(ctx: Context) {
  return ctx.tx
    .select({ id: orgUnit.id, parentId: orgUnit.parentId, name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), isNull(orgUnit.closedAt)))
    .orderBy(orgUnit.position, orgUnit.name, orgUnit.id);
}

/** Names of the units and of who asked, by their ids. */
export async function namesOf(
  ctx: Context,
  rows: readonly { fromUnitId: string; toUnitId: string; requestedBy: string }[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const { tenantId } = ctx.actor;
  const units = [...new Set(rows.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId]))];
  const staff = [...new Set(rows.map(({ requestedBy }) => requestedBy))];
  const named = await Promise.all([
    ctx.tx
      .select({ id: orgUnit.id, name: orgUnit.name })
      .from(orgUnit)
      .where(and(eq(orgUnit.tenantId, tenantId), inArray(orgUnit.id, units))),
    ctx.tx
      .select({ id: staffMember.id, name: staffMember.displayName })
      .from(staffMember)
      .where(and(eq(staffMember.tenantId, tenantId), inArray(staffMember.id, staff))),
  ]);
  return new Map(named.flat().map(({ id, name }) => [id, name]));
}

export async function pendingTransfer(ctx: Context, fileId: string): Promise<boolean> {
  const rows = await ctx.tx
    .select({ id: fileTransfer.id })
    .from(fileTransfer)
    .where(
      and(
        eq(fileTransfer.tenantId, ctx.actor.tenantId),
        eq(fileTransfer.fileId, fileId),
        eq(fileTransfer.status, 'requested'),
      ),
    );
  return rows.length > 0;
}

/** A transfer with its words, which are null for whoever they are kept from. */
const worded = {
  ...getTableColumns(fileTransfer),
  reason: transferReason.reason,
  answer: transferReason.answer,
};
export type TransferRow = typeof fileTransfer.$inferSelect & Record<'reason' | 'answer', string | null>;

const wordsOf = (ctx: Context) =>
  and(eq(transferReason.tenantId, ctx.actor.tenantId), eq(transferReason.transferId, fileTransfer.id));

export async function transferById(ctx: Context, id: string): Promise<TransferRow | undefined> {
  const [row] = await ctx.tx
    .select(worded)
    .from(fileTransfer)
    .leftJoin(transferReason, wordsOf(ctx))
    .where(and(eq(fileTransfer.tenantId, ctx.actor.tenantId), eq(fileTransfer.id, id)))
    .for('update', { of: fileTransfer });
  return row;
}

export async function placeOf(ctx: Context, fileId: string) {
  const [row] = await place(ctx.tx, { tenantId: ctx.actor.tenantId, fileId });
  return row;
}
const place = statement(['tenantId', 'fileId'], (db, value) =>
  db
    .select({ unitId: socialFile.unitId, status: socialFile.status, version: socialFile.version })
    .from(socialFile)
    .where(and(eq(socialFile.tenantId, value.tenantId), eq(socialFile.id, value.fileId))),
);

export async function openTransfers(ctx: Context, fileId: string | undefined): Promise<TransferRow[]> {
  return ctx.tx
    .select(worded)
    .from(fileTransfer)
    .leftJoin(transferReason, wordsOf(ctx))
    .where(
      and(
        eq(fileTransfer.tenantId, ctx.actor.tenantId),
        eq(fileTransfer.status, 'requested'),
        fileId === undefined
          ? or(
              eq(fileTransfer.requestedBy, ctx.actor.staffId),
              inArray(fileTransfer.toUnitId, [...ctx.actor.scopes.writeFollowUp]),
            )
          : eq(fileTransfer.fileId, fileId),
      ),
    )
    .orderBy(desc(fileTransfer.requestedAt), fileTransfer.id)
    .limit(200);
}
