import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { unitChoices } from '../../ui/units.view.ts';
import type { AccessGrant, TeamMember } from '../team.data.ts';
import { datesOf, opensFiles, reasonsFor, roleOf, stateOf } from '../team.view.ts';
import { TeamPart } from './team-part.ts';

/** « Pourquoi cette personne a-t-elle accès ? »: the rights by which she sees the files of a unit, in plain words. */
export class Why extends TeamPart {
  static override readonly tag = 'lastria-team-why';
  static override readonly dependencies = [UiCombobox];
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  @state() private unitId = '';

  protected override firstUpdated(): void {
    const field = this.renderRoot.querySelector<UiCombobox>('lastria-ui-combobox');
    void field?.updateComplete.then(() => field.focus());
  }

  override render(): TemplateResult {
    const { why: texts, actions } = this.messages;
    const close = (): boolean => this.fire('lastria-ui-close');
    return html`<section
      class="panel form"
      aria-labelledby="title"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <h3 id="title">${texts.title}</h3>
      <lastria-ui-combobox
        id="unitId"
        eager
        .label=${texts.unit}
        .options=${unitChoices(this.settings.organisation.units)}
        .value=${this.unitId}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.unitId = event.detail.value)}
      ></lastria-ui-combobox>
      <div class="detail-body" role="status" data-effect>${this.#renderAnswer()}</div>
      <div class="actions">
        <button type="button" class="button" @click=${close}>${actions.back}</button>
      </div>
    </section>`;
  }

  #renderAnswer(): TemplateResult {
    const { why: texts } = this.messages;
    const { displayName: name, id } = this.person;
    const unit = this.settings.organisation.units.find((one) => one.id === this.unitId);
    if (!unit) return html`<p class="muted">${texts.choose}</p>`;
    const reasons = reasonsFor(id, unit.id, this.settings);
    const held = this.settings.organisation.grants.filter(
      (grant) => grant.staffId === id && stateOf(grant) === 'running',
    );
    const files = held.filter(({ fileId }) => fileId !== null).length;
    return html`<p>
        ${reasons.length === 0 ? texts.no(name, unit.name) : texts.yes(name, unit.name, reasons.length)}
      </p>
      ${
        reasons.length === 0
          ? nothing
          : html`<ul class="rows">
              ${reasons.map((grant) => this.#renderReason(grant, unit.name))}
            </ul>`
      }
      ${files > 0 ? html`<p>${texts.files(files)}</p>` : nothing}
      ${held.some(({ role }) => !opensFiles.has(role)) ? html`<p class="muted">${texts.without}</p>` : nothing}`;
  }

  #renderReason(grant: AccessGrant, unit: string): TemplateResult {
    const { why: texts, rights } = this.messages;
    const role = roleOf(grant, this.messages);
    const given = this.settings.organisation.units.find(({ id }) => id === grant.unitId)?.name ?? '';
    return html`<li class="row">
      <div class="what">
        <span
          ><strong
            >${grant.unitId === this.unitId ? texts.here(role, unit) : texts.above(role, given, unit)}</strong
          >. ${rights.opens[grant.role] ?? ''}</span
        >
        <span class="muted dates">${datesOf(grant, this.timeZone, this.messages)}</span>
        <span class="muted dates"
          >${rights.because(grant.reason)} ·
          ${rights.given(formatDate(grant.grantedAt, this.timeZone), grant.grantedByName)}</span
        >
      </div>
    </li>`;
  }
}
