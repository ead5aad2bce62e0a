import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { BuilderCalls, Definition, SavedReport, Unit } from '../statistics-builder.data.ts';
import { statisticsBuilderMessages, type StatisticsBuilderMessages } from '../statistics-builder.messages.ts';

/** A report was saved (`report`), or removed. */
export interface KeptNews {
  readonly report?: SavedReport;
  readonly removed?: string;
}

/**
 * Saves the question as a report: how it is called, who finds it. One that is one's own is changed in place, or removed.
 * Fires `lastria-ui-change` with what became of it, and `lastria-ui-close`.
 */
export class KeepPart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-keep';
  static override readonly dependencies = [UiDialog, UiSelectField, UiTextField];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      :host {
        display: contents;
      }
      form {
        display: grid;
        gap: var(--_space-3);
      }
      p {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .remove {
        margin-inline-end: auto;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) calls!: BuilderCalls;
  @property({ attribute: false }) definition!: Definition;
  @property({ attribute: false }) units: readonly Unit[] = [];
  /** The report this question was, when it is one's own. */
  @property({ attribute: false }) saved: SavedReport | undefined;
  /** A title to begin with. */
  @property() proposed = '';
  @property({ attribute: false }) messages: StatisticsBuilderMessages = statisticsBuilderMessages;
  @state() private name = '';
  @state() private unitId = '';
  @state() private missing = false;
  @state() private problem: ProblemText | undefined;
  @state() private busy = false;
  @query('lastria-ui-text-field') private field!: UiTextField;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.name = this.saved?.title ?? this.proposed;
    this.unitId = this.saved?.unitId ?? '';
    this.missing = false;
    this.problem = undefined;
  }

  override render(): TemplateResult {
    const { keep: texts } = this.messages;
    const save = (event: Event): void => {
      event.preventDefault();
      void this.#save(this.saved);
    };
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${this.saved ? texts.change : texts.title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      <form novalidate @submit=${save}>
        <p>${texts.what}</p>
        <lastria-ui-text-field
          required
          data-initial-focus
          max-length="150"
          .label=${texts.name}
          .value=${this.name}
          .error=${this.missing ? texts.nameNeeded : ''}
          @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.name = event.detail.value)}
          @keydown=${(event: KeyboardEvent) => (event.key === 'Enter' ? save(event) : undefined)}
        ></lastria-ui-text-field>
        <lastria-ui-select-field
          .label=${texts.shared}
          .hint=${texts.sharedHint}
          .value=${this.unitId}
          .options=${[{ value: '', label: texts.alone }, ...this.units.map(({ id, name }) => ({ value: id, label: texts.readers(name) }))]}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.unitId = event.detail.value)}
        ></lastria-ui-select-field>
        ${this.problem ? errorState(this.problem, undefined, texts.safe, this.texts) : nothing}
      </form>
      <button
        type="button"
        slot="footer"
        class="button danger remove"
        ?hidden=${!this.saved}
        @click=${this.#remove}
      >
        ${texts.remove}
      </button>
      <button
        type="button"
        slot="footer"
        class="button"
        ?hidden=${!this.saved}
        @click=${() => void this.#save(undefined)}
      >
        ${texts.another}
      </button>
      <button
        type="button"
        slot="footer"
        class="button primary"
        aria-disabled=${this.busy ? 'true' : nothing}
        @click=${save}
      >
        ${texts.save}
      </button>
    </lastria-ui-dialog>`;
  }

  async #save(before: SavedReport | undefined): Promise<void> {
    const title = this.name.trim();
    this.missing = title === '';
    if (this.missing) this.field.focus();
    if (this.missing || this.busy) return;
    const { definition } = this;
    await this.#act(async () => ({
      report: await this.calls.keep({ title, unitId: this.unitId || null, definition }, before),
    }));
  }

  #remove(): void {
    const { saved } = this;
    if (!saved || this.busy) return;
    void this.#act(async () => {
      await this.calls.remove(saved);
      return { removed: saved.id };
    });
  }

  async #act(act: () => Promise<KeptNews>): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    try {
      this.fire('lastria-ui-change', await act());
    } catch (error) {
      this.problem = problemText(error, this.messages.keep.failed);
    } finally {
      this.busy = false;
    }
  }
}
