import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { saveFile } from '../../ui/save-file.ts';
import { letterheads, type Letterhead } from '../configuration.data.ts';
import type { PieceKind } from '../letterhead.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { LetterheadPiecePart } from './letterhead-piece.ts';

type Format = 'docx' | 'pdf';

/** « Modèle de rapport »: the Word file and the logo activity reports are written with, an example, and who changed them. */
export class LetterheadPart extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-letterhead';
  static override readonly dependencies = [LetterheadPiecePart];
  static override styles = [
    partStyles,
    css`
      .marks dt {
        font-family: ui-monospace, monospace;
        color: var(--_ink);
      }
      details > .form {
        padding-block-end: var(--_space-3);
      }
      @container (inline-size < 480px) {
        .marks {
          grid-template-columns: minmax(0, 1fr);
        }
        .marks dd {
          margin-block-end: var(--_space-1);
        }
      }
    `,
  ];

  /** Read when it is shown for the first time. */
  @property({ type: Boolean }) shown = false;
  @state() private letterhead: Letterhead | undefined;
  @state() private unread: ProblemText | undefined;
  @state() private failure: ProblemText | undefined;
  @state() private making: Format | undefined;
  @state() private said = '';
  #asking: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.letterhead = undefined;
    if (this.shown && !this.letterhead && (changed.has('shown') || changed.has('session'))) void this.#read();
  }

  override render(): TemplateResult {
    if (this.unread)
      return errorState(this.unread, () => void this.#read(), this.messages.letterhead.safe, this.texts);
    if (!this.letterhead) return skeleton(5, this.texts);
    return html`<div class="form apart">
      ${this.#renderPiece('base', this.letterhead)} ${this.#renderPrepare()}
      ${this.#renderPiece('logo', this.letterhead)} ${this.#renderSample()}
      ${this.letterhead.history.length > 0 ? this.#renderHistory(this.letterhead) : nothing}
    </div>`;
  }

  #renderPiece(kind: PieceKind, letterhead: Letterhead): TemplateResult {
    return html`<lastria-configuration-letterhead-piece
      data-kind=${kind}
      .kind=${kind}
      .letterhead=${letterhead}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-ui-change=${this.#hear}
    ></lastria-configuration-letterhead-piece>`;
  }

  #renderPrepare(): TemplateResult {
    const texts = this.messages.letterhead;
    return html`<details>
      <summary>${icon('chevron-right')}<span>${texts.prepare}</span></summary>
      <div class="form">
        <p>${texts.prepareText}</p>
        <dl class="marks">
          ${texts.marks.map(
            ([mark, meaning]) =>
              html`<dt>${mark}</dt>
                <dd>${meaning}</dd>`,
          )}
        </dl>
        <p>${texts.prepareStyles}</p>
        <p class="muted">${texts.prepareRefused}</p>
      </div>
    </details>`;
  }

  #renderSample(): TemplateResult {
    const { sample: texts, safe } = this.messages.letterhead;
    const button = (format: Format): TemplateResult =>
      html`<button
        type="button"
        class="button"
        data-sample=${format}
        aria-disabled=${this.making !== undefined}
        @click=${() => void this.#make(format)}
      >
        ${icon('download')}${texts[format]}
      </button>`;
    return html`<section class="form" aria-labelledby="sample">
      <div>
        <h2 id="sample" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      <div class="actions">${button('docx')}${button('pdf')}</div>
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.failure ? errorState(this.failure, undefined, safe, this.texts) : nothing}
    </section>`;
  }

  #renderHistory({ history }: Letterhead): TemplateResult {
    const texts = this.messages.letterhead;
    return html`<details>
      <summary>
        ${icon('chevron-right')}<span>${texts.history}</span><span class="muted">${history.length}</span>
      </summary>
      <ul class="rows">
        ${history.map(
          ({ kind, act, at, by }) =>
            html`<li class="row">
              <span class="what"
                ><span>${texts.acts[kind]?.[act] ?? act}</span
                ><span class="muted"
                  >${texts.by(formatDateTime(at, this.timeZone), by.displayName)}</span
                ></span
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  readonly #hear = ({
    detail: { letterhead, said, kind },
  }: CustomEvent<{ letterhead: Letterhead; said: string; kind: PieceKind }>): void => {
    this.letterhead = letterhead;
    this.said = '';
    this.tell({ change: { kind: 'report', code: kind }, said });
  };

  async #read(): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.unread = undefined;
    try {
      const read = await letterheads(this.session).readLetterhead({ signal: asking.signal });
      if (!asking.signal.aborted) this.letterhead = read;
    } catch (error) {
      if (!asking.signal.aborted) this.unread = problemText(error, this.messages.letterhead.failed);
    }
  }

  async #make(format: Format): Promise<void> {
    if (this.making) return;
    const { sample: texts } = this.messages.letterhead;
    this.making = format;
    this.failure = undefined;
    this.said = texts.making;
    try {
      saveFile(await letterheads(this.session).readLetterheadSample(format), `${texts.fileName}.${format}`);
      this.said = texts.made;
    } catch (error) {
      this.said = '';
      this.failure = problemText(error, texts.failed);
    } finally {
      this.making = undefined;
    }
  }
}
