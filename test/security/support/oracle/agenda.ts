import type { Reach, Row } from './rights.ts';
import {
  administrator,
  byAuthor,
  everyone,
  forRule,
  holding,
  identity,
  isSystem,
  type FeatureRules,
  type Rule,
} from './rule.ts';

const takesPart = (row: Row, reach: Reach): boolean =>
  !isSystem(reach) && (row['worker_ids'] as string[]).includes(reach.staff);

const appointmentRows: Rule = {
  read: (row, reach) =>
    takesPart(row, reach) ||
    ((!row['private'] || isSystem(reach)) && reach.has('identity', row['unit_id'], row['file_id'])),
  write: (row, reach) =>
    (!row['private'] || takesPart(row, reach) || isSystem(reach)) &&
    reach.has('writeIdentity', row['unit_id'], row['file_id']),
};

export const agenda: FeatureRules = {
  tables: {
    appointment_motive: everyone,
    room: everyone,
    opening_hours: everyone,
    calendar_policy: everyone,
    reminder_settings: everyone,
    // What mail servers said, by keys that say nothing; whether somebody is told by e-mail that something waits
    delivery_report: everyone,
    request_mail: everyone,
    // That a time is taken, without what for
    agenda_booking: everyone,
    // That a calendar elsewhere is tied, what is sealed of it, ids, and the times it says are taken
    calendar_link: everyone,
    calendar_event: everyone,
    calendar_push: everyone,
    calendar_subscription: everyone,
    outside_busy: everyone,
    // What for: who takes part, and who knows who comes there unless it is private
    appointment_series: appointmentRows,
    appointment: appointmentRows,
    appointment_participant: appointmentRows,
    // The practical note as the appointment, the words as the texts of the follow-up
    appointment_note: {
      read: (row, reach) =>
        row['clearance'] === 'identity'
          ? appointmentRows.read(row, reach)
          : row['clearance'] === 'text' &&
            (!row['private'] || takesPart(row, reach) || isSystem(reach)) &&
            reach.has('text', row['unit_id'], row['file_id']),
      write: appointmentRows.write,
    },
    // That somebody is to be reminded, for who knows who comes; an appointment of a file is never private
    reminder_choice: identity,
    appointment_reminder: identity,
    // Nobody else's business
    calendar_feed: byAuthor('staff_id'),
    calendar_import: byAuthor('staff_id'),
  },
  operations: {
    // One's own agenda, and as much of others' as one may know
    ...forRule(
      'everybody',
      'agenda.range',
      'agenda.listColleagues',
      'agenda.listRequests',
      'agenda.listTrash',
      'agenda.checkConflicts',
      'agenda.readSettings',
      'agenda.readCalendarPolicy',
      'agenda.readFeed',
      'agenda.previewImport',
      'agenda.readCalendarLink',
      'agenda.connectCalendar',
      'agenda.setCalendarLevel',
      'agenda.writeCalendarAgain',
      'agenda.disconnectCalendar',
      'agenda.listReminders',
      'agenda.previewReminder',
      'agenda.readRequestMail',
      'agenda.setRequestMail',
    ),
    'agenda.revokeFeed': 'author',
    'agenda.readOpeningHours': { roles: ['ADMINISTRATOR'], orHolds: 'identity' },
    'agenda.readReminderSettings': { roles: ['ADMINISTRATOR'], orHolds: 'identity' },
    'agenda.answer': 'author',
    // Of what one was oneself a part of
    ...forRule('author', 'agenda.proposeWork', 'agenda.writeWork'),
    ...holding(
      'identity',
      'agenda.read',
      'agenda.findSlots',
      'agenda.makeFeed',
      'agenda.previewFeed',
      'agenda.readReminderChoice',
    ),
    // One's own link, of who may keep one
    'agenda.changeFeed': 'author',
    // What another began is not one's own to end
    'agenda.finishCalendar': 'author',
    ...holding(
      'writeIdentity',
      'agenda.book',
      'agenda.import',
      'agenda.change',
      'agenda.cancel',
      'agenda.settle',
      'agenda.markPresence',
      'agenda.trash',
      'agenda.restore',
      'agenda.purge',
      'agenda.setReminder',
      'agenda.decideReminder',
      'agenda.readReminderContact',
      'agenda.correctReminderAddress',
      'agenda.setReminderChoice',
    ),
    ...forRule(
      administrator,
      'agenda.addMotive',
      'agenda.changeMotive',
      'agenda.addRoom',
      'agenda.changeRoom',
      'agenda.setOpeningHours',
      'agenda.setCalendarPolicy',
      'agenda.setReminderSettings',
      'agenda.receiveBounce',
    ),
  },
};
