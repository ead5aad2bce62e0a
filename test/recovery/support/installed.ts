import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { testOrigin } from '../../../server/src/testing/tenant.ts';
import { installation, type Options } from './installation.ts';
import { postmaster } from './product.ts';

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

/** The product on a durable database of its own, with one worker who writes in one file, in so many sessions. */
export async function installed({ writers = 1, ...options }: Options & { readonly writers?: number } = {}) {
  const product = await installation(options);
  const { asAdmin } = product;
  const { fileId, tokens } = await product.withTenant(async (tenant, tokenOf) => {
    const worker = await tenant.staff('SOCIAL_WORKER');
    const more = await Promise.all(Array.from({ length: writers }, () => tenant.session(worker.id)));
    return { fileId: await tenant.file(), tokens: [worker, ...more].map(tokenOf) };
  });
  const [reading, ...writing] = tokens.map((token) => ({
    authorization: `Bearer ${token}`,
    origin: testOrigin,
    'content-type': 'application/json',
  }));
  return Object.assign(product, {
    fileId,
    read: (address: string) =>
      fetch(`${product.server.url}${address}`, { headers: reading!, signal: AbortSignal.timeout(20_000) }),
    /** Writes a travail; told that it calls too often, a session comes again when it is told to. */
    async write(text: string, key: string = crypto.randomUUID(), writer = 0): Promise<Response> {
      for (;;) {
        const answer = await fetch(`${product.server.url}/v1/files/${fileId}/entries`, {
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
      fetch(`${product.server.url}/ready`, { signal: AbortSignal.timeout(20_000) }).then(
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
  });
}
export type Installed = Awaited<ReturnType<typeof installed>>;
