import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { SocialFile } from '../social-file.data.ts';
import { formatPhone, phoneOf } from '../social-file.view.ts';
import { FilePart } from './file-part.ts';

const blank = { kind: '', name: '', birthYear: '', phone: '', dependent: false, note: '' };
type Key = 'kind' | 'name' | 'birthYear' | 'phone' | 'note';

/** Adds, changes or removes somebody of the entourage. */
export class RelativeDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-relative';
  static override readonly dependencies = [UiDialog, UiTextField, UiTextArea, UiErrorSummary];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      .form {
        display: grid;
        gap: var(--_space-3);
      }
      .check {
        display: flex;
        gap: var(--_space-2);
        align-items: center;
        min-block-size: 32px;
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--_accent);
      }
      .start {
        margin-inline-end: auto;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) relative: SocialFile['relatives'][number] | undefined;
  @state() private draft = blank;
  @state() private errors: Partial<Record<Key, string>> = {};
  @state() private summary: readonly FormError[] = [];
  @state() private failure: ProblemText | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    const known = this.relative;
    this.draft = known
      ? {
          kind: known.kind,
          name: known.name,
          birthYear: known.birthYear ? String(known.birthYear) : '',
          phone: formatPhone(known.phone ?? ''),
          dependent: known.dependent,
          note: known.note ?? '',
        }
      : blank;
    this.errors = {};
    this.summary = [];
    this.failure = undefined;
    void this.start('#kind');
  }

  override render(): TemplateResult {
    const texts = this.messages.current;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${texts.relativeTitle}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${
        this.open
          ? html`<div class="form">
              <lastria-ui-error-summary .errors=${this.summary}></lastria-ui-error-summary>
              ${this.#text('kind', texts.kind, true, texts.kindHint)}${this.#text('name', texts.name, true)}
              ${this.#text('birthYear', this.messages.identity.birthYear)}${this.#text('phone', this.messages.identity.phone)}
              <label class="check"
                ><input
                  type="checkbox"
                  .checked=${this.draft.dependent}
                  @change=${(event: Event) => (this.draft = { ...this.draft, dependent: (event.target as HTMLInputElement).checked })}
                />${texts.isDependent}</label
              >
              ${this.#text('note', texts.note)} ${this.failure ? errorState(this.failure) : nothing}
            </div>`
          : nothing
      }
      <div slot="footer" class="actions">
        ${this.relative ? html`<button type="button" class="button danger start" @click=${() => this.#remove()}>${texts.remove}</button>` : nothing}
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${this.messages.dialogs.cancel}
        </button>
        <button type="button" class="button primary" @click=${() => this.#save()}>
          ${this.messages.dialogs.save}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  #text(key: Key, label: string, required = false, hint = ''): TemplateResult {
    return html`<lastria-ui-text-field
      id=${key}
      ?required=${required}
      .label=${label}
      .hint=${hint}
      .value=${this.draft[key]}
      .error=${this.errors[key] ?? ''}
      @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.draft = { ...this.draft, [key]: event.detail.value })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') void this.#save();
      }}
    ></lastria-ui-text-field>`;
  }

  async #save(): Promise<void> {
    const { draft } = this;
    const { current: texts, identity } = this.messages;
    const found: Partial<Record<Key, string>> = {};
    if (!draft.kind.trim()) found.kind = texts.kindNeeded;
    if (!draft.name.trim()) found.name = texts.nameNeeded;
    if (draft.birthYear.trim() && !/^(19|20)\d\d$/.test(draft.birthYear.trim()))
      found.birthYear = identity.yearUnreadable;
    if (draft.phone.trim() && !phoneOf(draft.phone)) found.phone = identity.phoneUnreadable;
    this.errors = found;
    this.summary = Object.entries(found).map(([key, text]) => ({
      text,
      field: () => this.renderRoot.querySelector<HTMLElement>(`#${key}`),
    }));
    if (this.summary.length) return;
    await this.#do(
      () =>
        this.calls.saveRelative(
          {
            kind: draft.kind.trim(),
            name: draft.name.trim(),
            birthYear: draft.birthYear.trim() ? Number(draft.birthYear) : null,
            phone: phoneOf(draft.phone) ?? null,
            dependent: draft.dependent,
            note: draft.note.trim() || null,
          },
          this.relative,
        ),
      '',
    );
  }

  async #remove(): Promise<void> {
    const { relative } = this;
    if (!relative) return;
    const { kind, name, birthYear, phone, dependent, note } = relative;
    const { calls } = this;
    const undo = async (): Promise<void> => {
      try {
        this.tell({
          file: await calls.saveRelative({ kind, name, birthYear, phone, dependent, note }),
          what: 'relatives',
        });
      } catch (error) {
        this.tell({ what: 'relatives', said: this.problem(error).title });
      }
    };
    await this.#do(
      () => calls.removeRelative(relative),
      this.messages.current.removed(name),
      () => void undo(),
    );
  }

  async #do(act: () => Promise<SocialFile>, said: string, undo?: () => void): Promise<void> {
    try {
      const file = await act();
      this.tell({ file, what: 'relatives', ...(said ? { said } : {}), ...(undo ? { undo } : {}) });
      this.fire('lastria-ui-close');
    } catch (error) {
      this.failure = this.problem(error);
    }
  }
}
