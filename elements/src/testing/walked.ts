import { connect } from '@lastria/sdk';
import type { ElementClass } from '../core/define.ts';
import type { LastriaElement } from '../core/base-element.ts';
import { uiMessages } from '../core/ui.messages.ts';
import { read } from './perceived.ts';
import { until } from './until.ts';

/** The five states of every public element. */
export const states = ['signed-out', 'loading', 'empty', 'error', 'ready'] as const;
export type State = (typeof states)[number];

type Answer = (request: Request) => Promise<Response>;
interface Shown {
  /** A server in memory. */
  readonly server: () => Answer;
  /** What a person then reads. */
  readonly reads: string;
  /** What the host sets beside the session. */
  readonly props?: Readonly<Record<string, unknown>>;
}

/** What the walking suite asks of a public element: `<name>.scene.ts`, beside `<name>.element.ts`, exports it as `walk`. */
export interface WalkScene {
  readonly element: ElementClass & { define(): void };
  readonly ready: Shown;
  readonly empty: Shown;
}

export interface Walked extends WalkScene {
  readonly tag: string;
}

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly { readonly customElement?: boolean; readonly tagName?: string }[];
  }[];
}

/** Every public element of custom-elements.json, with its scene; one that cannot be driven fails. */
export async function publicElements(): Promise<Walked[]> {
  const manifest = (await (await fetch('/elements/custom-elements.json')).json()) as Manifest;
  const found = manifest.modules.flatMap(({ path, declarations = [] }) =>
    declarations.flatMap(({ tagName }) => (tagName ? [{ path, tag: tagName }] : [])),
  );
  return Promise.all(
    found.map(async ({ path, tag }) => {
      const scene = path.replace('.element.ts', '.scene.ts');
      const { walk } = (await import(`/elements/${scene}`)) as { walk?: WalkScene };
      if (walk?.element.tag !== tag)
        throw new Error(`${scene} must export how to drive <${tag}>, as \`walk\``);
      walk.element.define();
      return { ...walk, tag };
    }),
  );
}

const failure: Answer = () =>
  Promise.resolve(
    new Response(
      JSON.stringify({
        type: 'https://lastria.example/problems/internal',
        status: 500,
        title: 'Le service a rencontré une difficulté',
        detail: 'Réessayez dans quelques instants.',
        instance: 'demande-essai',
      }),
      {
        status: 500,
        headers: { 'content-type': 'application/problem+json', 'x-request-id': 'demande-essai' },
      },
    ),
  );
const silence: Answer = (request) =>
  new Promise((_resolve, reject) =>
    request.signal.addEventListener('abort', () => reject(request.signal.reason as Error), { once: true }),
  );

/** What says that a state is on screen. */
export const readsIn = ({ ready, empty }: WalkScene, state: State): string =>
  ({
    'signed-out': uiMessages.states.signedOut,
    loading: uiMessages.states.loading,
    empty: empty.reads,
    error: uiMessages.states.retry,
    ready: ready.reads,
  })[state];

/** The element as a host makes it, in a state; not yet on the page. */
export function made(
  scene: Walked,
  state: State,
  heard: (request: Request) => void = () => undefined,
): LastriaElement {
  const element = document.createElement(scene.tag) as LastriaElement;
  Object.assign(element, (state === 'empty' ? scene.empty : scene.ready).props);
  const answer = {
    'signed-out': () => silence,
    loading: () => silence,
    error: () => failure,
    empty: scene.empty.server,
    ready: scene.ready.server,
  }[state]();
  element.session = connect({
    baseUrl: 'https://lastria.test',
    getToken: () => (state === 'signed-out' ? null : { token: 'jeton', expiresAt: Date.now() + 600_000 }),
    fetch: (request) => {
      heard(request);
      return answer(request);
    },
  });
  return element;
}

/** Waits until a state is on screen, and its last rendering with it. */
export async function shown(element: LastriaElement, scene: Walked, state: State): Promise<void> {
  const words = readsIn(scene, state);
  await until(() => read(element).includes(words), `<${scene.tag}> ${state}: « ${words} »`);
  await element.updateComplete;
}
