import { pause, unlessAborted, type Clock } from './clock.ts';
import { connectionLost, sessionEnded, type SessionEndedError } from './errors.ts';
import type { Credentials } from './transport.ts';

/** A token and when it expires; a plain string is renewed when the server refuses it. */
export interface Token {
  readonly token: string;
  readonly expiresAt?: string | number | Date;
}

/** Asks the host for a token. Nothing, or a rejection: nobody is signed in any more. */
export type GetToken = () => Promise<string | Token | null | undefined> | string | Token | null | undefined;

export interface TokenDeps {
  readonly getToken: GetToken;
  readonly clock: Clock;
  /** Aborted with the error of a closed session. */
  readonly closed: AbortSignal;
  readonly onRenewed: () => void;
  readonly onEnded: () => void;
}

/** How long the host may take to give a token. */
const patience = 30_000;
/** A token is renewed this long before it expires. */
const skew = 30_000;
/** When the host gives the same token again before its end, it is left in peace for a while. */
const calm = 5_000;

interface Held {
  readonly token: string;
  expiresAt: number;
}

/** The token of one session: asked for once at a time, renewed before its end and once when refused. */
export class Tokens implements Credentials {
  readonly header = 'authorization';
  readonly #deps: TokenDeps;
  #held: Held | undefined;
  #flight: Promise<Held> | undefined;
  #ended: SessionEndedError | undefined;
  #calmUntil = 0;

  constructor(deps: TokenDeps) {
    this.#deps = deps;
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** A token to call with. */
  async get(): Promise<string> {
    return bearer(await this.#token());
  }

  async #token(): Promise<string> {
    const { closed, clock } = this.#deps;
    closed.throwIfAborted();
    if (this.#ended) throw this.#ended;
    const now = clock.now();
    const held = this.#held;
    if (held && (held.expiresAt - now > skew || (now < this.#calmUntil && !this.#flight))) return held.token;
    this.#calmUntil = now + calm;
    try {
      return (await this.#ask()).token;
    } catch (error) {
      // The one in hand still serves: the next call asks again
      if (held && held.expiresAt > clock.now() && !closed.aborted) return held.token;
      throw this.#failed(error);
    }
  }

  /** Another token than the one just refused, or nothing: the session has ended. */
  async replace(refused: string): Promise<string | undefined> {
    if (this.#ended) return undefined;
    if (this.#held && bearer(this.#held.token) !== refused) return bearer(this.#held.token);
    try {
      const given = bearer((await this.#ask()).token);
      if (given !== refused) return given;
      this.end();
    } catch (error) {
      const failure = this.#failed(error);
      if (failure !== this.#ended) throw failure;
    }
    return undefined;
  }

  /** The token is refused for good, renewal included. */
  dead(refused: string): void {
    if (this.#held && bearer(this.#held.token) === refused) this.end();
  }

  /** The session has ended: said once, until it is opened again. */
  end(cause?: unknown): SessionEndedError {
    this.#held = undefined;
    if (!this.#ended) {
      this.#ended = sessionEnded(cause);
      this.#deps.onEnded();
    }
    return this.#ended;
  }

  /** Forgets the end: the next call asks the host again. */
  reopen(): void {
    this.#ended = undefined;
    this.#held = undefined;
  }

  /** The server said when the session ends. */
  expiresAt(when: string): void {
    if (this.#held?.expiresAt === Infinity) this.#held.expiresAt = this.#credible(Date.parse(when));
  }

  /** An end that is already past on arrival tells of a wrong clock, not of a dead token: the server will say. */
  #credible(expiresAt: number): number {
    return expiresAt - this.#deps.clock.now() > skew ? expiresAt : Infinity;
  }

  /** What failed, for the call: no answer is not the end of the session; a refusal is. */
  #failed(error: unknown): Error {
    if (this.#deps.closed.aborted) return this.#deps.closed.reason as Error;
    // TypeError is how fetch tells that the network failed
    return error === noAnswer || error instanceof TypeError
      ? connectionLost(undefined, error)
      : this.end(error);
  }

  #ask(): Promise<Held> {
    this.#flight ??= this.#fetchToken().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #fetchToken(): Promise<Held> {
    const { getToken, clock, closed } = this.#deps;
    const answered = new AbortController();
    try {
      const asked = unlessAborted((async () => await getToken())(), closed);
      const late = pause(clock, patience, answered.signal).then(() => Promise.reject(noAnswer));
      const given = await Promise.race([asked, late]);
      const { token, expiresAt } =
        typeof given === 'string' ? { token: given } : ((given ?? {}) as Partial<Token>);
      if (typeof token !== 'string' || token === '') throw new Error('getToken gave no token');
      const held = {
        token,
        expiresAt: expiresAt === undefined ? Infinity : this.#credible(new Date(expiresAt).getTime()),
      };
      if (token !== this.#held?.token) this.#deps.onRenewed();
      this.#held = held;
      return held;
    } finally {
      answered.abort(noAnswer);
    }
  }
}

const bearer = (token: string) => `Bearer ${token}`;

const noAnswer = new Error('getToken gave no answer within 30 s');
