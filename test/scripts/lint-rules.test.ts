/** Each rule of the house is proven by a planted fault, and by a neighbour it must leave alone. */
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const typed = new ESLint({ cwd: root });
// The faults below stand in files that do not exist, of which no project knows the types
const overrideConfig = [
  tseslint.configs.disableTypeChecked,
  { languageOptions: { parserOptions: { projectService: false } } },
];
const untyped = new ESLint({ cwd: root, overrideConfig });

/** The rules that complain, but for those any five-word program breaks. */
async function complaints(eslint: ESLint, file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(root, file) });
  const rules = result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
  return [...new Set(rules)].filter((rule) => rule !== '@typescript-eslint/no-unused-vars');
}

const feature = 'server/src/features/tdm/tdm.service.ts';
const store = 'server/src/features/tdm/tdm.store.ts';
const element = 'elements/src/agenda/agenda.element.ts';
const texts = 'elements/src/agenda/agenda.messages.ts';
const elementTest = 'elements/src/agenda/agenda.test.ts';
const aTest = 'server/src/features/tdm/tdm.test.ts';

describe('planted faults', () => {
  test.each<[what: string, file: string, code: string, rule: string]>([
    // Arrows between workspaces
    ['elements import the server', element, `import '../../../server/src/app.ts';`, 'lastria/boundaries'],
    ['elements import the server by name', element, `import '@lastria/server';`, 'lastria/boundaries'],
    [
      'elements import the contract',
      element,
      `import type {} from '@lastria/openapi';`,
      'lastria/boundaries',
    ],
    ['elements load the server later', element, `void import('@lastria/server');`, 'lastria/boundaries'],
    [
      'elements name a type of the server',
      element,
      `export type A = import('@lastria/server').A;`,
      'lastria/boundaries',
    ],
    ['the SDK imports elements', 'sdk/src/a.ts', `export * from '@lastria/elements';`, 'lastria/boundaries'],
    [
      'the SDK imports a value of the contract',
      'sdk/src/a.ts',
      `import '../../openapi/openapi.json';`,
      'lastria/boundaries',
    ],
    [
      'the server imports the SDK',
      'server/src/app.ts',
      `export { a } from '@lastria/sdk';`,
      'lastria/boundaries',
    ],
    ['the server imports the tests', aTest, `import '../../../../test/x.ts';`, 'lastria/boundaries'],
    ['stories import the server', 'stories/agenda/a.ts', `import '@lastria/server';`, 'lastria/boundaries'],
    // Arrows inside a workspace
    [
      'the core imports a feature',
      'elements/src/core/a.ts',
      `import '../agenda/agenda.ts';`,
      'lastria/boundaries',
    ],
    [
      'the building blocks import a feature',
      'elements/src/ui/a.ts',
      `import '../agenda/agenda.ts';`,
      'lastria/boundaries',
    ],
    [
      'http imports a feature',
      'server/src/http/a.ts',
      `import '../features/tdm/tdm.service.ts';`,
      'lastria/boundaries',
    ],
    [
      'a feature imports a neighbour’s store',
      feature,
      `import '../audit/audit.store.ts';`,
      'lastria/boundaries',
    ],
    [
      'a feature imports a neighbour’s routes',
      feature,
      `import '../audit/audit.routes.ts';`,
      'lastria/boundaries',
    ],
    [
      'a feature queries a neighbour’s table',
      feature,
      `import { a } from '../audit/audit.table.ts';`,
      'lastria/boundaries',
    ],
    [
      'a store writes in a neighbour’s table',
      store,
      `import { a } from '../audit/audit.table.ts';\nexport const b = (tx) => tx.update(a);`,
      'lastria/own-tables',
    ],
    [
      'a store writes in a neighbour’s tables',
      store,
      `import * as a from '../audit/audit.table.ts';\nexport const b = (tx) => tx.insert(a.row);`,
      'lastria/own-tables',
    ],
    [
      'imports write in a neighbour’s table outside their stores',
      'server/src/features/imports/import.service.ts',
      `import type { a } from '../audit/audit.table.ts';\nexport const b = (tx) => tx.insert(a);`,
      'lastria/own-tables',
    ],
    // The tenant's context
    ['set_config', feature, `export const a = 'select set_config($1, $2, true)';`, 'lastria/tenant-context'],
    [
      'set_config in a template',
      feature,
      'export const a = `select SET_CONFIG(${1}, true)`;',
      'lastria/tenant-context',
    ],
    ['SET ROLE', feature, 'export const a = `select 1; SET ROLE ${1}`;', 'lastria/tenant-context'],
    ['SET LOCAL ROLE', feature, `export const a = 'set local role app';`, 'lastria/tenant-context'],
    [
      'SET SESSION AUTHORIZATION',
      feature,
      `export const a = 'SET SESSION AUTHORIZATION x';`,
      'lastria/tenant-context',
    ],
    [
      'SET LOCAL app.tenant',
      feature,
      'export const a = `SET LOCAL app.tenant = ${1}`;',
      'lastria/tenant-context',
    ],
    ['session SET', feature, `export const a = 'set statement_timeout = 0';`, 'lastria/tenant-context'],
    // One door to the database
    [
      'a connection of one’s own',
      feature,
      `import postgres from 'postgres'; postgres();`,
      '@typescript-eslint/no-restricted-imports',
    ],
    [
      'a drizzle of one’s own',
      feature,
      `import { drizzle } from 'drizzle-orm/postgres-js'; drizzle();`,
      '@typescript-eslint/no-restricted-imports',
    ],
    // Strict CSP, no HTML from a string, nothing kept in the browser
    [
      'styleMap',
      element,
      `import { styleMap } from 'lit/directives/style-map.js'; styleMap({});`,
      '@typescript-eslint/no-restricted-imports',
    ],
    [
      'unsafeHTML',
      element,
      `import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML('');`,
      '@typescript-eslint/no-restricted-imports',
    ],
    ['innerHTML', element, `document.body.innerHTML = '';`, 'no-restricted-syntax'],
    [
      '.innerHTML in a template',
      element,
      'export const a = html`<p .innerHTML=${1}></p>`;',
      'no-restricted-syntax',
    ],
    [
      'insertAdjacentHTML',
      element,
      `document.body.insertAdjacentHTML('beforeend', '');`,
      'no-restricted-syntax',
    ],
    ['document.write', element, `document.write('');`, 'no-restricted-syntax'],
    [
      'a style attribute',
      element,
      'export const a = html`<p style="color: red"></p>`;',
      'no-restricted-syntax',
    ],
    [
      'a bound style attribute',
      element,
      'export const a = html`<p class="b" style=${1}></p>`;',
      'no-restricted-syntax',
    ],
    ['setAttribute style', element, `document.body.setAttribute('style', '');`, 'no-restricted-syntax'],
    ['localStorage', element, `localStorage.clear();`, 'no-restricted-globals'],
    ['window.sessionStorage', element, `window.sessionStorage.clear();`, 'no-restricted-syntax'],
    ['indexedDB', element, `indexedDB.open('a');`, 'no-restricted-globals'],
    ['eval', element, `eval('1');`, 'no-eval'],
    ['new Function', element, `new Function('1')();`, 'no-new-func'],
    ['console.log', element, `console.log('a');`, 'no-console'],
    // Lit, web components, accessibility
    [
      'invalid HTML in a template',
      element,
      'export const a = html`<p><b =></b></p>`;',
      'lit/no-invalid-html',
    ],
    ['a binding where none can stand', element, 'export const a = html`<${1}>`;', 'lit/binding-positions'],
    [
      'an image without text',
      element,
      'import { html } from \'lit\';\nexport const a = html`<img src="a.png" />`;',
      'lit-a11y/alt-text',
    ],
    [
      'work in a constructor',
      element,
      `export class A extends HTMLElement { constructor() { super(); this.id = 'a'; } }\ncustomElements.define('a-b', A);`,
      'wc/no-constructor-attributes',
    ],
    [
      'the link speaks to Microsoft by itself',
      'server/src/features/agenda/outlook/turn.ts',
      `import { GraphCalendar } from './graph.client.ts';
export const a = GraphCalendar;`,
      '@typescript-eslint/no-restricted-imports',
    ],
    // Tests that do not run, or wait on time
    ['a skipped test', aTest, `it.skip('a', () => {});`, 'no-restricted-syntax'],
    ['a lonely test', aTest, `describe.only('a', () => {});`, 'no-restricted-syntax'],
    ['a promised test', aTest, `test.todo('a');`, 'no-restricted-syntax'],
    ['a disabled test', aTest, `xit('a', () => {});`, 'no-restricted-syntax'],
    ['a test that skips itself', aTest, `it('a', function () { this.skip(); });`, 'no-restricted-syntax'],
    ['a sleep', aTest, `await new Promise((done) => setTimeout(done, 50));`, 'no-restricted-syntax'],
    [
      'a sleep from Node',
      aTest,
      `import { setTimeout } from 'node:timers/promises'; await setTimeout(5);`,
      '@typescript-eslint/no-restricted-imports',
    ],
    [
      'a sleep in the browser',
      'elements/src/agenda/agenda.test.ts',
      `import { aTimeout } from '@open-wc/testing'; await aTimeout(5);`,
      '@typescript-eslint/no-restricted-imports',
    ],
    // Everywhere
    ['any', feature, `export const a = 1 as any;`, '@typescript-eslint/no-explicit-any'],
    ['an empty catch', feature, `try { void 0; } catch {}`, 'no-empty'],
    [
      'an exception without a reason',
      feature,
      `// eslint-disable-next-line no-eval\neval('1');`,
      'lastria/explained-disable',
    ],
    ['an exception to everything', feature, `/* eslint-disable */\neval('1');`, 'lastria/explained-disable'],
    [
      'an exception to nothing',
      feature,
      `// eslint-disable-next-line no-eval -- never needed\nexport {};`,
      "Unused eslint-disable directive (no problems were reported from 'no-eval').",
    ],
    ['a sign that may begin a line', texts, `export const a = 'Motif : erreur';`, 'lastria/french-spaces'],
    ['a loose quotation mark', texts, 'export const a = (b) => `« ${b} »`;', 'lastria/french-spaces'],
    [
      'a loose sign after a figure',
      texts,
      'export const a = (b) => `${b} %, ${b} €.`;',
      'lastria/french-spaces',
    ],
    [
      'a file too long to be held in the head',
      feature,
      Array.from({ length: 401 }, (_, line) => `export const a${line} = ${line};`).join('\n'),
      'max-lines',
    ],
    ['a silenced compiler', feature, `// @ts-ignore\nexport {};`, '@typescript-eslint/ban-ts-comment'],
  ])('%s', async (_what, file, code, rule) => {
    expect(await complaints(untyped, file, code)).toContain(rule);
  });

  test.each<[what: string, code: string, rule: string]>([
    ['a forgotten await', `async function a() {}\na();`, '@typescript-eslint/no-floating-promises'],
    [
      'a promise as a condition',
      `async function a() { return true; }\nif (a()) throw new Error('a');`,
      '@typescript-eslint/no-misused-promises',
    ],
    ['a thrown string', `throw 'a';`, '@typescript-eslint/only-throw-error'],
    ['an import cycle', `import './activity-reports.ts';`, 'import-x/no-cycle'],
  ])('%s', async (_what, code, rule) => {
    // The types of the SDK are few: those of the tests are of the whole house
    expect(await complaints(typed, 'sdk/src/pages.ts', code)).toContain(rule);
  });
});

describe('left alone', () => {
  test.each<[what: string, file: string, code: string]>([
    ['elements use the SDK', element, `import '@lastria/sdk';`],
    [
      'the SDK takes types from the contract',
      'sdk/src/a.ts',
      `import type { paths } from '@lastria/openapi';\nexport type A = paths;`,
    ],
    ['stories use elements', 'stories/agenda/a.ts', `import '@lastria/elements/agenda.js';`],
    ['tests use everything', 'test/contract/a.test.ts', `import '../../server/src/app.ts';`],
    ['a feature calls a neighbour’s service', feature, `import '../audit/audit.service.ts';`],
    [
      'a feature takes the type of a neighbour’s row',
      feature,
      `import type { Row } from '../audit/audit.table.ts';\nexport type A = Row;`,
    ],
    [
      'imports write whole files by their stores',
      'server/src/features/imports/import.store.ts',
      `import { a } from '../audit/audit.table.ts';\nexport const b = (tx) => tx.insert(a);`,
    ],
    [
      'a foreign key',
      'server/src/features/tdm/tdm.table.ts',
      `import { a } from '../audit/audit.table.ts';\na();`,
    ],
    [
      'the database sets the context',
      'server/src/db/actor.ts',
      `import 'postgres';\nexport const a = 'select set_config($1, $2, true)';`,
    ],
    ['an update', feature, 'export const a = `update ${1} set a = 1`;'],
    ['a transaction’s own settings', feature, `export const a = 'set local statement_timeout = 5';`],
    ['a sentence', feature, `export const a = 'Set PORT to another number.';`],
    [
      'signs that stand with their words',
      texts,
      "export const a = (b, c) => (b ? `«\\u00a0${c}\\u00a0»\\u00a0: oui\\u00a0!` : 'a:b, c');",
    ],
    ['signs of a style', element, 'export const a = css`a :hover { color: red !important; }`;'],
    ['what a test waits for', elementTest, `export const a = 'Motif : erreur';`],
    ['an element warns', element, `console.warn('a');`],
    [
      'an exception with its reason',
      feature,
      `// eslint-disable-next-line no-eval -- the planted fault of this test\neval('1');`,
    ],
    ['a catch that says why', feature, `try {\n  void 0;\n} catch {\n  // the file may be gone already\n}`],
  ])('%s', async (_what, file, code) => {
    expect(await complaints(untyped, file, code)).toEqual([]);
  });
});

test('signs of French are joined to their words, in strings as in templates', async () => {
  const mending = new ESLint({ cwd: root, overrideConfig, fix: true });
  const code =
    "export const a = 'Qui ? « Elle »';\nexport const b = (c: string) => `${c} : ${c} % ; ${c} !`;\n";
  const [result] = await mending.lintText(code, {
    filePath: path.join(root, 'elements/src/ui/ui.messages.ts'),
  });
  expect(result?.output).toBe(
    "export const a = 'Qui\\u00a0? «\\u00a0Elle\\u00a0»';\nexport const b = (c: string) => `${c}\\u00a0: ${c}\\u00a0%\\u00a0; ${c}\\u00a0!`;\n",
  );
});
