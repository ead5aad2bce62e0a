import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingError } from './config.ts';
import { makeFolder } from './folder.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lastria-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, and found again', () => {
  const deep = join(folder, 'a', 'b', 'c');
  for (const time of ['made', 'found']) {
    makeFolder(deep);
    expect(statSync(deep).isDirectory(), time).toBe(true);
  }
});

test.each([
  ['where nothing can be made', () => '/proc/x/deeper', 'ENOENT'],
  ['under a file', () => join(folder, 'file', 'data'), 'ENOTDIR'],
  ['in the place of a file', () => join(folder, 'file'), 'ENOTDIR'],
])('%s, it is refused in a sentence', (_where, path, code) => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(path())).toThrow(SettingError);
  expect(() => makeFolder(path())).toThrow(`(${code}). Indiquez-en un autre par LASTRIA_DATA_DIR.`);
});
