import type { HandOver } from '../../../mail/mail.ts';
import type { ReminderRow } from './reminder.store.ts';

const minute = 60_000;
const longestWait = 60 * minute;

/** What a mail server says, without any address in it: « 250 2.0.0 Ok: queued as 4bX ». */
const withoutAddress = (reply: string): string =>
  reply
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
    .replaceAll(/\S*@\S*/g, '…')
    .slice(0, 200);

/** The status in a reply (RFC 2034, RFC 3463): 5.1.1 of « 550 5.1.1 unknown ». Null: the server gives none. */
const statusIn = (reply: string): string | null => /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null;

/** What becomes of a reminder once a message of its was given, or not, to the mail server. */
export function afterHandOver(
  outcome: HandOver,
  { tries }: { readonly tries: number },
  now: Date,
): Partial<ReminderRow> & Pick<ReminderRow, 'state'> {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent', endedAt: now, receipt: withoutAddress(outcome.reply) };
    case 'refused': {
      const { reply } = outcome;
      return { state: 'bounced', reason: statusIn(reply), endedAt: now, receipt: withoutAddress(reply) };
    }
    case 'unknown':
      return { state: 'uncertain' };
    case 'notNow': {
      const wait = Math.min(longestWait, minute * 2 ** Math.min(tries, 10));
      const again = new Date(now.getTime() + wait);
      return { state: 'planned', reason: 'noRelay', handedAt: null, tries: tries + 1, nextTryAt: again };
    }
  }
}
