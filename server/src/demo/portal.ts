import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SettingError } from '../config.ts';
import { demoTenant } from '../features/imports/seed/index.ts';
import { answerAsset } from '../pages/assets.ts';
import { bundle } from '../pages/bundle.ts';
import type { BackEnd } from './back-end.ts';

export interface PortalOptions {
  readonly port: number;
  /** Where the API answers: another site than the portal. */
  readonly api: string;
  /** The hospital's own sign-in. */
  readonly issuer: string;
  /** The portal's back end, once it knows its secrets. */
  readonly backEnd: () => BackEnd | undefined;
  /** How its pages show Lastria; unset, as the elements do by themselves. */
  readonly mode?: Mode | undefined;
}

export type Mode = 'inline' | 'isolated';

const pages = new URL('../../../stories/portal/', import.meta.url);
const types: Record<string, string> = {
  css: 'text/css',
  svg: 'image/svg+xml',
};

const roleLabels: Record<string, string> = {
  SOCIAL_WORKER: 'Assistante de service social',
  SECRETARY: 'Secrétaire',
  TEAM_MANAGER: 'Cadre socio-éducatif',
  PSYCHOLOGIST: 'Psychologue',
  ADMINISTRATOR: 'Administrateur',
  DPO: 'DPO',
};

/** What the intranet's menu offers: who is there for what is the hospital's own knowledge. */
const placesOf = (role: string): readonly string[] => [
  ...(role === 'SOCIAL_WORKER'
    ? ['files', 'unfiled', 'imports']
    : role === 'ADMINISTRATOR'
      ? ['configuration']
      : ['files']),
  'sign-in',
];

/** The policy of a careful intranet: no inline script or style, Trusted Types, one foreign address to talk to. */
export const policy = (api: string, issuer: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${api}`,
    `frame-src ${api}`,
    "base-uri 'none'",
    `form-action 'self' ${issuer}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** Who works at the hospital, by what its sign-in calls them. */
export const hospitalPeople = () =>
  demoTenant().staff.map(({ key, shortName, role }) => ({
    subject: key,
    name: shortName,
    role: roleLabels[role] ?? role,
    places: placesOf(role),
  }));

const cookies = { session: 'intranet', attempt: 'intranet-attempt' };
/** Lax: it comes along when the hospital's sign-in sends the browser back. A portal of yours adds Secure and __Host-. */
const kept = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;

/**
 * The intranet of a fictional hospital, embedding our elements: its own site, its own pages, and a back end that signs
 * people in at the hospital's own provider and obtains tokens for them.
 */
export async function servePortal(options: PortalOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { files, entries } = await bundle({
    entries: { portal: new URL('portal.ts', pages) },
    immutable: false,
  });
  const people = hospitalPeople();
  const app = new Hono();
  app.onError((error, c) => {
    console.error(error.message);
    return c.text('L’intranet ne répond pas : rechargez dans un instant.', 502);
  });
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('content-security-policy', policy(options.api, options.issuer));
    c.res.headers.set('x-content-type-options', 'nosniff');
    c.res.headers.set('referrer-policy', 'no-referrer');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  app.get('/:file{[A-Za-z0-9-]+\\.js}', (c) => {
    const script = files.get(c.req.param('file'));
    return script ? answerAsset(c, script, 'no-cache') : c.text('Page introuvable', 404);
  });
  app.get('/connexion', async (c) => {
    const begun = await options.backEnd()?.begin();
    if (!begun) return c.text('L’hôpital ouvre : rechargez dans un instant.', 503);
    setCookie(c, cookies.attempt, begun.attempt, { ...kept, maxAge: 600 });
    return c.redirect(begun.address, 303);
  });
  app.get('/retour', async (c) => {
    const attempt = getCookie(c, cookies.attempt) ?? '';
    const session = await options.backEnd()?.enter(attempt, new URL(c.req.url).searchParams);
    deleteCookie(c, cookies.attempt, kept);
    if (session !== undefined) setCookie(c, cookies.session, session, kept);
    return c.redirect(session === undefined ? '/#refus' : '/', 303);
  });
  app.post('/deconnexion', async (c) => {
    if (!sameSite(c.req.header('sec-fetch-site'))) return c.text('Page introuvable', 404);
    const address = await options.backEnd()?.leave(getCookie(c, cookies.session) ?? '');
    deleteCookie(c, cookies.session, kept);
    return c.redirect(address ?? '/', 303);
  });
  app.post('/lastria-token', async (c) => {
    if (!sameSite(c.req.header('sec-fetch-site'))) return c.text('Page introuvable', 404);
    // null tells the page that nobody is signed in any more
    return c.json((await options.backEnd()?.token(getCookie(c, cookies.session) ?? '')) ?? null);
  });
  app.get('/', async (c) => {
    const session = getCookie(c, cookies.session) ?? '';
    const token = (await options.backEnd()?.token(session)) ?? null;
    const me = token && people.find(({ subject }) => subject === options.backEnd()?.subjectOf(session));
    const { api, mode } = options;
    const visit = { api, mode, me, token };
    const page = await readFile(new URL('index.html', pages), 'utf8');
    return c.html(
      page
        .replace('<!-- scripts -->', () => entries['portal']!.atOnce.map(preload).join(''))
        .replace('id="visit">', (found) => found + JSON.stringify(visit).replaceAll('<', '\\u003c')),
    );
  });
  app.get('/:file{[a-z-]+\\.(css|svg)}', async (c) => {
    const name = c.req.param('file');
    try {
      return c.body(await readFile(new URL(name, pages), 'utf8'), 200, {
        'content-type': types[name.split('.').at(-1)!] ?? 'text/plain',
      });
    } catch {
      return c.text('Page introuvable', 404);
    }
  });
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.port }, () =>
      resolve(starting as Server),
    );
    starting.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingError(
              `Le port ${options.port} est pris. Arrêtez l’autre programme, puis relancez npm start.`,
            )
          : error,
      );
    });
  });
  return {
    url: `http://127.0.0.1:${options.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const preload = (name: string) => `<link rel="modulepreload" href="${name}" />`;

const sameSite = (site: string | undefined) => site === undefined || site === 'same-origin';
