import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { readFlags, UsageError } from '../../flags.ts';
import { checkFacts, rebuildFacts } from './facts.service.ts';

type Work = (installed: { readonly database: Database }) => Promise<number>;
type Say = (line: string) => void;

const counted = {
  work: 'travaux',
  requests: 'demandes',
  actions: 'moyens',
  spells: 'suivis',
  transfers: 'transferts',
  appointments: 'rendez-vous',
  profiles: 'situations',
  leave: 'congés',
  rights: 'droits à congé',
} as const;

/** Makes the facts that statistics count again, or compares them to their sources; gives the code to end with. */
export function factsCommand(args: readonly string[], say: Say = console.log): Work {
  const [verb = '', ...rest] = args;
  if (verb !== 'rebuild' && verb !== 'check') throw new UsageError('Il faut dire rebuild ou check.');
  const { values } = readFlags(rest, { tenant: { type: 'string' } });
  const work = verb === 'rebuild' ? rebuild : check;
  return async ({ database }) => {
    let sound = true;
    for (const tenantId of await tenantsOf(database, values.tenant))
      sound = (await work(database, tenantId, say)) && sound;
    return sound ? 0 : 1;
  };
}

async function rebuild(database: Database, tenantId: string, say: Say): Promise<boolean> {
  const { files } = await rebuildFacts(database, tenantId);
  say(`${tenantId} : ${files} dossiers comptés.`);
  return true;
}

async function check(database: Database, tenantId: string, say: Say): Promise<boolean> {
  const { files, faults } = await checkFacts(database, tenantId);
  for (const { kind, stale, missing, example } of faults)
    say(
      `${tenantId} : ${counted[kind]}, ${stale} ligne(s) que rien ne dit et ${missing} qui manquent (par exemple ${example}).`,
    );
  if (faults.length === 0) say(`${tenantId} : ${files} dossiers, chiffres égaux à leurs sources.`);
  return faults.length === 0;
}

async function tenantsOf(database: Database, tenantId: string | undefined): Promise<readonly string[]> {
  const all = await database.listTenants();
  if (tenantId === undefined) return all;
  if (!all.includes(tenantId)) throw new SettingError('--tenant : aucun client n’a cet identifiant.');
  return [tenantId];
}
