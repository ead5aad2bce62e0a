import type { Session } from '@lastria/sdk';
import { CalendarLinks } from '@lastria/sdk/calendar-links';
import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, typeOfProblem, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from '../ui/button.ts';
import type { CalendarAnswer } from './calendar-answer.ts';
import { cardStyles } from './card.styles.ts';
import { pagesMessages } from './pages.messages.ts';

type View =
  | { readonly kind: 'ending' | 'done' | 'refused' | 'empty' | 'unknown' }
  | { readonly kind: 'error'; readonly problem: ProblemText };

/**
 * Where Microsoft sends a worker back with what she agreed to: it is handed to the server under her own session, which
 * knows whether she began it. Closes itself then, where the browser lets it.
 */
export class CalendarReturn extends UiElement {
  static override readonly tag = 'lastria-pages-calendar';
  static override styles = [base, buttons, stateStyles, cardStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) answer: CalendarAnswer = { kind: 'none' };
  /** Who is signed in here: somebody else may have begun. */
  @property() person = '';
  @state() private view: View = { kind: 'ending' };

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#end();
  }

  override render(): TemplateResult {
    const { calendar: texts } = pagesMessages;
    const { view } = this;
    switch (view.kind) {
      case 'ending':
        return skeleton(4, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#end(), texts.nothing, this.texts);
      case 'unknown':
        return this.#renderSaid(texts.unknown, texts.unknownText(this.person));
      default:
        return this.#renderSaid(texts[view.kind], texts[`${view.kind}Text`]);
    }
  }

  #renderSaid(title: string, text: string): TemplateResult {
    return html`<h1 tabindex="-1">${title}</h1>
      <p role="status">${text}</p>`;
  }

  async #end(): Promise<void> {
    const { answer } = this;
    if (answer.kind !== 'agreed') return this.#show({ kind: answer.kind === 'none' ? 'empty' : 'refused' });
    this.view = { kind: 'ending' };
    try {
      const { code, state } = answer;
      await new CalendarLinks(this.session).finishCalendar({ code, state });
      await this.#show({ kind: 'done' });
      // A browser may refuse, of a window it did not see opened: the sentence stands then
      close();
    } catch (error) {
      await this.#show(
        typeOfProblem(error) === 'not-found'
          ? { kind: 'unknown' }
          : { kind: 'error', problem: problemText(error, pagesMessages.calendar.failed) },
      );
    }
  }

  async #show(view: View): Promise<void> {
    this.view = view;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }
}
