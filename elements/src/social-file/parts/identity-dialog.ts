import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatShortDate } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import type { SocialFile } from '../social-file.data.ts';
import { formatPhone } from '../social-file.view.ts';
import { conflict } from './conflict.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';
import {
  draftOf,
  emptyDraft,
  IdentityForm,
  identityOf,
  type IdentityDraft,
  type TypedIdentity,
} from './identity-form.ts';

type Changes = Partial<TypedIdentity>;

/** Changes who the file is about. When somebody did so in between, both are shown, field by field. */
export class IdentityDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-identity';
  static override readonly dependencies = [UiDialog, IdentityForm];
  static override styles = dialogStyles;

  @property({ type: Boolean }) open = false;
  @state() private draft: IdentityDraft = emptyDraft;
  @state() private failure: ProblemText | undefined;
  @state() private theirs: SocialFile['identity'] | undefined;
  @query('lastria-social-file-identity-form') private form!: IdentityForm;
  /** What was on screen when the edit began. */
  #before!: SocialFile['identity'];
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.#before = this.file.identity;
    this.draft = draftOf(this.#before);
    this.failure = undefined;
    this.theirs = undefined;
    void this.updateComplete.then(() => this.form.start('lastName'));
  }

  override render(): TemplateResult {
    const { dialogs: texts, identity } = this.messages;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${identity.editTitle}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${
        this.open
          ? html`<div class="form" @keydown=${this.#key}>
              ${this.theirs ? this.#renderConflict(this.theirs) : nothing}
              <lastria-social-file-identity-form
                .draft=${this.draft}
                .names=${this.names}
                .messages=${this.messages}
                time-zone=${this.timeZone}
                @lastria-ui-input=${(event: CustomEvent<{ draft: IdentityDraft }>) => (this.draft = event.detail.draft)}
              ></lastria-social-file-identity-form>
              ${this.failure ? errorState(this.failure) : nothing}
            </div>`
          : nothing
      }
      <div slot="footer" class="actions">
        ${
          this.theirs
            ? html`<button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
                  ${texts.conflictDrop}</button
                ><button type="button" class="button primary" @click=${() => this.#save()}>
                  ${texts.conflictSave}
                </button>`
            : html`<button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
                  ${texts.cancel}</button
                ><button type="button" class="button primary" @click=${() => this.#save()}>
                  ${texts.save}
                </button>`
        }
      </div></lastria-ui-dialog
    >`;
  }

  #renderConflict(theirs: SocialFile['identity']): TemplateResult {
    const labels = this.messages.identity as unknown as Record<string, string>;
    const mine = this.#changes();
    const keys = (Object.keys(mine) as (keyof Changes)[]).filter(
      (key) => shown(theirs[key]) !== shown(this.#before[key]),
    );
    return conflict(
      keys.map((key) => ({
        label: labels[key === 'phones' ? 'phone' : key] ?? key,
        theirs: shown(theirs[key]),
        mine: shown(mine[key]),
      })),
      this.messages,
    );
  }

  /** Only what was changed here is sent: what others changed beside it stays. */
  #changes(): Changes {
    const after = identityOf(this.draft, this.#before.phones.slice(2));
    return Object.fromEntries(
      Object.entries(after).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(this.#before[key as keyof Changes]),
      ),
    ) as Changes;
  }

  #key(event: KeyboardEvent): void {
    if (
      event.key !== 'Enter' ||
      event.defaultPrevented ||
      event
        .composedPath()
        .some((node) => node instanceof HTMLButtonElement || node instanceof HTMLSelectElement)
    )
      return;
    event.preventDefault();
    void this.#save();
  }

  async #save(): Promise<void> {
    if (this.#busy || !this.form.check()) return;
    const changes = this.#changes();
    if (Object.keys(changes).length === 0) {
      this.fire('lastria-ui-close');
      return;
    }
    this.#busy = true;
    this.failure = undefined;
    try {
      const { version } = this.theirs ?? this.#before;
      const outcome = await this.change('identity', () => this.calls.changeIdentity(version, changes));
      if (outcome.stale) {
        this.theirs = outcome.stale.identity;
        await this.start('.conflict');
        return;
      }
      this.tell({ file: outcome.done, what: 'identity', said: this.messages.dialogs.identityDone });
      this.fire('lastria-ui-close');
    } catch (error) {
      const { fieldErrors = [] } = error as { fieldErrors?: { pointer: string; detail: string }[] };
      if (!this.form.refuse(fieldErrors)) this.failure = this.problem(error);
    } finally {
      this.#busy = false;
    }
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map((phone) => formatPhone(String(phone))).join(', ');
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatShortDate(value, 'UTC');
  return value === null || value === undefined ? '' : String(value);
}
