import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { isForbidden, problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { settingsStyles } from '../ui/settings.styles.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiToasts } from '../ui/toast.ts';
import { settingsIfKept, sdk, type Session, type Settings } from './agenda-settings.data.ts';
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

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly settings: Settings; readonly session: Session };

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

  @state() private view: View = { kind: 'loading' };
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  #asking = new AbortController();

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
    if (session) void this.#load();
    else this.view = { kind: 'signed-out' };
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>${this.#renderView(texts)}</section>`;
  }

  #renderView(texts: AgendaSettingsMessages): TemplateResult {
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

  #renderReady(
    { settings, session }: View & { kind: 'ready' },
    texts: AgendaSettingsMessages,
  ): TemplateResult {
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

  #hear({ detail: { settings, change, said, undo } }: CustomEvent<PartNews>): void {
    if (this.view.kind === 'ready' && settings)
      this.view = { ...this.view, settings: settings(this.view.settings) };
    if (said) this.toasts?.show({ text: said, ...(undo ? { undo } : {}) });
    if (change) this.fire('lastria-agenda-settings-changed', change);
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = { kind: 'loading' };
    try {
      const settings = await settingsIfKept(sdk(session), signal);
      if (signal.aborted) return;
      this.view = settings ? { kind: 'ready', settings, session: sdk(session) } : { kind: 'refused' };
    } catch (error) {
      if (signal.aborted) return;
      this.view = isForbidden(error)
        ? { kind: 'refused' }
        : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }
}
