import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import {
  addMotive,
  addRoom,
  changeMotive,
  changeRoom,
  readOpeningHours,
  readSettings,
  setOpeningHours,
} from './settings.service.ts';
import {
  hoursInput,
  motive,
  motiveInput,
  motivePatch,
  openingHours,
  room,
  roomInput,
  roomPatch,
  settings,
} from './settings.schema.ts';

export const agendaSettingsOperations = [
  operation({
    id: 'agenda.readSettings',
    method: 'get',
    path: '/v1/agenda/settings',
    summary: 'Motives and rooms, those set aside included',
    reply: settings,
    personal: false,
    handle: async (ctx) => ({ body: await readSettings(ctx) }),
  }),
  operation({
    id: 'agenda.addMotive',
    method: 'post',
    path: '/v1/agenda/motives',
    summary: 'Adds a motive of appointment',
    body: motiveInput,
    reply: motive,
    status: 201,
    personal: false,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { body }) => {
      const added = await addMotive(ctx, body);
      return { body: added, version: added.version };
    },
  }),
  operation({
    id: 'agenda.changeMotive',
    method: 'patch',
    path: '/v1/agenda/motives/{motiveId}',
    summary: 'Changes a motive, sets it aside or takes it back',
    params: z.strictObject({ motiveId: id }),
    body: motivePatch,
    reply: motive,
    personal: false,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeMotive(ctx, params.motiveId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'agenda.addRoom',
    method: 'post',
    path: '/v1/agenda/rooms',
    summary: 'Adds a room of a unit',
    body: roomInput,
    reply: room,
    status: 201,
    personal: false,
    idempotent: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => {
      const added = await addRoom(ctx, body);
      return { body: added, version: added.version };
    },
  }),
  operation({
    id: 'agenda.changeRoom',
    method: 'patch',
    path: '/v1/agenda/rooms/{roomId}',
    summary: 'Renames a room, sets it aside or takes it back',
    params: z.strictObject({ roomId: id }),
    body: roomPatch,
    reply: room,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeRoom(ctx, params.roomId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'agenda.readOpeningHours',
    method: 'get',
    path: '/v1/agenda/opening-hours/{unitId}',
    summary: 'When a unit receives',
    params: z.strictObject({ unitId: id }),
    reply: openingHours,
    personal: false,
    handle: async (ctx, { params }) => {
      const found = await readOpeningHours(ctx, params.unitId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'agenda.setOpeningHours',
    method: 'put',
    path: '/v1/agenda/opening-hours/{unitId}',
    summary: 'Says when a unit receives, all at once',
    params: z.strictObject({ unitId: id }),
    body: hoursInput,
    reply: openingHours,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => {
      const set = await setOpeningHours(ctx, params.unitId, version, body.hours);
      return { body: set, version: set.version };
    },
  }),
];
