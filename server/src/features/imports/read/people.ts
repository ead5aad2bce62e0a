import { PersonRegister } from './identity.ts';
import { bindSheets, type PeopleField, type PeopleMapping } from './mapping.ts';
import type {
  IgnoredRow,
  MergedRow,
  PeopleResult,
  PersonRefusal,
  PersonWarning,
  Refusal,
  Warning,
} from './people-types.ts';
import { readPersonRow } from './person-row.ts';
import { findPossibleDuplicates } from './similar.ts';
import { rowRef, type Table } from './table.ts';

export interface ReadPeopleContext {
  /** Day of the list, ISO: ages are counted on it, nothing is known after it. */
  readonly asOf: string;
}

/** The fate of every row of a list of persons. Pure: same file, same mapping, same day, same answer. */
export function readPeople(table: Table, mapping: PeopleMapping, { asOf }: ReadPeopleContext): PeopleResult {
  const register = new PersonRegister();
  const merged: MergedRow[] = [];
  const refused: Refusal<PersonRefusal>[] = [];
  const ignored: IgnoredRow[] = [];
  const warnings: Warning<PersonWarning>[] = [];
  let dataRows = 0;
  const bound = bindSheets<PeopleField>(table, mapping.sheets);
  for (const sheet of bound) {
    for (const row of sheet.sheet.rows) {
      const ref = rowRef(sheet.sheet, row, 'line');
      if (row.kind !== 'data') {
        ignored.push({ row: ref, kind: row.kind });
        continue;
      }
      const read = readPersonRow(row, ref, sheet, {
        asOf,
        colours: mapping.colours,
        externalSystem: mapping.externalSystem,
      });
      if (read.fate === 'blank') {
        ignored.push({ row: ref, kind: 'blank' });
        continue;
      }
      dataRows++;
      if (read.fate === 'refused') {
        refused.push({ row: ref, reason: read.reason, value: read.value });
        continue;
      }
      const known = register.find(read.person);
      const said = known ? read.cellWarnings : [...read.cellWarnings, ...read.personWarnings];
      for (const [warning, value] of said) warnings.push({ row: ref, warning, value });
      if (known) {
        merged.push({ row: ref, into: register.people[known.index]?.row ?? ref, rule: known.rule });
        register.merge(known.index, read.person);
      } else register.add(read.person);
    }
  }
  const ignoredSheets = table.sheets.flatMap((sheet) =>
    sheet.name !== null && !bound.some((one) => one.sheet === sheet) ? [sheet.name] : [],
  );
  return {
    created: register.people,
    merged,
    refused,
    ignored,
    possibleDuplicates: findPossibleDuplicates(register.people),
    warnings,
    ignoredSheets,
    dataRows,
  };
}
