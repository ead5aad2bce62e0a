import { z } from '@hono/zod-openapi';
import { code, id, line, timeOfDay } from '../../http/shapes.ts';
import { placeKind } from './agenda.schema.ts';
import { motiveColours } from './settings.table.ts';

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
    colour: z
      .string()
      .nullable()
      .describe('blue, green, ochre, pink, teal or red, beside its name and never in its place; null: none.'),
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
  colour: z.enum(motiveColours).nullable().optional(),
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
    before: id
      .nullable()
      .optional()
      .describe('The motive it is moved before; null: to the end. All take a rank anew.'),
    ...motiveContent,
  })
  .openapi('AppointmentMotivePatch');

export const room = z
  .object({
    id,
    unitId: id,
    label: z.string(),
    site: z.string().nullable(),
    places: z.int().nullable().describe('How many it holds; null: nobody said.'),
    active: z.boolean(),
    version: z.int(),
  })
  .openapi('Room');
const places = z.int().min(1).max(999);
export const roomInput = z
  .strictObject({
    unitId: id,
    label: line(120),
    site: line(120).nullable().optional(),
    places: places.nullable().optional(),
  })
  .openapi('RoomInput');
export const roomPatch = z
  .strictObject({
    label: line(120).optional(),
    site: line(120).nullable().optional(),
    places: places.nullable().optional(),
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
export const hoursInput = z
  .strictObject({
    hours: z.array(openHours).max(28).nullable().describe('Null: those of the unit above again.'),
  })
  .openapi('OpeningHoursInput');
const hours = z.array(z.object({ weekday: z.int(), from: z.string(), to: z.string() }));
export const openingHours = z
  .object({
    unitId: id,
    hours,
    inherited: z.boolean().describe('Those of the unit above, or the usual week.'),
    above: z
      .object({
        unit: z
          .object({ id, name: z.string() })
          .nullable()
          .describe('The nearest unit above that has hours of its own; null: none, it is the usual week.'),
        hours,
      })
      .describe('What it has, or would have, without hours of its own.'),
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
