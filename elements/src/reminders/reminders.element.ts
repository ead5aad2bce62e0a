import { html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { verb } from '../core/verbs.ts';
import { LiveNews } from '../social-file/social-file.live.ts';
import { hearPart } from '../ui/settings-part.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiToasts } from '../ui/toast.ts';
import { ListPart } from './parts/list.ts';
import type { PartNews } from './parts/reminders-part.ts';
import { SettingsPart } from './parts/settings.ts';
import { readSettings, sdk, type Settings } from './reminders.data.ts';
import {
  remindersMessages,
  type RemindersMessageOverrides,
  type RemindersMessages,
} from './reminders.messages.ts';

const tabs = ['list', 'settings'] as const;
type Tab = (typeof tabs)[number];

/**
 * Reminders by e-mail that ask for somebody: those of which nobody knows whether they left, those that came back, those
 * without an address that may be used; and whether one is told of requests. Whoever keeps the agenda sets how they leave.
 *
 * @element lastria-reminders
 * @fires lastria-reminders-changed - a reminder was decided, or how they are sent was changed: `{ kind, id }`
 * @fires lastria-file-open - the file of a person was chosen: `{ fileId }`
 */
export class LastriaReminders extends LastriaElement {
  static override readonly tag = 'lastria-reminders';
  static override readonly scopes = ['agenda'];
  static override readonly dependencies = [UiTabs, UiToasts, ListPart, SettingsPart];
  static override styles = settingsStyles;

  /**
   * The part shown to whoever keeps the agenda: `list` or `settings`; others have the list. Empty: the list, or the
   * settings for who follows nobody.
   */
  @property() tab: 'list' | 'settings' | '' = '';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: RemindersMessageOverrides | undefined;

  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #reading: Reading<Settings> = new Reading<Settings>(this, {
    read: (signal) => readSettings(sdk(this.session!), signal, this.#reading.now?.items.length),
    whenRead: ({ me }) => this.#news.watch(this.session!, undefined, me.staffId),
    lines: 8,
    texts: () => ({ ...this.#texts, ui: this.texts }),
  });
  readonly #news = new LiveNews(this, async (news) => {
    if (news.some(({ topic }) => topic === 'agenda.changed' || topic === 'live.missed'))
      await this.#reading.renew();
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#news.stop();
    this.#reading.follow(session);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((settings) => this.#renderReady(settings, texts))}
    </section>`;
  }

  #renderReady(settings: Settings, texts: RemindersMessages): TemplateResult {
    const session = sdk(this.session!);
    const list = html`<lastria-reminders-list
      slot="list"
      .session=${session}
      .settings=${settings}
      .messages=${texts}
      @lastria-part-changed=${this.#hear}
      @lastria-ui-select=${() => void this.#toSettings()}
      @lastria-ui-open=${({ detail }: CustomEvent<{ fileId: string }>) => this.fire('lastria-file-open', detail)}
    ></lastria-reminders-list>`;
    return html`${
        settings.units.length === 0
          ? list
          : html`<lastria-ui-tabs
              .label=${texts.tabs.label}
              .selected=${this.tab || (settings.me.can.openFile ? 'list' : 'settings')}
              .tabs=${tabs.map((id) => ({ id, label: texts.tabs[id] }))}
              @lastria-ui-change=${this.#turn}
            >
              ${list}
              <lastria-reminders-settings
                slot="settings"
                .session=${session}
                .settings=${settings}
                .messages=${texts}
                @lastria-part-changed=${this.#hear}
              ></lastria-reminders-settings>
            </lastria-ui-tabs>`
      } <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  get #texts(): RemindersMessages {
    return messagesWith(remindersMessages, this.messages);
  }

  #turn(event: CustomEvent<{ id: string }>): void {
    this.tab = event.detail.id as Tab;
  }

  /** From the empty list of who follows nobody. */
  async #toSettings(): Promise<void> {
    this.tab = 'settings';
    await this.updateComplete;
    const tabsElement = this.renderRoot.querySelector<UiTabs>('lastria-ui-tabs');
    await tabsElement?.updateComplete;
    tabsElement?.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  #hear({ detail }: CustomEvent<PartNews>): void {
    hearPart(detail, this.#reading, this.toasts);
    if (detail.change) this.fire('lastria-reminders-changed', detail.change);
  }
}
