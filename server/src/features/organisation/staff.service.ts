import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { endAccess, endSessions, holdersOf } from '../access/grants.service.ts';
import { may, requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import type { staffInput, staffPatch } from './organisation.schema.ts';
import { dayIn } from './organisation.service.ts';
import * as store from './organisation.store.ts';
import { staffMember } from './organisation.table.ts';

type Member = typeof staffMember.$inferSelect;

/** A member as shown. Who she is for the host's back end is for whoever sets it: the administrator. */
export const shownStaff = (ctx: Context, row: Member) => ({
  id: row.id,
  displayName: row.displayName,
  email: row.email,
  jobTitle: row.jobTitle,
  externalSubject: may(ctx, 'manageTeam') ? row.externalSubject : null,
  left: row.leftAt !== null,
  leftOn: row.leftAt === null ? null : dayIn(ctx.actor.timeZone, row.leftAt),
  version: row.version,
});

export async function addStaff(ctx: Context, input: z.output<typeof staffInput>) {
  requireMay(ctx, 'manageTeam');
  const id = newId();
  await requireFreeSubject(ctx, id, input.externalSubject);
  await ctx.tx.insert(staffMember).values({
    tenantId: ctx.actor.tenantId,
    id,
    displayName: input.displayName,
    email: input.email ?? null,
    jobTitle: input.jobTitle ?? null,
    externalSubject: input.externalSubject ?? null,
  });
  await audit(ctx, 'organisation.changed', { recordId: id, facts: { staffAdded: true } });
  return shownStaff(ctx, (await store.staffById(ctx, id))!);
}

/** Changes a member of the team. Leaving ends rights and sessions at once; who comes back is given rights anew. */
export async function changeStaff(
  ctx: Context,
  staffId: string,
  version: number,
  patch: z.output<typeof staffPatch>,
) {
  requireMay(ctx, 'manageTeam');
  const before = await store.staffById(ctx, staffId, { lock: true });
  if (!before) throw notFound();
  requireVersion(before.version, version);
  const { leftOn, ...rest } = patch;
  const leaves = leftOn !== undefined && leftOn !== null;
  const renamed = rest.externalSubject !== undefined && rest.externalSubject !== before.externalSubject;
  if (staffId === ctx.actor.staffId) requireNotOwn(leaves, renamed);
  if (ctx.actor.kind === 'service' && (leaves || renamed)) await requireNoWatcher(ctx, staffId);
  if (renamed) await requireFreeSubject(ctx, staffId, rest.externalSubject);
  await ctx.tx
    .update(staffMember)
    .set({
      ...given(rest),
      ...(leftOn === undefined ? {} : { leftAt: leaves ? leftAt(ctx, leftOn) : null }),
      version: version + 1,
    })
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.id, staffId)));
  const rights = leaves ? await endAccess(ctx, staffId) : 0;
  // Whoever the host vouched for until now may be somebody else
  if (leaves || renamed) await endSessions(ctx, staffId);
  await audit(ctx, 'organisation.changed', {
    recordId: staffId,
    facts: { fields: Object.keys(patch), ...(leaves ? { rightsEnded: rights } : {}) },
  });
  return shownStaff(ctx, (await store.staffById(ctx, staffId))!);
}

/** What the departure of a member would leave behind, before it is said. */
export async function effectOfLeaving(ctx: Context, staffId: string) {
  requireMay(ctx, 'manageTeam');
  if (!(await store.staffById(ctx, staffId))) throw notFound();
  const [row] = await ctx.tx.execute<{ files: number }>(
    sql`select app.led_files(${ctx.actor.tenantId}::uuid, ${staffId}::uuid)::int as files`,
  );
  const rights = (await store.grants(ctx)).filter(
    (grant) => grant.staffId === staffId && (grant.validUntil === null || grant.validUntil > ctx.now),
  );
  return { files: row?.files ?? 0, rights: rights.length };
}

/** A tenant is never left without an administrator, and nobody becomes somebody else for the host. */
function requireNotOwn(leaves: boolean, renamed: boolean): void {
  if (leaves)
    throw new Problem('forbidden', 'Personne ne dit son propre départ : demandez à un autre administrateur.');
  if (renamed)
    throw new Problem(
      'forbidden',
      'Personne ne change son propre identifiant : demandez à un autre administrateur.',
    );
}

/** A program keeps the team; who watches over it is changed by persons alone. */
async function requireNoWatcher({ tx, actor, now }: Context, staffId: string): Promise<void> {
  for (const role of ['ADMINISTRATOR', 'DPO'] as const)
    if ((await holdersOf(tx, actor.tenantId, role, now)).includes(staffId))
      throw new Problem('forbidden', 'Un programme ne change ni un administrateur, ni le délégué.');
}

async function requireFreeSubject(ctx: Context, staffId: string, subject?: string | null): Promise<void> {
  if (subject === undefined || subject === null) return;
  // One at a time: two members never get the same
  await store.ownTenant(ctx, { lock: true });
  const taken = (await store.staff(ctx)).some((row) => row.id !== staffId && row.externalSubject === subject);
  if (taken) throw invalid('/externalSubject', "Un membre de l'équipe porte déjà cet identifiant.");
}

/** Today: now, so that the very next call is refused. A day before: its end, in the zone of the tenant. */
function leftAt({ actor, now }: Context, day: string): Date | SQL {
  const today = dayIn(actor.timeZone, now);
  if (day > today)
    throw invalid(
      '/leftOn',
      'Un départ se dit le jour venu. Pour une date à venir, donnez une fin aux droits de la personne.',
    );
  return day === today
    ? now
    : sql`((${day}::date + 1)::timestamp at time zone ${actor.timeZone}) - interval '1 second'`;
}
