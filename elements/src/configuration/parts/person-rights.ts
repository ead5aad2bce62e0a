import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import {
  etagOf,
  isStale,
  withoutGrant,
  withPerson,
  type AccessGrant,
  type TeamMember,
} from '../configuration.data.ts';
import { lastDayOf, stateOf } from '../configuration.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { GrantForm } from './grant-form.ts';
import { partStyles } from './part.styles.ts';
import { PersonForm } from './person-form.ts';
import { PersonLeave } from './person-leave.ts';

type Open = 'grant' | 'edit' | 'leave';

/** One person, what may be changed of her, and the rights given to her. */
export class PersonRights extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-person';
  static override readonly dependencies = [GrantForm, PersonForm, PersonLeave];
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  /** One thing at a time. */
  @state() private open: Open | undefined;
  /** The right about to be ended. */
  @state() private ending = '';
  @state() private failure: ProblemText | undefined;
  #busy = false;

  get dirty(): boolean {
    return this.renderRoot.querySelector<GrantForm | PersonForm>('[data-form]')?.dirty ?? false;
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
          ${person.externalSubject ? html`<p class="muted">${texts.subjectShown(person.externalSubject)}</p>` : nothing}
          ${person.left ? flag('neutral', person.leftOn ? texts.leftSince(formatDate(person.leftOn, 'UTC')) : texts.isLeft) : nothing}
        </div>
        ${this.#renderActs()}
      </div>
      ${this.#self ? html`<p class="effect">${icon('info')}<span>${texts.self}</span></p>` : nothing}
      ${this.open ? this.#renderForm(this.open) : nothing}
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

  /** Who left is only taken back; nobody gives oneself a right, nor says one's own departure. */
  #renderActs(): TemplateResult {
    const { team: texts } = this.messages;
    const act = (kind: Open, label: string, plus = false): TemplateResult =>
      html`<button
        type="button"
        class="button ${plus ? '' : 'quiet'}"
        data-act=${kind}
        aria-expanded=${this.open === kind}
        @click=${() => this.#show(kind)}
      >
        ${plus ? icon('plus') : nothing}${label}
      </button>`;
    return html`<div class="actions">
      ${act('edit', texts.edit)}
      ${
        this.person.left
          ? html`<button type="button" class="button" data-back @click=${() => void this.#takeBack()}>
              ${texts.comeBack}
            </button>`
          : this.#self
            ? nothing
            : html`${act('leave', texts.leave)}${act('grant', texts.grant, true)}`
      }
    </div>`;
  }

  #renderForm(open: Open): TemplateResult {
    const close = (): void => this.#back(open);
    switch (open) {
      case 'grant':
        return html`<lastria-configuration-grant
          data-form
          .person=${this.person}
          .session=${this.session}
          .settings=${this.settings}
          .messages=${this.messages}
          @lastria-part-changed=${this.pass}
          @lastria-ui-close=${close}
        ></lastria-configuration-grant>`;
      case 'edit':
        return html`<lastria-configuration-person-form
          data-form
          .person=${this.person}
          .session=${this.session}
          .settings=${this.settings}
          .messages=${this.messages}
          @lastria-part-changed=${this.pass}
          @lastria-ui-close=${close}
        ></lastria-configuration-person-form>`;
      case 'leave':
        return html`<lastria-configuration-person-leave
          .person=${this.person}
          .session=${this.session}
          .settings=${this.settings}
          .messages=${this.messages}
          @lastria-part-changed=${this.pass}
          @lastria-ui-close=${close}
        ></lastria-configuration-person-leave>`;
    }
  }

  /** What is typed elsewhere stays until it is saved or given up. */
  #show(open: Open): void {
    if (!this.dirty) this.open = open;
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

  #back(open: Open): void {
    this.open = undefined;
    void this.updateComplete.then(() =>
      (
        this.renderRoot.querySelector<HTMLElement>(`[data-act='${open}']`) ??
        this.renderRoot.querySelector('h2')
      )?.focus(),
    );
  }

  /** Whatever else changed of her meanwhile. */
  async #takeBack(person = this.person, tries = 2): Promise<void> {
    try {
      const { member } = await this.session.organisation.changeStaff(
        person.id,
        { leftOn: null },
        { etag: etagOf(person) },
      );
      this.tell({
        settings: (now) => withPerson(now, member),
        change: { kind: 'staff', code: member.id },
        said: this.messages.team.isBack(member.displayName),
      });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } catch (error) {
      const fresh =
        isStale(error) && tries > 0
          ? (await this.reread()).organisation.staff.find(({ id }) => id === person.id)
          : undefined;
      if (fresh) return this.#takeBack(fresh, tries - 1);
      const { title, detail } = this.problem(error);
      this.tell({ said: [title, detail].filter(Boolean).join('. ') });
    }
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
