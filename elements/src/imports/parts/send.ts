import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { faultAt, MOST_BYTES, type Import } from '../imports.data.ts';
import { sizeText } from '../imports.view.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';

/** Chooses a file, by the window of the system or by dropping it, and sends it. Fires `lastria-ui-change` with the `import`. */
export class SendFile extends ImportPart {
  static override readonly tag = 'lastria-import-send';
  static override styles = [
    partStyles,
    css`
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--_space-2);
        padding: var(--_space-8) var(--_space-4);
        text-align: center;
        border: 1px dashed var(--_line-control);
        border-radius: var(--_radius);
        background: var(--_canvas);
      }
      .drop[data-over] {
        border-color: var(--_accent);
        background: var(--_accent-soft);
      }
      progress {
        inline-size: min(320px, 100%);
        accent-color: var(--_accent);
      }
    `,
  ];

  /** The import whose file is sent again; none: a new one. */
  @property({ attribute: false }) importId: string | undefined;
  @state() private sending: File | undefined;
  @state() private over = false;
  @state() private failure: ProblemText | undefined;
  @state() private said = '';
  @query('input') private input!: HTMLInputElement;
  #asking: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  override focus(): void {
    void this.focusOn('#choose');
  }

  override render(): TemplateResult {
    const { send: texts } = this.messages;
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h3 id="title" tabindex="-1">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      <div
        class="drop"
        ?data-over=${this.over}
        @dragover=${this.#drag}
        @dragleave=${() => (this.over = false)}
        @drop=${this.#drop}
      >
        ${this.sending ? this.#renderSending(this.sending) : this.#renderChoice()}
        <input
          type="file"
          hidden
          accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label=${texts.choose}
          @change=${this.#pick}
        />
      </div>
      <p role="status" class=${this.said ? 'note' : 'visually-hidden'}>${this.said}</p>
      ${this.failure ? errorState(this.failure, undefined, texts.safe, this.texts) : nothing}
    </section>`;
  }

  #renderChoice(): TemplateResult {
    const { send: texts } = this.messages;
    return html`<button
        type="button"
        class="button primary"
        id="choose"
        aria-describedby="drop"
        @click=${() => this.input.click()}
      >
        ${icon('upload')}${texts.choose}
      </button>
      <p class="muted" id="drop">${texts.drop}</p>`;
  }

  #renderSending({ name, size }: File): TemplateResult {
    const { send: texts } = this.messages;
    const sentence = texts.sending(name, sizeText(size, texts));
    return html`<p role="status">${sentence}</p>
      <progress aria-label=${sentence}></progress>
      <button type="button" class="button" id="stop" @click=${this.#stop}>${texts.stop}</button>`;
  }

  readonly #drag = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (this.sending || files.length === 0) return;
    if (files.length > 1) this.#refuse(this.messages.send.several);
    else void this.#send(files[0]!);
  };

  readonly #pick = (): void => {
    const [file] = this.input.files ?? [];
    // The same file may be chosen again once it was corrected
    if (file) void this.#send(file).finally(() => (this.input.value = ''));
  };

  readonly #stop = (): void => {
    this.#asking?.abort();
    this.said = this.messages.send.stopped;
  };

  #refuse(detail: string): void {
    this.failure = { title: this.messages.send.refusedTitle, detail };
  }

  /** What can be known here is said before anything is sent. */
  #faultOf({ name, size }: File): string | undefined {
    const { send: texts } = this.messages;
    if (/\.xls$/i.test(name)) return texts.oldExcel;
    if (!/\.(xlsx|csv|txt)$/i.test(name)) return texts.otherFormat;
    if (size === 0) return texts.emptyFile;
    return size > MOST_BYTES ? texts.tooLarge(sizeText(size, texts)) : undefined;
  }

  async #send(file: File): Promise<void> {
    this.failure = undefined;
    this.said = '';
    const fault = this.#faultOf(file);
    if (fault) return this.#refuse(fault);
    this.sending = file;
    void this.focusOn('#stop');
    const asking = (this.#asking = new AbortController());
    try {
      const sent: Import = await this.calls.send(file, this.importId, asking.signal);
      if (!asking.signal.aborted) this.fire('lastria-ui-change', { import: sent });
    } catch (error) {
      if (asking.signal.aborted) return;
      const detail = faultAt(error, '#file', '/size', '/filename');
      if (detail) this.#refuse(detail);
      else this.failure = problemText(error, this.messages.send.failed);
    } finally {
      this.sending = undefined;
      if (this.isConnected) void this.focusOn('#choose');
    }
  }
}
