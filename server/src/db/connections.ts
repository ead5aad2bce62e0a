import postgres from 'postgres';
import type { Keyring } from '../vault/keyring.ts';
import { rolePassword, roles, type LoginRole } from './roles.ts';

/** A connection pool. */
export type Connections = postgres.Sql;
/** A transaction of one, for the roles that are not those of requests. */
export type Transaction = postgres.TransactionSql;

/** A connection pool logged in as one of our roles. */
export function connectAs(
  role: LoginRole,
  url: string,
  keyring: Keyring,
  max: number,
  options: object = {},
): postgres.Sql {
  const address = new URL(url);
  address.username = roles[role];
  address.password = rolePassword(keyring, role);
  return postgres(address.href, {
    max,
    onnotice: () => undefined,
    connect_timeout: 10,
    // Each connection of the pool that is refused counts: with the driver's own delays, an outage of a second becomes
    // twenty.
    backoff: () => 0.2 + Math.random() / 5,
    // A connection is kept: closing one that rests, the driver may still write on it, and throws past every catch.
    max_lifetime: null,
    ...options,
  });
}
