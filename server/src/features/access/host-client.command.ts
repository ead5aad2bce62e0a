import { randomBytes } from 'node:crypto';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { originsOf } from '../organisation/organisation.service.ts';
import {
  addHostClient,
  allowOrigins,
  atTheServer,
  hostClients,
  isOrigin,
  removeOrigins,
} from './host-client.service.ts';

/**
 * Lets a back end of a tenant open sessions for its users, on the pages of its origins; adds and removes origins;
 * lists both. The secret is known to whoever reads it now, and to no one after.
 */
export function hostClientCommand(args: readonly string[]): (database: Database) => Promise<void> {
  const { tenant, name, origins, removed, list } = readOptions(args);
  return async (database) => {
    if (!(await database.listTenants()).includes(tenant))
      throw new SettingError(`Aucun client n’a l’identifiant ${tenant}.`);
    const said = await database.withTenant(tenant, [], async (tx) => {
      const lines: string[] = [];
      if (name !== undefined) {
        const [id, secret] = [newId(), randomBytes(32).toString('base64url')];
        await addHostClient(tx, { tenantId: tenant, id, name }, secret);
        lines.push(`Identifiant : ${tenant}/${id}`, `Secret : ${secret}`);
        lines.push('Gardez ce secret maintenant : il n’est montré que cette fois.');
      }
      if (origins.length > 0) await allowOrigins(tx, atTheServer(tenant), origins);
      const [unknown] = await removeOrigins(tx, atTheServer(tenant), removed);
      if (unknown !== undefined)
        throw new SettingError(`L’origine ${unknown} n’était pas autorisée ; rien n’a été changé.`);
      if (name === undefined || list) {
        for (const { id, name: label, createdAt, revokedAt } of await hostClients(tx, tenant))
          lines.push(`Portail ${tenant}/${id} : ${label}, ${whenOf(createdAt, revokedAt)}`);
        const allowed = await originsOf(tx, tenant);
        lines.push(allowed.length === 0 ? 'Aucune origine autorisée.' : 'Origines autorisées :');
        lines.push(...allowed.map((origin) => `  ${origin}`));
      }
      return lines;
    });
    console.log(said.join('\n'));
  };
}

const whenOf = (createdAt: Date, revokedAt: Date | null) =>
  `depuis le ${createdAt.toISOString().slice(0, 10)}${revokedAt ? ', retiré' : ''}`;

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const several = { type: 'string', multiple: true } as const;
  const { values } = readFlags(args, {
    tenant: text,
    name: text,
    origin: several,
    'remove-origin': several,
    list: { type: 'boolean' },
  });
  const { tenant, origin: origins = [], 'remove-origin': removed = [], list = false } = values;
  if (tenant === undefined || !isId(tenant))
    throw new UsageError('--tenant doit être l’identifiant d’un client.');
  const name = values.name?.trim();
  if (name === '' || (name ?? '').length > 120)
    throw new UsageError('--name doit dire quel portail, en 120 caractères au plus.');
  const wrong = [...origins, ...removed].find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new UsageError(
      `Une origine s’écrit comme le navigateur l’écrit, sans chemin : https://portail.example ; « ${wrong} » n’en est pas une.`,
    );
  }
  const both = origins.find((origin) => removed.includes(origin));
  if (both !== undefined) throw new UsageError(`L’origine ${both} est à la fois ajoutée et retirée.`);
  if (name === undefined && origins.length === 0 && removed.length === 0 && !list)
    throw new UsageError('Il manque --name, --origin, --remove-origin ou --list.');
  return { tenant, name, origins, removed, list };
}
