import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { notice } from './session.table.ts';

export type NoticeKind =
  | 'massReading'
  | 'emergencyAccess'
  | 'rightGiven'
  | 'supportAsked'
  | 'supportApproved'
  | 'administratorAdded'
  | 'logTampered'
  | 'serviceFilesAsked'
  | 'serviceFilesGranted';

/** What a person is told inside Lastria: codes and ids, never a word of a file. */
export interface Notice {
  readonly tenantId: string;
  readonly kind: NoticeKind;
  /** The person whose act it tells of: never among those who are told. */
  readonly aboutStaffId: string | null;
  readonly fileId?: string | null;
  readonly facts: readonly string[];
  readonly createdAt: Date;
}

/** Tells persons something, in the transaction of what happened. */
export async function notify(tx: Tx, told: readonly string[], one: Notice): Promise<void> {
  const others = told.filter((staffId) => staffId !== one.aboutStaffId);
  if (others.length === 0) return;
  await tx.insert(notice).values(
    others.map((staffId) => ({
      tenantId: one.tenantId,
      id: newId(),
      staffId,
      kind: one.kind,
      fileId: one.fileId ?? null,
      aboutStaffId: one.aboutStaffId,
      facts: [...one.facts],
      createdAt: one.createdAt,
    })),
  );
}
