import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { SettingError } from './config.ts';

/** What a process does with the data folder: a server stays, a command ends. */
export type Use = 'server' | 'command';

interface Holder {
  readonly pid: number;
  readonly since: string;
  readonly use: Use;
}

const said: Readonly<Record<Use, string>> = {
  server: 'un autre serveur Lastria',
  command: 'une commande de lastria-server',
};

/**
 * Takes the data folder for this process, and gives the way to let it go. One process has it at a time: whoever else
 * came would lean on a database that stops with the first. A command beside a server shares it, as long as the server
 * is there. A holder that was killed holds nothing.
 */
export function lockDataFolder(dir: string, use: Use): () => void {
  const lock = `${dir}/lastria.pid`;
  const mine = `${process.pid}\n${startOf(process.pid) ?? ''}\n${use}\n`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      try {
        // Whole or not at all, and never over another's
        linkSync(draft, lock);
        return () => {
          if (contentOf(lock) === mine) rmSync(lock);
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const found = contentOf(lock);
      if (found === undefined) continue;
      const holder = holderOf(found);
      if (!holder || !isThere(holder)) {
        setAside(lock, found);
      } else if (use === 'command' && holder.use === 'server') {
        return () => undefined;
      } else {
        throw new SettingError(
          `Le dossier de données ${dir} est utilisé par ${said[holder.use]} (processus ${holder.pid}). Arrêtez-le ou attendez sa fin, ou indiquez un autre dossier par LASTRIA_DATA_DIR.`,
        );
      }
    }
  } finally {
    rmSync(draft);
  }
}

/** Removes what a killed process left; what another took meanwhile goes back to its place. */
function setAside(lock: string, left: string): void {
  const aside = `${lock}.${process.pid}.left`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (contentOf(aside) !== left && !existsSync(lock)) renameSync(aside, lock);
  else rmSync(aside);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function holderOf(content: string): Holder | undefined {
  const [pid = '', since = '', use = ''] = content.split('\n');
  return /^[1-9]\d*$/.test(pid) && (use === 'server' || use === 'command')
    ? { pid: Number(pid), since, use }
    : undefined;
}

/** Alive, and the very process that took the folder: its number may have gone to another program since. */
function isThere({ pid, since }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !existsSync('/proc/self/stat') || startOf(pid) === since;
}

/** When a process started, to the hundredth of a second of one run of the machine; a zombie has ended. */
function startOf(pid: number): string | undefined {
  try {
    // Its name, between brackets, may hold anything
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${fields[18]} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}
