import { ruleRefusals } from '../recurrence/rule.refusals.ts';

/** Why an event of a file, or the file, is not taken, each with the sentence that says it to the person. */
export const fileRefusals = {
  ...ruleRefusals,
  tooLarge: 'Ce fichier d’agenda est trop volumineux : 2 Mo au plus.',
  notACalendar: 'Ce fichier n’est pas un agenda au format iCalendar (.ics).',
  tooManyEvents: 'Ce fichier contient trop d’événements : 2 000 au plus.',
  tooManyOccurrences: 'Les répétitions de ce fichier feraient trop de rendez-vous.',
  unreadable: 'Cet événement est illisible.',
  noUid: 'Cet événement n’a pas d’identifiant : il serait créé de nouveau à chaque import.',
  twice: 'Cet événement figure déjà dans le fichier.',
  noStart: 'Cet événement n’a pas de début.',
  noDuration: 'Cet événement finit avant de commencer, ou ne dure pas.',
  tooLong: 'Cet événement dure plus d’un an.',
  rangeChanged: 'Le fichier change une série à partir d’une date : exportez la série entière.',
} as const;
export type FileRefusal = keyof typeof fileRefusals;
