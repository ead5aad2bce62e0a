import { css, html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { jsonFile, saveFile } from '../../ui/save-file.ts';
import type { ReportFile } from '../reports.data.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/** The server takes no larger one. */
const MAX = 64 * 1024;

/**
 * The definition of a report, out to a file and back from one: a question without any figure, for another service. What
 * does not exist here is said, and nothing is added.
 */
export class SharingPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-sharing';
  static override styles = [
    ...reportsStyles,
    css`
      .faults {
        padding-inline-start: 1.2em;
        list-style: disc;
        font-size: var(--_size);
      }
    `,
  ];

  @state() private failure: ProblemText | undefined;
  /** What was being done when it failed. */
  @state() private failed: 'save' | 'open' = 'save';
  @state() private said = '';
  @query('input') private input!: HTMLInputElement;
  #busy = false;

  override render(): TemplateResult {
    const { sharing: texts } = this.messages;
    return html`<div class="stack">
      <p>${texts.intro}</p>
      <section class="stack" aria-labelledby="save">
        <h3 id="save">${texts.saveTitle}</h3>
        ${this.#renderSave()} ${this.failure && this.failed === 'save' ? this.#renderFailure() : nothing}
        <p class="muted" role="status">${this.said}</p>
      </section>
      <section class="stack" aria-labelledby="open">
        <h3 id="open">${texts.openTitle}</h3>
        <p>${texts.openText}</p>
        <div class="actions">
          <button type="button" class="button" data-open @click=${() => this.input.click()}>
            ${icon('upload')}${texts.open}
          </button>
          <input
            type="file"
            hidden
            accept=".json,application/json"
            aria-label=${texts.open}
            @change=${this.#pick}
          />
        </div>
        ${this.failure && this.failed === 'open' ? this.#renderFailure() : nothing}
      </section>
    </div>`;
  }

  #renderSave(): TemplateResult {
    const { sharing: texts } = this.messages;
    const { saved } = this.shown;
    if (!saved) return html`<p>${texts.unsaved}</p>`;
    return html`<p>${texts.saveText(saved.title)}</p>
      <div class="actions">
        <button type="button" class="button" @click=${() => void this.#save(saved.id)}>
          ${icon('download')}${texts.save}
        </button>
      </div>`;
  }

  #renderFailure(): TemplateResult {
    const failure = this.failure!;
    const faults = [...new Set(failure.fieldErrors?.map(({ detail }) => detail) ?? [])];
    return html`${errorState(failure, undefined, this.failed === 'open' ? this.messages.sharing.safe : undefined, this.texts)}
    ${
      faults.length > 0
        ? html`<ul class="faults" aria-label=${this.messages.sharing.faults}>
            ${faults.map((fault) => html`<li>${fault}</li>`)}
          </ul>`
        : nothing
    }`;
  }

  async #save(id: string): Promise<void> {
    const { sharing: texts } = this.messages;
    await this.#act('save', async () => {
      const file = await this.calls.definition(id);
      saveFile(jsonFile(file), texts.fileName(file.title));
      const { dimensions } = this.known.model;
      const left = file.leftOut.map((code) => dimensions.find((one) => one.code === code)?.label ?? code);
      this.said = left.length > 0 ? texts.savedWithout(left) : texts.saved;
    });
  }

  readonly #pick = (): void => {
    const [file] = this.input.files ?? [];
    // The same file may be chosen again once it was corrected
    if (file) void this.#open(file).finally(() => (this.input.value = ''));
  };

  async #open(file: File): Promise<void> {
    await this.#act('open', async () => {
      const definition = await this.#read(file);
      if (definition) this.shown.opened(await this.calls.openDefinition(definition));
    });
  }

  /** The file, when it is one of ours; the server says what of it cannot be asked here. */
  async #read(file: File): Promise<ReportFile | undefined> {
    const { notOurs } = this.messages.sharing;
    if (file.size <= MAX)
      try {
        const content = JSON.parse(await file.text()) as ReportFile | null;
        if (content?.format === 'lastria-report') return content;
      } catch {
        // Not JSON: not one of ours either
      }
    this.failure = { title: notOurs(file.name) };
    return undefined;
  }

  async #act(what: 'save' | 'open', act: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failed = what;
    this.failure = undefined;
    this.said = '';
    try {
      await act();
    } catch (error) {
      this.failure = problemText(error, this.messages.failed);
    } finally {
      this.#busy = false;
    }
  }
}
