import { v5 } from 'uuid';
import type {
  fileEpisode,
  fileIdentity,
  situationValue,
  socialFile,
} from '../social-file/social-file.table.ts';
import { legible } from './import.types.ts';
import type { ImportedPerson } from './read/people-types.ts';

/** A record id that depends on the batch and the row only: written twice, it is the same record. */
export const importedId = (batchId: string, kind: string, key: string): string =>
  v5(`${kind}/${key}`, batchId);

/** Fields of the situation that an import fills: they are among the default ones. */
export type ImportField = 'importNote' | 'rqth';

/** Longest text of a field of the situation. */
const longestNote = 5000;

export interface PeopleContext {
  readonly batchId: string;
  readonly tenantId: string;
  readonly staffId: string;
  readonly asOf: string;
  readonly now: Date;
  /** Unit of a person's site. */
  readonly unitOf: (person: ImportedPerson) => string;
  /** Code of a reason of closing, as the mapping writes it. */
  readonly closeReasonOf: (wording: string) => string;
}

/** All that the import writes of one person. */
export interface PlannedPerson {
  readonly row: string;
  readonly file: typeof socialFile.$inferInsert;
  readonly identity: Omit<
    typeof fileIdentity.$inferSelect,
    'version' | 'communeCode' | 'addressProtected' | 'diedOn'
  >;
  readonly episodes: readonly (typeof fileEpisode.$inferInsert)[];
  readonly situation: readonly (typeof situationValue.$inferInsert)[];
  readonly noteCut: boolean;
}

/**
 * The list does not say when a file was opened: it was, at the latest, on the day of the last contact. An age is no
 * date and no year of birth: it stays a sentence of the note.
 */
export function planPerson(person: ImportedPerson, context: PeopleContext): PlannedPerson {
  const { batchId, tenantId, staffId, asOf } = context;
  const row = String(person.row);
  const id = importedId(batchId, 'file', row);
  const unitId = context.unitOf(person);
  const knownOn = person.lastContactOn ?? asOf;
  const closed = person.status === 'closed';
  const reason = closed && person.closeReason !== null ? context.closeReasonOf(person.closeReason) : null;
  const place = { tenantId, fileId: id, unitId };
  const note = noteOf(person, asOf);
  const episode = (kind: 'opened' | 'closed', why: string | null) => ({
    ...place,
    id: importedId(batchId, kind, row),
    forUnitId: unitId,
    kind,
    happenedOn: knownOn,
    reason: why,
    staffId,
  });
  const answer = (fieldCode: ImportField, value: { text: string } | { yes: boolean }) => ({
    ...place,
    fieldCode,
    since: asOf,
    // A note is free text, a recognition tells a disability
    clearance: 'text' as const,
    answer: null,
    codes: null,
    number: null,
    day: null,
    text: null,
    yes: null,
    ...value,
  });
  return {
    row,
    file: {
      tenantId,
      id,
      unitId,
      beneficiaryId: importedId(batchId, 'person', row),
      leadWorkerId: null,
      status: person.status,
      openedOn: knownOn,
      closedOn: closed ? knownOn : null,
      closeReason: reason,
      lastContactOn: person.lastContactOn,
      lastWorkOn: null,
      externalSystem: person.externalRef?.system ?? null,
      externalValue: person.externalRef === undefined ? null : legible(person.externalRef.value),
      createdAt: context.now,
      createdBy: staffId,
    },
    identity: {
      ...place,
      status: person.status,
      lastName: legible(person.lastName),
      birthName:
        person.birthName === null || person.birthName === person.lastName ? null : legible(person.birthName),
      firstNames: legible(person.firstNames),
      birthDate: person.birthDate,
      birthYear: person.birthYear ?? null,
      sex: person.sex === 'M' ? 'masculin' : person.sex === 'F' ? 'feminin' : null,
      phones: person.phone === null ? [] : [person.phone],
      email: person.email,
      street: person.street === null ? null : legible(person.street),
      postalCode: person.postalCode,
      city: person.city === null ? null : legible(person.city),
    },
    episodes: [episode('opened', null), ...(closed ? [episode('closed', reason)] : [])],
    situation: [
      ...(note === '' ? [] : [answer('importNote', { text: note.slice(0, longestNote) })]),
      ...(person.rqth ? [answer('rqth', { yes: true })] : []),
    ],
    noteCut: note.length > longestNote,
  };
}

function noteOf(person: ImportedPerson, asOf: string): string {
  const age = person.age === undefined ? '' : `${person.age} ans le ${asOf.split('-').reverse().join('/')}.`;
  return [age, legible(person.note ?? '')].filter((part) => part !== '').join('\n');
}
