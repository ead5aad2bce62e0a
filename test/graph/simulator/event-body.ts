import { z } from 'zod';
import { GraphError, badRequest, invalidProperty } from './errors.ts';
import { recurrenceBody } from './recurrence.ts';

const wall = z.strictObject({ dateTime: z.string(), timeZone: z.string() });
const emailAddress = z.strictObject({ name: z.string().optional(), address: z.string() });
const location = z.strictObject({
  displayName: z.string().optional(),
  locationType: z.string().optional(),
  uniqueId: z.string().optional(),
  uniqueIdType: z.string().optional(),
});
/** Name of a property of one's own: `String {guid} Name Something`. */
const propertyId = z
  .string()
  .regex(/^String \{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\} Name \S.*$/);

const fields = {
  subject: z.string().max(255),
  body: z.strictObject({ contentType: z.enum(['text', 'html']), content: z.string() }),
  start: wall,
  end: wall,
  isAllDay: z.boolean(),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']),
  importance: z.enum(['low', 'normal', 'high']),
  isReminderOn: z.boolean(),
  reminderMinutesBeforeStart: z.int(),
  location,
  categories: z.array(z.string()),
  attendees: z.array(
    z.strictObject({
      emailAddress,
      type: z.enum(['required', 'optional', 'resource']).optional(),
    }),
  ),
  recurrence: recurrenceBody.nullable(),
  responseRequested: z.boolean(),
  allowNewTimeProposals: z.boolean(),
  isOnlineMeeting: z.boolean(),
  singleValueExtendedProperties: z.array(z.strictObject({ id: propertyId, value: z.string() })),
};

const newEvent = z.strictObject({
  ...z.object(fields).partial().shape,
  subject: fields.subject.optional(),
  start: fields.start,
  end: fields.end,
  transactionId: z.string().nullable().optional(),
});
const changedEvent = z.strictObject(z.object(fields).partial().shape);

export type NewEvent = z.infer<typeof newEvent>;
export type ChangedEvent = z.infer<typeof changedEvent>;

/** What Graph shows and nobody sets. */
const readOnly = new Set([
  '@odata.etag',
  'bodyPreview',
  'changeKey',
  'createdDateTime',
  'iCalUId',
  'id',
  'isCancelled',
  'isOrganizer',
  'lastModifiedDateTime',
  'organizer',
  'originalStart',
  'responseStatus',
  'seriesMasterId',
  'type',
  'webLink',
]);

/**
 * A body of the shape that is expected.
 * @throws GraphError 400 for an unknown field, by its name, a read-only one, or a wrong value
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const where = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') throw invalidProperty(`${where || 'body'}: ${issue.message}`);
  const [key = ''] = issue.keys;
  if (where === '' && readOnly.has(key))
    throw new GraphError(400, 'ErrorInvalidPropertySet', `The property '${key}' is read-only.`);
  throw badRequest(
    `The property '${[where, key].filter(Boolean).join('.')}' does not exist.`,
    'RequestBodyRead',
  );
}

/** @throws GraphError 400 for an unknown or read-only field, a wrong type or a value outside its enumeration */
export const readNewEvent = (body: unknown): NewEvent => readBody(newEvent, body);

/** @throws GraphError 400 likewise; transactionId is set once, at creation */
export function readChangedEvent(body: unknown): ChangedEvent {
  if (typeof body === 'object' && body !== null && 'transactionId' in body)
    throw new GraphError(400, 'ErrorInvalidPropertySet', "The property 'transactionId' cannot be changed.");
  return readBody(changedEvent, body);
}
