import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { withoutGrant, type AccessGrant, type TeamMember } from '../configuration.data.ts';
import { lastDayOf, stateOf } from '../configuration.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { GrantForm } from './grant-form.ts';
import { partStyles } from './part.styles.ts';

/** One person and the rights given to her. */
export class PersonRights extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-person';
  static override readonly dependencies = [GrantForm];
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  @state() private adding = false;
  /** The right about to be ended. */
  @state() private ending = '';
  @state() private failure: ProblemText | undefined;
  #busy = false;

  get dirty(): boolean {
    return this.renderRoot.querySelector<GrantForm>('[data-form]')?.dirty ?? false;
  }

  override render(): TemplateResult {
    const { team: texts } = this.messages;
    const { person } = this;
    const grants = this.settings.organisation.grants.filter(({ staffId }) => staffId === person.id);
    const [over, held] = [
      grants.filter((grant) => stateOf(grant) === 'over'),
      grants.filter((grant) => stateOf(grant) !== 'over'),
    ];
    return html`<div class="detail-body">
      <div class="head">
        <div>
          <h2 tabindex="-1">${person.displayName}</h2>
          <p class="muted">${[person.jobTitle, person.email].filter(Boolean).join(' · ')}</p>
          ${person.left ? flag('neutral', texts.isLeft) : nothing}
        </div>
        ${person.left || this.#self ? nothing : html`<button type="button" class="button" data-add @click=${() => (this.adding = true)}>${icon('plus')}${texts.grant}</button>`}
      </div>
      ${this.#self ? html`<p class="effect">${icon('info')}<span>${texts.self}</span></p>` : nothing}
      ${
        this.adding
          ? html`<lastria-configuration-grant
              data-form
              .person=${person}
              .session=${this.session}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-part-changed=${this.pass}
              @lastria-ui-close=${() => this.#back()}
            ></lastria-configuration-grant>`
          : nothing
      }
      <section class="detail-body">
        <h3>${texts.current}</h3>
        ${
          held.length === 0
            ? html`<p class="muted">${texts.noRights}</p>`
            : html`<ul class="rows" aria-label=${texts.current}>
                ${repeat(
                  held,
                  ({ id }) => id,
                  (grant) => this.#renderGrant(grant),
                )}
              </ul>`
        }
      </section>
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
    </div>`;
  }

  get #self(): boolean {
    return this.person.id === this.settings.me.staffId;
  }

  #renderGrant(grant: AccessGrant, over = false): TemplateResult {
    const { team: texts } = this.messages;
    const role = texts.roles[grant.role] ?? grant.role;
    const unit = this.settings.organisation.units.find(({ id }) => id === grant.unitId);
    const where = unit ? texts.inUnit(unit.name, grant.withSubtree) : texts.inFile;
    return html`<li data-grant=${grant.id}>
      <div class="row">
        <div class="what">
          <span><strong>${role}</strong> · ${where}</span
          >${stateOf(grant) === 'coming' ? flag('accent', texts.coming, 'clock') : nothing}
          <span class="muted dates">${this.#dates(grant)} · ${grant.reason}</span>
        </div>
        ${over ? nothing : html`<div class="do"><button type="button" class="button quiet" aria-expanded=${this.ending === grant.id} aria-label=${texts.endOf(role, where)} @click=${() => void this.#ask(grant.id)}>${texts.end}</button></div>`}
      </div>
      ${this.ending === grant.id && !over ? this.#renderEnding(grant) : nothing}
    </li>`;
  }

  #renderEnding(grant: AccessGrant): TemplateResult {
    const { team: texts, actions } = this.messages;
    return html`<div
      class="panel form"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') this.#give(grant.id);
      }}
    >
      <p class="effect warning">${icon('warning')}<span>${texts.endText(this.person.displayName)}</span></p>
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

  #dates({ validFrom, validUntil }: AccessGrant): string {
    const { team: texts } = this.messages;
    const from = formatDate(validFrom, this.timeZone);
    const state = stateOf({ validFrom, validUntil } as AccessGrant);
    const start =
      state === 'coming' ? texts.starts(from) : state === 'over' ? texts.ranFrom(from) : texts.since(from);
    return `${start} ${validUntil === null ? `· ${texts.unlimited}` : texts.until(formatDate(lastDayOf(validUntil, this.timeZone), 'UTC'))}`;
  }

  async #ask(id: string): Promise<void> {
    this.ending = id;
    this.failure = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  #give(id: string): void {
    this.ending = '';
    this.renderRoot.querySelector<HTMLElement>(`[data-grant="${CSS.escape(id)}"] .do button`)?.focus();
  }

  #back(): void {
    this.adding = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-add]')?.focus());
  }

  async #end(grant: AccessGrant): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.session.organisation.endGrant(grant.id);
      this.ending = '';
      this.tell({
        settings: (now) => withoutGrant(now, grant.id),
        change: { kind: 'grant', code: grant.id },
        said: this.messages.team.ended,
      });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } catch (error) {
      this.failure = this.problem(error);
    } finally {
      this.#busy = false;
    }
  }
}
