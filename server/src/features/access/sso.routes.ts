import type { Context as HonoContext, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { isId } from '../../db/ids.ts';
import type { Log } from '../../http/log.ts';
import { notFound } from '../../http/problem.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { RequestVariables } from '../../http/request.ts';
import { TokenRefused } from './jwt.ts';
import { OAuthError, readForm, unstored } from './oauth.ts';
import { outcomeOf, SsoRefused, type Sso } from './sso.service.ts';

export interface SsoRouteDeps {
  readonly sso: Sso;
  readonly clock: () => Date;
  readonly log: Log;
  readonly rateLimit: RateLimit;
  readonly addressOf: (c: HonoContext) => string;
  /** Somebody's sessions may have ended. */
  readonly wake: (tenantId: string) => void;
}

/**
 * The addresses a browser goes through to sign in at the customer's own provider, and the one by which that provider
 * says that somebody signed out. They answer by sending on to our pages: never to an address a call names.
 */
export function mountSso(app: Hono<{ Variables: RequestVariables }>, deps: SsoRouteDeps): void {
  const { sso, log } = deps;
  const sendOn = (location: string, cookie?: string) =>
    new Response(null, {
      status: 303,
      headers: {
        ...unstored,
        location,
        // A window that a frame opened stays tied to it through the provider's pages and back
        'cross-origin-opener-policy': 'unsafe-none',
        ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
      },
    });
  const refused = (c: HonoContext<{ Variables: RequestVariables }>, client: string, error: unknown) => {
    const outcome = outcomeOf(error);
    if (!outcome) throw error;
    const reason = error instanceof SsoRefused ? error.reason : outcome;
    log('warn', 'sign-in refused', { requestId: c.get('requestId'), reason });
    const landing = error instanceof SsoRefused ? error.landing : undefined;
    const door = client === '' ? '/' : `/${encodeURIComponent(client)}/connexion`;
    return sendOn(`${landing ?? door}?sso=${outcome}`);
  };

  app.get('/v1/sign-in/sso/:providerId', async (c) => {
    const { client = '', back } = c.req.query();
    deps.rateLimit.take(`sso ${deps.addressOf(c)}`);
    const providerId = c.req.param('providerId');
    if (!isId(providerId)) throw notFound();
    try {
      const { address, cookie } = await sso.begin({ client, providerId, back }, deps.clock());
      return sendOn(address, cookie);
    } catch (error) {
      return refused(c, client, error);
    }
  });

  app.get('/v1/sign-in/sso/:providerId/callback', async (c) => {
    deps.rateLimit.take(`sso ${deps.addressOf(c)}`);
    const call = { now: deps.clock(), requestId: c.get('requestId') };
    const query = new URL(c.req.url).searchParams;
    const providerId = c.req.param('providerId');
    if (!isId(providerId)) throw notFound();
    try {
      const cookie = getCookie(c, '__Host-lastria-sso');
      const named = await sso.callback({ cookie, providerId, query }, call);
      return sendOn(`${named.landing}?sso=named`, named.cookie);
    } catch (error) {
      return refused(c, '', error);
    }
  });

  app.post('/v1/sign-in/sso/:tenantId/:providerId/logout', async (c) => {
    const { tenantId, providerId } = c.req.param();
    const call = { now: deps.clock(), requestId: c.get('requestId') };
    if (!isId(tenantId) || !isId(providerId)) throw notFound();
    deps.rateLimit.take(`${tenantId}/${providerId} logout`);
    try {
      const token = (await readForm(c)).get('logout_token');
      if (token === null) throw new TokenRefused('logoutToken');
      await sso.endedThere({ tenantId, providerId, token }, call);
      deps.wake(tenantId);
      return new Response(null, { status: 200, headers: unstored });
    } catch (error) {
      const reason = error instanceof TokenRefused || error instanceof OAuthError ? error.reason : undefined;
      if (reason === undefined) throw error;
      log('warn', 'logout refused', { requestId: call.requestId, reason });
      return Response.json({ error: 'invalid_request' }, { status: 400, headers: unstored });
    }
  });
}
