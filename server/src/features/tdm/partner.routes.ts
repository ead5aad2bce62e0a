import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { addPartner, changePartner, effectOnPartner } from './partner.service.ts';
import { partner, partnerEffect, partnerInput, partnerPatch } from './tdm.schema.ts';

const ofPartner = z.strictObject({ partnerId: id });

export const partnerOperations = [
  operation({
    id: 'tdm.addPartner',
    method: 'post',
    path: '/v1/partners',
    summary: 'Adds a partner to the directory',
    description:
      'Adds a partner to the directory. Conflict: a partner of this kind bears this name already; accents and capitals make no difference.',
    body: partnerInput,
    reply: partner,
    status: 201,
    personal: false,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { body }) => ({ body: await addPartner(ctx, body), version: 1 }),
  }),
  operation({
    id: 'tdm.changePartner',
    method: 'patch',
    path: '/v1/partners/{partnerId}',
    summary: 'Renames a partner, changes its kind, puts it aside or takes it back; never deleted',
    params: ofPartner,
    body: partnerPatch,
    reply: partner,
    personal: false,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changePartner(ctx, params.partnerId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'tdm.partnerEffect',
    method: 'get',
    path: '/v1/partners/{partnerId}/effect',
    summary: 'How many travaux name a partner, before it is changed',
    params: ofPartner,
    reply: partnerEffect,
    personal: false,
    handle: async (ctx, { params }) => ({ body: await effectOnPartner(ctx, params.partnerId) }),
  }),
];
