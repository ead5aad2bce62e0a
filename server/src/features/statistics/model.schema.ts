import { z } from '@hono/zod-openapi';
import { id } from '../../http/shapes.ts';

const appliesTo = z
  .array(
    z.object({
      measure: z.string(),
      counted: z.array(z.string()).describe('The ways of counting it under which this has a meaning.'),
    }),
  )
  .describe('What is counted that it goes with; anything else is refused (422).');

/** What a question may be made of: everything a builder of questions offers. */
export const model = z
  .object({
    measures: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        unit: z.string().describe('What the figure is in, in French.'),
        subject: z.string(),
        kinds: z.array(z.string()).describe('How it is worked out, the usual one first.'),
        counted: z
          .array(
            z.object({
              filter: z.string().describe('Filter of the question that counts so.'),
              label: z.string().describe('What is counted then, in French.'),
              definition: z.string().describe('Which of them count, and at which date, in French.'),
              atEnd: z.boolean().describe('At the last day of the period, whatever its first.'),
            }),
          )
          .describe('The ways of counting it, the usual one first.'),
      }),
    ),
    dimensions: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        sensitive: z.boolean(),
        values: z.object({
          kind: z
            .string()
            .describe(
              'list, bracket, month, year, unit, worker, partner, commune, field or yesNo; others may come.',
            ),
          list: z.string().nullable().describe('The list of the configuration its values are of.'),
        }),
        appliesTo,
      }),
    ),
    filters: z.array(z.object({ code: z.string(), label: z.string(), appliesTo })),
    limits: z.object({ dimensions: z.int(), measures: z.int(), cells: z.int(), years: z.int() }),
    threshold: z.int().describe('Least number of persons a figure that leaves the service shows.'),
    units: z
      .array(z.object({ id, name: z.string(), kind: z.string(), parentId: id.nullable() }))
      .describe('Units you hold statistics on; the parent is null where you do not hold it.'),
  })
  .openapi('StatisticsModel');
export type Model = z.output<typeof model>;

export const values = z
  .object({
    items: z.array(
      z.object({
        code: z.string().nullable().describe('Null: « Non renseigné ».'),
        label: z.string(),
      }),
    ),
    more: z.boolean().describe('Whether there are values beyond those given.'),
  })
  .openapi('StatisticsValues');
export type Values = z.output<typeof values>;
