import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Started {
  readonly process: ChildProcess;
  /** The line it was waited for. */
  readonly line: string;
  stop(): Promise<void>;
}

const deadline = 120_000;

/** Starts a program of the server in a data folder of its own and waits for a line it prints. */
export async function startProgram(
  file: string,
  args: readonly string[],
  awaited: RegExp,
  environment: Readonly<Record<string, string>>,
): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), 'lastria-bench-run-'));
  chmodSync(dir, 0o755);
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(`../../server/${file}`, import.meta.url)), ...args],
    {
      env: { ...inherited, LASTRIA_DATA_DIR: dir, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(killer);
    rmSync(dir, { recursive: true, force: true });
  };
  let output = '';
  try {
    const line = await new Promise<string>((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`${file} does not start: ${output}`)), deadline);
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const found = output.split('\n').find((one) => awaited.test(one));
        if (found === undefined) return;
        clearTimeout(giveUp);
        resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`${file} ends: ${output}`)));
    });
    return { process: child, line, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
