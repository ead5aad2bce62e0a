import { isoOf, parseDay, type DayNumber } from './civil-date.ts';
import { isPatient, type LifeCycle } from './life-cycle.ts';
import type { Person } from './person.ts';
import { table, type Random, type Table } from './random.ts';
import { known, weighted } from './reference-codes.ts';
import type { FileEpisode, WorkEntry } from './seed.types.ts';
import type { TenantContext } from './tenant-context.ts';

export interface Closure {
  readonly closed: DayNumber | null;
  readonly reason: string | null;
}

const closing = (weights: Readonly<Record<string, number>>): Table<string> =>
  weighted('closeReason', weights);
const EMPLOYEE = closing({
  'objectif-atteint': 30,
  'fin-demande': 32,
  'relais-passe-autre-service': 8,
  'depart-entreprise-fin-contrat': 6,
  demenagement: 3,
  'sans-nouvelle-beneficiaire': 15,
  'refus-arret-beneficiaire': 6,
});
const PATIENT = closing({
  'sortie-hospitalisation': 78,
  'fin-demande': 8,
  'relais-passe-autre-service': 9,
  'refus-arret-beneficiaire': 3,
  'sans-nouvelle-beneficiaire': 2,
});
const UNSEEN = closing({
  'sans-nouvelle-beneficiaire': 70,
  'refus-arret-beneficiaire': 20,
  'erreur-saisie': 10,
});
const DEATH = 'deces';
known('closeReason', [DEATH]);
const REOPENINGS = table([
  ['Nouvelle demande du bénéficiaire', 60],
  ['Nouvelle hospitalisation', 15],
  ['Retour après un arrêt', 15],
  ['Fermé trop tôt', 10],
] as const);
const QUIET = 45;
const LONG_SILENCE = 45;

export const drawClosure = (
  random: Random,
  context: TenantContext,
  life: LifeCycle,
  person: Person,
  last: DayNumber,
): Closure => {
  const { calendar, today } = context;
  const patient = isPatient(life.beneficiaryKind);
  const late = random.int(1, 40);
  const reason = random.from(life.visits === 0 ? UNSEEN : patient ? PATIENT : EMPLOYEE);
  const settled = random.chance(patient ? 0.93 : 0.76);
  if (person.death !== null) {
    const closed = calendar.next(life.lead, person.death + late, today);
    return closed < 0 ? { closed: null, reason: null } : { closed, reason: DEATH };
  }
  const closed = today - last > QUIET && settled ? calendar.next(life.lead, last + late, today) : -1;
  return closed < 0 ? { closed: null, reason: null } : { closed, reason };
};

/** A long silence in the middle of a file was, now and then, a closing and a reopening. */
export const episodesOf = (
  random: Random,
  context: TenantContext,
  life: LifeCycle,
  closure: Closure,
  entries: readonly WorkEntry[],
): readonly FileEpisode[] => {
  const opened = isoOf(life.opened);
  const end = {
    closedOn: closure.closed === null ? null : isoOf(closure.closed),
    closeReason: closure.reason,
  };
  const single = [{ openedOn: opened, ...end, reopenReason: null }];
  if (entries.length < 3 || !random.chance(0.5)) return single;
  for (let position = 1; position < entries.length; position++) {
    const before = parseDay((entries[position - 1] as WorkEntry).performedOn);
    const after = parseDay((entries[position] as WorkEntry).performedOn);
    if (after - before < LONG_SILENCE) continue;
    const closedOn = context.calendar.next(life.lead, before + random.int(1, 30), after - 1);
    if (closedOn < 0) continue;
    return [
      {
        openedOn: opened,
        closedOn: isoOf(closedOn),
        closeReason: random.from(isPatient(life.beneficiaryKind) ? PATIENT : EMPLOYEE),
        reopenReason: null,
      },
      { openedOn: isoOf(after), ...end, reopenReason: random.from(REOPENINGS) },
    ];
  }
  return single;
};
