import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextArea } from '../../ui/text-field.ts';
import type { Leave, LeaveCalls, LeaveCheck, LeaveInput, LeaveSettings } from '../leave.data.ts';
import type { LeaveMessages } from '../leave.messages.ts';

type Half = 'morning' | 'afternoon';

/** Asks for a leave, or changes one that is not decided, with what it would count and meet told as it is typed. Fires `lastria-ui-sent`, `lastria-ui-close`. */
export class LeaveForm extends UiElement {
  static override readonly tag = 'lastria-leave-form';
  static override readonly dependencies = [UiDateField, UiSelectField, UiTextArea];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      form {
        display: grid;
        gap: var(--_space-3);
        margin-block: var(--_space-3);
        padding: var(--_space-4);
        background: var(--_canvas);
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
      .row {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
        gap: var(--_space-3);
      }
      p,
      h3,
      ul {
        margin: 0;
        padding-inline-start: 0;
      }
      h3 {
        font-size: inherit;
      }
      ul {
        padding-inline-start: var(--_space-4);
      }
      .count {
        font-weight: 600;
      }
      .told {
        display: grid;
        gap: var(--_space-1);
        font-size: var(--_size-small);
      }
      .warning {
        color: var(--_warning);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-2);
      }
    `,
  ];

  @property({ attribute: false }) calls!: LeaveCalls;
  @property({ attribute: false }) settings!: LeaveSettings;
  @property({ attribute: false }) words!: LeaveMessages;
  @property() timeZone = 'Europe/Paris';
  /** The one that is changed; none: a new one. */
  @property({ attribute: false }) of: Leave | undefined;

  @state() private kind = '';
  @state() private firstDay = '';
  @state() private lastDay = '';
  @state() private firstHalf: Half = 'morning';
  @state() private lastHalf: Half = 'afternoon';
  @state() private checked: LeaveCheck | 'failed' | undefined;
  @state() private missing = false;
  @state() private problem: ProblemText | undefined;
  @state() private busy = false;
  @query('lastria-ui-select-field') private first!: UiSelectField;
  #comment = '';
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('of') || !this.of) return;
    const { kind, firstDay, lastDay, firstHalf, lastHalf, comment } = this.of;
    Object.assign(this, { kind, firstDay, lastDay, firstHalf, lastHalf });
    this.#comment = comment ?? '';
    void this.#check();
  }

  /** Puts focus on the first field. */
  override focus(): void {
    this.first.focus();
  }

  override render(): TemplateResult {
    const { form } = this.words;
    const kinds = this.settings.kinds
      .filter(({ active }) => active)
      .map(({ code, label }) => ({ value: code, label }));
    const deciders = [
      ...new Set(this.settings.units.filter(({ own }) => own).flatMap(({ deciders: names }) => names)),
    ];
    const valueOf = (event: Event) => (event as CustomEvent<{ value: string | null }>).detail.value ?? '';
    const title = this.of ? form.changeOf : form.title;
    const isAsked = this.of?.status === 'asked';
    return html`<form aria-label=${title} @submit=${this.#submit}>
      <h3>${title}</h3>
      ${this.problem ? errorState(this.problem, undefined, undefined, this.texts) : nothing}
      <lastria-ui-select-field
        label=${form.kind}
        required
        placeholder=${form.choose}
        .options=${kinds}
        .value=${this.kind}
        @lastria-ui-change=${(event: Event) => this.#set('kind', valueOf(event))}
      ></lastria-ui-select-field>
      <div class="row">
        <lastria-ui-date-field
          label=${form.firstDay}
          required
          prefer="future"
          time-zone=${this.timeZone}
          .value=${this.firstDay || null}
          @lastria-ui-change=${(event: Event) => this.#set('firstDay', valueOf(event))}
        ></lastria-ui-date-field>
        <lastria-ui-select-field
          label=${form.firstHalf}
          .options=${[
            { value: 'morning', label: form.fromMorning },
            { value: 'afternoon', label: form.fromNoon },
          ]}
          .value=${this.firstHalf}
          @lastria-ui-change=${(event: Event) => this.#set('firstHalf', valueOf(event))}
        ></lastria-ui-select-field>
        <lastria-ui-date-field
          label=${form.lastDay}
          required
          prefer="future"
          time-zone=${this.timeZone}
          .value=${this.lastDay || null}
          @lastria-ui-change=${(event: Event) => this.#set('lastDay', valueOf(event))}
        ></lastria-ui-date-field>
        <lastria-ui-select-field
          label=${form.lastHalf}
          .options=${[
            { value: 'morning', label: form.toNoon },
            { value: 'afternoon', label: form.toEvening },
          ]}
          .value=${this.lastHalf}
          @lastria-ui-change=${(event: Event) => this.#set('lastHalf', valueOf(event))}
        ></lastria-ui-select-field>
      </div>
      <div class="told" role="status">${this.#renderCheck()}</div>
      <lastria-ui-text-area
        label=${form.comment}
        hint=${form.commentHint}
        .value=${this.#comment}
        @lastria-ui-input=${(event: Event) => (this.#comment = valueOf(event))}
      ></lastria-ui-text-area>
      <p class="told">${deciders.length > 0 ? form.deciders(deciders) : form.nobody}</p>
      ${this.missing ? html`<p class="warning" role="alert">${form.missing}</p>` : nothing}
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy}>
          ${isAsked ? form.save : this.words.send}
        </button>
        ${isAsked ? nothing : html`<button type="button" class="button" ?disabled=${this.busy} @click=${() => void this.#send(true)}>${this.words.keepDraft}</button>`}
        <button type="button" class="button quiet" @click=${() => this.fire('lastria-ui-close', {})}>
          ${this.words.giveUp}
        </button>
      </div>
    </form>`;
  }

  #renderCheck(): TemplateResult | typeof nothing {
    const { checked } = this;
    const { form, decide, halfDay, span } = this.words;
    if (checked === undefined) return nothing;
    if (checked === 'failed') return html`<p>${form.uncounted}</p>`;
    const { halves, days, left, overlaps, appointments, shortages } = checked;
    const holidays = days.flatMap(({ label }) => label ?? []);
    const weekends = days.filter(({ why }) => why === 'weekend').length;
    return html`<p class="count">${form.counted(halves)}</p>
      ${weekends > 0 ? html`<p>${form.weekends(weekends)}</p>` : nothing}
      ${holidays.length > 0 ? html`<p>${form.holidays(holidays)}</p>` : nothing}
      ${left === null ? nothing : left < 0 ? html`<p class="warning">${form.tooMany(-left)}</p>` : html`<p>${form.leftAfter(left)}</p>`}
      ${
        overlaps.length > 0
          ? html`<p class="warning">${form.overlaps}</p>
              <ul>
                ${overlaps.map((one) => html`<li>${span(one)}</li>`)}
              </ul>`
          : nothing
      }
      ${appointments.count > 0 ? html`<p>${form.appointments(appointments.count)}</p>` : nothing}
      ${
        shortages.length > 0
          ? html`<p class="warning">${form.short}</p>
              <ul>
                ${shortages.slice(0, 6).map(({ day, half, unitName, present, minimum }) => html`<li>${decide.shortAt(halfDay(day, half), unitName, present, minimum)}</li>`)}
                ${shortages.length > 6 ? html`<li>${decide.more(shortages.length - 6)}</li>` : nothing}
              </ul>`
          : nothing
      }`;
  }

  #set(name: 'kind' | 'firstDay' | 'lastDay' | 'firstHalf' | 'lastHalf', value: string): void {
    if (name === 'firstHalf' || name === 'lastHalf') this[name] = value as Half;
    else this[name] = value;
    if (name === 'firstDay' && value !== '' && (this.lastDay === '' || this.lastDay < value))
      this.lastDay = value;
    this.missing = false;
    void this.#check();
  }

  get #input(): LeaveInput | undefined {
    const { kind, firstDay, firstHalf, lastDay, lastHalf } = this;
    return kind && firstDay && lastDay ? { kind, firstDay, firstHalf, lastDay, lastHalf } : undefined;
  }

  async #check(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const input = this.#input;
    this.problem = undefined;
    if (!input) return void (this.checked = undefined);
    try {
      const checked = await this.calls.check(
        { ...input, ...(this.of ? { exceptLeaveId: this.of.id } : {}) },
        signal,
      );
      if (!signal.aborted) this.checked = checked;
    } catch {
      // What is wrong is said by the server once it is sent; what is typed stays
      if (!signal.aborted) this.checked = 'failed';
    }
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#send(false);
  };

  async #send(draft: boolean): Promise<void> {
    const input = this.#input;
    if (!input) return void (this.missing = true);
    this.busy = true;
    this.problem = undefined;
    try {
      const comment = this.#comment.trim();
      const leave = this.of
        ? await this.calls.change(this.of, {
            ...input,
            comment: comment || null,
            ...(draft || this.of.status === 'asked' ? {} : { status: 'asked' }),
          })
        : await this.calls.ask({ ...input, ...(comment ? { comment } : {}), ...(draft ? { draft } : {}) });
      this.fire('lastria-ui-sent', { leave });
    } catch (error) {
      const problem = problemText(error, this.words.notDone);
      const [first] = problem.fieldErrors ?? [];
      this.problem = first ? { ...problem, detail: first.detail } : problem;
    } finally {
      this.busy = false;
    }
  }
}
