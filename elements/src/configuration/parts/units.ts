import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { matching } from '../../ui/part.view.ts';
import { countBelow, pathOf } from '../../ui/units.view.ts';
import { etagOf, withUnit, type OrganisationUnit } from '../configuration.data.ts';
import { unitNodes } from '../configuration.view.ts';
import { SectionPart } from './configuration-part.ts';
import { UnitAdd } from './unit-add.ts';
import { UnitForm } from './unit-form.ts';
import { UnitMove } from './unit-move.ts';

const ADD = '+';

/** « Entités »: the tree on the left; on the right a unit, its parameters, its move and its closing. */
export class UnitsPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-units';
  static override readonly dependencies = [...SectionPart.dependencies, UnitAdd, UnitForm, UnitMove];

  @state() private asking: 'move' | 'close' | '' = '';

  override render(): TemplateResult {
    const { units: texts } = this.messages;
    const { units } = this.settings.organisation;
    const all = unitNodes(units, texts.closed);
    if (this.expanded.size === 0) this.expanded = new Set(all.map(({ id }) => id));
    const found = matching(
      units.map(({ id, name, closed }) => ({
        id,
        label: name,
        note: pathOf(units, id).slice(0, -1).join(' › ') || (closed ? texts.closed : undefined),
      })),
      this.wanted,
    );
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes: this.wanted.trim() ? found : all,
      actions: [{ icon: 'plus', label: texts.add, run: () => this.choose(ADD) }],
    });
  }

  protected override show(id: string): void {
    this.asking = '';
    super.show(id);
  }

  protected override renderDetail(selected: string): TemplateResult {
    if (selected.startsWith(ADD)) {
      return html`<lastria-configuration-unit-add
        data-form
        parent=${selected.slice(ADD.length)}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${this.closed}
      ></lastria-configuration-unit-add>`;
    }
    const { units } = this.settings.organisation;
    const unit = units.find(({ id }) => id === selected);
    return unit ? this.#renderUnit(unit, units) : html`<p class="muted">${this.messages.conflict.gone}</p>`;
  }

  #renderUnit(unit: OrganisationUnit, units: readonly OrganisationUnit[]): TemplateResult {
    const { units: texts } = this.messages;
    const path = pathOf(units, unit.id).slice(0, -1).join(' › ');
    return html`<div class="head">
        <div>
          <h2 tabindex="-1">${unit.name}</h2>
          <p class="muted">${texts.kinds[unit.kind] ?? unit.kind}${path ? ` · ${path}` : ''}</p>
          ${unit.closed ? flag('neutral', texts.isClosed, 'lock') : nothing}
        </div>
        <div class="actions">
          ${
            unit.closed
              ? nothing
              : html`<button type="button" class="button" data-move @click=${() => (this.asking = 'move')}>
                    ${icon('transfer')}${texts.move}
                  </button>
                  <button type="button" class="button" @click=${() => this.choose(ADD + unit.id)}>
                    ${icon('plus')}${texts.addUnder}
                  </button>`
          }
        </div>
      </div>
      <lastria-configuration-unit
        data-form
        .unit=${unit}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
      ></lastria-configuration-unit>
      ${this.#renderClosing(unit, units)}
      <lastria-configuration-unit-move
        ?open=${this.asking === 'move'}
        .unit=${unit}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${() => this.#answered('[data-move]')}
      ></lastria-configuration-unit-move>`;
  }

  #renderClosing(unit: OrganisationUnit, units: readonly OrganisationUnit[]): TemplateResult {
    const { units: texts, actions } = this.messages;
    if (unit.closed)
      return html`<div class="actions">
        <button type="button" class="button" @click=${() => void this.#close(unit, false)}>
          ${texts.reopen}
        </button>
      </div>`;
    if (this.asking !== 'close')
      return html`<div class="actions">
        <button type="button" class="button danger" data-close @click=${() => void this.#ask()}>
          ${texts.close}
        </button>
      </div>`;
    return html`<div class="panel form" role="group" aria-label=${texts.close}>
      <p class="effect warning">
        ${icon('warning')}<span>${texts.closeText(countBelow(units, unit.id))}</span>
      </p>
      <div class="actions">
        <button
          type="button"
          class="button danger primary"
          data-confirm
          @click=${() => void this.#close(unit, true)}
        >
          ${texts.close}</button
        ><button type="button" class="button" @click=${() => this.#answered('[data-close]')}>
          ${actions.cancel}
        </button>
      </div>
    </div>`;
  }

  async #ask(): Promise<void> {
    this.asking = 'close';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  #answered(back: string): void {
    this.asking = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(back)?.focus());
  }

  /** Closing and opening again undo one another. */
  async #close(unit: OrganisationUnit, closed: boolean): Promise<void> {
    const { units: texts } = this.messages;
    try {
      const { unit: saved } = await this.session.organisation.changeUnit(
        unit.id,
        { closed },
        { etag: etagOf(unit) },
      );
      const said = (closed ? texts.wasClosed : texts.reopened)(saved.name);
      this.tell({
        settings: (now) => withUnit(now, saved),
        change: { kind: 'unit', code: unit.id },
        said,
        ...(closed ? { undo: () => void this.#close(saved, false) } : {}),
      });
      this.#answered('h2');
    } catch (error) {
      const { title, detail } = this.problem(error);
      this.tell({ said: [title, detail].filter(Boolean).join('. ') });
      await this.reread().catch(() => undefined);
    }
  }
}
