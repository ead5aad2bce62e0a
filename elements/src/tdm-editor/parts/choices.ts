import type { ChoiceItem, Configuration, Me, Partner, SocialRequest } from '@lastria/sdk';
import { daysBetween } from '../../core/format.ts';
import type { ComboboxOption } from '../../ui/combobox.ts';
import type { Choice } from '../../ui/select-field.ts';
import type { FormRequest } from './entry-form.ts';

/** What the fields offer, made once from the configuration of the tenant and the demandes of the file. */
export interface Choices {
  readonly workTypes: readonly ComboboxOption[];
  readonly partners: readonly ComboboxOption[];
  readonly staff: readonly ComboboxOption[];
  readonly means: readonly ComboboxOption[];
  readonly outcomes: readonly Choice[];
  readonly requestOutcomes: readonly Choice[];
  readonly requestTypes: readonly ComboboxOption[];
  readonly openRequests: readonly SocialRequest[];
  /** A demande of the file, open or settled. */
  readonly request: (id: string) => SocialRequest | undefined;
  readonly minutesOf: (workType: string) => number | null;
  readonly label: (list: string, code: string) => string;
  readonly partnersOfKind: (kind: string) => readonly { readonly id: string; readonly name: string }[];
  readonly partnerKinds: readonly ComboboxOption[];
  readonly mayAddPartner: boolean;
  /** The same with a partner that was just added. */
  readonly withPartner: (partner: Partner) => Choices;
  readonly partnerName: (id: string) => string;
  readonly staffName: (id: string) => string;
}

interface Source {
  readonly configuration: Configuration;
  readonly requests: readonly SocialRequest[];
  readonly me: Me;
  readonly filed: boolean;
}

export function choicesOf(source: Source): Choices {
  const { configuration, requests, me, filed } = source;
  const lists = new Map(configuration.lists.map((list) => [list.code, list]));
  const items = (list: string): readonly ChoiceItem[] => lists.get(list)?.items ?? [];
  const labels = new Map(
    configuration.lists.flatMap((list) =>
      list.items.map((item) => [`${list.code}/${item.code}`, item.label] as const),
    ),
  );
  const label = (list: string, code: string) => labels.get(`${list}/${code}`) ?? code;
  const grouped = (list: string): ComboboxOption[] => {
    const groups = lists.get(list)?.parentList ?? '';
    return items(list)
      .filter((item) => item.active)
      .map((item) => ({
        value: item.code,
        label: item.label,
        group: item.parentCode === null ? undefined : label(groups, item.parentCode),
      }));
  };
  const offered = (list: string): Choice[] =>
    items(list)
      .filter((item) => item.active)
      .map((item) => ({ value: item.code, label: item.label }));
  const settled = new Set(
    items('requestStatus')
      .filter((item) => item.flags.includes('terminal'))
      .map(({ code }) => code),
  );
  const types = new Map(items('workTypes').map((item) => [item.code, item]));
  const active = configuration.partners.filter((partner) => partner.active);
  return {
    workTypes: grouped('workTypes').filter(
      ({ value }) => types.get(value)?.flags.includes('no-file') === !filed,
    ),
    partners: active.map((partner) => {
      const kind = label('partnerKind', partner.kind);
      return { value: partner.id, label: partner.name, group: kind, keywords: kind };
    }),
    // The person who writes first: mostly, it is them
    staff: configuration.staff
      .filter(({ left }) => !left)
      .sort((a, b) => Number(b.id === me.staffId) - Number(a.id === me.staffId))
      .map((member) => ({ value: member.id, label: member.displayName, note: member.jobTitle ?? undefined })),
    means: grouped('supportActions'),
    outcomes: offered('actionOutcome'),
    requestOutcomes: offered('requestOutcome'),
    requestTypes: grouped('requestTypes'),
    openRequests: requests.filter(({ status, resolvedOn }) => resolvedOn === null && !settled.has(status)),
    request: (id) => requests.find((request) => request.id === id),
    minutesOf: (workType) => types.get(workType)?.defaultMinutes ?? null,
    label,
    partnersOfKind: (kind) => active.filter((partner) => partner.kind === kind),
    partnerKinds: offered('partnerKind'),
    mayAddPartner: configuration.can.addPartner,
    withPartner: (partner) =>
      choicesOf({
        ...source,
        configuration: { ...configuration, partners: [...configuration.partners, partner] },
      }),
    partnerName: (id) => configuration.partners.find((partner) => partner.id === id)?.name ?? id,
    staffName: (id) => configuration.staff.find((member) => member.id === id)?.displayName ?? id,
  };
}

/** « 12 j », « 3 mois »: how long a demande has been open, short enough for a line. */
export function shortAge(since: string, today: string): string {
  const days = Math.max(0, daysBetween(since, today));
  if (days < 90) return `${days}\u00a0j`;
  return days < 730 ? `${Math.floor(days / 30.44)}\u00a0mois` : `${Math.floor(days / 365.25)}\u00a0ans`;
}

/** A demande as a value of the combobox, and back. */
export const existing = (id: string): string => `request:${id}`;
export const fresh = (code: string): string => `type:${code}`;
export function requestOf(value: string, choices: Choices): Omit<FormRequest, 'means'> | undefined {
  const [kind, rest = ''] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
  if (kind === 'type') return { requestId: null, typeCode: rest };
  const found = choices.openRequests.find(({ id }) => id === rest);
  return found && { requestId: found.id, typeCode: found.typeCode };
}

/** The open demande of this type, else a new one. */
export function requestOfType(typeCode: string, choices: Choices): Omit<FormRequest, 'means'> {
  const open = choices.openRequests.find((request) => request.typeCode === typeCode);
  return { requestId: open?.id ?? null, typeCode };
}
