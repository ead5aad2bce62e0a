import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { SettingError } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { readFlags, UsageError } from '../../flags.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { isSafeAddress } from './provider.service.ts';
import {
  keepClientKeys,
  keepProvider,
  linkIdentity,
  removeProvider,
  type NewProvider,
} from './provider-registry.service.ts';
import { providerBy } from './provider.store.ts';
import { callbackOf, logoutOf } from './sso.service.ts';

/** Says who a tenant lets say who somebody is, who its people are there, and by which keys a back end signs. */
export function identityProviderCommand(
  args: readonly string[],
  publicOrigin: () => string,
): (database: Database, keyring: Keyring) => Promise<void> {
  const options = readOptions(args);
  return async (database, keyring) => {
    const { tenant } = options;
    if (!(await database.listTenants()).includes(tenant))
      throw new SettingError(`Aucun client n’a l’identifiant ${tenant}.`);
    const providerId = await database.withTenant(tenant, [], async (tx) => {
      const by = { tenantId: tenant, staffId: null, sessionId: null, now: new Date(), requestId: newId() };
      if (options.keys && !(await keepClientKeys(tx, by, options.keys)))
        throw new SettingError('Ce portail n’existe pas ; rien n’a été changé.');
      if (options.remove !== undefined && !(await removeProvider(tx, by, options.remove)))
        throw new SettingError('Ce fournisseur n’existe pas ; rien n’a été changé.');
      const kept = options.provider && (await keepProvider(tx, keyring, by, options.provider));
      if (options.links.length === 0) return kept;
      const provider = await providerBy(tx, tenant, { issuer: options.issuer });
      if (!provider) throw new SettingError('Ce fournisseur n’existe pas ; rien n’a été changé.');
      for (const [member, subject] of options.links) {
        if (!(await linkIdentity(tx, by, { providerId: provider.id, member, subject }))) {
          throw new SettingError(
            `« ${member} » n’est pas une personne de l’équipe, ou « ${subject} » est déjà relié ; rien n’a été changé.`,
          );
        }
      }
      return kept;
    });
    console.log('C’est enregistré.');
    if (providerId === undefined || !options.provider?.forPeople) return;
    const origin = publicOrigin();
    console.log(`Adresse de retour à déclarer chez lui : ${callbackOf(origin, providerId)}`);
    console.log(`Adresse de fin de session, s’il en prévient : ${logoutOf(origin, tenant, providerId)}`);
  };
}

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;

function readOptions(args: readonly string[]) {
  const { values } = readFlags(args, {
    tenant: text,
    issuer: text,
    name: text,
    for: text,
    'client-id': text,
    'client-secret-file': text,
    audience: text,
    client: several,
    discovery: text,
    'jwks-file': text,
    'acr-values': text,
    'factor-acr': several,
    link: several,
    'links-file': text,
    remove: text,
  });
  const { tenant = '', issuer = '' } = values;
  if (!isId(tenant)) throw new UsageError('--tenant doit être l’identifiant d’un client.');
  const clients = (values.client ?? []).map((client) => client.replace(`${tenant}/`, ''));
  if (!clients.every(isId)) throw new UsageError('--client doit être l’identifiant d’un portail.');
  const jwks = values['jwks-file'] === undefined ? undefined : readKeys(values['jwks-file']);
  const links = [...(values.link ?? []).map(pairOf), ...readLinks(values['links-file'])];
  if (values.issuer === undefined) {
    const keys = clients.length === 1 && jwks ? { clientId: clients[0]!, jwks } : undefined;
    if (!keys && values.remove === undefined)
      throw new UsageError('Il manque --issuer, --remove, ou --client et --jwks-file.');
    return { tenant, issuer, links: [], keys, remove: values.remove };
  }
  if (!isSafeAddress(issuer)) throw new UsageError('--issuer doit être une adresse https.');
  if (values.discovery !== undefined && !isSafeAddress(values.discovery))
    throw new UsageError('--discovery doit être une adresse https.');
  if (values.for === undefined) {
    if (links.length === 0) throw new UsageError('Il manque --for, --link ou --links-file.');
    return { tenant, issuer, links };
  }
  return { tenant, issuer, links, provider: readProvider({ ...values, issuer }, clients, jwks) };
}

function readProvider(
  values: Readonly<Record<string, string | string[] | undefined>> & { issuer: string },
  clients: readonly string[],
  jwks: string | undefined,
): NewProvider {
  const one = (name: string) => values[name] as string | undefined;
  const [purpose, clientId = ''] = [one('for'), one('client-id')];
  if (!['people', 'exchange', 'both'].includes(purpose ?? ''))
    throw new UsageError('--for doit être people, exchange ou both.');
  if (clientId === '') throw new UsageError('--client-id doit dire qui est Lastria pour ce fournisseur.');
  if (purpose !== 'people' && clients.length === 0)
    throw new UsageError('--client doit dire quel portail échange les jetons de ce fournisseur.');
  const secretFile = one('client-secret-file');
  return {
    issuer: values.issuer,
    name: one('name') ?? new URL(values.issuer).hostname,
    clientId,
    audience: one('audience') ?? clientId,
    secret: secretFile === undefined ? undefined : readText(secretFile).trim(),
    discoveryUrl: one('discovery'),
    jwks,
    acrValues: one('acr-values'),
    factorAcr: (values['factor-acr'] as string[] | undefined) ?? [],
    forPeople: purpose !== 'exchange',
    exchangeClients: purpose === 'people' ? [] : clients,
  };
}

/** Who=subject: a member of the team, by its identifier at the portal or its address. */
function pairOf(link: string): [string, string] {
  const at = link.indexOf('=');
  if (at < 1 || at === link.length - 1)
    throw new UsageError('--link s’écrit PERSONNE=IDENTIFIANT CHEZ LE FOURNISSEUR.');
  return [link.slice(0, at).trim(), link.slice(at + 1).trim()];
}

/** Two columns, member and subject, without a header. */
const readLinks = (file: string | undefined): [string, string][] =>
  file === undefined
    ? []
    : (
        parse(readText(file), { delimiter: [';', ','], trim: true, skip_empty_lines: true }) as string[][]
      ).map(([member = '', subject = '']) => pairOf(`${member}=${subject}`));

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`Le fichier ${file} ne peut pas être lu.`);
  }
}

/** Public keys, each of which says its algorithm; a private one is refused: it must stay where it is. */
function readKeys(file: string): string {
  try {
    const { keys } = JSON.parse(readText(file)) as { keys: Record<string, unknown>[] };
    if (keys.length > 0 && keys.every((key) => 'kid' in key && 'alg' in key && 'kty' in key)) {
      if (keys.some((key) => 'd' in key || 'k' in key))
        throw new UsageError('--jwks-file ne doit contenir que des clés publiques.');
      return JSON.stringify({ keys });
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
  throw new UsageError('--jwks-file doit être un JWKS dont chaque clé dit kid, kty et alg.');
}
