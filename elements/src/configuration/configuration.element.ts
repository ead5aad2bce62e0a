import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiToasts } from '../ui/toast.ts';
import { isForbidden } from '../core/problem-text.ts';
import { isAdministrator, readSettings, sdk, type Session, type Settings } from './configuration.data.ts';
import {
  configurationMessages,
  type ConfigurationMessageOverrides,
  type ConfigurationMessages,
} from './configuration.messages.ts';
import type { PartNews } from './parts/configuration-part.ts';
import { ExchangePart } from './parts/exchange.ts';
import { FieldsPart } from './parts/fields.ts';
import { LetterheadPart } from './parts/letterhead.ts';
import { ListsPart } from './parts/lists.ts';
import { PartnersPart } from './parts/partners.ts';
import { ThresholdsPart } from './parts/thresholds.ts';
import { UnitsPart } from './parts/units.ts';

/** The parts, in the order of the service's work. */
const tabs = ['lists', 'fields', 'partners', 'units', 'thresholds', 'report', 'file'] as const;

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly settings: Settings; readonly session: Session };

/**
 * What the administrator of a service sets: lists, fields of the situation, partners, units, thresholds, what reports are written with; all of it as a file.
 *
 * @element lastria-configuration
 * @fires lastria-configuration-changed - something was changed and saved here: `{ kind, code }`
 */
export class LastriaConfiguration extends LastriaElement {
  static override readonly tag = 'lastria-configuration';
  static override readonly scopes = ['configuration'];
  static override readonly dependencies = [
    UiTabs,
    UiToasts,
    ListsPart,
    FieldsPart,
    PartnersPart,
    UnitsPart,
    ThresholdsPart,
    LetterheadPart,
    ExchangePart,
  ];
  static override styles = settingsStyles;

  /** The part shown: `lists`, `fields`, `partners`, `units`, `thresholds`, `report` or `file`. */
  @property() tab: 'lists' | 'fields' | 'partners' | 'units' | 'thresholds' | 'report' | 'file' = 'lists';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: ConfigurationMessageOverrides | undefined;

  @state() private view: View = { kind: 'loading' };
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  #asking: AbortController | undefined;

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#asking?.abort() });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#asking?.abort();
    if (session) void this.#load();
    else this.view = { kind: 'signed-out' };
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { view } = this;
    switch (view.kind) {
      case 'signed-out':
        return html`<div class="page">${signedOutState(undefined, this.texts)}</div>`;
      case 'loading':
        return html`<div class="page">${skeleton(8, this.texts)}</div>`;
      case 'refused':
        return html`<div class="page">${emptyState(texts.refused)}</div>`;
      case 'error':
        return html`<div class="page">
          ${errorState(view.problem, () => void this.#load(), texts.safe, this.texts)}
        </div>`;
      case 'ready':
        return this.#renderReady(view, texts);
    }
  }

  #renderReady(
    { settings, session }: View & { kind: 'ready' },
    texts: ConfigurationMessages,
  ): TemplateResult {
    return html`<section class="page" aria-label=${texts.region}>
      <lastria-ui-tabs
        .label=${texts.tabs.label}
        .selected=${this.tab}
        .tabs=${tabs.map((id) => ({ id, label: texts.tabs[id] }))}
        @lastria-ui-change=${this.#turn}
      >
        <lastria-configuration-lists
          slot="lists"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-lists>
        <lastria-configuration-fields
          slot="fields"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-fields>
        <lastria-configuration-partners
          slot="partners"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-partners>
        <lastria-configuration-units
          slot="units"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-units>
        <lastria-configuration-thresholds
          slot="thresholds"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-thresholds>
        <lastria-configuration-letterhead
          slot="report"
          ?shown=${this.tab === 'report'}
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-letterhead>
        <lastria-configuration-exchange
          slot="file"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-configuration-exchange>
      </lastria-ui-tabs>
      <lastria-ui-toasts></lastria-ui-toasts>
    </section>`;
  }

  get #texts(): ConfigurationMessages {
    return messagesWith(configurationMessages, this.messages);
  }

  #turn(event: CustomEvent<{ id: string }>): void {
    this.tab = event.detail.id as typeof this.tab;
  }

  #hear({ detail: { settings, change, said, undo } }: CustomEvent<PartNews>): void {
    if (this.view.kind === 'ready' && settings)
      this.view = { ...this.view, settings: settings(this.view.settings) };
    if (said) this.toasts?.show({ text: said, ...(undo ? { undo } : {}) });
    if (change) this.fire('lastria-configuration-changed', change);
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.view = { kind: 'loading' };
    try {
      const settings = await readSettings(sdk(session), asking.signal);
      if (!asking.signal.aborted)
        this.view = isAdministrator(settings.me)
          ? { kind: 'ready', settings, session: sdk(session) }
          : { kind: 'refused' };
    } catch (error) {
      if (!asking.signal.aborted)
        this.view = isForbidden(error)
          ? { kind: 'refused' }
          : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }
}
