import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id, instant } from '../../http/shapes.ts';
import { able } from './access.schema.ts';
import { tenantActions } from './rights.ts';
import { ableTo } from './roles.service.ts';

const isoOf = (at: string | null) => (at === null ? null : new Date(at).toISOString());

export const accessOperations = [
  operation({
    id: 'access.me',
    method: 'get',
    path: '/v1/me',
    summary: 'Who is speaking, for which tenant, until when',
    reply: z
      .object({
        staffId: id,
        displayName: z.string(),
        roles: z.array(z.string()),
        tenant: z.object({ id, name: z.string(), kind: z.string(), timeZone: z.string() }),
        expiresAt: instant,
        kind: z.string().describe('What opened the session: page, frame, embed, service.'),
        nominative: z.boolean().describe('Whether it shows people: a factor was proven with Lastria.'),
        methods: z
          .array(z.string())
          .describe(
            'What proved who is there: pwd, sso, mfa, otp, passkey, recovery; mail alone shows nobody.',
          ),
        provedAt: instant.nullable().describe('When a factor was last proven.'),
        idleAt: instant
          .nullable()
          .describe('When it ends if nobody does anything; null: never before its end.'),
        elements: z.array(z.string()).nullable().describe('Elements it serves; null: all.'),
        fileId: id.nullable().describe('The only file it reaches; null: all those within reach.'),
        can: able.describe(
          'What you can do; of files, in one place at least. Shown, never decided, by a screen.',
        ),
        serverVersion: z.string(),
      })
      .openapi('Me'),
    personal: false,
    proof: 'none',
    handle: async (ctx) => {
      const { actor } = ctx;
      return {
        body: {
          staffId: actor.staffId,
          displayName: actor.displayName,
          roles: [...actor.roles],
          tenant: {
            id: actor.tenantId,
            name: actor.tenantName,
            kind: actor.tenantKind,
            timeZone: actor.timeZone,
          },
          expiresAt: new Date(actor.expiresAt).toISOString(),
          kind: actor.kind ?? 'job',
          nominative: actor.nominative,
          methods: [...actor.methods],
          provedAt: isoOf(actor.provedAt),
          idleAt: isoOf(actor.idleAt),
          elements: actor.elements === null ? null : [...actor.elements],
          fileId: actor.fileId,
          can: ableTo(ctx, ...tenantActions, 'openFile', 'createFile', 'import', 'readStatistics'),
          serverVersion: version,
        },
      };
    },
  }),
];

/** Version of the contract this server speaks; the SDK compares it at connect. */
export const version = '0.1.0';
