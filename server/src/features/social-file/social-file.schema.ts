import { z } from '@hono/zod-openapi';
import { code, day, id, instant, line, longText } from '../../http/shapes.ts';

const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .openapi({ example: '+33639981001' })
  .describe('E.164.');
const person = z.object({ id, displayName: z.string() });

const identityFields = {
  lastName: line(100).describe("Nom d'usage."),
  birthName: line(100).nullable(),
  firstNames: line(100),
  birthDate: day.nullable(),
  birthYear: z.int().min(1900).max(2199).nullable().describe('When only the year is known.'),
  sex: code.nullable().describe('A code of the list sex.'),
  phones: z.array(phone).max(5),
  email: z.email().max(254).nullable(),
  street: line(200).nullable(),
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  city: line(100).nullable(),
  communeCode: z
    .string()
    .regex(/^(\d{2}|2[AB])\d{3}$/)
    .nullable()
    .describe('INSEE code of the commune.'),
  addressProtected: z.boolean().describe('The address must not be given to anyone.'),
  diedOn: day.nullable(),
};

export const identityPatch = z.strictObject(identityFields).partial().openapi('IdentityPatch');
export type IdentityPatch = z.output<typeof identityPatch>;

/** What the host's own software calls the person. */
const referenceFields = { system: line(60), value: line(120) };
export const externalReference = z.strictObject(referenceFields).openapi('ExternalReference');
export const emergencyInput = z
  .strictObject({
    ...referenceFields,
    reason: line(500).describe(
      'Why, without a name: whoever leads the file and the data protection officer are told.',
    ),
  })
  .openapi('EmergencyInput');
export const referenceInput = z
  .strictObject({
    externalRef: z.strictObject(referenceFields).nullable().describe('Null: known by nothing.'),
  })
  .openapi('ReferenceInput');

export const newFile = z
  .strictObject({
    unitId: id,
    identity: z.strictObject({
      ...z.strictObject(identityFields).partial().shape,
      lastName: identityFields.lastName,
      firstNames: identityFields.firstNames,
    }),
    openedOn: day.optional().describe('Default: today.'),
    leadWorkerId: id.nullable().optional().describe('Default: who creates it, when he follows files.'),
    externalRef: externalReference.optional(),
    searchReceipt: z.string().max(4000).describe('The receipt of a search of this name in this session.'),
  })
  .openapi('NewFile');
export type NewFile = z.output<typeof newFile>;

export const emptyAnswer = z.enum(['notAsked', 'unknown', 'refused']);
export const answerValue = z.union([
  z.strictObject({ answer: emptyAnswer }),
  z.strictObject({ codes: z.array(code).min(1).max(30) }),
  z.strictObject({ number: z.int().min(-1_000_000_000).max(1_000_000_000) }),
  z.strictObject({ day }),
  z.strictObject({
    text: longText(5000).refine((text) => text.trim() !== '', 'Le texte ne peut pas être vide.'),
  }),
  z.strictObject({ yes: z.boolean() }),
]);
export type SituationAnswer = z.output<typeof answerValue>;

export const situationPatch = z
  .strictObject({
    since: day.optional().describe('Since when it is so. Default: today.'),
    values: z
      .record(code, answerValue.nullable())
      .describe('By field; null withdraws the value of that day.'),
  })
  .openapi('SituationPatch');
export type SituationPatch = z.output<typeof situationPatch>;

export const situationValue = z
  .object({ fieldCode: z.string(), since: day, value: answerValue })
  .openapi('SituationValue');
export const hiddenValue = z
  .object({ fieldCode: z.string(), hidden: z.literal(true) })
  .describe('A field of health or protection your rights keep from you, answered or not.')
  .openapi('HiddenValue');
export const situationGroup = z
  .object({ code: z.string(), version: z.int(), values: z.array(z.union([situationValue, hiddenValue])) })
  .openapi('SituationGroup');

export const identity = z
  .object({
    lastName: z.string(),
    birthName: z.string().nullable(),
    firstNames: z.string(),
    birthDate: day.nullable(),
    birthYear: z.int().nullable(),
    age: z.int().nullable().describe('Full years today, or at death.'),
    sex: z.string().nullable(),
    phones: z.array(z.string()),
    email: z.string().nullable(),
    street: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    communeCode: z.string().nullable(),
    addressProtected: z.boolean(),
    diedOn: day.nullable(),
    version: z.int(),
  })
  .openapi('Identity');

export const flag = z.object({ id, flagCode: z.string(), expiresOn: day.nullable() }).openapi('FileFlag');
export const relative = z
  .object({
    id,
    kind: z.string(),
    name: z.string(),
    birthYear: z.int().nullable(),
    phone: z.string().nullable(),
    dependent: z.boolean(),
    note: z
      .string()
      .nullable()
      .describe('Null when there is none, or when your rights keep it from you (noteHidden).'),
    noteHidden: z.boolean(),
    version: z.int(),
  })
  .openapi('Relative');

const can = z
  .object({
    changeIdentity: z.boolean(),
    readFollowUp: z.boolean(),
    writeFollowUp: z.boolean(),
    readText: z.boolean(),
    transfer: z.boolean(),
  })
  .describe('What you can do with this file; shown, never decided, by the screen.');

export const socialFile = z
  .object({
    id,
    unit: z.object({ id, name: z.string() }),
    leadWorker: person.nullable(),
    status: z.string(),
    openedOn: day,
    closedOn: day.nullable(),
    closeReason: z.string().nullable(),
    lastContactOn: day.nullable(),
    lastWorkOn: day.nullable(),
    inactive: z.boolean().describe('Open, and without work for longer than the unit allows.'),
    externalRef: z
      .object({ system: z.string(), value: z.string() })
      .nullable()
      .describe("The host's own identifier of the person."),
    identity,
    flags: z.array(flag),
    situation: z.array(situationGroup).describe('Empty when your rights keep it from you.'),
    relatives: z.array(relative),
    completeness: z
      .object({ answered: z.int(), required: z.int(), missing: z.array(z.string()) })
      .describe('Of the fields whose answers you may read.'),
    can,
    version: z.int(),
  })
  .openapi('SocialFile');
export type SocialFile = z.output<typeof socialFile>;

export const fileSummary = z
  .object({
    id,
    unitId: id,
    unitName: z.string(),
    lastName: z.string(),
    birthName: z.string().nullable(),
    firstNames: z.string(),
    birthDate: day.nullable(),
    birthYear: z.int().nullable(),
    age: z.int().nullable(),
    sex: z.string().nullable(),
    leadWorker: person.nullable(),
    status: z.string(),
    lastContactOn: day.nullable(),
    flags: z.array(z.string()),
  })
  .openapi('FileSummary');

export const searchInput = z
  .strictObject({
    query: line(200).describe('Names in any order, whole or begun; a birth date or year; a phone.'),
    limit: z.int().min(1).max(50).optional(),
  })
  .openapi('SearchInput');

export const searchResult = z
  .object({
    items: z.array(fileSummary),
    receipt: z
      .string()
      .describe('Proof that this name was searched in this session; creating a file asks for it.'),
  })
  .openapi('SearchResult');

export const duplicateInput = z
  .strictObject({
    lastName: identityFields.lastName,
    firstNames: identityFields.firstNames,
    birthName: identityFields.birthName.optional(),
    birthDate: identityFields.birthDate.optional(),
    birthYear: identityFields.birthYear.optional(),
    sex: identityFields.sex.optional(),
    phones: identityFields.phones.optional(),
    email: identityFields.email.optional(),
    postalCode: identityFields.postalCode.optional(),
    exceptFileId: id.optional().describe('The file being edited.'),
  })
  .openapi('DuplicateInput');
export type DuplicateInput = z.output<typeof duplicateInput>;

export const duplicateReport = z
  .object({
    items: z.array(
      z.object({ file: fileSummary, score: z.int(), grade: z.string().describe('strong or toCheck.') }),
    ),
    beyond: z.string().nullable().describe('A neutral sentence when a strong match lies beyond your grants.'),
  })
  .openapi('DuplicateReport');

export const transferInput = z.strictObject({ toUnitId: id, reason: line(500) }).openapi('TransferInput');
export const transferAnswer = z
  .strictObject({ reason: line(500).nullable().optional() })
  .openapi('TransferAnswer');
export const transfer = z
  .object({
    id,
    fileId: id,
    unitId: id.describe('Where the file is now.'),
    fromUnitId: id,
    toUnitId: id,
    status: z.string(),
    reason: z.string().nullable().describe('Null when your rights keep it from you (reasonHidden).'),
    answer: z.string().nullable(),
    reasonHidden: z.boolean(),
    requestedBy: id,
    fromUnitName: z.string(),
    toUnitName: z.string(),
    requestedByName: z.string(),
    requestedAt: instant,
    answeredAt: instant.nullable(),
    undoUntil: instant.nullable(),
    can: z.object({ answer: z.boolean(), revoke: z.boolean() }).describe('What you can do with it now.'),
  })
  .openapi('FileTransfer');

export const transferTarget = z
  .object({
    id,
    name: z.string(),
    path: z.array(z.string()).describe('Names of the units above, from the top.'),
    atOnce: z.boolean().describe('You write there: the file moves at once. Otherwise it is asked for.'),
  })
  .openapi('TransferTarget');

export const flagInput = z
  .strictObject({ flagCode: code, expiresOn: day.nullable().optional() })
  .openapi('FlagInput');

const relativeFields = {
  kind: line(60).describe('Spouse, child, carer, legal representative…, in French.'),
  name: line(200),
  birthYear: z.int().min(1900).max(2199).nullable(),
  phone: phone.nullable(),
  dependent: z.boolean(),
  note: longText(2000).nullable(),
};
export const relativeInput = z
  .strictObject({
    ...z.strictObject(relativeFields).partial().shape,
    kind: relativeFields.kind,
    name: relativeFields.name,
  })
  .openapi('RelativeInput');
export const relativePatch = z.strictObject(relativeFields).partial().openapi('RelativePatch');
