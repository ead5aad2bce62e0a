import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { flag, flagStyles } from '../../ui/chip.ts';
import type { Names } from '../../social-file/social-file.view.ts';
import type { RowView } from '../file-list.data.ts';
import { fileListMessages, type FileListMessages } from '../file-list.messages.ts';
import { columns } from './columns.styles.ts';

/** One file of the list: two lines where it is narrow, columns where there is room. */
export class FileRow extends UiElement {
  static override readonly tag = 'lastria-file-list-row';
  static override styles = [
    base,
    flagStyles,
    columns,
    css`
      .row {
        min-block-size: 44px;
        padding-block: 6px;
        font-size: var(--_size);
        cursor: pointer;
      }
      .name {
        font-weight: 600;
        color: var(--_ink);
        overflow-wrap: anywhere;
      }
      .more {
        color: var(--_ink-muted);
      }
      .flags {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .muted {
        color: var(--_ink-faint);
      }
      .contact {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) row!: RowView;
  @property({ attribute: false }) names: Names | undefined;
  @property({ attribute: false }) messages: FileListMessages = fileListMessages;

  override render(): TemplateResult {
    const { row, messages: texts } = this;
    const { unitName, leadWorker, lastContactOn, flags, status } = row.summary;
    return html`<div class="row">
      <span class="name cell">${row.name}</span>
      <span class="age cell more">${row.age}</span>
      <span class="unit cell more">${unitName}</span>
      <span class="lead cell more ${leadWorker ? '' : 'muted'}"
        >${leadWorker?.displayName ?? texts.noLead}</span
      >
      <span class="contact cell more ${lastContactOn ? '' : 'muted'}"
        >${lastContactOn ? html`<span class="prefix">${texts.contact('')}</span>${formatDate(lastContactOn, 'UTC')}` : texts.noContact}</span
      >
      <span class="flags cell"
        >${status === 'closed' ? flag('neutral', texts.closed, 'lock') : nothing}${flags.map((code) => flag(this.names?.flagKind(code) ?? 'warning', this.names?.of('fileFlag', code) ?? code))}</span
      >
    </div>`;
  }
}
