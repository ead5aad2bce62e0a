import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingError } from './config.ts';

/**
 * Makes a folder and those above it. One at a time: Node's own recursive way never ends where a folder cannot be made
 * and is said not to exist, as under /proc.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let one = path; !exists(one); one = dirname(one)) missing.unshift(one);
  for (const one of missing) {
    try {
      mkdirSync(one);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process made it in between
      if (code !== 'EEXIST') throw impossible(one, code);
    }
  }
  if (!statSync(path).isDirectory()) throw impossible(path, 'ENOTDIR');
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw impossible(path, (error as NodeJS.ErrnoException).code);
  }
}

const impossible = (path: string, code = 'erreur') =>
  new SettingError(
    `Le dossier ${path} ne peut pas être créé (${code}). Indiquez-en un autre par LASTRIA_DATA_DIR.`,
  );
