import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { UiDialog } from '../../ui/dialog.ts';
import { UiErrorSummary } from '../../ui/error-summary.ts';
import { UiTree } from '../../ui/tree.ts';
import { isStale } from '../../core/problem-text.ts';
import { countBelow } from '../../ui/units.view.ts';
import { etagOf, withUnit, type MoveEffect, type OrganisationUnit } from '../configuration.data.ts';
import { unitNodes } from '../configuration.view.ts';
import { FormPart } from './configuration-part.ts';

const TOP = 'top';

/** Chooses the new place of a unit; who gains and who loses sight is shown before anything is confirmed. */
export class UnitMove extends FormPart<Record<string, never>> {
  static override readonly tag = 'lastria-configuration-unit-move';
  static override readonly dependencies = [UiDialog, UiTree, UiErrorSummary];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) unit!: OrganisationUnit;
  @state() private target = '';
  @state() private effect: MoveEffect | undefined;
  @state() private expanded: ReadonlySet<string> = new Set();
  #asking = new AbortController();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.begin({});
    this.target = '';
    this.effect = undefined;
    this.expanded = new Set(this.settings.organisation.units.map(({ id }) => id));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) void this.#enter();
  }

  override render(): TemplateResult {
    const { units: texts, actions } = this.messages;
    const { units } = this.settings.organisation;
    const close = (): void => void this.fire('lastria-ui-close');
    const nodes = [
      { id: TOP, label: texts.top },
      ...unitNodes(
        units.filter(({ closed }) => !closed),
        texts.closed,
        this.unit.id,
      ),
    ];
    const below = texts.moveBelow(countBelow(units, this.unit.id));
    return html`<lastria-ui-dialog
      size="wide"
      .open=${this.open}
      .heading=${texts.moveTitle(this.unit.name)}
      @lastria-ui-close=${close}
    >
      ${
        this.open
          ? html`<div class="form">
              ${this.renderSummary()}${below ? html`<p class="muted">${below}</p>` : nothing}
              <div class="pair">
                <div>
                  <h3>${texts.moveWhere}</h3>
                  <lastria-ui-tree
                    id="parentId"
                    .label=${texts.moveWhere}
                    .nodes=${nodes}
                    .expanded=${this.expanded}
                    .selected=${[this.target]}
                    @lastria-ui-change=${(event: CustomEvent<{ ids: string[] }>) => void this.#preview(event.detail.ids[0] ?? '')}
                  ></lastria-ui-tree>
                </div>
                <div role="status" data-effect class="form">${this.#renderEffect()}</div>
              </div>
              ${this.renderFailure()}
            </div>`
          : nothing
      }
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${close}>${actions.cancel}</button
        ><button type="button" class="button primary" @click=${() => void this.#confirm()}>
          ${texts.moveConfirm}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  #renderEffect(): TemplateResult {
    const { units: texts } = this.messages;
    if (this.target === '') return html`<p class="muted">${texts.moveChoose}</p>`;
    if (this.#parent === this.unit.parentId) return html`<p class="muted">${texts.moveHere}</p>`;
    if (!this.effect) return html`<p class="muted">${this.failure ? nothing : texts.moveReading}</p>`;
    const people = (heading: string, nobody: string, all: MoveEffect['gain']): TemplateResult =>
      html`<div>
        <h3>${heading}</h3>
        ${
          all.length === 0
            ? html`<p class="muted">${nobody}</p>`
            : html`<ul>
                ${all.map(({ displayName, role }) => html`<li>${displayName} <span class="muted">${texts.roles[role] ?? role}</span></li>`)}
              </ul>`
        }
      </div>`;
    const { gain, lose, coming } = this.effect;
    return html`${people(texts.gain, texts.nobodyGains, gain)}${people(texts.lose, texts.nobodyLoses, lose)}
    ${coming.gain.length > 0 ? people(texts.willGain, '', coming.gain) : nothing}
    ${coming.lose.length > 0 ? people(texts.willLose, '', coming.lose) : nothing}`;
  }

  get #parent(): string | null {
    return this.target === TOP ? null : this.target;
  }

  /** The tree is where the question is answered. */
  async #enter(): Promise<void> {
    await this.renderRoot.querySelector<UiDialog>('lastria-ui-dialog')?.updateComplete;
    const tree = this.renderRoot.querySelector<UiTree>('lastria-ui-tree');
    await tree?.updateComplete;
    tree?.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  protected override labelOf(): string {
    return this.messages.units.parent;
  }

  async #preview(target: string): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.target = target;
    this.effect = undefined;
    this.failure = undefined;
    this.check({});
    if (this.#parent === this.unit.parentId) return;
    try {
      const effect = await this.session.organisation.previewMove(this.unit.id, this.#parent, { signal });
      if (!signal.aborted) this.effect = effect;
    } catch (error) {
      if (!signal.aborted) this.failure = this.problem(error);
    }
  }

  async #confirm(): Promise<void> {
    const { units: texts } = this.messages;
    if (!this.target || this.#parent === this.unit.parentId || !this.effect) {
      this.check({
        parentId: this.target && this.#parent === this.unit.parentId ? texts.moveHere : texts.moveNeeded,
      });
      return;
    }
    await this.attempt(() => this.#move());
  }

  /** A unit that changed in between is moved all the same unless it stands elsewhere now: then the effect is another. */
  async #move(now = this.unit, tries = 2): Promise<void> {
    try {
      const { unit } = await this.session.organisation.moveUnit(now.id, this.#parent, { etag: etagOf(now) });
      this.tell({
        settings: (settings) => withUnit(settings, unit),
        change: { kind: 'unit', code: unit.id },
        said: this.messages.units.moved(unit.name),
      });
      this.fire('lastria-ui-close');
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      const fresh = (await this.reread()).organisation.units.find(({ id }) => id === now.id);
      if (!fresh) throw error;
      if (fresh.parentId === now.parentId) return this.#move(fresh, tries - 1);
      await this.#preview(this.target);
      throw error;
    }
  }
}
