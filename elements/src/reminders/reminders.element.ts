import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { isForbidden, problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { LiveNews } from '../social-file/social-file.live.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiToasts } from '../ui/toast.ts';
import { ListPart } from './parts/list.ts';
import type { PartNews } from './parts/reminders-part.ts';
import { SettingsPart } from './parts/settings.ts';
import { readSettings, sdk, type Session, type Settings } from './reminders.data.ts';
import {
  remindersMessages,
  type RemindersMessageOverrides,
  type RemindersMessages,
} from './reminders.messages.ts';

const tabs = ['list', 'settings'] as const;
type Tab = (typeof tabs)[number];

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly settings: Settings; readonly session: Session };

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

  /** The part shown to whoever keeps the agenda: `list` or `settings`; others have the list. */
  @property() tab: 'list' | 'settings' = 'list';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: RemindersMessageOverrides | undefined;

  @state() private view: View = { kind: 'loading' };
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  #asking = new AbortController();
  readonly #news = new LiveNews(this, async (news) => {
    if (news.some(({ topic }) => topic === 'agenda.changed' || topic === 'live.missed')) await this.#again();
  });

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#asking.abort() });
  }

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#asking.abort();
    this.#news.stop();
    if (session) void this.#load();
    else this.view = { kind: 'signed-out' };
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>${this.#renderView(texts)}</section>`;
  }

  #renderView(texts: RemindersMessages): TemplateResult {
    const { view } = this;
    switch (view.kind) {
      case 'signed-out':
        return signedOutState(undefined, this.texts);
      case 'loading':
        return skeleton(8, this.texts);
      case 'refused':
        return emptyState(texts.refused);
      case 'error':
        return errorState(view.problem, () => void this.#load(), texts.safe, this.texts);
      case 'ready':
        return this.#renderReady(view, texts);
    }
  }

  #renderReady({ settings, session }: View & { kind: 'ready' }, texts: RemindersMessages): TemplateResult {
    const list = html`<lastria-reminders-list
      slot="list"
      .session=${session}
      .settings=${settings}
      .messages=${texts}
      @lastria-part-changed=${this.#hear}
      @lastria-ui-open=${({ detail }: CustomEvent<{ fileId: string }>) => this.fire('lastria-file-open', detail)}
    ></lastria-reminders-list>`;
    return html`${
        settings.units.length === 0
          ? list
          : html`<lastria-ui-tabs
              .label=${texts.tabs.label}
              .selected=${this.tab}
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

  #hear({ detail: { settings, change, said } }: CustomEvent<PartNews>): void {
    if (this.view.kind === 'ready' && settings)
      this.view = { ...this.view, settings: settings(this.view.settings) };
    if (said) this.toasts?.show({ text: said });
    if (change) this.fire('lastria-reminders-changed', change);
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = { kind: 'loading' };
    try {
      const settings = await readSettings(sdk(session), signal);
      if (signal.aborted) return;
      this.view = { kind: 'ready', settings, session: sdk(session) };
      // What one does here is read again by itself
      this.#news.watch(session, undefined, settings.me.staffId);
    } catch (error) {
      if (signal.aborted) return;
      this.view = isForbidden(error)
        ? { kind: 'refused' }
        : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }

  /** Reads again what others changed; what stands on the screen stays when that fails. */
  async #again(): Promise<void> {
    const { view } = this;
    if (view.kind !== 'ready') return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const settings = await readSettings(view.session, signal).catch(() => undefined);
    if (settings && !signal.aborted && this.view.kind === 'ready') this.view = { ...this.view, settings };
  }
}
