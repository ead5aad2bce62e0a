import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatLongDate } from '../../core/format.ts';
import { messagesWith, type MessageOverrides } from '../../core/messages.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { isStale } from '../social-file.data.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';
import {
  backTo,
  ConsentCalls,
  isToAskAgain,
  isToThisAddress,
  type ReminderChoice,
} from './reminder-dialog.data.ts';
import { reminderConsentMessages, type ReminderConsentMessages } from './reminder-dialog.messages.ts';

/** Whether the person agreed to be reminded by e-mail, to which address; one act records it, or withdraws it. */
export class ReminderDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-reminders';
  static override readonly dependencies = [UiDialog];
  static override styles = [
    dialogStyles,
    css`
      .check {
        display: flex;
        gap: var(--_space-2);
        align-items: center;
        min-block-size: 32px;
        font-size: var(--_size);
      }
      input {
        flex: none;
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--_accent);
      }
      .form > .said {
        font-weight: 600;
        color: var(--_ink);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @state() private choice: ReminderChoice | undefined;
  @state() private alone = false;
  @state() private failure: ProblemText | undefined;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.choice = undefined;
    void this.#load();
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { choice, failure } = this;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${texts.title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      <div class="form">
        ${choice ? this.#renderChoice(choice, texts) : failure ? nothing : skeleton(3)}
        ${failure ? errorState(failure, () => void this.#load()) : nothing}
      </div>
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
        ${choice && this.file.can.changeIdentity ? this.#renderActs(choice, texts) : nothing}
      </div></lastria-ui-dialog
    >`;
  }

  #renderChoice(choice: ReminderChoice, texts: ReminderConsentMessages): TemplateResult {
    const { email } = this.file.identity;
    const against = texts.against[choice.reason ?? ''];
    return html`<p>${texts.intro}</p>
      <p class="said">${this.#sentence(choice, texts)}</p>
      ${email === null ? html`<p>${texts.noAddress}</p>` : isToThisAddress(choice) ? nothing : html`<p>${texts.address} : ${email}</p>`}
      ${against ? html`<p>${against}</p>` : nothing}
      ${
        this.file.can.changeIdentity && email !== null
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${this.alone}
                @change=${(event: Event) => (this.alone = (event.target as HTMLInputElement).checked)}
              />${texts.alone}</label
            >`
          : nothing
      }`;
  }

  /** One refuses, or withdraws; one agrees, unless that is what stands already. */
  #renderActs(choice: ReminderChoice, texts: ReminderConsentMessages): TemplateResult {
    const stands = isToThisAddress(choice) && this.alone === (choice.readBy === 'personAlone');
    return html`${
      choice.agrees === false
        ? nothing
        : html`<button type="button" class="button" @click=${() => void this.#record(choice, false)}>
            ${choice.agrees && !isToAskAgain(choice) ? texts.withdraw : texts.decline}
          </button>`
    }${
      stands || this.file.identity.email === null
        ? nothing
        : html`<button type="button" class="button primary" @click=${() => void this.#record(choice, true)}>
            ${texts.agree}
          </button>`
    }`;
  }

  #sentence(choice: ReminderChoice, texts: ReminderConsentMessages): string {
    const date = choice.saidOn ? formatLongDate(choice.saidOn, this.timeZone) : '';
    if (choice.agrees === null) return texts.notAsked;
    if (!choice.agrees) return texts.declined(date);
    if (isToAskAgain(choice)) return texts.askAgain(date);
    const { email } = this.file.identity;
    return isToThisAddress(choice) && email !== null ? texts.agreedTo(email, date) : texts.agreed(date);
  }

  get #texts(): ReminderConsentMessages {
    return messagesWith(
      reminderConsentMessages,
      this.overridesAround<MessageOverrides<ReminderConsentMessages>>('reminders'),
    );
  }

  async #load(): Promise<void> {
    this.failure = undefined;
    try {
      this.#take(await new ConsentCalls(this.calls).read());
    } catch (error) {
      this.failure = problemText(error, this.#texts.unread);
    }
  }

  #take(choice: ReminderChoice): void {
    this.choice = choice;
    this.alone = choice.readBy === 'personAlone';
  }

  async #record(before: ReminderChoice, agrees: boolean): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    const texts = this.#texts;
    const calls = new ConsentCalls(this.calls);
    try {
      const readBy = this.alone ? 'personAlone' : 'others';
      const now = await calls.set(before, agrees ? { agrees, readBy } : { agrees });
      const back = backTo(before);
      this.tell({
        what: 'identity',
        said: agrees ? texts.saidAgreed : texts.saidDeclined,
        ...(back
          ? {
              undo: () =>
                void calls.set(now, back).then(
                  () => this.tell({ what: 'identity', said: texts.undone }),
                  (error: unknown) => this.tell({ what: 'identity', said: this.problem(error).title }),
                ),
            }
          : {}),
      });
      this.fire('lastria-ui-close');
    } catch (error) {
      // Somebody recorded it meanwhile: what stands is shown with what was refused
      if (isStale(error)) await this.#load();
      this.failure = this.problem(error);
    } finally {
      this.#busy = false;
    }
  }
}
