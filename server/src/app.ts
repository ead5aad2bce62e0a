import { randomUUID } from 'node:crypto';
import { Hono, type Context as HonoContext } from 'hono';
import type { Call, Context, Database, StaffClaims } from './db/database.ts';
import { embedSessionOperation, mountEmbedSessions } from './features/access/embed-session.routes.ts';
import { mountFeeds } from './features/agenda/feed.door.ts';
import { openProviders, type Fetch } from './features/access/provider.service.ts';
import { mountSso } from './features/access/sso.routes.ts';
import { ssoOperations } from './features/access/sso.operations.ts';
import { openSso } from './features/access/sso.service.ts';
import { mountToken, tokenOperation } from './features/access/token.routes.ts';
import { elementNames, serves } from './features/access/elements.ts';
import { pageOrigins } from './features/access/embed-session.service.ts';
import { signInOperations } from './features/access/sign-in.routes.ts';
import { requireRightsSince } from './features/access/grants.service.ts';
import type { CalendarKind } from './features/agenda/outlook/calendar-link.ts';
import {
  mountCalendarNotifications,
  notificationRate,
} from './features/agenda/outlook/notifications.routes.ts';
import { audit } from './features/audit/audit.service.ts';
import { reached, reachesFile, requireReach } from './features/social-file/reach.service.ts';
import { mountDocs } from './http/docs.ts';
import { codeOf, isPassing } from './http/failure.ts';
import type { Reach } from './http/idempotency.ts';
import type { Log } from './http/log.ts';
import type { Mail } from './mail/mail.ts';
import { mount } from './http/mount.ts';
import { mountPage } from './http/page-operation.ts';
import { origins, remembered } from './http/origins.ts';
import { Problem } from './http/problem.ts';
import { sessionRateLimit } from './http/rate-limit.ts';
import type { RequestVariables } from './http/request.ts';
import { liveOperation, mountLive } from './live/live.routes.ts';
import { openLive, type Live } from './live/live.ts';
import { operations } from './operations.ts';
import type { Assets } from './pages/assets.ts';
import { mountPages } from './pages/pages.routes.ts';
import type { Services, Surroundings } from './services.ts';
import type { Keyring } from './vault/keyring.ts';

export interface AppDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly log: Log;
  readonly clock?: () => Date;
  /** Address of our own pages: an origin. */
  readonly publicOrigin?: string;
  /** How providers of identities are asked for their keys. */
  readonly fetch?: Fetch;
  /** The relay by which codes are sent, where a tenant decided so; reminders leave by it too. */
  readonly mail?: Mail | undefined;
  /** What our own pages load. */
  readonly pages?: Assets | undefined;
  /** The contract, as emitted; served at /openapi.json. */
  readonly contract: string;
  /** Checks every reply against its schema: in tests. */
  readonly validateReplies?: boolean;
  /** Hears of failures with all they say, which may hold data of a person: for tests, never for a log. */
  readonly onFailure?: (error: Error) => void;
  /** The live streams; whoever gives them closes them. */
  readonly live?: Live;
  /** Sealed files and jobs; without them the operations that need them are unavailable. */
  readonly services?: Services;
  /** Calendars in Outlook; absent: they are not tied. */
  readonly outlook?: CalendarKind | undefined;
  /** Address of the machine that calls; unknown without a network. */
  readonly addressOf?: (c: HonoContext) => string;
  readonly rate?: { readonly perSecond: number; readonly burst: number };
}

export type App = Hono<{ Variables: RequestVariables }>;

/** Calls of one session: in the long run each second, and at once. */
export const usualRate = { perSecond: 20, burst: 100 };

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const unavailable = () => {
  throw new Problem('unavailable', 'Ce serveur ne reçoit pas de fichiers et ne fait pas de traitements.');
};
const withoutServices: Services = {
  get blobs() {
    return unavailable();
  },
  get jobs() {
    return unavailable();
  },
};

const surrounded = (
  services: Services,
  publicOrigin: string,
  outlook: CalendarKind | undefined,
  sendsMail: boolean,
): Surroundings => ({
  get blobs() {
    return services.blobs;
  },
  get jobs() {
    return services.jobs;
  },
  publicOrigin,
  outlook,
  sendsMail,
});

/** The application, composed; it listens to nothing and starts nothing. */
export function createApp(deps: AppDeps): App {
  const clock = deps.clock ?? (() => new Date());
  const app: App = new Hono();

  app.use(async (c, next) => {
    const given = c.req.header('x-request-id');
    const requestId = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    const started = performance.now();
    await next();
    c.res.headers.set('x-request-id', requestId);
    for (const [name, value] of Object.entries(securityHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    deps.log('info', 'request', {
      requestId,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    });
  });
  app.use(origins(remembered(() => deps.database.allowedOrigins(), 30_000)));

  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/ready', async (c) => {
    await deps.database.ping();
    return c.json({ status: 'ready' });
  });
  app.get('/openapi.json', (c) =>
    c.body(deps.contract, 200, { 'content-type': 'application/json', 'cache-control': 'no-cache' }),
  );

  mountDocs(app, deps.contract);

  const { database, keyring } = deps;
  const { perSecond, burst } = deps.rate ?? usualRate;
  const rateLimit = sessionRateLimit(perSecond, burst);
  const reaches = async (who: StaffClaims, fileId: string, call: Call) =>
    (await database.withStaff(who, call, (ctx) => reachesFile(ctx, fileId))) ?? false;
  mountEmbedSessions(app, { database, keyring, clock, rateLimit, reaches });
  const publicOrigin = deps.publicOrigin ?? 'http://localhost:4600';
  const providers = openProviders(deps.fetch);
  mountToken(app, {
    database,
    keyring,
    clock,
    rateLimit,
    providers,
    log: deps.log,
    issuer: publicOrigin,
    reaches,
  });
  const sso = openSso({ database, keyring, providers, publicOrigin });
  const live = deps.live ?? openLive({ database, log: deps.log, clock });
  const mountDeps = {
    publicOrigin,
    serves,
    database,
    keyring,
    clock,
    rateLimit,
    refused: (ctx: Context, operation: string, type: string) =>
      audit(ctx, 'access.refused', { facts: { operation, type } }),
    reached,
    async mayRead(ctx: Context, since: Date, reach: readonly Reach[]) {
      await requireRightsSince(ctx, since);
      await requireReach(ctx, reach);
    },
    repeated: (ctx: Context, operation: string) => audit(ctx, 'call.repeated', { facts: { operation } }),
    published: (tenantId: string) => live.wake(tenantId),
    validateReplies: deps.validateReplies ?? false,
    services: surrounded(
      deps.services ?? withoutServices,
      publicOrigin,
      deps.outlook,
      deps.mail !== undefined,
    ),
  };
  const addressOf = deps.addressOf ?? (() => 'unknown');
  mountSso(app, {
    sso,
    clock,
    rateLimit,
    addressOf,
    log: deps.log,
    wake: (tenantId) => live.wake(tenantId),
  });
  mountFeeds(app, { database, keyring, clock });
  mountLive(app, live, mountDeps);
  const rate = deps.rate ?? notificationRate;
  mountCalendarNotifications(app, { database, keyring, clock, log: deps.log, rate });
  // A fixed address such as /open-by-reference comes before one with a parameter in the same place.
  const fixedFirst = operations.toSorted(
    (a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')),
  );
  for (const one of fixedFirst) mount(app, one, mountDeps);

  const signInDeps = {
    database,
    keyring,
    publicOrigin,
    mail: deps.mail,
    wake: (tenantId: string) => live.wake(tenantId),
  };
  const signIn = [...signInOperations(signInDeps), ...ssoOperations({ ...signInDeps, sso })];
  for (const one of signIn) mountPage(app, one, { publicOrigin, clock, addressOf, rateLimit });

  const byHand = [embedSessionOperation, tokenOperation, liveOperation, ...signIn];
  const paths = Map.groupBy([...fixedFirst, ...byHand], ({ path }) => path);
  for (const [path, ones] of paths) {
    const allow = ones.map(({ method }) => method.toUpperCase()).join(', ');
    app.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), () => {
      throw new Problem('method-not-allowed', `À cette adresse : ${allow}.`, { headers: { allow } });
    });
  }

  mountPages(app, {
    assets: deps.pages,
    ancestors: (client) => pageOrigins(database, client),
    isElement: (tag) => elementNames.includes(tag),
  });

  app.notFound((c) => new Problem('not-found', "Cette adresse n'existe pas.").toResponse(c.get('requestId')));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    if (error instanceof Problem) return error.toResponse(requestId);
    deps.onFailure?.(error);
    const problem = problemOf(error);
    deps.log('error', 'failure', {
      requestId,
      route: c.req.routePath,
      problem: problem.type,
      code: codeOf(error) ?? error.name,
    });
    return problem.toResponse(requestId);
  });
  return app;
}

/** What a failure below means for who called: try again later, or our fault. The inside is never told. */
function problemOf(error: unknown): Problem {
  if (isPassing(error)) {
    return new Problem(
      'unavailable',
      'Rien n’a été enregistré. Réessayez dans quelques secondes ; votre texte est conservé.',
      { headers: { 'retry-after': '2' } },
    );
  }
  return new Problem(
    'internal',
    "Rien n'a été enregistré. Réessayez ; si cela se reproduit, donnez l'identifiant ci-dessous au support.",
  );
}
