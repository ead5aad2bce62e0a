import { html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { verb } from '../core/verbs.ts';
import { hearPart } from '../ui/settings-part.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiToasts } from '../ui/toast.ts';
import { isAdministrator, readSettings, sdk, type Settings } from './configuration.data.ts';
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

  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #reading = new Reading<Settings>(this, {
    read: async (signal) => {
      const settings = await readSettings(sdk(this.session!), signal);
      return isAdministrator(settings.me) ? settings : null;
    },
    lines: 8,
    texts: () => ({ ...this.#texts, ui: this.texts }),
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#reading.follow(session);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((settings) => this.#renderReady(settings, texts))}
    </section>`;
  }

  #renderReady(settings: Settings, texts: ConfigurationMessages): TemplateResult {
    const session = sdk(this.session!);
    return html`<lastria-ui-tabs
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
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  get #texts(): ConfigurationMessages {
    return messagesWith(configurationMessages, this.messages);
  }

  #turn(event: CustomEvent<{ id: string }>): void {
    this.tab = event.detail.id as typeof this.tab;
  }

  #hear({ detail }: CustomEvent<PartNews>): void {
    hearPart(detail, this.#reading, this.toasts);
    if (detail.change) this.fire('lastria-configuration-changed', detail.change);
  }
}
