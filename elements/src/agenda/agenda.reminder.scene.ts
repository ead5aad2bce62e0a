import type { Appointment } from '@lastria/sdk/agenda';
import type { ReminderChoice, ReminderSettings } from '@lastria/sdk/reminders';
import { ids } from '../testing/sample.ts';

/** A unit that reminds two days before, and a person who agreed. */
export const reminding = (): { settings: ReminderSettings; choice: ReminderChoice } => ({
  settings: {
    unitId: ids.unit,
    enabled: true,
    daysBefore: 2,
    template: 'usual',
    sender: null,
    attachesCalendar: false,
    inherited: false,
    sendsMail: true,
    version: 1,
    can: { change: false },
  },
  choice: { agrees: true, readBy: 'personAlone', saidOn: '2026-11-02', reason: null, version: 1 },
});

interface Reminded {
  readonly appointments: readonly Appointment[];
  readonly reminding: ReturnType<typeof reminding>;
}

/** Answers about reminders; undefined: something else is asked. */
export function answerReminder(
  scene: Reminded,
  request: Request,
  path: string,
  body: unknown,
): { body: unknown; etag: string } | 'stale' | undefined {
  const { settings, choice } = scene.reminding;
  if (path.startsWith('/agenda/reminders/settings/'))
    return { body: settings, etag: `"${settings.version}"` };
  if (/^\/files\/[\w-]+\/reminders$/.test(path)) return { body: choice, etag: `"${choice.version}"` };
  const [, id] = /^\/appointments\/([\w-]+)\/reminder$/.exec(path) ?? [];
  const one = scene.appointments.find((each) => each.id === id);
  if (!one) return undefined;
  const version = one.reminder?.version ?? 0;
  if (request.headers.get('if-match') !== `"${version}"`) return 'stale';
  one.reminder = {
    ...{ fileId: one.fileId!, state: 'planned', reason: null, at: null },
    ...one.reminder,
    wanted: (body as { wanted: boolean }).wanted,
    version: version + 1,
  };
  return { body: one.reminder, etag: `"${version + 1}"` };
}
