import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { itemsOfList, lockList, mayAddPartner, sameLabel } from '../configuration/configuration.service.ts';
import { markTenant } from '../statistics/due.service.ts';
import type { partnerInput, partnerPatch } from './tdm.schema.ts';
import { partner } from './tdm.table.ts';

const kinds = 'partnerKind';

/** Adds a partner to the directory, for all of the tenant: whoever signs travaux meets them first. */
export async function addPartner(ctx: Context, input: z.output<typeof partnerInput>) {
  if (!mayAddPartner(ctx))
    throw new Problem('forbidden', 'Votre rôle ne permet pas d’ajouter un partenaire au répertoire.');
  await lockDirectory(ctx);
  await requireKind(ctx, input.kind);
  await requireNewName(ctx, input);
  const id = newId();
  await ctx.tx.insert(partner).values({ tenantId: ctx.actor.tenantId, id, ...input });
  await audit(ctx, 'partner.changed', { recordId: id, facts: { kind: input.kind, added: true } });
  return { id, ...input, active: true, version: 1 };
}

/** Renames a partner, changes its kind, puts it aside or takes it back. Travaux that name it keep doing so. */
export async function changePartner(
  ctx: Context,
  partnerId: string,
  version: number,
  patch: z.output<typeof partnerPatch>,
) {
  requireMay(ctx, 'keepDirectory');
  await lockDirectory(ctx);
  const own = and(eq(partner.tenantId, ctx.actor.tenantId), eq(partner.id, partnerId));
  const [before] = await ctx.tx.select().from(partner).where(own);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  const { tenantId: _tenant, ...after } = { ...before, ...given(patch), version: version + 1 };
  if (after.kind !== before.kind) await requireKind(ctx, after.kind);
  if (patch.name !== undefined || patch.kind !== undefined) await requireNewName(ctx, after);
  await ctx.tx.update(partner).set(after).where(own);
  if (after.kind !== before.kind) await markTenant(ctx.tx, ctx.actor.tenantId);
  await audit(ctx, 'partner.changed', { recordId: partnerId, facts: { fields: Object.keys(patch) } });
  return after;
}

/** How many travaux name a partner, before it is changed. */
export async function effectOnPartner(ctx: Context, partnerId: string) {
  requireMay(ctx, 'keepDirectory');
  const { tenantId } = ctx.actor;
  const own = and(eq(partner.tenantId, tenantId), eq(partner.id, partnerId));
  const [found] = await ctx.tx.select({ id: partner.id }).from(partner).where(own);
  if (!found) throw notFound();
  const [row] = await ctx.tx.execute<{ uses: number }>(
    sql`select app.partner_uses(${tenantId}::uuid, ${partnerId}::uuid)::int as uses`,
  );
  return { uses: row?.uses ?? 0 };
}

/** One change of the directory at a time: two partners never get the same name. */
const lockDirectory = (ctx: Context) => lockList(ctx, kinds);

async function requireKind(ctx: Context, kind: string): Promise<void> {
  if (!(await itemsOfList(ctx, kinds)).some((item) => item.code === kind && item.active))
    throw invalid('/kind', 'Cette nature de partenaire n’est pas proposée par votre service.');
}

/** Within a kind, a name is one partner's, put aside or not: accents and capitals make no other. */
async function requireNewName(
  ctx: Context,
  { id, kind, name }: { readonly id?: string; readonly kind: string; readonly name: string },
): Promise<void> {
  const others = await ctx.tx
    .select({ id: partner.id, name: partner.name, active: partner.active })
    .from(partner)
    .where(and(eq(partner.tenantId, ctx.actor.tenantId), eq(partner.kind, kind)));
  const same = others.find((other) => other.id !== id && sameLabel(other.name, name));
  if (same)
    throw new Problem(
      'conflict',
      same.active
        ? 'Un partenaire de cette nature porte déjà ce nom : choisissez-le dans le répertoire.'
        : 'Un partenaire de cette nature porte déjà ce nom ; il a été mis de côté. Un administrateur peut le reprendre.',
    );
}
