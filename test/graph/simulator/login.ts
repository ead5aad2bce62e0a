import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type JWK } from 'jose';
import type { Clock } from './clock.ts';
import { minutes } from './clock.ts';
import { accountOf, type Account, type Tenant } from './people.ts';
import type { Seed } from './seed.ts';
import { accessTokenMs, invalidGrant, LoginError, type Grant, type Tokens } from './tokens.ts';

/** An application as it was registered with Microsoft. */
export interface Application {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  /** For the code flow alone: an application in its own name shows a certificate. */
  readonly secret?: string;
  /** Public half of the key it signs its assertions with. */
  readonly publicKey?: JWK;
  /** Rights it has in its own name, once an administrator agreed. */
  readonly roles?: readonly string[];
}

const graphScopes = ['Calendars.Read', 'Calendars.ReadBasic', 'Calendars.ReadWrite', 'User.Read'];
const loginScopes = ['openid', 'profile', 'email', 'offline_access'];
const resource = 'https://graph.microsoft.com/';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const codeMs = minutes(10);

interface Code extends Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly expires: number;
}

/** Made once: a key of this size takes longer to draw than the simulator to start. */
let drawn: Promise<{ readonly privateKey: CryptoKey; readonly jwk: JWK }> | undefined;
const signingKey = () =>
  (drawn ??= generateKeyPair('RS256', { extractable: true }).then(async ({ privateKey, publicKey }) => ({
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid: 'sim-1', alg: 'RS256', use: 'sig' },
  })));

/** What was asked cannot be sent back to the application: its address is not known to be its own. */
export class ShownToPerson extends Error {}

/** Sign-in pages and token endpoint of the tenants. */
export class Login {
  readonly applications = new Map<string, Application>();
  readonly #clock: Clock;
  readonly #seed: Seed;
  readonly #tokens: Tokens;
  readonly #codes = new Map<string, Code>();
  readonly #assertions = new Set<string>();
  #inFront: Account | undefined;
  #refuses = false;
  origin = '';

  constructor(clock: Clock, seed: Seed, tokens: Tokens) {
    this.#clock = clock;
    this.#seed = seed;
    this.#tokens = tokens;
  }

  /** Who is in front of the screen; they sign in anew, which mends what their sign-in met. */
  signIn(account: Account, refuses = false): void {
    this.#inFront = account;
    this.#refuses = refuses;
    if (account.trouble !== 'disabled') account.trouble = undefined;
  }

  keys = async () => ({ keys: [(await signingKey()).jwk] });

  issuer = (tenant: Tenant): string => `${this.origin}/${tenant.id}/v2.0`;
  tokenEndpoint = (tenant: string): string => `${this.origin}/${tenant}/oauth2/v2.0/token`;

  /**
   * The page where a person signs in and agrees.
   * @returns where their browser is sent
   * @throws ShownToPerson when the application or its address is unknown
   */
  authorize(tenant: Tenant | undefined, query: URLSearchParams): string {
    const application = this.applications.get(query.get('client_id') ?? '');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!application) throw new ShownToPerson('AADSTS700016: application not found.');
    if (!application.redirectUris.includes(redirectUri))
      throw new ShownToPerson('AADSTS50011: the redirect URI does not match.');
    const state = query.get('state');
    if (!state) throw new ShownToPerson('A request without state cannot be told from a forged one.');
    const back = (answer: Record<string, string>) =>
      `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams({ ...answer, state })}`;
    const refuse = (error: string, error_description: string) => back({ error, error_description });
    const challenge = query.get('code_challenge') ?? '';
    const nonce = query.get('nonce') ?? undefined;
    const scopes = (query.get('scope') ?? '').split(/\s+/).filter(Boolean).map(bare);
    if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'AADSTS70005');
    if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
      return refuse('invalid_request', 'AADSTS9002325: Proof Key for Code Exchange is required.');
    if (scopes.includes('openid') && !nonce)
      return refuse('invalid_request', 'AADSTS900144: nonce is missing.');
    if (scopes.some((scope) => ![...graphScopes, ...loginScopes].includes(scope)))
      return refuse('invalid_scope', 'AADSTS70011: the scope is not valid.');
    const hinted = query.get('login_hint');
    const account = (hinted && tenant ? accountOf(tenant, hinted) : undefined) ?? this.#inFront;
    if (!account) throw new ShownToPerson('Nobody is in front of the screen.');
    if (tenant && account.tenant !== tenant)
      return refuse('access_denied', 'AADSTS50020: not of this tenant.');
    if (account.trouble === 'disabled')
      return refuse('access_denied', 'AADSTS50057: the account is disabled.');
    if (this.#refuses) return refuse('access_denied', 'AADSTS65004: the user declined to consent.');
    account.trouble = undefined;
    const code = `0.A${this.#seed.text(60)}`;
    const expires = this.#clock.now + codeMs;
    const grant = { clientId: application.clientId, tenant: account.tenant, account, scopes };
    this.#codes.set(code, { ...grant, redirectUri, challenge, nonce, expires });
    return back({ code, session_state: this.#seed.uuid() });
  }

  /** The page where an administrator agrees for the whole tenant. */
  adminConsent(tenant: Tenant, query: URLSearchParams): string {
    const application = this.applications.get(query.get('client_id') ?? '');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!application?.redirectUris.includes(redirectUri)) throw new ShownToPerson('AADSTS50011');
    const state = query.get('state') ?? '';
    const back = (answer: Record<string, string>) =>
      `${redirectUri}?${new URLSearchParams({ ...answer, state })}`;
    if (!this.#inFront?.admin || this.#inFront.tenant !== tenant || this.#refuses)
      return back({
        error: 'access_denied',
        error_description: 'AADSTS65004: an administrator must consent.',
      });
    tenant.consented.add(application.clientId);
    return back({ admin_consent: 'True', tenant: tenant.id });
  }

  /** @throws LoginError with the status and the error of OAuth 2 */
  async token(tenantName: string, tenant: Tenant | undefined, form: URLSearchParams): Promise<object> {
    const application = this.applications.get(form.get('client_id') ?? '');
    if (!application) throw new LoginError(400, 'unauthorized_client', 700016, 'Application not found.');
    const grantType = form.get('grant_type');
    await this.#authenticate(application, form, tenantName, grantType === 'client_credentials');
    if (grantType === 'client_credentials') return this.#ofApplication(application, tenant, form);
    if (grantType === 'authorization_code') return await this.#ofCode(application, tenant, form);
    if (grantType !== 'refresh_token')
      throw new LoginError(400, 'unsupported_grant_type', 70003, 'The grant type is not supported.');
    const token = form.get('refresh_token') ?? '';
    const grant = this.#tokens.rotate(token, application.clientId, tenant);
    const asked = (form.get('scope') ?? '').split(/\s+/).filter(Boolean).map(bare);
    if (asked.some((scope) => !grant.scopes.includes(scope) && !loginScopes.includes(scope)))
      throw new LoginError(400, 'consent_required', 65001, 'A scope was not consented to.');
    return this.#answer(grant, undefined);
  }

  async #ofCode(
    application: Application,
    tenant: Tenant | undefined,
    form: URLSearchParams,
  ): Promise<object> {
    const text = form.get('code') ?? '';
    const code = this.#codes.get(text);
    this.#codes.delete(text);
    if (!code || code.clientId !== application.clientId || code.expires <= this.#clock.now)
      throw invalidGrant(70008, 'The authorization code has expired, was used, or is not valid.');
    if (tenant && code.tenant !== tenant) throw invalidGrant(50020, 'The code is of another tenant.');
    if (form.get('redirect_uri') !== code.redirectUri)
      throw invalidGrant(500112, 'The reply address does not match.');
    const verifier = form.get('code_verifier') ?? '';
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
      throw invalidGrant(501481, 'The Code_Verifier does not match the code_challenge.');
    return this.#answer(code, code.nonce);
  }

  #ofApplication(application: Application, tenant: Tenant | undefined, form: URLSearchParams): object {
    if (form.get('scope') !== `${resource}.default`)
      throw new LoginError(400, 'invalid_scope', 1002012, 'The scope must end with /.default.');
    if (!tenant?.consented.has(application.clientId))
      throw new LoginError(
        400,
        'unauthorized_client',
        700016,
        'No administrator of the tenant has consented.',
      );
    const grant = {
      clientId: application.clientId,
      tenant,
      account: undefined,
      scopes: application.roles ?? [],
    };
    const lasts = accessTokenMs / 1000;
    return {
      token_type: 'Bearer',
      expires_in: lasts,
      ext_expires_in: lasts,
      access_token: this.#tokens.access(grant),
    };
  }

  async #answer(grant: Grant, nonce: string | undefined): Promise<object> {
    const lasts = accessTokenMs / 1000;
    return {
      token_type: 'Bearer',
      scope: grant.scopes.filter((scope) => !loginScopes.includes(scope)).join(' '),
      expires_in: lasts,
      ext_expires_in: lasts,
      access_token: this.#tokens.access(grant),
      ...(grant.scopes.includes('offline_access') ? { refresh_token: this.#tokens.refresh(grant) } : {}),
      ...(grant.scopes.includes('openid') ? { id_token: await this.#idToken(grant, nonce) } : {}),
    };
  }

  async #idToken({ account, tenant, clientId }: Grant, nonce: string | undefined): Promise<string> {
    const { privateKey, jwk } = await signingKey();
    const { person } = account!;
    const now = Math.floor(this.#clock.now / 1000);
    const sub = createHash('sha256').update(`${clientId} ${person.id}`).digest('base64url');
    const claims = { sub, oid: person.id, tid: tenant.id, ver: '2.0', preferred_username: person.upn };
    return await new SignJWT({ ...claims, name: person.name, ...(nonce === undefined ? {} : { nonce }) })
      .setProtectedHeader({ alg: 'RS256', kid: jwk.kid!, typ: 'JWT' })
      .setIssuer(this.issuer(tenant))
      .setAudience(clientId)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + 3600)
      .sign(privateKey);
  }

  /** A secret for people's tokens; for an application's own, an assertion and nothing else. */
  async #authenticate(
    { clientId, secret, publicKey }: Application,
    form: URLSearchParams,
    tenantName: string,
    assertionOnly: boolean,
  ): Promise<void> {
    const refusal = (number: number, message: string) =>
      new LoginError(401, 'invalid_client', number, message);
    const assertion = form.get('client_assertion');
    if (assertion === null) {
      if (assertionOnly) throw refusal(7000218, 'The request must contain client_assertion.');
      if (secret === undefined && publicKey === undefined) return;
      if (secret === undefined || form.get('client_secret') !== secret)
        throw refusal(7000215, 'Invalid client secret provided.');
      return;
    }
    if (form.get('client_assertion_type') !== assertionType || !publicKey)
      throw refusal(700027, 'The assertion is of no known kind.');
    const key = await importJWK(publicKey, publicKey.alg ?? 'RS256');
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ['RS256', 'PS256', 'ES256'],
      issuer: clientId,
      subject: clientId,
      audience: this.tokenEndpoint(tenantName),
      requiredClaims: ['exp', 'jti'],
      currentDate: this.#clock.date,
    }).catch((error: unknown) => {
      throw refusal(700027, `Client assertion failed validation: ${(error as Error).message}`);
    });
    if (this.#assertions.has(payload.jti!)) throw refusal(700027, 'The assertion was already used.');
    this.#assertions.add(payload.jti!);
  }
}

/** Scopes of Graph may be written with its address in front. */
const bare = (scope: string): string => (scope.startsWith(resource) ? scope.slice(resource.length) : scope);
