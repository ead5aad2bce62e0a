import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import { codeOf } from '../../http/failure.ts';
import type { Log } from '../../http/log.ts';
import { factForm } from './facts.ts';
import { drainFacts, mostBeforeReport, rebuildFacts } from './facts.service.ts';

/** Milliseconds between two looks for what is to be counted anew; a report makes what it needs itself. */
const lookEvery = 1000;
/** Marks after which the planner looks at the facts again: those of an import, not those of a day's work. */
const many = 5000;

/** Keeps the facts what their sources say: those of a tenant without any, or in another form, and those marked. */
export interface FactKeeper {
  start(): void;
  /** Ends between two transactions: what is marked stays so. */
  close(): Promise<void>;
}

export function openFactKeeper({ database, log }: { database: Database; log: Log }): FactKeeper {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();

  const keep = async (tenantId: string, whole: boolean) => {
    try {
      if (!whole) await rebuildFacts(database, tenantId, { signal });
      // Another process at work makes these as well as we
      for (let taken = 1, since = 0; taken > 0 && !signal.aborted;) {
        ({ taken } = await drainFacts(database, tenantId, { waits: false }));
        since += taken;
        if (since < (taken === 0 ? mostBeforeReport : many)) continue;
        await database.lookAtFacts();
        since = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      log('warn', 'facts', { code: codeOf(error) ?? (error as Error).name });
    }
  };
  const look = async () => {
    try {
      for (const { tenantId, whole } of await database.tenantsToCount(factForm)) {
        if (signal.aborted) return;
        await keep(tenantId, whole);
      }
    } catch (error) {
      log('warn', 'facts', { code: codeOf(error) ?? (error as Error).name });
    }
  };
  return {
    start() {
      running = (async () => {
        while (!signal.aborted) {
          await look();
          await pause(lookEvery, undefined, { signal, ref: false }).catch(() => undefined);
        }
      })();
    },
    async close() {
      stopping.abort();
      await running;
    },
  };
}
