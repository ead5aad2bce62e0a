import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { tokens } from '../../elements/src/core/tokens.ts';
import { policy } from '../../server/src/demo/portal.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** What whoever embeds Lastria reads: all that it shows must exist, and compile. */
const documents = [
  'README.md',
  'elements/README.md',
  'sdk/README.md',
  'server/README.md',
  'stories/guide/integration.mdx',
];
const guide = 'stories/guide/integration.mdx';

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((one) => one[1] === language).map((one) => one[2]!);

const manifest = JSON.parse(read('elements/custom-elements.json')) as {
  modules: {
    declarations?: {
      tagName?: string;
      events?: { name?: string }[];
      attributes?: { name: string }[];
      cssProperties?: { name: string }[];
    }[];
  }[];
};
const elements = manifest.modules.flatMap(({ declarations = [] }) =>
  declarations.filter(({ tagName }) => tagName !== undefined),
);
const known = new Set(
  elements.flatMap(({ tagName, events = [], cssProperties = [] }) => [
    tagName!,
    ...events.flatMap(({ name }) => name ?? []),
    ...cssProperties.map(({ name }) => name),
  ]),
);
for (const [token] of tokens.cssText.matchAll(/--lastria-[\w-]+/g)) known.add(token);
/** Names that look like ours and are of something else. */
const others = /^lastria-(server|token)$/;

/** Names of ours in a document that nothing bears: tags, events, custom properties. */
const unknownNames = (text: string): string[] =>
  [...new Set([...text.matchAll(/(?<![\w/@.])(?:--)?lastria-[a-z-]*[a-z]/g)].map(([name]) => name))].filter(
    (name) => !known.has(name) && !others.test(name),
  );

/** Attributes of a tag of ours that it does not have. */
const unknownAttributes = (html: string): string[] =>
  [...html.matchAll(/<(lastria-[\w-]+)([^>]*)>/g)].flatMap(([, tag, rest]) => {
    const { attributes = [] } = elements.find(({ tagName }) => tagName === tag) ?? {};
    const own = new Set(['id', ...attributes.map(({ name }) => name)]);
    return [...rest!.matchAll(/([\w-]+)=/g)].map((one) => one[1]!).filter((name) => !own.has(name));
  });

const helps = new Map<string, string>();
function helpOf(command: string): string {
  const args = [path.join(root, 'server/src/main.ts'), command, '--help'];
  if (!helps.has(command))
    helps.set(
      command,
      execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  return helps.get(command)!;
}
/** Options shown with a command that it does not take; the command itself, when there is none. */
const unknownOptions = (shell: string): string[] =>
  [...shell.matchAll(/lastria-server ([a-z-]+)([^\n#]*)/g)].flatMap(([, command, rest]) => {
    const help = helpOf(command!);
    return (rest!.match(/--[a-z-]+/g) ?? []).filter((option) => !help.includes(option));
  });

/** What the compiler says of snippets, as if each were a file of the stories. */
function faults(snippets: readonly string[]): string[] {
  const folder = path.join(root, 'stories/guide');
  const { config } = ts.readConfigFile(path.join(root, 'stories/tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  );
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.join(root, 'stories'));
  const files = new Map(snippets.map((text, index) => [path.join(folder, `snippet-${index}.ts`), text]));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.getSourceFile = (name, language, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!, language)
      : getSourceFile.call(host, name, language, ...rest);
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, composite: false }, host);
  return [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(name)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

describe.each(documents)('%s', (file) => {
  const text = read(file);
  test('names no element, event or custom property that does not exist', () => {
    expect(unknownNames(text)).toEqual([]);
    expect(blocks(text, 'html').flatMap(unknownAttributes)).toEqual([]);
  });
  test('imports what the packages export', () => {
    for (const [, name, entry = '.'] of text.matchAll(/@lastria\/(elements|sdk)(?:\/([\w.-]+))?(?=')/g)) {
      const { exports } = JSON.parse(read(`${name!}/package.json`)) as { exports: Record<string, string> };
      expect(Object.keys(exports)).toContain(entry === '.' ? '.' : `./${entry}`);
    }
  });
  test('gives commands that exist, and options they take', () => {
    expect(blocks(text, 'sh').flatMap(unknownOptions)).toEqual([]);
  });
});

describe('snippets', () => {
  const snippets = documents.flatMap((file) => blocks(read(file), 'ts'));
  let found: string[];
  beforeAll(() => {
    found = faults([
      ...snippets,
      "import { connect } from '@lastria/sdk';\nconnect({ baseUrl: 'https://lastria.example' });",
    ]);
  }, 120_000);

  test('compile', () => {
    expect(snippets.length).toBeGreaterThan(4);
    expect(found.filter((fault) => !fault.startsWith(`snippet-${snippets.length}.ts`))).toEqual([]);
  });
  test('control: one that forgets the token does not', () => {
    expect(found.join()).toContain("Argument of type '{ baseUrl: string; }' is not assignable");
  });
});

describe('the guide', () => {
  const directives = (csp: string) =>
    csp
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean);
  test('asks for the policy under which the demonstration runs, and leaves out nothing it needs', () => {
    const shown = directives(blocks(read(guide), 'csp')[0]!);
    const tried = directives(policy('https://lastria.example', 'https://sso.example'));
    expect(shown.filter((one) => !tried.includes(one))).toEqual([]);
    const opened = tried.filter((one) => !/^[\w-]+ 'none'$/.test(one) && !one.startsWith('form-action'));
    expect(opened.filter((one) => !shown.includes(one))).toEqual([]);
  });
  test('has no table: the Storybook shows their bars', () => {
    expect(read(guide)).not.toMatch(/^\|/m);
  });
  test('names every public element that tells something', () => {
    const telling = elements.filter(({ events = [] }) => events.length > 0).map(({ tagName }) => tagName!);
    expect(telling.filter((tag) => !read(guide).includes(tag))).toEqual([]);
  });
});

test('control: what does not exist is found', () => {
  expect(unknownNames('<lastria-nothing>, --lastria-colour, lastria-file-shut')).toEqual([
    'lastria-nothing',
    '--lastria-colour',
    'lastria-file-shut',
  ]);
  expect(unknownAttributes('<lastria-social-file id="a" file-id="b" person="c">')).toEqual(['person']);
  expect(unknownOptions('lastria-server host-client --tenant ID --forget x')).toEqual(['--forget']);
  expect(() => unknownOptions('lastria-server restart')).toThrow();
});

test.each(['elements', 'sdk', 'server'])('the package of %s holds its page', (name) => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: path.join(root, name),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  expect(files.map((file) => file.path)).toContain('README.md');
});
