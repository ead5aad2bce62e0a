import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const main = path.resolve(import.meta.dirname, '../../../server/src/main.ts');

/** Starts the product on a folder of its own, and waits for the line that says where it listens. */
export async function start(
  dir: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, 'start'], {
    env: { ...process.env, LASTRIA_DATA_DIR: dir, LASTRIA_PORT: '0', LASTRIA_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /écoute sur (http:\S+)/.exec(output)?.[1];
      if (url) resolve({ process: child, url });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
}

/** Runs a command on a folder; what it says when all is well. */
export const command = async (dir: string, ...args: string[]): Promise<string> => {
  const env = { ...process.env, LASTRIA_DATA_DIR: dir };
  return (await promisify(execFile)(process.execPath, [main, ...args], { env, timeout: 60_000 })).stdout;
};

export const kill = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });

/** The database of a folder, by the number it wrote in its lock file. */
export function postmaster(dir: string): { pid: number | undefined; stop(signal: NodeJS.Signals): void } {
  let pid: number | undefined;
  try {
    pid = Number(readFileSync(`${dir}/postgres/cluster/postmaster.pid`, 'utf8').split('\n')[0]);
  } catch {
    pid = undefined;
  }
  return {
    pid,
    stop(signal) {
      if (pid !== undefined) process.kill(pid, signal);
    },
  };
}
