import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Env } from './simulator/call.ts';
import { Control } from './simulator/control.ts';
import { graphRoutes } from './simulator/graph.routes.ts';
import { loginRoutes } from './simulator/login.routes.ts';
import { simRoutes } from './simulator/sim.routes.ts';
import { World, type WorldOptions } from './simulator/world.ts';

/** Microsoft Graph, as far as calendars go, with the hands of a test on all of it. */
export type Graph = Control & {
  /** In the place of `https://graph.microsoft.com/v1.0`. */
  readonly url: string;
  /** In the place of `https://login.microsoftonline.com`. */
  readonly loginUrl: string;
  /** The control face, for another process. */
  readonly simUrl: string;
  close(): Promise<void>;
};

/**
 * Starts the simulator on a port of its own. Nothing moves by itself: the test drives the clock, and notifications
 * leave when it is driven.
 */
export async function startGraph(options: WorldOptions = {}): Promise<Graph> {
  const world = new World(options);
  const control = new Control(world);
  const app = new Hono<Env>();
  app.route('/v1.0', graphRoutes(world));
  app.route('/login', loginRoutes(world));
  app.route('/_sim', simRoutes(control));
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port));
  const origin = `http://127.0.0.1:${await listening}`;
  world.login.origin = `${origin}/login`;
  return Object.assign(control, {
    url: `${origin}/v1.0`,
    loginUrl: `${origin}/login`,
    simUrl: `${origin}/_sim`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  });
}
