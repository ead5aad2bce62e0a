import { and, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '../../../db/database.ts';
import { staffMember } from '../../organisation/organisation.table.ts';
import { frozenReport } from '../reports/reports.table.ts';
import type { PieceKind } from './letterhead.schema.ts';
import { letterheadPiece, type PieceRow } from './letterhead.table.ts';

const ofTenant = (tenantId: string) => eq(letterheadPiece.tenantId, tenantId);

export interface NamedPiece {
  readonly row: PieceRow;
  readonly addedBy: string;
  readonly endedBy: string | null;
}

/** The last pieces, those in use first. */
export function pieces(tx: Tx, tenantId: string, most: number): Promise<NamedPiece[]> {
  const ender = alias(staffMember, 'ender');
  return tx
    .select({ row: letterheadPiece, addedBy: staffMember.displayName, endedBy: ender.displayName })
    .from(letterheadPiece)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, letterheadPiece.staffId)),
    )
    .leftJoin(ender, and(eq(ender.tenantId, tenantId), eq(ender.id, letterheadPiece.endedBy)))
    .where(ofTenant(tenantId))
    .orderBy(sql`${letterheadPiece.endedAt} desc nulls first`, desc(letterheadPiece.id))
    .limit(most);
}

export async function pieceById(tx: Tx, tenantId: string, id: string): Promise<PieceRow | undefined> {
  const [found] = await tx
    .select()
    .from(letterheadPiece)
    .where(and(ofTenant(tenantId), eq(letterheadPiece.id, id)));
  return found;
}

/** Those in use. */
export function current(tx: Tx, tenantId: string): Promise<PieceRow[]> {
  return tx
    .select()
    .from(letterheadPiece)
    .where(and(ofTenant(tenantId), isNull(letterheadPiece.endedAt)));
}

/** Two changes of the same tenant do not cross. */
export async function lockPieces(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(4603, hashtext(${tenantId}))`);
}

export async function insertPiece(tx: Tx, row: typeof letterheadPiece.$inferInsert): Promise<void> {
  await tx.insert(letterheadPiece).values(row);
}

/** Ends the use of the one there is; gives whether there was one. */
export async function endPiece(
  tx: Tx,
  tenantId: string,
  kind: PieceKind,
  by: { readonly endedAt: Date; readonly endedBy: string },
): Promise<boolean> {
  const ended = await tx
    .update(letterheadPiece)
    .set(by)
    .where(and(ofTenant(tenantId), eq(letterheadPiece.kind, kind), isNull(letterheadPiece.endedAt)))
    .returning({ id: letterheadPiece.id });
  return ended.length > 0;
}

/** Of those out of use since before this moment, the ones whose file no frozen report in sight was written with. */
export async function unneeded(tx: Tx, tenantId: string, before: Date): Promise<PieceRow[]> {
  const ended = await tx
    .select()
    .from(letterheadPiece)
    .where(and(ofTenant(tenantId), isNotNull(letterheadPiece.blobId), lt(letterheadPiece.endedAt, before)));
  if (ended.length === 0) return [];
  const ids = ended.map(({ id }) => id);
  const reports = await tx
    .select({ baseId: frozenReport.baseId, logoId: frozenReport.logoId })
    .from(frozenReport)
    .where(
      and(
        eq(frozenReport.tenantId, tenantId),
        or(inArray(frozenReport.baseId, ids), inArray(frozenReport.logoId, ids)),
      ),
    );
  const needed = new Set(reports.flatMap(({ baseId, logoId }) => [baseId, logoId]));
  return ended.filter(({ id }) => !needed.has(id));
}

/** Its file is erased: who had put it there, and until when, stays known. */
export async function forgetFile(tx: Tx, { tenantId, id }: PieceRow): Promise<void> {
  await tx
    .update(letterheadPiece)
    .set({ blobId: null })
    .where(and(ofTenant(tenantId), eq(letterheadPiece.id, id)));
}
