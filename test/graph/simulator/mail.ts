import type { Attendee, Content } from './series.ts';

/** A message Exchange sends by itself because of what was done to an event. */
export interface Mail {
  readonly kind: 'invitation' | 'update' | 'cancellation';
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Id of the event, regular form. */
  readonly eventId: string;
  /** Who did it: a request to Graph, or the person in Outlook. */
  readonly cause: 'application' | 'outlook';
  /** Instant of the clock, ISO 8601. */
  readonly at: string;
}

export type Cause = Mail['cause'];

export interface Letter {
  readonly kind: Mail['kind'];
  readonly to: string;
}

const addresses = (attendees: readonly Attendee[]) =>
  attendees.map(({ emailAddress }) => emailAddress.address);

export const letters = (kind: Mail['kind'], attendees: readonly Attendee[]): Letter[] =>
  addresses(attendees).map((to) => ({ kind, to }));

/**
 * Whom a change writes to. With attendees in the body, those who changed; what the meeting itself says (subject,
 * text, place, hours) is told to everybody who stays.
 */
export function lettersOfChange(before: Content, after: Content, moved: boolean): Letter[] {
  const [had, has] = [addresses(before.attendees), addresses(after.attendees)];
  const told = (['subject', 'body', 'location'] as const).some(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return [
    ...has.filter((one) => !had.includes(one)).map((to): Letter => ({ kind: 'invitation', to })),
    ...had.filter((one) => !has.includes(one)).map((to): Letter => ({ kind: 'cancellation', to })),
    ...(told || moved ? has.filter((one) => had.includes(one)) : []).map((to): Letter => ({
      kind: 'update',
      to,
    })),
  ];
}
