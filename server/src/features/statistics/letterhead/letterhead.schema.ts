import { z } from '@hono/zod-openapi';
import { id, instant } from '../../../http/shapes.ts';

/** The Word file reports are written in, and the picture on their first page. */
export const pieceKinds = ['base', 'logo'] as const;
export type PieceKind = (typeof pieceKinds)[number];

/** Greatest sizes, in bytes. */
export const mostBytes = { base: 10 * 1024 * 1024, logo: 2 * 1024 * 1024 } as const;

const baseFacts = {
  place: z
    .string()
    .describe(
      'Where reports are written in it: `mark`, in the place of {{rapport}}; `control`, in that of a content control of that name; `end`, after all it says. Others may come.',
    ),
  landscape: z.boolean(),
  firstPageDiffers: z.boolean(),
  styles: z.array(z.string()).describe('The styles of reports it has, by the name they have in the file.'),
  tableStyle: z.boolean().describe('Whether tables take a style of its own.'),
  pictures: z.int(),
};
const logoFacts = {
  type: z.string().describe('png or jpg; others may come.'),
  width: z.int().describe('In points of the picture.'),
  height: z.int(),
};
export type BaseFacts = z.output<z.ZodObject<typeof baseFacts>>;
export type LogoFacts = z.output<z.ZodObject<typeof logoFacts>>;

const person = z.object({ id, displayName: z.string() });
const piece = {
  id,
  size: z.int().describe('In bytes, as it is kept: written anew, with what was looked at and nothing else.'),
  digest: z.string().describe('SHA-256 of what is kept.'),
  addedAt: instant,
  addedBy: person,
};

export const letterhead = z
  .object({
    base: z.object({ ...piece, ...baseFacts }).nullable(),
    logo: z.object({ ...piece, ...logoFacts }).nullable(),
    history: z
      .array(
        z.object({
          kind: z.string(),
          act: z.string().describe('added, replaced or removed; others may come.'),
          at: instant,
          by: person,
        }),
      )
      .describe('The last changes, latest first.'),
    limits: z.object({ base: z.int(), logo: z.int() }).describe('Greatest sizes received, in bytes.'),
  })
  .openapi('StatisticsLetterhead');
export type Letterhead = z.output<typeof letterhead>;

export const sampleQuery = z.strictObject({
  format: z.enum(['docx', 'pdf']).optional().describe('`docx`, by default.'),
});
