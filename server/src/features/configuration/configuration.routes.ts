import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code } from '../../http/shapes.ts';
import { addField, addItem, changeField, changeItem, effectOnField, effectOnItem } from './change.service.ts';
import {
  configuration,
  effect,
  field,
  fieldInput,
  fieldPatch,
  itemInput,
  itemPatch,
  list,
} from './configuration.schema.ts';
import { readConfiguration } from './configuration.service.ts';

const ofList = z.strictObject({ listCode: code });
const ofItem = z.strictObject({ listCode: code, itemCode: code });
const ofField = z.strictObject({ fieldCode: code });

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
  operation({
    id: 'configuration.addItem',
    method: 'post',
    path: '/v1/configuration/lists/{listCode}/items',
    summary: 'Adds an item to a list',
    params: ofList,
    body: itemInput,
    reply: list,
    status: 201,
    personal: false,
    idempotent: true,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await addItem(ctx, params.listCode, version, body),
      version: version + 1,
    }),
  }),
  operation({
    id: 'configuration.changeItem',
    method: 'patch',
    path: '/v1/configuration/lists/{listCode}/items/{itemCode}',
    summary: 'Renames, orders, puts aside or takes back an item of a list',
    params: ofItem,
    body: itemPatch,
    reply: list,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await changeItem(ctx, params.listCode, params.itemCode, version, body),
      version: version + 1,
    }),
  }),
  operation({
    id: 'configuration.itemEffect',
    method: 'get',
    path: '/v1/configuration/lists/{listCode}/items/{itemCode}/effect',
    summary: 'How often an item is used, before it is changed',
    params: ofItem,
    reply: effect,
    personal: false,
    handle: async (ctx, { params }) => ({ body: await effectOnItem(ctx, params.listCode, params.itemCode) }),
  }),
  operation({
    id: 'configuration.addField',
    method: 'post',
    path: '/v1/configuration/fields',
    summary: 'Publishes a field of the situation, with its purpose',
    body: fieldInput,
    reply: field,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => {
      const made = await addField(ctx, body);
      return { body: made, version: made.version };
    },
  }),
  operation({
    id: 'configuration.changeField',
    method: 'patch',
    path: '/v1/configuration/fields/{fieldCode}',
    summary: 'Changes a field: label, place, purpose, expected or not, offered or not',
    params: ofField,
    body: fieldPatch,
    reply: field,
    personal: false,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeField(ctx, params.fieldCode, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'configuration.fieldEffect',
    method: 'get',
    path: '/v1/configuration/fields/{fieldCode}/effect',
    summary: 'How many files hold a field, before it is changed',
    params: ofField,
    reply: effect,
    personal: false,
    handle: async (ctx, { params }) => ({ body: await effectOnField(ctx, params.fieldCode) }),
  }),
];
