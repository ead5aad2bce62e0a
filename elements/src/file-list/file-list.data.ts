import type {
  DuplicateInput,
  DuplicateReport,
  ExternalReference,
  FilePage,
  FileSummary,
  FileTransfer,
  NewFile,
  SearchResult,
  Session,
} from '@lastria/sdk';
import type { ElementSession } from '../core/session-context.ts';
import { formatAge, formatName, todayIn, isFeminine } from '../core/format.ts';

export type { DuplicateReport, ExternalReference, FileSummary, FileTransfer, NewFile };

/** What narrows the list; the search has its own reach. */
export interface ListFilter {
  readonly unitId: string;
  readonly status: string;
  readonly mine: boolean;
  /** Letter from which the list starts. */
  readonly from: string;
}
/** What most days are about: the files that are open. */
export const openFiles: ListFilter = { unitId: '', status: 'open', mine: false, from: '' };

/** Rows read at once. */
export const PAGE = 100;

/** The calls of the list. */
export class ListCalls {
  readonly #session: Session;

  constructor(session: ElementSession) {
    this.#session = session as unknown as Session;
  }

  page(filter: ListFilter, cursor: string | undefined, signal: AbortSignal): Promise<FilePage> {
    const { unitId, status, mine, from } = filter;
    return this.#session.socialFile.listPage(
      {
        limit: PAGE,
        ...(unitId ? { unitId } : {}),
        ...(status ? { status } : {}),
        ...(mine ? { mine } : {}),
        ...(cursor ? { cursor } : from ? { from } : {}),
      },
      { signal },
    );
  }

  search(query: string, signal?: AbortSignal): Promise<SearchResult> {
    return this.#session.socialFile.search({ query, limit: 50 }, { signal });
  }

  /** Transfers that wait for an answer of the units one writes in. */
  async received(): Promise<FileTransfer[]> {
    return (await this.#session.socialFile.listTransfers()).filter(({ can }) => can.answer);
  }

  acceptTransfer(transferId: string): Promise<FileTransfer> {
    return this.#session.socialFile.acceptTransfer(transferId);
  }

  refuseTransfer(transferId: string, reason: string): Promise<FileTransfer> {
    return this.#session.socialFile.refuseTransfer(transferId, reason);
  }

  duplicates(person: DuplicateInput, signal: AbortSignal): Promise<DuplicateReport> {
    return this.#session.socialFile.duplicates(person, { signal });
  }

  /** `key` stays the same when the person tries again: the file is created once. */
  async create(file: NewFile, idempotencyKey: string): Promise<{ id: string }> {
    return (await this.#session.socialFile.create(file, { idempotencyKey })).file;
  }
}

export interface RowView {
  readonly id: string;
  readonly name: string;
  readonly age: string;
  readonly summary: FileSummary;
}

export function rowOf(file: FileSummary, timeZone: string): RowView {
  const { birthDate, age } = file;
  return {
    id: file.id,
    name: formatName({
      lastName: file.lastName,
      firstName: file.firstNames,
      birthName: file.birthName ?? undefined,
      feminine: isFeminine(file.sex),
    }),
    age: birthDate ? formatAge(birthDate, todayIn(timeZone)) : age === null ? '' : `${age}\u00a0ans`,
    summary: file,
  };
}

/** What one typed, as the beginning of a file: a word in capitals or the first one is the name. */
export function namesOf(query: string): { lastName: string; firstNames: string; birthYear: string } {
  const words = query.split(/[\s,;]+/).filter((word) => /^[\p{L}'’-]+$/u.test(word));
  const capitals = words.filter((word) => word.length > 1 && word === word.toLocaleUpperCase('fr-FR'));
  const last = capitals.length > 0 && capitals.length < words.length ? capitals : words.slice(0, 1);
  const rest = words.filter((word) => !last.includes(word));
  return {
    lastName: last.join(' ').toLocaleUpperCase('fr-FR'),
    firstNames: rest.map(capital).join(' '),
    birthYear: /\b(19|20)\d\d\b/.exec(query)?.[0] ?? '',
  };
}

const capital = (word: string): string =>
  word.replace(
    /(^|[-'’])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toLocaleUpperCase('fr-FR'),
  );
