import { z } from '@hono/zod-openapi';
import { code, day, id, line, timeOfDay } from '../../http/shapes.ts';
import { entryText, requestInput } from '../tdm/tdm.schema.ts';

const minutes = z.int().min(0).max(1440).describe('Minutes, at most a day.');

export const workInput = z
  .strictObject({
    typeCode: code.optional().describe('A code of the list workTypes.'),
    startedAt: timeOfDay.nullable().optional(),
    minutes: minutes.optional(),
    travelMinutes: minutes.nullable().optional(),
    place: line(200).nullable().optional(),
    requests: z.array(requestInput).max(20).optional(),
    text: entryText.nullable().optional(),
  })
  .openapi('AppointmentWorkInput');
export type WorkInput = z.output<typeof workInput>;

export const workProposal = z
  .object({
    appointmentId: id,
    fileId: id,
    person: z.object({ lastName: z.string(), firstNames: z.string() }).nullable(),
    entryId: id.nullable().describe('Your travail of it, once it is written: there is no other.'),
    proposed: z.object({
      typeCode: z
        .string()
        .nullable()
        .describe('Of the motive, else of the place; null: neither names one that is offered.'),
      performedOn: day,
      startedAt: timeOfDay.nullable(),
      minutes: z.int().nullable().describe('As it was held, else as it was booked; null: those of the type.'),
      travelMinutes: z.int().nullable(),
      place: z.string().nullable(),
      text: z.string().nullable().describe('Who else was there.'),
    }),
    types: z
      .array(z.object({ code: z.string(), label: z.string(), minutes: z.int().nullable() }))
      .describe('Types of travail offered in a file.'),
    requests: z.array(z.object({ id, label: z.string() })).describe('Open demandes of the file.'),
  })
  .openapi('AppointmentWorkProposal');
