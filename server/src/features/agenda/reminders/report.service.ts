import type { Context } from '../../../db/database.ts';
import { invalid } from '../../../http/problem.ts';
import { requireMay } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { readDeliveryReport } from './delivery-report.ts';
import { deliveryReport } from './reminder.table.ts';

/**
 * Keeps what a mail server reports of one of our messages, until the reminder it tells of is brought up to date. The
 * program that brings it reads no file, and is not told whether there is such a message.
 */
export async function receiveReport(ctx: Context, message: string): Promise<void> {
  requireMay(ctx, 'reportDeliveries');
  const read = await readDeliveryReport(message);
  if (!read)
    throw invalid(
      '/message',
      'Ce message n’est pas un avis de remise (RFC 3464), ou ne dit pas quel message il concerne.',
    );
  const { messageKey, outcome, status } = read;
  if (outcome !== null)
    await ctx.tx
      .insert(deliveryReport)
      .values({ tenantId: ctx.actor.tenantId, messageKey, outcome, status, receivedAt: ctx.now })
      .onConflictDoNothing();
  await audit(ctx, 'agenda.deliveryReported', { facts: { outcome: outcome ?? 'underWay' } });
}
