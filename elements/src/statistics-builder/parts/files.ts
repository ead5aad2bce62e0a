import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatName, isFeminine } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import type { Shown } from '../statistics-builder.beside.ts';
import type { BuilderCalls, FilesBehind } from '../statistics-builder.data.ts';
import type { ChosenFigure } from './figures.ts';

type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly found: FilesBehind };

/**
 * The files behind a figure, of those that one may open: a figure that is masked or of others has none, as an empty one.
 * Fires `lastria-ui-select` with the `fileId` chosen.
 */
export class FilesPart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-files';
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      :host {
        padding-block-end: var(--_space-4);
        font-size: var(--_size);
      }
      p {
        margin: 0 0 var(--_space-2);
        color: var(--_ink-muted);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li + li {
        border-block-start: 1px solid var(--_line);
      }
      button.file {
        display: block;
        inline-size: 100%;
        padding: 7px 4px;
        font: inherit;
        text-align: start;
        color: inherit;
        background: none;
        border: 0;
        border-radius: var(--_radius-small);
        cursor: pointer;
      }
      button.file:hover {
        background: var(--_sunken);
      }
      strong {
        color: var(--_accent);
      }
      small {
        display: block;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
    `,
  ];

  @property({ attribute: false }) shown!: Shown;
  @property({ attribute: false }) figure!: ChosenFigure;
  @property({ attribute: false }) calls!: BuilderCalls;
  @state() private view: View = { kind: 'loading' };
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('figure')) void this.#load();
  }

  override render(): TemplateResult {
    const { view } = this;
    const { files: texts } = this.shown.messages;
    switch (view.kind) {
      case 'loading':
        return skeleton(4, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#load(), undefined, this.texts);
      case 'ready':
        return view.found.items.length === 0
          ? emptyState(texts.none)
          : html`<p role="status">${texts.of(this.figure.label, view.found.items.length, view.found.more)}</p>
              <ul>
                ${view.found.items.map((file) => this.#renderFile(file))}
              </ul>`;
    }
  }

  #renderFile({
    id,
    lastName,
    firstNames,
    birthName,
    sex,
    unitName,
    leadWorker,
  }: FilesBehind['items'][number]): TemplateResult {
    const name = formatName({
      lastName,
      firstName: firstNames,
      birthName: birthName ?? undefined,
      feminine: isFeminine(sex),
    });
    return html`<li>
      <button type="button" class="file" @click=${() => this.fire('lastria-ui-select', { fileId: id })}>
        <strong>${name}</strong
        ><small>${unitName}${leadWorker ? html` · ${leadWorker.displayName}` : nothing}</small>
      </button>
    </li>`;
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = { kind: 'loading' };
    const { definition, over, table, messages } = this.shown;
    const at = this.figure.place.flatMap((rank, index) => {
      const axis = table.axes[index]!;
      return rank === null ? [] : [{ dimension: axis.dimension.code, code: axis.items[rank]!.code }];
    });
    try {
      const found = await this.calls.behind(definition, over, at, signal);
      if (!signal.aborted) this.view = { kind: 'ready', found };
    } catch (error) {
      if (!signal.aborted) this.view = { kind: 'error', problem: problemText(error, messages.files.failed) };
    }
  }
}
