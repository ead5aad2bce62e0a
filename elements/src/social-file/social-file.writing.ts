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
import type { DraftState } from '../tdm-editor/tdm-editor.events.ts';
import type { UiSidePanel } from '../ui/side-panel.ts';
import type { SocialFile } from './social-file.data.ts';
import type { SocialFileMessages } from './social-file.messages.ts';
import { shortName } from './social-file.view.ts';

/** As long as a travail can be taken back without a trace. */
const UNDO = 10_000;

export interface WritingHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly session: ElementSession | undefined;
}

/** What the editor asks of the file around it. */
export interface Around {
  /** One column: the editor takes the place of the file. */
  narrow(): boolean;
  /** The editor gave its place back after a travail, new or changed: says so, with the way to take it back. */
  signed(changed: boolean, undo: () => void): void;
  /** Something was signed, said or taken back: the file is read again, and the travail named takes focus. */
  written(entryId: string, what?: 'entry' | 'request'): Promise<void>;
}

/**
 * The editor of a travail beside the file, or in its place where there is one column: opened, reduced, closed; it stays
 * while it offers « Annuler ».
 */
export class Writing implements ReactiveController {
  readonly #host: WritingHost;
  readonly #around: Around;
  #entryId: string | undefined;
  #reduced = false;
  /** Out of sight, and there only to take back what it just signed. */
  #away = false;
  #draft: DraftState = 'none';
  /** Where the file stood on the screen when the editor took its place. */
  #top: number | undefined;
  #leaveSoon: ReturnType<typeof setTimeout> | undefined;
  #measuring = 0;

  constructor(host: WritingHost, around: Around) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  get classes(): string {
    return this.#entryId === undefined || this.#away ? '' : this.#reduced ? 'writing reduced' : 'writing';
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

  hostConnected(): void {
    addEventListener('scroll', this.#measure, { capture: true, passive: true });
    addEventListener('resize', this.#measure);
  }

  hostUpdated(): void {
    this.#measure();
  }

  hostDisconnected(): void {
    clearTimeout(this.#leaveSoon);
    removeEventListener('scroll', this.#measure, { capture: true });
    removeEventListener('resize', this.#measure);
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
    if (this.#around.narrow()) this.#top ??= this.#host.getBoundingClientRect().top;
    this.#reduced = false;
    this.#away = false;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(async () => {
      await this.#editor?.updateComplete;
      if (this.#around.narrow()) this.#host.scrollIntoView({ block: 'start' });
      this.#editor?.focusQuickLine();
    });
  }

  /** Takes the editor away; nothing is asked. */
  drop(): void {
    this.#entryId = undefined;
    this.#away = false;
    this.#draft = 'none';
    this.#host.requestUpdate();
  }

  render(file: SocialFile, texts: SocialFileMessages): TemplateResult | typeof nothing {
    const entryId = this.#entryId;
    if (entryId === undefined) return nothing;
    return html`<lastria-ui-side-panel
      ?open=${!this.#away}
      ?reduced=${this.#reduced}
      .back=${this.#around.narrow() ? texts.writing.back : ''}
      .note=${this.#around.narrow() ? texts.writing.states[this.#draft] : ''}
      .heading=${(entryId ? texts.strip.editTitle : texts.strip.workTitle)(shortName(file.identity))}
      @lastria-ui-close=${this.#close}
      @lastria-ui-before-close=${this.#ask}
      @lastria-ui-toggle=${this.#toggle}
      @keydown=${this.#escape}
    >
      <lastria-tdm-editor
        .session=${this.#host.session}
        file-id=${file.id}
        .entryId=${entryId || undefined}
        .subject=${formatName({ lastName: file.identity.lastName, firstName: file.identity.firstNames })}
        @lastria-entry-saved=${this.#saved}
        @lastria-entry-undone=${() => this.#around.written('')}
        @lastria-request-changed=${() => this.#around.written('', 'request')}
        @lastria-draft-state=${this.#drafted}
        @lastria-editor-closed=${this.#close}
      ></lastria-tdm-editor
    ></lastria-ui-side-panel>`;
  }

  /** What the window leaves below the top of the panel, which moves as the page scrolls. */
  readonly #measure = (): void => {
    if (this.#entryId === undefined || this.#measuring) return;
    this.#measuring = requestAnimationFrame(() => {
      this.#measuring = 0;
      const top = this.#panel?.getBoundingClientRect().top;
      if (top !== undefined) this.#host.style.setProperty('--room', `${innerHeight - top}px`);
    });
  };

  get #panel(): UiSidePanel | null {
    return this.#host.renderRoot.querySelector<UiSidePanel>('lastria-ui-side-panel');
  }

  get #editor(): TdmEditor | null {
    return this.#host.renderRoot.querySelector<TdmEditor>('lastria-tdm-editor');
  }

  readonly #toggle = (event: CustomEvent<{ reduced: boolean }>): void => {
    this.#reduced = event.detail.reduced;
    this.#host.requestUpdate();
    if (!this.#around.narrow()) return;
    // Nothing is written: there is nothing to come back to
    if (!this.#reduced) this.show();
    else if (this.hasUnsavedChanges) this.#returnToPlace();
    else this.#close();
  };

  /** One finds the file where one left it. */
  #returnToPlace(): void {
    const top = this.#top;
    this.#top = undefined;
    if (top === undefined) return;
    void this.#host.updateComplete.then(() => scrollBy(0, this.#host.getBoundingClientRect().top - top));
  }

  /** Closing asks as the editor does: to go on, to keep the draft, to give up. */
  readonly #ask = (event: Event): void => {
    if (!this.hasUnsavedChanges) return;
    event.preventDefault();
    if (this.#reduced) this.show();
    this.#editor?.close();
  };

  /** Escape leaves, once no list nor dialog inside had to close. */
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.composedPath().some((node) => node instanceof HTMLDialogElement)) return;
    event.preventDefault();
    event.stopPropagation();
    (event.currentTarget as UiSidePanel).close();
  };

  readonly #drafted = (event: CustomEvent<{ state: DraftState }>): void => {
    this.#draft = event.detail.state;
    this.#host.requestUpdate();
  };

  readonly #saved = async (event: CustomEvent<EntrySavedDetail>): Promise<void> => {
    const { entryId, changed, next } = event.detail;
    if (!next && this.#around.narrow()) this.#giveBack(changed);
    await this.#around.written(next ? '' : entryId);
    clearTimeout(this.#leaveSoon);
    if (!next) this.#leaveSoon = setTimeout(() => this.#closeIdle(), UNDO);
  };

  /** The file is in its place again; the editor waits behind it, as long as it can take back what it signed. */
  #giveBack(changed: boolean): void {
    this.#away = true;
    this.#top = undefined;
    this.#host.requestUpdate();
    this.#around.signed(changed, () => {
      this.show();
      this.undo();
    });
  }

  #closeIdle(): void {
    if (!this.hasUnsavedChanges && !this.#panel?.matches(':focus-within, :hover')) this.drop();
  }

  readonly #close = (): void => {
    if (this.#entryId === undefined) return;
    this.#reduced = false;
    this.drop();
    this.#returnToPlace();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>('#write')?.focus({ preventScroll: true }),
    );
  };
}
