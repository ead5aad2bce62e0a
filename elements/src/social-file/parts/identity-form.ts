import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import type { Field } from '../../ui/field.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { SocialFile } from '../social-file.data.ts';
import { socialFileMessages, type SocialFileMessages } from '../social-file.messages.ts';
import { formatPhone, phoneOf, type Names } from '../social-file.view.ts';

export interface IdentityDraft {
  readonly lastName: string;
  readonly birthName: string;
  readonly firstNames: string;
  readonly birthDate: string | null;
  readonly birthYear: string;
  readonly sex: string;
  readonly phone: string;
  readonly secondPhone: string;
  readonly email: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly addressProtected: boolean;
}
type TextKey = Exclude<keyof IdentityDraft, 'birthDate' | 'addressProtected' | 'sex'>;

export const emptyDraft: IdentityDraft = {
  lastName: '',
  birthName: '',
  firstNames: '',
  birthDate: null,
  birthYear: '',
  sex: '',
  phone: '',
  secondPhone: '',
  email: '',
  street: '',
  postalCode: '',
  city: '',
  addressProtected: false,
};

export const draftOf = (identity: SocialFile['identity']): IdentityDraft => ({
  lastName: identity.lastName,
  birthName: identity.birthName ?? '',
  firstNames: identity.firstNames,
  birthDate: identity.birthDate,
  birthYear: identity.birthYear ? String(identity.birthYear) : '',
  sex: identity.sex ?? '',
  phone: formatPhone(identity.phones[0] ?? ''),
  secondPhone: formatPhone(identity.phones[1] ?? ''),
  email: identity.email ?? '',
  street: identity.street ?? '',
  postalCode: identity.postalCode ?? '',
  city: identity.city ?? '',
  addressProtected: identity.addressProtected,
});

export interface TypedIdentity {
  readonly lastName: string;
  readonly birthName: string | null;
  readonly firstNames: string;
  readonly birthDate: string | null;
  readonly birthYear: number | null;
  readonly sex: string | null;
  readonly phones: string[];
  readonly email: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly addressProtected: boolean;
}

/** What is typed, empty said by null. `others` are phones beyond the two shown. */
export function identityOf(draft: IdentityDraft, others: readonly string[] = []): TypedIdentity {
  const text = (value: string): string | null => value.replace(/\s+/g, ' ').trim() || null;
  const phones = [phoneOf(draft.phone), phoneOf(draft.secondPhone), ...others].filter(
    (phone) => phone !== undefined,
  );
  return {
    lastName: text(draft.lastName) ?? '',
    birthName: text(draft.birthName),
    firstNames: text(draft.firstNames) ?? '',
    birthDate: draft.birthDate,
    birthYear: draft.birthDate || !draft.birthYear.trim() ? null : Number(draft.birthYear),
    sex: draft.sex || null,
    phones,
    email: text(draft.email),
    street: text(draft.street),
    postalCode: text(draft.postalCode),
    city: text(draft.city),
    addressProtected: draft.addressProtected,
  };
}

const pointers: Readonly<Record<string, keyof IdentityDraft>> = { phones: 'phone' };

/** Who the file is about: the fields of its creation, or all of them. Fires `lastria-ui-input` as one types. */
export class IdentityForm extends UiElement {
  static override readonly tag = 'lastria-social-file-identity-form';
  static override readonly dependencies = [UiTextField, UiDateField, UiSelectField, UiErrorSummary];
  static override styles = [
    base,
    css`
      :host {
        container-type: inline-size;
      }
      .grid {
        display: grid;
        gap: var(--_space-3);
        grid-template-columns: minmax(0, 1fr);
      }
      lastria-ui-error-summary {
        margin-block-end: var(--_space-3);
      }
      lastria-ui-error-summary {
        display: block;
      }
      @container (min-width: 420px) {
        .grid {
          grid-template-columns: repeat(6, minmax(0, 1fr));
        }
        .grid > *,
        ::slotted(*) {
          grid-column: span 3;
        }
        .wide {
          grid-column: 1 / -1;
        }
        .third {
          grid-column: span 2;
        }
        .double {
          grid-column: span 4;
        }
      }
      .check {
        display: flex;
        gap: var(--_space-2);
        align-items: center;
        min-block-size: 32px;
        font-size: var(--_size);
      }
      input[type='checkbox'] {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--_accent);
      }
    `,
  ];

  @property({ attribute: false }) draft: IdentityDraft = emptyDraft;
  @property({ attribute: false }) names?: Names;
  @property({ attribute: false }) messages: SocialFileMessages = socialFileMessages;
  /** Only what creating a file asks. */
  @property({ type: Boolean }) brief = false;
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Paris';
  @state() private errors: Readonly<Partial<Record<keyof IdentityDraft, string>>> = {};
  @state() private summary: readonly FormError[] = [];

  override render(): TemplateResult {
    const texts = this.messages.identity;
    const { brief } = this;
    return html`<lastria-ui-error-summary
        ?hidden=${this.summary.length === 0}
        .errors=${this.summary}
      ></lastria-ui-error-summary>
      <div class="grid">
        ${this.#text('lastName', texts.lastName, '', true)} ${this.#text('birthName', texts.birthName)}
        ${this.#text('firstNames', texts.firstNames, 'wide', true)}
        <lastria-ui-date-field
          class="third"
          id="birthDate"
          prefer="past"
          time-zone=${this.timeZone}
          .label=${texts.birthDate}
          .value=${this.draft.birthDate}
          .error=${this.errors.birthDate ?? ''}
          @lastria-ui-input=${(event: CustomEvent<{ value: string | null }>) => this.#set('birthDate', event.detail.value)}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.#set('birthDate', event.detail.value)}
        ></lastria-ui-date-field>
        ${this.#text('birthYear', texts.birthYear, 'third', false, 'text')}
        <lastria-ui-select-field
          class="third"
          id="sex"
          .label=${texts.sex}
          .placeholder=${texts.sexNone}
          .options=${this.names?.choices('sex', this.draft.sex) ?? []}
          .value=${this.draft.sex}
          .error=${this.errors.sex ?? ''}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#set('sex', event.detail.value)}
        ></lastria-ui-select-field>
        ${this.#text('phone', texts.phone, '', false, 'tel')}
        ${
          brief
            ? nothing
            : html` ${this.#text('secondPhone', texts.secondPhone, '', false, 'tel')}
                ${this.#text('email', texts.email, 'wide', false, 'email')}
                ${this.#text('street', texts.street, 'wide')}
                ${this.#text('postalCode', texts.postalCode, 'third')}
                ${this.#text('city', texts.city, 'double')}
                <label class="check wide"
                  ><input
                    type="checkbox"
                    .checked=${this.draft.addressProtected}
                    @change=${(event: Event) => this.#set('addressProtected', (event.target as HTMLInputElement).checked)}
                  />${texts.addressProtectedLong}</label
                >`
        }
        <slot></slot>
      </div>`;
  }

  /** Focus goes to a field once it is drawn. */
  async start(key: keyof IdentityDraft): Promise<void> {
    await this.updateComplete;
    const field = this.#field(key);
    await field?.updateComplete;
    field?.focus();
  }

  /** Checks what is typed; true when it can be sent. Otherwise the summary takes focus. */
  check(): boolean {
    const { draft } = this;
    const texts = this.messages.identity;
    const found: Partial<Record<keyof IdentityDraft, string>> = {};
    if (!draft.lastName.trim()) found.lastName = texts.lastNameNeeded;
    if (!draft.firstNames.trim()) found.firstNames = texts.firstNamesNeeded;
    if (this.#field('birthDate')?.problem) found.birthDate = texts.dateUnreadable;
    if (draft.birthYear.trim() && !/^(19|20)\d\d$/.test(draft.birthYear.trim()))
      found.birthYear = texts.yearUnreadable;
    for (const key of ['phone', 'secondPhone'] as const)
      if (draft[key].trim() && !phoneOf(draft[key])) found[key] = texts.phoneUnreadable;
    if (draft.email.trim() && !/^\S+@\S+\.\S+$/.test(draft.email.trim())) found.email = texts.emailUnreadable;
    if (draft.postalCode.trim() && !/^\d{5}$/.test(draft.postalCode.trim()))
      found.postalCode = texts.postalCodeUnreadable;
    this.#show(found);
    return Object.keys(found).length === 0;
  }

  /** Shows what the server refused; true when a field of this form is concerned. */
  refuse(errors: readonly { readonly pointer: string; readonly detail: string }[]): boolean {
    const found: Partial<Record<keyof IdentityDraft, string>> = {};
    for (const { pointer, detail } of errors) {
      const name = pointer.replace(/^\/identity/, '').split('/')[1] ?? '';
      const key = pointers[name] ?? (name as keyof IdentityDraft);
      if (key in this.draft) found[key] = detail;
    }
    this.#show(found);
    return Object.keys(found).length > 0;
  }

  #show(found: Partial<Record<keyof IdentityDraft, string>>): void {
    this.errors = found;
    this.summary = Object.entries(found).map(([key, text]) => ({
      text,
      field: () => this.#field(key as keyof IdentityDraft),
    }));
  }

  #field(key: keyof IdentityDraft): Field | null {
    return this.renderRoot.querySelector<Field>(`#${key}`);
  }

  #text(
    key: TextKey,
    label: string,
    span = '',
    required = false,
    type: 'text' | 'tel' | 'email' = 'text',
  ): TemplateResult {
    const take = (event: CustomEvent<{ value: string }>): void => this.#set(key, event.detail.value);
    return html`<lastria-ui-text-field
      class=${span}
      id=${key}
      .type=${type}
      .label=${label}
      .value=${this.draft[key]}
      .error=${this.errors[key] ?? ''}
      ?required=${required}
      @lastria-ui-input=${take}
    ></lastria-ui-text-field>`;
  }

  #set<K extends keyof IdentityDraft>(key: K, value: IdentityDraft[K]): void {
    if (this.draft[key] === value) return;
    this.draft = { ...this.draft, [key]: value };
    this.fire('lastria-ui-input', { draft: this.draft });
  }
}
