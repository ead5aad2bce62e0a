import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid } from '../../http/problem.ts';
import { requireMay, roleNames, type Role } from '../access/roles.service.ts';
import type { auditSettingsPatch } from './audit.schema.ts';
import { audit } from './audit.service.ts';
import * as store from './audit.store.ts';
import { limitsByRole } from './reading.service.ts';
import { defaultRetention } from './retention.service.ts';

/** How long traces are kept, and how much each role may read before somebody is told. */
export async function readAuditSettings(ctx: Context) {
  requireMay(ctx, 'searchAudit');
  const { tenantId } = ctx.actor;
  const [row, limits] = await Promise.all([
    store.retention(ctx.tx, tenantId),
    store.limits(ctx.tx, tenantId),
  ]);
  return {
    retentionMonths: row?.retentionMonths ?? defaultRetention,
    readingLimits: Object.entries(limitsByRole(limits)).map(([role, one]) => ({ role, ...one })),
    version: row?.version ?? 1,
  };
}

/** Changes them; what they were and what they are is a trace. */
export async function changeAuditSettings(
  ctx: Context,
  version: number,
  patch: z.output<typeof auditSettingsPatch>,
) {
  await store.lockSettings(ctx);
  const before = await readAuditSettings(ctx);
  requireVersion(before.version, version);
  const unknown = patch.readingLimits?.findIndex(({ role }) => !roleNames.includes(role as Role)) ?? -1;
  if (unknown >= 0) throw invalid(`/readingLimits/${unknown}/role`, 'Ce rôle n’existe pas.');
  const retentionMonths = patch.retentionMonths ?? before.retentionMonths;
  await store.saveSettings(ctx, { retentionMonths, version: version + 1 }, patch.readingLimits ?? []);
  await audit(ctx, 'audit.settingsChanged', {
    facts: {
      ...(retentionMonths === before.retentionMonths
        ? {}
        : { retentionBefore: before.retentionMonths, retentionMonths }),
      limits: (patch.readingLimits ?? []).map((one) =>
        [one.role, one.filesPerHour, one.filesPerDay, one.searchesPerHour].join(' '),
      ),
    },
  });
  return readAuditSettings(ctx);
}
