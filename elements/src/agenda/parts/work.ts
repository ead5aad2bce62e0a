import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatName } from '../../core/format.ts';
import { emptyState, errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { UiDurationField } from '../../ui/parsed-field.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { WorkInput, WorkProposal } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { longDay, minuteOf, timeText } from '../calendar.ts';
import { ReadingPart } from './reading-part.ts';

interface WorkValues {
  readonly typeCode: string;
  readonly minutes: number | null;
  readonly travel: number | null;
  readonly place: string;
  readonly requestIds: readonly string[];
  readonly text: string;
}

/**
 * The travail an honoured appointment proposes, filled in: one press writes it in the file, whatever is set right before.
 * The button has the focus. Fires `lastria-ui-close` when it is written, or put off.
 */
export class AgendaWork extends ReadingPart<WorkProposal> {
  static override readonly tag = 'lastria-agenda-work';
  static override readonly dependencies = [UiDurationField, UiSelectField, UiTextArea, UiTextField];

  @property({ attribute: false }) writing!: Writing;
  @property() appointmentId = '';
  @state() private values: WorkValues | undefined;
  @state() private typeFault = '';
  #begun: WorkValues | undefined;

  /** Whether something was set right and not written. */
  get dirty(): boolean {
    return JSON.stringify(this.values) !== JSON.stringify(this.#begun);
  }

  override focus(): void {
    void this.#focus();
  }

  protected override async read(signal: AbortSignal): Promise<WorkProposal> {
    const proposal = await this.calls.proposal(this.appointmentId, signal);
    this.values = this.#begun = valuesOf(proposal);
    return proposal;
  }

  protected override get words() {
    return this.look.texts.work;
  }

  protected override renderRead(proposal: WorkProposal): TemplateResult {
    const { work: texts } = this.look.texts;
    const { values } = this;
    if (proposal.entryId !== null || !values) return emptyState(texts.done);
    const { person, proposed } = proposal;
    const name = person ? formatName({ lastName: person.lastName, firstName: person.firstNames }) : '';
    const time = proposed.startedAt ? timeText(minuteOf(`0000-00-00T${proposed.startedAt}`)) : '';
    return html`<div class="form" @keydown=${this.#keys}>
      <h3>${name}</h3>
      <p id="when">${[longDay(proposed.performedOn), time].filter(Boolean).join(', ')}</p>
      <p class="muted" id="intro">${texts.intro}</p>
      <lastria-ui-select-field
        id="typeCode"
        .label=${texts.type}
        .options=${proposal.types.map(({ code, label }) => ({ value: code, label }))}
        .value=${values.typeCode}
        .error=${this.typeFault}
        @lastria-ui-change=${this.#take}
      ></lastria-ui-select-field>
      <div class="pair">
        ${(['minutes', 'travel'] as const).map(
          (key) =>
            html`<lastria-ui-duration-field
              id=${key}
              .label=${texts[key]}
              .value=${values[key]}
              @lastria-ui-change=${this.#take}
            ></lastria-ui-duration-field>`,
        )}
      </div>
      <lastria-ui-text-field
        id="place"
        .label=${texts.place}
        .maxLength=${200}
        .value=${values.place}
        @lastria-ui-input=${this.#take}
      ></lastria-ui-text-field>
      ${this.#renderRequests(proposal, values)}
      <lastria-ui-text-area
        id="text"
        rows="3"
        .label=${texts.text}
        .maxLength=${50_000}
        .value=${values.text}
        @lastria-ui-input=${this.#take}
      ></lastria-ui-text-area>
      ${this.failure ? errorState(this.failure, undefined, this.look.texts.form.kept, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          data-confirm
          aria-describedby="when intro"
          aria-disabled=${this.busy}
          @click=${this.#write}
        >
          ${icon('check')}${texts.confirm}
        </button>
        <button type="button" class="button" @click=${() => this.#leave()}>${texts.later}</button>
      </div>
    </div>`;
  }

  #renderRequests({ requests }: WorkProposal, values: WorkValues): TemplateResult | typeof nothing {
    if (requests.length === 0) return nothing;
    const toggle = (id: string, event: Event): void => {
      const { checked } = event.target as HTMLInputElement;
      const others = values.requestIds.filter((one) => one !== id);
      this.values = { ...values, requestIds: checked ? [...others, id] : others };
    };
    return html`<fieldset>
      <legend>${this.look.texts.work.requests}</legend>
      ${requests.map(
        ({ id, label }) =>
          html`<label class="check"
            ><input
              type="checkbox"
              .checked=${values.requestIds.includes(id)}
              @change=${(event: Event) => toggle(id, event)}
            /><span>${label}</span></label
          >`,
      )}
    </fieldset>`;
  }

  async #focus(): Promise<void> {
    await this.updateComplete;
    await this.loaded;
    await this.updateComplete;
    const { renderRoot } = this;
    (
      renderRoot.querySelector<HTMLElement>('[data-confirm]') ??
      renderRoot.querySelector<HTMLElement>('[tabindex]')
    )?.focus();
  }

  readonly #take = (event: CustomEvent<{ value: unknown }>): void => {
    const key = (event.target as HTMLElement).id as keyof WorkValues;
    const values = { ...this.values!, [key]: event.detail.value };
    // Another travail has another usual length, unless one was said
    const type = key === 'typeCode' && this.all?.types.find(({ code }) => code === values.typeCode);
    this.values = type && this.all?.proposed.minutes === null ? { ...values, minutes: type.minutes } : values;
    this.typeFault = '';
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#write();
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    }
  };

  readonly #write = (): void => {
    const { values } = this;
    if (!values || this.busy) return;
    this.typeFault = values.typeCode ? '' : this.look.texts.work.typeNeeded;
    if (this.typeFault) return this.renderRoot.querySelector<HTMLElement>('#typeCode')?.focus();
    void this.attempt(() => this.writing.writeWork(this.appointmentId, inputOf(values))).then((written) => {
      if (written) this.#leave(true);
    });
  };

  #leave(written = false): void {
    if (written) this.#begun = this.values;
    this.fire('lastria-ui-close');
  }
}

const valuesOf = ({ proposed, requests }: WorkProposal): WorkValues => ({
  typeCode: proposed.typeCode ?? '',
  minutes: proposed.minutes,
  travel: proposed.travelMinutes,
  place: proposed.place ?? '',
  // The only one there is, is what one came for
  requestIds: requests.length === 1 ? requests.map(({ id }) => id) : [],
  text: proposed.text ?? '',
});

const inputOf = ({ typeCode, minutes, travel, place, requestIds, text }: WorkValues): WorkInput => ({
  typeCode,
  ...(minutes === null ? {} : { minutes }),
  travelMinutes: travel,
  place: place.trim() || null,
  text: text.trim() || null,
  ...(requestIds.length > 0 ? { requests: requestIds.map((requestId) => ({ requestId })) } : {}),
});
