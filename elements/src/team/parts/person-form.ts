import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { etagOf, withPerson, type TeamMember } from '../team.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { patchOf } from '../../ui/part.view.ts';
import { FormPart } from './team-part.ts';

type PersonValues = {
  readonly displayName: string;
  readonly jobTitle: string;
  readonly email: string;
  readonly externalSubject: string;
};
const valuesOf = ({ displayName, jobTitle, email, externalSubject }: TeamMember): PersonValues => ({
  displayName,
  jobTitle: jobTitle ?? '',
  email: email ?? '',
  externalSubject: externalSubject ?? '',
});
const trimmed = (values: PersonValues): PersonValues =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) as PersonValues;

/** Whether a text is an electronic address, near enough to be worth sending. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** Changes who a member of the team is: name, job, address, identifier in the host. Fires `lastria-ui-close`. */
export class PersonForm extends FormPart<PersonValues> {
  static override readonly tag = 'lastria-team-person-form';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) person!: TeamMember;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin(valuesOf(this.person), this.person.version);
  }

  protected override firstUpdated(): void {
    void this.focusOn('displayName');
  }

  override render(): TemplateResult {
    const { people: texts, actions } = this.messages;
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    const own = this.person.id === this.settings.me.staffId;
    return html`<section
      class="panel form"
      aria-label=${texts.editOf(this.person.displayName)}
      @keydown=${this.keys(save, close)}
    >
      ${this.renderSummary()}${this.text('displayName', texts.name, { required: true, max: 120 })}${this.text('jobTitle', texts.job, { max: 120 })}${this.text('email', texts.email, { max: 254 })}
      ${own ? nothing : this.text('externalSubject', texts.subject, { hint: texts.subjectChangeHint, max: 200 })}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    const { name, job, email, subject } = this.messages.people;
    return { displayName: name, jobTitle: job, email, externalSubject: subject }[key] ?? key;
  }

  async #save(): Promise<void> {
    const { people: texts, actions } = this.messages;
    const values = trimmed(this.values);
    const found: Record<string, string> = {};
    if (!values.displayName) found['displayName'] = texts.nameNeeded;
    if (values.email && !isEmail(values.email)) found['email'] = texts.emailUnreadable;
    if (!this.check(found)) return;
    const patch = patchOf(this.read, values);
    if (Object.keys(patch).length === 0) return void this.fire('lastria-ui-close');
    const { id } = this.person;
    await this.attempt(() =>
      this.send({
        read: this.read,
        version: this.version,
        patch,
        send: async (version, { displayName, ...rest }) => {
          const cleared = Object.fromEntries(
            Object.entries(rest).map(([key, value]) => [key, value || null]),
          );
          const body = { ...(displayName === undefined ? {} : { displayName }), ...cleared };
          const { member } = await this.session.organisation.changeStaff(id, body, {
            etag: etagOf({ version }),
          });
          this.tell({
            settings: (now) => withPerson(now, member),
            change: { kind: 'staff', id },
            said: actions.saved(member.displayName),
          });
          this.fire('lastria-ui-close');
        },
        current: async () => {
          const now = (await this.reread()).organisation.staff.find((one) => one.id === id);
          return now && { values: valuesOf(now), version: now.version };
        },
      }),
    );
  }
}
