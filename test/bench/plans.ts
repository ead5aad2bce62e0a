import postgres from 'postgres';
import type { Statement } from './recorder.ts';

export interface Plan {
  readonly statement: string;
  readonly milliseconds: number;
  readonly text: string;
}

export interface Planner {
  /** Runs the statements in one transaction that is rolled back; gives every plan, those inside functions too. */
  explain(statements: readonly Statement[]): Promise<Plan[]>;
  close(): Promise<void>;
}

/** A connection of the application's role that tells the plan of all it runs. */
export async function openPlanner(url: string, role: string): Promise<Planner> {
  const plans: Plan[] = [];
  const sql = postgres(url, {
    max: 1,
    onnotice({ message = '' }) {
      const found = /^duration: ([\d.]+) ms {2}plan:\n(?:Query Text: )?([\s\S]*)$/.exec(message);
      if (found)
        plans.push({ statement: found[2]!.split('\n')[0]!, milliseconds: Number(found[1]), text: found[2]! });
    },
  });
  for (const type of Object.keys(sql.options.serializers))
    sql.options.serializers[Number(type)] = (value: unknown) => value;
  await sql.unsafe(`
    load 'auto_explain';
    set auto_explain.log_min_duration = 0;
    set auto_explain.log_nested_statements = on;
    set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off;
    set client_min_messages = log;
    set session authorization ${role};`);
  return {
    async explain(statements) {
      plans.length = 0;
      await sql
        .begin(async (tx) => {
          for (const one of statements) await tx.unsafe(one.sql, [...one.params], { prepare: true });
          throw new RollBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof RollBack)) throw error;
        });
      return [...plans];
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

class RollBack extends Error {}

/** Tables read from end to end, but for those of a few pages, where nothing else would be faster. */
export async function wholeTablesRead(url: string, plans: readonly Plan[]): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql<
    { name: string }[]
  >`select relname as name from pg_class where relkind = 'r' and reltuples < 1000`;
  await sql.end();
  const few = new Set(rows.map(({ name }) => name));
  return plans
    .flatMap(({ text }) => [...text.matchAll(/Seq Scan on (?:\w+\.)?"?(\w+)/g)].map((found) => found[1]!))
    .filter((name) => !few.has(name));
}
