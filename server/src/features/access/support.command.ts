import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { supportRequest } from './access.table.ts';
import { holdersOf } from './grants.service.ts';
import { notify } from './notice.service.ts';
import { wakeFrom } from '../../live/live.ts';
import { auditAs } from '../audit/audit.service.ts';

/** The vendor asks a tenant to be let in: an administrator of theirs answers on a screen. */
export function supportCommand(args: readonly string[]): (database: Database) => Promise<void> {
  const options = readOptions(args);
  return (database) => ask(database, options);
}

async function ask(
  database: Database,
  { tenantId, askedBy, reason, until, now }: ReturnType<typeof readOptions>,
): Promise<void> {
  if (!(await database.listTenants()).includes(tenantId))
    throw new UsageError('Aucun client n’a cet identifiant.');
  const id = newId();
  await database.withTenant(tenantId, [], async (tx) => {
    await tx
      .insert(supportRequest)
      .values({ tenantId, id, askedBy, reason, askedAt: now, until, status: 'asked' });
    const told = [
      ...(await holdersOf(tx, tenantId, 'ADMINISTRATOR', now)),
      ...(await holdersOf(tx, tenantId, 'DPO', now)),
    ];
    await notify(tx, [...new Set(told)], {
      tenantId,
      kind: 'supportAsked',
      aboutStaffId: null,
      facts: [id],
      createdAt: now,
    });
    await auditAs(tx, { tenantId, staffId: null, sessionId: null, now, requestId: id }, 'support.asked', {
      recordId: id,
    });
  });
  await wakeFrom(database, tenantId);
  console.log(`Demande : ${id}\nUn administrateur du client l’accorde ou la refuse.`);
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values, positionals } = readFlags(args, { tenant: text, by: text, reason: text, until: text }, 1);
  if (positionals[0] !== 'ask') throw new UsageError('support ask demande un accès à un client.');
  const tenantId = values.tenant ?? '';
  if (!isId(tenantId)) throw new UsageError('--tenant doit être l’identifiant du client.');
  const askedBy = values.by?.trim() ?? '';
  if (askedBy === '' || askedBy.length > 120)
    throw new UsageError('--by doit nommer qui intervient, en 120 caractères au plus.');
  const reason = values.reason?.trim() ?? '';
  if (reason === '' || reason.length > 500)
    throw new UsageError('--reason doit dire pourquoi, en 500 caractères au plus.');
  const now = new Date();
  const until = new Date(values.until ?? '');
  if (!(until > now) || until.getTime() > now.getTime() + 7 * 86_400_000)
    throw new UsageError('--until doit être une date et une heure à venir, dans les sept jours.');
  return { tenantId, askedBy, reason, until, now };
}
