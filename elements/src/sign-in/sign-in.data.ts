import { ownClient, SignIn, type PasskeyAnswer, type PasskeyOptions } from '@lastria/sdk/sign-in';

export {
  SignIn,
  type AccessTicket,
  type ApplicationSecret,
  type Enrolled,
  type Factor,
  type FactorKind,
  type Invitation,
  type Opened,
  type OpenSession,
  type PasskeyAnswer,
  type PasskeyOptions,
  type Provider,
  type Step,
} from '@lastria/sdk/sign-in';
export type { Session } from '@lastria/sdk';

/** What one of our own pages signs in with. */
export const signInFrom = (page: 'page' | 'frame'): SignIn =>
  new SignIn(ownClient({ baseUrl: location.origin, page }), page);

/** How the customer's own sign-in ended, as our address says when the browser comes back from there. */
export type SsoOutcome = 'named' | 'refused' | 'away';
export const outcomeIn = (search: string): SsoOutcome | undefined =>
  (['named', 'refused', 'away'] as const).find((one) => new URLSearchParams(search).get('sso') === one);

/** A factor proven so lately needs no other: who has just signed in is not asked again. */
export const isFresh = (provedAt: string | null): boolean =>
  provedAt !== null && Date.now() - Date.parse(provedAt) < 5 * 60_000;

/** Where a browser goes to sign in at the customer's own provider. */
export const ssoAddress = (providerId: string, client: string, back: string): string =>
  `/v1/sign-in/sso/${providerId}?${new URLSearchParams({ client, back }).toString()}`;

/** Whether this browser can use or make security keys and passkeys. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

const asJson = (credential: Credential | null): PasskeyAnswer => {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential');
  return credential.toJSON() as unknown as PasskeyAnswer;
};

/** Has the browser sign with a passkey of the person's. */
export const askPasskey = async (options: PasskeyOptions, signal?: AbortSignal): Promise<PasskeyAnswer> =>
  asJson(
    await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        options as unknown as PublicKeyCredentialRequestOptionsJSON,
      ),
      ...(signal ? { signal } : {}),
    }),
  );

/** Has the browser make one. */
export const makePasskey = async (options: PasskeyOptions): Promise<PasskeyAnswer> =>
  asJson(
    await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as unknown as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  );

/** What length says of a password: 0 too short, then 1 to 3. The server alone knows which are common. */
export const strengthOf = (password: string): number => {
  const { size } = new Set(password);
  const length = [...password].length;
  if (length < 12 || size < 5) return 0;
  return length >= 20 ? 3 : length >= 16 ? 2 : 1;
};

/** A code as people type it, without the spaces between its groups. */
export const codeOf = (text: string): string => text.replaceAll(/\s/g, '');
