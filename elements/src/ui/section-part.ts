import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ElementClass } from '../core/define.ts';
import { UiDialog } from './dialog.ts';
import { icon, type IconName } from './icons.ts';
import { UiTextField } from './text-field.ts';
import { UiTree, type TreeNode } from './tree.ts';
import { partStyles } from './part.styles.ts';
import { SettingsPart, type PartKinds } from './settings-part.ts';

export interface Nav {
  readonly label: string;
  readonly search: string;
  readonly none: string;
  readonly choose: string;
  readonly nodes: readonly TreeNode[];
  readonly empty?: string;
  /** The first is what one mostly comes for; the others stand back. */
  readonly actions?: readonly { readonly icon: IconName; readonly label: string; readonly run: () => void }[];
}

/** One tab: what can be chosen on the left, what was chosen on the right; in a narrow place, one after the other. */
export abstract class SectionPart<K extends PartKinds> extends SettingsPart<K> {
  static override readonly dependencies: readonly ElementClass[] = [UiTree, UiTextField, UiDialog];
  static override styles = partStyles;

  /** What is shown on the right; `+` is the form that adds one. */
  @state() protected selected = '';
  @state() protected wanted = '';
  @state() private leaving: string | undefined;
  protected expanded: ReadonlySet<string> = new Set();

  protected abstract renderDetail(selected: string): TemplateResult;

  /** Shows another one, unless something is typed and not saved: then it asks. */
  protected choose(id: string): void {
    if (id === this.selected) return;
    if (
      [...this.renderRoot.querySelectorAll<Element & { dirty: boolean }>('[data-form]')].some(
        ({ dirty }) => dirty,
      )
    )
      this.leaving = id;
    else this.show(id);
  }

  /** Shows it without asking: what was typed is saved. */
  protected show(id: string): void {
    this.selected = id;
    void this.updateComplete.then(() => this.#follow());
  }

  /** A form that ends says what to show next: what it made, or nothing. */
  protected readonly closed = (event: CustomEvent<{ code?: string; id?: string } | null>): void =>
    this.show(event.detail?.code ?? event.detail?.id ?? '');

  /** All nodes open while searching. */
  protected openAll(nodes: readonly TreeNode[]): ReadonlySet<string> {
    return new Set(nodes.flatMap((node) => [node.id, ...this.openAll(node.children ?? [])]));
  }

  protected renderSplit(nav: Nav): TemplateResult {
    const { actions } = this.messages;
    return html`<div class="split" ?data-open=${this.selected !== ''}>
        <nav class="nav" aria-label=${nav.label}>
          <lastria-ui-text-field
            type="search"
            label-hidden
            .label=${nav.search}
            .placeholder=${nav.search}
            .value=${this.wanted}
            @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.wanted = event.detail.value)}
          ></lastria-ui-text-field>
          ${
            nav.nodes.length > 0
              ? html`<div class="scroll">
                  <lastria-ui-tree
                    .label=${nav.label}
                    .nodes=${nav.nodes}
                    .expanded=${this.wanted.trim() ? this.openAll(nav.nodes) : this.expanded}
                    .selected=${[this.selected]}
                    @lastria-ui-change=${(event: CustomEvent<{ ids: string[] }>) => this.choose(event.detail.ids[0] ?? '')}
                  ></lastria-ui-tree>
                </div>`
              : html`<p class="muted" role="status">
                  ${this.wanted.trim() ? nav.none : (nav.empty ?? nav.none)}
                </p>`
          }
          ${
            nav.actions
              ? html`<div class="actions">
                  ${nav.actions.map(
                    ({ icon: name, label, run }, index) =>
                      html`<button type="button" class="button ${index > 0 ? 'quiet' : ''}" @click=${run}>
                        ${icon(name)}${label}
                      </button>`,
                  )}
                </div>`
              : nothing
          }
        </nav>
        <div class="detail">
          ${
            this.selected === ''
              ? html`<p class="muted">${nav.choose}</p>`
              : html`<button type="button" class="button quiet back" @click=${() => this.choose('')}>
                    ${icon('chevron-left')}${actions.back} : ${nav.label}
                  </button>
                  ${keyed(this.selected, this.renderDetail(this.selected))}`
          }
        </div>
      </div>
      ${this.#renderLeaving()}`;
  }

  #renderLeaving(): TemplateResult {
    const { leave: texts } = this.messages;
    const stay = (): void => void (this.leaving = undefined);
    return html`<lastria-ui-dialog
      kind="alertdialog"
      .open=${this.leaving !== undefined}
      .heading=${texts.title}
      @lastria-ui-close=${stay}
      ><p>${texts.text}</p>
      <div slot="footer" class="actions">
        <button type="button" class="button danger" @click=${() => this.#leave()}>${texts.go}</button
        ><button type="button" class="button primary" data-initial-focus @click=${stay}>${texts.stay}</button>
      </div></lastria-ui-dialog
    >`;
  }

  #leave(): void {
    const to = this.leaving ?? '';
    this.leaving = undefined;
    this.show(to);
  }

  /** Focus goes where the person now is, when what held it is no longer on screen. */
  #follow(): void {
    const nav = this.renderRoot.querySelector<HTMLElement>('.nav');
    if (this.selected === '')
      this.renderRoot
        .querySelector<UiTree>('lastria-ui-tree')
        ?.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')
        ?.focus();
    else if (!nav?.checkVisibility() || this.selected.startsWith('+'))
      this.renderRoot.querySelector<HTMLElement>('.back, h2')?.focus();
  }
}
