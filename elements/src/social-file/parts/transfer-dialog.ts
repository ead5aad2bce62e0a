import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { plain } from '../../core/a11y.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { TransferTarget } from '../social-file.data.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';

/** A list this short needs no search. */
const FEW = 8;

/** Moves the file to another unit: one button for each, the choice is the act. Where one does not write, it is a request. */
export class TransferDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-transfer';
  static override readonly dependencies = [UiDialog, UiTextField];
  static override styles = [
    dialogStyles,
    css`
      .targets small {
        font-weight: 400;
        color: var(--_ink-muted);
      }
      .name {
        display: grid;
        min-inline-size: 0;
      }
      h3 + .targets {
        margin-block-start: calc(-1 * var(--_space-2));
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @state() private targets: readonly TransferTarget[] | undefined;
  @state() private reason = '';
  @state() private wanted = '';
  @state() private error = '';
  @state() private failure: ProblemText | undefined;
  #version = 0;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.reason = this.messages.dialogs.transferDefault;
    this.wanted = '';
    this.error = '';
    this.#version = this.file.version;
    this.targets = undefined;
    void this.#load();
  }

  override render(): TemplateResult {
    const { dialogs: texts } = this.messages;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${texts.transferTitle}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      <div class="form">
        ${this.targets ? this.#renderForm(this.targets) : this.failure ? nothing : skeleton(4)}
        ${this.failure ? errorState(this.failure, this.targets ? undefined : () => void this.#load()) : nothing}
      </div>
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.cancel}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  #renderForm(targets: readonly TransferTarget[]): TemplateResult {
    const { dialogs: texts } = this.messages;
    if (targets.length === 0) return html`<p>${texts.transferNowhere}</p>`;
    const shown = targets.filter(({ name, path }) =>
      plain([...path, name].join(' ')).includes(plain(this.wanted.trim())),
    );
    const many = targets.length > FEW;
    const groups = [true, false].map((atOnce) => shown.filter((one) => one.atOnce === atOnce));
    const first = groups.flat()[0];
    return html`<p>${texts.transferText}</p>
      <lastria-ui-text-field
        id="reason"
        required
        max-length="500"
        .label=${texts.transferReason}
        .value=${this.reason}
        .error=${this.error}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.reason = event.detail.value)}
      ></lastria-ui-text-field>
      ${many ? html`<lastria-ui-text-field data-start type="search" label-hidden .label=${texts.transferFilter} .placeholder=${texts.transferFilter} @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.wanted = event.detail.value)}></lastria-ui-text-field>` : nothing}
      ${groups.map((group, index) => this.#renderGroup(group, index === 0, many ? undefined : first))}
      ${shown.length === 0 ? html`<p>${texts.transferNoMatch}</p>` : nothing}`;
  }

  #renderGroup(
    group: readonly TransferTarget[],
    atOnce: boolean,
    first: TransferTarget | undefined,
  ): TemplateResult | typeof nothing {
    const { dialogs: texts } = this.messages;
    if (group.length === 0) return nothing;
    const id = atOnce ? 'at-once' : 'asked';
    return html`<h3 id=${id}>${atOnce ? texts.transferTarget : texts.transferAsk}</h3>
      <ul class="targets" aria-labelledby=${id}>
        ${group.map(
          (target) =>
            html`<li>
              <button
                type="button"
                class="button"
                ?data-start=${target === first}
                @click=${() => this.#transfer(target)}
              >
                ${icon('transfer')}<span class="name"
                  >${atOnce ? texts.transferTo(target.name) : texts.transferAskTo(target.name)}
                  ${target.path.length ? html`<small>${target.path.join(' › ')}</small>` : nothing}</span
                >
              </button>
            </li>`,
        )}
      </ul>`;
  }

  async #load(): Promise<void> {
    this.failure = undefined;
    try {
      this.targets = await this.calls.transferTargets();
      if (this.open) void this.start('[data-start]');
    } catch (error) {
      this.failure = problemText(error, this.messages.dialogs.failed);
    }
  }

  async #transfer({ id, name }: TransferTarget): Promise<void> {
    const { dialogs: texts } = this.messages;
    const reason = this.reason.trim();
    this.error = reason ? '' : texts.transferReasonNeeded;
    if (!reason) {
      this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
      return;
    }
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    const { calls } = this;
    try {
      const outcome = await this.change('unit', () => calls.transfer(this.#version, id, reason));
      if (outcome.stale) {
        this.#version = outcome.stale.version;
        this.failure = { title: texts.conflictStatus };
        return;
      }
      const transfer = outcome.done;
      this.tell(
        transfer.status === 'done'
          ? {
              file: await calls.open(),
              what: 'unit',
              said: texts.transferred(name),
              undo: () => void this.#undo(transfer.id),
            }
          : { what: 'unit', transfer, said: texts.transferAsked(name) },
      );
      this.fire('lastria-ui-close');
    } catch (error) {
      this.failure = this.problem(error);
    } finally {
      this.#busy = false;
    }
  }

  /** An undo that comes too late finds no dialog to speak in: the sentence stands where the undo stood. */
  async #undo(transferId: string): Promise<void> {
    const { calls } = this;
    try {
      await calls.undoTransfer(transferId);
      this.tell({ file: await calls.open(), what: 'unit', said: this.messages.dialogs.transferUndone });
    } catch (error) {
      const { title, detail } = this.problem(error);
      this.tell({ what: 'unit', said: [title, detail].filter(Boolean).join('. ') });
    }
  }
}
