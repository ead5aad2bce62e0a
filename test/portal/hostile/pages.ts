import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly inheritedFrom?: object;
}
interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly {
      readonly tagName?: string;
      readonly members?: readonly Member[];
      readonly events?: readonly { readonly name?: string }[];
    }[];
  }[];
}

const isVerb = (member: Member): boolean =>
  member.kind === 'method' &&
  !member.static &&
  !member.inheritedFrom &&
  !member.name.startsWith('#') &&
  (member.privacy ?? 'public') === 'public';

/** Every public element of the manifest: its tag, where it is written, what a host may call and hear. */
export const publicElements = (
  JSON.parse(readFileSync(`${root}elements/custom-elements.json`, 'utf8')) as Manifest
).modules.flatMap(({ path, declarations = [] }) =>
  declarations.flatMap(({ tagName, members = [], events = [] }) =>
    tagName
      ? [
          {
            tag: tagName,
            path,
            verbs: members.filter(isVerb).map(({ name }) => name),
            events: events.flatMap(({ name = '' }) => (name.startsWith('lastria-') ? [name] : [])),
          },
        ]
      : [],
  ),
);

/** As the guide tells a host that has a Lit of its own. */
const policy = (frames: string) =>
  [
    "default-src 'none'",
    `frame-src ${frames}`,
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');

const newVersion = '9.9.9';
const newer: Plugin = {
  name: 'newer',
  setup: ({ onLoad }) =>
    onLoad({ filter: /elements\/src\/core\/version\.ts$/ }, () => ({
      contents: `export const version = '${newVersion}';`,
    })),
};

/** One script, with a copy of its own of everything it uses. */
async function script(contents: string, plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${root}test/portal/hostile`, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
    plugins,
  });
  return outputFiles[0]!.text;
}

const guest = [
  ...publicElements.map(
    ({ path }, index) =>
      `import { walk as walk${index} } from '../../../elements/${path.replace('.element.ts', '.scene.ts')}';`,
  ),
  `import { start } from './guest.page.ts';`,
  `start([${publicElements.map(({ tag }, index) => `{ ...walk${index}, tag: '${tag}' }`).join()}]);`,
].join('\n');
const another = [
  ...publicElements.map(({ path }) => `import '@lastria/elements/${path.split('/')[1]}.js';`),
  `import { connect } from '@lastria/sdk';`,
  `Object.assign(globalThis, { newer: { connect } });`,
].join('\n');

/** A host page that does everything a careless host does, and allows nothing but, perhaps, frames of one origin. */
export async function serveHost(frames = "'none'"): Promise<{ url: string; close(): Promise<void> }> {
  const [host, ours, second] = await Promise.all([
    script(read('host.page.ts')),
    script(guest),
    script(another, [newer]),
  ]);
  const page = `<!doctype html><html lang="fr"><head><title>Intranet</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/host.css">${['host', 'guest', 'newer'].map((name) => `<script type="module" src="/${name}.js"></script>`).join('')}</head><body><main></main><aside></aside></body></html>`;
  const files: Record<string, readonly [string, string]> = {
    '/': ['text/html', page],
    '/host.css': ['text/css', read('host.css')],
    '/host.js': ['text/javascript', host],
    '/guest.js': ['text/javascript', ours],
    '/newer.js': ['text/javascript', second],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    response.writeHead(body ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy(frames),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
