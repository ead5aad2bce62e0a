import { z } from '@hono/zod-openapi';
import { day, id, instant, line, longText, timeOfDay } from '../../http/shapes.ts';
import { reminder } from './reminders/reminder.schema.ts';

/** A time of the wall clock where it takes place, from 1900 to 2199. */
export const localTime = z
  .string()
  .regex(/^(19|2[01])\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/)
  .refine((value) => z.iso.date().safeParse(value.slice(0, 10)).success, 'Ce jour n’existe pas.')
  .openapi({ example: '2026-11-24T14:00' })
  .describe('Local time in the zone of the service, to the minute.');

export const kind = z
  .enum(['appointment', 'meeting', 'onSiteSession', 'personal'])
  .describe('personal: without file; onSiteSession: a planned presence on a site (permanence).');
export const placeKind = z.enum(['office', 'site', 'phone', 'video', 'home']);
export const scope = z
  .enum(['one', 'following', 'all'])
  .describe('Of one that comes back: it alone, it and those after, all that are to come.');
const travel = z.int().min(0).max(480).describe('Minutes; they are taken from the agenda too.');
const url = z
  .url({ protocol: /^https$/ })
  .max(500)
  .describe('Of a video meeting, on whatever service: https only.');

const content = {
  title: line(200).nullable().optional().describe('Seen by who sees the whole appointment.'),
  tentative: z.boolean().optional(),
  private: z.boolean().optional().describe('Known to its workers alone; never of a file.'),
  blocks: z.boolean().optional().describe('Default: what the motive says; of a whole day, false.'),
  placeKind: placeKind.optional().describe('Default: that of the motive.'),
  place: line(200).nullable().optional(),
  roomId: id.nullable().optional(),
  externalUrl: url.nullable().optional(),
  travelBefore: travel.optional(),
  travelAfter: travel.optional(),
  note: longText(5000).nullable().optional().describe('Practical; for whoever sees the whole appointment.'),
  reservedNote: longText(5000)
    .nullable()
    .optional()
    .describe('For who reads the texts of the follow-up: it takes that right to write it.'),
};

export const recurrenceInput = z
  .strictObject({
    rule: z.string().min(6).max(300).describe('An RRULE of RFC 5545, without DTSTART: FREQ=WEEKLY;BYDAY=TU.'),
    except: z.array(localTime).max(100).optional().describe('Local starts that do not take place.'),
    also: z.array(localTime).max(100).optional(),
  })
  .openapi('RecurrenceInput');

export const appointmentInput = z
  .strictObject({
    kind: kind.optional().describe('Default: appointment.'),
    motiveId: id.nullable().optional(),
    fileId: id.nullable().optional().describe('It then belongs to the unit of the file.'),
    unitId: id.optional().describe('Of one without file: the unit whose agenda it stands in.'),
    startsAt: localTime,
    endsAt: localTime.optional().describe('Default: after the minutes of the motive, or 30.'),
    allDay: z.boolean().optional().describe('From midnight of the first day to midnight after the last.'),
    workerIds: z
      .array(id)
      .min(1)
      .max(20)
      .optional()
      .describe('Default: you. Each colleague receives a request.'),
    others: z.array(line(150)).max(20).optional().describe('Other participants, by name.'),
    recurrence: recurrenceInput.optional(),
    ...content,
  })
  .openapi('AppointmentInput');
export type AppointmentInput = z.output<typeof appointmentInput>;

export const appointmentPatch = z
  .strictObject({
    scope: scope.optional().describe('Default: one.'),
    motiveId: id.nullable().optional(),
    startsAt: localTime.optional().describe('Without endsAt, the length stays.'),
    endsAt: localTime.optional(),
    allDay: z.boolean().optional(),
    workerIds: z.array(id).min(1).max(20).optional(),
    others: z.array(line(150)).max(20).optional(),
    status: z
      .enum(['proposed', 'confirmed', 'postponed'])
      .optional()
      .describe('postponed frees the time; cancelled and settled have verbs of their own.'),
    reason: line(300).nullable().optional().describe('Why it is moved.'),
    rule: z
      .string()
      .min(6)
      .max(300)
      .optional()
      .describe('Another rule for the series, with scope following or all. Needed to change its day.'),
    ...content,
  })
  .openapi('AppointmentPatch');
export type AppointmentPatch = z.output<typeof appointmentPatch>;

const participant = z.object({
  id,
  kind: z.string().describe('staff, person (of the file) or other.'),
  staffId: id.nullable(),
  name: z.string().nullable().describe('Of a person: as far as you read identities.'),
  status: z.string().describe('toCome, confirmed, excused, absent or honoured.'),
  answer: z
    .string()
    .nullable()
    .describe('Of a colleague: asked, accepted, declined or otherProposed; null: he was not asked.'),
  proposedStartsAt: z.string().nullable(),
  message: z.string().nullable(),
});

const change = z.boolean();

/** What an agenda draws of an appointment one sees whole: a month of a team holds more than a thousand of them. */
const drawn = {
  id,
  version: z.int(),
  kind: z.string(),
  motiveId: id.nullable(),
  title: z.string().nullable(),
  status: z
    .string()
    .describe('proposed, confirmed, postponed, cancelledByPerson, cancelledByService, honoured or noShow.'),
  startsAt: z.string().describe('Local.'),
  endsAt: z.string().describe('Local.'),
  allDay: z.boolean(),
  tentative: z.boolean(),
  private: z.boolean(),
  fileId: id.nullable(),
  person: z.object({ lastName: z.string(), firstNames: z.string() }).nullable(),
  workerIds: z.array(id),
  askedIds: z.array(id).describe('Workers who have not answered.'),
  placeKind: z.string(),
  place: z.string().nullable(),
  roomId: id.nullable(),
  seriesId: id.nullable(),
};
export const agendaAppointment = z
  .object({ ...drawn, can: z.object({ change }) })
  .openapi('AgendaAppointment');
export type AgendaAppointment = z.output<typeof agendaAppointment>;

/** What a list shows of an appointment one sees whole. */
const summary = {
  ...drawn,
  zone: z.string(),
  blocks: z.boolean(),
  unitId: id,
  forUnitId: id,
  externalUrl: z.string().nullable(),
  travelBefore: z.int(),
  travelAfter: z.int(),
  detached: z.boolean().describe('Changed by itself: the series does not change it any more.'),
  can: z.object({
    change,
    answer: z.boolean().describe('You were asked.'),
  }),
};
export const appointmentSummary = z.object(summary).openapi('AppointmentSummary');
export type AppointmentSummary = z.output<typeof appointmentSummary>;

export const appointment = z
  .object({
    ...summary,
    participants: z.array(participant),
    recurrence: z
      .object({
        rule: z.string(),
        startsAt: z.string(),
        sentence: z.string().describe('The rule in French.'),
        except: z.array(z.string()),
        also: z.array(z.string()),
      })
      .nullable(),
    reason: z.string().nullable(),
    heldMinutes: z.int().nullable(),
    note: z.string().nullable(),
    reservedNote: z.string().nullable().describe('Null too for who may not read it.'),
    work: z
      .string()
      .describe('Of your travail of it: none (nothing to write), toWrite (it was honoured) or written.'),
    createdBy: z.object({ id, displayName: z.string() }),
    reminder: reminder.nullable().describe('Null: nothing was done yet to remind the person.'),
    trashedAt: instant.nullable(),
  })
  .openapi('Appointment');
export type Appointment = z.output<typeof appointment>;

export const agendaItem = z
  .object({
    from: instant,
    until: instant,
    staffIds: z.array(id).describe('Of those asked for, whose time it is.'),
    roomIds: z.array(id),
    appointment: agendaAppointment
      .nullable()
      .describe('Null: « occupé ». Nothing else is said of it, nor that two are the same.'),
    outside: z
      .boolean()
      .describe('Of your own time: a calendar tied to yours says so (« occupé, Outlook »).'),
  })
  .openapi('AgendaItem');
export type AgendaItem = z.output<typeof agendaItem>;

const named = z.object({ id, displayName: z.string() });
export const agendaRange = z
  .object({
    items: z.array(agendaItem).describe('By start.'),
    staff: z.array(named),
    rooms: z.array(z.object({ id, label: z.string() })),
    holidays: z.array(z.object({ day, label: z.string() })),
    absences: z
      .array(
        z.object({
          staffId: id,
          firstDay: z.string(),
          firstHalf: z.string().describe('morning or afternoon.'),
          lastDay: z.string(),
          lastHalf: z.string(),
        }),
      )
      .optional()
      .describe('Who is away, to the half-day, halves meeting at noon; never why.'),
    zone: z.string(),
  })
  .openapi('AgendaRange');

export const rangeQuery = z.strictObject({
  from: day.describe('First day.'),
  to: day.describe('Day after the last; at most 62 days.'),
  staffIds: z
    .string()
    .max(1900)
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/i)
    .optional()
    .describe('Ids between commas, at most 50. Default: you.'),
  roomIds: z
    .string()
    .max(1900)
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/i)
    .optional()
    .describe('Ids between commas.'),
  unitId: id.optional().describe('All who work in a unit, and its holidays.'),
});

export const cancelInput = z
  .strictObject({
    by: z.enum(['person', 'service']),
    reason: line(300),
    scope: scope.optional(),
  })
  .openapi('CancelInput');

export const answerInput = z
  .strictObject({
    answer: z.enum(['accept', 'decline', 'propose']),
    startsAt: localTime.optional().describe('With propose: the other start.'),
    message: line(300).optional(),
    scope: scope.optional().describe('Default: one.'),
  })
  .refine(({ answer, startsAt }) => (answer === 'propose') === (startsAt !== undefined), {
    path: ['startsAt'],
    error: 'Un autre horaire se propose avec son heure, et seulement alors.',
  })
  .openapi('AnswerInput');

export const settleInput = z
  .strictObject({
    outcome: z.enum(['honoured', 'noShow']).describe('Of an on-site session: held, or not.'),
    heldMinutes: z.int().min(0).max(1440).optional().describe('Its real length.'),
    participants: z
      .array(
        z.strictObject({
          participantId: id,
          status: z.enum(['toCome', 'confirmed', 'excused', 'absent', 'honoured']),
        }),
      )
      .max(50)
      .optional()
      .describe('Default: honoured, or absent for the person.'),
  })
  .openapi('SettleInput');

export const presenceInput = z
  .strictObject({ status: z.enum(['toCome', 'confirmed', 'excused', 'absent', 'honoured']) })
  .openapi('PresenceInput');

export const conflictInput = z
  .strictObject({
    appointmentId: id.optional().describe('The one that is moved: it is not its own conflict.'),
    fileId: id.optional(),
    unitId: id.optional().describe('Where opening hours and holidays are read.'),
    startsAt: localTime,
    endsAt: localTime,
    workerIds: z.array(id).max(20).optional(),
    others: z
      .int()
      .min(0)
      .max(20)
      .optional()
      .describe('How many other participants, for the places of the room. Default: those of appointmentId.'),
    roomId: id.nullable().optional(),
    travelBefore: travel.optional(),
    travelAfter: travel.optional(),
    recurrence: recurrenceInput.optional(),
  })
  .openapi('ConflictInput');

export const conflict = z
  .object({
    kind: z
      .string()
      .describe(
        'booked: refused when saved. absent, holiday, closed, outside (a tied calendar says so), small (the room has fewer places than there are participants): told, and not refused. Others may come.',
      ),
    staffId: id.nullable(),
    roomId: id.nullable(),
    startsAt: z.string().describe('Local.'),
    endsAt: z.string().describe('Local.'),
    sentence: z.string().describe('For the screen, in French.'),
    appointment: agendaAppointment.nullable().describe('Null: you may know only that the time is taken.'),
  })
  .openapi('AgendaConflict');
export type AgendaConflict = z.output<typeof conflict>;
export const conflictList = z
  .object({ items: z.array(conflict).describe('The first fifty.') })
  .openapi('AgendaConflictList');

export const slotInput = z
  .strictObject({
    staffIds: z.array(id).min(1).max(20).describe('All of them free at once.'),
    roomIds: z.array(id).max(20).optional().describe('One of them free; those that are, are named.'),
    site: line(120).optional().describe('One of the rooms of this site free, where you keep agendas.'),
    places: z.int().min(1).max(999).optional().describe('Of these rooms, those known to hold as many alone.'),
    unitId: id.optional().describe('Whose opening hours and holidays count. Default: the usual week.'),
    minutes: z.int().min(5).max(720),
    from: day,
    to: day.describe('Day after the last; at most 62 days.'),
    earliest: timeOfDay.optional(),
    latest: timeOfDay.optional().describe('By when it has ended.'),
    weekdays: z.array(z.int().min(1).max(7)).max(7).optional().describe('1 is Monday.'),
    travelBefore: travel.optional(),
    travelAfter: travel.optional(),
    step: z.int().min(5).max(120).optional().describe('Minutes between two starts; 15 by default.'),
    limit: z.int().min(1).max(100).optional().describe('20 by default.'),
  })
  .refine(({ roomIds, site }) => roomIds === undefined || site === undefined, {
    path: ['site'],
    error: 'Indiquez soit des salles, soit un site.',
  })
  .openapi('SlotInput');
export const slotList = z
  .object({
    items: z.array(
      z.object({
        startsAt: z.string().describe('Local.'),
        endsAt: z.string().describe('Local.'),
        from: instant,
        until: instant,
        roomIds: z.array(id),
      }),
    ),
  })
  .openapi('SlotList');

export const colleague = z
  .object({
    id,
    displayName: z.string(),
    unitIds: z.array(id).describe('Units that you both reach.'),
  })
  .openapi('AgendaColleague');
