import type { Tx } from '../../db/database.ts';
import type { ImportAccess } from './import.access.ts';
import type { BatchCounts } from './import.table.ts';
import type { ImportRequest, StaffOfTenant } from './import.types.ts';
import { rowLabel, type Report, type ReportLine } from './read/report.ts';
import type { Table } from './read/table.ts';
import { foldWords } from './read/words.ts';

/** What every preparation knows. */
export interface Preparation {
  readonly access: ImportAccess;
  readonly request: ImportRequest;
  readonly table: Table;
  readonly batch: BatchHead;
  /** Persons or travaux in the tenant before the batch. */
  readonly before: number;
}
export interface BatchHead {
  readonly id: string;
  readonly tenantId: string;
  readonly unitId: string | null;
  readonly asOf: string;
  readonly staffId: string;
}

/** Rows ready to be written, and what is said of the others. */
export interface Prepared {
  /** The rows of the file that become a record, in its order. */
  readonly rows: readonly string[];
  readonly counts: BatchCounts;
  readonly report: Report;
  /** Once, in the transaction that starts the batch. */
  readonly start?: (tx: Tx) => Promise<void>;
  readonly write: (tx: Tx, rows: readonly string[]) => Promise<void>;
}

/** The member of the team someone is called by: id, e-mail, identifier in the portal or name; undefined when none or several. */
export function staffCalled(staff: readonly StaffOfTenant[], name: string): string | undefined {
  const exact = staff.filter((one) => [one.id, one.email, one.externalSubject].includes(name.trim()));
  const found =
    exact.length > 0 ? exact : staff.filter((one) => foldWords(one.displayName) === foldWords(name));
  return found.length === 1 ? found[0]!.id : undefined;
}

/** A line of the report on a row of the file. */
export function line(row: string, kind: ReportLine['kind'], code: string, sentence: string): ReportLine {
  return {
    row,
    kind,
    code,
    sentence: `${row.includes('!') ? rowLabel(row) : rowLabel(Number(row))} : ${sentence}`,
  };
}
