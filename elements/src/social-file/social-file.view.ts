import { formatNumber, formatShare } from '../core/format.ts';
import type { FlagKind } from '../ui/chip.ts';
import type {
  Answer,
  Configuration,
  LiveEvent,
  SocialFile,
  SocialRequest,
  WorkEntry,
} from './social-file.data.ts';
import type { SocialFileMessages } from './social-file.messages.ts';

/** What codes mean, looked up once for each configuration. */
export class Names {
  readonly configuration: Configuration;
  readonly #items = new Map<string, string>();

  constructor(configuration: Configuration) {
    this.configuration = configuration;
    for (const list of configuration.lists)
      for (const item of list.items) this.#items.set(`${list.code}/${item.code}`, item.label);
  }

  /** The label of a code; a code this version does not know is shown as it is. */
  of(list: string, code: string): string {
    return this.#items.get(`${list}/${code}`) ?? code;
  }

  /** Choices offered for entry, with the one in use even when it is no longer offered. */
  choices(list: string, inUse = ''): { value: string; label: string }[] {
    const items = this.configuration.lists.find(({ code }) => code === list)?.items ?? [];
    return items
      .filter(({ active, code }) => active || code === inUse)
      .map(({ code, label }) => ({ value: code, label }));
  }

  /** Choices under the names of their families. */
  grouped(list: string): { value: string; label: string; group?: string | undefined }[] {
    const found = this.configuration.lists.find(({ code }) => code === list);
    return (found?.items ?? [])
      .filter(({ active }) => active)
      .map(({ code, label, parentCode }) => ({
        value: code,
        label,
        group: parentCode && found?.parentList ? this.of(found.parentList, parentCode) : undefined,
      }));
  }

  staff(id: string): string {
    return this.configuration.staff.find((one) => one.id === id)?.displayName ?? '';
  }

  flagKind(code: string): FlagKind {
    const keys =
      this.configuration.lists
        .find((list) => list.code === 'fileFlag')
        ?.items.find((item) => item.code === code)?.semanticKeys ?? [];
    if (code === 'urgent' || keys.some((key) => ['suicideRiskFlag', 'noHomeContact'].includes(key)))
      return 'danger';
    if (keys.some((key) => ['restrictedAccess', 'processingRestriction', 'protectionFlag'].includes(key)))
      return 'accent';
    return 'warning';
  }
}

export interface FieldRow {
  readonly code: string;
  readonly groupCode: string;
  readonly label: string;
  readonly kind: string;
  readonly listCode: string | null;
  readonly required: boolean;
  readonly purpose: string;
  readonly value: Answer | undefined;
  readonly since: string | undefined;
  /** Kept from this person, answered or not. */
  readonly hidden: boolean;
}
export interface GroupView {
  readonly code: string;
  readonly label: string;
  readonly version: number;
  readonly rows: readonly FieldRow[];
}

/** Groups and fields in the order the tenant gave them, with what the file says of each. */
export function situationOf(file: SocialFile, { configuration }: Names): GroupView[] {
  const fields = configuration.fields.filter(
    (field) => field.active && (field.offeredIn === null || field.offeredIn.includes(file.unit.id)),
  );
  return configuration.groups
    .map(({ code, label }) => {
      const group = file.situation.find((one) => one.code === code);
      const rows = fields
        .filter((field) => field.groupCode === code)
        .map((field) => {
          const answer = group?.values.find((value) => value.fieldCode === field.code);
          return !answer || 'hidden' in answer
            ? { ...field, value: undefined, since: undefined, hidden: answer !== undefined }
            : { ...field, value: answer.value, since: answer.since, hidden: false };
        });
      return { code, label, version: group?.version ?? 0, rows };
    })
    .filter(({ rows }) => rows.length > 0);
}

/** An answer in French. */
export function answerText(
  value: Answer | undefined,
  listCode: string | null,
  names: Names,
  texts: SocialFileMessages,
): string {
  if (!value) return '';
  if ('answer' in value) return texts.situation.answers[value.answer] ?? value.answer;
  if ('codes' in value) return value.codes.map((code) => names.of(listCode ?? '', code)).join(', ');
  if ('number' in value) return formatNumber(value.number);
  if ('day' in value) return formatDay(value.day);
  if ('yes' in value) return value.yes ? texts.situation.yes : texts.situation.no;
  return value.text;
}

/** What the answer of one field says, wherever it stands. */
export function answerOf(
  file: SocialFile,
  fieldCode: string,
  names: Names,
  texts: SocialFileMessages,
): string {
  const found = file.situation
    .flatMap((group) => group.values)
    .find((value) => value.fieldCode === fieldCode);
  if (!found || 'hidden' in found || 'answer' in found.value) return '';
  const listCode = names.configuration.fields.find((field) => field.code === fieldCode)?.listCode ?? null;
  return answerText(found.value, listCode, names, texts);
}

export const completeShare = ({ completeness }: SocialFile): number =>
  completeness.required === 0 ? 1 : completeness.answered / completeness.required;
export const completeText = (file: SocialFile): string =>
  formatShare(Math.floor(completeShare(file) * 100) / 100, 0);

/** Name in the order of the trade: « DUPONT Marie ». */
export const shortName = (who: { lastName: string; firstNames: string }): string =>
  `${who.lastName.toLocaleUpperCase('fr-FR')} ${who.firstNames}`.trim();

/** « 12 nov. »: the year stands above. */
const dayAndMonth = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', timeZone: 'UTC' });
export const formatDayMonth = (day: string): string => dayAndMonth.format(new Date(`${day}T00:00:00Z`));

const plainDay = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
/** « 14 mai 1980 »: what day of the week it was says nothing here. */
export const formatDay = (day: string): string => plainDay.format(new Date(`${day}T00:00:00Z`));

/** Travaux under their years, in the order received. */
export function byYear(entries: readonly WorkEntry[]): { year: string; entries: WorkEntry[] }[] {
  return [...Map.groupBy(entries, (entry) => entry.performedOn.slice(0, 4))].map(([year, group]) => ({
    year,
    entries: group,
  }));
}

/** Demandes nobody has settled yet, urgent first, then the oldest last received. */
export const openRequests = (requests: readonly SocialRequest[]): SocialRequest[] =>
  requests
    .filter((request) => request.resolvedOn === null)
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.requestedOn.localeCompare(a.requestedOn));

/** What others changed in a file, and who: one sentence; nothing when the screen already showed it. */
export function newsOf(
  before: SocialFile,
  after: SocialFile,
  {
    news,
    names,
    work,
    texts,
  }: { news: readonly LiveEvent[]; names: Names; work: boolean; texts: SocialFileMessages },
): string {
  const groups = after.situation.filter(
    ({ code, version }) => version !== before.situation.find((group) => group.code === code)?.version,
  );
  const around = (file: SocialFile): string =>
    JSON.stringify([file.version, file.flags, file.relatives, file.unit.id]);
  const what = [
    before.identity.version === after.identity.version ? '' : texts.live.identity,
    ...groups.map(
      ({ code }) => names.configuration.groups.find((group) => group.code === code)?.label ?? code,
    ),
    around(before) === around(after) ? '' : texts.live.file,
    work ? texts.live.work : '',
  ].filter(Boolean);
  if (what.length === 0) return '';
  const who = new Set(news.flatMap(({ staffId }) => (staffId ? [names.staff(staffId)] : [])));
  const by = who.size > 1 ? texts.live.several : ([...who][0] ?? '');
  return texts.live.updated(what.join(', '), by);
}

const overseas: Readonly<Record<string, string>> = {
  '262': '262',
  '263': '262',
  '692': '262',
  '693': '262',
  '590': '590',
  '690': '590',
  '691': '590',
  '594': '594',
  '694': '594',
  '596': '596',
  '696': '596',
  '697': '596',
};

/** « 06 39 98 10 01 » as the directory of the world writes it; undefined when unreadable. */
export function phoneOf(text: string): string | undefined {
  const clean = text
    .replace(/\(0\)/g, '')
    .replace(/[\s.\-()/\u00a0\u202f]/g, '')
    .replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(clean)) return clean;
  if (!/^0[1-9]\d{8}$/.test(clean)) return undefined;
  return `+${overseas[clean.slice(1, 4)] ?? '33'}${clean.slice(1)}`;
}

/** « +33639981001 » → « 06 39 98 10 01 »; a foreign number keeps its sign. */
export function formatPhone(phone: string): string {
  const french = /^\+(?:33|262|590|594|596)(\d{9})$/.exec(phone);
  return french ? `0${french[1]}`.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : phone;
}
