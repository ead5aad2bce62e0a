import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SettingError } from '../config.ts';
import { demoTenant } from '../features/imports/seed/index.ts';
import { answerAsset } from '../pages/assets.ts';
import { bundle } from '../pages/bundle.ts';

export interface PortalOptions {
  readonly port: number;
  /** Where the API answers: another site than the portal. */
  readonly api: string;
  /** The portal's own secret, once the database that knows it is open. */
  readonly client: () => { readonly user: string; readonly secret: string } | undefined;
}

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
const placesOf = (role: string): readonly string[] =>
  role === 'SOCIAL_WORKER'
    ? ['files', 'unfiled', 'imports']
    : role === 'ADMINISTRATOR'
      ? ['configuration']
      : ['files'];

/** The policy of a careful intranet: no inline script or style, Trusted Types, one foreign address to talk to. */
export const policy = (api: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${api}`,
    `frame-src ${api}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/**
 * The intranet of a fictional hospital, embedding our elements: its own site, its own pages, and a back end that
 * holds the secret and obtains tokens. Its sign-in is a list of persons to be, labelled as a demonstration.
 */
export async function servePortal(options: PortalOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { files, entries } = await bundle({
    entries: { portal: new URL('portal.ts', pages) },
    immutable: false,
  });
  const people = demoTenant().staff.map(({ key, shortName, role }) => ({
    key,
    name: shortName,
    role: roleLabels[role] ?? role,
    places: placesOf(role),
  }));
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('content-security-policy', policy(options.api));
    c.res.headers.set('x-content-type-options', 'nosniff');
    c.res.headers.set('referrer-policy', 'no-referrer');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  });
  app.get('/:file{[A-Za-z0-9-]+\\.js}', (c) => {
    const script = files.get(c.req.param('file'));
    return script ? answerAsset(c, script, 'no-cache') : c.text('Page introuvable', 404);
  });
  app.get('/demo/people', (c) =>
    c.json({ people, me: getCookie(c, 'demo-person') ?? null, api: options.api }),
  );
  app.post('/demo/be/:key', (c) => {
    const person = people.find(({ key }) => key === c.req.param('key'));
    if (!person || !sameSite(c.req.header('sec-fetch-site'))) return c.json({ error: 'unknown' }, 404);
    setCookie(c, 'demo-person', person.key, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.json(person);
  });
  app.post('/lastria-token', async (c) => {
    const subject = getCookie(c, 'demo-person');
    if (!subject || !sameSite(c.req.header('sec-fetch-site'))) return c.json({ error: 'signed out' }, 401);
    const token = await tokenFor(options, subject);
    return token ? c.json(token) : c.json({ error: 'refused' }, 502);
  });
  app.get('/', async (c) => {
    const person = people.find(({ key }) => key === getCookie(c, 'demo-person'));
    const me = person?.key ?? null;
    const token = me && ((await tokenFor(options, me)) ?? null);
    const visit = { api: options.api, me, places: person?.places ?? [], token };
    const page = await readFile(new URL('index.html', pages), 'utf8');
    return c.html(
      page
        .replace('<!-- scripts -->', () => entries['portal']!.atOnce.map(preload).join(''))
        .replace('<!-- people -->', () => people.map(option).join(''))
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

/** A token of ten minutes for one of the intranet's people, asked for with the portal's own secret. */
async function tokenFor({ api, client, port }: PortalOptions, subject: string) {
  const own = client();
  if (!own) return undefined;
  const answer = await fetch(`${api}/v1/embed-sessions`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${own.user}:${own.secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    // Until the portal signs its people in for real: its word for two factors, which the demonstration's DPO takes
    body: JSON.stringify({
      subject,
      origins: [`http://127.0.0.1:${port}`],
      amr: ['mfa'],
      authenticatedAt: new Date().toISOString(),
    }),
  }).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const { token, expiresAt } = (await answer.json()) as { token: string; expiresAt: string };
  return { token, expiresAt };
}

const option = ({ key, name, role }: { key: string; name: string; role: string }) =>
  `<option value="${key}">${name} — ${role}</option>`;

const preload = (name: string) => `<link rel="modulepreload" href="${name}" />`;

const sameSite = (site: string | undefined) => site === undefined || site === 'same-origin';
