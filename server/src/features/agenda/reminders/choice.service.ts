import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../../db/database.ts';
import { requireUpdated, requireVersion } from '../../../http/etag.ts';
import { notFound, Problem } from '../../../http/problem.ts';
import { audit } from '../../audit/audit.service.ts';
import { dayIn } from '../../organisation/organisation.service.ts';
import { changeableFile, requireOpen } from '../../social-file/change.service.ts';
import { digestOfAddress, reasonAgainst } from './may-send.ts';
import type { choice, choiceInput } from './reminder.schema.ts';
import * as store from './reminder.store.ts';
import { reminderChoice } from './reminder.table.ts';

type Choice = z.output<typeof choice>;
const today = (ctx: Context): string => dayIn(ctx.actor.timeZone, ctx.now);

async function shown(ctx: Context, fileId: string): Promise<Choice> {
  const who = await store.addresseeOf(ctx.tx, ctx.actor.tenantId, fileId, today(ctx));
  if (!who) throw notFound();
  return {
    agrees: who.choice?.agrees ?? null,
    readBy: who.choice?.readBy ?? null,
    saidOn: who.choice?.saidOn ?? null,
    reason: reasonAgainst(ctx.keyring, who) ?? null,
    version: who.choice?.version ?? 0,
  };
}

/** What the person of a file said of being reminded, and what stands against it today. */
export async function readReminderChoice(ctx: Context, fileId: string): Promise<Choice> {
  const found = await shown(ctx, fileId);
  await audit(ctx, 'agenda.reminderChoiceRead', { fileId });
  return found;
}

/** One writes no more to the address she agreed to: what was sent there came back. She is asked again. */
export async function stopWriting(ctx: Context, fileId: string): Promise<void> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  const { tenantId, staffId } = ctx.actor;
  const written = await ctx.tx
    .update(reminderChoice)
    .set({ readBy: 'nobody', recordedBy: staffId, version: sql`${reminderChoice.version} + 1` })
    .where(and(eq(reminderChoice.tenantId, tenantId), eq(reminderChoice.fileId, fileId)))
    .returning({ fileId: reminderChoice.fileId });
  if (written.length === 0) throw new Problem('conflict', 'L’accord de la personne n’a pas été demandé.');
  const facts = { readBy: 'nobody' };
  await audit(ctx, 'agenda.reminderChoiceSet', { fileId, unitId: file.unitId, facts });
}

/** Records what the person said: yes, to the address that stands in the file at this moment; or no. */
export async function setReminderChoice(
  ctx: Context,
  fileId: string,
  version: number,
  { agrees, readBy = 'others' }: z.output<typeof choiceInput>,
): Promise<Choice> {
  const { file, identity } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  const before = await shown(ctx, fileId);
  requireVersion(before.version, version);
  if (agrees && identity.email === null)
    throw new Problem('conflict', 'Ce dossier n’a pas d’adresse électronique : indiquez-la d’abord.');
  const { tenantId, staffId } = ctx.actor;
  const row = {
    ...{ tenantId, fileId, unitId: file.unitId, agrees, readBy },
    saidOn: today(ctx),
    addressDigest: agrees ? digestOfAddress(ctx.keyring, fileId, identity.email!) : null,
    recordedBy: staffId,
    version: version + 1,
  };
  const key = { fileId: reminderChoice.fileId };
  const written = await (version === 0
    ? ctx.tx.insert(reminderChoice).values(row).onConflictDoNothing().returning(key)
    : ctx.tx
        .update(reminderChoice)
        .set(row)
        .where(
          and(
            eq(reminderChoice.tenantId, tenantId),
            eq(reminderChoice.fileId, fileId),
            eq(reminderChoice.version, version),
          ),
        )
        .returning(key));
  requireUpdated(written);
  await audit(ctx, 'agenda.reminderChoiceSet', { fileId, unitId: file.unitId, facts: { agrees, readBy } });
  return shown(ctx, fileId);
}
