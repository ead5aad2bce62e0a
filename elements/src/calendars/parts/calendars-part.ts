import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { CalendarCalls } from '../calendars.data.ts';
import { calendarsMessages, type CalendarsMessages } from '../calendars.messages.ts';
import { calendarsStyles } from '../calendars.styles.ts';

/** A private part of `<lastria-calendars>`: it is handed the calls and the texts, and fires `lastria-ui-change` with its news. */
export abstract class CalendarsPart extends UiElement {
  static override styles = calendarsStyles;

  @property({ attribute: false }) calls!: CalendarCalls;
  @property({ attribute: false }) messages: CalendarsMessages = calendarsMessages;
  @property({ attribute: false }) timeZone = '';

  @state() protected failure: ProblemText | undefined;
  /** What was done last, for who does not see it. */
  @state() protected said = '';
  #isBusy = false;

  /** Does one thing at a time; what fails is said and changes nothing on the screen. */
  protected async attempt(act: () => Promise<void>, failed = this.messages.notDone): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.failure = undefined;
    this.said = '';
    try {
      await act();
    } catch (error) {
      if (this.isConnected) this.failure = problemText(error, failed);
    } finally {
      this.#isBusy = false;
    }
  }

  /** Puts the cursor there once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
