import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SettingError } from '../../config.ts';
import type { Database, Tx } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { allowOrigins } from '../organisation/organisation.service.ts';
import { hostClient } from './access.table.ts';
import { digestOfSecret } from './embed-session.service.ts';

const usage = 'Usage: lastria-server host-client --tenant ID --name NAME [--origin https://portal.example]…';

/** Lets a back end of a tenant open sessions for its users, on the pages of its origins. The secret is known to whoever reads it now, and to no one after. */
export async function hostClientCommand(database: Database, args: readonly string[]): Promise<void> {
  const { tenant, name, origin: origins = [] } = options(args);
  if (tenant === undefined || !isId(tenant) || !(await database.listTenants()).includes(tenant))
    throw new SettingError(`No tenant has this id.\n${usage}`);
  if (name === undefined || name.trim() === '' || name.length > 120)
    throw new SettingError(`--name must say which portal, in 120 characters at most.\n${usage}`);
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined)
    throw new SettingError(
      `--origin must be what a browser calls an origin, such as https://portal.example; it is "${wrong}".\n${usage}`,
    );
  const id = newId();
  const secret = randomBytes(32).toString('base64url');
  await database.withTenant(tenant, [], async (tx) => {
    await addHostClient(tx, { tenantId: tenant, id, name: name.trim() }, secret);
    if (origins.length > 0) await allowOrigins(tx, tenant, origins);
  });
  console.log(`Client: ${tenant}/${id}\nSecret: ${secret}\nKeep the secret now: it is shown this once.`);
}

/** Writes a back end of a tenant, by the digest of its secret. */
export async function addHostClient(
  tx: Tx,
  client: { tenantId: string; id: string; name: string },
  secret: string,
): Promise<void> {
  await tx.insert(hostClient).values({ ...client, secretDigest: digestOfSecret(secret) });
}

/** Scheme, host and port as a browser writes them, and nothing after. */
const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

function options(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { tenant: text, name: text, origin: { ...text, multiple: true } },
    }).values;
  } catch (error) {
    throw new SettingError(`${(error as Error).message}\n${usage}`);
  }
}
