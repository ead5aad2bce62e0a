import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { icon } from '../../ui/icons.ts';
import type { Around, Leave, LeaveCalls, LeaveSubstitution } from '../leave.data.ts';
import type { LeaveMessages } from '../leave.messages.ts';
import { leaveStyles } from '../leave.styles.ts';
import { renderSubstitution } from '../leave.view.ts';

/** What a part tells the element: a sentence to say, and the leave it is about, if of one. */
export interface LeaveNews {
  readonly said: string;
  readonly leave?: Leave;
  /** The year to show, where another is of more use. */
  readonly year?: number;
}

/**
 * A private part of `<lastria-leave>`, handed all it shows. Fires `lastria-part-changed` with its news: the element says
 * it, and tells the host.
 */
export abstract class LeavePart extends UiElement {
  static override styles = leaveStyles;

  @property({ attribute: false }) calls!: LeaveCalls;
  @property({ attribute: false }) around!: Around;
  @property({ attribute: false }) words!: LeaveMessages;
  /** Reads everything again. */
  @property({ attribute: false }) reread!: () => Promise<void>;
  /** The day it is where the tenant is. */
  @property() today = '';

  @state() protected failure: ProblemText | undefined;
  @state() protected busy = false;
  @state() private substitution: { readonly leaveId: string; readonly of: LeaveSubstitution } | undefined;

  protected get kinds(): ReadonlyMap<string, string> {
    return new Map(this.around.settings.kinds.map(({ code, label }) => [code, label]));
  }

  protected tell(news: LeaveNews): void {
    this.fire('lastria-part-changed', news);
  }

  protected renderFailure(): TemplateResult | typeof nothing {
    return this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing;
  }

  /** Does one thing, once at a time, and tells it; what failed leaves everything as it was, and says why. */
  protected async act(act: () => Promise<Leave | undefined>, said: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    try {
      const leave = await act();
      this.tell({ said, ...(leave ? { leave } : {}) });
      await this.reread();
      return true;
    } catch (error) {
      this.failure = problemText(error, this.words.notDone);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Shows what a substitute would take over, and puts focus on it. */
  protected async plan(leaveId: string): Promise<void> {
    this.failure = undefined;
    try {
      const of = await this.calls.substitution(leaveId);
      this.substitution = { leaveId, of };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#substitution')?.focus();
    } catch (error) {
      this.failure = problemText(error, this.words.notDone);
    }
  }

  protected renderPlan(leave: Leave, what: string): TemplateResult | typeof nothing {
    const { of, substitution } = this.words;
    return leave.can.planSubstitution && this.substitution?.leaveId !== leave.id
      ? html`<button
          type="button"
          class="button quiet"
          aria-label=${of(substitution.plan, what)}
          @click=${() => void this.plan(leave.id)}
        >
          ${icon('users')}${substitution.plan}
        </button>`
      : nothing;
  }

  /** One stands under the leave it is of. */
  protected renderSubstitution(leave: Leave): TemplateResult | typeof nothing {
    return this.substitution?.leaveId === leave.id
      ? renderSubstitution(this.substitution.of, this.words, () => (this.substitution = undefined))
      : nothing;
  }
}
