import { Hono } from 'hono';
import type { Env } from './call.ts';
import type { Control } from './control.ts';
import { GraphError } from './errors.ts';

type Verb = (...args: readonly unknown[]) => unknown;

/** What may be called from outside the process, by object. */
const verbs = {
  clock: ['advance', 'advanceTo'],
  graph: ['fault', 'clearFaults', 'grant', 'applicationToken', 'registerApplication'],
  notifications: ['disturb', 'deliver', 'nextSubscriptionId', 'nextValidationToken', 'lifecycle', 'forge'],
  tenant: ['addPerson', 'changePasswordPolicy', 'consent', 'revokeConsent', 'limitApplication'],
  mailbox: [
    ...['create', 'receive', 'respond', 'organizerCancels', 'change', 'delete', 'addCalendar', 'move'],
    ...['event', 'events', 'seen', 'occurrenceId', 'immutableId', 'empty', 'share', 'moveOnPremises'],
    ...['trouble', 'signIn', 'expireTokens', 'loseSyncState', 'emptyDeltaPages'],
  ],
} as const;

/**
 * The control face, for tests in another process: `POST /_sim/clock/advance` with the arguments as a JSON array,
 * `POST /_sim/mailbox/{address}/create`; what is read has its own GET. It answers `{ result }`.
 */
export function simRoutes(control: Control): Hono<Env> {
  const app = new Hono<Env>();
  const call = async (object: object, known: readonly string[], verb: string, args: string) => {
    if (!known.includes(verb)) throw new GraphError(404, 'unknownVerb', `known: ${known.join(', ')}`);
    const list: unknown = args === '' ? [] : JSON.parse(args);
    if (!Array.isArray(list))
      throw new GraphError(400, 'badArguments', 'The body is the array of the arguments.');
    const method = (object as Readonly<Record<string, Verb>>)[verb]!;
    return { result: (await method.apply(object, list)) ?? null };
  };

  app.get('/now', (c) => c.json({ result: control.clock.iso() }));
  app.get('/mails', (c) => c.json({ result: control.mails }));
  app.get('/mails-from-outlook', (c) => c.json({ result: control.mailsFromOutlook }));
  app.get('/ledger', (c) => c.json({ result: control.ledger }));
  app.get('/switches', (c) => c.json({ result: control.switches }));
  app.get('/deliveries', (c) => c.json({ result: control.notifications.deliveries }));
  app.get('/subscriptions', (c) => c.json({ result: control.notifications.subscriptions }));

  const objects = {
    clock: control.clock,
    graph: control,
    notifications: control.notifications,
    tenant: control.tenant,
  };
  for (const [name, object] of Object.entries(objects))
    app.post(`/${name}/:verb`, async (c) =>
      c.json(
        await call(object, verbs[name as keyof typeof objects], c.req.param('verb'), await c.req.text()),
      ),
    );
  app.post('/mailbox/:who/:verb', async (c) =>
    c.json(
      await call(control.mailbox(c.req.param('who')), verbs.mailbox, c.req.param('verb'), await c.req.text()),
    ),
  );

  app.onError((error, c) => {
    const status = error instanceof GraphError ? error.status : 400;
    return c.json({ error: error.message }, status as 400);
  });
  return app;
}
