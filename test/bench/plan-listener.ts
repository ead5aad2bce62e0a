import postgres from 'postgres';
import { startProxy } from './proxy.ts';

/** A node of a plan, as EXPLAIN writes it in JSON. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Operation?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [property: string]: unknown;
}

export interface HeardPlan {
  readonly statement: string;
  readonly root: PlanNode;
}

export interface PlanListener {
  /** Address of the database through the listener. */
  readonly url: string;
  /** Plans of all that ran while the work did, inside functions too. */
  during(work: () => Promise<unknown>): Promise<HeardPlan[]>;
  close(): Promise<void>;
}

const settings = {
  session_preload_libraries: 'auto_explain',
  client_min_messages: 'log',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
};

/**
 * Stands between the application and PostgreSQL, which tells the plan of each statement as it ran it: with the rights,
 * the parameters and the state of that moment. The settings hold for these roles in this database alone.
 */
export async function startPlanListener(url: string, roles: readonly string[]): Promise<PlanListener> {
  const databaseName = new URL(url).pathname.slice(1);
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  for (const role of roles) {
    for (const [name, value] of Object.entries(settings))
      await admin.unsafe(`alter role ${role} in database ${databaseName} set ${name} = '${value}'`);
  }
  await admin.end();
  let heard: HeardPlan[] = [];
  const proxy = await startProxy(url, () => ({
    answered: noticeReader((message) => {
      const found = /^duration: [\d.]+ ms {2}plan:\n([\s\S]*)$/.exec(message)?.[1];
      if (!found) return;
      const plan = JSON.parse(found) as { 'Query Text': string; Plan: PlanNode };
      heard.push({ statement: plan['Query Text'], root: plan.Plan });
    }),
  }));
  return {
    ...proxy,
    async during(work) {
      heard = [];
      await work();
      return heard;
    },
  };
}

/** Reads the notices of the server side of the protocol (PostgreSQL manual, "Message Formats"). */
function noticeReader(hear: (message: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < 5) return;
      const length = 1 + rest.readInt32BE(1);
      if (rest.length < length) return;
      if (rest[0] === 0x4e) {
        const fields = rest.toString('utf8', 5, length).split('\0');
        hear(fields.find((field) => field.startsWith('M'))?.slice(1) ?? '');
      }
      rest = rest.subarray(length);
    }
  };
}

/** Every node of a plan. */
export const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
