import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid } from '../../http/problem.ts';
import { allowInline, elementNames } from '../access/decision.service.ts';
import { holdersOf } from '../access/grants.service.ts';
import { allowOrigins, isOrigin, removeOrigins } from '../access/host-client.service.ts';
import { notify } from '../access/notice.service.ts';
import { ableTo, requireMay } from '../access/roles.service.ts';
import { audit, type AuditActor } from '../audit/audit.service.ts';
import type { embeddingPatch } from './organisation.schema.ts';
import * as store from './organisation.store.ts';
import { tenant } from './organisation.table.ts';

/** Whose pages may hold Lastria, what may stand in them, and how long a session lasts. */
export async function readEmbedding(ctx: Context) {
  requireMay(ctx, 'readOrganisation');
  const row = await store.ownTenant(ctx);
  return {
    allowedOrigins: row.allowedOrigins,
    inlineElements: row.inlineElements,
    elements: elementNames,
    idleMinutes: row.idleMinutes,
    sessionHours: row.sessionHours,
    version: row.version,
    can: ableTo(ctx, 'changeEmbedding'),
  };
}

/** Changes them; sessions of pages that may hold Lastria no more end at once. The data protection officer is told. */
export async function changeEmbedding(ctx: Context, version: number, patch: z.output<typeof embeddingPatch>) {
  requireMay(ctx, 'changeEmbedding');
  const { tenantId, staffId } = ctx.actor;
  const before = await store.ownTenant(ctx, { lock: true });
  requireVersion(before.version, version);
  requireKnown(patch);
  const { idleMinutes, sessionHours, allowedOrigins: origins, inlineElements } = patch;
  const by = authorOf(ctx);
  if (origins) {
    await allowOrigins(ctx.tx, by, origins);
    await removeOrigins(
      ctx.tx,
      by,
      before.allowedOrigins.filter((one) => !origins.includes(one)),
    );
  }
  if (inlineElements) await allowInline(ctx.tx, by, inlineElements);
  await ctx.tx
    .update(tenant)
    .set({ ...given({ idleMinutes, sessionHours }), version: version + 1 })
    .where(and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId)));
  await audit(ctx, 'host.settingsChanged', {
    facts: {
      fields: Object.keys(patch),
      ...(idleMinutes === undefined ? {} : { idleMinutesBefore: before.idleMinutes, idleMinutes }),
      ...(sessionHours === undefined ? {} : { sessionHoursBefore: before.sessionHours, sessionHours }),
    },
  });
  await notify(ctx.tx, await holdersOf(ctx.tx, tenantId, 'DPO', ctx.now), {
    tenantId,
    kind: 'embeddingChanged',
    aboutStaffId: staffId,
    facts: Object.keys(patch),
    createdAt: ctx.now,
  });
  // Streams of the sessions that ended close at once
  ctx.published += 1;
  return readEmbedding(ctx);
}

/** Origins as a browser writes them, and elements there are. */
function requireKnown({ allowedOrigins = [], inlineElements = [] }: z.output<typeof embeddingPatch>): void {
  for (const [index, origin] of allowedOrigins.entries())
    if (!isOrigin(origin))
      throw invalid(
        `/allowedOrigins/${index}`,
        'Une origine s’écrit sans chemin, comme https://portail.example.',
      );
  for (const [index, element] of inlineElements.entries())
    if (!elementNames.includes(element))
      throw invalid(`/inlineElements/${index}`, 'Cet élément n’existe pas.');
}

const authorOf = ({ actor, now, requestId }: Context): AuditActor => ({
  tenantId: actor.tenantId,
  staffId: actor.staffId,
  sessionId: actor.sessionId,
  clientId: actor.clientId,
  now,
  requestId,
});
