import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDuration, formatLongDate, formatShortDate, todayIn } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { problemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { chip } from '../../ui/chip.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { filter } from '../../ui/filter.ts';
import { icon } from '../../ui/icons.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { SocialRequest, TimelineFilter, WorkEntry } from '../social-file.data.ts';
import { byYear, formatDayMonth } from '../social-file.view.ts';
import { ClampedText } from './clamped-text.ts';
import { FilePart } from './file-part.ts';
import { timelineStyles } from './timeline.styles.ts';

/** What the server gives at once, and at most. */
const PAGE = 50;
const MOST = 200;

/** Travaux, latest first, under their years. Fires `lastria-part-write` (with an entry to change, or none). */
export class TimelinePart extends FilePart {
  static override readonly tag = 'lastria-social-file-timeline';
  static override readonly dependencies = [ClampedText, UiDialog, UiTextField];
  static override styles = timelineStyles;

  /** The file's demandes: what the filter offers. */
  @property({ attribute: false }) requests: readonly SocialRequest[] = [];
  @state() private entries: readonly WorkEntry[] = [];
  @state() private filter: TimelineFilter = {};
  @state() private cursor: string | null = null;
  /** How many in all, once asked; a timeline that is read whole counts itself. */
  @state() private total: number | undefined;
  @state() private status: 'loading' | 'ready' | 'more' | 'failed' = 'loading';
  @state() private failure: ProblemText | undefined;
  @state() private fresh = '';
  @state() private voiding: WorkEntry | undefined;
  @state() private reason = '';
  @state() private refusal = '';
  #asking: AbortController | undefined;
  #counting: AbortController | undefined;
  readonly #end = new IntersectionObserver(
    (seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting) && this.status === 'ready')
        void this.#load('more');
    },
    { rootMargin: '600px' },
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
    this.#counting?.abort();
    this.#end.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#load('loading');
  }

  /** Reads again as much as was read; the entry named is pointed out and given focus. */
  async refresh(entryId = ''): Promise<void> {
    await this.#load('ready');
    this.fresh = entryId;
    await this.updateComplete;
    if (entryId) this.renderRoot.querySelector<HTMLElement>(`[data-entry="${entryId}"]`)?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const calls = changed.get('calls');
    if (!changed.has('calls') || calls?.fileId === this.calls.fileId) return;
    this.filter = {};
    this.entries = [];
    void this.#load('loading');
  }

  protected override updated(): void {
    this.#end.disconnect();
    const more = this.renderRoot.querySelector('.more');
    if (more) this.#end.observe(more);
  }

  override render(): TemplateResult {
    const texts = this.messages.timeline;
    return html`<div class="head">
        <h3>
          ${texts.title}${this.status === 'loading' || this.entries.length === 0 ? nothing : html` · ${this.#count}`}
        </h3>
        ${this.#renderFilters()}
      </div>
      ${this.status === 'loading' ? skeleton(8) : this.#renderBody()} ${this.#renderVoiding()}`;
  }

  #renderFilters(): TemplateResult {
    const texts = this.messages.timeline;
    const requests = this.requests.map((request) => ({
      value: request.id,
      label: this.names.of('requestTypes', request.typeCode),
    }));
    const staff = this.names.configuration.staff
      .toSorted((one, other) => Number(one.left) - Number(other.left))
      .map(({ id, displayName, left }) => ({
        value: id,
        label: left ? texts.left(displayName) : displayName,
      }));
    return html`<div class="filters">
      ${this.#renderFilter('requestId', texts.request, texts.allRequests, requests)}
      ${this.#renderFilter('typeCode', texts.type, texts.allTypes, this.names.choices('workTypes'))}
      ${this.#renderFilter('performedBy', texts.worker, texts.allWorkers, staff)}
      ${this.#renderFilter('before', texts.from, texts.allYears, this.#years)}
      ${this.#filtered ? html`<button type="button" class="button quiet" @click=${() => this.#narrow({})}>${icon('close')}${texts.clear}</button>` : nothing}
    </div>`;
  }

  #renderFilter(
    key: keyof TimelineFilter,
    label: string,
    all: string,
    options: readonly { value: string; label: string }[],
  ): TemplateResult {
    return filter({
      label,
      all,
      options,
      value: this.filter[key] ?? '',
      choose: (value) => this.#narrow({ ...this.filter, [key]: value }),
    });
  }

  #renderBody(): TemplateResult {
    const texts = this.messages.timeline;
    if (this.status === 'failed' && this.entries.length === 0)
      return errorState(this.failure!, () => void this.#load('loading'));
    if (this.entries.length === 0) {
      if (this.#filtered)
        return emptyState(texts.emptyFiltered, { label: texts.clear, run: () => this.#narrow({}) });
      return emptyState(
        texts.empty,
        this.file.can.writeFollowUp
          ? { label: texts.emptyAction, icon: 'plus', run: () => this.#write() }
          : undefined,
      );
    }
    return html`${byYear(this.entries).map(
      ({ year, entries }) =>
        html`<section aria-labelledby="year-${year}">
          <h4 id="year-${year}" class="year">${year}</h4>
          ${repeat(
            entries,
            ({ id }) => id,
            (entry) => this.#renderEntry(entry),
          )}
        </section>`,
    )}
    ${this.status === 'failed' ? errorState(this.failure!, () => void this.#load('more')) : nothing}
    ${this.cursor === null ? nothing : html`<button type="button" class="button quiet more" @click=${() => this.#load('more')}>${this.status === 'more' ? this.texts.states.loading : texts.more}</button>`}`;
  }

  #renderEntry(entry: WorkEntry): TemplateResult {
    const texts = this.messages.timeline;
    const type = this.names.of('workTypes', entry.typeCode);
    const said = `${type}, ${formatLongDate(entry.performedOn, 'UTC')}`;
    const own = [entry.performedBy.id, entry.recordedBy.id].includes(this.me.staffId);
    return html`<article
      class=${entry.voided ? 'entry voided' : 'entry'}
      ?data-fresh=${entry.id === this.fresh}
      data-entry=${entry.id}
      tabindex="-1"
      aria-label=${said}
    >
      <time datetime=${entry.performedOn} title=${formatLongDate(entry.performedOn, 'UTC')}
        >${formatDayMonth(entry.performedOn)}</time
      >
      <div class="what">
        <div>
          <h5>${type}</h5>
          <span class="meta"
            >${this.#details(entry).map((detail, index) => html`${index ? '\u00a0· ' : ''}${detail}`)}</span
          >
        </div>
        ${entry.requests.length ? html`<div class="chips">${entry.requests.map((request) => html`${chip(this.names.of('requestTypes', request.typeCode))}${request.actions.map((action) => chip(this.names.of('supportActions', action.typeCode), true))}`)}</div>` : nothing}
        ${entry.textHidden ? html`<p class="reserved">${icon('lock')}${texts.hidden}<span class="meta"> · ${texts.hiddenWhy}</span></p>` : nothing}
        ${entry.text ? html`<lastria-social-file-text .text=${entry.text} .words=${{ more: texts.read, less: texts.less, of: texts.readOf(said) }}></lastria-social-file-text>` : nothing}
        ${entry.voided ? html`<p class="void">${icon('info')}${texts.voided(formatShortDate(entry.voided.at, this.timeZone), entry.voided.reason ?? texts.voidHidden)}</p>` : nothing}
        ${
          own && !entry.voided && (entry.can.change || entry.can.void)
            ? html`<div class="do">
                ${entry.can.change ? html`<button type="button" @click=${() => this.#write(entry)}>${texts.edit}<span class="visually-hidden">${texts.of(said)}</span></button>` : nothing}
                ${entry.can.void ? html`<button type="button" @click=${() => this.#ask(entry)}>${texts.void}<span class="rest">${texts.voidWhat}</span><span class="visually-hidden">${texts.of(said)}</span></button>` : nothing}
              </div>`
            : nothing
        }
      </div>
    </article>`;
  }

  #details(entry: WorkEntry): string[] {
    const texts = this.messages.timeline;
    const { performedBy, recordedBy, partners } = entry;
    return [
      formatDuration(entry.minutes),
      entry.travelMinutes ? texts.travel(formatDuration(entry.travelMinutes)) : '',
      performedBy.displayName,
      partners.length ? texts.with(partners.map(({ name }) => name).join(', ')) : '',
      entry.place ?? '',
      recordedBy.id === performedBy.id ? '' : texts.recordedBy(recordedBy.displayName),
    ].filter(Boolean);
  }

  #renderVoiding(): TemplateResult {
    const texts = this.messages.timeline;
    return html`<lastria-ui-dialog
      .open=${this.voiding !== undefined}
      .heading=${texts.voidTitle}
      @lastria-ui-close=${() => (this.voiding = undefined)}
    >
      ${
        this.voiding
          ? html`<p class="explain">${texts.voidText}</p>
              <lastria-ui-text-field
                data-start
                required
                .label=${texts.voidReason}
                .value=${this.reason}
                .error=${this.refusal}
                max-length="500"
                @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.reason = event.detail.value)}
                @keydown=${(event: KeyboardEvent) => {
                  if (event.key === 'Enter') void this.#void();
                }}
              ></lastria-ui-text-field>
              ${this.failure ? errorState(this.failure) : nothing}`
          : nothing
      }
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => (this.voiding = undefined)}>
          ${this.messages.dialogs.cancel}
        </button>
        <button type="button" class="button danger primary" @click=${() => this.#void()}>
          ${texts.voidConfirm}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  get #count(): string {
    const texts = this.messages.timeline;
    if (this.cursor === null) return texts.count(this.entries.length);
    return this.total === undefined ? texts.first(this.entries.length) : texts.count(this.total);
  }

  /** The years to jump to: from the last that is past to the one in which the file was opened. */
  get #years(): readonly { value: string; label: string }[] {
    const now = Number(todayIn(this.timeZone).slice(0, 4));
    const opened = Number((this.file?.openedOn ?? '').slice(0, 4)) || now;
    return Array.from({ length: Math.max(0, now - opened) }, (_, index) => ({
      value: `${now - index}-01-01`,
      label: this.messages.timeline.fromYear(now - index - 1),
    }));
  }

  get #filtered(): boolean {
    return Object.values(this.filter).some(Boolean);
  }

  #narrow(filter: TimelineFilter): void {
    this.filter = filter;
    this.total = undefined;
    void this.#load('loading');
  }

  #write(entry?: WorkEntry): void {
    this.fire('lastria-part-write', { entryId: entry?.id ?? '' });
  }

  #ask(entry: WorkEntry): void {
    this.reason = '';
    this.refusal = '';
    this.failure = undefined;
    this.voiding = entry;
    void this.start('[data-start]');
  }

  async #void(): Promise<void> {
    const entry = this.voiding;
    if (!entry) return;
    if (!this.reason.trim()) {
      this.refusal = this.messages.timeline.voidNeeded;
      return;
    }
    try {
      const outcome = await this.change('entry', () => this.calls.voidEntry(entry, this.reason.trim()));
      if (outcome.stale) {
        await this.#load('ready');
        this.voiding = this.entries.find(({ id }) => id === entry.id);
        this.failure = { title: this.messages.timeline.stale };
        return;
      }
      const voided = outcome.done;
      this.entries = this.entries.map((one) => (one.id === voided.id ? voided : one));
      this.voiding = undefined;
      this.tell({ what: 'entry', said: this.messages.timeline.voidDone });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(`[data-entry="${voided.id}"]`)?.focus();
    } catch (error) {
      this.failure = this.problem(error);
    }
  }

  async #load(status: 'loading' | 'more' | 'ready'): Promise<void> {
    if (!this.calls) return;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.status = status;
    const query = Object.fromEntries(Object.entries(this.filter).filter(([, value]) => value));
    try {
      const more = status === 'more' && this.cursor !== null;
      // What was read stays read: whoever looks at an old travail keeps it before his eyes.
      const limit = status === 'ready' && this.entries.length > PAGE ? { limit: MOST } : {};
      const page = await this.calls.timeline(
        more ? { ...query, cursor: this.cursor! } : { ...query, ...limit },
        signal,
      );
      if (signal.aborted) return;
      this.entries = more ? [...this.entries, ...page.items] : page.items;
      this.cursor = page.nextCursor;
      this.status = 'ready';
      // The number is that of all travaux, whatever the year one looks from.
      if (!more && page.nextCursor !== null && !query['before']) void this.#countAll(query);
    } catch (error) {
      if (signal.aborted) return;
      this.failure = problemText(error, this.messages.timeline.failed);
      this.status = 'failed';
    }
  }
  /** The number is a help: without it the title says how many were read. */
  async #countAll(query: TimelineFilter): Promise<void> {
    this.#counting?.abort();
    const { signal } = (this.#counting = new AbortController());
    const total = await this.calls.countTimeline(query, signal).catch(() => undefined);
    if (!signal.aborted) this.total = total;
  }
}
