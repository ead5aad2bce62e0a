import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { errorState } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { levelOf, systemClock, type CalendarLink, type Clock, type Level } from '../calendars.data.ts';
import { LinkWatch } from '../calendars.watch.ts';
import { renderLevels, renderQuestion } from '../calendars.view.ts';
import { CalendarsPart } from './calendars-part.ts';
import { ChangedThere } from './changed-there.ts';
import { renderExchanged, renderStanding } from './outlook.view.ts';

/** The window of Microsoft's where one agrees: its address, and whether the browser kept it from opening. */
interface Waiting {
  readonly address: string;
  readonly blocked: boolean;
}

/** The link to Outlook: made, chosen, mended, undone. Fires `lastria-ui-change` with the `link` and, once it is another, its `status`. */
export class OutlookPart extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-outlook';
  static override readonly dependencies = [UiDialog, ChangedThere];

  @property({ attribute: false }) link!: CalendarLink;
  @property({ attribute: false }) clock: Clock = systemClock;

  @state() private level: Level = 'busy';
  @state() private waiting: Waiting | undefined;
  /** Nothing came for long: it is looked at when the person asks. */
  @state() private slow = false;
  @state() private leaving = false;
  @state() private keepsEvents = false;
  #watch: LinkWatch | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new LinkWatch({
      clock: this.clock,
      look: () => this.#look(),
      late: () => this.#late(),
    });
    if (this.hasUpdated && this.#isChanging) this.#watch.start();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('link')) return;
    const before = changed.get('link');
    if (before?.level !== this.link.level) this.level = levelOf(this.link.level);
    if (this.link.state !== 'removed' && this.link.state !== 'toReconnect') this.waiting = undefined;
    if (this.#isChanging) this.#watch?.start();
  }

  /** Asked for, and done elsewhere within seconds. */
  get #isChanging(): boolean {
    return ['connecting', 'disconnecting'].includes(this.link.state);
  }

  override render(): TemplateResult {
    const { outlook: texts, safe } = this.messages;
    return html`<section aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      ${renderStanding({ link: this.link, timeZone: this.timeZone, now: this.clock.now() }, this.messages)}
      ${this.waiting ? this.#renderWaiting(this.waiting) : this.#renderState()}
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.failure ? errorState(this.failure, undefined, safe, this.texts) : nothing}${this.#renderLeaving()}
    </section>`;
  }

  #renderState(): TemplateResult {
    const { outlook: texts } = this.messages;
    switch (this.link.state) {
      case 'connecting':
      case 'disconnecting':
        return this.#renderChanging(
          this.link.state === 'connecting' ? texts.connectingText : texts.disconnectingText,
        );
      case 'connected':
        return html`${this.#renderToCheck()} ${this.#renderLevels()}
          ${
            this.level === this.link.level
              ? nothing
              : html`<div class="actions">
                  <button type="button" class="button primary" @click=${() => void this.#save()}>
                    ${texts.save}
                  </button>
                </div>`
          }
          ${renderExchanged(this.messages)}
          <div class="actions">${this.#renderLeave()}</div>`;
      case 'toReconnect':
        return html`<div class="actions">${this.#renderConnect(texts.again)}${this.#renderLeave()}</div>`;
      default:
        return html`${renderExchanged(this.messages)} ${this.#renderLevels()}
          <div class="actions">${this.#renderConnect(texts.connect)}</div>`;
    }
  }

  #renderConnect(label: string): TemplateResult {
    return html`<button
      type="button"
      class="button primary"
      id="connect"
      @click=${() => void this.#connect()}
    >
      ${icon('link')}${label}
    </button>`;
  }

  #renderLeave(): TemplateResult {
    return html`<button type="button" class="button danger" id="leave" @click=${() => (this.leaving = true)}>
      ${this.messages.outlook.disconnect}
    </button>`;
  }

  #renderWaiting({ address, blocked }: Waiting): TemplateResult {
    const { outlook: texts } = this.messages;
    return html`<p role="status">${blocked ? texts.blocked : texts.waiting}</p>
      <div class="actions">
        ${
          blocked
            ? html`<a class="button primary" href=${address} target="_blank" rel="noopener noreferrer"
                >${texts.open}</a
              >`
            : nothing
        }
        <button type="button" class="button" @click=${() => this.#giveUp()}>${texts.giveUp}</button>
      </div>`;
  }

  #renderChanging(text: string): TemplateResult {
    const { outlook: texts } = this.messages;
    return html`<p role="status">${this.slow ? texts.slow : text}</p>
      ${
        this.slow
          ? html`<div class="actions">
              <button type="button" class="button" @click=${() => this.#lookAgain()}>
                ${icon('undo')}${texts.look}
              </button>
            </div>`
          : nothing
      }`;
  }

  #renderLevels(): TemplateResult {
    const { outlook: texts, levels } = this.messages;
    const subjectOf = (level: Level) => this.link.previews.find((one) => one.level === level)?.subject;
    return renderLevels(
      {
        legend: texts.legend,
        chosen: this.level,
        allowed: this.link.allowedLevels,
        hintOf: (level) => {
          const subject = subjectOf(level);
          return subject === undefined ? levels[level].hint : texts.sample(subject);
        },
        choose: (level) => void (this.level = level),
      },
      this.messages,
    );
  }

  #renderToCheck(): TemplateResult | typeof nothing {
    return this.link.toCheck.length === 0
      ? nothing
      : html`<lastria-calendars-changed
          .calls=${this.calls}
          .messages=${this.messages}
          .link=${this.link}
          @lastria-ui-select=${() => void this.#writeAgain()}
        ></lastria-calendars-changed>`;
  }

  #renderLeaving(): TemplateResult {
    const { outlook: texts } = this.messages;
    const choice = (keeps: boolean, label: string): TemplateResult =>
      html`<label class="check"
        ><input
          type="radio"
          name="events"
          .checked=${this.keepsEvents === keeps}
          @change=${() => (this.keepsEvents = keeps)}
        /><span>${label}</span></label
      >`;
    return renderQuestion({
      open: this.leaving,
      title: texts.disconnectTitle,
      body: html`<p>${texts.disconnectText}</p>
        <div role="radiogroup" aria-label=${texts.disconnectTitle}>
          ${choice(false, texts.remove)}${choice(true, texts.leave)}
        </div>`,
      keep: texts.keep,
      act: texts.disconnect,
      close: () => void (this.leaving = false),
      agree: () => void this.#disconnect(),
    });
  }

  /** The window is opened while the person presses: later, the browser would keep it from opening. */
  async #connect(): Promise<void> {
    const opened = open('about:blank', '_blank');
    // Microsoft's page, and those it leads through, have nothing to do with this one
    if (opened) opened.opener = null;
    await this.attempt(async () => {
      try {
        if (this.level !== this.link.level) this.#tell(await this.calls.setLevel(this.level));
        const address = await this.calls.connect();
        this.waiting = { address, blocked: opened === null };
        if (opened) opened.location.href = address;
        this.#watch?.start();
        await this.focusOn('.actions > *');
      } catch (error) {
        opened?.close();
        throw error;
      }
    });
  }

  #giveUp(): void {
    this.waiting = undefined;
    this.#watch?.stop();
    void this.focusOn('#connect');
  }

  async #save(): Promise<void> {
    await this.attempt(async () => {
      this.#tell(await this.calls.setLevel(this.level), true);
      this.said = this.messages.outlook.saved;
      await this.focusOn('input:checked');
    });
  }

  async #writeAgain(): Promise<void> {
    await this.attempt(async () => {
      this.#tell(await this.calls.writeAgain(), true);
      this.said = this.messages.outlook.written;
      await this.focusOn('#title');
    });
  }

  async #disconnect(): Promise<void> {
    this.leaving = false;
    await this.attempt(async () => {
      this.#tell(await this.calls.disconnect(this.keepsEvents), true);
      this.said = this.messages.outlook.disconnected;
      await this.focusOn('#title');
    });
  }

  /** Whether there is still something to wait for. A reading that fails tells nothing: the next one may. */
  async #look(): Promise<boolean> {
    const link = await this.calls.link().catch(() => undefined);
    if (!link || !this.isConnected) return true;
    const before = this.link.state;
    if (link.state === before) return this.#isChanging || this.waiting !== undefined;
    this.#tell(link, true);
    await this.updateComplete;
    const { outlook: texts } = this.messages;
    if (link.state === 'connected') this.said = texts.done;
    if (link.state === 'removed') this.said = texts.gaveUp;
    if (!this.#isChanging) await this.focusOn('#title');
    return this.#isChanging;
  }

  #late(): void {
    if (this.#isChanging) return void (this.slow = true);
    this.waiting = undefined;
    const { tooLate: title, tooLateDetail: detail } = this.messages.outlook;
    this.failure = { title, detail };
  }

  #lookAgain(): void {
    this.slow = false;
    this.#watch?.start();
    void this.focusOn('#title');
  }

  #tell(link: CalendarLink, isNews = false): void {
    this.fire('lastria-ui-change', { link, ...(isNews ? { status: link.state } : {}) });
  }
}
