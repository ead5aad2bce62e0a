import type { Clock, Session } from '@lastria/sdk';
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
import { AfterSave } from './after-save.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { DraftShelf } from './draft-shelf.ts';
import { Editing, type Fault } from './editing.ts';
import type { EntryForm } from './entry-form.ts';
import { Outcomes } from './outcomes.ts';
import { PartnerAdding } from './partner-adding.ts';
import { Versions } from './versions.ts';

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
  /** The page wants another file while this one has unsaved text: asked, then stayed. */
  lock: 'no' | 'asking' | 'stayed' = 'no';
  readonly keeper: DraftKeeper;
  readonly shelf: DraftShelf;
  readonly versions: Versions;
  readonly outcomes: Outcomes;
  readonly partners: PartnerAdding;
  readonly host: DeskHost;
  readonly #after: AfterSave;
  #session: Session | undefined;
  #target: Target | undefined;
  #wanted: Target | undefined;
  #opening = new AbortController();
  #kept: Extract<View, { kind: 'ready' }> | undefined;
  #listening = new AbortController();
  #state: DraftState = 'none';

  constructor(host: DeskHost) {
    this.host = host;
    this.#after = new AfterSave(this);
    this.shelf = new DraftShelf(this);
    this.versions = new Versions(this);
    this.outcomes = new Outcomes(this);
    this.partners = new PartnerAdding(this);
    this.keeper = new DraftKeeper({
      clock: {
        now: () => host.clock().now(),
        setTimeout: (run, ms) => host.clock().setTimeout(run, ms),
        clearTimeout: (handle) => host.clock().clearTimeout(handle),
      },
      save: (draftId, draft, options) =>
        this.calls.tdm.saveDraft(draftId, draft, { ...options, retries: 0, timeoutMs: 10_000 }),
      discard: (draftId) => this.calls.tdm.discardDraft(draftId),
      passing: isPassing,
      changed: () => this.#draftChanged(),
    });
  }

  get editing(): Editing | undefined {
    return this.view.kind === 'ready' ? this.view.editing : this.#kept?.editing;
  }

  /** The session, wherever one is surely open. */
  get calls(): Session {
    return this.#session!;
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
    this.host.requestUpdate();
  }

  stay(): void {
    this.lock = 'stayed';
    this.host.requestUpdate();
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

  /** Nothing holds the desk here any more: it goes where the page is, when that is elsewhere. */
  followPage(): boolean {
    if (!this.#wanted || !this.#target || sameTarget(this.#wanted, this.#target)) return false;
    this.lock = 'no';
    void this.#open(this.#wanted);
    return true;
  }

  /** Ends when another travail is opened. */
  get opening(): AbortSignal {
    return this.#opening.signal;
  }

  today(context: EditorContext): string {
    return todayIn(context.me.tenant.timeZone, new Date(this.host.clock().now()));
  }

  signIn(): void {
    // `session-opened` follows when it works; when it does not, the sentence stands
    void this.#session?.renew().catch(() => undefined);
  }

  /** Leaves the travail: its text stays as a draft, or is thrown away. */
  leave(keep: boolean): void {
    if (this.view.kind !== 'ready') return;
    if (keep) void this.keeper.flush();
    else void this.keeper.drop(true).catch(() => undefined);
    this.keeper.take();
    this.begin(this.view.context);
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
    this.shelf.drafts = [];
    this.lock = 'no';
    this.#shutDialogs();
    this.view = { kind: 'loading' };
  }

  disconnect(): void {
    this.suspend();
    this.#listening.abort();
    if (this.view.kind === 'ready') this.#kept = this.view;
    else this.#opening.abort();
  }

  #listen(session: Session): void {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    session.addEventListener('connection-restored', () => this.online(), { signal });
  }

  /** Expired: the text waits out of sight. Closed: nothing stays. */
  #expire(): void {
    this.#shutDialogs();
    if (this.#session?.state === 'expired') {
      if (this.view.kind === 'ready') this.#kept = this.view;
      this.#opening.abort();
    } else {
      this.forget();
      this.#session = undefined;
    }
    this.view = { kind: 'signed-out', kept: this.hasUnsavedChanges };
    this.host.requestUpdate();
  }

  /** The same session again: the same person finds the text, another one finds nothing. */
  async #comeBack(kept: Extract<View, { kind: 'ready' }>): Promise<void> {
    this.view = { kind: 'loading' };
    this.host.requestUpdate();
    try {
      const me = await this.calls.me();
      if (me.staffId !== kept.context.me.staffId) {
        this.forget();
        if (this.#wanted) await this.#open(this.#wanted);
        return;
      }
      this.#kept = undefined;
      this.view = kept;
      this.host.requestUpdate();
      this.online();
    } catch (failure) {
      this.view =
        failureKind(failure) === 'ended'
          ? { kind: 'signed-out', kept: kept.editing.hasUnsavedChanges }
          : { kind: 'error', problem: problemOf(failure, this.host.texts().failed) };
      this.host.requestUpdate();
    }
  }

  async #open(target: Target): Promise<void> {
    const texts = this.host.texts();
    if (this.#kept) {
      await this.#comeBack(this.#kept);
      return;
    }
    this.#opening.abort();
    const { signal } = (this.#opening = new AbortController());
    this.editing?.leave();
    this.#target = target;
    this.shelf.drafts = [];
    this.host.ready();
    this.view = { kind: 'loading' };
    this.host.requestUpdate();
    try {
      const context = await load(this.calls, target, this.host.subject(), signal);
      if (signal.aborted) return;
      if (context.refusal) this.view = { kind: 'empty', sentence: texts.refusal[context.refusal] };
      else {
        this.keeper.take();
        this.shelf.drafts = context.drafts;
        this.begin(context);
      }
    } catch (failure) {
      if (signal.aborted) return;
      this.view =
        failureKind(failure) === 'ended'
          ? { kind: 'signed-out', kept: false }
          : { kind: 'error', problem: problemOf(failure, texts.failed) };
    }
    this.host.requestUpdate();
  }

  /** A form for this person: blank, signed, or the one given. */
  begin(context: EditorContext, form?: EntryForm): void {
    const host = this.host;
    this.editing?.leave();
    this.#shutDialogs();
    const units = context.units;
    const editing: Editing = new Editing(
      {
        session: this.calls,
        clock: host.clock(),
        keeper: this.keeper,
        choices: context.choices,
        texts: () => host.texts(),
        today: this.today(context),
        me: context.me.staffId,
        fileId: context.fileId,
        unitId: this.#unitAmong(units),
        signed: context.signed,
        unreadable: () => host.unreadable(),
        changed: () => host.requestUpdate(),
        saved: (outcome) => this.#after.saved(context, outcome),
      },
      form,
    );
    this.view = { kind: 'ready', context, editing };
    host.requestUpdate();
    host.ready();
  }

  /** The unit the page asks for, while it takes what is new; else the only one there is. */
  #unitAmong(units: EditorContext['units']): string {
    const wanted = units.find(({ id }) => id === this.#target?.unitId);
    return (wanted ?? (units.length === 1 ? units[0] : undefined))?.id ?? '';
  }

  #shutDialogs(): void {
    this.versions.close();
    this.partners.close();
  }

  report(failure: unknown, fallback: string, sentence?: string): void {
    if (this.view.kind !== 'ready') return;
    this.view.editing.problem = sentence
      ? { title: fallback, detail: sentence }
      : problemOf(failure, fallback);
    this.host.requestUpdate();
  }

  #draftChanged(): void {
    const { state, waiting } = this.keeper.status;
    if (state !== this.#state) {
      this.#state = state;
      this.host.tell('lastria-draft-state', { state });
      if (state === 'offline') this.host.say(this.host.texts().status.offline(waiting));
      if (state === 'failed') this.host.say(this.host.texts().status.failed, 'assertive');
    }
    this.host.requestUpdate();
  }
}
