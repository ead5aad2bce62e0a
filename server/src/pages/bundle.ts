import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assetOf, type Assets } from './assets.ts';

export interface BundleOptions {
  /** Scripts, style sheets and images, by the name a page knows them under. */
  readonly entries: Readonly<Record<string, URL>>;
  /** Puts what a file holds in its name, so that a browser may keep it for ever. */
  readonly immutable: boolean;
}

const elements = new URL('../../../elements/', import.meta.url);

/** Our own pages and what they load. */
const pages = new URL('src/pages/', elements);
export const ownPages: BundleOptions = {
  immutable: true,
  entries: {
    host: new URL('host.ts', pages),
    frame: new URL('frame.ts', pages),
    look: new URL('look.css', pages),
    icon: new URL('icon.svg', pages),
  },
};

/** Scripts with the elements they import; what is imported later comes when it is needed. */
export async function bundle({ entries, immutable }: BundleOptions): Promise<Assets> {
  const names = immutable ? '[name]-[hash]' : '[name]';
  const result = await build({
    entryPoints: Object.entries(entries).map(([out, url]) => ({ out, in: fileURLToPath(url) })),
    entryNames: names,
    chunkNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    bundle: true,
    splitting: true,
    outdir: '/',
    metafile: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
    tsconfig: fileURLToPath(new URL('tsconfig.json', elements)),
  });
  const outputs = Object.entries(result.metafile.outputs);
  const isOf = (name: string) => new RegExp(immutable ? `^${name}-[^-]+$` : `^${name}$`);
  return {
    files: new Map(
      result.outputFiles.map(({ path, text }) => [basename(path), assetOf(basename(path), text)]),
    ),
    entries: Object.fromEntries(
      Object.keys(entries).map((name) => {
        const [path, { imports }] = outputs.find(([file, { entryPoint }]) => {
          const bare = basename(file).replace(/\.\w+$/, '');
          return (entryPoint !== undefined || /\.svg$/.test(file)) && isOf(name).test(bare);
        })!;
        const atOnce = imports.filter(({ kind }) => kind === 'import-statement');
        return [name, { file: basename(path), atOnce: atOnce.map((one) => basename(one.path)) }];
      }),
    ),
  };
}
