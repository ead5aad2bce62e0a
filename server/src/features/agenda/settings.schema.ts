import { z } from '@hono/zod-openapi';
import { code, id, line, timeOfDay } from '../../http/shapes.ts';
import { placeKind } from './agenda.schema.ts';

const minutes = z.int().min(5).max(1440);

export const motive = z
  .object({
    id,
    label: z.string(),
    placeKind: z.string(),
    minutes: z.int(),
    blocks: z.boolean(),
    roles: z.array(z.string()).describe('Who may book for it; empty: whoever may book.'),
    workTypeCode: z.string().nullable().describe('A code of the list workTypes.'),
    active: z.boolean(),
    position: z.int(),
    version: z.int(),
    can: z.object({ book: z.boolean() }),
  })
  .openapi('AppointmentMotive');
export type Motive = z.output<typeof motive>;

const motiveContent = {
  minutes: minutes.optional().describe('30 by default.'),
  blocks: z.boolean().optional(),
  roles: z.array(z.string().max(40)).max(10).optional(),
  workTypeCode: code.nullable().optional(),
};
export const motiveInput = z
  .strictObject({ label: line(120), placeKind, ...motiveContent })
  .openapi('AppointmentMotiveInput');
export const motivePatch = z
  .strictObject({
    label: line(120).optional(),
    placeKind: placeKind.optional(),
    active: z.boolean().optional(),
    position: z.int().min(0).max(1_000_000).optional(),
    ...motiveContent,
  })
  .openapi('AppointmentMotivePatch');

export const room = z
  .object({
    id,
    unitId: id,
    label: z.string(),
    site: z.string().nullable(),
    active: z.boolean(),
    version: z.int(),
  })
  .openapi('Room');
export const roomInput = z
  .strictObject({ unitId: id, label: line(120), site: line(120).nullable().optional() })
  .openapi('RoomInput');
export const roomPatch = z
  .strictObject({
    label: line(120).optional(),
    site: line(120).nullable().optional(),
    active: z.boolean().optional(),
  })
  .openapi('RoomPatch');

const openHours = z
  .strictObject({
    weekday: z.int().min(1).max(7).describe('1 is Monday.'),
    from: timeOfDay,
    to: timeOfDay,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'La fermeture suit l’ouverture.' });
export const hoursInput = z.strictObject({ hours: z.array(openHours).max(28) }).openapi('OpeningHoursInput');
export const openingHours = z
  .object({
    unitId: id,
    hours: z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() })),
    inherited: z.boolean().describe('Those of the unit above, or the usual week.'),
    version: z.int(),
    can: z.object({ change: z.boolean() }),
  })
  .openapi('OpeningHours');

export const settings = z
  .object({
    motives: z.array(motive),
    rooms: z.array(room),
    can: z.object({ keepAgenda: z.boolean(), bookAppointment: z.boolean() }),
  })
  .openapi('AgendaSettings');
