import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { todayIn } from '../../core/format.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { everything, fileIdIn, type LogFilter } from '../audit.data.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

/** By file, person, kind and period. Fires `lastria-ui-change` with the `filter`, at each choice. */
export class TraceFilters extends AuditPart {
  static override readonly tag = 'lastria-access-log-filters';
  static override readonly dependencies = [UiTextField, UiCombobox, UiSelectField, UiDateField];
  static override styles = [
    partStyles,
    css`
      .filters {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--_space-2) var(--_space-3);
        align-items: start;
      }
      .file {
        grid-column: 1 / -1;
      }
      .clear {
        justify-self: start;
      }
      @container (inline-size >= 560px) {
        .filters {
          grid-template-columns: repeat(4, minmax(0, 1fr));
        }
        .file,
        .wide {
          grid-column: span 2;
        }
      }
      @container (inline-size >= 1000px) {
        .filters {
          grid-template-columns: 1.5fr 1.3fr 1.2fr 1fr 1fr;
        }
        .file,
        .wide {
          grid-column: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) filter: LogFilter = everything;
  /** Typed where a file's number was awaited, and none. */
  @state() private unread = '';

  override render(): TemplateResult {
    const { traces: texts } = this.messages;
    const { filter, timeZone } = this;
    const today = todayIn(timeZone);
    const wrongOrder = filter.from && filter.to && filter.to < filter.from ? texts.wrongOrder : '';
    const narrowed = this.unread || Object.values(filter).some((value) => value !== '');
    return html`<div class="stack" role="search" aria-label=${texts.filters}>
      <div class="filters">
        <lastria-ui-text-field
          class="file"
          .label=${texts.fileId}
          .value=${this.unread || filter.fileId}
          .error=${this.unread ? texts.fileUnreadable : ''}
          max-length="300"
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#takeFile(event.detail.value)}
        ></lastria-ui-text-field>
        <lastria-ui-combobox
          class="wide"
          eager
          .label=${texts.staff}
          .placeholder=${texts.staffAll}
          .options=${this.around.staff.map(({ id, name }) => ({ value: id, label: name }))}
          .value=${filter.staffId}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#set({ staffId: event.detail.value })}
        ></lastria-ui-combobox>
        <lastria-ui-select-field
          class="wide"
          settles
          .label=${texts.kind}
          .placeholder=${texts.kindAll}
          .options=${Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
          .value=${filter.kind}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#set({ kind: event.detail.value })}
        ></lastria-ui-select-field>
        <lastria-ui-date-field
          prefer="past"
          .label=${texts.from}
          .timeZone=${timeZone}
          .max=${today}
          .value=${filter.from || null}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.#set({ from: event.detail.value ?? '' })}
        ></lastria-ui-date-field>
        <lastria-ui-date-field
          prefer="past"
          .label=${texts.to}
          .timeZone=${timeZone}
          .max=${today}
          .value=${filter.to || null}
          .error=${wrongOrder}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.#set({ to: event.detail.value ?? '' })}
        ></lastria-ui-date-field>
      </div>
      ${
        narrowed
          ? html`<button type="button" class="button quiet clear" @click=${() => this.#set(everything)}>
              ${icon('close')}${texts.clear}
            </button>`
          : nothing
      }
    </div>`;
  }

  #takeFile(text: string): void {
    const found = text.trim() === '' ? '' : fileIdIn(text);
    this.unread = found === undefined ? text : '';
    if (found !== undefined) this.#set({ fileId: found });
  }

  #set(change: Partial<LogFilter>): void {
    if (change === everything) this.unread = '';
    const filter = { ...this.filter, ...change };
    if (Object.entries(filter).every(([key, value]) => this.filter[key as keyof LogFilter] === value)) return;
    this.filter = filter;
    // Days in the wrong order are said here: nothing answers them
    if (filter.from && filter.to && filter.to < filter.from) return;
    this.fire('lastria-ui-change', { filter });
  }
}
