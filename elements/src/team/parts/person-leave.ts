import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { todayIn } from '../../core/format.ts';
import { isStale } from '../../core/problem-text.ts';
import { icon } from '../../ui/icons.ts';
import { etagOf, withPerson, type LeavingEffect, type TeamMember } from '../team.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './team-part.ts';

/** « Départ »: what it leaves behind is read, then the day is said. Fires `lastria-ui-close`, once gone with how many files wait for another. */
export class PersonLeave extends FormPart<{ readonly leftOn: string | null }> {
  static override readonly tag = 'lastria-team-person-leave';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) person!: TeamMember;
  @state() private effect: LeavingEffect | 'reading' | 'failed' = 'reading';

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ leftOn: todayIn(this.timeZone) });
    void this.#readEffect();
  }

  protected override firstUpdated(): void {
    void this.focusOn('leftOn');
  }

  override render(): TemplateResult {
    const { people: texts, actions } = this.messages;
    const close = (): boolean => this.fire('lastria-ui-close');
    const take = (event: CustomEvent<{ value: string | null }>): void =>
      this.set('leftOn', event.detail.value);
    return html`<section
      class="panel form"
      aria-label=${texts.leaveOf(this.person.displayName)}
      @keydown=${this.keys(() => void this.#save(), close)}
    >
      ${this.renderSummary()}
      <p class="effect warning" role="status" data-effect>
        ${icon('warning')}<span>${this.#renderEffect()}</span>
      </p>
      <lastria-ui-date-field
        id="leftOn"
        required
        prefer="past"
        time-zone=${this.timeZone}
        .label=${texts.leftDay}
        .max=${todayIn(this.timeZone)}
        .value=${this.values.leftOn}
        .error=${this.faults['leftOn'] ?? ''}
        @lastria-ui-change=${take}
      ></lastria-ui-date-field>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button danger primary" @click=${() => void this.#save()}>
          ${texts.leaveConfirm}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override labelOf(): string {
    return this.messages.people.leftDay;
  }

  #renderEffect(): TemplateResult {
    const { people: texts, actions } = this.messages;
    const { effect } = this;
    if (effect === 'reading') return html`${texts.leaveReading}`;
    if (effect === 'failed')
      return html`${texts.leaveFailed}
        <button type="button" class="button quiet" @click=${() => void this.#readEffect()}>
          ${actions.retry}
        </button>`;
    return html`${texts.leaveText(this.person.displayName, effect.rights)}${effect.files > 0 ? html` ${texts.leaveFiles(effect.files)}` : nothing}`;
  }

  async #readEffect(): Promise<void> {
    this.effect = 'reading';
    try {
      this.effect = await this.session.organisation.leavingEffect(this.person.id);
    } catch {
      // Whatever the cause, the sentence offers to read it again; the departure itself can still be said
      this.effect = 'failed';
    }
  }

  async #save(): Promise<void> {
    this.settle();
    const { leftOn } = this.values;
    if (!this.check(leftOn === null ? { leftOn: this.messages.people.leftNeeded } : {}) || leftOn === null)
      return;
    await this.attempt(() => this.#send(leftOn, this.person.version));
  }

  /** The name may have been changed elsewhere: what matters is the departure. */
  async #send(leftOn: string, version: number, tries = 2): Promise<void> {
    const { id } = this.person;
    try {
      const { member } = await this.session.organisation.changeStaff(
        id,
        { leftOn },
        { etag: etagOf({ version }) },
      );
      this.tell({
        settings: (now) => withPerson(now, member),
        change: { kind: 'staff', id },
        said: this.messages.people.hasLeft(member.displayName),
      });
      const { effect } = this;
      this.fire('lastria-ui-close', { files: typeof effect === 'object' ? effect.files : 0 });
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      const fresh = (await this.reread()).organisation.staff.find((one) => one.id === id);
      if (fresh) await this.#send(leftOn, fresh.version, tries - 1);
    }
  }
}
