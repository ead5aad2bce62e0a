import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { withoutGrant, type AccessGrant, type TeamMember } from '../team.data.ts';
import { datesOf, placeOf, roleOf, stateOf } from '../team.view.ts';
import { TeamPart } from './team-part.ts';

/** The rights of one person: on what, from when to when, given by whom and why; each can be ended. */
export class Grants extends TeamPart {
  static override readonly tag = 'lastria-team-grants';
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  /** The right about to be ended. */
  @state() private ending = '';
  @state() private failure: ProblemText | undefined;

  override render(): TemplateResult {
    const { rights: texts } = this.messages;
    const grants = this.settings.organisation.grants.filter(({ staffId }) => staffId === this.person.id);
    const over = grants.filter((grant) => stateOf(grant) === 'over');
    const held = grants.filter((grant) => stateOf(grant) !== 'over');
    return html`<section class="detail-body">
      <h3 tabindex="-1">${texts.title}</h3>
      ${
        held.length === 0
          ? html`<p class="muted">${texts.none}</p>`
          : html`<ul class="rows" aria-label=${texts.title}>
              ${repeat(
                held,
                ({ id }) => id,
                (grant) => this.#renderGrant(grant),
              )}
            </ul>`
      }
      ${
        over.length === 0
          ? nothing
          : html`<details>
              <summary>${icon('chevron-right')}<span>${texts.over(over.length)}</span></summary>
              <ul class="rows">
                ${over.map((grant) => this.#renderGrant(grant, true))}
              </ul>
            </details>`
      }
    </section>`;
  }

  #renderGrant(grant: AccessGrant, over = false): TemplateResult {
    const { rights: texts } = this.messages;
    const role = roleOf(grant, this.messages);
    const where = placeOf(grant, this.settings, this.messages);
    return html`<li data-grant=${grant.id}>
      <div class="row">
        <div class="what">
          <span><strong>${role}</strong> · ${where}</span>${this.#renderFlags(grant)}
          <span class="muted dates">${datesOf(grant, this.timeZone, this.messages)}</span>
          <span class="muted dates"
            >${texts.because(grant.reason)} ·
            ${texts.given(formatDate(grant.grantedAt, this.timeZone), grant.grantedByName)}</span
          >
        </div>
        ${over || !this.settings.organisation.can.grantAccess ? nothing : html`<div class="do"><button type="button" class="button quiet" aria-expanded=${this.ending === grant.id} aria-label=${texts.endOf(role, where)} @click=${() => void this.#ask(grant.id)}>${texts.end}</button></div>`}
      </div>
      ${this.ending === grant.id && !over ? this.#renderEnding(grant) : nothing}
    </li>`;
  }

  #renderFlags(grant: AccessGrant): TemplateResult {
    const { rights: texts } = this.messages;
    const kind = texts.kinds[grant.kind];
    const absent = this.settings.organisation.staff.find(({ id }) => id === grant.onBehalfOf);
    return html`${stateOf(grant) === 'coming' ? flag('accent', texts.coming, 'clock') : nothing}${
      kind
        ? flag(
            grant.kind === 'EMERGENCY' ? 'warning' : 'neutral',
            absent ? `${kind}, ${texts.standsIn(absent.displayName)}` : kind,
          )
        : nothing
    }`;
  }

  #renderEnding(grant: AccessGrant): TemplateResult {
    const { rights: texts, actions } = this.messages;
    return html`<div
      class="panel form"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') this.#give(grant.id);
      }}
    >
      <p class="effect warning" data-effect>
        ${icon('warning')}<span>${texts.endText(this.person.displayName)}</span>
      </p>
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button danger primary"
          data-confirm
          @click=${() => void this.#end(grant)}
        >
          ${texts.endConfirm}</button
        ><button type="button" class="button" @click=${() => this.#give(grant.id)}>${actions.cancel}</button>
      </div>
    </div>`;
  }

  async #ask(id: string): Promise<void> {
    this.ending = id;
    this.failure = undefined;
    this.giveUp();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  #give(id: string): void {
    this.ending = '';
    this.giveUp();
    this.renderRoot.querySelector<HTMLElement>(`[data-grant="${CSS.escape(id)}"] .do button`)?.focus();
  }

  async #end(grant: AccessGrant): Promise<void> {
    await this.carryOut(
      async () => {
        this.failure = undefined;
        await this.session.organisation.endGrant(grant.id);
        this.ending = '';
        this.tell({
          settings: (now) => withoutGrant(now, grant.id),
          change: { kind: 'grant', id: grant.id },
          said: this.messages.rights.ended,
        });
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('h3')?.focus();
      },
      (error) => (this.failure = this.problem(error)),
    );
  }
}
