import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { inviteAtServer } from './invitation.service.ts';
import { normalLogin } from './sign-in.service.ts';
import { staffByEmail } from './sign-in.store.ts';

/**
 * Makes the link by which a member of the team, known by her professional address, chooses a password and a second
 * factor: the first administrator has nobody to ask for it.
 */
export function inviteCommand(
  args: readonly string[],
  publicOrigin: () => string,
): (database: Database) => Promise<void> {
  const { tenant, email } = readOptions(args);
  return async (database) => {
    if (!(await database.listTenants()).includes(tenant))
      throw new SettingError(`Aucun client n’a l’identifiant ${tenant}.`);
    const link = await database.withTenant(tenant, [], async (tx) => {
      const now = new Date();
      const staffId = await staffByEmail(tx, tenant, email, now);
      if (staffId === undefined)
        throw new SettingError(
          `Personne de l’équipe n’a l’adresse ${email}, ou plusieurs l’ont ; rien n’a été fait.`,
        );
      const by = { tenantId: tenant, staffId: null, sessionId: null, now, requestId: newId() };
      return inviteAtServer(tx, by, staffId, email, publicOrigin());
    });
    console.log(`À remettre à cette personne seule, valable trois jours : ${link}`);
  };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = readFlags(args, { tenant: text, email: text });
  if (values.tenant === undefined || !isId(values.tenant))
    throw new UsageError('--tenant doit être l’identifiant d’un client.');
  const email = normalLogin(values.email ?? '');
  if (!/^[^\s@]{1,100}@[^\s@]{1,150}$/.test(email))
    throw new UsageError('--email doit être l’adresse professionnelle d’une personne de l’équipe.');
  return { tenant: values.tenant, email };
}
