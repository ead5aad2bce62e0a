import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import {
  serviceAccount,
  serviceAccountInput,
  serviceAccountList,
  serviceCredentials,
  serviceFilesInput,
} from './service-account.schema.ts';
import {
  addServiceAccount,
  addServiceSecret,
  askServiceFiles,
  endServiceAccount,
  grantServiceFiles,
  listServiceAccounts,
  revokeServiceSecret,
  withdrawServiceFiles,
} from './service-account.service.ts';

const ofAccount = z.strictObject({ accountId: id });
const nothing = z.strictObject({});
const path = '/v1/organisation/service-accounts';

/** Programs of the customer: what they may do, their secrets, and whether they see people. */
export const serviceAccountOperations = [
  operation({
    id: 'access.listServiceAccounts',
    method: 'get',
    path,
    summary: 'Programs of the customer, what they may do and when they were last there',
    reply: serviceAccountList,
    personal: false,
    handle: async (ctx) => ({ body: await listServiceAccounts(ctx) }),
  }),
  operation({
    id: 'access.addServiceAccount',
    method: 'post',
    path,
    summary: 'Makes an account for a program, with its first secret; it sees nobody yet',
    body: serviceAccountInput,
    reply: serviceCredentials,
    status: 201,
    personal: false,
    proof: 'recent',
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { body }) => ({ body: await addServiceAccount(ctx, body) }),
  }),
  operation({
    id: 'access.addServiceSecret',
    method: 'post',
    path: `${path}/{accountId}/secrets`,
    summary: 'Gives a program one more secret, to take the place of the other',
    params: ofAccount,
    body: nothing,
    reply: serviceCredentials,
    status: 201,
    personal: false,
    proof: 'recent',
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params }) => ({ body: await addServiceSecret(ctx, params.accountId) }),
  }),
  operation({
    id: 'access.revokeServiceSecret',
    method: 'delete',
    path: `${path}/{accountId}/secrets/{secretId}`,
    summary: 'Takes a secret back: what it opened is refused from the next call on',
    params: z.strictObject({ accountId: id, secretId: id }),
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await revokeServiceSecret(ctx, params.accountId, params.secretId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.endServiceAccount',
    method: 'delete',
    path: `${path}/{accountId}`,
    summary: 'Ends the account of a program for good, at once',
    params: ofAccount,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await endServiceAccount(ctx, params.accountId);
      return { body: undefined };
    },
  }),
  operation({
    id: 'access.askServiceFiles',
    method: 'post',
    path: `${path}/{accountId}/files`,
    summary: 'Asks that a program see people until a day: another administrator answers',
    params: ofAccount,
    body: serviceFilesInput,
    reply: serviceAccount,
    personal: false,
    proof: 'recent',
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body }) => ({ body: await askServiceFiles(ctx, params.accountId, body) }),
  }),
  operation({
    id: 'access.grantServiceFiles',
    method: 'post',
    path: `${path}/{accountId}/files/grant`,
    summary: 'Agrees to what another administrator asked; the data protection officer is told',
    params: ofAccount,
    body: nothing,
    reply: serviceAccount,
    personal: false,
    proof: 'recent',
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params }) => ({ body: await grantServiceFiles(ctx, params.accountId) }),
  }),
  operation({
    id: 'access.withdrawServiceFiles',
    method: 'delete',
    path: `${path}/{accountId}/files`,
    summary: 'Takes back what was granted or asked: the program sees nobody from the next call on',
    params: ofAccount,
    personal: false,
    proof: 'recent',
    handle: async (ctx, { params }) => {
      await withdrawServiceFiles(ctx, params.accountId);
      return { body: undefined };
    },
  }),
];
