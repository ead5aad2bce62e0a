import { createContext } from '@lit/context';

/** No good token can be had any more, or the host closed the session. */
export type SessionEnd = 'session-expired' | 'signed-out';

/** What elements ask of a session; the SDK's session satisfies it. */
export interface ElementSession {
  readonly client: unknown;
  /** Address of Lastria. */
  readonly baseUrl?: string;
  /** Who speaks, and which elements may stand in this page; the others show themselves in a frame of Lastria's. */
  me?(): Promise<{
    readonly tenant: { readonly id: string };
    readonly staffId?: string;
    readonly elements?: readonly string[] | null;
  }>;
  /** The same as the server knows it now, with when the person last proved it. */
  readonly access?: { me(): Promise<{ readonly provedAt: string | null }> };
  addEventListener(
    type: SessionEnd | 'session-opened' | 'isolated-only' | 'proof-required' | 'proof-given',
    listener: (event: Event) => void,
    options?: AddEventListenerOptions,
  ): void;
}

/** Provided by a host (nearest wins); the key is shared by every copy of Lastria on the page. */
export const sessionContext = createContext<ElementSession | undefined>(Symbol.for('lastria.session'));

let pageDefault: ElementSession | undefined;
const listeners = new Set<() => void>();

/** The session of elements that find no provider above them. */
export function setDefaultSession(session: ElementSession | undefined): void {
  pageDefault = session;
  for (const listener of listeners) listener();
}

export const defaultSession = (): ElementSession | undefined => pageDefault;

export function onDefaultSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
