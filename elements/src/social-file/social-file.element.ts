import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { deepActiveElement, isEditable } from '../core/a11y.ts';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { Shortcuts } from '../core/shortcuts.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { fact, verb } from '../core/verbs.ts';
import { UiDialog } from '../ui/dialog.ts';
import { UiMenu } from '../ui/menu.ts';
import { UiSidePanel } from '../ui/side-panel.ts';
import { TdmEditor } from '../tdm-editor/tdm-editor.pure.ts';
import { UiToasts } from '../ui/toast.ts';
import type { FileCalls, HistoryOf } from './social-file.data.ts';
import type { FileChange } from './social-file.events.ts';
import {
  socialFileMessages,
  type SocialFileMessageOverrides,
  type SocialFileMessages,
} from './social-file.messages.ts';
import { FileReading, wantedOf, type Opened, type Reference } from './social-file.reading.ts';
import { socialFileStyles } from './social-file.styles.ts';
import { Writing } from './social-file.writing.ts';
import { AccessDialog } from './parts/access-dialog.ts';
import { ActionDialog } from './parts/action-dialog.ts';
import { CurrentPart } from './parts/current.ts';
import { renderDialogs, type Dialog } from './parts/dialogs.ts';
import type { PartNews } from './parts/file-part.ts';
import { HistoryDialog } from './parts/history-dialog.ts';
import { renderIdentity } from './parts/identity-card.ts';
import { IdentityDialog } from './parts/identity-dialog.ts';
import { printFile } from './parts/print-sheet.ts';
import { ReasonsDialog } from './parts/reasons-dialog.ts';
import { SituationPart } from './parts/situation.ts';
import { renderStrip } from './parts/strip.ts';
import { TimelinePart } from './parts/timeline.ts';
import { TransferDialog } from './parts/transfer-dialog.ts';
import { renderTabs, type Tab } from './parts/view-tabs.ts';

const NARROW = 720;

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
    TransferDialog,
    IdentityDialog,
    HistoryDialog,
    AccessDialog,
    ReasonsDialog,
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

  @state() private tab: Tab = 'timeline';
  @state() private narrow = false;
  @state() private dialog: Dialog = '';
  @state() private past: HistoryOf | undefined;
  @state() private unfolded = false;
  @state() private leaving = false;
  @state() private printing = '';
  @query('lastria-social-file-timeline') private timeline!: TimelinePart | null;
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #reading = new FileReading(this, {
    wanted: () => this,
    texts: () => this.#texts,
    isWriting: () => this.hasUnsavedChanges,
    leave: () => {
      this.#writing.drop();
      this.unfolded = false;
    },
    opened: (fileId) => this.fire('lastria-file-opened', { fileId }),
    lost: () => this.fire('lastria-file-not-found'),
    say: (text) => this.toasts?.show({ text }),
    refreshTimeline: (entryId) => this.timeline?.refresh(entryId),
  });
  readonly #writing = new Writing(this, {
    narrow: () => this.narrow,
    signed: (changed, undo) => {
      const { saved, changed: again } = this.#texts.writing;
      this.toasts?.show({ text: changed ? again : saved, undo });
      this.tab = 'timeline';
    },
    written: (entryId, what) => this.#written(entryId, what),
  });
  // In the next frame: a change of layout inside the observer's own would loop.
  readonly #size = new ResizeObserver(() =>
    requestAnimationFrame(() => {
      this.narrow = this.clientWidth > 0 && this.clientWidth < NARROW;
      const strip = this.renderRoot.querySelector<HTMLElement>('.strip');
      if (strip) this.style.setProperty('--strip', `${strip.offsetHeight}px`);
    }),
  );

  /** Opens the editor of a travail: a new one, or one already signed. */
  @verb({ takesFocus: true })
  write(entryId = ''): void {
    const { view } = this.#reading;
    if (view.kind === 'ready' && view.file.can.writeFollowUp) this.#writing.open(entryId);
  }

  /** Whether a travail is being typed and not signed. */
  @fact()
  get hasUnsavedChanges(): boolean {
    return this.#writing.hasUnsavedChanges;
  }

  /** Reads the file again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  constructor() {
    super();
    new Shortcuts(this, [
      {
        keys: 'mod+z',
        label: socialFileMessages.undo,
        when: () =>
          (this.#undoButton !== null || this.#writing.canUndo) &&
          !isEditable(deepActiveElement() ?? undefined),
        run: () => (this.#undoButton ? this.#undoButton.click() : this.#writing.undo()),
      },
    ]);
    this.addController({
      hostConnected: () => this.#size.observe(this),
      hostDisconnected: () => this.#size.disconnect(),
    });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#writing.drop();
    this.dialog = '';
    this.#reading.begin(session);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { view, asked, shown } = this.#reading;
    if (!(changed.has('fileId') || changed.has('externalRef')) || view.kind === 'signed-out') return;
    // Begun when the element came on the page; a host may also say which file just after
    if (!this.hasUpdated && asked === wantedOf(this)) return;
    if (this.fileId === shown && !changed.has('externalRef')) return;
    if (this.hasUnsavedChanges) {
      this.leaving = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#stay')?.focus());
    } else void this.#reading.load();
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { view } = this.#reading;
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
          ${errorState(view.problem, () => void this.#reading.load(), texts.safe, this.texts)}
        </div>`;
      case 'ready':
        return this.#renderReady(view, texts);
    }
  }

  #renderReady(opened: Opened, texts: SocialFileMessages): TemplateResult {
    const { file, calls, names, me } = opened;
    const { dialog, past, leaving } = this;
    return html`<section class="page" aria-label=${texts.region}>
      ${renderStrip({
        file,
        names,
        me,
        texts,
        transfer: this.#reading.transfer,
        folded: this.narrow && !this.unfolded,
        unfold: () => (this.unfolded = true),
        revoke: () => void this.#revoke(calls),
        write: () => this.write(),
        act: (id) => this.#act(id),
      })}
      ${this.printing ? html`<p class="saving" role="status">${this.printing}</p>` : nothing}
      ${file.can.readFollowUp ? this.#renderColumns(opened, texts) : html`<div class="card">${this.#renderIdentity(opened, texts)}</div>`}
      ${renderDialogs({
        ...{ file, calls, names, me, texts, dialog, past, leaving },
        changed: this.#changed,
        shut: () => (this.dialog = ''),
        stay: this.#stay,
        leave: this.#leave,
      })}
      <lastria-ui-toasts></lastria-ui-toasts>
    </section>`;
  }

  #renderIdentity({ file, names, me }: Opened, texts: SocialFileMessages): TemplateResult {
    const edit = file.can.changeIdentity ? () => void (this.dialog = 'identity') : undefined;
    return renderIdentity(
      file,
      names,
      me.tenant.timeZone,
      texts,
      () => this.#recall({ record: 'identity' }),
      () => void this.#askConsent(),
      edit,
    );
  }

  #renderColumns(opened: Opened, texts: SocialFileMessages): TemplateResult {
    const { file, calls, names, me } = opened;
    const { requests, requestFailure } = this.#reading;
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
    return html`${this.narrow ? renderTabs(this.tab, texts, this.#turn) : nothing}
      <div class="columns ${this.#writing.classes}">
        ${column(
          'situation',
          html`<lastria-social-file-situation
              .file=${file}
              .calls=${calls}
              .names=${names}
              .me=${me}
              .messages=${texts}
              @lastria-part-changed=${this.#changed}
              @lastria-part-history=${(event: CustomEvent<HistoryOf>) => this.#recall(event.detail)}
            ></lastria-social-file-situation>
            ${this.#renderIdentity(opened, texts)}`,
        )}
        ${column(
          'timeline',
          html`<lastria-social-file-timeline
            .file=${file}
            .calls=${calls}
            .names=${names}
            .me=${me}
            .messages=${texts}
            .requests=${requests ?? []}
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
            .requests=${requests}
            .failure=${requestFailure}
            @lastria-part-changed=${this.#changed}
            @lastria-part-retry=${() => this.#reading.loadRequests(calls)}
          ></lastria-social-file-current>`,
        )}
        <div class="panel">${this.#writing.render(file, texts)}</div>
      </div>`;
  }

  /** The last « Annuler » that still stands: ten seconds are short for who tabs to it. */
  get #undoButton(): HTMLElement | null {
    return this.toasts?.renderRoot.querySelector<HTMLElement>('li:last-child .button:not(.square)') ?? null;
  }

  get #texts(): SocialFileMessages {
    return messagesWith(socialFileMessages, this.messages);
  }

  #act(id: string): void {
    if (id === 'print') void this.#print();
    else if (id === 'history') this.#recall(undefined);
    else this.dialog = id as Dialog;
  }

  #recall(past: HistoryOf | undefined): void {
    this.past = past;
    this.dialog = 'history';
  }

  /** The consent to be reminded comes when it is asked for. */
  async #askConsent(): Promise<void> {
    try {
      (await import('./parts/reminder-dialog.ts')).ReminderDialog.define();
      this.dialog = 'reminders';
    } catch (error) {
      this.toasts?.show({ text: problemText(error, this.#texts.notLoaded).title });
    }
  }

  async #revoke(calls: FileCalls): Promise<void> {
    const { transfer } = this.#reading;
    if (!transfer) return;
    try {
      await calls.revokeTransfer(transfer.id);
      this.toasts?.show({ text: this.#texts.strip.revoked });
    } catch (error) {
      this.toasts?.show({ text: problemText(error, this.#texts.dialogs.failed).title });
    }
    await this.#reading.loadTransfer(calls);
    this.renderRoot.querySelector<HTMLElement>('#more')?.focus();
  }

  readonly #changed = (event: CustomEvent<PartNews>): void => {
    const { file, what, transfer, said, undo } = event.detail;
    const { view } = this.#reading;
    if (view.kind !== 'ready') return;
    this.#reading.take(file, transfer);
    if (what === 'request') void this.#reading.loadRequests(view.calls);
    if (said) this.toasts?.show({ text: said, ...(undo ? { undo } : {}) });
    this.#tell(what);
  };

  #tell(what: FileChange): void {
    this.fire('lastria-file-changed', { fileId: this.#reading.shown, what });
  }

  readonly #written = async (entryId: string, what: 'entry' | 'request' = 'entry'): Promise<void> => {
    this.#tell(what);
    await this.#reading.refreshAround(entryId);
  };

  readonly #stay = (): void => {
    if (!this.leaving) return;
    this.leaving = false;
    this.fileId = this.#reading.shown;
    void this.updateComplete.then(() => this.#writing.show());
  };

  readonly #leave = (): void => {
    this.leaving = false;
    void this.#reading.load();
  };

  readonly #turn = (tab: Tab, focus: boolean): void => {
    this.tab = tab;
    if (!focus) return;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  };

  async #print(): Promise<void> {
    const { view } = this.#reading;
    if (view.kind !== 'ready') return;
    const { file, calls, names, me } = view;
    const texts = this.#texts;
    this.printing = texts.print.preparing;
    try {
      const requests = this.#reading.requests ?? [];
      await printFile({ file, calls, names, me, texts, requests }, this.renderRoot as ShadowRoot);
    } catch (error) {
      this.toasts?.show({ text: problemText(error, texts.print.failed).title });
    } finally {
      this.printing = '';
    }
  }
}
