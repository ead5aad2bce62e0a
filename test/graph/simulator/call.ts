import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { badRequest, GraphError } from './errors.ts';
import { accountOf, mayOpen, type Account } from './people.ts';
import type { Grant } from './tokens.ts';
import { readPreferences, type Preferences } from './wire.ts';
import type { Recorded, World } from './world.ts';

export interface Env {
  Bindings: Partial<HttpBindings> & { readonly batchItem?: string };
  Variables: { readonly grant: Grant; readonly recorded: Recorded; readonly body: unknown };
}

export type Call = Context<Env>;

const readers = ['Calendars.Read', 'Calendars.ReadWrite'];

/** @throws GraphError 403 when the token does not carry the right */
export function requireScope(c: Call, right: 'read' | 'write' | 'freeBusy'): void {
  const { scopes } = c.get('grant');
  const enough = {
    read: readers,
    write: ['Calendars.ReadWrite'],
    freeBusy: [...readers, 'Calendars.ReadBasic'],
  }[right];
  if (!enough.some((scope) => scopes.includes(scope)))
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
}

/**
 * The person whose mailbox a request is about, when the token may open it.
 * @param who id or address; `me` for the person of the token
 * @throws GraphError 400 for `me` without a person, 403 for a mailbox out of reach, 404 for nobody
 */
export function openAccount(world: World, c: Call, who: string): Account {
  const { account: self, tenant, clientId } = c.get('grant');
  if (who === 'me' && !self)
    throw badRequest('/me request is only valid with delegated authentication flow.', 'BadRequest');
  const account = who === 'me' ? self : accountOf(tenant, who);
  if (!account) throw new GraphError(404, 'Request_ResourceNotFound', `Resource '${who}' does not exist.`);
  const allowed = self ? account === self : mayOpen(tenant, clientId, account, world.clock.now);
  if (!allowed) throw new GraphError(403, 'ErrorAccessDenied', 'Access to OData is disabled.');
  if (account.onPremises) {
    const code = world.switches.onPremisesCode;
    throw new GraphError(404, code, 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.');
  }
  return account;
}

/** The mailbox a path is about, whoever may open it: what throttles and faults go by. */
export function mailboxAsked(c: Call): string | undefined {
  const grant = c.get('grant');
  const [, first = '', second = ''] = /^\/v1\.0\/([^/]+)\/?([^/]*)/.exec(c.req.path) ?? [];
  // What a batch holds is asked by its items
  if (first === '$batch') return undefined;
  if (first === 'users') return accountOf(grant.tenant, decoded(second))?.person.upn;
  return grant.account?.person.upn;
}

/** What is no percent-encoding stands for itself, and for nobody. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const preferencesOf = (c: Call): Preferences => readPreferences(c.req.header('prefer'));

/**
 * The query, where only what is named may stand.
 * @throws GraphError 400 for an option that is not supported here
 */
export function readQuery<Name extends string>(
  c: Call,
  ...names: readonly Name[]
): Partial<Record<Name, string>> {
  const query = new URL(c.req.url).searchParams;
  const found: Partial<Record<Name, string>> = {};
  for (const [name, value] of query) {
    const known = names.find((one) => one === name);
    if (known === undefined)
      throw badRequest(`The query option '${name}' is not supported here.`, 'ErrorInvalidUrlQuery');
    found[known] = value;
  }
  return found;
}

/** @throws GraphError 400 for a body that is not JSON, or not said to be */
export async function readJson(c: Call): Promise<unknown> {
  const text = await c.req.text();
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw badRequest('The Content-Type of the body must be application/json.', 'BadRequest');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('Unable to read JSON request payload.', 'BadRequest');
  }
}

/** An answer, with what was understood of the preferences. */
export function reply(c: Call, status: 200 | 201, body: object, preferences?: Preferences): Response {
  if (preferences && preferences.applied.length > 0)
    c.header('preference-applied', preferences.applied.join(', '));
  return c.json(body, status);
}
