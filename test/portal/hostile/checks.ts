import { connect, type ConnectOptions, type Session } from '@lastria/sdk';
import type { LastriaElement } from '../../../elements/src/core/base-element.ts';
import { inside, read } from '../../../elements/src/testing/perceived.ts';
import { until } from '../../../elements/src/testing/until.ts';
import { readsIn, type State, type Walked } from '../../../elements/src/testing/walked.ts';
import type { Host } from './host.page.ts';

type Give = ConnectOptions['getToken'];
type Opens = (options: ConnectOptions) => Session;

/** A public element, and how its host opens its sessions. */
export interface Guest extends Walked {
  readonly open?: Opens;
}

/** A host's back end in small: what it gives as a token, and which of them the server takes. */
interface BackEnd {
  give: Give;
  taken: ReadonlySet<string>;
  asked: number;
  refused: number;
  readonly session: Session;
}

const refusal = () =>
  new Response(
    JSON.stringify({
      type: 'https://lastria.example/problems/unauthenticated',
      status: 401,
      title: 'Vous n’êtes plus connecté',
    }),
    { status: 401, headers: { 'content-type': 'application/problem+json' } },
  );

/** Everything a server said, as the words that must be heard nowhere outside. */
const words = new Set<string>();
const isWord = (text: string) => text.length > 3 && /^\p{Lu}|\s/u.test(text) && !/^[A-Z\d_]+$/.test(text);
function remember(value: unknown): void {
  if (typeof value === 'string' && isWord(value)) words.add(value);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(remember);
}
export const wordsOfServer = (): string[] => [...words];

/** What a server says, of another tenant: each name with a mark of its own. */
const names = new Set<string>();
const renamed = (text: string, mark: string) =>
  text.replaceAll(
    /"(\w*[nN]ame|firstNames|label|title|mailbox)":"([^"]+)"/g,
    (_, key: string, name: string) => {
      if (name.length > 3) names.add(name);
      return `"${key}":"${name}${mark}"`;
    },
  );
/** The names an element shows as the first tenant says them; ours are among them. */
const unmarked = (element: LastriaElement, mark: string): string[] => {
  const shown = everyWord(element);
  return [...names].filter((name) => shown.replaceAll(name + mark, '').includes(name));
};

function backEnd(
  scene: Guest,
  { open = scene.open ?? connect, mark = '' }: { open?: Opens; mark?: string } = {},
): BackEnd {
  const answer = scene.ready.server();
  const state: Omit<BackEnd, 'session'> = {
    give: () => 'bon',
    taken: new Set(['bon']),
    asked: 0,
    refused: 0,
  };
  const session = open({
    baseUrl: 'https://lastria.test',
    getToken: () => {
      state.asked += 1;
      return state.give();
    },
    fetch: async (request) => {
      const bearer = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
      if (!state.taken.has(bearer)) {
        state.refused += 1;
        return refusal();
      }
      const response = await answer(request);
      if (!response.headers.get('content-type')?.includes('json')) return response;
      const text = renamed(await response.text(), mark);
      remember(JSON.parse(text));
      return new Response(text, response);
    },
  });
  return Object.assign(state, { session });
}

const host = () => (globalThis as unknown as { host: Host }).host;
const place = (scene: Guest, ...ends: BackEnd[]) =>
  host().draw(
    ends.map(({ session }) => ({ tag: scene.tag, session, props: scene.ready.props ?? {} })),
    'Chez l’hôte',
  ) as LastriaElement[];

/** Waits for a state, a second at most where it may never come; says what it waited for when it does not. */
async function lacks(element: LastriaElement, scene: Guest, state: State, what: string): Promise<string[]> {
  const wanted = readsIn(scene, state);
  const end = performance.now() + (scene.tag.startsWith('planted') ? 300 : 3_000);
  while (!read(element).includes(wanted)) {
    if (performance.now() > end)
      return [`${what}: « ${wanted} » is not read, but: ${read(element).slice(0, 200)}`];
    await new Promise(requestAnimationFrame);
  }
  await element.updateComplete;
  return [];
}
const problem = (isThere: boolean, what: string): string[] => (isThere ? [what] : []);

type Check = (scene: Guest) => Promise<string[]>;

/** Slow to come. */
const slowToken: Check = async (scene) => {
  const end = backEnd(scene);
  const late = Promise.withResolvers<string>();
  end.give = () => late.promise;
  const [element] = place(scene, end);
  const before = await lacks(element!, scene, 'loading', 'while the token is awaited');
  late.resolve('bon');
  return [...before, ...(await lacks(element!, scene, 'ready', 'once it came'))];
};

/** Refused by the server: said, without asking for ever; and a good one afterwards. */
const wrongToken: Check = async (scene) => {
  const end = backEnd(scene);
  end.give = () => 'mauvais';
  const [element] = place(scene, end);
  const problems = [
    ...(await lacks(element!, scene, 'signed-out', 'a token refused')),
    ...problem(end.refused === 0, 'the server was asked nothing'),
    ...problem(end.asked > 3, `a token refused was asked for ${end.asked} times`),
  ];
  end.give = () => 'bon';
  await end.session.renew().catch(() => undefined);
  return [...problems, ...(await lacks(element!, scene, 'ready', 'signed in again'))];
};

/** Refused of a sudden: another one goes on unseen; with none, the element empties itself. */
const dyingToken: Check = async (scene) => {
  const end = backEnd(scene);
  const [element] = place(scene, end);
  const problems = await lacks(element!, scene, 'ready', 'at first');
  const asked = end.asked;
  end.taken = new Set(['neuf']);
  end.give = () => 'neuf';
  host().carry(element!);
  await end.session.access.me().catch(() => undefined);
  problems.push(
    ...(await lacks(element!, scene, 'ready', 'with a new token')),
    ...problem(end.asked !== asked + 1, `a new token was asked for ${end.asked - asked} times`),
  );
  end.taken = new Set();
  end.give = () => null;
  await end.session.access.me().catch(() => undefined);
  problems.push(
    ...(await lacks(element!, scene, 'signed-out', 'with no token any more')),
    ...problem(
      read(element!).includes(scene.ready.reads),
      'the session has ended, and it still shows what it knew',
    ),
  );
  return problems;
};

/** The same again whenever it is asked for, near its end: it is used, and not asked for at each call. */
const sameToken: Check = async (scene) => {
  const end = backEnd(scene);
  end.give = () => ({ token: 'bon', expiresAt: Date.now() + 31_000 });
  const [element] = place(scene, end);
  const problems = await lacks(element!, scene, 'ready', 'with a token near its end');
  for (let call = 0; call < 20; call += 1) await end.session.access.me().catch(() => undefined);
  return [...problems, ...problem(end.asked > 2, `the same token was asked for ${end.asked} times`)];
};

/** Two tenants on a page: each its own, whatever becomes of the other. */
const twoTenants: Check = async (scene) => {
  const [one, other] = [backEnd(scene), backEnd(scene, { mark: ' Bis' })];
  const [first, second] = place(scene, one, other) as [LastriaElement, LastriaElement];
  const problems = [
    ...(await lacks(first, scene, 'ready', 'the first')),
    ...(await lacks(second, scene, 'ready', 'the second')),
  ];
  const isOther = (element: LastriaElement) => everyWord(element).includes(' Bis');
  problems.push(
    ...problem(isOther(first), 'the first shows what is the second’s'),
    ...problem(!isOther(second), 'the second shows nothing of its own'),
  );
  one.session.close();
  problems.push(
    ...(await lacks(first, scene, 'signed-out', 'the first, closed')),
    ...(await lacks(second, scene, 'ready', 'the second, when the first is closed')),
  );
  const own = new Set(unmarked(second, ' Bis'));
  first.session = other.session;
  problems.push(...(await lacks(first, scene, 'ready', 'the first, given to the second tenant')));
  const kept = unmarked(first, ' Bis').filter((name) => !own.has(name));
  return [...problems, ...problem(kept.length > 0, `given to another tenant, it keeps ${kept.join(', ')}`)];
};

/** What is read, and what waits in closed lists and in fields. */
const everyWord = (element: LastriaElement): string =>
  inside(element.shadowRoot!)
    .map((node) =>
      [...node.childNodes]
        .filter((child) => child instanceof Text)
        .map(({ data }) => data)
        .concat((node as Partial<HTMLInputElement>).value ?? '', node.getAttribute('aria-label') ?? '')
        .join(' '),
    )
    .join(' ');

/** Drawn by the host's own Lit, with a session of another version of Lastria, in 320 px of a dark page with resets. */
const drawnByHost: Check = async (scene) => {
  const { connect: open } = (globalThis as unknown as { newer: { connect: Opens } }).newer;
  const ends = [backEnd(scene, { open }), backEnd(scene, { open })];
  const elements = place(scene, ...ends);
  const problems: string[] = [];
  for (const element of elements) problems.push(...(await lacks(element, scene, 'ready', 'in a template')));
  // The host's list is in another order, then drawn again as it was
  for (const cards of [ends.toReversed(), ends]) {
    for (const element of place(scene, ...cards))
      problems.push(...(await lacks(element, scene, 'ready', 'moved by the host’s list')));
  }
  const [element] = elements as [LastriaElement];
  host().carry(element);
  problems.push(...(await lacks(element, scene, 'ready', 'carried elsewhere and back')));
  const right = document.querySelector('main')!.getBoundingClientRect().right + 1;
  const beyond = inside(element.shadowRoot!).find(
    (node) => node.getBoundingClientRect().right > right && !scrolls(node),
  );
  const smallest = inside(element.shadowRoot!)
    .filter((node) => [...node.childNodes].some((child) => child instanceof Text && child.data.trim() !== ''))
    .find((node) => node.checkVisibility() && Number.parseFloat(getComputedStyle(node).fontSize) < 11);
  return [
    ...problems,
    ...problem(beyond !== undefined, `over the edge: ${beyond?.outerHTML.slice(0, 90)}`),
    ...problem(smallest !== undefined, `too small: ${smallest?.outerHTML.slice(0, 90)}`),
  ];
};

function scrolls(node: Element): boolean {
  const around = (up: Element) =>
    up.assignedSlot ?? up.parentElement ?? (up.getRootNode() as ShadowRoot).host;
  for (let up: Element | undefined = node; up && up !== document.body; up = around(up))
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
  return false;
}

/** Ready, and left on the page for whoever has real hands. */
const leftOpen: Check = async (scene) => {
  const [element] = place(scene, backEnd(scene));
  await until(() => read(element!).includes(scene.ready.reads));
  return [];
};

export const checks = {
  drawnByHost,
  slowToken,
  wrongToken,
  dyingToken,
  sameToken,
  twoTenants,
  leftOpen,
};
