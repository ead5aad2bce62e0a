import { z } from '@hono/zod-openapi';

/** Control characters other than tabulation and line feed have no place in anything typed. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Text of one or several lines, bounded, without control characters. */
export const longText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !control.test(value), 'Le texte contient des caractères invisibles non admis.');

/** One line of text: trimmed, not empty. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .trim()
    .min(1, 'Ce champ ne peut pas être vide.')
    .refine(
      (value) => !control.test(value) && !/[\n\t]/.test(value),
      'Ce champ tient sur une seule ligne, sans caractère invisible.',
    );

/** A record id. */
export const id = z.uuid().openapi({ format: 'uuid', example: '0197a3c4-9d1e-7c3a-8f00-2b6f6d6a1c11' });

/** A code of the tenant's configuration: a string, never an enumeration. */
export const code = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9-]{0,79}$/)
  .openapi({ example: 'entretien-telephonique' });

/** A calendar day, from 1900 to 2199. */
export const day = z.iso
  .date()
  .refine(
    (value) => value >= '1900-01-01' && value < '2200-01-01',
    'La date doit se situer entre 1900 et 2199.',
  )
  .openapi({ format: 'date', example: '2026-11-18' });

/** A local time of day, to the minute. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .openapi({ example: '09:30' });

export const instant = z.iso.datetime({ offset: true }).openapi({ format: 'date-time' });

/** Query of a list. */
export const pageQuery = {
  cursor: z.string().max(2000).optional().describe('The nextCursor of the page before.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .optional()
    .describe('Items wanted, 50 by default.'),
};

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('Null on the last page.') });
