import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditTypes } from '../../server/src/features/audit/audit.catalogue.ts';

const server = new URL('../../server/src/', import.meta.url).pathname;
const sources = globSync('**/*.ts', { cwd: server }).filter(
  (file) => !/\.test\.ts$|audit\.catalogue\.ts$|^testing\//.test(file),
);
const said = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8')).join('\n');
/** Codes of the catalogue that a text never names. */
const unnamed = (text: string, codes: readonly string[]) =>
  codes.filter((code) => !text.includes(`'${code}'`));

const emitters = said(sources.map((file) => `${server}${file}`));

test('T-AUD-1 each kind of trace of the catalogue is left by some act', () => {
  expect(unnamed(emitters, Object.keys(auditTypes))).toEqual([]);
});

test('control: a kind that nothing leaves is seen', () => {
  expect(unnamed(emitters, [...Object.keys(auditTypes), 'file.neverDone'])).toEqual(['file.neverDone']);
});
