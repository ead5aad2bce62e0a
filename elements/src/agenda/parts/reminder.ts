import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { messagesWith, type MessageOverrides } from '../../core/messages.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import type { ElementSession } from '../../core/session-context.ts';
import { UiElement } from '../../core/ui-element.ts';
import { LiveNews } from '../../social-file/social-file.live.ts';
import type { AgendaCalls, Appointment } from '../agenda.data.ts';
import { dayOf, longDay, minuteOf, timeText } from '../calendar.ts';
import { panelStyles } from './panel.styles.ts';
import {
  isReminded,
  isToCome,
  ReminderCalls,
  toldOf,
  type Reminder,
  type Reminding,
} from './reminder.data.ts';
import { reminderMessages, type ReminderMessages } from './reminder.messages.ts';

/** Whether the person is reminded of an appointment by e-mail, when, or why not; and whether she is to be. */
export class AgendaReminder extends UiElement {
  static override readonly tag = 'lastria-agenda-reminder';
  static override styles = [
    ...panelStyles,
    css`
      p {
        font-size: var(--_size);
      }
    `,
  ];

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) one!: Appointment;
  @property() now = '';
  @state() private reminder: Reminder | null = null;
  @state() private reminding: Reminding | undefined;
  @state() private failure: ProblemText | undefined;
  #busy = false;
  #asking = new AbortController();
  /** A message leaves, or comes back, and the appointment stays as it is. */
  readonly #news = new LiveNews(this, async (news) => {
    if (news.some(({ recordId, topic }) => recordId === this.one.id || topic === 'live.missed'))
      await this.#again();
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('one')) return;
    this.reminder = this.one.reminder;
    this.reminding = undefined;
    this.#news.watch(this.calls.session as unknown as ElementSession, undefined, undefined);
    void this.#load();
  }

  override render(): TemplateResult | typeof nothing {
    const { one, reminder, reminding, failure } = this;
    const texts = this.#texts;
    const sentence = reminding && this.#sentence(reminding, texts);
    const isOffered =
      reminding &&
      one.can.change &&
      isToCome(one, reminder, this.now) &&
      (reminding.settings?.enabled || reminder?.wanted === false);
    if (!isReminded(one) || !(sentence || isOffered || failure)) return nothing;
    return html`<section aria-labelledby="title">
      <h4 id="title">${texts.title}</h4>
      <div role="status">${sentence ? html`<p>${sentence}</p>` : nothing}</div>
      ${
        isOffered
          ? html`<label class="check"
              ><input
                type="checkbox"
                .checked=${reminder?.wanted ?? true}
                @change=${(event: Event) => void this.#set(event.target as HTMLInputElement)}
              />${texts.wanted}</label
            >`
          : nothing
      }
      ${failure ? errorState(failure, () => void this.#again(), undefined, this.texts) : nothing}
    </section>`;
  }

  #sentence(reminding: Reminding, texts: ReminderMessages): string | undefined {
    const told = toldOf(this.one, this.reminder, reminding, this.now);
    if (!told) return undefined;
    switch (told.kind) {
      case 'leaves':
      case 'leavesIfAgreed':
        return texts[told.kind](longDay(told.day));
      case 'sent':
      case 'delivered':
      case 'bounced':
      case 'told':
        return texts[told.kind](`${longDay(dayOf(told.at))} à ${timeText(minuteOf(told.at))}`);
      case 'none':
        return texts.none(texts.reasons[told.why] ?? texts.otherReason);
      default:
        return texts[told.kind];
    }
  }

  get #texts(): ReminderMessages {
    return messagesWith(
      reminderMessages,
      this.overridesAround<MessageOverrides<ReminderMessages>>('reminder'),
    );
  }

  /** What it hangs on is asked where it may still leave; what has left is told by the appointment itself. */
  async #load(): Promise<void> {
    this.#asking.abort();
    this.failure = undefined;
    const { one, reminder, now } = this;
    if (!isReminded(one) || !isToCome(one, reminder, now)) {
      this.reminding = {};
      return;
    }
    const { signal } = (this.#asking = new AbortController());
    try {
      const read = await new ReminderCalls(this.calls).read(one, reminder?.wanted ?? true, signal);
      if (!signal.aborted) this.reminding = read;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.#texts.unread);
    }
  }

  async #set(input: HTMLInputElement): Promise<void> {
    const { one, reminder } = this;
    const { checked } = input;
    /** The switch goes back to what stands. */
    const back = (): void => void (input.checked = reminder?.wanted ?? true);
    if (this.#busy) return back();
    this.#busy = true;
    try {
      const set = await new ReminderCalls(this.calls).set(one, reminder, checked);
      if (one !== this.one) return;
      this.reminder = set;
      await this.#load();
    } catch (error) {
      back();
      this.failure = problemText(error, this.#texts.failed);
    } finally {
      this.#busy = false;
    }
  }

  /** Reads it all again: somebody may have decided in between. */
  async #again(): Promise<void> {
    const { one } = this;
    this.failure = undefined;
    try {
      const { reminder } = await this.calls.whole(one.id);
      if (one !== this.one) return;
      this.reminder = reminder;
      await this.#load();
    } catch (error) {
      this.failure = problemText(error, this.#texts.unread);
    }
  }
}
