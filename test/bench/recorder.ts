import postgres from 'postgres';
import { newId } from '../../server/src/db/ids.ts';
import { startProxy } from './proxy.ts';

/** A statement as it went to PostgreSQL, its parameters as text. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | null)[];
}

export interface Recording {
  /** All but begin and commit. */
  readonly statements: readonly Statement[];
  /** How often the application spoke after PostgreSQL had answered: what it sends together is one wait. */
  readonly waits: number;
}

export interface Recorder {
  /** Address of the database through the recorder. */
  readonly url: string;
  /** What goes to PostgreSQL while the work runs. */
  during(work: () => Promise<unknown>): Promise<Recording>;
  close(): Promise<void>;
}

/**
 * Stands between the application and PostgreSQL and reads what passes, so that the statements replayed are those
 * really sent, whatever wrote them.
 */
export async function startRecorder(url: string): Promise<Recorder> {
  let statements: Statement[] = [];
  let waits = 0;
  const proxy = await startProxy(url, () => {
    const read = reader((statement) => statements.push(statement));
    let answered = true;
    return {
      sent(chunk) {
        if (answered) waits += 1;
        answered = false;
        read(chunk);
      },
      answered: () => (answered = true),
    };
  });
  return {
    ...proxy,
    async during(work) {
      statements = [];
      waits = 0;
      await work();
      return { statements: statements.filter(({ sql }) => !/^(begin|commit|rollback)\b/i.test(sql)), waits };
    },
  };
}

/** Reads the messages of the client side of the protocol (PostgreSQL manual, "Message Formats"). */
function reader(onStatement: (statement: Statement) => void): (chunk: Buffer) => void {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const type = started ? String.fromCharCode(rest[0]!) : '';
      const body = rest.subarray(head + 4, length);
      rest = rest.subarray(length);
      started = true;
      if (type === 'Q') onStatement({ sql: text(body, 0).value, params: [] });
      if (type === 'P') {
        const name = text(body, 0);
        prepared.set(name.value, text(body, name.end).value);
      }
      if (type === 'B') onStatement(bound(body, prepared));
    }
  };
}

function bound(body: Buffer, prepared: ReadonlyMap<string, string>): Statement {
  const name = text(body, text(body, 0).end);
  let at = name.end + 2 + 2 * body.readInt16BE(name.end);
  const count = body.readInt16BE(at);
  at += 2;
  const params: (string | null)[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = body.readInt32BE(at);
    at += 4;
    params.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return { sql: prepared.get(name.value) ?? '', params };
}

function text(body: Buffer, from: number): { value: string; end: number } {
  const end = body.indexOf(0, from);
  return { value: body.toString('utf8', from, end), end: end + 1 };
}

/** Runs recorded statements as one user, over plain postgres.js. */
export interface Replay {
  /** All in one transaction, one after the other; gives the rows of each. */
  run(statements: readonly Statement[], options?: { prepare?: boolean }): Promise<unknown[]>;
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

export function openReplay(url: string, as: { user: string; password: string }, connections: number): Replay {
  const address = new URL(url);
  address.username = as.user;
  address.password = as.password;
  const sql = postgres(address.href, { max: connections, onnotice: () => undefined });
  // Parameters were recorded as text and go as text.
  for (const type of Object.keys(sql.options.serializers))
    sql.options.serializers[Number(type)] = (value: unknown) => value;
  return {
    sql,
    run: (statements, { prepare = true } = {}) => {
      const fresh = newIds();
      return sql.begin(async (tx) => {
        const rows: unknown[] = [];
        for (const one of statements) rows.push(await tx.unsafe(one.sql, one.params.map(fresh), { prepare }));
        return rows;
      }) as Promise<unknown[]>;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}

const loaded = Date.now();
const recentId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Ids the application made while it was recorded are new ones at each replay, the same within it. */
function newIds(): (param: string | null) => string | null {
  const known = new Map<string, string>();
  const replace = (id: string) => {
    const made = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
    if (made < loaded || kept.has(id)) return id;
    if (!known.has(id)) known.set(id, newId());
    return known.get(id)!;
  };
  return (param) => (param === null ? null : param.replace(recentId, replace));
}

const kept = new Set<string>();
/** Ids made in this process that a replay must keep: those of rows that stand. */
export const keepIds = (...ids: readonly string[]): void => ids.forEach((id) => kept.add(id));
