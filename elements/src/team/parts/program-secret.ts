import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { ServiceCredentials } from '../team.data.ts';
import { TeamPart } from './team-part.ts';

/** The secret of a program, shown this once. Fires `lastria-ui-close` when it may go. */
export class ProgramSecret extends TeamPart {
  static override readonly tag = 'lastria-team-program-secret';
  static override readonly dependencies = [UiTextField];
  static override styles = partStyles;

  @property({ attribute: false }) made!: ServiceCredentials;
  @state() private copied: boolean | undefined;

  override render(): TemplateResult {
    const { programs: texts } = this.messages;
    const { account, secret } = this.made;
    return html`<section class="panel form" aria-label=${texts.secretTitle(account.name)}>
      <p class="effect" role="status" data-effect>${icon('lock')}<span>${texts.secretShown}</span></p>
      <lastria-ui-text-field .label=${texts.clientId} .value=${account.clientId}></lastria-ui-text-field>
      <lastria-ui-text-field id="secret" .label=${texts.secret} .value=${secret}></lastria-ui-text-field>
      ${
        this.copied === undefined
          ? nothing
          : html`<p class="muted" role="status">${this.copied ? texts.copied : texts.copyFailed}</p>`
      }
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#copy()}>${texts.copy}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.kept}
        </button>
      </div>
    </section>`;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.actions .primary')?.focus();
  }

  /** A frame of a host's page may be refused the clipboard. */
  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.made.secret);
      this.copied = true;
    } catch {
      this.copied = false;
      this.renderRoot
        .querySelector<UiTextField>('#secret')
        ?.renderRoot.querySelector<HTMLInputElement>('input')
        ?.select();
    }
  }
}
