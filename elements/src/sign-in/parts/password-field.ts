import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import type { SignInMessages } from '../sign-in.messages.ts';

export interface PasswordField {
  readonly id: string;
  /** What a password manager should do with it. */
  readonly autocomplete: 'current-password' | 'new-password';
  readonly shown: boolean;
  readonly toggle: () => void;
  readonly described: string | typeof nothing;
  readonly invalid: boolean;
  readonly onInput?: (value: string) => void;
}

/** A password, which one may paste, show, and leave to a password manager. */
export const passwordField = (
  { id, autocomplete, shown, toggle, described, invalid, onInput }: PasswordField,
  texts: SignInMessages,
): TemplateResult =>
  html`<div class="line">
    <input
      id=${id}
      name="password"
      type=${shown ? 'text' : 'password'}
      autocomplete=${autocomplete}
      autocapitalize="off"
      spellcheck="false"
      required
      maxlength="128"
      aria-invalid=${invalid ? 'true' : nothing}
      aria-describedby=${described}
      @input=${(event: Event) => onInput?.((event.target as HTMLInputElement).value)}
    /><button
      type="button"
      class="button quiet square"
      aria-label=${texts.show}
      aria-pressed=${shown}
      @click=${toggle}
    >
      ${icon('eye')}
    </button>
  </div>`;
