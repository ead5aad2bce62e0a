import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ElementSession } from '../../core/session-context.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { icon } from '../../ui/icons.ts';
import { LastriaNotices } from '../notices.element.ts';
import { noticesMessages } from '../notices.messages.ts';
import type { NoticePlace } from '../notices.places.ts';

/**
 * The bell of Lastria's own pages: how many notices are unread, and a panel that holds them beside the page. Fires
 * `lastria-file-open` with the `fileId` of the notice that was opened, `lastria-place-open` with the place it leads to.
 */
export class NoticesBell extends UiElement {
  static override readonly tag = 'lastria-notices-bell';
  static override readonly dependencies = [LastriaNotices];
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: inline-block;
      }
      .bell {
        position: relative;
      }
      .count {
        position: absolute;
        inset: -2px -4px auto auto;
        min-inline-size: 18px;
        padding: 0 4px;
        font-size: 0.6875rem;
        font-size: max(11px, 0.6875em);
        font-weight: 700;
        line-height: 18px;
        text-align: center;
        color: var(--_danger-ink);
        background: var(--_danger);
        border-radius: 9px;
        font-variant-numeric: tabular-nums;
        forced-color-adjust: none;
      }
      .panel {
        position: fixed;
        inset: 0 0 0 auto;
        z-index: 3;
        display: flex;
        flex-direction: column;
        inline-size: min(430px, 100vw);
        background: var(--_surface);
        border-inline-start: 1px solid var(--_line);
        box-shadow: var(--_shadow);
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: var(--_space-2) var(--_space-4);
        border-block-end: 1px solid var(--_line);
      }
      h2 {
        margin: 0;
        font-size: var(--_size-large);
      }
      h2:focus {
        outline: none;
      }
      lastria-notices {
        flex: 1;
        min-block-size: 0;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) session!: ElementSession;
  /** What the page opens, as the notices have it. */
  @property() places = '';
  @state() private open = false;
  @state() private unread = 0;
  @state() private said = '';
  @query('.bell') private bell!: HTMLElement;

  override render(): TemplateResult {
    const texts = noticesMessages;
    return html`<button
        type="button"
        class="button quiet square bell"
        aria-label=${texts.bell(this.unread)}
        aria-expanded=${this.open}
        aria-controls="panel"
        @click=${() => this.#turn(!this.open)}
      >
        ${icon('bell')}${this.unread > 0 ? html`<span class="count" aria-hidden="true">${this.unread > 99 ? '99+' : this.unread}</span>` : nothing}
      </button>
      <span class="visually-hidden" role="status">${this.said}</span>
      <div id="panel" class="panel" ?hidden=${!this.open} @keydown=${this.#key}>
        <div class="top">
          <h2 id="title" tabindex="-1">${texts.region}</h2>
          <button
            type="button"
            class="button quiet square"
            aria-label=${texts.close}
            @click=${() => this.#turn(false)}
          >
            ${icon('close')}
          </button>
        </div>
        <lastria-notices
          .session=${this.session}
          .places=${this.places}
          @lastria-notices-changed=${(event: CustomEvent<{ unread: number }>) => this.#count(event.detail.unread)}
          @lastria-file-open=${this.#openFile}
          @lastria-place-open=${this.#openPlace}
        ></lastria-notices>
      </div>`;
  }

  /** The panel being closed, what comes is said here. */
  #count(unread: number): void {
    this.said = unread > this.unread && !this.open ? noticesMessages.bell(unread) : '';
    this.unread = unread;
  }

  #turn(open: boolean): void {
    this.open = open;
    void this.updateComplete.then(() =>
      (open ? this.renderRoot.querySelector<HTMLElement>('#title') : this.bell)?.focus(),
    );
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#turn(false);
  };

  readonly #openPlace = (event: CustomEvent<{ readonly place: NoticePlace }>): void => {
    this.open = false;
    this.fire('lastria-place-open', event.detail);
  };

  /** The file takes the page: the panel makes room, and focus goes with the file. */
  readonly #openFile = (event: CustomEvent<{ readonly fileId: string }>): void => {
    this.open = false;
    this.fire('lastria-file-open', event.detail);
  };
}
