import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatLongDate, todayIn } from '../../core/format.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { timeToTheSecond, type LogFilter, type Trace } from '../audit.data.ts';
import type { AuditMessages } from '../audit.messages.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

/** Who did it, in words: a program of Lastria's own has no name. */
export const nameIn = ({ staff }: Trace, { traces: texts }: AuditMessages): string =>
  staff ? staff.displayName || texts.unknown : texts.system;

/** Where it was done: on a page of Lastria, or on a host's. */
export function placeOf(origin: NonNullable<Trace['origin']>, { traces }: AuditMessages): string {
  const place = traces.sessions[origin.kind] ?? origin.kind;
  const host = origin.kind === 'page' ? undefined : origin.address?.replace(/^https?:\/\//, '');
  return host ? `${place} · ${host}` : place;
}

/**
 * All that a trace says, and the ways from it to those like it. Fires `lastria-ui-select` with what to narrow the log to,
 * and `lastria-ui-close`.
 */
export class TraceDialog extends AuditPart {
  static override readonly tag = 'lastria-access-log-trace';
  static override readonly dependencies = [UiDialog];
  static override styles = [
    partStyles,
    css`
      :host {
        display: contents;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 8.5em) minmax(0, 1fr);
        gap: var(--_space-2) var(--_space-4);
        margin: 0;
        font-size: var(--_size);
      }
      .ways {
        margin-block-start: var(--_space-4);
      }
      dt {
        color: var(--_ink-muted);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];

  @property({ attribute: false }) trace: Trace | undefined;
  /** Whether the log can be narrowed from here. */
  @property({ type: Boolean }) narrows = false;

  /** Settles once it is off the screen, and focus where it was before. */
  get closed(): Promise<unknown> {
    return this.updateComplete.then(
      () => this.renderRoot.querySelector<UiDialog>('lastria-ui-dialog')?.updateComplete,
    );
  }

  override render(): TemplateResult {
    return html`<lastria-ui-dialog
      .open=${this.trace !== undefined}
      .heading=${this.trace?.label ?? this.messages.traces.detail}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${this.trace ? this.#renderTrace(this.trace) : nothing}
      ${this.trace && this.narrows ? this.#renderWays(this.trace) : nothing}
      <div slot="footer" class="actions">
        <button type="button" class="button primary" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
      </div>
    </lastria-ui-dialog>`;
  }

  #renderTrace(trace: Trace): TemplateResult {
    const { traces: texts } = this.messages;
    const { at, client, origin, fileId, unitId, recordId, reason } = trace;
    const zone = this.timeZone;
    const facts: readonly (readonly [string, string | null | undefined])[] = [
      [texts.columns.when, `${formatLongDate(at, zone)}, ${timeToTheSecond(at, zone)}`],
      [texts.staffName, nameIn(trace, this.messages)],
      [texts.client, client?.name],
      [texts.why, reason],
      [texts.number, fileId],
      [texts.unit, unitId && this.around.units.get(unitId)],
      [texts.record, recordId],
      [texts.columns.where, origin && placeOf(origin, this.messages)],
      [texts.device, origin?.device],
    ];
    return html`<dl>
      ${facts.map(([name, value]) =>
        value
          ? html`<dt>${name}</dt>
              <dd>${value}</dd>`
          : nothing,
      )}
    </dl>`;
  }

  #renderWays({ at, staff, fileId }: Trace): TemplateResult {
    const { traces: texts } = this.messages;
    const day = todayIn(this.timeZone, new Date(at));
    const way = (label: string, filter: Partial<LogFilter>): TemplateResult =>
      html`<button
        type="button"
        class="button"
        aria-label=${texts.onlyOf(label)}
        @click=${() => this.fire('lastria-ui-select', { filter })}
      >
        ${label}
      </button>`;
    return html`<div class="actions ways">
      <span class="muted" aria-hidden="true">${texts.only}</span>
      ${fileId ? way(texts.onlyFile, { fileId }) : nothing}${staff ? way(texts.onlyStaff, { staffId: staff.id }) : nothing}${way(texts.onlyDay, { from: day, to: day })}
    </div>`;
  }
}
