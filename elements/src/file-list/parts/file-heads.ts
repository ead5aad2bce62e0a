import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { fileListMessages, type FileListMessages } from '../file-list.messages.ts';
import { columns } from './columns.styles.ts';

/** What the columns hold, where there are columns; each row says it in its own words to screen readers. */
export class FileHeads extends UiElement {
  static override readonly tag = 'lastria-file-list-heads';
  static override styles = [
    base,
    columns,
    css`
      .head {
        padding-block: 6px;
        font-size: var(--_size);
        color: var(--_ink-muted);
        border-block-end: 1px solid var(--_line-strong);
      }
      .head > .cell {
        font-size: var(--_size-small);
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) messages: FileListMessages = fileListMessages;

  override render(): TemplateResult {
    const { columns: texts } = this.messages;
    return html`<div class="row head" aria-hidden="true">
      <span class="cell name">${texts.name}</span><span class="cell age">${texts.age}</span
      ><span class="cell unit">${texts.unit}</span><span class="cell lead">${texts.lead}</span
      ><span class="cell contact">${texts.contact}</span><span class="cell flags">${texts.flags}</span>
    </div>`;
  }
}
