import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { saveFile } from '../../ui/save-file.ts';
import { letterheads, type Letterhead } from '../configuration.data.ts';
import { factsOf, faultOf, fileFaults, type PieceKind } from '../letterhead.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { LetterheadPicture } from './letterhead-picture.ts';

/** The document or the logo: what is in place, since when and by whom; another, or none. Fires `lastria-ui-change` with the `letterhead`. */
export class LetterheadPiecePart extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-letterhead-piece';
  static override readonly dependencies = [LetterheadPicture];
  static override styles = [
    partStyles,
    css`
      progress {
        inline-size: min(320px, 100%);
        accent-color: var(--_accent);
      }
      .place {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--_space-3) var(--_space-4);
      }
      .place dl {
        flex: 1 1 18em;
      }
      @container (inline-size < 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          margin-block-end: var(--_space-1);
        }
      }
    `,
  ];

  @property() kind: PieceKind = 'base';
  @property({ attribute: false }) letterhead!: Letterhead;
  @state() private sending: File | undefined;
  @state() private removing = false;
  @state() private faults: readonly string[] = [];
  @state() private failure: ProblemText | undefined;
  @state() private said = '';
  @state() private picture: Blob | undefined;
  @query('input') private input!: HTMLInputElement;
  #asking: AbortController | undefined;
  #shown = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.kind === 'logo' && changed.has('letterhead')) void this.#readPicture();
  }

  override render(): TemplateResult {
    const texts = this.messages.letterhead;
    const own = texts[this.kind];
    return html`<section class="form" aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${own.title}</h2>
        <p class="muted">${own.intro}</p>
      </div>
      ${this.#piece ? this.#renderPlace() : html`<p>${own.none}</p>`}
      ${this.sending ? this.#renderSending(this.sending) : this.removing ? this.#renderRemoving() : this.#renderActions()}
      <input
        type="file"
        hidden
        accept=${this.kind === 'base' ? '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document' : '.png,.jpg,.jpeg,image/png,image/jpeg'}
        aria-label=${own.choose}
        @change=${this.#pick}
      />
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.faults.length > 0 ? this.#renderFaults() : nothing}
      ${this.failure ? errorState(this.failure, undefined, texts.safe, this.texts) : nothing}
    </section>`;
  }

  get #piece() {
    return this.letterhead[this.kind];
  }

  #renderPlace(): TemplateResult {
    const { letterhead: texts } = this.messages;
    const { logo } = this.letterhead;
    return html`<div class="panel place">
      ${
        this.kind === 'logo' && logo
          ? html`<lastria-configuration-picture
              .file=${this.picture}
              .label=${texts.picture(logo.width, logo.height)}
            ></lastria-configuration-picture>`
          : nothing
      }
      <dl>
        ${factsOf(this.letterhead, this.kind, this.timeZone, texts).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </div>`;
  }

  #renderActions(): TemplateResult {
    const own = this.messages.letterhead[this.kind];
    return html`<div class="actions">
      <button type="button" class="button" data-choose @click=${() => this.input.click()}>
        ${icon('upload')}${this.#piece ? own.replace : own.choose}
      </button>
      ${
        this.#piece
          ? html`<button type="button" class="button" data-download @click=${() => void this.#download()}>
                ${icon('download')}${own.download}</button
              ><button type="button" class="button" data-remove @click=${() => this.#ask(true)}>
                ${own.remove}
              </button>`
          : nothing
      }
    </div>`;
  }

  #renderSending({ name }: File): TemplateResult {
    const texts = this.messages.letterhead;
    const sentence = texts.sending(name);
    return html`<div class="form" role="status"><p>${sentence}</p></div>
      <progress aria-label=${sentence}></progress>
      <div class="actions">
        <button type="button" class="button" data-stop @click=${this.#stop}>${texts.stop}</button>
      </div>`;
  }

  #renderRemoving(): TemplateResult {
    const { letterhead: texts, actions } = this.messages;
    return html`<div class="conflict">
      <p id="effect">${texts[this.kind].confirm} ${texts.kept}</p>
      <div class="actions">
        <button
          type="button"
          class="button danger"
          data-confirm
          aria-describedby="effect"
          @click=${() => void this.#remove()}
        >
          ${texts[this.kind].remove}</button
        ><button type="button" class="button" @click=${() => this.#ask(false)}>${actions.cancel}</button>
      </div>
    </div>`;
  }

  #renderFaults(): TemplateResult {
    return html`<div class="conflict" data-faults tabindex="-1">
      <p><strong>${this.messages.letterhead[this.kind].refused}</strong></p>
      <ul>
        ${this.faults.map((fault) => html`<li>${fault}</li>`)}
      </ul>
    </div>`;
  }

  readonly #pick = (): void => {
    const [file] = this.input.files ?? [];
    // The same file may be chosen again once it was corrected
    if (file) void this.#send(file).finally(() => (this.input.value = ''));
  };

  readonly #stop = (): void => {
    this.#asking?.abort();
    this.said = this.messages.letterhead.stopped;
  };

  async #send(file: File): Promise<void> {
    const texts = this.messages.letterhead;
    this.#clear();
    const fault = faultOf(file, this.kind, this.letterhead.limits[this.kind], texts);
    if (fault) return this.#refuse([fault]);
    this.sending = file;
    void this.#focus('[data-stop]');
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    try {
      const calls = letterheads(this.session);
      const letterhead = await (this.kind === 'base'
        ? calls.sendLetterheadBase(file, { signal })
        : calls.sendLetterheadLogo(file, { signal }));
      this.sending = undefined;
      this.#told(letterhead, texts[this.kind].saved);
    } catch (error) {
      this.sending = undefined;
      if (signal.aborted) return void this.#focus('[data-choose]');
      const faults = fileFaults(error);
      if (faults.length > 0) this.#refuse(faults);
      else this.failure = this.problem(error);
    }
  }

  async #remove(): Promise<void> {
    const own = this.messages.letterhead[this.kind];
    await this.carryOut(
      async () => {
        const calls = letterheads(this.session);
        const letterhead = await (this.kind === 'base'
          ? calls.removeLetterheadBase()
          : calls.removeLetterheadLogo());
        this.removing = false;
        this.#told(letterhead, own.removed);
      },
      (error) => (this.failure = this.problem(error)),
    );
  }

  async #download(): Promise<void> {
    const own = this.messages.letterhead[this.kind];
    this.#clear();
    try {
      const calls = letterheads(this.session);
      const file = await (this.kind === 'base' ? calls.readLetterheadBase() : calls.readLetterheadLogo());
      const extension = this.kind === 'logo' ? `.${this.letterhead.logo?.type ?? 'png'}` : '';
      saveFile(file, `${own.fileName}${extension}`);
    } catch (error) {
      this.failure = this.problem(error);
    }
  }

  /** The logo in place, read once. */
  async #readPicture(): Promise<void> {
    const { logo } = this.letterhead;
    if (logo?.id === this.#shown) return;
    this.#shown = logo?.id ?? '';
    this.picture = undefined;
    if (!logo) return;
    // Unread, the logo is only said
    const file = await letterheads(this.session)
      .readLetterheadLogo()
      .catch(() => undefined);
    if (this.#shown === logo.id) this.picture = file;
  }

  #told(letterhead: Letterhead, said: string): void {
    this.fire('lastria-ui-change', { letterhead, said, kind: this.kind });
    void this.#focus('#title');
  }

  #ask(removing: boolean): void {
    this.#clear();
    this.removing = removing;
    void this.#focus(removing ? '[data-confirm]' : '[data-remove]');
  }

  #refuse(faults: readonly string[]): void {
    this.faults = faults;
    void this.#focus('[data-faults]');
  }

  #clear(): void {
    this.faults = [];
    this.failure = undefined;
    this.said = '';
    this.removing = false;
  }

  async #focus(what: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(what)?.focus();
  }
}
