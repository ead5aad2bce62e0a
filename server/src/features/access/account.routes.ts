import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id, instant, line } from '../../http/shapes.ts';
import {
  activity,
  addApplication,
  addPasskey,
  endOwnSession,
  keepApplication,
  keepPasskey,
  listFactors,
  listSessions,
  newRecoveryCodes,
  removeFactor,
} from './account.service.ts';
import { endAccount, invite, resetAccount } from './invitation.service.ts';
import { endMemberSessions, readMemberAccount } from './member-account.service.ts';
import { passkeyAnswer } from './passkeys.ts';
import { askProof } from './ticket.service.ts';

const nothing = z.strictObject({});
const code = z.string().regex(/^\s*\d{3}\s*\d{3}\s*$/, 'Un code de six chiffres est attendu.');
const label = line(60);
const webauthn = z.record(z.string(), z.unknown());
const ofMember = z.strictObject({ staffId: id });
const link = z
  .object({ link: z.string().describe('Said once; to be given to the person alone.'), expiresAt: instant })
  .openapi('InvitationLink');
const made = z.object({ id }).openapi('FactorMade');
const openSession = z.object({
  id,
  kind: z.string(),
  device: z.string().nullable(),
  origin: z.string().nullable(),
  createdAt: instant,
  seenAt: instant.nullable(),
});
const sessionList = z
  .object({ items: z.array(openSession.extend({ current: z.boolean() })) })
  .openapi('SessionList');
const memberAccount = z
  .object({
    login: z.string().nullable(),
    state: z
      .string()
      .describe(
        'none; invited: a link waits; lapsed: the link ran out; open: the link served; ended. Whoever signs in with the customer needs none.',
      ),
    invitedUntil: instant.nullable(),
    sessions: z.array(openSession),
  })
  .openapi('MemberAccount');
const factorList = z
  .object({
    items: z.array(
      z.object({
        id,
        kind: z.string(),
        label: z.string(),
        createdAt: instant,
        lastUsedAt: instant.nullable(),
      }),
    ),
    recoveryCodesLeft: z.int(),
  })
  .openapi('FactorList');

/** One's own sessions and factors, and those an administrator makes for others. */
export const accountOperations = [
  operation({
    id: 'access.activity',
    method: 'post',
    path: '/v1/me/activity',
    summary: 'Somebody is there: the session does not become idle',
    body: nothing,
    reply: z.object({ idleAt: instant.nullable(), expiresAt: instant }).openapi('Activity'),
    personal: false,
    proof: 'none',
    handle: async (ctx) => ({ body: await activity(ctx) }),
  }),
  operation({
    id: 'access.listSessions',
    method: 'get',
    path: '/v1/me/sessions',
    summary: 'Where one is signed in',
    reply: sessionList,
    personal: false,
    handle: async (ctx) => ({ body: await listSessions(ctx) }),
  }),
  operation({
    id: 'access.endSession',
    method: 'delete',
    path: '/v1/me/sessions/{sessionId}',
    summary: 'Ends one of one’s own sessions at once',
    params: z.strictObject({ sessionId: id }),
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await endOwnSession(ctx, params.sessionId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.listFactors',
    method: 'get',
    path: '/v1/me/factors',
    summary: 'One’s second factors',
    reply: factorList,
    personal: false,
    handle: async (ctx) => ({ body: await listFactors(ctx) }),
  }),
  operation({
    id: 'access.addApplication',
    method: 'post',
    path: '/v1/me/factors/application',
    summary: 'Offers the secret of one more application',
    body: nothing,
    reply: z.object({ challengeId: id, uri: z.string(), secret: z.string() }).openapi('ApplicationOffer'),
    personal: false,
    proof: 'recent',
    problems: ['conflict'],
    handle: async (ctx) => ({ body: await addApplication(ctx) }),
  }),
  operation({
    id: 'access.keepApplication',
    method: 'post',
    path: '/v1/me/factors/application/confirm',
    summary: 'Adds an application, by a code of it',
    body: z.strictObject({ challengeId: id, code, label }).openapi('ApplicationKept'),
    reply: made,
    personal: false,
    proof: 'recent',
    problems: ['not-found', 'sign-in-refused'],
    handle: async (ctx, { body }) => ({
      body: await keepApplication(ctx, { ...body, code: body.code.replaceAll(/\s/g, '') }),
    }),
  }),
  operation({
    id: 'access.addPasskey',
    method: 'post',
    path: '/v1/me/factors/passkey',
    summary: 'Offers to add a security key',
    body: nothing,
    reply: z.object({ challengeId: id, options: webauthn }).openapi('PasskeyChallenge'),
    personal: false,
    proof: 'recent',
    problems: ['conflict'],
    handle: async (ctx, _input, { publicOrigin }) => ({ body: await addPasskey(ctx, publicOrigin) }),
  }),
  operation({
    id: 'access.keepPasskey',
    method: 'post',
    path: '/v1/me/factors/passkey/confirm',
    summary: 'Adds a security key',
    body: z.strictObject({ challengeId: id, response: passkeyAnswer, label }).openapi('PasskeyKept'),
    reply: made,
    personal: false,
    proof: 'recent',
    problems: ['not-found', 'sign-in-refused'],
    handle: async (ctx, { body }, { publicOrigin }) => ({ body: await keepPasskey(ctx, body, publicOrigin) }),
  }),
  operation({
    id: 'access.removeFactor',
    method: 'delete',
    path: '/v1/me/factors/{factorId}',
    summary: 'Removes a second factor; never the last',
    params: z.strictObject({ factorId: id }),
    personal: false,
    proof: 'recent',
    problems: ['conflict'],
    handle: async (ctx, { params }) => {
      await removeFactor(ctx, params.factorId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.newRecoveryCodes',
    method: 'post',
    path: '/v1/me/recovery-codes',
    summary: 'Ten new recovery codes in place of all others',
    body: nothing,
    reply: z.object({ recoveryCodes: z.array(z.string()) }).openapi('RecoveryCodes'),
    personal: false,
    proof: 'recent',
    problems: ['conflict'],
    handle: async (ctx) => ({ body: await newRecoveryCodes(ctx) }),
  }),
  operation({
    id: 'access.askProof',
    method: 'post',
    path: '/v1/me/proof-ticket',
    summary: 'Asks, from a host’s page, that the person confirm this session on our own origin',
    body: nothing,
    reply: z.object({ ticketId: id, address: z.string() }).openapi('ProofTicket'),
    personal: false,
    proof: 'none',
    problems: ['conflict'],
    handle: async (ctx, _input, { publicOrigin }) => ({ body: await askProof(ctx, publicOrigin) }),
  }),
  operation({
    id: 'access.invite',
    method: 'post',
    path: '/v1/organisation/staff/{staffId}/invitation',
    summary: 'Makes a link by which a member of the team chooses a password and a second factor',
    params: ofMember,
    body: z.strictObject({ login: z.email().max(254) }).openapi('InvitationRequest'),
    reply: link,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params, body }, { publicOrigin }) => ({
      body: await invite(ctx, params.staffId, body.login, publicOrigin),
    }),
  }),
  operation({
    id: 'access.resetAccount',
    method: 'post',
    path: '/v1/organisation/staff/{staffId}/account-reset',
    summary: 'Voids a member’s password and factors, ends her sessions, makes a link to begin again',
    params: ofMember,
    body: nothing,
    reply: link,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }, { publicOrigin }) => ({
      body: await resetAccount(ctx, params.staffId, publicOrigin),
    }),
  }),
  operation({
    id: 'access.disableAccount',
    method: 'post',
    path: '/v1/organisation/staff/{staffId}/account-end',
    summary: 'Ends a member’s own sign-in, and her sessions',
    params: ofMember,
    body: nothing,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await endAccount(ctx, params.staffId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.readMemberAccount',
    method: 'get',
    path: '/v1/organisation/staff/{staffId}/account',
    summary: 'How a member signs in with Lastria, and where she is signed in',
    params: ofMember,
    reply: memberAccount,
    personal: false,
    handle: async (ctx, { params }) => ({ body: await readMemberAccount(ctx, params.staffId) }),
  }),
  operation({
    id: 'access.endMemberSessions',
    method: 'post',
    path: '/v1/organisation/staff/{staffId}/sessions-end',
    summary: 'Ends at once every session of a member',
    params: ofMember,
    body: nothing,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await endMemberSessions(ctx, params.staffId);
      return { body: undefined };
    },
  }),
];
