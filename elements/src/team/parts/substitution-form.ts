import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { todayIn } from '../../core/format.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { datedRights, withGrants, type TeamMember } from '../team.data.ts';
import { opensFiles, placeOf, roleOf, stateOf, timeOf } from '../team.view.ts';
import { FormPart } from './team-part.ts';

type Absence = {
  readonly staffId: string;
  readonly from: string | null;
  readonly fromTime: string;
  readonly until: string | null;
  readonly untilTime: string;
  readonly reason: string;
};

/** « Remplacement »: who sees, from one minute to another, what an absent member sees. Fires `lastria-ui-close`. */
export class SubstitutionForm extends FormPart<Absence> {
  static override readonly tag = 'lastria-team-substitution';
  static override readonly dependencies = [...formFields, UiCombobox];

  /** Who is away. */
  @property({ attribute: false }) person!: TeamMember;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({
      staffId: '',
      from: todayIn(this.timeZone),
      fromTime: '0 h 00',
      until: null,
      untilTime: '23 h 59',
      reason: '',
    });
  }

  protected override firstUpdated(): void {
    void this.focusOn('staffId');
  }

  override render(): TemplateResult {
    const { standingIn: texts, rights, actions } = this.messages;
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    const title = texts.title(this.person.displayName);
    if (this.#held.length === 0)
      return html`<section class="panel form" aria-label=${title} @keydown=${this.keys(close, close)}>
        <p>${texts.none(this.person.displayName)}</p>
        <div class="actions">
          <button type="button" class="button" @click=${close}>${actions.back}</button>
        </div>
      </section>`;
    return html`<section class="panel form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h3 id="title">${title}</h3>
      ${this.renderSummary()}
      <lastria-ui-combobox
        id="staffId"
        required
        eager
        .label=${texts.who}
        .options=${this.#others}
        .value=${this.values.staffId}
        .error=${this.faults['staffId'] ?? ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.set('staffId', event.detail.value)}
      ></lastria-ui-combobox>
      <div class="pair">
        ${this.#day('from', texts.from)}${this.text('fromTime', texts.fromTime, { required: true, max: 10 })}
        ${this.#day('until', texts.until)}${this.text('untilTime', texts.untilTime, { required: true, max: 10 })}
      </div>
      ${this.text('reason', rights.reason, { required: true, hint: texts.reasonHint, max: 500 })}
      <p class="effect" role="status" data-effect>
        ${icon('info')}<span
          >${texts.effect(this.#name(this.values.staffId) ?? texts.someone, this.person.displayName, this.#held)}</span
        >
      </p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.save}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  #day(key: 'from' | 'until', label: string): TemplateResult | typeof nothing {
    const take = (event: CustomEvent<{ value: string | null }>): void => this.set(key, event.detail.value);
    return html`<lastria-ui-date-field
      id=${key}
      required
      prefer="future"
      time-zone=${this.timeZone}
      .label=${label}
      .value=${this.values[key]}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${take}
    ></lastria-ui-date-field>`;
  }

  /** What is stood in for, in words. */
  get #held(): readonly string[] {
    return this.settings.organisation.grants
      .filter(
        (grant) =>
          grant.staffId === this.person.id &&
          grant.kind === 'REGULAR' &&
          opensFiles.has(grant.role) &&
          grant.role !== 'PSYCHOLOGIST' &&
          stateOf(grant) !== 'over',
      )
      .map((grant) => `${roleOf(grant, this.messages)}, ${placeOf(grant, this.settings, this.messages)}`);
  }

  /** Everybody who is there, but the absent one and who acts: nobody gives oneself a right. */
  get #others() {
    return this.settings.organisation.staff
      .filter(({ id, left }) => !left && id !== this.person.id && id !== this.settings.me.staffId)
      .map(({ id, displayName, jobTitle }) => ({
        value: id,
        label: displayName,
        note: jobTitle ?? undefined,
      }));
  }

  #name(staffId: string): string | undefined {
    return this.settings.organisation.staff.find(({ id }) => id === staffId)?.displayName;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #save(): Promise<void> {
    this.settle();
    const { standingIn: texts, rights } = this.messages;
    const { staffId, from, until } = this.values;
    const [fromTime, untilTime] = [timeOf(this.values.fromTime), timeOf(this.values.untilTime)];
    const reason = this.values.reason.trim();
    const found: Record<string, string> = {};
    if (!staffId) found['staffId'] = texts.whoNeeded;
    if (from === null) found['from'] = texts.dayNeeded;
    if (fromTime === undefined) found['fromTime'] = texts.timeNeeded;
    if (until === null) found['until'] = texts.dayNeeded;
    if (untilTime === undefined) found['untilTime'] = texts.timeNeeded;
    const [starts, ends] = [`${from}T${fromTime}`, `${until}T${untilTime}`];
    if (Object.keys(found).length === 0 && ends <= starts) found['until'] = texts.order;
    if (!reason) found['reason'] = rights.reasonNeeded;
    if (!this.check(found)) return;
    await this.attempt(async () => {
      const { items } = await datedRights(this.session).addSubstitution({
        absentId: this.person.id,
        staffId,
        from: starts,
        until: ends,
        reason,
      });
      this.tell({
        settings: (now) => withGrants(now, items),
        change: { kind: 'grant', id: items[0]?.id ?? '' },
        said: texts.done(items.length),
      });
      this.fire('lastria-ui-close');
    });
  }
}
