import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id, instant } from '../../http/shapes.ts';
import { able } from './access.schema.ts';
import { tenantActions } from './rights.ts';
import { ableTo } from './roles.service.ts';

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
          can: ableTo(ctx, ...tenantActions, 'openFile', 'createFile', 'import'),
          serverVersion: version,
        },
      };
    },
  }),
];

/** Version of the contract this server speaks; the SDK compares it at connect. */
export const version = '0.1.0';
