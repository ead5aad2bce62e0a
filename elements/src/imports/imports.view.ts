import type { FlagKind } from '../ui/chip.ts';
import type { Import } from './imports.data.ts';
import type { ImportsMessages } from './imports.messages.ts';

const flags: Readonly<Record<string, FlagKind>> = {
  ready: 'accent',
  checked: 'accent',
  running: 'accent',
  undoing: 'accent',
  done: 'success',
  stopped: 'warning',
};

/** How the state of an import looks; an icon and a word say it too. */
export const flagOf = (status: string): FlagKind => flags[status] ?? 'neutral';

/** Which of the four steps an import has come to. */
export const stepOf = (status: string | undefined): number =>
  ({ ready: 1, checked: 2, running: 3, stopped: 3, done: 4, undoing: 3, undone: 4 })[status ?? ''] ?? 0;

/** « 12,4 Mo », « 18 ko » */
export function sizeText(bytes: number, { megabytes, kilobytes }: ImportsMessages['send']): string {
  const write = (value: number): string =>
    value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 });
  return bytes >= 1_000_000
    ? megabytes(write(bytes / 1_000_000))
    : kilobytes(write(Math.max(bytes / 1000, 0.1)));
}

/** Persons and travaux are counted in different words; what is not known yet is counted as persons. */
export const kindOf = ({ kind }: Import): string => (kind === 'interventions' ? kind : 'people');

/** What was written so far, where the job says it. */
export const writtenBy = ({ job }: Import): { done: number; total: number } | undefined =>
  job?.kind === 'import.run' && job.step === 'writing' && job.total !== null
    ? { done: job.done, total: job.total }
    : undefined;
