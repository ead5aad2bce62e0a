import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { BenchCluster } from './bench-database.ts';
import { sizes } from './data-set.ts';
import { atLeast, compared, figure, median, throughput, type Bench } from './harness.ts';
import { openFile, openingPaths, pick, recordOpenings, type OpenedFile } from './opened-files.ts';
import { openReplay, type Replay } from './recorder.ts';
import { connections, openSubject, type Subject } from './subject.ts';

/**
 * Opening a file against a bare Hono + postgres.js handler that runs the identical statements. The reference takes
 * every liberty: one call and one transaction where the application makes two, statements prepared once and for all,
 * no validation, no rights beyond those of the role, rows given as they come.
 */
export async function openFileBench(bench: Bench, cluster: BenchCluster): Promise<void> {
  const subject = await openSubject(cluster, bench.quick ? sizes.quick : sizes.full);
  const replay = openReplay(subject.url, subject.reader, connections);
  try {
    const opened = await recordOpenings(subject);
    const statements = median(opened.map(({ calls }) => calls.flat().length));
    bench.report(figure('openFile.statements', statements, 'statements'));
    bench.report(
      figure('openFile.databaseWaits', median(opened.map(({ waits }) => waits)), 'round trips', {
        reference: median(opened.map(({ all }) => all.length)) + 2,
        note: 'reference: one wait a statement, begin and commit',
      }),
    );
    await inProcess(bench, subject, opened, replay);
    await overHttp(bench, subject, opened, replay);
  } finally {
    await replay.close();
    await subject.close();
  }
}

/** The reference: what one writes when there is nothing but this to serve. */
function bareApp(opened: readonly OpenedFile[], replay: Replay) {
  return new Hono()
    .get('/opened/:turn', async (c) =>
      c.json(await replay.run(pick(opened, Number(c.req.param('turn'))).all)),
    )
    .get('/unprepared/:turn', async (c) =>
      c.json(await replay.run(pick(opened, Number(c.req.param('turn'))).all, { prepare: false })),
    )
    .get('/call/:call/:turn', async (c) =>
      c.json(await replay.run(pick(opened, Number(c.req.param('turn'))).calls[Number(c.req.param('call'))]!)),
    );
}

async function inProcess(
  bench: Bench,
  subject: Subject,
  opened: readonly OpenedFile[],
  replay: Replay,
): Promise<void> {
  const bare = bareApp(opened, replay);
  const get = async (path: string) => (await bare.request(path)).text();
  const milliseconds = bench.quick ? 800 : 2500;
  const rate = (work: (turn: number) => Promise<unknown>) => () =>
    throughput(work, milliseconds, connections);
  const rates = await compared(
    {
      bare: rate((turn) => get(`/opened/${turn}`)),
      twoCalls: rate(async (turn) => [await get(`/call/0/${turn}`), await get(`/call/1/${turn}`)]),
      unprepared: rate((turn) => get(`/unprepared/${turn}`)),
      subject: rate((turn) => openFile(subject, turn)),
    },
    bench.quick ? 3 : 5,
  );
  const against = (name: 'bare' | 'twoCalls' | 'unprepared', note: string, goal = false) =>
    figure(goal ? 'openFile.inProcess' : `openFile.inProcess.${name}`, rates.median('subject'), 'files/s', {
      reference: rates.median(name),
      ratio: rates.ratio('subject', name),
      ...(goal ? { goal: atLeast(0.5, 'ratio') } : {}),
      note,
    });
  bench.report(against('bare', 'reference: identical statements in one transaction, prepared', true));
  bench.report(against('twoCalls', 'reference: two calls and two transactions, as ours, prepared'));
  bench.report(against('unprepared', 'reference: one transaction, statements not prepared'));
}

interface Autocannon {
  (options: Record<string, unknown>): Promise<{
    readonly requests: { readonly average: number };
    readonly non2xx: number;
    readonly errors: number;
  }>;
}

/** The same over HTTP, asked by a process thread of its own. */
async function overHttp(
  bench: Bench,
  subject: Subject,
  opened: readonly OpenedFile[],
  replay: Replay,
): Promise<void> {
  // It brings no types.
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
  const measure =
    (
      fetch: Parameters<typeof serve>[0]['fetch'],
      paths: readonly string[],
      headers: Readonly<Record<string, string>>,
      callsPerFile: number,
    ) =>
    async () => {
      const server = serve({ fetch, hostname: '127.0.0.1', port: 0 });
      await new Promise<void>((resolve) =>
        server.listening ? resolve() : server.once('listening', () => resolve()),
      );
      try {
        const result = await autocannon({
          url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          connections,
          duration: bench.quick ? 2 : 5,
          workers: 1,
          requests: paths.map((path) => ({ path, headers })),
        });
        if (result.non2xx > 0 || result.errors > 0)
          throw new Error(`openFile over HTTP: ${result.non2xx} refusals, ${result.errors} errors`);
        return result.requests.average / callsPerFile;
      } finally {
        await new Promise((resolve) => server.close(resolve));
      }
    };
  const rates = await compared(
    {
      bare: measure(
        bareApp(opened, replay).fetch,
        opened.map((_, turn) => `/opened/${turn}`),
        {},
        1,
      ),
      subject: measure(
        subject.app.fetch,
        subject.fileIds.flatMap((fileId) => openingPaths(fileId)),
        subject.headers,
        2,
      ),
    },
    bench.quick ? 1 : 3,
  );
  bench.report(
    figure('openFile.overHttp', rates.median('subject'), 'files/s', {
      reference: rates.median('bare'),
      ratio: rates.ratio('subject', 'bare'),
      goal: atLeast(0.5, 'ratio'),
      note: `${connections} connections; ours makes two calls a file, the reference one`,
    }),
  );
}
