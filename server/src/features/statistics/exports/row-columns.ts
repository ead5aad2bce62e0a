import type { Context } from '../../../db/database.ts';
import { may } from '../../access/roles.service.ts';
import { byWorker } from '../engine/team.ts';
import { choiceLabels, staffLabels, unitLabels } from './row-export.store.ts';
import { fields } from '../statistics.store.ts';
import type { FactAnswer, FactValue } from '../statistics.table.ts';

export const rowActs = ['work', 'request', 'action'] as const;
export type RowAct = (typeof rowActs)[number];

/** An act as it is counted, with what is known of the person on its day. */
export interface ActRow extends Record<string, unknown> {
  readonly id: string;
  readonly file_key: string | null;
  readonly person_key: string | null;
  readonly day: string;
  readonly unit: string;
  readonly type_code: string;
  readonly minutes: number | null;
  readonly travel_minutes: number | null;
  readonly hour: number | null;
  readonly worker: string | null;
  readonly request_types: readonly string[];
  readonly partner_kinds: readonly string[];
  readonly entry_delay: number | null;
  readonly urgent: boolean | null;
  readonly initiative: string | null;
  readonly arrival_channel: string | null;
  readonly status: string | null;
  readonly outcome: string | null;
  readonly resolved_on: string | null;
  readonly response_days: number | null;
  readonly interview_days: number | null;
  readonly sex: string | null;
  readonly age: number | null;
  readonly department: string | null;
  readonly values: Readonly<Record<string, FactValue>> | null;
}

/** What stands in a cell. A text is one, whatever it begins with. */
export type RowValue =
  { readonly text: string } | { readonly number: number } | { readonly day: string } | null;

export interface RowColumn {
  readonly code: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'day';
  /** What it reads of an act: nothing else is read. */
  readonly reads: string;
  readonly value: (act: RowAct, row: ActRow, names: Names) => RowValue;
}

/** What codes are called. */
export interface Names {
  readonly units: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, string>;
  /** By list, then by code. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** A person, or a file, under a name drawn for this file of lines alone. */
  readonly pseudonym: (kind: 'P' | 'D', key: string) => string;
}

const text = (value: string | null | undefined): RowValue => (value ? { text: value } : null);
const number = (value: number | null): RowValue => (value === null ? null : { number: value });
const day = (value: string | null): RowValue => (value === null ? null : { day: value });
const yesNo = (value: boolean | null): RowValue => (value === null ? null : { text: value ? 'Oui' : 'Non' });
const choice = ({ choices }: Names, list: string, code: string | null): RowValue =>
  code === null ? null : text(choices.get(list)?.get(code) ?? code);
const several = (names: Names, list: string, codes: readonly string[]): RowValue =>
  text(codes.map((code) => names.choices.get(list)?.get(code) ?? code).join(' ; '));

const acts: Record<RowAct, string> = { work: 'Travail', request: 'Demande', action: 'Moyen' };
const typeLists: Record<RowAct, string> = {
  work: 'workTypes',
  request: 'requestTypes',
  action: 'supportActions',
};
const outcomeLists: Record<RowAct, string> = {
  work: '',
  request: 'requestOutcome',
  action: 'actionOutcome',
};
/** Lists whose labels the columns show, beside those of the fields asked. */
export const usualLists = [
  ...Object.values(typeLists),
  'requestOutcome',
  'actionOutcome',
  'partnerKind',
  'initiative',
  'arrivalChannel',
  'requestStatus',
  'sex',
  'department',
];

const of = (
  code: string,
  label: string,
  kind: RowColumn['kind'],
  value: RowColumn['value'],
  reads: keyof ActRow & string = code,
): RowColumn => ({
  code,
  reads,
  label,
  kind,
  value,
});

/**
 * The columns there are, in the order they are offered. No name, date of birth, commune nor identifier of a person or of
 * a file is among them, whatever one may open: a list of names is read in the product, where reading much is noticed.
 */
const columns: readonly RowColumn[] = [
  of('act', 'Acte', 'text', (act) => text(acts[act])),
  of('day', 'Date', 'day', (_, row) => day(row.day)),
  of('unit', 'Entité', 'text', (_, row, { units }) => text(units.get(row.unit))),
  of(
    'person',
    'Personne (pseudonyme)',
    'text',
    (_, { person_key }, { pseudonym }) => text(person_key && pseudonym('P', person_key)),
    'person_key',
  ),
  of(
    'file',
    'Dossier (pseudonyme)',
    'text',
    (_, { file_key }, { pseudonym }) => text(file_key && pseudonym('D', file_key)),
    'file_key',
  ),
  of('type', 'Type', 'text', (act, row, names) => choice(names, typeLists[act], row.type_code), 'type_code'),
  of('worker', 'Intervenant', 'text', (_, row, { staff }) => text(row.worker && staff.get(row.worker))),
  of('minutes', 'Durée (minutes)', 'number', (_, row) => number(row.minutes)),
  of(
    'travelMinutes',
    'Déplacement (minutes)',
    'number',
    (_, row) => number(row.travel_minutes),
    'travel_minutes',
  ),
  of('hour', 'Heure', 'number', (_, row) => number(row.hour)),
  of('entryDelay', 'Délai de saisie (jours)', 'number', (_, row) => number(row.entry_delay), 'entry_delay'),
  of(
    'requestTypes',
    'Demandes servies',
    'text',
    (_, row, names) => several(names, 'requestTypes', row.request_types),
    'request_types',
  ),
  of(
    'partnerKinds',
    'Natures de partenaires',
    'text',
    (_, row, names) => several(names, 'partnerKind', row.partner_kinds),
    'partner_kinds',
  ),
  of('urgent', 'Urgente', 'text', (_, row) => yesNo(row.urgent)),
  of('initiative', 'Initiative', 'text', (_, row, names) => choice(names, 'initiative', row.initiative)),
  of(
    'arrivalChannel',
    'Canal d’arrivée',
    'text',
    (_, row, names) => choice(names, 'arrivalChannel', row.arrival_channel),
    'arrival_channel',
  ),
  of('status', 'Statut', 'text', (_, row, names) => choice(names, 'requestStatus', row.status)),
  of('outcome', 'Résultat', 'text', (act, row, names) => choice(names, outcomeLists[act], row.outcome)),
  of('resolvedOn', 'Résolue le', 'day', (_, row) => day(row.resolved_on), 'resolved_on'),
  of(
    'responseDays',
    'Délai de première réponse (jours ouvrés)',
    'number',
    (_, row) => number(row.response_days),
    'response_days',
  ),
  of(
    'interviewDays',
    'Délai de premier entretien (jours ouvrés)',
    'number',
    (_, row) => number(row.interview_days),
    'interview_days',
  ),
  of('sex', 'Sexe', 'text', (_, row, names) => choice(names, 'sex', row.sex)),
  of('age', 'Âge', 'number', (_, row) => number(row.age)),
  of('department', 'Département de résidence', 'text', (_, row, names) =>
    choice(names, 'department', row.department?.toLowerCase() ?? null),
  ),
];

/** What is shown of whoever did not answer. */
const answers: Record<FactAnswer, string> = {
  notAsked: 'Non demandé',
  unknown: 'Inconnu',
  refused: 'Refus de répondre',
};

interface Field {
  readonly code: string;
  readonly label: string;
  readonly kind: string;
  readonly listCode: string | null;
}

function fieldColumn({ code, label, kind, listCode }: Field): RowColumn {
  const kinds: Record<string, RowColumn['kind']> = { number: 'number', date: 'day' };
  const value: RowColumn['value'] = (_, { values }, names) => {
    const found = values?.[code];
    if (found === undefined || found === null) return null;
    if (typeof found === 'boolean') return yesNo(found);
    if (typeof found === 'number') return number(found);
    if (typeof found === 'string') {
      if (listCode !== null) return choice(names, listCode, found);
      return /^\d{4}-\d{2}-\d{2}$/.test(found) ? day(found) : text(found);
    }
    if ('answer' in found) return text(answers[found.answer]);
    return several(names, listCode ?? '', found);
  };
  return of(`field:${code}`, label, kinds[kind] ?? 'text', value, 'values');
}

/**
 * Every column one may choose: those above, and the fields of the situation. What tells of health and protection is read
 * with the words of a file, and leaves by no list of lines. Who did an act is for who answers for the team.
 */
export async function rowColumns(ctx: Context): Promise<readonly RowColumn[]> {
  const own = (await fields(ctx)).filter(
    ({ clearance, kind }) => clearance !== 'text' && kind !== 'text' && kind !== 'longText',
  );
  const ours = may(ctx, 'readTeamStatistics') ? columns : columns.filter(({ code }) => code !== byWorker);
  return [...ours, ...own.map(fieldColumn)];
}

/** The names of what the lines hold. */
export async function namesFor(ctx: Context, pseudonym: Names['pseudonym']): Promise<Names> {
  const lists = (await fields(ctx)).flatMap(({ listCode }) => (listCode === null ? [] : [listCode]));
  const [units, staff, choices] = await Promise.all([
    unitLabels(ctx),
    staffLabels(ctx),
    choiceLabels(ctx, [...new Set([...usualLists, ...lists])]),
  ]);
  return { units, staff, choices, pseudonym };
}
