import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid } from '../../http/problem.ts';
import { may, requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import * as store from './calendar-policy.store.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';
import { lookAgainAboveBusy } from './outlook/link.store.ts';

/** The most the tenant lets a calendar outside tell, whatever tells it: the secret link, or Outlook. */
export async function readPolicy(ctx: Context) {
  const policy = await store.policyOf(ctx.tx, ctx.actor.tenantId);
  const levels = store.allowedLevels(policy);
  return {
    mostLevel: levels.at(-1)!,
    allowedLevels: levels,
    version: policy.version,
    can: { change: may(ctx, 'keepAgenda') },
  };
}

/**
 * Changes it. What is forbidden is told no more from the next reading of a link on, and is written over in Outlook;
 * allowed again later, it is told when its worker chooses it again.
 */
export async function setPolicy(ctx: Context, version: number, mostLevel: CalendarLevel) {
  requireMay(ctx, 'keepAgenda');
  const { tenantId } = ctx.actor;
  const before = await store.policyOf(ctx.tx, tenantId);
  requireVersion(before.version, version);
  requireUpdated(
    await store.writePolicy(ctx.tx, {
      tenantId,
      initialsSince: mostLevel === 'busy' ? null : (before.initialsSince ?? ctx.now),
      fullSince: mostLevel === 'full' ? (before.fullSince ?? ctx.now) : null,
      version: version + 1,
    }),
  );
  await lookAgainAboveBusy(ctx.tx, tenantId, ctx.now);
  await audit(ctx, 'agenda.settingsChanged', { facts: { calendarLevel: mostLevel } });
  return readPolicy(ctx);
}

/** Refuses a level the tenant does not allow; gives what it allows. */
export async function requireAllowed(ctx: Context, level: CalendarLevel): Promise<store.Policy> {
  const policy = await store.policyOf(ctx.tx, ctx.actor.tenantId);
  if (!store.allowedLevels(policy).includes(level))
    throw invalid('/level', 'Votre établissement ne laisse pas les agendas externes en dire autant.');
  return policy;
}
