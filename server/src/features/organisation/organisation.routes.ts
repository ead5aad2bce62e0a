import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import {
  grant,
  grantInput,
  moveEffect,
  moveInput,
  organisation,
  staffInput,
  staffMember,
  unit,
  unitInput,
  unitPatch,
} from './organisation.schema.ts';
import {
  addGrant,
  addStaff,
  addUnit,
  changeUnit,
  endGrant,
  moveUnit,
  previewMove,
  readOrganisation,
} from './team.service.ts';

const ofUnit = z.strictObject({ unitId: id });

export const organisationOperations = [
  operation({
    id: 'organisation.read',
    method: 'get',
    path: '/v1/organisation',
    summary: 'Units, team and grants, for the administrator and the DPO',
    reply: organisation,
    personal: false,
    handle: async (ctx) => ({ body: await readOrganisation(ctx) }),
  }),
  operation({
    id: 'organisation.addUnit',
    method: 'post',
    path: '/v1/organisation/units',
    summary: 'Adds a unit to the tree',
    body: unitInput,
    reply: unit,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => ({ body: await addUnit(ctx, body), version: 1 }),
  }),
  operation({
    id: 'organisation.changeUnit',
    method: 'patch',
    path: '/v1/organisation/units/{unitId}',
    summary: 'Renames or closes a unit, or changes its parameters',
    params: ofUnit,
    body: unitPatch,
    reply: unit,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await changeUnit(ctx, params.unitId, version, body),
      version: version + 1,
    }),
  }),
  operation({
    id: 'organisation.previewMove',
    method: 'post',
    path: '/v1/organisation/units/{unitId}/move-preview',
    summary: 'Who would gain and lose sight, were the unit moved',
    params: ofUnit,
    body: moveInput,
    reply: moveEffect,
    personal: false,
    readOnly: true,
    handle: async (ctx, { params, body }) => ({ body: await previewMove(ctx, params.unitId, body.parentId) }),
  }),
  operation({
    id: 'organisation.moveUnit',
    method: 'post',
    path: '/v1/organisation/units/{unitId}/move',
    summary: 'Moves a unit with all below it',
    params: ofUnit,
    body: moveInput,
    reply: unit,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => ({
      body: await moveUnit(ctx, params.unitId, version, body.parentId),
      version: version + 1,
    }),
  }),
  operation({
    id: 'organisation.addStaff',
    method: 'post',
    path: '/v1/organisation/staff',
    summary: 'Adds a member to the team, without any right',
    body: staffInput,
    reply: staffMember,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => ({ body: await addStaff(ctx, body) }),
  }),
  operation({
    id: 'organisation.addGrant',
    method: 'post',
    path: '/v1/organisation/grants',
    summary: 'Gives a dated right on a unit or one file, with its reason',
    body: grantInput,
    reply: grant,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => ({ body: await addGrant(ctx, body) }),
  }),
  operation({
    id: 'organisation.endGrant',
    method: 'delete',
    path: '/v1/organisation/grants/{grantId}',
    summary: 'Ends a right at once',
    params: z.strictObject({ grantId: id }),
    personal: false,
    handle: async (ctx, { params }) => {
      await endGrant(ctx, params.grantId);
      return { body: undefined };
    },
  }),
];
