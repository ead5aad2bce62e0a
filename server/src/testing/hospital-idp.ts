import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type ClientMetadata } from 'oidc-provider';

export interface HospitalPerson {
  /** Who this is for the hospital: the subject of its tokens. */
  readonly subject: string;
  readonly name: string;
}

export interface HospitalIdp {
  readonly issuer: string;
  close(): Promise<void>;
}

/**
 * The hospital's own sign-in: a certified OpenID provider whose page lets one choose who to be, and says that it is a
 * demonstration.
 */
export async function startHospitalIdp({
  port = 0,
  people,
  clients,
}: {
  readonly port?: number;
  readonly people: readonly HospitalPerson[];
  readonly clients: readonly ClientMetadata[];
}): Promise<HospitalIdp> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: clients.map((client) => ({ id_token_signed_response_alg: 'ES256', ...client })),
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'hopital-1', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['hospital of the tests'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    claims: { openid: ['sub', 'sid', 'acr', 'amr', 'auth_time'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
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
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) return next();
    if (ctx.method === 'GET') {
      ctx.type = 'html';
      ctx.body = signInPage(people);
      return;
    }
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
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const signInPage = (people: readonly HospitalPerson[]) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Connexion — Centre hospitalier</title></head>
<body><main><h1>Connexion au centre hospitalier</h1>
<p>Démonstration : choisissez qui vous êtes.</p>
<form method="post">${people
  .map(({ subject, name }) => `<p><button name="subject" value="${subject}">${name}</button></p>`)
  .join('')}</form></main></body></html>`;
