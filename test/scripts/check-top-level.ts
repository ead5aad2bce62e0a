/** The ground floor is a closed list: a new name at the root is a decision (CONTRIBUTING.md), not an accident. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const workspaces = ['elements', 'sdk', 'server', 'openapi', 'stories', 'test'];
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const configuration = [
  'package.json',
  'package-lock.json',
  'eslint.config.js',
  'knip.json',
  'vitest.config.ts',
  '.ci',
  '.gitignore',
  '.npmrc',
  '.nvmrc',
  '.prettierrc.json',
  '.prettierignore',
  '.spectral.yaml',
];
const allowed = new Set([...workspaces, ...documents, ...configuration]);

export function unknownNames(files: string[]): string[] {
  const names = new Set(files.map((file) => file.split('/')[0] ?? ''));
  return [...names].filter((name) => !allowed.has(name) && !/^tsconfig(\.\w+)?\.json$/.test(name)).toSorted();
}

/** Tracked files and those that could be: what .gitignore names is nobody's business. */
function files(): string[] {
  const root = path.resolve(import.meta.dirname, '../..');
  // A clone made by another account (a container, a CI volume) is still ours to list
  const args = ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: root });
  return listed.toString('utf8').split('\0').filter(Boolean);
}

if (import.meta.main) {
  const unknown = unknownNames(files());
  if (unknown.length > 0) {
    console.error(`Unknown at the root: ${unknown.join(', ')}. Put it in the folder it serves.`);
    process.exitCode = 1;
  }
}
