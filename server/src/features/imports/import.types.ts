import type { WorkTypeItem, ListItem } from './read/nomenclature.ts';
import type { BatchCounts, BatchStatus, ImportKind } from './import.table.ts';
import type { readTable } from './read/read-table.ts';
import type { Report } from './read/report.ts';

/** The import cannot be done at all: a French sentence that says what to do. Nothing was written. */
export class ImportError extends Error {
  readonly sentence: string;
  /** `option`: the option of the command that mends it, which only the command's own message names. */
  constructor(sentence: string, option?: string) {
    super(option === undefined ? sentence : `${sentence} (${option})`);
    this.sentence = sentence;
  }
}

export interface UnitOfTenant {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}
export interface StaffOfTenant {
  readonly id: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly externalSubject: string | null;
  readonly administrator: boolean;
}

/** What an import looks up in the tenant before it writes. */
export interface TenantFacts {
  readonly timeZone: string;
  readonly inactivityDays: number;
  readonly units: readonly UnitOfTenant[];
  readonly staff: readonly StaffOfTenant[];
  readonly workTypes: readonly WorkTypeItem[];
  readonly contactTypes: ReadonlySet<string>;
  readonly requestTypes: readonly ListItem[];
  readonly supportActions: readonly ListItem[];
  readonly closeReasons: readonly ListItem[];
}

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly filename: string;
  /** Reads the file, and may take its bytes away; in this thread when absent. */
  readonly read?: typeof readTable;
  /** `map.json`, as parsed. */
  readonly mapping: unknown;
  /** Where what names no site goes. */
  readonly unitId?: string | undefined;
  /** Day of the list, ISO; the day of the import when absent. */
  readonly asOf?: string | undefined;
  /** Who imports: id, e-mail or name of a member of the team; the only administrator when absent. */
  readonly by?: string | undefined;
  readonly dryRun?: boolean;
  /** The id of its batch, which then is its own alone; a new one when absent. */
  readonly batchId?: string;
  readonly now: Date;
  /** Aborted: it stops between two chunks, throwing the reason. */
  readonly signal?: AbortSignal;
  readonly chunk?: number;
  readonly onProgress?: (step: 'duplicates' | 'writing', done: number, total: number) => void;
  /** Called at the end of each chunk's transaction; what it throws undoes that chunk. */
  readonly beforeCommit?: (chunk: number) => void;
}

/** The same, with the tenant it goes to. */
export interface TenantImportRequest extends ImportRequest {
  readonly tenantId: string;
}

export interface ImportOutcome {
  /** Null after a dry run. */
  readonly batchId: string | null;
  readonly kind: ImportKind;
  /** Rows written by an earlier run of this batch. */
  readonly resumedFrom: number;
  readonly written: number;
  /** Rows that become records. */
  readonly total: number;
  readonly counts: BatchCounts;
  readonly report: Report;
}

export interface RollbackOutcome {
  readonly kind: ImportKind;
  readonly status: BatchStatus;
  readonly undone: number;
  /** Rows whose record was touched since and stays. */
  readonly kept: readonly string[];
}

/** Control characters other than tabulation and line feed, which no text of Lastria holds. */
export const legible = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
