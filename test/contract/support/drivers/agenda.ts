import { randomUUID } from 'node:crypto';
import { reportOf } from '../../../../server/src/features/agenda/reminders/delivery-report.testkit.ts';
import type { FeatureDrivers } from './driver.ts';

/** How an appointment must stand for an act. */
const appointmentStates: Readonly<Record<string, 'asked' | 'past' | 'honoured' | 'trashed'>> = {
  'agenda.answer': 'asked',
  'agenda.proposeWork': 'honoured',
  'agenda.writeWork': 'honoured',
  'agenda.settle': 'past',
  'agenda.restore': 'trashed',
  'agenda.purge': 'trashed',
};

export const agenda: FeatureDrivers = {
  records: {
    appointmentId: async (scene, one) => {
      const { id } = await scene.agenda.appointment(appointmentStates[one.id]);
      return { appointmentId: id };
    },
    participantId: async (scene) => {
      const { id, participants } = await scene.agenda.appointment();
      return { appointmentId: id, participantId: participants[0]!.id };
    },
    motiveId: async (scene) => ({ motiveId: await scene.agenda.motive() }),
    roomId: async (scene) => ({ roomId: await scene.agenda.room() }),
  },
  operations: {
    'agenda.range': { query: () => ({ from: '2026-11-23', to: '2026-11-30' }) },
    'agenda.book': {
      body: async (scene) => ({ fileId: await scene.file(), startsAt: scene.agenda.freeTime() }),
    },
    'agenda.change': { body: () => ({ title: 'Point' }) },
    'agenda.answer': { body: () => ({ answer: 'accept' }) },
    'agenda.writeWork': { body: () => ({ text: 'Point fait.' }) },
    'agenda.restore': { version: () => '"2"' },
    'agenda.purge': { version: () => '"2"' },
    'agenda.checkConflicts': {
      body: () => ({ startsAt: '2026-11-24T14:00', endsAt: '2026-11-24T15:00' }),
    },
    'agenda.findSlots': {
      body: (scene) => ({
        staffIds: [scene.worker.id],
        minutes: 30,
        from: '2027-01-04',
        to: '2027-01-09',
      }),
    },
    'agenda.makeFeed': { body: () => ({ level: 'busy' }) },
    'agenda.previewFeed': { query: () => ({ level: 'busy' }) },
    'agenda.changeFeed': {
      body: () => ({ level: 'busy' }),
      version: (scene) => scene.agenda.feed(),
    },
    'agenda.revokeFeed': { params: async (scene) => (await scene.agenda.feed(), {}) },
    'agenda.previewImport': { body: (scene) => ({ content: scene.agenda.calendarFile() }) },
    'agenda.import': { body: (scene) => scene.agenda.newCalendarImport() },
    'agenda.finishCalendar': {
      body: async (scene) => ({ code: 'code', state: await scene.agenda.calendarAttempt() }),
    },
    'agenda.setCalendarLevel': { body: () => ({ level: 'busy' }) },
    'agenda.disconnectCalendar': { body: () => ({ keepEvents: false }) },
    'agenda.setCalendarPolicy': {
      body: () => ({ mostLevel: 'initials' }),
      version: (scene) => scene.agenda.calendarPolicy(),
    },
    'agenda.addMotive': { body: () => ({ label: `Motif ${randomUUID()}`, placeKind: 'office' }) },
    'agenda.changeMotive': { body: () => ({ minutes: 50 }) },
    'agenda.changeRoom': { body: () => ({ site: 'Bâtiment B' }) },
    'agenda.setOpeningHours': {
      body: () => ({ hours: [{ weekday: 1, from: '09:00', to: '17:00' }] }),
      version: () => '"0"',
    },
    'agenda.setReminder': { body: () => ({ wanted: false }), version: () => '"0"' },
    'agenda.decideReminder': {
      params: async (scene) => ({ appointmentId: await scene.agenda.unsettledReminder('uncertain') }),
      body: () => ({ decision: 'consideredSent' }),
    },
    'agenda.correctReminderAddress': {
      params: async (scene) => ({ appointmentId: await scene.agenda.unsettledReminder('bounced') }),
      body: () => ({ email: 'autre@example.fr', readBy: 'others', identityVersion: 1 }),
    },
    'agenda.setReminderSettings': {
      body: () => ({
        enabled: true,
        daysBefore: 2,
        template: 'usual',
        sender: null,
        attachesCalendar: false,
      }),
      version: () => '"0"',
    },
    'agenda.setReminderChoice': { body: () => ({ agrees: false }), version: () => '"0"' },
    'agenda.setRequestMail': {
      body: () => ({ wanted: false }),
      version: (scene) => scene.agenda.requestMailVersion(),
    },
    'agenda.receiveBounce': { body: () => ({ message: reportOf(`<${randomUUID()}@messages.example>`) }) },
  },
};
