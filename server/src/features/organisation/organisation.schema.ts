import { z } from '@hono/zod-openapi';
import { code, day, id, instant, line } from '../../http/shapes.ts';
import { role } from '../access/access.schema.ts';

const count = z.int().min(0).max(10_000_000);

export const unit = z
  .object({
    id,
    parentId: id.nullable(),
    name: z.string(),
    kind: z.string(),
    closed: z.boolean(),
    headcount: z.int().nullable(),
    fullTimeEquivalent: z.number().nullable(),
    contractedMinutes: z.int().nullable(),
    inactivityDays: z.int().nullable(),
    alsaceMoselle: z.boolean(),
    goodFriday: z.boolean(),
    overseasTerritory: z.string().nullable(),
    history: z
      .array(z.object({ name: z.string(), since: z.string(), value: z.number().nullable() }))
      .describe(
        'What headcount, fullTimeEquivalent and contractedMinutes were worth, since when; latest first.',
      ),
    version: z.int(),
  })
  .openapi('OrgUnit');
export const unitInput = z
  .strictObject({ parentId: id.nullable(), name: line(150), kind: code })
  .openapi('OrgUnitInput');
export const unitPatch = z
  .strictObject({
    name: line(150).optional(),
    closed: z.boolean().optional(),
    headcount: count.nullable().optional(),
    fullTimeEquivalent: z.number().min(0).max(9999).nullable().optional(),
    contractedMinutes: count.nullable().optional(),
    inactivityDays: z.int().min(1).max(3650).nullable().optional(),
    alsaceMoselle: z.boolean().optional(),
    goodFriday: z.boolean().optional(),
    overseasTerritory: code.nullable().optional(),
    since: day
      .optional()
      .describe('Since when headcount, full-time equivalent and contracted minutes are so; default: today.'),
  })
  .openapi('OrgUnitPatch');
export const thresholds = z
  .object({
    disclosureThreshold: z
      .int()
      .describe('Least number of persons a figure that leaves the service may show.'),
    inactivityDays: z
      .int()
      .describe('Days without work after which an open file is inactive, where the unit says nothing.'),
    version: z.int(),
  })
  .openapi('Thresholds');
const inactivityDays = z.int().min(1).max(3650);
export const thresholdsPatch = z
  .strictObject({
    disclosureThreshold: z.int().min(5, 'Le seuil ne descend pas sous 5 personnes.').max(100).optional(),
    inactivityDays: inactivityDays.optional(),
  })
  .openapi('ThresholdsPatch');
export const inactivityInput = z
  .strictObject({
    unitId: id.nullable().describe('Null: every unit without a threshold of its own.'),
    inactivityDays: inactivityDays.nullable().describe('Null, for a unit: the threshold of all.'),
  })
  .openapi('InactivityInput');
export const inactivityEffect = z
  .object({
    now: z.int().describe('Open files that are inactive today.'),
    then: z.int().describe('Open files that would be.'),
  })
  .openapi('InactivityEffect');

const origins = z
  .array(z.string().max(200))
  .max(50)
  .describe('Pages that may hold Lastria: scheme, host and port, as a browser writes them.');
const inlineElements = z
  .array(z.string().max(60))
  .max(50)
  .describe('Elements that may stand in such a page itself; the others come in a frame of ours.');
const idleMinutes = z.int().min(1).max(60).describe('Minutes without anybody after which a session ends.');
const sessionHours = z.int().min(1).max(24).describe('Hours after which a session ends, whatever is done.');
export const embedding = z
  .object({
    allowedOrigins: origins,
    inlineElements,
    elements: z.array(z.string()).describe('Elements there are.'),
    idleMinutes,
    sessionHours,
    version: z.int(),
    can: z.object({ changeEmbedding: z.boolean() }).describe('What you can do here.'),
  })
  .openapi('Embedding');
export const embeddingPatch = z
  .strictObject({
    allowedOrigins: origins.optional(),
    inlineElements: inlineElements.optional(),
    idleMinutes: idleMinutes.optional(),
    sessionHours: sessionHours.optional(),
  })
  .openapi('EmbeddingPatch');

export const moveInput = z.strictObject({ parentId: id.nullable() }).openapi('MoveInput');
const sight = z.array(z.object({ staffId: id, displayName: z.string(), role: z.string() }));
export const moveEffect = z
  .object({
    gain: sight.describe('Who would see the unit and its subtree.'),
    lose: sight.describe('Who would see them no more.'),
    coming: z.object({ gain: sight, lose: sight }).describe('The same for rights that have not begun.'),
  })
  .openapi('MoveEffect');

export const staffMember = z
  .object({
    id,
    displayName: z.string(),
    email: z.string().nullable(),
    jobTitle: z.string().nullable(),
    externalSubject: z
      .string()
      .nullable()
      .describe("The person's identifier in the host; null, too, for whoever is not an administrator."),
    left: z.boolean(),
    leftOn: day.nullable().describe('The day of the departure.'),
    version: z.int(),
  })
  .openapi('StaffMember');
export const staffInput = z
  .strictObject({
    displayName: line(120),
    email: z.email().max(254).optional(),
    jobTitle: line(120).optional(),
    externalSubject: line(200).optional().describe("The person's identifier in the host."),
  })
  .openapi('StaffInput');

export const staffPatch = z
  .strictObject({
    displayName: line(120).optional(),
    email: z.email().max(254).nullable().optional(),
    jobTitle: line(120).nullable().optional(),
    externalSubject: line(200)
      .nullable()
      .optional()
      .describe('Once changed, the sessions of the person end. Nobody changes his own.'),
    leftOn: day
      .nullable()
      .optional()
      .describe(
        'The day of the departure, today at the latest: rights and sessions end at once. Null: the person is back, without any right. Nobody says his own.',
      ),
  })
  .openapi('StaffPatch');
export const leavingEffect = z
  .object({
    files: z.int().describe('Open files of which the person is the lead worker.'),
    rights: z.int().describe('Rights that would end, those to come included.'),
  })
  .openapi('LeavingEffect');
export const grant = z
  .object({
    id,
    staffId: id,
    role: z.string(),
    kind: z.string(),
    unitId: id.nullable(),
    withSubtree: z.boolean(),
    fileId: id.nullable(),
    validFrom: instant,
    validUntil: instant.nullable().describe('The end decided; null: none.'),
    reviewBy: instant
      .nullable()
      .describe(
        'The right ends then unless somebody says that it is still wanted. Null: it ends by itself before.',
      ),
    onBehalfOf: id.nullable().describe('The absent member it stands in for.'),
    reason: z.string(),
    grantedByName: z.string().nullable().describe('Null: given at the server itself.'),
    grantedAt: instant,
    reviewedByName: z.string().nullable().describe('Who said last that it is still wanted.'),
  })
  .openapi('AccessGrant');
export const grantList = z.object({ items: z.array(grant) }).openapi('AccessGrantList');
/** Roles that are held over the tenant, whatever the grant names. */
const wholeTenant: ReadonlySet<string> = new Set(['ADMINISTRATOR', 'DPO']);
export const grantInput = z
  .strictObject({
    staffId: id,
    role: role,
    unitId: id.optional(),
    fileId: id
      .optional()
      .describe(
        'One file, by an id one was given: whoever gives the right sees nothing of it. An id that is no file of the tenant is refused.',
      ),
    withSubtree: z.boolean().optional().describe('The unit with all below it; true by default.'),
    validFrom: instant.optional().describe('Default: now.'),
    validUntil: instant.optional(),
    reason: line(500),
  })
  .refine(
    (value) => (value.unitId === undefined) !== (value.fileId === undefined),
    'Indiquez soit une entité, soit un dossier.',
  )
  .refine(({ role: given, fileId }) => fileId === undefined || !wholeTenant.has(given), {
    path: ['fileId'],
    error: 'Ce rôle vaut pour tout l’organisme : il ne se donne pas sur un dossier.',
  })
  .openapi('GrantInput');

const localMinute = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/)
  .refine(
    (value) =>
      !Number.isNaN(Date.parse(`${value}Z`)) && new Date(`${value}Z`).toISOString().startsWith(value),
    'Cette date n’existe pas.',
  )
  .openapi({ example: '2026-12-21T08:30' });
export const substitutionInput = z
  .strictObject({
    absentId: id.describe('Whose rights on files are stood in for.'),
    staffId: id.describe('Who stands in.'),
    from: localMinute.describe("On the tenant's own clock."),
    until: localMinute,
    reason: line(500),
  })
  .openapi('SubstitutionInput');
export const reviewInput = z.strictObject({ grantIds: z.array(id).min(1).max(500) }).openapi('ReviewInput');

export const handOverEffect = z
  .object({
    units: z.array(
      z.object({
        unitId: id,
        unitName: z.string(),
        files: z.int().describe('Open files the member leads there.'),
        candidates: z
          .array(z.object({ id, displayName: z.string() }))
          .describe('Who may lead them: those who follow the files of the unit.'),
      }),
    ),
  })
  .openapi('HandOverEffect');
export const handOverInput = z
  .strictObject({
    to: z
      .array(z.strictObject({ unitId: id, staffId: id }))
      .min(1)
      .max(500),
  })
  .openapi('HandOverInput');
export const handedOver = z.object({ files: z.int() }).openapi('HandedOver');

export const supportRequest = z
  .object({
    id,
    askedBy: z.string(),
    reason: z.string(),
    askedAt: instant,
    until: instant.describe('The end asked for; once approved, the end given.'),
    status: z.string().describe('asked, approved, refused, ended.'),
    answeredByName: z.string().nullable(),
    answeredAt: instant.nullable(),
  })
  .openapi('SupportRequest');
export const supportAnswer = z
  .strictObject({ answer: z.enum(['approve', 'refuse', 'end']) })
  .openapi('SupportAnswer');
export const decision = z
  .object({
    id,
    kind: z.string(),
    reference: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: instant,
    withdrawnAt: instant.nullable(),
  })
  .openapi('RecordedDecision');
export const decisionInput = z
  .strictObject({ kind: z.enum(['inlineNominative', 'hostFactor', 'mailCode']), reference: line(200) })
  .openapi('RecordedDecisionInput');

export const organisation = z
  .object({
    thresholds,
    units: z.array(unit),
    staff: z.array(staffMember),
    grants: z.array(grant),
    supportRequests: z.array(supportRequest),
    decisions: z.array(decision),
    can: z
      .object({
        changeOrganisation: z.boolean(),
        manageTeam: z.boolean(),
        grantAccess: z.boolean(),
        reviewAccess: z.boolean(),
        handOver: z.boolean(),
        answerSupport: z.boolean(),
        recordDecision: z.boolean(),
      })
      .describe('What you can do here.'),
  })
  .openapi('Organisation');
