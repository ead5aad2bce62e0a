import type { RowKind, RowRef } from './table.ts';

/** A person as the import would create it; null when the file does not say. */
export interface ImportedPerson {
  /** Row that creates the person. */
  readonly row: RowRef;
  readonly sex: 'M' | 'F' | null;
  readonly lastName: string;
  readonly birthName: string | null;
  readonly firstNames: string;
  readonly birthDate: string | null;
  /** Year of birth, when no full date is known. */
  readonly birthYear?: number;
  /** Age on the day of the list, when no full date is known. */
  readonly age?: number;
  readonly phone: string | null;
  readonly email: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly site: string | null;
  readonly lastContactOn: string | null;
  readonly note: string | null;
  readonly status: 'open' | 'closed';
  readonly closeReason: string | null;
  readonly rqth: boolean;
  /** What another software calls the person. */
  readonly externalRef?: { readonly system: string; readonly value: string };
}

export type PersonRefusal =
  'missingName' | 'missingLastName' | 'missingFirstName' | 'invalidBirthDate' | 'birthDateInFuture';

export type PersonWarning =
  | 'missingSex'
  | 'missingBirthDate'
  | 'birthYearOnly'
  | 'birthDateFromAge'
  | 'invalidPhone'
  | 'invalidEmail'
  | 'invalidLastContact'
  | 'unknownSite'
  | 'unknownColour'
  | 'unusableReference';

/** `value`: what the cell held, for the sentence of the report. */
export interface Warning<W extends string> {
  readonly row: RowRef;
  readonly warning: W;
  readonly value: string | null;
}
export interface Refusal<R extends string> {
  readonly row: RowRef;
  readonly reason: R;
  readonly value: string | null;
}
export interface IgnoredRow {
  readonly row: RowRef;
  readonly kind: Exclude<RowKind, 'data'>;
}

/** R1: same birth date, same first names, a name in common. R2: no full birth date on one side, same names, same phone or e-mail. */
export type MergeRule = 'R1' | 'R2';
export interface MergedRow {
  readonly row: RowRef;
  readonly into: RowRef;
  readonly rule: MergeRule;
}

export type Likeness =
  'similarLastName' | 'similarFirstNames' | 'namesExchanged' | 'similarBirthDate' | 'sameContact';
export interface PossibleDuplicate {
  readonly rows: readonly [RowRef, RowRef];
  readonly why: Likeness;
}

export interface PeopleResult {
  readonly created: readonly ImportedPerson[];
  readonly merged: readonly MergedRow[];
  readonly refused: readonly Refusal<PersonRefusal>[];
  readonly ignored: readonly IgnoredRow[];
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly warnings: readonly Warning<PersonWarning>[];
  readonly ignoredSheets: readonly string[];
  /** Rows with data, whatever their fate; rows left aside are not counted. */
  readonly dataRows: number;
}
