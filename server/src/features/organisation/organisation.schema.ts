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
    validUntil: instant.nullable(),
    reason: z.string(),
  })
  .openapi('AccessGrant');
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

export const organisation = z
  .object({
    thresholds,
    units: z.array(unit),
    staff: z.array(staffMember),
    grants: z.array(grant),
    can: z
      .object({ changeOrganisation: z.boolean(), manageTeam: z.boolean(), grantAccess: z.boolean() })
      .describe('What you can do here.'),
  })
  .openapi('Organisation');
