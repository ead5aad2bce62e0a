import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isStale, problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { formatPhone } from '../../social-file/social-file.view.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { etagOf, remindersOf, type ReminderContact, type ReminderToLookAfter } from '../reminders.data.ts';
import { nameOf } from '../reminders.view.ts';
import { contactStyles } from '../reminders.styles.ts';
import { FormPart } from './reminders-part.ts';

type AddressValues = { readonly email: string; readonly alone: boolean };

/** The person of a reminder that did not reach her: called, or asked for the address where she agrees to be reminded. */
export class ContactDialog extends FormPart<AddressValues> {
  static override readonly tag = 'lastria-reminders-contact';
  static override readonly dependencies = [UiDialog, ...formFields];
  static override styles = [...partStyles, contactStyles];

  /** Undefined: it is closed. */
  @property({ attribute: false }) one: ReminderToLookAfter | undefined;
  @property() mode: 'tell' | 'correct' = 'tell';
  @state() private contact: ReminderContact | undefined;
  @state() private unread: ProblemText | undefined;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('one')) return;
    if (changed.get('one')?.appointmentId === this.one?.appointmentId) return;
    this.#asking.abort();
    this.contact = undefined;
    this.unread = undefined;
    this.begin({ email: '', alone: false });
    if (this.one) void this.#load(this.one, true);
  }

  override render(): TemplateResult {
    const { contact: texts } = this.messages;
    const { one, mode } = this;
    return html`<lastria-ui-dialog
      .open=${one !== undefined}
      .heading=${texts[mode].title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${one ? this.#renderBody(one) : nothing}
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => this.#close()}>${this.texts.close}</button>
        ${
          one && this.contact
            ? html`<button
                type="button"
                class="button primary"
                @click=${() => void (mode === 'tell' ? this.#told(one) : this.#correct(one))}
              >
                ${texts[mode].act}
              </button>`
            : nothing
        }
      </div></lastria-ui-dialog
    >`;
  }

  #renderBody(one: ReminderToLookAfter): TemplateResult {
    const { contact: texts, list } = this.messages;
    const { contact, unread } = this;
    return html`<div class="form" @keydown=${this.keys(() => void this.#correct(one))}>
      <p><strong>${nameOf(one)}</strong><br />${list.moment(one.startsAt)}</p>
      ${contact ? this.#renderContact(contact) : unread ? nothing : skeleton(3, this.texts)}
      ${unread ? errorState(unread, () => void this.#load(one, true), texts.safe, this.texts) : nothing}
      ${this.renderFailure()}
    </div>`;
  }

  #renderContact(contact: ReminderContact): TemplateResult {
    const { contact: texts } = this.messages;
    const caution = contact.notAtHome
      ? texts[this.mode].notAtHome
      : contact.addressProtected
        ? texts.addressProtected
        : undefined;
    return html`${
      caution ? html`<p class="effect warning">${icon('warning')}<span>${caution}</span></p>` : nothing
    }${this.mode === 'tell' ? this.#renderPhones(contact) : this.#renderAddress()}`;
  }

  #renderPhones({ phones }: ReminderContact): TemplateResult {
    const { tell } = this.messages.contact;
    return html`${
        phones.length === 0
          ? html`<p>${tell.noPhone}</p>`
          : html`<dl>
              <dt>${tell.phones(phones.length)}</dt>
              ${phones.map((phone) => html`<dd class="phone">${formatPhone(phone)}</dd>`)}
            </dl>`
      }
      <p class="muted">${tell.hint}</p>`;
  }

  #renderAddress(): TemplateResult {
    const { correct } = this.messages.contact;
    return html`<p>${correct.intro}</p>
      ${this.renderSummary()} ${this.text('email', correct.email, { required: true, max: 254 })}
      ${this.checkbox('alone', correct.alone)}`;
  }

  protected override labelOf(key: string): string {
    return key === 'email' ? this.messages.contact.correct.email : this.messages.contact.correct.alone;
  }

  async #load({ appointmentId }: ReminderToLookAfter, isFirst: boolean): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    this.unread = undefined;
    try {
      const contact = await remindersOf(this.session).readReminderContact(appointmentId, { signal });
      if (signal.aborted) return;
      this.contact = contact;
      if (!isFirst) return;
      this.begin({ email: contact.email ?? '', alone: contact.readBy === 'personAlone' });
      if (this.mode === 'correct') await this.focusOn('email');
    } catch (error) {
      if (!signal.aborted) this.unread = problemText(error, this.messages.contact.failed);
    }
  }

  async #told(one: ReminderToLookAfter): Promise<void> {
    await this.attempt(async () => {
      await this.#sent(one, () =>
        remindersOf(this.session).decideReminder(one.appointmentId, 'told', { etag: etagOf(one) }),
      );
      await this.#done(one, 'told', this.messages.contact.tell.done(nameOf(one)));
    });
  }

  async #correct(one: ReminderToLookAfter): Promise<void> {
    const { correct: texts } = this.messages.contact;
    const email = this.values.email.trim();
    if (!this.contact || !this.check(email === '' ? { email: texts.missing } : {})) return;
    const { identityVersion } = this.contact;
    const readBy = this.values.alone ? 'personAlone' : 'others';
    await this.attempt(async () => {
      const { reminder } = await this.#sent(one, () =>
        remindersOf(this.session).correctReminderAddress(
          one.appointmentId,
          { email, readBy, identityVersion },
          { etag: etagOf(one) },
        ),
      );
      const leaves = reminder?.state === 'planned';
      await this.#done(one, 'corrected', (leaves ? texts.done : texts.heldBack)(nameOf(one)));
    });
  }

  /** What was refused because somebody changed it is read again: what was typed stays. */
  async #sent<T>(one: ReminderToLookAfter, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      if (isStale(error)) await Promise.all([this.#load(one, false), this.reread()]);
      throw error;
    }
  }

  /** Closes first: focus is back on the list when the line goes. */
  async #done(one: ReminderToLookAfter, kind: 'told' | 'corrected', said: string): Promise<void> {
    await this.#close();
    this.tell({ change: { kind, id: one.appointmentId }, said });
    await this.reread();
  }

  async #close(): Promise<void> {
    const dialog = this.renderRoot.querySelector<UiDialog>('lastria-ui-dialog');
    dialog?.close();
    await dialog?.updateComplete;
  }
}
