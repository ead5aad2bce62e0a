import { sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { grantAccess } from '../access/grants.service.ts';
import { inform } from '../access/notice.service.ts';
import { type Role, opensFiles, requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import type { substitutionInput } from './organisation.schema.ts';
import * as store from './organisation.store.ts';
import { shownGrant } from './team.service.ts';

/**
 * Gives somebody, between two minutes of the tenant's own clock, what an absent member reaches: each of his rights that
 * opens files, on the same unit or file. It ends by itself, and with the right it stands in for.
 */
export async function addSubstitution(ctx: Context, input: z.output<typeof substitutionInput>) {
  requireMay(ctx, 'grantAccess');
  if (input.staffId === ctx.actor.staffId)
    throw new Problem(
      'forbidden',
      'Personne ne s’accorde un droit à soi-même : demandez à un autre administrateur.',
    );
  const present = (await store.staff(ctx)).filter(({ leftAt }) => leftAt === null).map(({ id }) => id);
  if (!present.includes(input.staffId))
    throw invalid('/staffId', "Cette personne n'est pas membre de l'équipe.");
  if (!present.includes(input.absentId))
    throw invalid('/absentId', "Cette personne n'est pas membre de l'équipe.");
  if (input.absentId === input.staffId) throw invalid('/staffId', 'Choisissez une autre personne.');
  const [from, until] = await Promise.all([instantOf(ctx, input.from), instantOf(ctx, input.until)]);
  if (until <= from) throw invalid('/until', 'Le remplacement doit finir après son début.');
  if (until <= ctx.now) throw invalid('/until', 'Cette fin est déjà passée.');
  if (until.getTime() - from.getTime() > longest)
    throw invalid('/until', 'Un remplacement dure un an au plus.');
  const held = (await store.grants(ctx)).filter(
    ({ staffId, role, kind, validFrom, validUntil }) =>
      staffId === input.absentId &&
      kind === 'REGULAR' &&
      opensFiles(role) &&
      validFrom < until &&
      (validUntil === null || validUntil > from),
  );
  if (held.length === 0)
    throw invalid('/absentId', 'Cette personne n’a aucun droit sur des dossiers pendant cette période.');
  const ids: string[] = [];
  for (const one of held)
    ids.push(
      await grantAccess(ctx, {
        staffId: input.staffId,
        role: one.role as Role,
        kind: 'SUBSTITUTE',
        unitId: one.unitId ?? undefined,
        fileId: one.fileId ?? undefined,
        withSubtree: one.withSubtree,
        validFrom: one.validFrom > from ? one.validFrom : from,
        validUntil: one.plannedUntil !== null && one.plannedUntil < until ? one.plannedUntil : until,
        onBehalfOf: input.absentId,
        reason: input.reason,
      }),
    );
  const between = [from.toISOString(), until.toISOString()];
  for (const [told, other, as] of [
    [input.staffId, input.absentId, 'substitute'],
    [input.absentId, input.staffId, 'absent'],
  ] as const)
    await inform(ctx, [told], {
      kind: 'substitution',
      aboutStaffId: other,
      facts: [ids[0]!, as, ...between],
    });
  await audit(ctx, 'organisation.changed', {
    recordId: input.staffId,
    facts: { substituted: ids.length, onBehalfOf: input.absentId },
  });
  const given = (await store.grants(ctx)).filter(({ id }) => ids.includes(id));
  return { items: given.map(shownGrant) };
}

const longest = 366 * 86_400_000;

/** The instant of a minute of the tenant's own clock. */
async function instantOf({ tx, actor }: Context, local: string): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(
    sql`select to_json(${local}::timestamp at time zone ${actor.timeZone}) #>> '{}' as at`,
  );
  return new Date(row!.at);
}
