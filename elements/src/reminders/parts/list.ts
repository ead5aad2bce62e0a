import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDateTime, formatName } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState } from '../../core/states.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { etagOf, remindersOf, type ReminderDecision, type ReminderToLookAfter } from '../reminders.data.ts';
import { listStyles } from '../reminders.styles.ts';
import { Part } from './reminders-part.ts';

const tones: Readonly<Record<string, FlagKind>> = { uncertain: 'warning', bounced: 'danger' };
const nameOf = ({ person }: ReminderToLookAfter): string =>
  formatName({ lastName: person.lastName, firstName: person.firstNames });

/** « À surveiller »: the reminders that ask for somebody, each with what may be decided of it; one's own messages. */
export class ListPart extends Part {
  static override readonly tag = 'lastria-reminders-list';
  static override styles = [...partStyles, listStyles];

  @state() private failure: ProblemText | undefined;
  #hadFocus = false;

  protected override willUpdate(): void {
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  /** What had focus is gone, decided here or by somebody else: focus stays near. */
  protected override updated(): void {
    if (this.#hadFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  override render(): TemplateResult {
    const { list: texts, mine } = this.messages;
    const { items, requestMail } = this.settings;
    const again = (): void => void this.#again();
    return html`<section class="form" aria-labelledby="title">
        <div>
          <h2 id="title" tabindex="-1">${texts.title}</h2>
          ${items.length === 0 ? nothing : html`<p class="muted">${texts.count(items.length)}</p>`}
        </div>
        ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
        ${
          items.length === 0
            ? emptyState(texts.empty, { label: texts.refresh, icon: 'undo', run: again })
            : html`<ul class="items">
                ${repeat(
                  items,
                  ({ appointmentId }) => appointmentId,
                  (one) => this.#renderOne(one),
                )}
              </ul>`
        }
      </section>
      <section class="form" aria-labelledby="mine">
        <h2 id="mine">${mine.title}</h2>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${requestMail.wanted}
            @change=${(event: Event) => void this.#want(event.target as HTMLInputElement)}
          /><span>${mine.wanted}<small>${mine.hint}</small></span></label
        >
      </section>`;
  }

  #renderOne(one: ReminderToLookAfter): TemplateResult {
    const { list: texts } = this.messages;
    const { state: is, reason, receipt, at, can } = one;
    const who = nameOf(one);
    const explained = texts.explained[is] ?? texts.explained[reason ?? ''];
    return html`<li>
      <div class="named">
        <h3>${who}</h3>
        ${flag(tones[is] ?? 'neutral', texts.states[is] ?? texts.other)}
      </div>
      <p>${texts.moment(one.startsAt)}</p>
      ${explained ? html`<p>${explained}</p>` : nothing}
      ${at ? html`<p class="muted">${texts.triedAt(formatDateTime(at, this.timeZone))}</p>` : nothing}
      ${receipt ? html`<p class="muted">${texts.receipt(receipt)}</p>` : nothing}
      <div class="actions">
        ${can.decide ? this.#renderDecision(one, 'consideredSent') : nothing}
        ${can.sendAgain ? this.#renderDecision(one, 'again') : nothing}
        <button
          type="button"
          class="button quiet"
          aria-label=${texts.of(texts.openFile, who)}
          @click=${() => this.fire('lastria-ui-open', { fileId: one.fileId })}
        >
          ${icon('file')}${texts.openFile}
        </button>
      </div>
      ${can.decide && can.sendAgain ? html`<p class="muted">${texts.againHint}</p>` : nothing}
    </li>`;
  }

  #renderDecision(one: ReminderToLookAfter, decision: ReminderDecision): TemplateResult {
    const { list: texts } = this.messages;
    return html`<button
      type="button"
      class="button"
      aria-label=${texts.of(texts[decision], `${nameOf(one)}, ${texts.moment(one.startsAt)}`)}
      @click=${() => void this.#decide(one, decision)}
    >
      ${icon(decision === 'again' ? 'transfer' : 'check')}${texts[decision]}
    </button>`;
  }

  async #again(): Promise<void> {
    await this.#act(async () => void (await this.reread()));
  }

  async #decide(one: ReminderToLookAfter, decision: ReminderDecision): Promise<void> {
    const { list: texts } = this.messages;
    await this.#act(async () => {
      await remindersOf(this.session).decideReminder(one.appointmentId, decision, { etag: etagOf(one) });
      const said = (decision === 'again' ? texts.resent : texts.considered)(nameOf(one));
      this.tell({
        settings: (now) => ({
          ...now,
          items: now.items.filter(({ appointmentId }) => appointmentId !== one.appointmentId),
        }),
        change: { kind: decision, id: one.appointmentId },
        said,
      });
      // What became of the others meanwhile
      await this.reread();
    });
  }

  async #want(box: HTMLInputElement): Promise<void> {
    const { mine } = this.messages;
    const { requestMail: before } = this.settings;
    const wanted = box.checked;
    await this.#act(async () => {
      const { requestMail } = await remindersOf(this.session).setRequestMail(wanted, {
        etag: etagOf(before),
      });
      this.tell({
        settings: (now) => ({ ...now, requestMail }),
        change: { kind: 'requestMail', id: '' },
        said: wanted ? mine.on : mine.off,
      });
    });
    await this.updateComplete;
    box.checked = this.settings.requestMail.wanted;
  }

  /** Does it once at a time. What a failure says may come from what somebody else did: the list is read again. */
  async #act(act: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    let failed = false;
    await this.carryOut(act, (error) => {
      this.failure = this.problem(error);
      failed = true;
    });
    if (failed) await this.reread().catch(() => undefined);
  }
}
