import { readBirth, type Birth } from './birth.ts';
import {
  readEmail,
  readPhone,
  readPostalCode,
  splitPhoneAndEmail,
  splitPostalCodeAndCity,
} from './contacts.ts';
import { eventCentury, readWrittenDate, spreadsheetDay } from './dates.ts';
import type { BoundColumn, BoundSheet, PeopleField, PeopleMapping } from './mapping.ts';
import { readNames, wordOrNull } from './names.ts';
import type { ImportedPerson, PersonRefusal, PersonWarning } from './people-types.ts';
import { findSensitivePatterns } from './sensitive.ts';
import { cellText, type Cell, type Row, type RowRef, type TypedCell } from './table.ts';
import { fold, tidy, wordingKey } from './words.ts';

export type PersonRow =
  | { readonly fate: 'blank' }
  | { readonly fate: 'refused'; readonly reason: PersonRefusal; readonly value: string | null }
  | {
      readonly fate: 'read';
      readonly person: ImportedPerson;
      /** Said of the row, whatever becomes of it. */
      readonly cellWarnings: readonly (readonly [PersonWarning, string | null])[];
      /** Said of the person, if the row creates it. */
      readonly personWarnings: readonly (readonly [PersonWarning, string | null])[];
    };

export interface PersonRowContext {
  readonly asOf: string;
  readonly colours: PeopleMapping['colours'];
  readonly externalSystem?: string | undefined;
}

const noDatum = /^[\s\-–—_.]*$/;

/** Reads one row of data; `ref` names it. Never throws. */
export function readPersonRow(
  row: Row,
  ref: RowRef,
  bound: BoundSheet<PeopleField>,
  context: PersonRowContext,
): PersonRow {
  const cells = new FieldCells(row, bound.columns);
  if (cells.allEmpty) return { fate: 'blank' };
  const names = readNames(cells.text('lastName'), cells.text('birthName'));
  const firstNames = wordOrNull(cells.text('firstNames').slice(0, 300));
  const birth = readBirth(cells.cell('birthDate'), context.asOf);
  const reason = refusal(names.lastName ?? names.birthName, firstNames, birth);
  if (reason !== undefined) {
    const value =
      reason === 'invalidBirthDate' || reason === 'birthDateInFuture' ? cells.text('birthDate').trim() : null;
    return { fate: 'refused', reason, value };
  }
  const contact = readContact(cells, context);
  const site = readSite(cells, bound);
  const look = readColour(cells, context);
  const reference = readReference(cells, bound, context);
  const sex = readSex(cells);
  const birthWarning = warningOfBirth(birth, cells.text('birthDate').trim());
  const person: ImportedPerson = {
    row: ref,
    sex,
    lastName: names.lastName ?? names.birthName ?? '',
    birthName: names.birthName,
    firstNames: firstNames ?? '',
    birthDate: birth.kind === 'date' ? birth.iso : null,
    ...(birth.kind === 'year' ? { birthYear: birth.year } : {}),
    ...(birth.kind === 'age' ? { age: birth.age } : {}),
    ...contact.values,
    street: tidy(cells.text('street')) || null,
    ...readTown(cells),
    site: site.value,
    note: cells.text('note').replace(/\r\n?/g, '\n').trim() || null,
    ...look.values,
    ...reference.values,
  };
  return {
    fate: 'read',
    person,
    cellWarnings: [...contact.warnings, ...site.warnings, ...look.warnings, ...reference.warnings],
    personWarnings: [...(sex === null ? ([['missingSex', null]] as const) : []), ...birthWarning],
  };
}

/** Cells of a row by field; a column that feeds two fields is split once, where they are read. */
class FieldCells {
  readonly #cells = new Map<PeopleField, Cell>();
  readonly #columns: ReadonlyMap<PeopleField, BoundColumn<PeopleField>>;
  readonly allEmpty: boolean;

  constructor(row: Row, columns: readonly BoundColumn<PeopleField>[]) {
    const byField = new Map<PeopleField, BoundColumn<PeopleField>>();
    let allEmpty = true;
    for (const column of columns) {
      const cell = row.cells[column.index];
      if (cell !== undefined && cellText(cell).trim() !== '') allEmpty = false;
      column.fields.forEach((field) => {
        if (byField.has(field) && cellText(this.#cells.get(field)).trim() !== '') return;
        byField.set(field, column);
        if (cell !== undefined) this.#cells.set(field, cell);
      });
    }
    this.#columns = byField;
    this.allEmpty = allEmpty;
  }

  cell(field: PeopleField): Cell | undefined {
    return this.#cells.get(field);
  }
  text(field: PeopleField): string {
    return cellText(this.#cells.get(field));
  }
  column(field: PeopleField): BoundColumn<PeopleField> | undefined {
    return this.#columns.get(field);
  }
  typed(field: PeopleField): TypedCell | undefined {
    const cell = this.#cells.get(field);
    return typeof cell === 'object' ? cell : undefined;
  }
  /** Whether both fields come from one column. */
  shared(a: PeopleField, b: PeopleField): boolean {
    const column = this.#columns.get(a);
    return column !== undefined && column === this.#columns.get(b);
  }
}

function refusal(
  lastName: string | null,
  firstNames: string | null,
  birth: Birth,
): PersonRefusal | undefined {
  if (lastName === null) return firstNames === null ? 'missingName' : 'missingLastName';
  if (firstNames === null) return 'missingFirstName';
  if (birth.kind === 'invalid') return 'invalidBirthDate';
  return birth.kind === 'future' ? 'birthDateInFuture' : undefined;
}

function warningOfBirth(birth: Birth, typed: string): (readonly [PersonWarning, string | null])[] {
  if (birth.kind === 'unknown') return [['missingBirthDate', null]];
  if (birth.kind === 'year') return [['birthYearOnly', typed]];
  return birth.kind === 'age' ? [['birthDateFromAge', typed]] : [];
}

function readContact(cells: FieldCells, { asOf }: PersonRowContext) {
  const warnings: (readonly [PersonWarning, string | null])[] = [];
  const one = cells.shared('phone', 'email')
    ? splitPhoneAndEmail(cells.text('phone').slice(0, 500))
    : undefined;
  const phoneText = (one?.phone ?? cells.text('phone')).trim();
  const emailText = (one?.email ?? cells.text('email')).trim();
  const phone = readPhone(phoneText) ?? null;
  const email = readEmail(emailText) ?? null;
  const lastContactText = cells.text('lastContactOn').trim();
  const lastContactOn = readEventDay(cells.cell('lastContactOn'), asOf);
  if (phone === null && !noDatum.test(phoneText)) warnings.push(['invalidPhone', phoneText]);
  if (email === null && !noDatum.test(emailText)) warnings.push(['invalidEmail', emailText]);
  if (lastContactOn === null && !noDatum.test(lastContactText))
    warnings.push(['invalidLastContact', lastContactText]);
  return { values: { phone, email, lastContactOn }, warnings };
}

/** A day already past; a number is a spreadsheet's. A day to come cannot be a last contact. */
function readEventDay(cell: Cell | undefined, asOf: string): string | null {
  const typed = typeof cell === 'object' ? cell : undefined;
  const text = cellText(cell).trim();
  let iso: string | null = typed?.date ?? null;
  if (iso === null && /^\d{5}$/.test(text)) iso = spreadsheetDay(Number(text));
  if (iso === null) {
    const written = readWrittenDate(text, eventCentury(asOf));
    iso = written?.kind === 'day' ? written.iso : null;
  }
  return iso !== null && iso >= '1900-01-01' && iso <= asOf ? iso : null;
}

function readTown(cells: FieldCells): { postalCode: string | null; city: string | null } {
  const one = cells.shared('postalCode', 'city')
    ? splitPostalCodeAndCity(cells.text('postalCode'))
    : undefined;
  return {
    postalCode: readPostalCode(one?.postalCode ?? cells.text('postalCode')),
    city: tidy(one?.city ?? cells.text('city')) || null,
  };
}

function readSite(cells: FieldCells, bound: BoundSheet<PeopleField>) {
  const warnings: (readonly [PersonWarning, string | null])[] = [];
  const typed = tidy(cells.text('site'));
  if (typed === '') return { value: bound.site, warnings };
  const values = cells.column('site')?.values;
  if (!values) return { value: typed, warnings };
  const value = values.get(wordingKey(typed)) ?? null;
  if (value === null) warnings.push(['unknownSite', typed]);
  return { value: value ?? bound.site, warnings };
}

/** By the map of values, else by the civilities everyone writes. */
function readSex(cells: FieldCells): 'M' | 'F' | null {
  const typed = cells.text('sex');
  const mapped = cells.column('sex')?.values?.get(wordingKey(typed));
  if (mapped === 'M' || mapped === 'F') return mapped;
  const word = fold(typed).replace(/[^a-z]/g, '');
  if (/^(m|mr|monsieur|h|homme|masculin|masc)$/.test(word)) return 'M';
  return /^(mme|mlle|melle|madame|mademoiselle|f|femme|feminin|fem)$/.test(word) ? 'F' : null;
}

/** Longest name of a software, and longest identifier. */
const longestSystem = 60;
const longestReference = 120;

/** A social security number identifies a person everywhere: it is never what a software calls somebody. */
function readReference(
  cells: FieldCells,
  { sheet }: BoundSheet<PeopleField>,
  { externalSystem }: PersonRowContext,
) {
  const warnings: (readonly [PersonWarning, string | null])[] = [];
  const column = cells.column('externalRef');
  const value = tidy(cells.text('externalRef'));
  if (!column || noDatum.test(value)) return { values: {}, warnings };
  const header = sheet.columns.find(({ index }) => index === column.index)?.header ?? '';
  const system = (externalSystem ?? tidy(header)).slice(0, longestSystem).trim();
  if (system === '' || value.length > longestReference || findSensitivePatterns(value).includes('nir')) {
    warnings.push(['unusableReference', null]);
    return { values: {}, warnings };
  }
  return { values: { externalRef: { system, value } }, warnings };
}

/** Meaning of the colour of the name cell, as the mapping gives it. */
function readColour(cells: FieldCells, { colours }: PersonRowContext) {
  const values = { status: 'open' as 'open' | 'closed', closeReason: null as string | null, rqth: false };
  const warnings: (readonly [PersonWarning, string | null])[] = [];
  const cell = cells.typed('lastName');
  if (colours.length === 0 || cell?.fill === undefined) return { values, warnings };
  const fill = cell.fill;
  const found =
    colours.find(
      (colour) =>
        colour.fill.toUpperCase() === fill.toUpperCase() && colour.strike === (cell.strike ?? false),
    ) ??
    colours.find((colour) => colour.fill.toUpperCase() === fill.toUpperCase() && colour.strike === undefined);
  if (found?.means?.status)
    Object.assign(values, { status: 'closed', closeReason: found.means.closeReason ?? null });
  if (found?.means?.rqth) values.rqth = true;
  if (!found && !/^F*$/.test(fill)) warnings.push(['unknownColour', fill]);
  return { values, warnings };
}
