import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import type { Env } from './call.ts';
import { GraphError } from './errors.ts';
import { ConnectionCut } from './faults.ts';
import { ShownToPerson } from './login.ts';
import { LoginError } from './tokens.ts';
import type { Recorded, World } from './world.ts';

/** Names that stand for whichever tenant the person is of. */
const anyTenant = ['common', 'organizations'];

/** What stands in the place of login.microsoftonline.com. */
export function loginRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { login, clock, seed, faults, ledger } = world;

  app.use(async (c, next) => {
    const url = new URL(c.req.url);
    const target = `${url.pathname}${url.search}`;
    const recorded: Recorded = {
      at: clock.iso(),
      requestId: seed.uuid(),
      method: c.req.method,
      target,
      headers: c.req.header(),
      // Secrets and tokens: who tests them has them already
      body: '',
    };
    ledger.push(recorded);
    c.set('recorded', recorded);
    const asking = { method: c.req.method, target, mailbox: undefined, batchItem: undefined };
    faults.strike(asking, 'before');
    await next();
    recorded.status = c.res.status;
    if (!c.error) faults.strike(asking, 'after');
  });

  const tenantOf = (c: Context<Env>) => {
    const name = c.req.param('tenant') ?? '';
    const found = world.tenant(name);
    if (!found && !anyTenant.includes(name))
      throw new ShownToPerson(`AADSTS90002: tenant '${name}' not found.`);
    return found;
  };
  const queryOf = (c: Context<Env>) => new URL(c.req.url).searchParams;

  app.get('/:tenant/oauth2/v2.0/authorize', (c) => c.redirect(login.authorize(tenantOf(c), queryOf(c))));
  for (const path of ['/:tenant/v2.0/adminconsent', '/:tenant/adminconsent'])
    app.get(path, (c) => {
      const tenant = tenantOf(c);
      if (!tenant) throw new ShownToPerson('AADSTS90002: an administrator consents for one tenant.');
      return c.redirect(login.adminConsent(tenant, queryOf(c)));
    });
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
    const name = c.req.param('tenant');
    const tenant = tenantOf(c);
    return c.json({
      issuer: tenant ? login.issuer(tenant) : `${login.origin}/{tenantid}/v2.0`,
      authorization_endpoint: `${login.origin}/${name}/oauth2/v2.0/authorize`,
      token_endpoint: login.tokenEndpoint(name),
      jwks_uri: `${login.origin}/${name}/discovery/v2.0/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    });
  });
  app.get('/:tenant/discovery/v2.0/keys', async (c) => c.json(await login.keys()));
  app.post('/:tenant/oauth2/v2.0/token', async (c) => {
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
      throw new LoginError(400, 'invalid_request', 900144, 'The body must be a form.');
    const form = new URLSearchParams(await c.req.text());
    c.header('cache-control', 'no-store');
    return c.json(await login.token(c.req.param('tenant'), tenantOf(c), form));
  });

  app.onError((error, c) => {
    if (error instanceof ConnectionCut) {
      c.env.outgoing?.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (error instanceof ShownToPerson) return c.text(error.message, 400);
    const { status, code, number, message, headers } =
      error instanceof LoginError
        ? { ...error, code: error.error, message: error.message, headers: {} }
        : error instanceof GraphError
          ? { ...error, code: 'temporarily_unavailable', number: 90033, message: error.message }
          : { status: 500, code: 'server_error', number: 90033, message: String(error.stack), headers: {} };
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const body = {
      error: code,
      error_description: message,
      error_codes: [number],
      timestamp: clock.iso(),
      trace_id: seed.uuid(),
      correlation_id: seed.uuid(),
    };
    return c.json(body, status as 400);
  });
  return app;
}
