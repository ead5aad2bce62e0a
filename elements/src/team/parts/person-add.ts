import { html, type TemplateResult } from 'lit';
import { withPerson } from '../team.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './team-part.ts';
import { isEmail } from './person-form.ts';

type NewPerson = {
  readonly displayName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly externalSubject: string;
};

/** Adds a member to the team, without any right. Fires `lastria-ui-close` with its id. */
export class PersonAdd extends FormPart<NewPerson> {
  static override readonly tag = 'lastria-team-person-add';
  static override readonly dependencies = formFields;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ displayName: '', email: '', jobTitle: '', externalSubject: '' });
  }

  protected override firstUpdated(): void {
    void this.focusOn('displayName');
  }

  override render(): TemplateResult {
    const { people: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h2 id="title" tabindex="-1">${texts.addTitle}</h2>
      ${this.renderSummary()}
      ${this.text('displayName', texts.name, { required: true, max: 120 })}${this.text('jobTitle', texts.job, { max: 120 })}${this.text('email', texts.email, { max: 254 })}${this.text('externalSubject', texts.subject, { hint: texts.subjectHint, max: 200 })}
      <p class="muted">${texts.addEffect}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.add}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${actions.cancel}
        </button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #save(): Promise<void> {
    const { people: texts } = this.messages;
    const { displayName, email, jobTitle, externalSubject } = Object.fromEntries(
      Object.entries(this.values).map(([key, value]) => [key, value.trim()]),
    ) as NewPerson;
    const found: Record<string, string> = {};
    if (!displayName) found['displayName'] = texts.nameNeeded;
    if (email && !isEmail(email)) found['email'] = texts.emailUnreadable;
    if (!this.check(found)) return;
    await this.attempt(async () => {
      const person = await this.session.organisation.addStaff({
        displayName,
        ...(email ? { email } : {}),
        ...(jobTitle ? { jobTitle } : {}),
        ...(externalSubject ? { externalSubject } : {}),
      });
      this.tell({
        settings: (now) => withPerson(now, person),
        change: { kind: 'staff', id: person.id },
        said: texts.added(displayName),
      });
      this.fire('lastria-ui-close', { id: person.id });
    });
  }
}
