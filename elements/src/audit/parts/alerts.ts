import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { todayIn } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { everything, type ReadingAlert } from '../audit.data.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

/** Who read beyond the limits, latest first. Fires `lastria-ui-select` with the `filter` of the traces behind one. */
export class AlertsPart extends AuditPart {
  static override readonly tag = 'lastria-access-log-alerts';
  static override styles = [
    partStyles,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: var(--_space-1) var(--_space-4);
        padding-block: var(--_space-3);
        border-block-end: 1px solid var(--_line);
      }
      .what {
        flex: 1 1 20em;
        display: grid;
        gap: 2px;
        min-inline-size: 0;
        font-size: var(--_size);
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-1) var(--_space-2);
        align-items: center;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .older {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) alerts: readonly ReadingAlert[] = [];
  /** Where the older ones begin; null: there is none. */
  @property({ attribute: false }) older: string | null = null;
  @state() private more: readonly ReadingAlert[] = [];
  @state() private failure: ProblemText | undefined;
  #cursor: string | null = null;
  #asking: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('alerts')) return;
    this.more = [];
    this.#cursor = this.older;
  }

  override render(): TemplateResult {
    const { alerts: texts } = this.messages;
    const all = [...this.alerts, ...this.more];
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h2 id="title" class="visually-hidden">${texts.title}</h2>
        <p class="intro">${texts.intro}</p>
      </div>
      ${
        all.length === 0
          ? html`<p>${texts.none}</p>`
          : html`<ul>
              ${all.map((alert) => this.#renderAlert(alert))}
            </ul>`
      }
      ${this.failure ? errorState(this.failure, () => void this.#readMore(), undefined, this.texts) : nothing}
      ${this.#cursor === null || this.failure ? nothing : html`<button type="button" class="button older" @click=${() => void this.#readMore()}>${texts.more}</button>`}
    </section>`;
  }

  #renderAlert({ staff, kind, count, limit, openedAt, closedAt }: ReadingAlert): TemplateResult {
    const { alerts: texts, traces } = this.messages;
    const name = staff.displayName || traces.unknown;
    const how = count === null ? texts.unknown : (texts.kinds[kind]?.(count) ?? texts.unknown);
    return html`<li>
      <div class="what">
        <span class="name"
          >${name} ${closedAt === null ? flag('warning', texts.open) : flag('neutral', texts.closed)}</span
        >
        <span
          >${how}${limit === null ? nothing : html` <span class="muted">${texts.limit(limit)}</span>`}</span
        >
        <span class="muted"
          >${texts.since(this.at(openedAt))}${closedAt === null ? '' : `, ${texts.until(this.at(closedAt))}`}</span
        >
      </div>
      <button
        type="button"
        class="button"
        aria-label=${texts.showOf(name)}
        @click=${() => this.#show(staff.id, openedAt)}
      >
        ${texts.show}
      </button>
    </li>`;
  }

  #show(staffId: string, openedAt: string): void {
    const day = todayIn(this.timeZone, new Date(openedAt));
    this.fire('lastria-ui-select', { filter: { ...everything, staffId, from: day, to: day } });
  }

  async #readMore(): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    this.failure = undefined;
    try {
      const { items, nextCursor } = await this.calls.alerts(this.#cursor, signal);
      if (signal.aborted) return;
      this.#cursor = nextCursor;
      this.more = [...this.more, ...items];
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.messages.alerts.failed);
    }
  }
}
