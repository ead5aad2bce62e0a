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
import { settingsIfKept, sdk, type Settings } from './agenda-settings.data.ts';
import {
  agendaSettingsMessages,
  type AgendaSettingsMessageOverrides,
  type AgendaSettingsMessages,
} from './agenda-settings.messages.ts';
import type { PartNews } from './parts/agenda-settings-part.ts';
import { HoursPart } from './parts/hours.ts';
import { MotivesPart } from './parts/motives.ts';
import { PolicyPart } from './parts/policy.ts';
import { RoomsPart } from './parts/rooms.ts';

const tabs = ['motives', 'rooms', 'hours', 'policy'] as const;
type Tab = (typeof tabs)[number];

/**
 * What the agenda of a service is kept with: motives of appointments, rooms, opening hours and public holidays of each
 * unit, how much calendars outside may tell. For whoever keeps the agenda.
 *
 * @element lastria-agenda-settings
 * @fires lastria-agenda-settings-changed - something was changed and saved here: `{ kind, id }`
 */
export class LastriaAgendaSettings extends LastriaElement {
  static override readonly tag = 'lastria-agenda-settings';
  static override readonly scopes = ['agenda'];
  static override readonly dependencies = [UiTabs, UiToasts, MotivesPart, RoomsPart, HoursPart, PolicyPart];
  static override styles = settingsStyles;

  /** The part shown: `motives`, `rooms`, `hours` or `policy`. */
  @property() tab: 'motives' | 'rooms' | 'hours' | 'policy' = 'motives';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: AgendaSettingsMessageOverrides | undefined;

  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #reading = new Reading<Settings>(this, {
    read: (signal) => settingsIfKept(sdk(this.session!), signal),
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

  #renderReady(settings: Settings, texts: AgendaSettingsMessages): TemplateResult {
    const session = sdk(this.session!);
    return html`<lastria-ui-tabs
        .label=${texts.tabs.label}
        .selected=${this.tab}
        .tabs=${tabs.map((id) => ({ id, label: texts.tabs[id] }))}
        @lastria-ui-change=${this.#turn}
      >
        <lastria-agenda-settings-motives
          slot="motives"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-agenda-settings-motives>
        <lastria-agenda-settings-rooms
          slot="rooms"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-agenda-settings-rooms>
        <lastria-agenda-settings-hours
          slot="hours"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-agenda-settings-hours>
        <lastria-agenda-settings-policy
          slot="policy"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-agenda-settings-policy>
      </lastria-ui-tabs>
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  get #texts(): AgendaSettingsMessages {
    return messagesWith(agendaSettingsMessages, this.messages);
  }

  #turn(event: CustomEvent<{ id: string }>): void {
    this.tab = event.detail.id as Tab;
  }

  #hear({ detail }: CustomEvent<PartNews>): void {
    hearPart(detail, this.#reading, this.toasts);
    if (detail.change) this.fire('lastria-agenda-settings-changed', detail.change);
  }
}
