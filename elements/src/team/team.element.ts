import { html, nothing, type TemplateResult } from 'lit';
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
import { DecisionsPart } from './parts/decisions.ts';
import { EmbeddingPart } from './parts/embedding.ts';
import { PeoplePart } from './parts/people.ts';
import { ProgramsPart } from './parts/programs.ts';
import { ReviewPart } from './parts/review.ts';
import { SupportPart } from './parts/support.ts';
import type { PartNews } from './parts/team-part.ts';
import { readSettings, sdk, type Settings } from './team.data.ts';
import { teamMessages, type TeamMessageOverrides, type TeamMessages } from './team.messages.ts';
import { SOON, toReview } from './team.view.ts';

/** The parts, in the order in which one comes for them. */
const tabs = ['people', 'review', 'support', 'decisions', 'programs', 'embedding'] as const;
type Tab = (typeof tabs)[number];

/**
 * Who belongs to the service, what each may see since when, until when, by whom and why, and how each signs in; the yearly review of rights, the visits of the vendor, the decisions of the data protection officer; programs, pages that may hold Lastria, and how long a session lasts.
 *
 * @element lastria-team
 * @fires lastria-team-changed - something was changed and saved here: `{ kind, id }`
 */
export class LastriaTeam extends LastriaElement {
  static override readonly tag = 'lastria-team';
  static override readonly scopes = ['organisation'];
  static override readonly dependencies = [
    UiTabs,
    UiToasts,
    PeoplePart,
    ReviewPart,
    SupportPart,
    DecisionsPart,
    ProgramsPart,
    EmbeddingPart,
  ];
  static override styles = settingsStyles;

  /** The part shown: `people`, `review`, `support`, `decisions`, `programs` or `embedding`. */
  @property() tab: 'people' | 'review' | 'support' | 'decisions' | 'programs' | 'embedding' = 'people';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: TeamMessageOverrides | undefined;

  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  readonly #reading = new Reading<Settings>(this, {
    read: (signal) => readSettings(sdk(this.session!), signal),
    lines: 8,
    texts: () => ({ ...this.#texts, ui: this.texts }),
  });
  /** Parts that read something of their own do so once they are shown, and keep what is typed in them. */
  readonly #opened = new Set<Tab>();

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#reading.follow(session);
  }

  protected override willUpdate(): void {
    this.#opened.add(this.tab);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((settings) => this.#renderReady(settings, texts))}
    </section>`;
  }

  #renderReady(settings: Settings, texts: TeamMessages): TemplateResult {
    const session = sdk(this.session!);
    const waiting = this.#waiting(settings);
    return html`<lastria-ui-tabs
        .label=${texts.tabs.label}
        .selected=${this.tab}
        .tabs=${tabs.map((id) => ({ id, label: texts.tabs[id], count: waiting[id] }))}
        @lastria-ui-change=${this.#turn}
      >
        <lastria-team-people
          slot="people"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-team-people>
        <lastria-team-review
          slot="review"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-team-review>
        <lastria-team-support
          slot="support"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-team-support>
        <lastria-team-decisions
          slot="decisions"
          .session=${session}
          .settings=${settings}
          .messages=${texts}
          @lastria-part-changed=${this.#hear}
        ></lastria-team-decisions>
        ${
          this.#opened.has('programs')
            ? html`<lastria-team-programs
                slot="programs"
                .session=${session}
                .settings=${settings}
                .messages=${texts}
                @lastria-part-changed=${this.#hear}
              ></lastria-team-programs>`
            : nothing
        }
        ${
          this.#opened.has('embedding')
            ? html`<lastria-team-embedding
                slot="embedding"
                .session=${session}
                .settings=${settings}
                .messages=${texts}
                @lastria-part-changed=${this.#hear}
              ></lastria-team-embedding>`
            : nothing
        }
      </lastria-ui-tabs>
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  /** How much waits for somebody to look at it, in each part. */
  #waiting(settings: Settings): Partial<Record<Tab, number>> {
    const review = toReview(settings, SOON).length;
    const support = settings.organisation.supportRequests.filter(({ status }) => status === 'asked').length;
    return { ...(review > 0 ? { review } : {}), ...(support > 0 ? { support } : {}) };
  }

  get #texts(): TeamMessages {
    return messagesWith(teamMessages, this.messages);
  }

  #turn(event: CustomEvent<{ id: string }>): void {
    this.tab = event.detail.id as Tab;
  }

  #hear({ detail }: CustomEvent<PartNews>): void {
    hearPart(detail, this.#reading, this.toasts);
    if (detail.change) this.fire('lastria-team-changed', detail.change);
  }
}
