import { writeCalendar } from '../calendar-files/write.ts';
import { minutesBetween } from '../moment.ts';
import type { ReminderTemplate } from './reminder.table.ts';

/** What a message says: of the appointment, when it is and nothing else. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

const days = new Intl.DateTimeFormat('fr', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** « mardi 24 novembre 2026 à 14 h 00 », on the wall clock of where it takes place. */
export const momentInWords = (startsLocal: string): string =>
  `${days.format(new Date(`${startsLocal.slice(0, 10)}T00:00Z`)).replace(/ 1 /, ' 1er ')} à ${Number(startsLocal.slice(11, 13))} h ${startsLocal.slice(14, 16)}`;

const bodies: Readonly<Record<ReminderTemplate, (moment: string) => string>> = {
  usual: (moment) => `Bonjour,

Nous vous rappelons votre rendez-vous du ${moment}.

Si vous ne pouvez pas venir, merci de prévenir la personne avec qui vous avez rendez-vous.`,
  brief: (moment) => `Rendez-vous : ${moment}.

En cas d’empêchement, merci de nous prévenir.`,
};

/** The message to the person. It names nobody, no service and no place. */
export const reminderLetter = (
  template: ReminderTemplate,
  sender: string | null,
  startsLocal: string,
): Letter => ({
  subject: 'Rappel de votre rendez-vous',
  text: `${[
    bodies[template](momentInWords(startsLocal)),
    ...(sender === null ? [] : [sender]),
    'Ce message est automatique : merci de ne pas y répondre.',
  ].join('\n\n')}\n`,
});

/** The message to a colleague for whom something waits: not what, of whom, nor from whom. */
export const requestLetter = (publicOrigin: string): Letter => ({
  subject: 'Quelque chose vous attend dans Lastria',
  text: `Bonjour,

Quelque chose vous attend dans Lastria : ${publicOrigin}/

Vous pouvez choisir, dans « Rappels », de ne plus recevoir ces messages.
`,
});

/** Beginnings of words that say health, social work, or what brings people there; without accents. */
const revealing = [
  'accompagn',
  'addict',
  'aide',
  'alcool',
  'assist',
  'caf',
  'ccas',
  'chu',
  'clini',
  'curatel',
  'drogue',
  'educ',
  'ehpad',
  'enfan',
  'famil',
  'handicap',
  'hopit',
  'hospi',
  'insertion',
  'invalid',
  'judici',
  'justice',
  'logement',
  'malad',
  'mdph',
  'medi',
  'pass',
  'penit',
  'prison',
  'protec',
  'psy',
  'rqth',
  'rsa',
  'sante',
  'soci',
  'soin',
  'surend',
  'tutel',
  'violen',
];

/** A word of a name that is not neutral; undefined when none is known. */
export function revealingWord(name: string): string | undefined {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const bare = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return words.find((word) => revealing.some((beginning) => bare(word).startsWith(beginning)));
}

export interface NeutralEvent {
  /** The same for ever, and saying nothing. */
  readonly uid: string;
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly zone: string;
  readonly now: Date;
  /** Grows with each message about the same appointment. */
  readonly sequence: number;
}

/** The appointment for the person's own calendar: « Rendez-vous », without place, organiser or note. */
export const neutralCalendar = (event: NeutralEvent): string =>
  writeCalendar('Rendez-vous', [
    {
      uid: event.uid,
      start: event.startsLocal,
      minutes: minutesBetween(event.startsLocal, event.endsLocal),
      zone: event.zone,
      repeats: null,
      occurrence: null,
      blocks: true,
      tentative: false,
      cancelled: false,
      private: true,
      changedAt: event.now,
      sequence: event.sequence,
      detail: { level: 'full', title: 'Rendez-vous', place: null, note: null, url: null },
    },
  ]);
