import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';

/** A file a page asks for, as it goes out. */
export interface Asset {
  readonly type: string;
  readonly text: string;
  readonly packed: Buffer;
  readonly etag: string;
}

/** What a page loads: a script, a style sheet, and what the script imports at once, asked for with it. */
export interface Entry {
  readonly file: string;
  readonly atOnce: readonly string[];
}

export interface Assets {
  readonly files: ReadonlyMap<string, Asset>;
  readonly entries: Readonly<Record<string, Entry>>;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export const assetOf = (name: string, text: string): Asset => ({
  type: types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8',
  text,
  packed: gzipSync(text, { level: 9 }),
  etag: `"${createHash('sha256').update(text).digest('base64url')}"`,
});

/** Answers with an asset, packed where the browser unpacks it, or says that it has not changed. */
export function answerAsset(c: Context, { type, text, packed, etag }: Asset, cacheControl: string): Response {
  const headers = { 'content-type': type, 'cache-control': cacheControl, etag, vary: 'accept-encoding' };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.req.header('accept-encoding')?.includes('gzip')
    ? c.body(new Uint8Array(packed), 200, { ...headers, 'content-encoding': 'gzip' })
    : c.body(text, 200, headers);
}

/** Where `npm run build` leaves what our pages load. */
export const builtPages = new URL('../../../elements/dist/pages/', import.meta.url);
const list = 'pages.json';
/** What is said where nothing was built. */
export const unbuilt =
  'Les pages de Lastria ne sont pas construites : lancez « npm run build », puis redémarrez.';

export function writeAssets(folder: URL, { files, entries }: Assets): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, { text }] of files) writeFileSync(new URL(name, folder), text);
  writeFileSync(new URL(list, folder), JSON.stringify({ files: [...files.keys()], entries }));
}

/** What was built, or nothing when nothing was. */
export function readAssets(folder: URL = builtPages): Assets | undefined {
  let listed: string;
  try {
    listed = readFileSync(new URL(list, folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { files, entries } = JSON.parse(listed) as { files: string[]; entries: Assets['entries'] };
  const read = (name: string) => assetOf(name, readFileSync(new URL(name, folder), 'utf8'));
  return { files: new Map(files.map((name) => [name, read(name)])), entries };
}
