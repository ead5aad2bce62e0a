import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { jsonFile, saveFile } from '../../ui/save-file.ts';
import { isStale } from '../../core/problem-text.ts';
import { etagOf, type ConfigurationFile, type ConfigurationFileEffect } from '../configuration.data.ts';
import { changeGroups, readableFaults } from '../exchange.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { partStyles } from '../../ui/part.styles.ts';

/** What is chosen, and what it would do. */
interface Chosen {
  readonly name: string;
  readonly file: ConfigurationFile;
  readonly effect: ConfigurationFileEffect;
}
/** The server takes no larger one. */
const MAX = 2 * 1024 * 1024;

/** « Fichier »: the whole configuration out to a file, and back from one once its effect was read. */
export class ExchangePart extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-exchange';
  static override styles = partStyles;

  @state() private chosen: Chosen | undefined;
  @state() private busy: 'reading' | 'importing' | 'exporting' | '' = '';
  @state() private failure: ProblemText | undefined;
  /** Why a file cannot be read. */
  @state() private faults: readonly string[] = [];
  @state() private outdated = false;
  @query('input') private input!: HTMLInputElement;

  override render(): TemplateResult {
    const { exchange: texts } = this.messages;
    return html`<div class="form apart">
      <section class="form" aria-labelledby="export">
        <h2 id="export" tabindex="-1">${texts.exportTitle}</h2>
        <p>${texts.exportText}</p>
        <div class="actions">
          <button type="button" class="button" data-export @click=${() => void this.#export()}>
            ${icon('download')}${texts.export}
          </button>
        </div>
      </section>
      <section class="form" aria-labelledby="import">
        <h2 id="import" tabindex="-1">${texts.importTitle}</h2>
        <p>${texts.importText}</p>
        <div class="actions">
          <button type="button" class="button" data-choose @click=${() => this.input.click()}>
            ${icon('upload')}${texts.choose}
          </button>
          <input
            type="file"
            hidden
            accept=".json,application/json"
            aria-label=${texts.choose}
            @change=${this.#pick}
          />
        </div>
        <div role="status" class="form">
          ${this.busy === 'reading' ? html`<p class="muted">${texts.reading}</p>` : nothing}
          ${this.faults.length > 0 ? this.#renderFaults() : nothing}
          ${this.chosen ? this.#renderPreview(this.chosen) : nothing}
        </div>
      </section>
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
    </div>`;
  }

  #renderFaults(): TemplateResult {
    const { exchange: texts } = this.messages;
    return html`<div class="conflict" data-faults tabindex="-1">
      <p><strong>${texts.refusedFile}</strong></p>
      <ul>
        ${this.faults.map((fault) => html`<li>${fault}</li>`)}
      </ul>
    </div>`;
  }

  #renderPreview({ name, file, effect }: Chosen): TemplateResult {
    const { exchange: texts, actions } = this.messages;
    const { configuration } = this.settings;
    const listName = (code: string): string =>
      [...file.lists, ...configuration.lists].find((list) => list.code === code)?.label ?? code;
    const groups = changeGroups(effect.changes, listName, texts);
    const writes = effect.changes.some(({ kind }) => kind !== 'refused');
    return html`<section class="panel form" aria-labelledby="preview">
      <div>
        <h3 id="preview" tabindex="-1">${texts.previewTitle(name)}</h3>
        <p class="muted">${texts.previewText(effect.kept)}</p>
      </div>
      ${this.outdated ? html`<p class="effect warning">${icon('warning')}<span>${texts.outdated}</span></p>` : nothing}
      ${
        groups.length === 0
          ? html`<p>${texts.nothing}</p>`
          : groups.map(
              ({ kind, heading, lines }) =>
                html`<details ?open=${lines.length <= 8 || kind === 'refused'}>
                  <summary>
                    ${icon('chevron-right')}<span>${heading}</span><span class="muted">${lines.length}</span>
                  </summary>
                  <ul class="rows">
                    ${lines.map(
                      ({ label, note }) =>
                        html`<li class="row">
                          <span class="what"><span>${label}</span><span class="muted">${note}</span></span>
                        </li>`,
                    )}
                  </ul>
                </details>`,
            )
      }
      <div class="actions">
        ${
          writes
            ? html`<button
                type="button"
                class="button primary"
                data-import
                @click=${() => void this.#import()}
              >
                ${texts.import}
              </button>`
            : nothing
        }<button type="button" class="button" @click=${() => this.#forget()}>
          ${writes ? actions.cancel : texts.close}
        </button>
      </div>
    </section>`;
  }

  async #export(): Promise<void> {
    if (this.busy) return;
    this.busy = 'exporting';
    this.failure = undefined;
    try {
      const file = await this.session.configuration.exportFile();
      saveFile(jsonFile(file), this.messages.exchange.fileName);
      this.tell({ said: this.messages.exchange.exported });
    } catch (error) {
      this.failure = this.problem(error);
    } finally {
      this.busy = '';
    }
  }

  readonly #pick = (): void => {
    const [file] = this.input.files ?? [];
    // The same file may be chosen again once it was corrected
    if (file) void this.#read(file).finally(() => (this.input.value = ''));
  };

  async #read(file: File): Promise<void> {
    const { exchange: texts } = this.messages;
    this.#clear();
    if (file.size > MAX) return this.#refuse([texts.tooLarge]);
    this.busy = 'reading';
    let content: ConfigurationFile;
    try {
      content = JSON.parse(await file.text()) as ConfigurationFile;
    } catch {
      return this.#refuse([texts.unreadable]);
    }
    await this.#preview(file.name, content);
  }

  async #preview(name: string, file: ConfigurationFile): Promise<void> {
    this.busy = 'reading';
    try {
      this.chosen = { name, file, effect: await this.session.configuration.previewImport(file) };
      this.busy = '';
      await this.#focus('#preview');
    } catch (error) {
      const faults = readableFaults(error, file, this.messages.exchange);
      if (faults.length > 0) this.#refuse(faults);
      else this.failure = this.problem(error);
    } finally {
      this.busy = '';
    }
  }

  /** What changed since the preview is shown before anything is saved. */
  async #import(): Promise<void> {
    const { chosen } = this;
    if (!chosen || this.busy) return;
    this.busy = 'importing';
    this.failure = undefined;
    try {
      await this.session.configuration.importFile(chosen.file, { etag: etagOf(chosen.effect) });
      this.chosen = undefined;
      await this.reread();
      this.tell({ change: { kind: 'file', code: '' }, said: this.messages.exchange.imported(chosen.name) });
      await this.#focus('[data-choose]');
    } catch (error) {
      if (isStale(error)) {
        await this.#preview(chosen.name, chosen.file);
        this.outdated = true;
      } else this.failure = this.problem(error);
    } finally {
      this.busy = '';
    }
  }

  #refuse(faults: readonly string[]): void {
    this.busy = '';
    this.faults = faults;
    void this.#focus('[data-faults]');
  }

  #forget(): void {
    this.#clear();
    void this.#focus('[data-choose]');
  }

  #clear(): void {
    this.chosen = undefined;
    this.failure = undefined;
    this.faults = [];
    this.outdated = false;
  }

  async #focus(what: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(what)?.focus();
  }
}
