import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { openDatabase } from '../../../server/src/db/database.ts';
import { startEmbedded } from '../../../server/src/db/embedded.ts';
import { rights } from '../../../server/src/features/access/rights.ts';
import { issueToken } from '../../../server/src/http/token.ts';
import { TestTenant, testOrigin } from '../../../server/src/testing/tenant.ts';
import { openKeyring } from '../../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './product.ts';

/** Resolves when a condition holds, asked again and again; ten times what it should take is too long. */
export async function until(condition: () => boolean | Promise<boolean>, deadline = 60_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`It never came: ${String(condition)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A database and every process of it: what a frozen machine freezes. */
export function processesOf(dir: string): number[] {
  const { pid } = postmaster(dir);
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Number(/^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === pid;
    } catch {
      return false;
    }
  });
  return [pid!, ...children.map(Number)];
}

/** Starts a database that was killed as it had been started, on the port it had: whoever was connected knows no other. */
export function startAgain(dir: string): void {
  const data = `${dir}/postgres/cluster`;
  const [program = '', ...args] = readFileSync(`${data}/postmaster.opts`, 'utf8')
    .trim()
    .split(/ (?=")/)
    .map((word) => word.replaceAll('"', ''));
  const { uid, gid } = statSync(data);
  spawn(program, args, { uid, gid, stdio: 'ignore', detached: true }).unref();
}

/** A write the product said was done. */
export interface Acknowledged {
  readonly id: string;
  readonly text: string;
}

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  /** The database is somebody else's: the server is given its address, and does not start it. */
  readonly external?: true;
  /** How many sessions write at once: each may call so many times a second. */
  readonly writers?: number;
}

/** The product on a durable database of its own, with one worker who writes in one file. */
export async function installed({ env: given = {}, external, writers = 1 }: Options = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'lastria-recovery-'));
  chmodSync(dir, 0o755);
  const env = external ? { ...given, DATABASE_URL: (await startEmbedded(`${dir}/postgres`)).url } : given;
  let server = await start(dir, env);
  const keyring = openKeyring(`${dir}/keyring.json`);
  const asAdmin = async <T>(work: (admin: postgres.Sql) => Promise<T>): Promise<T> => {
    const { url } = await startEmbedded(`${dir}/postgres`);
    const admin = postgres(url, { max: 2, onnotice: () => undefined });
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  };
  const { url } = await startEmbedded(`${dir}/postgres`);
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  const tenant = await TestTenant.create(database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  const fileId = await tenant.file();
  const sessions = [
    worker,
    ...(await Promise.all(Array.from({ length: writers }, () => tenant.session(worker.id)))),
  ];
  await database.close();
  await asAdmin((admin) => admin`update session set expires_at = '2200-01-01'`);
  const [reading, ...writing] = sessions.map(({ sessionId }) => ({
    authorization: `Bearer ${issueToken(keyring, { tenantId: tenant.id, sessionId })}`,
    origin: testOrigin,
    'content-type': 'application/json',
  }));
  return {
    dir,
    keyring,
    database: `${dir}/postgres`,
    fileId,
    asAdmin,
    get server() {
      return server;
    },
    async restart() {
      server = await start(dir, env);
    },
    read: (address: string) =>
      fetch(`${server.url}${address}`, { headers: reading!, signal: AbortSignal.timeout(20_000) }),
    /** Writes a travail; told that it calls too often, a session comes again when it is told to. */
    async write(text: string, key: string = crypto.randomUUID(), writer = 0): Promise<Response> {
      for (;;) {
        const answer = await fetch(`${server.url}/v1/files/${fileId}/entries`, {
          method: 'POST',
          signal: AbortSignal.timeout(20_000),
          headers: { ...writing[writer]!, 'idempotency-key': key },
          body: JSON.stringify({ typeCode: 'entretien-telephonique', performedOn: '2026-11-02', text }),
        });
        if (answer.status !== 429) return answer;
        await pause(Number(answer.headers.get('retry-after')) * 1000);
      }
    },
    /**
     * What was acknowledged and is not there whole: the travail with its text, and the trace of its writing. Asked of
     * the tables, whoever serves them.
     */
    verify: (acknowledged: readonly Acknowledged[]): Promise<string[]> =>
      asAdmin(async (admin) => {
        const lost = await admin<Acknowledged[]>`
          select told.id, told.text
            from unnest(${acknowledged.map(({ id }) => id)}::uuid[], ${acknowledged.map(({ text }) => text)}::text[]) as told (id, text)
            left join work_entry_text written on written.entry_id = told.id and written.body = told.text
            left join audit_event traced on traced.record_id = told.id and traced.type = 'entry.created'
           where written.entry_id is null or traced.id is null`;
        return lost.map(({ text }) => text);
      }),
    /** Texts that do not stand in exactly one travail. */
    writtenOtherThanOnce: (texts: readonly string[]): Promise<string[]> =>
      asAdmin(async (admin) => {
        const rows = await admin<{ text: string }[]>`
          select text from unnest(${texts}::text[]) as told (text) left join work_entry_text on body = text
           group by text having count(entry_id) <> 1`;
        return rows.map(({ text }) => text);
      }),
    /** Whether the server answers, and has its database. */
    isReady: () =>
      fetch(`${server.url}/ready`, { signal: AbortSignal.timeout(20_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    /** Texts of every travail of the file. */
    async texts(): Promise<Set<string>> {
      const found = new Set<string>();
      let cursor: string | null = null;
      do {
        const address: string = `/v1/files/${fileId}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`;
        const page = (await (await this.read(address)).json()) as {
          items: { text: string }[];
          nextCursor: string | null;
        };
        for (const { text } of page.items) found.add(text);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    },
    async close() {
      await kill(server.process, 'SIGTERM');
      const { stop, pid } = postmaster(dir);
      if (pid !== undefined) stop('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Installed = Awaited<ReturnType<typeof installed>>;
