import type { Context, Hono } from 'hono';
import { Problem } from '../http/problem.ts';
import type { RequestVariables } from '../http/request.ts';
import { answerAsset, unbuilt, type Assets } from './assets.ts';
import { assetPath, policy, shell } from './shell.ts';

export interface PagesDeps {
  /** What the pages load; without it each of their addresses says how to have it. */
  readonly assets: Assets | undefined;
  /** Origins whose pages may hold an element of this tenant in a frame; none for a name nobody has. */
  readonly ancestors: (client: string) => Promise<readonly string[]>;
  /** Whether a frame can show this element. */
  readonly isElement: (tag: string) => boolean;
}

/** What a page lets through. */
interface Doors {
  /** Origins whose pages may hold it. */
  readonly ancestors?: readonly string[];
  /** A frame opens a window, which hands it what the person agreed to: the two must see each other. */
  readonly opens?: boolean;
}

/** First parts of an address that name no tenant. */
const reserved = new Set(['v1', 'docs', 'health', 'ready', 'assets', 'frame', 'calendrier']);
const isClient = (name: string) => /^[a-z\d][a-z\d-]{0,62}$/.test(name) && !reserved.has(name);

/** Lastria's own pages: the standalone host, at any address a tenant's name begins, and the documents of frames. */
export function mountPages(app: Hono<{ Variables: RequestVariables }>, deps: PagesDeps): void {
  const assets = () => {
    if (deps.assets) return deps.assets;
    throw new Problem('unavailable', unbuilt);
  };
  const page = (c: Context, name: 'host' | 'frame', { ancestors = [], opens = false }: Doors = {}) =>
    c.html(shell(assets(), name), 200, {
      'content-security-policy': policy(ancestors),
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': opens ? 'unsafe-none' : 'same-origin',
    });

  app.get(`${assetPath}:file{[\\w.-]+}`, (c, next) => {
    const asset = assets().files.get(c.req.param('file'));
    // Its name tells what it holds
    return asset ? answerAsset(c, asset, 'public, max-age=31536000, immutable') : next();
  });
  app.get('/frame/:client/:tag', async (c, next) => {
    const { client, tag } = c.req.param();
    if (!isClient(client) || !deps.isElement(tag)) return next();
    return page(c, 'frame', { ancestors: await deps.ancestors(client), opens: true });
  });
  app.get('/', (c) => page(c, 'host'));
  // Where Microsoft sends back from tying a calendar: declared there once, for every tenant
  app.get('/calendrier/retour', (c) => page(c, 'host'));
  app.get('/:client/accord/:ticket', (c, next) =>
    isClient(c.req.param('client')) ? page(c, 'host', { opens: true }) : next(),
  );
  app.get('/:client/*', (c, next) => (isClient(c.req.param('client')) ? page(c, 'host') : next()));
}
