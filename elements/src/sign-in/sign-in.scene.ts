import { me } from '../testing/sample.ts';
import type { WalkScene } from '../testing/walked.ts';
import { LastriaSignIn } from './sign-in.element.ts';

/** A server that says who is there, and where to confirm it. */
export class Scene {
  me = me;
  readonly calls: string[] = [];

  readonly fetch = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    this.calls.push(`${request.method} ${pathname}`);
    const body = pathname.endsWith('/proof-ticket')
      ? { ticketId: 't', address: 'https://lastria.test/valmont/accord/t' }
      : this.me;
    return Promise.resolve(Response.json(body));
  };
}

export const unproven = { ...me, nominative: false, provedAt: null };

const saying = (who: typeof me) => () => {
  const scene = new Scene();
  scene.me = who;
  return scene.fetch;
};

export const walk: WalkScene = {
  element: LastriaSignIn,
  ready: { server: saying(me), reads: 'Confirmer votre identité' },
  empty: { server: saying(unproven), reads: 'Se connecter à Lastria' },
};
