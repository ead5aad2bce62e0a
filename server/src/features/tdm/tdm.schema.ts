import { z } from '@hono/zod-openapi';
import { code, day, id, instant, line, longText, timeOfDay } from '../../http/shapes.ts';

const minutes = z.int().min(0).max(1440).describe('Minutes, at most a day.');

export const actionInput = z
  .strictObject({
    typeCode: code.describe('A code of the list supportActions.'),
    outcome: code.nullable().optional().describe('A code of the list actionOutcome.'),
    doneOn: day.optional().describe('Default: the day of the travail.'),
  })
  .openapi('ActionInput');

export const requestInput = z
  .strictObject({
    requestId: id.optional().describe('A demande of this file. Either this or typeCode.'),
    typeCode: code
      .optional()
      .describe('A code of the list requestTypes: a new demande is opened with the travail.'),
    urgent: z.boolean().optional(),
    outcome: code
      .nullable()
      .optional()
      .describe('Of a new demande: a code of the list requestOutcome; settled the day of the travail.'),
    actions: z.array(actionInput).max(20).optional().describe('Moyens mobilised for this demande.'),
  })
  .refine(
    (value) => (value.requestId === undefined) !== (value.typeCode === undefined),
    'Indiquez soit une demande existante, soit le type d’une nouvelle demande.',
  )
  .refine(({ requestId, outcome }) => requestId === undefined || (outcome ?? null) === null, {
    path: ['outcome'],
    error: 'Le résultat d’une demande existante se dit sur cette demande.',
  })
  .openapi('RequestInput');

export const entryText = longText(50_000).describe('Plain text, paragraphs and lists.');

export const entryInput = z
  .strictObject({
    typeCode: code.describe('A code of the list workTypes.'),
    performedOn: day,
    startedAt: timeOfDay.nullable().optional(),
    minutes: minutes.optional().describe('Default: the minutes of the type.'),
    travelMinutes: minutes.nullable().optional(),
    place: line(200).nullable().optional(),
    performedBy: id.optional().describe('Default: who signs.'),
    requests: z.array(requestInput).max(20).optional(),
    partnerIds: z.array(id).max(20).optional(),
    text: entryText.optional(),
    draftId: id.optional().describe('The draft this entry was typed in; it vanishes with the signature.'),
  })
  .openapi('EntryInput');
export type EntryInput = z.output<typeof entryInput>;

export const unfiledEntryInput = z
  .strictObject({
    unitId: id.describe('The unit the work was done for.'),
    typeCode: code,
    performedOn: day,
    startedAt: timeOfDay.nullable().optional(),
    minutes: minutes.optional(),
    travelMinutes: minutes.nullable().optional(),
    place: line(200).nullable().optional(),
    performedBy: id.optional(),
    partnerIds: z.array(id).max(20).optional(),
    text: entryText.optional(),
    draftId: id.optional(),
  })
  .openapi('UnfiledEntryInput');

export const partner = z
  .object({
    id,
    kind: z.string().describe('A code of the list partnerKind.'),
    name: z.string(),
    active: z.boolean().describe('Offered for entry; one put aside stays readable and countable.'),
    version: z.int(),
  })
  .openapi('Partner');
export const partnerInput = z
  .strictObject({
    kind: code.describe('A code of the list partnerKind.'),
    name: line(150).describe('Borne by no other partner of this kind.'),
  })
  .openapi('PartnerInput');
export const partnerPatch = z
  .strictObject({ kind: code.optional(), name: line(150).optional(), active: z.boolean().optional() })
  .openapi('PartnerPatch');
export const partnerEffect = z
  .object({ uses: z.int().describe('Travaux that name it.') })
  .openapi('PartnerEffect');

const person = z.object({ id, displayName: z.string() });

export const action = z
  .object({
    id,
    requestId: id,
    entryId: id.nullable(),
    typeCode: z.string(),
    doneOn: day,
    outcome: z.string().nullable(),
    performedBy: id,
    version: z.int(),
  })
  .openapi('SupportAction');

export const socialRequest = z
  .object({
    id,
    typeCode: z.string(),
    requestedOn: day,
    urgent: z.boolean(),
    status: z.string(),
    outcome: z.string().nullable(),
    resolvedOn: day.nullable(),
    version: z.int(),
    actions: z.array(action),
    entries: z.int().describe('Travaux linked to it.'),
  })
  .openapi('SocialRequest');

export const entry = z
  .object({
    id,
    fileId: id.nullable(),
    unitId: id,
    forUnitId: id,
    typeCode: z.string(),
    performedOn: day,
    startedAt: timeOfDay.nullable(),
    minutes: z.int(),
    travelMinutes: z.int().nullable(),
    place: z.string().nullable(),
    performedBy: person,
    recordedBy: person,
    recordedAt: instant,
    requests: z.array(z.object({ requestId: id, typeCode: z.string(), actions: z.array(action) })),
    partners: z.array(z.object({ id, kind: z.string(), name: z.string() })),
    text: z
      .string()
      .nullable()
      .describe('Null when there is none, or when your rights keep it from you (textHidden).'),
    textHidden: z.boolean(),
    voided: z
      .object({
        at: instant,
        by: id,
        reason: z.string().nullable().describe('Null when your rights keep it from you (reasonHidden).'),
        reasonHidden: z.boolean(),
      })
      .nullable(),
    version: z.int(),
    can: z.object({ change: z.boolean(), void: z.boolean(), undoUntil: instant.nullable() }),
  })
  .openapi('WorkEntry');
export type Entry = z.output<typeof entry>;

export const entryVersion = z
  .object({
    at: instant,
    by: person.describe('Who wrote this version.'),
    changed: z.array(z.string()).describe('What differs from the version before; empty for the first.'),
    typeCode: z.string(),
    performedOn: day,
    startedAt: timeOfDay.nullable(),
    minutes: z.int(),
    travelMinutes: z.int().nullable(),
    place: z.string().nullable(),
    performedBy: person,
    requests: z.array(
      z.object({
        requestId: id,
        typeCode: z.string(),
        actions: z.array(z.object({ typeCode: z.string(), outcome: z.string().nullable() })),
      }),
    ),
    partners: z.array(z.object({ id, kind: z.string(), name: z.string() })),
    text: z.string().nullable(),
    textHidden: z.boolean(),
    voided: z.boolean(),
  })
  .openapi('EntryVersion');

const requestValues = z.object({
  requestedOn: day.nullable().optional(),
  urgent: z.boolean().nullable().optional(),
  status: z.string().nullable().optional(),
  outcome: z.string().nullable().optional(),
  resolvedOn: day.nullable().optional(),
  doneOn: day.nullable().optional(),
});
export const requestChange = z
  .object({
    at: instant,
    by: person,
    of: z.enum(['request', 'action']).describe('The demande itself, or one of its moyens.'),
    recordId: id,
    typeCode: z.string(),
    before: requestValues,
    after: requestValues,
  })
  .openapi('RequestChange');

export const entryPatch = z
  .strictObject({
    typeCode: code.optional(),
    performedOn: day.optional(),
    startedAt: timeOfDay.nullable().optional(),
    minutes: minutes.optional(),
    travelMinutes: minutes.nullable().optional(),
    place: line(200).nullable().optional(),
    performedBy: id.optional(),
    requests: z
      .array(requestInput)
      .max(20)
      .optional()
      .describe(
        'The whole list: a demande left out is unlinked, and the moyens this travail brought to it go with the link.',
      ),
    partnerIds: z.array(id).max(20).optional(),
    text: entryText.nullable().optional(),
  })
  .openapi('EntryPatch');
export type EntryPatch = z.output<typeof entryPatch>;

export const captureInput = z.strictObject({ text: longText(2000) }).openapi('CaptureInput');

const chip = z.object({
  kind: z.enum(['workType', 'minutes', 'date', 'startTime', 'request', 'action', 'partner']),
  code: z.string().nullable(),
  label: z.string(),
  spans: z
    .array(z.array(z.int()).length(2))
    .describe('Start and end of the words of the line that it explains.'),
  alternatives: z
    .array(z.object({ kind: z.string(), code: z.string(), label: z.string() }))
    .describe('Other readings of the same words: the choice is yours.'),
});

export const captureReading = z
  .object({
    workType: z.string().nullable(),
    minutes: z.int().nullable(),
    date: day.nullable(),
    startTime: timeOfDay.nullable(),
    requests: z.array(z.string()),
    actions: z.array(z.string()),
    partners: z.array(z.string()),
    rest: z.string().describe('The words that no chip explains, in their order.'),
    chips: z.array(chip),
  })
  .openapi('CaptureReading');

export const draftInput = z
  .strictObject({
    fileId: id.nullable(),
    revision: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .describe('Grows with each save; an older one that arrives late changes nothing.'),
    content: z
      .record(z.string().max(60), z.unknown())
      .describe('What is on the screen; only its author can open it.'),
  })
  .openapi('DraftInput');
export const draft = z
  .object({
    id,
    fileId: id.nullable(),
    revision: z.int(),
    savedAt: instant,
    content: z.record(z.string(), z.unknown()),
  })
  .openapi('Draft');
export const draftSaved = z.object({ id, revision: z.int(), savedAt: instant }).openapi('DraftSaved');

export const requestPatch = z
  .strictObject({
    requestedOn: day.optional(),
    urgent: z.boolean().optional(),
    status: code.optional().describe('A code of the list requestStatus.'),
    outcome: code
      .nullable()
      .optional()
      .describe('A code of the list requestOutcome; resolvedOn defaults to today.'),
    resolvedOn: day.nullable().optional(),
  })
  .openapi('RequestPatch');
export const newAction = z
  .strictObject({ typeCode: code, doneOn: day.optional(), outcome: code.nullable().optional() })
  .openapi('NewAction');
export const actionPatch = z
  .strictObject({ doneOn: day.optional(), outcome: code.nullable().optional() })
  .openapi('ActionPatch');
