import { existsSync, readFileSync } from 'node:fs';
import { figure, missing, under, type Bench } from './harness.ts';
import { freePort, startProgram } from './processes.ts';

const goal = under(200);

/** The memory of a server that has just started on an empty database; PostgreSQL is a program beside. */
export async function atRestBench(bench: Bench): Promise<void> {
  const name = 'atRest.server';
  if (!existsSync('/proc/self/status')) {
    bench.report(missing(name, 'MB', goal, 'memory is read from /proc, which this system has not'));
    return;
  }
  const from = performance.now();
  const server = await startProgram('bin/lastria-server.js', ['start'], /écoute sur/, {
    LASTRIA_PORT: String(await freePort()),
  });
  try {
    const started = (performance.now() - from) / 1000;
    // Several answers, so that what is compiled on first use is there.
    const address = server.line.slice(server.line.indexOf('http'));
    for (let turn = 0; turn < 20; turn += 1) await fetch(`${address}/ready`).then((answer) => answer.text());
    bench.report(
      figure(name, residentOf(server.process.pid!), 'MB', {
        goal,
        note: `resident; first start took ${started.toFixed(1)} s, database made included`,
      }),
    );
  } finally {
    await server.stop();
  }
}

const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1000;
