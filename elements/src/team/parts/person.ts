import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html as staticHtml, literal } from 'lit/static-html.js';
import { formatDate } from '../../core/format.ts';
import { isStale, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiMenu, type MenuItem } from '../../ui/menu.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { etagOf, withPerson, type TeamMember } from '../team.data.ts';
import { AccountPart } from './account.ts';
import { GrantForm } from './grant-form.ts';
import { Grants } from './grants.ts';
import { HandOver } from './hand-over.ts';
import { PersonForm } from './person-form.ts';
import { PersonLeave } from './person-leave.ts';
import { SubstitutionForm } from './substitution-form.ts';
import { TeamPart } from './team-part.ts';
import { Why } from './why.ts';

const forms = {
  grant: literal`lastria-team-grant`,
  edit: literal`lastria-team-person-form`,
  leave: literal`lastria-team-person-leave`,
  substitute: literal`lastria-team-substitution`,
  handOver: literal`lastria-team-hand-over`,
  why: literal`lastria-team-why`,
};
type Open = keyof typeof forms;

/** One person: what may be changed of her, the rights given to her, and how she signs in. */
export class Person extends TeamPart {
  static override readonly tag = 'lastria-team-person';
  static override readonly dependencies = [
    AccountPart,
    GrantForm,
    Grants,
    HandOver,
    PersonForm,
    PersonLeave,
    SubstitutionForm,
    UiMenu,
    Why,
  ];
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  /** One thing at a time. */
  @state() private open: Open | undefined;
  @state() private failure: ProblemText | undefined;

  get dirty(): boolean {
    return [...this.renderRoot.querySelectorAll<Element & { dirty: boolean }>('[data-form]')].some(
      ({ dirty }) => dirty,
    );
  }

  override render(): TemplateResult {
    const { people: texts, rights } = this.messages;
    const { person } = this;
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
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
      ${this.#self ? html`<p class="effect">${icon('info')}<span>${rights.self}</span></p>` : nothing}
      ${this.open ? this.#renderForm(this.open) : nothing}
      <lastria-team-grants
        .person=${person}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-team-grants>
      ${
        this.settings.me.can.manageAccounts && !person.left
          ? html`<lastria-team-account
              data-form
              .person=${person}
              .session=${this.session}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-part-changed=${this.pass}
            ></lastria-team-account>`
          : nothing
      }
    </div>`;
  }

  /** Who left is only taken back, and her files given to others; nobody gives oneself a right, nor says one's own departure. */
  #renderActs(): TemplateResult {
    const { people: texts, rights, actions } = this.messages;
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
    const { can } = this.settings.organisation;
    const more = this.#others;
    return html`<div class="actions">
      ${can.manageTeam ? act('edit', texts.edit) : nothing}
      ${
        more.length === 0
          ? nothing
          : html`<lastria-ui-menu
              data-act="more"
              kind="quiet"
              .label=${actions.more}
              .items=${more}
              @lastria-ui-select=${(event: CustomEvent<{ id: string }>) => this.#show(event.detail.id as Open)}
            ></lastria-ui-menu>`
      }
      ${
        this.person.left && can.manageTeam
          ? html`<button type="button" class="button" data-back @click=${() => void this.#takeBack()}>
              ${texts.comeBack}
            </button>`
          : !this.person.left && !this.#self && can.grantAccess
            ? act('grant', rights.grant, true)
            : nothing
      }
    </div>`;
  }

  /** What one does more seldom. */
  get #others(): readonly MenuItem[] {
    const { people: texts, standingIn, handOver, why } = this.messages;
    const { can } = this.settings.organisation;
    const { left } = this.person;
    const all: readonly (MenuItem & { readonly is: boolean })[] = [
      { id: 'why', label: why.act, icon: 'info', is: !left },
      { id: 'substitute', label: standingIn.act, icon: 'users', is: can.grantAccess && !left },
      { id: 'handOver', label: handOver.act, icon: 'transfer', is: can.handOver },
      { id: 'leave', label: texts.leave, icon: 'user', is: can.manageTeam && !left && !this.#self },
    ];
    return all.filter(({ is }) => is);
  }

  /** A form of this person, by the tag of its part; only what is typed in has something to lose. */
  #renderForm(open: Open): TemplateResult {
    const tag = forms[open];
    const close = (event: CustomEvent<{ files: number } | null>): void =>
      open === 'leave' ? this.#gone(event.detail?.files ?? 0) : this.#back(open);
    return staticHtml`<${tag}
      ?data-form=${open !== 'leave' && open !== 'why'}
      .person=${this.person}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${close}
    ></${tag}>`;
  }

  /** What is typed elsewhere stays until it is saved or given up. */
  #show(open: Open): void {
    if (!this.dirty) this.open = open;
  }

  get #self(): boolean {
    return this.person.id === this.settings.me.staffId;
  }

  #back(open: Open): void {
    this.open = undefined;
    void this.updateComplete.then(() =>
      (
        this.renderRoot.querySelector<HTMLElement>(`[data-act='${open}'], [data-act='more']`) ??
        this.renderRoot.querySelector('h2')
      )?.focus(),
    );
  }

  /** Who left leaves files: they are given to others next. */
  #gone(files: number): void {
    if (files > 0 && this.settings.organisation.can.handOver) this.open = 'handOver';
    else this.#back('leave');
  }

  async #takeBack(): Promise<void> {
    await this.carryOut(
      async () => {
        this.failure = undefined;
        await this.#sendBack(this.person);
      },
      (error) => (this.failure = this.problem(error)),
    );
  }

  /** Whatever else changed of her meanwhile. */
  async #sendBack(person: TeamMember, tries = 2): Promise<void> {
    try {
      const { member } = await this.session.organisation.changeStaff(
        person.id,
        { leftOn: null },
        { etag: etagOf(person) },
      );
      this.tell({
        settings: (now) => withPerson(now, member),
        change: { kind: 'staff', id: member.id },
        said: this.messages.people.isBack(member.displayName),
      });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } catch (error) {
      const fresh =
        isStale(error) && tries > 0
          ? (await this.reread()).organisation.staff.find(({ id }) => id === person.id)
          : undefined;
      if (!fresh) throw error;
      await this.#sendBack(fresh, tries - 1);
    }
  }
}
