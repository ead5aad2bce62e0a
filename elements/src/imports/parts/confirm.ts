import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { UiDialog } from '../../ui/dialog.ts';
import type { Import } from '../imports.data.ts';
import { kindOf } from '../imports.view.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';

export type Question = 'run' | 'undo' | 'abandon';

/** Names the consequence before it is one. Fires `lastria-ui-select` with the `question` agreed to, else `lastria-ui-close`. */
export class ConfirmDialog extends ImportPart {
  static override readonly tag = 'lastria-import-confirm';
  static override readonly dependencies = [UiDialog];
  static override styles = partStyles;

  @property({ attribute: false }) one: Import | undefined;
  @property({ attribute: false }) question: Question | undefined;

  override render(): TemplateResult | typeof nothing {
    const { one, question } = this;
    const texts = this.messages;
    const said = one && question ? this.#said(one, question) : [];
    const act = question ? texts[question] : undefined;
    return html`<lastria-ui-dialog
      kind="alertdialog"
      .open=${question !== undefined}
      .heading=${act?.title ?? ''}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
      ><div class="stack">${said.map((sentence) => html`<p>${sentence}</p>`)}</div>
      <button
        type="button"
        slot="footer"
        class="button"
        data-initial-focus
        @click=${() => this.fire('lastria-ui-close')}
      >
        ${question === 'run' ? this.texts.cancel : question ? texts[question].keep : ''}
      </button>
      <button
        type="button"
        slot="footer"
        class="button ${question === 'run' ? 'primary' : 'danger'}"
        id="confirm"
        @click=${() => this.fire('lastria-ui-select', { question })}
      >
        ${act?.confirm ?? ''}
      </button></lastria-ui-dialog
    >`;
  }

  #said(one: Import, question: Question): string[] {
    const { run, undo, abandon } = this.messages;
    const { total = 0, refused = 0 } = one.counts ?? {};
    if (question === 'abandon') return [abandon.consequence(one.filename)];
    if (question === 'run') return [run.consequence(kindOf(one), total, refused), run.undoable];
    return [one.status === 'done' ? undo.consequence(kindOf(one), total) : undo.partial];
  }
}
