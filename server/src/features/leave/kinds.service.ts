import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { itemsOfList } from '../configuration/configuration.service.ts';
import type { Counting } from './half-days.ts';
import type { kindInput } from './leave.schema.ts';
import { leaveKindRule } from './leave.table.ts';

/** The list of the configuration that names kinds of absence. */
const listCode = 'absenceKind';

/** How a kind is counted. */
export interface KindRule {
  readonly code: string;
  readonly label: string;
  readonly active: boolean;
  readonly counting: Counting;
  /** Whether who takes it is unavailable. */
  readonly away: boolean;
  readonly version: number;
}

/** Every kind, as the tenant has it: jours ouvrés unless it said otherwise; who works at home is present. */
export async function kindRules(ctx: Context): Promise<KindRule[]> {
  const [items, own] = await Promise.all([
    itemsOfList(ctx, listCode),
    ctx.tx.select().from(leaveKindRule).where(eq(leaveKindRule.tenantId, ctx.actor.tenantId)),
  ]);
  const rules = new Map(own.map((rule) => [rule.kind, rule]));
  return items.map(({ code, label, active, semanticKeys }) => {
    const rule = rules.get(code);
    return {
      code,
      label,
      active,
      counting: rule?.counting ?? 'businessDays',
      away: rule?.away ?? !semanticKeys.includes('remoteWork'),
      version: rule?.version ?? 0,
    };
  });
}

/** A kind that is offered; refuses any other. */
export async function offeredKind(ctx: Context, code: string): Promise<KindRule> {
  const rule = (await kindRules(ctx)).find((one) => one.code === code);
  if (!rule?.active) throw invalid('/kind', 'Cette nature d’absence n’est pas proposée par votre service.');
  return rule;
}

/** A kind, even one that is offered no more. */
export async function kindNamed(ctx: Context, code: string): Promise<KindRule> {
  const rule = (await kindRules(ctx)).find((one) => one.code === code);
  if (!rule) throw notFound();
  return rule;
}

export async function setKind(
  ctx: Context,
  code: string,
  version: number,
  input: z.output<typeof kindInput>,
): Promise<KindRule> {
  requireMay(ctx, 'changeConfiguration');
  const before = await kindNamed(ctx, code);
  requireVersion(before.version, version);
  const row = { tenantId: ctx.actor.tenantId, kind: code, ...input, version: version + 1 };
  requireUpdated(
    version === 0
      ? await ctx.tx
          .insert(leaveKindRule)
          .values(row)
          .onConflictDoNothing()
          .returning({ kind: leaveKindRule.kind })
      : await ctx.tx
          .update(leaveKindRule)
          .set(row)
          .where(
            and(
              eq(leaveKindRule.tenantId, row.tenantId),
              eq(leaveKindRule.kind, code),
              eq(leaveKindRule.version, version),
            ),
          )
          .returning({ kind: leaveKindRule.kind }),
  );
  await audit(ctx, 'leave.settingsChanged', { facts: { kind: code, ...input } });
  return { ...before, ...input, version: version + 1 };
}
