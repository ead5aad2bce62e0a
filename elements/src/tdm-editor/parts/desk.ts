import type { Clock, Draft, Session, WorkEntry } from '@lastria/sdk';
import { newId } from '@lastria/sdk';
import { todayIn } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import {
  failureKind,
  isPassing,
  load,
  problemOf,
  sameTarget,
  type EditorContext,
  type Target,
} from '../tdm-editor.data.ts';
import type { DraftState, TdmEditorEventMap } from '../tdm-editor.events.ts';
import type { TdmEditorMessages } from '../tdm-editor.messages.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { Editing, type Fault, type Intent } from './editing.ts';
import { draftContent, formOfDraft, emptyForm, type EntryForm } from './entry-form.ts';

export type View =
  | { readonly kind: 'signed-out'; readonly kept: boolean }
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'empty'; readonly sentence: string }
  | { readonly kind: 'ready'; readonly context: EditorContext; readonly editing: Editing };

/** What the desk asks of the element around it. */
export interface DeskHost {
  clock(): Clock;
  texts(): TdmEditorMessages;
  subject(): string;
  unreadable(): readonly Fault[];
  requestUpdate(): void;
  tell<Type extends keyof TdmEditorEventMap>(type: Type, detail: TdmEditorEventMap[Type]['detail']): void;
  say(text: string, politeness?: 'polite' | 'assertive'): void;
  toast(text: string, undo?: () => void): void;
  /** A form comes on the screen, or what had focus leaves it: focus goes to the line of saisie rapide. */
  ready(): void;
  /** After a signed travail: a new one in the same file. */
  leaveEntry(): void;
}

/** Whose travail is on the screen, and how one passes from one to the next without losing a word. */
export class Desk {
  view: View = { kind: 'signed-out', kept: false };
  drafts: readonly Draft[] = [];
  /** The page wants another file while this one has unsaved text: asked, then stayed. */
  lock: 'no' | 'asking' | 'stayed' = 'no';
  readonly keeper: DraftKeeper;
  readonly #host: DeskHost;
  #session: Session | undefined;
  #target: Target | undefined;
  #wanted: Target | undefined;
  #opening = new AbortController();
  #kept: Extract<View, { kind: 'ready' }> | undefined;
  #listening = new AbortController();
  #state: DraftState = 'none';

  constructor(host: DeskHost) {
    this.#host = host;
    this.keeper = new DraftKeeper({
      clock: {
        now: () => host.clock().now(),
        setTimeout: (run, ms) => host.clock().setTimeout(run, ms),
        clearTimeout: (handle) => host.clock().clearTimeout(handle),
      },
      save: (draftId, draft, options) =>
        this.#session!.tdm.saveDraft(draftId, draft, { ...options, retries: 0, timeoutMs: 10_000 }),
      discard: (draftId) => this.#session!.tdm.discardDraft(draftId),
      passing: isPassing,
      changed: () => this.#draftChanged(),
    });
  }

  get editing(): Editing | undefined {
    return this.view.kind === 'ready' ? this.view.editing : this.#kept?.editing;
  }

  get hasUnsavedChanges(): boolean {
    return this.editing?.hasUnsavedChanges ?? false;
  }

  /** The session is another, has ended, or the page comes back from the browser's cache. */
  async session(next: Session | undefined): Promise<void> {
    const before = this.#session;
    if (!next) {
      this.#expire();
      return;
    }
    this.#listen(next);
    if (next === before && this.#kept) {
      await this.#comeBack(this.#kept);
      return;
    }
    if (next !== before) this.forget();
    this.#session = next;
    if (this.#wanted) await this.#open(this.#wanted);
  }

  /** The page wants this. Text that is not saved locks the desk on whom it is about, until the person answers. */
  want(target: Target): void {
    if (this.#wanted && sameTarget(this.#wanted, target)) return;
    this.#wanted = target;
    const here = this.#target && sameTarget(this.#target, target);
    if (here) this.lock = 'no';
    else if (this.hasUnsavedChanges) this.lock = 'asking';
    else if (this.#session) void this.#open(target);
    this.#host.requestUpdate();
  }

  stay(): void {
    this.lock = 'stayed';
    this.#host.requestUpdate();
  }

  /** Keeps the text as a draft and goes where the page is. */
  async change(): Promise<void> {
    this.lock = 'no';
    void this.keeper.flush();
    if (this.#wanted) await this.#open(this.#wanted);
  }

  async reload(): Promise<void> {
    if (this.#wanted) await this.#open(this.#wanted);
  }

  signIn(): void {
    // `session-opened` follows when it works; when it does not, the sentence stands
    void this.#session?.renew().catch(() => undefined);
  }

  resume(draft: Draft): void {
    if (this.view.kind !== 'ready') return;
    const { context } = this.view;
    const form = formOfDraft(
      draft.content,
      emptyForm(todayIn(context.me.tenant.timeZone, new Date(this.#host.clock().now())), context.me.staffId),
    );
    if (!form) return;
    void this.keeper.flush();
    this.drafts = this.drafts.filter((one) => one !== draft);
    this.keeper.take({ ...draft, content: draft.content });
    this.#begin(context, form);
  }

  fresh(): void {
    this.drafts = [];
    this.#host.requestUpdate();
    this.#host.ready();
  }

  /** Throws a draft away; the message offers it back. */
  async discard(draft: Draft): Promise<void> {
    const texts = this.#host.texts();
    const drafts = this.drafts;
    this.drafts = drafts.filter((one) => one !== draft);
    this.#host.ready();
    this.#host.requestUpdate();
    try {
      await this.#session!.tdm.discardDraft(draft.id);
      this.#host.toast(texts.drafts.discarded, () => {
        this.#host.ready();
        void this.#session?.tdm
          .saveDraft(draft.id, { fileId: draft.fileId, revision: draft.revision, content: draft.content })
          .then(
            () => {
              this.drafts = [draft, ...this.drafts];
              this.#host.requestUpdate();
            },
            (failure: unknown) => this.#report(failure, texts.problem.draft),
          );
      });
    } catch (failure) {
      this.drafts = drafts;
      this.#report(failure, texts.problem.draft);
    }
  }

  /** Leaves the travail: its text stays as a draft, or is thrown away. */
  leave(keep: boolean): void {
    if (this.view.kind !== 'ready') return;
    if (keep) void this.keeper.flush();
    else void this.keeper.drop(true).catch(() => undefined);
    this.keeper.take();
    this.#begin(this.view.context);
  }

  /** The page goes away, or the element leaves it. */
  suspend(): void {
    void this.keeper.flush(true);
  }

  online(): void {
    this.keeper.reconnect();
    this.editing?.resume();
  }

  /** Nothing of anybody is left here. */
  forget(): void {
    this.#opening.abort();
    this.editing?.leave();
    this.keeper.forget();
    this.#kept = undefined;
    this.#target = undefined;
    this.drafts = [];
    this.lock = 'no';
    this.view = { kind: 'loading' };
  }

  disconnect(): void {
    this.suspend();
    this.#listening.abort();
    if (this.view.kind === 'ready') this.#kept = this.view;
  }

  #listen(session: Session): void {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    session.addEventListener('connection-restored', () => this.online(), { signal });
  }

  /** Expired: the text waits out of sight. Closed: nothing stays. */
  #expire(): void {
    if (this.#session?.state === 'expired') {
      if (this.view.kind === 'ready') this.#kept = this.view;
      this.#opening.abort();
    } else {
      this.forget();
      this.#session = undefined;
    }
    this.view = { kind: 'signed-out', kept: this.hasUnsavedChanges };
    this.#host.requestUpdate();
  }

  /** The same session again: the same person finds the text, another one finds nothing. */
  async #comeBack(kept: Extract<View, { kind: 'ready' }>): Promise<void> {
    this.view = { kind: 'loading' };
    this.#host.requestUpdate();
    try {
      const me = await this.#session!.me();
      if (me.staffId !== kept.context.me.staffId) {
        this.forget();
        if (this.#wanted) await this.#open(this.#wanted);
        return;
      }
      this.#kept = undefined;
      this.view = kept;
      this.#host.requestUpdate();
      this.online();
    } catch (failure) {
      this.view =
        failureKind(failure) === 'ended'
          ? { kind: 'signed-out', kept: kept.editing.hasUnsavedChanges }
          : { kind: 'error', problem: problemOf(failure, this.#host.texts().failed) };
      this.#host.requestUpdate();
    }
  }

  async #open(target: Target): Promise<void> {
    const texts = this.#host.texts();
    if (this.#kept) {
      await this.#comeBack(this.#kept);
      return;
    }
    this.#opening.abort();
    const { signal } = (this.#opening = new AbortController());
    this.editing?.leave();
    this.#target = target;
    this.drafts = [];
    this.#host.ready();
    this.view = { kind: 'loading' };
    this.#host.requestUpdate();
    try {
      const context = await load(this.#session!, target, this.#host.subject(), signal);
      if (signal.aborted) return;
      if (context.refusal) this.view = { kind: 'empty', sentence: texts.refusal[context.refusal] };
      else {
        this.keeper.take();
        this.drafts = context.drafts;
        this.#begin(context);
      }
    } catch (failure) {
      if (signal.aborted) return;
      this.view =
        failureKind(failure) === 'ended'
          ? { kind: 'signed-out', kept: false }
          : { kind: 'error', problem: problemOf(failure, texts.failed) };
    }
    this.#host.requestUpdate();
  }

  #begin(context: EditorContext, form?: EntryForm): void {
    const host = this.#host;
    this.editing?.leave();
    const units = context.units;
    const editing: Editing = new Editing(
      {
        session: this.#session!,
        clock: host.clock(),
        keeper: this.keeper,
        choices: context.choices,
        texts: () => host.texts(),
        today: todayIn(context.me.tenant.timeZone, new Date(host.clock().now())),
        me: context.me.staffId,
        fileId: context.fileId,
        unitId: this.#target?.unitId || (units.length === 1 ? units[0]!.id : ''),
        signed: context.signed,
        unreadable: () => host.unreadable(),
        changed: () => host.requestUpdate(),
        saved: (outcome) => this.#saved(context, outcome),
      },
      form,
    );
    this.view = { kind: 'ready', context, editing };
    host.requestUpdate();
    host.ready();
  }

  #saved(
    context: EditorContext,
    {
      entry,
      etag,
      form,
      isNew,
      intent,
    }: {
      readonly entry: WorkEntry;
      readonly etag: string;
      readonly form: EntryForm;
      readonly isNew: boolean;
      readonly intent: Intent;
    },
  ): void {
    const host = this.#host;
    host.tell('lastria-entry-saved', {
      entryId: entry.id,
      fileId: entry.fileId,
      changed: !isNew,
      next: intent === 'next',
    });
    host.toast(
      isNew ? host.texts().saved.fresh : host.texts().saved.changed,
      isNew ? () => void this.#undo(entry, etag, form) : undefined,
    );
    if (this.#wanted && this.#target && !sameTarget(this.#wanted, this.#target)) {
      this.lock = 'no';
      void this.#open(this.#wanted);
    } else if (isNew) void this.#renew(this.view.kind === 'ready' ? this.view.context : context);
    else if (intent === 'next') host.leaveEntry();
    else this.#begin({ ...context, signed: { entry, etag } });
  }

  /** A blank form at once; the demandes the travail opened join the choices as soon as they are read. */
  async #renew(context: EditorContext): Promise<void> {
    this.#begin(context);
    if (context.fileId === null) return;
    const { signal } = this.#opening;
    const requests = await this.#session!.tdm.requests(context.fileId, { signal }).catch(() => undefined);
    if (!requests || signal.aborted || this.view.kind !== 'ready') return;
    const choices = context.choicesWith(requests);
    this.view.editing.deps = { ...this.view.editing.deps, choices };
    this.view = { ...this.view, context: { ...this.view.context, choices } };
    this.#host.requestUpdate();
  }

  /** Takes back what was just signed, and gives its text back to the hand that wrote it. */
  async #undo(entry: WorkEntry, etag: string, form: EntryForm): Promise<void> {
    const texts = this.#host.texts();
    this.#host.ready();
    this.#host.requestUpdate();
    try {
      await this.#session!.tdm.undoEntry(entry.id, { etag });
    } catch (failure) {
      const late = (failure as { readonly type?: unknown }).type === 'conflict';
      if (late) this.#host.say(texts.problem.undoLate, 'assertive');
      this.#report(failure, texts.problem.undo, late ? texts.problem.undoLate : undefined);
      return;
    }
    this.#host.tell('lastria-entry-undone', { entryId: entry.id, fileId: entry.fileId });
    const here =
      this.view.kind === 'ready' &&
      this.view.context.fileId === entry.fileId &&
      !this.view.context.signed &&
      !this.hasUnsavedChanges;
    if (here) {
      this.editing?.set(form);
      this.#host.toast(texts.saved.undone);
      this.#host.ready();
      return;
    }
    await this.#session!.tdm.saveDraft(newId(), {
      fileId: entry.fileId,
      revision: 1,
      content: draftContent(form, undefined),
    }).catch(() => undefined);
    this.#host.toast(texts.saved.undoneKept);
  }

  #report(failure: unknown, fallback: string, sentence?: string): void {
    if (this.view.kind !== 'ready') return;
    this.view.editing.problem = sentence
      ? { title: fallback, detail: sentence }
      : problemOf(failure, fallback);
    this.#host.requestUpdate();
  }

  #draftChanged(): void {
    const { state, waiting } = this.keeper.status;
    if (state !== this.#state) {
      this.#state = state;
      this.#host.tell('lastria-draft-state', { state });
      if (state === 'offline') this.#host.say(this.#host.texts().status.offline(waiting));
      if (state === 'failed') this.#host.say(this.#host.texts().status.failed, 'assertive');
    }
    this.#host.requestUpdate();
  }
}
