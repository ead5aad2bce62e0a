import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { html } from 'hono/html';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type ClientMetadata, type KoaContextWithOIDC } from 'oidc-provider';
import { SettingError } from '../config.ts';
import { HospitalMemory } from './hospital-memory.ts';

export interface HospitalPerson {
  /** Who this is for the hospital: the subject of its tokens. */
  readonly subject: string;
  readonly name: string;
  /** What the person does there. */
  readonly role?: string;
}

export interface HospitalIdp {
  readonly issuer: string;
  close(): Promise<void>;
}

const styles = new URL('../../../stories/portal/hospital-idp.css', import.meta.url);

/**
 * The hospital's own sign-in: a certified OpenID provider, with a page where one picks an account. Its people are made
 * up, so that it takes their password and their code as given; all that follows is as at any hospital.
 */
export async function startHospitalIdp({
  port = 0,
  people,
  clients,
}: {
  readonly port?: number;
  readonly people: readonly HospitalPerson[];
  /** The applications it signs people in to; none until they are known. */
  readonly clients: () => readonly ClientMetadata[] | undefined;
}): Promise<HospitalIdp> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    const taken = new SettingError(
      `Le port ${port} est pris. Arrêtez l’autre programme, puis relancez npm start.`,
    );
    server
      .once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken : error))
      .listen(port, '127.0.0.1', () => resolve());
  });
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'hopital-1', alg: 'ES256', use: 'sig' };
  let handle: ReturnType<Provider['callback']> | undefined;
  server.on('request', (request, response) => {
    const known = clients();
    if (!known) return void response.writeHead(503).end();
    handle ??= provide(issuer, key, people, known).callback();
    void handle(request, response);
  });
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function provide(
  issuer: string,
  key: object,
  people: readonly HospitalPerson[],
  clients: readonly ClientMetadata[],
): Provider {
  const provider = new Provider(issuer, {
    adapter: HospitalMemory,
    clients: clients.map((client) => ({ id_token_signed_response_alg: 'ES256', ...client })),
    jwks: { keys: [key] },
    cookies: { keys: ['the hospital of the demonstration'] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, clients, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => show(ctx, clients, signedOutPage()),
      },
    },
    claims: { openid: ['sub', 'sid', 'acr', 'amr', 'auth_time'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: (_ctx, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 600,
      Grant: hours(8),
      Session: hours(8),
      RefreshToken: hours(8),
    },
    renderError: (ctx, { error }) => show(ctx, clients, errorPage(error)),
    // Its people never choose what an application of their own employer may know
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client!.clientId,
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path === '/hospital-idp.css') {
      ctx.type = 'css';
      ctx.body = await readFile(styles, 'utf8');
      return;
    }
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) return next();
    if (ctx.method === 'GET') return show(ctx, clients, signInPage(people));
    let body = '';
    for await (const chunk of ctx.req) body += String(chunk);
    const accountId = new URLSearchParams(body).get('subject') ?? '';
    const login = people.some(({ subject }) => subject === accountId)
      ? { accountId, amr: ['pwd', 'otp'] }
      : undefined;
    await provider.interactionFinished(ctx.req, ctx.res, login ? { login } : { error: 'access_denied' }, {
      mergeWithLastSubmission: false,
    });
    ctx.respond = false;
  });
  return provider;
}

const hours = (count: number) => count * 3600;

/** A page of the hospital's, which sends nowhere but to its own applications. */
async function show(
  ctx: Pick<KoaContextWithOIDC, 'type' | 'body' | 'set'>,
  clients: readonly ClientMetadata[],
  page: ReturnType<typeof layout>,
): Promise<void> {
  const applications = clients.flatMap(({ redirect_uris: uris = [] }) =>
    uris.map((uri) => new URL(uri).origin),
  );
  ctx.set(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; form-action 'self' ${applications.join(' ')}; frame-ancestors 'none'; base-uri 'none'`,
  );
  ctx.set('cache-control', 'no-store');
  ctx.type = 'html';
  ctx.body = String(await page);
}

const layout = (title: string, content: ReturnType<typeof html>) =>
  html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} — Centre hospitalier de Valmont</title>
        <link rel="stylesheet" href="/hospital-idp.css" />
      </head>
      <body>
        <header><strong>Centre hospitalier de Valmont</strong></header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;

const signInPage = (people: readonly HospitalPerson[]) =>
  layout(
    'Connexion des agents',
    html`<p class="demo">
        <strong>Démonstration.</strong> Choisissez qui vous êtes : ces personnes sont inventées, leur mot de
        passe et leur code sont tenus pour vérifiés.
      </p>
      <form method="post">
        ${people.map(
          ({ subject, name, role }) =>
            html`<button name="subject" value="${subject}">
              <span>${name}</span>${role === undefined ? '' : html` <small>${role}</small>`}
            </button>`,
        )}
      </form>`,
  );

/** The form is the provider's own; the button sends it. */
const signOutPage = (form: string) =>
  layout(
    'Se déconnecter',
    html`<p>Vous quittez l’intranet et les applications où ce compte vous a connecté.</p>
      ${html([form] as unknown as TemplateStringsArray)}
      <button class="plain" type="submit" form="op.logoutForm" value="yes" name="logout" autofocus>
        Se déconnecter
      </button>`,
  );

const signedOutPage = () => layout('Vous êtes déconnecté', html`<p>Vous pouvez fermer cette page.</p>`);

const errorPage = (error: string) =>
  layout(
    'Connexion impossible',
    html`<p>Revenez à la page d’où vous venez, puis recommencez.</p>
      <p><small>${error}</small></p>`,
  );
