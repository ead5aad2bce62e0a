import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { code } from '../../http/shapes.ts';
import {
  choiceList,
  configuration,
  effect,
  field,
  fieldInput,
  fieldOrder,
  fieldPatch,
  itemInput,
  itemPatch,
  list,
  listInput,
  orderInput,
} from './configuration.schema.ts';
import { readConfiguration } from './configuration.service.ts';
import { configurationFile, fileEffect } from './file.schema.ts';
import { exportConfiguration, importConfiguration, previewImport } from './file.service.ts';
import { addField, changeField, effectOnField, orderFields } from './field.service.ts';
import { addItem, addList, changeItem, effectOnItem, orderItems } from './item.service.ts';

const ofList = z.strictObject({ listCode: code });
const ofItem = z.strictObject({ listCode: code, itemCode: code });
const ofField = z.strictObject({ fieldCode: code });

/** Some thousand items, each with its labels. */
const maxFile = 2 * 1024 * 1024;

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
    id: 'configuration.addList',
    method: 'post',
    path: '/v1/configuration/lists',
    summary: 'Adds a list of your own, empty, for the choices of your fields',
    body: listInput,
    reply: choiceList,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => ({ body: await addList(ctx, body), version: 1 }),
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
    id: 'configuration.orderItems',
    method: 'put',
    path: '/v1/configuration/lists/{listCode}/order',
    summary: 'Puts items of a list in another order, all at once',
    params: ofList,
    body: orderInput,
    reply: list,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await orderItems(ctx, params.listCode, version, body),
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
    id: 'configuration.orderFields',
    method: 'put',
    path: '/v1/configuration/field-order',
    summary: 'Puts fields in another order, all at once',
    description:
      'Puts fields in another order, all at once. The order of fields has the version of their groups, the list fieldGroup.',
    body: orderInput,
    reply: fieldOrder,
    personal: false,
    versioned: true,
    handle: async (ctx, { body, version }) => ({
      body: await orderFields(ctx, version, body),
      version: version + 1,
    }),
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
  operation({
    id: 'configuration.exportFile',
    method: 'get',
    path: '/v1/configuration/file',
    summary: 'The configuration as a file: lists, fields, thresholds; no person, no identifier',
    reply: configurationFile,
    personal: false,
    handle: async (ctx) => {
      const { file, version } = await exportConfiguration(ctx);
      return { body: file, version };
    },
  }),
  operation({
    id: 'configuration.previewImport',
    method: 'post',
    path: '/v1/configuration/file-preview',
    summary: 'What importing a file would change, before anything is',
    body: configurationFile,
    reply: fileEffect,
    personal: false,
    readOnly: true,
    maxBody: maxFile,
    handle: async (ctx, { body }) => ({ body: await previewImport(ctx, body) }),
  }),
  operation({
    id: 'configuration.importFile',
    method: 'post',
    path: '/v1/configuration/file',
    summary: 'Imports a file: all that the preview showed, in one transaction',
    description:
      'Imports a file: all that the preview showed, in one transaction. If-Match takes the version of the preview, so that nothing else is saved than what was shown. Nothing is deleted, codes never change; what is refused is left out.',
    body: configurationFile,
    reply: fileEffect,
    personal: false,
    versioned: true,
    maxBody: maxFile,
    handle: async (ctx, { body, version }) => {
      const effect = await importConfiguration(ctx, version, body);
      return { body: effect, version: effect.version };
    },
  }),
];
