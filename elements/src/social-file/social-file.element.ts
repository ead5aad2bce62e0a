import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { deepActiveElement, isEditable, move } from '../core/a11y.ts';
import { LastriaElement } from '../core/base-element.ts';
import { formatName } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { Shortcuts } from '../core/shortcuts.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { UiDialog } from '../ui/dialog.ts';
import { UiMenu } from '../ui/menu.ts';
import { UiSidePanel } from '../ui/side-panel.ts';
import { TdmEditor, type EntrySavedDetail } from '../tdm-editor/tdm-editor.pure.ts';
import { UiToasts } from '../ui/toast.ts';
import {
  FileCalls,
  isNotFound,
  surroundingsOf,
  type Me,
  type SocialFile,
  type SocialRequest,
} from './social-file.data.ts';
import type { FileChange } from './social-file.events.ts';
import {
  socialFileMessages,
  type SocialFileMessageOverrides,
  type SocialFileMessages,
} from './social-file.messages.ts';
import { socialFileStyles } from './social-file.styles.ts';
import { Names, shortName } from './social-file.view.ts';
import { AccessDialog } from './parts/access-dialog.ts';
import { ActionDialog, type Action } from './parts/action-dialog.ts';
import { CurrentPart } from './parts/current.ts';
import type { PartNews } from './parts/file-part.ts';
import { renderIdentity } from './parts/identity-card.ts';
import { IdentityDialog } from './parts/identity-dialog.ts';
import { everyEntry, printFrame } from './parts/print-sheet.ts';
import { SituationPart } from './parts/situation.ts';
import { renderStrip } from './parts/strip.ts';
import { TimelinePart } from './parts/timeline.ts';

interface Opened {
  readonly file: SocialFile;
  readonly calls: FileCalls;
  readonly names: Names;
  readonly me: Me;
}
type View =
  | { readonly kind: 'signed-out' | 'empty' | 'loading' | 'not-found' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | ({ readonly kind: 'ready' } & Opened);
interface Reference {
  readonly system: string;
  readonly value: string;
}
type Tab = 'timeline' | 'situation' | 'current';
const tabs: readonly Tab[] = ['timeline', 'situation', 'current'];
const NARROW = 720;
/** As long as a travail can be taken back without a trace. */
const UNDO = 10_000;

/**
 * The file of one person: who, what the situation is, what was done, what is under way, and the editor of a travail beside it.
 *
 * @element lastria-social-file
 * @fires lastria-file-opened - a file is on screen: `{ fileId }`
 * @fires lastria-file-changed - something of it was changed here: `{ fileId, what }`
 * @fires lastria-file-not-found - there is no such file, or it may not be seen
 * @csspart strip - the identity strip
 * @cssprop --lastria-sticky-top - height of what the host keeps at the top of the page
 */
export class LastriaSocialFile extends LastriaElement {
  static override readonly tag = 'lastria-social-file';
  static override readonly scopes = ['files'];
  static override readonly dependencies = [
    UiDialog,
    UiMenu,
    UiSidePanel,
    UiToasts,
    SituationPart,
    TimelinePart,
    CurrentPart,
    ActionDialog,
    IdentityDialog,
    AccessDialog,
    TdmEditor,
  ];
  static override styles = socialFileStyles;

  /** Identifier of the file shown. */
  @property({ attribute: 'file-id' }) fileId = '';
  /** The host's own identifier of the person, in place of `fileId`: never an attribute, it may be personal. */
  @property({
    attribute: false,
    hasChanged: (one?: Reference, other?: Reference) =>
      one?.system !== other?.system || one?.value !== other?.value,
  })
  externalRef: Reference | undefined;
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: SocialFileMessageOverrides | undefined;

  @state() private view: View = { kind: 'empty' };
  @state() private requests: readonly SocialRequest[] | undefined;
  @state() private requestFailure: ProblemText | undefined;
  @state() private tab: Tab = 'timeline';
  @state() private narrow = false;
  @state() private writing: { readonly entryId: string } | undefined;
  @state() private reduced = false;
  @state() private dialog: Action | 'identity' | 'access' | '' = '';
  @state() private leaving = false;
  @state() private printing = '';
  @query('lastria-social-file-timeline') private timeline!: TimelinePart | null;
  @query('lastria-tdm-editor') private editor!: TdmEditor | null;
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  #asking: AbortController | undefined;
  #leaveSoon: ReturnType<typeof setTimeout> | undefined;
  // In the next frame: a change of layout inside the observer's own would loop.
  readonly #size = new ResizeObserver(() =>
    requestAnimationFrame(() => {
      this.narrow = this.clientWidth > 0 && this.clientWidth < NARROW;
      const strip = this.renderRoot.querySelector<HTMLElement>('.strip');
      if (strip) this.style.setProperty('--strip', `${strip.offsetHeight}px`);
    }),
  );

  /** Opens the editor of a travail: a new one, or one already signed. */
  write(entryId = ''): void {
    if (this.view.kind !== 'ready' || !this.view.file.can.writeFollowUp) return;
    if (this.writing && this.writing.entryId !== entryId && this.editor?.hasUnsavedChanges) {
      this.#showEditor();
      return;
    }
    clearTimeout(this.#leaveSoon);
    this.writing = { entryId };
    this.#showEditor();
  }

  /** Whether a travail is being typed and not signed. */
  get hasUnsavedChanges(): boolean {
    return this.editor?.hasUnsavedChanges ?? false;
  }

  /** Reads the file again. */
  async refresh(): Promise<void> {
    await this.#load();
  }

  constructor() {
    super();
    new Shortcuts(this, [
      {
        keys: 'mod+z',
        label: socialFileMessages.undo,
        when: () => this.#undoButton !== null && !isEditable(deepActiveElement() ?? undefined),
        run: () => this.#undoButton?.click(),
      },
    ]);
    this.addController({
      hostConnected: () => this.#size.observe(this),
      hostDisconnected: () => {
        this.#size.disconnect();
        this.#asking?.abort();
        clearTimeout(this.#leaveSoon);
      },
    });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.writing = undefined;
    this.dialog = '';
    this.requests = undefined;
    if (session) void this.#load();
    else {
      this.#asking?.abort();
      this.view = { kind: 'signed-out' };
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (
      !this.hasUpdated ||
      !(changed.has('fileId') || changed.has('externalRef')) ||
      this.view.kind === 'signed-out'
    )
      return;
    if (this.fileId === this.#shown && !changed.has('externalRef')) return;
    if (this.hasUnsavedChanges) {
      this.leaving = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#stay')?.focus());
    } else void this.#load();
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { view } = this;
    switch (view.kind) {
      case 'signed-out':
        return html`<div class="page alone">${signedOutState(undefined, this.texts)}</div>`;
      case 'empty':
        return html`<div class="page alone">${emptyState(texts.idle)}</div>`;
      case 'loading':
        return html`<div class="page alone">${skeleton(9, this.texts)}</div>`;
      case 'not-found':
        return html`<div class="page alone">${emptyState(texts.notFound)}</div>`;
      case 'error':
        return html`<div class="page alone">
          ${errorState(view.problem, () => void this.#load(), texts.safe, this.texts)}
        </div>`;
      case 'ready':
        return this.#renderReady(view, texts);
    }
  }

  #renderReady({ file, calls, names, me }: Opened, texts: SocialFileMessages): TemplateResult {
    const edit = file.can.changeIdentity ? () => (this.dialog = 'identity') : undefined;
    return html`<section class="page" aria-label=${texts.region}>
      ${renderStrip({ file, names, me, texts, write: () => this.write(), act: (id) => this.#act(id) })}
      ${this.printing ? html`<p class="saving" role="status">${this.printing}</p>` : nothing}
      ${file.can.readFollowUp ? this.#renderColumns({ file, calls, names, me }, texts, edit) : html`<div class="card">${renderIdentity(file, names, me.tenant.timeZone, texts, edit)}</div>`}
      ${this.#renderDialogs({ file, calls, names, me }, texts)}
      <lastria-ui-toasts></lastria-ui-toasts>
    </section>`;
  }

  #renderColumns(
    { file, calls, names, me }: Opened,
    texts: SocialFileMessages,
    edit?: () => void,
  ): TemplateResult {
    const role = this.narrow ? 'tabpanel' : 'region';
    const column = (tab: Tab, content: TemplateResult): TemplateResult =>
      html`<div
        class="column ${tab}"
        id="panel-${tab}"
        role=${role}
        aria-label=${texts.views[tab]}
        ?hidden=${this.narrow && this.tab !== tab}
      >
        ${content}
      </div>`;
    return html`${this.narrow ? this.#renderTabs(texts) : nothing}
      <div class="columns ${this.writing ? 'writing' : ''} ${this.writing && this.reduced ? 'reduced' : ''}">
        ${column(
          'situation',
          html`<lastria-social-file-situation
              .file=${file}
              .calls=${calls}
              .names=${names}
              .me=${me}
              .messages=${texts}
              @lastria-part-changed=${this.#changed}
            ></lastria-social-file-situation>
            ${renderIdentity(file, names, me.tenant.timeZone, texts, edit)}`,
        )}
        ${column(
          'timeline',
          html`<lastria-social-file-timeline
            .file=${file}
            .calls=${calls}
            .names=${names}
            .me=${me}
            .messages=${texts}
            .requests=${this.requests ?? []}
            @lastria-part-changed=${this.#changed}
            @lastria-part-write=${(event: CustomEvent<{ entryId: string }>) => this.write(event.detail.entryId)}
          ></lastria-social-file-timeline>`,
        )}
        ${column(
          'current',
          html`<lastria-social-file-current
            .file=${file}
            .calls=${calls}
            .names=${names}
            .me=${me}
            .messages=${texts}
            .requests=${this.requests}
            .failure=${this.requestFailure}
            @lastria-part-changed=${this.#changed}
            @lastria-part-retry=${() => this.#loadRequests(calls)}
          ></lastria-social-file-current>`,
        )}
        <div class="panel">
          ${this.writing ? this.#renderEditor(file, this.writing.entryId, texts) : nothing}
        </div>
      </div>`;
  }

  #renderTabs(texts: SocialFileMessages): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label=${texts.views.label} @keydown=${this.#tabKey}>
      ${tabs.map(
        (tab) =>
          html`<button
            type="button"
            role="tab"
            id="tab-${tab}"
            aria-controls="panel-${tab}"
            aria-selected=${tab === this.tab}
            tabindex=${tab === this.tab ? 0 : -1}
            @click=${() => (this.tab = tab)}
          >
            ${texts.views[tab]}
          </button>`,
      )}
    </div>`;
  }

  #renderEditor(file: SocialFile, entryId: string, texts: SocialFileMessages): TemplateResult {
    return html`<lastria-ui-side-panel
      open
      .heading=${(entryId ? texts.strip.editTitle : texts.strip.workTitle)(shortName(file.identity))}
      @lastria-ui-close=${this.#closeEditor}
      @lastria-ui-toggle=${(event: CustomEvent<{ reduced: boolean }>) => (this.reduced = event.detail.reduced)}
      @focusin=${(event: Event) => this.#guard(event)}
      @pointerdown=${(event: Event) => this.#guard(event)}
    >
      <lastria-tdm-editor
        .session=${this.session}
        file-id=${file.id}
        .entryId=${entryId || undefined}
        .subject=${formatName({ lastName: file.identity.lastName, firstName: file.identity.firstNames })}
        @lastria-entry-saved=${this.#saved}
        @lastria-entry-undone=${this.#undone}
        @lastria-editor-closed=${this.#closeEditor}
      ></lastria-tdm-editor
    ></lastria-ui-side-panel>`;
  }

  #renderDialogs({ file, calls, names, me }: Opened, texts: SocialFileMessages): TemplateResult {
    const { dialog } = this;
    const shut = (): void => void (this.dialog = '');
    const action = dialog === 'identity' || dialog === 'access' ? '' : dialog;
    return html` <lastria-social-file-action
        .action=${action}
        .file=${file}
        .calls=${calls}
        .names=${names}
        .me=${me}
        .messages=${texts}
        @lastria-part-changed=${this.#changed}
        @lastria-ui-close=${shut}
      ></lastria-social-file-action>
      <lastria-social-file-identity
        .open=${dialog === 'identity'}
        .file=${file}
        .calls=${calls}
        .names=${names}
        .me=${me}
        .messages=${texts}
        @lastria-part-changed=${this.#changed}
        @lastria-ui-close=${shut}
      ></lastria-social-file-identity>
      <lastria-social-file-access
        .open=${dialog === 'access'}
        .file=${file}
        .calls=${calls}
        .names=${names}
        .me=${me}
        .messages=${texts}
        @lastria-ui-close=${shut}
      ></lastria-social-file-access>
      <lastria-ui-dialog
        kind="alertdialog"
        .open=${this.leaving}
        .heading=${texts.dialogs.otherTitle}
        @lastria-ui-close=${this.#stay}
      >
        <p class="question">${texts.dialogs.otherText(shortName(file.identity))}</p>
        <div slot="footer" class="actions">
          <button type="button" class="button" @click=${this.#leave}>${texts.dialogs.otherLeave}</button>
          <button type="button" class="button primary" id="stay" @click=${this.#stay}>
            ${texts.dialogs.otherKeep}
          </button>
        </div></lastria-ui-dialog
      >`;
  }

  /** The last « Annuler » that still stands: ten seconds are short for who tabs to it. */
  get #undoButton(): HTMLElement | null {
    return this.toasts?.renderRoot.querySelector<HTMLElement>('li:last-child .button:not(.square)') ?? null;
  }

  get #texts(): SocialFileMessages {
    return messagesWith(socialFileMessages, this.messages);
  }

  get #shown(): string {
    return this.view.kind === 'ready' ? this.view.file.id : '';
  }

  async #load(): Promise<void> {
    const { session, fileId } = this;
    this.#asking?.abort();
    const reference = fileId ? undefined : this.externalRef;
    if (!session || !(fileId || reference)) {
      this.view = { kind: session ? 'empty' : 'signed-out' };
      return;
    }
    const { signal } = (this.#asking = new AbortController());
    // The file on screen is read again behind what is being typed; another one takes its place.
    const again = fileId !== '' && this.#shown === fileId;
    if (!again) {
      this.view = { kind: 'loading' };
      this.writing = undefined;
    }
    try {
      const opening = reference
        ? FileCalls.openByReference(session, reference, signal)
        : new FileCalls(session, fileId).open(signal);
      const [{ me, configuration }, file] = await Promise.all([surroundingsOf(session), opening]);
      if (signal.aborted) return;
      if (!again) this.requests = undefined;
      const calls = new FileCalls(session, file.id);
      this.view = { kind: 'ready', file, calls, names: new Names(configuration), me };
      if (!again) this.fire('lastria-file-opened', { fileId: file.id });
      if (file.can.readFollowUp) void this.#loadRequests(calls);
      if (again) await this.timeline?.refresh();
    } catch (error) {
      if (signal.aborted) return;
      if (isNotFound(error)) this.view = { kind: 'not-found' };
      else if (again) this.toasts?.show({ text: problemText(error, this.#texts.failed).title });
      else this.view = { kind: 'error', problem: problemText(error, this.#texts.failed) };
      if (isNotFound(error)) this.fire('lastria-file-not-found');
    }
  }

  async #loadRequests(calls: FileCalls): Promise<void> {
    this.requestFailure = undefined;
    try {
      const requests = await calls.requests();
      if (this.#shown === calls.fileId) this.requests = requests;
    } catch (error) {
      if (this.#shown === calls.fileId) this.requestFailure = problemText(error, this.#texts.current.failed);
    }
  }

  #act(id: string): void {
    if (id === 'print') void this.#print();
    else this.dialog = id as Action | 'identity' | 'access';
  }

  readonly #changed = (event: CustomEvent<PartNews>): void => {
    const { file, what, said, undo } = event.detail;
    if (this.view.kind !== 'ready') return;
    if (file && file.id === this.view.file.id) this.view = { ...this.view, file };
    if (what === 'request') void this.#loadRequests(this.view.calls);
    if (said) this.toasts?.show({ text: said, ...(undo ? { undo } : {}) });
    this.#tell(what);
  };

  #tell(what: FileChange): void {
    this.fire('lastria-file-changed', { fileId: this.#shown, what });
  }

  #showEditor(): void {
    this.reduced = false;
    void this.updateComplete.then(async () => {
      await this.editor?.updateComplete;
      this.editor?.focusQuickLine();
    });
  }

  /** The panel asks before it closes when text is not signed; it learns so as one works in it. */
  #guard(event: Event): void {
    (event.currentTarget as UiSidePanel).hasUnsavedChanges = this.hasUnsavedChanges;
  }

  /** The file behind is read again. The editor stays while it offers « Annuler », then leaves if nobody came back to it. */
  readonly #saved = async (event: CustomEvent<EntrySavedDetail>): Promise<void> => {
    const { entryId, next, changed } = event.detail;
    this.#tell('entry');
    if (changed && !next) {
      this.writing = undefined;
      this.toasts?.show({ text: this.#texts.timeline.changed });
    }
    await this.#refreshAround(next ? '' : entryId);
    clearTimeout(this.#leaveSoon);
    if (!next && !changed) this.#leaveSoon = setTimeout(() => this.#closeIdleEditor(), UNDO);
  };

  #closeIdleEditor(): void {
    const panel = this.renderRoot.querySelector('lastria-ui-side-panel');
    if (this.hasUnsavedChanges || panel?.matches(':focus-within, :hover')) return;
    this.writing = undefined;
  }

  readonly #undone = async (): Promise<void> => {
    this.#tell('entry');
    await this.#refreshAround('');
  };

  /** What a travail changes elsewhere: last contact, demandes; then the travail itself takes focus. */
  async #refreshAround(entryId: string): Promise<void> {
    const { view } = this;
    if (view.kind !== 'ready') return;
    try {
      const [file] = await Promise.all([
        view.calls.open(),
        this.#loadRequests(view.calls),
        this.timeline?.refresh(entryId),
      ]);
      if (this.view.kind === 'ready' && this.#shown === file.id) this.view = { ...this.view, file };
    } catch (error) {
      this.toasts?.show({ text: problemText(error, this.#texts.failed).title });
    }
  }

  readonly #closeEditor = (): void => {
    if (!this.writing) return;
    this.writing = undefined;
    this.reduced = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#write')?.focus());
  };

  readonly #stay = (): void => {
    if (!this.leaving) return;
    this.leaving = false;
    this.fileId = this.#shown;
    void this.updateComplete.then(() => this.#showEditor());
  };

  readonly #leave = (): void => {
    this.leaving = false;
    void this.#load();
  };

  #tabKey(event: KeyboardEvent): void {
    const to = move(event.key, tabs.indexOf(this.tab), tabs.length, {
      previous: 'ArrowLeft',
      next: 'ArrowRight',
      wrap: true,
    });
    if (to === undefined) return;
    event.preventDefault();
    this.tab = tabs[to] ?? 'timeline';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#tab-${this.tab}`)?.focus(),
    );
  }

  async #print(): Promise<void> {
    if (this.view.kind !== 'ready') return;
    const { file, calls, names, me } = this.view;
    const texts = this.#texts;
    this.printing = texts.print.preparing;
    try {
      const entries = file.can.readFollowUp ? await everyEntry(calls) : [];
      const frame = printFrame(
        { file, names, me, texts, entries, requests: this.requests ?? [], now: new Date().toISOString() },
        this.renderRoot as ShadowRoot,
      );
      this.printing = '';
      frame.contentWindow?.print();
    } catch (error) {
      this.printing = '';
      this.toasts?.show({ text: problemText(error, texts.print.failed).title });
    }
  }
}
