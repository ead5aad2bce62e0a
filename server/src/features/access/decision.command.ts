import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { allowInline, decisionKinds, recordDecision, withdrawDecision } from './decision.service.ts';
import { elementNames } from './elements.ts';

/** Writes what the data protection officer of a tenant decided, or withdrew, and which elements a portal may hold. */
export function decisionCommand(args: readonly string[]): (database: Database) => Promise<void> {
  const { tenant, kind, reference, withdraw, inline } = readOptions(args);
  return async (database) => {
    if (!(await database.listTenants()).includes(tenant))
      throw new SettingError(`Aucun client n’a l’identifiant ${tenant}.`);
    const by = { tenantId: tenant, staffId: null, sessionId: null, now: new Date(), requestId: newId() };
    await database.withTenant(tenant, [], async (tx) => {
      if (inline) await allowInline(tx, by, inline);
      if (kind && reference) await recordDecision(tx, by, { kind, reference });
      if (withdraw && !(await withdrawDecision(tx, by, withdraw)))
        throw new SettingError(`Aucune décision ${withdraw} n’est en vigueur ; rien n’a été changé.`);
    });
    console.log('C’est enregistré.');
  };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = readFlags(args, {
    tenant: text,
    record: text,
    reference: text,
    withdraw: text,
    inline: text,
  });
  if (values.tenant === undefined || !isId(values.tenant))
    throw new UsageError('--tenant doit être l’identifiant d’un client.');
  const [kind, withdraw] = [kindOf(values.record), kindOf(values.withdraw)];
  const reference = values.reference?.trim();
  if (
    (kind === undefined) !== (reference === undefined) ||
    reference === '' ||
    (reference?.length ?? 0) > 200
  )
    throw new UsageError(
      '--record va avec --reference, en 200 caractères au plus : où la décision est écrite.',
    );
  const inline = values.inline?.split(',').filter((element) => element !== '');
  const unknown = inline?.find((element) => !elementNames.includes(element));
  if (unknown !== undefined)
    throw new UsageError(`--inline prend des éléments parmi : ${elementNames.join(', ')}.`);
  if (kind === undefined && withdraw === undefined && inline === undefined)
    throw new UsageError('Il manque --record, --withdraw ou --inline.');
  return { tenant: values.tenant, kind, reference, withdraw, inline };
}

function kindOf(given: string | undefined) {
  const kind = decisionKinds.find((one) => one === given);
  if (given !== undefined && !kind)
    throw new UsageError(`Une décision est l’une de : ${decisionKinds.join(', ')}.`);
  return kind;
}
