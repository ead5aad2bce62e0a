import type { EntryInput, EntryPatch, RequestInput, UnfiledEntryInput, WorkEntry } from '@lastria/sdk';

/** A moyen on the screen. */
export interface Means {
  readonly typeCode: string;
  readonly outcome: string | null;
}

/** A demande on the screen: one of the file, or (without id) one that opens with the travail. */
export interface FormRequest {
  readonly requestId: string | null;
  readonly typeCode: string;
  /** Of one that opens with the travail: the others have theirs on the server. */
  readonly outcome?: string | null;
  readonly means: readonly Means[];
}

/** What is on the screen, whole: what a draft keeps and what a save reads. */
export interface EntryForm {
  readonly typeCode: string;
  readonly performedOn: string | null;
  readonly startedAt: string | null;
  readonly minutes: number | null;
  /** The person wrote the duration: a change of type leaves it. */
  readonly ownMinutes: boolean;
  readonly travelMinutes: number | null;
  readonly place: string;
  readonly partnerIds: readonly string[];
  readonly performedBy: string;
  readonly requests: readonly FormRequest[];
  /** Moyens named before their demande: they wait for one. */
  readonly looseMeans: readonly string[];
  readonly text: string;
  readonly quick: string;
}

export const emptyForm = (today: string, me: string): EntryForm => ({
  typeCode: '',
  performedOn: today,
  startedAt: null,
  minutes: null,
  ownMinutes: false,
  travelMinutes: null,
  place: '',
  partnerIds: [],
  performedBy: me,
  requests: [],
  looseMeans: [],
  text: '',
  quick: '',
});

/** What a form takes of a travail, or of one of its versions. */
type Shown = Pick<
  WorkEntry,
  'typeCode' | 'performedOn' | 'startedAt' | 'minutes' | 'travelMinutes' | 'place' | 'partners' | 'text'
> & {
  readonly performedBy: { readonly id: string };
  readonly requests: readonly {
    readonly requestId: string;
    readonly typeCode: string;
    readonly actions: readonly { readonly typeCode: string; readonly outcome: string | null }[];
  }[];
};

export const formOf = (entry: Shown): EntryForm => ({
  typeCode: entry.typeCode,
  performedOn: entry.performedOn,
  startedAt: entry.startedAt,
  minutes: entry.minutes,
  ownMinutes: true,
  travelMinutes: entry.travelMinutes,
  place: entry.place ?? '',
  partnerIds: entry.partners.map(({ id }) => id),
  performedBy: entry.performedBy.id,
  requests: entry.requests.map(({ requestId, typeCode, actions }) => ({
    requestId,
    typeCode,
    means: actions.map((action) => ({ typeCode: action.typeCode, outcome: action.outcome })),
  })),
  looseMeans: [],
  text: entry.text ?? '',
  quick: '',
});

/** Fields of a travail that may be changed once signed, in the order of the screen. */
export const entryFields = [
  'typeCode',
  'performedOn',
  'minutes',
  'requests',
  'text',
  'startedAt',
  'performedBy',
  'travelMinutes',
  'place',
  'partnerIds',
] as const;
export type EntryField = (typeof entryFields)[number];

export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
export const sameForm = (one: EntryForm, other: EntryForm): boolean => sameValue(one, other);

/** Moyens of a demande that is unknown to the server, and control characters brought by a paste, never leave. */
const clean = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const requestInput = ({ requestId, typeCode, outcome, means }: FormRequest): RequestInput => ({
  ...(requestId === null ? { typeCode, ...(outcome ? { outcome } : {}) } : { requestId }),
  actions: means.map(({ typeCode: code, outcome }) => ({ typeCode: code, outcome })),
});

/** What signs a new travail in a file. */
export function entryInput(form: EntryForm, draftId: string | undefined): EntryInput {
  return { ...common(form, draftId), requests: form.requests.map(requestInput) };
}

/** What signs work outside any file. */
export const unfiledEntryInput = (
  form: EntryForm,
  unitId: string,
  draftId: string | undefined,
): UnfiledEntryInput => ({ ...common(form, draftId), unitId });

function common(form: EntryForm, draftId: string | undefined) {
  const text = clean(form.text).trimEnd();
  return {
    typeCode: form.typeCode,
    performedOn: form.performedOn ?? '',
    startedAt: form.startedAt,
    ...(form.minutes === null ? {} : { minutes: form.minutes }),
    ...(form.travelMinutes === null ? {} : { travelMinutes: form.travelMinutes }),
    ...(form.place.trim() ? { place: clean(form.place).trim() } : {}),
    performedBy: form.performedBy,
    partnerIds: [...form.partnerIds],
    ...(text ? { text } : {}),
    ...(draftId === undefined ? {} : { draftId }),
  };
}

/** Only what differs from the version it was built on. */
export function entryPatch(form: EntryForm, baseline: EntryForm): EntryPatch {
  const changed = (field: EntryField) => !sameValue(form[field], baseline[field]);
  const text = clean(form.text).trimEnd();
  const patch = {
    ...(changed('typeCode') ? { typeCode: form.typeCode } : {}),
    ...(changed('performedOn') && form.performedOn ? { performedOn: form.performedOn } : {}),
    ...(changed('startedAt') ? { startedAt: form.startedAt } : {}),
    ...(changed('minutes') && form.minutes !== null ? { minutes: form.minutes } : {}),
    ...(changed('travelMinutes') ? { travelMinutes: form.travelMinutes } : {}),
    ...(changed('place') ? { place: clean(form.place).trim() || null } : {}),
    ...(changed('performedBy') ? { performedBy: form.performedBy } : {}),
    ...(changed('requests') ? { requests: form.requests.map(requestInput) } : {}),
    ...(changed('partnerIds') ? { partnerIds: [...form.partnerIds] } : {}),
    ...(changed('text') ? { text: text || null } : {}),
  };
  // The server takes a null place as cleared; the contract does not say it yet.
  return patch as EntryPatch;
}

const draftVersion = 1;

/** The content of a draft. */
export const draftContent = (form: EntryForm, entryId: string | undefined): Record<string, unknown> => ({
  version: draftVersion,
  form,
  ...(entryId === undefined ? {} : { entryId }),
});

/** A draft read back; undefined when it is not one of ours. What a newer editor added is left out. */
export function formOfDraft(
  content: Readonly<Record<string, unknown>>,
  empty: EntryForm,
): EntryForm | undefined {
  const kept = content['form'];
  if (content['version'] !== draftVersion || typeof kept !== 'object' || kept === null) return undefined;
  const values = kept as Readonly<Record<string, unknown>>;
  const known = Object.entries(empty).map(([key, value]) => [
    key,
    sameKind(values[key], value) ? values[key] : value,
  ]);
  return Object.fromEntries(known) as unknown as EntryForm;
}

const nullable = (value: unknown) => value === null || value === undefined;
const sameKind = (value: unknown, like: unknown): boolean =>
  value !== undefined &&
  (nullable(like) ||
    nullable(value) ||
    (typeof value === typeof like && Array.isArray(value) === Array.isArray(like)));

/** The duration a type brings, unless the person wrote their own. */
export const withType = (
  form: EntryForm,
  typeCode: string,
  defaultMinutes: number | null | undefined,
): EntryForm => ({
  ...form,
  typeCode,
  minutes: form.ownMinutes ? form.minutes : (defaultMinutes ?? null),
});

/** Adds a demande once; moyens that waited for one go to it. */
export function withRequest(form: EntryForm, request: Omit<FormRequest, 'means'>): EntryForm {
  const there = form.requests.some((one) =>
    request.requestId === null
      ? one.requestId === null && one.typeCode === request.typeCode
      : one.requestId === request.requestId,
  );
  if (there) return form;
  const means = form.looseMeans.map((typeCode) => ({ typeCode, outcome: null }));
  return { ...form, requests: [...form.requests, { ...request, means }], looseMeans: [] };
}

export const withMeans = (
  form: EntryForm,
  index: number,
  means: (before: readonly Means[]) => readonly Means[],
): EntryForm => ({
  ...form,
  requests: form.requests.map((request, at) =>
    at === index ? { ...request, means: means(request.means) } : request,
  ),
});
