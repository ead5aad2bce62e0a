import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { readConfiguration } from './configuration.service.ts';

const item = z
  .object({
    code: z.string(),
    label: z.string(),
    parentCode: z.string().nullable(),
    active: z.boolean().describe('Offered for entry; an inactive item stays readable and countable.'),
    flags: z.array(z.string()),
    semanticKeys: z.array(z.string()),
    defaultMinutes: z.int().nullable(),
    channel: z.string().nullable(),
  })
  .openapi('ChoiceItem');

const configuration = z
  .object({
    lists: z.array(z.object({ code: z.string(), label: z.string(), parentList: z.string().nullable(), version: z.int(), items: z.array(item) })),
    groups: z.array(z.object({ code: z.string(), label: z.string() })),
    fields: z.array(
      z.object({
        code: z.string(),
        groupCode: z.string(),
        label: z.string(),
        kind: z.string(),
        listCode: z.string().nullable(),
        required: z.boolean(),
        purpose: z.string(),
        active: z.boolean(),
        unitId: id.nullable(),
        version: z.int(),
      }),
    ),
    units: z.array(z.object({ id, parentId: id.nullable(), name: z.string(), kind: z.string() })).describe('The units you reach.'),
    staff: z.array(z.object({ id, displayName: z.string(), jobTitle: z.string().nullable() })),
    partners: z.array(z.object({ id, kind: z.string(), name: z.string(), active: z.boolean() })),
  })
  .openapi('Configuration');

export const configurationOperations = [
  operation({
    id: 'configuration.read',
    method: 'get',
    path: '/v1/configuration',
    summary: 'Lists, fields, units, team and directory: what codes mean',
    reply: configuration,
    personal: false,
    handle: async (ctx) => ({ body: await readConfiguration(ctx) }),
  }),
];
