import { invalidProperty } from './errors.ts';
import type { ChangedEvent } from './event-body.ts';
import type { Content, Times } from './series.ts';
import { instantOf, readWall } from './zones.ts';

/** What an event says when it is made of a start and an end alone: the defaults matter. */
export const blank: Content = {
  subject: '',
  body: { contentType: 'text', content: '' },
  sensitivity: 'normal',
  showAs: 'busy',
  importance: 'normal',
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  location: { displayName: '' },
  categories: [],
  attendees: [],
  responseRequested: true,
  allowNewTimeProposals: true,
  isOnlineMeeting: false,
  isCancelled: false,
  response: 'organizer',
};

/** What a body says of the content: what it does not name is left as it is. */
export function saidContent(body: ChangedEvent): Partial<Content> {
  const said = Object.entries(body).filter(([field, value]) => field in blank && value !== undefined);
  return Object.fromEntries(said) as Partial<Content>;
}

/**
 * Start and end of a body, over those that stand.
 * @throws GraphError 400 for an end before the start, or a whole day that is not from midnight to midnight in one zone
 */
export function readTimes(body: ChangedEvent, before?: Times): Times {
  const start = body.start ? readWall('start', body.start) : before!.start;
  const end = body.end ? readWall('end', body.end) : before!.end;
  const isAllDay = body.isAllDay ?? before?.isAllDay ?? false;
  const length = instantOf(start).until(instantOf(end)).total('seconds');
  if (length < 0) throw invalidProperty('The end is before the start.');
  if (isAllDay) {
    const midnight = [start, end].every(({ local }) => local.toPlainTime().equals('00:00'));
    if (!midnight || start.zone !== end.zone || length === 0)
      throw invalidProperty(
        'An all-day event starts and ends at midnight in the same time zone, its end excluded.',
      );
  }
  return { start, end, isAllDay };
}
