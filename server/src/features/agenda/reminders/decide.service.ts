import type { z } from '@hono/zod-openapi';
import type { Context } from '../../../db/database.ts';
import { requireVersion } from '../../../http/etag.ts';
import { notFound, Problem } from '../../../http/problem.ts';
import { publish } from '../../../live/publish.ts';
import { may } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { changeIdentity } from '../../social-file/change.service.ts';
import type { AppointmentRow } from '../appointment.store.ts';
import { setReminderChoice, stopWriting } from './choice.service.ts';
import { reminded, remindedHeld } from './look-after.service.ts';
import { lookAgainAfter, reasonAgainst } from './may-send.ts';
import { isOpenTo, isToCorrect, type Decision } from './outstanding.ts';
import type { addressInput, contact, Reminder } from './reminder.schema.ts';
import * as store from './reminder.store.ts';

type Kept = Omit<store.ReminderRow, 'version'>;
interface Open {
  readonly row: AppointmentRow & { fileId: string };
  readonly before: store.ReminderRow;
}

/** The reminder of an appointment, held, of which something is to be said. */
async function opened(
  ctx: Context,
  id: string,
  version: number,
  isOpen: (one: store.ReminderRow) => boolean,
): Promise<Open> {
  const row = await remindedHeld(ctx, id);
  const before = await store.reminderOf(ctx.tx, ctx.actor.tenantId, id);
  if (!before) throw new Problem('conflict', 'Aucun rappel n’a été préparé pour ce rendez-vous.');
  requireVersion(before.version, version);
  if (!isOpen(before) || !store.tellsOf(before, row.startsAt))
    throw new Problem('conflict', 'Il n’y a rien à décider de ce rappel.');
  return { row, before };
}

/** Writes what was decided, with its trace; screens hear of it. */
async function written(
  ctx: Context,
  { row, before }: Open,
  decision: string,
  changes: Partial<Kept>,
): Promise<Reminder> {
  const { version: _version, ...kept } = before;
  const now = await store.putReminder(ctx.tx, { ...kept, ...changes, decidedBy: ctx.actor.staffId });
  const where = { fileId: row.fileId, unitId: row.unitId, recordId: row.id };
  await audit(ctx, 'agenda.reminderDecided', { ...where, facts: { decision } });
  await publish(ctx, 'agenda.changed', where);
  return store.shownReminder(now, row.startsAt)!;
}

const toLeave = (now: Date) => ({
  ...{ state: 'planned' as const, reason: null, messageKey: null, tries: 0, nextTryAt: now },
  ...{ handedAt: null, endedAt: null, receipt: null },
});

/** What is said of a reminder that asks for somebody. */
export async function decideReminder(
  ctx: Context,
  id: string,
  version: number,
  decision: Decision,
): Promise<Reminder> {
  const open = await opened(ctx, id, version, (one) => isOpenTo(one, decision));
  switch (decision) {
    case 'again':
      return written(ctx, open, decision, toLeave(ctx.now));
    case 'consideredSent':
      return written(ctx, open, decision, { state: 'sent', endedAt: ctx.now });
    case 'told':
      return written(ctx, open, decision, { state: 'told', nextTryAt: null, endedAt: ctx.now });
    case 'stopWriting':
      await stopWriting(ctx, open.row.fileId);
      return written(ctx, open, decision, await asItStands(ctx, open.row.fileId));
  }
}

/** How a reminder goes on with what stands in the file by now: it leaves, or is held back for a reason. */
async function asItStands(ctx: Context, fileId: string): Promise<Partial<Kept>> {
  const reason = reasonAgainst(ctx.keyring, await addressee(ctx, fileId));
  return reason === undefined
    ? toLeave(ctx.now)
    : {
        ...toLeave(ctx.now),
        ...{ state: 'refused', reason, nextTryAt: new Date(ctx.now.getTime() + lookAgainAfter) },
      };
}

async function addressee(ctx: Context, fileId: string) {
  const { tenantId, timeZone } = ctx.actor;
  const who = await store.addresseeOf(ctx.tx, tenantId, fileId, dayIn(timeZone, ctx.now));
  if (!who) throw notFound();
  return who;
}

/** How the person of an appointment is reached, for whoever tells her what her reminder did not, and what to heed. */
export async function readReminderContact(ctx: Context, id: string): Promise<z.output<typeof contact>> {
  const { fileId, unitId } = await reminded(ctx, id);
  const who = await addressee(ctx, fileId);
  await audit(ctx, 'agenda.reminderContactRead', { fileId, unitId, recordId: id });
  return {
    email: who.email,
    phones: who.phones,
    notAtHome: who.warnings.has('noHomeContact'),
    addressProtected: who.addressProtected,
    readBy: who.choice?.readBy ?? null,
    identityVersion: who.version,
    can: { correct: may(ctx, 'changeIdentity', { id: fileId, unitId }) },
  };
}

/**
 * Writes the address the person gave in her file, with her agreement to be reminded there, and has the reminder leave;
 * all of it, or nothing.
 */
export async function correctReminderAddress(
  ctx: Context,
  id: string,
  version: number,
  { email, readBy, identityVersion }: z.output<typeof addressInput>,
): Promise<Reminder> {
  const open = await opened(ctx, id, version, isToCorrect);
  const { fileId } = open.row;
  const before = await addressee(ctx, fileId);
  requireVersion(before.version, identityVersion);
  if (before.email !== email) await changeIdentity(ctx, fileId, identityVersion, { email });
  await setReminderChoice(ctx, fileId, before.choice?.version ?? 0, { agrees: true, readBy });
  return written(ctx, open, 'corrected', await asItStands(ctx, fileId));
}
