import type { Configuration, Draft, Me, Session, SocialRequest, WorkEntry } from '@lastria/sdk';
import { formatName } from '../core/format.ts';
import type { ProblemText } from '../core/problem-text.ts';
import { choicesOf, type Choices } from './parts/choices.ts';
import { entryInput, unfiledEntryInput, type EntryForm } from './parts/entry-form.ts';

/** What is written: a travail in a file, outside any file, or one already signed. */
export interface Target {
  readonly fileId: string | null;
  readonly unitId: string;
  readonly entryId: string | undefined;
}

export const sameTarget = (one: Target, other: Target): boolean =>
  one.fileId === other.fileId && one.entryId === other.entryId && one.unitId === other.unitId;

/** All that the editor needs to be ready. */
export interface EditorContext {
  readonly me: Me;
  readonly choices: Choices;
  /** The same with the demandes as they are now. */
  readonly choicesWith: (requests: readonly SocialRequest[]) => Choices;
  /** Those that take what is new. */
  readonly units: Configuration['units'];
  /** Name of the person, to be sure of whom one writes. */
  readonly subject: string;
  readonly fileId: string | null;
  readonly signed: { readonly entry: WorkEntry; readonly etag: string } | undefined;
  readonly drafts: readonly Draft[];
  /** Why nothing can be written here. */
  readonly refusal: 'read-only-file' | 'read-only-entry' | undefined;
}

/** Reads what the editor needs, in as few round trips as there are dependencies. */
export async function load(
  session: Session,
  target: Target,
  subject: string,
  signal: AbortSignal,
): Promise<EditorContext> {
  const options = { signal };
  const signed = target.entryId === undefined ? undefined : session.tdm.readEntry(target.entryId, options);
  const fileId = signed === undefined ? target.fileId : signed.then(({ entry }) => entry.fileId);
  const [me, configuration, resolved] = await Promise.all([
    session.me(),
    session.configuration.read(options),
    fileId,
  ]);
  const [entry, file, requests, drafts] = await Promise.all([
    signed,
    resolved === null || subject ? undefined : session.socialFile.open(resolved, options),
    resolved === null ? ([] as SocialRequest[]) : session.tdm.requests(resolved, options),
    session.tdm.listDrafts(resolved === null ? {} : { fileId: resolved }, options),
  ]);
  const choicesWith = (current: readonly SocialRequest[]) =>
    choicesOf({ configuration, requests: current, me, filed: resolved !== null });
  return {
    me,
    choices: choicesWith(requests),
    choicesWith,
    units: configuration.units.filter(({ closed }) => !closed),
    subject: subject || (file ? nameOf(file.file.identity) : ''),
    fileId: resolved,
    signed: entry && { entry: entry.entry, etag: entry.etag || `"${entry.entry.version}"` },
    drafts: drafts.filter(
      (draft) => draft.fileId === resolved && draft.content['entryId'] === target.entryId,
    ),
    refusal:
      entry && !entry.entry.can.change
        ? 'read-only-entry'
        : file && !file.file.can.writeFollowUp
          ? 'read-only-file'
          : undefined,
  };
}

const nameOf = (identity: {
  readonly lastName: string;
  readonly firstNames: string;
  readonly birthName: string | null;
  readonly sex: string | null;
}) =>
  formatName({
    lastName: identity.lastName,
    firstName: identity.firstNames,
    birthName: identity.birthName ?? undefined,
    feminine: identity.sex === 'feminin' ? true : identity.sex === 'masculin' ? false : undefined,
  });

/** Signs a new travail; the same key again has one effect. */
export const sign = (
  session: Session,
  target: { readonly fileId: string | null; readonly unitId: string },
  form: EntryForm,
  draftId: string | undefined,
  idempotencyKey: string,
) =>
  target.fileId === null
    ? session.tdm.createUnfiledEntry(unfiledEntryInput(form, target.unitId, draftId), { idempotencyKey })
    : session.tdm.createEntry(target.fileId, entryInput(form, draftId), { idempotencyKey });

export type FailureKind = 'stale' | 'invalid' | 'ended' | 'lost' | 'busy' | 'refused';

/** What a failure means here. By its fields, not its class: the host may bring its own copy of the SDK. */
export function failureKind(failure: unknown): FailureKind {
  const { type, requestId } = (failure ?? {}) as { readonly type?: unknown; readonly requestId?: unknown };
  switch (type) {
    case 'stale-version':
      return 'stale';
    case 'invalid-request':
      return 'invalid';
    case 'unauthenticated':
      return 'ended';
    case 'unavailable':
    case 'too-many-requests':
    case 'call-in-flight':
      return 'busy';
    default:
      return type === undefined && typeof requestId === 'string' ? 'lost' : 'refused';
  }
}

/** The state of things does not allow it: said in its own words. */
export const isConflict = (failure: unknown): boolean =>
  (failure as { readonly type?: unknown } | null)?.type === 'conflict';

/** No answer, or not now: the same call may pass later. */
export const isPassing = (failure: unknown): boolean => ['lost', 'busy'].includes(failureKind(failure));

export const fieldErrorsOf = (
  failure: unknown,
): readonly { readonly pointer: string; readonly detail: string }[] =>
  (failure as { readonly fieldErrors?: readonly { readonly pointer: string; readonly detail: string }[] })
    .fieldErrors ?? [];

/** What to show of a failure; the SDK writes its own sentences for people. */
export function problemOf(failure: unknown, fallback: string): ProblemText {
  const { title, detail, message, requestId } = (failure ?? {}) as {
    readonly title?: string;
    readonly detail?: string;
    readonly message?: string;
    readonly requestId?: string;
  };
  if (title !== undefined) return { title, detail, requestId };
  return { title: failureKind(failure) === 'lost' && message ? message : fallback, requestId };
}
