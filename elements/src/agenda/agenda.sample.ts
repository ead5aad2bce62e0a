import type { FileSummary } from '@lastria/sdk';
import type {
  AgendaColleague,
  AgendaItem,
  AgendaSettingsState,
  Appointment,
  WorkProposal,
} from '@lastria/sdk/agenda';
import { ids, me as worker } from '../testing/sample.ts';
import type { Me } from './agenda.data.ts';
import { shift } from './calendar.ts';

/** A week of an invented service, that of Monday 23 November 2026; nobody in it exists. */

export const people = {
  me: ids.me,
  petit: ids.colleague,
  roux: '0197a3c4-0000-7000-8000-000000000003',
} as const;
export const motives = { interview: id(50), phone: id(51) } as const;
export const rooms = { north: id(60) } as const;
/** Wednesday 25 November 2026, 10 h 10 in Paris. */
export const now = Date.parse('2026-11-25T09:10:00Z');
export const me: Me = worker;

export function id(number: number): string {
  return `0197a3c4-5555-7000-8000-${String(number).padStart(12, '0')}`;
}

export const colleagues: AgendaColleague[] = [
  { id: people.me, displayName: 'Claire Morel', unitIds: [ids.unit] },
  { id: people.petit, displayName: 'Luc Petit', unitIds: [ids.unit] },
  { id: people.roux, displayName: 'Anne Roux', unitIds: [ids.unit] },
];

export const settings: AgendaSettingsState = {
  motives: [
    motive(motives.interview, 'Entretien', 45, 'office'),
    motive(motives.phone, 'Point téléphonique', 15, 'phone', 'teal'),
  ],
  rooms: [
    {
      id: rooms.north,
      unitId: ids.unit,
      label: 'Bureau nord',
      site: null,
      places: 1,
      active: true,
      version: 1,
    },
  ],
  can: { keepAgenda: false, bookAppointment: true },
};

function motive(
  motiveId: string,
  label: string,
  minutes: number,
  placeKind: string,
  colour: string | null = null,
) {
  return {
    id: motiveId,
    label,
    minutes,
    placeKind,
    blocks: true,
    roles: [],
    workTypeCode: null,
    colour,
    active: true,
    position: 1,
    version: 1,
    can: { book: true },
  };
}

export const appointment = (
  number: number,
  startsAt: string,
  endsAt: string,
  more: Partial<Appointment> = {},
): Appointment => ({
  id: id(number),
  version: 1,
  kind: 'appointment',
  motiveId: motives.interview,
  title: null,
  status: 'confirmed',
  startsAt,
  endsAt,
  zone: 'Europe/Paris',
  allDay: false,
  tentative: false,
  private: false,
  blocks: true,
  unitId: ids.unit,
  forUnitId: ids.unit,
  fileId: null,
  person: null,
  workerIds: [people.me],
  askedIds: [],
  placeKind: 'office',
  place: null,
  roomId: null,
  externalUrl: null,
  travelBefore: 0,
  travelAfter: 0,
  seriesId: null,
  detached: false,
  can: { change: true, answer: false },
  participants: [],
  recurrence: null,
  reason: null,
  heldMinutes: null,
  note: null,
  reservedNote: null,
  work: 'none',
  createdBy: { id: people.me, displayName: 'Claire Morel' },
  reminder: null,
  trashedAt: null,
  ...more,
});

const participant = (
  number: number,
  who: Partial<Appointment['participants'][number]>,
): Appointment['participants'][number] => ({
  id: id(number),
  kind: 'other',
  staffId: null,
  name: null,
  status: 'toCome',
  answer: null,
  proposedStartsAt: null,
  message: null,
  ...who,
});

const named = (lastName: string, firstNames: string) => ({
  fileId: ids.file,
  person: { lastName, firstNames },
});

export const appointments: Appointment[] = [
  appointment(1, '2026-11-24T14:00', '2026-11-24T14:45', {
    ...named('Dupont', 'Marie'),
    participants: [
      participant(301, { kind: 'staff', staffId: people.me, name: 'Claire Morel' }),
      participant(302, { kind: 'person', name: 'Marie Dupont' }),
    ],
    note: 'Apporter l’avis d’échéance.',
  }),
  appointment(2, '2026-11-24T14:30', '2026-11-24T15:15', {
    ...named('Martin', 'Jean'),
    motiveId: motives.phone,
  }),
  appointment(3, '2026-11-25T09:00', '2026-11-25T12:00', {
    kind: 'onSiteSession',
    motiveId: null,
    title: 'Permanence, bloc opératoire',
    placeKind: 'site',
    blocks: false,
  }),
  appointment(4, '2026-11-25T09:30', '2026-11-25T10:00', { ...named('Bernard', 'Zoé'), placeKind: 'site' }),
  appointment(5, '2026-11-26T10:00', '2026-11-26T11:00', {
    kind: 'meeting',
    motiveId: null,
    title: 'Réunion d’équipe',
    workerIds: [people.me, people.petit],
    seriesId: id(70),
    recurrence: {
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      startsAt: '2026-11-05T10:00',
      sentence: 'Tous les jeudis à 10 h',
      except: [],
      also: [],
    },
  }),
  appointment(6, '2026-11-27T15:00', '2026-11-27T16:00', {
    ...named('Garcia', 'Ana'),
    status: 'proposed',
    workerIds: [people.petit],
    askedIds: [people.petit],
  }),
];

/** A file found by name. */
export const found = {
  id: ids.file,
  lastName: 'Dupont',
  firstNames: 'Marie',
  birthName: null,
  birthDate: '1980-05-12',
  birthYear: null,
  sex: 'feminin',
  unitName: 'Bloc opératoire',
} as Partial<FileSummary> as FileSummary;

/** What an honoured appointment proposes. */
export const proposalOf = (one: Appointment): WorkProposal => ({
  appointmentId: one.id,
  fileId: one.fileId!,
  person: one.person,
  entryId: one.work === 'written' ? id(900) : null,
  proposed: {
    typeCode: 'entretien-bureau',
    performedOn: one.startsAt.slice(0, 10),
    startedAt: one.startsAt.slice(11),
    minutes: 45,
    travelMinutes: null,
    place: 'Bureau nord',
    text: null,
  },
  types: [
    { code: 'entretien-bureau', label: 'Entretien physique au bureau', minutes: 45 },
    { code: 'visite-domicile', label: 'Visite à domicile', minutes: 90 },
  ],
  requests: [{ id: id(80), label: 'Impayé de loyer' }],
});

/** What a colleague asks of whoever is here. */
export const asked: Appointment = appointment(20, '2026-11-27T11:00', '2026-11-27T11:30', {
  ...named('Lemaire', 'Paul'),
  status: 'proposed',
  askedIds: [people.me],
  workerIds: [people.me],
  can: { change: false, answer: true },
  createdBy: { id: people.roux, displayName: 'Anne Roux' },
});

/** Taken, and nothing else is known. */
export const busy: AgendaItem = {
  from: '2026-11-24T15:00:00.000Z',
  until: '2026-11-24T16:00:00.000Z',
  staffIds: [people.petit],
  roomIds: [],
  appointment: null,
  outside: false,
};

/** An hour when all are free. */
export const slot = (startsAt: string) => ({
  startsAt,
  endsAt: shift(startsAt, 60),
  from: `${startsAt}:00.000Z`,
  until: `${shift(startsAt, 60)}:00.000Z`,
  roomIds: [],
});

export const openingHours = {
  unitId: id(80),
  hours: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '09:00', to: '12:30' },
    { weekday, from: '13:30', to: '18:00' },
  ]),
  inherited: true,
  above: { unit: null, hours: [] },
  version: 0,
  can: { change: false },
};

const problem = (status: number, type: string, title: string, detail: string) => ({
  status,
  body: { type: `https://lastria.fr/problems/${type}`, status, title, detail, instance: '0197-5a2c' },
});
/** What the server refuses. */
export const refusals = {
  stale: problem(412, 'stale-version', 'Ce rendez-vous vient de changer', 'Relisez-le, puis recommencez.'),
  missing: problem(404, 'not-found', 'Introuvable', 'Ce que vous demandez n’existe pas.'),
  written: problem(409, 'conflict', 'Ce travail est déjà écrit', 'Il est dans le dossier.'),
};
