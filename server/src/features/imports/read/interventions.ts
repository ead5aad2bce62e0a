import { eventCentury, readWrittenDate, spreadsheetDay } from './dates.ts';
import { readDuration } from './durations.ts';
import {
  bindSheets,
  invertValues,
  type BoundSheet,
  type InterventionField,
  type InterventionsMapping,
} from './mapping.ts';
import { bindWordings, type ListItem, type Nomenclature, type WorkTypeItem } from './nomenclature.ts';
import type { IgnoredRow, Refusal, Warning } from './people-types.ts';
import { PersonIndex, type KnownPerson } from './person-index.ts';
import { findSensitivePatterns } from './sensitive.ts';
import { cellText, rowRef, type Cell, type Row, type RowRef, type Table } from './table.ts';
import { tidy, wordingKey } from './words.ts';

/** A line of travail as the import would write it. */
export interface ImportedEntry {
  readonly record: RowRef;
  readonly person: string | null;
  readonly date: string;
  readonly minutes: number;
  readonly workType: WorkTypeItem;
  readonly requests: readonly ListItem[];
  readonly actions: readonly ListItem[];
  /** Wordings without equivalent, and moyens without any demande: kept as words, nothing is lost. */
  readonly keptWords: readonly string[];
  readonly performedBy: string | null;
  readonly text: string | null;
}

export type EntryRefusal =
  | 'missingDate'
  | 'incompleteDate'
  | 'invalidDate'
  | 'dateInFuture'
  | 'missingWorkType'
  | 'unknownWorkType'
  | 'missingPerson'
  | 'unknownPerson'
  | 'birthDateMismatch'
  | 'ambiguousPerson';

export type EntryWarning =
  | 'unmappedRequest'
  | 'unmappedAction'
  | 'actionWithoutRequest'
  | 'defaultDuration'
  | 'implausibleDuration'
  | 'unreadableDuration'
  | 'sensitivePattern'
  | 'personIgnored';

export interface EntryRefused extends Refusal<EntryRefusal> {
  /** Homonyms, or the person whose birth date differs. */
  readonly candidates: readonly string[];
  /** The person a misspelling may mean. */
  readonly suggestions: readonly string[];
}

export interface InterventionsResult {
  readonly created: readonly ImportedEntry[];
  readonly duplicates: readonly { readonly row: RowRef; readonly of: RowRef }[];
  readonly refused: readonly EntryRefused[];
  readonly ignored: readonly IgnoredRow[];
  readonly warnings: readonly Warning<EntryWarning>[];
  readonly ignoredSheets: readonly string[];
  readonly dataRows: number;
}

export interface ReadInterventionsContext {
  /** Day of the import, ISO: what comes after is to come. */
  readonly today: string;
  readonly people: readonly KnownPerson[];
  readonly nomenclature: Nomenclature;
}

const longestDay = 12 * 60;

/** The fate of every record of a list of interventions. Pure. */
export function readInterventions(
  table: Table,
  mapping: InterventionsMapping,
  context: ReadInterventionsContext,
): InterventionsResult {
  const reader = new EntryReader(mapping, context);
  const created: ImportedEntry[] = [];
  const duplicates: { row: RowRef; of: RowRef }[] = [];
  const refused: EntryRefused[] = [];
  const ignored: IgnoredRow[] = [];
  const warnings: Warning<EntryWarning>[] = [];
  const seen = new Map<string, RowRef>();
  let dataRows = 0;
  const bound = bindSheets<InterventionField>(table, mapping.sheets);
  for (const sheet of bound) {
    for (const row of sheet.sheet.rows) {
      const ref = rowRef(sheet.sheet, row, 'record');
      const kind =
        row.kind === 'data' && sheet.columns.every(({ index }) => cellText(row.cells[index]).trim() === '')
          ? 'blank'
          : row.kind;
      if (kind !== 'data') {
        ignored.push({ row: ref, kind });
        continue;
      }
      dataRows++;
      const read = reader.read(row, ref, sheet);
      if ('reason' in read) {
        refused.push(read);
        continue;
      }
      const key = row.cells
        .map((cell) => cellText(cell).replace(/\s+/g, ''))
        .join('\u001f')
        .replace(/\u001f+$/, '');
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        duplicates.push({ row: ref, of: earlier });
        continue;
      }
      seen.set(key, ref);
      created.push(read.entry);
      for (const [warning, value] of read.warnings) warnings.push({ row: ref, warning, value });
    }
  }
  const ignoredSheets = table.sheets.flatMap((sheet) =>
    sheet.name !== null && !bound.some((one) => one.sheet === sheet) ? [sheet.name] : [],
  );
  return { created, duplicates, refused, ignored, warnings, ignoredSheets, dataRows };
}

type Said = (readonly [EntryWarning, string | null])[];

class EntryReader {
  readonly #context: ReadInterventionsContext;
  readonly #index: PersonIndex;
  readonly #workTypes: ReadonlyMap<string, WorkTypeItem | null>;
  readonly #requests: ReadonlyMap<string, ListItem | null>;
  readonly #actions: ReadonlyMap<string, ListItem | null>;
  readonly #sites: ReadonlyMap<string, string>;
  readonly #separators: readonly string[];

  constructor(mapping: InterventionsMapping, context: ReadInterventionsContext) {
    const { nomenclature } = context;
    this.#context = context;
    this.#index = new PersonIndex(context.people);
    this.#workTypes = bindWordings(mapping.workTypes, nomenclature.workTypes);
    this.#requests = bindWordings(mapping.requests, nomenclature.requestTypes);
    this.#actions = bindWordings(mapping.actions, nomenclature.supportActions);
    this.#sites = invertValues(mapping.sites);
    this.#separators = mapping.separators;
  }

  read(
    row: Row,
    ref: RowRef,
    sheet: BoundSheet<InterventionField>,
  ): { entry: ImportedEntry; warnings: Said } | EntryRefused {
    const cell = (field: InterventionField): Cell | undefined => {
      const columns = sheet.columns.filter((column) => column.fields.includes(field));
      return columns.map((column) => row.cells[column.index]).find((found) => cellText(found).trim() !== '');
    };
    const text = (field: InterventionField) => cellText(cell(field)).trim();
    const refuse = (
      reason: EntryRefusal,
      value: string,
      found: Partial<EntryRefused> = {},
    ): EntryRefused => ({
      row: ref,
      reason,
      value: value || null,
      candidates: [],
      suggestions: [],
      ...found, // prettier-ignore
    });

    const date = readEntryDate(cell('date'), this.#context.today);
    if ('reason' in date) return refuse(date.reason, text('date'));
    const typed = text('workType');
    if (typed === '') return refuse('missingWorkType', '');
    const workType = this.#workTypes.get(wordingKey(typed));
    if (!workType) return refuse('unknownWorkType', typed);

    const warnings: Said = [];
    const person = this.#person(
      workType,
      text('person'),
      cell('personBirthDate'),
      text('personSite') || sheet.site,
      warnings,
    );
    if ('reason' in person)
      return refuse(
        person.reason,
        text(person.reason === 'birthDateMismatch' ? 'personBirthDate' : 'person'),
        person,
      );

    const requests = this.#items(text('requests'), this.#requests);
    const actions = this.#items(text('actions'), this.#actions);
    if (requests.kept.length > 0) warnings.push(['unmappedRequest', requests.kept.join(', ')]);
    if (actions.kept.length > 0) warnings.push(['unmappedAction', actions.kept.join(', ')]);
    const orphaned = requests.items.length === 0 && actions.items.length > 0;
    if (orphaned) warnings.push(['actionWithoutRequest', actions.words.join(', ')]);
    const entry: ImportedEntry = {
      record: ref,
      person: person.id,
      date: date.iso,
      minutes: readMinutes(cell('minutes'), workType, warnings),
      workType,
      requests: requests.items,
      actions: orphaned ? [] : actions.items,
      keptWords: [...requests.kept, ...(orphaned ? actions.words : actions.kept)],
      performedBy: tidy(text('performedBy')) || null,
      text: text('text').replace(/\r\n?/g, '\n') || null,
    };
    const patterns = findSensitivePatterns(`${entry.text ?? ''}\n${entry.keptWords.join('\n')}`);
    if (patterns.length > 0) warnings.push(['sensitivePattern', patterns.join(', ')]);
    return { entry, warnings };
  }

  #person(
    workType: WorkTypeItem,
    typed: string,
    birthCell: Cell | undefined,
    siteTyped: string | null,
    warnings: Said,
  ) {
    const nobody = /^[\s\-–—_.]*$/.test(typed);
    if (nobody) return workType.withoutFile ? { id: null } : { reason: 'missingPerson' as const };
    const site = siteTyped === null ? null : (this.#sites.get(wordingKey(siteTyped)) ?? null);
    const match = this.#index.match(typed, birthCell, site, this.#context.today);
    if (workType.withoutFile) {
      if (match.kind !== 'unknown') warnings.push(['personIgnored', typed]);
      return { id: null };
    }
    if (match.kind === 'found') return { id: match.id };
    if (match.kind === 'unknown') return { reason: 'unknownPerson' as const, suggestions: match.suggestions };
    const reason = match.kind === 'ambiguous' ? ('ambiguousPerson' as const) : ('birthDateMismatch' as const);
    return { reason, candidates: match.candidates };
  }

  /** Wordings of a cell: those with an item, once each, and the words of the others. */
  #items(cell: string, mapping: ReadonlyMap<string, ListItem | null>) {
    let words = [cell.replace(/\r\n?/g, '\n')];
    for (const separator of this.#separators) words = words.flatMap((word) => word.split(separator));
    words = words.map(tidy).filter((word) => word !== '');
    const items = new Map<string, ListItem>();
    const kept: string[] = [];
    for (const word of words) {
      const item = mapping.get(wordingKey(word));
      if (item) items.set(item.code, item);
      else kept.push(word);
    }
    return { items: [...items.values()], kept, words };
  }
}

function readMinutes(cell: Cell | undefined, workType: WorkTypeItem, warnings: Said): number {
  const duration = readDuration(cell);
  if (duration.kind === 'minutes' && duration.minutes <= longestDay) return duration.minutes;
  const warning =
    duration.kind === 'empty'
      ? 'defaultDuration'
      : duration.kind === 'minutes'
        ? 'implausibleDuration'
        : 'unreadableDuration';
  warnings.push([warning, cellText(cell).trim() || null]);
  return workType.defaultMinutes;
}

/** The day of an intervention; a number is a spreadsheet's day, a year alone or a month alone is not enough. */
function readEntryDate(cell: Cell | undefined, today: string): { iso: string } | { reason: EntryRefusal } {
  const text = cellText(cell).trim();
  if (/^[\s\-–—_.]*$/.test(text)) return { reason: 'missingDate' };
  let iso = typeof cell === 'object' ? (cell.date ?? null) : null;
  if (iso === null && /^\d{5}(?:[.,]\d+)?$/.test(text))
    iso = spreadsheetDay(Math.floor(Number(text.replace(',', '.'))));
  if (iso === null) {
    const written = readWrittenDate(text, eventCentury(today));
    if (written?.kind === 'partial') return { reason: 'incompleteDate' };
    if (written?.kind !== 'day') return { reason: 'invalidDate' };
    iso = written.iso;
  }
  if (iso < '1900-01-01') return { reason: 'invalidDate' };
  return iso > today ? { reason: 'dateInFuture' } : { iso };
}
