import { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { fits, forgottenCookie, shownCookie } from '../../http/credentials.ts';
import { pageOperation, type PageCall, type PageOperation } from '../../http/page-operation.ts';
import { unauthenticated } from '../../http/mount.ts';
import { id, instant, line } from '../../http/shapes.ts';
import { openInvitations } from './invitation.service.ts';
import { passkeyAnswer } from './passkeys.ts';
import { client, opened, step, webauthn } from './sign-in.schema.ts';
import { openSignIn, type SignInDeps } from './sign-in.service.ts';
import { changePassword } from './password.service.ts';
import { signOut } from './account.service.ts';
import { approveTicket, openTickets, readTicket } from './ticket.service.ts';

const login = z.string().min(1).max(254);
const password = z.string().min(1).max(128);
const code = z.string().regex(/^\s*\d{3}\s*\d{3}\s*$/, 'Un code de six chiffres est attendu.');
const label = line(60);
const token = z.string().min(1).max(200);
const enrolled = opened.extend({ recoveryCodes: z.array(z.string()) }).openapi('SignInEnrolled');
const ticket = z
  .object({ purpose: z.string(), origin: z.string(), element: z.string().nullable(), person: z.string() })
  .openapi('AccessTicket');
const refused = ['sign-in-refused'] as const;
const signedIn = ['unauthenticated', 'forbidden', 'not-found'] as const;
const nothing = z.strictObject({});

const digits = (text: string) => text.replaceAll(/\s/g, '');
type Made = ReturnType<typeof openSignIn> &
  ReturnType<typeof openInvitations> &
  Pick<ReturnType<typeof openTickets>, 'ask' | 'redeem'>;

/** The operations of the sign-in pages; without `deps`, as the contract states them. */
export function signInOperations(deps?: SignInDeps): PageOperation[] {
  // The contract is emitted without a database: nothing below is called then
  const made = deps && { ...openSignIn(deps), ...openInvitations(deps), ...openTickets(deps) };
  const verbs = made as Made;
  const claimsOf = (call: PageCall, by: 'page' | 'frame' = 'page') => {
    const claims = call.by === by && deps ? shownCookie(deps.keyring, by, call.cookie) : undefined;
    if (!claims) throw unauthenticated();
    return claims;
  };
  /** As whoever is signed in, in a page or a frame of ours. */
  const inSession = async <T>(call: PageCall, work: (ctx: Context) => Promise<T>): Promise<{ body: T }> => {
    const claims = claimsOf(call, call.by);
    const done = await deps!.database.withActor(claims, 'write', call, async (ctx) => {
      if (!fits(ctx.actor, { claims, by: call.by }, call.now)) throw unauthenticated();
      const body = await work(ctx);
      return { body, wakes: ctx.published > 0 };
    });
    if (!done) throw unauthenticated();
    if (done.wakes) deps!.wake(claims.tenantId);
    return { body: done.body };
  };
  const post = { method: 'post', problems: refused } as const;
  return [
    pageOperation({
      ...post,
      id: 'access.signIn',
      path: '/v1/sign-in/password',
      summary: 'First half of a sign-in: address and password',
      input: z.strictObject({ client, login, password }).openapi('SignInInput'),
      reply: step,
      handle: (call, input) => verbs.password(call, input),
    }),
    pageOperation({
      ...post,
      id: 'access.signInCode',
      path: '/v1/sign-in/code',
      summary: 'Second half of a sign-in: the code of an application',
      input: z.strictObject({ code }).openapi('SignInCode'),
      reply: opened,
      handle: (call, input) => verbs.answer(call, { kind: 'totp', code: digits(input.code) }),
    }),
    pageOperation({
      ...post,
      id: 'access.signInPasskey',
      path: '/v1/sign-in/passkey',
      summary: 'Second half of a sign-in: a security key',
      input: z.strictObject({ response: passkeyAnswer }).openapi('SignInPasskey'),
      reply: opened,
      handle: (call, { response }) => verbs.answer(call, { kind: 'passkey', response }),
    }),
    pageOperation({
      ...post,
      id: 'access.signInRecovery',
      path: '/v1/sign-in/recovery',
      summary: 'Second half of a sign-in: a recovery code',
      input: z.strictObject({ code: line(60) }).openapi('SignInRecovery'),
      reply: opened,
      handle: (call, input) => verbs.answer(call, { kind: 'recovery', code: input.code }),
    }),
    pageOperation({
      ...post,
      id: 'access.sendMailCode',
      path: '/v1/sign-in/mail',
      summary: 'Sends a code to the person’s address, where the tenant decided so',
      input: nothing,
      reply: z.object({ expiresAt: instant }).openapi('MailCodeSent'),
      handle: (call) => verbs.sendCode(call),
    }),
    pageOperation({
      ...post,
      id: 'access.signInMail',
      path: '/v1/sign-in/mail/confirm',
      summary: 'Second half of a sign-in: a code sent by mail; it opens nothing about people',
      input: z.strictObject({ code }).openapi('SignInMail'),
      reply: opened,
      handle: (call, input) => verbs.answer(call, { kind: 'mail', code: digits(input.code) }),
    }),
    pageOperation({
      ...post,
      id: 'access.readInvitation',
      path: '/v1/sign-in/invitation',
      summary: 'Whom the link of an invitation is for',
      input: z.strictObject({ token }).openapi('InvitationInput'),
      reply: z
        .object({
          displayName: z.string(),
          login: z.string(),
          purpose: z.string(),
          tenantName: z.string(),
        })
        .openapi('Invitation'),
      handle: (call, input) => verbs.read(call, input),
    }),
    pageOperation({
      ...post,
      id: 'access.acceptInvitation',
      path: '/v1/sign-in/invitation/accept',
      summary: 'Chooses the password of an invited account',
      input: z.strictObject({ token, password }).openapi('InvitationAnswer'),
      reply: step,
      handle: (call, input) => verbs.accept(call, input),
    }),
    pageOperation({
      ...post,
      id: 'access.enrolApplication',
      path: '/v1/sign-in/enrol/application',
      summary: 'Offers the secret of an authenticator application',
      input: nothing,
      reply: z.object({ uri: z.string(), secret: z.string() }).openapi('ApplicationSecret'),
      handle: (call) => verbs.application(call),
    }),
    pageOperation({
      ...post,
      id: 'access.confirmApplication',
      path: '/v1/sign-in/enrol/application/confirm',
      summary: 'Enrols an application by a code of it; opens the session',
      input: z.strictObject({ code, label }).openapi('ApplicationAnswer'),
      reply: enrolled,
      handle: (call, input) => verbs.confirmApplication(call, { ...input, code: digits(input.code) }),
    }),
    pageOperation({
      ...post,
      id: 'access.enrolPasskey',
      path: '/v1/sign-in/enrol/passkey',
      summary: 'Offers to enrol a security key',
      input: nothing,
      reply: z.object({ options: webauthn }).openapi('PasskeyOffer'),
      handle: (call) => verbs.passkey(call),
    }),
    pageOperation({
      ...post,
      id: 'access.confirmPasskey',
      path: '/v1/sign-in/enrol/passkey/confirm',
      summary: 'Enrols a security key; opens the session',
      input: z.strictObject({ response: passkeyAnswer, label }).openapi('PasskeyEnrolment'),
      reply: enrolled,
      handle: (call, input) => verbs.confirmPasskey(call, input),
    }),
    pageOperation({
      ...post,
      problems: ['unauthenticated'],
      id: 'access.startProof',
      path: '/v1/me/proof',
      summary: 'What to ask of a person who proves a factor again',
      input: nothing,
      reply: z
        .object({ factors: z.array(z.enum(['totp', 'passkey'])), passkey: webauthn.nullable() })
        .openapi('ProofStep'),
      handle: (call) => verbs.startProof(call, claimsOf(call)),
    }),
    pageOperation({
      ...post,
      problems: ['sign-in-refused', 'unauthenticated'],
      id: 'access.prove',
      path: '/v1/me/proof/confirm',
      summary: 'Proves a factor again: what hangs on this session profits at once',
      input: z
        .union([z.strictObject({ code }), z.strictObject({ response: passkeyAnswer })])
        .openapi('ProofAnswer'),
      reply: z.object({ provedAt: instant }).openapi('Proved'),
      handle: (call, input) =>
        verbs.prove(
          call,
          claimsOf(call),
          'code' in input
            ? { kind: 'totp', code: digits(input.code) }
            : { kind: 'passkey', response: input.response },
        ),
    }),
    pageOperation({
      ...post,
      problems: ['sign-in-refused', 'unauthenticated', 'proof-too-old'],
      id: 'access.changePassword',
      path: '/v1/me/password',
      summary: 'Changes one’s password, and ends one’s other sessions',
      input: z.strictObject({ current: password, password }).openapi('PasswordChange'),
      handle: (call, input) => changePassword(deps!, call, claimsOf(call), input),
    }),
    pageOperation({
      ...post,
      problems: [],
      id: 'access.askFrame',
      path: '/v1/access-tickets',
      summary: 'A frame asks to be let in',
      input: z
        .strictObject({ client, element: z.string().max(60), origin: z.string().max(200) })
        .openapi('FrameInput'),
      reply: z.object({ ticketId: id, expiresAt: instant }).openapi('FrameTicket'),
      handle: (call, input) => verbs.ask(call, input),
    }),
    pageOperation({
      ...post,
      problems: ['not-found'],
      id: 'access.redeemTicket',
      path: '/v1/access-tickets/{ticketId}/redeem',
      summary: 'A frame that was let in opens its session',
      params: z.strictObject({ ticketId: id }),
      input: z.strictObject({ release: z.string().max(100) }).openapi('TicketRelease'),
      reply: z.object({ status: z.enum(['open', 'ended']) }).openapi('TicketState'),
      handle: (call, input, params) => verbs.redeem(call, params['ticketId']!, input),
    }),
    pageOperation({
      ...post,
      problems: signedIn,
      id: 'access.readTicket',
      path: '/v1/access-tickets/{ticketId}/read',
      summary: 'Which page asks to be let in',
      params: z.strictObject({ ticketId: id }),
      input: nothing,
      reply: ticket,
      handle: (call, _input, params) => inSession(call, (ctx) => readTicket(ctx, params['ticketId']!)),
    }),
    pageOperation({
      ...post,
      problems: signedIn,
      id: 'access.approveTicket',
      path: '/v1/access-tickets/{ticketId}/approve',
      summary: 'Lets in the page that asks; the release is for the frame that opened this window',
      params: z.strictObject({ ticketId: id }),
      input: nothing,
      reply: z.object({ release: z.string() }).openapi('TicketApproved'),
      handle: (call, _input, params) => inSession(call, (ctx) => approveTicket(ctx, params['ticketId']!)),
    }),
    pageOperation({
      ...post,
      problems: ['unauthenticated'],
      id: 'access.signOut',
      path: '/v1/sign-out',
      summary: 'Ends the session, and all that hangs on the page session it belongs to',
      input: nothing,
      handle: async (call) => {
        await inSession(call, signOut);
        return { body: undefined, cookies: [forgottenCookie(call.by)] };
      },
    }),
    pageOperation({
      ...post,
      problems: [],
      id: 'access.forgetCookies',
      path: '/v1/sign-in/forget',
      summary: 'Forgets the cookie of a session that has ended',
      input: nothing,
      handle: async (call) => ({ body: undefined, cookies: [forgottenCookie(call.by)] }),
    }),
  ];
}
