import { z } from '@hono/zod-openapi';
import { code, id, line } from '../../http/shapes.ts';
import { partner } from '../tdm/tdm.schema.ts';

export const item = z
  .object({
    code: z.string(),
    label: z.string(),
    parentCode: z.string().nullable(),
    active: z.boolean().describe('Offered for entry; an inactive item stays readable and countable.'),
    flags: z.array(z.string()),
    semanticKeys: z.array(z.string()),
    defaultMinutes: z.int().nullable(),
    channel: z.string().nullable(),
    bracketFrom: z
      .int()
      .nullable()
      .describe('Inclusive lower bound of a bracket; null where it is open below.'),
  })
  .openapi('ChoiceItem');

/** Who reads the answers to a field. */
export const fieldClearance = z.enum(['followUp', 'text']);

export const field = z
  .object({
    code: z.string(),
    groupCode: z.string(),
    label: z.string(),
    kind: z.string(),
    listCode: z.string().nullable(),
    clearance: z
      .string()
      .describe(
        'Who reads its answers: followUp, whoever follows the file; text, only who reads the texts (health, protection, free text). Never changes.',
      ),
    required: z.boolean(),
    purpose: z.string(),
    active: z.boolean(),
    unitId: id.nullable(),
    offeredIn: z
      .array(id)
      .nullable()
      .describe('Units where it is asked: that of unitId with all below; null: all.'),
    version: z.int(),
  })
  .openapi('SituationField');

export const choiceList = z
  .object({
    code: z.string(),
    label: z.string(),
    parentList: z.string().nullable(),
    bracketUnit: z
      .string()
      .nullable()
      .describe('What the bounds of a list of brackets count; null for a plain list.'),
    version: z.int(),
    items: z.array(item),
  })
  .openapi('ChoiceList');

export const configuration = z
  .object({
    lists: z.array(choiceList),
    groups: z
      .array(z.object({ code: z.string(), label: z.string() }))
      .describe('Groups of fields in their order: the items of the list fieldGroup.'),
    fields: z.array(field),
    units: z
      .array(
        z.object({ id, parentId: id.nullable(), name: z.string(), kind: z.string(), closed: z.boolean() }),
      )
      .describe('The units you reach; closed ones too, which take nothing new.'),
    staff: z
      .array(z.object({ id, displayName: z.string(), jobTitle: z.string().nullable(), left: z.boolean() }))
      .describe('The team; those who left too, for what names them.'),
    partners: z.array(partner).describe('The directory; those put aside too, for what names them.'),
    can: z
      .object({ addPartner: z.boolean(), changeConfiguration: z.boolean(), keepDirectory: z.boolean() })
      .describe('What you can do here.'),
  })
  .openapi('Configuration');

export const listInput = z.strictObject({ label: line(150) }).openapi('ChoiceListInput');

const minutes = z.int().min(0).max(1440);
const bound = z.int().min(-1_000_000).max(1_000_000);
export const itemInput = z
  .strictObject({
    label: line(150),
    parentCode: code.optional().describe('Grouping; required where the list has one.'),
    defaultMinutes: minutes.nullable().optional(),
    channel: code.nullable().optional(),
    bracketFrom: bound.nullable().optional().describe('Lower bound; required in a list of brackets.'),
  })
  .openapi('ChoiceItemInput');
export const itemPatch = z
  .strictObject({
    label: line(150).optional(),
    active: z.boolean().optional(),
    position: z.int().min(0).max(100_000).optional(),
    defaultMinutes: minutes.nullable().optional(),
    bracketFrom: bound.nullable().optional(),
  })
  .openapi('ChoiceItemPatch');
export const orderInput = z
  .strictObject({
    codes: z.array(code).min(1).max(2000).describe('In their new order; those not named keep their place.'),
  })
  .openapi('OrderInput');
export const fieldOrder = z
  .object({ version: z.int().describe('That of the list fieldGroup.'), codes: z.array(z.string()) })
  .openapi('FieldOrder');
export const list = z
  .object({ code: z.string(), version: z.int(), items: z.array(item) })
  .openapi('ChoiceListState');
export const effect = z
  .object({ uses: z.int().describe('Records, or files for a field, that hold it today.') })
  .openapi('ConfigurationEffect');

export const fieldInput = z
  .strictObject({
    groupCode: code,
    label: line(150),
    kind: z.enum(['text', 'longText', 'number', 'date', 'choice', 'choices', 'yesNo']),
    listCode: code.optional(),
    clearance: fieldClearance
      .optional()
      .describe('Who reads its answers, for good. Default: text for texts, followUp otherwise.'),
    required: z.boolean().optional(),
    purpose: line(500).describe('Why it is asked. A field without a purpose is refused.'),
    unitId: id.nullable().optional(),
  })
  .openapi('SituationFieldInput');
export const fieldPatch = z
  .strictObject({
    groupCode: code.optional(),
    label: line(150).optional(),
    position: z.int().min(0).max(100_000).optional(),
    required: z.boolean().optional(),
    purpose: line(500).optional(),
    active: z.boolean().optional(),
  })
  .openapi('SituationFieldPatch');
