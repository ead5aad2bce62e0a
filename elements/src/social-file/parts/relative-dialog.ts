import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { SocialFile } from '../social-file.data.ts';
import { formatPhone, phoneOf } from '../social-file.view.ts';
import { conflict } from './conflict.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';

type Known = SocialFile['relatives'][number];
const blank = { kind: '', name: '', birthYear: '', phone: '', dependent: false, note: '' };
type Key = 'kind' | 'name' | 'birthYear' | 'phone' | 'note';

const draftOf = (known: Known): typeof blank => ({
  kind: known.kind,
  name: known.name,
  birthYear: known.birthYear ? String(known.birthYear) : '',
  phone: formatPhone(known.phone ?? ''),
  dependent: known.dependent,
  note: known.note ?? '',
});

/** Adds, changes or removes somebody of the entourage. */
export class RelativeDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-relative';
  static override readonly dependencies = [UiDialog, UiTextField, UiTextArea, UiErrorSummary];
  static override styles = [
    dialogStyles,
    css`
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
  @property({ attribute: false }) relative: Known | undefined;
  /** What somebody else wrote in between. */
  @state() private theirs: Known | undefined;
  @state() private draft = blank;
  @state() private errors: Partial<Record<Key, string>> = {};
  @state() private summary: readonly FormError[] = [];
  @state() private failure: ProblemText | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    const known = this.relative;
    this.draft = known ? draftOf(known) : blank;
    this.theirs = undefined;
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
              ${this.theirs ? this.#renderConflict(this.theirs) : nothing}
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
      (known) =>
        this.calls.saveRelative(
          {
            kind: draft.kind.trim(),
            name: draft.name.trim(),
            birthYear: draft.birthYear.trim() ? Number(draft.birthYear) : null,
            phone: phoneOf(draft.phone) ?? null,
            dependent: draft.dependent,
            note: draft.note.trim() || null,
          },
          known,
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
      (known) => calls.removeRelative(known ?? relative),
      this.messages.current.removed(name),
      () => void undo(),
    );
  }

  /** Somebody changed the same person in between: both are shown, and the next try rests on what is there now. */
  async #do(
    act: (known: Known | undefined) => Promise<SocialFile>,
    said: string,
    undo?: () => void,
  ): Promise<void> {
    this.failure = undefined;
    try {
      const outcome = await this.change('relatives', () => act(this.theirs ?? this.relative));
      if (outcome.stale) {
        this.theirs = outcome.stale.relatives.find(({ id }) => id === this.relative?.id);
        await this.start('.conflict');
        return;
      }
      this.tell({
        file: outcome.done,
        what: 'relatives',
        ...(said ? { said } : {}),
        ...(undo ? { undo } : {}),
      });
      this.fire('lastria-ui-close');
    } catch (error) {
      this.failure = this.problem(error);
    }
  }

  #renderConflict(theirs: Known): TemplateResult {
    const now = draftOf(theirs);
    const { current, identity } = this.messages;
    const labels: Readonly<Record<Key, string>> = {
      kind: current.kind,
      name: current.name,
      birthYear: identity.birthYear,
      phone: identity.phone,
      note: current.note,
    };
    const keys = (Object.keys(labels) as Key[]).filter((key) => now[key] !== this.draft[key]);
    return conflict(
      keys.map((key) => ({ label: labels[key], theirs: now[key], mine: this.draft[key] })),
      this.messages,
    );
  }
}
