import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { codeOf, isDisconnection } from '../http/failure.ts';
import type { Keyring } from '../vault/keyring.ts';
import { connectAs, type Transaction } from './connections.ts';
import type { LoginRole } from './roles.ts';

/** What PostgreSQL says of every statement after the one that failed. */
const abortedTransaction = '25P02';

/** Milliseconds between the word that a connection ends and its end. */
const longestFarewell = 1000;

class ConnectionGone extends Error {
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('the connection of this transaction is gone');
  }
}

/** Beyond this many parameters a statement is a bulk write, whose text is hardly ever the same twice. */
const mostPreparedParameters = 64;
/** A connection keeps what it prepared for as long as it lives: texts beyond so many are not prepared any more. */
const mostPreparedTexts = 500;

/**
 * The pool, whose transactions prepare each statement once a connection, where that is asked: PostgreSQL then parses it
 * once, and it goes out without first asking what its parameters are, so that independent reads travel together.
 *
 * A transaction whose connection is gone sends nothing more, not even its end: the driver would write on no socket,
 * and throw past every catch.
 */
export function transacting(pool: postgres.Sql, { prepares }: { prepares: boolean }): postgres.Sql {
  const texts = new Set<string>();
  const isPrepared = (text: string, parameters: number): boolean => {
    if (!prepares || parameters > mostPreparedParameters) return false;
    if (texts.size < mostPreparedTexts) texts.add(text);
    return texts.has(text);
  };
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'begin') return Reflect.get(target, name) as unknown;
      return async (work: Work) => {
        // What finds its connection cut before it began may find all of them so: it takes the next
        for (let left = target.options.max; ; left -= 1) {
          let begun = false;
          const begins = (sql: postgres.TransactionSql) => ((begun = true), work(sql));
          try {
            return await transaction(target, begins, isPrepared);
          } catch (error) {
            if (begun || left === 0 || !isDisconnection(error)) throw error;
          }
        }
      };
    },
  });
}

type Work = (sql: postgres.TransactionSql) => Promise<unknown>;

async function transaction(
  pool: postgres.Sql,
  work: Work,
  isPrepared: (text: string, parameters: number) => boolean,
): Promise<unknown> {
  let over = false;
  const ended = Promise.withResolvers<void>();
  const done = pool.begin(async (sql) => {
    const { unsafe } = sql;
    sql.unsafe = (query, parameters = []) => {
      if (over) throw new ConnectionGone();
      return unsafe(query, parameters, { prepare: isPrepared(query, parameters.length) });
    };
    const held = new Proxy(sql, {
      apply(target, self, given) {
        if (over) throw new ConnectionGone();
        return Reflect.apply(target as never, self, given) as unknown;
      },
    });
    try {
      return await work(held);
    } catch (error) {
      // What was under way fails a little before the transaction does
      if (isDisconnection(error)) await Promise.race([ended.promise, pause(longestFarewell)]);
      // Refused because another of those sent together failed: bare, the driver puts that one in its place
      throw codeOf(error) === abortedTransaction ? ((error as Error).cause ?? error) : error;
    } finally {
      // The caller has been told: what is never settled is not rolled back
      if (over) await new Promise(() => undefined);
    }
  });
  try {
    return await done;
  } finally {
    over = true;
    ended.resolve();
  }
}

/** Transactions as a role that is not one of requests, as safe from a connection that goes as those of requests. */
export interface Transactions {
  begin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openTransactions(role: LoginRole, url: string, keyring: Keyring, max: number): Transactions {
  const pool = connectAs(role, url, keyring, max);
  const safe = transacting(pool, { prepares: true });
  return {
    begin: <T>(work: (tx: Transaction) => Promise<T>) => safe.begin(work) as Promise<T>,
    close: () => pool.end({ timeout: 5 }),
  };
}
