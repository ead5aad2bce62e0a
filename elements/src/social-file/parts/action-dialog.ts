import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate, todayIn } from '../../core/format.ts';
import { addDays } from '../../core/date-text.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { UiCombobox, type ComboboxOption } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { LeadWorker, SocialFile } from '../social-file.data.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart, type PartNews } from './file-part.ts';

export type Action = 'close' | 'reopen' | 'lead' | 'flags';

/** The acts on the file as a whole, one question each. */
export class ActionDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-action';
  static override readonly dependencies = [UiDialog, UiTextField, UiSelectField, UiCombobox, UiDateField];
  static override styles = dialogStyles;

  /** The question asked; nothing: closed. */
  @property() action: Action | '' = '';
  @state() private text = '';
  @state() private code = '';
  @state() private until: string | null = null;
  /** Who may be named lead worker. */
  @state() private followers: readonly LeadWorker[] = [];
  @state() private error = '';
  @state() private failure: ProblemText | undefined;
  /** What the question rests on: the file may be read again behind it. */
  #version = 0;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('action') || !this.action) return;
    this.text = '';
    this.#version = this.file.version;
    this.code = this.action === 'lead' ? (this.file.leadWorker?.id ?? '') : '';
    this.until = null;
    this.error = '';
    this.failure = undefined;
    this.followers = [];
    if (this.action === 'lead') void this.#askFollowers();
    void this.start('[data-start]');
  }

  override render(): TemplateResult {
    const { dialogs: texts } = this.messages;
    const { action } = this;
    const heading = {
      close: texts.closeTitle,
      reopen: texts.reopenTitle,
      lead: texts.leadTitle,
      flags: texts.flagsTitle,
      '': '',
    }[action];
    const confirm = {
      close: texts.closeConfirm,
      reopen: texts.reopenConfirm,
      lead: texts.save,
      flags: '',
      '': '',
    }[action];
    return html`<lastria-ui-dialog
      .open=${action !== ''}
      .heading=${heading}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      <div class="form" @keydown=${this.#key}>
        ${this.#renderForm()}${this.failure ? errorState(this.failure) : nothing}
      </div>
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${action === 'flags' ? this.texts.close : texts.cancel}
        </button>
        ${confirm ? html`<button type="button" class="button primary" @click=${() => this.#confirm()}>${confirm}</button>` : nothing}
      </div></lastria-ui-dialog
    >`;
  }

  #renderForm(): TemplateResult | typeof nothing {
    const { dialogs: texts } = this.messages;
    switch (this.action) {
      case 'close':
        return html`<p>${texts.closeText}</p>
          <lastria-ui-select-field
            data-start
            required
            .label=${texts.closeReason}
            .placeholder=${texts.closeChoose}
            .options=${this.names.choices('closeReason')}
            .value=${this.code}
            .error=${this.error}
            @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.code = event.detail.value)}
          ></lastria-ui-select-field>`;
      case 'reopen':
        return this.#renderReason(texts.reopenReason);
      case 'lead':
        return html`<lastria-ui-combobox
          data-start
          .label=${texts.lead}
          .placeholder=${texts.leadNone}
          .value=${this.code}
          .options=${this.#leads()}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.code = event.detail.value)}
        ></lastria-ui-combobox>`;
      case 'flags':
        return this.#renderFlags();
      default:
        return nothing;
    }
  }

  /** Those who follow the file, with the one in place even when he no longer does. */
  #leads(): ComboboxOption[] {
    const { leadWorker } = this.file;
    const there = leadWorker && !this.followers.some(({ id }) => id === leadWorker.id);
    return [...this.followers, ...(there ? [{ ...leadWorker, jobTitle: null }] : [])].map((one) => ({
      value: one.id,
      label: one.displayName,
      note: one.jobTitle ?? '',
    }));
  }

  async #askFollowers(): Promise<void> {
    try {
      this.followers = await this.calls.leadWorkers();
    } catch (error) {
      this.failure = this.problem(error);
    }
  }

  #renderReason(label: string): TemplateResult {
    return html`<lastria-ui-text-field
      id="reason"
      data-start
      required
      max-length="500"
      .label=${label}
      .value=${this.text}
      .error=${this.error}
      @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.text = event.detail.value)}
    ></lastria-ui-text-field>`;
  }

  #renderFlags(): TemplateResult {
    const { dialogs: texts } = this.messages;
    const { flags } = this.file;
    const tomorrow = addDays(todayIn(this.timeZone), 1);
    return html`${
        flags.length === 0
          ? html`<p>${texts.flagsNone}</p>`
          : html`<ul class="list">
              ${flags.map((one) => this.#renderFlag(one))}
            </ul>`
      }
      <lastria-ui-select-field
        data-start
        .label=${texts.flagAdd}
        .placeholder=${texts.flagChoose}
        .value=${this.code}
        .error=${this.error}
        .options=${this.names.choices('fileFlag').filter(({ value }) => !flags.some(({ flagCode }) => flagCode === value))}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.code = event.detail.value)}
      ></lastria-ui-select-field>
      <lastria-ui-date-field
        prefer="future"
        time-zone=${this.timeZone}
        .label=${texts.flagUntil}
        .hint=${texts.flagUntilHint}
        .value=${this.until}
        .min=${tomorrow}
        @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => (this.until = event.detail.value)}
      ></lastria-ui-date-field>
      <div class="actions">
        <button type="button" class="button primary" @click=${() => this.#addFlag()}>
          ${texts.flagConfirm}
        </button>
      </div>`;
  }

  #renderFlag({ id, flagCode, expiresOn }: SocialFile['flags'][number]): TemplateResult {
    const label = this.names.of('fileFlag', flagCode);
    return html`<li>
      ${flag(this.names.flagKind(flagCode), expiresOn ? this.messages.strip.until(label, formatDate(expiresOn, 'UTC')) : label)}
      <button
        type="button"
        class="button quiet"
        aria-label=${this.messages.dialogs.flagRemove(label)}
        @click=${() => this.#removeFlag(id, flagCode, expiresOn)}
      >
        ${this.messages.current.remove}
      </button>
    </li>`;
  }

  #key(event: KeyboardEvent): void {
    if (
      event.key !== 'Enter' ||
      event.defaultPrevented ||
      event
        .composedPath()
        .some((node) => node instanceof HTMLButtonElement || node instanceof HTMLSelectElement)
    )
      return;
    event.preventDefault();
    if (this.action === 'close' || this.action === 'reopen' || this.action === 'lead') void this.#confirm();
  }

  async #confirm(): Promise<void> {
    const { dialogs: texts } = this.messages;
    const { calls, file, code, action } = this;
    const text = this.text.trim();
    if (action === 'close' && !code) return this.#miss(texts.closeNeeded);
    if (action === 'reopen' && !text) return this.#miss(texts.reopenNeeded);
    if (action === 'close')
      return this.#do(async () => ({
        file: await calls.close(this.#version, code),
        what: 'status',
        said: texts.closeDone,
      }));
    if (action === 'reopen')
      return this.#do(async () => ({
        file: await calls.reopen(this.#version, text),
        what: 'status',
        said: texts.reopenDone,
      }));
    const before = file.leadWorker?.id ?? null;
    return this.#do(async () => {
      const changed = await calls.assign(this.#version, code || null);
      return {
        file: changed,
        what: 'lead-worker',
        said: texts.leadDone(code ? this.names.staff(code) : texts.leadNone),
        undo: () =>
          void this.#do(async () => ({
            file: await calls.assign((await calls.open()).version, before),
            what: 'lead-worker',
          })),
      };
    });
  }

  async #addFlag(): Promise<void> {
    const { code, until } = this;
    const { dialogs: texts } = this.messages;
    if (!code) return this.#miss(texts.flagNeeded);
    await this.#do(async () => ({
      file: await this.calls.addFlag(code, until),
      what: 'flags',
      said: texts.flagDone(this.names.of('fileFlag', code)),
    }));
  }

  async #removeFlag(id: string, flagCode: string, expiresOn: string | null): Promise<void> {
    const { calls } = this;
    await this.#do(async () => ({
      file: await calls.removeFlag(id),
      what: 'flags',
      said: this.messages.dialogs.flagRemoved(this.names.of('fileFlag', flagCode)),
      undo: () =>
        void this.#do(async () => ({ file: await calls.addFlag(flagCode, expiresOn), what: 'flags' })),
    }));
  }

  #miss(error: string): void {
    this.error = error;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('#reason, lastria-ui-select-field')?.focus(),
    );
  }

  /** Does it once; when the file changed in between, what was typed stays. */
  async #do(act: () => Promise<PartNews>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    this.error = '';
    try {
      const outcome = await this.change('status', act);
      if (outcome.stale) {
        this.#version = outcome.stale.version;
        this.#refuse({ title: this.messages.dialogs.conflictStatus });
        return;
      }
      this.tell(outcome.done);
      this.fire('lastria-ui-close');
    } catch (error) {
      this.#refuse(this.problem(error));
    } finally {
      this.#busy = false;
    }
  }

  /** An undo that comes too late finds no dialog to speak in. */
  #refuse(problem: ProblemText): void {
    this.failure = problem;
    if (!this.action)
      this.tell({ what: 'status', said: [problem.title, problem.detail].filter(Boolean).join('. ') });
  }
}
