import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { may } from '../access/roles.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import type { AppointmentPatch } from './agenda.schema.ts';
import * as store from './appointment.store.ts';
import type { Standing } from './content.ts';
import { notesOf } from './occurrence.ts';

/** Writes the notes of appointments that say the same anew, where a patch does; who takes part reads them. */
export async function changeNotes(
  ctx: Context,
  rows: readonly store.AppointmentRow[],
  patch: Pick<AppointmentPatch, 'note' | 'reservedNote'>,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const ids = rows.map(({ id }) => id);
  await store.rescopeNotes(ctx, ids, first);
  for (const [clearance, body] of [
    ['identity', patch.note],
    ['text', patch.reservedNote],
  ] as const) {
    if (body === undefined) continue;
    const before = (await store.notesOf(ctx, [first.id])).find((one) => one.clearance === clearance);
    await store.replaceNotes(
      ctx,
      ids,
      clearance,
      rows.flatMap((row) => notesOf(row, clearance, body)),
    );
    // What is private leaves no words where others read
    const words = first.private
      ? { before: null, after: { private: true } }
      : { before: before ? { body: before.body } : null, after: { body } };
    await keepVersion(ctx, {
      record: 'appointmentNote',
      recordId: first.id,
      fileId: first.fileId,
      unitId: first.unitId,
      clearance,
      ...words,
    });
  }
}

/** Whoever may not read the texts of a follow-up writes none. */
export function requireText(ctx: Context, standing: Standing, text: string | null | undefined): void {
  if (text === undefined) return;
  const place = { unitId: standing.unitId, ...(standing.fileId === null ? {} : { id: standing.fileId }) };
  if (!may(ctx, 'readText', place))
    throw new Problem('forbidden', 'La note réservée est écrite par qui lit les textes du suivi.');
}
