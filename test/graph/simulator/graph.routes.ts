import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { runBatch } from './batch.ts';
import { calendarRoutes } from './calendar.routes.ts';
import {
  mailboxAsked,
  openAccount,
  preferencesOf,
  readJson,
  readQuery,
  reply,
  requireScope,
  type Call,
  type Env,
} from './call.ts';
import { badRequest, errorBody, GraphError } from './errors.ts';
import { ConnectionCut, type Asking } from './faults.ts';
import type { Mailbox } from './mailbox.ts';
import { showSubscription, type Caller } from './subscriptions.ts';
import type { Recorded, World } from './world.ts';

/** The Graph face: every request is recorded, then authenticated, counted and answered. */
export function graphRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { clock, seed, ledger, faults, throttle, notifications, tokens } = world;

  app.use(async (c, next) => {
    const recorded = await record(c);
    ledger.push(recorded);
    c.set('recorded', recorded);
    c.header('request-id', recorded.requestId);
    const clientRequestId = c.req.header('client-request-id');
    if (clientRequestId !== undefined) c.header('client-request-id', clientRequestId);
    await next();
    if (!(c.error instanceof ConnectionCut)) recorded.status = c.res.status;
  });

  app.use(async (c, next) => {
    const grant = tokens.authenticate(c.req.header('authorization'));
    c.set('grant', grant);
    const recorded = c.get('recorded');
    recorded.clientId = grant.clientId;
    const mailbox = mailboxAsked(c);
    if (mailbox !== undefined) recorded.mailbox = mailbox;
    const { method, target } = recorded;
    const asking: Asking = { method, target, mailbox, batchItem: c.env.batchItem };
    const leave = throttle.enter(grant.clientId, mailbox);
    try {
      faults.strike(asking, 'before');
      await faults.held(asking);
      await next();
    } finally {
      leave();
    }
    if (method !== 'GET' && notifications.beforeReply) await notifications.deliver();
    if (!c.error) faults.strike(asking, 'after');
  });

  const record = async (c: Call): Promise<Recorded> => {
    const url = new URL(c.req.url);
    const { authorization: _, ...headers } = c.req.header();
    const { batchItem } = c.env;
    return {
      at: clock.iso(),
      requestId: seed.uuid(),
      method: c.req.method,
      target: `${url.pathname.replace(/^\/v1\.0/, '')}${url.search}`,
      headers,
      body: await c.req.text(),
      ...(batchItem === undefined ? {} : { batchItem }),
    };
  };

  app.route('/me', calendarRoutes(world));
  app.route('/users/:user', calendarRoutes(world));

  const callerOf = (c: Call): Caller => {
    const { clientId, tenant, account } = c.get('grant');
    return { clientId, tenantId: tenant.id, userId: account?.person.id };
  };
  /** Mailbox of a resource; an application in its own name names it. */
  const mailboxOf =
    (c: Call) =>
    (resource: string): Mailbox => {
      const [, me, user] = /^\/?(?:(me)|users\/([^/]+))\/events$/i.exec(resource) ?? [];
      const who = me ? 'me' : user;
      if (who === undefined) throw badRequest(`Resource '${resource}' is not supported.`, 'ValidationError');
      return openAccount(world, c, who).mailbox;
    };
  app.post('/subscriptions', async (c) => {
    requireScope(c, 'read');
    readQuery(c);
    const { immutable } = preferencesOf(c);
    const body = await readJson(c);
    const made = await world.subscriptions.create(body, callerOf(c), immutable, mailboxOf(c));
    return reply(c, 201, showSubscription(made, true));
  });
  app.get('/subscriptions', (c) => {
    requireScope(c, 'read');
    readQuery(c);
    return reply(c, 200, { value: world.subscriptions.of(callerOf(c)).map((one) => showSubscription(one)) });
  });
  const subscriptionOf = (c: Call) => {
    requireScope(c, 'read');
    readQuery(c);
    return world.subscriptions.find(c.req.param('id') ?? '', callerOf(c));
  };
  app.get('/subscriptions/:id', (c) => reply(c, 200, showSubscription(subscriptionOf(c))));
  app.patch('/subscriptions/:id', async (c) => {
    const subscription = subscriptionOf(c);
    world.subscriptions.renew(subscription, await readJson(c));
    return reply(c, 200, showSubscription(subscription));
  });
  app.delete('/subscriptions/:id', (c) => {
    world.subscriptions.remove(subscriptionOf(c));
    return c.body(null, 204);
  });
  app.post('/subscriptions/:id/reauthorize', (c) => {
    world.subscriptions.reauthorize(subscriptionOf(c));
    return c.body(null, 204);
  });

  app.post('/$batch', async (c) => {
    readQuery(c);
    const body = await readJson(c);
    const authorization = c.req.header('authorization') ?? '';
    const responses = await runBatch(body, seed, async ({ id, method, path, headers, text }) => {
      const init = {
        method,
        headers: { ...headers, authorization },
        ...(text === undefined ? {} : { body: text }),
      };
      return await single.request(`${new URL(c.req.url).origin}/v1.0${path}`, init, { batchItem: id });
    });
    return reply(c, 200, { responses });
  });

  app.all('*', (c) => {
    throw badRequest(`Resource not found for the segment '${c.req.path}'.`, 'BadRequest');
  });

  app.onError((error, c) => {
    const { requestId } = c.get('recorded');
    if (error instanceof ConnectionCut && c.env.outgoing) {
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const known = error instanceof GraphError ? error : failure(error);
    for (const [name, value] of Object.entries(known.headers)) c.header(name, value);
    c.header('request-id', requestId);
    return c.json(errorBody(known, requestId, clock.iso()), known.status as 400);
  });
  const single = new Hono<Env>().route('/v1.0', app);
  return app;
}

/** Within a batch a cut is a reply that never came; anything else is a fault of the simulator, and shows. */
const failure = (error: Error): GraphError =>
  error instanceof ConnectionCut
    ? new GraphError(504, 'gatewayTimeout', 'No reply.')
    : new GraphError(500, 'SimulatorFailure', String(error.stack));
