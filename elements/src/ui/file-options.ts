import type { FileSummary } from '@lastria/sdk';
import { formatName, formatShortDate, isFeminine } from '../core/format.ts';
import { isSearchable } from '../core/searchable.ts';
import type { ComboboxOption } from './combobox.ts';

/** A name is looked for once it is no longer being typed, in milliseconds: each search leaves its trace. */
const QUIET = 250;

type Find = (text: string, signal: AbortSignal) => Promise<readonly FileSummary[]>;

/** Files one may see, by name, for a combobox. */
export const filesByName =
  (find: Find) =>
  async (text: string, signal: AbortSignal): Promise<readonly ComboboxOption[]> => {
    if (!isSearchable(text)) return [];
    await new Promise((done) => setTimeout(done, QUIET));
    signal.throwIfAborted();
    return (await find(text, signal)).map(fileOption);
  };

const fileOption = (file: FileSummary): ComboboxOption => ({
  value: file.id,
  label: formatName({
    lastName: file.lastName,
    firstName: file.firstNames,
    birthName: file.birthName ?? undefined,
    feminine: isFeminine(file.sex),
  }),
  note: [file.birthDate ? formatShortDate(file.birthDate, 'UTC') : file.birthYear, file.unitName]
    .filter(Boolean)
    .join(' · '),
});
