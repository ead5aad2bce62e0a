import type { Context } from '../../db/database.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { confirmGrants } from '../access/grants.service.ts';
import { requireMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import * as store from './organisation.store.ts';
import { shownGrant } from './team.service.ts';

/** The yearly review: says of many rights that they are still wanted. Nobody says it of his own. */
export async function confirmRights(ctx: Context, grantIds: readonly string[]) {
  requireMay(ctx, 'reviewAccess');
  const wanted = new Set(grantIds);
  const known = (await store.grants(ctx)).filter(({ id }) => wanted.has(id));
  if (known.length !== wanted.size) throw invalid('/grantIds', 'L’un de ces droits n’existe plus.');
  if (known.some(({ staffId }) => staffId === ctx.actor.staffId))
    throw new Problem(
      'forbidden',
      'Personne ne confirme ses propres droits : demandez à un autre administrateur.',
    );
  if (known.some(({ reviewBy, validUntil }) => reviewBy === null || (validUntil ?? ctx.now) <= ctx.now))
    throw invalid('/grantIds', 'L’un de ces droits a pris fin, ou finit de lui-même.');
  await confirmGrants(ctx, grantIds);
  await audit(ctx, 'organisation.changed', { facts: { reviewed: known.length } });
  return { items: (await store.grants(ctx)).filter(({ id }) => wanted.has(id)).map(shownGrant) };
}
