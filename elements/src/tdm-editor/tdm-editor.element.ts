import type { Clock, Session } from '@lastria/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import type { ElementSession } from '../core/session-context.ts';
import { Shortcuts } from '../core/shortcuts.ts';
import { emptyState, errorState, skeleton } from '../core/states.ts';
import { fact, verb } from '../core/verbs.ts';
import { UiCombobox } from '../ui/combobox.ts';
import { UiDateField } from '../ui/date-field.ts';
import { UiDialog } from '../ui/dialog.ts';
import { UiErrorSummary } from '../ui/error-summary.ts';
import { icon } from '../ui/icons.ts';
import { UiDurationField } from '../ui/parsed-field.ts';
import { UiSelectField } from '../ui/select-field.ts';
import { UiTextArea, UiTextField } from '../ui/text-field.ts';
import { UiToasts } from '../ui/toast.ts';
import { quickLineActs, requestActs, setter, type Page } from './parts/acts.ts';
import { pick } from './parts/conflict.ts';
import { conflictView } from './parts/conflict.view.ts';
import { Desk, type DeskHost, type View } from './parts/desk.ts';
import { draftsView } from './parts/drafts.view.ts';
import type { Editing, Intent } from './parts/editing.ts';
import { formView } from './parts/form.view.ts';
import {
  authorLine,
  footerView,
  leavingDialog,
  lockBanner,
  lockDialog,
  signedOutView,
} from './parts/frame.view.ts';
import { Fields } from './parts/fields.ts';
import { PageLife } from './parts/page-life.ts';
import { partnerDialog } from './parts/partner.view.ts';
import { requestOptions } from './parts/requests.view.ts';
import { TimeField } from './parts/time-field.ts';
import { versionsDialog } from './parts/versions.view.ts';
import type { TdmEditorEventMap } from './tdm-editor.events.ts';
import {
  tdmEditorMessages,
  type TdmEditorMessageOverrides,
  type TdmEditorMessages,
} from './tdm-editor.messages.ts';
import { tdmEditorStyles } from './tdm-editor.styles.ts';

const pageClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as number),
};

/**
 * Writes a travail with its demandes, moyens and text, hands on the keyboard. What is typed is kept as a draft on the
 * server; « Enregistrer » signs.
 *
 * @element lastria-tdm-editor
 * @fires {CustomEvent<EntrySavedDetail>} lastria-entry-saved - A travail was signed or changed: ids only.
 * @fires {CustomEvent<EntryDetail>} lastria-entry-undone - A travail just signed was taken back.
 * @fires {CustomEvent<{ requestId: string; fileId: string }>} lastria-request-changed - The result of a demande was said.
 * @fires {CustomEvent<{ state: DraftState }>} lastria-draft-state - Where the draft stands.
 * @fires {CustomEvent<null>} lastria-before-close - Cancellable: keeps the editor open.
 * @fires {CustomEvent<null>} lastria-editor-closed - The person has left the editor.
 * @csspart heading - The title, with the name of the person.
 * @csspart footer - The line with the draft's state and the buttons.
 */
export class TdmEditor extends LastriaElement {
  static override readonly tag = 'lastria-tdm-editor';
  static override readonly scopes = ['followUp', 'text'];
  static override readonly dependencies = [
    UiCombobox,
    UiDateField,
    UiDurationField,
    TimeField,
    UiTextField,
    UiTextArea,
    UiSelectField,
    UiErrorSummary,
    UiDialog,
    UiToasts,
  ];
  static override styles = tdmEditorStyles;

  /** The file one writes in. Absent: work outside any file. */
  @property({ attribute: 'file-id' }) fileId?: string;
  /** The unit of work outside any file. */
  @property({ attribute: 'unit-id' }) unitId?: string;
  /** A signed travail to change. */
  @property({ attribute: 'entry-id' }) entryId?: string;
  /** Name of the person, when the page has it already: the editor then does not open the file to know it. */
  @property({ attribute: false }) subject = '';
  /** Takes focus each time a form comes on the screen. */
  @property({ type: Boolean, attribute: 'focus-on-open' }) focusOnOpen = false;
  /** Shows a button that closes. */
  @property({ type: Boolean }) closable = false;
  /** French texts to override. */
  @property({ attribute: false }) messages?: TdmEditorMessageOverrides;
  /** Time and timers. For tests. @internal */
  @property({ attribute: false }) clock: Clock = pageClock;

  @state() private asking = false;
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #fields = new Fields(this);
  readonly #desk = new Desk(this.#around());

  constructor() {
    super();
    const when = () =>
      this.#desk.view.kind === 'ready' && !this.#desk.editing?.conflict && !this.#desk.partners.view;
    new Shortcuts(this, [
      { keys: 'mod+enter', label: tdmEditorMessages.save.done, run: () => void this.#save('done'), when },
      {
        keys: 'mod+shift+enter',
        label: tdmEditorMessages.save.next,
        run: () => void this.#save('next'),
        when,
      },
      // In a form where nothing is typed, there is nothing else to take back
      {
        keys: 'mod+z',
        label: tdmEditorMessages.undo,
        run: () => this.undo(),
        when: () => this.canUndo && !this.hasUnsavedChanges,
      },
    ]);
    new PageLife(this, {
      leave: () => this.#desk.suspend(),
      online: () => this.#desk.online(),
      disconnect: () => this.#desk.disconnect(),
      toText: () => {
        if (this.#desk.view.kind !== 'ready') return false;
        this.#fields.focus('text');
        return true;
      },
    });
  }

  /** Whether something on the screen is not signed yet. */
  @fact()
  get hasUnsavedChanges(): boolean {
    return this.#desk.hasUnsavedChanges;
  }

  /** Whether what was just done can still be taken back. */
  @fact()
  get canUndo(): boolean {
    return this.toasts?.canUndo ?? false;
  }

  /** Takes back what was just done: a travail signed, a change, a draft thrown away. */
  @verb({ takesFocus: true })
  undo(): void {
    this.#fields.wantLine('yes');
    this.toasts?.undoLast();
  }

  /** Puts the caret in the line of saisie rapide, as soon as there is one. */
  @verb({ takesFocus: true })
  focusQuickLine(): void {
    this.#fields.wantLine('yes');
    this.#fields.giveFocus();
  }

  /** Signs what is on the screen, as « Enregistrer » does; false when there is something to correct or to wait for. */
  @verb({ otherwise: false })
  save(): Promise<boolean> {
    return this.#save('done');
  }

  /** Leaves the editor; asks first when text is not saved. False when it stays open. */
  @verb({ otherwise: false, atOnce: true })
  close(): boolean {
    if (!this.fire('lastria-before-close', null, true)) return false;
    if (this.hasUnsavedChanges) {
      this.asking = true;
      return false;
    }
    this.#tell('lastria-editor-closed', null);
    return true;
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    // The session of the contract is the SDK's; its class may come from the host's own copy
    void this.#desk.session(session as Session | undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fileId') || changed.has('unitId') || changed.has('entryId') || !this.hasUpdated) {
      this.#desk.want({
        fileId: this.fileId || null,
        unitId: this.unitId ?? '',
        entryId: this.entryId || undefined,
      });
    }
  }

  override render(): TemplateResult {
    const { view } = this.#desk;
    return html`${this.#renderView(view)}<lastria-ui-toasts></lastria-ui-toasts>`;
  }

  protected override updated(): void {
    // Once the fields have taken their values: a field that loses focus reads what it holds
    this.#fields.updated();
  }

  #renderView(view: View): TemplateResult {
    const words = this.#words;
    switch (view.kind) {
      case 'signed-out':
        return signedOutView(
          view.kept ? words.expired : this.texts.states.signedOut,
          words.signIn,
          this.session ? () => this.#desk.signIn() : undefined,
        );
      case 'loading':
        return skeleton(5, this.texts);
      case 'error':
        return errorState(
          view.problem,
          () => void this.#desk.reload(),
          this.hasUnsavedChanges ? words.problem.safe : undefined,
          this.texts,
        );
      case 'empty':
        return emptyState(
          view.sentence,
          this.closable ? { label: words.close, run: () => void this.close() } : undefined,
        );
      case 'ready':
        return html`${view.editing.conflict ? this.#renderConflict(view) : this.#renderForm(view)}${this.#renderQuestions(view)}`;
    }
  }

  #renderForm({ context, editing }: Extract<View, { kind: 'ready' }>): TemplateResult {
    const words = this.#words;
    const desk = this.#desk;
    const page = this.#page(words);
    const { timeZone } = context.me.tenant;
    return html`${this.#renderHeading(context.subject, editing)}
      ${context.signed ? authorLine(context.signed.entry, timeZone, words) : nothing}
      ${desk.lock === 'stayed' ? lockBanner(context.subject, words, () => void desk.change()) : nothing}
      ${draftsView(desk.shelf.drafts, context.choices, timeZone, words, {
        resume: (draft) => desk.shelf.resume(draft),
        fresh: () => desk.shelf.fresh(),
        discard: (draft) => void desk.shelf.discard(draft),
      })}
      ${editing.faults.length > 0 ? html`<lastria-ui-error-summary .errors=${this.#fields.summary}></lastria-ui-error-summary>` : nothing}
      ${editing.problem ? errorState(editing.problem, undefined, words.problem.safe, this.texts) : nothing}
      <form novalidate @submit=${(event: Event) => event.preventDefault()}>
        ${formView({
          editing,
          texts: words,
          timeZone,
          units: context.units,
          textHidden: context.signed?.entry.textHidden ?? false,
          requestOptions: this.#requestOptions(editing, words),
          quick: quickLineActs(editing, page),
          requests: requestActs(editing, page, desk),
          set: setter(editing),
          addPartner: context.choices.mayAddPartner ? (name) => desk.partners.open(name) : undefined,
          setUnit: (unitId) => {
            editing.unitId = unitId;
            editing.settle('unitId');
            this.requestUpdate();
          },
        })}
        ${footerView(editing, desk.keeper.status, timeZone, words, {
          save: (intent) => void this.#save(intent),
          versions:
            editing.entryId === undefined ? undefined : () => void desk.versions.openEntry(editing.entryId!),
        })}
      </form>`;
  }

  /** What may be asked whatever is on the screen. */
  #renderQuestions({ context, editing }: Extract<View, { kind: 'ready' }>): TemplateResult {
    const { subject, fileId } = context;
    const words = this.#words;
    const desk = this.#desk;
    return html`${lockDialog(
      desk.lock === 'asking',
      subject,
      fileId !== null,
      words,
      () => desk.stay(),
      () => void desk.change(),
    )}
    ${versionsDialog(desk.versions.view, context.choices, context.me.tenant.timeZone, words, {
      choose: (index) => desk.versions.choose(index),
      close: () => desk.versions.close(),
      restore: editing.hasUnsavedChanges ? undefined : (text) => this.#restore(text),
    })}
    ${partnerDialog(desk.partners, context.choices, words)}
    ${leavingDialog(this.asking, words, { keep: () => (this.asking = false), draft: () => this.#shut(true), discard: () => this.#shut(false) })}`;
  }

  #renderHeading(subject: string, editing: Editing): TemplateResult {
    const { title, close } = this.#words;
    const text = editing.entryId ? title.signed : editing.deps.fileId === null ? title.unfiled : title.fresh;
    return html`<header part="heading">
      <h2>${text}${subject ? html` <span>${subject}</span>` : nothing}</h2>
      ${this.closable ? html`<button type="button" class="button quiet square" aria-label=${close} @click=${() => void this.close()}>${icon('close')}</button>` : nothing}
    </header>`;
  }

  #renderConflict({ context, editing }: Extract<View, { kind: 'ready' }>): TemplateResult {
    const conflict = editing.conflict!;
    return html`${this.#renderHeading(context.subject, editing)}${conflictView(
      conflict,
      context.choices,
      this.#words,
      {
        pick: (field, side) => {
          editing.conflict = pick(conflict, field, side);
          this.requestUpdate();
        },
        save: () => void editing.resolve(),
        back: () => {
          editing.conflict = undefined;
          this.#fields.wantLine('yes');
          this.requestUpdate();
        },
      },
    )}`;
  }

  #options:
    { readonly key: readonly unknown[]; readonly value: ReturnType<typeof requestOptions> } | undefined;

  /** The same list as long as nothing it is made of changed: a new one would filter 144 types at each key. */
  #requestOptions(editing: Editing, words: TdmEditorMessages): ReturnType<typeof requestOptions> {
    const {
      deps: { choices, today },
      form: { requests },
    } = editing;
    const key = [choices, requests, words, today];
    if (!this.#options || key.some((part, index) => part !== this.#options?.key[index]))
      this.#options = { key, value: requestOptions(choices, requests, words, today) };
    return this.#options.value;
  }

  get #words(): TdmEditorMessages {
    return messagesWith(tdmEditorMessages, this.messages);
  }

  #page(texts: TdmEditorMessages): Page {
    return {
      texts,
      announce: (text) => this.announce(text),
      focusText: () => this.#fields.focus('text'),
      focusMeans: (index) => this.#fields.focus('requests', index),
      focusRequests: () => this.#fields.focus('requests'),
    };
  }

  /** What the desk needs of the element. */
  #around(): DeskHost {
    return {
      clock: () => this.clock,
      texts: () => this.#words,
      subject: () => this.subject,
      unreadable: () => this.#fields.unreadable(),
      requestUpdate: () => this.requestUpdate(),
      tell: (type, detail) => this.#tell(type, detail),
      say: (text, politeness) => this.announce(text, politeness),
      toast: (text, undo) => this.toasts?.show(undo ? { text, undo } : { text }),
      ready: () => {
        if (this.focusOnOpen) this.#fields.wantLine('yes');
        else if (this.matches(':focus-within')) this.#fields.wantLine('lost');
      },
      leaveEntry: () => {
        this.entryId = '';
        this.#fields.wantLine('yes');
      },
    };
  }

  async #save(intent: Intent): Promise<boolean> {
    const { editing } = this.#desk;
    if (!editing || this.#desk.view.kind !== 'ready') return false;
    this.#fields.commitTyping();
    const saving = editing.save(intent);
    if (editing.faults.length > 0) this.#fields.summarise(editing.faults);
    const saved = await saving;
    if (!saved && editing.faults.length > 0) this.#fields.summarise(editing.faults);
    if (editing.conflict) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#conflict-title')?.focus();
    }
    return saved;
  }

  /** A former text is signed again, as a new version. */
  #restore(text: string): void {
    const { editing, versions } = this.#desk;
    versions.close();
    editing?.set({ ...editing.form, text });
    void this.#save('done');
  }

  #shut(keep: boolean): void {
    this.asking = false;
    this.#desk.leave(keep);
    this.#tell('lastria-editor-closed', null);
  }

  #tell<Type extends keyof TdmEditorEventMap>(type: Type, detail: TdmEditorEventMap[Type]['detail']): void {
    this.fire(type, detail);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lastria-tdm-editor': TdmEditor;
  }
}
