import { hours, days, type Clock } from './clock.ts';
import { GraphError } from './errors.ts';
import type { Account, Tenant } from './people.ts';
import type { Seed } from './seed.ts';
import type { Switches } from './switches.ts';

/** Who an access token speaks for. */
export interface Grant {
  readonly clientId: string;
  readonly tenant: Tenant;
  /** Absent for an application in its own name. */
  readonly account: Account | undefined;
  readonly scopes: readonly string[];
}

interface Kept extends Grant {
  expires: number;
}

export const accessTokenMs = hours(1);
const refreshTokenMs = days(90);

/** A refusal of the token endpoint. */
export class LoginError extends Error {
  readonly status: number;
  readonly error: string;
  readonly number: number;

  constructor(status: number, error: string, number: number, message: string) {
    super(`AADSTS${number}: ${message}`);
    this.status = status;
    this.error = error;
    this.number = number;
  }
}

export const invalidGrant = (number: number, message: string) =>
  new LoginError(400, 'invalid_grant', number, message);

/** What stands in the way of a refresh, by the trouble of the account. */
const troubles = {
  passwordChanged: () => invalidGrant(50173, 'The provided grant has expired due to it being revoked.'),
  tokenExpired: () => invalidGrant(700082, 'The refresh token has expired due to inactivity.'),
  tokenRevoked: () => invalidGrant(50173, 'The provided grant has been revoked.'),
  mfaRequired: () =>
    new LoginError(400, 'interaction_required', 50076, 'You must use multi-factor authentication.'),
  conditionalAccess: () =>
    new LoginError(400, 'interaction_required', 53003, 'Access has been blocked by policy.'),
  consentRevoked: () => new LoginError(400, 'consent_required', 65001, 'The user has not consented.'),
  disabled: () => invalidGrant(50057, 'The user account is disabled.'),
} as const;

/** Access and refresh tokens, opaque, on the driven clock. */
export class Tokens {
  readonly #clock: Clock;
  readonly #seed: Seed;
  readonly #switches: Switches;
  readonly #access = new Map<string, Kept>();
  readonly #refresh = new Map<string, Kept>();
  readonly #used = new Map<string, Kept>();

  constructor(clock: Clock, seed: Seed, switches: Switches) {
    this.#clock = clock;
    this.#seed = seed;
    this.#switches = switches;
  }

  access(grant: Grant): string {
    const token = `EwB${this.#seed.text(60)}`;
    this.#access.set(token, { ...grant, expires: this.#clock.now + accessTokenMs });
    return token;
  }

  refresh(grant: Grant): string {
    const token = `M.C5_${this.#seed.text(60)}`;
    this.#refresh.set(token, { ...grant, expires: this.#clock.now + refreshTokenMs });
    return token;
  }

  /**
   * Gives a refresh token up for what it stands for: it is good once.
   * @param tenant where it is given up; none for an address of every tenant
   * @throws LoginError invalid_grant, interaction_required or consent_required
   */
  rotate(token: string, clientId: string, tenant: Tenant | undefined): Grant {
    const reused = this.#switches.reusedRefreshToken === 'accepted' ? this.#used.get(token) : undefined;
    const kept = this.#refresh.get(token) ?? reused;
    const elsewhere = tenant !== undefined && kept?.tenant !== tenant;
    if (!kept || kept.clientId !== clientId || elsewhere || kept.expires <= this.#clock.now)
      throw invalidGrant(70000, 'The provided value for the refresh token is not valid.');
    const trouble = kept.account?.trouble;
    if (trouble) throw troubles[trouble]();
    this.#refresh.delete(token);
    this.#used.set(token, kept);
    return kept;
  }

  /**
   * Who a request speaks for.
   * @throws GraphError 401 without a token, or with one that is unknown, expired or of a disabled account
   */
  authenticate(header: string | undefined): Grant {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    const kept = token === undefined ? undefined : this.#access.get(token);
    const refusal = (message: string) =>
      new GraphError(401, 'InvalidAuthenticationToken', message, {
        'www-authenticate': 'Bearer realm="", error="invalid_token"',
      });
    if (token === undefined) throw refusal('Access token is empty.');
    if (!kept) throw refusal('Access token validation failure.');
    if (kept.expires <= this.#clock.now) throw refusal('Lifetime validation failed, the token is expired.');
    if (kept.account?.trouble === 'disabled') throw refusal('The account is disabled.');
    return kept;
  }

  /** Access tokens expire now; refresh tokens too when asked. */
  expire(fits: (grant: Grant) => boolean, refreshToo: boolean): void {
    for (const kept of this.#access.values()) if (fits(kept)) kept.expires = this.#clock.now;
    if (!refreshToo) return;
    for (const kept of this.#refresh.values()) if (fits(kept)) kept.expires = this.#clock.now;
  }
}
