import { formatName } from '../core/format.ts';
import type { ReminderToLookAfter } from './reminders.data.ts';

export const nameOf = ({ person }: ReminderToLookAfter): string =>
  formatName({ lastName: person.lastName, firstName: person.firstNames });
