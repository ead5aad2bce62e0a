import { Access } from './access.ts';
import { Audit } from './audit.ts';
import { clientOf, type Client } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import { Configurations } from './configuration.ts';
import { Imports } from './imports.ts';
import { Jobs } from './jobs.ts';
import { Organisations } from './organisation.ts';
import { sessionEnded, typeOfProblem } from './errors.ts';
import { Live } from './events.ts';
import { OwnPage, type OurPage } from './own-page.ts';
import { SocialFiles } from './social-file.ts';
import { Tdm } from './tdm.ts';
import { Tokens, type GetToken } from './token.ts';
import { transport, type Credentials } from './transport.ts';
import type { Me } from './types.ts';
import { contractVersion, mayMisunderstand } from './version.ts';

interface AnyOptions {
  /** Address of the Lastria server. */
  readonly baseUrl: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly clock?: Clock;
  /** Hears of what a developer should know, once each. Default: console.warn. */
  readonly onWarning?: (message: string) => void;
}

export interface ConnectOptions extends AnyOptions {
  /** Asks your back end for a token of the person on the page; called again before it expires. */
  readonly getToken: GetToken;
}

/** For pages of Lastria's own origin alone: their session is a cookie that no script can read. */
export interface OwnPageOptions extends AnyOptions {
  /** Which of our own pages calls: a window of its own, or a frame in a host's page. */
  readonly page: OurPage;
}

/**
 * What a session tells:
 * `session-opened` the server accepted the token, for the first time or again; `session-expired` once, when no good
 * token can be had (then `renew()`); `signed-out` closed by the host; `connection-lost` and `connection-restored`;
 * `proof-required` and `proof-too-old` each time a call is refused until the person proves, or proves again, who is
 * there; `isolated-only` each time one is refused because it came from a host's page; `proof-given`, dispatched by the
 * element that learns the person just proved it, so that what waited is read, or done.
 */
export type SessionEventType =
  | 'session-opened'
  | 'session-expired'
  | 'signed-out'
  | 'connection-lost'
  | 'connection-restored'
  | 'proof-required'
  | 'proof-too-old'
  | 'isolated-only'
  | 'proof-given';

export type SessionState = 'new' | 'open' | 'expired' | 'closed';

interface SessionEvents extends EventTarget {
  addEventListener(
    type: SessionEventType,
    listener: (event: Event) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  removeEventListener(
    type: SessionEventType,
    listener: (event: Event) => void,
    options?: EventListenerOptions | boolean,
  ): void;
}

/** Who vouches for the calls, until they do not any more. */
interface Vouched extends Credentials {
  readonly ended: boolean;
  reopen(): void;
  expiresAt?(when: string): void;
}

/** One person's session: what elements and scripts share. Opened by `connect`. */
export class Session extends (EventTarget as new () => SessionEvents) {
  /** Address of the Lastria server. */
  readonly baseUrl: string;
  /** Every operation of the contract, typed by path. */
  readonly client: Client;
  readonly access: Access;
  readonly audit: Audit;
  readonly configuration: Configurations;
  readonly imports: Imports;
  readonly jobs: Jobs;
  readonly live: Live;
  readonly organisation: Organisations;
  readonly socialFile: SocialFiles;
  readonly tdm: Tdm;

  readonly #vouched: Vouched;
  readonly #closed = new AbortController();
  readonly #warn: (message: string) => void;
  readonly #warned = new Set<string>();
  #accepted = false;
  #connected = true;
  #me: Promise<Me> | undefined;

  constructor(options: ConnectOptions | OwnPageOptions) {
    super();
    this.baseUrl = options.baseUrl;
    const clock = options.clock ?? systemClock;
    const fetch = options.fetch ?? ((request) => globalThis.fetch(request));
    this.#warn = options.onWarning ?? ((message) => console.warn(message));
    const told = { onRenewed: () => (this.#me = undefined), onEnded: () => this.#ended() };
    const closed = this.#closed.signal;
    this.#vouched =
      'page' in options
        ? new OwnPage(options.page, told.onEnded)
        : new Tokens({ getToken: options.getToken, clock, closed, ...told });
    this.client = clientOf(
      this.baseUrl,
      transport({
        fetch,
        clock,
        closed,
        credentials: this.#vouched,
        onReply: (request, response) => this.#replied(request, response),
        onNoReply: () => this.#say('connection-lost', this.#connected, () => (this.#connected = false)),
      }),
    );
    this.access = new Access(this.client);
    this.audit = new Audit(this.client);
    this.configuration = new Configurations(this.client);
    this.live = new Live({
      client: this.client,
      clock,
      closed,
      onOpened: (run) => this.on('session-opened', run),
    });
    this.imports = new Imports(this.client);
    this.jobs = new Jobs(this.client, this.live, clock);
    this.organisation = new Organisations(this.client);
    this.socialFile = new SocialFiles(this.client);
    this.tdm = new Tdm(this.client);
  }

  /** Listens to an event; returns the function that stops listening. */
  on(type: SessionEventType, listener: (event: Event) => void): () => void {
    this.addEventListener(type, listener);
    return () => this.removeEventListener(type, listener);
  }

  get state(): SessionState {
    if (this.#closed.signal.aborted) return 'closed';
    if (this.#vouched.ended) return 'expired';
    return this.#accepted ? 'open' : 'new';
  }

  /** Who is speaking; asked once for each token. */
  me(): Promise<Me> {
    if (!this.#me) {
      const asked = this.access.me().then((me) => {
        this.#vouched.expiresAt?.(me.expiresAt);
        this.#compareVersions(me.serverVersion);
        return me;
      });
      this.#me = asked;
      asked.catch(() => {
        if (this.#me === asked) this.#me = undefined;
      });
    }
    return this.#me;
  }

  /** Asks for a token again after `session-expired`, once the person has signed in; `session-opened` follows. */
  async renew(): Promise<Me> {
    if (this.#vouched.ended) this.#vouched.reopen();
    return this.me();
  }

  /** Signs out here: calls under way and later ones are refused, nothing is asked again, elements empty themselves. */
  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort(sessionEnded());
    this.#me = undefined;
    this.dispatchEvent(new Event('signed-out'));
  }

  #ended(): void {
    this.#me = undefined;
    this.#say('session-expired', !this.#closed.signal.aborted, () => (this.#accepted = false));
  }

  #replied(request: Request, response: Response): void {
    this.#say('connection-restored', !this.#connected, () => (this.#connected = true));
    // Late, a reply to a token that was good opens nothing again
    if (response.status < 500 && response.status !== 401 && !this.#vouched.ended)
      this.#say('session-opened', !this.#accepted, () => (this.#accepted = true));
    if (response.status === 403) void this.#refused(response.clone());
    if (response.headers.has('deprecation')) {
      const path = new URL(request.url).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{id}');
      const until = response.headers.get('sunset');
      this.#warnOnce(`Lastria: ${request.method} ${path} will be withdrawn${until ? ` on ${until}` : ''}.`);
    }
  }

  /** Refused for want of a proof: whoever shows the page may ask for it. */
  async #refused(response: Response): Promise<void> {
    const type = typeOfProblem(await response.json().catch(() => undefined));
    if (/^(proof|isolated)-/.test(type!)) this.dispatchEvent(new Event(type!));
  }

  #say(type: SessionEventType, isNew: boolean, note: () => void): void {
    if (!isNew) return;
    note();
    this.dispatchEvent(new Event(type));
  }

  #compareVersions(server: string): void {
    if (mayMisunderstand(server)) {
      this.#warnOnce(
        `Lastria: the server speaks contract ${server}, this SDK ${contractVersion}. Use the SDK of the server's version.`,
      );
    }
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#warn(message);
  }
}

/** Opens a session; nothing is asked of the server until the first call. */
export const connect = (options: ConnectOptions | OwnPageOptions): Session => new Session(options);
