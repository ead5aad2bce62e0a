/**
 * What an isolated element and its frame say to each other. Both sides check each message: who sent it, the nonce of
 * this frame, and its shape; anything else is counted and left alone.
 */

/** What a host may set: identifiers and switches, or the host's own reference of a person. */
export type Flat = string | number | boolean | null;
export type Plain = Flat | Readonly<Record<string, string>>;
export type Props = Readonly<Record<string, Plain>>;

/** How the frame should look: as what is around it. */
export interface Look {
  readonly theme: string;
  /** Tokens the host sets, by their public name. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly scheme: string;
  readonly font: string;
  readonly size: string;
}

export type ToFrame =
  | { readonly kind: 'hello'; readonly props: Props; readonly look: Look }
  | { readonly kind: 'props'; readonly props: Props }
  | { readonly kind: 'look'; readonly look: Look }
  /** Who the page around is there for, by their id in the team: nobody else is shown anything. `''`: they left. */
  | { readonly kind: 'person'; readonly person: string }
  /** A verb of the element, which the host called. */
  | { readonly kind: 'call'; readonly id: number; readonly verb: string; readonly args: readonly Flat[] }
  /** Whether what was asked may go on. */
  | { readonly kind: 'answer'; readonly id: number; readonly goesOn: boolean };

/** What events carry: identifiers and states. */
export type Detail = Readonly<Record<string, Flat>> | null;

export type FromFrame =
  | { readonly kind: 'ready' }
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'event'; readonly type: string; readonly detail: Detail }
  /** An event that a listener of the host's may refuse: an `answer` is awaited. */
  | { readonly kind: 'ask'; readonly id: number; readonly type: string; readonly detail: Detail }
  /** What a verb answered. */
  | { readonly kind: 'done'; readonly id: number; readonly value: Flat }
  /** What the element knows of itself: whether something is not saved. */
  | { readonly kind: 'facts'; readonly facts: Readonly<Record<string, Flat>> };

/** As it travels. */
export type Sealed<M> = M & { readonly lastria: 1; readonly nonce: string };

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, most = 400): value is string =>
  typeof value === 'string' && value.length <= most;
const every = (bag: unknown, most: number, test: (value: unknown, key: string) => boolean): boolean =>
  isBag(bag) &&
  Object.keys(bag).length <= most &&
  Object.entries(bag).every(([key, value]) => /^[\w-]{1,64}$/.test(key) && test(value, key));
export const isFlat = (value: unknown): value is Flat =>
  value === null ||
  isText(value) ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));
const isPlain = (value: unknown): boolean => isFlat(value) || every(value, 8, (one) => isText(one));

const isLook = (look: unknown): boolean =>
  isBag(look) &&
  ['theme', 'scheme', 'font', 'size'].every((name) => isText(look[name])) &&
  every(look['tokens'], 80, (value, name) => name.startsWith('--lastria-') && isText(value));

const isNumbered = (id: unknown): boolean => Number.isSafeInteger(id) && (id as number) > 0;
const isSaid = (type: unknown, detail: unknown): boolean =>
  isText(type, 80) && /^lastria(-[a-z]+)+$/.test(type) && (detail === null || every(detail, 20, isFlat));

type Shapes = Readonly<Record<string, (message: Bag) => boolean>>;

const toFrame: Shapes = {
  hello: ({ props, look }) => every(props, 40, isPlain) && isLook(look),
  props: ({ props }) => every(props, 40, isPlain),
  look: ({ look }) => isLook(look),
  person: ({ person }) => isText(person, 40),
  call: ({ id, verb, args }) =>
    isNumbered(id) &&
    isText(verb, 40) &&
    /^[a-z][A-Za-z]*$/.test(verb) &&
    Array.isArray(args) &&
    args.length <= 4 &&
    args.every(isFlat),
  answer: ({ id, goesOn }) => isNumbered(id) && typeof goesOn === 'boolean',
};
const fromFrame: Shapes = {
  ready: () => true,
  height: ({ height }) => typeof height === 'number' && height >= 0 && height <= 100_000,
  event: ({ type, detail }) => isSaid(type, detail),
  ask: ({ id, type, detail }) => isNumbered(id) && isSaid(type, detail),
  done: ({ id, value }) => isNumbered(id) && isFlat(value),
  facts: ({ facts }) => every(facts, 20, isFlat),
};

function opened(shapes: Shapes, data: unknown): unknown {
  if (!isBag(data) || data['lastria'] !== 1 || !isText(data['nonce'], 64)) return undefined;
  const kind = String(data['kind']);
  return Object.hasOwn(shapes, kind) && shapes[kind]!(data) ? data : undefined;
}

/** The message, when it has the shape of one that goes to a frame. One function for each side: a page bears its own. */
export const openedByFrame = (data: unknown): Sealed<ToFrame> | undefined =>
  opened(toFrame, data) as Sealed<ToFrame> | undefined;
/** The message, when it has the shape of one that comes from a frame. */
export const openedByPage = (data: unknown): Sealed<FromFrame> | undefined =>
  opened(fromFrame, data) as Sealed<FromFrame> | undefined;

/** The values of an element's properties that may cross; a text or a function may not. */
export function plainProps(values: Readonly<Record<string, unknown>>): Props {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Plain] => isPlain(entry[1])),
  );
}

/** What an event says, without what is no identifier or state. */
export const plainDetail = (detail: unknown): Detail =>
  isBag(detail)
    ? (Object.fromEntries(Object.entries(detail).filter(([, value]) => isFlat(value))) as Detail)
    : null;

/** Properties that stay on their side: they are the page's own, or words that would pass for ours. */
export const heldBack: ReadonlySet<string> = new Set([
  'session',
  'messages',
  'clock',
  'mode',
  'client',
  'baseUrl',
  'theme',
]);
