import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { formatName } from '../core/format.ts';
import type { ElementSession } from '../core/session-context.ts';
import type { EntrySavedDetail, TdmEditor } from '../tdm-editor/tdm-editor.pure.ts';
import type { UiSidePanel } from '../ui/side-panel.ts';
import type { SocialFile } from './social-file.data.ts';
import type { SocialFileMessages } from './social-file.messages.ts';
import { shortName } from './social-file.view.ts';

/** As long as a travail can be taken back without a trace. */
const UNDO = 10_000;

export interface WritingHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly session: ElementSession | undefined;
}

/** The editor of a travail beside the file: opened, reduced, closed; it stays while it offers « Annuler ». */
export class Writing implements ReactiveController {
  readonly #host: WritingHost;
  /** Something was signed or taken back: the file around is read again, and the travail named takes focus. */
  readonly #written: (entryId: string) => Promise<void>;
  #entryId: string | undefined;
  #reduced = false;
  #leaveSoon: ReturnType<typeof setTimeout> | undefined;

  constructor(host: WritingHost, written: (entryId: string) => Promise<void>) {
    this.#host = host;
    this.#written = written;
    host.addController(this);
  }

  get classes(): string {
    return this.#entryId === undefined ? '' : this.#reduced ? 'writing reduced' : 'writing';
  }

  get hasUnsavedChanges(): boolean {
    return this.#editor?.hasUnsavedChanges ?? false;
  }

  /** Whether the editor can still take back what it just did. */
  get canUndo(): boolean {
    return this.#editor?.canUndo ?? false;
  }

  undo(): void {
    this.#editor?.undo();
  }

  hostDisconnected(): void {
    clearTimeout(this.#leaveSoon);
  }

  /** Opens the editor: a new travail, or one already signed. What is typed and not signed stays. */
  open(entryId: string): void {
    const another = this.#entryId !== undefined && this.#entryId !== entryId;
    if (!(another && this.hasUnsavedChanges)) {
      clearTimeout(this.#leaveSoon);
      this.#entryId = entryId;
    }
    this.show();
  }

  /** Gives the editor the whole panel, and focus. */
  show(): void {
    this.#reduced = false;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(async () => {
      await this.#editor?.updateComplete;
      this.#editor?.focusQuickLine();
    });
  }

  /** Takes the editor away; nothing is asked. */
  drop(): void {
    this.#entryId = undefined;
    this.#host.requestUpdate();
  }

  render(file: SocialFile, texts: SocialFileMessages): TemplateResult | typeof nothing {
    const entryId = this.#entryId;
    if (entryId === undefined) return nothing;
    return html`<lastria-ui-side-panel
      open
      .heading=${(entryId ? texts.strip.editTitle : texts.strip.workTitle)(shortName(file.identity))}
      @lastria-ui-close=${this.#close}
      @lastria-ui-toggle=${this.#toggle}
      @focusin=${this.#guard}
      @pointerdown=${this.#guard}
    >
      <lastria-tdm-editor
        .session=${this.#host.session}
        file-id=${file.id}
        .entryId=${entryId || undefined}
        .subject=${formatName({ lastName: file.identity.lastName, firstName: file.identity.firstNames })}
        @lastria-entry-saved=${this.#saved}
        @lastria-entry-undone=${() => this.#written('')}
        @lastria-editor-closed=${this.#close}
      ></lastria-tdm-editor
    ></lastria-ui-side-panel>`;
  }

  get #editor(): TdmEditor | null {
    return this.#host.renderRoot.querySelector<TdmEditor>('lastria-tdm-editor');
  }

  readonly #toggle = (event: CustomEvent<{ reduced: boolean }>): void => {
    this.#reduced = event.detail.reduced;
    this.#host.requestUpdate();
  };

  /** The panel asks before it closes when text is not signed; it learns so as one works in it. */
  readonly #guard = (event: Event): void => {
    (event.currentTarget as UiSidePanel).hasUnsavedChanges = this.hasUnsavedChanges;
  };

  readonly #saved = async (event: CustomEvent<EntrySavedDetail>): Promise<void> => {
    const { entryId, next } = event.detail;
    await this.#written(next ? '' : entryId);
    clearTimeout(this.#leaveSoon);
    if (!next) this.#leaveSoon = setTimeout(() => this.#closeIdle(), UNDO);
  };

  #closeIdle(): void {
    const panel = this.#host.renderRoot.querySelector('lastria-ui-side-panel');
    if (!this.hasUnsavedChanges && !panel?.matches(':focus-within, :hover')) this.drop();
  }

  readonly #close = (): void => {
    if (this.#entryId === undefined) return;
    this.#reduced = false;
    this.drop();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('#write')?.focus(),
    );
  };
}
