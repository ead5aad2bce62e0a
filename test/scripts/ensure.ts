/** What the two `ensure-…` scripts share: run a command, install a Debian package, say one clear sentence. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Runs quietly; the output is shown only when the command failed. */
function run(command: string, args: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  return status === 0;
}

/** Installs Debian packages when that is possible: an apt machine, and we are root. */
export function aptInstall(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get…`);
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

/** Prints what was found, or the one sentence that says what to do, and exits. */
export function report(what: string, found: string | undefined, advice: string): never {
  if (found) {
    console.log(`${what}: ${found}`);
    process.exit(0);
  }
  console.error(advice);
  process.exit(1);
}
