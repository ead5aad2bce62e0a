import { html, nothing, type TemplateResult } from 'lit';
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
import { DecisionsPart } from './parts/decisions.ts';
import { EmbeddingPart } from './parts/embedding.ts';
import { PeoplePart } from './parts/people.ts';
import { ProgramsPart } from './parts/programs.ts';
import { ReviewPart } from './parts/review.ts';
import { SupportPart } from './parts/support.ts';
import type { PartNews } from './parts/team-part.ts';
import { readSettings, sdk, type Session, type Settings } from './team.data.ts';
import { teamMessages, type TeamMessageOverrides, type TeamMessages } from './team.messages.ts';
import { SOON, toReview } from './team.view.ts';

/** The parts, in the order in which one comes for them. */
const tabs = ['people', 'review', 'support', 'decisions', 'programs', 'embedding'] as const;
type Tab = (typeof tabs)[number];

type View =
  | { readonly kind: 'signed-out' | 'loading' | 'refused' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly settings: Settings; readonly session: Session };

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

  @state() private view: View = { kind: 'loading' };
  @query('lastria-ui-toasts') private toasts!: UiToasts | null;
  #asking: AbortController | undefined;
  /** Parts that read something of their own do so once they are shown, and keep what is typed in them. */
  readonly #opened = new Set<Tab>();

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

  protected override willUpdate(): void {
    this.#opened.add(this.tab);
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

  #renderReady({ settings, session }: View & { kind: 'ready' }, texts: TeamMessages): TemplateResult {
    const waiting = this.#waiting(settings);
    return html`<section class="page" aria-label=${texts.region}>
      <lastria-ui-tabs
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
      <lastria-ui-toasts></lastria-ui-toasts>
    </section>`;
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

  #hear({ detail: { settings, change, said, undo } }: CustomEvent<PartNews>): void {
    if (this.view.kind === 'ready' && settings)
      this.view = { ...this.view, settings: settings(this.view.settings) };
    if (said) this.toasts?.show({ text: said, ...(undo ? { undo } : {}) });
    if (change) this.fire('lastria-team-changed', change);
  }

  async #load(): Promise<void> {
    const { session } = this;
    if (!session) return;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.view = { kind: 'loading' };
    try {
      const settings = await readSettings(sdk(session), signal);
      if (!signal.aborted) this.view = { kind: 'ready', settings, session: sdk(session) };
    } catch (error) {
      if (!signal.aborted)
        this.view = isForbidden(error)
          ? { kind: 'refused' }
          : { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  }
}
