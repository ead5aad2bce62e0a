import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { LastriaElement } from '../core/base-element.ts';
import { formatDateTime } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState } from '../core/states.ts';
import { fact, verb } from '../core/verbs.ts';
import { flag } from '../ui/chip.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { NoticeCalls, type Me, type Notice, type NoticePage } from './notices.data.ts';
import { noticesMessages, type NoticesMessageOverrides, type NoticesMessages } from './notices.messages.ts';
import { placeOf, type NoticePlace } from './notices.places.ts';
import { noticesStyles } from './notices.styles.ts';

/** How each kind is drawn: what calls for a look stands out. */
const shapes: Readonly<Record<string, readonly [IconName, tone?: 'warning' | 'danger']>> = {
  emergencyAccess: ['warning', 'warning'],
  massReading: ['eye', 'warning'],
  logTampered: ['danger', 'danger'],
  exportReady: ['file'],
  reportMade: ['file'],
  reportPaused: ['warning', 'warning'],
  rightGiven: ['user'],
  administratorAdded: ['user', 'warning'],
  substitution: ['users'],
  appointmentAsked: ['calendar'],
  appointmentAnswered: ['calendar'],
  reminderReturned: ['bell', 'warning'],
  leaveAsked: ['calendar'],
  leaveDecided: ['calendar'],
  leaveCancelled: ['calendar'],
};

/**
 * What one is told inside Lastria: a file opened in an emergency, a substitution, the vendor who asks to come in… A new
 * one shows as it comes.
 *
 * @element lastria-notices
 * @fires lastria-notices-changed - how many are unread is another number: `{ unread }`
 * @fires lastria-file-open - the file of a notice was chosen: `{ fileId }`
 * @fires lastria-place-open - where a notice leads was chosen, among `places`: `{ place }`
 */
export class LastriaNotices extends LastriaElement {
  static override readonly tag = 'lastria-notices';
  static override readonly scopes = [];
  static override styles = noticesStyles;

  /** Texts that replace ours. */
  @property({ attribute: false }) messages: NoticesMessageOverrides | undefined;

  /** What the page opens when a notice leads there, separated by spaces: files, agenda, reminders, leave, statistics, team, audit. */
  @property() places = '';

  @state() private items: readonly Notice[] = [];
  @state() private count = 0;
  @state() private failure: ProblemText | undefined;
  #calls: NoticeCalls | undefined;
  #cursor: string | null = null;
  #stop: (() => void) | undefined;
  readonly #reading = new Reading<Me>(this, {
    read: (signal) => this.#readFirst(this.#calls!, signal),
    whenRead: () => (this.#stop ??= this.#calls!.listen(() => void this.#renew())),
    lines: 4,
    texts: () => ({ failed: this.#texts.failed, ui: this.texts }),
  });

  /** How many are unread. */
  @fact(0)
  get unread(): number {
    return this.count;
  }

  /** Reads them again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#leave() });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#leave();
    this.items = [];
    this.failure = undefined;
    this.#calls = session && new NoticeCalls(session);
    this.#reading.follow(session);
    if (!session) this.#counted(0);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((me) =>
        this.items.length === 0
          ? emptyState(texts.empty, {
              label: texts.refresh,
              icon: 'undo',
              run: () => void this.#reading.load(),
            })
          : this.#renderList(me, texts),
      )}
    </section>`;
  }

  #renderList(me: Me, texts: NoticesMessages): TemplateResult {
    return html`<div class="tools">
        <p class="muted" id="count" tabindex="-1">${texts.unread(this.count)}</p>
        ${this.count > 0 ? html`<button type="button" class="button quiet" @click=${() => void this.#readAll()}>${icon('check')}${texts.allRead}</button>` : nothing}
      </div>
      ${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      <ul>
        ${this.items.map((one) => this.#renderNotice(one, me, texts))}
      </ul>
      ${this.#cursor === null ? nothing : html`<button type="button" class="button older" @click=${() => void this.#older()}>${texts.more}</button>`}`;
  }

  #renderNotice(one: Notice, { tenant, can }: Me, texts: NoticesMessages): TemplateResult {
    const { id, kind, createdAt, readAt, fileId, about, facts, reason } = one;
    const { title, text } = texts.kinds[kind] ?? texts.other;
    const [shape, tone] = shapes[kind] ?? ['info'];
    const at = (instant: string): string => formatDateTime(instant, tenant.timeZone);
    const who = about ? about.displayName || texts.someone : '';
    const isNew = readAt === null;
    const place = this.#placeOf(one);
    return html`<li ?data-unread=${isNew} data-tone=${tone ?? nothing}>
      ${icon(shape)}
      <div class="body">
        <div class="head">
          <h3>${title}</h3>
          ${isNew ? flag('accent', texts.isUnread) : nothing}
        </div>
        <p>${text({ who, facts, at })}</p>
        ${reason ? html`<p class="reason">${texts.reason(reason)}</p>` : nothing}
        <p class="muted">
          <time datetime=${createdAt}>${at(createdAt)}</time
          >${fileId && !can.openFile ? html` · <span title=${fileId}>${texts.fileNumber(fileId.slice(-8))}</span>` : nothing}
        </p>
        <div class="actions">
          ${fileId && can.openFile ? html`<button type="button" class="button quiet" aria-label=${texts.openFileOf(title)} @click=${() => this.#open(one, fileId)}>${icon('file')}${texts.openFile}</button>` : nothing}
          ${place ? html`<button type="button" class="button quiet" aria-label=${texts.openPlaceOf(texts.openPlace[place], title)} @click=${() => this.#go(one, place)}>${icon(shape)}${texts.openPlace[place]}</button>` : nothing}
          ${isNew ? html`<button type="button" class="button quiet" aria-label=${texts.markReadOf(title)} @click=${() => void this.#read(id)}>${icon('check')}${texts.markRead}</button>` : nothing}
        </div>
      </div>
    </li>`;
  }

  get #texts(): NoticesMessages {
    return messagesWith(noticesMessages, this.messages);
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #counted(unread: number): void {
    if (unread === this.count) return;
    this.count = unread;
    this.fire('lastria-notices-changed', { unread });
  }

  #open({ id, readAt }: Notice, fileId: string): void {
    if (readAt === null) void this.#read(id);
    this.fire('lastria-file-open', { fileId });
  }

  /** Where a notice leads, if this page opens it. */
  #placeOf({ kind }: Notice): NoticePlace | undefined {
    const place = placeOf[kind];
    return this.places.split(' ').find((one) => one === place) as NoticePlace | undefined;
  }

  #go({ id, readAt }: Notice, place: NoticePlace): void {
    if (readAt === null) void this.#read(id);
    this.fire('lastria-place-open', { place });
  }

  async #read(noticeId: string): Promise<void> {
    await this.#attempt(async (calls) => {
      await calls.read(noticeId);
      const wasNew = this.items.some(({ id, readAt }) => id === noticeId && readAt === null);
      const readAt = new Date().toISOString();
      this.items = this.items.map((one) =>
        one.id === noticeId ? { ...one, readAt: one.readAt ?? readAt } : one,
      );
      if (wasNew) this.#counted(Math.max(0, this.count - 1));
    });
  }

  async #readAll(): Promise<void> {
    await this.#attempt(async (calls) => {
      await calls.readAll();
      const readAt = new Date().toISOString();
      this.items = this.items.map((one) => ({ ...one, readAt: one.readAt ?? readAt }));
      this.#counted(0);
      this.announce(this.#texts.allDone);
    });
  }

  /** What was pressed is gone once it is done: focus stays near, on how many are left. */
  async #attempt(act: (calls: NoticeCalls) => Promise<void>): Promise<void> {
    const calls = this.#calls;
    if (!calls) return;
    this.failure = undefined;
    const wasHere = this.shadowRoot!.activeElement !== null;
    try {
      await act(calls);
      await this.updateComplete;
      if (wasHere && this.shadowRoot!.activeElement === null)
        this.renderRoot.querySelector<HTMLElement>('#count')?.focus();
    } catch (error) {
      this.failure = problemText(error, this.#texts.notRead);
    }
  }

  async #readFirst(calls: NoticeCalls, signal: AbortSignal): Promise<Me> {
    const [me, page] = await Promise.all([calls.me(), calls.page(null, signal)]);
    if (!signal.aborted) this.#show(page);
    return me;
  }

  #show({ items, nextCursor, unread }: NoticePage): void {
    this.items = items;
    this.#cursor = nextCursor;
    this.#counted(unread);
  }

  /** Something came: what stands stays, what is new is put before it. */
  async #renew(): Promise<void> {
    const { signal } = this.#reading;
    const page = await this.#calls?.page(null, signal).catch(() => undefined);
    if (!page || signal.aborted) return;
    const known = new Set(page.items.map(({ id }) => id));
    const older = this.items.filter(({ id }) => !known.has(id));
    const isMore = page.unread > this.count;
    if (this.items.length === 0 || older.length === this.items.length) this.#show(page);
    else {
      this.items = [...page.items, ...older];
      this.#counted(page.unread);
    }
    if (isMore) this.announce(this.#texts.arrived);
  }

  async #older(): Promise<void> {
    const { signal } = this.#reading;
    this.failure = undefined;
    try {
      const page = await this.#calls!.page(this.#cursor, signal);
      if (signal.aborted) return;
      this.#show({ ...page, items: [...this.items, ...page.items] });
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.#texts.failed);
    }
  }
}
