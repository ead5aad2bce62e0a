import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import type { AuditState } from '../audit.data.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

type Verified = NonNullable<AuditState['verified']>;

/** Whether the log is whole, as the server last found, what was signed, and how long traces are kept. */
export class StatePart extends AuditPart {
  static override readonly tag = 'lastria-access-log-state';
  static override styles = [
    partStyles,
    css`
      :host {
        margin-block-end: var(--_space-3);
      }
      .line {
        display: flex;
        gap: var(--_space-2);
        align-items: start;
        font-size: var(--_size);
      }
      .line > .icon {
        margin-block-start: 1px;
        color: var(--_ink-muted);
      }
      .line.whole > .icon {
        color: var(--_success);
      }
      .line p:first-child {
        font-weight: 600;
      }
      .line.wrong {
        padding: var(--_space-3) var(--_space-4);
        border-inline-start: 3px solid var(--_danger);
        border-radius: var(--_radius-small);
        background: var(--_danger-soft);
      }
      .said {
        display: grid;
        gap: var(--_space-1);
      }
      .line.wrong > .icon {
        color: var(--_danger);
      }
    `,
  ];

  @property({ attribute: false }) state!: AuditState;
  @property({ type: Number }) months = 12;

  override render(): TemplateResult {
    const { state: texts } = this.messages;
    const { verified, signed } = this.state;
    const more = [
      signed ? texts.signed(signed.size, this.at(signed.at)) : texts.notSigned,
      texts.kept(this.months),
    ].join(' ');
    if (verified && (verified.fault || verified.strays > 0)) return this.#renderWrong(verified, more);
    return html`<div class="line ${verified ? 'whole' : ''}" role="group" aria-label=${texts.title}>
      ${icon(verified ? 'check' : 'info')}
      <div>
        <p>${verified ? texts.whole(verified.size, this.at(verified.at)) : texts.notYet}</p>
        <p class="muted">${more}</p>
      </div>
    </div>`;
  }

  #renderWrong({ fault, strays, at }: Verified, more: string): TemplateResult {
    const { state: texts } = this.messages;
    const place = fault?.seq.toLocaleString('fr-FR') ?? '';
    return html`<div class="line wrong" role="alert">
      ${icon('danger')}
      <div class="said">
        <p>${texts.wrong(this.at(at))}</p>
        ${fault ? html`<p>${(texts.faults[fault.kind] ?? texts.fault)(place)}</p>` : nothing}
        ${strays > 0 ? html`<p>${texts.strays(strays)}</p>` : nothing}
        <p>${texts.act}</p>
        <p class="muted">${more}</p>
      </div>
    </div>`;
  }
}
