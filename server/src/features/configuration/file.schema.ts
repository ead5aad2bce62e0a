import { z } from '@hono/zod-openapi';
import { code, line } from '../../http/shapes.ts';
import { fieldClearance } from './configuration.schema.ts';

/** The format written today; an older one is still read, a newer one is refused. */
export const fileVersion = 1;

const codes = z.array(code).max(20);
const fileItem = z.strictObject({
  code,
  label: line(150),
  parentCode: code.nullable(),
  active: z.boolean(),
  flags: codes,
  semanticKeys: codes,
  defaultMinutes: z.int().min(0).max(1440).nullable(),
  channel: code.nullable(),
  lifeSphere: code.nullable(),
  bracketFrom: z.int().min(-1_000_000).max(1_000_000).nullable(),
});
const fileList = z.strictObject({
  code,
  label: line(150),
  parentList: code.nullable(),
  bracketUnit: line(60).nullable(),
  items: z.array(fileItem).max(2000),
});
const fileField = z.strictObject({
  code,
  groupCode: code,
  label: line(150),
  kind: z.enum(['text', 'longText', 'number', 'date', 'choice', 'choices', 'yesNo']),
  listCode: code.nullable(),
  clearance: fieldClearance
    .optional()
    .describe('Who reads its answers; left out by older files: as here, or as fields of its kind are.'),
  required: z.boolean(),
  purpose: line(500),
  active: z.boolean(),
  unit: z
    .array(line(150))
    .min(1)
    .max(20)
    .nullable()
    .describe('Names of units from the root down to that of the field; null for every unit.'),
});

/** The configuration of a tenant as a file: what it is made of, and nothing of who uses it. The order of arrays is the order shown. */
export const configurationFile = z
  .strictObject({
    format: z.literal('lastria-configuration'),
    version: z
      .int()
      .min(1)
      .refine(
        (version) => version <= fileVersion,
        'Ce fichier vient d’une version plus récente de Lastria : importez-le après la mise à jour.',
      )
      .openapi({ example: fileVersion }),
    tenantKind: z.string().max(40).openapi({ example: 'hospital' }),
    thresholds: z.strictObject({
      disclosureThreshold: z.int().min(5).max(100),
      inactivityDays: z.int().min(1).max(3650),
    }),
    lists: z.array(fileList).max(300),
    fields: z.array(fileField).max(500),
  })
  .openapi('ConfigurationFile');
export type ConfigurationFile = z.output<typeof configurationFile>;

const kinds = [
  'added',
  'relabelled',
  'changed',
  'deactivated',
  'reactivated',
  'reordered',
  'refused',
] as const;
export type ChangeKind = (typeof kinds)[number];

export const fileChange = z.object({
  kind: z.string().describe(`What would happen: ${kinds.join(', ')}.`),
  what: z.string().describe('list, item, field, order or threshold.'),
  code: z.string(),
  listCode: z.string().nullable().describe('The list of an item or of an order; null for fields.'),
  label: z.string(),
  before: z.string().nullable().describe('What it is today, where it has a value.'),
  reason: z.string().nullable().describe('Why it is refused.'),
});
export type FileChange = z.output<typeof fileChange>;

export const fileEffect = z
  .object({
    version: z.int().describe('Of the whole configuration: the ETag to import on.'),
    changes: z.array(fileChange),
    kept: z.int().describe('Items and fields the file does not name: they stay as they are.'),
  })
  .openapi('ConfigurationFileEffect');
