import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { verb } from '../core/verbs.ts';
import { UiTabs } from '../ui/tabs.ts';
import {
  everything,
  isClosed,
  LogCalls,
  type AuditSettings,
  type AuditState,
  type LogFilter,
  type ReadingAlert,
  type Surroundings,
} from './audit.data.ts';
import { auditMessages, type AuditMessageOverrides, type AuditMessages } from './audit.messages.ts';
import { auditStyles } from './audit.styles.ts';
import { AlertsPart } from './parts/alerts.ts';
import { ReviewPart } from './parts/review.ts';
import { SettingsPart } from './parts/settings.ts';
import { StatePart } from './parts/state.ts';
import { TracesPart } from './parts/traces.ts';

type Whole = {
  readonly state: AuditState;
  readonly settings: AuditSettings;
  readonly alerts: readonly ReadingAlert[];
  readonly older: string | null;
};
type Read = {
  readonly around: Surroundings;
  /** What whoever reads the log of the whole organisation has beside the traces. */
  readonly whole: Whole | undefined;
};

/**
 * Who saw what: every trace of a file for whoever follows it; of the whole organisation, by file, person, kind and
 * period, for its data protection officer and its administrator, with the state of the log, what was read beyond
 * measure, the figures of a security review and the settings. It holds no name of a person followed.
 *
 * @element lastria-access-log
 * @cssprop --lastria-access-log-height - height of the traces
 */
export class LastriaAccessLog extends LastriaElement {
  static override readonly tag = 'lastria-access-log';
  static override readonly scopes = ['audit'];
  static override readonly dependencies = [
    UiTabs,
    StatePart,
    TracesPart,
    AlertsPart,
    ReviewPart,
    SettingsPart,
  ];
  static override styles = auditStyles;

  /** The file whose traces are shown; empty: those of the whole organisation. */
  @property({ attribute: 'file-id' }) fileId = '';
  /** The part shown: `traces`, `alerts`, `review` or `settings`. */
  @property() tab: 'traces' | 'alerts' | 'review' | 'settings' = 'traces';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: AuditMessageOverrides | undefined;

  @state() private filter: LogFilter = everything;
  #calls: LogCalls | undefined;
  readonly #reading = new Reading<Read>(this, {
    read: (signal) => this.#read(this.#calls!, signal),
    isRefusal: isClosed,
    lines: 8,
    texts: () => {
      const { failed, refused, refusedFile } = this.#texts;
      return { failed, refused: this.fileId ? refusedFile : refused, ui: this.texts };
    },
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.filter = everything;
    this.#calls = session && new LogCalls(session);
    this.#reading.follow(session);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fileId') && changed.get('fileId') !== undefined) void this.#reading.load();
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render(({ around, whole }) =>
        whole ? this.#renderWhole(around, whole, texts) : this.#renderTraces(around, texts),
      )}
    </section>`;
  }

  #renderWhole(around: Surroundings, whole: Whole, texts: AuditMessages): TemplateResult {
    const open = whole.alerts.filter(({ closedAt }) => closedAt === null).length;
    return html`<lastria-access-log-state
        .around=${around}
        .messages=${texts}
        .state=${whole.state}
        .months=${whole.settings.retentionMonths}
      ></lastria-access-log-state>
      <lastria-ui-tabs
        .label=${texts.tabs.label}
        .selected=${this.tab}
        .tabs=${[
          { id: 'traces', label: texts.tabs.traces },
          { id: 'alerts', label: texts.tabs.alerts, count: open || undefined },
          { id: 'review', label: texts.tabs.review },
          { id: 'settings', label: texts.tabs.settings },
        ]}
        @lastria-ui-change=${(event: CustomEvent<{ id: string }>) => (this.tab = event.detail.id as typeof this.tab)}
      >
        <div slot="traces">${this.#renderTraces(around, texts)}</div>
        <lastria-access-log-alerts
          slot="alerts"
          .calls=${this.#calls}
          .around=${around}
          .messages=${texts}
          .alerts=${whole.alerts}
          .older=${whole.older}
          @lastria-ui-select=${(event: CustomEvent<{ filter: LogFilter }>) => void this.#show(event.detail.filter)}
        ></lastria-access-log-alerts>
        <lastria-access-log-review
          slot="review"
          .calls=${this.#calls}
          .around=${around}
          .messages=${texts}
        ></lastria-access-log-review>
        <lastria-access-log-settings
          slot="settings"
          .calls=${this.#calls}
          .around=${around}
          .messages=${texts}
          .settings=${whole.settings}
          @lastria-ui-change=${(event: CustomEvent<{ settings: AuditSettings }>) => this.#saved(event.detail.settings)}
        ></lastria-access-log-settings>
      </lastria-ui-tabs>`;
  }

  #renderTraces(around: Surroundings, texts: AuditMessages): TemplateResult {
    return html`${keyed(
      this.fileId,
      html`<lastria-access-log-traces
        .calls=${this.#calls}
        .around=${around}
        .messages=${texts}
        .fileId=${this.fileId}
        .searches=${around.me.can.searchAudit}
        .filter=${this.filter}
        @lastria-ui-change=${(event: CustomEvent<{ filter: LogFilter }>) => (this.filter = event.detail.filter)}
      ></lastria-access-log-traces>`,
    )}`;
  }

  get #texts(): AuditMessages {
    return messagesWith(auditMessages, this.messages);
  }

  /** The traces behind an alert. */
  async #show(filter: LogFilter): Promise<void> {
    this.filter = filter;
    this.tab = 'traces';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('lastria-access-log-traces')?.focus();
  }

  #saved(settings: AuditSettings): void {
    this.#reading.change((now) => ({ ...now, whole: now.whole && { ...now.whole, settings } }));
    this.announce(this.#texts.settings.saved);
  }

  async #read(calls: LogCalls, signal: AbortSignal): Promise<Read | null> {
    const around = await calls.surroundings(signal);
    const searches = around.me.can.searchAudit;
    if (!searches && !this.fileId) return null;
    const whole = searches && !this.fileId ? await this.#readWhole(calls, signal) : undefined;
    return { around, whole };
  }

  async #readWhole(calls: LogCalls, signal: AbortSignal): Promise<Whole> {
    const [state, settings, { items, nextCursor }] = await Promise.all([
      calls.state(signal),
      calls.settings(signal),
      calls.alerts(null, signal),
    ]);
    return { state, settings, alerts: items, older: nextCursor };
  }
}
