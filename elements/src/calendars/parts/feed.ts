import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { isStale, typeOfProblem } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { levelOf, levels, type CalendarFeed, type Level } from '../calendars.data.ts';
import { renderLevels, renderQuestion } from '../calendars.view.ts';
import { CalendarsPart } from './calendars-part.ts';
import { FeedPreview } from './preview.ts';
import { NewAddress } from './new-address.ts';

/** The secret address by which other programs read one's agenda. Fires `lastria-ui-change` with the `feed` and its `status`. */
export class FeedPart extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-feed';
  static override readonly dependencies = [UiDialog, FeedPreview, NewAddress];

  @property({ attribute: false }) feed: CalendarFeed | null = null;
  /** Levels the tenant lets one choose. */
  @property({ attribute: false }) allowed: readonly string[] = levels;

  @state() private level: Level = 'busy';
  @state() private asking: 'level' | 'replace' | 'revoke' | undefined;
  /** Shown until the person says it is kept: it is nowhere else, and cannot be asked for. */
  @state() private address: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('feed') && this.feed) this.level = levelOf(this.feed.level);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.address = undefined;
  }

  override render(): TemplateResult {
    const { feed: texts, safe } = this.messages;
    return html`<section aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.feed ? this.#renderStanding(this.feed) : this.#renderMaking()}
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.failure ? errorState(this.failure, undefined, safe, this.texts) : nothing}
      ${this.#renderQuestion()}
    </section>`;
  }

  #renderMaking(): TemplateResult {
    const { feed: texts } = this.messages;
    return html`<p>${texts.none}</p>
      ${this.#renderLevels()}
      <div class="actions">
        <button type="button" class="button primary" id="make" @click=${() => void this.#make()}>
          ${icon('link')}${texts.make}
        </button>
      </div>`;
  }

  #renderStanding(feed: CalendarFeed): TemplateResult {
    const { feed: texts, levels: words } = this.messages;
    const { createdAt, lastReadDay } = feed;
    if (this.address !== undefined)
      return html`<lastria-calendars-address
        .address=${this.address}
        .messages=${this.messages}
        @lastria-ui-close=${() => this.#kept()}
      ></lastria-calendars-address>`;
    return html`<p>
        ${texts.stands(formatDate(createdAt, this.timeZone))} ${texts.shows(words[levelOf(feed.level)].label)}
        ${lastReadDay === null ? texts.neverRead : texts.readOn(formatDate(lastReadDay, 'UTC'))}
      </p>
      ${this.asking === 'level' ? this.#renderChange(feed) : this.#renderActs()}`;
  }

  #renderActs(): TemplateResult {
    const { feed: texts } = this.messages;
    const ask = (what: 'replace' | 'revoke') => (): void => void (this.asking = what);
    return html`<div class="actions">
      <button type="button" class="button" id="change" @click=${() => void this.#askLevel()}>
        ${icon('eye')}${texts.change}</button
      ><button type="button" class="button" @click=${ask('replace')}>${icon('undo')}${texts.replace}</button
      ><button type="button" class="button danger" @click=${ask('revoke')}>${texts.revoke}</button>
    </div>`;
  }

  #renderChange(feed: CalendarFeed): TemplateResult {
    const { feed: texts } = this.messages;
    return html`<div class="panel form">
      ${this.#renderLevels()}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#change(feed)}>
          ${texts.save}</button
        ><button type="button" class="button" @click=${() => this.#closeLevel()}>${this.texts.cancel}</button>
      </div>
    </div>`;
  }

  #renderLevels(): TemplateResult {
    const { feed: texts, levels: words } = this.messages;
    return html`${renderLevels(
        {
          legend: texts.legend,
          chosen: this.level,
          allowed: this.allowed,
          hintOf: (level) => (level === 'full' ? words.fullWithPlace : words[level].hint),
          choose: (level) => void (this.level = level),
        },
        this.messages,
      )}
      <lastria-calendars-preview
        .calls=${this.calls}
        .messages=${this.messages}
        .level=${this.level}
      ></lastria-calendars-preview>`;
  }

  #renderQuestion(): TemplateResult {
    const { feed: texts } = this.messages;
    const { asking } = this;
    const isReplacing = asking === 'replace';
    return renderQuestion({
      open: isReplacing || asking === 'revoke',
      title: isReplacing ? texts.replaceTitle : texts.revokeTitle,
      body: html`<p>${isReplacing ? texts.replaceText : texts.revokeText}</p>`,
      keep: texts.keep,
      act: isReplacing ? texts.replace : texts.revoke,
      close: () => void (this.asking = undefined),
      agree: () => void (isReplacing ? this.#make() : this.#revoke()),
    });
  }

  async #askLevel(): Promise<void> {
    this.asking = 'level';
    await this.focusOn('input:checked');
  }

  #closeLevel(): void {
    this.asking = undefined;
    this.level = levelOf(this.feed?.level ?? 'busy');
    void this.focusOn('#change');
  }

  #kept(): void {
    this.address = undefined;
    void this.focusOn('#title');
  }

  async #make(): Promise<void> {
    this.asking = undefined;
    await this.attempt(async () => {
      const { feed, address } = await this.calls.makeFeed(this.level);
      if (!this.isConnected) return;
      this.address = address;
      this.fire('lastria-ui-change', { feed, status: 'made' });
    });
  }

  async #change(feed: CalendarFeed): Promise<void> {
    await this.#guarded(async () => {
      const changed = await this.calls.changeFeed(feed, this.level);
      this.asking = undefined;
      this.said = this.messages.feed.changed;
      this.fire('lastria-ui-change', { feed: changed, status: 'changed' });
      await this.focusOn('#change');
    });
  }

  async #revoke(): Promise<void> {
    this.asking = undefined;
    await this.#guarded(async () => {
      await this.calls.revokeFeed();
      this.level = 'busy';
      this.said = this.messages.feed.revoked;
      this.fire('lastria-ui-change', { feed: null, status: 'revoked' });
      await this.focusOn('#title');
    });
  }

  /** Another page may have changed the address, or ended it: where it stands is read, and said. */
  async #guarded(act: () => Promise<void>): Promise<void> {
    await this.attempt(async () => {
      try {
        await act();
      } catch (error) {
        if (!isStale(error) && typeOfProblem(error) !== 'not-found') throw error;
        const feed = await this.calls.feed();
        this.asking = undefined;
        this.fire('lastria-ui-change', { feed });
        const { elsewhere: title, elsewhereDetail: detail } = this.messages.feed;
        this.failure = { title, detail };
      }
    });
  }
}
