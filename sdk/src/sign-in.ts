import { clientOf, init, type CallOptions, type Client } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import type { components } from './generated/schema.d.ts';
import type { OurPage } from './own-page.ts';
import type { Session } from './session.ts';
import { fixedCredentials, transport } from './transport.ts';
import { dataOf } from './unwrap.ts';

type Schemas = components['schemas'];

/** Half-way: the password was right, a factor is asked for, or one is enrolled first. */
export type Step = Schemas['SignInStep'];
/** A sign-in of the customer's own. */
export type Provider = Schemas['SignInOptions']['providers'][number];
export type FactorKind = Step['factors'][number];
/** Signed in. */
export type Opened = Schemas['SignInOpened'];
/** Signed in, with recovery codes that are shown once. */
export type Enrolled = Schemas['SignInEnrolled'];
export type Invitation = Schemas['Invitation'];
/** What an application reads: as a drawing, or as text. */
export type ApplicationSecret = Schemas['ApplicationSecret'];
export type AccessTicket = Schemas['AccessTicket'];
export type OpenSession = Schemas['SessionList']['items'][number];
export type MemberAccount = Schemas['MemberAccount'];
export type Factor = Schemas['FactorList']['items'][number];
/** Options or an answer of WebAuthn, as JSON. */
export type PasskeyOptions = Schemas['PasskeyOffer']['options'];
export type PasskeyAnswer = Schemas['SignInPasskey']['response'];

export interface OwnClientOptions {
  readonly baseUrl: string;
  readonly page: OurPage;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly clock?: Clock;
}

/** Calls of one of Lastria's own pages that end no session when they are refused: a wrong code is a wrong code. */
export const ownClient = (options: OwnClientOptions): { readonly client: Client } => ({
  client: clientOf(
    options.baseUrl,
    transport({
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
      clock: options.clock ?? systemClock,
      credentials: fixedCredentials(options.page, 'x-lastria-page'),
      closed: new AbortController().signal,
    }),
  ),
});

/** Header that says which of our own pages calls; the session of such a page sends it by itself. */
const page = (which: 'page' | 'frame') => ({ 'x-lastria-page': which });

/**
 * What Lastria's own pages do: sign in, enrol, prove again, look after one's sessions and factors. Of no use in a host's
 * page, where the server refuses most of it.
 */
export class SignIn {
  readonly #client: Client;
  readonly #page: 'page' | 'frame';

  constructor(session: Pick<Session, 'client'>, which: 'page' | 'frame' = 'page') {
    this.#client = session.client;
    this.#page = which;
  }

  /** A frame asks to be let in. */
  askFrame(input: Schemas['FrameInput'], options: CallOptions = {}): Promise<Schemas['FrameTicket']> {
    return dataOf(
      this.#client.POST('/v1/access-tickets', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Lets in the page that asks; the release is for the frame that opened this window. */
  approveTicket(ticketId: string, options: CallOptions = {}): Promise<Schemas['TicketApproved']> {
    return dataOf(
      this.#client.POST('/v1/access-tickets/{ticketId}/approve', {
        params: { path: { ticketId }, header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Which page asks to be let in. */
  readTicket(ticketId: string, options: CallOptions = {}): Promise<Schemas['AccessTicket']> {
    return dataOf(
      this.#client.POST('/v1/access-tickets/{ticketId}/read', {
        params: { path: { ticketId }, header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** A frame that was let in opens its session. */
  redeemTicket(
    ticketId: string,
    input: Schemas['TicketRelease'],
    options: CallOptions = {},
  ): Promise<Schemas['TicketState']> {
    return dataOf(
      this.#client.POST('/v1/access-tickets/{ticketId}/redeem', {
        params: { path: { ticketId }, header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Changes one’s password, and ends one’s other sessions. */
  changePassword(input: Schemas['PasswordChange'], options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.POST('/v1/me/password', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** What to ask of a person who proves a factor again. */
  startProof(options: CallOptions = {}): Promise<Schemas['ProofStep']> {
    return dataOf(
      this.#client.POST('/v1/me/proof', { params: { header: page(this.#page) }, body: {}, ...init(options) }),
    );
  }

  /** Proves a factor again: what hangs on this session profits at once. */
  prove(input: Schemas['ProofAnswer'], options: CallOptions = {}): Promise<Schemas['Proved']> {
    return dataOf(
      this.#client.POST('/v1/me/proof/confirm', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** By which providers the people of a tenant may sign in. */
  signInOptions(
    input: Schemas['SignInOptionsInput'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInOptions']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/options', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Goes on after the customer's own sign-in. */
  signInSso(options: CallOptions = {}): Promise<Schemas['SignInSso']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/sso', {
        params: { header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Second half of a sign-in: the code of an application. */
  signInCode(input: Schemas['SignInCode'], options: CallOptions = {}): Promise<Schemas['SignInOpened']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/code', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Sends a code to the person’s address, where the tenant decided so. */
  sendMailCode(options: CallOptions = {}): Promise<Schemas['MailCodeSent']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/mail', {
        params: { header: page(this.#page) },
        body: {},
        // Each try would be a message more
        ...init({ ...options, retries: 0 }),
      }),
    );
  }

  /** Second half of a sign-in: a code sent by mail; it opens nothing about people. */
  signInMail(input: Schemas['SignInMail'], options: CallOptions = {}): Promise<Schemas['SignInOpened']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/mail/confirm', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Offers the secret of an authenticator application. */
  enrolApplication(options: CallOptions = {}): Promise<Schemas['ApplicationSecret']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/enrol/application', {
        params: { header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Enrols an application by a code of it; opens the session. */
  confirmApplication(
    input: Schemas['ApplicationAnswer'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInEnrolled']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/enrol/application/confirm', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Offers to enrol a security key. */
  enrolPasskey(options: CallOptions = {}): Promise<Schemas['PasskeyOffer']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/enrol/passkey', {
        params: { header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Enrols a security key; opens the session. */
  confirmPasskey(
    input: Schemas['PasskeyEnrolment'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInEnrolled']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/enrol/passkey/confirm', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Forgets the cookie of a session that has ended. */
  forgetCookies(options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.POST('/v1/sign-in/forget', {
        params: { header: page(this.#page) },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Whom the link of an invitation is for. */
  readInvitation(
    input: Schemas['InvitationInput'],
    options: CallOptions = {},
  ): Promise<Schemas['Invitation']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/invitation', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Chooses the password of an invited account. */
  acceptInvitation(
    input: Schemas['InvitationAnswer'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInStep']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/invitation/accept', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Second half of a sign-in: a security key. */
  signInPasskey(
    input: Schemas['SignInPasskey'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInOpened']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/passkey', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** First half of a sign-in: address and password. */
  signIn(input: Schemas['SignInInput'], options: CallOptions = {}): Promise<Schemas['SignInStep']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/password', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Second half of a sign-in: a recovery code. */
  signInRecovery(
    input: Schemas['SignInRecovery'],
    options: CallOptions = {},
  ): Promise<Schemas['SignInOpened']> {
    return dataOf(
      this.#client.POST('/v1/sign-in/recovery', {
        params: { header: page(this.#page) },
        body: input,
        ...init(options),
      }),
    );
  }

  /** Ends the session, and all that hangs on the page session it belongs to. */
  signOut(options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.POST('/v1/sign-out', { params: { header: page(this.#page) }, body: {}, ...init(options) }),
    );
  }

  /** Somebody is there: the session does not become idle. */
  activity(options: CallOptions = {}): Promise<Schemas['Activity']> {
    return dataOf(this.#client.POST('/v1/me/activity', { body: {}, ...init(options) }));
  }

  /** One’s second factors. */
  listFactors(options: CallOptions = {}): Promise<Schemas['FactorList']> {
    return dataOf(this.#client.GET('/v1/me/factors', { ...init(options) }));
  }

  /** Offers the secret of one more application. */
  addApplication(options: CallOptions = {}): Promise<Schemas['ApplicationOffer']> {
    return dataOf(this.#client.POST('/v1/me/factors/application', { body: {}, ...init(options) }));
  }

  /** Adds an application, by a code of it. */
  keepApplication(
    input: Schemas['ApplicationKept'],
    options: CallOptions = {},
  ): Promise<Schemas['FactorMade']> {
    return dataOf(this.#client.POST('/v1/me/factors/application/confirm', { body: input, ...init(options) }));
  }

  /** Offers to add a security key. */
  addPasskey(options: CallOptions = {}): Promise<Schemas['PasskeyChallenge']> {
    return dataOf(this.#client.POST('/v1/me/factors/passkey', { body: {}, ...init(options) }));
  }

  /** Adds a security key. */
  keepPasskey(input: Schemas['PasskeyKept'], options: CallOptions = {}): Promise<Schemas['FactorMade']> {
    return dataOf(this.#client.POST('/v1/me/factors/passkey/confirm', { body: input, ...init(options) }));
  }

  /** Removes a second factor; never the last. */
  removeFactor(factorId: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.DELETE('/v1/me/factors/{factorId}', { params: { path: { factorId } }, ...init(options) }),
    );
  }

  /** Asks, from a host’s page, that the person confirm this session on our own origin. */
  askProof(options: CallOptions = {}): Promise<Schemas['ProofTicket']> {
    return dataOf(this.#client.POST('/v1/me/proof-ticket', { body: {}, ...init(options) }));
  }

  /** Ten new recovery codes in place of all others. */
  newRecoveryCodes(options: CallOptions = {}): Promise<Schemas['RecoveryCodes']> {
    return dataOf(this.#client.POST('/v1/me/recovery-codes', { body: {}, ...init(options) }));
  }

  /** Where one is signed in. */
  listSessions(options: CallOptions = {}): Promise<Schemas['SessionList']> {
    return dataOf(this.#client.GET('/v1/me/sessions', { ...init(options) }));
  }

  /** Ends one of one’s own sessions at once. */
  endSession(sessionId: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.DELETE('/v1/me/sessions/{sessionId}', {
        params: { path: { sessionId } },
        ...init(options),
      }),
    );
  }

  /** Ends a member’s own sign-in, and her sessions. */
  disableAccount(staffId: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff/{staffId}/account-end', {
        params: { path: { staffId } },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Voids a member’s password and factors, ends her sessions, makes a link to begin again. */
  resetAccount(staffId: string, options: CallOptions = {}): Promise<Schemas['InvitationLink']> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff/{staffId}/account-reset', {
        params: { path: { staffId } },
        body: {},
        ...init(options),
      }),
    );
  }

  /** Makes a link by which a member of the team chooses a password and a second factor. */
  invite(
    staffId: string,
    input: Schemas['InvitationRequest'],
    options: CallOptions = {},
  ): Promise<Schemas['InvitationLink']> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff/{staffId}/invitation', {
        params: { path: { staffId } },
        body: input,
        ...init(options),
      }),
    );
  }

  /** How a member signs in with Lastria, and where she is signed in. */
  readMemberAccount(staffId: string, options: CallOptions = {}): Promise<MemberAccount> {
    return dataOf(
      this.#client.GET('/v1/organisation/staff/{staffId}/account', {
        params: { path: { staffId } },
        ...init(options),
      }),
    );
  }

  /** Ends at once every session of a member. */
  endMemberSessions(staffId: string, options: CallOptions = {}): Promise<void> {
    return dataOf(
      this.#client.POST('/v1/organisation/staff/{staffId}/sessions-end', {
        params: { path: { staffId } },
        body: {},
        ...init(options),
      }),
    );
  }
}
