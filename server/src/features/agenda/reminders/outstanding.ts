import type { ReminderRow } from './reminder.store.ts';

/** What is said of a reminder that asks for somebody. */
export type Decision = 'consideredSent' | 'again' | 'told' | 'stopWriting';

/** Why nothing left, where somebody can do something: find the address, ask the person again, call her. */
export const withoutAddress = ['noAddress', 'addressChanged', 'unusable', 'unsafe'] as const;

type Standing = Pick<ReminderRow, 'state' | 'reason' | 'tries'>;

const isWithoutAddress = ({ state, reason }: Standing): boolean =>
  state === 'refused' && withoutAddress.some((one) => one === reason);

/** Whether one may write to the person at an address she says now. */
export const isToCorrect = (one: Standing): boolean => one.state === 'bounced' || isWithoutAddress(one);

/** Whether this may be said of it; `look-after.store.ts` lists those of which something may. */
export function isOpenTo(one: Standing, decision: Decision): boolean {
  const { state, tries } = one;
  switch (decision) {
    case 'consideredSent':
      return state === 'uncertain';
    case 'again':
      return state === 'uncertain' || state === 'bounced';
    case 'stopWriting':
      return state === 'bounced';
    case 'told':
      return state === 'uncertain' || isToCorrect(one) || (state === 'planned' && tries > 0);
  }
}
