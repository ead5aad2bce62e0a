/** What the house asks of its names, its dependencies and its contract, where no linter of code looks. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { differences } from './check-dependencies.ts';
import { unknownNames } from './check-top-level.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('a new name at the root is refused', () => {
  expect(unknownNames(['server/src/app.ts', 'tsconfig.base.json', '.ci/run', 'README.md'])).toEqual([]);
  expect(unknownNames(['scripts/a.ts', 'notes.md', '.env'])).toEqual(['.env', 'notes.md', 'scripts']);
});

test('a runtime dependency without its reason is refused, and a reason without its dependency', () => {
  const guide = '| Package | Where | Why |\n| ------- | ----- | --- |\n| lit | elements | small |\n';
  expect(differences(guide, { elements: ['lit'], sdk: [] })).toEqual([]);
  expect(differences(guide, { elements: ['lit'], sdk: ['lit'] })).toEqual(['lit (sdk) has no line']);
  expect(differences(guide, { elements: [] })).toEqual(['lit (elements) is in no package.json']);
  expect(differences('| lit | elements | |', { elements: ['lit'] })).toEqual(['lit (elements) has no line']);
});

test('the contract’s own rules', async () => {
  const problem = {
    content: { 'application/problem+json': { schema: { type: 'object' } } },
    description: 'Refusé',
  };
  const body = { content: { 'application/json': { schema: { type: 'object' } } } };
  const operation = { description: 'D', tags: ['a'] };
  const contract = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1', description: 'D', contact: { name: 'N' } },
    servers: [{ url: '/' }],
    tags: [{ name: 'a' }],
    paths: {
      '/sound': {
        post: {
          ...operation,
          operationId: 'socialFile.open',
          requestBody: { ...body, required: true },
          responses: { 200: { description: 'Fait' }, 404: problem },
        },
      },
      '/faulty': {
        post: {
          ...operation,
          operationId: 'open',
          requestBody: body,
          responses: { 200: { description: 'Fait' } },
        },
        get: {
          ...operation,
          operationId: 'a.get',
          responses: { 200: { description: 'Fait' }, 404: { ...body, description: 'Refusé' } },
        },
      },
    },
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'lastria-contract-'));
  try {
    const file = path.join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(contract));
    const args = [
      'lint',
      file,
      '--ruleset',
      '.spectral.yaml',
      '--format',
      'json',
      '--quiet',
      '--fail-severity=hint',
    ];
    const spectral = promisify(execFile)(path.join(root, 'node_modules/.bin/spectral'), args, { cwd: root });
    const { stdout } = await spectral.catch((error: { stdout: string }) => error);
    const found = JSON.parse(stdout) as { code: string; path: string[] }[];
    expect(found.map(({ code, path: [, where] }) => [code, where]).toSorted()).toEqual([
      ['lastria-body-required', '/faulty'],
      ['lastria-operation-id', '/faulty'],
      ['lastria-refusals-are-described', '/faulty'],
      ['lastria-refusals-are-problems', '/faulty'],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
