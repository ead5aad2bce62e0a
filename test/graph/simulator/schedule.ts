import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { badRequest } from './errors.ts';
import { readBody } from './event-body.ts';
import type { Account } from './people.ts';
import { overlaps, type Instance } from './series.ts';
import type { Switches } from './switches.ts';
import { showWall } from './wire.ts';
import { frenchZones, instantOf, readWall } from './zones.ts';

const wall = z.strictObject({ dateTime: z.string(), timeZone: z.string() });
const question = z.strictObject({
  schedules: z.array(z.string()).min(1),
  startTime: wall,
  endTime: wall,
  availabilityViewInterval: z.int().default(30),
});

const mostAddresses = 20;
const mostDays = 62;
const mostEntries = 1_000;
const minute = 60_000;

/** Busier first: a slot shows the busiest of its events. */
const ranks = ['oof', 'busy', 'tentative', 'workingElsewhere', 'unknown', 'free'] as const;

interface Asked {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly interval: number;
  readonly zoneName: string;
  readonly switches: Switches;
}

/**
 * When people are free, as a colleague sees it.
 * @param accountOf account of an address; what cannot be read is told inside the answer, address by address
 * @throws GraphError 400 for too many addresses, too long a time or an interval out of bounds
 */
export function getSchedule(
  input: unknown,
  accountOf: (address: string) => Account | undefined,
  { zoneName, switches }: { readonly zoneName: string; readonly switches: Switches },
): readonly Record<string, unknown>[] {
  const body = readBody(question, input);
  const [from, until] = [readWall('startTime', body.startTime), readWall('endTime', body.endTime)].map(
    instantOf,
  );
  const length = from!.until(until!).total('hours') / 24;
  const interval = body.availabilityViewInterval;
  if (body.schedules.length > mostAddresses) throw badRequest(`At most ${mostAddresses} schedules.`);
  if (length <= 0 || length >= mostDays) throw badRequest(`The time must be less than ${mostDays} days.`);
  if (interval < 5 || interval > 1440) throw badRequest('availabilityViewInterval: from 5 to 1440 minutes.');
  const asked: Asked = { from: from!, until: until!, interval, zoneName, switches };
  return body.schedules.map((scheduleId) => ({ scheduleId, ...scheduleOf(accountOf(scheduleId), asked) }));
}

function scheduleOf(account: Account | undefined, asked: Asked): Record<string, unknown> {
  const refusal = (responseCode: string, message: string) => ({
    availabilityView: '',
    scheduleItems: [],
    error: { message, responseCode },
  });
  if (!account) return refusal('ErrorMailRecipientNotFound', 'The address has no mailbox here.');
  if (account.sharing === 'none') return refusal('ErrorNoFreeBusyAccess', 'The calendar is not shared.');
  const { mailbox } = account;
  const events = mailbox.within(mailbox.primary.id, asked);
  if (events.length > mostEntries)
    return refusal('5006', 'The result set contains too many calendar entries.');
  return {
    availabilityView: view(events, asked),
    scheduleItems: events.map((event) => item(event, account, asked)),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      ...account.workingHours,
      timeZone: { name: frenchZones[account.person.timeZone] ?? account.person.timeZone },
    },
  };
}

/** A meeting that was declined, or that its organizer cancelled, keeps nobody. */
const statusOf = ({ content }: Instance) =>
  content.response === 'declined' || content.isCancelled ? 'free' : content.showAs;

function view(events: readonly Instance[], { from, until, interval, switches }: Asked): string {
  const digits = {
    ...{ free: '0', tentative: '1', busy: '2', oof: '3', unknown: '0' },
    workingElsewhere: switches.workingElsewhereDigit,
  };
  let slots = '';
  const end = until.epochMilliseconds;
  for (let at = from; at.epochMilliseconds < end; at = at.add({ milliseconds: interval * minute })) {
    const slot = { from: at, until: at.add({ milliseconds: interval * minute }) };
    const statuses = new Set(events.filter((event) => overlaps(event, slot)).map(statusOf));
    slots += digits[ranks.find((rank) => statuses.has(rank)) ?? 'free'];
  }
  return slots;
}

/** Subject and place only where the event is not private and its person shares details. */
function item(event: Instance, { sharing }: Account, { zoneName }: Asked): Record<string, unknown> {
  const { content, start, end, isAllDay } = event;
  const isPrivate = content.sensitivity === 'private' || content.sensitivity === 'confidential';
  return {
    status: statusOf(event),
    start: showWall(start, isAllDay, zoneName),
    end: showWall(end, isAllDay, zoneName),
    ...(sharing === 'details' ? { isPrivate } : {}),
    ...(sharing === 'details' && !isPrivate
      ? { subject: content.subject, location: content.location.displayName ?? '' }
      : {}),
  };
}
