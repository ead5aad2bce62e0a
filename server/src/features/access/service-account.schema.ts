import { z } from '@hono/zod-openapi';
import { id, instant, line } from '../../http/shapes.ts';
import { programScopes } from './rights.ts';

const filesOfAccount = z
  .object({
    status: z.string().describe('asked, granted, ended.'),
    reason: z.string(),
    until: instant,
    askedByName: z.string().nullable(),
    askedAt: instant,
    grantedByName: z.string().nullable(),
    grantedAt: instant.nullable(),
    canGrant: z.boolean().describe('Whether you can agree: never what you asked for yourself.'),
  })
  .openapi('ServiceFiles');
const secret = z
  .object({
    id,
    createdAt: instant,
    usedAt: instant.nullable().describe('When it last opened a session, to the minute.'),
  })
  .openapi('ServiceSecret');

export const serviceAccount = z
  .object({
    id,
    clientId: z.string().describe('What the program calls itself at POST /v1/token.'),
    name: z.string(),
    scopes: z.array(z.string()),
    unitIds: z.array(id).describe('Units whose files it is for, with all below them.'),
    createdByName: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
    status: z.string().describe('live, expired, ended.'),
    secrets: z.array(secret).describe('Those that serve: two at most.'),
    files: filesOfAccount
      .nullable()
      .describe('Whether it is let see people: asked by one administrator, granted by another. Null: no.'),
  })
  .openapi('ServiceAccount');
export const serviceAccountList = z
  .object({
    items: z.array(serviceAccount),
    can: z
      .object({ manageServiceAccounts: z.boolean(), withdrawServiceFiles: z.boolean() })
      .describe('What you can do here.'),
  })
  .openapi('ServiceAccountList');
export const serviceAccountInput = z
  .strictObject({
    name: line(120),
    scopes: z.array(z.enum(programScopes)).min(1).max(programScopes.length),
    unitIds: z
      .array(id)
      .max(50)
      .optional()
      .describe('Units whose files it is for, with all below them; for scopes on files, and only then.'),
    expiresAt: instant.describe('Within a year.'),
  })
  .openapi('ServiceAccountInput');
export const serviceCredentials = z
  .object({
    account: serviceAccount,
    secretId: id,
    secret: z.string().describe('Said this once, and kept nowhere.'),
  })
  .openapi('ServiceCredentials');
export const serviceFilesInput = z
  .strictObject({ reason: line(500), until: instant.describe('At the latest, the end of the account.') })
  .openapi('ServiceFilesInput');
