import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { icon } from '../../ui/icons.ts';
import { signInMessages, type SignInMessages } from '../sign-in.messages.ts';

export interface Control {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly control: TemplateResult;
}

/** A private part of signing in: a form that is sent once at a time, and says what was refused. */
export abstract class SignInPart extends UiElement {
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      form,
      .stack {
        display: grid;
        gap: var(--_space-4);
        min-inline-size: 0;
      }
      h1,
      h2,
      p,
      ul,
      ol {
        margin: 0;
      }
      h1,
      h2 {
        font-size: var(--_size-title);
        line-height: 1.25;
        overflow-wrap: anywhere;
      }
      :is(h1, h2):focus {
        outline: none;
      }
      h3 {
        margin: 0;
        font-size: var(--_size);
      }
      .muted {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .field {
        display: grid;
        gap: 3px;
        min-inline-size: 0;
      }
      label {
        font-size: var(--_size-small);
        font-weight: 600;
      }
      .line {
        display: flex;
        gap: var(--_space-1);
      }
      input {
        inline-size: 100%;
        min-inline-size: 0;
        min-block-size: 40px;
        margin: 0;
        padding: 6px 10px;
        font: inherit;
        color: var(--_ink);
        background: var(--_surface);
        border: 1px solid var(--_line-control);
        border-radius: var(--_radius);
      }
      input:focus-visible {
        outline-offset: 0;
      }
      input[aria-invalid] {
        border-color: var(--_danger);
      }
      input.code {
        max-inline-size: 12em;
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.15em;
      }
      .fault {
        display: flex;
        gap: 6px;
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_danger);
      }
      .fault .icon {
        inline-size: 16px;
        block-size: 16px;
        margin-block-start: 2px;
      }
      .wide {
        inline-size: 100%;
        min-block-size: 40px;
      }
      .line .square {
        inline-size: 40px;
        min-block-size: 40px;
      }
      .start {
        justify-self: start;
      }
      .choice {
        display: grid;
        gap: var(--_space-1);
        padding-block: var(--_space-3);
        border-block-start: 1px solid var(--_line);
      }
      .choice .button {
        justify-self: start;
      }
    `,
  ];

  @property({ attribute: false }) messages: SignInMessages = signInMessages;

  @state() protected busy = false;
  @state() protected failure: ProblemText | undefined;
  @state() protected faults: Readonly<Record<string, string>> = {};

  /** Does it once; what is refused is said under the form, which stays as it was typed. */
  protected async attempt(act: () => Promise<void>, fallback = this.messages.failed): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await act();
    } catch (error) {
      this.failure = problemText(error, fallback);
    } finally {
      this.busy = false;
    }
  }

  /** Shows what is missing and goes there; true when nothing is. */
  protected check(faults: Readonly<Record<string, string | false>>): boolean {
    const found = Object.entries(faults).filter((entry): entry is [string, string] => entry[1] !== false);
    this.faults = Object.fromEntries(found);
    const [first] = found;
    if (first)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>(`#${first[0]}`)?.focus(),
      );
    return !first;
  }

  protected typed(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  /** Brings the person to the title of what came on the screen. */
  protected async focusTitle(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1, h2')?.focus();
  }

  protected described(id: string, hint?: string): string | typeof nothing {
    return [hint && `${id}-hint`, this.faults[id] && `${id}-fault`].filter(Boolean).join(' ') || nothing;
  }

  protected renderField({ id, label, hint, control }: Control): TemplateResult {
    const fault = this.faults[id];
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing} ${control}
      ${fault ? html`<p class="fault" id="${id}-fault">${icon('danger')}<span>${fault}</span></p>` : nothing}
    </div>`;
  }

  protected renderFailure(): TemplateResult | typeof nothing {
    return this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing;
  }

  protected renderSubmit(label: string): TemplateResult {
    return html`<button
      type="submit"
      class="button primary wide"
      aria-disabled=${this.busy ? 'true' : nothing}
    >
      ${label}
    </button>`;
  }
}
